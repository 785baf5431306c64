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
