//! One turn of somebody who has not agreed: nothing is stored, unless this is the yes.

use std::sync::Arc;

use afterword_store::{
    AccountHash, ActorId, Conflict, Heard, OutboxId, OutboxRow, Revision, Turn, Write, seal::outbox_row,
};
use tokio::sync::oneshot;

use crate::courier::Item;
use crate::engine::{Done, Inner};
use crate::envelope::{Envelope, PersonKey, message_key};
use crate::happened::Happened;
use crate::journal::{Halt, Known, State};
use crate::strangers::Stranger;
use crate::turn::{Decided, messages, outbox, seal};
use crate::{Fate, NotTaken, Outgoing};

/// Whose turn it was that answered an event of somebody erased since: the hash
/// of the event outlives them, lest hearing it again bring them back, and does
/// not tell.
pub(crate) const ERASED: ActorId = ActorId([0; 16]);

/// Where a turn of a stranger led.
enum Led {
    /// The event was answered before.
    Before(ActorId, Revision),
    /// They are a stranger still.
    On { stranger: Box<Stranger>, messages: Vec<Item>, open: bool },
    /// They agreed: all there is of them goes to the store.
    Agreed { writes: Vec<Write>, messages: Vec<OutboxId>, after: Arc<Known> },
}

impl Inner {
    /// Runs in the lane of the account.
    pub(crate) async fn stranger_turn(
        self: Arc<Self>,
        account: AccountHash,
        happened: Arc<Happened>,
    ) -> Result<(ActorId, Done), Halt> {
        self.stop.check()?;
        let led = {
            let happened = Arc::clone(&happened);
            self.blocking(move |inner| inner.lead(account, &happened)).await??
        };
        match led {
            Led::Before(actor, revision) => Ok((actor, Done::before(revision))),
            Led::On { stranger, messages, open } => {
                let (actor, revision) = (stranger.actor, stranger.revision);
                if let Happened::Inbound(_, Some(heard)) | Happened::Begins(_, Some(heard), _) = &*happened {
                    self.strangers.keep_heard(heard.id, actor, revision);
                }
                if open {
                    self.strangers.keep(account, *stranger);
                } else {
                    self.strangers.forget(&account);
                }
                let fates = self.deliver_unkept(actor, messages);
                Ok((actor, Done { revision, duplicate: false, exports: false, fates }))
            }
            Led::Agreed { writes, messages, after } => {
                let actor = after.actor;
                self.agree(account, writes, messages, after).await.map(|done| (actor, done))
            }
        }
    }

    /// Commits somebody's yes, and with it all that led to it.
    async fn agree(
        self: Arc<Self>,
        account: AccountHash,
        writes: Vec<Write>,
        messages: Vec<OutboxId>,
        after: Arc<Known>,
    ) -> Result<Done, Halt> {
        let (actor, revision) = (after.actor, first_revision(&writes));
        let fates = self.waiters.expect(&messages);
        let answers = self.committer.commit(writes).await;
        let mut answers = answers.inspect_err(|_| self.waiters.forget(&messages))?.into_iter();
        if let Some(Err(conflict)) = answers.next() {
            self.waiters.forget(&messages);
            // Somebody else was quicker with the same account or event; look again.
            self.strangers.forget(&account);
            return match conflict {
                Conflict::Heard(revision) => Ok(Done::before(revision)),
                Conflict::Head(_) | Conflict::Account(_) | Conflict::Key => Err(Halt::Gone),
            };
        }
        if answers.all(|answer| answer.is_ok()) {
            self.cache.keep(after);
        }
        self.cache.keep_account(account, actor);
        self.strangers.forget(&account);
        tracing::info!(%actor, "somebody agreed");
        if !fates.is_empty() {
            self.kick(actor);
        }
        Ok(Done { revision, duplicate: false, exports: false, fates })
    }

