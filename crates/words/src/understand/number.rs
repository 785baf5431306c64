//! Numbers, in digits and in words.

use super::{Reader, key::Key};

impl Reader<'_> {
    /// The number that this text is: "2", "2.", "two", "no. 2", "the second one".
    pub(super) fn whole_number(&self, key: &Key) -> Option<i64> {
        let numbers = &self.words.understanding.numbers;
        let mut tokens = key.tokens.as_slice();
        while let [first, rest @ ..] = tokens
            && !rest.is_empty()
            && numbers.before.contains(first)
        {
            tokens = rest;
        }
        let (number, used) = self.leading_number(tokens)?;
        tokens.iter().skip(used).all(|token| numbers.after.contains(token)).then_some(number)
    }

    /// The number these tokens begin with, and how many of them it takes.
    pub(super) fn leading_number(&self, tokens: &[String]) -> Option<(i64, usize)> {
        let numbers = &self.words.understanding.numbers;
        let first = tokens.first()?;
        if let Some(number) = digits(first) {
            return Some((number, 1));
        }
        if let Some(&number) = numbers.ordinals.get(first) {
            return Some((number, 1));
        }
        let &tens = numbers.cardinals.get(first)?;
        let unit =
            tokens.get(1).and_then(|unit| numbers.cardinals.get(unit).or_else(|| numbers.ordinals.get(unit)).copied());
        match unit {
            Some(unit @ 1..=9) if (20..100).contains(&tens) && tens % 10 == 0 => Some((tens + unit, 2)),
            _ => Some((tens, 1)),
        }
    }

    /// The only number among these, and where it stands.
    pub(super) fn only_number(&self, tokens: &[String]) -> Option<(usize, i64)> {
        let mut found = None;
        let mut at = 0;
        while at < tokens.len() {
            match tokens.get(at..).and_then(|rest| self.leading_number(rest)) {
                Some((number, used)) if found.is_none() => {
                    found = Some((at, number));
                    at += used;
                }
                Some(_) => return None,
                None => at += 1,
            }
        }
        found
    }

    /// Whether this is a number, although not a whole one: "2.5".
    pub(super) fn is_fraction(&self, key: &Key) -> bool {
        matches!(key.tokens.as_slice(), [only] if only.contains('.') && only.parse::<f64>().is_ok())
    }
}

/// "2", "-1", "2nd". Too long for a number is the largest there is: it is out of
/// every range, and that is what is to be said about it.
fn digits(token: &str) -> Option<i64> {
    let (sign, rest) = token.strip_prefix('-').map_or((1, token), |rest| (-1, rest));
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (number, suffix) = rest.split_at_checked(end)?;
    if number.is_empty() || !matches!(suffix, "" | "st" | "nd" | "rd" | "th") {
        return None;
    }
    Some(sign * number.parse().unwrap_or(i64::MAX))
}
