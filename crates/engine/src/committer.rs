//! The one committer: whatever waits goes into one commit of the store.

use std::ops::Range;
use std::sync::Arc;

use afterword_store::{Conflict, Error, Store, Write};
use tokio::sync::{mpsc, oneshot};

use crate::{NotTaken, SetAside, guard, stop::Stop};

/// What the store said to each of some writes.
pub(crate) type Answers = Vec<Result<(), Conflict>>;

/// Hands writes to the store, many at a time, and says when they are durable.
pub(crate) struct Committer {
    queue: mpsc::Sender<Waiting>,
    stop: Stop,
}

struct Waiting {
    writes: Vec<Write>,
    done: oneshot::Sender<Result<Answers, NotTaken>>,
}

impl Committer {
    /// Starts committing on the present runtime, about `batch` writes at a time.
    pub(crate) fn start(store: Arc<dyn Store>, batch: usize, stop: Stop) -> Self {
        let batch = batch.max(1);
        let (queue, waiting) = mpsc::channel(batch);
        tokio::spawn(drain(store, waiting, batch, stop.clone()));
        Self { queue, stop }
    }

    /// Returns once all of `writes` are durable, with one answer for each. They
    /// are handed to the store together and in order.
    pub(crate) async fn commit(&self, writes: Vec<Write>) -> Result<Answers, NotTaken> {
        self.stop.check()?;
        let (done, answers) = oneshot::channel();
        if self.queue.send(Waiting { writes, done }).await.is_ok()
            && let Ok(answers) = answers.await
        {
            return answers;
        }
        // Whether they were written is not known: whoever asked hears "not
        // taken", and a redelivery after the restart is noticed by its event.
        Err(self.stop.now("the committer ended early").into())
    }
}

async fn drain(store: Arc<dyn Store>, mut queue: mpsc::Receiver<Waiting>, batch: usize, stop: Stop) {
    while let Some(first) = queue.recv().await {
        let mut count = first.writes.len();
        let mut together = vec![first];
        while count < batch
            && let Ok(next) = queue.try_recv()
        {
            count += next.writes.len();
            together.push(next);
        }
        commit_together(&store, together, &stop).await;
        if stop.check().is_err() {
            // What still waits is dropped, and with it the callers' hope.
            return;
        }
    }
}

async fn commit_together(store: &Arc<dyn Store>, together: Vec<Waiting>, stop: &Stop) {
    let (mut writes, mut callers) = (Vec::new(), Vec::with_capacity(together.len()));
    for waiting in together {
        let from = writes.len();
        writes.extend(waiting.writes);
        callers.push((from..writes.len(), waiting.done));
    }
    let writes = Arc::new(writes);
    match attempt(store, &writes, 0..writes.len(), stop).await {
        Ok(answers) => {
            tracing::debug!(writes = writes.len(), callers = callers.len(), "committed");
            let mut answers = answers.into_iter();
            for (range, done) in callers {
                // A caller that went away lost interest, not its turn.
                done.send(Ok(answers.by_ref().take(range.len()).collect())).ok();
            }
        }
        Err(NotTaken::Stopped(_)) => {}
        Err(refused) if callers.len() == 1 => {
            for (_, done) in callers {
                done.send(Err(refused.clone())).ok();
            }
        }
        // Nothing was written because of one of them: it must not hold up the others.
        Err(_) => {
            for (range, done) in callers {
                let answer = attempt(store, &writes, range, stop).await;
                if stop.check().is_err() {
                    return;
                }
                done.send(answer).ok();
            }
        }
    }
}

async fn attempt(
    store: &Arc<dyn Store>,
    writes: &Arc<Vec<Write>>,
    range: Range<usize>,
    stop: &Stop,
) -> Result<Answers, NotTaken> {
    let count = range.len();
    let (store, writes) = (Arc::clone(store), Arc::clone(writes));
    match guard::blocking(move || store.commit(&writes[range])).await {
        Ok(Ok(answers)) if answers.len() == count => Ok(answers),
        Ok(Ok(answers)) => {
            let found = answers.len();
            Err(stop.now(format!("the store gave {found} answers to {count} writes")).into())
        }
        Ok(Err(Error::Corrupt { tree, row, .. })) => Err(SetAside::unreadable(tree, row).into()),
        // The store says it to the operator, once; it goes on by itself.
        Ok(Err(Error::NoRoom { .. })) => Err(NotTaken::NoRoom),
        Ok(Err(Error::Layout(why))) => {
            tracing::error!(why, "a write does not fit the store: a defect");
            Err(NotTaken::Defect)
        }
        Ok(Err(error)) => Err(stop.now(error).into()),
        Err(panicked) => Err(stop.now(format!("the store panicked at {}", panicked.place)).into()),
    }
}
