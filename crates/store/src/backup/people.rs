//! Everything of one person in a backup, and whether it is taken over.

use super::{BackupError, Keys, SetAside, Summary};
use crate::seal::{DataKey, SealError, Vault, entry_row, outbox_row};
use crate::{ActorId, Head, Record, Revision, WrappedKey};

/// What was read of somebody so far.
pub(super) struct Person {
    pub(super) actor: ActorId,
    pub(super) records: Vec<Record>,
    /// A row without which the others are not to be trusted.
    pub(super) lost: Option<String>,
}

impl Person {
    pub(super) fn new(actor: ActorId) -> Self {
        Self { actor, records: Vec::new(), lost: None }
    }

    /// What is to be taken over of them; `None` where they are left out, which
    /// is then counted.
    pub(super) fn judge(
        mut self,
        keys: &Keys<'_>,
        vault: &Vault,
        summary: &mut Summary,
    ) -> Result<Option<Vec<Record>>, BackupError> {
        let held = self.records.iter().find_map(|record| match record {
            Record::Key { key, .. } => Some(key.clone()),
            _ => None,
        });
        let has = |what: fn(&Record) -> bool| self.records.iter().any(what);
        let sealed = held.is_some() || has(|record| matches!(record, Record::Entry { .. } | Record::Outbox(_)));
        let alive = has(|record| matches!(record, Record::Head { head: Head::At(_), .. }));
        let living = matches!(keys, Keys::Living { .. });
        let fits = self.lost.is_none() && self.misfit().is_none();
        if !sealed && fits && !(alive && living) {
            // Joined or erased by then, or without a word: there is nothing to open.
            return Ok(Some(self.records));
        }
        let key = match keys {
            Keys::Living { store, .. } => {
                let Some(key) = store.key(self.actor)? else {
                    summary.erased += 1;
                    return Ok(None);
                };
                Some(key)
            }
            Keys::Folder(_) | Keys::Vault(_) => held,
        };
        match self.open(key, vault) {
            Verdict::Opens(messages) => {
                summary.messages += messages;
                Ok(Some(self.records))
            }
            Verdict::NothingOpens(_) if living => {
                summary.rekeyed += 1;
                Ok(None)
            }
            Verdict::NothingOpens(why) | Verdict::Damaged(why) => {
                summary.damaged.push(SetAside { actor: self.actor, why });
                Ok(None)
            }
        }
    }

    /// What no store ever held together, if there is such a thing: no head, a row
    /// twice, one of a turn that is still to come, or one of somebody who is gone.
    fn misfit(&self) -> Option<String> {
        let actor = self.actor;
        let Some((Record::Head { head, .. }, rows)) = self.records.split_first() else {
            return Some(format!("row {actor} of head is missing"));
        };
        if !self.records.is_sorted_by(|a, b| rank(a) < rank(b)) {
            return Some(format!("rows of {actor} are there twice, or not in their order"));
        }
        match head {
            Head::At(head) if rows.iter().any(|row| rank(row).1 > *head) => {
                Some(format!("row {actor} of head says {head}, and there are later rows"))
            }
            Head::Erased | Head::JoinedInto(_) if !rows.is_empty() => {
                Some(format!("row {actor} of head says that nothing is there, and there are rows"))
            }
            _ => None,
        }
    }

    /// Opens everything, and takes `key` for theirs.
    fn open(&mut self, key: Option<WrappedKey>, vault: &Vault) -> Verdict {
        if let Some(lost) = &self.lost {
            return Verdict::Damaged(format!("row {lost} could not be read when the backup was made"));
        }
        if let Some(why) = self.misfit() {
            return Verdict::Damaged(why);
        }
        let Some(wrapped) = key else {
            return Verdict::Damaged(format!("row {} of key is missing", self.actor));
        };
        let opened =
            vault.unwrap(self.actor, &wrapped).and_then(|open| Ok((open, vault.rewrap(self.actor, &wrapped)?)));
        let (open, rewrapped) = match opened {
            Ok(opened) => opened,
            Err(why) => return Verdict::Damaged(why.to_string()),
        };
        let (mut opened, mut shut) = (0_u64, None);
        for record in &self.records {
            if let Record::Entry { actor, revision, sealed } = record {
                match open.open("entry", &entry_row(*actor, *revision), sealed) {
                    Ok(_) => opened += 1,
                    Err(why) => shut = shut.or(Some(why)),
                }
            }
        }
        match shut {
            Some(why) if opened == 0 => return Verdict::NothingOpens(why.to_string()),
            Some(why) => return Verdict::Damaged(why.to_string()),
            None => {}
        }
        self.records.retain(|record| !matches!(record, Record::Key { .. }));
        // Older masters do not come along.
        self.records.insert(1, Record::Key { actor: self.actor, key: rewrapped.unwrap_or(wrapped) });
        let before = self.records.len();
        self.records.retain(|record| opens(&open, record).is_ok());
        Verdict::Opens((before - self.records.len()) as u64)
    }
}

/// The place of a row among those of one person: its tree, the turn, the place
/// within the turn.
fn rank(record: &Record) -> (u8, Revision, u16) {
    match record {
        Record::Key { .. } => (1, 0, 0),
        Record::Entry { revision, .. } => (2, *revision, 0),
        Record::Wake { .. } => (3, 0, 0),
        Record::Outbox(row) => (4, row.id.revision, row.id.n),
        _ => (0, 0, 0),
    }
}

enum Verdict {
    /// All but so many messages.
    Opens(u64),
    /// The key is another, for no entry opens.
    NothingOpens(String),
    Damaged(String),
}

fn opens(key: &DataKey, record: &Record) -> Result<(), SealError> {
    match record {
        Record::Outbox(row) => key.open("outbox", &outbox_row(row.id), &row.sealed).map(drop),
        _ => Ok(()),
    }
}
