//! What must hold of a store that a changed backup was restored into.

use afterword_fuzz::memory::{Memory, place};
use afterword_store::{
    ActorId, Head, Record, Store as _,
    backup::{Counts, Item, Summary},
    seal::{INDEX_KEY, entry_row, outbox_row},
};
use std::collections::{BTreeMap, BTreeSet};

use crate::world::World;

/// How many rows there are of each kind.
pub(crate) fn counts(items: &[Option<Item>]) -> Counts {
    let mut counts = Counts::default();
    for item in items.iter().flatten() {
        let count = match item {
            Item::Record(Record::Head { .. }) => &mut counts.heads,
            Item::Record(Record::Key { .. }) => &mut counts.keys,
            Item::Record(Record::Entry { .. }) => &mut counts.entries,
            Item::Record(Record::Wake { .. }) => &mut counts.wakes,
            Item::Record(Record::Outbox(_)) => &mut counts.messages,
            Item::Record(Record::Account { .. }) => &mut counts.accounts,
            Item::Record(Record::Blocked(_)) => &mut counts.blocked,
            Item::Record(Record::Heard { .. }) => &mut counts.heard,
            Item::Record(Record::Meta { .. }) => &mut counts.meta,
            Item::Unreadable { .. } => &mut counts.unreadable,
        };
        *count += 1;
    }
    counts
}

/// Whose row it is, also where it could not be read.
fn actor(item: &Item) -> Option<ActorId> {
    match item {
        Item::Record(record) => record.actor(),
        Item::Unreadable { tree, row } if ["head", "key", "entry"].contains(&&tree[..]) => {
            u128::from_str_radix(row.get(..32)?, 16).ok().map(|actor| ActorId(actor.to_be_bytes()))
        }
        Item::Unreadable { .. } => None,
    }
}

/// Whether there are only rows, people come by rising actor and before everything else.
pub(crate) fn in_order(items: &[Option<Item>]) -> bool {
    let mut last = None;
    let mut people = true;
    items.iter().all(|item| match item {
        None => false,
        Some(item) => match (actor(item), item) {
            (Some(actor), _) => {
                let rises = people && last.is_none_or(|last| last <= actor);
                last = Some(actor);
                rises
            }
            (None, Item::Unreadable { .. }) => true,
            (None, Item::Record(_)) => {
                people = false;
                true
            }
        },
    })
}

/// Everybody in the backup is restored and opens, or is counted as left out, and nobody who
/// was not changed is left out for somebody else's sake.
pub(crate) fn check(world: &World, items: &[Item], summary: &Summary, into: &Memory, living: bool) {
    for text in summary.unreadable.iter().chain(summary.damaged.iter().map(|one| &one.why)) {
        assert!(!text.chars().any(char::is_control), "a control character in {text:?}");
    }
    let (told, restored) = (by_actor(items), restored(into));
    for (actor, rows) in &restored {
        assert!(told.contains_key(actor), "{actor} was not in the backup");
        opens(world, *actor, rows);
    }
    let out: BTreeSet<_> = told.keys().filter(|actor| !restored.contains_key(actor)).collect();
    let counted = summary.erased + summary.rekeyed + summary.damaged.len() as u64;
    assert_eq!(out.len() as u64, counted, "people who are left out and people who are counted");
    assert!(summary.damaged.iter().all(|one| out.contains(&one.actor)), "somebody set aside was restored");

    let before: Vec<_> = world.records.iter().cloned().map(Item::Record).collect();
    for (actor, rows) in by_actor(&before) {
        let stays = !living
            || world.living.key(actor).is_ok_and(|key| {
                key.is_none_or(|key| {
                    rows.iter().any(|row| matches!(row, Item::Record(Record::Key { key: held, .. }) if *held == key))
                })
            });
        let erased = living && actor_is_erased(world, actor);
        if told.get(&actor) == Some(&rows) && stays && !erased {
            let rows: Vec<_> = rows.into_iter().cloned().collect();
            let same = restored.get(&actor).is_some_and(|found| found.iter().cloned().map(Item::Record).eq(rows));
            assert!(same, "{actor} was not changed, and is not restored as they were");
        }
    }
    rest(items, &out, into);
}

/// Of those who had a word, whoever the living store does not know.
fn actor_is_erased(world: &World, actor: ActorId) -> bool {
    let alive = |record: &Record| matches!(record, Record::Head { actor: of, head: Head::At(_) } if *of == actor);
    world.records.iter().any(alive) && world.living.key(actor).is_ok_and(|key| key.is_none())
}

fn by_actor(items: &[Item]) -> BTreeMap<ActorId, Vec<&Item>> {
    let mut people: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for item in items {
        if let Some(actor) = actor(item) {
            people.entry(actor).or_default().push(item);
        }
    }
    people
}

fn restored(into: &Memory) -> BTreeMap<ActorId, Vec<Record>> {
    let mut people: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for record in into.records() {
        if let Some(actor) = record.actor() {
            people.entry(actor).or_default().push(record);
        }
    }
    people
}

/// Somebody alive has no row past their head, and all that is sealed opens; of others there
/// is nothing but the head.
fn opens(world: &World, actor: ActorId, rows: &[Record]) {
    let Some(Record::Head { head, .. }) = rows.first() else { panic!("{actor} has no head") };
    let Head::At(head) = *head else {
        assert!(rows.len() == 1, "{actor} is not alive, and has rows");
        return;
    };
    let key = rows.iter().find_map(|row| match row {
        Record::Key { key, .. } => Some(world.vault.unwrap(actor, key).expect("the key of somebody restored opens")),
        _ => None,
    });
    for row in rows {
        let (tree, name, sealed, revision) = match row {
            Record::Entry { revision, sealed, .. } => {
                ("entry", entry_row(actor, *revision).to_vec(), sealed, *revision)
            }
            Record::Outbox(row) => ("outbox", outbox_row(row.id).to_vec(), &row.sealed, row.id.revision),
            _ => continue,
        };
        assert!(revision <= head, "{actor} is at {head}, and has a row of {tree} at {revision}");
        let key = key.as_ref().expect("whoever has sealed rows has a key");
        assert!(key.open(tree, &name, sealed).is_ok(), "a row of {tree} of {actor} does not open");
    }
}

/// What belongs to nobody is there, except accounts of people who are left out.
fn rest(items: &[Item], out: &BTreeSet<&ActorId>, into: &Memory) {
    let ours = |record: &&Record| match record {
        Record::Account { actor, .. } => !out.contains(actor),
        Record::Meta { name, .. } => name != INDEX_KEY,
        record => record.actor().is_none(),
    };
    let records = items.iter().filter_map(|item| match item {
        Item::Record(record) => Some(record),
        Item::Unreadable { .. } => None,
    });
    let expected: BTreeMap<_, _> = records.filter(ours).map(|record| (place(record), record)).collect();
    let found = into.records();
    let found: BTreeMap<_, _> = found
        .iter()
        .filter(|record| record.actor().is_none())
        .filter(|record| !matches!(record, Record::Meta { name, .. } if name == INDEX_KEY))
        .map(|record| (place(record), record))
        .collect();
    assert!(found == expected, "rows of nobody are missing, or there are others");
}
