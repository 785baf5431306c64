//! What a person does, as they would say it.

use super::{Modal, Outcome, Person, asking::Asked};
use crate::discord::{
    Id,
    interaction::Sort,
    log::Change,
    shapes,
    world::{Attachment, Message},
};
use serde_json::{Value, json};

impl Person {
    /// Uses a slash command: `slash("debrief", &[])`, `slash("letters write", &[("job", "ac")])`.
    ///
    /// # Panics
    /// Where it is not offered to them there, or the bot does not answer.
    pub async fn slash(&self, command: &str, options: &[(&str, &str)]) {
        self.tries_slash(command, options).await.message(self);
    }

    /// The same where a form is the answer.
    ///
    /// # Panics
    /// Where it is not.
    pub async fn slash_opens_modal(&self, command: &str, options: &[(&str, &str)]) -> Modal {
        self.tries_slash(command, options).await.modal(self)
    }

    /// The same, whatever comes of it.
    pub async fn tries_slash(&self, command: &str, options: &[(&str, &str)]) -> Outcome {
        let data = self.command(command, options, None);
        self.asks(Asked { kind: Sort::Command, data, source: None }).await
    }

    /// Uses a command with a file as one of its options.
    ///
    /// # Panics
    /// Where it is not offered to them there, or the bot does not answer.
    pub async fn slash_with_file(&self, command: &str, option: &str, name: &str, bytes: &[u8]) {
        let given = self.gives(name, bytes);
        let id = given["id"].as_str().unwrap_or("").to_owned();
        let mut data = self.command(command, &[(option, &id)], None);
        assert!(data["options"][0]["type"] == 11, "{option} takes no file");
        data["resolved"] = json!({ "attachments": { id: given } });
        self.asks(Asked { kind: Sort::Command, data, source: None }).await.message(self);
    }

    /// Puts a file where the bot can fetch it; its shape as an option has it.
    fn gives(&self, name: &str, bytes: &[u8]) -> Value {
        let mut world = self.shared.world();
        let (id, port) = (world.id(), world.port);
        let (name, bytes, size) = (name.to_owned(), bytes.to_vec(), bytes.len());
        let url = format!("http://127.0.0.1:{port}/attachments/{}/{id}/{name}", self.id);
        let shape = json!({
            "id": id, "filename": &name, "size": size, "url": url, "proxy_url": url, "ephemeral": true,
        });
        world.given.push(Attachment { id, name, description: None, bytes });
        shape
    }

    /// Picks a channel in the newest menu of channels that has this written on it.
    ///
    /// # Panics
    /// Where there is none, it does not offer such a channel, or the bot does not answer.
    pub async fn picks_channel(&self, placeholder: &str, channel: Id) {
        self.tries_to_pick_channel(placeholder, channel).await.message(self);
    }

    /// The same where a form is the answer.
    ///
    /// # Panics
    /// Where it is not.
    pub async fn picks_channel_for_modal(&self, placeholder: &str, channel: Id) -> Modal {
        self.tries_to_pick_channel(placeholder, channel).await.modal(self)
    }

    async fn tries_to_pick_channel(&self, placeholder: &str, channel: Id) -> Outcome {
        let (message, menu) = self.finds(placeholder, |c| c["type"] == 8 && c["placeholder"] == placeholder).await;
        let shape = {
            let world = self.shared.world();
            shapes::channel(&world, &world.channels[&channel])
        };
        let offered = menu["channel_types"].as_array().is_none_or(|types| types.contains(&shape["type"]));
        assert!(offered, "“{placeholder}” does not offer that kind of channel");
        let part = json!({
            "id": channel, "type": shape["type"], "name": shape["name"], "permissions": "0", "parent_id": null,
        });
        let resolved = json!({ "channels": { channel.to_string(): part } });
        self.sends_select(message, &menu, &[channel.to_string()], resolved).await
    }

