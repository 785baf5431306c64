//! One turn of a community: heard, decided and committed as a person's is. Nobody agrees to
//! anything before it, and no quota ends it: a moderator's first word founds it.

use std::sync::Arc;

use afterword_core::community::{self, Act, Community, Context, Entry, Event, Home, Origin, decide};
use afterword_core::{Id, Then};
use afterword_store::{AccountHash, ActorId, Conflict, OutboxId, Turn, Write};
use jiff::Timestamp;

use crate::agreeing::ERASED;
use crate::at_hand::Fresh;
use crate::courier::Item;
use crate::due::{after_wake_up, later, ms_not_before};
use crate::engine::{Done, Inner};
use crate::envelope::{Minutes, PersonKey, doing};
use crate::happened::Happened;
use crate::inbound::{Gathering, community_account};
use crate::journal::{Halt, Known, State, communities, tag};
use crate::limits::HELD_FOR;
use crate::turn::{Draft, outbox, unsealed};
use crate::{Address, Class, NotTaken};

/// What the core made of it.
struct Decided {
    community: Community,
    entry: Option<Entry>,
    acts: Vec<Act>,
    now: Timestamp,
    then: Option<Then>,
}

/// Where an event of a community led that was not there.
enum Led {
    /// It was heard before.
    Before(Done, ActorId),
    /// Nothing is kept; what is said is said.
    Nowhere { actor: ActorId, acts: Vec<Item> },
    /// It is founded.
    Founded(Box<Draft>),
}

impl Inner {
    /// A turn of a community that is there. `None` where the store has to be read, and this may not block.
    pub(crate) fn draft_community(
        &self,
        known: Arc<Known>,
        happened: &Happened,
        may_block: bool,
    ) -> Result<Option<Draft>, Halt> {
        let actor = known.actor;
        let Some(event) = event(happened) else { return Err(Halt::Gone) };
        if happened.is_due() && self.is_held(known.address.as_ref())? {
            let at_ms = Some(later(self.clock.now(), HELD_FOR));
            return Ok(Some(Draft::silent(Some(Write::Wake { actor, at_ms }), known)));
        }
        let decided = self.decide_community(known.community()?, known.head + 1, &event);
        let wake_ms = self.wake_community_ms(&decided.community, decided.now);
        let wake_ms = if happened.is_due() { after_wake_up(actor, wake_ms, decided.now) } else { wake_ms };
        let heard = happened.heard();
        if decided.then == Some(Then::Erase) {
            if !may_block {
                return Ok(None);
            }
            let (revision, to) = (known.head + 1, happened.community().or(known.address.clone()));
            return self.draft_erasing(known, revision, heard, to, Vec::new(), happened).map(Some);
        }
        if decided.entry.is_none() && decided.acts.is_empty() && heard.is_none() {
            let wake = happened.is_due().then_some(Write::Wake { actor, at_ms: wake_ms });
            return Ok(Some(Draft::silent(wake, known)));
        }
        let to = happened.community().or(known.address.clone());
        let (expect, key) = (Some(known.head), Arc::clone(&known.key));
        let base = Known { address: to.clone(), ..Arc::unwrap_or_clone(known) };
        let turn = Turn { expect, wake_ms, heard, ..empty_turn(actor) };
        self.write_down(base, turn, &key, decided, happened).map(Some)
    }

    /// Runs in the lane of the account: there is no actor yet.
    pub(crate) async fn founding_turn(
        self: Arc<Self>,
        account: AccountHash,
        happened: Arc<Happened>,
    ) -> Result<(ActorId, Done), Halt> {
        let led = {
            let happened = Arc::clone(&happened);
            self.blocking(move |inner| inner.found(account, &happened)).await??
        };
        let draft = match led {
            Led::Before(done, actor) => return Ok((actor, done)),
            Led::Nowhere { actor, acts } => {
                if let Some(heard) = happened.heard() {
                    self.strangers.keep_heard(heard.id, actor, 1);
                }
                let fates = self.deliver_unkept(actor, acts);
                return Ok((actor, Done { revision: 1, duplicate: false, exports: false, fates }));
            }
            Led::Founded(draft) => draft,
        };
        let (actor, revision) = (draft.after.actor, draft.after.head);
        let fates = self.waiters.expect(&draft.messages);
        let answers = self.committer.commit(draft.writes).await;
        let answers = answers.inspect_err(|_| self.waiters.forget(&draft.messages))?;
        if let Some(Err(conflict)) = answers.into_iter().next() {
            self.waiters.forget(&draft.messages);
            return match conflict {
                Conflict::Heard(revision) => Ok((ERASED, Done::before(revision))),
                Conflict::Head(_) | Conflict::Account(_) | Conflict::Key => Err(Halt::Gone),
            };
        }
        self.cache.keep(draft.after);
        self.cache.keep_account(account, actor);
        tracing::info!(%actor, "a community is there");
        self.kick(actor);
        Ok((actor, Done { revision, duplicate: false, exports: false, fates }))
    }

