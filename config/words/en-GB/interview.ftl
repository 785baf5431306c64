# Jobs and interviews (§0): which job, noting, moving, calling off.

interview-n1 = What shall we call this job? A nickname is enough, like “the Leeds job”.
interview-n1-role = Which role was advertised?
interview-n1-employer = Who is the employer? I’ll never put the name in a reminder.
interview-n1-agency = Is it through an agency? If so, which one?
interview-direct = No, direct
interview-n2 = When is it? A day and a time.
interview-n2-past = When was it?
interview-n2-moved = When is it now?
interview-n2-length = How long is it meant to last?
interview-n3 = What kind of interview?
interview-n4 = Is there anything you’d like them to arrange for you?
minutes-30 = Half an hour
minutes-45 = Three quarters of an hour
minutes-60 = An hour
minutes-90 = An hour and a half
minutes-240 = Half a day or more

debrief-d0 = Which interview is this?
job-which = Which job is it for?
job-which-moved = Which interview has moved?
job-which-cancelled = Which interview is off?
job-another = Another one
job-new = A new one
job-new-round = A new interview for this job
job-round-again = That one has been looked back at. Shall we add to it, or is there a new interview?
job-round = { $job }, { $start }
job-one = This is for { $job }, then.
job-none = There’s no job to hang that on yet. Let’s note it first.
job-unknown = an earlier job

round-noted = Noted for { $start }. I’ll bring you a card the evening before, and ask how it went afterwards.
round-moved = Moved to { $start }. What hung on the old time moves with it.
round-cancelled = The interview for { $job } is off. I’ve dropped its reminders.
round-none = I have no coming interview noted. “interview” notes one.

carry-title = From your earlier interviews for this job:
carry-fix = A card you made: { $question }
carry-answers = What they told you: { $text }
carry-pause = What made you pause: { $text }
