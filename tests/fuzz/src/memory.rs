//! A store in memory. It takes rows one by one, which is all that a restore asks of it.

use afterword_store::{
    AccountHash, ActorId, Answers, Error, Head, HeardHash, OutboxRow, Record, Revision, Snapshot, Store, WrappedKey,
    Write,
};
use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// Where a row stands in the order of a snapshot.
pub type Place = (u8, Vec<u8>);

/// The place of a row; two rows of one place are the same row.
pub fn place(record: &Record) -> Place {
    let person = |actor: &ActorId, rank: u8, name: &[u8]| (0, [&actor.0[..], &[rank], name].concat());
    match record {
        Record::Head { actor, .. } => person(actor, 0, &[]),
        Record::Key { actor, .. } => person(actor, 1, &[]),
        Record::Entry { actor, revision, .. } => person(actor, 2, &revision.to_be_bytes()),
        Record::Wake { actor, .. } => person(actor, 3, &[]),
        Record::Outbox(row) => {
            person(&row.id.actor, 4, &[&row.id.revision.to_be_bytes()[..], &row.id.n.to_be_bytes()].concat())
        }
        Record::Account { account, .. } => (1, account.0.to_vec()),
        Record::Blocked(account) => (2, account.0.to_vec()),
        Record::Heard { heard, .. } => (3, heard.id.0.to_vec()),
        Record::Meta { name, .. } => (4, name.as_bytes().to_vec()),
    }
}

/// The store.
#[derive(Default)]
pub struct Memory(Mutex<BTreeMap<Place, Record>>);

impl Memory {
    /// Puts rows in, each in its place.
    pub fn put(&self, records: impl IntoIterator<Item = Record>) {
        self.rows().extend(records.into_iter().map(|record| (place(&record), record)));
    }

    /// All rows in the order of a snapshot.
    pub fn records(&self) -> Vec<Record> {
        self.rows().values().cloned().collect()
    }

    fn rows(&self) -> MutexGuard<'_, BTreeMap<Place, Record>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What `pick` takes of each row, in the order of a snapshot.
    fn all<T>(&self, pick: impl Fn(&Record) -> Option<T>) -> Vec<T> {
        self.rows().values().filter_map(pick).collect()
    }

    fn one<T>(&self, pick: impl Fn(&Record) -> Option<T>) -> Result<Option<T>, Error> {
        Ok(self.rows().values().find_map(pick))
    }
}

impl Store for Memory {
    fn commit_and_tell(&self, writes: &[Write], tell: &mut dyn FnMut(Answers)) -> Result<(), Error> {
        for write in writes {
            match write {
                Write::Record(record) => self.put([(**record).clone()]),
                Write::Meta { name, value: Some(value) } => {
                    self.put([Record::Meta { name: name.to_string(), value: value.clone() }]);
                }
                _ => return Err(Error::Layout("this store only takes rows".to_owned())),
            }
        }
        tell(vec![Ok(()); writes.len()]);
        Ok(())
    }

    fn head(&self, of: ActorId) -> Result<Option<Head>, Error> {
        self.one(|record| match record {
            Record::Head { actor, head } if *actor == of => Some(*head),
            _ => None,
        })
    }

    fn entries(&self, of: ActorId) -> Result<Vec<(Revision, Vec<u8>)>, Error> {
        Ok(self.all(|record| match record {
            Record::Entry { actor, revision, sealed } if *actor == of => Some((*revision, sealed.clone())),
            _ => None,
        }))
    }

    fn key(&self, of: ActorId) -> Result<Option<WrappedKey>, Error> {
        self.one(|record| match record {
            Record::Key { actor, key } if *actor == of => Some(key.clone()),
            _ => None,
        })
    }

    fn account(&self, of: &AccountHash) -> Result<Option<ActorId>, Error> {
        self.one(|record| match record {
            Record::Account { account, actor } if account == of => Some(*actor),
            _ => None,
        })
    }

    fn heard(&self, event: &HeardHash) -> Result<Option<Revision>, Error> {
        self.one(|record| match record {
            Record::Heard { heard, revision } if heard.id == *event => Some(*revision),
            _ => None,
        })
    }

    fn due(&self, until_ms: i64, limit: usize) -> Result<Vec<(i64, ActorId)>, Error> {
        let mut due = self.all(|record| match record {
            Record::Wake { actor, at_ms } if *at_ms <= until_ms => Some((*at_ms, *actor)),
            _ => None,
        });
        due.sort();
        due.truncate(limit);
        Ok(due)
    }

    fn outbox_due(&self, until_ms: i64, limit: usize) -> Result<Vec<OutboxRow>, Error> {
        let mut due = self.all(|record| match record {
            Record::Outbox(row) if row.not_before_ms <= until_ms => Some(row.clone()),
            _ => None,
        });
        due.sort_by_key(|row| (row.not_before_ms, row.id));
        due.truncate(limit);
        Ok(due)
    }

    fn outbox_of(&self, actor: ActorId) -> Result<Vec<OutboxRow>, Error> {
        Ok(self.all(|record| match record {
            Record::Outbox(row) if row.id.actor == actor => Some(row.clone()),
            _ => None,
        }))
    }

    fn meta(&self, of: &str) -> Result<Option<Vec<u8>>, Error> {
        self.one(|record| match record {
            Record::Meta { name, value } if name == of => Some(value.clone()),
            _ => None,
        })
    }

    fn actors(&self, after: Option<ActorId>, limit: usize) -> Result<Vec<(ActorId, Head)>, Error> {
        let mut actors = self.all(|record| match record {
            Record::Head { actor, head } if after.is_none_or(|after| *actor > after) => Some((*actor, *head)),
            _ => None,
        });
        actors.truncate(limit);
        Ok(actors)
    }

    fn keys(&self, after: Option<ActorId>, limit: usize) -> Result<Vec<(ActorId, WrappedKey)>, Error> {
        let mut keys = self.all(|record| match record {
            Record::Key { actor, key } if after.is_none_or(|after| *actor > after) => Some((*actor, key.clone())),
            _ => None,
        });
        keys.truncate(limit);
        Ok(keys)
    }

    fn blocked(&self, of: &AccountHash) -> Result<bool, Error> {
        Ok(self.one(|record| matches!(record, Record::Blocked(account) if account == of).then_some(()))?.is_some())
    }

    fn snapshot(&self) -> Result<Snapshot<'_>, Error> {
        Ok(Box::new(self.records().into_iter().map(Ok)))
    }
}
