//! The peer that is nothing but the library this bot is built on.

use serde_json::Value;
use serenity::{
    all::{ButtonStyle, Command, CommandOptionType, Interaction, Ready},
    async_trait,
    builder::{
        CreateActionRow, CreateAllowedMentions, CreateButton, CreateCommand, CreateCommandOption,
        CreateInteractionResponse, CreateInteractionResponseMessage,
    },
    client::{ClientBuilder, Context, EventHandler},
    http::HttpBuilder,
    model::gateway::GatewayIntents,
};
use std::env;

/// The argument that makes this program be that bot.
pub(crate) const WORD: &str = "bare-serenity";

/// Answers every command with the message it was given, and keeps nothing.
struct Bot {
    answer: CreateInteractionResponseMessage,
}

#[async_trait]
impl EventHandler for Bot {
    async fn ready(&self, context: Context, _: Ready) {
        let length = CreateCommandOption::new(CommandOptionType::String, "length", "How long");
        let debrief = CreateCommand::new("debrief").description("Look back at an interview").add_option(length);
        Command::set_global_commands(&context.http, vec![debrief]).await.expect("commands are taken");
    }

    async fn interaction_create(&self, context: Context, interaction: Interaction) {
        if let Interaction::Command(command) = interaction {
            let answer = CreateInteractionResponse::Message(self.answer.clone());
            command.create_response(&context.http, answer).await.expect("it is taken");
        }
    }
}

/// Runs until it is killed.
pub(crate) fn run() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime can be made");
    runtime.block_on(async {
        let given = |name| env::var(name).unwrap_or_else(|_| panic!("{name} is not set"));
        let answer = std::fs::read_to_string(given("ANSWER")).expect("the answer can be read");
        let answer = message(&serde_json::from_str(&answer).expect("the answer is JSON"));
        let http =
            HttpBuilder::new(given("DISCORD_TOKEN")).proxy(given("DISCORD_URL")).ratelimiter_disabled(true).build();
        let client = ClientBuilder::new_with_http(http, GatewayIntents::GUILDS).event_handler(Bot { answer });
        client.await.expect("a client").start().await.expect("it goes on until it is killed");
    });
}

fn message(answer: &Value) -> CreateInteractionResponseMessage {
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    let button = |button: &Value| {
        let style = if button["style"] == 1 { ButtonStyle::Primary } else { ButtonStyle::Secondary };
        CreateButton::new(text(&button["custom_id"])).label(text(&button["label"])).style(style)
    };
    let list = |value: &Value| value.as_array().expect("a list").clone();
    let row = |row: &Value| CreateActionRow::Buttons(list(&row["components"]).iter().map(button).collect());
    CreateInteractionResponseMessage::new()
        .content(text(&answer["content"]))
        .components(list(&answer["components"]).iter().map(row).collect())
        .allowed_mentions(CreateAllowedMentions::new())
        .ephemeral(true)
}