    fn found(&self, account: AccountHash, happened: &Happened) -> Result<Led, Halt> {
        let (Some(event), Some(to)) = (event(happened), happened.community()) else { return Err(Halt::Gone) };
        if let Some(heard) = happened.heard() {
            if let Some((actor, revision)) = self.strangers.heard(&heard.id) {
                return Ok(Led::Before(Done::before(revision), actor));
            }
            if let Some(revision) = self.read(self.store.heard(&heard.id))? {
                return Ok(Led::Before(Done::before(revision), ERASED));
            }
        }
        let mut id = [0; 16];
        getrandom::fill(&mut id).map_err(|error| NotTaken::from(self.stop.now(error)))?;
        let actor = ActorId(id);
        let community = Community::new(tag(actor));
        let decided = self.decide_community(&community, 1, &event);
        if decided.entry.is_none() {
            let acts = items(OutboxId { actor, revision: 1, n: 0 }, &to, decided.acts, happened);
            return Ok(Led::Nowhere { actor, acts: acts.into_iter().map(|(_, item)| item).collect() });
        }
        let wake_ms = self.wake_community_ms(&decided.community, decided.now);
        let (key, wrapped) = self.vault.new_data_key(actor);
        let key = Arc::new(PersonKey { key, wrapped: wrapped.clone() });
        let state = State::Community(community);
        let base = Known { actor, head: 0, key: Arc::clone(&key), state, entries: 0, address: Some(to) };
        let (account, heard) = (Some(account), happened.heard());
        let turn = Turn { account, heard, wake_ms, key: Some(wrapped), ..empty_turn(actor) };
        self.write_down(base, turn, &key, decided, happened).map(|draft| Led::Founded(Box::new(draft)))
    }

    /// The turn as it is written, and the community after it.
    fn write_down(
        &self,
        base: Known,
        turn: Turn,
        key: &PersonKey,
        decided: Decided,
        happened: &Happened,
    ) -> Result<Draft, Halt> {
        let (actor, revision) = (base.actor, base.head + 1);
        let Decided { community, entry, acts, .. } = decided;
        let messages = match &base.address {
            Some(to) => items(OutboxId { actor, revision, n: 0 }, to, acts, happened),
            None => {
                tracing::error!(%actor, acts = acts.len(), "nobody knows where to do this");
                Vec::new()
            }
        };
        let entries = base.entries + usize::from(entry.is_some());
        let minutes = entry.map(|entry| Minutes { from: happened.community(), entry });
        let rows = minutes.map(|minutes| key.seal_minutes(actor, &minutes).map_err(unsealed)).transpose()?;
        let turn = Turn { revision, entries: rows.into_iter().collect(), outbox: outbox(key, &messages)?, ..turn };
        let (messages, fresh) = messages.into_iter().map(|(id, item)| (id, Fresh::new(id, item))).unzip();
        let after = Known { head: revision, state: State::Community(community), entries, ..base };
        Ok(Draft {
            writes: vec![Write::Turn(Box::new(turn))],
            messages,
            fresh,
            after: Arc::new(after),
            exports: false,
            erases: None,
        })
    }

    fn decide_community(&self, community: &Community, revision: u64, event: &Event) -> Decided {
        let now = self.clock.now().max(community.last_at());
        let context = Context { now, settings: &self.settings, prompts: &self.prompts };
        let decision = decide(community, event, &context);
        // No community lives through four billion turns.
        let entry = decision.entry(u32::try_from(revision).unwrap_or(u32::MAX), now);
        let mut community = community.clone();
        if let Some(entry) = &entry {
            community.apply(entry);
        }
        Decided { community, entry, acts: decision.acts, now, then: decision.then }
    }

