//! Every sentence a person can see, by locale, and the way back: what people
//! type into the core's typed answers.
//!
//! ```
//! use afterword_core::say::Block;
//! use afterword_words::Words;
//!
//! let words = Words::load("en-GB")?;
//! assert_eq!(words.block(&Block::plain("layout-skip")), "“Skip” is fine.");
//! # Ok::<(), afterword_words::Error>(())
//! ```
//!
//! The sentences are Fluent files in `config/words/<locale>/*.ftl`, the words
//! people use are in `understanding.toml` beside them. All are compiled in, and
//! so are the prompts of `config/prompts` ([`prompts`]). What moderators type is read in [`moderating`].
//! This crate knows no rules: which question comes when is the core's affair.
//!
//! What a person wrote passes through here in both directions. It stands in
//! [`Private`](afterword_core::Private), and in the `String`s of what is shown;
//! nothing that holds it has `Debug`, and no log line or error carries it.

mod calendar;
mod error;
mod fluent;
mod layout;
pub mod moderating;
mod offered;
pub mod prompts;
mod render;
pub mod schedule;
mod skill;
mod understand;
mod understanding;

pub use error::Error;
pub use layout::{Further, Layout, Numbered, Question};
pub use offered::Offered;

use afterword_core::{Ask, Settings, event::Meaning};
use fluent::Sentences;
use jiff::civil;
use std::{collections::BTreeSet, sync::Arc};
use understanding::Understanding;

/// One locale: its sentences, and the words its people answer with.
pub struct Words {
    compiled: &'static Compiled,
    sentences: Sentences,
    /// Shared by all that quote differently.
    understanding: Arc<Understanding>,
}

/// A locale as it was compiled in.
pub(crate) struct Compiled {
    locale: &'static str,
    understanding: &'static str,
    /// Names, as errors give them, and contents.
    files: &'static [(&'static str, &'static str)],
}

include!(concat!(env!("OUT_DIR"), "/locales.rs"));
include!(concat!(env!("OUT_DIR"), "/prompts.rs"));

impl Words {
    /// The words of a locale, such as `en-GB`.
    ///
    /// # Errors
    ///
    /// A locale that is not there; a file that does not parse, with its line;
    /// a sentence defined twice.
    pub fn load(locale: &str) -> Result<Self, Error> {
        let compiled = LOCALES.iter().find(|compiled| compiled.locale == locale).ok_or_else(|| {
            Error::NoSuchLocale { found: locale.to_owned(), known: Self::locales().collect::<Vec<_>>().join(", ") }
        })?;
        Ok(Self {
            compiled,
            sentences: Sentences::load(compiled.locale, compiled.files)?,
            understanding: Arc::new(Understanding::load(compiled.locale, compiled.understanding)?),
        })
    }

    /// The same, but what the sentences themselves quote (“debrief”) is called as `called` says,
    /// where it says something. What is filled in, such as people’s own words, stays as it is.
    ///
    /// # Errors
    ///
    /// As [`Words::load`], where a sentence does not parse with what was put in.
    pub fn quoting(&self, called: impl Fn(&str) -> Option<String>) -> Result<Self, Error> {
        let sentences = self.sentences.quoting(&called)?;
        Ok(Self { compiled: self.compiled, sentences, understanding: Arc::clone(&self.understanding) })
    }

    /// The locales there are.
    pub fn locales() -> impl Iterator<Item = &'static str> {
        LOCALES.iter().map(|compiled| compiled.locale)
    }

    /// Every sentence of this locale, with the variables it uses (its own and
    /// those of the sentences it refers to).
    #[must_use]
    pub fn ids(&self) -> Vec<(String, BTreeSet<String>)> {
        self.sentences.ids()
    }

    /// What `text` means as an answer to `ask`, or as a command.
    ///
    /// `now` is what the clock shows where the person is. The same text, question,
    /// moment and settings always mean the same.
    ///
    /// - Longer than the limit, or nothing to be seen: that is what is unclear.
    /// - A command counts where it is the whole message. Where the question takes free
    ///   text, only a few do (skip, back, undo, pause, stop, delete that, correct, why,
    ///   help, again, done for lists, "leave me be until …"), and whatever begins with a
    ///   slash; "list" is then an answer.
    /// - Else it is an answer, or several to the parts of the question in turn. What
    ///   fits several choices is never guessed.
    #[must_use]
    pub fn understand(&self, text: &str, ask: Option<&Ask>, now: civil::DateTime, settings: &Settings) -> Meaning {
        understand::understand(self, text, ask, now, settings)
    }
}
