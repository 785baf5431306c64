//! Options. After a no (§3): looking, learning, letting go, and the dream watch.

use crate::say::options;

use super::LetterKind;

options! {
    /// R2: when to look at it.
    Look, "look" {
        /// Now.
        Now = "now",
        /// Tomorrow morning.
        Tomorrow = "tomorrow",
        /// In a few days.
        FewDays = "few-days",
    }
}

options! {
    /// R4: the reason, going only by their words.
    Reason, "reason" {
        /// Somebody was better qualified.
        Qualified = "qualified",
        /// Somebody had more suitable experience.
        Experience = "experience",
        /// Somebody was a better fit.
        Fit = "fit",
        /// It went to somebody inside.
        Internal = "internal",
        /// The post was pulled.
        Pulled = "pulled",
        /// They gave no reason.
        None = "none",
        /// Something else.
        Other = "other",
    }
}

impl Reason {
    /// Whether somebody was chosen: a comparison, not a verdict.
    #[must_use]
    pub fn is_comparison(self) -> bool {
        matches!(self, Self::Qualified | Self::Experience | Self::Fit | Self::Internal)
    }
}

options! {
    /// R7: the answer to the no.
    Reply, "reply" {
        /// Keep it as a draft until tomorrow.
        Hold = "hold",
        /// Draft L3.
        Thanks = "thanks",
        /// Draft L4: L3 with a request for feedback.
        Feedback = "feedback",
        /// They write their own.
        Own = "own",
        /// Not now.
        NotNow = "not-now",
    }
}

impl Reply {
    /// The letter it asks to have drafted.
    #[must_use]
    pub fn letter(self) -> Option<LetterKind> {
        match self {
            Self::Thanks => Some(LetterKind::ThanksAfterNo),
            Self::Feedback => Some(LetterKind::FeedbackRequest),
            Self::Hold | Self::Own | Self::NotNow => None,
        }
    }
}

options! {
    /// R9: what becomes of the words to oneself.
    SelfLetter, "self-letter" {
        /// They stay.
        Keep = "keep",
        /// They go at once.
        Delete = "delete",
    }
}

options! {
    /// R10: ready to let it go?
    Ready, "ready" {
        /// Yes.
        Yes = "yes",
        /// Not yet: asked once more.
        NotYet = "not-yet",
        /// Never to be asked again.
        Never = "never",
    }
}

options! {
    /// Whether the person agrees with feedback.
    Agreement, "agreement" {
        /// Yes.
        Agree = "agree",
        /// In part.
        Partly = "partly",
        /// No.
        Disagree = "disagree",
    }
}

options! {
    /// Ways to follow a dream employer.
    Follow, "follow" {
        /// Their careers page.
        Careers = "careers",
        /// Their newsletter.
        Newsletter = "newsletter",
        /// Their page on a social network.
        Social = "social",
        /// Their events.
        Events = "events",
    }
}

options! {
    /// After how many months to apply again, where no date of their own is named.
    Again, "again" {
        /// Six months.
        Six = "months-6",
        /// Nine months.
        Nine = "months-9",
        /// A year.
        Twelve = "months-12",
        /// Eighteen months.
        Eighteen = "months-18",
    }
}

impl Again {
    /// How many months.
    #[must_use]
    pub fn months(self) -> i64 {
        match self {
            Self::Six => 6,
            Self::Nine => 9,
            Self::Twelve => 12,
            Self::Eighteen => 18,
        }
    }
}

options! {
    /// What is to become of a dream in view.
    DreamNext, "dream-next" {
        /// They apply again.
        Apply = "apply",
        /// Another date.
        Date = "date",
        /// It stays as it is.
        Leave = "leave",
        /// It ends.
        LetGo = "let-go",
    }
}

/// The labels of this area.
pub(crate) const LABELS: &[&[&str]] = &[
    Look::WORDS,
    Reason::WORDS,
    Reply::WORDS,
    SelfLetter::WORDS,
    Ready::WORDS,
    Agreement::WORDS,
    Follow::WORDS,
    Again::WORDS,
    DreamNext::WORDS,
];
