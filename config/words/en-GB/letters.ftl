# Letters (§8).

letter-thank-you = A thank-you
letter-chaser = Asking for news
letter-thanks-after-no = Thanks after a no
letter-feedback-request = Thanks, and a request for feedback
letter-continuing-interest = Staying in touch with a dream employer
letter-more-time = Asking for time
letter-in-writing = Asking for it in writing
letter-clarifying = Questions about an offer
letter-accept = Accepting
letter-decline = Declining an offer
letter-withdraw = Withdrawing
letter-line-up-dates = Lining up dates
letter-better-terms = Asking for better terms
letter-taken-back = Replying to an offer taken back

letter-question-promise = A promise that isn’t on paper
letter-question-changed = What changed since the advert
letter-question-months = The first three months
letter-question-report-to = Who you’d report to
letter-question-writing = The terms in writing
letter-question-left = Why the last person left
letter-question-support = The support that comes with it
letter-question-date = The reason for the date
letter-question-gone-on = What people have gone on to do

## What is asked for a letter.

letter-which = Which letter would help?
letter-chased = Two notes have gone to them already. I leave it at two: a third rarely helps, and the silence is theirs.
letter-another = Another one
letter-goes-to-agency = This goes to the recruiter at { $agency }.
letter-to-nobody = Nobody by name
letter-ask-to = Who is it to? The name as you’d write it after “Dear”.
letter-ask-role = What is the role called?
letter-ask-day = Which day did you meet?
letter-ask-detail = What did you enjoy talking about? A few words that fit after “I enjoyed talking about”.
letter-ask-liked = What did you like there? A few words that fit after “I liked”.
letter-ask-keener = Which part of the job are you keener on now?
letter-ask-wished = Is there one line to add, something you wished you’d said?
letter-ask-expected = Around which day did they expect to have news?
letter-ask-chosen = Did they choose somebody, as far as you know?
letter-ask-organisation = What is the organisation called?
letter-ask-because = Why there? A few words that fit after “because”.
letter-ask-skills = Which one or two skills will you be working on?
letter-ask-follow = What of theirs will you follow? A newsletter, a project, their events.
letter-ask-by = By which day could you give your answer?
letter-ask-why = Is there a reason you’d like to give, if it’s true? A whole sentence.
letter-ask-questions = What would you like to ask them? Up to five.
letter-ask-terms = What date is on the letter with the terms?
letter-ask-start = When do you start?
letter-ask-agreed = Was any change agreed that the letter could repeat?
letter-ask-whom = Whom did you enjoy meeting?
letter-ask-until = Until which day does the other offer stand?
letter-ask-item = What could be better? One thing, such as “the salary”.
letter-ask-item-why = What is the reason? Duties, a market figure of yours, a cost; a whole sentence.
letter-ask-second = Is there a second thing?
letter-ask-second-why = And the reason for that one?
letter-ask-lost = What had you done on the strength of the offer?
letter-ask-accepted-on = On which day did you accept?
letter-ask-me = How do you sign?
letter-lost-accepted = Accepted it
letter-lost-turned-down = Turned down other work
letter-lost-neither = Neither

## The same, asked more simply.

letter-simply-detail = One word is enough: a project, a person, something on the wall. What stayed with you?
letter-simply-because = One word is enough: their work, their people, the place. What draws you?
letter-simply-whom = “You all” would do. Who was it?
letter-simply-questions = One question is enough. What would you like to know most?
letter-simply-item = Pay, hours, place, start: what would you change first?
letter-simply-item-why = One plain fact is enough. What makes it fair?
letter-simply-day = Your best guess will do. Which day?
letter-simply-role = Any name for it will do, such as “the office post”. What would you call it?

## Around the draft.

