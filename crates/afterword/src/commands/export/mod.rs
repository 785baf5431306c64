//! `afterword export`: everything about one person, to that person.

mod markdown;
mod replay;

use super::{block_on, nobody, print};
use crate::{
    cli::Export,
    config::Config,
    exit::{Code, Trouble},
    folder, wiring,
};
use afterword_console::PLATFORM;
use afterword_core::Entry;
use afterword_engine::MovableClock;
use anyhow::{Context as _, Result};
use std::{
    fs::{self, DirBuilder, OpenOptions},
    io::Write as _,
    os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _},
    path::Path,
    sync::Arc,
};

pub(crate) fn run(export: Export, config: &Config) -> Result<()> {
    let folder = folder::existing(export.whose.data, config)?;
    let name = export.whose.name;
    let words = wiring::words()?;
    let entries = block_on(async {
        let engine =
            wiring::start(&folder, config, words.clone(), Arc::new(MovableClock::default()), None, false).await?;
        Ok(engine.export(PLATFORM, &name).await?)
    })?;
    let entries = entries.ok_or_else(|| nobody(&name, &folder))?;
    let journal = replay::journal(&name, &entries, &words, &config.conversations)?;
    if export.out.as_os_str() == "-" {
        return print(&journal);
    }
    write_files(&export.out, &journal, &entries)?;
    print(&format!(
        "Written to {}:\n  journal.md     to read\n  journal.jsonl  everything, one JSON object a line\nThey are not encrypted.\n",
        export.out.display()
    ))
}

fn write_files(out: &Path, journal: &str, entries: &[Entry]) -> Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(out).map_err(|error| cannot_write(out, &error))?;
    let mut lines = Vec::new();
    for entry in entries {
        serde_json::to_writer(&mut lines, entry).context("an entry cannot be written as JSON")?;
        lines.push(b'\n');
    }
    write_private(&out.join("journal.md"), journal.as_bytes())?;
    write_private(&out.join("journal.jsonl"), &lines)
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
