//! The durable turn: hear one event, decide in the core, commit everything it
//! decides in one commit, and only then say it.
//!
//! An [`Engine`] keeps the events of one person in order ([`Engine::hear`]),
//! wakes people when their time comes ([`Engine::run`]), and sees every
//! message through to its [`Courier`]. A [`Receipt`] means that what the event
//! changed would survive a power cut. Somebody who has not agreed lives in
//! memory only.
//!
//! Nothing here knows what is said, on which platform, or in which store.

mod afterwards;
mod agreeing;
mod at_hand;
mod cache;
mod clock;
mod clock_seen;
mod committer;
mod courier;
mod deleting;
mod due;
mod engine;
mod envelope;
mod form;
mod gathering;
mod guard;
mod happened;
mod health;
mod import;
mod inbound;
mod journal;
mod lane;
mod limits;
mod measures;
mod outbox;
mod packing;
mod parts;
mod people;
mod stop;
mod strangers;
mod turn;
mod upkeep;
mod wake;

use std::sync::Arc;
use std::time::Duration;

use afterword_core::community::{self, Community};
use afterword_core::{Ask, Entry, Person, Settings};
use afterword_store::{AccountHash, Write};
use jiff::{SignedDuration, Timestamp};
use tokio::time::MissedTickBehavior;

use crate::engine::Inner;

pub use cache::recent;
pub use clock::{Clock, ManualClock, MovableClock, SystemClock};
pub use courier::{Address, Class, Courier, Done, Errand, Fate, Outcome, Outgoing};
pub use health::Backlog;
pub use import::{MOST_ENTRIES, Misfit, NotImported};
pub use inbound::{Ear, Gathered, Gathering, Inbound, NotTaken, Receipt, SetAside, Stopped, What};
pub use limits::Limits;
pub use parts::{Parts, Platform, StartError};
pub use upkeep::{MadeBackup, OnStep, Rotated, Step, Upkeep, UpkeepError, UpkeepStatus, Work};

/// The meta row that keeps how far the clock was moved: 8 bytes, milliseconds.
const CLOCK_OFFSET: &str = "clock_offset_ms";
const EVERY_SECOND: Duration = Duration::from_secs(1);

/// The engine. Cheap to clone; all clones are the same engine.
#[derive(Clone)]
pub struct Engine {
    inner: Arc<Inner>,
}

impl Engine {
    /// Starts an engine on the present runtime.
    ///
    /// It puts the clock where this store left it, and computes all wake-ups
    /// anew if the settings or the zone data changed. Messages left over from
    /// before go out with the first [`Engine::tick`].
    ///
    /// # Errors
    /// [`StartError`]; nothing is running then.
    pub async fn start(parts: Parts) -> Result<Self, StartError> {
        guard::install();
        let accept_clock = parts.accept_clock;
        let inner = Arc::new(Inner::new(parts));
        match inner.store.meta(CLOCK_OFFSET)?.as_deref().map(<[u8; 8]>::try_from) {
            None => {}
            Some(Ok(bytes)) => {
                let offset_ms = i64::from_be_bytes(bytes);
                if inner.clock.offset_ms().is_some() {
                    inner.clock.set_offset_ms(offset_ms);
                } else if offset_ms != 0 {
                    return Err(StartError::ClockMoved { offset_ms });
                }
            }
            Some(Err(_)) => return Err(StartError::Meta { row: CLOCK_OFFSET }),
        }
        inner.read_plan()?;
        inner.compare_clock(accept_clock)?;
        inner.rebuild_wakes().await?;
        Ok(Self { inner })
    }

    /// Takes one event. Its place in the order of that account is taken by the
    /// call itself, the answer comes once everything it changed is durable. The
    /// turn goes on to its end even if the future is dropped.
    ///
    /// # Errors
    /// [`NotTaken`]: nothing was changed, except that after
    /// [`NotTaken::Stopped`] this is not known. Redelivering is safe.
    pub fn hear(&self, inbound: Inbound) -> impl Future<Output = Result<Receipt, NotTaken>> + Send + use<> {
        let place = self.inner.enter(inbound);
        async { place?.await.unwrap_or(Err(NotTaken::Defect)) }
    }

    /// The same for what happens in a community. A community is there once a moderator
    /// has spoken; whoever does something keeps to the pace of their own account.
    ///
    /// # Errors
    /// As [`Engine::hear`].
    pub fn hear_community(&self, gathered: Gathered) -> impl Future<Output = Result<Receipt, NotTaken>> + Send + use<> {
        let place = self.inner.enter(gathered);
        async { place?.await.unwrap_or(Err(NotTaken::Defect)) }
    }

    /// Wakes everybody whose time has come, waits for those turns, and starts
    /// what is due of the outbox. Returns how many were woken.
    ///
    /// # Errors
    /// [`Stopped`], where the store failed.
    pub async fn tick(&self) -> Result<usize, Stopped> {
        self.inner.tick().await
    }

