//! What the clones of an engine share, and the way an event takes through it.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex};
use std::time::Instant;

use afterword_core::{Settings, community::Prompt};
use afterword_store::{AccountHash, ActorId, Head, Heard, Revision, Store, seal::Vault};
use jiff::Timestamp;
use tokio::sync::oneshot;

use crate::at_hand::AtHand;
use crate::cache::Cache;
use crate::clock_seen::ClockSeen;
use crate::committer::Committer;
use crate::guard::{self, Panicked};
use crate::happened::Happened;
use crate::health::Watched;
use crate::journal::Halt;
use crate::lane::{Lanes, Room};
use crate::limits::Gate;
use crate::measures::Measures;
use crate::outbox::{Unwritten, Waiters};
use crate::stop::Stop;
use crate::strangers::Strangers;
use crate::upkeep::Keeper;
use crate::wake::UnreadSaid;
use crate::{Clock, Ear, Fate, Gathered, Inbound, Limits, NotTaken, Parts, Platform, Receipt, What};

/// How often a turn is decided anew before the person is asked to send it again.
pub(crate) const ATTEMPTS: usize = 5;

/// What all clones of an engine share.
pub(crate) struct Inner {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) vault: Arc<Vault>,
    pub(crate) keeper: Keeper,
    pub(crate) ear: Arc<dyn Ear>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) settings: Settings,
    pub(crate) prompts: Vec<Prompt>,
    pub(crate) platforms: HashMap<String, Platform>,
    pub(crate) limits: Limits,
    pub(crate) gate: Gate,
    /// Keeps the events of one account in order, before it is known whose it is.
    pub(crate) accounts: Arc<Lanes<AccountHash>>,
    /// One turn at a time for each actor, whichever account or timer it comes from.
    pub(crate) actors: Arc<Lanes<ActorId>>,
    /// One delivery at a time for each actor.
    pub(crate) deliveries: Arc<Lanes<ActorId>>,
    /// Actors who were heard since their outbox was last read: they are there, so nothing waits for a later try.
    pub(crate) here: Mutex<HashSet<ActorId>>,
    /// Actors whose outbox is about to be read.
    pub(crate) kicked: Mutex<HashSet<ActorId>>,
    pub(crate) at_hand: AtHand,
    pub(crate) waiters: Waiters,
    pub(crate) committer: Committer,
    pub(crate) cache: Cache,
    pub(crate) strangers: Strangers,
    pub(crate) stop: Stop,
    pub(crate) clock_seen: ClockSeen,
    pub(crate) clock_moves: tokio::sync::Mutex<()>,
    pub(crate) chores_done: Mutex<Option<Timestamp>>,
    /// When a wake-up last found the disk full.
    pub(crate) no_room_at: Mutex<Option<Timestamp>>,
    /// When it was last logged that what is due cannot be read.
    pub(crate) unread_said: Mutex<UnreadSaid>,
    /// What became of messages while the disk was full, and has to be written yet.
    pub(crate) unwritten: Unwritten,
    pub(crate) measures: Measures,
    pub(crate) watched: Watched,
}

/// What comes in, for whichever kind of actor.
pub(crate) enum Incoming {
    Person(Inbound),
    Community(Gathered),
}

impl Incoming {
    fn platform(&self) -> &str {
        match self {
            Self::Person(Inbound { platform, .. }) | Self::Community(Gathered { platform, .. }) => platform,
        }
    }

    fn event(&self) -> Option<&str> {
        match self {
            Self::Person(Inbound { event, .. }) | Self::Community(Gathered { event, .. }) => event.as_deref(),
        }
    }
}

impl From<Inbound> for Incoming {
    fn from(inbound: Inbound) -> Self {
        Self::Person(inbound)
    }
}

impl From<Gathered> for Incoming {
    fn from(gathered: Gathered) -> Self {
        Self::Community(gathered)
    }
}

/// What became of a turn that was taken.
pub(crate) struct Done {
    pub(crate) revision: Revision,
    pub(crate) duplicate: bool,
    pub(crate) exports: bool,
    pub(crate) fates: Vec<oneshot::Receiver<Fate>>,
}

impl Done {
    /// Heard before: nothing changes and nothing is said.
    pub(crate) fn before(revision: Revision) -> Self {
        Self { revision, duplicate: true, exports: false, fates: Vec::new() }
    }
}

