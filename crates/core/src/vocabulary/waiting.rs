//! Options. Waiting (§2): news, the wait, worries, and the ways out of a process (§0).

use crate::say::options;

options! {
    /// W9: the news.
    News, "news" {
        /// Another interview.
        NextRound = "next-round",
        /// On hold.
        OnHold = "on-hold",
        /// They want more information.
        MoreWanted = "more-wanted",
        /// A no.
        No = "no",
        /// An offer.
        Offer = "offer",
        /// They took an offer back.
        TakenBack = "taken-back",
        /// The post was pulled.
        Pulled = "pulled",
    }
}

options! {
    /// W1b: how the wait is held.
    Hold, "hold" {
        /// A line the day before the date.
        DayBefore = "day-before",
        /// A line a week.
        Weekly = "weekly",
        /// Nothing until then.
        Nothing = "nothing",
    }
}

options! {
    /// W6 and W7: heard anything?
    Nudged, "nudged" {
        /// Yes.
        Yes = "yes",
        /// No: draft a short note.
        Note = "note",
        /// No: wait a bit.
        Wait = "wait",
        /// Leave it.
        Leave = "leave",
    }
}

options! {
    /// W8: no word.
    Silent, "silent" {
        /// Close it.
        Close = "close",
        /// Keep it, quietly.
        Keep = "keep",
        /// Delete it.
        Delete = "delete",
    }
}

options! {
    /// W3: a worry nothing can be done about.
    Parked, "parked" {
        /// Keep it.
        Keep = "keep",
        /// Bin it.
        Bin = "bin",
    }
}

/// The labels of this area.
pub(crate) const LABELS: &[&[&str]] = &[News::WORDS, Hold::WORDS, Nudged::WORDS, Silent::WORDS, Parked::WORDS];
