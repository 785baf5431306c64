//! Lanes: one job at a time for each key, in the order of arrival; different keys in parallel.

use std::collections::{HashMap, VecDeque};
use std::future::Future;
use std::hash::Hash;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::runtime::Handle;
use tokio::sync::{oneshot, watch};

use crate::guard::{Guarded, Panicked};

type Job = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Lanes by key. A lane exists while something runs or waits in it.
pub(crate) struct Lanes<K> {
    waiting: Mutex<HashMap<K, VecDeque<Job>>>,
    /// Jobs that run or wait, in all lanes.
    jobs: watch::Sender<usize>,
    runtime: Handle,
}

/// How many jobs may run or wait.
#[derive(Clone, Copy)]
pub(crate) struct Room {
    pub(crate) in_lane: usize,
    pub(crate) in_all: usize,
}

impl Room {
    /// For jobs that other lanes bound already.
    pub(crate) const AMPLE: Self = Self { in_lane: usize::MAX, in_all: usize::MAX };
}

/// There is no room for one more; nothing was done.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Full;

impl<K: Copy + Eq + Hash + Send + 'static> Lanes<K> {
    /// Lanes whose jobs run on the present runtime.
    pub(crate) fn new() -> Self {
        Self { waiting: Mutex::default(), jobs: watch::Sender::new(0), runtime: Handle::current() }
    }

    /// Takes the next place in a lane, now. The receiver gets what the job
    /// returns; it fails if the job panicked. The job runs to its end even if
    /// nobody waits for it: a turn is never left half done.
    pub(crate) fn enter<T: Send + 'static>(
        self: &Arc<Self>,
        key: K,
        room: Room,
        job: impl Future<Output = T> + Send + 'static,
    ) -> Result<oneshot::Receiver<T>, Full> {
        let (done, receiver) = oneshot::channel();
        let job: Job = Box::pin(async move {
            match Guarded::new(job).await {
                // Whoever asked may have gone; the job is done all the same.
                Ok(value) => drop(done.send(value)),
                Err(panicked) => told(&panicked),
            }
        });
        let mut lanes = self.lock();
        if *self.jobs.borrow() >= room.in_all {
            return Err(Full);
        }
        if let Some(lane) = lanes.get_mut(&key) {
            // One more is running than is waiting.
            if lane.len() + 1 >= room.in_lane {
                return Err(Full);
            }
            lane.push_back(job);
        } else {
            lanes.insert(key, VecDeque::new());
            self.runtime.spawn(Arc::clone(self).walk(key, Some(job)));
        }
        self.begin();
        Ok(receiver)
    }

    /// Does a job when its lane comes to it, and fails if it panicked. Where the
    /// lane is free it runs right here, without a task of its own: so this is
    /// only for a job of another lane, which always runs to its end.
    pub(crate) async fn pass<T: Send + 'static>(
        self: &Arc<Self>,
        key: K,
        job: impl Future<Output = T> + Send + 'static,
    ) -> Option<T> {
        let free = {
            let mut lanes = self.lock();
            let free = !lanes.contains_key(&key);
            if free {
                lanes.insert(key, VecDeque::new());
                self.begin();
            }
            free
        };
        if !free {
            return self.enter(key, Room::AMPLE, job).ok()?.await.ok();
        }
        let passing = Passing { lanes: self, key };
        let done = Guarded::new(job).await;
        drop(passing);
        done.inspect_err(told).ok()
    }

    /// Whether fewer jobs than that run or wait in one lane.
    pub(crate) fn has_room(&self, key: K, in_lane: usize) -> bool {
        self.lock().get(&key).is_none_or(|lane| lane.len() + 1 < in_lane)
    }

    /// Whether nothing runs in any lane.
    pub(crate) fn is_idle(&self) -> bool {
        *self.jobs.borrow() == 0
    }

    /// Waits until nothing runs in any lane.
    pub(crate) async fn idle(&self) {
        // The sender lives as long as `self`, so waiting cannot fail.
        if self.jobs.subscribe().wait_for(|jobs| *jobs == 0).await.is_err() {
            tracing::error!("lanes went away while somebody waited for them");
        }
    }

    async fn walk(self: Arc<Self>, key: K, mut next: Option<Job>) {
        while let Some(job) = next {
            job.await;
            next = self.next(key);
        }
    }

    fn next(&self, key: K) -> Option<Job> {
        let mut lanes = self.lock();
        let next = lanes.get_mut(&key).and_then(VecDeque::pop_front);
        if next.is_none() {
            lanes.remove(&key);
        }
        // Those who wait for the end need not hear of each step towards it.
        self.jobs.send_if_modified(|jobs| {
            *jobs -= 1;
            *jobs == 0
        });
        next
    }

    fn begin(&self) {
        self.jobs.send_if_modified(|jobs| {
            *jobs += 1;
            false
        });
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<K, VecDeque<Job>>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A lane that is passed through: it goes on with the next job afterwards,
/// whatever became of this one.
struct Passing<'a, K: Copy + Eq + Hash + Send + 'static> {
    lanes: &'a Arc<Lanes<K>>,
    key: K,
}

impl<K: Copy + Eq + Hash + Send + 'static> Drop for Passing<'_, K> {
    fn drop(&mut self) {
        if let Some(next) = self.lanes.next(self.key) {
            self.lanes.runtime.spawn(Arc::clone(self.lanes).walk(self.key, Some(next)));
        }
    }
}

fn told(panicked: &Panicked) {
    tracing::error!(place = panicked.place, "a defect ended a job of a lane");
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;
    use tokio::sync::Notify;

    fn lanes() -> Arc<Lanes<u8>> {
        crate::guard::install();
        Arc::new(Lanes::new())
    }

    #[tokio::test]
    async fn one_lane_keeps_its_order_while_others_go_on() {
        let lanes = lanes();
        let (gate, log) = (Arc::new(Notify::new()), Arc::new(Mutex::new(Vec::new())));
        let job = |key: u8, n: usize, wait: bool| {
            let (gate, log) = (Arc::clone(&gate), Arc::clone(&log));
            async move {
                if wait {
                    gate.notified().await;
                }
                log.lock().unwrap().push((key, n));
                n
            }
        };
        let first = lanes.enter(1, Room::AMPLE, job(1, 0, true)).unwrap();
        let second = lanes.enter(1, Room::AMPLE, job(1, 1, false)).unwrap();
        let other = lanes.enter(2, Room::AMPLE, job(2, 0, false)).unwrap();
        assert_eq!(other.await, Ok(0));
        assert!(!lanes.is_idle());
        gate.notify_one();
        assert_eq!((first.await, second.await), (Ok(0), Ok(1)));
        lanes.idle().await;
        assert_eq!(*log.lock().unwrap(), [(2, 0), (1, 0), (1, 1)]);
        assert!(lanes.is_idle() && lanes.lock().is_empty());
    }

    #[tokio::test]
    async fn a_full_lane_refuses_and_a_panic_does_not_block_it() {
        let lanes = lanes();
        let ran = Arc::new(AtomicUsize::new(0));
        let two = Room { in_lane: 2, in_all: 3 };
        let count = || {
            let ran = Arc::clone(&ran);
            async move { ran.fetch_add(1, Ordering::SeqCst) }
        };
        let defect = lanes.enter(1, two, async { panic!("what somebody wrote") }).unwrap();
        let after = lanes.enter(1, two, count()).unwrap();
        assert_eq!(lanes.enter(1, two, count()).unwrap_err(), Full);
        lanes.enter(2, two, count()).unwrap();
        assert_eq!(lanes.enter(3, two, count()).unwrap_err(), Full, "three in all");
        assert!(defect.await.map(|()| 0).is_err());
        after.await.unwrap();
        lanes.idle().await;
        assert_eq!(ran.load(Ordering::SeqCst), 2);
    }

    #[tokio::test]
    async fn who_passes_through_a_lane_keeps_its_order() {
        let lanes = lanes();
        let (gate, log) = (Arc::new(Notify::new()), Arc::new(Mutex::new(Vec::new())));
        let job = |n: usize| {
            let (gate, log) = (Arc::clone(&gate), Arc::clone(&log));
            async move {
                gate.notified().await;
                log.lock().unwrap().push(n);
                n
            }
        };
        let pass = |n| {
            let (lanes, job) = (Arc::clone(&lanes), job(n));
            tokio::spawn(async move { lanes.pass(1, job).await })
        };
        let first = pass(0);
        tokio::task::yield_now().await;
        let second = lanes.enter(1, Room::AMPLE, job(1)).unwrap();
        let third = pass(2);
        tokio::task::yield_now().await;
        gate.notify_one();
        assert_eq!(first.await.unwrap(), Some(0));
        gate.notify_one();
        assert_eq!(second.await, Ok(1));
        gate.notify_one();
        assert_eq!(third.await.unwrap(), Some(2));
        lanes.idle().await;
        assert_eq!(*log.lock().unwrap(), [0, 1, 2]);
        assert_eq!(lanes.pass(1, async { panic!("what somebody wrote") }).await, None::<()>);
        let given_up = tokio::time::timeout(Duration::ZERO, lanes.pass(1, job(3)));
        assert!(given_up.await.is_err());
        assert_eq!(lanes.pass(1, async { 4 }).await, Some(4), "the lane is free again");
        lanes.idle().await;
        assert!(lanes.is_idle() && lanes.lock().is_empty());
    }

    #[tokio::test]
    async fn many_lanes_leave_nothing_behind() {
        let lanes = Arc::new(Lanes::new());
        let room = Room { in_lane: 1, in_all: 1000 };
        let mut refused = 0_u32;
        for key in 0..200_000_u32 {
            assert!(lanes.has_room(key, 1));
            if lanes.enter(key, room, async {}).is_err() {
                refused += 1;
                lanes.idle().await;
            }
        }
        lanes.idle().await;
        assert!(refused > 0, "there was more than fits");
        let waiting = lanes.lock();
        assert!(waiting.is_empty());
        assert!(waiting.capacity() < 10_000, "room for {} lanes", waiting.capacity());
    }

    #[tokio::test]
    async fn a_job_ends_even_if_nobody_waits_for_it() {
        let lanes = lanes();
        let ran = Arc::new(AtomicUsize::new(0));
        let job = {
            let ran = Arc::clone(&ran);
            async move {
                tokio::task::yield_now().await;
                ran.fetch_add(1, Ordering::SeqCst)
            }
        };
        drop(lanes.enter(1, Room::AMPLE, job).unwrap());
        lanes.idle().await;
        assert_eq!(ran.load(Ordering::SeqCst), 1);
    }
}
