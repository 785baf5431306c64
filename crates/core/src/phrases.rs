//! Phrases that are looked for in what people write.

use serde::{Deserialize, Serialize};

/// A list of phrases, made comparable once rather than for every text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<String>", into = "Vec<String>")]
pub struct Phrases {
    given: Vec<String>,
    plain: Vec<String>,
}

impl Phrases {
    /// Whether a text holds one of them, word by word, however it is written.
    #[must_use]
    pub fn are_in(&self, text: &str) -> bool {
        let text = plain(text);
        self.plain.iter().any(|phrase| text.contains(phrase))
    }
}

impl From<Vec<String>> for Phrases {
    fn from(given: Vec<String>) -> Self {
        // One without any letter is in no text, rather than in all.
        let plain = given.iter().map(|phrase| plain(phrase)).filter(|phrase| phrase.len() > 1).collect();
        Self { given, plain }
    }
}

impl From<Phrases> for Vec<String> {
    fn from(phrases: Phrases) -> Self {
        phrases.given
    }
}

impl<'a> FromIterator<&'a str> for Phrases {
    fn from_iter<I: IntoIterator<Item = &'a str>>(phrases: I) -> Self {
        phrases.into_iter().map(str::to_owned).collect::<Vec<_>>().into()
    }
}

/// In lower case, without apostrophes, each word between two spaces.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len() + 2);
    plain.push(' ');
    for letter in text.chars().filter(|letter| !matches!(letter, '’' | '\'' | '‘' | '`')) {
        if letter.is_alphanumeric() {
            plain.extend(letter.to_lowercase());
        } else if !plain.ends_with(' ') {
            plain.push(' ');
        }
    }
    if !plain.ends_with(' ') {
        plain.push(' ');
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_are_found_however_they_are_written() {
        let phrases: Phrases = ["can’t go on", "¡basta!", "…", "ÉCOLE"].into_iter().collect();
        for (text, there) in [
            ("I can't\n go  on", true),
            ("CANT GO ON.", true),
            ("cant go onward", false),
            ("cant go", false),
            ("ya basta", true),
            ("bastante", false),
            ("école", true),
            ("… and so on", false),
            ("", false),
            ("’", false),
        ] {
            assert_eq!(phrases.are_in(text), there, "{text}");
        }
    }
}
