//! The rows as they stood at one moment, read while commits go on.
//!
//! sled 0.34 has no snapshots. So before a commit changes a row that an open
//! snapshot has not passed yet, it notes what the row held: the first note is
//! what held at the moment. The snapshot reads the trees page by page, each page
//! under the lock that readers use, and takes the note wherever there is one.

use std::collections::{BTreeMap, VecDeque};
use std::ops::Bound::{Excluded, Included, Unbounded};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use super::draft::Draft;
use super::layout::{self, OUTBOX_HEADER, Tree, Trees};
use super::parts::Joiner;
use super::quiet::quietly;
use super::{SledStore, io, looked};
use crate::{AccountHash, ActorId, Error, Heard, OutboxId, Record};

/// How many rows are looked at under one lock. A commit waits for no more.
const PAGE: usize = 64;

/// The trees of which everything begins with the actor, in the order in which a
/// person's rows come.
const PEOPLE: [Tree; 5] = [Tree::Head, Tree::Key, Tree::Entry, Tree::Wake, Tree::Outbox];

/// The trees that are read after them, one after the other.
const REST: [Tree; 4] = [Tree::Account, Tree::Blocked, Tree::HeardAge, Tree::Meta];

/// Where a row stands in the order of a snapshot.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    /// Actor, rank of the tree among [`PEOPLE`], row key. Damaged keys may be
    /// shorter than an actor, so the actor is as much of one as is there.
    Person(Vec<u8>, usize, Vec<u8>),
    /// Rank of the tree among [`REST`], row key.
    Rest(usize, Vec<u8>),
    /// Looked up when its age comes by, and so needed to the end.
    Heard(Vec<u8>),
}

impl Place {
    /// `None` for rows that only repeat what others say.
    fn of(tree: Tree, key: &[u8]) -> Option<Self> {
        let rank = |trees: &[Tree]| trees.iter().position(|one| *one == tree);
        if tree == Tree::Heard {
            return Some(Self::Heard(key.to_vec()));
        }
        rank(&PEOPLE)
            .map(|rank| Self::Person(actor_in(key).to_vec(), rank, key.to_vec()))
            .or_else(|| rank(&REST).map(|rank| Self::Rest(rank, key.to_vec())))
    }
}

fn actor_in(key: &[u8]) -> &[u8] {
    &key[..key.len().min(16)]
}

/// What rows held at the moment of one snapshot, as far as they changed since.
#[derive(Default)]
pub(super) struct Overlay {
    /// The last place that was read.
    passed: Option<Place>,
    noted: BTreeMap<Place, Option<Vec<u8>>>,
}

/// The snapshots that are open; one that was dropped is gone by itself.
#[derive(Default)]
pub(super) struct Overlays(Mutex<Vec<Weak<Mutex<Overlay>>>>);

impl Overlays {
    pub(super) fn open(&self) -> Arc<Mutex<Overlay>> {
        let overlay = Arc::default();
        lock(&self.0).push(Arc::downgrade(&overlay));
        overlay
    }

    /// Notes what is about to be changed. Only one commit is on its way at a
    /// time, so what the trees hold is what they hold until it is written.
    pub(super) fn note(&self, trees: &Trees, draft: &Draft<'_>) -> Result<(), Error> {
        let mut open = lock(&self.0);
        open.retain(|overlay| overlay.strong_count() > 0);
        for overlay in open.iter().filter_map(Weak::upgrade) {
            let mut overlay = lock(&overlay);
            for (tree, key, _) in draft.rows() {
                let Some(place) = Place::of(tree, key) else {
                    continue;
                };
                if overlay.passed.as_ref().is_some_and(|passed| place <= *passed) || overlay.noted.contains_key(&place)
                {
                    continue;
                }
                let held = looked(tree, key, || trees.get(tree).get(key).map_err(io))?;
                overlay.noted.insert(place, held.map(|value| value.to_vec()));
            }
        }
        Ok(())
    }
}

impl Overlay {
    /// The next rows of the moment, at most [`PAGE`], and whether they were the last.
    fn page(&mut self, trees: &Trees) -> Result<(Vec<Row>, bool), Error> {
        let mut now = InTrees::after(trees, self.passed.as_ref());
        let after = self.passed.take().map_or(Unbounded, Excluded);
        let mut noted = self.noted.range((after.clone(), Excluded(Place::Heard(Vec::new())))).peekable();
        let mut rows = Vec::new();
        let mut last = None;
        let mut next = now.next()?;
        let mut ended = false;
        // Rows that are newer than the moment are passed over, and count as well.
        for _ in 0..PAGE {
            let note_first = match (&next, noted.peek()) {
                (None, None) => {
                    ended = true;
                    break;
                }
                (None, Some(_)) => true,
                (Some(_), None) => false,
                (Some(row), Some((place, _))) => **place <= row.place,
            };
            if note_first {
                let Some((place, held)) = noted.next() else {
                    break;
                };
                if next.as_ref().is_some_and(|row| row.place == *place) {
                    next = now.next()?;
                }
                last = Some(place.clone());
                rows.extend(held.clone().map(|value| Row { place: place.clone(), value }));
            } else if let Some(row) = next.take() {
                last = Some(row.place.clone());
                rows.push(row);
                next = now.next()?;
            }
        }
        // Where nothing came, the end stays where it is.
        self.passed = last.or(match after {
            Excluded(place) => Some(place),
            _ => None,
        });
        if let Some(passed) = &self.passed {
            let ahead = self.noted.split_off(passed);
            self.noted = ahead;
            self.noted.remove(passed);
        }
        Ok((rows, ended))
    }

