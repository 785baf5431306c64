# After a no (§3).

no-r1 = I’m sorry. That can sting. How are you, from 1 (really struggling) to 5 (fine)?
no-r2 = Nothing has to happen today. Shall we look at it now, tomorrow, or in a few days?
no-r2-slow = There’s no hurry with this one. In a few days, tomorrow, or now?
no-letter = One thing could go today, if you like: a short thank-you, ready to send.
no-held = Write what you’d like to say, just as it comes. Nothing is sent. I’ll hold it and show it tomorrow beside a calm one. “skip” leaves it at the calm one.
no-tomorrow = Tomorrow, then.
no-few-days = In a few days, then. I’ll come back to it on { $day }.
no-put-off = You put this one off until now: { $job }. We can look at it for ten minutes. “pause” is fine too.
reply-held = It waits until tomorrow.
reply-own-noted = Good. A day or two after the news is a fine time for it.
held-about = The letter for { $job } waited until today.
held-own = This is what you wrote: “{ $text }”
held-calm = And a calm one to put beside it. Which goes, if any, is up to you.

look-now = Now
look-tomorrow = Tomorrow
look-few-days = In a few days

learn-r3 = What did they actually say? Paste it, or say it in your own words.
learn-heard = Thank you. I have that word for word.
learn-r4 = Going only by their words, which is closest?
learn-guess = And your own guess, if you have one? It’s kept apart and counts for nothing.
learn-guess-noted = Noted as a guess.
learn-r5-compared = So someone else was stronger or closer, this time. That’s a comparison, not a verdict on you.
learn-r5-pulled = The post went. Nobody was chosen over you.
learn-r5-other = That’s about what they were looking for. It’s no verdict on you.
learn-r5-none = They haven’t given a reason, so there’s nothing here to judge yourself by.
learn-r6 = How good a fit was it really, from 1 (poor) to 5 (made for you)?
learn-still = Is it still the one?
learn-dream = Was it the one, a place you’d want even so?
learn-r7 = A short thank-you is enough here. You could also ask for feedback in the same letter. A day or two after the news is best.
learn-r7-thanks = A short thank-you leaves the door open. A day or two after the news is best.
learn-r7-feedback = One letter could thank them and ask for one piece of feedback. A day or two after the news is best.
learn-plan = What would you like to build before you try there again – a skill, a subject, some experience? Up to { $most }, one per message.
learn-again = When would you like to apply there again? They may have a rule of their own: then name the day. “skip” makes it { $months ->
    [12] a year
   *[other] { $months } months
  } from the news.
learn-r8 = One thing to keep from this, whatever happens?
learn-change = And one thing to change?
learn-sheet = Shall I put that on your balance sheet?
lesson-answer = “{ $question }” – { $why }
lesson-answer-plain = “{ $question }”
learn-r9 = If you’d like, and only then: ten minutes to write to yourself as you would to a friend who’d had this news.
learn-r9-keep = That’s yours. Keep it here, or delete it now?
learn-r9-deleted = Deleted.
learn-r10 = Ready to let this one go?
learn-dates = It was the one. Shall I keep its dates – the looks there, and the day to apply again – and nothing else?
learn-rest = That’s several noes close together. Would a week’s rest be welcome? I’d leave you be until then.
learn-pattern = That’s several noes close together, and several debriefs. Would you like to see what they have in common?
learn-r11 = Where next?
learn-small-step = The next small step
learn-nothing = Nothing, for now
learn-rest-well = Nothing, for now. That’s a fine answer.
learn-done = That’s all of it, then.
pattern-none = There’s no pattern to see. The debriefs have little in common.
pattern-hindered = What got in the way most often: { $causes }.
pattern-worked = What worked most often: { $what }.

reason-qualified = Someone better qualified
reason-experience = Someone with more suitable experience
reason-fit = Someone who was a better fit
reason-internal = Someone from inside
reason-pulled = The post was pulled
reason-none = They gave no reason
reason-other = Something else

reply-hold = Keep it as a draft until tomorrow
reply-thanks = Draft a short thank-you
reply-feedback = Draft a thank-you that asks for feedback
reply-own = I’ll write my own
reply-not-now = No letter for now

self-letter-keep = Keep it
self-letter-delete = Delete it now

ready-yes = Yes
ready-not-yet = Not yet
ready-never = I’d rather not be asked again

let-go = Let go. I won’t bring it up again. What you learned stays on your balance sheet.
let-go-dates = Let go, apart from its dates. Those I’ll keep, and “dream” changes or ends them.
let-go-held = The letter rests with it. “letters” drafts one whenever you like.
not-yet = That’s fine. I’ll ask once more in a week, and then not again.
never-asked = Understood. I won’t ask again.
letting-go = Ready to let it go? I’ll only ask this once more.
letting-go-about = A week ago { $job } was still too close to let go.
no-reply = No feedback came from { $job }. Many never answer. I’ll leave it there.

feedback-words = What did they say? Word for word is best.
feedback-skills = Which skills is it about? Several are fine.
feedback-strength = How strong did it sound to you, from 1 (thin) to 5 (as good as it gets)?
feedback-agree = Do you see it that way too?
feedback-kept = Kept. It stands on your balance sheet, with where it came from.
feedback-dream = They took the trouble to write. This may be the moment for a letter that says you’d still like to work there.
agreement-agree = Yes, I agree
agreement-partly = Partly
agreement-disagree = No, I see it otherwise

line-feedback = Feedback: “{ $said }”
sheet-feedback-partly = { $line } (you agree in part)
sheet-feedback-apart = { $line } (kept to be seen; it counts for nothing)
why-feedback = { $day }: { $line }
why-lesson = You took this from a no on { $day }.

follow-careers = Their careers page
follow-newsletter = Their newsletter
follow-social = Their page on a network
follow-events = Their events

again-months-6 = In six months
again-months-9 = In nine months
again-months-12 = In a year
again-months-18 = In eighteen months

dream-next-apply = I’ll apply again
dream-next-date = Another date
dream-next-leave = Leave it as it is
dream-next-let-go = Let it go

dream-none = There’s no dream in view just now. One begins when a no comes from a job that was the one.
dream-list = In view:
dream-row = · { $job } – to apply again on { $day }
dream-not-in-view = That one isn’t in view as a dream.
dream-begins = It stays in view until { $day }, with four short messages a year at most. Four ways to follow them: their careers page, a newsletter, a network, events. “dream” changes or ends it.
dream-about = Your dream in view: { $job }.
dream-interest = About { $job }: this would be a good time for one letter that says you’d still like to work there.
dream-follow = Which ways of following them have you taken up? None yet is fine: “skip”.
dream-new = Is there anything new there?
dream-nothing-new = Nothing new
dream-let-go = Let it go
dream-skill = And how is this coming along: “{ $skill }”?
dream-skill-gone = And how is what you’re building coming along?
dream-next-again = What would you like to do?
dream-next-asked = What would you like to do with it?
dream-again-when = When, then?
dream-stays = Good. It stays in view.
dream-applies = Good. “interview” notes it when they ask you in.
dream-moved = Moved to { $day }.
then-title = Your day to apply again is { $day }. Your balance sheet, then and now:
then-row = · { $skill }: { $was } then, { $is } now
then-nothing = Nothing on it has a word for it yet, then or now.
then-building = You set out to build: { $what }.
