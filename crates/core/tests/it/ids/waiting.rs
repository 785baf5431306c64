//! The ids and branches of this area, listed by hand.

use super::{Branch, Talk};

pub(crate) const IDS: &[Talk] = &[
    ("heard", &["W9", "W9.hold", "W9.wanted", "W9.by"]),
    ("waiting", &["W1.again", "W1b", "W2"]),
    ("worry", &["W3", "W3.can", "W3.action", "W3.by", "W3.keep", "W3.parked"]),
    ("day-before", &["W4.yes", "W4.no"]),
    ("weekly", &["W5", "W2"]),
    ("nudge", &["W6", "W7"]),
    ("silence", &["W8", "W8.sure"]),
    ("withdrawal", &["withdraw", "withdraw.note"]),
];

pub(crate) const BRANCHES: &[Branch] = &[
    ("debrief", "D14", "move", "W1b"),
    ("debrief", "W1b", "weekly", "(end)"),
    ("which-job", "D0", "closed-jobs", "D0.closed"),
    ("heard", "W9", "on-hold", "W9.hold"),
    ("heard", "W9", "more-wanted", "W9.wanted"),
    ("heard", "W9", "next-round", "(goes on elsewhere)"), // noting an interview
    ("heard", "W9", "not-yet", "(end)"),
    ("heard", "W9.hold", "no-date", "(end)"),
    ("heard", "W9.wanted", "own words", "W9.by"),
    ("waiting", "W1.again", "yes", "W1b"),
    ("waiting", "W1.again", "no", "(end)"),
    ("waiting", "W1b", "weekly", "W2"),
    ("waiting", "W1b", "nothing", "(end)"),
    ("waiting", "W1b", "worry", "(goes on elsewhere)"),
    ("worry", "W3.can", "yes", "W3.action"),
    ("worry", "W3.can", "no", "W3.keep"),
    ("worry", "W3.can", "don’t know", "W3.keep"),
    ("worry", "W3.action", "own words", "W3.by"),
    ("worry", "W3", "see-parked", "W3.parked"),
    ("weekly", "W5", "2", "W2"),
    ("weekly", "W5", "2", "(end)"), // known already
    ("weekly", "W5", "4", "(end)"),
    ("nudge", "W6", "yes", "(goes on elsewhere)"), // W9
    ("nudge", "W6", "wait", "(end)"),
    ("nudge", "W6", "leave", "(end)"),
    ("silence", "W8", "close", "(end)"),
    ("silence", "W8", "keep", "(end)"),
    ("silence", "W8", "delete", "W8.sure"),
    ("withdrawal", "withdraw", "yes", "withdraw.note"),
    ("withdrawal", "withdraw", "no", "(end)"),
];
