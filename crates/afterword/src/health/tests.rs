//! The server as those who watch over a process use it.

use super::*;
use crate::{
    config::{self, Config},
    exit::Code,
    wiring::{self, Start},
};
use afterword_core::Private;
use afterword_engine::{Courier, Inbound, NotTaken, Outcome, Outgoing, Receipt, What};
use metrics::LocalRecorderGuard;
use std::{
    collections::HashMap,
    net::Ipv4Addr,
    path::Path,
    sync::atomic::{AtomicBool, Ordering},
};
use tempfile::TempDir;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
};

/// In every text and account of these tests.
const MARKER: &str = "xyzzy";
const FREE: (Ipv4Addr, u16) = (Ipv4Addr::LOCALHOST, 0);

/// A server before anything is watched over, and where it is.
async fn listening() -> (Health, SocketAddr) {
    let listener = TcpListener::bind(FREE).await.unwrap();
    let at = listener.local_addr().unwrap();
    (Health::serving(listener, Collected::new()).unwrap(), at)
}

/// What was answered.
struct Answer {
    status: u16,
    head: String,
    body: String,
}

async fn ask(at: SocketAddr, method: &str, path: &str) -> Answer {
    let mut stream = TcpStream::connect(at).await.unwrap();
    let request = format!("{method} {path} HTTP/1.1\r\nhost: here\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Answer { status, head: head.to_lowercase(), body: body.to_owned() }
}

async fn get(at: SocketAddr, path: &str) -> (u16, String) {
    let Answer { status, body, .. } = ask(at, "GET", path).await;
    (status, body)
}

/// Brings everything there.
struct Post;

#[async_trait::async_trait]
impl Courier for Post {
    async fn deliver(&self, _: &Outgoing) -> Outcome {
        Outcome::Arrived
    }
}

fn defaults() -> Config {
    config::load(None, []).unwrap()
}

async fn engine_on(folder: &Path, config: &Config) -> Engine {
    let words = wiring::words().unwrap();
    let platforms = wiring::terminal(Arc::new(Post));
    let start = Start { folder, config, words, clock: wiring::clock(None), platforms, accept_clock: false };
    wiring::start(start).await.unwrap().engine
}

async fn hear(engine: &Engine, event: &str, text: &str) -> Result<Receipt, NotTaken> {
    let inbound = Inbound {
        platform: afterword_console::PLATFORM.to_owned(),
        account: format!("account of {MARKER}"),
        event: Some(format!("{event} {MARKER}")),
        what: What::Said(Private::new(text)),
    };
    engine.hear(inbound).await
}

/// A part that is as it is told to be.
#[derive(Default)]
struct Part {
    stale: AtomicBool,
    ready: AtomicBool,
}

impl Check for Arc<Part> {
    fn name(&self) -> &'static str {
        "discord"
    }

    fn healthy(&self) -> Result<(), String> {
        if self.stale.load(Ordering::SeqCst) { Err("nothing heard for 73 s".to_owned()) } else { Ok(()) }
    }

    fn ready(&self) -> Result<(), String> {
        if self.ready.load(Ordering::SeqCst) { Ok(()) } else { Err("not connected yet".to_owned()) }
    }
}

/// A server that watches over an engine and one part; what the engine counts is collected by it.
struct World {
    /// It serves while it is held.
    health: Health,
    at: SocketAddr,
    engine: Engine,
    part: Arc<Part>,
    folder: TempDir,
}

impl World {
    async fn new(recorder: &Arc<metrics_exporter_prometheus::PrometheusRecorder>, collected: Collected) -> Self {
        let _engine_counts_here: LocalRecorderGuard<'_> = metrics::set_default_local_recorder(recorder);
        let (folder, part) = (tempfile::tempdir().unwrap(), Arc::<Part>::default());
        let engine = engine_on(folder.path(), &defaults()).await;
        let listener = TcpListener::bind(FREE).await.unwrap();
        let at = listener.local_addr().unwrap();
        let health = Health::serving(listener, collected).unwrap();
        health.watch(engine.clone(), vec![Box::new(Arc::clone(&part))]);
        Self { health, at, engine, part, folder }
    }
}

async fn world() -> World {
    let collected = Collected::new();
    World::new(&Arc::clone(&collected.recorder), collected).await
}

