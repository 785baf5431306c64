//! The ids and branches of this area, listed by hand.

use super::{Branch, Talk};

#[rustfmt::skip]
pub(crate) const IDS: &[Talk] = &[("letter", &[
    "L.accepted-on", "L.accepted-on.simply", "L.agreed", "L.because", "L.because.simply", "L.by", "L.by.simply",
    "L.change", "L.chosen", "L.day", "L.day.simply", "L.detail", "L.detail.simply", "L.draft", "L.expected",
    "L.follow", "L.item", "L.item.simply", "L.item.why", "L.item.why.simply", "L.keener", "L.lost", "L.me",
    "L.organisation", "L.own", "L.questions", "L.questions.simply", "L.role", "L.role.simply", "L.second",
    "L.second.why", "L.sent", "L.skills", "L.start", "L.terms", "L.terms.simply", "L.to", "L.until",
    "L.until.simply", "L.which", "L.which.others", "L.whom", "L.whom.simply", "L.why", "L.wished",
])];

#[rustfmt::skip]
pub(crate) const BRANCHES: &[Branch] = &[
    ("letter", "L.which", "thank-you", "L.to"),
    ("letter", "L.which", "another-letter", "L.which.others"),
    ("letter", "L.detail", "skip", "L.detail.simply"),
    ("letter", "L.detail.simply", "skip", "(end)"),
    ("letter", "L.detail.simply", "own words", "L.keener"),
    ("letter", "L.second", "own words", "L.second.why"),
    ("letter", "L.second", "skip", "L.me"),
    ("letter", "L.lost", "accepted", "L.accepted-on"),
    ("letter", "L.lost", "turned-down", "L.me"),
    ("letter", "L.lost", "neither", "L.role"),
    ("letter", "L.me", "own words", "L.draft"),
    ("letter", "L.draft", "use", "L.sent"),
    ("letter", "L.draft", "change", "L.change"),
    ("letter", "L.draft", "own", "L.own"),
    ("letter", "L.draft", "keep", "(end)"),
    ("letter", "L.change", "L.to", "L.to"),
    ("letter", "L.own", "own words", "L.sent"),
    ("letter", "L.sent", "sent", "(end)"),
    ("letter", "L.sent", "not-yet", "(end)"),
];
