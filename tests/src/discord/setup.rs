//! How a Discord begins.

use super::{
    Checker, Discord, OpenApi, Shared,
    clock::Clock,
    faults::Faults,
    gateway::Sessions,
    id::{Id, Ids},
    limits::Limits,
    log::Bodies,
    openapi,
    registered::Commands,
    server::{Channel, Kind, Role, Server, permission},
    world::{Application, User, World},
};
use crate::moments::now;
use jiff::Timestamp;
use std::{
    collections::{BTreeMap, HashMap, HashSet},
    net::TcpListener,
    sync::{Arc, Mutex, OnceLock},
    time::Duration,
};
use tokio::sync::{oneshot, watch};

/// How long people wait for the bot before the test fails: others may need the processors.
const PATIENCE: Duration = Duration::from_secs(120);
/// The same where the three seconds of Discord are real ones.
const WHERE_TIME_RUNS: Duration = Duration::from_secs(4);

/// How a Discord begins; every part has a usual value.
pub struct Setup {
    at: Timestamp,
    runs: bool,
    heartbeat: Duration,
    shards: u64,
    limits: bool,
    checker: Option<Checker>,
}

impl Default for Setup {
    fn default() -> Self {
        Self::new()
    }
}

impl Setup {
    /// The usual: it is now, time stands still, one shard, Discord's heartbeat.
    #[must_use]
    pub fn new() -> Self {
        let heartbeat = Duration::from_millis(41_250);
        let at = now();
        Self { at, runs: false, heartbeat, shards: 1, limits: false, checker: described() }
    }

    /// The moment at which it begins.
    #[must_use]
    pub fn at(self, at: Timestamp) -> Self {
        Self { at, ..self }
    }

    /// Time passes by itself, so that the three seconds are real ones.
    #[must_use]
    pub fn clock_runs(self) -> Self {
        Self { runs: true, ..self }
    }

    /// How often a client is to say that it is there.
    #[must_use]
    pub fn heartbeat(self, every: Duration) -> Self {
        Self { heartbeat: every, ..self }
    }

    /// How many shards are recommended.
    #[must_use]
    pub fn shards(self, shards: u64) -> Self {
        Self { shards, ..self }
    }

    /// The limit of fifty requests a second is kept to.
    #[must_use]
    pub fn limited(self) -> Self {
        Self { limits: true, ..self }
    }

    /// Every body is held against this.
    #[must_use]
    pub fn checked_by(self, checker: Checker) -> Self {
        Self { checker: Some(checker), ..self }
    }

    /// No body is held against the API's description: for measuring.
    #[must_use]
    pub fn unchecked(self) -> Self {
        Self { checker: None, ..self }
    }

    /// Begins.
    ///
    /// # Panics
    /// Where loopback has no free port.
    #[must_use]
    pub fn start(self) -> Discord {
        let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
        listener.set_nonblocking(true).expect("a listener can be made not to block");
        let port = listener.local_addr().expect("it is bound").port();
        let heartbeat = self.heartbeat;
        let patience = if self.runs { WHERE_TIME_RUNS } else { PATIENCE };
        let (world, home) = self.world(port);
        let shared =
            Arc::new(Shared { world: Mutex::new(world), heartbeat, patience, listening: watch::Sender::new(0) });
        let (stop, stopped) = oneshot::channel();
        let (thread, handle) = super::listen::listen(listener, shared.clone(), stopped);
        Discord { shared, home, stop: Some(stop), thread: Some(thread), handle }
    }

    fn world(self, port: u16) -> (World, Id) {
        let mut ids = Ids::default();
        let [application, bot, owner, home, general, managed] = std::array::from_fn(|_| ids.next(self.at));
        let clock = if self.runs { Clock::running(self.at) } else { Clock::standing(self.at) };
        let role = |id, name: &str, managed| {
            (id, Role { id, name: name.to_owned(), permissions: permission::USUAL, mentionable: false, managed })
        };
        let server = Server {
            id: home,
            name: "Job seekers".to_owned(),
            owner,
            locale: "en-GB".to_owned(),
            roles: BTreeMap::from([role(home, "@everyone", false), role(managed, "Afterword", true)]),
            members: BTreeMap::from([(owner, Vec::new()), (bot, vec![managed])]),
            bot_is_in: true,
        };
        let channel = Channel::new(general, "general".to_owned(), Kind::Text { server: home });
        let world = World {
            clock,
            ids,
            port,
            application: Application {
                id: application,
                bot,
                token: format!("fake.{application}.token"),
                privileged: 0,
                installed_by: HashSet::new(),
            },
            users: BTreeMap::from([
                (bot, User::new(bot, "Afterword", true, general)),
                (owner, User::new(owner, "Olga", false, general)),
            ]),
            servers: BTreeMap::from([(home, server)]),
            channels: BTreeMap::from([(general, channel)]),
            messages: HashMap::new(),
            given: Vec::new(),
            commands: Commands::default(),
            interactions: HashMap::new(),
            tokens: HashMap::new(),
            sessions: Sessions::recommending(self.shards),
            faults: Faults::default(),
            limits: Limits::new(self.limits),
            checker: self.checker,
            bodies: Bodies::default(),
            shown: Vec::new(),
            acknowledged: Vec::new(),
            asked: HashMap::new(),
            complaints: Vec::new(),
        };
        (world, home)
    }
}

/// Discord's description, where the environment names it; read once for all tests of a run.
fn described() -> Option<Checker> {
    static DESCRIBED: OnceLock<Arc<OpenApi>> = OnceLock::new();
    std::env::var_os(openapi::VARIABLE)?;
    let described = DESCRIBED.get_or_init(|| OpenApi::given().expect("what the environment names can be read"));
    Some(Arc::new(|method, path, body| described.check(method, path, Some(body))))
}

impl User {
    fn new(id: Id, name: &str, bot: bool, place: Id) -> Self {
        Self {
            id,
            name: name.to_owned(),
            bot,
            locale: "en-GB".to_owned(),
            takes_direct_messages: true,
            place,
            since: 0,
            feed: Vec::new(),
            last_event: None,
            stirred: watch::Sender::new(0),
        }
    }
}

impl World {
    pub(super) fn add_user(&mut self, name: &str, server: Id) -> Id {
        let id = self.id();
        let here = |channel: &&Channel| channel.kind == Kind::Text { server };
        let place = self.channels.values().find(here).map_or(server, |channel| channel.id);
        let mut user = User::new(id, name, false, place);
        user.since = self.shown.len();
        self.users.insert(id, user);
        if let Some(server) = self.servers.get_mut(&server) {
            server.members.insert(id, Vec::new());
        }
        id
    }
}
