//! Prompts: those that are compiled in, and libraries as people bring and take them.
//!
//! A library is a TOML file like those in `config/prompts`, or a CSV table with the
//! same keys as columns. Only `text` is needed: what has no `id` gets one from its
//! words, what has no `theme` is of the community’s [`OWN`], and what has no `opens` opens
//! [`Opens::Next`](afterword_core::community::prompt::Opens::Next).

mod check;
mod csv;
mod problem;
mod toml;

pub use problem::{Expected, Found, Problem};

use crate::{Error, Words};
use afterword_core::community::prompt::Prompt;

/// The most prompts that are taken in one file.
pub const MOST: usize = 500;

/// The largest file that is taken, in MiB: it holds [`MOST`] prompts of the longest.
pub const LARGEST_MIB: usize = 8;

/// The theme of what is brought without one.
pub const OWN: &str = "own";

/// So many problems are told; whoever has more has enough to do with these.
pub const MOST_PROBLEMS: usize = 20;

/// How a library is written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// As in `config/prompts`.
    Toml,
    /// A table for spreadsheets.
    Csv,
}

/// The prompts of a library that somebody brings, in its order.
///
/// # Errors
///
/// All that is wrong with it, up to [`MOST_PROBLEMS`]: nothing is taken then.
pub fn import(format: Format, file: &[u8]) -> Result<Vec<Prompt>, Vec<Problem>> {
    let problem = |found, expected| vec![Problem { line: None, key: None, found, expected }];
    if file.len() > LARGEST_MIB * 1024 * 1024 {
        return Err(problem(Found::Larger, Expected::Size));
    }
    let text = std::str::from_utf8(file).map_err(|_| problem(Found::OtherBytes, Expected::Utf8))?;
    // Spreadsheets put a byte order mark before it.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let rows = match format {
        Format::Toml => toml::rows(text),
        Format::Csv => csv::rows(text),
    };
    check::prompts(rows, check::Needs::Text)
}

/// A library as a file that [`import`] reads back equal, and that can be edited.
///
/// In a table, a text that a spreadsheet would reckon with has a `'` before it.
#[must_use]
pub fn export(format: Format, library: &[Prompt]) -> String {
    match format {
        Format::Toml => toml::write(library),
        Format::Csv => csv::write(library),
    }
}

impl Words {
    /// The prompts that are compiled in, from `config/prompts/*.toml`.
    ///
    /// # Errors
    ///
    /// The first mistake in them, with its file, line, key, what was found and what is expected.
    pub fn prompts(&self) -> Result<Vec<Prompt>, Error> {
        let mut all: Vec<Prompt> = Vec::new();
        for (file, text) in crate::PROMPTS {
            let rows = toml::rows(text);
            let prompts = check::prompts(rows, check::Needs::Everything).map_err(|problems| Error::Prompts {
                file: (*file).to_owned(),
                problem: problems.first().map(|problem| self.block(&problem.block())).unwrap_or_default(),
            })?;
            if let Some(twice) = prompts.iter().find(|prompt| all.iter().any(|other| other.id == prompt.id)) {
                return Err(Error::PromptTwice { file: (*file).to_owned(), id: twice.id.to_string() });
            }
            all.extend(prompts);
        }
        Ok(all)
    }
}
