//! An interaction goes to the bot, and its first word comes back.

use super::{Modal, Outcome, Person};
use crate::discord::{
    interaction::{Interaction, Reaction, Sort},
    server::Channel,
    shapes,
    world::{User, World},
};
use serde_json::{Value, json};
use std::time::Instant;
use tokio::sync::oneshot;

/// What somebody did.
pub(super) struct Asked {
    pub(super) kind: Sort,
    pub(super) data: Value,
    /// The message it was done on.
    pub(super) source: Option<crate::discord::Id>,
}

impl Person {
    /// Sends it to the bot and waits for the first word.
    pub(super) async fn asks(&self, asked: Asked) -> Outcome {
        let source = asked.source;
        let Some(waiting) = self.sends(asked) else { return Outcome::NotInTime };
        match tokio::time::timeout(self.patience, waiting).await {
            Ok(Ok(reaction)) => self.outcome(reaction, source),
            _ => Outcome::NotInTime,
        }
    }

    fn outcome(&self, Reaction { kind, data }: Reaction, source: Option<crate::discord::Id>) -> Outcome {
        match kind {
            8 => {
                let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                let choices = data["choices"].as_array().into_iter().flatten();
                Outcome::Choices(choices.map(|choice| (text(&choice["name"]), text(&choice["value"]))).collect())
            }
            9 => Outcome::Modal(Modal::new(self.clone(), data, source)),
            kind => Outcome::Answered(kind),
        }
    }

    fn sends(&self, asked: Asked) -> Option<oneshot::Receiver<Reaction>> {
        let message = asked.source.and_then(|id| self.message_shape(id));
        let mut world = self.shared.world();
        let world = &mut *world;
        self.acts(world);
        let id = world.id();
        let token = format!("token-{id}");
        let user = &world.users[&self.id];
        let channel =
            &world.channels[&asked.source.and_then(|id| Some(world.messages.get(&id)?.channel)).unwrap_or(user.place)];
        let server = channel.server();
        let mut event = event(world, user, channel);
        shapes::merge(&mut event, json!({ "id": id, "token": token, "type": asked.kind.number(), "data": asked.data }));
        if let Some(message) = message {
            event["message"] = message;
        }
        let (tell, waiting) = oneshot::channel();
        let interaction = Interaction {
            id,
            token: token.clone(),
            user: self.id,
            channel: channel.id,
            kind: asked.kind,
            source: asked.source,
            at: world.now(),
            began: Instant::now(),
            answered: None,
            original: None,
            waiting: Some(tell),
        };
        world.interactions.insert(id, interaction);
        world.tokens.insert(token, id);
        let heard = world.sessions.anybody(server);
        let event = event.to_string();
        world.sessions.tell(server, 0, "INTERACTION_CREATE", |_| &event);
        self.user(world).last_event = Some((server, event));
        heard.then_some(waiting)
    }

    pub(super) fn user<'a>(&self, world: &'a mut World) -> &'a mut User {
        world.users.get_mut(&self.id).expect("people stay")
    }

    /// What was to be seen until now is no answer to what comes.
    pub(super) fn acts(&self, world: &mut World) {
        let shown = world.shown.len();
        self.user(world).since = shown;
    }
}

/// What every interaction has.
fn event(world: &World, user: &User, channel: &Channel) -> Value {
    let mut event = json!({
        "application_id": world.application.id, "version": 1, "locale": user.locale, "entitlements": [],
        "channel_id": channel.id, "channel": shapes::channel(world, channel), "attachment_size_limit": 10_485_760,
        "context": u8::from(channel.server().is_none()), "app_permissions": "2252693215726656",
    });
    let installed = world.application.installed_by.contains(&user.id);
    let mut owners = json!({});
    if installed {
        owners["1"] = json!(user.id);
    }
    match channel.server().map(|id| &world.servers[&id]) {
        Some(server) => {
            assert!(server.members.contains_key(&user.id), "{} is not in the server", user.name);
            event["guild_id"] = json!(server.id);
            event["guild_locale"] = json!(server.locale);
            event["guild"] = json!({ "id": server.id, "locale": server.locale, "features": [] });
            event["member"] = shapes::member(world, server, user.id, Some(channel));
            event["app_permissions"] = json!(server.permissions(world.application.bot, channel).to_string());
            if server.bot_is_in {
                owners["0"] = json!(server.id);
            }
        }
        None => {
            event["user"] = shapes::user(user);
            owners["0"] = json!("0");
        }
    }
    event["authorizing_integration_owners"] = owners;
    event
}
