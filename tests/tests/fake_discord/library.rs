//! The library that the bot is built on speaks with the fake as it does with Discord.

use afterword_tests::discord::{Discord, Setup};
use serenity::{
    all::{
        ActionRowComponent, ButtonStyle, Command, CommandOptionType, CreateActionRow, CreateAllowedMentions,
        CreateAttachment, CreateButton, CreateCommand, CreateCommandOption, CreateInputText, CreateInteractionResponse,
        CreateInteractionResponseMessage, CreateMessage, CreateModal, EditInteractionResponse, InputTextStyle,
        Interaction, Message, ModalInteraction, Ready,
    },
    async_trait,
    builder::{AutocompleteChoice, CreateAutocompleteResponse},
    client::{ClientBuilder, Context, EventHandler},
    http::HttpBuilder,
    model::gateway::GatewayIntents,
};
use std::time::Duration;

struct Bot;

#[async_trait]
impl EventHandler for Bot {
    async fn ready(&self, context: Context, _: Ready) {
        let job = CreateCommandOption::new(CommandOptionType::String, "job", "Which one").set_autocomplete(true);
        let debrief = CreateCommand::new("debrief").description("Look back at an interview").add_option(job);
        Command::set_global_commands(&context.http, vec![debrief]).await.expect("commands are taken");
    }

    async fn interaction_create(&self, context: Context, interaction: Interaction) {
        let answer = match &interaction {
            Interaction::Command(_) => {
                CreateInteractionResponse::Message(whispers("How did it go?").button(button("Answer")))
            }
            Interaction::Component(_) => {
                let input = CreateInputText::new(InputTextStyle::Paragraph, "What happened?", "text");
                let row = vec![CreateActionRow::InputText(input)];
                CreateInteractionResponse::Modal(CreateModal::new("form", "Your words").components(row))
            }
            Interaction::Modal(_) => CreateInteractionResponse::Defer(whispers_nothing()),
            Interaction::Autocomplete(_) => {
                let choices =
                    CreateAutocompleteResponse::new().set_choices(vec![AutocompleteChoice::new("Acme", "j1")]);
                CreateInteractionResponse::Autocomplete(choices)
            }
            _ => return,
        };
        match interaction {
            Interaction::Command(command) => command.create_response(&context.http, answer).await,
            Interaction::Component(component) => component.create_response(&context.http, answer).await,
            Interaction::Autocomplete(typed) => typed.create_response(&context.http, answer).await,
            Interaction::Modal(modal) => {
                modal.create_response(&context.http, answer).await.expect("it is taken");
                fill_in(&context, &modal).await
            }
            _ => return,
        }
        .expect("it is taken");
    }

    async fn message(&self, context: Context, message: Message) {
        if !message.author.bot {
            let sheet = CreateAttachment::bytes("line one", "sheet.txt");
            let said = CreateMessage::new().content(format!("You said {}", message.content)).add_file(sheet);
            let said = said.allowed_mentions(CreateAllowedMentions::new());
            message.channel_id.send_message(&context.http, said).await.expect("it is taken");
        }
    }
}

fn whispers(text: &str) -> CreateInteractionResponseMessage {
    whispers_nothing().content(text).allowed_mentions(CreateAllowedMentions::new())
}

fn whispers_nothing() -> CreateInteractionResponseMessage {
    CreateInteractionResponseMessage::new().ephemeral(true)
}

fn button(label: &str) -> CreateButton {
    CreateButton::new("v1:answer").label(label).style(ButtonStyle::Secondary)
}

async fn fill_in(context: &Context, modal: &ModalInteraction) -> serenity::Result<()> {
    let ActionRowComponent::InputText(input) = &modal.data.components[0].components[0] else {
        panic!("no input in a form")
    };
    let text = input.value.as_deref().unwrap_or_default();
    let edit = EditInteractionResponse::new().content(format!("Kept: {text}"));
    modal.edit_response(&context.http, edit.allowed_mentions(CreateAllowedMentions::new())).await.map(drop)
}

async fn start(discord: &Discord) -> tokio::task::JoinHandle<()> {
    let http = HttpBuilder::new(discord.token()).proxy(discord.url()).ratelimiter_disabled(true).build();
    let intents = GatewayIntents::GUILDS | GatewayIntents::GUILD_MESSAGES | GatewayIntents::DIRECT_MESSAGES;
    let mut client = ClientBuilder::new_with_http(http, intents).event_handler(Bot).await.expect("a client");
    let running = tokio::spawn(async move { client.start().await.expect("it starts") });
    discord.ready().await;
    while discord.registrations() == 0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    running
}

#[tokio::test]
async fn a_talk_with_the_library() {
    let discord = Discord::new();
    let running = start(&discord).await;
    let anna = discord.user("Anna");
    assert_eq!(anna.starts_typing("debrief", "job", "a").await, [("Acme".to_owned(), "j1".to_owned())]);
    anna.slash("debrief", &[("job", "j1")]).await;
    anna.sees("How did it go?").await;
    anna.opens_modal("Answer").await.fills("I froze.").submits().await;
    anna.sees("Kept: I froze.").await;
    anna.goes_to_direct_messages();
    anna.types("hello").await;
    anna.sees("You said hello").await;
    assert_eq!(anna.attached(), Some(("sheet.txt".to_owned(), b"line one".to_vec())));
    running.abort();
}

#[tokio::test]
async fn the_library_resumes_and_is_told_what_it_missed() {
    let discord = Setup::new().heartbeat(Duration::from_secs(5)).start();
    let running = start(&discord).await;
    let anna = discord.user("Anna");
    anna.goes_to_direct_messages();
    discord.gateway_closes(Some(4000));
    anna.types("while nobody listened").await;
    anna.sees("You said while nobody listened").await;
    assert_eq!(discord.gateway_counts(), (1, 1, 1), "resumed, not identified anew");
    discord.gateway_asks_to_reconnect();
    anna.types("again").await;
    anna.sees("You said again").await;
    running.abort();
}
