//! Choosing several, with own words where they are taken.

use super::{
    Care, Reader,
    choice::{Found, out_of_range},
    key::Key,
    not_understood, own_words,
    pieces::pieces,
};
use crate::Offered;
use afterword_core::{Answer, ask::Pick, event::Unclear};

impl Reader<'_> {
    pub(super) fn several(&self, text: &str, offered: &[Offered], other: bool, care: Care) -> Result<Answer, Unclear> {
        let key = Key::of(text);
        let answers = &self.words.understanding.answers;
        if !self.is_name_of(&key, offered) {
            if answers.none.contains(&key) {
                return Ok(Answer::Several { picks: Vec::new(), other: None });
            }
            if answers.all.contains(&key) {
                return Ok(picked(offered.iter(), None));
            }
        }
        let (chosen, left) = self.chosen(text, offered, care)?;
        if left.is_empty() {
            return Ok(picked(chosen.into_iter(), None));
        }
        if other && care == Care::Loose {
            // The words as they were written where none of them named a choice.
            let own = if chosen.is_empty() { text.trim().to_owned() } else { left.join(", ") };
            return Ok(picked(chosen.into_iter(), Some(own)));
        }
        match (chosen.is_empty(), left.first()) {
            (false, Some(left)) => Err(Unclear::Part(own_words(left))),
            _ => Err(not_understood(text)),
        }
    }

    /// The options that the pieces of a text name, and the pieces that name none.
    pub(super) fn chosen<'o, 't>(
        &self,
        text: &'t str,
        offered: &'o [Offered],
        care: Care,
    ) -> Result<(Vec<&'o Offered>, Vec<&'t str>), Unclear> {
        // Labels may have an "and" or a comma of their own.
        if let Found::One(one) = self.find(&Key::of(text), offered, Care::Exact) {
            return Ok((vec![one], Vec::new()));
        }
        let care = care.min(Care::Tight);
        let (mut chosen, mut left) = (Vec::new(), Vec::new());
        let pieces = pieces(text);
        let mut from = 0;
        while from < pieces.len() {
            let (found, taken) = self.longest(text, &pieces, from, offered, care);
            let piece = span(text, &pieces, from, from + taken);
            match found {
                Found::One(one) => chosen.push(one),
                Found::Many => return Err(Unclear::Ambiguous(own_words(piece))),
                Found::OutOfRange => return Err(out_of_range(piece, offered)),
                Found::Nothing => match self.word_by_word(piece, offered, care) {
                    Some(ones) => chosen.extend(ones),
                    None => left.push(piece),
                },
            }
            from += taken;
        }
        Ok((chosen, left))
    }

    /// What the longest run of pieces from here names: "opening and rapport" is one label.
    fn longest<'o>(
        &self,
        text: &str,
        pieces: &[&str],
        from: usize,
        offered: &'o [Offered],
        care: Care,
    ) -> (Found<'o>, usize) {
        for to in (from + 2..=pieces.len().min(from + 4)).rev() {
            let key = Key::of(span(text, pieces, from, to));
            if let Found::One(one) = self.find(&key, offered, Care::Exact) {
                return (Found::One(one), to - from);
            }
        }
        let key = pieces.get(from).map(|piece| Key::of(piece)).unwrap_or_default();
        (self.find(&key, offered, care), 1)
    }

    /// "1 3 5", "example calm": every word names one.
    fn word_by_word<'o>(&self, piece: &str, offered: &'o [Offered], care: Care) -> Option<Vec<&'o Offered>> {
        let between = &self.words.understanding.answers.between;
        let key = Key::of(piece);
        let tokens: Vec<_> = key.tokens.into_iter().filter(|token| !between.contains(token)).collect();
        if tokens.len() < 2 {
            return None;
        }
        tokens
            .into_iter()
            .map(|token| match self.find(&Key { tokens: vec![token] }, offered, care) {
                Found::One(one) => Some(one),
                _ => None,
            })
            .collect()
    }
}

/// The text from one piece to the end of another, with what stands between them.
fn span<'t>(text: &'t str, pieces: &[&'t str], from: usize, to: usize) -> &'t str {
    let place = |piece: &str| (piece.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    let (Some(first), Some(last)) = (pieces.get(from), pieces.get(to.saturating_sub(1))) else {
        return "";
    };
    text.get(place(first)..place(last) + last.len()).unwrap_or(first)
}

/// Each once, in the order they were named.
pub(super) fn picked<'o>(chosen: impl Iterator<Item = &'o Offered>, other: Option<String>) -> Answer {
    let mut picks: Vec<Pick> = Vec::new();
    for pick in chosen.filter_map(Offered::pick) {
        if !picks.contains(&pick) {
            picks.push(pick);
        }
    }
    Answer::Several { picks, other: other.map(Into::into) }
}
