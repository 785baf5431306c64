//! A store in memory that outlives its engines, keeps a log of every turn, and
//! fails, hesitates or disagrees on demand.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, MutexGuard};

use afterword_store::conformance::{Probe, Step};
use afterword_store::{
    AccountHash, ActorId, Answers, Conflict, Error, Head, Heard, HeardHash, OutboxId, OutboxRow, Record, Revision,
    Snapshot, Store, Turn, WrappedKey, Write,
};

/// What survives a crash. All clones are one disk.
#[derive(Clone, Default)]
pub(crate) struct Disk(Arc<Mutex<Rows>>);

#[derive(Clone, Default)]
pub(crate) struct Rows {
    pub(crate) heads: BTreeMap<ActorId, Head>,
    pub(crate) entries: BTreeMap<(ActorId, Revision), Vec<u8>>,
    pub(crate) keys: BTreeMap<ActorId, WrappedKey>,
    pub(crate) wakes: BTreeMap<ActorId, i64>,
    pub(crate) heard: HashMap<HeardHash, (Revision, i64)>,
    pub(crate) outbox: BTreeMap<OutboxId, OutboxRow>,
    pub(crate) accounts: HashMap<AccountHash, ActorId>,
    pub(crate) blocked: BTreeSet<AccountHash>,
    pub(crate) meta: BTreeMap<String, Vec<u8>>,
    /// Every turn written, in order.
    pub(crate) log: Vec<Arc<Turn>>,
    /// Turns that were refused because the journal really had moved.
    pub(crate) overtaken: usize,
    /// How many commits wrote something.
    pub(crate) commits: usize,
    /// Whether a row that is in every list cannot be read.
    pub(crate) scratched: bool,
}

impl Rows {
    fn scratch(&self, tree: &'static str) -> Result<(), Error> {
        let corrupt = || Error::Corrupt { tree, row: "00".to_owned(), why: "it was scratched".to_owned() };
        if self.scratched { Err(corrupt()) } else { Ok(()) }
    }
}

impl Disk {
    pub(crate) fn rows(&self) -> MutexGuard<'_, Rows> {
        self.0.lock().unwrap()
    }

    /// A store on this disk whose commits go as `fault` says.
    pub(crate) fn open(&self, fault: impl Fn(&[Write]) -> Fault + Send + Sync + 'static) -> Arc<Memory> {
        Arc::new(Memory { disk: self.clone(), fault: Box::new(fault), dead: Mutex::new(false), probe: None })
    }

    /// A store that tells `probe` of every step of a commit.
    pub(crate) fn probed(&self, probe: Arc<dyn Probe>) -> Arc<Memory> {
        let fault: Faults = Box::new(|_| Fault::None);
        Arc::new(Memory { disk: self.clone(), fault, dead: Mutex::new(false), probe: Some(probe) })
    }

    pub(crate) fn sound(&self) -> Arc<Memory> {
        self.open(|_| Fault::None)
    }

    /// Another disk with the same on it.
    pub(crate) fn image(&self) -> Self {
        Self(Arc::new(Mutex::new(self.rows().clone())))
    }
}

/// How a commit goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    None,
    /// Nothing is written, and the store is gone.
    FailBefore,
    /// Everything is written, and the store is gone before it says so.
    FailAfter,
    /// Everything is written and told, and then the store is gone.
    FailTold,
    /// The first turn of somebody known is refused, as if another process had been quicker.
    Disagree,
    /// A row cannot be read; nothing is written.
    Corrupt,
    /// The disk is almost full; nothing is written.
    NoRoom,
}

type Faults = Box<dyn Fn(&[Write]) -> Fault + Send + Sync>;

/// A store on a [`Disk`].
pub(crate) struct Memory {
    disk: Disk,
    fault: Faults,
    dead: Mutex<bool>,
    probe: Option<Arc<dyn Probe>>,
}

impl Memory {
    fn rows(&self) -> Result<MutexGuard<'_, Rows>, Error> {
        match *self.dead.lock().unwrap() {
            false => Ok(self.disk.rows()),
            true => Err(Error::Io("the disk went away".to_owned())),
        }
    }

    fn die(&self) -> Error {
        *self.dead.lock().unwrap() = true;
        Error::Io("the disk went away".to_owned())
    }

    fn step(&self, step: Step) {
        if let Some(probe) = &self.probe {
            probe.step(step);
        }
    }
}