#[tokio::test]
async fn it_is_healthy_while_every_part_is() {
    let World { health: _health, at, part, engine: _engine, folder: _folder } = world().await;
    assert_eq!(get(at, "/healthz").await, (200, "ok\n".to_owned()));
    part.stale.store(true, Ordering::SeqCst);
    assert_eq!(get(at, "/healthz").await, (503, "discord: nothing heard for 73 s\n".to_owned()));
    assert!(get(at, "/metrics").await.1.contains("afterword_healthy{check=\"discord\"} 0\n"));
    part.stale.store(false, Ordering::SeqCst);
    assert_eq!(get(at, "/healthz").await, (200, "ok\n".to_owned()));
    assert!(get(at, "/metrics").await.1.contains("afterword_healthy{check=\"discord\"} 1\n"));
}

#[test]
fn it_is_unhealthy_while_the_store_takes_no_writes() {
    let folder = tempfile::tempdir().unwrap();
    // A runtime each, so that nothing of the first holds the folder any more.
    let runtime = || tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime().block_on(async { drop(engine_on(folder.path(), &defaults()).await) });
    // No disk has that much room left.
    let full = Config { reserve_bytes: u64::MAX, ..defaults() };
    runtime().block_on(async {
        let (health, at) = listening().await;
        health.watch(engine_on(folder.path(), &full).await, Vec::new());
        let told = "store: the disk is almost full, and nothing new is taken\n";
        assert_eq!(get(at, "/healthz").await, (503, told.to_owned()));
        assert!(get(at, "/metrics").await.1.contains("afterword_healthy{check=\"store\"} 0\n"));
        assert_eq!(get(at, "/readyz").await, (200, "ok\n".to_owned()), "who is there already can read");
    });
}

#[tokio::test]
async fn it_is_ready_once_everything_is_and_until_it_ends() {
    let (health, at) = listening().await;
    let starting = (503, "afterword: starting\n".to_owned());
    assert_eq!(get(at, "/readyz").await, starting);
    assert_eq!(get(at, "/healthz").await, starting);
    assert_eq!(get(at, "/metrics").await.0, 200);

    let (folder, part) = (tempfile::tempdir().unwrap(), Arc::<Part>::default());
    health.watch(engine_on(folder.path(), &defaults()).await, vec![Box::new(Arc::clone(&part))]);
    assert_eq!(get(at, "/readyz").await, (503, "discord: not connected yet\n".to_owned()));
    part.ready.store(true, Ordering::SeqCst);
    assert_eq!(get(at, "/readyz").await, (200, "ok\n".to_owned()));
    health.stopping();
    assert_eq!(get(at, "/readyz").await, (503, "afterword: stopping\n".to_owned()));
    assert_eq!(get(at, "/healthz").await, (200, "ok\n".to_owned()), "nothing is wrong with it");

    health.close().await;
    assert!(TcpStream::connect(at).await.is_err(), "nobody listens any more");
}

/// The samples of the text format, by name and labels; each has to have a type
/// and a help before it, and a number.
fn parsed(text: &str) -> HashMap<String, f64> {
    let (mut types, mut helps, mut samples) = (HashMap::new(), HashMap::new(), HashMap::new());
    for line in text.lines().filter(|line| !line.is_empty()) {
        if let Some(help) = line.strip_prefix("# HELP ") {
            let (name, help) = help.split_once(' ').unwrap();
            helps.insert(name, help);
        } else if let Some(of) = line.strip_prefix("# TYPE ") {
            let (name, of) = of.split_once(' ').unwrap();
            assert!(["counter", "gauge", "histogram"].contains(&of), "{line}");
            assert!(types.insert(name, of).is_none(), "{name} has two types");
        } else {
            let (name, value) = line.rsplit_once(' ').unwrap();
            let bare = name.split('{').next().unwrap();
            let family = ["_bucket", "_sum", "_count"].iter().find_map(|end| {
                let family = bare.strip_suffix(end)?;
                (types.get(family) == Some(&"histogram")).then_some(family)
            });
            let family = family.unwrap_or(bare);
            assert!(types.contains_key(family) && helps.contains_key(family), "{family} has no type or no help");
            assert!(samples.insert(name.to_owned(), value.parse().unwrap()).is_none(), "{name} is there twice");
        }
    }
    samples
}