    fn lead(&self, account: AccountHash, happened: &Happened) -> Result<Led, Halt> {
        let (Happened::Inbound(inbound, heard) | Happened::Begins(inbound, heard, _)) = happened else {
            return Err(Halt::Gone); // Strangers have no wake-ups.
        };
        if let Some(heard) = heard {
            if let Some((actor, revision)) = self.strangers.heard(&heard.id) {
                return Ok(Led::Before(actor, revision));
            }
            if let Some(revision) = self.read(self.store.heard(&heard.id))? {
                return Ok(Led::Before(ERASED, revision));
            }
        }
        let now = self.clock.now();
        let mut stranger = match self.strangers.get(&account, now) {
            // What they are told is kept nowhere but in memory, so there is an end to it.
            Some(stranger) if !self.deliveries.has_room(stranger.actor, self.limits.waiting_per_account) => {
                return Err(NotTaken::Busy.into());
            }
            Some(stranger) => stranger,
            None if self.is_limited(&inbound.platform) => {
                self.gate.welcome(account, now)?;
                Stranger::new(now).map_err(|error| self.stop.now(error))?
            }
            None => Stranger::new(now).map_err(|error| self.stop.now(error))?,
        };
        stranger.revision += 1;
        stranger.seen = now;
        let event = self.event(&stranger.person, happened, &inbound.platform);
        let decided = self.decide(&stranger.person, stranger.revision, &event, &inbound.platform);
        let Decided { person, entry, say, now, .. } = decided;
        let from = inbound.address();
        stranger.person = person;
        stranger.journal.extend(entry.map(|entry| Envelope { from: Some(from.clone()), entry }));
        if stranger.person.agreed() {
            return self
                .lead_in(account, &stranger, *heard, |key, first| outbox(key, &messages(first, &from, say, happened)));
        }
        stranger.heard.extend(*heard);
        let context = self.context(now, &inbound.platform);
        let open = stranger.person.current_ask(&context).is_some();
        let messages = (0..)
            .zip(say)
            .map(|(n, say)| {
                let (to, key) = (from.clone(), unkept_key(&stranger, *heard, n));
                Item::Say(Outgoing { to, key, say, class: happened.class(), tried: false })
            })
            .collect();
        Ok(Led::On { stranger: Box::new(stranger), messages, open })
    }

    /// Everything there is of somebody who has just agreed, as writes.
    fn lead_in(
        &self,
        account: AccountHash,
        stranger: &Stranger,
        heard: Option<Heard>,
        outbox: impl FnOnce(&PersonKey, OutboxId) -> Result<Vec<OutboxRow>, NotTaken>,
    ) -> Result<Led, Halt> {
        let Stranger { actor, revision, .. } = *stranger;
        let (key, wrapped) = self.vault.new_data_key(actor);
        let key = PersonKey { key, wrapped };
        let entries = stranger.journal.iter().map(|envelope| seal(&key, actor, envelope)).collect::<Result<_, _>>()?;
        let outbox = outbox(&key, OutboxId { actor, revision, n: 0 })?;
        let messages = outbox.iter().map(|row| row.id).collect();
        let wake_ms = self.wake_person_ms(&stranger.person, self.clock.now());
        let mut head = revision;
        let mut writes = vec![Write::Turn(Box::new(Turn {
            actor,
            expect: None,
            revision,
            entries,
            wake_ms,
            heard,
            outbox,
            account: Some(account),
            key: Some(key.wrapped.clone()),
        }))];
        // The events answered before the yes, so that a redelivery after a
        // restart is noticed. After the yes and not before it: should the batch
        // be torn, what is there is somebody who agreed.
        for before in &stranger.heard {
            writes.push(Write::Turn(Box::new(Turn {
                actor,
                expect: Some(head),
                revision: head + 1,
                entries: Vec::new(),
                wake_ms,
                heard: Some(*before),
                outbox: Vec::new(),
                account: None,
                key: None,
            })));
            head += 1;
        }
        let address = stranger.journal.last().and_then(|envelope| envelope.from.clone());
        let (state, entries) = (State::Person(stranger.person.clone()), stranger.journal.len());
        let after = Arc::new(Known { actor, head, key: Arc::new(key), state, entries, address });
        Ok(Led::Agreed { writes, messages, after })
    }

    /// Delivers what is kept nowhere, after what the same person is being told already.
    pub(crate) fn deliver_unkept(
        self: &Arc<Self>,
        actor: ActorId,
        messages: Vec<Item>,
    ) -> Vec<oneshot::Receiver<Fate>> {
        let (waiters, fates): (Vec<_>, Vec<_>) = messages.iter().map(|_| oneshot::channel()).unzip();
        if !messages.is_empty() {
            let messages = messages.into_iter().map(Arc::new).zip(waiters).collect();
            self.start_delivery(actor, Arc::clone(self).carry_unkept(actor, messages));
        }
        fates
    }
}

fn first_revision(writes: &[Write]) -> Revision {
    match writes.first() {
        Some(Write::Turn(turn)) => turn.revision,
        _ => 0,
    }
}

/// A message that is not kept is named after the event it answers, so that it
/// has the same key if that is redelivered after a restart.
fn unkept_key(stranger: &Stranger, heard: Option<Heard>, n: u16) -> String {
    match heard {
        Some(heard) => message_key(&[&heard.id.0[..], &n.to_be_bytes()].concat()),
        None => message_key(&outbox_row(OutboxId { actor: stranger.actor, revision: stranger.revision, n })),
    }
}
