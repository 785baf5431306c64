//! Turns, and what is in their way.

use super::specimen::{self, check_whole, example_actor, example_turn};
use super::{Factory, Found, Fresh, Nobody, ensure, same, told, turn};
use crate::{AccountHash, Conflict, Error, Head, Store, Turn, Write};
use std::sync::Arc;

pub(super) fn comes_back(factory: &dyn Factory) -> Found {
    let fresh = Fresh::new(factory)?;
    let (one, other) = (example_actor(1), example_actor(2));
    for revision in 1..=5 {
        fresh.write(&[turn(example_turn(one, revision))])?;
        same("turns", &check_whole(&*fresh.store, one)?, &revision)?;
        same("of another", &check_whole(&*fresh.store, other)?, &0)?;
    }
    Ok(())
}

/// Revisions at which a byte of the row key carries over, and jumps between them.
pub(super) fn in_order(factory: &dyn Factory) -> Found {
    let fresh = Fresh::new(factory)?;
    let actor = example_actor(1);
    let revisions = [1, 2, 9, 10, 255, 256, 257, 65_535, 65_536, 1 << 40];
    let entries = |range: &[u64]| -> Vec<(u64, Vec<u8>)> { range.iter().map(|r| (*r, r.to_string().into())).collect() };
    // The first turn brings entries from before it, the others one each.
    fresh.write(&[turn(Turn { expect: None, revision: 10, entries: entries(&revisions[..4]), ..bare(actor, 10) })])?;
    for pair in revisions[3..].windows(2) {
        fresh.write(&[turn(Turn {
            expect: Some(pair[0]),
            revision: pair[1],
            entries: entries(&pair[1..]),
            ..bare(actor, pair[1])
        })])?;
    }
    let found = fresh.store.entries(actor).map_err(told)?;
    same("entries", &found, &entries(&revisions))?;
    let head = fresh.store.head(actor).map_err(told)?;
    same("head", &head, &Some(Head::At(1 << 40)))
}

pub(super) fn old_head(factory: &dyn Factory) -> Found {
    let fresh = Fresh::new(factory)?;
    let actor = example_actor(1);
    let unborn = fresh.commit(&[turn(example_turn(actor, 2))])?;
    same("without a first turn", &unborn, &vec![Err(Conflict::Head(None))])?;
    same("turns", &check_whole(&*fresh.store, actor)?, &0)?;

    fresh.write(&[turn(example_turn(actor, 1)), turn(example_turn(actor, 2))])?;
    let late = Turn { heard: example_turn(actor, 9).heard, ..example_turn(actor, 2) };
    let born_again =
        Turn { expect: None, revision: 3, entries: Vec::new(), outbox: Vec::new(), ..example_turn(actor, 3) };
    let found = fresh.commit(&[turn(late), turn(born_again)])?;
    let refused = Err(Conflict::Head(Some(Head::At(2))));
    same("late ones", &found, &vec![refused, refused])?;
    let heard = fresh.store.heard(&specimen::heard(actor, 9));
    same("its event", &heard.map_err(told)?, &None)?;
    same("turns", &check_whole(&*fresh.store, actor)?, &2)
}

pub(super) fn within_a_batch(factory: &dyn Factory) -> Found {
    let fresh = Fresh::new(factory)?;
    let (one, other) = (example_actor(1), example_actor(2));
    let found = fresh.commit(&[
        turn(example_turn(one, 1)),
        turn(example_turn(other, 2)),
        turn(example_turn(one, 2)),
        turn(Turn { heard: None, ..example_turn(one, 2) }),
        turn(example_turn(other, 1)),
        turn(example_turn(one, 3)),
    ])?;
    let late = Err(Conflict::Head(Some(Head::At(2))));
    let unborn = Err(Conflict::Head(None));
    same("answers", &found, &vec![Ok(()), unborn, Ok(()), late, Ok(()), Ok(())])?;
    same("turns of one", &check_whole(&*fresh.store, one)?, &3)?;
    same("turns of the other", &check_whole(&*fresh.store, other)?, &1)
}

/// The event has precedence over the head: both are in the way of a turn that
/// is committed a second time, and only one of them says not to try again.
pub(super) fn heard_once(factory: &dyn Factory) -> Found {
    let fresh = Fresh::new(factory)?;
    let (one, other) = (example_actor(1), example_actor(2));
    let again = Turn { heard: example_turn(one, 1).heard, ..example_turn(other, 1) };
    let found = fresh.commit(&[turn(example_turn(one, 1)), turn(again.clone()), turn(example_turn(one, 1))])?;
    let known = Err(Conflict::Heard(1));
    same("in one batch", &found, &vec![Ok(()), known, known])?;
    let found = fresh.commit(&[turn(again), turn(example_turn(one, 1))])?;
    same("in a later one", &found, &vec![known, known])?;
    same("turns", &check_whole(&*fresh.store, one)?, &1)?;
    same("turns of the other", &check_whole(&*fresh.store, other)?, &0)
}

