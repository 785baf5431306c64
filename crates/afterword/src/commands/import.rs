//! `afterword import`: a journal that was exported, on another machine or before.

use super::{block_on, print};
use crate::{
    cli::Import,
    config::Config,
    control::{
        carry_out,
        operations::{Reply, too_large},
        wire::{LARGEST_JOURNAL, Request},
    },
    exit::{Code, Trouble},
    folder,
};
use anyhow::Result;
use std::{
    fs::File,
    io::{self, Read},
    path::Path,
};

pub(crate) fn run(import: Import, config: &Config) -> Result<()> {
    let who = import.of.who();
    let folder = folder::choose(import.of.whose.data, config)?;
    let name = import.of.whose.name;
    let journal = read(&import.file)?;
    let bytes = u64::try_from(journal.len())?;
    let reply = block_on(carry_out(&folder, config, Request::Import { who, bytes, journal }))?;
    let Reply::Imported { entries } = reply else { return Err(Trouble::another_answer().into()) };
    print(&format!(
        "Taken in: {entries} entries, as \"{name}\" in {}.\n\
         `afterword chat` goes on where they stood. The file is not encrypted: delete it if it is no longer needed.\n",
        folder.display()
    ))
}

fn read(path: &Path) -> Result<Vec<u8>> {
    let open = || -> io::Result<Box<dyn Read>> {
        Ok(if path.as_os_str() == "-" { Box::new(io::stdin().lock()) } else { Box::new(File::open(path)?) })
    };
    let mut journal = Vec::new();
    let read = open().and_then(|file| file.take(LARGEST_JOURNAL + 1).read_to_end(&mut journal));
    read.map_err(|error| {
        let code = match error.kind() {
            io::ErrorKind::NotFound => Code::NotThere,
            io::ErrorKind::PermissionDenied => Code::NoPermission,
            _ => Code::Io,
        };
        let message = format!(
            "{} cannot be read: {error}\n  expected: a journal.jsonl as `afterword export --out` writes it\n  to do:    name that file, or - for standard input",
            path.display()
        );
        Trouble::new(code, message)
    })?;
    if u64::try_from(journal.len())? > LARGEST_JOURNAL {
        return Err(too_large(&format!("{} is larger", path.display())).into());
    }
    Ok(journal)
}
