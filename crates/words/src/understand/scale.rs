//! One to five, and the five chances.

use super::{
    Care, Reader,
    choice::{Found, numbered, settled},
    key::Key,
    pieces::pieces,
};
use crate::Offered;
use afterword_core::{Answer, event::Unclear};

impl Reader<'_> {
    /// "4", "four", "4/5", "4 out of 5", "thin", "2 thin", "a 4, I'd say".
    pub(super) fn scale(&self, text: &str, offered: &[Offered], care: Care) -> Result<Answer, Unclear> {
        self.value(text, &without_maximum(Key::of(text)), offered, care)
    }

    /// "75", "75%", "three quarters", "likely".
    pub(super) fn percent(&self, text: &str, offered: &[Offered], care: Care) -> Result<Answer, Unclear> {
        let key = without_per_cent(Key::of(text));
        let chances = &self.words.understanding.answers.chances;
        let said =
            offered.iter().find(|one| chances.get(&one.number.to_string()).is_some_and(|names| names.contains(&key)));
        match said {
            Some(one) => Ok(one.answer.clone()),
            None => self.value(text, &key, offered, care),
        }
    }

    fn value(&self, text: &str, key: &Key, offered: &[Offered], care: Care) -> Result<Answer, Unclear> {
        let found = self
            .find(key, offered, care)
            .or(|| if self.is_fraction(key) { Found::OutOfRange } else { Found::Nothing })
            .or(|| self.lone_number(text, key, offered, care));
        settled(found, text, offered)
    }

    /// The one number in a short sentence that says little else, or that stands apart
    /// at its beginning: "a 4 today, with luck".
    fn lone_number<'o>(&self, text: &str, key: &Key, offered: &'o [Offered], care: Care) -> Found<'o> {
        let Some((at, number)) = self.only_number(&key.tokens) else {
            return Found::Nothing;
        };
        let understanding = &self.words.understanding;
        let idle = |token: &String| {
            understanding.answers.stop_words.contains(token)
                || understanding.numbers.before.contains(token)
                || understanding.numbers.after.contains(token)
        };
        let alone = || {
            let used = key.tokens.get(at..).and_then(|rest| self.leading_number(rest)).map_or(1, |(_, used)| used);
            let others = key.tokens.iter().enumerate().filter(|(place, _)| !(at..at + used).contains(place));
            others.into_iter().all(|(_, token)| idle(token))
        };
        let apart = || {
            let first = text.split('(').next().map(pieces).and_then(|pieces| pieces.first().copied());
            first.is_some_and(|first| self.whole_number(&Key::of(first)) == Some(number))
        };
        if care == Care::Loose && key.tokens.len() <= SHORT && (alone() || apart()) {
            numbered(number, offered)
        } else {
            Found::Nothing
        }
    }
}

/// In a longer sentence a number may be about anything.
const SHORT: usize = 8;

/// "4/5" and "4 out of 5" are 4.
fn without_maximum(key: Key) -> Key {
    let tokens = match key.as_strs().as_slice() {
        [one] => one.strip_suffix("/5").map(|rest| vec![rest.to_owned()]),
        [rest @ .., "out", "of", "5" | "five"] => Some(rest.iter().map(|&token| token.to_owned()).collect()),
        _ => None,
    };
    tokens.map_or(key, |tokens| Key { tokens })
}

/// "75%", "75 percent", "75 per cent" are 75.
fn without_per_cent(key: Key) -> Key {
    let tokens = key
        .tokens
        .into_iter()
        .map(|token| token.strip_suffix('%').map(str::to_owned).unwrap_or(token))
        .filter(|token| !matches!(token.as_str(), "percent" | "per" | "cent" | "pc"))
        .collect();
    Key { tokens }
}
