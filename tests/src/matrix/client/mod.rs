//! Somebody at a client that nobody here wrote.

mod told;

use super::{Account, Event, Synapse, tools::Tools};
use serde_json::{Value, json};
use std::{
    io::{BufRead as _, BufReader, Write as _},
    path::Path,
    process::{Child, ChildStdin, Command, Stdio},
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::{Duration, Instant},
};
use tempfile::TempDir;
use told::{Heard, Told};

/// How long somebody waits for what has to come: a homeserver may be away for a minute and take another to start, and so
/// may a bot.
const PATIENCE: Duration = Duration::from_secs(300);
/// How long a whole measurement may take.
const LONG: Duration = Duration::from_secs(60 * 60);

/// What kind of room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Encrypted from end to end.
    Encrypted,
    /// Plain.
    Plain,
}

/// A client that runs, and whoever sits at it; it ends when dropped.
pub struct Client {
    account: Account,
    device: String,
    child: Child,
    commands: Mutex<Commands>,
    heard: Arc<Heard>,
    _store: TempDir,
}

struct Commands {
    to: Option<ChildStdin>,
    number: u64,
}

impl Client {
    /// Logs in with matrix-nio. Its devices are signed by nobody.
    ///
    /// # Panics
    /// Where it does not come up.
    #[must_use]
    pub fn nio(tools: &Tools, synapse: &Synapse, account: &Account) -> Self {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("matrix-clients/nio/user.py");
        let mut command = Command::new(&tools.python);
        command.arg(script);
        Self::start(command, synapse, account)
    }

    /// Logs in for the first time with matrix-js-sdk, which sets cross-signing up, and from
    /// then on neither reads nor tells devices that their owners have not signed.
    ///
    /// # Panics
    /// Where it does not come up.
    #[must_use]
    pub fn js(tools: &Tools, synapse: &Synapse, account: &Account) -> Self {
        let mut command = Command::new("node");
        command.arg(&tools.js_user);
        Self::start(command, synapse, account)
    }

    /// Logs in with matrix-nio as a bot that joins every room it is invited to, and says what it
    /// is told. It does nothing else.
    ///
    /// # Panics
    /// Where it does not come up.
    #[must_use]
    pub fn echo(tools: &Tools, synapse: &Synapse, account: &Account) -> Self {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("matrix-clients/nio/echo.py");
        let mut command = Command::new(&tools.python);
        command.arg(script);
        Self::start(command, synapse, account)
    }

