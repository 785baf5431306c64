//! The one committer: whatever waits goes into one commit of the store.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use afterword_store::{Answers, Error, Store, Write};
use tokio::runtime::Handle;
use tokio::sync::{Notify, mpsc, oneshot};
use tokio::time::{Instant, timeout_at};

use crate::{NotTaken, SetAside, guard, guard::Aside, stop::Stop};

/// How long a write that nobody waits for may wait for a commit that goes
/// anyway. Longer than a turn takes to be decided, and too short to be noticed.
const RIDE: Duration = Duration::from_millis(5);

/// What a caller hears: answers, or that nothing was written.
type Outcome = Result<Answers, NotTaken>;

/// Hands writes to the store, many at a time, and says when they are durable.
pub(crate) struct Committer {
    queue: mpsc::Sender<Waiting>,
    haste: Arc<Haste>,
    /// Where commits are made.
    aside: Aside,
    stop: Stop,
}

/// Whether somebody waits for everything to be durable.
#[derive(Default)]
struct Haste {
    waiting: AtomicUsize,
    began: Notify,
}

/// While it is there, nothing waits for company.
pub(crate) struct InHaste(Arc<Haste>);

/// Writes on their way.
pub(crate) struct Pending {
    answers: oneshot::Receiver<Outcome>,
    stop: Stop,
}

struct Waiting {
    writes: Vec<Write>,
    /// Whether they may wait a moment.
    rides: bool,
    done: oneshot::Sender<Outcome>,
}

impl Committer {
    /// Starts committing on the present runtime, about `batch` writes at a time.
    pub(crate) fn start(store: Arc<dyn Store>, batch: usize, stop: Stop) -> Self {
        let batch = batch.max(1);
        let (queue, waiting) = mpsc::channel(batch);
        let haste = Arc::new(Haste::default());
        let work = Work { store, batch, stop: stop.clone(), runtime: Handle::current() };
        let aside = match Aside::start("commit") {
            Ok(aside) => {
                drop(tokio::spawn(work.drain(waiting, Arc::clone(&haste), aside.clone())));
                aside
            }
            Err(error) => {
                stop.now(format!("no thread can be started ({error})"));
                Aside::default()
            }
        };
        Self { queue, haste, aside, stop }
    }

    /// A turn is about to be decided.
    pub(crate) fn soon(&self) {
        self.aside.soon();
    }

    /// Waits until all is done of what is durable so far.
    pub(crate) async fn done(&self) {
        drop(self.aside.run(|| ()).await);
    }

    /// Returns once all of `writes` are durable, with one answer for each. They
    /// are handed to the store together and in order.
    pub(crate) async fn commit(&self, writes: Vec<Write>) -> Outcome {
        self.begin(writes).await?.durable().await
    }

    /// The same for who has something to do until they are durable.
    pub(crate) async fn begin(&self, writes: Vec<Write>) -> Result<Pending, NotTaken> {
        self.hand_over(writes, false).await
    }

    /// Hands over what nobody waits for, and returns before it is durable. Where
    /// nothing else is to be written it waits a moment, to spare a commit of its own.
    pub(crate) async fn commit_along(&self, write: Write) -> Result<Pending, NotTaken> {
        self.hand_over(vec![write], true).await
    }

    /// As long as the answer lives, nothing waits for company.
    pub(crate) fn haste(&self) -> InHaste {
        self.haste.waiting.fetch_add(1, Ordering::SeqCst);
        self.haste.began.notify_one();
        InHaste(Arc::clone(&self.haste))
    }

    async fn hand_over(&self, writes: Vec<Write>, rides: bool) -> Result<Pending, NotTaken> {
        self.stop.check()?;
        let (done, answers) = oneshot::channel();
        // Where the committer has ended, so has the other end of `answers`.
        self.queue.send(Waiting { writes, rides, done }).await.ok();
        Ok(Pending { answers, stop: self.stop.clone() })
    }
}

impl Pending {
    /// Returns once the writes are durable.
    pub(crate) async fn durable(self) -> Outcome {
        // Without an answer it is not known whether they were written: whoever
        // asked hears "not taken", and a redelivery after the restart is
        // noticed by its event.
        self.answers.await.unwrap_or_else(|_| Err(self.stop.now("the committer ended early").into()))
    }
}

