//! Choosing one of what is offered.

use super::{Care, Reader, date, key::Key, not_understood, own_words, pieces::pieces};
use crate::Offered;
use afterword_core::{
    Answer,
    ask::{Pick, Range},
    event::Unclear,
};

/// What a text points at.
pub(super) enum Found<'o> {
    One(&'o Offered),
    /// It fits several.
    Many,
    /// A number, and none of those that are offered.
    OutOfRange,
    Nothing,
}

/// Sentences longer than this are not searched for labels: too much else is in them.
const SENTENCE: usize = 12;

impl Reader<'_> {
    pub(super) fn choice(&self, text: &str, offered: &[Offered], or_text: bool, care: Care) -> Result<Answer, Unclear> {
        let key = Key::of(text);
        if let Some(partly) = offered.iter().find(|one| one.partly) {
            return settled(self.all_or_part(&key, offered, partly), text, offered);
        }
        // Whoever may answer in own words and writes a sentence means the sentence.
        let strict = if or_text { care.min(Care::Tight) } else { care };
        let found = self
            .find_in(&key, offered, strict, or_text)
            .or(|| match self.number_first(text, &key) {
                Some(number) if strict == Care::Loose => numbered(number, offered),
                _ => Found::Nothing,
            })
            .or(|| match offered.iter().find(|one| one.to_come) {
                // "I'll do it on Friday".
                Some(one) if care == Care::Loose && date::within(self, &key, Range::Future).is_ok() => Found::One(one),
                _ => Found::Nothing,
            });
        match found {
            Found::Many if or_text && key.tokens.len() > 3 && care == Care::Loose => Ok(Answer::Text(own_words(text))),
            Found::Nothing if or_text && care == Care::Loose => Ok(Answer::Text(own_words(text))),
            found => settled(found, text, offered),
        }
    }

    /// What the text points at, by number, label or synonym.
    pub(super) fn find<'o>(&self, key: &Key, offered: &'o [Offered], care: Care) -> Found<'o> {
        self.find_in(key, offered, care, false)
    }

    /// Where own words are as good, an ordinary word that a label has too names nothing.
    fn find_in<'o>(&self, key: &Key, offered: &'o [Offered], care: Care, own: bool) -> Found<'o> {
        if key.is_empty() || offered.is_empty() {
            return Found::Nothing;
        }
        let number = self.whole_number(key);
        if let Some(one) = offered.iter().find(|one| number.is_some() && i64::try_from(one.number).ok() == number) {
            return Found::One(one);
        }
        // "60" may be the name of an hour, and no number of a choice.
        let found = settle(offered, |one| one.names.first() == Some(key))
            .or(|| settle(offered, |one| is_called(one, key)))
            .or(|| if number.is_some() { Found::OutOfRange } else { Found::Nothing })
            .or(|| settle(offered, |one| self.is_numbered(key, one)))
            .or(|| self.pointed_at(key, offered));
        if care == Care::Exact {
            return found;
        }
        let telling = self.telling(key);
        let starts = |name: &Key| !telling.is_empty() && (!own || key.tokens.len() > 2) && begins(name, key);
        let tells = |name: &Key| name.has_all_of(&telling) && (!own || self.is_distinctive(name, key));
        let fits = |name: &Key| starts(name) || tells(name);
        let found = found
            .or(|| settle(offered, |one| one.names.first().is_some_and(starts)))
            .or(|| settle(offered, |one| one.names.iter().any(|name| fits(name) && !self.is_turned(name, key))))
            .or(|| settle(offered, |one| one.names.iter().any(fits)));
        if care == Care::Tight || key.tokens.len() > SENTENCE {
            return found;
        }
        found.or(|| self.within(key, offered))
    }

    /// Whether the text is the full label of one of these, or exactly its synonym.
    pub(super) fn is_name_of(&self, key: &Key, offered: &[Offered]) -> bool {
        offered.iter().any(|one| is_called(one, key))
    }

    /// "The last one" of those the person made, where there are any; "that one" where there is only one.
    fn pointed_at<'o>(&self, key: &Key, offered: &'o [Offered]) -> Found<'o> {
        let answers = &self.words.understanding.answers;
        let mut made = offered.iter().filter(|one| matches!(one.answer, Answer::Choice(Pick::Thing(_))));
        let meant = if answers.last.contains(key) {
            made.next_back().or(offered.last())
        } else if answers.that.contains(key) {
            made.next().filter(|_| made.next().is_none())
        } else {
            None
        };
        meant.map_or(Found::Nothing, Found::One)
    }

    /// Where all or none are at stake: only what says so plainly, and a part of them is a
    /// wish to choose.
    fn all_or_part<'o>(&self, key: &Key, offered: &'o [Offered], partly: &'o Offered) -> Found<'o> {
        let part_words = &self.words.understanding.answers.part_words;
        let exactly = match key.tokens.as_slice() {
            [only] if !self.words.understanding.numbers.ordinals.contains_key(only) => self.whole_number(key),
            _ => None,
        };
        exactly
            .map_or(Found::Nothing, |number| numbered(number, offered))
            .or(|| settle(offered, |one| is_called(one, key)))
            .or(|| if exactly.is_some() { Found::OutOfRange } else { Found::Nothing })
            .or(|| {
                let part = |at: usize, token: &String| {
                    part_words.contains(token)
                        || key.tokens.get(at..).is_some_and(|rest| self.leading_number(rest).is_some())
                };
                let named = key.tokens.iter().enumerate().any(|(at, token)| part(at, token));
                if named { Found::One(partly) } else { Found::Nothing }
            })
            .or(|| settle(offered, |one| self.says_only(&key.tokens, one, false)))
    }

    /// "Yes, keep them all please": nothing but names of this one.
    fn says_only(&self, tokens: &[String], one: &Offered, said: bool) -> bool {
        let Some((first, rest)) = tokens.split_first() else {
            return said;
        };
        let longest = one
            .names
            .iter()
            .chain(&one.also)
            .filter(|name| tokens.starts_with(&name.tokens))
            .max_by_key(|name| name.tokens.len());
        match longest {
            Some(name) => self.says_only(tokens.get(name.tokens.len()..).unwrap_or_default(), one, true),
            None => self.words.understanding.answers.polite.contains(first) && self.says_only(rest, one, said),
        }
    }

    /// Whether the text has at least half of the words that make this name what it is.
    fn is_distinctive(&self, name: &Key, key: &Key) -> bool {
        let common = &self.words.understanding.answers.common;
        let own = |key: &Key| self.telling(key).tokens.iter().filter(|token| !common.contains(*token)).count();
        let said = own(key);
        said > 0 && said * 2 >= own(name)
    }

    /// "3, since it was online": a number, and then something about it. "2 women" is not.
    fn number_first(&self, text: &str, key: &Key) -> Option<i64> {
        let (at, number) = self.only_number(&key.tokens)?;
        let reasons = &self.words.understanding.answers.reasons;
        let apart = || pieces(text).first().is_some_and(|piece| self.whole_number(&Key::of(piece)) == Some(number));
        let (_, used) = self.leading_number(&key.tokens).filter(|_| at == 0)?;
        (key.tokens.get(used).is_some_and(|next| reasons.contains(next)) || apart()).then_some(number)
    }

    /// "2 thin", "2. thin": the number with the label it belongs to.
    fn is_numbered(&self, key: &Key, one: &Offered) -> bool {
        let Some((number, used)) = self.leading_number(&key.tokens) else {
            return false;
        };
        let label = key.without_first(used);
        i64::try_from(one.number) == Ok(number)
            && !label.is_empty()
            && (one.also.contains(&label)
                || one.names.iter().any(|name| {
                    *name == label
                        || begins(name, &label)
                        || (name.has_all_of(&self.telling(&label)) && !self.is_turned(name, &label))
                }))
    }

    /// Whether this has a "not" that the other lacks.
    fn is_turned(&self, key: &Key, other: &Key) -> bool {
        let negations = &self.words.understanding.answers.negations;
        key.tokens.iter().any(|token| negations.contains(token) && !other.tokens.contains(token))
    }

    /// The words of a text that tell choices apart.
    pub(super) fn telling(&self, key: &Key) -> Key {
        let stop = &self.words.understanding.answers.stop_words;
        Key { tokens: key.tokens.iter().filter(|token| !stop.contains(*token)).cloned().collect() }
    }

    /// The option whose name stands in the sentence. Of "teams call" and "call" the
    /// longer is meant; "I wasn't nervous" does not name nerves.
    fn within<'o>(&self, key: &Key, offered: &'o [Offered]) -> Found<'o> {
        let stands = |name: &&Key| key.contains(name) && !self.telling(name).is_empty() && !self.is_turned(key, name);
        let longest = |one: &'o Offered| {
            // A yes or a no counts where the sentence begins with it.
            let also = one.also.iter().filter(|name| one.label.is_empty() || self.opens(key, name));
            let name = one.names.iter().chain(also).filter(stands).max_by_key(|name| name.tokens.len());
            name.map(|name| (one, name))
        };
        let found: Vec<(&Offered, &Key)> = offered.iter().filter_map(longest).collect();
        let within_another =
            |name: &Key| found.iter().any(|(_, other)| other.tokens.len() > name.tokens.len() && other.contains(name));
        let mut meant = found.iter().filter(|(_, name)| !within_another(name)).map(|(one, _)| *one);
        // "2 good": the number of one, the name of another.
        let numbered = self
            .leading_number(&key.tokens)
            .and_then(|(number, _)| offered.iter().find(|one| i64::try_from(one.number) == Ok(number)));
        match (meant.next(), meant.next(), numbered) {
            (None, ..) => Found::Nothing,
            (Some(one), None, None) => Found::One(one),
            (Some(one), None, Some(numbered)) if one.number == numbered.number => Found::One(one),
            _ => Found::Many,
        }
    }
}