impl Inner {
    pub(crate) fn new(parts: Parts) -> Self {
        let Parts { store, vault, ear, clock, settings, prompts, platforms, limits, upkeep, accept_clock: _ } = parts;
        let stop = Stop::new();
        Self {
            committer: Committer::start(Arc::clone(&store), limits.batch, stop.clone()),
            cache: Cache::new(limits.people),
            at_hand: AtHand::new(limits.people),
            strangers: Strangers::new(limits.strangers),
            gate: Gate::new(&limits),
            keeper: Keeper::new(upkeep, vault.epoch(), clock.now()),
            accounts: Arc::new(Lanes::new()),
            actors: Arc::new(Lanes::new()),
            deliveries: Arc::new(Lanes::new()),
            here: Mutex::default(),
            kicked: Mutex::default(),
            waiters: Waiters::default(),
            clock_seen: ClockSeen::default(),
            clock_moves: tokio::sync::Mutex::default(),
            chores_done: Mutex::default(),
            no_room_at: Mutex::default(),
            unread_said: Mutex::default(),
            unwritten: Unwritten::default(),
            measures: Measures::of(platforms.keys()),
            watched: Watched::default(),
            store,
            vault,
            ear,
            clock,
            settings,
            prompts,
            platforms,
            limits,
            stop,
        }
    }

    /// Takes a place in the lane of the account, now. What a limit forbids goes
    /// no further, and costs no more than this.
    pub(crate) fn enter(
        self: &Arc<Self>,
        incoming: impl Into<Incoming>,
    ) -> Result<oneshot::Receiver<Result<Receipt, NotTaken>>, NotTaken> {
        let begun = Instant::now();
        self.place(incoming.into(), begun).inspect_err(|why| self.measures.not_taken(begun, why))
    }

    fn place(
        self: &Arc<Self>,
        incoming: Incoming,
        begun: Instant,
    ) -> Result<oneshot::Receiver<Result<Receipt, NotTaken>>, NotTaken> {
        self.stop.check()?;
        self.believe_clock()?;
        let (account, who) = self.accounts_of(&incoming);
        let now = self.clock.now();
        if self.gate.standing.of(&who) == Some(true) {
            return Err(self.gate.blocked(who, now));
        }
        if self.is_limited(incoming.platform()) {
            self.gate.pace(who, now)?;
        }
        let room = Room { in_lane: self.limits.waiting_per_account, in_all: self.limits.waiting };
        let job = Arc::clone(self).take(account, who, incoming, begun);
        self.accounts.enter(account, room, job).map_err(|_full| NotTaken::Busy)
    }

    /// The account whose actor hears it, and the account of whoever did it: of a
    /// person they are the same, and in a community everybody has a pace of their own.
    fn accounts_of(&self, incoming: &Incoming) -> (AccountHash, AccountHash) {
        let hash = |platform: &str, account: &str| self.vault.account_hash(platform, account);
        match incoming {
            Incoming::Person(inbound) => {
                let account = hash(&inbound.platform, &inbound.account);
                (account, account)
            }
            Incoming::Community(gathered) => {
                let account = hash(&gathered.platform, &gathered.address().account);
                (account, gathered.who().map_or(account, |who| hash(&gathered.platform, who)))
            }
        }
    }

    /// Whether what comes from there is limited; nobody vouches for a platform that is not known.
    pub(crate) fn is_limited(&self, platform: &str) -> bool {
        self.platforms.get(platform).is_none_or(|platform| platform.limited)
    }

    async fn take(
        self: Arc<Self>,
        account: AccountHash,
        who: AccountHash,
        incoming: Incoming,
        begun: Instant,
    ) -> Result<Receipt, NotTaken> {
        let taken = Arc::clone(&self).answer(account, who, incoming).await;
        match &taken {
            Ok(receipt) => self.measures.taken(begun, receipt.duplicate),
            Err(why) => self.measures.not_taken(begun, why),
        }
        taken
    }

