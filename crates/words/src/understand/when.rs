//! A day, or one of the choices that stand in place of one.

use super::{
    Asked, Care, Reader,
    choice::Found,
    date::{self, Trouble},
    key::Key,
    not_understood, own_words,
};
use afterword_core::{
    Answer,
    answer::When,
    ask::{Kind, Range},
    event::Unclear,
};
use jiff::ToSpan;

impl Reader<'_> {
    pub(super) fn when(&self, text: &str, asked: &Asked<'_>, care: Care) -> Result<Answer, Unclear> {
        let Asked { part, offered } = asked;
        let Kind::When { range, .. } = part.kind else {
            return Err(not_understood(text));
        };
        let key = Key::of(text);
        let found = if is_of_month(&key) { Found::Nothing } else { self.find(&key, offered, care.min(Care::Tight)) };
        if let Found::One(one) = found {
            return Ok(one.answer.clone());
        }
        let until = part.question.name == UNTIL;
        if until && let Some(when) = self.endless(&key) {
            return Ok(Answer::When(when));
        }
        // Where only the hour is asked for, a bare number is one.
        let at_hour = Key { tokens: std::iter::once("at".to_owned()).chain(key.tokens.iter().cloned()).collect() };
        let only_hour = part.question.name == HOUR;
        let read = match date::read(self, if only_hour { &at_hour } else { &key }, range, until) {
            Err(Trouble::NotADay) if only_hour => date::read(self, &key, range, until),
            read => read,
        };
        let read = match read {
            Err(Trouble::NotADay) if care == Care::Loose => date::within(self, &key, range),
            read => read,
        };
        match read {
            Ok(when) => Ok(Answer::When(when)),
            Err(Trouble::NoSuchDay) => Err(Unclear::NoSuchDay(own_words(text))),
            Err(Trouble::WrongSide(found)) => Err(Unclear::WrongSide { found, future: range == Range::Future }),
            Err(Trouble::Several) => Err(Unclear::Ambiguous(own_words(text))),
            Err(Trouble::NotADay) => match found {
                Found::Many => Err(Unclear::Ambiguous(own_words(text))),
                _ if care == Care::Loose => match self.find(&key, offered, care) {
                    Found::One(one) => Ok(one.answer.clone()),
                    Found::OutOfRange => Err(super::choice::out_of_range(text, offered)),
                    _ => Err(not_understood(text)),
                },
                _ => Err(not_understood(text)),
            },
        }
    }

    /// "For ever", "till I say so": a day that is far enough.
    pub(super) fn endless(&self, key: &Key) -> Option<When> {
        let meant = self.words.understanding.answers.endless.contains(key);
        let day = meant.then(|| self.now.date().checked_add(10.years()).ok()).flatten()?;
        Some(When { at: day.at(17, 0, 0, 0), hour_named: false })
    }
}

/// Until when to be quiet: here "an hour" is until in an hour.
const UNTIL: &str = "quiet";

/// At what hour an interview begins, the day being known.
const HOUR: &str = "N2.hour";

/// "The 4th" is a day of the month, "the 4th one" a choice.
fn is_of_month(key: &Key) -> bool {
    let number = match key.as_strs().as_slice() {
        ["on" | "by", "the", number] | ["the" | "on" | "by", number] | [number] => *number,
        _ => return false,
    };
    let digits = number.trim_end_matches(|c: char| c.is_ascii_lowercase());
    !digits.is_empty()
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && matches!(number.strip_prefix(digits), Some("st" | "nd" | "rd" | "th"))
}
