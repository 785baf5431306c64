//! What a test does to Discord: time, faults, the gateway, the server.

use super::{
    Discord, Fault, Where,
    gateway::{Out, intent},
    id::Id,
    server::{Channel, Kind, Role},
};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

/// Time and faults.
impl Discord {
    /// What time it is there.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.world().now()
    }

    /// Lets time pass.
    pub fn passes(&self, time: SignedDuration) {
        self.world().clock.pass(time);
    }

    /// The next request to this place meets this fault.
    pub fn fails_once(&self, place: Where, fault: Fault) {
        self.fails(place, fault, 1);
    }

    /// The next so many do.
    pub fn fails(&self, place: Where, fault: Fault, times: usize) {
        self.world().faults.next(place, fault, times);
    }

    /// All do, until [`heals`](Self::heals).
    pub fn fails_from_now_on(&self, place: Where, fault: Fault) {
        self.world().faults.until_healed(place, fault);
    }

    /// No fault waits any more.
    pub fn heals(&self) {
        self.world().faults.heal();
    }

    /// The token is worth nothing any more: 401 everywhere, and 4004 on the gateway.
    pub fn revokes_the_token(&self) {
        let mut world = self.world();
        world.application.token = "another.token.now".to_owned();
        world.sessions.everywhere(&Out::Close(Some(4004)));
    }

    /// The portal allows these privileged intents.
    pub fn allows_intents(&self, privileged: u64) {
        self.world().application.privileged = privileged & intent::PRIVILEGED;
    }
}

/// The gateway's faults; each is for every connection there is.
impl Discord {
    /// Closes, with or without a code.
    pub fn gateway_closes(&self, code: Option<u16>) {
        self.world().sessions.everywhere(&Out::Close(code));
    }

    /// Says nothing and hears nothing any more, and does not close.
    pub fn gateway_falls_silent(&self) {
        self.world().sessions.everywhere(&Out::FallSilent);
    }

    /// Breaks off in the middle of a frame.
    pub fn gateway_aborts(&self) {
        self.world().sessions.everywhere(&Out::AbortMidFrame);
    }

    /// Asks for a new connection, with a resume.
    pub fn gateway_asks_to_reconnect(&self) {
        let payload = json!({ "op": 7, "s": null, "t": null, "d": null }).to_string();
        self.world().sessions.everywhere(&Out::Payload(payload.into()));
    }

    /// Says that the session is void; whether it can be resumed all the same.
    pub fn gateway_invalidates(&self, resumable: bool) {
        let payload = json!({ "op": 9, "s": null, "t": null, "d": resumable }).to_string();
        let mut world = self.world();
        world.sessions.everywhere(&Out::Payload(payload.into()));
        if !resumable {
            world.sessions.all.clear();
        }
    }

    /// Forgets all sessions, so that a resume is answered with "invalid session".
    pub fn gateway_forgets(&self) {
        let mut world = self.world();
        world.sessions.everywhere(&Out::Close(Some(4000)));
        world.sessions.all.clear();
    }

    /// Sends something that is no JSON, with this in it.
    pub fn gateway_says_no_json(&self, marker: &str) {
        let payload = format!(r#"{{"op":0,"s":null,"t":"MESSAGE_CREATE","d":{{"content":"{marker}","#);
        self.world().sessions.everywhere(&Out::Payload(payload.into()));
    }

    /// Sends a proper payload whose data fit no message, with this in it.
    pub fn gateway_says_no_message(&self, marker: &str) {
        let data = json!({ "content": marker, "author": [marker], "id": { "of": marker } });
        self.world().tell(None, 0, "MESSAGE_CREATE", &data);
    }

    /// Sends an event that no library knows.
    pub fn gateway_says_something_new(&self, event: &str, marker: &str) {
        self.world().tell(None, 0, event, &json!({ "text": marker }));
    }

    /// How many connections listen, how often somebody identified, and how often resumed.
    #[must_use]
    pub fn gateway_counts(&self) -> (usize, usize, usize) {
        let world = self.world();
        let listen =
            world.sessions.all.iter().filter(|session| session.line.as_ref().is_some_and(|line| !line.is_closed()));
        (listen.count(), world.sessions.identified, world.sessions.resumed)
    }
}

/// The server.
impl Discord {
    /// The channel of this name.
    ///
    /// # Panics
    /// Where there is none.
    #[must_use]
    pub fn channel(&self, name: &str) -> Id {
        let world = self.world();
        let found = world.channels.values().find(|channel| channel.name == name && channel.server() == Some(self.home));
        found.map(|channel| channel.id).unwrap_or_else(|| panic!("there is no channel {name}"))
    }

