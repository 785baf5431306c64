//! Free text, understood a little: "they said no" sounds like news (`conversations.md` §0).
//!
//! Plain rules. A piece of the message (up to a full stop or a comma) has to be one of
//! the sentences in `[guesses]`, word for word but for a slip of the pen, with nothing
//! before it that could turn it round, and after it nothing, or a word that goes on to
//! say when, where or with whom. Whoever is taken wrongly is only asked a question.

use super::{Reader, key::Key};
use crate::understanding::Understanding;
use afterword_core::Command;
use serde::{Deserialize, de};

/// A longer message is a story.
const LONGEST: usize = 24;
/// Shorter words are too like others for a slip to be forgiven.
const FORGIVEN: usize = 5;

/// One sentence: its words, in order.
pub(crate) struct Sentence(Vec<Word>);

/// What may stand at one place of it.
struct Word {
    any: Vec<String>,
    optional: bool,
}

impl<'de> Deserialize<'de> for Sentence {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let word = |word: &str| {
            let inner = word.strip_prefix('[').and_then(|word| word.strip_suffix(']'));
            let any = inner.unwrap_or(word).split('|').map(|one| Key::of(one).squashed()).collect::<Vec<_>>();
            if any.iter().any(String::is_empty) { None } else { Some(Word { any, optional: inner.is_some() }) }
        };
        let words: Option<Vec<Word>> = text.split_whitespace().map(word).collect();
        match words {
            Some(words) if words.iter().any(|word| !word.optional) => Ok(Self(words)),
            _ => Err(de::Error::custom(format!("expected words, found {text:?}"))),
        }
    }
}

impl Reader<'_> {
    /// What the message sounds like, if it is plainly one thing.
    pub(super) fn guess(&self, text: &str) -> Option<Command> {
        if Key::of(text).tokens.len() > LONGEST {
            return None;
        }
        let is_end = |c: char| matches!(c, '.' | '!' | '?' | ';' | ',' | '\n' | '(' | ')' | '–' | '—' | ':');
        let pieces = text.split(is_end).map(Key::of).filter(|piece| !piece.is_empty());
        let understanding = &self.words.understanding;
        // What the news is says more than that there is some.
        let mut best: Option<((bool, usize), &Command)> = None;
        for piece in pieces {
            for guess in &understanding.guesses.commands {
                for sentence in &guess.says {
                    let fits = fitting(understanding, &piece.tokens, sentence);
                    let Some(words) = fits else { continue };
                    let says = (guess.command != Command::Heard(None), words);
                    if best.is_none_or(|(most, _)| says > most) {
                        best = Some((says, &guess.command));
                    }
                }
            }
        }
        best.map(|(_, command)| command.clone())
    }
}

/// How many words of the piece the sentence takes, where it is there and nothing speaks against it.
fn fitting(understanding: &Understanding, tokens: &[String], sentence: &Sentence) -> Option<usize> {
    let around = &understanding.guesses.around;
    let dates = &understanding.dates;
    let is_filler = |token: &String| around.contains(token) || dates.weekdays.contains_key(token);
    let lead = tokens.iter().take_while(|token| is_filler(token)).count();
    (0..=lead).find_map(|from| {
        let rest = tokens.get(from..)?;
        let taken = taken(rest, &sentence.0)?;
        let after = rest.get(taken..).unwrap_or_default();
        let ends = after.iter().all(is_filler);
        let goes_on = after.first().is_some_and(|first| understanding.guesses.after.contains(first));
        (ends || goes_on).then_some(taken)
    })
}

/// How many tokens the words take, from the first on; the most that they can.
fn taken(tokens: &[String], words: &[Word]) -> Option<usize> {
    let Some((word, rest)) = words.split_first() else { return Some(0) };
    let here = tokens.split_first().filter(|(token, _)| word.any.iter().any(|one| is_like(token, one)));
    let with = here.and_then(|(_, after)| taken(after, rest)).map(|taken| taken + 1);
    with.or_else(|| if word.optional { taken(tokens, rest) } else { None })
}

/// The same word, or a long one with one letter left out, put in, changed, or swapped with the next.
fn is_like(token: &str, word: &str) -> bool {
    if token == word {
        return true;
    }
    let (a, b): (Vec<char>, Vec<char>) = (token.chars().collect(), word.chars().collect());
    if a.len().min(b.len()) < FORGIVEN || a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let same = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let (a, b) = (a.get(same..).unwrap_or_default(), b.get(same..).unwrap_or_default());
    let swapped = matches!((a, b), ([a1, a2, a3 @ ..], [b1, b2, b3 @ ..]) if a1 == b2 && a2 == b1 && a3 == b3);
    let tail = |all: &[char]| all.get(1..).unwrap_or_default().to_vec();
    swapped || tail(a) == tail(b) || tail(a) == b || a == tail(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_forgiven_in_a_long_word_only() {
        for (token, word, like) in [
            ("rejected", "rejected", true),
            ("rejcted", "rejected", true),
            ("rejectedd", "rejected", true),
            ("rejetced", "rejected", true),
            ("rejacted", "rejected", true),
            ("rejatced", "rejected", false),
            ("job", "jab", false),
            ("said", "sail", false),
            ("offer", "offers", true),
            ("offer", "off", false),
            ("", "offer", false),
        ] {
            assert_eq!(is_like(token, word), like, "{token} {word}");
        }
    }
}
