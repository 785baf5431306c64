//! Why words or prompts that are compiled in could not be loaded.

/// Why words or prompts that are compiled in could not be loaded.
///
/// These are mistakes in the files that were compiled in: a build that has one
/// fails its tests. No text of a person can be in it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There are no words for this locale.
    #[error("no words for the locale {found:?}: expected one of {known}")]
    NoSuchLocale {
        /// What was asked for.
        found: String,
        /// What there is.
        known: String,
    },
    /// A Fluent file does not parse.
    #[error("config/words/{file}, line {line}: {problem}")]
    Fluent {
        /// The file, below `config/words`.
        file: String,
        /// The line, from 1.
        line: usize,
        /// What the parser found and expected.
        problem: String,
    },
    /// A sentence is there twice.
    #[error(
        "config/words/{file}, line {line}: {id:?} is defined already in config/words/{first}; expected each id once"
    )]
    Twice {
        /// The file, below `config/words`.
        file: String,
        /// The line, from 1.
        line: usize,
        /// The id.
        id: String,
        /// Where it was seen first.
        first: String,
    },
    /// `understanding.toml` does not parse.
    #[error("config/words/{locale}/understanding.toml: {problem}")]
    Understanding {
        /// The locale.
        locale: String,
        /// The line, and what was found and expected.
        problem: String,
    },
    /// Prompts are not as they have to be.
    #[error("config/prompts/{file}: {problem}")]
    Prompts {
        /// The file, in `config/prompts`.
        file: String,
        /// The line, the key, what was found and what is expected.
        problem: String,
    },
    /// A prompt is there twice.
    #[error("config/prompts/{file}: {id:?} is defined already in another file; expected each id once")]
    PromptTwice {
        /// The file, in `config/prompts`.
        file: String,
        /// The id.
        id: String,
    },
}
