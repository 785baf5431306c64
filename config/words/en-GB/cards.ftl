# Cards, rehearsals, and the evening before (§1, §5).

card-first = First sentence: { $text }
card-where = Where and when: { $text }
card-mine = Yours to sort out: { $text }
card-did = What you did: { $text }
card-changed = What changed: { $text }
card-know = What you know: { $text }
card-find-out = How you’d find out: { $text }
card-nearest = The nearest thing you’ve done: { $text }
card-step = A small step: { $text }
card-neutral = As a plain fact: { $text }
card-try = To try: { $what }
card-check = To try: check the question before answering.

rehearse-due = A short rehearsal, if you have two minutes.
rehearse-question = “{ $question }” – say your answer aloud or type it. Then I’ll show your card.
rehearse-aloud = I’ve said it aloud
rehearse-gone = The answer behind that card is gone, so there’s nothing to rehearse.
rehearse-compared = Beside your card, how was it?
rehearse-better = Good. It’s getting to be yours.
rehearse-same = Steady is fine.
rehearse-worse = Some days are like that. The card keeps.
rehearse-ready = That’s twice. It’s ready to try in a real interview.
rehearse-left = Left for another time. “rehearse” brings it back.
quoted = “{ $text }”
rehearse-nothing = There’s no card to rehearse yet. A debrief makes one from an answer you’d like again.

evening-title = Your interview for { $job } is on { $start }. Here’s your card.
evening-strengths = Strong so far: { $strengths }
evening-strengths-unknown = Name three of your strengths to yourself, each with one example.
evening-card = A card to look over: “{ $question }”
evening-themes = Worth having ready: { $themes }.
evening-common = Have an example ready for three common ones: why this job, a problem you solved, something that went wrong.
evening-questions = Three to ask them: what would the first three months look like, how is good work noticed here, why is the post open?
evening-opening = An opening line: “Thank you for seeing me. I’ve been looking forward to hearing more about the work.”
evening-rehearse = One rehearsal, if you’d like it.
