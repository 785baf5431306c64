//! Synapse: one listener on loopback, everything in a temporary folder.

use super::tools::Tools;
use rustix::process::{Pid, Signal, kill_process};
use serde_json::{Value, json};
use std::{
    fs,
    fs::File,
    net::TcpListener,
    path::Path,
    process::{Child, ChildStdin, Command, Stdio},
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU32, Ordering},
    },
    thread,
    time::{Duration, Instant},
};
use tempfile::TempDir;

/// What comes after the colon in the names of its users.
const NAME: &str = "test";
/// How long a busy machine may take to start it.
const PATIENCE: Duration = Duration::from_secs(180);

/// How much it takes from one user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limits {
    /// More than any test asks for.
    Raised,
    /// As Synapse comes: ten messages at once, then one every five seconds.
    Usual,
}

/// A homeserver that runs; gone when dropped.
pub struct Synapse {
    pub(super) secret: String,
    pub(super) http: reqwest::blocking::Client,
    pub(super) administrator: Mutex<Option<String>>,
    place: TempDir,
    port: u16,
    tools: Tools,
    running: Mutex<Option<Process>>,
}

struct Process {
    child: Child,
    /// Closed, it ends the process.
    lifeline: Option<ChildStdin>,
}

impl Synapse {
    /// Starts one that takes all that tests can send.
    ///
    /// # Panics
    /// Where it does not start.
    #[must_use]
    pub fn start(tools: &Tools) -> Self {
        Self::start_with(tools, Limits::Raised)
    }

    /// Starts one with these limits.
    ///
    /// # Panics
    /// Where it does not start.
    #[must_use]
    pub fn start_with(tools: &Tools, limits: Limits) -> Self {
        let place = tempfile::tempdir().expect("a temporary folder");
        let port = free_port();
        let secret = format!("secret-of-{port}");
        write(place.path(), "log.yaml", &log(place.path()));
        write(place.path(), "homeserver.yaml", &configuration(place.path(), port, &secret, limits));
        let http = reqwest::blocking::Client::new();
        let tools = tools.clone();
        let synapse =
            Self { secret, http, administrator: Mutex::default(), place, port, tools, running: Mutex::default() };
        synapse.starts_again();
        synapse
    }

    /// Where clients find it.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The whole name of a user.
    #[must_use]
    pub fn user(&self, name: &str) -> String {
        format!("@{name}:{NAME}")
    }

    /// Its process id, while it runs.
    #[must_use]
    pub fn id(&self) -> Option<u32> {
        self.running().as_ref().map(|process| process.child.id())
    }

    /// Ends it as an operator would; what it knows stays, and the port is left alone.
    ///
    /// # Panics
    /// Where it does not run, or does not end.
    pub fn stops(&self) {
        let mut process = self.running().take().expect("it runs");
        kill_process(Pid::from_child(&process.child), Signal::TERM).expect("it runs");
        process.child.wait().expect("it can be waited for");
    }

    /// Starts it again with what it knew, and waits until it answers.
    ///
    /// # Panics
    /// Where it runs already or does not start.
    pub fn starts_again(&self) {
        let mut running = self.running();
        assert!(running.is_none(), "it runs already");
        let mut process = Process::start(&self.tools, self.place.path());
        let until = Instant::now() + PATIENCE;
        while self.http.get(format!("{}/_matrix/client/versions", self.url())).send().is_err() {
            let ended = process.child.try_wait().expect("it can be looked at");
            assert!(ended.is_none() && Instant::now() < until, "Synapse does not start:\n{}", self.log());
            thread::sleep(Duration::from_millis(50));
        }
        *running = Some(process);
    }

    /// Ends it and starts it again.
    ///
    /// # Panics
    /// Where it does not start again.
    pub fn restarts(&self) {
        self.stops();
        self.starts_again();
    }

