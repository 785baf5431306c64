//! What somebody types, and when: the scripts behind `docs/a-year-with-afterword/`.

use jiff::{Timestamp, civil::DateTime};
use std::{fs, path::Path};

/// A script, line by line.
pub(crate) struct Script {
    pub(crate) name: String,
    pub(crate) steps: Vec<Step>,
}

/// One line of a script.
pub(crate) enum Step {
    /// The clock runs on to this moment.
    Until(Timestamp),
    /// The terminal is opened.
    Visit,
    /// They type this.
    Said(String),
}

impl Script {
    pub(crate) fn read(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../words/tests/year");
        let text = fs::read_to_string(folder.join(format!("{name}.script"))).unwrap();
        let steps = text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')).map(step);
        Self { name: name.to_owned(), steps: steps.collect() }
    }

    /// When it begins.
    pub(crate) fn begins(&self) -> Timestamp {
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
            let local: DateTime = moment.replace(' ', "T").parse().unwrap();
            Step::Until(local.in_tz("Europe/London").unwrap().timestamp())
        }
        None => panic!("neither “> words” nor “@ moment”: {line}"),
    }
}
