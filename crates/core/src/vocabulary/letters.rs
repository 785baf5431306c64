//! Options. Letters (§8), and the calendar (§9).

use crate::say::options;

options! {
    /// The letters (§8).
    LetterKind, "letter" {
        /// L1.
        ThankYou = "thank-you",
        /// L2.
        Chaser = "chaser",
        /// L3.
        ThanksAfterNo = "thanks-after-no",
        /// L4: L3 with a request for feedback.
        FeedbackRequest = "feedback-request",
        /// L5.
        ContinuingInterest = "continuing-interest",
        /// L6: more time.
        MoreTime = "more-time",
        /// L6a: in writing, please.
        InWriting = "in-writing",
        /// L7.
        Clarifying = "clarifying",
        /// L8.
        Accept = "accept",
        /// L9: declining an offer.
        Decline = "decline",
        /// L9a: withdrawing before one.
        Withdraw = "withdraw",
        /// L10.
        LineUpDates = "line-up-dates",
        /// L11.
        BetterTerms = "better-terms",
        /// L12.
        TakenBack = "taken-back",
    }
}

options! {
    /// What L7 can ask, in the order in which five are taken (§8).
    LetterQuestion, "letter-question" {
        /// A promise that is not on paper.
        Promise = "promise",
        /// The advert said one thing, the offer says another.
        Changed = "changed",
        /// The first three months, and how they are judged.
        Months = "months",
        /// Whom one would report to.
        ReportTo = "report-to",
        /// The terms in writing.
        Writing = "writing",
        /// Why the last person left, and how many held the post.
        Left = "left",
        /// What support comes with it.
        Support = "support",
        /// Whether there is a reason for the date.
        Date = "date",
        /// What people in this post have gone on to do.
        GoneOn = "gone-on",
    }
}

/// The labels of this area.
pub(crate) const LABELS: &[&[&str]] = &[LetterKind::WORDS, LetterQuestion::WORDS];