impl Reader<'_> {
    /// Whether the text begins with this name, but for words that tell nothing.
    fn opens(&self, key: &Key, name: &Key) -> bool {
        let stop = &self.words.understanding.answers.stop_words;
        let before = key.tokens.iter().take_while(|token| stop.contains(*token)).count();
        (0..=before).any(|count| key.tokens.get(count..).is_some_and(|rest| rest.starts_with(&name.tokens)))
    }
}

/// Whether this is the whole of its label, or of another name of it.
fn is_called(one: &Offered, key: &Key) -> bool {
    one.names.contains(key) || one.also.contains(key)
}

/// The one with this number.
pub(super) fn numbered(number: i64, offered: &[Offered]) -> Found<'_> {
    offered.iter().find(|one| i64::try_from(one.number) == Ok(number)).map_or(Found::Nothing, Found::One)
}

impl<'o> Found<'o> {
    /// The option, where it is one.
    pub(super) fn one(self) -> Option<&'o Offered> {
        match self {
            Found::One(one) => Some(one),
            _ => None,
        }
    }

    /// The next reading, where this one found nothing.
    pub(super) fn or(self, next: impl FnOnce() -> Found<'o>) -> Found<'o> {
        match self {
            Found::Nothing => next(),
            found => found,
        }
    }
}

