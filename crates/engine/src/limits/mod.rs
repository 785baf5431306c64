//! How much is taken: of one account, of people nobody knows yet, of one person.
//!
//! All of it is held in bounded memory; only the block list is in the store.
//! `docs/limits.md` has the table of numbers and sentences.

mod block;
mod once;
mod pace;
mod quota;
mod welcome;

use std::num::NonZeroUsize;

use afterword_core::Refusal;
use afterword_store::AccountHash;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

pub(crate) use block::HELD_FOR;
use block::Standing;
use once::Once;
use pace::Pace;
pub(crate) use quota::taken_when_full;
use welcome::Welcome;

use crate::NotTaken;

/// How often somebody who goes on is told of it again.
const TOLD_EVERY: SignedDuration = SignedDuration::from_mins(1);
/// How often a blocked account is told that it is.
const BLOCKED_TOLD_EVERY: SignedDuration = SignedDuration::from_hours(24);

/// How much is taken and held in memory (`[limits]` of the configuration).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Events of one account in a minute, once its burst is used up.
    pub messages_per_minute: u32,
    /// Events of one account that are taken at once.
    pub burst: u32,
    /// Accounts heard for the first time in an hour; with 0, nobody new is taken.
    pub new_people_per_hour: usize,
    /// Entries in the journal of one person.
    pub entries_per_person: usize,
    /// Events of one account that may run or wait.
    pub waiting_per_account: usize,
    /// Events that may run or wait altogether.
    pub waiting: usize,
    /// Writes that go into one commit.
    pub batch: usize,
    /// People whose folded journal is kept at hand.
    pub people: usize,
    /// People who have not agreed and are remembered for an hour.
    pub strangers: usize,
    /// Accounts whose pace, and whether they are blocked, is kept at hand.
    pub accounts: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            messages_per_minute: 30,
            burst: 20,
            new_people_per_hour: 120,
            entries_per_person: 20_000,
            waiting_per_account: 16,
            waiting: 4096,
            batch: 256,
            people: 2000,
            strangers: 10_000,
            accounts: 50_000,
        }
    }
}

/// What is remembered to keep the limits.
pub(crate) struct Gate {
    pace: Pace,
    welcome: Welcome,
    pub(crate) standing: Standing,
    /// Who was told lately that they are too quick, or that nobody new is taken.
    told: Once,
    told_blocked: Once,
}

impl Gate {
    pub(crate) fn new(limits: &Limits) -> Self {
        let accounts = NonZeroUsize::new(limits.accounts).unwrap_or(NonZeroUsize::MIN);
        Self {
            pace: Pace::new(limits.messages_per_minute, limits.burst, accounts),
            welcome: Welcome::new(limits.new_people_per_hour),
            standing: Standing::new(accounts),
            told: Once::new(TOLD_EVERY, accounts),
            told_blocked: Once::new(BLOCKED_TOLD_EVERY, accounts),
        }
    }

    /// Takes one event of an account into its pace.
    pub(crate) fn pace(&self, account: AccountHash, now: Timestamp) -> Result<(), NotTaken> {
        let paced = self.pace.take(account, now);
        paced.map_err(|wait| self.refuse(account, now, Refusal::TooFast { wait }))
    }

    /// Lets an account in that has never been heard.
    pub(crate) fn welcome(&self, account: AccountHash, now: Timestamp) -> Result<(), NotTaken> {
        self.welcome.enter(account, now).map_err(|refusal| self.refuse(account, now, refusal))
    }

    /// What becomes of an event of a blocked account.
    pub(crate) fn blocked(&self, account: AccountHash, now: Timestamp) -> NotTaken {
        NotTaken::Refused { refusal: Refusal::Blocked, tell: self.told_blocked.first(account, now) }
    }

    /// Says it once in a while: whoever floods is not answered by a flood.
    fn refuse(&self, account: AccountHash, now: Timestamp, refusal: Refusal) -> NotTaken {
        NotTaken::Refused { refusal, tell: self.told.first(account, now) }
    }
}

#[cfg(test)]
pub(crate) fn test_account(n: u64) -> AccountHash {
    let mut hash = [0; 32];
    hash[..8].copy_from_slice(&n.to_be_bytes());
    AccountHash(hash)
}
