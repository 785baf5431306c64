# Waiting (§2).

news-next-round = Another interview
news-on-hold = It’s on hold
news-more-wanted = They want to know more
news-no = A no
news-offer = An offer
news-taken-back = They took the offer back
news-pulled = The post was pulled

job-closed = One that’s closed

hold-day-before = A line the day before
hold-weekly = A line a week
hold-nothing = Nothing until then
wait-w1b = And while you wait to hear: would you like a line the day before, one a week, or nothing until then?
wait-hold = Would you like a line the day before, one a week, or nothing until then?
wait-worry = Put a worry down
wait-worry-hint = If something’s going round in your head, “worry” is a place to put it down.
wait-calm = Nothing new on { $job }. You expected to hear around { $day }, and a week or more is normal. I’m keeping an eye on it.
wait-calm-no-date = Nothing new on { $job }. They gave no date, and a week or more is normal. I’m keeping an eye on it.
wait-interview-first = For { $job } there’s an interview on { $start } first. The wait can start after that.
wait-others = What else have you got on – work, life, other applications?
wait-again = For { $job } I have this down: { $state }. Shall I put it back to waiting?
wait-put-back = It’s back to waiting. I’ll keep an eye on it.
wait-left = Left as it is.
hold-day-before-set = I’ll bring it up on { $day }, the day before, and I won’t until then unless you do.
hold-weekly-set = A line a week, then, until about { $day }.
hold-nothing-set = I’ll keep an eye on it, and I won’t bring it up before { $day } unless you do.
hold-quiet-set = I’ll keep it, and I won’t bring it up unless you do.

worry-w3 = Put it down here.
worry-see = { $count ->
    [one] See the one that’s parked
   *[other] See the { $count } that are parked
  }
worry-can = It’s written down. Is there anything you can do about it?
worry-action = What’s the one thing you could do?
worry-by = Which day suits you for that?
worry-keep = Parked. Shall I keep it or bin it?
worry-parked = These are parked. Is there one to bin?
worry-leave = Leave them parked
worry-nothing = All right.
worry-dated = Good. I’ll remind you that day, and you can put it down until then.
worry-undated = Good. That’s one thing you can do, whenever it suits you.
worry-kept = Parked. I won’t bring it up; “worry” shows it again.
worry-binned = Binned. Its words are deleted.
worry-today = For { $day } you had something in mind: “{ $action }”.
parked-keep = Keep it
parked-bin = Bin it

before-intro = You expect news on { $job } tomorrow. Two small plans can make either answer easier.
before-yes = If it’s a yes, what’s the first thing you’ll do?
before-no = And if it’s a no, what’s the first thing you’ll do?
before-kept = Kept. I’ll show you when the news comes.
before-left = That’s fine too.

weekly-w5 = You’re still waiting on { $job }. From 1 (really struggling) to 5 (fine), how’s the waiting?
weekly-thanks = I’ll keep an eye on the rest.
weekly-others = You told me what else you’ve got on: “{ $list }”
weekly-suggestion = One idea: pick the smallest piece of something else, and give it half an hour today.

nudge-w6 = Have you heard anything on { $job }?
nudge-w7 = Have you heard anything on { $job } since your note? I’ll ask about it this once more.
nudge-on-hold = The date until which { $job } was on hold has come. Have you heard anything?
nudge-waits = All right. I’ll ask again around { $day }.
nudge-left = Left, then. I won’t press it.
nudged-yes = Yes
nudged-note = No – draft a short note
nudged-wait = No – wait a bit
nudged-leave = Leave it

silence-two-notes = Two notes about { $job }, no reply.
silence-since = No word on { $job } since { $day }.
silence-no-word = No word on { $job }.
silence-w8 = Many employers do this, and it says little about you. Would you like to close it in your own mind?
silence-sure = That deletes { $job } with its interviews, what you said about them, and the lines that came from it. Delete it all?
silence-closed = Closed. If they write after all, “heard” opens it again.
silence-kept = Kept, quietly. I won’t bring it up.
silence-deleted = It’s deleted, with everything that hung on it.
silent-close = Close it
silent-keep = Keep it, quietly
silent-delete = Delete it

heard-w9 = What’s the news on { $job }?
heard-not-yet = Nothing yet
heard-other-job = It’s about another job
heard-hold = On hold, then. Did they name a date?
heard-no-date = No date
heard-wanted = What would they like to know or have?
heard-by = By when?
heard-held = Noted. I’ll ask about it around { $day }, and leave it alone until then.
heard-wanted-by = Noted for { $day }. I’ll remind you the day before.
heard-wanted-noted = Noted. You’re still waiting with them.
heard-next-round = Another interview. Good; let’s note it.
heard-plan = You’d planned what to do first: “{ $plan }”
wanted-tomorrow = Tomorrow is the day for { $job }: “{ $what }”.
wanted-tomorrow-unnamed = Tomorrow is the day for what they wanted to know for { $job }.

withdraw-sure = Would you like to withdraw from { $job }?
withdraw-note = Would you like a short note to tell them?
withdraw-stays = It stays as it was.
withdraw-done = You’re out of it. That’s a decision too, and it was yours to make.
