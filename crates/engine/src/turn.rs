//! One turn of a person who has agreed, or of a community: decide, seal, commit.

use std::sync::Arc;

use afterword_core::community::Tell;
use afterword_core::{Context, Entry, Event, Person, Refusal, Say, Then, decide};
use afterword_store::{AccountHash, ActorId, Conflict, Head, Heard, OutboxId, OutboxRow, Revision, Turn, Write};
use jiff::Timestamp;

use crate::at_hand::Fresh;
use crate::courier::Item;
use crate::deleting::Rewritten;
use crate::due::{AT_ONCE, after_wake_up, later, ms_not_before};
use crate::engine::{ATTEMPTS, Done, Inner};
use crate::envelope::{Envelope, PersonKey, saying, telling};
use crate::happened::Happened;
use crate::journal::{Halt, Known, State};
use crate::limits::{HELD_FOR, taken_when_full};
use crate::{Address, NotTaken};

/// What the core made of it.
pub(crate) struct Decided {
    /// The person afterwards.
    pub(crate) person: Person,
    /// What happened; `None` where something was only said.
    pub(crate) entry: Option<Entry>,
    pub(crate) say: Vec<Say>,
    /// What is told to communities.
    pub(crate) tell: Vec<Tell>,
    pub(crate) now: Timestamp,
    /// Whether something is to be gone from the journal as well.
    pub(crate) deletes: bool,
    /// What the engine does besides.
    pub(crate) then: Option<Then>,
}

/// A turn, ready to be written.
pub(crate) struct Draft {
    /// What is to be written together; the first is the turn itself.
    pub(crate) writes: Vec<Write>,
    pub(crate) messages: Vec<OutboxId>,
    /// Those messages, to be delivered.
    pub(crate) fresh: Vec<Fresh>,
    pub(crate) after: Arc<Known>,
    /// Whether they asked for everything that is kept of them.
    pub(crate) exports: bool,
    pub(crate) erases: Option<Erasing>,
}

/// Everything of this actor goes with this turn.
pub(crate) struct Erasing {
    accounts: Vec<AccountHash>,
    /// Said once the rest is gone, and kept nowhere.
    farewell: Vec<Item>,
}

impl Draft {
    /// Of a turn that says nothing.
    pub(crate) fn silent(write: Option<Write>, after: Arc<Known>) -> Self {
        Self {
            writes: write.into_iter().collect(),
            messages: Vec::new(),
            fresh: Vec::new(),
            after,
            exports: false,
            erases: None,
        }
    }
}

impl Inner {
    /// Runs in the lane of the actor.
    pub(crate) async fn known_turn(self: Arc<Self>, actor: ActorId, happened: Arc<Happened>) -> Result<Done, Halt> {
        for _ in 0..ATTEMPTS {
            self.stop.check()?;
            self.committer.soon();
            let draft = self.drafted(actor, &happened).await?;
            let revision = draft.after.head;
            if draft.writes.is_empty() {
                self.cache.keep(draft.after);
                if happened.is_here() {
                    self.kick_here(actor);
                }
                return Ok(Done { revision, duplicate: false, exports: draft.exports, fates: Vec::new() });
            }
            let carries = !draft.fresh.is_empty();
            // Before the commit: another delivery of this actor may find the rows first.
            let fates = self.waiters.expect(&draft.messages);
            let answer = self.commit_turn(draft.writes, &draft.fresh).await;
            if let (Ok(Ok(())), Some(Erasing { accounts, farewell })) = (&answer, draft.erases) {
                self.forget_erased(actor, &accounts);
                let fates = self.deliver_unkept(actor, farewell);
                return Ok(Done { revision, duplicate: false, exports: false, fates });
            }
            if let Ok(Ok(())) = answer {
                self.cache.keep(draft.after);
                self.at_hand.put(actor, draft.fresh);
                match *happened {
                    Happened::Inbound(..) | Happened::Begins(..) => self.kick_here(actor),
                    _ if !carries => {}
                    Happened::Due | Happened::Gathered(..) | Happened::Inside(..) => self.kick(actor),
                }
                return Ok(Done { revision, duplicate: false, exports: draft.exports, fates });
            }
            self.waiters.forget(&draft.messages);
            let Err(conflict) = answer? else { continue };
            match conflict {
                Conflict::Heard(revision) => return Ok(Done::before(revision)),
                Conflict::Head(Some(Head::At(found))) => {
                    tracing::info!(%actor, revision, found, "decided again: the journal had moved");
                    self.cache.forget(actor);
                }
                Conflict::Head(_) | Conflict::Account(_) | Conflict::Key => {
                    self.cache.forget(actor);
                    return Err(Halt::Gone);
                }
            }
        }
        Err(Halt::NotTaken(NotTaken::Busy))
    }

