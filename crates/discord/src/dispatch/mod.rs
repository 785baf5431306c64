//! What people do, on its way to the engine and back. Knows nothing of gateways: the same
//! goes for interactions that come over HTTP.
//!
//! Each event takes its place in the order of its person when it comes in; the turn is
//! durable before anything is answered. What takes more than a second and a half is
//! acknowledged first, and the answer follows as an edit.

mod commands;
mod components;
mod direct;
mod export;
mod panel;
mod posts;
mod servers;

pub(crate) use servers::Part;

use crate::{
    PLATFORM, Shared,
    acts::marks::Mark,
    commands::{Commands, OfServer},
    incoming::{Did, Interaction, Message},
    open::{Arrived, Interaction as Waiting, Kept, Place},
    panel::{Control, Given},
    render::Surface,
    rest::Error,
    used,
};
use afterword_core::Refusal;
use afterword_engine::{Engine, Fate, Gathered, Gathering, Inbound, NotTaken, Receipt, What};
use panel::Wish;
use servers::Servers;
use std::{future::Future, pin::pin, sync::Arc, time::Duration};
use tokio::time::{sleep, sleep_until};
use tokio_util::task::TaskTracker;

/// What is not answered by then is acknowledged first (`discord.md`, rule 1).
const ACKNOWLEDGED_BY: Duration = Duration::from_millis(1_500);
/// How long an answer that did not arrive can still be shown where it belongs.
const STILL_OPEN: Duration = Duration::from_secs(14 * 60);

/// Takes what people do.
#[derive(Clone)]
pub(crate) struct Dispatcher {
    shared: Arc<Shared>,
    engine: Engine,
    commands: Arc<Commands>,
    tasks: TaskTracker,
    servers: Servers,
}

/// What became of an event.
enum Heard {
    /// Taken, and said what there was to say; whether they want all that is kept of them.
    Taken { exports: bool, all_arrived: bool },
    /// Refused, and they were told why.
    Refused,
}

impl Dispatcher {
    pub(crate) fn new(shared: Arc<Shared>, engine: Engine, commands: Arc<Commands>) -> Self {
        Self { shared, engine, commands, tasks: TaskTracker::new(), servers: Servers::default() }
    }

    /// Waits until everything that came in was seen through.
    pub(crate) async fn settled(&self) {
        self.tasks.close();
        self.tasks.wait().await;
    }

    /// Somebody used a command, a button, a menu or a form.
    pub(crate) fn interaction(&self, interaction: Interaction) {
        let mut interaction = interaction;
        let did = interaction.did();
        let visitor = interaction.visitor();
        let under = interaction.message.as_ref().and_then(|under| under.file().cloned());
        let Some(arrived) = arrived(interaction, &did) else { return };
        match did {
            Did::Command { name, options, file } => match self.commands.of_server(&name) {
                Some(OfServer::Suggest) => self.suggest(arrived),
                Some(OfServer::Prompts) => {
                    let series = options.into_iter().find(|(option, _)| self.commands.is_series(option));
                    let wish = Wish::Open { series: series.map(|(_, series)| series), file };
                    self.panel(arrived, visitor, wish);
                }
                None => self.command(arrived, &name, &options),
            },
            Did::Typing { name, typed } => match self.commands.of_server(&name) {
                Some(_) => self.complete_series(arrived, visitor, typed),
                None => self.complete(arrived, typed),
            },
            Did::Component { custom_id, values, channel_kind } => {
                match (Mark::decode(&custom_id), Control::decode(&custom_id)) {
                    (Some(mark), _) => self.mark(arrived, visitor, mark),
                    (_, Some(control)) => {
                        let given = Given { values, fields: None, channel_kind };
                        self.panel(arrived, visitor, Wish::Use { control, given, under });
                    }
                    (None, None) => self.component(arrived, &custom_id, &values),
                }
            }
            Did::Form { custom_id, fields } => match (Mark::decode(&custom_id), Control::decode(&custom_id)) {
                (Some(Mark::Suggestion), _) => self.suggested(arrived, visitor, fields),
                (_, Some(control)) => {
                    let given = Given { fields: Some(fields), ..Given::default() };
                    self.panel(arrived, visitor, Wish::Use { control, given, under: None });
                }
                _ => self.form(arrived, &custom_id, fields),
            },
            Did::Other => {}
        }
    }

    /// The bot was sent away from a server: everything of it is forgotten.
    pub(crate) fn left(&self, server: String) {
        let (platform, what) = (PLATFORM.to_owned(), Gathering::Left);
        let gathered = Gathered { platform, community: server.clone(), event: None, what };
        let (this, heard) = (self.clone(), self.engine.hear_community(gathered));
        self.tasks.spawn(async move {
            match heard.await {
                Ok(_) => tracing::info!("the bot was sent away from a server; nothing is kept of it"),
                // It stays among those that are known, and is tried again when a session begins.
                Err(why) => return tracing::error!(%why, "a server that sent the bot away was not forgotten"),
            }
            this.is_gone(&server).await;
        });
    }

