//! What Discord tells us, as far as we look at it.
//!
//! serenity's models want the whole of it: one part that is not as it was (the message under
//! a button carries a dozen) and the button would be dead. These take what is needed and
//! leave the rest, which is also four times as quick.

use crate::{panel::Visitor, rest::Attached};
use afterword_core::Private;
use serde::Deserialize;
use serenity::model::id::{ApplicationId, ChannelId, GuildId, InteractionId, MessageId, UserId};
use std::collections::HashMap;

/// Somebody used a command, a button, a menu or a form
/// (`interactions/receiving-and-responding`, interaction object).
#[derive(Deserialize)]
pub(crate) struct Interaction {
    pub(crate) id: InteractionId,
    pub(crate) application_id: ApplicationId,
    pub(crate) token: String,
    #[serde(rename = "type")]
    kind: u8,
    /// In a server; `None` in direct messages.
    pub(crate) guild_id: Option<GuildId>,
    member: Option<Member>,
    user: Option<User>,
    #[serde(default)]
    data: Data,
    /// What the button, the menu or the form belongs to.
    pub(crate) message: Option<Under>,
}

#[derive(Deserialize)]
struct Member {
    user: User,
    /// What they may do in that channel, overwrites and all.
    #[serde(default)]
    permissions: String,
    #[serde(default)]
    roles: Vec<String>,
}

#[derive(Deserialize)]
struct User {
    id: UserId,
    #[serde(default)]
    bot: bool,
}

/// The message under a button.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Under {
    flags: u64,
    attachments: Vec<Attached>,
}

impl Under {
    /// Whether it may become the next page: one person alone sees it, and it holds no file
    /// that they may not have saved yet.
    pub(crate) fn is_a_page(&self) -> bool {
        const EPHEMERAL: u64 = 1 << 6; // resources/message, flags
        self.flags & EPHEMERAL != 0 && self.attachments.is_empty()
    }

    /// The first file of it.
    pub(crate) fn file(&self) -> Option<&Attached> {
        self.attachments.first()
    }
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Data {
    name: String,
    options: Vec<Given>,
    custom_id: String,
    values: Vec<String>,
    components: Vec<Row>,
    resolved: Resolved,
}

/// What the ids in options and menus stand for.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Resolved {
    attachments: HashMap<String, Attached>,
    channels: HashMap<String, ChannelKind>,
}

#[derive(Deserialize)]
struct ChannelKind {
    #[serde(rename = "type")]
    kind: u8,
}

/// An option of a command: a text, or the id of a file.
#[derive(Deserialize)]
struct Given {
    name: String,
    #[serde(default)]
    value: serde_json::Value,
    #[serde(default)]
    focused: bool,
}

/// A row of a form: one input, or inputs in it.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Row {
    component: Option<Input>,
    components: Vec<Input>,
}

#[derive(Deserialize)]
struct Input {
    #[serde(default)]
    value: String,
}

/// What somebody did.
pub(crate) enum Did {
    /// A slash command, with its options by name and value, and the file that came with it.
    Command { name: String, options: Vec<(String, String)>, file: Option<Attached> },
    /// They are typing an option of this command; this much so far.
    Typing { name: String, typed: String },
    /// A button or a menu; the values are those of a menu, and the kind is that of a channel chosen there.
    Component { custom_id: String, values: Vec<String>, channel_kind: Option<u8> },
    /// A form, with what stands in each of its inputs.
    Form { custom_id: String, fields: Vec<Private> },
    /// Something that may be new at Discord, and is none of ours.
    Other,
}

impl Interaction {
    /// Who did it.
    pub(crate) fn account(&self) -> Option<UserId> {
        self.member.as_ref().map(|member| &member.user).or(self.user.as_ref()).map(|user| user.id)
    }

    /// Who they are in the server; `None` in direct messages.
    pub(crate) fn visitor(&self) -> Option<Visitor> {
        let (server, member) = (self.guild_id?, self.member.as_ref()?);
        Some(Visitor {
            server: server.to_string(),
            account: member.user.id.to_string(),
            permissions: member.permissions.parse().unwrap_or(0),
            roles: member.roles.clone(),
        })
    }

    /// What they did.
    pub(crate) fn did(&mut self) -> Did {
        let Data { name, options, custom_id, values, components, mut resolved } = std::mem::take(&mut self.data);
        match self.kind {
            2 => {
                let text = |given: Given| Some((given.name, given.value.as_str()?.to_owned()));
                let options: Vec<_> = options.into_iter().filter_map(text).collect();
                let file = options.iter().find_map(|(_, value)| resolved.attachments.remove(value));
                Did::Command { name, options, file }
            }
            3 => {
                let chosen = values.first().and_then(|channel| resolved.channels.get(channel));
                Did::Component { channel_kind: chosen.map(|channel| channel.kind), custom_id, values }
            }
            4 => {
                let focused = options.into_iter().find(|given| given.focused);
                let typed = focused.and_then(|given| given.value.as_str().map(str::to_owned));
                Did::Typing { name, typed: typed.unwrap_or_default() }
            }
            5 => {
                let inputs = components.into_iter().flat_map(|row| row.component.into_iter().chain(row.components));
                Did::Form { custom_id, fields: inputs.map(|input| Private::new(input.value)).collect() }
            }
            _ => Did::Other,
        }
    }
}