    /// Decides: right here, which takes microseconds, or where it may block,
    /// if the store has to be read for it.
    async fn drafted(self: &Arc<Self>, actor: ActorId, happened: &Arc<Happened>) -> Result<Draft, Halt> {
        let comes_in = !matches!(**happened, Happened::Due);
        if let (true, Some(known)) = (comes_in, self.cache.known(actor))
            && let Some(draft) = self.here(|inner| inner.draft(known, happened, false))?.transpose()
        {
            return draft;
        }
        let happened = Arc::clone(happened);
        self.blocking(move |inner| {
            let known = match inner.cache.known(actor) {
                Some(known) => known,
                None => Arc::new(inner.fold(actor)?),
            };
            inner.draft(known, &happened, true)?.ok_or(Halt::NotTaken(NotTaken::Defect))
        })
        .await?
    }

    /// `None` where the store has to be read, and this may not block.
    fn draft(&self, known: Arc<Known>, happened: &Happened, may_block: bool) -> Result<Option<Draft>, Halt> {
        if matches!(known.state, State::Community(_)) {
            return self.draft_community(known, happened, may_block);
        }
        let actor = known.actor;
        let to = match happened {
            Happened::Inbound(inbound, _) | Happened::Begins(inbound, ..) => Some(inbound.address()),
            Happened::Due => known.address.clone(),
            // Meant for a community: whoever lives under this name now is none.
            Happened::Gathered(..) | Happened::Inside(..) => return Err(Halt::Gone),
        };
        let platform = to.as_ref().map_or("", |to| &to.platform);
        let revision = known.head + 1;
        if happened.looks_back() && !may_block {
            return Ok(None);
        }
        let event = match self.looked_back(&known, happened, platform)? {
            Some(event) => event,
            None => self.event(known.person()?, happened, platform),
        };
        match happened {
            Happened::Due if self.is_held(known.address.as_ref())? => {
                let at_ms = Some(later(self.clock.now(), HELD_FOR));
                return Ok(Some(Draft::silent(Some(Write::Wake { actor, at_ms }), known)));
            }
            Happened::Inbound(..) | Happened::Begins(..)
                if known.entries >= self.limits.entries_per_person && !taken_when_full(known.person()?, &event) =>
            {
                return Err(NotTaken::Refused { refusal: Refusal::Full, tell: true }.into());
            }
            _ => {}
        }
        let decided = self.decide(known.person()?, revision, &event, platform);
        let wake_ms = self.wake_person_ms(&decided.person, decided.now);
        let wake_ms = if happened.is_due() { after_wake_up(actor, wake_ms, decided.now) } else { wake_ms };
        let (heard, from) = match happened {
            Happened::Inbound(_, heard) | Happened::Begins(_, heard, _) => (*heard, to.clone()),
            _ => (None, None),
        };
        if decided.entry.is_none() && decided.say.is_empty() && heard.is_none() {
            // A visit that found nothing, or a wake-up that came too early.
            let wake = matches!(happened, Happened::Due).then_some(Write::Wake { actor, at_ms: wake_ms });
            return Ok(Some(Draft::silent(wake, known)));
        }
        if (decided.deletes || decided.then == Some(Then::Erase)) && !may_block {
            return Ok(None);
        }
        if decided.then == Some(Then::Erase) {
            return self.draft_erasing(known, revision, heard, to, decided.say, happened).map(Some);
        }
        let Decided { person, entry, say, tell, deletes, then, .. } = decided;
        let address = if entry.is_some() { to.clone().or(known.address.clone()) } else { known.address.clone() };
        let entries = known.entries + usize::from(entry.is_some());
        let from = from.filter(|from| known.address.as_ref() != Some(from));
        let envelope = entry.map(|entry| Envelope { from, entry });
        let messages = match &to {
            Some(to) => {
                let first = OutboxId { actor, revision, n: 0 };
                let said = messages(first, to, say, happened);
                let n = u16::try_from(said.len()).unwrap_or(u16::MAX);
                said.into_iter().chain(letters(OutboxId { n, ..first }, to, tell)).collect()
            }
            None => {
                tracing::error!(%actor, messages = say.len(), "nobody knows where to say this");
                Vec::new()
            }
        };
        let turn = Turn {
            actor,
            expect: Some(known.head),
            revision,
            entries: Vec::new(),
            wake_ms,
            heard,
            outbox: Vec::new(),
            account: None,
            key: None,
        };
        let (key, writes) = if deletes {
            let Rewritten { key, writes } = self.rewrite(&known, envelope, turn, |key| Ok(outbox(key, &messages)?))?;
            (Arc::new(key), writes)
        } else {
            let entries = envelope.map(|envelope| seal(&known.key, actor, &envelope)).transpose()?;
            let turn = Turn { entries: entries.into_iter().collect(), outbox: outbox(&known.key, &messages)?, ..turn };
            (Arc::clone(&known.key), vec![Write::Turn(Box::new(turn))])
        };
        // Who brought the event waits for what is said.
        let said = messages.iter().filter(|(_, item)| matches!(item, Item::Say(_))).map(|(id, _)| *id).collect();
        let fresh = messages.into_iter().map(|(id, message)| Fresh::new(id, message)).collect();
        let state = State::Person(person);
        let after = Arc::new(Known { actor, head: revision, key, state, entries, address });
        Ok(Some(Draft { writes, messages: said, fresh, after, exports: then == Some(Then::Export), erases: None }))
    }

