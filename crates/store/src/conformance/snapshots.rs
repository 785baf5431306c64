//! Snapshots: all rows of one moment, whatever is committed meanwhile.

use super::specimen::{self, Dice, example_actor, example_turn};
use super::{Factory, Found, Fresh, ensure, same, told, turn};
use crate::{AccountHash, ActorId, Head, Heard, Record, Revision, Snapshot, Store, Write};

const ACTORS: u64 = 7;
const NAMES: [&str; 3] = ["one", "two", "three"];
/// More revisions than a script makes.
const REVISIONS: Revision = 60;

pub(super) fn of_a_moment(factory: &dyn Factory) -> Found {
    (0..4).try_for_each(|seed| moments(factory, seed))
}

/// Commits of every kind at random, and snapshots that are opened, read a bit
/// and dropped at random between them: what each tells is exactly what the
/// other methods told at its moment.
///
/// # Errors
/// What a snapshot left out, made up, or told in the wrong order.
pub fn moments(factory: &dyn Factory, seed: u64) -> Found {
    let fresh = Fresh::new(factory)?;
    let store = &*fresh.store;
    let mut dice = Dice::new(seed);
    // So much that no snapshot is read in one go.
    for _ in 0..100 {
        fresh.commit(&[any_write(store, &mut dice)?])?;
    }
    let mut open: Vec<(Snapshot<'_>, Vec<Record>, Vec<Record>)> = Vec::new();
    for _ in 0..100 {
        match dice.below(8) {
            0 if open.len() < 3 => open.push((store.snapshot().map_err(told)?, Vec::new(), rows(store)?)),
            1..=3 if !open.is_empty() => {
                let at = dice.index(open.len());
                let (snapshot, read, _) = &mut open[at];
                let take = dice.index(90);
                for record in snapshot.by_ref().take(take) {
                    read.push(record.map_err(told)?);
                }
            }
            4 if open.len() == 3 => drop(open.remove(dice.index(open.len()))),
            _ => {
                let batch = (0..=dice.below(3)).map(|_| any_write(store, &mut dice));
                fresh.commit(&batch.collect::<Result<Vec<_>, _>>()?)?;
            }
        }
    }
    open.push((store.snapshot().map_err(told)?, Vec::new(), rows(store)?));
    for (snapshot, mut read, expected) in open {
        for record in snapshot {
            read.push(record.map_err(told)?);
        }
        agree(read, expected).map_err(|why| format!("seed {seed}: {why}"))?;
    }
    Ok(())
}

pub(super) fn fills_another(factory: &dyn Factory) -> Found {
    let (from, into) = (Fresh::new(factory)?, Fresh::new(factory)?);
    let mut dice = Dice::new(7);
    for _ in 0..150 {
        from.commit(&[any_write(&*from.store, &mut dice)?])?;
    }
    let told_by = |store: &dyn Store| store.snapshot().map_err(told)?.collect::<Result<Vec<_>, _>>().map_err(told);
    let records = told_by(&*from.store)?;
    let writes: Vec<_> = records.iter().map(|record| Write::Record(Box::new(record.clone()))).collect();
    for batch in writes.chunks(50) {
        into.write(batch)?;
    }
    // Where rows of nobody come in no order, the second store may have another.
    agree(told_by(&*into.store)?, records)?;
    agree(rows(&*into.store)?, rows(&*from.store)?)?;
    let due = |store: &dyn Store| -> Result<_, String> {
        Ok((store.due(i64::MAX, 999).map_err(told)?, store.outbox_due(i64::MAX, 999).map_err(told)?))
    };
    ensure(due(&*into.store)? == due(&*from.store)?, "something else is due than in the first store")
}

pub(super) fn of_nothing(factory: &dyn Factory) -> Found {
    let fresh = Fresh::new(factory)?;
    let mut before = fresh.store.snapshot().map_err(told)?;
    fresh.write(&[turn(example_turn(example_actor(1), 1))])?;
    ensure(before.next().is_none(), "it tells what came later")?;
    ensure(before.next().is_none(), "it goes on after its end")
}

fn agree(read: Vec<Record>, expected: Vec<Record>) -> Found {
    same("records", &read.len(), &expected.len())?;
    let people = |records: &[Record]| records.iter().take_while(|record| record.actor().is_some()).count();
    let upto = people(&expected);
    ensure(read[..upto] == expected[..upto], "the rows of people are not those of the moment, or not in order")?;
    let sorted = |records: &[Record]| {
        let mut rest = records[upto..].to_vec();
        rest.sort_by_key(rank);
        rest
    };
    ensure(sorted(&read) == sorted(&expected), "the rows of nobody are not those of the moment")?;
    ensure(read[upto..].is_sorted_by_key(|record| rank(record).0), "kinds of rows are mixed")
}

fn rank(record: &Record) -> (u8, Vec<u8>) {
    match record {
        Record::Account { account, .. } => (0, account.0.to_vec()),
        Record::Blocked(account) => (1, account.0.to_vec()),
        Record::Heard { heard, .. } => (2, heard.id.0.to_vec()),
        Record::Meta { name, .. } => (3, name.as_bytes().to_vec()),
        _ => (4, Vec::new()),
    }
}

/// All rows, by every other way of reading them.
fn rows(store: &dyn Store) -> Result<Vec<Record>, String> {
    let mut rows = Vec::new();
    let wakes = store.due(i64::MAX, usize::MAX).map_err(told)?;
    let mut people = store.actors(None, usize::MAX).map_err(told)?;
    people.sort_by_key(|(actor, _)| *actor);
    for (actor, head) in people {
        rows.push(Record::Head { actor, head });
        rows.extend(store.key(actor).map_err(told)?.map(|key| Record::Key { actor, key }));
        let entries = store.entries(actor).map_err(told)?;
        rows.extend(entries.into_iter().map(|(revision, sealed)| Record::Entry { actor, revision, sealed }));
        let wake = wakes.iter().filter(|(_, of)| *of == actor);
        rows.extend(wake.map(|(at_ms, _)| Record::Wake { actor, at_ms: *at_ms }));
        rows.extend(store.outbox_of(actor).map_err(told)?.into_iter().map(Record::Outbox));
    }
    let everybody = || (0..ACTORS).map(example_actor);
    for account in everybody().map(specimen::account) {
        let owner = store.account(&account).map_err(told)?;
        rows.extend(owner.map(|actor| Record::Account { account, actor }));
    }
    for account in everybody().map(specimen::account) {
        rows.extend(store.blocked(&account).map_err(told)?.then_some(Record::Blocked(account)));
    }
    for actor in everybody() {
        for told_at in 1..=REVISIONS {
            let heard = Heard { id: specimen::heard(actor, told_at), at_ms: specimen::ms(told_at) };
            let revision = store.heard(&heard.id).map_err(told)?;
            rows.extend(revision.map(|revision| Record::Heard { heard, revision }));
        }
    }
    for name in NAMES {
        let value = store.meta(name).map_err(told)?;
        rows.extend(value.map(|value| Record::Meta { name: name.to_owned(), value }));
    }
    Ok(rows)
}

/// Something that is likely to be accepted.
fn any_write(store: &dyn Store, dice: &mut Dice) -> Result<Write, String> {
    let actor: ActorId = example_actor(dice.below(ACTORS));
    let account: AccountHash = specimen::account(actor);
    let head = store.head(actor).map_err(told)?;
    let upto = match head {
        Some(Head::At(revision)) => revision,
        _ => 0,
    };
    let messages = store.outbox_of(actor).map_err(told)?;
    let message = (!messages.is_empty()).then(|| messages[dice.index(messages.len())].id);
    Ok(match (dice.below(30), message) {
        (0 | 1, Some(id)) => Write::Delivered(id),
        (2, Some(id)) => Write::Retry { id, not_before_ms: specimen::ms(dice.below(99)) },
        (3 | 4, _) if upto > 0 => {
            let mut entries = store.entries(actor).map_err(told)?;
            entries.retain(|_| dice.below(3) > 0);
            let outbox = messages.into_iter().take(1).collect();
            Write::Rekey { actor, expect: upto, entries, outbox, key: specimen::key(actor, 1000 + dice.below(99)) }
        }
        (5, _) if dice.below(3) == 0 => Write::Erase { actor, accounts: vec![account] },
        (6, _) => {
            let at_ms = (upto > 0 && dice.below(2) == 0).then(|| specimen::ms(dice.below(99)));
            Write::Wake { actor, at_ms }
        }
        (7, _) => {
            let value = (dice.below(3) > 0).then(|| specimen::bytes(actor, dice.below(99), "meta", dice.below(4_000)));
            Write::Meta { name: NAMES[dice.index(NAMES.len())].into(), value }
        }
        (8, _) => Write::ForgetHeard { before_ms: specimen::ms(dice.below(REVISIONS)), limit: 3 },
        (9, _) => match store.key(actor).map_err(told)? {
            Some(was) => Write::Rewrap { actor, was, key: specimen::key(actor, 2000 + dice.below(99)) },
            None => Write::Block { account, blocked: true },
        },
        (10, _) => Write::Block { account, blocked: dice.below(2) == 0 },
        _ => turn(example_turn(actor, upto + 1)),
    })
}
