//! Lanes: one job at a time for each key, in the order of arrival; different keys in parallel.

use std::collections::{HashMap, VecDeque};
use std::future::Future;
use std::hash::Hash;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::runtime::Handle;
use tokio::sync::{oneshot, watch};

use crate::guard::Guarded;

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
                Err(panicked) => {
                    tracing::error!(place = panicked.place, "a defect ended a job of a lane");
                }
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
            self.runtime.spawn(Arc::clone(self).walk(key, job));
        }
        self.jobs.send_modify(|jobs| *jobs += 1);
        Ok(receiver)
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

    async fn walk(self: Arc<Self>, key: K, first: Job) {
        let mut next = Some(first);
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
        self.jobs.send_modify(|jobs| *jobs -= 1);
        next
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<K, VecDeque<Job>>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};
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