    fn heard(&self, trees: &Trees, hash: &[u8]) -> Result<Option<Vec<u8>>, Error> {
        match self.noted.get(&Place::Heard(hash.to_vec())) {
            Some(held) => Ok(held.clone()),
            None => looked(Tree::Heard, hash, || Ok(trees.get(Tree::Heard).get(hash).map_err(io)?.map(|v| v.to_vec()))),
        }
    }
}

struct Row {
    place: Place,
    value: Vec<u8>,
}

/// The rows as they are now, in the order of places.
struct InTrees {
    people: Vec<(usize, ::sled::Iter, Option<Row>)>,
    rest: VecDeque<(usize, ::sled::Iter)>,
}

impl InTrees {
    fn after(trees: &Trees, passed: Option<&Place>) -> Self {
        let open = |tree: Tree, from| trees.get(tree).range::<Vec<u8>, _>((from, Unbounded));
        let people = PEOPLE.iter().enumerate().filter_map(|(rank, tree)| {
            let from = match passed {
                None => Unbounded,
                Some(Place::Person(_, at, key)) if *at == rank => Excluded(key.clone()),
                // A person's later trees are still to come, the earlier ones are read.
                Some(Place::Person(actor, at, _)) if *at < rank => Included(actor.clone()),
                Some(Place::Person(actor, ..)) => Included(after_actor(actor)),
                Some(_) => return None,
            };
            Some((rank, open(*tree, from), None))
        });
        let rest = REST.iter().enumerate().filter_map(|(rank, tree)| {
            let from = match passed {
                Some(Place::Rest(at, _)) if *at > rank => return None,
                Some(Place::Rest(at, key)) if *at == rank => Excluded(key.clone()),
                Some(Place::Heard(_)) => return None,
                _ => Unbounded,
            };
            Some((rank, open(*tree, from)))
        });
        Self { people: people.collect(), rest: rest.collect() }
    }

    fn next(&mut self) -> Result<Option<Row>, Error> {
        for (rank, rows, next) in &mut self.people {
            if next.is_none()
                && let Some(row) = rows.next()
            {
                let (key, value) = row.map_err(io)?;
                let place = Place::Person(actor_in(&key).to_vec(), *rank, key.to_vec());
                *next = Some(Row { place, value: value.to_vec() });
            }
        }
        let waiting = self.people.iter_mut().filter(|(.., next)| next.is_some());
        if let Some((.., next)) =
            waiting.min_by(|a, b| a.2.as_ref().map(|r| &r.place).cmp(&b.2.as_ref().map(|r| &r.place)))
        {
            return Ok(next.take());
        }
        while let Some((rank, rows)) = self.rest.front_mut() {
            if let Some(row) = rows.next() {
                let (key, value) = row.map_err(io)?;
                return Ok(Some(Row { place: Place::Rest(*rank, key.to_vec()), value: value.to_vec() }));
            }
            self.rest.pop_front();
        }
        Ok(None)
    }
}

/// The first key that does not begin with `actor`, nor comes before it.
fn after_actor(actor: &[u8]) -> Vec<u8> {
    // A damaged, shorter key sorts before everything that begins with it.
    if actor.len() < 16 {
        return [actor, &[0]].concat();
    }
    let kept = actor.iter().rposition(|byte| *byte != 0xff);
    match kept {
        Some(at) => [&actor[..at], &[actor[at] + 1]].concat(),
        None => vec![0xff; 64],
    }
}

/// A snapshot: rows by pages, put together into records.
pub(super) struct Pages<'a> {
    store: &'a SledStore,
    overlay: Arc<Mutex<Overlay>>,
    ready: VecDeque<Result<Record, Error>>,
    /// An entry or a message of which parts may still follow.
    open: Option<Open>,
    ended: bool,
}

struct Open {
    tree: Tree,
    /// The row key without the part.
    row: Vec<u8>,
    joined: Result<Joiner, String>,
}

impl<'a> Pages<'a> {
    pub(super) fn new(store: &'a SledStore, overlay: Arc<Mutex<Overlay>>) -> Self {
        Self { store, overlay, ready: VecDeque::new(), open: None, ended: false }
    }

