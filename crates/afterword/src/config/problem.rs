//! Mistakes in the configuration, as an operator reads them.

use std::fmt;

/// One mistake.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Problem {
    /// The file and line, or the variable.
    pub(super) place: String,
    /// The full name of the key, where there is one.
    pub(super) key: Option<String>,
    /// What stands there.
    pub(super) found: String,
    /// What could stand there.
    pub(super) expected: String,
    /// A hint, where there is one.
    pub(super) to_do: Option<String>,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&visible(&self.place))?;
        if let Some(key) = &self.key {
            write!(f, ": {}", visible(key))?;
        }
        write!(f, "\n  found:    {}\n  expected: {}", self.found, self.expected)?;
        self.to_do.iter().try_for_each(|to_do| write!(f, "\n  to do:    {to_do}"))
    }
}

/// A name as it was written, but for what would move a terminal's cursor.
fn visible(name: &str) -> String {
    let show = |c: char| if c.is_control() { c.escape_default().to_string() } else { c.to_string() };
    name.chars().map(show).collect()
}

/// Everything that is wrong with a configuration, in the order it was read.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Problems(Vec<Problem>);

impl Problems {
    /// Just this.
    pub(super) fn one(problem: Problem) -> Self {
        Self(vec![problem])
    }

    /// The compiled-in file and the table of keys do not agree: ours to repair.
    pub(super) fn defect(key: &str) -> Self {
        Self::one(Problem {
            place: "the compiled-in defaults".into(),
            key: Some(key.to_owned()),
            found: "no usable value".into(),
            expected: "a default for every key".into(),
            to_do: Some("this is a defect of Afterword; please report it".into()),
        })
    }

    /// One more.
    pub(super) fn push(&mut self, problem: Problem) {
        self.0.push(problem);
    }

    /// `Ok` where nothing is wrong.
    pub(super) fn none(self) -> Result<(), Self> {
        if self.0.is_empty() { Ok(()) } else { Err(self) }
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(problems) = self;
        match problems.len() {
            1 => f.write_str("the configuration has a mistake; nothing was started")?,
            many => write!(f, "the configuration has {many} mistakes; nothing was started")?,
        }
        problems.iter().try_for_each(|problem| write!(f, "\n\n{problem}"))
    }
}

impl std::error::Error for Problems {}
