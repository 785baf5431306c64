//! The sled store passes the suite, and stores that break a promise do not.

mod common;

use std::collections::BTreeSet;
use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use afterword_store::conformance::{self, Probe};
use afterword_store::sled::{Durability, Recording, SledStore};
use afterword_store::{
    AccountHash, ActorId, Answers, Error, Head, HeardHash, OutboxRow, Revision, Snapshot, Store, WrappedKey, Write,
};
use common::{Folders, as_shipped, options};

#[test]
fn the_sled_store_keeps_every_promise() {
    let report = conformance::run(&Folders(as_shipped));
    assert_eq!(report.len(), 31);
    for (name, found) in report {
        assert_eq!(found, Ok(()), "{name}");
    }
}

#[test]
fn a_store_that_answers_before_the_sync_is_found_out() {
    assert_eq!(
        failures(|folder, probe| {
            let disk = Late { disk: Recording(probe), log_is_late: AtomicBool::new(false) };
            let store = SledStore::open_with(folder, options(), Arc::new(disk))?;
            Ok(Arc::new(store))
        }),
        BTreeSet::from([
            "durable before commit returns",
            "only what is durable and whole is read",
            "who is told of it reads it",
        ])
    );
}

#[test]
fn a_store_that_writes_a_turn_in_two_transactions_is_found_out() {
    assert_eq!(
        failures(|folder, probe| Ok(Arc::new(InTwo(as_shipped(folder, probe)?)))),
        BTreeSet::from(["a crash leaves whole turns", "only what is durable and whole is read"])
    );
}

fn failures(open: common::Open) -> BTreeSet<&'static str> {
    conformance::run(&Folders(open)).into_iter().filter_map(|(name, found)| found.err().map(|_| name)).collect()
}

/// Puts each sync off until the next batch.
struct Late {
    disk: Recording<Arc<dyn Probe>>,
    log_is_late: AtomicBool,
}

impl Durability for Late {
    fn written(&self, db: &sled::Db) -> io::Result<()> {
        self.disk.written(db)
    }

    fn flush(&self, db: &sled::Db) -> io::Result<()> {
        if self.log_is_late.swap(false, Ordering::SeqCst) {
            self.disk.0.step(conformance::Step::Synced);
        }
        self.disk.flush(db)
    }

    fn sync_data(&self, _log: &File) -> io::Result<()> {
        self.log_is_late.store(true, Ordering::SeqCst);
        Ok(())
    }

    fn put(&self, db: &sled::Db) -> io::Result<()> {
        self.disk.put(db)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.disk.sync_folder(folder)
    }
}

/// Writes turns without their wake-ups, and the wake-ups after them.
struct InTwo(Arc<dyn Store>);

impl Store for InTwo {
    fn commit_and_tell(&self, writes: &[Write], tell: &mut dyn FnMut(Answers)) -> Result<(), Error> {
        let without: Vec<Write> = writes
            .iter()
            .cloned()
            .map(|write| match write {
                Write::Turn(mut turn) => {
                    turn.wake_ms = None;
                    Write::Turn(turn)
                }
                other => other,
            })
            .collect();
        let answers = self.0.commit(&without)?;
        let wakes: Vec<Write> = writes
            .iter()
            .zip(&answers)
            .filter_map(|(write, answer)| match write {
                Write::Turn(turn) if answer.is_ok() && turn.wake_ms.is_some() => {
                    Some(Write::Wake { actor: turn.actor, at_ms: turn.wake_ms })
                }
                Write::Wake { .. } => Some(write.clone()),
                _ => None,
            })
            .collect();
        self.0.commit(&wakes)?;
        tell(answers);
        Ok(())
    }

    fn head(&self, actor: ActorId) -> Result<Option<Head>, Error> {
        self.0.head(actor)
    }
    fn entries(&self, actor: ActorId) -> Result<Vec<(Revision, Vec<u8>)>, Error> {
        self.0.entries(actor)
    }
    fn key(&self, actor: ActorId) -> Result<Option<WrappedKey>, Error> {
        self.0.key(actor)
    }
    fn account(&self, account: &AccountHash) -> Result<Option<ActorId>, Error> {
        self.0.account(account)
    }
    fn heard(&self, event: &HeardHash) -> Result<Option<Revision>, Error> {
        self.0.heard(event)
    }
    fn due(&self, until_ms: i64, limit: usize) -> Result<Vec<(i64, ActorId)>, Error> {
        self.0.due(until_ms, limit)
    }
    fn outbox_due(&self, until_ms: i64, limit: usize) -> Result<Vec<OutboxRow>, Error> {
        self.0.outbox_due(until_ms, limit)
    }
    fn outbox_of(&self, actor: ActorId) -> Result<Vec<OutboxRow>, Error> {
        self.0.outbox_of(actor)
    }
    fn meta(&self, name: &str) -> Result<Option<Vec<u8>>, Error> {
        self.0.meta(name)
    }
    fn actors(&self, after: Option<ActorId>, limit: usize) -> Result<Vec<(ActorId, Head)>, Error> {
        self.0.actors(after, limit)
    }
    fn keys(&self, after: Option<ActorId>, limit: usize) -> Result<Vec<(ActorId, WrappedKey)>, Error> {
        self.0.keys(after, limit)
    }
    fn blocked(&self, account: &AccountHash) -> Result<bool, Error> {
        self.0.blocked(account)
    }
    fn snapshot(&self) -> Result<Snapshot<'_>, Error> {
        self.0.snapshot()
    }
}
