# Sitting on the other side (§6).

panel-intro = So you’ve been asked to interview others. A short checklist, which helps your own interviews too.
panel-before = Beforehand: ask for training. Read the job description with whoever leads. Share out the questions. Read each CV, and plan one personal question from it.
panel-during = In the room: listen. Put people at ease, and go gently on weak spots.
panel-when = When is it? I can ask the morning after what you noticed. “skip” means I won’t.
panel-been = It has been already
panel-later = I’ll ask the morning after { $day }.
panel-after = You’ve sat on a panel. Two short questions about what you noticed, if you like.
panel-strongest = What did the strongest candidate do? No names or details of them, please: only what worked.
panel-borrow = What will you borrow?
panel-kept = Kept on your balance sheet: “{ $text }”. It weighs nothing there, since somebody else did it.
panel-left = All right. Enjoy the other side of the table.
