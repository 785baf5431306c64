//! What stands between a bot and its homeserver, and has a request or an answer get lost, or a
//! room that the bot makes be known by halves.

mod halves;

use super::Synapse;
use halves::Halves;
use http_body_util::{BodyExt as _, Full};
use hyper::{
    Request, Response,
    body::{Bytes, Incoming},
    header::{AUTHORIZATION, CONTENT_TYPE, RETRY_AFTER},
    http::response,
    server::conn::http1,
    service::service_fn,
};
use hyper_util::rt::TokioIo;
use std::{
    convert::Infallible,
    future::pending,
    net::SocketAddr,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};
use tokio::{net::TcpListener, runtime::Runtime};

/// How long it may take until the bot asks for something.
const PATIENCE: Duration = Duration::from_secs(300);
/// How long an answer takes to the bot, before whatever comes next.
const A_MOMENT: Duration = Duration::from_millis(50);

/// What gets lost of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost {
    /// The request: the homeserver never has it.
    Request,
    /// The answer: the homeserver has done it, and nobody hears so.
    Answer,
    /// Nothing.
    Nothing,
}

impl Lost {
    /// All that can happen.
    pub const ALL: [Self; 3] = [Self::Request, Self::Answer, Self::Nothing];
}

/// It, while it runs.
pub struct Between {
    address: SocketAddr,
    watched: Arc<Watched>,
    _runtime: Runtime,
}

#[derive(Default)]
struct Watched {
    state: Mutex<State>,
    more: Condvar,
}

#[derive(Default)]
struct State {
    /// The room whose requests are counted, and those there were.
    room: Option<String>,
    requests: Vec<String>,
    /// Which of them is the one, and what gets lost of it.
    nth: Option<(usize, Lost)>,
    reached: bool,
    /// What is not known yet of the room that the bot makes next.
    halves: Option<Halves>,
    /// Whether the bot gets into no room.
    closed: bool,
    /// How often it was asked what is new.
    syncs: usize,
}

impl Between {
    /// Starts it.
    ///
    /// # Panics
    /// Where it does not start.
    #[must_use]
    pub fn start(synapse: &Synapse) -> Self {
        let runtime = Runtime::new().expect("a runtime");
        let listener = runtime.block_on(TcpListener::bind(("127.0.0.1", 0))).expect("a port is free");
        let address = listener.local_addr().expect("it has an address");
        let (to, watched) = (synapse.url(), Arc::<Watched>::default());
        let watching = Arc::clone(&watched);
        runtime.spawn(async move {
            let http = reqwest::Client::new();
            while let Ok((stream, _)) = listener.accept().await {
                let (to, http, watching) = (to.clone(), http.clone(), Arc::clone(&watching));
                let service = service_fn(move |request| {
                    let (to, http, watching) = (to.clone(), http.clone(), Arc::clone(&watching));
                    async move { Ok::<_, Infallible>(pass(&to, &http, &watching, request).await) }
                });
                // A connection that ends in the middle is what this is for.
                tokio::spawn(async move {
                    drop(http1::Builder::new().serve_connection(TokioIo::new(stream), service).await)
                });
            }
        });
        Self { address, watched, _runtime: runtime }
    }

    /// Where the bot is to find its homeserver.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Counts what is sent to this room from now on: events, states and what takes them back.
    pub fn counts(&self, room: &str) {
        *self.watched.state() = State { room: Some(room.to_owned()), ..State::default() };
    }

    /// The same, and this gets lost of the nth of them, from 1.
    pub fn loses(&self, room: &str, nth: usize, lost: Lost) {
        *self.watched.state() = State { room: Some(room.to_owned()), nth: Some((nth, lost)), ..State::default() };
    }

    /// Has the bot know the next room that it makes by halves, as it happens on a busy homeserver:
    /// it hears of the room before whoever is invited, asks who is there, and only then learns
    /// that the room is made. Nobody’s invitation reaches it by itself.
    pub fn halves(&self) {
        self.watched.state().halves = Some(Halves::default());
    }

