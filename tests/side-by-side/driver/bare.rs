//! The store alone, with turns as large as the engine's: what durability costs by itself.

use crate::load::Answered;
use afterword_store::{
    ActorId, Answers, Heard, HeardHash, OutboxId, OutboxRow, Store as _, Turn, Write,
    sled::{SledOptions, SledStore},
};
use std::time::Instant;

/// The sealed bytes of a turn, as the bot's store has them here: an entry, a message.
const ENTRY: usize = 132;
const MESSAGE: usize = 435;
const PEOPLE: u64 = 1_024;

/// A store in a fresh folder.
pub(crate) struct Bare {
    store: SledStore,
    next: u64,
    _folder: tempfile::TempDir,
}

impl Bare {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let options = SledOptions { cache_bytes: 256 << 20, ..SledOptions::default() };
        let store = SledStore::open(folder.path(), options).expect("a store can be opened");
        Self { store, next: 0, _folder: folder }
    }

    /// So many turns, so many in each commit; each has the time until its commit is durable.
    pub(crate) fn turns(&mut self, times: usize, at_once: usize) -> Answered {
        let begun = Instant::now();
        let mut latencies = Vec::new();
        while latencies.len() < times {
            let writes = (0..at_once).map(|_| Write::Turn(Box::new(self.turn()))).collect::<Vec<_>>();
            let begun = Instant::now();
            let mut durable = |answers: Answers| {
                latencies.extend(std::iter::repeat_n(begun.elapsed(), at_once));
                assert!(answers.iter().all(Result::is_ok), "a turn was not taken");
            };
            self.store.commit_and_tell(&writes, &mut durable).expect("the disk takes it");
            self.store.tidy();
        }
        Answered::new(latencies, begun.elapsed())
    }

    /// People take turns.
    fn turn(&mut self) -> Turn {
        let nth = self.next;
        self.next += 1;
        let (who, before) = (nth % PEOPLE, nth / PEOPLE);
        let mut actor = [0; 16];
        // Actors are random; these are spread as random ones are.
        actor[..8].copy_from_slice(&who.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes());
        let (actor, revision) = (ActorId(actor), before + 1);
        let mut heard = [0; 16];
        heard[..8].copy_from_slice(&nth.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes());
        let id = OutboxId { actor, revision, n: 0 };
        Turn {
            actor,
            expect: (before > 0).then_some(before),
            revision,
            entries: vec![(revision, bytes(nth, ENTRY))],
            // Somebody's wake-up stays where it is while they talk.
            wake_ms: Some(1_800_000_000_000 + (who % 97) as i64),
            heard: Some(Heard { id: HeardHash(heard), at_ms: 1_772_000_000_000 }),
            outbox: vec![OutboxRow { id, not_before_ms: 0, tries: 0, sealed: bytes(nth, MESSAGE) }],
            account: None,
            key: None,
        }
    }
}

/// Bytes that do not compress, as what is sealed does not.
fn bytes(seed: u64, length: usize) -> Vec<u8> {
    let mut state = seed;
    let next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 56) as u8
    };
    std::iter::repeat_with(next).take(length).collect()
}