    /// Picks a role in the newest menu of roles that has this written on it.
    ///
    /// # Panics
    /// Where there is none, or the bot does not answer.
    pub async fn picks_role(&self, placeholder: &str, role: Id) {
        let (message, menu) = self.finds(placeholder, |c| c["type"] == 6 && c["placeholder"] == placeholder).await;
        let shape = {
            let world = self.shared.world();
            let server = world.servers.values().find(|server| server.roles.contains_key(&role)).expect("this role");
            shapes::role(server, &server.roles[&role])
        };
        let resolved = json!({ "roles": { role.to_string(): shape } });
        self.sends_select(message, &menu, &[role.to_string()], resolved).await.message(self);
    }

    async fn sends_select(&self, message: Id, menu: &Value, values: &[String], resolved: Value) -> Outcome {
        let data = json!({
            "component_type": menu["type"], "custom_id": menu["custom_id"], "id": 2, "values": values,
            "resolved": resolved,
        });
        self.asks(Asked { kind: Sort::Component, data, source: Some(message) }).await
    }

    /// Begins to type an option, and is offered this.
    ///
    /// # Panics
    /// Where nothing is offered in time.
    pub async fn starts_typing(&self, command: &str, option: &str, typed: &str) -> Vec<(String, String)> {
        let data = self.command(command, &[(option, typed)], Some(option));
        match self.asks(Asked { kind: Sort::Autocomplete, data, source: None }).await {
            Outcome::Choices(choices) => choices,
            other => panic!("{} is offered nothing for {option}: {other:?}", self.name()),
        }
    }

    /// Presses the newest button of this label that they see.
    ///
    /// # Panics
    /// Where there is none, or the bot does not answer.
    pub async fn presses(&self, label: &str) {
        self.tries_to_press(label).await.message(self);
    }

    /// The same where a form is the answer.
    ///
    /// # Panics
    /// Where it is not.
    pub async fn opens_modal(&self, label: &str) -> Modal {
        self.tries_to_press(label).await.modal(self)
    }

    /// The same, whatever comes of it.
    pub async fn tries_to_press(&self, label: &str) -> Outcome {
        let (message, button) =
            self.finds(&format!("a button “{label}”"), |c| c["type"] == 2 && c["label"] == label).await;
        assert!(button["disabled"] != true, "“{label}” is disabled");
        self.sends_component(message, button["custom_id"].as_str().unwrap_or(""), 2, &[]).await
    }

    /// Presses a button of one particular message, also of somebody else's; whatever comes of it.
    pub async fn presses_on(&self, message: Id, custom_id: &str) -> Outcome {
        self.sends_component(message, custom_id, 2, &[]).await
    }

    /// Sends a button that no message has, as if it were on the newest message they see.
    ///
    /// # Panics
    /// Where they see no message of the bot.
    pub async fn presses_raw(&self, custom_id: &str) -> Outcome {
        let message = self.newest().expect("there is a message of the bot");
        self.sends_component(message, custom_id, 2, &[]).await
    }

    /// Picks these from the newest menu that has them.
    ///
    /// # Panics
    /// Where there is none, it takes another number, or the bot does not answer.
    pub async fn picks_from_menu(&self, labels: &[&str]) {
        self.tries_to_pick(labels).await.message(self);
    }

    /// The same, whatever comes of it.
    pub async fn tries_to_pick(&self, labels: &[&str]) -> Outcome {
        let value = |menu: &Value, label: &str| {
            let options = menu["options"].as_array()?;
            options
                .iter()
                .find(|option| option["label"] == label)
                .map(|option| option["value"].as_str().unwrap_or("").to_owned())
        };
        let has = |c: &Value| c["type"] == 3 && labels.iter().all(|label| value(c, label).is_some());
        let (message, menu) = self.finds(&format!("a menu with {labels:?}"), has).await;
        let (least, most) = (menu["min_values"].as_u64().unwrap_or(1), menu["max_values"].as_u64().unwrap_or(1));
        assert!((least..=most).contains(&(labels.len() as u64)), "the menu takes {least} to {most}, not {labels:?}");
        let values = labels.iter().filter_map(|label| value(&menu, label)).collect::<Vec<_>>();
        self.sends_component(message, menu["custom_id"].as_str().unwrap_or(""), 3, &values).await
    }

