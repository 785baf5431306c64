//! Taking in a journal that was exported elsewhere.

use std::cell::Cell;
use std::sync::Arc;

use afterword_core::{Entry, Fact, Person, entry};
use afterword_store::{AccountHash, ActorId, Revision, Turn, Write};

use crate::engine::Inner;
use crate::envelope::{Envelope, PersonKey};
use crate::guard::{Panicked, guarded};
use crate::journal::tag;
use crate::lane::Room;
use crate::turn::seal;
use crate::{Address, NotTaken};

/// More entries than anybody lives through; one turn has to write them all.
pub const MOST_ENTRIES: usize = 100_000;

/// Why a journal was not taken in; nothing was changed. It names places, never what people wrote.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotImported {
    /// Something is kept about this account.
    #[error("something is kept about this account already")]
    AlreadyKept,
    /// There is nothing to take in, or too much.
    #[error("it holds {found} entries, and 1 to {MOST_ENTRIES} were expected")]
    Count {
        /// How many there are.
        found: usize,
    },
    /// One entry cannot stand where it does.
    #[error("entry {nth} {problem}")]
    Entry {
        /// Which one, counted from 0.
        nth: usize,
        /// What is wrong with it.
        problem: Misfit,
    },
    /// Nobody said yes in it.
    #[error("nowhere in it does the person agree to being helped, and before that nothing is kept")]
    NeverAgreed,
    /// Each entry folds, but what comes out is nobody one could go on with.
    #[error("its entries do not fit together")]
    DoesNotHold,
    /// The engine did not take it.
    #[error(transparent)]
    NotTaken(#[from] NotTaken),
}

/// What is wrong with one entry of a journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Misfit {
    /// Another version wrote it.
    #[error("is written in format {found}, and this version reads 1 to {}", entry::FORMAT)]
    Format {
        /// The format it names.
        found: u16,
    },
    /// Revisions rise from entry to entry.
    #[error("has revision {found}, and one above {before} was expected")]
    Revision {
        /// The revision it has.
        found: u32,
        /// The revision before it; 0 before the first.
        before: u32,
    },
    /// Time does not run back within a journal.
    #[error("was made before the one above it")]
    Earlier,
    /// The rules have no place for it.
    #[error("does not fit what comes before it")]
    Unfit,
}

impl Inner {
    /// After the events of that account that came before.
    pub(crate) async fn import(
        self: &Arc<Self>,
        account: AccountHash,
        to: Address,
        entries: Vec<Entry>,
    ) -> Result<(), NotImported> {
        let importing = Arc::clone(self).import_in_lane(account, to, entries);
        match self.accounts.enter(account, Room::AMPLE, importing) {
            Ok(imported) => imported.await.unwrap_or(Err(NotTaken::Defect.into())),
            Err(_full) => Err(NotTaken::Busy.into()),
        }
    }

    async fn import_in_lane(
        self: Arc<Self>,
        account: AccountHash,
        to: Address,
        entries: Vec<Entry>,
    ) -> Result<(), NotImported> {
        self.stop.check().map_err(NotTaken::from)?;
        if self.owner(account).await?.is_some() {
            return Err(NotImported::AlreadyKept);
        }
        let (actor, write) = self.blocking(move |inner| inner.taken_in(account, &to, entries)).await??;
        // Only the account can be somebody's by now: the actor is new.
        self.commit_one(write).await?.map_err(|_conflict| NotImported::AlreadyKept)?;
        // Whoever was at first contact under this name goes on as the person taken in.
        self.strangers.forget(&account);
        self.cache.keep_account(account, actor);
        tracing::info!(%actor, "a journal was taken in");
        Ok(())
    }

    /// The whole journal as one turn of somebody new.
    fn taken_in(
        &self,
        account: AccountHash,
        to: &Address,
        entries: Vec<Entry>,
    ) -> Result<(ActorId, Write), NotImported> {
        let mut id = [0; 16];
        getrandom::fill(&mut id).map_err(|error| NotTaken::from(self.stop.now(error)))?;
        let actor = ActorId(id);
        let person = folded(actor, &entries)?;
        let wake_ms = guarded(|| {
            let now = self.clock.now().max(person.last_at());
            // Where they stand has to be found too, or their next turn fails.
            drop(person.current_ask(&self.context(now, &to.platform)));
            self.wake_person_ms(&person, now)
        })
        .map_err(|Panicked { place }| {
            tracing::warn!(place, "a journal was not taken in");
            NotImported::DoesNotHold
        })?;
        let (key, wrapped) = self.vault.new_data_key(actor);
        let key = PersonKey { key, wrapped: wrapped.clone() };
        let entries = entries
            .into_iter()
            .map(|entry| seal(&key, actor, &Envelope { from: Some(to.clone()), entry }))
            .collect::<Result<Vec<_>, _>>()?;
        let turn = Turn {
            actor,
            expect: None,
            revision: Revision::from(person.revision()),
            entries,
            wake_ms,
            heard: None,
            outbox: Vec::new(),
            account: Some(account),
            key: Some(wrapped),
        };
        Ok((actor, Write::Turn(Box::new(turn))))
    }