impl Store for Memory {
    fn commit_and_tell(&self, writes: &[Write], tell: &mut dyn FnMut(Answers)) -> Result<(), Error> {
        let fault = (self.fault)(writes);
        let mut next = self.rows()?.clone();
        if fault == Fault::FailBefore {
            return Err(self.die());
        }
        if fault == Fault::NoRoom {
            return Err(Error::NoRoom { folder: "memory".to_owned(), free: 0, needed: 1 });
        }
        if fault == Fault::Corrupt {
            let row = "00".to_owned();
            return Err(Error::Corrupt { tree: "head", row, why: "it was scratched".to_owned() });
        }
        let mut disagree = fault == Fault::Disagree;
        let mut answers = Vec::new();
        for write in writes {
            answers.push(match write {
                Write::Turn(turn) if disagree && turn.expect.is_some() => {
                    disagree = false;
                    Err(Conflict::Head(next.heads.get(&turn.actor).copied()))
                }
                write => next.write(write)?,
            });
        }
        next.commits += 1;
        self.step(Step::Written);
        self.step(Step::Flushed);
        *self.disk.rows() = next;
        self.step(Step::Synced);
        if fault == Fault::FailAfter {
            return Err(self.die());
        }
        tell(answers);
        if fault == Fault::FailTold {
            return Err(self.die());
        }
        Ok(())
    }

    fn head(&self, actor: ActorId) -> Result<Option<Head>, Error> {
        Ok(self.rows()?.heads.get(&actor).copied())
    }

    fn entries(&self, actor: ActorId) -> Result<Vec<(Revision, Vec<u8>)>, Error> {
        let rows = self.rows()?;
        let own = rows.entries.range((actor, 0)..=(actor, Revision::MAX));
        Ok(own.map(|((_, revision), sealed)| (*revision, sealed.clone())).collect())
    }

    fn key(&self, actor: ActorId) -> Result<Option<WrappedKey>, Error> {
        Ok(self.rows()?.keys.get(&actor).cloned())
    }

    fn account(&self, account: &AccountHash) -> Result<Option<ActorId>, Error> {
        Ok(self.rows()?.accounts.get(account).copied())
    }

    fn blocked(&self, account: &AccountHash) -> Result<bool, Error> {
        Ok(self.rows()?.blocked.contains(account))
    }

    fn heard(&self, event: &HeardHash) -> Result<Option<Revision>, Error> {
        Ok(self.rows()?.heard.get(event).map(|(revision, _)| *revision))
    }

    fn due(&self, until_ms: i64, limit: usize) -> Result<Vec<(i64, ActorId)>, Error> {
        let rows = self.rows()?;
        let mut due: Vec<_> = rows.wakes.iter().map(|(actor, at)| (*at, *actor)).collect();
        due.retain(|(at, _)| *at <= until_ms);
        due.sort_unstable();
        due.truncate(limit);
        Ok(due)
    }

    fn outbox_due(&self, until_ms: i64, limit: usize) -> Result<Vec<OutboxRow>, Error> {
        let rows = self.rows()?;
        rows.scratch("outbox")?;
        let mut due: Vec<_> = rows.outbox.values().filter(|row| row.not_before_ms <= until_ms).cloned().collect();
        due.sort_by_key(|row| (row.not_before_ms, row.id));
        due.truncate(limit);
        Ok(due)
    }

    fn outbox_of(&self, actor: ActorId) -> Result<Vec<OutboxRow>, Error> {
        Ok(self.rows()?.outbox.values().filter(|row| row.id.actor == actor).cloned().collect())
    }

    fn meta(&self, name: &str) -> Result<Option<Vec<u8>>, Error> {
        Ok(self.rows()?.meta.get(name).cloned())
    }

    fn actors(&self, after: Option<ActorId>, limit: usize) -> Result<Vec<(ActorId, Head)>, Error> {
        let rows = self.rows()?;
        rows.scratch("head")?;
        let later = rows.heads.iter().filter(|(actor, _)| after.is_none_or(|after| **actor > after));
        Ok(later.take(limit).map(|(actor, head)| (*actor, *head)).collect())
    }

