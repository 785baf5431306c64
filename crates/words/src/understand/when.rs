//! A day, or one of the choices that stand in place of one.

use super::{
    Care, Reader,
    choice::Found,
    date::{self, Trouble},
    key::Key,
    not_understood, own_words,
};
use crate::Offered;
use afterword_core::{Answer, ask::Range, event::Unclear};

impl Reader<'_> {
    pub(super) fn when(&self, text: &str, offered: &[Offered], range: Range, care: Care) -> Result<Answer, Unclear> {
        let key = Key::of(text);
        let found = self.find(&key, offered, care.min(Care::Tight));
        if let Found::One(one) = found {
            return Ok(one.answer.clone());
        }
        let read = match date::read(self, &key, range) {
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
}
