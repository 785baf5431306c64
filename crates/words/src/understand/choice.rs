//! Choosing one of what is offered.

use super::{Care, Reader, key::Key, not_understood, own_words};
use crate::Offered;
use afterword_core::{Answer, event::Unclear};

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
        // Whoever may answer in own words and writes a sentence means the sentence.
        let strict = if or_text { care.min(Care::Tight) } else { care };
        let found = self.find(&key, offered, strict).or(|| match self.only_number(&key.tokens) {
            // "3, since it was online". Further on in a sentence, a number may be of anything.
            Some((0, number)) if strict == Care::Loose => {
                let one = offered.iter().find(|one| i64::try_from(one.number) == Ok(number));
                one.map_or(Found::Nothing, Found::One)
            }
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
        if key.is_empty() || offered.is_empty() {
            return Found::Nothing;
        }
        let number = self.whole_number(key);
        if let Some(one) = offered.iter().find(|one| number.is_some() && i64::try_from(one.number).ok() == number) {
            return Found::One(one);
        }
        // "60" may be the name of an hour, and no number of a choice.
        let found = settle(offered, |one| one.names.first() == Some(key))
            .or(|| settle(offered, |one| one.names.contains(key)))
            .or(|| if number.is_some() { Found::OutOfRange } else { Found::Nothing })
            .or(|| settle(offered, |one| self.is_numbered(key, one)))
            .or(|| self.last(key, offered));
        if care == Care::Exact {
            return found;
        }
        let telling = self.telling(key);
        let found = found
            .or(|| settle(offered, |one| one.names.first().is_some_and(|label| begins(label, key))))
            .or(|| settle(offered, |one| one.names.iter().any(|name| begins(name, key) || name.has_all_of(&telling))));
        if care == Care::Tight || key.tokens.len() > SENTENCE {
            return found;
        }
        found.or(|| self.within(key, offered))
    }

    /// Whether the text is the full label of one of these, or exactly its synonym.
    pub(super) fn is_name_of(&self, key: &Key, offered: &[Offered]) -> bool {
        offered.iter().any(|one| one.names.contains(key))
    }

    /// "The last one".
    fn last<'o>(&self, key: &Key, offered: &'o [Offered]) -> Found<'o> {
        let meant = self.words.understanding.answers.last.contains(key);
        offered.last().filter(|_| meant).map_or(Found::Nothing, Found::One)
    }

    /// "2 thin", "2. thin": the number with the label it belongs to.
    fn is_numbered(&self, key: &Key, one: &Offered) -> bool {
        let Some((number, used)) = self.leading_number(&key.tokens) else {
            return false;
        };
        let label = key.without_first(used);
        i64::try_from(one.number) == Ok(number)
            && !label.is_empty()
            && one
                .names
                .iter()
                .any(|name| *name == label || begins(name, &label) || name.has_all_of(&self.telling(&label)))
    }

    /// The words of a text that tell choices apart.
    fn telling(&self, key: &Key) -> Key {
        let stop = &self.words.understanding.answers.stop_words;
        Key { tokens: key.tokens.iter().filter(|token| !stop.contains(*token)).cloned().collect() }
    }

    /// The option whose name stands in the sentence. Of "teams call" and "call" the
    /// longer is meant; "I wasn't nervous" does not name nerves.
    fn within<'o>(&self, key: &Key, offered: &'o [Offered]) -> Found<'o> {
        let negations = &self.words.understanding.answers.negations;
        let turned_round =
            |name: &Key| key.tokens.iter().any(|token| negations.contains(token) && !name.tokens.contains(token));
        let stands = |name: &&Key| key.contains(name) && !self.telling(name).is_empty() && !turned_round(name);
        let longest = |one: &'o Offered| {
            let name = one.names.iter().filter(stands).max_by_key(|name| name.tokens.len());
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

/// Whether the name begins with what was typed, within a word too; a single
/// letter is too little to say.
fn begins(name: &Key, key: &Key) -> bool {
    let typed = key.tokens.join(" ");
    typed.chars().count() >= 2 && name.tokens.join(" ").starts_with(&typed)
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
