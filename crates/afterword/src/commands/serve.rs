//! `afterword serve`: the conversation on Discord, until told to end.

use super::{block_on, export};
use crate::{
    cli::Serve,
    config::{Config, Secret},
    control::{Control, operations::Owner},
    ending::Ending,
    exit::{Code, Trouble},
    folder,
    health::{Check, Health},
    keeping::Keeping,
    wiring::{self, Start},
};
use afterword_discord::{Connected, Discord, PLATFORM, Pulse, SHOWN, Setup};
use afterword_engine::{Clock as _, Engine, Platform, SystemClock};
use afterword_words::Words;
use anyhow::{Context as _, Result};
use std::{
    collections::HashMap,
    sync::{Arc, OnceLock},
    time::Duration,
};
use tokio::time::{Instant, timeout_at};

/// The process is gone after this long, whatever a library does.
const GONE_WITHIN: Duration = Duration::from_secs(9);

pub(crate) fn run(serve: Serve, config: &Config) -> Result<()> {
    let token = config.discord.token()?.ok_or_else(nowhere)?;
    let folder = folder::choose(serve.data, config)?;
    let words = wiring::words()?;
    let discord = discord(token, config, &words)?;
    block_on(async {
        let mut ending = Ending::listen().context("signals cannot be listened to")?;
        let platform = Platform { shown: SHOWN.into(), courier: discord.courier(), limited: true };
        let start = Start {
            folder: &folder,
            config,
            words,
            clock: Arc::new(SystemClock),
            platforms: HashMap::from([(PLATFORM.to_owned(), platform)]),
            accept_clock: serve.accept_clock,
        };
        let health = Health::open(config.health).await?;
        let opened = wiring::start(start).await?;
        let engine = opened.engine.clone();
        let owner = Owner::new(opened, &folder, config, Some(SystemClock.now()));
        let control = Control::serve(&folder, owner).with_context(|| {
            format!("the control socket of {} cannot be made, and the bot could not be looked after", folder.display())
        })?;
        let keeping = Keeping::start(engine.clone());
        let listening = Listening::default();
        health.watch(engine.clone(), vec![Box::new(listening.clone())]);
        tracing::info!(folder = %folder.display(), "open; connecting to Discord");
        let (connected, outcome) = talk(discord, &engine, &listening, &mut ending).await;
        let until = Instant::now() + GONE_WITHIN;
        health.stopping();
        tracing::info!("ending: what was heard is seen through");
        let ended = async {
            if let Some(connected) = connected {
                connected.close().await;
            }
            engine.settled().await;
            control.close().await;
            keeping.end().await;
            health.close().await;
        };
        tokio::select! {
            ended = timeout_at(until, ended) => if ended.is_err() {
                tracing::warn!("something did not end in time and was cut off; what is acknowledged is durable");
            },
            // Asked once more: what is acknowledged is durable already.
            () = ending.asked() => {}
        }
        tracing::info!("ended");
        outcome
    })
}

/// Talks until something ends it, and says what did.
async fn talk(
    discord: Discord,
    engine: &Engine,
    listening: &Listening,
    ending: &mut Ending,
) -> (Option<Connected>, Result<()>) {
    let ticking = engine.run(std::future::pending());
    tokio::pin!(ticking);
    let connecting = discord.connect(engine.clone());
    tokio::pin!(connecting);
    let mut connected = tokio::select! {
        connected = &mut connecting => match connected {
            Ok(connected) => connected,
            Err(error) => return (None, Err(not_connected(error).into())),
        },
        stopped = &mut ticking => return (None, stopped.map_err(Into::into)),
        () = ending.asked() => return (None, Ok(())),
    };
    listening.to(connected.pulse());
    let outcome = tokio::select! {
        ended = connected.ended() => Err(Trouble::new(Code::Config, ended.to_string()).into()),
        stopped = &mut ticking => stopped.map_err(Into::into),
        () = ending.asked() => Ok(()),
    };
    (Some(connected), outcome)
}

/// How Discord's gateway is, for whoever watches over the process.
#[derive(Clone, Default)]
struct Listening(Arc<OnceLock<Pulse>>);

impl Listening {
    fn to(&self, pulse: Pulse) {
        if self.0.set(pulse).is_err() {
            tracing::error!("Discord was connected to twice: a defect");
        }
    }
}

impl Check for Listening {
    fn name(&self) -> &'static str {
        PLATFORM
    }

    fn healthy(&self) -> Result<(), String> {
        match self.0.get() {
            None => Err("not connected yet".to_owned()),
            Some(pulse) if pulse.is_fresh() => Ok(()),
            Some(pulse) => Err(format!("nothing heard from the gateway for {} s", pulse.silence().as_secs())),
        }
    }

    fn ready(&self) -> Result<(), String> {
        match self.0.get() {
            Some(pulse) if pulse.is_active() => Ok(()),
            _ => Err("the gateway does not listen yet".to_owned()),
        }
    }
}

pub(super) fn discord(token: Secret, config: &Config, words: &Arc<Words>) -> Result<Discord, Trouble> {
    let (copied, settings) = (Arc::clone(words), config.conversations.clone());
    let setup = Setup {
        api_url: config.discord.api_url.clone(),
        token: token.reveal().to_owned(),
        test_server: config.discord.test_server,
        words: Arc::clone(words),
        operator: config.conversations.operator.clone(),
        copies: Arc::new(move |journal| {
            let files = export::files(journal, &copied, &settings);
            // What went wrong is told by its kind: the journal is private.
            files.inspect_err(|_| tracing::error!("a journal cannot be put into words: a defect")).ok()
        }),
    };
    Discord::new(setup).map_err(not_connected)
}

pub(super) fn not_connected(error: afterword_discord::Error) -> Trouble {
    if error == afterword_discord::Error::Token {
        return Trouble::new(Code::Config, afterword_discord::Ended::Token.to_string());
    }
    Trouble::new(
        Code::Config,
        format!(
            "Discord cannot be talked to: {error}\n  expected: a bot that may register its commands\n  to do:    `afterword check --discord` says more"
        ),
    )
}

/// No platform is configured.
pub(super) fn nowhere() -> Trouble {
    Trouble::new(
        Code::Config,
        "there is nowhere to talk\n  expected: the token of a Discord bot, in discord.token_file or discord.token\n  to do:    docs/discord.md shows where to get one; to talk in this terminal, `afterword chat`",
    )
}
