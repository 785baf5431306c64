//! The requests that are made, by what they do.

use super::{Error, Patience, Payload, Rest};
use crate::render::Body;
use reqwest::Method;
use serde::Deserialize;
use serde_json::json;
use serenity::{
    builder::{AutocompleteChoice, CreateAutocompleteResponse, CreateCommand, CreateInteractionResponse},
    model::{
        channel::Message,
        id::{ApplicationId, ChannelId, GuildId, InteractionId},
    },
};
use std::collections::HashMap;

/// How many servers are told at once; the most there can be.
pub(crate) const SERVERS: usize = 200;

/// How to reach the gateway (`GET /gateway/bot`).
#[derive(Deserialize)]
pub(crate) struct GatewayBot {
    pub(crate) url: String,
    /// How many shards Discord recommends.
    pub(crate) shards: u32,
    pub(crate) session_start_limit: StartLimit,
}

/// How often a session may be started.
#[derive(Deserialize)]
pub(crate) struct StartLimit {
    pub(crate) total: u32,
    pub(crate) remaining: u32,
    /// Milliseconds.
    pub(crate) reset_after: u64,
    pub(crate) max_concurrency: u16,
}

/// The application that the token belongs to (`resources/application`).
#[derive(Deserialize)]
pub(crate) struct Application {
    pub(crate) id: ApplicationId,
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) flags: u64,
    #[serde(default)]
    pub(crate) bot_public: bool,
    /// Where interactions go instead of the gateway.
    #[serde(default)]
    pub(crate) interactions_endpoint_url: Option<String>,
    /// The ways in which it can be installed: "0" to a server, "1" for a person.
    #[serde(default)]
    pub(crate) integration_types_config: Option<HashMap<String, serde_json::Value>>,
}

/// A server that the bot is in (`resources/user`, current user guilds).
#[derive(Deserialize)]
pub(crate) struct Server {
    pub(crate) id: GuildId,
    pub(crate) name: String,
    pub(crate) permissions: String,
}

#[derive(Deserialize)]
struct Channel {
    id: ChannelId,
}

impl Rest {
    /// Who the token belongs to.
    pub(crate) async fn application(&self) -> Result<Application, Error> {
        self.get("/applications/@me").await
    }

    /// The servers it is in, so many after this one.
    pub(crate) async fn servers(&self, after: Option<GuildId>) -> Result<Vec<Server>, Error> {
        let after = after.map(|after| format!("&after={after}")).unwrap_or_default();
        self.get(&format!("/users/@me/guilds?limit={SERVERS}{after}")).await
    }

    /// How to reach the gateway.
    pub(crate) async fn gateway(&self) -> Result<GatewayBot, Error> {
        self.get("/gateway/bot").await
    }

    /// Registers these commands, and no others, everywhere or in one server.
    pub(crate) async fn register(
        &self,
        application: ApplicationId,
        server: Option<GuildId>,
        commands: &[CreateCommand],
    ) -> Result<(), Error> {
        let server = server.map(|server| format!("/guilds/{server}")).unwrap_or_default();
        let path = format!("/applications/{application}{server}/commands");
        self.send(Method::PUT, &path, &Payload::json(&commands)?, Patience::USUAL).await.map(drop)
    }

    /// The first word to an interaction.
    pub(crate) async fn callback(
        &self,
        interaction: InteractionId,
        token: &str,
        payload: &Payload,
    ) -> Result<(), Error> {
        let path = format!("/interactions/{interaction}/{token}/callback");
        self.send(Method::POST, &path, payload, Patience::CALLBACK).await.map(drop)
    }

    /// What is offered while somebody types.
    pub(crate) async fn offer(
        &self,
        interaction: InteractionId,
        token: &str,
        choices: Vec<AutocompleteChoice>,
    ) -> Result<(), Error> {
        let choices = CreateAutocompleteResponse::new().set_choices(choices);
        let payload = Payload::json(&CreateInteractionResponse::Autocomplete(choices))?;
        self.callback(interaction, token, &payload).await
    }

    /// Puts another message in the place of the first word.
    pub(crate) async fn edit_answer(&self, application: ApplicationId, token: &str, body: &Body) -> Result<(), Error> {
        let payload = Payload::with_files(&body.edit(), &body.files)?;
        let path = format!("/webhooks/{application}/{token}/messages/@original");
        self.send(Method::PATCH, &path, &payload, Patience::EDIT).await.map(drop)
    }

    /// The direct messages with somebody.
    pub(crate) async fn open_direct(&self, account: &str) -> Result<ChannelId, Error> {
        let payload = Payload::json(&json!({ "recipient_id": account }))?;
        let channel: Channel = self.json(Method::POST, "/users/@me/channels", &payload, Patience::USUAL).await?;
        Ok(channel.id)
    }

    /// A message under a key that Discord remembers for some minutes.
    pub(crate) async fn post(&self, channel: ChannelId, body: &Body, key: &str) -> Result<(), Error> {
        let payload = Payload::with_files(&body.direct(key), &body.files)?;
        self.send(Method::POST, &messages(channel), &payload, Patience::USUAL).await.map(drop)
    }

    /// The last messages of a channel, newest first.
    pub(crate) async fn last_messages(&self, channel: ChannelId) -> Result<Vec<Message>, Error> {
        self.get(&messages(channel)).await
    }
}

fn messages(channel: ChannelId) -> String {
    format!("/channels/{channel}/messages")
}
