//! Turns made up from nothing but an actor and a revision, so that whoever
//! finds one again can tell whether all of it is there.

use crate::{AccountHash, ActorId, Head, Heard, HeardHash, OutboxId, OutboxRow, Revision, Store, Turn, WrappedKey};

const LONGEST_ENTRY: u64 = 12_000;
const LONGEST_MESSAGE: u64 = 6_000;
const MESSAGES: u16 = 2;

/// The `n`th made-up actor.
#[must_use]
pub fn example_actor(n: u64) -> ActorId {
    let mut id = [0; 16];
    fill(&mut id, n, 0, "actor");
    ActorId(id)
}

/// The turn by which a made-up actor reaches `revision` from the one before. It
/// has a row in every tree that a turn can touch.
#[must_use]
pub fn example_turn(actor: ActorId, revision: Revision) -> Turn {
    Turn {
        actor,
        expect: (revision > 1).then(|| revision - 1),
        revision,
        entries: vec![(revision, entry(actor, revision))],
        wake_ms: Some(wake_ms(actor, revision)),
        heard: Some(Heard { id: heard(actor, revision), at_ms: ms(revision) }),
        outbox: messages(actor, revision).collect(),
        account: Some(account(actor)),
        key: Some(key(actor, revision)),
    }
}

/// Whether the store holds each turn of a made-up actor wholly or not at all;
/// the answer is how many.
///
/// # Errors
/// What is missing, left over, or not as it was written.
pub fn check_whole(store: &dyn Store, actor: ActorId) -> Result<Revision, String> {
    let told = |error: crate::Error| format!("{actor}: {error}");
    let upto = match store.head(actor).map_err(told)? {
        None => 0,
        Some(Head::At(revision)) => revision,
        Some(other) => return Err(format!("{actor}: its head is {other:?}")),
    };
    let ensure = |holds: bool, what: &str| {
        if holds {
            return Ok(());
        }
        Err(format!("{actor} at {upto}: {what} not as it should be"))
    };

    let entries: Vec<_> = (1..=upto).map(|r| (r, entry(actor, r))).collect();
    ensure(store.entries(actor).map_err(told)? == entries, "entries")?;

    let some = |there: bool| there.then_some(actor);
    ensure(store.key(actor).map_err(told)? == some(upto > 0).map(|actor| key(actor, upto)), "key")?;
    ensure(store.account(&account(actor)).map_err(told)? == some(upto > 0), "account")?;

    for revision in 1..=upto + 1 {
        let known = store.heard(&heard(actor, revision)).map_err(told)?;
        ensure(known == (revision <= upto).then_some(revision), "heard events")?;
    }

    let mut wakes = store.due(i64::MAX, usize::MAX).map_err(told)?;
    wakes.retain(|(_, of)| *of == actor);
    let wished: Vec<_> = some(upto > 0).map(|actor| (wake_ms(actor, upto), actor)).into_iter().collect();
    ensure(wakes == wished, "wake-up")?;

    let messages: Vec<_> = (1..=upto).flat_map(|r| messages(actor, r)).collect();
    ensure(store.outbox_of(actor).map_err(told)? == messages, "messages")?;
    let mut due = store.outbox_due(i64::MAX, usize::MAX).map_err(told)?;
    due.retain(|row| row.id.actor == actor);
    due.sort_by_key(|row| row.id);
    ensure(due == messages, "due messages")?;
    Ok(upto)
}

pub(super) fn account(actor: ActorId) -> AccountHash {
    AccountHash(bytes(actor, 0, "account", 32).try_into().unwrap_or_default())
}

pub(super) fn heard(actor: ActorId, revision: Revision) -> HeardHash {
    HeardHash(bytes(actor, revision, "heard", 16).try_into().unwrap_or_default())
}

/// Some instant in 2026 or so, later for later revisions.
pub(super) fn ms(revision: Revision) -> i64 {
    1_780_000_000_000 + i64::try_from(revision).unwrap_or(0) * 1000
}

pub(super) fn wake_ms(actor: ActorId, revision: Revision) -> i64 {
    ms(revision) + i64::from(actor.0[0])
}

pub(super) fn key(actor: ActorId, revision: Revision) -> WrappedKey {
    WrappedKey { epoch: 1, bytes: bytes(actor, revision, "key", 77) }
}

/// A message of a made-up turn.
pub(super) fn message(actor: ActorId, revision: Revision, n: u16) -> OutboxRow {
    let what = if n == 0 { "message 0" } else { "message n" };
    let longest = if n == 0 { 300 } else { LONGEST_MESSAGE };
    OutboxRow {
        id: OutboxId { actor, revision, n },
        not_before_ms: ms(revision) + i64::from(n),
        tries: 0,
        sealed: bytes(actor, revision, what, random(actor, revision) % longest),
    }
}

pub(super) fn bytes(actor: ActorId, revision: Revision, what: &str, len: u64) -> Vec<u8> {
    let mut value = vec![0; usize::try_from(len).unwrap_or(0)];
    fill(&mut value, seed(actor), revision, what);
    value
}

fn messages(actor: ActorId, revision: Revision) -> impl Iterator<Item = OutboxRow> {
    (0..MESSAGES).map(move |n| message(actor, revision, n))
}

fn entry(actor: ActorId, revision: Revision) -> Vec<u8> {
    let len = random(actor, revision) % LONGEST_ENTRY;
    bytes(actor, revision, "entry", len)
}

fn random(actor: ActorId, revision: Revision) -> u64 {
    mix(seed(actor) ^ mix(revision))
}

fn seed(actor: ActorId) -> u64 {
    let (low, _) = actor.0.split_at(8);
    low.iter().fold(0, |seed, byte| seed << 8 | u64::from(*byte))
}

fn fill(value: &mut [u8], seed: u64, revision: Revision, what: &str) {
    let salt = what.bytes().fold(revision, |salt, byte| mix(salt ^ u64::from(byte)));
    for (n, chunk) in (0_u64..).zip(value.chunks_mut(8)) {
        let word = mix(seed ^ mix(salt.wrapping_add(n))).to_be_bytes();
        chunk.copy_from_slice(&word[..chunk.len()]);
    }
}

/// Random numbers that are the same for the same seed.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(mix(seed))
    }

    /// A number below `limit`, which is above 0.
    pub(super) fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(1);
        mix(self.0) % limit
    }

    pub(super) fn index(&mut self, len: usize) -> usize {
        usize::try_from(self.below(len as u64)).unwrap_or(0)
    }
}

/// `SplitMix64`: Steele, Lea and Flood, 2014.
fn mix(seed: u64) -> u64 {
    let mut z = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
