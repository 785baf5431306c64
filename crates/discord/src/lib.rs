//! The conversation on Discord: slash commands, buttons, menus, forms and direct messages.
//!
//! What decides anything here is pure, and knows neither network nor gateway:
//!
//! - [`render`]: from what is said to what Discord is sent, and the form of a question;
//! - [`used`]: from a button, a menu or a form that was used to what the engine hears;
//! - [`commands`] and [`jobs`]: the slash commands, and the jobs named with them;
//! - [`custom_id`]: what a component brings back;
//! - [`with_slashes`]: sentences that name commands as they are used here.
//!
//! Around it: `gateway` and `incoming` are what comes in, `dispatch` what follows from it, `open` the
//! interactions that can be answered, `courier` and `direct` what goes out, `rest` the way
//! out for all of it, with the one policy for what fails.
//!
//! ```
//! use afterword_core::{Say, say::Block};
//! use afterword_discord::render::{self, Surface};
//! use afterword_words::Words;
//!
//! let words = Words::load("en-GB")?;
//! let say = Say { blocks: vec![Block::plain("layout-skip")], ask: None, attachment: None };
//! let body = render::message(&words, &say, Surface::Ephemeral);
//! assert_eq!(body.content, "“Skip” is fine.");
//! # Ok::<(), afterword_words::Error>(())
//! ```

mod acts;
pub mod commands;
mod courier;
pub mod custom_id;
mod direct;
mod dispatch;
mod gateway;
mod incoming;
pub mod jobs;
mod look;
mod open;
mod panel;
mod register;
pub mod render;
mod rest;
mod sentences;
mod slashes;
pub mod used;

pub use gateway::{Ended, Pulse};
pub use look::{Finding, In, Standing};
pub use rest::{DISCORD, Error};
pub use slashes::with_slashes;

use afterword_core::Entry;
use afterword_engine::{Courier, Engine};
use afterword_words::Words;
use commands::Commands;
use dispatch::Dispatcher;
use futures_util::future::BoxFuture;
use gateway::Gateway;
use rest::Rest;
use serenity::model::id::GuildId;
use std::{sync::Arc, time::Duration};
use tokio::time::sleep;

/// The name of this platform, under which the engine knows accounts and courier.
pub const PLATFORM: &str = "discord";

/// What carries the messages, as people are told.
pub const SHOWN: &str = "Discord";

/// How long to wait before Discord is asked again that could not be reached at the start.
const ASK_AGAIN: Duration = Duration::from_secs(5);

/// Makes files of a journal, for the person whose it is; `None` where they cannot be made.
pub type Copies = Arc<dyn Fn(&[Entry]) -> Option<Files> + Send + Sync>;

/// Files, by name.
pub type Files = Vec<(String, Vec<u8>)>;

/// What a bot is made of.
pub struct Setup {
    /// The base of the REST API, with or without `/api/v10`; usually [`DISCORD`].
    pub api_url: String,
    /// The bot’s token.
    pub token: String,
    /// The one server in which commands are registered; `None` for everywhere.
    pub test_server: Option<u64>,
    /// Every sentence.
    pub words: Arc<Words>,
    /// Who runs this, as people are told.
    pub operator: String,
    /// Makes the files of somebody who wants all that is kept of them.
    pub copies: Copies,
}

/// The bot, before it is connected.
pub struct Discord {
    shared: Arc<Shared>,
    token: String,
    test_server: Option<GuildId>,
}

/// What everything here shares.
pub(crate) struct Shared {
    pub(crate) rest: Arc<Rest>,
    pub(crate) words: Arc<Words>,
    pub(crate) operator: String,
    pub(crate) open: Arc<open::Open>,
    pub(crate) asked: Arc<acts::Asked>,
    pub(crate) direct: direct::Direct,
    pub(crate) copies: Copies,
}

// What the binary waits for is boxed here: a future is compiled where it is first polled, and those
// of all libraries below would otherwise be compiled, and linked, once more there.
impl Discord {
    /// Gets ready; nothing is asked of Discord yet.
    ///
    /// # Errors
    /// [`Error::Token`] where the token cannot be one.
    pub fn new(setup: Setup) -> Result<Self, Error> {
        let Setup { api_url, token, test_server, words, operator, copies } = setup;
        // One of the libraries below would otherwise have to guess which ciphers are meant.
        drop(rustls::crypto::aws_lc_rs::default_provider().install_default());
        let words = match with_slashes(&words) {
            Ok(words) => Arc::new(words),
            Err(error) => {
                tracing::error!(%error, "sentences name commands without a slash: a defect");
                words
            }
        };
        let shared = Shared {
            rest: Arc::new(Rest::new(&api_url, &token)?),
            words,
            operator,
            open: Arc::default(),
            asked: Arc::default(),
            direct: direct::Direct::default(),
            copies,
        };
        Ok(Self { shared: Arc::new(shared), token, test_server: test_server.map(GuildId::new) })
    }

    /// What brings the engine’s messages here; register it under [`PLATFORM`].
    #[must_use]
    pub fn courier(&self) -> Arc<dyn Courier> {
        Arc::new(courier::DiscordCourier::new(Arc::clone(&self.shared)))
    }

    /// How the bot stands at Discord. Changes nothing there.
    ///
    /// # Errors
    /// [`Error`], where Discord cannot be asked.
    pub fn look(&self) -> BoxFuture<'_, Result<Standing, Error>> {
        Box::pin(Standing::ask(&self.shared.rest))
    }

    /// Registers the commands and connects. While Discord cannot be reached, it goes on trying.
    ///
    /// # Errors
    /// [`Error`], where trying again is no use.
    pub fn connect(self, engine: Engine) -> BoxFuture<'static, Result<Connected, Error>> {
        Box::pin(self.connected(engine))
    }

    async fn connected(self, engine: Engine) -> Result<Connected, Error> {
        let Self { shared, token, test_server } = self;
        let commands = Arc::new(Commands::new(Arc::clone(&shared.words), Vec::new()));
        let dispatcher = Dispatcher::new(Arc::clone(&shared), engine.clone(), Arc::clone(&commands));
        loop {
            let begun = async {
                let application = shared.rest.application().await?;
                register::register(&shared.rest, &engine, application.id, test_server, &commands).await?;
                Gateway::connect(&shared.rest, &token, &dispatcher).await
            };
            match begun.await {
                Ok(gateway) => return Ok(Connected { gateway, dispatcher, shared }),
                Err(error) if error.passes() => {
                    tracing::warn!(%error, "Discord cannot be asked yet; it is tried again");
                    sleep(error.retry_after().unwrap_or_default().max(ASK_AGAIN)).await;
                }
                Err(error) => return Err(error),
            }
        }
    }
}

/// The bot, connected.
pub struct Connected {
    gateway: Gateway,
    dispatcher: Dispatcher,
    shared: Arc<Shared>,
}

impl Connected {
    /// Waits until Discord can be used no more; the process has to end.
    pub async fn ended(&mut self) -> Ended {
        tokio::select! {
            ended = self.gateway.ended() => ended,
            () = self.shared.rest.refused() => Ended::Token,
        }
    }

    /// How the gateway is, for whoever looks after it.
    #[must_use]
    pub fn pulse(&self) -> Pulse {
        self.gateway.pulse()
    }

    /// Hears nothing any more, and sees through what was heard.
    pub fn close(self) -> BoxFuture<'static, ()> {
        Box::pin(self.closed())
    }

    async fn closed(self) {
        self.gateway.close().await;
        self.dispatcher.settled().await;
    }
}
