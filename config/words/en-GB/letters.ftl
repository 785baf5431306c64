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