#[tokio::test]
async fn metrics_can_be_read_by_prometheus_and_hold_nothing_of_anybody() {
    let World { health: _health, at, engine, part: _part, folder: _folder } = world().await;
    for (event, text) in [("first", MARKER), ("second", "yes"), ("third", MARKER), ("third", MARKER)] {
        drop(hear(&engine, event, text).await.unwrap_or_else(|why| panic!("{why}")));
    }
    engine.settled().await;
    let mut samples = HashMap::new();
    // What waits is counted once a second at most: a count from before the last delivery may still stand.
    for _ in 0..50 {
        let answer = ask(at, "GET", "/metrics").await;
        assert!(answer.head.contains("content-type: text/plain; version=0.0.4"), "{}", answer.head);
        assert!(!answer.body.contains(MARKER), "{}", answer.body);
        samples = parsed(&answer.body);
        if samples["afterword_outbox_messages"] == 0.0 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    let turns = |samples: &HashMap<String, f64>, outcome: &str| {
        samples[&format!("afterword_turn_seconds_count{{outcome=\"{outcome}\"}}")]
    };
    assert_eq!((turns(&samples, "taken"), turns(&samples, "duplicate")), (3.0, 1.0));
    assert_eq!(samples["afterword_turn_seconds_bucket{outcome=\"taken\",le=\"+Inf\"}"], 3.0);
    assert!(samples["afterword_deliveries_total{platform=\"console\",outcome=\"arrived\"}"] >= 3.0);
    for none in ["afterword_outbox_messages", "afterword_outbox_oldest_seconds", "afterword_wakeups_due"] {
        assert_eq!(samples[none], 0.0, "{none}");
    }
    assert!(samples["afterword_backup_age_seconds"].is_nan(), "none was made");
    assert_eq!(samples[&format!("afterword_build_info{{version=\"{}\"}}", env!("CARGO_PKG_VERSION"))], 1.0);
    assert_eq!(samples["afterword_healthy{check=\"store\"}"], 1.0);
    let started = samples["process_start_time_seconds"];
    assert!(started > 1.7e9 && started <= engine.now().as_duration().as_secs_f64(), "{started}");
    if cfg!(target_os = "linux") {
        assert!(samples["process_resident_memory_bytes"] > 1e6);
    }

    engine.back_up(Arc::new(|_| {})).await.unwrap();
    hear(&engine, "fourth", "skip").await.unwrap_or_else(|why| panic!("{why}"));
    let again = parsed(&get(at, "/metrics").await.1);
    assert_eq!((turns(&again, "taken"), turns(&again, "duplicate")), (4.0, 1.0), "asking resets nothing");
    assert!(again["afterword_backup_age_seconds"] >= 0.0);
}

#[tokio::test]
async fn there_is_nothing_else_and_it_can_only_be_read() {
    let (_health, at) = listening().await;
    for path in ["/", "/healthz/", "/metrics/x", "/health", "/%2e%2e/metrics"] {
        assert_eq!(get(at, path).await.0, 404, "{path}");
    }
    for path in ["/healthz", "/readyz", "/metrics"] {
        for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
            let refused = ask(at, method, path).await;
            assert_eq!(refused.status, 405, "{method} {path}");
            assert!(refused.head.contains("allow: get, head"), "{}", refused.head);
        }
        let only_head = ask(at, "HEAD", path).await;
        assert_eq!((only_head.status, only_head.body.as_str()), (get(at, path).await.0, ""));
    }
}

#[tokio::test]
async fn whoever_connects_and_says_nothing_is_in_nobodys_way() {
    let (health, at) = listening().await;
    let mut silent = Vec::new();
    for _ in 0..8 {
        silent.push(TcpStream::connect(at).await.unwrap());
    }
    silent[0].write_all(b"\x16\x03\x01 no HTTP at all\r\n\r\n").await.unwrap();
    assert_eq!(get(at, "/readyz").await.0, 503);
    health.close().await;
}

#[tokio::test]
async fn a_port_that_is_taken_stops_the_start_and_says_what_to_do() {
    let taken = TcpListener::bind(FREE).await.unwrap();
    let address = taken.local_addr().unwrap();
    let trouble = Health::open(Some(address)).await.err().unwrap();
    assert_eq!(trouble.code, Code::InUse);
    let begins = format!("health and metrics cannot be served at {address} (health.listen)\n  found:    ");
    assert!(trouble.message.starts_with(&begins), "{}", trouble.message);
    for line in ["\n  expected: an address of this machine", "\n  to do:    end what uses it"] {
        assert!(trouble.message.contains(line), "{}", trouble.message);
    }
}

#[tokio::test]
async fn without_an_address_nothing_is_served() {
    let health = Health::open(None).await.unwrap_or_else(|trouble| panic!("{trouble}"));
    assert!(health.0.is_none());
    health.stopping();
    health.close().await;
}
