//! Forgetting: everything of an actor, the rows under an old key, old events.

use super::specimen::{self, check_whole, example_actor, example_turn};
use super::{Factory, Found, Fresh, ensure, same, told, turn};
use crate::{ActorId, Conflict, Head, Heard, Turn, Write};

pub(super) fn rekey(factory: &dyn Factory) -> Found {
    let fresh = Fresh::new(factory)?;
    let (actor, other) = (example_actor(1), example_actor(2));
    for revision in 1..=4 {
        fresh.write(&[turn(example_turn(actor, revision)), turn(example_turn(other, revision))])?;
    }
    // Shorter values than before, so that parts of old ones would show.
    let mut message = specimen::message(actor, 2, 1);
    message.sealed = b"short".to_vec();
    let delivered = specimen::message(actor, 3, 0);
    fresh.write(&[Write::Delivered(delivered.id)])?;
    let entries = vec![(1, b"one".to_vec()), (3, b"three".to_vec())];
    let write = |expect| Write::Rekey {
        actor,
        expect,
        entries: entries.clone(),
        outbox: vec![message.clone(), delivered.clone()],
        key: specimen::key(actor, 99),
    };
    let late = fresh.commit(&[write(3)])?;
    same("late", &late, &vec![Err(Conflict::Head(Some(Head::At(4))))])?;

    let retry = Write::Retry { id: message.id, not_before_ms: 77 };
    fresh.write(&[retry, write(4)])?;
    message.not_before_ms = 77;
    message.tries += 1;
    let found = fresh.store.entries(actor).map_err(told)?;
    same("entries", &found, &entries)?;
    let outbox = fresh.store.outbox_of(actor).map_err(told)?;
    ensure(outbox == [message.clone()], "other messages are left than those that waited")?;
    let mut due = fresh.store.outbox_due(i64::MAX, 99).map_err(told)?;
    due.retain(|row| row.id.actor == actor);
    ensure(due == [message], "old messages are due")?;
    let key = fresh.store.key(actor).map_err(told)?;
    ensure(key == Some(specimen::key(actor, 99)), "the key is the old one")?;
    let head = fresh.store.head(actor).map_err(told)?;
    same("head", &head, &Some(Head::At(4)))?;
    let wake = fresh.store.due(specimen::wake_ms(actor, 4), 9).map_err(told)?;
    ensure(wake.contains(&(specimen::wake_ms(actor, 4), actor)), "the wake-up is gone")?;
    same("turns of another", &check_whole(&*fresh.store, other)?, &4)
}

/// Also the rows of a turn in the same batch, and nothing of anybody else.
pub(super) fn erase(factory: &dyn Factory) -> Found {
    let fresh = Fresh::new(factory)?;
    let (actor, other) = (example_actor(1), example_actor(2));
    fresh.write(&[turn(example_turn(actor, 1)), turn(example_turn(other, 1)), turn(example_turn(actor, 2))])?;
    fresh.write(&[
        turn(example_turn(actor, 3)),
        Write::Erase { actor, accounts: vec![specimen::account(actor), specimen::account(other)] },
    ])?;
    let store = &*fresh.store;
    let head = store.head(actor).map_err(told)?;
    same("head", &head, &Some(Head::Erased))?;
    same("entries", &store.entries(actor).map_err(told)?, &vec![])?;
    ensure(store.key(actor).map_err(told)?.is_none(), "the key is left")?;
    let account = store.account(&specimen::account(actor)).map_err(told)?;
    same("account", &account, &None)?;
    let outbox = store.outbox_of(actor).map_err(told)?;
    same("messages", &outbox.len(), &0)?;
    let due = store.outbox_due(i64::MAX, 99).map_err(told)?;
    ensure(due.iter().all(|row| row.id.actor == other), "a message is due")?;
    let wakes = store.due(i64::MAX, 99).map_err(told)?;
    ensure(wakes.iter().all(|(_, of)| *of == other), "a wake-up is left")?;
    for revision in 1..=3 {
        let heard = store.heard(&specimen::heard(actor, revision));
        same("event", &heard.map_err(told)?, &Some(revision))?;
    }
    same("turns of another", &check_whole(store, other)?, &1)
}

pub(super) fn stays_erased(factory: &dyn Factory) -> Found {
    let fresh = Fresh::new(factory)?;
    let actor = example_actor(1);
    let erase = || Write::Erase { actor, accounts: vec![specimen::account(actor)] };
    fresh.write(&[turn(example_turn(actor, 1)), erase()])?;
    let anew = Turn { heard: None, ..example_turn(actor, 1) };
    let found = fresh.commit(&[
        turn(anew),
        turn(example_turn(actor, 2)),
        Write::Wake { actor, at_ms: Some(1) },
        erase(),
        Write::Delivered(specimen::message(actor, 1, 0).id),
    ])?;
    let refused = Err(Conflict::Head(Some(Head::Erased)));
    same("answers", &found, &vec![refused, refused, refused, Ok(()), Ok(())])?;
    let actors = fresh.store.actors(None, 9).map_err(told)?;
    same("actors", &actors, &vec![(actor, Head::Erased)])?;
    let entries = fresh.store.entries(actor).map_err(told)?;
    same("entries", &entries, &vec![])
}

pub(super) fn forget_heard(factory: &dyn Factory) -> Found {
    let fresh = Fresh::new(factory)?;
    let heard_at = |n: u64, at_ms| {
        let actor = example_actor(n);
        turn(Turn { heard: Some(Heard { id: specimen::heard(actor, 1), at_ms }), ..example_turn(actor, 1) })
    };
    let forget = |before_ms, limit| Write::ForgetHeard { before_ms, limit };
    let known = || -> Result<Vec<u64>, String> {
        let mut known = Vec::new();
        for n in 0..5 {
            let actor: ActorId = example_actor(n);
            let heard = fresh.store.heard(&specimen::heard(actor, 1));
            if heard.map_err(told)?.is_some() {
                known.push(n);
            }
        }
        Ok(known)
    };
    fresh.write(&[heard_at(0, 40), heard_at(1, 10), heard_at(2, 30)])?;
    fresh.write(&[heard_at(3, 20), heard_at(4, 256)])?;
    fresh.write(&[forget(10, 9)])?;
    same("before the oldest", &known()?, &vec![0, 1, 2, 3, 4])?;
    fresh.write(&[forget(40, 1), forget(40, 1)])?;
    same("the two oldest", &known()?, &vec![0, 2, 4])?;
    // What is forgotten must not use up the limit again.
    fresh.write(&[forget(40, 1)])?;
    same("all before", &known()?, &vec![0, 4])?;

    let again = Turn {
        heard: Some(Heard { id: specimen::heard(example_actor(1), 1), at_ms: 500 }),
        ..example_turn(example_actor(1), 2)
    };
    fresh.write(&[turn(again)])?;
    same("heard anew", &known()?, &vec![0, 1, 4])
}
