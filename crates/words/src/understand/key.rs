//! What a person typed, reduced to what matters for comparing it.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// A text as words: small letters without accents, apostrophes and punctuation,
/// so that "Don’t know!", "dont know" and "DON'T KNOW" are the same.
///
/// Signs inside a number stay, since they carry meaning: `3:30`, `27/11`, `2.5`,
/// `75%`, `-1`. A text without a letter or a digit, such as a thumb up, is kept
/// as one token of its signs.
#[derive(Clone, PartialEq, Eq, Hash, Default)]
pub(crate) struct Key {
    /// The tokens.
    pub(crate) tokens: Vec<String>,
}

impl Key {
    pub(crate) fn of(text: &str) -> Self {
        let signs = plain(text);
        let mut tokens: Vec<String> = Vec::new();
        let mut token = String::new();
        for (place, &c) in signs.iter().enumerate() {
            let before = place.checked_sub(1).and_then(|place| signs.get(place)).copied();
            let after = signs.get(place + 1).copied();
            if c.is_alphanumeric() || stays(before, c, after) {
                token.push(c);
            } else if c != '\'' && !token.is_empty() {
                tokens.push(std::mem::take(&mut token));
            }
        }
        if !token.is_empty() {
            tokens.push(token);
        }
        if tokens.is_empty() {
            let rest: String = signs.into_iter().filter(|c| !c.is_whitespace()).collect();
            if !rest.is_empty() {
                tokens.push(rest);
            }
        }
        Self { tokens }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    pub(crate) fn as_strs(&self) -> Vec<&str> {
        self.tokens.iter().map(String::as_str).collect()
    }

    /// The tokens with nothing between them: "new york" and "newyork" are one.
    pub(crate) fn squashed(&self) -> String {
        self.tokens.concat()
    }

    pub(crate) fn starts_with(&self, other: &Self) -> bool {
        self.tokens.starts_with(&other.tokens)
    }

    /// Whether the other's tokens stand here, next to each other and in their order.
    pub(crate) fn contains(&self, other: &Self) -> bool {
        !other.is_empty() && self.tokens.windows(other.tokens.len()).any(|window| window == other.tokens)
    }

    /// Whether each token of the other stands here somewhere. "Good, good" is not in "good".
    pub(crate) fn has_all_of(&self, other: &Self) -> bool {
        (1..=self.tokens.len()).contains(&other.tokens.len())
            && other.tokens.iter().all(|token| self.tokens.contains(token))
    }

    /// "Stoppp" is "stop".
    pub(crate) fn calm(&self) -> Self {
        let calm = |token: &String| {
            let mut letters: Vec<char> = Vec::new();
            let mut rest = token.chars().peekable();
            while let Some(c) = rest.next() {
                let mut run = 1;
                while rest.next_if_eq(&c).is_some() {
                    run += 1;
                }
                let kept = if run > 2 && c.is_alphabetic() { 1 } else { run };
                letters.extend(std::iter::repeat_n(c, kept));
            }
            letters.into_iter().collect()
        };
        Self { tokens: self.tokens.iter().map(calm).collect() }
    }

    /// The same without its first tokens.
    pub(crate) fn without_first(&self, count: usize) -> Self {
        Self { tokens: self.tokens.iter().skip(count).cloned().collect() }
    }
}

/// Small letters in one form, without what cannot be seen.
fn plain(text: &str) -> Vec<char> {
    text.nfkd()
        .filter(|&c| !is_combining_mark(c) && !is_unseen(c))
        .flat_map(char::to_lowercase)
        .filter(|&c| !is_combining_mark(c)) // "İ" becomes "i" and a dot above
        .map(one_form)
        .collect()
}

/// Quotation marks, apostrophes and dashes come in many forms; so do digits.
fn one_form(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2bc}' | '\u{60}' | '\u{b4}' => '\'',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{2044}' | '\u{2215}' => '/',
        '\u{66a}' => '%',
        _ => digit(c).unwrap_or(c),
    }
}

/// Digits of the other scripts people count in. Full-width and circled ones
/// are taken care of by the normal form.
fn digit(c: char) -> Option<char> {
    const ZEROS: [u32; 4] = [0x660, 0x6f0, 0x966, 0x9e6]; // Arabic, Persian, Devanagari, Bengali
    ZEROS
        .iter()
        .find_map(|&zero| u32::from(c).checked_sub(zero).filter(|&value| value < 10))
        .and_then(|value| char::from_digit(value, 10))
}

/// Characters without a shape of their own: control, zero width, direction
/// marks, variation selectors, the frame of a keycap, skin tones.
pub(crate) fn is_unseen(c: char) -> bool {
    (c.is_control() && !c.is_whitespace())
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{20e3}' | '\u{feff}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0000}'..='\u{e0fff}')
}

/// Whether a sign belongs to the number it stands in.
fn stays(before: Option<char>, c: char, after: Option<char>) -> bool {
    let digit_before = before.is_some_and(|c| c.is_ascii_digit());
    let digit_after = after.is_some_and(|c| c.is_ascii_digit());
    match c {
        '.' | ':' | '/' => digit_before && digit_after,
        '%' => digit_before,
        '-' => digit_after && before.is_none_or(char::is_whitespace),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_mean_the_same_have_the_same_key() {
        #[rustfmt::skip]
        let table: &[(&str, &[&str])] = &[
            ("Don’t know!",             &["dont", "know"]),
            ("  DON'T   KNOW. ",        &["dont", "know"]),
            ("２",                      &["2"]),
            ("2\u{fe0f}\u{20e3}",       &["2"]),
            ("①",                      &["1"]),
            ("٣",                       &["3"]),
            ("\u{202e}yes\u{202c}",     &["yes"]),
            ("y\u{200b}es",             &["yes"]),
            ("3.30pm, 27/11",           &["3.30pm", "27/11"]),
            ("75 %",                    &["75"]),
            ("75%.",                    &["75%"]),
            ("-1",                      &["-1"]),
            ("2-3",                     &["2", "3"]),
            ("São Paulo",               &["sao", "paulo"]),
            ("fifty–fifty",             &["fifty", "fifty"]),
            ("yes 👍🏽",                  &["yes"]),
            ("👍🏽",                      &["👍"]),
            ("?",                       &["?"]),
            ("\u{0}\u{200b}",           &[]),
            ("one\ntwo\tthree",         &["one", "two", "three"]),
            ("rock 'n' roll",           &["rock", "n", "roll"]),
        ];
        for (text, tokens) in table {
            assert_eq!(&Key::of(text).as_strs(), tokens, "{text:?}");
        }
    }
}
