//! Delivery: what was committed to be said is said, in order, until it has arrived.

mod carrying;
mod waiting;

use std::sync::Arc;

use afterword_core::community::{Event, Trouble};
use afterword_store::{ActorId, Heard, OutboxId, Write};

pub(crate) use carrying::LONGEST;
pub(crate) use waiting::{Unwritten, Waiters};

use crate::at_hand::{Content, Fresh};
use crate::cache::lock;
use crate::committer::Pending;
use crate::courier::{Item, Letter};
use crate::due::{later, put_off};
use crate::engine::Inner;
use crate::happened::Happened;
use crate::inbound::community_account;
use crate::journal::Halt;
use crate::lane::Room;
use crate::limits::HELD_FOR;
use crate::{Done, Errand, Fate, NotTaken, Outcome};

/// The platform of what communities hear from inside the process: no courier bears this name.
const INSIDE: &str = "inside the process";

impl Inner {
    /// Sees to it that an actor's outbox is read soon.
    pub(crate) fn kick(self: &Arc<Self>, actor: ActorId) {
        // One that waits to read the outbox will find the newest rows too.
        if lock(&self.kicked).insert(actor) {
            self.start_delivery(actor, Arc::clone(self).deliver(actor));
        }
    }

    /// The same for somebody who was heard just now: what did not arrive before is tried at once.
    pub(crate) fn kick_here(self: &Arc<Self>, actor: ActorId) {
        lock(&self.here).insert(actor);
        self.kick(actor);
    }

    pub(crate) fn start_delivery(&self, actor: ActorId, job: impl Future<Output = ()> + Send + 'static) {
        // Nobody waits for the job itself; it tells each waiter of its messages.
        drop(self.deliveries.enter(actor, Room::AMPLE, job));
    }

    /// Delivers what is due of one actor, oldest first. A message that has to
    /// wait holds up those after it.
    async fn deliver(self: Arc<Self>, actor: ActorId) {
        lock(&self.kicked).remove(&actor);
        let here = lock(&self.here).remove(&actor);
        let rows = match self.at_hand.take(actor) {
            Ok(rows) => Ok(rows),
            Err(new) => {
                self.blocking(move |inner| inner.read_outbox(actor, &new)).await.map_err(Halt::NotTaken).flatten()
            }
        };
        let rows = match rows {
            Ok(rows) => rows,
            Err(Halt::Gone) => return,
            Err(Halt::NotTaken(why)) => {
                tracing::error!(%actor, %why, "the outbox of somebody cannot be read");
                // Whoever waits hears that it waits; the rows are still there.
                return self.waiters.forget_actor(actor);
            }
        };
        let last = rows.last().map(|row| row.id);
        let (mut held_until_ms, mut writes, mut all_gone) = (None, Vec::new(), true);
        for row in rows {
            let write = self.deliver_row(row, here, &mut held_until_ms).await;
            all_gone &= matches!(write, Some(Write::Delivered(_)));
            if let Some(write) = write {
                writes.push((write.clone(), self.committer.commit_along(write).await));
            }
        }
        for (write, pending) in writes {
            // Until these are durable, the same rows would be found due again.
            // If the engine stops first, they are, after the restart.
            all_gone &= self.is_written(write, pending).await;
        }
        if all_gone {
            self.at_hand.is_clear(actor, last);
        } else {
            self.at_hand.forget(actor);
        }
    }

    /// Returns what is to be written of it.
    async fn deliver_row(self: &Arc<Self>, row: Fresh, here: bool, held_until_ms: &mut Option<i64>) -> Option<Write> {
        let (id, actor) = (row.id, row.id.actor);
        if let Some(write) = self.unwritten.take(id) {
            self.waiters.tell(id, Fate::Waiting);
            if let Write::Retry { not_before_ms, .. } = write {
                *held_until_ms = Some(not_before_ms);
            }
            return Some(write);
        }
        let item = match row.content {
            Content::Open(item) => Ok(item),
            Content::Sealed(key, sealed) => {
                key.open_message(id, &sealed).map(|item| Arc::new(item.tried(row.from_before || row.tries > 0)))
            }
        };
        let is_early = !here && row.not_before_ms > self.clock.now().as_millisecond();
        if let Ok(Item::Tell(letter)) = item.as_deref() {
            // It neither waits for what is said to its person, nor holds that up.
            self.waiters.tell(id, Fate::Waiting);
            return if is_early { None } else { self.tell(id, row.tries, letter).await };
        }
        // A moderator who waits for an answer does not wait for what has to be done in order.
        let in_order = !item.as_deref().is_ok_and(Item::answers_a_moderator);
        if let Some(until) = held_until_ms.filter(|_| in_order) {
            self.waiters.tell(id, Fate::Waiting);
            return (row.not_before_ms < until).then_some(Write::Retry { id, not_before_ms: until });
        }
        if is_early {
            self.waiters.tell(id, Fate::Waiting);
            if in_order {
                *held_until_ms = Some(row.not_before_ms);
            }
            return None;
        }
        let item = match item {
            Ok(item) => item,
            Err(why) => {
                tracing::error!(%actor, %why, "a message cannot be read; it is tried again later");
                self.waiters.tell(id, Fate::Waiting);
                return Some(Write::Retry { id, not_before_ms: put_off(self.clock.now()) });
            }
        };
        if self.is_blocked_there(&item).await {
            let not_before_ms = later(self.clock.now(), HELD_FOR);
            self.waiters.tell(id, Fate::Waiting);
            *held_until_ms = Some(not_before_ms);
            return Some(Write::Retry { id, not_before_ms });
        }
        let outcome = match &*item {
            Item::Act(errand) => self.see_through(actor, errand).await,
            _ => self.carry(actor, &item).await,
        };
        let (fate, write) = match outcome {
            Outcome::Arrived => (Fate::Arrived, Write::Delivered(id)),
            Outcome::Never { why } => {
                tracing::warn!(%actor, message = ?id, why, "a message will never arrive");
                (Fate::Never { why }, Write::Delivered(id))
            }
            Outcome::Later { retry_after } => {
                let not_before_ms = self.try_again_ms(id, row.tries, retry_after);
                if in_order {
                    *held_until_ms = Some(not_before_ms);
                }
                (Fate::Waiting, Write::Retry { id, not_before_ms })
            }
        };
        self.waiters.tell(id, fate);
        Some(write)
    }

