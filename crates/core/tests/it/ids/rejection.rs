//! The ids and branches of this area, listed by hand.

use super::{Branch, Talk};

/// Every id of `conversations.md` §3.
pub(crate) const IDS: &[Talk] = &[
    ("no", &["R1", "R2", "R2.letter", "R2.held"]),
    (
        "learning",
        &[
            "R3",
            "R4",
            "R4.guess",
            "R6",
            "R6.dream",
            "R7",
            "R7.held",
            "R7.plan",
            "R7.step",
            "R7.again",
            "R8",
            "R8.change",
            "R8.sheet",
            "R9",
            "R9.keep",
            "R10",
            "R10.dates",
            "R11.rest",
            "R11.pattern",
            "R11",
        ],
    ),
    ("letting-go", &["R10.again"]),
    ("feedback", &["feedback", "feedback.skills", "feedback.strength", "feedback.agree"]),
    ("dream", &["dream.follow", "dream.new", "dream.skill", "dream.next", "dream.again"]),
];

/// The branches of §3, as arrows: question, answer, question.
pub(crate) const BRANCHES: &[Branch] = &[
    ("no", "R2", "tomorrow", "R2.letter"),
    ("no", "R2", "few-days", "R2.letter"),
    ("no", "R2", "now", "(goes on elsewhere)"),
    ("no", "R2.letter", "hold", "R2.held"),
    ("no", "R2.letter", "not-now", "(end)"),
    ("learning", "R3", "own words", "R4"),
    ("learning", "R3", "own words", "R7"), // pulled
    ("learning", "R4", "qualified", "R6"),
    ("learning", "R4", "pulled", "R6"),
    ("learning", "R4", "none", "R4.guess"),
    ("learning", "R4", "other", "R4.guess"),
    ("learning", "R6.dream", "yes", "R7"),
    ("learning", "R6.dream", "no", "R7"),
    ("learning", "R6.dream", "yes", "R7.plan"), // asked for feedback before
    ("learning", "R7", "thanks", "R8"),
    ("learning", "R7", "thanks", "R10"), // pulled
    ("learning", "R7", "feedback", "R7.plan"),
    ("learning", "R7", "feedback", "R8"),
    ("learning", "R7", "hold", "R7.held"),
    ("learning", "R7.plan", "one more", "R7.step"),
    ("learning", "R7.step", "own words", "R7.again"),
    ("learning", "R7.again", "months-12", "R8"),
    ("learning", "R7.again", "a day", "R9"), // no interview
    ("learning", "R8.change", "skip", "R9"), // nothing to keep, nothing to change
    ("learning", "R8.change", "own words", "R8.sheet"),
    ("learning", "R8.sheet", "yes", "R10"), // the day of the news
    ("learning", "R9", "own words", "R9.keep"),
    ("learning", "R9.keep", "delete", "R10"),
    ("learning", "R10", "yes", "R10.dates"), // a dream
    ("learning", "R10", "yes", "R11"),
    ("learning", "R10", "not-yet", "R11.rest"),
    ("learning", "R10", "never", "R11.pattern"),
    ("learning", "R10", "yes", "(end)"), // pulled
    ("learning", "R11", "nothing-for-now", "(end)"),
    ("letting-go", "R10.again", "yes", "(end)"),
    ("dream", "dream.new", "nothing-new", "dream.skill"),
    ("dream", "dream.new", "let-go", "(end)"),
    ("dream", "dream.next", "date", "dream.again"),
    ("dream", "dream.next", "let-go", "(end)"),
];