    /// A new text channel.
    #[must_use]
    pub fn new_channel(&self, name: &str) -> Id {
        self.add_channel(name, Kind::Text { server: self.home })
    }

    /// A new forum.
    #[must_use]
    pub fn new_forum(&self, name: &str) -> Id {
        self.add_channel(name, Kind::Forum { server: self.home })
    }

    fn add_channel(&self, name: &str, kind: Kind) -> Id {
        let mut world = self.world();
        let id = world.id();
        world.channels.insert(id, Channel::new(id, name.to_owned(), kind));
        let shape = super::shapes::channel(&world, &world.channels[&id]);
        world.tell(Some(self.home), intent::GUILDS, "CHANNEL_CREATE", &shape);
        id
    }

    /// Somebody deletes a channel.
    pub fn deletes_channel(&self, id: Id) {
        let mut world = self.world();
        let shape = super::shapes::channel(&world, &world.channels[&id]);
        world.channels.remove(&id);
        world.messages.retain(|_, message| message.channel != id);
        world.tell(Some(self.home), intent::GUILDS, "CHANNEL_DELETE", &shape);
    }

    /// What the bot, a role or a member is allowed and denied in a channel, besides what they have.
    ///
    /// # Panics
    /// Where there is no such channel.
    pub fn overwrites(&self, channel: Id, who: Id, allowed: u64, denied: u64) {
        let mut world = self.world();
        world.channels.get_mut(&channel).expect("this channel").overwrites.insert(who, (allowed, denied));
    }

    /// What the bot itself may not do in a channel.
    pub fn denies_the_bot(&self, channel: Id, denied: u64) {
        let bot = self.world().application.bot;
        self.overwrites(channel, bot, 0, denied);
    }

    /// A new role.
    #[must_use]
    pub fn new_role(&self, name: &str, mentionable: bool) -> Id {
        let mut world = self.world();
        let id = world.id();
        let role = Role { id, name: name.to_owned(), permissions: 0, mentionable, managed: false };
        world.servers.get_mut(&self.home).expect("it is there from the beginning").roles.insert(id, role);
        id
    }

    /// Replaces what a role may do; the server's own id is the role that everybody has.
    ///
    /// # Panics
    /// Where there is no such role.
    pub fn role_may(&self, role: Id, permissions: u64) {
        let mut world = self.world();
        let server = world.servers.get_mut(&self.home).expect("it is there from the beginning");
        server.roles.get_mut(&role).expect("this role").permissions = permissions;
    }

    /// Replaces what everybody may do in the server, the bot included.
    ///
    /// # Panics
    /// Where it has lost its own role.
    pub fn bot_may(&self, permissions: u64) {
        let mut world = self.world();
        let server = world.servers.get_mut(&self.home).expect("it is there from the beginning");
        let everybody = server.id;
        let own = |role: &&mut Role| role.managed || role.id == everybody;
        server.roles.values_mut().filter(own).for_each(|role| role.permissions = permissions);
    }

    /// Gives somebody a role.
    ///
    /// # Panics
    /// Where they are not in the server.
    pub fn gives_role(&self, who: Id, role: Id) {
        let mut world = self.world();
        let server = world.servers.get_mut(&self.home).expect("it is there from the beginning");
        server.members.get_mut(&who).expect("a member").push(role);
    }

    /// Takes a role from somebody.
    ///
    /// # Panics
    /// Where they are not in the server.
    pub fn takes_role(&self, who: Id, role: Id) {
        let mut world = self.world();
        let server = world.servers.get_mut(&self.home).expect("it is there from the beginning");
        server.members.get_mut(&who).expect("a member").retain(|other| *other != role);
    }