    fn keys(&self, after: Option<ActorId>, limit: usize) -> Result<Vec<(ActorId, WrappedKey)>, Error> {
        let rows = self.rows()?;
        let later = rows.keys.iter().filter(|(actor, _)| after.is_none_or(|after| **actor > after));
        Ok(later.take(limit).map(|(actor, key)| (*actor, key.clone())).collect())
    }

    fn snapshot(&self) -> Result<Snapshot<'_>, Error> {
        Ok(Box::new(self.rows()?.records().into_iter().map(Ok)))
    }
}

impl Rows {
    fn write(&mut self, write: &Write) -> Result<Result<(), Conflict>, Error> {
        match write {
            Write::Turn(turn) => return self.turn(turn),
            Write::Delivered(id) => drop(self.outbox.remove(id)),
            Write::Retry { id, not_before_ms } => {
                if let Some(row) = self.outbox.get_mut(id) {
                    row.not_before_ms = *not_before_ms;
                    row.tries += 1;
                }
            }
            Write::Rekey { actor, expect, entries, outbox, key } => {
                fits(*actor, 0, *expect, entries, outbox)?;
                let head = self.heads.get(actor).copied();
                if head != Some(Head::At(*expect)) {
                    return Ok(Err(Conflict::Head(head)));
                }
                let waiting = |row: &OutboxRow| {
                    let known = self.outbox.get(&row.id)?;
                    Some(OutboxRow { not_before_ms: known.not_before_ms, tries: known.tries, ..row.clone() })
                };
                let outbox: Vec<_> = outbox.iter().filter_map(waiting).collect();
                self.entries.retain(|(of, _), _| of != actor);
                self.outbox.retain(|id, _| id.actor != *actor);
                self.fill(*actor, entries, &outbox);
                self.keys.insert(*actor, key.clone());
            }
            Write::Erase { actor, accounts } => {
                self.entries.retain(|(of, _), _| of != actor);
                self.outbox.retain(|id, _| id.actor != *actor);
                self.keys.remove(actor);
                self.wakes.remove(actor);
                self.accounts.retain(|account, of| !(of == actor && accounts.contains(account)));
                self.heads.insert(*actor, Head::Erased);
            }
            Write::Wake { actor, at_ms } => {
                let head = self.heads.get(actor).copied();
                if at_ms.is_some() && !matches!(head, Some(Head::At(_))) {
                    return Ok(Err(Conflict::Head(head)));
                }
                self.wake(*actor, *at_ms);
            }
            Write::Block { account, blocked: true } => drop(self.blocked.insert(*account)),
            Write::Block { account, blocked: false } => drop(self.blocked.remove(account)),
            Write::Meta { name, value: Some(value) } => {
                self.meta.insert(name.to_string(), value.clone());
            }
            Write::Meta { name, value: None } => drop(self.meta.remove(&**name)),
            Write::ForgetHeard { before_ms, limit } => {
                let mut old: Vec<_> = self.heard.iter().map(|(id, (_, at))| (*at, *id)).collect();
                old.retain(|(at, _)| at < before_ms);
                old.sort_by_key(|(at, id)| (*at, id.0));
                for (_, id) in old.into_iter().take(*limit) {
                    self.heard.remove(&id);
                }
            }
            Write::Rewrap { actor, was, key } => match self.keys.get_mut(actor) {
                Some(held) if held == was => *held = key.clone(),
                _ => return Ok(Err(Conflict::Key)),
            },
            Write::Record(record) => self.record(record),
        }
        Ok(Ok(()))
    }