    /// A turn that leaves nothing but the hash of its event: were that gone as
    /// well, hearing it again would bring them back.
    pub(crate) fn draft_erasing(
        &self,
        known: Arc<Known>,
        revision: Revision,
        heard: Option<Heard>,
        to: Option<Address>,
        say: Vec<Say>,
        happened: &Happened,
    ) -> Result<Draft, Halt> {
        let actor = known.actor;
        let (_, _, rows) = self.read_rows(actor)?;
        let mut accounts = Vec::new();
        let mut farewell = Vec::new();
        if let Some(to) = to {
            accounts = self.accounts_in(&rows, self.vault.account_hash(&to.platform, &to.account));
            let messages = messages(OutboxId { actor, revision, n: 0 }, &to, say, happened);
            farewell = messages.into_iter().map(|(_, message)| message).collect();
        }
        let turn = Turn {
            actor,
            expect: Some(known.head),
            revision,
            entries: Vec::new(),
            wake_ms: None,
            heard,
            outbox: Vec::new(),
            account: None,
            key: None,
        };
        let erase = Write::Erase { actor, accounts: accounts.clone() };
        let mut after = Arc::unwrap_or_clone(known);
        after.head = revision;
        Ok(Draft {
            writes: vec![Write::Turn(Box::new(turn)), erase],
            messages: Vec::new(),
            fresh: Vec::new(),
            after: Arc::new(after),
            exports: false,
            erases: Some(Erasing { accounts, farewell }),
        })
    }

    /// Asks the core. Looks at nothing but the person, the event, the clock
    /// (never before the last entry) and the operator's numbers.
    pub(crate) fn decide(&self, person: &Person, revision: Revision, event: &Event, platform: &str) -> Decided {
        let now = self.clock.now().max(person.last_at());
        let context = self.context(now, platform);
        let decision = decide(person, event, &context);
        // Nobody lives through four billion turns.
        let revision = u32::try_from(revision).unwrap_or(u32::MAX);
        let entry = decision.entry(revision, now);
        let mut person = person.clone();
        if let Some(entry) = &entry {
            person.apply(entry);
        }
        Decided {
            person,
            entry,
            say: decision.say,
            tell: decision.tell,
            now,
            deletes: decision.deletes,
            then: decision.then,
        }
    }