    /// Somebody deletes a role.
    pub fn deletes_role(&self, role: Id) {
        let mut world = self.world();
        let server = world.servers.get_mut(&self.home).expect("it is there from the beginning");
        server.roles.remove(&role);
        server.members.values_mut().for_each(|roles| roles.retain(|other| *other != role));
    }

    /// Somebody deletes a message.
    ///
    /// # Panics
    /// Where there is none.
    pub fn deletes_message(&self, id: Id) {
        self.world().delete(id);
    }

    /// What is pinned in a channel, oldest first.
    ///
    /// # Panics
    /// Where there is no such channel.
    #[must_use]
    pub fn pinned(&self, channel: Id) -> Vec<Id> {
        self.world().channels[&channel].pins.clone()
    }

    /// The threads and posts that hang in a channel, oldest first, with their names.
    #[must_use]
    pub fn threads(&self, channel: Id) -> Vec<(Id, String)> {
        let world = self.world();
        let here = |one: &&Channel| matches!(one.kind, Kind::Thread { parent, .. } if parent == channel);
        world.channels.values().filter(here).map(|one| (one.id, one.name.clone())).collect()
    }

    /// The messages that stand in a channel or a thread, oldest first, as people read them.
    ///
    /// # Panics
    /// Where there is no such channel.
    #[must_use]
    pub fn standing(&self, channel: Id) -> Vec<(Id, String)> {
        let world = self.world();
        let messages = world.channels[&channel].messages.iter();
        messages.map(|id| (*id, super::shapes::text(&world.messages[id]))).collect()
    }

    /// Somebody locks a thread.
    ///
    /// # Panics
    /// Where it is none.
    pub fn locks(&self, thread: Id) {
        match self.world().channels.get_mut(&thread).map(|channel| &mut channel.kind) {
            Some(Kind::Thread { locked, .. }) => *locked = true,
            _ => panic!("{thread} is no thread"),
        }
    }

    /// So many more servers, each with one channel and its own id: for a crowd. They are told to nobody.
    #[must_use]
    pub fn more_servers(&self, count: usize) -> Vec<(Id, Id)> {
        let mut world = self.world();
        let bot = world.application.bot;
        let mut made = Vec::new();
        for nth in 0..count {
            let (server, channel) = (world.id(), world.id());
            let mut one = super::server::Server {
                id: server,
                name: format!("Server {nth}"),
                owner: world.servers[&self.home].owner,
                locale: "en-GB".to_owned(),
                roles: std::collections::BTreeMap::new(),
                members: std::collections::BTreeMap::from([(bot, Vec::new())]),
                bot_is_in: true,
            };
            let permissions = super::server::permission::USUAL;
            let everybody =
                Role { id: server, name: "@everyone".to_owned(), permissions, mentionable: false, managed: false };
            one.roles.insert(server, everybody);
            world.servers.insert(server, one);
            world.channels.insert(channel, Channel::new(channel, "general".to_owned(), Kind::Text { server }));
            made.push((server, channel));
        }
        made
    }

    /// Somebody throws the bot out of the server.
    pub fn throws_the_bot_out(&self) {
        let mut world = self.world();
        world.servers.get_mut(&self.home).expect("it is there from the beginning").bot_is_in = false;
        world.tell(Some(self.home), intent::GUILDS, "GUILD_DELETE", &json!({ "id": self.home }));
    }

    /// Somebody brings it back.
    pub fn lets_the_bot_in(&self) {
        let mut world = self.world();
        world.servers.get_mut(&self.home).expect("it is there from the beginning").bot_is_in = true;
    }

    /// How many requests were refused, since they were too many or came too soon after that.
    #[must_use]
    pub fn refused_as_too_many(&self) -> usize {
        self.world().limits.refused
    }

    /// How often commands were registered.
    #[must_use]
    pub fn registrations(&self) -> usize {
        self.world().commands.puts
    }

    /// The names of the commands that stand everywhere, or in the server.
    #[must_use]
    pub fn commands(&self, in_the_server: bool) -> Vec<String> {
        let world = self.world();
        let commands = world.commands.of.get(&in_the_server.then_some(self.home));
        let name = |command: &serde_json::Value| command["name"].as_str().unwrap_or("").to_owned();
        commands.into_iter().flatten().map(name).collect()
    }
}
