//! Sentences as they are said on Discord: what is typed elsewhere is a slash command here.
//!
//! In a server nobody can type “debrief” to us: they would say it to everybody, and we
//! would not hear it.

use crate::commands;
use afterword_core::{Settings, event::Meaning};
use afterword_words::{Error, Words};
use jiff::civil;

/// The same sentences; where they quote what can be typed, with the slash command that means it.
///
/// ```
/// use afterword_core::say::Block;
/// use afterword_words::Words;
///
/// let words = Words::load("en-GB")?;
/// let help = Block::plain("stopped-letter");
/// assert!(words.block(&help).ends_with("say “letters”."));
/// assert!(afterword_discord::with_slashes(&words)?.block(&help).ends_with("say “/letters”."));
/// # Ok::<(), afterword_words::Error>(())
/// ```
///
/// # Errors
/// As [`Words::quoting`]; no name of a command leads there.
pub fn with_slashes(words: &Words) -> Result<Words, Error> {
    let settings = Settings::default();
    words.quoting(|quoted| match words.understand(quoted, None, civil::DateTime::ZERO, &settings) {
        Meaning::Command(meant) => commands::name_of(words, &meant).map(|name| format!("/{name}")),
        _ => None,
    })
}
