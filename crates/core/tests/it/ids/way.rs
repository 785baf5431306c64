//! The ids and branches of this area, listed by hand.

use super::{Branch, Talk};

pub(crate) const IDS: &[Talk] = &[
    ("settings", &["settings", "settings.zone", "settings.country", "settings.hours", "settings.length"]),
    ("erase", &["erase", "erase.again"]),
    ("confirm", &["confirm", "confirm.line-up"]),
];

pub(crate) const BRANCHES: &[Branch] = &[
    ("interview", "N2", "a day", "N2.hour"),
    ("interview", "N2.hour", "a day", "N2.length"),
    ("settings", "settings", "zone", "settings.zone"),
    ("settings", "settings", "forget-country", "(end)"),
    ("settings", "settings", "undo", "(end)"),
    ("settings", "settings", "reminders-again", "(end)"),
    ("erase", "erase", "erase", "erase.again"),
    ("erase", "erase", "copy-first", "erase"),
    ("erase", "erase", "keep", "(end)"),
    ("erase", "erase.again", "erase-all", "(end)"),
    ("erase", "erase.again", "keep-all", "(end)"),
];