pub(super) fn one_account(factory: &dyn Factory) -> Found {
    let fresh = Fresh::new(factory)?;
    let (one, other) = (example_actor(1), example_actor(2));
    let account = specimen::account(one);
    let thief = Turn { account: Some(account), ..example_turn(other, 1) };
    let taken = Err(Conflict::Account(one));
    let found = fresh.commit(&[turn(example_turn(one, 1)), turn(thief.clone())])?;
    same("in one batch", &found, &vec![Ok(()), taken])?;
    same("in a later one", &fresh.commit(&[turn(thief.clone())])?, &vec![taken])?;
    same("turns", &check_whole(&*fresh.store, other)?, &0)?;

    // Whoever is erased and returns comes as somebody new.
    fresh.write(&[Write::Erase { actor: one, accounts: vec![] }, turn(thief)])?;
    let owner = fresh.store.account(&account).map_err(told)?;
    same("owner", &owner, &Some(other))
}

/// Rows that would overwrite those of another turn are a defect of the caller:
/// nothing of the batch is written, and the store goes on.
pub(super) fn misfits(factory: &dyn Factory) -> Found {
    let fresh = Fresh::new(factory)?;
    let (one, other) = (example_actor(1), example_actor(2));
    fresh.write(&[turn(example_turn(one, 1))])?;
    let fits = example_turn(one, 2);
    let misfits = [
        Turn { revision: 1, ..fits.clone() },
        Turn { entries: vec![(1, vec![])], ..fits.clone() },
        Turn { entries: vec![(3, vec![])], ..fits.clone() },
        Turn { entries: vec![(2, vec![]), (2, vec![])], ..fits.clone() },
        Turn { outbox: vec![specimen::message(one, 1, 0)], ..fits.clone() },
        Turn { outbox: vec![specimen::message(other, 2, 0)], ..fits.clone() },
    ];
    for (n, misfit) in misfits.into_iter().enumerate() {
        let found = fresh.store.commit(&[turn(example_turn(other, 1)), turn(misfit)]);
        ensure(matches!(found, Err(Error::Layout(_))), &format!("misfit {n} was not refused"))?;
        same("turns of the other", &check_whole(&*fresh.store, other)?, &0)?;
    }
    fresh.write(&[turn(fits)])?;
    same("turns", &check_whole(&*fresh.store, one)?, &2)
}

pub(super) fn pages(factory: &dyn Factory) -> Found {
    let fresh = Fresh::new(factory)?;
    let mut expected = Vec::new();
    for n in 0..25 {
        let actor = example_actor(n);
        fresh.write(&[turn(bare(actor, 1))])?;
        expected.push((actor, Head::At(1)));
    }
    expected.sort_by_key(|(actor, _)| *actor);
    let mut found = Vec::new();
    loop {
        let page = fresh.store.actors(found.last().map(|(actor, _)| *actor), 10);
        let page = page.map_err(told)?;
        ensure(page.len() <= 10, "a page is longer than asked for")?;
        if page.is_empty() {
            break;
        }
        found.extend(page);
        ensure(found.len() <= expected.len(), "an actor came twice")?;
    }
    found.sort_by_key(|(actor, _)| *actor);
    same("actors", &found, &expected)
}

pub(super) fn named_values(factory: &dyn Factory) -> Found {
    let fresh = Fresh::new(factory)?;
    let set = |name, value: Option<&[u8]>| Write::Meta { name, value: value.map(<[u8]>::to_vec) };
    let get = |name| fresh.store.meta(name).map_err(told);
    same("before", &get("sync")?, &None)?;
    fresh.write(&[set("sync", Some(b"one")), set("other", Some(b""))])?;
    same("set", &get("sync")?, &Some(b"one".to_vec()))?;
    same("empty", &get("other")?, &Some(Vec::new()))?;
    fresh.write(&[set("sync", Some(b"two")), set("other", None)])?;
    same("set again", &get("sync")?, &Some(b"two".to_vec()))?;
    same("removed", &get("other")?, &None)?;
    let longest = vec![7; 4096];
    fresh.write(&[set("sync", Some(&longest))])?;
    same("the longest", &get("sync")?, &Some(longest))
}

/// A turn of an actor that writes as little as a turn can.
fn bare(actor: crate::ActorId, revision: u64) -> Turn {
    Turn {
        actor,
        expect: (revision > 1).then(|| revision - 1),
        revision,
        entries: Vec::new(),
        wake_ms: None,
        heard: None,
        outbox: Vec::new(),
        account: None,
        key: None,
    }
}

pub(super) fn block_list(factory: &dyn Factory) -> Found {
    let Fresh { store, home } = Fresh::new(factory)?;
    let [first, second] = [7, 8].map(|n| AccountHash([n; 32]));
    let block = |account, blocked| Write::Block { account, blocked };
    let read = |store: &dyn Store| {
        let found = [first, second].into_iter().map(|account| store.blocked(&account));
        found.collect::<Result<Vec<_>, _>>().map_err(told)
    };
    same("at first", &read(store.as_ref())?, &vec![false, false])?;
    let write = |store: &dyn Store, writes: &[Write]| store.commit(writes).map(drop).map_err(told);
    write(store.as_ref(), &[block(first, true), block(first, true), block(second, true), block(second, false)])?;
    same("one of them", &read(store.as_ref())?, &vec![true, false])?;
    drop(store);
    let store = home.open(Arc::new(Nobody)).map_err(told)?;
    same("after reopening", &read(store.as_ref())?, &vec![true, false])?;
    write(store.as_ref(), &[block(first, false), block(second, false)])?;
    same("in the end", &read(store.as_ref())?, &vec![false, false])
}