    /// Whether the bot gets into rooms it is invited to: where not, the homeserver seems to be away
    /// whenever it tries.
    pub fn lets_in(&self, lets_in: bool) {
        self.watched.state().closed = !lets_in;
    }

    /// What was sent since then, each by its method and path.
    #[must_use]
    pub fn requests(&self) -> Vec<String> {
        self.watched.state().requests.clone()
    }

    /// How often the bot has asked what is new.
    #[must_use]
    pub fn syncs(&self) -> usize {
        self.watched.state().syncs
    }

    /// Waits until it has come to that one. From then on nothing gets lost.
    ///
    /// # Panics
    /// Where it does not.
    pub fn is_reached(&self) {
        let until = Instant::now() + PATIENCE;
        let mut state = self.watched.state();
        while !state.reached {
            let left = until.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "it never came to {:?}: {:#?}", state.nth, state.requests);
            state = self.watched.more.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0;
        }
        state.nth = None;
    }
}

impl Watched {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What gets lost of this request, where it is the one.
    fn takes(&self, method: &str, path: &str) -> Option<Lost> {
        let path = path.replace("%21", "!").replace("%3A", ":").replace("%24", "$");
        let mut state = self.state();
        let is_one = state.room.as_ref().is_some_and(|room| {
            let rest = path.split_once(&format!("/rooms/{room}/")).map(|(_, rest)| rest);
            rest.is_some_and(|rest| ["send/", "state/", "redact/"].iter().any(|kind| rest.starts_with(kind)))
        });
        if !is_one {
            return None;
        }
        state.requests.push(format!("{method} {path}"));
        let now = state.requests.len();
        state.nth.filter(|(nth, _)| *nth == now).map(|(_, lost)| lost)
    }

    fn reached(&self) {
        self.state().reached = true;
        self.more.notify_all();
    }
}

async fn pass(
    to: &str,
    http: &reqwest::Client,
    watched: &Arc<Watched>,
    request: Request<Incoming>,
) -> Response<Full<Bytes>> {
    let (parts, body) = request.into_parts();
    let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
    if path.contains("/join/") || path.ends_with("/join") {
        let closed = watched.state().closed;
        if closed {
            return nothing();
        }
    }
    if path.starts_with("/_matrix/client/v3/sync") {
        watched.state().syncs += 1;
    }
    let lost = watched.takes(parts.method.as_str(), path);
    if lost == Some(Lost::Request) {
        watched.reached();
        return pending().await;
    }
    let Some((answer, body)) = ask(to, http, &parts, path, body).await else { return nothing() };
    let body = halves::answer(watched, path, body).await;
    let answer = answer.body(Full::new(body)).expect("the homeserver has answered so");
    match lost {
        Some(Lost::Answer) => {
            watched.reached();
            return pending().await;
        }
        Some(Lost::Nothing) => {
            let watched = Arc::clone(watched);
            tokio::spawn(async move {
                tokio::time::sleep(A_MOMENT).await;
                watched.reached();
            });
        }
        Some(Lost::Request) | None => {}
    }
    answer
}

async fn ask(
    to: &str,
    http: &reqwest::Client,
    parts: &hyper::http::request::Parts,
    path: &str,
    body: Incoming,
) -> Option<(response::Builder, Bytes)> {
    let body = body.collect().await.ok()?.to_bytes();
    let mut asked = http.request(parts.method.clone(), format!("{to}{path}")).body(body);
    for name in [AUTHORIZATION, CONTENT_TYPE] {
        if let Some(value) = parts.headers.get(&name) {
            asked = asked.header(name, value);
        }
    }
    let answered = asked.send().await.ok()?;
    let mut answer = Response::builder().status(answered.status());
    for name in [CONTENT_TYPE, RETRY_AFTER] {
        if let Some(value) = answered.headers().get(&name) {
            answer = answer.header(name, value);
        }
    }
    Some((answer, answered.bytes().await.ok()?))
}

/// What a proxy says whose homeserver is away.
fn nothing() -> Response<Full<Bytes>> {
    let mut nothing = Response::new(Full::default());
    *nothing.status_mut() = hyper::StatusCode::BAD_GATEWAY;
    nothing
}
