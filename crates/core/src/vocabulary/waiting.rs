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

/// The labels of this area.
pub(crate) const LABELS: &[&[&str]] = &[News::WORDS];