impl Drop for InHaste {
    fn drop(&mut self) {
        self.0.waiting.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Haste {
    /// Returns at once while there is haste, else when it begins.
    async fn begins(&self) {
        while self.waiting.load(Ordering::SeqCst) == 0 {
            self.began.notified().await;
        }
    }
}

/// What is needed to commit.
#[derive(Clone)]
struct Work {
    store: Arc<dyn Store>,
    batch: usize,
    stop: Stop,
    runtime: Handle,
}

impl Work {
    async fn drain(self, mut queue: mpsc::Receiver<Waiting>, haste: Arc<Haste>, aside: Aside) {
        let mut together = Vec::new();
        loop {
            if together.is_empty() {
                let Some(first) = queue.recv().await else { return };
                together.push(first);
            }
            self.wait_for_company(&mut together, &mut queue, &haste).await;
            // The queue goes along: while something waits in it, the next
            // commit begins without a change of thread.
            let work = self.clone();
            let worked = aside.run(move || {
                let left = work.work_off(together, &mut queue);
                (left, queue)
            });
            match worked.await {
                Ok((left, back)) => (together, queue) = (left, back),
                Err(panicked) => {
                    self.stop.now(format!("the committer panicked at {}", panicked.place));
                    return;
                }
            }
            if self.stop.check().is_err() {
                // What still waits is dropped, and with it the callers' hope.
                return;
            }
        }
    }

    /// Commits until nothing waits that is in a hurry; returns what is not.
    fn work_off(&self, mut together: Vec<Waiting>, queue: &mut mpsc::Receiver<Waiting>) -> Vec<Waiting> {
        loop {
            self.fill(&mut together, queue);
            self.commit_together(std::mem::take(&mut together));
            // Now that nobody waits for it.
            self.store.tidy();
            if self.stop.check().is_err() {
                return together;
            }
            self.fill(&mut together, queue);
            if together.iter().all(|waiting| waiting.rides) {
                return together;
            }
        }
    }

    /// Adds what waits, up to the size of a batch.
    fn fill(&self, together: &mut Vec<Waiting>, queue: &mut mpsc::Receiver<Waiting>) {
        let mut count: usize = together.iter().map(|waiting| waiting.writes.len()).sum();
        while count < self.batch
            && let Ok(next) = queue.try_recv()
        {
            count += next.writes.len();
            together.push(next);
        }
    }

    fn commit_together(&self, together: Vec<Waiting>) {
        let (mut writes, mut callers) = (Vec::new(), Vec::with_capacity(together.len()));
        for waiting in together {
            let from = writes.len();
            writes.extend(waiting.writes);
            callers.push((from..writes.len(), waiting.done));
        }
        let mut callers = Some(callers);
        let attempted = self.attempt(&writes, |answers| {
            tracing::debug!(writes = writes.len(), callers = callers.as_ref().map_or(0, Vec::len), "committed");
            let mut answers = answers.into_iter();
            let told = callers.take().into_iter().flatten();
            let told = told.map(|(range, done)| (done, Ok(answers.by_ref().take(range.len()).collect())));
            self.tell(told.collect());
        });
        let (Err(refused), Some(callers)) = (attempted, callers) else { return };
        match refused {
            NotTaken::Stopped(_) => {}
            refused if callers.len() == 1 => {
                self.tell(callers.into_iter().map(|(_, done)| (done, Err(refused.clone()))).collect());
            }
            // Nothing was written because of one of them: it must not hold up the others.
            _ => {
                for (range, done) in callers {
                    let mut done = Some(done);
                    let mut tell = |answer| self.tell(done.take().map(|done| (done, answer)).into_iter().collect());
                    match self.attempt(&writes[range], |answers| tell(Ok(answers))) {
                        Ok(()) => {}
                        Err(NotTaken::Stopped(_)) => return,
                        Err(refused) => tell(Err(refused)),
                    }
                }
            }
        }
    }

    /// Wakes the callers: one from right here, and many from a worker of the runtime, since
    /// woken from a thread that is none, each goes through the queue that all workers share.
    fn tell(&self, told: Vec<(oneshot::Sender<Outcome>, Outcome)>) {
        let tell = |told: Vec<(oneshot::Sender<Outcome>, Outcome)>| {
            for (done, answer) in told {
                // A caller that went away lost interest, not its turn.
                done.send(answer).ok();
            }
        };
        if told.len() == 1 {
            tell(told);
        } else {
            self.runtime.spawn(async move { tell(told) });
        }
    }

    /// Has the store commit them, and the callers told as soon as they are durable.
    fn attempt(&self, writes: &[Write], tell: impl FnOnce(Answers)) -> Result<(), NotTaken> {
        let (mut tell, mut found) = (Some(tell), None);
        let mut durable = |answers: Answers| {
            found = Some(answers.len());
            if let Some(tell) = tell.take_if(|_| answers.len() == writes.len()) {
                tell(answers);
            }
        };
        let committed = guard::guarded(|| self.store.commit_and_tell(writes, &mut durable));
        match committed {
            Ok(Ok(())) if found == Some(writes.len()) => Ok(()),
            Ok(Ok(())) => {
                let (found, count) = (found.unwrap_or(0), writes.len());
                Err(self.stop.now(format!("the store gave {found} answers to {count} writes")).into())
            }
            Ok(Err(Error::Corrupt { tree, row, .. })) => Err(SetAside::unreadable(tree, row).into()),
            // The store says it to the operator, once; it goes on by itself.
            Ok(Err(Error::NoRoom { .. })) => Err(NotTaken::NoRoom),
            Ok(Err(Error::Layout(why))) => {
                tracing::error!(why, "a write does not fit the store: a defect");
                Err(NotTaken::Defect)
            }
            Ok(Err(error)) => Err(self.stop.now(error).into()),
            Err(panicked) => Err(self.stop.now(format!("the store panicked at {}", panicked.place)).into()),
        }
    }
    /// Waits a moment, at most, for what does not ride.
    async fn wait_for_company(&self, together: &mut Vec<Waiting>, queue: &mut mpsc::Receiver<Waiting>, haste: &Haste) {
        let until = Instant::now() + RIDE;
        while together.len() < self.batch && together.iter().all(|waiting| waiting.rides) {
            let next = tokio::select! {
                biased; // what waits goes along even in haste
                next = timeout_at(until, queue.recv()) => next,
                () = haste.begins() => return,
            };
            match next {
                Ok(Some(next)) => together.push(next),
                Ok(None) | Err(_) => return,
            }
        }
    }
}
