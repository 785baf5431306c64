//! What somebody types, and when: the scripts behind `docs/a-year-with-afterword/`.

use jiff::{Timestamp, civil::DateTime};
use std::{fs, path::Path};

/// A script, line by line.
pub struct Script {
    /// Its name.
    pub name: String,
    /// Its lines.
    pub steps: Vec<Step>,
}

/// One line of a script.
pub enum Step {
    /// The clock runs on to this moment.
    Until(Timestamp),
    /// The terminal is opened.
    Visit,
    /// They type this.
    Said(String),
}

impl Script {
    /// Reads the one of this name.
    ///
    /// # Panics
    /// Where there is none, or a line of it is nothing that anybody does.
    #[must_use]
    pub fn read(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/words/tests/year");
        let text = fs::read_to_string(folder.join(format!("{name}.script"))).expect("a script of this name");
        let steps = text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')).map(step);
        Self { name: name.to_owned(), steps: steps.collect() }
    }

    /// When it begins.
    ///
    /// # Panics
    /// Where it begins at no moment.
    #[must_use]
    pub fn begins(&self) -> Timestamp {
        let Some(Step::Until(moment)) = self.steps.first() else { panic!("{} begins at no moment", self.name) };
        *moment
    }
}

fn step(line: &str) -> Step {
    if let Some(said) = line.strip_prefix("> ") {
        return Step::Said(said.to_owned());
    }
    match line.strip_prefix("@ ") {
        Some("visit") => Step::Visit,
        Some(moment) => {
            let local: DateTime = moment.replace(' ', "T").parse().expect("a day and an hour");
            Step::Until(local.in_tz("Europe/London").expect("a zone").timestamp())
        }
        None => panic!("neither “> words” nor “@ moment”: {line}"),
    }
}
