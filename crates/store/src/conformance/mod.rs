//! What every [`Store`] has to keep, as checks that any of them can be put through.
//!
//! A store brings a [`Factory`], and a test asserts that [`run`] reports no
//! failure. The checks return what they found rather than panic, so that a test
//! can also assert that a broken store fails, and where.

mod crash;
mod erasing;
mod journal;
mod keys;
mod messages;
mod sizes;
mod snapshots;
mod specimen;
mod waking;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

pub use snapshots::moments;
pub use specimen::{check_whole, example_actor, example_turn};

use crate::{Conflict, Error, Store, Turn, Write};

/// What happened to a batch on its way to the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// It is written; a power cut would still take it back.
    Written,
    /// It is out of the store's own memory.
    Flushed,
    /// It is on the disk. A store for which the last two are one reports both.
    Synced,
    /// One more of its rows is where it belongs. Only of a store that writes a commit ahead, so
    /// that it is durable before.
    Put,
}

/// Somebody who is told of each [`Step`] once it is done, while the commit waits.
pub trait Probe: Send + Sync + 'static {
    /// The step that was just done.
    fn step(&self, step: Step);
}

impl Probe for Arc<dyn Probe> {
    fn step(&self, step: Step) {
        self.as_ref().step(step);
    }
}

/// Makes places where stores can live.
pub trait Factory {
    /// An empty place: a new folder, a new schema.
    ///
    /// # Errors
    /// What went wrong; the check that asked fails with it.
    fn new_home(&self) -> Result<Arc<dyn Home>, String>;
}

/// A place where one store lives; what is in it goes when it is dropped.
pub trait Home: Send + Sync {
    /// Opens the store that lives here, or makes it. `probe` is told of the
    /// steps of every commit.
    ///
    /// # Errors
    /// What the store says.
    fn open(&self, probe: Arc<dyn Probe>) -> Result<Arc<dyn Store>, Error>;

    /// A copy of the place as another process would find it if this one were
    /// killed now. It is called from within a step, while a commit waits.
    ///
    /// # Errors
    /// What went wrong; the check that asked fails with it.
    fn crash_image(&self) -> Result<Arc<dyn Home>, String>;
}

/// The names of the checks, each with what it found wrong, if anything.
pub type Report = Vec<(&'static str, Result<(), String>)>;

/// Puts a kind of store through every check.
pub fn run(factory: &dyn Factory) -> Report {
    CHECKS
        .iter()
        .map(|(name, check)| {
            let found = catch_unwind(AssertUnwindSafe(|| check(factory)));
            (*name, found.unwrap_or_else(|_| Err("it panicked".to_owned())))
        })
        .collect()
}

type Found = Result<(), String>;
type Check = fn(&dyn Factory) -> Found;

const CHECKS: &[(&str, Check)] = &[
    ("a turn comes back, row by row", journal::comes_back),
    ("entries come by rising revision", journal::in_order),
    ("a turn on an old head writes nothing", journal::old_head),
    ("a batch sees its own turns", journal::within_a_batch),
    ("an event counts once", journal::heard_once),
    ("an account leads to one actor", journal::one_account),
    ("rows of another turn are refused", journal::misfits),
    ("actors come in pages", journal::pages),
    ("named values come back", journal::named_values),
    ("values of every size come back", sizes::every_size),
    ("wake-ups come by time", waking::by_time),
    ("a replaced wake-up is gone", waking::replaced),
    ("messages fall due by time", messages::by_time),
    ("delivered messages are gone", messages::delivered),
    ("a message is tried again later", messages::retried),
    ("what becomes of messages is followed", messages::followed),
    ("a new key replaces all rows", erasing::rekey),
    ("erasing leaves head and events", erasing::erase),
    ("erased stays erased", erasing::stays_erased),
    ("old events are forgotten", erasing::forget_heard),
    ("keys come in pages", keys::in_pages),
    ("a key is wrapped anew, if it is still there", keys::rewrap),
    ("a block outlives its actor", keys::blocks),
    ("a snapshot is of one moment", snapshots::of_a_moment),
    ("a snapshot of nothing is empty", snapshots::of_nothing),
    ("what a snapshot tells fills another store", snapshots::fills_another),
    ("all is there after reopening", crash::reopened),
    ("durable before commit returns", crash::durable_first),
    ("only what is durable and whole is read", crash::read_durable),
    ("who is told of it reads it", crash::read_when_told),
    ("a crash leaves whole turns", crash::whole_turns),
];

/// A probe that is not interested.
struct Nobody;

impl Probe for Nobody {
    fn step(&self, _step: Step) {}
}

/// A fresh store and the place it lives in; the store has to be dropped first.
struct Fresh {
    store: Arc<dyn Store>,
    home: Arc<dyn Home>,
}

impl Fresh {
    fn new(factory: &dyn Factory) -> Result<Self, String> {
        Self::probed(factory, Arc::new(Nobody))
    }

    fn probed(factory: &dyn Factory, probe: Arc<dyn Probe>) -> Result<Self, String> {
        let home = factory.new_home()?;
        let store = home.open(probe).map_err(told)?;
        Ok(Self { store, home })
    }

    fn commit(&self, writes: &[Write]) -> Result<Vec<Result<(), Conflict>>, String> {
        self.store.commit(writes).map_err(told)
    }

    /// Commits what nothing should be in the way of.
    fn write(&self, writes: &[Write]) -> Found {
        let answers = self.commit(writes)?;
        same("answers", &answers, &vec![Ok(()); writes.len()])
    }
}

fn turn(turn: Turn) -> Write {
    Write::Turn(Box::new(turn))
}

fn told(error: impl std::fmt::Display) -> String {
    error.to_string()
}

fn ensure(holds: bool, otherwise: &str) -> Found {
    if holds { Ok(()) } else { Err(otherwise.to_owned()) }
}

fn same<T: PartialEq + std::fmt::Debug>(what: &str, found: &T, expected: &T) -> Found {
    if found == expected {
        return Ok(());
    }
    Err(format!("{what}: found {found:?}, expected {expected:?}"))
}
