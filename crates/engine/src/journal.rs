//! Reading a journal: its rows are opened, and folded into the person.

use std::sync::Arc;

use afterword_core::Person;
use afterword_core::community::Community;
use afterword_store::{ActorId, Error, Head, Revision, WrappedKey, seal::SealError};

use crate::engine::{ATTEMPTS, Inner};
use crate::envelope::{Envelope, Minutes, PersonKey, Row};
use crate::{Address, NotTaken, SetAside};

/// Whose journal it is, folded.
#[derive(Clone)]
#[allow(clippy::large_enum_variant, reason = "it always stands in an `Arc`")]
pub(crate) enum State {
    Person(Person),
    Community(Community),
}

/// An actor as the last turn left them, with what the next turn needs.
#[derive(Clone)]
pub(crate) struct Known {
    pub(crate) actor: ActorId,
    /// The head of the journal; above the actor's own revision where turns
    /// only said something.
    pub(crate) head: Revision,
    pub(crate) key: Arc<PersonKey>,
    pub(crate) state: State,
    /// How many entries the journal holds.
    pub(crate) entries: usize,
    /// Where they were last heard.
    pub(crate) address: Option<Address>,
}

impl Known {
    /// The person it is; for a community, there is none.
    pub(crate) fn person(&self) -> Result<&Person, Halt> {
        match &self.state {
            State::Person(person) => Ok(person),
            State::Community(_) => Err(Halt::Gone),
        }
    }

    /// The community it is; for a person, there is none.
    pub(crate) fn community(&self) -> Result<&Community, Halt> {
        match &self.state {
            State::Community(community) => Ok(community),
            State::Person(_) => Err(Halt::Gone),
        }
    }
}

/// Why there is no person to be had.
pub(crate) enum Halt {
    /// There is none (any more): erased, or joined into somebody else.
    Gone,
    /// There is one, but the event was not taken.
    NotTaken(NotTaken),
}

impl<T: Into<NotTaken>> From<T> for Halt {
    fn from(why: T) -> Self {
        Self::NotTaken(why.into())
    }
}

/// The core's short name for an actor.
pub(crate) fn tag(actor: ActorId) -> u32 {
    let [.., a, b, c] = actor.0;
    u32::from_be_bytes([0, a, b, c])
}

impl Inner {
    /// Reads and folds one journal. Blocks.
    pub(crate) fn fold(&self, actor: ActorId) -> Result<Known, Halt> {
        let (head, key, rows) = self.read_rows(actor)?;
        let (entries, tag) = (rows.len(), tag(actor));
        let address = rows.iter().rev().find_map(|row| row.from().cloned());
        let state = match rows.first() {
            Some(Row::Community(_)) => {
                let mut community = Community::new(tag);
                communities(rows).for_each(|row| community.apply(&row.entry));
                State::Community(community)
            }
            _ => {
                let mut person = Person::new(tag);
                people(rows).for_each(|row| person.apply(&row.entry));
                State::Person(person)
            }
        };
        Ok(Known { actor, head, key: Arc::new(key), state, entries, address })
    }

    /// Reads one person's journal, oldest entry first. Blocks.
    pub(crate) fn read_journal(&self, actor: ActorId) -> Result<(Revision, PersonKey, Vec<Envelope>), Halt> {
        let (head, key, rows) = self.read_rows(actor)?;
        match rows.first() {
            Some(Row::Community(_)) => Err(Halt::Gone),
            _ => Ok((head, key, people(rows).collect())),
        }
    }

    /// Reads one journal, whosever it is, oldest entry first. Blocks.
    pub(crate) fn read_rows(&self, actor: ActorId) -> Result<(Revision, PersonKey, Vec<Row>), Halt> {
        let (wrapped, (head, rows)) = self.with_key(actor, || {
            let Some(Head::At(head)) = self.read(self.store.head(actor))? else {
                return Err(Halt::Gone);
            };
            Ok((head, self.read(self.store.entries(actor))?))
        })?;
        let key = self.open_key(actor, wrapped)?;
        let rows = rows.into_iter().map(|(revision, sealed)| key.open_entry(actor, revision, &sealed));
        let rows: Vec<Row> = rows.collect::<Result<_, _>>()?;
        let of_communities = rows.iter().filter(|row| matches!(row, Row::Community(_))).count();
        if of_communities != 0 && of_communities != rows.len() {
            let why = "holds rows of a person and of a community; restore the newest backup";
            return Err(SetAside::new("entry", &actor.0, why).into());
        }
        Ok((head, key, rows))
    }

    /// Reads rows of one person, and the key that opens them: a turn that
    /// deletes may replace both while they are read. Blocks.
    pub(crate) fn with_key<T>(
        &self,
        actor: ActorId,
        read: impl Fn() -> Result<T, Halt>,
    ) -> Result<(WrappedKey, T), Halt> {
        for _ in 0..ATTEMPTS {
            let before = self.read(self.store.key(actor))?.ok_or(Halt::Gone)?;
            let rows = read()?;
            if self.read(self.store.key(actor))?.as_ref() == Some(&before) {
                return Ok((before, rows));
            }
        }
        Err(Halt::NotTaken(NotTaken::Busy))
    }

    /// Opens one person's key.
    pub(crate) fn open_key(&self, actor: ActorId, wrapped: WrappedKey) -> Result<PersonKey, Halt> {
        let aside = |why| SetAside::new("key", &actor.0, why);
        let key = self.vault.unwrap(actor, &wrapped).map_err(|error| match error {
            SealError::MissingMaster { .. } => {
                aside("was wrapped with a master key that is not there; put its file back")
            }
            _ => aside("does not open; restore the newest backup, or erase that one person"),
        })?;
        Ok(PersonKey { key, wrapped })
    }

    /// Sorts out what a read of the store said: one bad row sets one person
    /// aside, everything else ends the engine.
    pub(crate) fn read<T>(&self, result: Result<T, Error>) -> Result<T, NotTaken> {
        result.map_err(|error| match error {
            Error::Corrupt { tree, row, .. } => SetAside::unreadable(tree, row).into(),
            error => NotTaken::Stopped(self.stop.now(error)),
        })
    }
}

fn people(rows: Vec<Row>) -> impl Iterator<Item = Envelope> {
    rows.into_iter().filter_map(|row| if let Row::Person(row) = row { Some(row) } else { None })
}

pub(crate) fn communities(rows: Vec<Row>) -> impl Iterator<Item = Minutes> {
    rows.into_iter().filter_map(|row| if let Row::Community(row) = row { Some(row) } else { None })
}
