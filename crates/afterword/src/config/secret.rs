//! Secrets: never printed, and better kept in a file.

use crate::exit::{Code, Trouble};
use std::{fmt, fs, path::Path};

/// A secret. Its `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Secret(String);

impl Secret {
    pub(crate) fn new(text: String) -> Self {
        Self(text)
    }

    /// The secret itself, for where it is used.
    pub(crate) fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a secret")
    }
}

/// The secret that was set, or that is in the file that was.
pub(super) fn given(key: &str, set: Option<&Secret>, file: Option<&Path>) -> Result<Option<Secret>, Trouble> {
    match (set, file) {
        (None, None) => Ok(None),
        (Some(secret), None) => Ok(Some(secret.clone())),
        (None, Some(file)) => read(key, file, is_word, "holds more than one word").map(Some),
        (Some(_), Some(file)) => Err(Trouble::new(
            Code::Config,
            format!(
                "{key} and {key}_file are both set ({})\n  expected: one of the two\n  to do:    leave {key} empty, and check which one is right",
                file.display()
            ),
        )),
    }
}

/// The secret in this file, which may hold blanks: a password, a passphrase.
#[cfg(feature = "matrix")]
pub(super) fn line(key: &str, file: Option<&Path>) -> Result<Option<Secret>, Trouble> {
    file.map(|file| read(key, file, is_line, "holds more than one line")).transpose()
}

fn is_word(text: &str) -> bool {
    is_line(text) && !text.contains(char::is_whitespace)
}

fn is_line(text: &str) -> bool {
    text.len() <= 500 && !text.contains(char::is_control)
}

/// `misfit` is what is wrong with a file whose text does not fit.
fn read(key: &str, file: &Path, fits: impl Fn(&str) -> bool, misfit: &str) -> Result<Secret, Trouble> {
    let wrong = |found: &str| {
        let file = file.display();
        let told = format!(
            "{file}, which {key}_file names, {found}\n  expected: a file that holds the secret, one line, and nothing else\n  to do:    put it there, readable for this account only"
        );
        Trouble::new(Code::Config, told)
    };
    let text = fs::read_to_string(file).map_err(|error| wrong(&format!("cannot be read: {error}")))?;
    let secret = text.trim();
    if secret.is_empty() {
        return Err(wrong("is empty"));
    }
    if !fits(secret) {
        return Err(wrong(misfit));
    }
    Ok(Secret::new(secret.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_comes_from_one_place_and_is_never_told() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("token");
        let told = |text: &str| {
            fs::write(&file, text).unwrap();
            given("discord.token", None, Some(&file)).map(|secret| secret.map(|secret| secret.0))
        };
        assert_eq!(told("abc.def\n").unwrap().as_deref(), Some("abc.def"));
        assert!(told(" \n").unwrap_err().message.contains("is empty"));
        let two = told("abc marker\n").unwrap_err().message;
        assert!(two.contains("more than one word") && !two.contains("marker"), "{two}");
        let secret = Secret::new("marker".into());
        assert!(!format!("{secret:?}").contains("marker"));
        let both = given("discord.token", Some(&secret), Some(&file)).unwrap_err().message;
        assert!(both.contains("both set") && !both.contains("marker"), "{both}");
        let gone = given("discord.token", None, Some(&folder.path().join("none"))).unwrap_err().message;
        assert!(gone.contains("cannot be read"), "{gone}");
        assert_eq!(given("discord.token", None, None).unwrap(), None);
    }
}
