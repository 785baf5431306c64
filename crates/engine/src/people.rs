//! What is done about one person outside of their turns: showing, exporting, erasing.

use std::collections::HashSet;
use std::sync::Arc;

use afterword_core::{Ask, Entry, Person};
use afterword_store::{AccountHash, ActorId, Head, Write};

use crate::NotTaken;
use crate::engine::Inner;
use crate::envelope::Row;
use crate::journal::Halt;
use crate::lane::Room;

const PAGE: usize = 1024;

impl Inner {
    pub(crate) async fn person(self: &Arc<Self>, account: AccountHash) -> Result<Option<Person>, NotTaken> {
        let Some(actor) = self.owner(account).await? else {
            let stranger = self.strangers.get(&account, self.clock.now());
            return Ok(stranger.map(|stranger| stranger.person));
        };
        if let Some(known) = self.cache.known(actor) {
            return Ok(known.person().ok().cloned());
        }
        // Not kept at hand: only the lane of the actor may do that.
        match self.blocking(move |inner| inner.fold(actor)).await? {
            Ok(known) => Ok(known.person().ok().cloned()),
            Err(Halt::Gone) => Ok(None),
            Err(Halt::NotTaken(why)) => Err(why),
        }
    }

    /// The question that somebody is at.
    pub(crate) async fn ask(self: &Arc<Self>, platform: &str, account: AccountHash) -> Result<Option<Ask>, NotTaken> {
        let Some(person) = self.person(account).await? else { return Ok(None) };
        self.here(|inner| person.current_ask(&inner.context(inner.clock.now().max(person.last_at()), platform)))
    }

    pub(crate) async fn export(self: &Arc<Self>, account: AccountHash) -> Result<Option<Vec<Entry>>, NotTaken> {
        let Some(actor) = self.owner(account).await? else {
            return Ok(None);
        };
        match self.blocking(move |inner| inner.read_journal(actor)).await? {
            Ok((_, _, rows)) => Ok(Some(rows.into_iter().map(|row| row.entry).collect())),
            Err(Halt::Gone) => Ok(None),
            Err(Halt::NotTaken(why)) => Err(why),
        }
    }

    /// After the events of that account that came before, and after the
    /// actor's turns under way.
    pub(crate) async fn erase(self: &Arc<Self>, account: AccountHash) -> Result<bool, NotTaken> {
        let erasing = Arc::clone(self).erase_in_lane(account);
        match self.accounts.enter(account, Room::AMPLE, erasing) {
            Ok(erased) => erased.await.unwrap_or(Err(NotTaken::Defect)),
            Err(_full) => Err(NotTaken::Busy),
        }
    }

    async fn erase_in_lane(self: Arc<Self>, account: AccountHash) -> Result<bool, NotTaken> {
        let was_stranger = self.strangers.forget(&account);
        let Some(actor) = self.owner(account).await? else {
            return Ok(was_stranger);
        };
        let erasing = Arc::clone(&self).erase_actor(actor, account);
        match self.in_actor_lane(actor, erasing).await {
            Ok(()) => Ok(true),
            Err(Halt::Gone) => Ok(was_stranger),
            Err(Halt::NotTaken(why)) => Err(why),
        }
    }

    async fn erase_actor(self: Arc<Self>, actor: ActorId, account: AccountHash) -> Result<(), Halt> {
        let journal = self.blocking(move |inner| inner.read_rows(actor)).await?;
        let accounts = match journal {
            Ok((_, _, rows)) => self.accounts_in(&rows, account),
            Err(Halt::Gone) => return Err(Halt::Gone),
            // A journal that cannot be read is erased all the same.
            Err(Halt::NotTaken(NotTaken::SetAside(_))) => vec![account],
            Err(halt) => return Err(halt),
        };
        for account in &accounts {
            self.cache.forget_account(account);
        }
        self.cache.forget(actor);
        let erase = Write::Erase { actor, accounts: accounts.clone() };
        self.commit_one(erase).await?.map_err(|_conflict| Halt::Gone)?;
        self.forget_erased(actor, &accounts);
        Ok(())
    }

    /// Nothing of somebody who was erased stays in memory either.
    pub(crate) fn forget_erased(&self, actor: ActorId, accounts: &[AccountHash]) {
        for account in accounts {
            self.cache.forget_account(account);
        }
        self.cache.forget(actor);
        self.waiters.forget_actor(actor);
        self.at_hand.forget(actor);
        self.unwritten.forget_actor(actor);
        tracing::info!(%actor, "erased");
    }

    pub(crate) fn accounts_in(&self, rows: &[Row], account: AccountHash) -> Vec<AccountHash> {
        let hashes: HashSet<_> = rows
            .iter()
            .filter_map(Row::from)
            .map(|from| self.vault.account_hash(&from.platform, &from.account))
            .chain([account])
            .collect();
        hashes.into_iter().collect()
    }

    pub(crate) async fn note(self: &Arc<Self>, row: String) -> Result<Option<Vec<u8>>, NotTaken> {
        self.blocking(move |inner| inner.read(inner.store.meta(&row))).await?
    }

    /// A row that cannot be read spoils the count, and nothing else.
    pub(crate) async fn actors_count(self: &Arc<Self>) -> Result<usize, NotTaken> {
        self.stop.check()?;
        self.blocking(|inner| {
            let (mut count, mut after) = (0, None);
            loop {
                let page = inner.read(inner.store.actors(after, PAGE))?;
                let Some((last, _)) = page.last() else {
                    return Ok(count);
                };
                after = Some(*last);
                count += page.iter().filter(|(_, head)| matches!(head, Head::At(_))).count();
            }
        })
        .await?
    }
}
