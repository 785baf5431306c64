//! Which skill, and perhaps a second one.

use super::{Care, Reader, choice::Found, key::Key, not_understood, own_words, several::picked};
use crate::Offered;
use afterword_core::{Answer, event::Unclear};

impl Reader<'_> {
    /// "3", "3 and 5", "nerves": by the numbers that are shown, guesses first.
    pub(super) fn skill(&self, text: &str, offered: &[Offered], care: Care) -> Result<Answer, Unclear> {
        let (chosen, left) = self.chosen(text, offered, care)?;
        let loosely = || match self.find(&Key::of(text), offered, care) {
            Found::One(one) => Ok(picked(std::iter::once(one), None)),
            Found::Many => Err(Unclear::Ambiguous(own_words(text))),
            _ => Err(not_understood(text)),
        };
        match (picked(chosen.into_iter(), None), left.first()) {
            (Answer::Several { picks, .. }, _) if picks.is_empty() => loosely(),
            (Answer::Several { picks, .. }, _) if picks.len() > 2 => Err(Unclear::Ambiguous(own_words(text))),
            (_, Some(left)) => Err(Unclear::Part(own_words(left))),
            (answer, None) => Ok(answer),
        }
    }
}