    /// What the core may look at; it knows a platform by the name people know it by.
    pub(crate) fn context<'a>(&'a self, now: Timestamp, platform: &'a str) -> Context<'a> {
        let platform = self.platforms.get(platform).map_or(platform, |known| &known.shown);
        let (forgotten_by, destroys_keys) = (self.forgotten_by(now), self.vault.makes_masters());
        Context { now, settings: &self.settings, platform, forgotten_by, destroys_keys }
    }

    pub(crate) fn wake_ms(&self, state: &State, now: Timestamp) -> Option<i64> {
        match state {
            State::Person(person) => self.wake_person_ms(person, now),
            State::Community(community) => self.wake_community_ms(community, now),
        }
    }

    pub(crate) fn wake_person_ms(&self, person: &Person, now: Timestamp) -> Option<i64> {
        person.next_wake(&self.settings, now).map(ms_not_before)
    }

    /// What the store says to the first of these; the others stand or fall with it. Meanwhile its
    /// messages are prepared.
    async fn commit_turn(&self, writes: Vec<Write>, fresh: &[Fresh]) -> Result<Result<(), Conflict>, NotTaken> {
        let pending = self.committer.begin(writes).await?;
        if !fresh.is_empty() {
            // So that the commit is under way first.
            tokio::task::yield_now().await;
            self.prepare(fresh);
        }
        let mut answers = pending.durable().await?.into_iter();
        let turn = answers.next().unwrap_or(Ok(()));
        if turn.is_ok() && answers.any(|answer| answer.is_err()) {
            tracing::error!("a journal was not written anew after a deletion: a defect");
        }
        Ok(turn)
    }

    pub(crate) async fn commit_one(&self, write: Write) -> Result<Result<(), Conflict>, NotTaken> {
        let answers = self.committer.commit(vec![write]).await?;
        // The committer has checked that there is one answer for each write.
        Ok(answers.into_iter().next().unwrap_or(Ok(())))
    }
}

/// What a turn says, ready to be sealed and to be carried; `first` names its first message.
pub(crate) fn messages(first: OutboxId, to: &Address, say: Vec<Say>, happened: &Happened) -> Vec<(OutboxId, Item)> {
    let message = |(n, say)| {
        let id = OutboxId { n, ..first };
        (id, saying(id, to.clone(), say, happened.class()))
    };
    (0..).zip(say).map(message).collect()
}

/// What a turn tells communities, ready to be sealed and to be carried; `first` names the first of it.
fn letters(first: OutboxId, from: &Address, tell: Vec<Tell>) -> Vec<(OutboxId, Item)> {
    let letter = |(n, tell)| {
        let id = OutboxId { n, ..first };
        (id, telling(id, from.clone(), tell))
    };
    (first.n..).zip(tell).map(letter).collect()
}

/// Seals what a turn says.
pub(crate) fn outbox(key: &PersonKey, messages: &[(OutboxId, Item)]) -> Result<Vec<OutboxRow>, NotTaken> {
    let row = |(id, message): &(OutboxId, Item)| {
        let sealed = key.seal_message(*id, message).map_err(unsealed)?;
        Ok(OutboxRow { id: *id, not_before_ms: AT_ONCE, tries: 0, sealed })
    };
    messages.iter().map(row).collect()
}

pub(crate) fn seal(key: &PersonKey, actor: ActorId, envelope: &Envelope) -> Result<(Revision, Vec<u8>), NotTaken> {
    key.seal_entry(actor, envelope).map_err(unsealed)
}

/// What serde says can quote what it was given, so only its kind is told.
pub(crate) fn unsealed(error: serde_json::Error) -> NotTaken {
    tracing::error!(kind = ?error.classify(), "what a turn decided cannot be written down: a defect");
    NotTaken::Defect
}