    /// Sends a choice that no menu has; whatever comes of it.
    ///
    /// # Panics
    /// Where they see no message of the bot.
    pub async fn picks_raw(&self, custom_id: &str, values: &[&str]) -> Outcome {
        let message = self.newest().expect("there is a message of the bot");
        let values = values.iter().map(|&value| value.to_owned()).collect::<Vec<_>>();
        self.sends_component(message, custom_id, 3, &values).await
    }

    async fn sends_component(&self, message: Id, custom_id: &str, kind: u8, values: &[String]) -> Outcome {
        let mut data = json!({ "component_type": kind, "custom_id": custom_id, "id": 2 });
        if kind == 3 {
            data["values"] = json!(values);
        }
        self.asks(Asked { kind: Sort::Component, data, source: Some(message) }).await
    }

    /// Sends a form that was never shown; whatever comes of it.
    pub async fn submits_raw(&self, custom_id: &str, values: &[(&str, &str)]) -> Outcome {
        let row = |(id, value): &(&str, &str)| json!({ "type": 1, "components": [{ "type": 4, "custom_id": id, "value": value }] });
        let data = json!({ "custom_id": custom_id, "components": values.iter().map(row).collect::<Vec<_>>() });
        self.asks(Asked { kind: Sort::Modal, data, source: None }).await
    }

    /// Writes something where they are: to the bot in direct messages, or in a channel.
    pub async fn types(&self, text: &str) {
        let mut world = self.shared.world();
        let (id, made) = (world.id(), world.now());
        self.acts(&mut world);
        let channel = world.users[&self.id].place;
        let message = Message {
            id,
            channel,
            author: self.id,
            body: json!({ "content": text }),
            attachments: Vec::new(),
            nonce: None,
            only_for: None,
            interaction: None,
            edited: None,
            thinking: false,
            pings: Vec::new(),
            made,
        };
        world.post(message, Change::Posted);
        // Their own words are no answer to them.
        self.acts(&mut world);
    }

    /// What the bot was last told that they did reaches it once more, under the same id.
    ///
    /// # Panics
    /// Where they have done nothing yet.
    pub fn does_it_again(&self) {
        let mut world = self.shared.world();
        let (server, event) = world.users[&self.id].last_event.clone().expect("they have done something");
        world.sessions.tell(server, 0, "INTERACTION_CREATE", |_| &event);
    }

    /// Goes to the direct messages with the bot.
    pub fn goes_to_direct_messages(&self) {
        let mut world = self.shared.world();
        let place = world.direct(self.id);
        self.user(&mut world).place = place;
    }

    /// Goes to a channel.
    pub fn goes_to(&self, channel: Id) {
        self.user(&mut self.shared.world()).place = channel;
    }

    /// Takes no direct messages from the server any more, or takes them again.
    pub fn takes_direct_messages(&self, takes: bool) {
        self.user(&mut self.shared.world()).takes_direct_messages = takes;
    }

    /// Installs the bot for themselves, or takes it off again.
    pub fn installs_the_bot(&self, installed: bool) {
        let by = &mut self.shared.world().application.installed_by;
        if installed {
            by.insert(self.id)
        } else {
            by.remove(&self.id)
        };
    }

    /// Leaves all servers.
    pub fn leaves(&self) {
        for server in self.shared.world().servers.values_mut() {
            server.members.remove(&self.id);
        }
    }

    /// Their client speaks this language.
    pub fn speaks(&self, locale: &str) {
        locale.clone_into(&mut self.user(&mut self.shared.world()).locale);
    }

    /// Starts their client anew: what only they could see is gone.
    pub fn restarts_client(&self) {
        let mut world = self.shared.world();
        let shown = world.shown.len();
        let user = self.user(&mut world);
        user.feed.clear();
        user.since = shown;
    }