/// Somebody wrote (`resources/message`).
#[derive(Deserialize)]
pub(crate) struct Message {
    pub(crate) id: MessageId,
    pub(crate) channel_id: ChannelId,
    guild_id: Option<GuildId>,
    author: User,
    webhook_id: Option<serde::de::IgnoredAny>,
    #[serde(rename = "type", default)]
    kind: u8,
    #[serde(default)]
    content: String,
}

impl Message {
    /// Who wrote it to us, and what; `None` where it is no direct message of a person.
    pub(crate) fn written(self) -> Option<(UserId, Private)> {
        const PLAIN: u8 = 0;
        const REPLY: u8 = 19;
        let theirs = self.guild_id.is_none() && !self.author.bot && self.webhook_id.is_none();
        (theirs && [PLAIN, REPLY].contains(&self.kind)).then(|| (self.author.id, Private::new(self.content)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn interaction(more: serde_json::Value) -> Interaction {
        let mut event = json!({ "id": "1", "application_id": "2", "token": "t", "version": 1 });
        event.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        serde_json::from_value(event).expect("it is read")
    }

    #[test]
    fn what_is_needed_is_read_whatever_the_rest_is() {
        let mut pressed = interaction(json!({
            "type": 3, "guild_id": "5", "member": { "user": { "id": "7" }, "new": [1] }, "user": null,
            "data": { "component_type": 3, "custom_id": "x", "values": ["a", "b"] },
            "message": { "flags": 64, "interaction_metadata": { "type": 5 }, "components": [{ "type": 999 }] },
        }));
        assert_eq!(pressed.account().map(UserId::get), Some(7));
        assert!(pressed.message.as_ref().is_some_and(Under::is_a_page));
        assert!(
            matches!(pressed.did(), Did::Component { custom_id, values, .. } if custom_id == "x" && values == ["a", "b"])
        );
    }

    #[test]
    fn a_message_with_files_is_left_as_it_is() {
        let page = |message: serde_json::Value| {
            let used = json!({ "type": 3, "user": { "id": "7" }, "message": message });
            interaction(used).message.is_some_and(|under| under.is_a_page())
        };
        assert!(page(json!({ "flags": 64 })));
        assert!(!page(json!({ "flags": 64, "attachments": [{ "id": "1" }] })));
        assert!(!page(json!({ "flags": 0 })) && !page(json!({})));
    }

    #[test]
    fn both_shapes_of_a_form_keep_what_was_written() {
        let mut form = interaction(json!({
            "type": 5, "user": { "id": "7" },
            "data": { "custom_id": "x", "components": [
                { "type": 1, "components": [{ "type": 4, "custom_id": "0", "value": "one" }] },
                { "type": 18, "component": { "type": 4, "custom_id": "1", "value": "two" } },
            ] },
        }));
        assert!(form.guild_id.is_none() && form.message.is_none());
        let Did::Form { fields, .. } = form.did() else { panic!("a form") };
        assert_eq!(fields.iter().map(Private::reveal).collect::<Vec<_>>(), ["one", "two"]);
    }

    #[test]
    fn commands_have_options_and_what_is_typed_is_marked() {
        let options =
            json!([{ "name": "length", "value": "short" }, { "name": "job", "value": "Le", "focused": true }]);
        let data = json!({ "name": "debrief", "options": options });
        let mut command = interaction(json!({ "type": 2, "user": { "id": "7" }, "data": data }));
        let Did::Command { name, options, file: None } = command.did() else { panic!("a command") };
        assert_eq!((name.as_str(), options.len()), ("debrief", 2));
        let mut typing = interaction(json!({ "type": 4, "user": { "id": "7" }, "data": data }));
        assert!(matches!(typing.did(), Did::Typing { name, typed } if name == "debrief" && typed == "Le"));
    }

    #[test]
    fn only_people_in_direct_messages_are_heard() {
        let message = |more: serde_json::Value| {
            let mut event =
                json!({ "id": "1", "channel_id": "2", "author": { "id": "7" }, "type": 0, "content": "hello" });
            event.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
            serde_json::from_value::<Message>(event).expect("it is read").written().is_some()
        };
        assert!(message(json!({})));
        assert!(message(json!({ "type": 19 })));
        assert!(!message(json!({ "type": 7 })), "somebody joined");
        assert!(!message(json!({ "guild_id": "3" })));
        assert!(!message(json!({ "author": { "id": "7", "bot": true } })));
        assert!(!message(json!({ "webhook_id": "3" })));
    }
}