    fn start(mut command: Command, synapse: &Synapse, account: &Account) -> Self {
        let store = tempfile::tempdir().expect("a temporary folder");
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the client starts");
        let heard = Arc::new(Heard::default());
        let (stdout, stderr) = (child.stdout.take().expect("a pipe"), child.stderr.take().expect("a pipe"));
        let hearing = Arc::clone(&heard);
        thread::spawn(move || {
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                hearing.takes(&line);
            }
            hearing.changes(|told| told.over = true);
        });
        let complaining = Arc::clone(&heard);
        thread::spawn(move || {
            for line in BufReader::new(stderr).lines().map_while(Result::ok) {
                complaining.changes(|told| told.complaints.push(line));
            }
        });
        let mut to = child.stdin.take();
        let who = json!({
            "homeserver": synapse.url(),
            "user": account.id,
            "password": account.password,
            "store": store.path(),
        });
        writeln!(to.as_mut().expect("a pipe"), "{who}").expect("the client reads");
        let commands = Mutex::new(Commands { to, number: 0 });
        let mut client =
            Self { account: account.clone(), device: String::new(), child, commands, heard, _store: store };
        client.device = client.waits("to be logged in", |told| told.device.clone());
        client
    }

    /// Their whole name.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.account.id
    }

    /// The device they are logged in with.
    #[must_use]
    pub fn device(&self) -> &str {
        &self.device
    }

    /// The process id.
    #[must_use]
    pub fn process(&self) -> u32 {
        self.child.id()
    }

    /// Opens a direct message, and waits until the other one has joined.
    ///
    /// # Panics
    /// Where that does not happen.
    pub fn opens_direct(&self, with: &str, kind: Kind) -> String {
        let room = self.asks_for_direct(with, kind);
        self.sees_joining(&room, with);
        room
    }

    /// Opens a direct message; whether the other one joins is their business. As Element does
    /// it, both have the same power there, and nobody can remove the other.
    pub fn asks_for_direct(&self, with: &str, kind: Kind) -> String {
        self.opens(&[with], kind, &json!({"is_direct": true, "trusted": true}))
    }

    /// Opens a direct message that only they have power in.
    pub fn asks_for_direct_as_owner(&self, with: &str, kind: Kind) -> String {
        self.opens(&[with], kind, &json!({"is_direct": true, "trusted": false}))
    }

    /// Opens a room that is no direct message, and invites these.
    pub fn opens_room(&self, name: &str, invites: &[&str], kind: Kind) -> String {
        self.opens(invites, kind, &json!({"is_direct": false, "trusted": false, "name": name}))
    }

    /// Opens a room that says of itself that it goes on from another, and invites these.
    pub fn opens_room_after(&self, before: &str, invites: &[&str]) -> String {
        self.opens(invites, Kind::Plain, &json!({"is_direct": false, "trusted": false, "before": before}))
    }

    fn opens(&self, invites: &[&str], kind: Kind, how: &Value) -> String {
        let mut asked = how.clone();
        asked["invite"] = json!(invites);
        asked["encrypted"] = json!(kind == Kind::Encrypted);
        text(self.does("room", asked))
    }

    /// Joins a room they are invited to.
    pub fn joins(&self, room: &str) {
        self.does("join", json!({"room": room}));
    }

    /// Says something; the id of the message.
    pub fn says(&self, room: &str, text: &str) -> String {
        self::text(self.does("say", json!({"room": room, "text": text})))
    }

    /// Says something in the thread of this message.
    pub fn says_in_thread(&self, room: &str, root: &str, text: &str) -> String {
        self::text(self.does("in_thread", json!({"room": room, "root": root, "text": text})))
    }

    /// Says something as a reply to this message.
    pub fn replies(&self, room: &str, to: &str, text: &str) -> String {
        self::text(self.does("reply", json!({"room": room, "to": to, "text": text})))
    }

    /// Sends a file of this name that holds this, encrypted where the room is.
    pub fn sends_file(&self, room: &str, name: &str, content: &str) -> String {
        text(self.does("upload", json!({"room": room, "name": name, "text": content})))
    }

    /// Sends a picture of this name with words that go along, encrypted where the room is.
    pub fn sends_picture_saying(&self, room: &str, name: &str, content: &str, says: &str) -> String {
        text(self.does("upload", json!({"room": room, "name": name, "text": content, "says": says, "kind": "m.image"})))
    }

    /// Sends a file of this name with words that go along.
    pub fn sends_file_saying(&self, room: &str, name: &str, content: &str, says: &str) -> String {
        text(self.does("upload", json!({"room": room, "name": name, "text": content, "says": says})))
    }

    /// Changes what they said.
    pub fn edits(&self, room: &str, event: &str, text: &str) -> String {
        self::text(self.does("edit", json!({"room": room, "event": event, "text": text})))
    }

    /// Takes back what they said.
    pub fn redacts(&self, room: &str, event: &str) -> String {
        text(self.does("redact", json!({"room": room, "event": event})))
    }

    /// Reacts to a message.
    pub fn reacts(&self, room: &str, event: &str, key: &str) -> String {
        text(self.does("react", json!({"room": room, "event": event, "key": key})))
    }

    /// Sends any event, encrypted where the room is.
    pub fn sends(&self, room: &str, kind: &str, content: &Value) -> String {
        text(self.does("send", json!({"room": room, "kind": kind, "content": content})))
    }

    /// Sets a state of the room.
    pub fn sets(&self, room: &str, kind: &str, content: &Value) -> String {
        text(self.does("state", json!({"room": room, "kind": kind, "content": content})))
    }

    /// Invites somebody.
    pub fn invites(&self, room: &str, user: &str) {
        self.does("invite", json!({"room": room, "user": user}));
    }

    /// Leaves.
    pub fn leaves(&self, room: &str) {
        self.does("leave", json!({"room": room}));
    }

    /// Removes somebody, who may come back if they are invited.
    pub fn kicks(&self, room: &str, user: &str) {
        self.does("kick", json!({"room": room, "user": user}));
    }

    /// Bans somebody.
    pub fn bans(&self, room: &str, user: &str) {
        self.does("ban", json!({"room": room, "user": user}));
    }

    /// Has the homeserver replace the room by one of this version; the new one.
    pub fn upgrades(&self, room: &str, version: &str) -> String {
        text(self.does("upgrade", json!({"room": room, "version": version})))
    }

    /// The text of the file that a message brings, as it is once decrypted.
    pub fn opens_file(&self, message: &Event) -> String {
        text(self.does("file", json!({"content": message.content})))
    }

    /// Says each of these once the one before was answered; how long each answer took.
    ///
    /// # Panics
    /// Where one is not answered.
    pub fn rounds(&self, room: &str, texts: &[String]) -> Vec<Duration> {
        let took = self.does_within(LONG, "rounds", json!({"room": room, "texts": texts}));
        serde_json::from_value::<Vec<f64>>(took).expect("seconds").into_iter().map(Duration::from_secs_f64).collect()
    }

    /// The devices of somebody, and whether their owner has signed them, as matrix-js-sdk tells.
    ///
    /// # Panics
    /// Where the client does not know.
    pub fn devices(&self, user: &str) -> Vec<(String, bool)> {
        let told = self.does("devices", json!({"user": user}));
        let devices = told.as_array().expect("devices").iter();
        devices.map(|device| (text(device["id"].clone()), device["signed"] == true)).collect()
    }

    /// Waits until it is so with the devices of somebody, as matrix-js-sdk knows them.
    ///
    /// # Panics
    /// Where it does not come to be.
    pub fn sees_devices(&self, user: &str, are: impl Fn(&[(String, bool)]) -> bool) {
        let until = Instant::now() + PATIENCE;
        // Nothing tells when the client has learnt of them.
        while !are(&self.devices(user)) {
            assert!(Instant::now() < until, "{}: {:?}", self.account.id, self.devices(user));
            thread::sleep(Duration::from_millis(100));
        }
    }

    /// All of a room from its first event on, as the homeserver has it.
    ///
    /// # Panics
    /// Where the client does not understand it.
    pub fn timeline(&self, room: &str) -> Vec<Event> {
        serde_json::from_value(self.does("timeline", json!({"room": room}))).expect("events")
    }

    /// Waits for the next message of somebody else in this room that contains this, and reads
    /// up to there.
    ///
    /// # Panics
    /// Where none comes.
    pub fn sees(&self, room: &str, text: &str) -> Event {
        self.waits(&format!("“{text}” in {room}"), |told| {
            let from = told.read.get(room).copied().unwrap_or_default();
            let mut unread = told.events.iter().enumerate().skip(from);
            let (nth, event) =
                unread.find(|(_, event)| event.room == room && self.hears(event) && event.text().contains(text))?;
            let event = event.clone();
            told.read.insert(room.to_owned(), nth + 1);
            Some(event)
        })
    }

    /// Waits for the first message of somebody else that stands after this one of theirs.
    ///
    /// # Panics
    /// Where none comes.
    pub fn sees_answer(&self, room: &str, event: &str) -> Event {
        self.waits(&format!("an answer to {event} in {room}"), |told| {
            let said = told.events.iter().position(|seen| seen.id == event)?;
            told.events[said..].iter().find(|event| event.room == room && self.hears(event)).cloned()
        })
    }

    /// Waits for an event in this room, whether it was read or not.
    ///
    /// # Panics
    /// Where none comes.
    pub fn sees_event(&self, room: &str, what: &str, is: impl Fn(&Event) -> bool) -> Event {
        self.waits(&format!("{what} in {room}"), |told| {
            told.events.iter().find(|event| event.room == room && is(event)).cloned()
        })
    }

    /// Waits until somebody has joined.
    ///
    /// # Panics
    /// Where they do not.
    pub fn sees_joining(&self, room: &str, user: &str) {
        self.sees_event(room, &format!("that {user} joins"), |event| event.tells_of(user, "join"));
    }

    /// Waits for an invite by somebody; the room.
    ///
    /// # Panics
    /// Where none comes.
    pub fn is_invited_by(&self, user: &str) -> String {
        self.waits(&format!("an invite by {user}"), |told| {
            let invite = |event: &&Event| event.kind == "invite" && event.sender == user;
            told.events.iter().find(invite).map(|event| event.room.clone())
        })
    }

    /// Everything in this room that came by itself so far, in order.
    #[must_use]
    pub fn seen(&self, room: &str) -> Vec<Event> {
        self.heard.told().events.iter().filter(|event| event.room == room).cloned().collect()
    }

    /// Everything that others said in this room so far, in order.
    #[must_use]
    pub fn said(&self, room: &str) -> Vec<Event> {
        self.seen(room).into_iter().filter(|event| self.hears(event)).collect()
    }

    fn hears(&self, event: &Event) -> bool {
        event.is_message() && event.sender != self.account.id
    }

    /// Has the client do this, and waits until it is done.
    ///
    /// # Panics
    /// Where it is refused.
    fn does(&self, what: &str, with: Value) -> Value {
        self.does_within(PATIENCE, what, with)
    }

    fn does_within(&self, patience: Duration, what: &str, with: Value) -> Value {
        let number = {
            let mut commands = self.commands.lock().unwrap_or_else(PoisonError::into_inner);
            commands.number += 1;
            let mut command = with;
            command["id"] = json!(commands.number);
            command["do"] = json!(what);
            let to = commands.to.as_mut().expect("a pipe");
            writeln!(to, "{command}").unwrap_or_else(|error| panic!("{}: {error}", self.account.id));
            commands.number
        };
        match self.waits_within(patience, what, |told| told.answers.remove(&number)) {
            Ok(done) => done,
            Err(why) => panic!("{} cannot {what}: {why}", self.account.id),
        }
    }

    fn waits<T>(&self, what: &str, found: impl FnMut(&mut Told) -> Option<T>) -> T {
        self.waits_within(PATIENCE, what, found)
    }

    fn waits_within<T>(&self, patience: Duration, what: &str, mut found: impl FnMut(&mut Told) -> Option<T>) -> T {
        let until = Instant::now() + patience;
        let mut told = self.heard.told();
        loop {
            if let Some(found) = found(&mut told) {
                return found;
            }
            let left = until.saturating_duration_since(Instant::now());
            if told.over || left.is_zero() {
                break;
            }
            told = self.heard.more.wait_timeout(told, left).unwrap_or_else(PoisonError::into_inner).0;
        }
        let ended = if told.over { ", and its client ended" } else { "" };
        panic!("{} waited in vain for {what}{ended}:\n{}", self.account.id, told.story());
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn text(value: Value) -> String {
    value.as_str().expect("a text").to_owned()
}
