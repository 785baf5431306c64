//! What is wrong with a library, as data.

use super::{LARGEST_MIB, MOST};
use afterword_core::{
    Private,
    community::prompt::{LONGEST, Opens},
    say::{Arg, Block},
    wording as say,
};

/// Something wrong with a library: where, what was found, and what is expected.
///
/// What was found may be what somebody wrote, so it has no `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Problem {
    /// The line, from 1; `None` where it is about the whole file.
    pub line: Option<usize>,
    /// The key or column.
    pub key: Option<&'static str>,
    /// What was found.
    pub found: Found,
    /// What is expected there.
    pub expected: Expected,
}

/// What was found.
#[derive(Clone, PartialEq, Eq)]
pub enum Found {
    /// Nothing.
    Nothing,
    /// This.
    Text(Private),
    /// A text of so many characters.
    Characters(usize),
    /// Characters that control something instead of being shown.
    Signs,
    /// What stands in that line already.
    Again(usize),
    /// So many prompts.
    Prompts(usize),
    /// So many cells in a line.
    Columns(usize),
    /// More than [`LARGEST_MIB`].
    Larger,
    /// Bytes that are no text in UTF-8.
    OtherBytes,
    /// Something that is not of the format at all.
    Broken,
}

/// What is expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// The name of a prompt.
    Name,
    /// A theme.
    Theme,
    /// A text.
    Text,
    /// A talk.
    Opens,
    /// A day of the year.
    Day,
    /// Both ends of a season, or neither.
    BothDays,
    /// One of these keys.
    Key(&'static [&'static str]),
    /// Each one time only.
    Once,
    /// Neither none nor more than [`MOST`].
    Prompts,
    /// As many cells as columns.
    Columns(usize),
    /// Less.
    Size,
    /// UTF-8.
    Utf8,
    /// TOML.
    Toml,
    /// CSV.
    Csv,
}

impl Problem {
    /// It, as a sentence.
    #[must_use]
    pub fn block(&self) -> Block {
        let (found, expected) = (self.found.block(), self.expected.block());
        match (self.line, self.key) {
            (Some(line), Some(key)) => say::library_problem(line, Arg::Name(key.into()), found, expected),
            (Some(line), None) => say::library_problem_line(line, found, expected),
            (None, _) => say::library_problem_file(found, expected),
        }
    }
}

impl Found {
    /// A long text is told by its length.
    pub(super) fn text(text: &str) -> Self {
        const SHOWN: usize = 60;
        match text.chars().count() {
            0 => Self::Nothing,
            1..=SHOWN => Self::Text(Private::new(text)),
            count => Self::Characters(count),
        }
    }

    fn block(&self) -> Block {
        match self {
            Self::Nothing => say::found_nothing(),
            Self::Text(text) => say::found_text(text),
            Self::Characters(count) => say::found_characters(*count),
            Self::Signs => say::found_signs(),
            Self::Again(line) => say::found_again(*line),
            Self::Prompts(count) => say::found_prompts(*count),
            Self::Columns(count) => say::found_columns(*count),
            Self::Larger => say::found_larger(LARGEST_MIB),
            Self::OtherBytes => say::found_other_bytes(),
            Self::Broken => say::found_broken(),
        }
    }
}

impl Expected {
    fn block(self) -> Block {
        let names = |names: &[&str]| say::expected_one_of(Arg::Name(names.join(", ").into()));
        match self {
            Self::Name => say::expected_name(super::check::NAME),
            Self::Theme => say::expected_theme(super::check::THEME),
            Self::Text => say::expected_text(LONGEST),
            Self::Opens => names(&Opens::ALL.iter().map(|opens| opens.id()).collect::<Vec<_>>()),
            Self::Day => say::expected_day(),
            Self::BothDays => say::expected_both_days(),
            Self::Key(keys) => names(keys),
            Self::Once => say::expected_once(),
            Self::Prompts => say::expected_prompts(MOST),
            Self::Columns(count) => say::expected_columns(count),
            Self::Size => say::expected_size(LARGEST_MIB),
            Self::Utf8 => say::expected_utf8(),
            Self::Toml => say::expected_toml(),
            Self::Csv => say::expected_csv(),
        }
    }
}
