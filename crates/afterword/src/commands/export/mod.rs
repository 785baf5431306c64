//! `afterword export`: everything about one person, to that person.

mod markdown;
mod replay;

use super::{block_on, print};
use crate::{
    cli::Export,
    config::Config,
    control::{carry_out, operations::Reply, wire::Request},
    exit::{Code, Trouble},
    folder, wiring,
};
use afterword_core::{Entry, Settings};
use afterword_words::Words;
use anyhow::{Context as _, Result};
use std::{
    fs::{self, DirBuilder, OpenOptions},
    io::{self, Write as _},
    os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _},
    path::{Path, PathBuf},
    sync::Arc,
};

/// The two files of a copy.
const TO_READ: &str = "journal.md";
const EVERYTHING: &str = "journal.jsonl";

pub(crate) fn run(export: Export, config: &Config) -> Result<()> {
    let who = export.of.who();
    let folder = folder::existing(export.of.whose.data, config)?;
    let name = export.of.whose.name;
    let words = wiring::words()?;
    let reply = block_on(carry_out(&folder, config, Request::Export(who)))?;
    let Reply::Exported { journal: entries, .. } = reply else { return Err(Trouble::another_answer().into()) };
    let journal = replay::journal(&title(&name), &entries, &words, &config.conversations)?;
    if export.out.as_os_str() == "-" {
        return print(&journal);
    }
    write_files(&export.out, &journal, &entries)?;
    print(&format!(
        "Written to {}:\n  journal.md     to read\n  journal.jsonl  everything, one JSON object a line\nThey are not encrypted.\n",
        export.out.display()
    ))
}

/// Where copies go that a person asks for in the conversation: into the data folder,
/// by their name, each in the place of the one before.
pub(crate) struct Copies {
    name: String,
    folder: PathBuf,
    words: Arc<Words>,
    settings: Settings,
}

impl Copies {
    /// Those of one person.
    pub(crate) fn of(name: &str, data: &Path, words: &Arc<Words>, settings: &Settings) -> Self {
        let folder = data.join("exports").join(as_file_name(name));
        Self { name: name.to_owned(), folder, words: Arc::clone(words), settings: settings.clone() }
    }

    /// Writes one, and returns the folder that holds it.
    pub(crate) fn write(&self, entries: &[Entry]) -> io::Result<PathBuf> {
        let written = replay::journal(&title(&self.name), entries, &self.words, &self.settings)
            .and_then(|journal| write_files(&self.folder, &journal, entries));
        written.map_err(io::Error::other)?;
        Ok(self.folder.clone())
    }

    /// Writes a calendar beside it, and returns the file.
    pub(crate) fn write_calendar(&self, bytes: &[u8]) -> io::Result<PathBuf> {
        let file = self.folder.join("calendar.ics");
        let written = make_private(&self.folder).and_then(|()| write_private(&file, bytes));
        written.map_err(io::Error::other)?;
        Ok(file)
    }
}

/// A name that is no path: whatever is no letter or digit stands as its number.
fn as_file_name(name: &str) -> String {
    let plain = |c: char| if c.is_alphanumeric() { c.to_string() } else { format!("-{:x}", u32::from(c)) };
    name.chars().map(plain).collect()
}

fn write_files(out: &Path, journal: &str, entries: &[Entry]) -> Result<()> {
    make_private(out)?;
    write_private(&out.join(TO_READ), journal.as_bytes())?;
    write_private(&out.join(EVERYTHING), &as_lines(entries)?)
}

fn title(name: &str) -> String {
    format!("Journal of {name}")
}

/// Both files, by name, for who has no folder here and talks on the platform that is shown so.
///
/// # Errors
/// Where an entry cannot be written: a defect.
pub(crate) fn files(
    shown: &str,
    entries: &[Entry],
    words: &Words,
    settings: &Settings,
) -> Result<Vec<(String, Vec<u8>)>> {
    let journal = replay::journal(&format!("Your journal on {shown}"), entries, words, settings)?;
    let lines = as_lines(entries)?;
    Ok(vec![(TO_READ.to_owned(), journal.into_bytes()), (EVERYTHING.to_owned(), lines)])
}

fn as_lines(entries: &[Entry]) -> Result<Vec<u8>> {
    let mut lines = Vec::new();
    for entry in entries {
        serde_json::to_writer(&mut lines, entry).context("an entry cannot be written as JSON")?;
        lines.push(b'\n');
    }
    Ok(lines)
}

/// Makes a folder that only its owner can look into.
fn make_private(folder: &Path) -> Result<()> {
    let made = DirBuilder::new().recursive(true).mode(0o700).create(folder);
    Ok(made.map_err(|error| cannot_write(folder, &error))?)
}

/// Writes a file that only its owner can read; an older one is replaced as a whole.
fn write_private(path: &Path, bytes: &[u8]) -> Result<()> {
    let beside = path.with_extension("new");
    let write = || {
        let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&beside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&beside, path)
    };
    Ok(write().map_err(|error| cannot_write(path, &error))?)
}

fn cannot_write(path: &Path, error: &std::io::Error) -> Trouble {
    Trouble::new(
        Code::CannotCreate,
        format!(
            "{} cannot be written: {error}\n  expected: a folder that this account may write to\n  to do:    name another one with --out",
            path.display()
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wiring;

    #[test]
    fn a_journal_says_where_it_is_from() {
        for shown in [afterword_discord::SHOWN, "Matrix"] {
            let files = files(shown, &[], &wiring::words().unwrap(), &Settings::default()).unwrap();
            let (name, text) = &files[0];
            assert_eq!(name, TO_READ);
            assert!(text.starts_with(format!("# Your journal on {shown}").as_bytes()));
        }
    }
}
