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

/// The labels of this area.
pub(crate) const LABELS: &[&[&str]] = &[LetterKind::WORDS];
