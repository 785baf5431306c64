//! On Discord.

use super::{Listening, copies, listening::Pulse, told_to_end};
use crate::{
    config::{Config, Secret},
    exit::{Code, Trouble},
};
use afterword_discord::{Discord, Ended, Error, Setup};
use afterword_engine::Engine;
use afterword_words::Words;
use anyhow::Result;
use std::sync::Arc;
use tokio::sync::watch;

/// The bot, as it is configured.
pub(in super::super) fn of(token: Secret, config: &Config, words: &Arc<Words>) -> Result<Discord, Trouble> {
    let setup = Setup {
        api_url: config.discord.api_url.clone(),
        token: token.reveal().to_owned(),
        test_server: config.discord.test_server,
        words: Arc::clone(words),
        operator: config.conversations.operator.clone(),
        copies: copies(words, config),
    };
    Discord::new(setup).map_err(not_connected)
}

/// Talks there until it is over.
pub(super) async fn talk(
    discord: Discord,
    engine: Engine,
    listening: Listening,
    mut over: watch::Receiver<bool>,
) -> Result<()> {
    let mut connected = tokio::select! {
        connected = discord.connect(engine) => connected.map_err(not_connected)?,
        () = told_to_end(&mut over) => return Ok(()),
    };
    listening.begun(Pulse::Discord(connected.pulse()));
    let outcome = tokio::select! {
        ended = connected.ended() => Err(Trouble::new(Code::Config, ended.to_string()).into()),
        () = told_to_end(&mut over) => Ok(()),
    };
    connected.close().await;
    outcome
}

/// Why Discord cannot be talked to, and what to do.
pub(in super::super) fn not_connected(error: Error) -> Trouble {
    if error == Error::Token {
        return Trouble::new(Code::Config, Ended::Token.to_string());
    }
    Trouble::new(
        Code::Config,
        format!(
            "Discord cannot be talked to: {error}\n  expected: a bot that may register its commands\n  to do:    `afterword check --discord` says more"
        ),
    )
}

/// No token is configured.
pub(in super::super) fn no_token() -> Trouble {
    Trouble::new(
        Code::Config,
        "there is no bot to ask Discord about\n  expected: its token, in discord.token_file or discord.token\n  to do:    docs/discord.md shows where to get one",
    )
}