/// The one of these that fits.
fn settle<'o>(offered: &'o [Offered], fits: impl Fn(&Offered) -> bool) -> Found<'o> {
    let mut fitting = offered.iter().filter(|one| fits(one));
    match (fitting.next(), fitting.next()) {
        (None, _) => Found::Nothing,
        (Some(one), None) => Found::One(one),
        (Some(_), Some(_)) => Found::Many,
    }
}

/// Whether the name begins with what was typed, within a word too; two letters are
/// too little to say.
fn begins(name: &Key, key: &Key) -> bool {
    let typed = key.tokens.join(" ");
    typed.chars().count() >= 3 && name.tokens.join(" ").starts_with(&typed)
}

/// What was found as an answer, or as what is unclear about it.
pub(super) fn settled(found: Found<'_>, text: &str, offered: &[Offered]) -> Result<Answer, Unclear> {
    match found {
        Found::One(one) => Ok(one.answer.clone()),
        Found::Many => Err(Unclear::Ambiguous(own_words(text))),
        Found::OutOfRange => Err(out_of_range(text, offered)),
        Found::Nothing => Err(not_understood(text)),
    }
}

/// A number that none of these has.
pub(super) fn out_of_range(text: &str, offered: &[Offered]) -> Unclear {
    let numbers = || offered.iter().map(|one| i64::try_from(one.number).unwrap_or(i64::MAX));
    Unclear::OutOfRange {
        found: own_words(text),
        low: numbers().min().unwrap_or(1),
        high: numbers().max().unwrap_or(1),
    }
}