    /// Has an act done, and the community hear of it: only then is it over. A
    /// crash in between has the act looked for again under its key.
    async fn see_through(self: &Arc<Self>, actor: ActorId, errand: &Errand) -> Outcome {
        let done = self.carry_errand(actor, errand).await;
        let (how, outcome) = match done {
            Done::Later { retry_after } => return Outcome::Later { retry_after },
            Done::Done(landed) => (Ok(landed), Outcome::Arrived),
            Done::Failed(trouble) => {
                (Err(trouble), Outcome::Never { why: "it cannot be done now; its community was told" })
            }
            Done::Never { why } => (Err(Trouble::Refused), Outcome::Never { why }),
        };
        match errand.act.about() {
            None => outcome,
            Some(of) => self.hear_inside(actor, &errand.key, Event::Came { of, how }).await.unwrap_or(outcome),
        }
    }

    /// Has a community hear something from inside the process, once for each key.
    /// Returns what becomes of the message where it was not taken.
    async fn hear_inside(self: &Arc<Self>, actor: ActorId, key: &str, event: Event) -> Option<Outcome> {
        let heard = Heard { id: self.vault.heard_hash(INSIDE, key), at_ms: self.clock.now().as_millisecond() };
        let turn = Arc::clone(self).known_turn(actor, Arc::new(Happened::Inside(event, heard)));
        match self.in_actor_lane(actor, turn).await {
            // There is nobody any more who would want to know.
            Ok(_) | Err(Halt::Gone) => None,
            Err(Halt::NotTaken(why)) => {
                tracing::warn!(%actor, %why, "a community did not hear what came of something; it is told again");
                Some(Outcome::Later { retry_after: None })
            }
        }
    }

    /// Brings what a person tells a community.
    async fn tell(self: &Arc<Self>, id: OutboxId, tries: u32, letter: &Letter) -> Option<Write> {
        let home = &letter.tell.home;
        let account = self.vault.account_hash(&home.platform, &community_account(&home.community));
        let outcome = match self.owner(account).await {
            Ok(None) => None,
            Ok(Some(community)) => {
                let told = letter.tell.told.clone().from_account(&letter.from.account);
                self.hear_inside(community, &letter.key, Event::Told(told)).await
            }
            Err(_) => Some(Outcome::Later { retry_after: None }),
        };
        Some(match outcome {
            Some(Outcome::Later { retry_after }) => {
                Write::Retry { id, not_before_ms: self.try_again_ms(id, tries, retry_after) }
            }
            _ => Write::Delivered(id),
        })
    }

    /// Whether a message is for an account that is not spoken with. Where the
    /// store cannot say, it is not sent.
    async fn is_blocked_there(self: &Arc<Self>, item: &Item) -> bool {
        let Some(to) = item.to() else { return false };
        let account = self.vault.account_hash(&to.platform, &to.account);
        self.is_blocked(account).await.unwrap_or(true)
    }

    /// Waits until what became of a message is durable, and says whether it is.
    async fn is_written(&self, write: Write, pending: Result<Pending, NotTaken>) -> bool {
        let written = match pending {
            Ok(pending) => pending.durable().await,
            Err(why) => Err(why),
        };
        match written {
            Ok(_) => return true,
            Err(NotTaken::NoRoom) => self.unwritten.keep(write),
            Err(why) => tracing::warn!(%why, "what became of a message was not written down"),
        }
        false
    }

    fn read_outbox(&self, actor: ActorId, new: &[OutboxId]) -> Result<Vec<Fresh>, Halt> {
        let (wrapped, rows) = self.with_key(actor, || Ok(self.read(self.store.outbox_of(actor))?))?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let key = match self.cache.known(actor) {
            Some(known) if known.key.wrapped == wrapped => Arc::clone(&known.key),
            _ => Arc::new(self.open_key(actor, wrapped)?),
        };
        Ok(rows.into_iter().map(|row| Fresh::read(&key, row, new)).collect())
    }
}
