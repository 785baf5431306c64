//! The names of all questions, so that what is read from a journal needs no copies of them.

use std::borrow::Cow;

/// The same name, not copied where it is one of ours. Names that no question
/// bears any more stay readable: an old journal may hold them.
pub(crate) fn name(text: &str) -> Cow<'static, str> {
    let areas = [NAMES, WAITING, REJECTION, OFFER, LETTERS, CARE, WAY];
    match areas.into_iter().flatten().find(|name| **name == text) {
        Some(name) => Cow::Borrowed(name),
        None => Cow::Owned(text.to_owned()),
    }
}

#[rustfmt::skip] // a list to read, not a column
const NAMES: &[&str] = &[
    "D1", "D1.length", "D2", "D3", "D4", "D5", "D6", "D6.least", "D6.why", "D7", "D7.cause", "D7.changed", "D7.did",
    "D7.find-out", "D7.first", "D7.know", "D7.mine", "D7.nearest", "D7.neutral", "D7.step", "D7.tried", "D7.try",
    "D7.when", "D7.where", "D8", "D9", "D10", "D10.whom", "D11", "D11.by", "D11.step", "D12", "D12.dream", "D12.fit",
    "D13", "D13.strong", "D13.weak", "D14", "CARE", "N1", "N1.agency", "N1.employer", "N1.role", "N2", "N2.length",
    "N3", "N4", "D0", "D0.more", "D0.round", "F1", "F2", "F3", "correct", "correct.anew", "overnight",
    "overnight.rest", "place", "quiet", "rehearse", "rehearse.compared", "sheet", "sheet.line", "sheet.remove",
    "sheet.section", "step", "step.later",
];

#[rustfmt::skip]
const WAITING: &[&str] = &[
    "W1.again", "W1b", "W2", "W3", "W3.action", "W3.by", "W3.can", "W3.keep", "W3.parked", "W4.no", "W4.yes", "W5",
    "W6", "W7", "W8", "W8.sure", "W9", "W9.by", "W9.hold", "W9.wanted", "withdraw", "withdraw.note", "D0.closed",
];

#[rustfmt::skip]
const REJECTION: &[&str] = &[];

#[rustfmt::skip]
const OFFER: &[&str] = &[];

#[rustfmt::skip]
const LETTERS: &[&str] = &["L.sent"];

#[rustfmt::skip]
const CARE: &[&str] = &[];

#[rustfmt::skip]
const WAY: &[&str] = &[
    "confirm", "erase", "erase.again", "settings", "settings.country", "settings.hours", "settings.length",
    "settings.zone", "N2.hour",
];
