//! Values longer than a row of the store may be.

use super::specimen::{self, example_actor, example_turn};
use super::{Factory, Found, Fresh, ensure, same, told, turn};
use crate::{OutboxId, OutboxRow, Turn};

/// Around the ends of rows of usual sizes, and up to 64 KiB.
const SIZES: [u64; 16] =
    [0, 1, 255, 256, 4_080, 4_081, 4_082, 4_083, 4_094, 4_095, 4_096, 8_188, 8_189, 8_192, 65_535, 65_536];

pub(super) fn every_size(factory: &dyn Factory) -> Found {
    let fresh = Fresh::new(factory)?;
    let actor = example_actor(1);
    let entries: Vec<_> =
        (1..).zip(SIZES).map(|(revision, size)| (revision, specimen::bytes(actor, revision, "entry", size))).collect();
    let upto = SIZES.len() as u64;
    let outbox: Vec<_> = (0..)
        .zip(SIZES)
        .map(|(n, size)| OutboxRow {
            id: OutboxId { actor, revision: upto, n },
            not_before_ms: specimen::ms(1),
            tries: 7,
            sealed: specimen::bytes(actor, upto, "message", size),
        })
        .collect();
    fresh.write(&[turn(Turn {
        expect: None,
        revision: upto,
        entries: entries.clone(),
        outbox: outbox.clone(),
        ..example_turn(actor, upto)
    })])?;
    let found = fresh.store.entries(actor).map_err(told)?;
    same("entries", &found.len(), &entries.len())?;
    for (found, written) in found.iter().zip(&entries) {
        ensure(found == written, &format!("an entry of {} bytes came back otherwise", written.1.len()))?;
    }
    ensure(fresh.store.outbox_of(actor).map_err(told)? == outbox, "the messages of an actor came back otherwise")?;
    ensure(
        fresh.store.outbox_due(i64::MAX, 100).map_err(told)? == outbox,
        "the messages that are due came back otherwise",
    )
}
