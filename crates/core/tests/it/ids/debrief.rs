//! First contact, interviews, debriefs and what hangs on them (§0, §1, §5).

use super::{Branch, Talk};

/// Every id and branch of `conversations.md` §0 and §1 that these talks hold, listed by hand.
pub(crate) const IDS: &[Talk] = &[
    ("first-contact", &["F1", "F2", "F3"]),
    ("interview", &["N1", "N1.role", "N1.employer", "N1.agency", "N2", "N2.hour", "N2.length", "N3", "N4"]),
    ("which-job", &["D0", "D0.more", "D0.round", "D0.closed"]),
    (
        "debrief",
        &[
            "D1",
            "D1.length",
            "D2",
            "D3",
            "D4",
            "D5",
            "D6",
            "D6.least",
            "D6.why",
            "D7",
            "D7.cause",
            "D8",
            "D9",
            "D10",
            "D10.whom",
            "D11",
            "D11.step",
            "D11.by",
            "D12",
            "D12.fit",
            "D12.dream",
            "D13",
            "D13.each",
            "D14",
            "W1b",
            // The branch of D7.
            "D7.when",
            "D7.where",
            "D7.mine",
            "D7.did",
            "D7.changed",
            "D7.first", // no example, no result, too long, surprised
            "D7.know",
            "D7.find-out",
            "D7.nearest",
            "D7.step", // didn't know it, lack the experience
            "D7.try",
            "D7.tried",   // nerves
            "D7.neutral", // spoke badly of someone
        ],
    ),
    ("overnight", &["overnight", "overnight.rest"]),
    ("rehearsal", &["rehearse", "rehearse.compared"]),
    ("step", &["step", "step.later"]),
    ("sheet", &["sheet", "sheet.section", "sheet.line", "sheet.remove"]),
    ("correct", &["correct", "correct.anew"]),
    ("quiet", &["quiet"]),
    ("quiet-deadlines", &["quiet.deadlines"]),
    ("zone", &["place"]),
];

/// The branches of `conversations.md` §1, as arrows: question, answer, question.
pub(crate) const BRANCHES: &[Branch] = &[
    ("debrief", "D1", "1", "(parked)"), // care comes first
    ("debrief", "D1", "2", "D3"),       // short by default
    ("debrief", "D1", "3", "D1.length"),
    ("debrief", "D1.length", "capture", "D3"),
    ("debrief", "D3", "done", "(end)"), // captured
    ("debrief", "D3", "done", "D4"),    // full
    ("debrief", "D3", "done", "D6"),    // short
    ("debrief", "D6", "none", "D6.least"),
    ("debrief", "D6.least", "none", "D7"), // never insist
    ("debrief", "D7", "none", "D8"),       // no weak answer: accept it
    ("debrief", "D7", "none", "D9"),
    ("debrief", "D7.cause", "no-example", "D7.when"),
    ("debrief", "D7.cause", "no-result", "D7.when"),
    ("debrief", "D7.cause", "too-long", "D7.when"),
    ("debrief", "D7.cause", "surprised", "D7.when"),
    ("debrief", "D7.cause", "spoke-badly", "D7.when"),
    ("debrief", "D7.cause", "did-not-know", "D7.know"),
    ("debrief", "D7.cause", "no-experience", "D7.know"),
    ("debrief", "D7.cause", "nerves", "D7.try"),
    ("debrief", "D7.cause", "misheard", "D8"),
    ("debrief", "D7.when", "now", "D7.where"),
    ("debrief", "D7.when", "now", "D7.neutral"),
    ("debrief", "D7.when", "tomorrow", "D8"),
    ("debrief", "D10", "a day", "D10.whom"),
    ("debrief", "D10", "not-said", "D11"),
    ("debrief", "D11", "one more", "D11.step"), // full, the last one
    ("debrief", "D13", "keep-all", "D14"),
    ("debrief", "D13", "choose", "D13.each"),
    ("debrief", "D14", "skip", "(end)"),
];
