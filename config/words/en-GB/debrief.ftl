# The debrief (§1), in the order it is talked.

debrief-new = Let’s note which interview it was.
debrief-intro = Your interview for { $job }.
debrief-late = It’s been more than two days, and memory fades, so the ratings will count for a little less.
debrief-again = We’ve looked at this one before. Let’s add what’s missing.

debrief-d1 = Before anything else: how are you, from 1 (really struggling) to 5 (fine)?
mood-low = Thank you for saying so. We’ll keep it short.
mood-fair = Thanks.
debrief-length = How much do you have in you?
length-capture-only = Right. We’ll only write the questions down.
length-changed = Right. { $length }, then.
debrief-d2 = Who was there?
debrief-d3 = What did they ask? Rough wording is fine, one per message. For a task, a presentation or a group: which parts were there?
debrief-d3-short = Which of their questions stayed with you? Up to { $most }, one per message; rough wording is fine.
item-noted = { $count ->
    [one] That’s one. Another, or “done”?
   *[other] That’s { $count }. Another, or “done”?
  }
items-noted = { $count ->
    [one] One noted.
   *[other] { $count } noted.
  }

debrief-d4 = “{ $question }” – how did your answer land with you?
debrief-d4-next = And “{ $question }”?
rating-1 = fell apart
rating-2 = thin
rating-3 = all right
rating-4 = good
rating-5 = my best
debrief-d5 = “{ $question }” – which skill was that mostly testing?

debrief-d6 = Which answer are you proudest of, or what else went well?
debrief-d6-why = What made it work?
debrief-d6-least = That’s allowed. Which was the least bad, then?
debrief-d6-why-least = What held it up?
which-none = None of them
which-no = None
debrief-d7 = Which one would you most like to have again?
debrief-d7-cause = What got in the way?
misheard-card = I’ve made you a small card for next time: check the question before answering.

fix-when = “{ $question }” – shall we make it as strong as your best one, now or tomorrow?
fix-recipe-strong = What made your strong one work: { $had }. Let’s give the other the same.
fix-recipe = Let’s give it four things: an example, your part in it, what changed, ten seconds to say it.
fix-where = For “{ $question }”: think of one time. Where and when was this?
fix-mine = What was yours to sort out?
fix-did = What did you do yourself?
fix-changed = What changed, with a number if there is one?
fix-first = Now your first sentence, if you only had ten seconds.
fix-saved = Saved as an answer card. We’ll rehearse it in a couple of days, again later, and the evening before your next interview.
fix-tomorrow = Tomorrow, then.
fix-never = Left as it is.
fix-neutral = About whoever it was: how would it sound as a plain fact, in one sentence?
fix-know = “{ $question }” – nobody knows everything. What do you know about it?
fix-find-out = What would you do to find out the rest?
fix-nearest = What’s the nearest thing you’ve done?
fix-step = What would be one small step towards knowing it better?
honest-saved = That’s an honest answer you can give as it is. It’s on a card.
fix-try = Nerves happen to good answers. Which one thing would you try next time?
calmer-saved = It’s on a card. We’ll see how it went at the next debrief.

debrief-tried = Last time you meant to try this: { $what }. How did it go?
tried-helped = Good. It stays on your card.
tried-no-help = Then something else next time.
tried-forgot = That happens. It stays on your card.

debrief-d8 = What did you ask them, and what did they say?
debrief-d9 = Was there anything that made you pause – about the role, why it’s open, the people, the hurry?
pause-nothing = Nothing
debrief-d10 = When did they say you’d hear?
debrief-d10-whom = And from whom?
debrief-d11 = Apart from interviewing: did today show anything else you’d like to build – a subject, a system, a qualification, some experience? Up to { $most }, one per message.
debrief-d11-one = Apart from interviewing: did today show one thing you’d like to build – a subject, a system, a qualification, some experience?
debrief-d11-step = “{ $what }” – what would be a first small step?
debrief-d11-by = By when?
debrief-d12 = An honest hunch: how likely is it that you go further? I’ll seal it.
debrief-d12-fit = How good a fit is the job, from 1 (poor) to 5 (made for it)?
debrief-d12-dream = Is it the one?
dream-noted = I’ll remember that it’s the one.
hunch-locked = The hunch was sealed once news came, so it stays as it was.
debrief-d13 = Here’s what I’d add to your balance sheet. Only what you keep counts.
lines-line = · { $line }
debrief-d13-line = { $line } – keep it, drop it, or type it in your own words.
lines-keep-all = Keep all
lines-choose = Choose one by one
lines-drop-all = Keep none
lines-keep = Keep
lines-drop = Drop
debrief-d14 = That’s enough work for one day. What will you do with the rest of it?

captured = { $count ->
    [0] That’s all for today.
    [one] One question is written down. We can look at it tomorrow.
   *[other] { $count } questions are written down. We can look at them tomorrow.
  }
summary-title = Here it is on one page.
summary-strengths = Strong: { $strengths }
summary-fix = To fix: “{ $question }” – { $cause }.
summary-fix-plain = To fix: “{ $question }”.
summary-build = To build: { $what }.
summary-hear = You expect to hear by { $day }. A week or more is normal.
summary-hear-about = You expect to hear: { $about }.
summary-lines = On your balance sheet:
summary-no-lines = Nothing was added to your balance sheet this time, and that’s fine.
summary-updated = Your balance sheet says so now.
quiet-until-tomorrow = Right. I’ll be quiet until tomorrow.