    async fn answer(
        self: Arc<Self>,
        account: AccountHash,
        who: AccountHash,
        incoming: Incoming,
    ) -> Result<Receipt, NotTaken> {
        for account in [who, account] {
            if self.is_blocked(account).await? {
                return Err(self.gate.blocked(account, self.clock.now()));
            }
        }
        let heard = incoming.event().map(|event| Heard {
            id: self.vault.heard_hash(incoming.platform(), event),
            at_ms: self.clock.now().as_millisecond(),
        });
        let happened = Arc::new(match incoming {
            Incoming::Person(inbound) => match &inbound.what {
                What::Begin { community, run } => {
                    // A community that cannot be read must not keep a person from talking.
                    let origin = self.origin(&inbound.platform, community, *run).await;
                    let origin =
                        origin.or_else(|why| if matches!(why, NotTaken::SetAside(_)) { Ok(None) } else { Err(why) });
                    Happened::Begins(inbound, heard, origin?)
                }
                _ => Happened::Inbound(inbound, heard),
            },
            Incoming::Community(gathered) => Happened::Gathered(gathered, heard),
        });
        for _ in 0..ATTEMPTS {
            let turn = match self.owner(account).await? {
                Some(actor) => {
                    let turn = Arc::clone(&self).known_turn(actor, Arc::clone(&happened));
                    let done = self.actors.pass(actor, turn).await;
                    done.unwrap_or(Err(Halt::NotTaken(NotTaken::Defect))).map(|done| (actor, done))
                }
                None if matches!(*happened, Happened::Gathered(..)) => {
                    Arc::clone(&self).founding_turn(account, Arc::clone(&happened)).await
                }
                None => Arc::clone(&self).stranger_turn(account, Arc::clone(&happened)).await,
            };
            match turn {
                Ok((actor, Done { revision, duplicate, exports, fates })) => {
                    tracing::debug!(%actor, revision, duplicate, messages = fates.len(), "heard");
                    return Ok(Receipt { actor, revision, duplicate, exports, fates, stop: self.stop.clone() });
                }
                // The account belongs to somebody else by now, or to nobody: look again.
                Err(Halt::Gone) => self.cache.forget_account(&account),
                Err(Halt::NotTaken(why)) => return Err(why),
            }
        }
        Err(NotTaken::Busy)
    }

    /// Runs a job when the actor's lane comes to it.
    pub(crate) async fn in_actor_lane<T: Send + 'static>(
        &self,
        actor: ActorId,
        job: impl Future<Output = Result<T, Halt>> + Send + 'static,
    ) -> Result<T, Halt> {
        match self.actors.enter(actor, Room::AMPLE, job) {
            Ok(done) => done.await.unwrap_or(Err(Halt::NotTaken(NotTaken::Defect))),
            Err(_full) => Err(Halt::NotTaken(NotTaken::Busy)),
        }
    }

    /// Whose account it is; `None` for a stranger's.
    pub(crate) async fn owner(self: &Arc<Self>, account: AccountHash) -> Result<Option<ActorId>, NotTaken> {
        if let Some(actor) = self.cache.actor_of(&account) {
            return Ok(Some(actor));
        }
        let owner = self.blocking(move |inner| inner.read_owner(&account)).await??;
        if let Some(actor) = owner {
            self.cache.keep_account(account, actor);
        }
        Ok(owner)
    }

    fn read_owner(&self, account: &AccountHash) -> Result<Option<ActorId>, NotTaken> {
        let mut owner = self.read(self.store.account(account))?;
        // Joined people can be joined again, but never in a circle.
        for _ in 0..ATTEMPTS {
            let Some(actor) = owner else { break };
            owner = match self.read(self.store.head(actor))? {
                Some(Head::At(_)) => return Ok(owner),
                Some(Head::JoinedInto(other)) => Some(other),
                Some(Head::Erased) | None => None,
            };
        }
        Ok(None)
    }

    /// Does what does not block. A panic in it ends one turn.
    pub(crate) fn here<T>(&self, work: impl FnOnce(&Self) -> T) -> Result<T, NotTaken> {
        guard::guarded(|| work(self)).map_err(|Panicked { place }| {
            tracing::error!(place, "a defect ended a turn");
            NotTaken::Defect
        })
    }

    /// Does what may block, where that is fine. A panic in it ends one turn.
    pub(crate) async fn blocking<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Self) -> T + Send + 'static,
    ) -> Result<T, NotTaken> {
        let inner = Arc::clone(self);
        guard::blocking(move || work(&inner)).await.map_err(|Panicked { place }| {
            tracing::error!(place, "a defect ended a turn");
            NotTaken::Defect
        })
    }
}
