# What is said by itself (§1, §9).

invite = A short look back while it’s fresh, if you like. “pause” or “stop” is fine too.
invite-again = A second and last offer of a short look back at this one.
overnight = Has anything come back to you overnight?
overnight-nothing = Nothing
overnight-rest = Some of the debrief is left, with the answer you’d like again. When would suit you?
overnight-rest-late = Some of your debrief for { $job } is still left, with the answer you’d like again. When would suit you?
overnight-rewrite = The answer you’d like again is waiting to be rebuilt. When would suit you?
overnight-everything = Yesterday’s questions are written down. Shall we look at them?
overnight-tomorrow = Tomorrow, then.
overnight-left = Left as it is.
overnight-thanks = Thanks. That’s all for now.
step-how = It was time for a first step: “{ $step }”. How did it go?
step-how-unnamed = It was time for a first step. How did it go?
step-done = Done
step-later = Another day
step-drop = Let it go
step-when = Which day suits you?
step-thanks = Good. It’s on your balance sheet.
step-moved = Moved.
step-dropped = All right, that one is off the list.
