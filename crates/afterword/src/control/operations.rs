//! What can be done to a data folder, whichever way it was asked for.

use super::{
    status::{self, Status},
    trouble,
    upkeep::{self, BackedUp, Kept, Rotated},
    wire::{LARGEST_JOURNAL, Request, Who},
};
use crate::{
    config::Config,
    exit::{Code, Trouble},
    progress::{Progress, Step},
    restoring::Restored,
    wiring::{self, Opened},
};
use afterword_core::{Entry, entry};
use afterword_engine::{Engine, NotImported, Upkeep};
use afterword_store::{
    seal::{KeysFolder, Owner as KeysOwner, Vault},
    sled::{SledOptions, SledStore},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

/// Whoever has a data folder open, and what operations need of them.
pub(crate) struct Owner {
    pub(crate) engine: Engine,
    pub(crate) store: Arc<SledStore>,
    pub(crate) vault: Arc<Vault>,
    pub(crate) keys: KeysFolder,
    pub(crate) upkeep: Upkeep,
    pub(crate) folder: PathBuf,
    /// How a store is opened; its memory, above all.
    pub(crate) options: SledOptions,
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
    Erased {
        /// After this nobody opens it from a backup.
        forgotten_by: Timestamp,
        /// If the operator, whose the keys are, does their part by then.
        operator: bool,
    },
    Imported {
        entries: usize,
    },
    Blocked {
        blocked: bool,
    },
    BackedUp(Box<BackedUp>),
    Restored(Box<Restored>),
    Keys(Box<Kept>),
    Rotated(Box<Rotated>),
}

impl Owner {
    pub(crate) fn new(opened: Opened, folder: &Path, config: &Config, since: Option<Timestamp>) -> Self {
        let Opened { engine, store, vault, keys, upkeep } = opened;
        let options = wiring::options(config);
        Self { engine, store, vault, keys, upkeep, folder: folder.to_owned(), options, since }
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
        Request::Block(who) => block(owner, &who, true).await,
        Request::Unblock(who) => block(owner, &who, false).await,
        Request::Backup => Ok(Reply::BackedUp(Box::new(upkeep::back_up(owner, progress).await?))),
        Request::Restore { file, to } => {
            Ok(Reply::Restored(Box::new(upkeep::restore(owner, file, to, progress).await?)))
        }
        Request::Keys => Ok(Reply::Keys(Box::new(upkeep::kept(owner)))),
        Request::RotateKeys => Ok(Reply::Rotated(Box::new(upkeep::rotate(owner, progress).await?))),
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
    if !owner.engine.erase(&who.platform, &who.account).await.map_err(trouble)? {
        return Err(nobody(owner, who));
    }
    let forgotten_by = owner.engine.upkeep_status().forgotten_by;
    Ok(Reply::Erased { forgotten_by, operator: owner.keys.owner == KeysOwner::Operator })
}

async fn block(owner: &Owner, who: &Who, blocked: bool) -> Result<Reply, Trouble> {
    owner.engine.block(&who.platform, &who.account, blocked).await.map_err(trouble)?;
    Ok(Reply::Blocked { blocked })
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
