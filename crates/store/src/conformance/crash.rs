//! What is left when the process, or the power, goes at some moment.

use std::collections::BTreeMap;
use std::mem;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::specimen::{self, check_whole, example_actor, example_turn};
use super::{Factory, Found, Fresh, Home, Nobody, Probe, Step, ensure, same, told, turn};
use crate::{ActorId, Answers, Head, Revision, Store, Write};

pub(super) fn reopened(factory: &dyn Factory) -> Found {
    let Fresh { store, home } = Fresh::new(factory)?;
    for revision in 1..=3 {
        let batch: Vec<_> = (0..4).map(|n| turn(example_turn(example_actor(n), revision))).collect();
        store.commit(&batch).map_err(told)?;
    }
    drop(store);
    let store = home.open(Arc::new(Nobody)).map_err(told)?;
    for n in 0..4 {
        same("turns", &check_whole(&*store, example_actor(n))?, &3)?;
    }
    Ok(())
}

/// For every kind of write: when `commit` returns, the last thing that
/// happened was the sync, after the flush, after the writing. But for the putting of rows,
/// which is only done with what is durable.
pub(super) fn durable_first(factory: &dyn Factory) -> Found {
    let steps = Arc::new(Steps::default());
    let fresh = Fresh::probed(factory, steps.clone())?;
    let actor = example_actor(1);
    let id = |n| specimen::message(actor, 1, n).id;
    let batches = [
        vec![turn(example_turn(actor, 1)), turn(example_turn(actor, 2))],
        vec![Write::Retry { id: id(0), not_before_ms: 5 }],
        vec![Write::Delivered(id(1))],
        vec![Write::Wake { actor, at_ms: Some(1) }],
        vec![Write::Meta { name: "sync".into(), value: Some(vec![1]) }],
        vec![Write::Block { account: specimen::account(actor), blocked: true }],
        vec![Write::Rewrap { actor, was: specimen::key(actor, 2), key: specimen::key(actor, 3) }],
        vec![Write::Rekey { actor, expect: 2, entries: vec![], outbox: vec![], key: specimen::key(actor, 9) }],
        vec![Write::ForgetHeard { before_ms: i64::MAX, limit: 1 }],
        vec![Write::Erase { actor, accounts: vec![] }],
    ];
    for (n, batch) in batches.iter().enumerate() {
        steps.taken();
        let answers = fresh.commit(batch);
        let taken = steps.taken();
        same("answers", &answers?, &vec![Ok(()); batch.len()])?;
        let early = taken.windows(2).any(|two| two[1] == Step::Put && !matches!(two[0], Step::Synced | Step::Put));
        ensure(!early && taken.first() != Some(&Step::Put), "rows were put that were not durable")?;
        let taken: Vec<_> = taken.into_iter().filter(|step| *step != Step::Put).collect();
        // Whether a store commits in one transaction is not asked here.
        let last = taken.len().saturating_sub(3);
        same(
            &format!("the last steps before batch {n} returned"),
            &&taken[last..],
            &&[Step::Written, Step::Flushed, Step::Synced][..],
        )?;
    }
    Ok(())
}

/// Somebody who reads while a commit waits for the disk must not be told of
/// it: they could say it, and then the power goes. Nor may who reads while it is put
/// where it belongs be told of half of it.
pub(super) fn read_durable(factory: &dyn Factory) -> Found {
    let reader = Arc::new(Reader::default());
    let fresh = Fresh::probed(factory, reader.clone())?;
    for revision in 1..=5 {
        lock(&reader.steps).clear();
        *lock(&reader.reads_from) = Some(fresh.store.clone());
        let answers = fresh.commit(&[turn(example_turn(Reader::actor(), revision))]);
        *lock(&reader.reads_from) = None;
        let read = mem::take(&mut *lock(&reader.reading));
        same("answers", &answers?, &vec![Ok(())])?;
        ensure(!read.is_empty(), "the writing was not reported")?;
        for read in read {
            let (head, synced) = read.join().map_err(|_| "the reader panicked")??;
            ensure(synced || head != Some(Head::At(revision)), "a turn was read before it was synced")?;
        }
    }
    Ok(())
}

/// Whoever is told that a commit is durable finds it, whatever is left to be done of it.
pub(super) fn read_when_told(factory: &dyn Factory) -> Found {
    let steps = Arc::new(Steps::default());
    let fresh = Fresh::probed(factory, steps.clone())?;
    let actor = example_actor(1);
    for revision in 1..=5 {
        steps.taken();
        let mut told_of = Vec::new();
        let mut tell = |answers: Answers| {
            let store = fresh.store.clone();
            told_of.push((answers, steps.taken(), thread::spawn(move || check_whole(&*store, actor))));
            // A reader that is not shut out has read by then.
            thread::sleep(Reader::PATIENCE);
        };
        let batch = [turn(example_turn(actor, revision))];
        fresh.store.commit_and_tell(&batch, &mut tell).map_err(told)?;
        same("times it was told", &told_of.len(), &1)?;
        for (answers, steps, reader) in told_of {
            same("answers", &answers, &vec![Ok(())])?;
            let durable = steps.windows(3).any(|three| three == [Step::Written, Step::Flushed, Step::Synced]);
            ensure(durable, "it was told before it was durable")?;
            same("turns read", &reader.join().map_err(|_| "the reader panicked")??, &revision)?;
        }
    }
    let mut told_of = Vec::new();
    fresh.store.commit_and_tell(&[], &mut |answers| told_of.push(answers)).map_err(told)?;
    same("what was told of nothing", &told_of, &vec![Vec::new()])
}