    /// How many messages wait to be delivered, counted up to `limit`.
    pub(crate) async fn waiting(self: &Arc<Self>, limit: usize) -> Result<usize, NotTaken> {
        self.stop.check()?;
        let rows = self.blocking(move |inner| inner.read(inner.store.outbox_due(i64::MAX, limit))).await??;
        Ok(rows.len())
    }
}

/// The fold of a journal from elsewhere, whose every entry is looked at first.
fn folded(actor: ActorId, entries: &[Entry]) -> Result<Person, NotImported> {
    if entries.is_empty() || entries.len() > MOST_ENTRIES {
        return Err(NotImported::Count { found: entries.len() });
    }
    let first = [None];
    let before = first.into_iter().chain(entries.iter().map(Some));
    for (nth, (entry, before)) in entries.iter().zip(before).enumerate() {
        misfit(entry, before).map_or(Ok(()), |problem| Err(NotImported::Entry { nth, problem }))?;
    }
    if !entries.iter().flat_map(|entry| &entry.facts).any(|fact| matches!(fact, Fact::Agreed)) {
        return Err(NotImported::NeverAgreed);
    }
    let reached = Cell::new(0);
    let fold = || {
        let mut person = Person::new(tag(actor));
        for (nth, entry) in entries.iter().enumerate() {
            reached.set(nth);
            person.apply(entry);
        }
        person
    };
    guarded(fold).map_err(|Panicked { place }| {
        tracing::warn!(place, "a journal was not taken in");
        NotImported::Entry { nth: reached.get(), problem: Misfit::Unfit }
    })
}

fn misfit(entry: &Entry, before: Option<&Entry>) -> Option<Misfit> {
    let revision_before = before.map_or(0, |before| before.revision);
    if entry.v == 0 || entry.v > entry::FORMAT {
        return Some(Misfit::Format { found: entry.v });
    }
    if entry.revision <= revision_before {
        return Some(Misfit::Revision { found: entry.revision, before: revision_before });
    }
    before.is_some_and(|before| entry.at < before.at).then_some(Misfit::Earlier)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(revision: u32, facts: Vec<Fact>) -> Entry {
        let at = jiff::Timestamp::UNIX_EPOCH;
        Entry { v: entry::FORMAT, revision, at, local: jiff::civil::date(1970, 1, 1).at(0, 0, 0, 0), facts }
    }

    fn refused(entries: &[Entry]) -> NotImported {
        folded(ActorId([7; 16]), entries).err().unwrap()
    }

    #[test]
    fn a_journal_is_looked_at_entry_by_entry() {
        let yes = || entry(2, vec![Fact::Agreed]);
        assert!(folded(ActorId([7; 16]), &[yes(), entry(5, Vec::new())]).is_ok_and(|person| person.revision() == 5));
        assert_eq!(refused(&[]), NotImported::Count { found: 0 });
        assert_eq!(refused(&vec![yes(); MOST_ENTRIES + 1]), NotImported::Count { found: MOST_ENTRIES + 1 });
        assert_eq!(refused(&[entry(1, Vec::new())]), NotImported::NeverAgreed);
        let at = |nth, problem| NotImported::Entry { nth, problem };
        assert_eq!(refused(&[entry(0, vec![Fact::Agreed])]), at(0, Misfit::Revision { found: 0, before: 0 }));
        assert_eq!(refused(&[yes(), yes()]), at(1, Misfit::Revision { found: 2, before: 2 }));
        for v in [0, entry::FORMAT + 1] {
            assert_eq!(refused(&[Entry { v, ..yes() }]), at(0, Misfit::Format { found: v }));
        }
        let earlier = Entry { at: jiff::Timestamp::MIN, ..entry(3, Vec::new()) };
        assert_eq!(refused(&[yes(), earlier]), at(1, Misfit::Earlier));
    }
}