letter-here = Here’s a draft to copy. You’d be the one to send it.
letter-ready = What would you like to do with it?
letter-nothing-left = What this letter would have asked was deleted, so there’s no draft. What would you like to do?
letter-second-list = These could wait for a second time:
letter-use = Use it as it is
letter-change = Change something in it
letter-change-what = Which part shall I ask again?
letter-own = Write my own version
letter-own-text = Type it the way you’d like it. I’ll keep it as it is.
letter-keep = Keep it as a draft until tomorrow
letter-leave = Leave it
letter-sent = It’s yours to copy. Has it been sent?
letter-sent-yes = Sent
letter-sent-not-yet = Not yet
letter-sent-wont = I won’t send it
letter-sent-since = About the letter that was still to go.
letter-kept = Kept until tomorrow. It may read differently by then.
letter-kept-until-today = Here’s the draft you kept.
letter-waits = It can wait. “letters” begins again whenever you like.
letter-was-sent = Good. I’ve noted that it was sent today.
letter-not-yet = All right. I’ll ask about it once more, tomorrow.
letter-left = Left. Nothing was sent.
letter-offer-thanks = If you’d like to thank them, “letters” drafts a note in a minute. Within a day is common, and leaving it is fine too.

## The calendar. Its titles are seen by others, so they say little.

calendar-here =
    { $count ->
        [one] There’s one date ahead. Here it is as a calendar file, with the job by the name you gave it.
       *[other] There are { $count } dates ahead. Here they are as a calendar file, with each job by the name you gave it.
    }
calendar-some-off =
    { $count ->
        [one] One date from an earlier file no longer holds; this one calls it off.
       *[other] { $count } dates from an earlier file no longer hold; this one calls them off.
    }
calendar-all-off =
    { $count ->
        [one] Nothing has a date any more. One from an earlier file no longer holds; this file calls it off.
       *[other] Nothing has a date any more. { $count } from an earlier file no longer hold; this file calls them off.
    }
calendar-off = No longer planned
calendar-empty = Nothing has a date yet, so a calendar would be empty. “interview” notes one whenever you like.
calendar-job = { $nickname }
calendar-interview = Interview – { $job }
calendar-evening = The evening before – { $job }
calendar-look-back = Looking back – { $job }
calendar-news = News expected – { $job }
calendar-ask = Any word? – { $job }
calendar-week = How the waiting goes – { $job }
calendar-wanted = They want to know more – { $job }
calendar-step = A first small step – { $job }
calendar-action = A small thing to do
calendar-rehearsal = A short rehearsal
calendar-letter = A letter
calendar-letter-about = A letter – { $job }
calendar-panel = After the panel
calendar-later = Another look – { $job }
calendar-apply-again = Applying again – { $job }
calendar-answer = Answer due – { $job }
calendar-offer = The offer – { $job }
calendar-checks = References and checks – { $job }
calendar-start = First day – { $job }
calendar-review = A look at the decision – { $job }

## The letters, sentence by sentence. What isn’t known has no sentence.

draft-letter =
    { $greeting }

    { $body }

    { $close }
draft-next = { $before } { $last }
draft-lines =
    { $before }
    { $last }
draft-dear = Dear { $to },
draft-hello = Hello,
draft-regards = Kind regards
draft-regards-me =
    Kind regards,
    { $me }
