//! Our own place in what the homeserver has to tell, kept once all before it was heard.

use afterword_engine::{Engine, NotTaken};
use std::mem;
use tokio::{
    sync::mpsc::{Receiver, Sender, channel},
    task::JoinHandle,
    time::{Duration, Instant, timeout_at},
};

/// The note of it: `<user> <token>`.
const NOTE: &str = "matrix_sync";
/// How many places may wait until everything before them is answered.
const WAITING: usize = 64;
/// Places come with each message, and each that is kept is a write to the disk. What is heard again
/// after a start from the one before is noticed.
const AT_MOST_EVERY: Duration = Duration::from_secs(1);
/// A place at which nothing happened is kept this often.
const EVERY: Duration = Duration::from_secs(10 * 60);

/// The last place of this account, where there is one.
pub(crate) async fn last(engine: &Engine, me: &str) -> Result<Option<String>, NotTaken> {
    let note = engine.note(NOTE).await?;
    let note = note.and_then(|note| String::from_utf8(note).ok());
    Ok(note.and_then(|note| note.strip_prefix(me)?.strip_prefix(' ').map(str::to_owned)))
}

/// Keeps places in their order.
pub(crate) struct Tokens {
    places: Sender<Place>,
    quiet_since: Instant,
    /// Whether anything happened since the last place.
    happened: bool,
    /// What of that goes on until it is answered.
    going_on: Vec<JoinHandle<()>>,
}

struct Place {
    token: String,
    /// What was heard before it and is not answered yet. It is durable, but for what strangers
    /// are told, which is kept nowhere: they are answered before this place is kept.
    going_on: Vec<JoinHandle<()>>,
}

impl Place {
    /// Waits until all of that is answered.
    async fn answered(&mut self) {
        for one in self.going_on.drain(..) {
            // It ended, one way or another; a panic was logged where it happened.
            drop(one.await);
        }
    }
}

impl Tokens {
    /// Keeps the places of this account from here on.
    pub(crate) fn keep(engine: Engine, me: String) -> (Self, JoinHandle<()>) {
        let (places, arrive) = channel(WAITING);
        let this = Self { places, quiet_since: Instant::now(), happened: false, going_on: Vec::new() };
        (this, tokio::spawn(keep(engine, me, arrive)))
    }

    /// Something happened, and this of it goes on until it is answered.
    pub(crate) fn happened(&mut self, going_on: Vec<JoinHandle<()>>) {
        self.happened = true;
        self.going_on.extend(going_on);
    }

    /// Everything before this place was heard.
    pub(crate) async fn reached(&mut self, token: String) {
        if !self.happened && self.quiet_since.elapsed() < EVERY {
            return;
        }
        self.quiet_since = Instant::now();
        self.happened = false;
        let going_on = mem::take(&mut self.going_on);
        if self.places.send(Place { token, going_on }).await.is_err() {
            tracing::error!("places are not kept any more: a defect");
        }
    }
}

async fn keep(engine: Engine, me: String, mut arrive: Receiver<Place>) {
    let mut next_at = Instant::now();
    while let Some(mut place) = arrive.recv().await {
        place.answered().await;
        // Of several that are due, the last one says it all; but some are kept, however many come.
        for _ in 0..WAITING {
            let Ok(Some(next)) = timeout_at(next_at, arrive.recv()).await else { break };
            place = next;
            place.answered().await;
        }
        let note = format!("{me} {}", place.token);
        if let Err(error) = engine.keep_note(NOTE, note.into_bytes()).await {
            tracing::warn!(%error, "the place in what the homeserver tells was not kept; what was heard is noticed");
        }
        next_at = Instant::now() + AT_MOST_EVERY;
    }
}
