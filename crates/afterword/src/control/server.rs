//! The owner's side: lets a few in, and does what each asks for.

use super::{
    lines,
    operations::{Owner, Reply, perform},
    socket::{self, Place},
    trouble,
    wire::{LARGEST_JOURNAL, LONGEST_REQUEST, Line, Request},
};
use crate::{
    exit::{Code, Trouble},
    progress::Step,
};
use std::{
    io::{self, Write as _},
    path::Path,
    sync::Arc,
    time::Duration,
};
use tokio::{
    io::{AsyncReadExt as _, BufReader},
    net::{UnixListener, UnixStream, unix::OwnedReadHalf, unix::OwnedWriteHalf},
    sync::{Semaphore, watch},
    task::{JoinHandle, JoinSet},
    time::{MissedTickBehavior, interval, timeout},
};

/// How many are let in at a time.
const MOST: usize = 8;
/// How long a client may take to say what it wants, and then to send what belongs to it.
const SAY: Duration = Duration::from_secs(10);
const SEND: Duration = Duration::from_secs(60);
/// How often a client hears how far it is.
const TELL_EVERY: Duration = Duration::from_millis(250);
/// How long to wait where the system has no more connections to give.
const RECOVER: Duration = Duration::from_millis(100);

/// The control socket of a folder that this process has open.
pub(crate) struct Control {
    closing: watch::Sender<bool>,
    serving: JoinHandle<()>,
}

impl Control {
    /// Makes the socket and serves it. `owner` holds the store's lock.
    ///
    /// # Errors
    /// Where the socket cannot be made.
    pub(crate) fn serve(folder: &Path, owner: Owner) -> io::Result<Self> {
        let place = Place::of(folder)?;
        let listener = place.listen()?;
        let (closing, closes) = watch::channel(false);
        let serving = tokio::spawn(serve(place, listener, Arc::new(owner), closes));
        Ok(Self { closing, serving })
    }

    /// Lets nobody in any more, and waits for what is under way.
    pub(crate) async fn close(self) {
        self.closing.send_replace(true);
        if self.serving.await.is_err() {
            tracing::error!("a defect ended the control socket");
        }
    }
}

async fn serve(place: Place, listener: UnixListener, owner: Arc<Owner>, closes: watch::Receiver<bool>) {
    let room = Arc::new(Semaphore::new(MOST));
    let mut clients = JoinSet::new();
    let mut closing = closes.clone();
    loop {
        let stream = tokio::select! {
            () = closed(&mut closing) => break,
            Some(_ended) = clients.join_next() => continue,
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => stream,
                Err(error) => {
                    tracing::warn!(%error, "the control socket let nobody in");
                    tokio::time::sleep(RECOVER).await;
                    continue;
                }
            },
        };
        if !socket::admits(&stream) {
            refuse(stream, Code::NoPermission, "the control socket is only for the account that runs Afterword");
            continue;
        }
        let Ok(place) = Arc::clone(&room).try_acquire_owned() else {
            refuse(stream, Code::InUse, "too many commands are asking already; try again in a moment");
            continue;
        };
        let (owner, closes) = (Arc::clone(&owner), closes.clone());
        clients.spawn(async move {
            if let Err(error) = attend(stream, owner, closes).await {
                tracing::debug!(%error, "a client of the control socket went away");
            }
            drop(place);
        });
    }
    // The name goes first, so that the next owner's socket is never taken away.
    place.remove();
    drop(listener);
    while clients.join_next().await.is_some() {}
}

async fn closed(closing: &mut watch::Receiver<bool>) {
    // A sender that went away without a word ends it too.
    drop(closing.wait_for(|closing| *closing).await);
}

/// Tells somebody who is not let in why; they are not waited for.
fn refuse(stream: UnixStream, code: Code, why: &str) {
    let told = (|| {
        let mut line = serde_json::to_vec(&Line::failed(&Trouble::new(code, why)))?;
        line.push(b'\n');
        stream.into_std()?.write_all(&line)
    })();
    if let Err(error) = told {
        tracing::debug!(%error, "somebody was not let in, and did not hear why");
    }
}

/// One client, from hello to the last line.
async fn attend(stream: UnixStream, owner: Arc<Owner>, mut closing: watch::Receiver<bool>) -> io::Result<()> {
    let (from, mut to) = stream.into_split();
    let mut from = BufReader::new(from);
    lines::write(&mut to, &Line::hello()).await?;
    let asked = tokio::select! {
        () = closed(&mut closing) => return Ok(()),
        asked = request(&mut from) => asked?,
    };
    let request = match asked {
        Ok(Some(request)) => request,
        Ok(None) => return Ok(()), // it only wanted to know whether somebody is there
        Err(trouble) => return lines::write(&mut to, &Line::failed(&trouble)).await,
    };
    tracing::info!(what = request.title(), "asked through the control socket");
    match performed(owner, request, &mut to).await {
        Ok(reply) => answer(reply, &mut to).await,
        Err(trouble) => lines::write(&mut to, &Line::failed(&trouble)).await,
    }
}

/// What a client wants, with all that belongs to it.
async fn request(from: &mut BufReader<OwnedReadHalf>) -> io::Result<Result<Option<Request>, Trouble>> {
    let line = match lines::read(from, LONGEST_REQUEST, SAY).await {
        Ok(Some(line)) => line,
        Ok(None) => return Ok(Ok(None)),
        // Too long: no line at all says so, in the words for any other garbage.
        Err(error) if error.kind() == io::ErrorKind::InvalidData => Vec::new(),
        Err(error) => return Err(error),
    };
    Ok(match Request::read(&line) {
        Ok(Request::Import { bytes, .. }) if bytes > LARGEST_JOURNAL => {
            Err(super::operations::too_large(&format!("{bytes} bytes")))
        }
        Ok(Request::Import { who, bytes, .. }) => {
            let mut journal = Vec::new();
            timeout(SEND, from.take(bytes).read_to_end(&mut journal)).await.map_err(|_| io::ErrorKind::TimedOut)??;
            if u64::try_from(journal.len()).ok() != Some(bytes) {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            Ok(Some(Request::Import { who, bytes, journal }))
        }
        Ok(request) => Ok(Some(request)),
        Err(trouble) => Err(trouble),
    })
}

/// Does it to its end, whether or not the client stays to hear how far it is.
async fn performed(owner: Arc<Owner>, request: Request, to: &mut OwnedWriteHalf) -> Result<Reply, Trouble> {
    let (tell, told) = watch::channel(Step::default());
    let mut work = tokio::spawn(async move {
        let progress = |step: Step| drop(tell.send_replace(step));
        perform(&owner, request, &progress).await
    });
    let mut tells = interval(TELL_EVERY);
    tells.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut listening = true;
    loop {
        tokio::select! {
            biased;
            done = &mut work => {
                return done.unwrap_or_else(|_| Err(trouble(afterword_engine::NotTaken::Defect)));
            }
            _ = tells.tick(), if listening => {
                let step = told.borrow().clone();
                listening = lines::write(to, &Line::Progress(step)).await.is_ok();
            }
        }
    }
}

async fn answer(mut reply: Reply, to: &mut OwnedWriteHalf) -> io::Result<()> {
    if let Reply::Exported { journal, .. } = &mut reply {
        for entry in std::mem::take(journal) {
            lines::write(to, &Line::Entry(Box::new(entry))).await?;
        }
    }
    lines::write(to, &Line::Done(reply)).await
}