draft-seeing = Thank you for seeing me.
draft-seeing-day = Thank you for seeing me on { $day }.
draft-seeing-role = Thank you for seeing me about the post of { $role }.
draft-seeing-day-role = Thank you for seeing me on { $day } about the post of { $role }.
draft-enjoyed = I enjoyed talking about { $detail }.
draft-enjoyed-keener = I enjoyed talking about { $detail }, and it left me keener on { $keener }.
draft-wished = One thing I’d add: { $wished }.
draft-forward = I look forward to hearing from you.
draft-met = We met on { $day }.
draft-met-role = We met on { $day } about the post of { $role }.
draft-expected = You expected to have news around { $expected }; is there a new date to keep in mind?
draft-news = Is there a date for news to keep in mind?
draft-interested = I’m still very interested.
draft-letting-know = Thank you for letting me know, and for the time you all gave me.
draft-liked = I’m disappointed, but I liked { $detail }.
draft-liked-chosen = I’m disappointed, but I liked { $detail }, and I hope the new person does well.
draft-paths = I’d be glad if our paths crossed again.
draft-feedback = If you can spare a moment: what one thing, in skills, experience or how I answered, would have made me a stronger candidate? A line would help, and I won’t argue with it.
draft-work-at = I’d still very much like to work at { $organisation } one day, because { $because }.
draft-work-with = I’d still very much like to work with you one day, because { $because }.
draft-working-on = Over the coming year I’ll be working on { $skills }.
draft-follow = I’ll follow { $follow }, and hope to apply again when something suitable comes up.
draft-hope = I hope to apply again when something suitable comes up.
draft-again = Thank you again.
draft-offer = Thank you for the offer; I’m pleased to have it.
draft-offer-role = Thank you for the offer of the post of { $role }; I’m pleased to have it.
draft-big = It’s a big decision and I want to make it properly.
draft-by = Could I give you my answer by { $by }?
draft-by-and-writing = Could I give you my answer by { $by }, and could you also send the terms in writing?
draft-writing = Could you send the terms in writing?
draft-why = { $why }.
draft-few-points = Thank you for the offer. Before I answer, could you help me with a few points?
draft-one-point = Thank you for the offer. Before I answer, could you help me with one point?
draft-own-question = · { $question }
draft-q-promise = · You mentioned { $promise }; could it go in the letter?
draft-q-changed = · The advert said { $advert }; the offer says { $offer }. What changed?
draft-q-changed-what = · The offer differs from the advert in the { $what }. What changed?
draft-q-months = · What would you want done in the first three months, and how would you judge it?
draft-q-report-to = · Who would I report to?
draft-q-writing = · Could you send the terms in writing?
draft-q-left = · Why did the last person leave, and how many have held the post lately?
draft-q-support = · What support comes with it?
draft-q-date = · Is there a reason for the date?
draft-q-gone-on = · What have people in this post gone on to do?
draft-accept = I’m delighted to accept the post, on the terms in your letter of { $terms }.
draft-accept-role = I’m delighted to accept the post of { $role }, on the terms in your letter of { $terms }.
draft-accept-start = I’m delighted to accept the post, on the terms in your letter of { $terms }, starting { $start }.
draft-accept-role-start = I’m delighted to accept the post of { $role }, on the terms in your letter of { $terms }, starting { $start }.
draft-agreed = As agreed: { $agreed }.
draft-need-before = What do you need from me before then?
draft-need-next = What do you need from me next?
draft-trust = Thank you for the offer and the trust behind it.
draft-not-take = I’ve thought hard and decided not to take it.
draft-meeting = I enjoyed meeting { $whom } and wish you well with it.
draft-withdraw = Thank you for the time you’ve given my application. I’ve decided to withdraw it.
draft-withdraw-role = Thank you for the time you’ve given my application for the post of { $role }. I’ve decided to withdraw it.
draft-elsewhere = I’ve had an offer elsewhere and have until { $until } to answer. Yours is a post I’d like to consider fully.
draft-hearing = Is there any chance of hearing by { $before }? If not, I understand.
draft-say-yes = I’d like to say yes.
draft-item = Could we look at { $item }?
draft-items = Could we look at { $item }, and at { $second }?
draft-item-whys = On the first: { $why }. On the second: { $second }.
draft-talk = I’d be glad to talk it through.
draft-sorry = I’m sorry to hear this.
draft-sorry-role = I’m sorry to hear this about the post of { $role }.
draft-sorry-accepted = I’m sorry to hear this, having accepted on { $day }.
draft-sorry-turned-down = I’m sorry to hear this, having turned down other work.
draft-what-changed = Could you tell me in writing what changed, and whether another start or post is possible?
