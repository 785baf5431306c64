# What can be said at any time, and what was not understood (§0).

help-title = I’m for what comes after an interview.
help-next = Three ways to begin: “debrief” looks back at an interview, “interview” notes one to come, “sheet” shows your balance sheet.
help-always = Also: “list”, “what’s next”, “rehearse”, “worry”, “letters”, “offer”, “calendar”, “support”, “leave me be until Monday”, “settings”, “privacy”, “export”, “erase”. In the middle of something: back, skip, pause, stop, delete that, correct, why?
help-nothing-open = Nothing is open just now. “debrief” looks back at an interview, “help” shows what else there is.
stale = That belongs to an earlier question, so I’ve left everything as it is.

back-done = One step back.
back-item = I’ve taken the last one off the list.
back-first = This is the first question.
back-nothing = There’s nothing to go back to. “correct” changes an earlier answer.
paused = Put aside. It keeps for { $days } days: “go on” brings you back to the same question.
resumed = Here’s where we were.
resume-nothing = Nothing is waiting. “debrief” looks back at an interview.
stopped = Stopped there.
stopped-letter = Stopped there. The letter you chose can still be drafted: say “letters”.
stopped-debrief = Stopped there. What you’ve said is safe. None of it goes on your balance sheet unless you choose it.
deleted-answer = Deleted, your answer to this: { $question }
deleted-item = Deleted from the list.
delete-needed = That one is needed to keep the rest. “correct” changes it.
delete-nothing = There’s nothing to delete.
# A message of theirs was removed, or changed, where they had written it.
removed-unknown = You removed a message that I no longer know. If an answer of yours stood in it, it’s still here: “delete that” takes out the last one, “correct” changes earlier ones.
edited-earlier = I noticed your edit, and left everything as it was: only an edit of the answer you gave last changes it by itself. “correct” changes an earlier one.
# A copy of everything, asked for where it would have been handed over.
not-exported = The copy could not be made. What is here is safe; please turn to { $operator }, who can make one.
back-to = Back to { $talk }.
talk-debrief = the debrief
talk-interview = noting the interview
talk-rehearsal = the rehearsal
talk-sheet = the balance sheet
talk-other = where we were

correct-which = Which answer would you like to change?
correct-choice = { $question } – { $answer }
correct-item = What does it say instead? “delete that” takes it off the list.
correct-add = What is it?
correct-add-question = Add a question they asked
correct-add-build = Add something to build
correct-leave = Leave them as they are
correct-left = Left as it was.
corrected = Changed.
correct-lines = That changes what I’d put on your balance sheet. What stood there counts until you decide.
correct-nothing = There’s no answer to change yet.

quiet-until-when = Until when?
quiet-set = I’ll leave you be until { $day }.
quiet-deadlines = An offer wants its answer before then. Shall I still remind you of that?
quiet-of-deadlines = All right, nothing about that either.
quiet-but-deadlines = I’ll speak of that, and of nothing else.
quiet-ended = I’m here again.

list-title = What you have going on:
list-title-all = All your jobs, the closed ones too:
list-job = · { $job } – { $state }
list-job-next = · { $job } – { $state }, next interview { $start }
list-empty = No jobs noted yet. “interview” notes one to come, “debrief” looks back at one.
list-quiet = I’m keeping quiet until { $day }.

visit = Hello again. Nothing is waiting for you. “debrief”, “sheet” or “help”, whenever you like.
visit-paused = Hello again. Something you put aside is waiting: “go on” brings it back.
visit-in-talk = Hello again. We were at { $talk }.
visit-where-we-were = Hello again. Here’s where we were.
visit-also = There’s also a card to rehearse, “{ $question }”, whenever you say “rehearse”.

unclear = I couldn’t match “{ $found }” to this question.
unclear-nothing-open = I read “{ $found }”, and there’s no question open just now. “debrief” looks back at an interview, “help” shows what else there is.
unclear-here = I couldn’t make that out as an answer here.
unclear-part = I understood some of that, but “{ $found }” I couldn’t place.
unclear-empty = That came through empty.
unclear-too-long = That’s a lot, { $chars } characters. I can take { $limit } at a time, so send it in parts.
unclear-range = I read “{ $found }”. It goes from { $low } to { $high } here.
unclear-percent = I read “{ $found }”. It’s one of 10, 25, 50, 75 and 90 here; the nearest will do.
unclear-day = “{ $found }” isn’t a day in the calendar.
unclear-past = { $found } has been already. I’m looking for a day to come.
unclear-future = { $found } is still to come. I’m looking for a day that has been.
unclear-place = I don’t know “{ $found }” as a place. A larger city nearby will do.
unclear-country = I don’t know “{ $found }” as a country. Its English name will do, or a code such as “GB”.
unclear-ambiguous = “{ $found }” could be more than one of these. The number will do.
unclear-needed = I need this one to go on. “stop” ends it here.

why-nothing = There’s no question open just now. On the balance sheet, each line can be explained.
why-default = It helps me ask the right thing next. “skip” is always fine where it’s offered.
why-f1 = Because nothing may be kept about you before you agree to it.
why-f2 = So that I only write at decent hours.
why-f3 = So that I can name support lines where you live, if you ever want them.
why-d1 = Because how you are decides how much we do today.
why-d3 = Questions fade within a day or two. Written down, they show what to practise.
why-d4 = The balance sheet is worked out from one honest rating per answer. The outcome never changes it.
why-d5 = It decides which line of your balance sheet the rating counts for.
why-d6 = What worked once can be lent to the answers that didn’t.
why-d7 = One answer, rebuilt well, helps more than ten regretted.
why-d9 = If an offer comes, you’ll want these first impressions word for word.
why-d10 = So that the waiting has a date, and you needn’t keep it in your head.
why-d12 = Hunches are often off. Sealed and compared later, they show which way yours lean.
why-d13 = So that nothing stands on your balance sheet that you don’t stand behind.
why-sheet = The headings come from a course on what to do after an interview. Splitting gaps by time, and the last heading, are our own reading. How much an answer weighs, and how fast it fades, are design choices, not findings.
why-d14 = Letting go of the day is part of the work.