    /// The data of a command, checked the way a client does.
    fn command(&self, line: &str, options: &[(&str, &str)], focused: Option<&str>) -> Value {
        let world = self.shared.world();
        let mut words = line.split(' ');
        let name = words.next().unwrap_or("");
        let place = &world.channels[&world.users[&self.id].place];
        let command =
            world.commands.named(place.server(), name).unwrap_or_else(|| panic!("there is no command /{name}"));
        let context = u64::from(place.server().is_none());
        let offered = command["contexts"].as_array().is_none_or(|contexts| contexts.contains(&json!(context)));
        assert!(offered, "/{name} is not offered {}", if context == 0 { "in a server" } else { "in direct messages" });
        if let (Some(needed), Some(server)) = (command["default_member_permissions"].as_str(), place.server()) {
            let needed = needed.parse::<u64>().expect("permissions are a number");
            let has = world.servers[&server].permissions(self.id, place);
            assert!(has & needed == needed, "/{name} is not offered to {}", world.users[&self.id].name);
        }
        let mut data = json!({ "id": command["id"], "name": name, "type": 1 });
        let mut inside = &mut data;
        let mut known = command;
        for word in words {
            known = option(known, word);
            inside["options"] = json!([{ "type": known["type"], "name": word }]);
            inside = &mut inside["options"][0];
        }
        let given = options.iter().map(|(name, text)| {
            let option = option(known, name);
            let mut given = json!({ "type": option["type"], "name": name, "value": value(option, text) });
            if focused == Some(name) {
                assert!(option["autocomplete"] == true, "{name} offers nothing while it is typed");
                given["focused"] = json!(true);
            }
            given
        });
        let given = given.collect::<Vec<_>>();
        let missing =
            |option: &&Value| option["required"] == true && !options.iter().any(|(name, _)| option["name"] == *name);
        let missing = known["options"].as_array().into_iter().flatten().find(missing);
        assert!(missing.is_none() || focused.is_some(), "/{line} needs {}", missing.unwrap_or(&Value::Null)["name"]);
        if !given.is_empty() {
            inside["options"] = json!(given);
        }
        data
    }

    pub(super) fn message_shape(&self, id: Id) -> Option<Value> {
        let world = self.shared.world();
        world.messages.get(&id).map(|message| shapes::message(&world, message))
    }
}

fn option<'a>(of: &'a Value, name: &str) -> &'a Value {
    let options = of["options"].as_array();
    let found = options.into_iter().flatten().find(|option| option["name"] == name);
    found.unwrap_or_else(|| panic!("{} has no option {name}", of["name"]))
}

/// What was typed, as this option sends it.
fn value(option: &Value, text: &str) -> Value {
    let choices = option["choices"].as_array();
    if let Some(choices) = choices.filter(|choices| !choices.is_empty()) {
        let picked = choices.iter().find(|choice| choice["name"] == text || choice["value"] == text);
        return picked.unwrap_or_else(|| panic!("{} does not offer {text}", option["name"]))["value"].clone();
    }
    match option["type"].as_u64() {
        Some(4) => text.parse::<i64>().map(Value::from).unwrap_or_else(|_| panic!("{text} is no whole number")),
        Some(5) => Value::from(text == "true"),
        Some(10) => text.parse::<f64>().map(Value::from).unwrap_or_else(|_| panic!("{text} is no number")),
        _ => Value::from(text),
    }
}

impl Outcome {
    pub(super) fn message(self, person: &Person) {
        if !matches!(self, Self::Answered(_)) {
            panic!("{} expected an answer, not {self:?}\n{}", person.name(), person.news());
        }
    }

    fn modal(self, person: &Person) -> Modal {
        match self {
            Self::Modal(modal) => modal,
            other => panic!("{} expected a form, not {other:?}\n{}", person.name(), person.news()),
        }
    }
}
