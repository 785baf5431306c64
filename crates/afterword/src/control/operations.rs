//! What can be done to a data folder, whichever way it was asked for.

use super::{
    status::{self, Status},
    trouble,
    wire::{LARGEST_JOURNAL, Request, Who},
};
use crate::{
    config::Config,
    exit::{Code, Trouble},
    progress::{Progress, Step},
};
use afterword_core::{Entry, entry};
use afterword_engine::{Engine, NotImported};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// Whoever has a data folder open, and what operations need of them.
pub(crate) struct Owner {
    pub(crate) engine: Engine,
    pub(crate) folder: PathBuf,
    /// Memory for the store, in bytes.
    pub(crate) cache_bytes: u64,
    /// Since when it runs; `None` for a command that is over in a moment.
    pub(crate) since: Option<Timestamp>,
}

/// What came of it. Without `Debug`: it may hold what a person wrote.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Reply {
    Status(Box<Status>),
    Exported {
        entries: usize,
        /// Sent one entry a line, before this.
        #[serde(skip)]
        journal: Vec<Entry>,
    },
    Erased,
    Imported {
        entries: usize,
    },
}

impl Owner {
    pub(crate) fn new(engine: Engine, folder: &Path, config: &Config, since: Option<Timestamp>) -> Self {
        Self { engine, folder: folder.to_owned(), cache_bytes: config.cache_bytes, since }
    }
}

/// Does what is asked for.
///
/// # Errors
/// [`Trouble`], in the words for whoever asked.
pub(crate) async fn perform(owner: &Owner, request: Request, progress: Progress<'_>) -> Result<Reply, Trouble> {
    match request {
        Request::Status => Ok(Reply::Status(Box::new(status::of(owner).await?))),
        Request::Export(who) => export(owner, &who, progress).await,
        Request::Erase(who) => erase(owner, &who).await,
        Request::Import { who, journal, .. } => import(owner, &who, &journal, progress).await,
    }
}

async fn export(owner: &Owner, who: &Who, progress: Progress<'_>) -> Result<Reply, Trouble> {
    let journal = owner.engine.export(&who.platform, &who.account).await.map_err(trouble)?;
    let journal = journal.ok_or_else(|| nobody(owner, who))?;
    let entries = journal.len();
    progress(Step::of(entries, entries, "entries"));
    Ok(Reply::Exported { entries, journal })
}

async fn erase(owner: &Owner, who: &Who) -> Result<Reply, Trouble> {
    match owner.engine.erase(&who.platform, &who.account).await.map_err(trouble)? {
        true => Ok(Reply::Erased),
        false => Err(nobody(owner, who)),
    }
}

async fn import(owner: &Owner, who: &Who, journal: &[u8], progress: Progress<'_>) -> Result<Reply, Trouble> {
    let (numbers, read): (Vec<_>, Vec<_>) = entries(journal, progress)?.into_iter().unzip();
    let count = read.len();
    let imported = owner.engine.import(&who.platform, &who.account, read).await;
    imported.map_err(|why| match why {
        NotImported::AlreadyKept => somebody(owner, who),
        NotImported::NotTaken(why) => trouble(why),
        NotImported::Entry { nth, problem } => {
            unfit(&format!("line {}: the entry {problem}", numbers.get(nth).copied().unwrap_or(nth + 1)))
        }
        why => unfit(&why.to_string()),
    })?;
    Ok(Reply::Imported { entries: count })
}

/// The entries of an exported journal, with the numbers of their lines.
fn entries(journal: &[u8], progress: Progress<'_>) -> Result<Vec<(usize, Entry)>, Trouble> {
    let lines = journal.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty()).count();
    let mut entries = Vec::new();
    for (number, line) in (1..).zip(journal.split(|byte| *byte == b'\n')) {
        if line.trim_ascii().is_empty() {
            continue;
        }
        // What serde says can quote what somebody wrote, so it goes no further.
        let entry = serde_json::from_slice(line).map_err(|_| unfit(&format!("line {number}: {}", unreadable(line))))?;
        entries.push((number, entry));
        progress(Step::of(entries.len(), lines, "entries"));
    }
    Ok(entries)
}

/// Why a line is no entry, for somebody who looks at the file.
fn unreadable(line: &[u8]) -> String {
    #[derive(Deserialize)]
    struct Probe {
        v: u16,
    }
    match serde_json::from_slice::<Probe>(line) {
        Ok(Probe { v }) if v > entry::FORMAT => {
            format!("the entry is written in format {v}, and this version reads 1 to {}", entry::FORMAT)
        }
        Ok(_) => "the entry holds something that this version does not know".into(),
        Err(_) => "this is not an entry of a journal".into(),
    }
}

fn unfit(found: &str) -> Trouble {
    Trouble::new(
        Code::BadData,
        format!(
            "the journal was not taken in, and nothing was changed\n  found:    {found}\n  expected: a journal.jsonl as `afterword export --out` wrote it, by this version or an older one\n  to do:    export it again, or use the version that wrote it"
        ),
    )
}

/// More than is taken in at once.
pub(crate) fn too_large(found: &str) -> Trouble {
    unfit(&format!("{found}, and at most {} MiB are taken", LARGEST_JOURNAL / 1024 / 1024))
}

fn nobody(owner: &Owner, who: &Who) -> Trouble {
    Trouble::new(
        Code::NotThere,
        format!(
            "nothing is kept about \"{}\" in {}\n  expected: a name that was used with `afterword chat --as`\n  to do:    check --as and --data",
            who.account,
            owner.folder.display()
        ),
    )
}

fn somebody(owner: &Owner, who: &Who) -> Trouble {
    Trouble::new(
        Code::CannotCreate,
        format!(
            "something is kept about \"{}\" in {} already, and nothing was changed\n  expected: a name that is new there; journals are not mixed\n  to do:    take another name with --as, or erase that one first",
            who.account,
            owner.folder.display()
        ),
    )
}
