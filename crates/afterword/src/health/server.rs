//! Listening, and letting a few in at a time.

use super::{closed, pages, watched::Watched};
use crate::exit::{Code, Trouble};
use hyper::{server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use std::{io, net::SocketAddr, sync::Arc, time::Duration};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{Semaphore, watch},
    task::JoinSet,
    time::timeout,
};

/// How many are let in at a time; the others wait.
const MOST: usize = 16;
/// How long one request may take, from the first byte to the last.
const AT_MOST: Duration = Duration::from_secs(10);
/// How long to wait where the system has no more connections to give.
const RECOVER: Duration = Duration::from_millis(100);
/// How long the end waits for answers under way.
const A_MOMENT: Duration = Duration::from_secs(1);

/// Takes the address.
///
/// # Errors
/// Where it cannot be had; the message says what to do.
pub(super) async fn bind(listen: SocketAddr) -> Result<TcpListener, Trouble> {
    TcpListener::bind(listen).await.map_err(|error| {
        let code = match error.kind() {
            io::ErrorKind::AddrInUse => Code::InUse,
            io::ErrorKind::PermissionDenied => Code::NoPermission,
            _ => Code::Config,
        };
        Trouble::new(
            code,
            format!(
                "health and metrics cannot be served at {listen} (health.listen)\n  \
                 found:    {error}\n  \
                 expected: an address of this machine, with a port that nothing else uses\n  \
                 to do:    end what uses it (another Afterword?), or set health.listen or AFTERWORD_HEALTH__LISTEN \
                 to another address, to port 0 for any that is free, or to \"\" for none"
            ),
        )
    })
}

/// What the system says of an address that was taken a moment ago.
pub(super) fn unusable(error: io::Error) -> Trouble {
    Trouble::new(Code::Io, format!("the address of health and metrics cannot be used: {error}"))
}

/// Answers until it is told to end.
pub(super) async fn serve(listener: TcpListener, watched: Arc<Watched>, mut closes: watch::Receiver<bool>) {
    let room = Arc::new(Semaphore::new(MOST));
    let mut clients = JoinSet::new();
    loop {
        let accepted = tokio::select! {
            () = closed(&mut closes) => break,
            Some(_ended) = clients.join_next() => continue,
            accepted = accept(&listener, &room) => accepted,
        };
        match accepted {
            Ok((stream, place)) => {
                let watched = Arc::clone(&watched);
                clients.spawn(async move {
                    attend(stream, watched).await;
                    drop(place);
                });
            }
            Err(error) => {
                tracing::warn!(%error, "whoever asked for health or metrics was not let in");
                tokio::time::sleep(RECOVER).await;
            }
        }
    }
    drop(listener);
    let ended = timeout(A_MOMENT, async { while clients.join_next().await.is_some() {} }).await;
    if ended.is_err() {
        tracing::debug!("somebody who asked for health or metrics did not take the answer in time");
    }
}

/// Waits for a place, and then for somebody who wants it.
async fn accept(
    listener: &TcpListener,
    room: &Arc<Semaphore>,
) -> io::Result<(TcpStream, tokio::sync::OwnedSemaphorePermit)> {
    let place = Arc::clone(room).acquire_owned().await.map_err(io::Error::other)?;
    let (stream, _) = listener.accept().await?;
    Ok((stream, place))
}

/// One request on one connection: whoever stays away holds no place.
async fn attend(stream: TcpStream, watched: Arc<Watched>) {
    let service = service_fn(move |request| pages::answer(Arc::clone(&watched), request));
    let connection = http1::Builder::new().keep_alive(false).serve_connection(TokioIo::new(stream), service);
    match timeout(AT_MOST, connection).await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::debug!(%error, "whoever asked for health or metrics went away"),
        Err(_elapsed) => tracing::debug!("whoever asked for health or metrics took too long"),
    }
}
