//! The words of a date.

use crate::{understand::key::Key, understanding::Understanding};

/// One word or number of a date.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// A whole number, in digits or in words.
    Number {
        value: i64,
        /// How many digits it was written with; 0 in words.
        digits: usize,
        /// "27th", "third".
        ordinal: bool,
    },
    /// "3:30", "3.30", "07:00".
    Clock { hour: i64, minute: i64, leading_zero: bool },
    /// "27/11", "27/11/2026", "27.11.2026": numbers, and with how many digits.
    Slashed(Vec<(i64, usize)>),
    /// 1 (Monday) … 7; whether the word also means something else ("sun", "we'd").
    Weekday(i8, bool),
    /// 1 … 12; whether the word also means something else ("may", "march").
    Month(i8, bool),
    /// A word that changes nothing.
    Filler(String),
    /// Any other.
    Word(String),
}

impl Token {
    pub(super) fn is(&self, word: &str) -> bool {
        matches!(self, Self::Word(own) | Self::Filler(own) if own == word)
    }

    pub(super) fn is_any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(word))
    }

    /// "25:00": written like an hour, and none.
    pub(super) fn is_no_hour(&self) -> bool {
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let like_one =
            |word: &String| word.split_once(':').is_some_and(|(hour, minute)| digits(hour) && digits(minute));
        matches!(self, Self::Word(word) if like_one(word))
    }

    pub(super) fn number(&self) -> Option<i64> {
        match self {
            Self::Number { value, .. } => Some(*value),
            _ => None,
        }
    }
}

/// Takes a text apart: "27nov at 3pm" into 27, November, at, 3, pm.
pub(super) fn tokens(understanding: &Understanding, key: &Key) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let split: Vec<&str> = key.tokens.iter().flat_map(|token| at_letters(token)).collect();
    let mut rest = split.as_slice();
    while let [first, after @ ..] = rest {
        if let Some((feast, used)) = feast(understanding, rest) {
            tokens.push(feast);
            rest = rest.get(used..).unwrap_or_default();
            continue;
        }
        rest = after;
        match (*first, after) {
            // "p.m."
            ("a" | "p", ["m", later @ ..])
                if matches!(tokens.last(), Some(Token::Number { .. } | Token::Clock { .. })) =>
            {
                rest = later;
                tokens.push(Token::Word(format!("{first}m")));
            }
            // "27th": the number stands before it already.
            ("st" | "nd" | "rd" | "th", _) if matches!(tokens.last(), Some(Token::Number { digits: 1.., .. })) => {
                if let Some(Token::Number { ordinal, .. }) = tokens.last_mut() {
                    *ordinal = true;
                }
            }
            // "2026-11-27T15:00"
            ("t", [next, ..]) if next.starts_with(|c: char| c.is_ascii_digit()) => {}
            (word, _) => tokens.push(token(understanding, word)),
        }
    }
    joined_tens(tokens)
}

/// Whether there is more to these words than their being a day by chance: "may",
/// "sun" and "the first" in a sentence mostly are not one.
pub(super) fn is_telling(tokens: &[Token]) -> bool {
    let filler = |token: &Token, but: &[&str]| matches!(token, Token::Filler(_)) && !token.is_any(but);
    match tokens {
        [] => false,
        [only] => match only {
            Token::Weekday(_, doubtful) => !doubtful,
            Token::Slashed(_) => true,
            Token::Word(word) => matches!(word.as_str(), "today" | "tomorrow" | "yesterday" | "tonight"),
            _ => false,
        },
        [first, .., last] => !filler(first, &["a", "an"]) && !filler(last, &["time"]),
    }
}

/// "Christmas Eve" is 24/12.
fn feast(understanding: &Understanding, words: &[&str]) -> Option<(Token, usize)> {
    let stands = |name: &Key| name.tokens.len() <= words.len() && name.tokens.iter().zip(words).all(|(a, b)| a == b);
    let feasts = understanding.dates.feasts.iter().filter(|(name, _)| stands(name));
    let (name, &(day, month)) = feasts.max_by_key(|(name, _)| name.tokens.len())?;
    Some((Token::Slashed(vec![(day, 2), (month, 2)]), name.tokens.len()))
}

fn token(understanding: &Understanding, word: &str) -> Token {
    let dates = &understanding.dates;
    if let Some(token) = numeric(word) {
        return token;
    }
    if let Some(&weekday) = dates.weekdays.get(word) {
        return Token::Weekday(weekday, matches!(word, "sun" | "sat" | "wed"));
    }
    if let Some(&month) = dates.months.get(word) {
        return Token::Month(month, matches!(word, "may" | "march" | "mar"));
    }
    if let Some(&value) = understanding.numbers.cardinals.get(word) {
        return Token::Number { value, digits: 0, ordinal: false };
    }
    if let Some(&value) = understanding.numbers.ordinals.get(word) {
        return Token::Number { value, digits: 0, ordinal: true };
    }
    let word = dates.spellings.get(word).map_or(word, String::as_str);
    if dates.fillers.contains(word) { Token::Filler(word.to_owned()) } else { Token::Word(word.to_owned()) }
}

/// "27", "3:30", "27/11".
fn numeric(word: &str) -> Option<Token> {
    let number = |digits: &str| -> Option<i64> {
        let fits = (1..=9).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        fits.then(|| digits.parse().ok()).flatten()
    };
    if let Some(value) = number(word) {
        return Some(Token::Number { value, digits: word.len(), ordinal: false });
    }
    for sign in [':', '.', '/'] {
        let part = |digits: &str| number(digits).map(|value| (value, digits.len()));
        let parts = word.split(sign).map(part).collect::<Option<Vec<_>>>();
        let Some(parts) = parts.filter(|parts| parts.len() > 1) else {
            continue;
        };
        return Some(match parts.as_slice() {
            // Seconds are nobody's business.
            [(hour, _), (minute, 2)] | [(hour, _), (minute, 2), _] if sign == ':' && is_time(*hour, *minute) => {
                clock(word, *hour, *minute)
            }
            [(hour, _), (minute, 2)] if sign == '.' && is_time(*hour, *minute) => clock(word, *hour, *minute),
            _ if sign != ':' => Token::Slashed(parts),
            _ => return None,
        });
    }
    None
}

fn is_time(hour: i64, minute: i64) -> bool {
    (0..24).contains(&hour) && (0..60).contains(&minute)
}

fn clock(word: &str, hour: i64, minute: i64) -> Token {
    Token::Clock { hour, minute, leading_zero: word.starts_with('0') }
}

/// "27nov", "3pm", "15h30" at the borders of their letters.
fn at_letters(token: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut from = 0;
    let mut last: Option<char> = None;
    for (at, c) in token.char_indices() {
        if last.is_some_and(|last| last.is_alphabetic() != c.is_alphabetic()) {
            parts.extend(token.get(from..at));
            from = at;
        }
        last = Some(c);
    }
    parts.extend(token.get(from..));
    parts
}

/// "Twenty seventh" is one number.
fn joined_tens(tokens: Vec<Token>) -> Vec<Token> {
    let mut joined: Vec<Token> = Vec::with_capacity(tokens.len());
    for token in tokens {
        if let Token::Number { value: unit @ 1..=9, digits: 0, ordinal: last } = token
            && let Some(Token::Number { value, digits: 0, ordinal }) = joined.last_mut()
            && matches!(value, 20 | 30 | 40 | 50)
            && !*ordinal
        {
            *value += unit;
            *ordinal = last;
            continue;
        }
        joined.push(token);
    }
    joined
}