    /// Somebody wrote. Only direct messages are heard.
    pub(crate) fn message(&self, message: Message) {
        self.direct_message(message);
    }

    /// Hears an event of an interaction, in its place, and sees it through.
    fn hear(&self, interaction: Arc<Waiting>, what: What) {
        let event = interaction.event();
        let kept = self.shared.open.keep(&interaction);
        let heard = self.engine.hear(inbound(interaction.account(), event, what));
        let this = self.clone();
        self.tasks.spawn(async move {
            let outcome = this.see_through(&interaction, heard).await;
            this.finish(interaction, kept, outcome).await;
        });
    }

    /// Waits until what was heard is durable and said, and acknowledges it meanwhile.
    async fn see_through(
        &self,
        interaction: &Waiting,
        heard: impl Future<Output = Result<Receipt, NotTaken>>,
    ) -> Heard {
        let mut taken = pin!(async {
            match heard.await {
                Ok(receipt) => {
                    let exports = receipt.exports;
                    let fates = receipt.delivered().await;
                    Heard::Taken { exports, all_arrived: !fates.contains(&Fate::Waiting) }
                }
                Err(why) => {
                    self.refuse(interaction, &why).await;
                    Heard::Refused
                }
            }
        });
        tokio::select! {
            heard = &mut taken => return heard,
            () = sleep_until(interaction.at() + ACKNOWLEDGED_BY) => {}
        }
        if let Err(error) = interaction.defer(&self.shared.rest).await {
            tracing::warn!(%error, "an interaction could not be acknowledged yet");
        }
        taken.await
    }

    /// What is left to do once everything was said.
    async fn finish(&self, interaction: Arc<Waiting>, kept: Kept, outcome: Heard) {
        if let Heard::Taken { exports: true, .. } = outcome {
            self.export_here(&interaction).await;
        }
        // Heard before, or nothing is to be said: Discord wants an acknowledgement all the same.
        if let Err(error) = interaction.acknowledge(&self.shared.rest).await {
            tracing::debug!(%error, "nothing was to be said, and that was not acknowledged");
        }
        if let Heard::Taken { all_arrived: false, .. } = outcome {
            // The engine tries again, and finds it for as long as it can be shown there.
            tokio::spawn(async move {
                sleep(STILL_OPEN).await;
                drop(kept);
            });
        }
    }

    /// Says why something was not taken. An interaction is always answered: without a word,
    /// Discord says that we did not respond.
    async fn refuse(&self, interaction: &Waiting, why: &NotTaken) {
        let refusal = match why {
            NotTaken::Refused { refusal, .. } => Some(*refusal),
            why => why.refusal(),
        };
        let Some(refusal) = refusal else { return };
        let Shared { rest, words, operator, .. } = &*self.shared;
        if let Err(error) = interaction.note(rest, words, Refusal::block(refusal, operator)).await {
            tracing::warn!(%error, "somebody could not be told why something was not taken");
        }
    }

    /// Answers with a sentence that no talk says.
    fn note(&self, interaction: Arc<Waiting>, word: &'static str) {
        let this = self.clone();
        self.tasks.spawn(async move {
            let Shared { rest, words, .. } = &*this.shared;
            note_failed(interaction.note(rest, words, afterword_core::say::Block::plain(word)).await.map(drop));
        });
    }
}

fn note_failed(noted: Result<(), Error>) {
    if let Err(error) = noted {
        tracing::warn!(%error, "an interaction could not be answered");
    }
}

fn inbound(account: &str, event: String, what: What) -> Inbound {
    Inbound { platform: PLATFORM.to_owned(), account: account.to_owned(), event: Some(event), what }
}

/// Where something was done decides where it is answered. A message that one person sees
/// becomes the next page; any other is left as it is, and so is a letter that is to be copied.
fn arrived(interaction: Interaction, did: &Did) -> Option<Arrived> {
    let account = interaction.account()?.to_string();
    let surface = if interaction.guild_id.is_some() { Surface::Ephemeral } else { Surface::Direct };
    let used = match did {
        Did::Component { custom_id, .. } => !used::is_to_copy(custom_id),
        Did::Form { .. } => true,
        _ => false,
    };
    let page = surface == Surface::Ephemeral && interaction.message.is_some_and(|under| under.is_a_page());
    let place = if used && page { Place::InPlace } else { Place::New };
    let Interaction { id, application_id: application, token, .. } = interaction;
    Some(Arrived { id, application, token, account, surface, place })
}
