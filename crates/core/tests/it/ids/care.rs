//! The ids and branches of this area, listed by hand.

use super::{Branch, Talk};

pub(crate) const IDS: &[Talk] = &[("care", &["CARE"]), ("panel", &["panel.when", "panel.strongest", "panel.borrow"])];

pub(crate) const BRANCHES: &[Branch] = &[
    ("care", "CARE", "gently", "(stopped)"),
    ("care", "CARE", "stop", "(stopped)"),
    ("care", "CARE", "skip", "(stopped)"),
    ("care", "CARE", "not-meant", "(parked)"),
    ("panel", "panel.when", "a day", "(paused)"), // asked the morning after
    ("panel", "panel.when", "been", "panel.strongest"),
    ("panel", "panel.when", "skip", "(end)"),
    ("panel", "panel.strongest", "own words", "panel.borrow"),
    ("panel", "panel.borrow", "own words", "(end)"),
];