    /// What it wrote about itself.
    #[must_use]
    pub fn log(&self) -> String {
        let read = |name| fs::read_to_string(self.place.path().join(name)).unwrap_or_default();
        ["output", "log"].map(read).concat()
    }

    fn running(&self) -> MutexGuard<'_, Option<Process>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Process {
    fn start(tools: &Tools, place: &Path) -> Self {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("matrix-clients/homeserver.py");
        let output = File::options().create(true).append(true).open(place.join("output")).expect("a file");
        let mut child = Command::new(&tools.python)
            .args([script.as_path(), Path::new("homeserver.yaml")])
            .current_dir(place)
            .stdin(Stdio::piped())
            .stdout(output.try_clone().expect("a file"))
            .stderr(output)
            .spawn()
            .expect("Python starts");
        let lifeline = child.stdin.take();
        Self { child, lifeline }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        drop(self.lifeline.take());
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// One that nobody is given by the system: while the homeserver is away, no connection may
/// take its place. Linux gives ports away from 32768 on.
fn free_port() -> u16 {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let first = std::process::id().wrapping_mul(31);
    for _ in 0..10_000 {
        let nth = first.wrapping_add(NEXT.fetch_add(1, Ordering::Relaxed)) % 10_000;
        let port = 20_000 + u16::try_from(nth).expect("below 10,000");
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
    panic!("no port from 20000 to 29999 is free");
}

/// Every YAML reader takes JSON.
fn write(place: &Path, name: &str, content: &Value) {
    fs::write(place.join(name), content.to_string()).expect("a small file");
}

fn configuration(place: &Path, port: u16, secret: &str, limits: Limits) -> Value {
    let at = |name: &str| place.join(name).display().to_string();
    let mut all = json!({
        "server_name": NAME,
        "listeners": [{
            "port": port,
            "bind_addresses": ["127.0.0.1"],
            "type": "http",
            "tls": false,
            "resources": [{"names": ["client"]}],
        }],
        "database": {"name": "sqlite3", "args": {"database": at("homeserver.db")}},
        "media_store_path": at("media"),
        "signing_key_path": at("signing.key"),
        "log_config": at("log.yaml"),
        "pid_file": at("homeserver.pid"),
        "registration_shared_secret": secret,
        "macaroon_secret_key": secret,
        "form_secret": secret,
        "bcrypt_rounds": 4, // passwords of tests need no protection
        "report_stats": false,
        // It knows nobody, and asks nobody.
        "trusted_key_servers": [],
        "federation_domain_whitelist": [],
    });
    if limits == Limits::Raised {
        let raised = json!({"per_second": 10_000, "burst_count": 10_000});
        for name in [
            "rc_message",
            "rc_registration",
            "rc_joins_per_room",
            "rc_key_requests",
            "rc_third_party_invite",
            "rc_admin_redaction",
            "rc_media_create",
            "rc_delayed_event_mgmt",
            "rc_room_creation",
            "rc_reports",
            "rc_user_directory",
            "rc_profile",
        ] {
            all[name] = raised.clone();
        }
        all["rc_login"] = json!({"address": raised, "account": raised, "failed_attempts": raised});
        all["rc_joins"] = json!({"local": raised, "remote": raised});
        all["rc_invites"] = json!({"per_room": raised, "per_user": raised, "per_issuer": raised});
        all["rc_presence"] = json!({"per_user": raised});
    } else {
        // Accounts are made and logged in by the test, not by the bot.
        let raised = json!({"per_second": 10_000, "burst_count": 10_000});
        all["rc_registration"] = raised;
    }
    all
}

fn log(place: &Path) -> Value {
    json!({
        "version": 1,
        "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
        "handlers": {
            "file": {
                "class": "logging.FileHandler",
                "filename": place.join("log").display().to_string(),
                "formatter": "line",
            },
        },
        "root": {"level": "WARNING", "handlers": ["file"]},
        "disable_existing_loggers": false,
    })
}
