//! The names of all questions, so that what is read from a journal needs no copies of them.

use std::borrow::Cow;

/// The same name, not copied where it is one of ours. Names that no question
/// bears any more stay readable: an old journal may hold them.
pub(crate) fn name(text: &str) -> Cow<'static, str> {
    match all().find(|name| *name == text) {
        Some(name) => Cow::Borrowed(name),
        None => Cow::Owned(text.to_owned()),
    }
}

/// All of them.
pub(crate) fn all() -> impl Iterator<Item = &'static str> {
    [NAMES, WAITING, REJECTION, OFFER, LETTERS, CARE, WAY].into_iter().flatten().copied()
}

#[rustfmt::skip] // a list to read, not a column
const NAMES: &[&str] = &[
    "D1", "D1.length", "D2", "D3", "D4", "D5", "D6", "D6.least", "D6.why", "D7", "D7.cause", "D7.changed", "D7.did",
    "D7.find-out", "D7.first", "D7.know", "D7.mine", "D7.nearest", "D7.neutral", "D7.step", "D7.tried", "D7.try",
    "D7.when", "D7.where", "D8", "D9", "D10", "D10.whom", "D11", "D11.by", "D11.step", "D12", "D12.dream", "D12.fit",
    "D13", "D13.strong", "D13.weak", "D14", "N1", "N1.agency", "N1.employer", "N1.role", "N2", "N2.length",
    "N3", "N4", "D0", "D0.more", "D0.round", "F1", "F2", "F3", "correct", "correct.anew", "overnight",
    "overnight.rest", "place", "quiet", "quiet.deadlines", "rehearse", "rehearse.compared", "sheet", "sheet.line", "sheet.remove",
    "sheet.section", "step", "step.later",
];

#[rustfmt::skip]
const WAITING: &[&str] = &[
    "W1.again", "W1b", "W2", "W3", "W3.action", "W3.by", "W3.can", "W3.keep", "W3.parked", "W4.no", "W4.yes", "W5",
    "W6", "W7", "W8", "W8.sure", "W9", "W9.by", "W9.hold", "W9.wanted", "withdraw", "withdraw.note", "D0.closed",
];

#[rustfmt::skip]
const REJECTION: &[&str] = &[
    "R1", "R2", "R2.held", "R2.letter", "R3", "R4", "R4.guess", "R6", "R6.dream", "R7", "R7.again", "R7.held",
    "R7.plan", "R7.step", "R8", "R8.change", "R8.sheet", "R9", "R9.keep", "R10", "R10.again", "R10.dates", "R11",
    "R11.pattern", "R11.rest", "feedback", "feedback.agree", "feedback.skills", "feedback.strength", "dream.again",
    "dream.follow", "dream.new", "dream.next", "dream.skill",
];

#[rustfmt::skip]
const OFFER: &[&str] = &[
    "O0", "O0.stop", "O1", "O1.conditional", "O1.by", "O1.start", "O1.dates", "O1.by-anew", "O1.start-anew", "O2",
    "O2.explained", "O2.welcome", "O3", "O4", "O4.who", "O5.describe", "O5.success", "O5.clear", "O5.terms",
    "O5.people", "O5.why-left", "O5.staff", "O5.backing", "O5.new", "O5.glad", "O5.step-back", "O5.days",
    "O5.time", "O5.days-anew", "O5.put-off", "O5.reason", "O5.keen", "O5.desperate", "O5x", "O5x.problem",
    "O5x.backer", "O5x.success", "O5x.elsewhere", "O5x.holding", "O5x.time-for", "O5x.ends", "O6", "O5r",
    "O6.written", "O7", "O7.words", "O8", "O8.this-1", "O8.other-1", "O8.this-2", "O8.other-2", "O8.this-3",
    "O8.other-3", "O9", "O9.ten", "O9.friend", "O9.left-it", "O9.going-well", "O9.regret", "O10", "O11",
    "O11.sure", "O11.true", "O11.look", "offer.answered", "offer.by-now", "counter", "counter.changes",
    "counter.writing", "counter.holds", "review.promise", "review.true", "review.again", "review.glad",
    "review.decided",
];

#[rustfmt::skip]
const LETTERS: &[&str] = &[
    "L.accepted-on", "L.accepted-on.simply", "L.agreed", "L.because", "L.because.simply", "L.by", "L.by.simply",
    "L.change", "L.chosen", "L.day", "L.day.simply", "L.detail", "L.detail.simply", "L.draft", "L.expected",
    "L.follow", "L.item", "L.item.simply", "L.item.why", "L.item.why.simply", "L.keener", "L.lost", "L.me",
    "L.organisation", "L.own", "L.questions", "L.questions.simply", "L.role", "L.role.simply", "L.second",
    "L.second.why", "L.sent", "L.skills", "L.start", "L.terms", "L.terms.simply", "L.to", "L.until",
    "L.until.simply", "L.which", "L.which.others", "L.whom", "L.whom.simply", "L.why", "L.wished",
];

#[rustfmt::skip]
const CARE: &[&str] = &["CARE", "ask-moderator", "panel.when", "panel.strongest", "panel.borrow"];

#[rustfmt::skip]
const WAY: &[&str] = &[
    "confirm", "erase", "erase.again", "settings", "settings.country", "settings.hours", "settings.length",
    "settings.zone", "N2.hour", "share", "share.preview",
];
