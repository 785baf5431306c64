//! Choosing several, with own words where they are taken.

use super::{
    Care, Reader,
    choice::{Found, out_of_range},
    key::Key,
    not_understood, own_words,
    pieces::places,
};
use crate::Offered;
use afterword_core::{Answer, ask::Pick, event::Unclear};
use std::ops::Range;

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
        let (mut chosen, left) = self.chosen(text, offered, care)?;
        if left.is_empty() {
            return Ok(picked(chosen.into_iter(), None));
        }
        if care < Care::Loose {
            return Err(not_understood(text));
        }
        // "Spoke badly of my old boss" names a choice, and says more than its name does.
        let within: Vec<_> = left.iter().map(|piece| self.find(&Key::of(piece), offered, Care::Loose)).collect();
        let unknown =
            left.iter().zip(&within).find(|(_, found)| !matches!(found, Found::One(_))).map(|(left, _)| *left);
        let alone = chosen.is_empty();
        chosen.extend(within.into_iter().filter_map(Found::one));
        if other {
            // The words as they were written where none of them was just a choice.
            let own = if alone { text.trim().to_owned() } else { left.join(", ") };
            return Ok(picked(chosen.into_iter(), Some(own)));
        }
        match unknown {
            None => Ok(picked(chosen.into_iter(), None)),
            Some(left) if !chosen.is_empty() => Err(Unclear::Part(own_words(left))),
            Some(_) => Err(not_understood(text)),
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
        if let Some(range) = range(text, offered) {
            return Ok((range, Vec::new()));
        }
        let care = care.min(Care::Tight);
        let (mut chosen, mut left) = (Vec::new(), Vec::new());
        let places = places(text);
        let mut from = 0;
        while from < places.len() {
            let (found, taken) = self.longest(text, &places, from, offered, care);
            let piece = span(text, &places, from, from + taken);
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
        places: &[Range<usize>],
        from: usize,
        offered: &'o [Offered],
        care: Care,
    ) -> (Found<'o>, usize) {
        for to in (from + 2..=places.len().min(from + 4)).rev() {
            let key = Key::of(span(text, places, from, to));
            if let Found::One(one) = self.find(&key, offered, Care::Exact) {
                return (Found::One(one), to - from);
            }
        }
        let key = Key::of(span(text, places, from, from + 1));
        (self.find(&key, offered, care), 1)
    }

    /// "1 3 5", "example calm": every word names one.
    fn word_by_word<'o>(&self, piece: &str, offered: &'o [Offered], care: Care) -> Option<Vec<&'o Offered>> {
        let between = &self.words.understanding.answers.between;
        let key = Key::of(piece);
        let tokens: Vec<String> = key
            .tokens
            .iter()
            .flat_map(|token| token.split('/')) // "1/3"
            .filter(|token| !between.contains(*token))
            .map(str::to_owned)
            .collect();
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

/// "1-3", "1 to 3": all from the one to the other.
fn range<'o>(text: &str, offered: &'o [Offered]) -> Option<Vec<&'o Offered>> {
    let number = |text: &str| text.trim().parse::<usize>().ok();
    let (from, to) = ["-", "–", " to "].into_iter().find_map(|between| {
        let (from, to) = text.split_once(between)?;
        Some((number(from)?, number(to)?))
    })?;
    let place = |number: usize| offered.iter().position(|one| one.number == number);
    offered.get(place(from)?..=place(to)?).map(|range| range.iter().collect())
}

/// The text from one piece to the end of another, with what stands between them.
fn span<'t>(text: &'t str, places: &[Range<usize>], from: usize, to: usize) -> &'t str {
    let places = places.get(from..to).unwrap_or_default();
    match (places.first(), places.last()) {
        (Some(first), Some(last)) => text.get(first.start..last.end).unwrap_or_default().trim(),
        _ => "",
    }
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