    /// Calls [`Engine::tick`] at once and then every second, until `shutdown`.
    ///
    /// # Errors
    /// [`Stopped`], where the store failed: the process has to end.
    pub async fn run(&self, shutdown: impl Future<Output = ()> + Send) -> Result<(), Stopped> {
        let mut seconds = tokio::time::interval(EVERY_SECOND);
        seconds.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut shutdown = std::pin::pin!(shutdown);
        loop {
            tokio::select! {
                biased;
                () = &mut shutdown => return Ok(()),
                stopped = self.inner.stop.wait() => return Err(stopped),
                _ = seconds.tick() => {}
            }
            self.inner.tick().await?;
        }
    }

    /// Waits until no turn and no delivery is under way. Messages that wait for
    /// another try are not under way.
    pub async fn settled(&self) {
        let inner = &self.inner;
        let _haste = inner.committer.haste();
        // A turn starts deliveries, never the other way round.
        while !(inner.accounts.is_idle() && inner.actors.is_idle() && inner.deliveries.is_idle()) {
            inner.accounts.idle().await;
            inner.actors.idle().await;
            inner.deliveries.idle().await;
        }
        inner.committer.done().await;
    }

    /// Waits until the store fails, after which nothing is taken any more.
    pub async fn stopped(&self) -> Stopped {
        self.inner.stop.wait().await
    }

