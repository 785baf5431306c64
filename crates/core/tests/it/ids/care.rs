//! The ids and branches of this area, listed by hand.

use super::{Branch, Talk};

pub(crate) const IDS: &[Talk] = &[
    ("care", &["CARE"]),
    ("ask-moderator", &["ask-moderator"]),
    ("panel", &["panel.when", "panel.strongest", "panel.borrow"]),
    ("share", &["share", "share.preview"]),
];

pub(crate) const BRANCHES: &[Branch] = &[
    ("care", "CARE", "gently", "(stopped)"),
    ("care", "CARE", "stop", "(stopped)"),
    ("care", "CARE", "skip", "(stopped)"),
    ("care", "CARE", "not-meant", "(parked)"),
    ("care", "CARE", "moderator", "(stopped)"),
    ("ask-moderator", "ask-moderator", "yes", "(parked)"),
    ("ask-moderator", "ask-moderator", "no", "(parked)"),
    ("share", "share", "own words", "share.preview"),
    ("share", "share", "skip", "(end)"),
    ("share", "share.preview", "named", "(end)"),
    ("share", "share.preview", "unnamed", "(end)"),
    ("share", "share.preview", "not", "(end)"),
    ("panel", "panel.when", "a day", "(paused)"), // asked the morning after
    ("panel", "panel.when", "been", "panel.strongest"),
    ("panel", "panel.when", "skip", "(end)"),
    ("panel", "panel.strongest", "own words", "panel.borrow"),
    ("panel", "panel.borrow", "own words", "(end)"),
];
