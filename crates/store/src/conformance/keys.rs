//! Key rows, wrapped anew, and the list of blocked accounts.

use super::specimen::{self, example_actor, example_turn};
use super::{Factory, Found, Fresh, ensure, same, told, turn};
use crate::{Conflict, WrappedKey, Write};

pub(super) fn in_pages(factory: &dyn Factory) -> Found {
    let fresh = Fresh::new(factory)?;
    let mut expected = Vec::new();
    for n in 0..9 {
        let actor = example_actor(n);
        fresh.write(&[turn(example_turn(actor, 1))])?;
        expected.push((actor, specimen::key(actor, 1)));
    }
    let (erased, _) = expected.remove(4);
    fresh.write(&[Write::Erase { actor: erased, accounts: vec![] }])?;
    expected.sort_by_key(|(actor, _)| *actor);
    for size in [1, 3, 8, 100] {
        let mut found: Vec<(_, WrappedKey)> = Vec::new();
        loop {
            let page = fresh.store.keys(found.last().map(|(actor, _)| *actor), size).map_err(told)?;
            ensure(page.len() <= size, "a page is too long")?;
            if page.is_empty() {
                break;
            }
            found.extend(page);
        }
        ensure(found == expected, &format!("in pages of {size}, the keys are others"))?;
    }
    Ok(())
}

/// A rekey that came first must not be undone with the old key, nor an erased
/// person get one.
pub(super) fn rewrap(factory: &dyn Factory) -> Found {
    let fresh = Fresh::new(factory)?;
    let (actor, other) = (example_actor(1), example_actor(2));
    fresh.write(&[turn(example_turn(actor, 1)), turn(example_turn(other, 1))])?;
    let key = |revision| specimen::key(actor, revision);
    let newer = WrappedKey { epoch: 2, ..key(1) };
    let rewrap = |was: WrappedKey, key: WrappedKey| Write::Rewrap { actor, was, key };
    let found =
        fresh.commit(&[rewrap(newer.clone(), key(9)), rewrap(key(1), newer.clone()), rewrap(key(1), key(9))])?;
    same("answers", &found, &vec![Err(Conflict::Key), Ok(()), Err(Conflict::Key)])?;
    ensure(fresh.store.key(actor).map_err(told)? == Some(newer.clone()), "the key is another")?;
    let untouched = fresh.store.key(other).map_err(told)?;
    ensure(untouched == Some(specimen::key(other, 1)), "the key of another has changed")?;

    fresh.write(&[Write::Erase { actor, accounts: vec![] }])?;
    let found = fresh.commit(&[rewrap(newer, key(9))])?;
    same("erased", &found, &vec![Err(Conflict::Key)])?;
    ensure(fresh.store.key(actor).map_err(told)?.is_none(), "somebody erased has a key again")
}

pub(super) fn blocks(factory: &dyn Factory) -> Found {
    let fresh = Fresh::new(factory)?;
    let (actor, other) = (example_actor(1), example_actor(2));
    let account = specimen::account(actor);
    let block = |blocked| Write::Block { account, blocked };
    let blocked = |account| fresh.store.blocked(&account).map_err(told);
    same("at first", &blocked(account)?, &false)?;
    fresh.write(&[turn(example_turn(actor, 1)), block(true), block(true)])?;
    same("blocked", &blocked(account)?, &true)?;
    same("another", &blocked(specimen::account(other))?, &false)?;
    fresh.write(&[Write::Erase { actor, accounts: vec![account] }])?;
    same("after erasing", &blocked(account)?, &true)?;
    fresh.write(&[block(false), block(false)])?;
    same("allowed again", &blocked(account)?, &false)
}