    /// The present moment, as people here live it.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.inner.clock.now()
    }

    /// How far the clock was moved from the true time; zero for one that cannot be.
    #[must_use]
    pub fn clock_offset(&self) -> SignedDuration {
        SignedDuration::from_millis(self.inner.clock.offset_ms().unwrap_or(0))
    }

    /// Moves the clock for good: the store keeps the offset. Returns the new
    /// time. What became due waits for the next [`Engine::tick`].
    ///
    /// # Errors
    /// [`NotMoved`]; the clock shows what it did.
    pub async fn move_clock(&self, by: SignedDuration) -> Result<Timestamp, NotMoved> {
        let inner = &self.inner;
        let _one_at_a_time = inner.clock_moves.lock().await;
        let offset_ms = inner.clock.offset_ms().ok_or(NotMoved::Fixed)?;
        let offset_ms = offset_ms.saturating_add(clock::saturating_ms(by));
        // Kept first: a journal must never be ahead of the clock after a restart.
        let value = Some(offset_ms.to_be_bytes().to_vec());
        let keep = Write::Meta { name: CLOCK_OFFSET.into(), value };
        match inner.commit_one(keep).await {
            Ok(_) => {}
            Err(NotTaken::Stopped(stopped)) => return Err(stopped.into()),
            Err(NotTaken::NoRoom) => return Err(NotMoved::NoRoom),
            Err(why) => return Err(inner.stop.now(why).into()),
        }
        inner.clock.set_offset_ms(offset_ms);
        Ok(inner.clock.now())
    }

    /// The operator's numbers.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.inner.settings
    }

    /// The person behind an account, as their last turn left them; of a
    /// stranger, what is remembered.
    ///
    /// # Errors
    /// [`NotTaken`], where the journal cannot be read.
    pub async fn person(&self, platform: &str, account: &str) -> Result<Option<Person>, NotTaken> {
        self.inner.person(self.account(platform, account)).await
    }

    /// A community as its last turn left it; `None` where nothing is stored.
    ///
    /// # Errors
    /// [`NotTaken`], where the journal cannot be read.
    pub async fn community(&self, platform: &str, community: &str) -> Result<Option<Community>, NotTaken> {
        self.inner.community(self.community_account(platform, community)).await
    }

    /// The journal of a community, oldest entry first: for its moderators' eyes. `None` where nothing is stored.
    ///
    /// # Errors
    /// [`NotTaken`], where the journal cannot be read.
    pub async fn export_community(
        &self,
        platform: &str,
        community: &str,
    ) -> Result<Option<Vec<community::Entry>>, NotTaken> {
        self.inner.export_community(self.community_account(platform, community)).await
    }

    /// Erases a community, as it would itself by leaving. Returns whether there was one. Its posts
    /// stay where they are.
    ///
    /// # Errors
    /// [`NotTaken`], where the store failed. A journal that cannot be read is erased.
    pub async fn erase_community(&self, platform: &str, community: &str) -> Result<bool, NotTaken> {
        self.inner.erase(self.community_account(platform, community)).await
    }

    /// The question that the person behind an account is at, for a form that is
    /// about to be opened. `None` where nothing is asked.
    ///
    /// # Errors
    /// [`NotTaken`], where the journal cannot be read.
    pub async fn ask(&self, platform: &str, account: &str) -> Result<Option<Ask>, NotTaken> {
        self.inner.ask(platform, self.account(platform, account)).await
    }

    /// What a platform kept for itself with [`Engine::keep_note`].
    ///
    /// # Errors
    /// [`NotTaken`], where the store failed.
    pub async fn note(&self, name: &str) -> Result<Option<Vec<u8>>, NotTaken> {
        self.inner.note(note_row(name)).await
    }

    /// Keeps something small that a platform wants to know after a restart, and
    /// that is about nobody: which commands it registered last.
    ///
    /// # Errors
    /// [`NotTaken`], where the store failed or is full.
    pub async fn keep_note(&self, name: &str, note: Vec<u8>) -> Result<(), NotTaken> {
        self.inner.commit_one(Write::Meta { name: note_row(name).into(), value: Some(note) }).await.map(drop)
    }

    /// The journal of the person behind an account, oldest entry first: for
    /// that person's eyes. `None` where nothing is stored.
    ///
    /// # Errors
    /// [`NotTaken`], where the journal cannot be read.
    pub async fn export(&self, platform: &str, account: &str) -> Result<Option<Vec<Entry>>, NotTaken> {
        self.inner.export(self.account(platform, account)).await
    }

    /// Erases the person behind an account, with all their accounts; of a
    /// stranger, what is remembered. Returns whether there was anybody.
    ///
    /// # Errors
    /// [`NotTaken`], where the store failed. A journal that cannot be read is erased.
    pub async fn erase(&self, platform: &str, account: &str) -> Result<bool, NotTaken> {
        self.inner.erase(self.account(platform, account)).await
    }

    /// Takes in a journal that [`Engine::export`] gave elsewhere, as that of
    /// this account: under a new name, with a new key, all of it or nothing.
    /// The person goes on where they stood.
    ///
    /// # Errors
    /// [`NotImported`]: something is kept about the account, or the journal
    /// cannot stand; nothing was changed.
    pub async fn import(&self, platform: &str, account: &str, entries: Vec<Entry>) -> Result<(), NotImported> {
        let to = Address { platform: platform.to_owned(), account: account.to_owned() };
        self.inner.import(self.account(platform, account), to, entries).await
    }

    /// Puts an account on the block list, or takes it off. A blocked account is
    /// told so once a day and is not heard; what is due for it is held. Erasing
    /// and exporting go on working, and erasing leaves the list as it is.
    ///
    /// # Errors
    /// [`NotTaken`], where the store failed, or where what was held cannot be read.
    pub async fn block(&self, platform: &str, account: &str, blocked: bool) -> Result<(), NotTaken> {
        self.inner.block(self.account(platform, account), blocked).await
    }

    /// How many messages wait to be delivered, counted up to `limit`. Reads all of those.
    ///
    /// # Errors
    /// [`NotTaken`], where the store failed, or where a row cannot be read: then the engine goes on.
    pub async fn waiting(&self, limit: usize) -> Result<usize, NotTaken> {
        self.inner.waiting(limit).await
    }

    /// Makes a backup of this moment while turns go on, and removes older ones
    /// whose time is over.
    ///
    /// # Errors
    /// [`UpkeepError`]; then there is no backup, and everything else goes on.
    pub async fn back_up(&self, on_step: OnStep) -> Result<MadeBackup, UpkeepError> {
        self.inner.back_up(on_step).await
    }

    /// Replaces the master key, wraps every data key anew, and makes a backup.
    /// One that was cut off goes on.
    ///
    /// # Errors
    /// [`UpkeepError`]; what was done stays and is gone on with at the next look.
    pub async fn rotate_keys(&self, on_step: OnStep) -> Result<Rotated, UpkeepError> {
        self.inner.rotate_keys(on_step).await
    }

    /// Does what is due by the plan, if anything is: replaces keys, destroys old
    /// ones, makes a backup. To be called now and then; what fails is logged.
    ///
    /// # Errors
    /// [`Stopped`], where the store failed.
    pub async fn keep_up(&self) -> Result<(), Stopped> {
        self.inner.keep_up().await
    }

    /// How keys and backups stand.
    #[must_use]
    pub fn upkeep_status(&self) -> UpkeepStatus {
        self.inner.upkeep_status()
    }

    /// How many people are kept. Reads through all of them.
    ///
    /// # Errors
    /// [`NotTaken`], where the store failed, or where a row cannot be read: then the engine goes on.
    pub async fn actors_count(&self) -> Result<usize, NotTaken> {
        self.inner.actors_count().await
    }

    fn community_account(&self, platform: &str, community: &str) -> AccountHash {
        self.account(platform, &inbound::community_account(community))
    }

    fn account(&self, platform: &str, account: &str) -> AccountHash {
        self.inner.vault.account_hash(platform, account)
    }
}

/// The meta row of a platform's note.
fn note_row(name: &str) -> String {
    format!("note_{name}")
}

/// Why the clock stays where it is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotMoved {
    /// This clock cannot be moved.
    #[error("this clock cannot be moved; only the one of a terminal can")]
    Fixed,
    /// The disk is almost full; later it may work.
    #[error("the disk is almost full; the clock was not moved")]
    NoRoom,
    /// The engine has stopped.
    #[error(transparent)]
    Stopped(#[from] Stopped),
}
