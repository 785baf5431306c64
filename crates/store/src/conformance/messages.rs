//! What is still to be said.

use super::specimen::{self, example_actor, example_turn};
use super::{Factory, Found, Fresh, Nobody, ensure, same, told, turn};
use crate::{OutboxId, Turn, Write};
use std::sync::Arc;

pub(super) fn by_time(factory: &dyn Factory) -> Found {
    let fresh = Fresh::new(factory)?;
    let times = [500, 3, 70_000, 256, 255];
    for (n, time) in (0..).zip(times) {
        fresh.write(&[said_at(n, time)])?;
    }
    let due = |until, limit| {
        let found = fresh.store.outbox_due(until, limit).map_err(told)?;
        Ok::<_, String>(found.iter().map(|row| row.not_before_ms).collect::<Vec<_>>())
    };
    same("before the first", &due(2, 9)?, &vec![])?;
    same("up to 256", &due(256, 9)?, &vec![3, 255, 256])?;
    same("two of them", &due(256, 2)?, &vec![3, 255])?;
    same("all", &due(i64::MAX, 9)?, &vec![3, 255, 256, 500, 70_000])
}

pub(super) fn delivered(factory: &dyn Factory) -> Found {
    let fresh = Fresh::new(factory)?;
    let actor = example_actor(1);
    let gone = |revision, n| Write::Delivered(OutboxId { actor, revision, n });
    fresh.write(&[turn(example_turn(actor, 1)), gone(1, 1)])?;
    let left = fresh.store.outbox_of(actor).map_err(told)?;
    ensure(left == [specimen::message(actor, 1, 0)], "the wrong one went")?;
    // Twice, and one that never was: the news may reach the store again.
    fresh.write(&[gone(1, 0), gone(1, 0), gone(1, 1), gone(8, 0)])?;
    let left = fresh.store.outbox_of(actor).map_err(told)?;
    same("left", &left.len(), &0)?;
    let due = fresh.store.outbox_due(i64::MAX, 9).map_err(told)?;
    same("due", &due.len(), &0)
}

pub(super) fn retried(factory: &dyn Factory) -> Found {
    let fresh = Fresh::new(factory)?;
    let actor = example_actor(1);
    // Long enough to be kept in parts.
    let mut message = specimen::message(actor, 1, 0);
    message.sealed = specimen::bytes(actor, 1, "long message", 20_000);
    fresh.write(&[turn(Turn { outbox: vec![message.clone()], ..example_turn(actor, 1) })])?;
    let again = |id, not_before_ms| Write::Retry { id, not_before_ms };
    fresh.write(&[again(message.id, 1)])?;
    fresh.write(&[again(message.id, 2), again(message.id, message.not_before_ms + 99)])?;
    let before = fresh.store.outbox_due(message.not_before_ms, 9);
    same("before its time", &before.map_err(told)?.len(), &0)?;
    message.not_before_ms += 99;
    message.tries = 3;
    let due = fresh.store.outbox_due(message.not_before_ms, 9);
    ensure(due.map_err(told)? == [message.clone()], "it is not due as it was set")?;
    let of_actor = fresh.store.outbox_of(actor).map_err(told)?;
    ensure(of_actor == [message.clone()], "it is not kept as it was set")?;

    fresh.write(&[Write::Delivered(message.id), again(message.id, 5)])?;
    let due = fresh.store.outbox_due(i64::MAX, 9).map_err(told)?;
    same("after its delivery", &due.len(), &0)
}

/// A store that knows by heart what waits has to follow what becomes of it.
pub(super) fn followed(factory: &dyn Factory) -> Found {
    let mut fresh = Fresh::new(factory)?;
    let due = |fresh: &Fresh| {
        let found = fresh.store.outbox_due(i64::MAX, 9).map_err(told)?;
        Ok::<_, String>(found.iter().map(|row| row.not_before_ms).collect::<Vec<_>>())
    };
    same("at first", &due(&fresh)?, &vec![])?;
    fresh.write(&[said_at(1, 10), said_at(2, 20)])?;
    same("said", &due(&fresh)?, &vec![10, 20])?;
    let first = OutboxId { actor: example_actor(1), revision: 1, n: 0 };
    fresh.write(&[Write::Retry { id: first, not_before_ms: 30 }, said_at(3, 25)])?;
    same("tried again", &due(&fresh)?, &vec![20, 25, 30])?;
    fresh.write(&[Write::Erase { actor: example_actor(2), accounts: Vec::new() }])?;
    same("erased", &due(&fresh)?, &vec![25, 30])?;
    drop(fresh.store);
    fresh.store = fresh.home.open(Arc::new(Nobody)).map_err(told)?;
    same("opened again", &due(&fresh)?, &vec![25, 30])?;
    fresh.write(&[Write::Delivered(first)])?;
    same("delivered", &due(&fresh)?, &vec![25])
}

fn said_at(n: u64, not_before_ms: i64) -> Write {
    let actor = example_actor(n);
    let mut message = specimen::message(actor, 1, 0);
    message.not_before_ms = not_before_ms;
    turn(Turn { outbox: vec![message], ..example_turn(actor, 1) })
}
