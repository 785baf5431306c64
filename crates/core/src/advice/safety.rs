//! O0: what comes before any weighing. It overrides everything else.

use crate::say::options;

options! {
    /// O0: before any written offer, were you …
    Asked, "before-offer" {
        /// Asked for money.
        Money = "money",
        /// Asked for bank details.
        Bank = "bank",
        /// Asked for identity papers in a chat. (Right-to-work papers after an offer are ordinary.)
        Papers = "papers",
        /// Given no real interview.
        NoInterview = "no-interview",
        /// Spoken to only in a chat app.
        ChatOnly = "chat-only",
    }
}

/// Whether the stop-and-check card is shown: money, or two or more of them.
#[must_use]
pub fn stop_and_check(ticked: &[Asked]) -> bool {
    let different: std::collections::BTreeSet<_> = ticked.iter().collect();
    different.contains(&Asked::Money) || different.len() >= 2
}