/// At every step of every commit, a copy: each turn in it is there wholly or not
/// at all, and those acknowledged before are there.
pub(super) fn whole_turns(factory: &dyn Factory) -> Found {
    const ACTORS: u64 = 3;
    let camera = Arc::new(Camera::default());
    let Fresh { store, home } = Fresh::probed(factory, camera.clone())?;
    *lock(&camera.home) = Some(home);
    for round in 1..=4 {
        // Two turns of the same actor in each batch, and one of each other.
        let first = [2 * round - 1, 2 * round].map(|revision| (0, revision));
        let others = (1..ACTORS).map(|n| (n, round));
        let turns: Vec<_> = first.into_iter().chain(others).collect();
        let batch: Vec<_> =
            turns.iter().map(|(n, revision)| turn(example_turn(example_actor(*n), *revision))).collect();
        let mut acknowledge = |answers: Answers| {
            let taken = turns.iter().zip(answers).filter_map(|(turn, answer)| answer.ok().map(|()| *turn));
            lock(&camera.acknowledged).extend(taken.map(|(n, revision)| (example_actor(n), revision)));
        };
        store.commit_and_tell(&batch, &mut acknowledge).map_err(told)?;
        same("turns acknowledged", &lock(&camera.acknowledged)[&example_actor(0)], &(2 * round))?;
    }
    drop(store);
    *lock(&camera.home) = None;
    let images = mem::take(&mut *lock(&camera.images));
    ensure(!images.is_empty(), "no step was reported")?;
    for (number, image) in images.into_iter().enumerate() {
        let at = format!("image {number}, taken once {:?}", image.step);
        let store = image.home?.open(Arc::new(Nobody)).map_err(told)?;
        for n in 0..ACTORS {
            let actor = example_actor(n);
            let found = check_whole(&*store, actor).map_err(|why| format!("{at}: {why}"))?;
            let acknowledged = image.acknowledged.get(&actor).copied().unwrap_or(0);
            ensure(found >= acknowledged, &format!("{at}: {found} turns of {acknowledged} acknowledged ones"))?;
        }
    }
    Ok(())
}

/// Writes down the steps.
#[derive(Default)]
struct Steps(Mutex<Vec<Step>>);

impl Steps {
    fn taken(&self) -> Vec<Step> {
        mem::take(&mut *lock(&self.0))
    }
}

impl Probe for Steps {
    fn step(&self, step: Step) {
        lock(&self.0).push(step);
    }
}

/// A head, and whether the sync had been reported by then.
type Read = Result<(Option<Head>, bool), String>;

/// Reads, from another thread, as soon as a commit is written, and as soon as its first row is put.
#[derive(Default)]
struct Reader {
    reads_from: Mutex<Option<Arc<dyn Store>>>,
    reading: Mutex<Vec<JoinHandle<Read>>>,
    steps: Arc<Mutex<Vec<Step>>>,
}

impl Reader {
    /// Long enough for a reader that is not held up.
    const PATIENCE: Duration = Duration::from_millis(20);

    fn actor() -> ActorId {
        example_actor(1)
    }
}

impl Probe for Reader {
    fn step(&self, step: Step) {
        let Some(store) = lock(&self.reads_from).clone() else {
            return;
        };
        lock(&self.steps).push(step);
        let first_row = step == Step::Put && lock(&self.steps).iter().filter(|step| **step == Step::Put).count() == 1;
        if step == Step::Written || first_row {
            let steps = self.steps.clone();
            lock(&self.reading).push(thread::spawn(move || {
                let head = store.head(Self::actor()).map_err(told)?;
                if first_row {
                    check_whole(&*store, Self::actor())?;
                }
                // A sync put off from an earlier batch would come before the flush; a
                // store that writes in two may have begun its second one by now.
                let synced = lock(&steps).windows(2).any(|two| two == [Step::Flushed, Step::Synced]);
                Ok((head, synced))
            }));
            thread::sleep(Self::PATIENCE);
        }
    }
}

/// Takes a picture at every step.
#[derive(Default)]
struct Camera {
    home: Mutex<Option<Arc<dyn Home>>>,
    acknowledged: Mutex<BTreeMap<ActorId, Revision>>,
    images: Mutex<Vec<Image>>,
}

struct Image {
    step: Step,
    home: Result<Arc<dyn Home>, String>,
    acknowledged: BTreeMap<ActorId, Revision>,
}

impl Probe for Camera {
    fn step(&self, step: Step) {
        if let Some(home) = &*lock(&self.home) {
            let image = Image { step, home: home.crash_image(), acknowledged: lock(&self.acknowledged).clone() };
            lock(&self.images).push(image);
        }
    }
}

/// What is behind the locks here stays sound whatever panics.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
