//! When actors want to be woken.

use super::specimen::{example_actor, example_turn};
use super::{Factory, Found, Fresh, same, told, turn};
use crate::{Conflict, Turn, Write};

pub(super) fn by_time(factory: &dyn Factory) -> Found {
    let fresh = Fresh::new(factory)?;
    let times = [70_000, -5, 300, 0, 65_536, 299, 1_780_000_000_000];
    for (n, time) in (0..).zip(times) {
        fresh.write(&[turn(Turn { wake_ms: Some(time), ..example_turn(example_actor(n), 1) })])?;
    }
    let due = |until, limit| {
        let found = fresh.store.due(until, limit).map_err(told)?;
        Ok::<_, String>(found.into_iter().map(|(ms, _)| ms).collect::<Vec<_>>())
    };
    same("before the first", &due(-6, 9)?, &vec![])?;
    same("at the first", &due(-5, 9)?, &vec![-5])?;
    same("up to 300", &due(300, 9)?, &vec![-5, 0, 299, 300])?;
    same("two of them", &due(300, 2)?, &vec![-5, 0])?;
    same("none of them", &due(300, 0)?, &vec![])?;
    same("all", &due(i64::MAX, 9)?.len(), &times.len())?;
    let first = fresh.store.due(0, 1).map_err(told)?;
    same("who", &first, &vec![(-5, example_actor(1))])
}

pub(super) fn replaced(factory: &dyn Factory) -> Found {
    let fresh = Fresh::new(factory)?;
    let actor = example_actor(1);
    let wake = |revision, wake_ms| turn(Turn { wake_ms, ..example_turn(actor, revision) });
    let set = |at_ms| Write::Wake { actor, at_ms };
    let due = || fresh.store.due(i64::MAX, 9).map_err(told);

    fresh.write(&[wake(1, Some(10))])?;
    fresh.write(&[wake(2, Some(5))])?;
    same("by a turn", &due()?, &vec![(5, actor)])?;
    fresh.write(&[wake(3, Some(7)), wake(4, Some(8)), set(Some(9))])?;
    same("within a batch", &due()?, &vec![(9, actor)])?;
    fresh.write(&[set(Some(9))])?;
    same("by the same", &due()?, &vec![(9, actor)])?;
    fresh.write(&[wake(5, None)])?;
    same("by none", &due()?, &vec![])?;
    fresh.write(&[set(Some(3)), set(None)])?;
    same("set and cleared", &due()?, &vec![])?;

    let nobody = example_actor(2);
    let found = fresh.commit(&[Write::Wake { actor: nobody, at_ms: Some(1) }])?;
    same("of nobody", &found, &vec![Err(Conflict::Head(None))])?;
    same("of nobody", &due()?, &vec![])
}