    pub(crate) fn wake_community_ms(&self, community: &Community, now: Timestamp) -> Option<i64> {
        community.next_wake(&self.settings, now).map(ms_not_before)
    }

    pub(crate) async fn community(self: &Arc<Self>, account: AccountHash) -> Result<Option<Community>, NotTaken> {
        let Some(actor) = self.owner(account).await? else { return Ok(None) };
        if let Some(known) = self.cache.known(actor) {
            return Ok(known.community().ok().cloned());
        }
        match self.blocking(move |inner| inner.fold(actor)).await? {
            Ok(known) => Ok(known.community().ok().cloned()),
            Err(Halt::Gone) => Ok(None),
            Err(Halt::NotTaken(why)) => Err(why),
        }
    }

    /// The post that somebody wants to answer in private; `None` where it is not known any more.
    pub(crate) async fn origin(
        self: &Arc<Self>,
        platform: &str,
        community: &str,
        run: Id,
    ) -> Result<Option<Box<Origin>>, NotTaken> {
        let account = self.vault.account_hash(platform, &community_account(community));
        let Some(found) = self.community(account).await? else { return Ok(None) };
        let home = Home { platform: platform.to_owned(), community: community.to_owned() };
        let customs = found.customs();
        let asks = customs.ask_moderator && customs.moderators.is_some();
        Ok(found.run(run).map(|run| Box::new(run.origin(home, customs.sharing, asks))))
    }

    pub(crate) async fn export_community(
        self: &Arc<Self>,
        account: AccountHash,
    ) -> Result<Option<Vec<community::Entry>>, NotTaken> {
        let Some(actor) = self.owner(account).await? else { return Ok(None) };
        match self.blocking(move |inner| inner.read_rows(actor)).await? {
            Ok((_, _, rows)) => Ok(Some(communities(rows).map(|row| row.entry).collect())),
            Err(Halt::Gone) => Ok(None),
            Err(Halt::NotTaken(why)) => Err(why),
        }
    }
}

impl Happened {
    /// The event it answers, by which hearing it twice is noticed.
    fn heard(&self) -> Option<afterword_store::Heard> {
        match self {
            Self::Inbound(_, heard) | Self::Begins(_, heard, _) | Self::Gathered(_, heard) => *heard,
            Self::Inside(_, heard) => Some(*heard),
            Self::Due => None,
        }
    }

    /// The community it came from.
    fn community(&self) -> Option<Address> {
        match self {
            Self::Gathered(gathered, _) => Some(gathered.address()),
            Self::Inbound(..) | Self::Begins(..) | Self::Inside(..) | Self::Due => None,
        }
    }
}

/// What happened, as a community hears it; `None` for what is a person's.
fn event(happened: &Happened) -> Option<Event> {
    Some(match happened {
        Happened::Due => Event::Due,
        Happened::Inside(event, _) => event.clone(),
        Happened::Inbound(..) | Happened::Begins(..) => return None,
        Happened::Gathered(gathered, _) => match &gathered.what {
            Gathering::Ordered { by, order } => Event::Ordered { by: by.clone(), order: order.clone() },
            Gathering::Suggested { by, text } => Event::Suggested { by: by.clone(), text: text.clone() },
            Gathering::Left => Event::Left,
        },
    })
}

/// What is to be done, ready to be sealed and to be carried; `first` names the first of it.
fn items(first: OutboxId, to: &Address, acts: Vec<Act>, happened: &Happened) -> Vec<(OutboxId, Item)> {
    let item = |(n, act): (u16, Act)| {
        let id = OutboxId { n, ..first };
        let class = match act {
            Act::Answer(_) | Act::Show(_) => happened.class(),
            _ => Class::Unprompted,
        };
        (id, doing(id, to.clone(), act, class))
    };
    (0..).zip(acts).map(item).collect()
}

fn empty_turn(actor: ActorId) -> Turn {
    Turn {
        actor,
        expect: None,
        revision: 1,
        entries: Vec::new(),
        wake_ms: None,
        heard: None,
        outbox: Vec::new(),
        account: None,
        key: None,
    }
}
