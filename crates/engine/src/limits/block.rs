//! The block list: accounts that are not heard, by their hash.

use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex};

use afterword_store::{AccountHash, ActorId, Write};
use jiff::SignedDuration;
use lru::LruCache;

use crate::cache::{lock, recent};
use crate::engine::Inner;
use crate::journal::Halt;
use crate::lane::Room;
use crate::{Address, NotTaken};

/// How far what is due for a blocked account is put off.
pub(crate) const HELD_FOR: SignedDuration = SignedDuration::from_hours(24);

/// What the block list says of the accounts heard last.
pub(crate) struct Standing(Mutex<LruCache<AccountHash, bool>>);

impl Standing {
    pub(super) fn new(accounts: NonZeroUsize) -> Self {
        Self(Mutex::new(recent(accounts)))
    }

    /// `None` where the store has to be asked.
    pub(crate) fn of(&self, account: &AccountHash) -> Option<bool> {
        lock(&self.0).get(account).copied()
    }

    fn keep(&self, account: AccountHash, blocked: bool) {
        lock(&self.0).put(account, blocked);
    }
}

impl Inner {
    /// After the events of that account that came before.
    pub(crate) async fn block(self: &Arc<Self>, account: AccountHash, blocked: bool) -> Result<(), NotTaken> {
        let job = Arc::clone(self).block_in_lane(account, blocked);
        match self.accounts.enter(account, Room::AMPLE, job) {
            Ok(done) => done.await.unwrap_or(Err(NotTaken::Defect)),
            Err(_full) => Err(NotTaken::Busy),
        }
    }

    async fn block_in_lane(self: Arc<Self>, account: AccountHash, blocked: bool) -> Result<(), NotTaken> {
        // Only turns can be in each other's way.
        let written = self.commit_one(Write::Block { account, blocked }).await?;
        written.map_err(|_conflict| NotTaken::Defect)?;
        self.gate.standing.keep(account, blocked);
        tracing::info!(blocked, "the block list was changed");
        if blocked {
            self.strangers.forget(&account);
            return Ok(());
        }
        let Some(actor) = self.owner(account).await? else { return Ok(()) };
        match self.in_actor_lane(actor, Arc::clone(&self).take_up_again(actor)).await {
            Ok(()) | Err(Halt::Gone) => Ok(()),
            Err(Halt::NotTaken(why)) => Err(why),
        }
    }

    /// What was held comes now: reminders with the next tick, messages at once.
    async fn take_up_again(self: Arc<Self>, actor: ActorId) -> Result<(), Halt> {
        let at_ms = self.blocking(move |inner| {
            let known = inner.fold(actor)?;
            Ok::<_, Halt>(inner.wake_ms(&known.state, inner.clock.now()))
        });
        let at_ms = at_ms.await??;
        self.commit_one(Write::Wake { actor, at_ms }).await?.map_err(|_conflict| Halt::Gone)?;
        self.kick_here(actor);
        Ok(())
    }

    /// Whether an account is on the list, from memory if it can be.
    pub(crate) async fn is_blocked(self: &Arc<Self>, account: AccountHash) -> Result<bool, NotTaken> {
        match self.gate.standing.of(&account) {
            Some(blocked) => Ok(blocked),
            None => self.blocking(move |inner| inner.read_blocked(&account)).await?,
        }
    }

    /// The same for where a person was last heard. Blocks.
    pub(crate) fn is_held(&self, address: Option<&Address>) -> Result<bool, NotTaken> {
        let Some(address) = address else { return Ok(false) };
        self.read_blocked(&self.vault.account_hash(&address.platform, &address.account))
    }

    fn read_blocked(&self, account: &AccountHash) -> Result<bool, NotTaken> {
        if let Some(blocked) = self.gate.standing.of(account) {
            return Ok(blocked);
        }
        let blocked = self.read(self.store.blocked(account))?;
        // A change that became durable meanwhile is the newer one, and is kept here already.
        Ok(*lock(&self.gate.standing.0).get_or_insert(*account, || blocked))
    }
}