    fn read_page(&mut self) -> Result<(), Error> {
        let store = self.store;
        let overlay = self.overlay.clone();
        let _durable = store.reading()?;
        let mut overlay = lock(&overlay);
        let (rows, ended) = whole_page(|| overlay.page(&store.trees))?;
        for row in rows {
            match row.place {
                Place::Person(_, rank, key) => self.take(PEOPLE[rank], &key, &row.value),
                Place::Rest(rank, key) if REST[rank] == Tree::HeardAge => {
                    self.close();
                    match layout::heard_from_age(&key, &row.value) {
                        Ok(all) => self.ready.extend(all.into_iter().map(|one| heard(&overlay, &store.trees, one))),
                        Err(error) => self.ready.push_back(Err(error)),
                    }
                }
                Place::Rest(rank, key) => self.take(REST[rank], &key, &row.value),
                Place::Heard(_) => {}
            }
        }
        if ended {
            self.close();
            self.ended = true;
        }
        Ok(())
    }

    fn take(&mut self, tree: Tree, key: &[u8], value: &[u8]) {
        if let Some((whole, header)) = parted(tree) {
            return self.part(tree, key, whole, header, value);
        }
        self.close();
        self.ready.push_back(record(tree, key, value));
    }

    /// `whole` is how long a row key is without its part.
    fn part(&mut self, tree: Tree, key: &[u8], whole: usize, header: usize, value: &[u8]) {
        let Some((row, number)) =
            key.split_at_checked(whole).and_then(|(row, part)| Some((row, part.try_into().ok()?)))
        else {
            self.close();
            return self.ready.push_back(Err(tree.corrupt(key, "its key has the wrong length")));
        };
        if self.open.as_ref().is_none_or(|open| open.tree != tree || open.row != row) {
            self.close();
            self.open = Some(Open { tree, row: row.to_vec(), joined: Ok(Joiner::default()) });
        }
        if let Some(open) = &mut self.open
            && let Ok(joiner) = &mut open.joined
            && let Err(why) = joiner.push(u16::from_be_bytes(number), value, header)
        {
            open.joined = Err(why);
        }
    }

    fn close(&mut self) {
        if let Some(Open { tree, row, joined }) = self.open.take() {
            let whole = joined.and_then(Joiner::finish).map_err(|why| tree.corrupt(&row, why));
            self.ready.push_back(whole.and_then(|(header, sealed)| joined_record(&row, &header, sealed)));
        }
    }
}

impl Iterator for Pages<'_> {
    type Item = Result<Record, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(record) = self.ready.pop_front() {
                return Some(record);
            }
            if self.ended {
                return None;
            }
            if let Err(error) = self.read_page() {
                self.ended = true;
                return Some(Err(error));
            }
        }
    }
}

/// sled ends an iteration at a damaged page and does not say where the next one
/// begins: whoever took what came before for everything would lose the rest.
fn whole_page<T>(read: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    match quietly(read) {
        Ok(Err(Error::Corrupt { why, .. })) => Err(Error::DamagedPage { why }),
        Ok(read) => read,
        Err(_panic) => Err(Error::DamagedPage { why: "sled stopped while reading it".to_owned() }),
    }
}

/// How long the row key without the part, and the header, of a tree in parts are.
fn parted(tree: Tree) -> Option<(usize, usize)> {
    match tree {
        Tree::Entry => Some((24, 0)),
        Tree::Outbox => Some((26, OUTBOX_HEADER)),
        _ => None,
    }
}

fn joined_record(row: &[u8], header: &[u8], sealed: Vec<u8>) -> Result<Record, Error> {
    if row.len() == 24 {
        let (actor, revision) = layout::entry_row(row)?;
        return Ok(Record::Entry { actor, revision, sealed });
    }
    let id: OutboxId = layout::outbox_from_row(row)?;
    layout::outbox_row(id, header, sealed).map(Record::Outbox)
}

fn record(tree: Tree, key: &[u8], value: &[u8]) -> Result<Record, Error> {
    let actor = || layout::actor_from(tree, key, key);
    let account = || <[u8; 32]>::try_from(key).map(AccountHash).map_err(|_| tree.corrupt(key, "its key is not a hash"));
    Ok(match tree {
        Tree::Head => Record::Head { actor: actor()?, head: layout::head_from(key, value)? },
        Tree::Key => {
            let actor: ActorId = actor()?;
            Record::Key { actor, key: layout::key_from(actor, value)? }
        }
        Tree::Wake => {
            let actor = actor()?;
            Record::Wake { actor, at_ms: layout::wake_from_value(actor, value)? }
        }
        Tree::Account => Record::Account { account: account()?, actor: layout::actor_from(tree, key, value)? },
        Tree::Blocked => Record::Blocked(account()?),
        Tree::Meta => {
            let name = String::from_utf8(key.to_vec()).map_err(|_| tree.corrupt(key, "its name is not text"))?;
            Record::Meta { name, value: value.to_vec() }
        }
        other => return Err(other.corrupt(key, "it is not a row by itself")),
    })
}

fn heard(overlay: &Overlay, trees: &Trees, heard: Heard) -> Result<Record, Error> {
    let value =
        overlay.heard(trees, &heard.id.0)?.ok_or_else(|| Tree::Heard.corrupt(&heard.id.0, "its event is missing"))?;
    Ok(Record::Heard { heard, revision: layout::revision_from(Tree::Heard, &heard.id.0, &value)? })
}

/// What is behind the locks here stays sound whatever panics.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