    fn records(&self) -> Vec<Record> {
        let mut people: BTreeMap<ActorId, Vec<Record>> = BTreeMap::new();
        let heads = self.heads.iter().map(|(actor, head)| Record::Head { actor: *actor, head: *head });
        let keys = self.keys.iter().map(|(actor, key)| Record::Key { actor: *actor, key: key.clone() });
        let entries = self.entries.iter().map(|((actor, revision), sealed)| Record::Entry {
            actor: *actor,
            revision: *revision,
            sealed: sealed.clone(),
        });
        let wakes = self.wakes.iter().map(|(actor, at)| Record::Wake { actor: *actor, at_ms: *at });
        let messages = self.outbox.values().cloned().map(Record::Outbox);
        for record in heads.chain(keys).chain(entries).chain(wakes).chain(messages) {
            people.entry(record.actor().unwrap()).or_default().push(record);
        }
        let accounts =
            self.accounts.iter().map(|(account, actor)| Record::Account { account: *account, actor: *actor });
        let blocked = self.blocked.iter().copied().map(Record::Blocked);
        let heard = self
            .heard
            .iter()
            .map(|(id, (revision, at))| Record::Heard { heard: Heard { id: *id, at_ms: *at }, revision: *revision });
        let meta = self.meta.iter().map(|(name, value)| Record::Meta { name: name.clone(), value: value.clone() });
        people.into_values().flatten().chain(accounts).chain(blocked).chain(heard).chain(meta).collect()
    }

    fn record(&mut self, record: &Record) {
        match record.clone() {
            Record::Head { actor, head } => drop(self.heads.insert(actor, head)),
            Record::Key { actor, key } => drop(self.keys.insert(actor, key)),
            Record::Entry { actor, revision, sealed } => drop(self.entries.insert((actor, revision), sealed)),
            Record::Wake { actor, at_ms } => drop(self.wakes.insert(actor, at_ms)),
            Record::Outbox(row) => drop(self.outbox.insert(row.id, row)),
            Record::Account { account, actor } => drop(self.accounts.insert(account, actor)),
            Record::Blocked(account) => drop(self.blocked.insert(account)),
            Record::Heard { heard, revision } => drop(self.heard.insert(heard.id, (revision, heard.at_ms))),
            Record::Meta { name, value } => drop(self.meta.insert(name, value)),
        }
    }

    fn turn(&mut self, turn: &Turn) -> Result<Result<(), Conflict>, Error> {
        let Turn { actor, expect, revision, entries, outbox, .. } = turn;
        fits(*actor, expect.unwrap_or(0), *revision, entries, outbox)?;
        if let Some((before, _)) = turn.heard.and_then(|heard| self.heard.get(&heard.id)) {
            return Ok(Err(Conflict::Heard(*before)));
        }
        let head = self.heads.get(actor).copied();
        if head != expect.map(Head::At) {
            self.overtaken += usize::from(matches!(head, Some(Head::At(_))));
            return Ok(Err(Conflict::Head(head)));
        }
        if let Some(owner) = turn.account.and_then(|account| self.accounts.get(&account))
            && owner != actor
            && self.heads.get(owner) != Some(&Head::Erased)
        {
            return Ok(Err(Conflict::Account(*owner)));
        }
        self.heads.insert(*actor, Head::At(*revision));
        self.fill(*actor, entries, outbox);
        self.wake(*actor, turn.wake_ms);
        self.heard.extend(turn.heard.map(|heard| (heard.id, (*revision, heard.at_ms))));
        self.accounts.extend(turn.account.map(|account| (account, *actor)));
        self.keys.extend(turn.key.clone().map(|key| (*actor, key)));
        self.log.push(Arc::new(turn.clone()));
        Ok(Ok(()))
    }

    fn fill(&mut self, actor: ActorId, entries: &[(Revision, Vec<u8>)], outbox: &[OutboxRow]) {
        self.entries.extend(entries.iter().map(|(r, sealed)| ((actor, *r), sealed.clone())));
        self.outbox.extend(outbox.iter().map(|row| (row.id, row.clone())));
    }

    fn wake(&mut self, actor: ActorId, at_ms: Option<i64>) {
        match at_ms {
            Some(at) => drop(self.wakes.insert(actor, at)),
            None => drop(self.wakes.remove(&actor)),
        }
    }
}

fn fits(
    actor: ActorId,
    above: Revision,
    upto: Revision,
    entries: &[(Revision, Vec<u8>)],
    outbox: &[OutboxRow],
) -> Result<(), Error> {
    let inside = |revision: Revision| above < revision && revision <= upto;
    let fits = inside(upto)
        && entries.is_sorted_by(|a, b| a.0 < b.0)
        && entries.iter().all(|(revision, _)| inside(*revision))
        && outbox.iter().all(|row| row.id.actor == actor && inside(row.id.revision));
    if fits { Ok(()) } else { Err(Error::Layout(format!("a turn of {actor} that does not fit"))) }
}
