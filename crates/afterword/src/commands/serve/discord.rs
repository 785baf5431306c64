//! On Discord.

use super::{
    Connection, Place, copies,
    listening::{Beat, Pulse},
    talk_on,
};
use crate::{
    config::{Config, Secret},
    exit::{Code, Trouble},
};
use afterword_discord::{Connected, Discord, Ended, Error, PLATFORM, SHOWN, Setup};
use afterword_words::Words;
use std::sync::Arc;

/// Discord, where there is a token.
pub(super) fn place(config: &Config, words: &Arc<Words>) -> Result<Option<Place>, Trouble> {
    let Some(token) = config.discord.token()? else { return Ok(None) };
    let discord = of(token, config, words)?;
    Ok(Some(Place {
        name: PLATFORM,
        shown: SHOWN,
        listens_to: "the gateway",
        threads: 0,
        courier: discord.courier(),
        talk: Box::new(|engine, listening, over| {
            let connecting = discord.connect(engine);
            Box::pin(talk_on(async { connecting.await.map_err(not_connected) }, listening, over))
        }),
    }))
}

/// The bot, as it is configured.
pub(in super::super) fn of(token: Secret, config: &Config, words: &Arc<Words>) -> Result<Discord, Trouble> {
    let setup = Setup {
        api_url: config.discord.api_url.clone(),
        token: token.reveal().to_owned(),
        test_server: config.discord.test_server,
        words: Arc::clone(words),
        operator: config.conversations.operator.clone(),
        copies: copies(SHOWN, words, config),
    };
    Discord::new(setup).map_err(not_connected)
}

impl Connection for Connected {
    fn pulse(&self) -> Pulse {
        let pulse = self.pulse();
        Box::new(move || Beat { fresh: pulse.is_fresh(), active: pulse.is_active(), silence: pulse.silence() })
    }

    async fn ended(&mut self) -> String {
        self.ended().await.to_string()
    }

    async fn close(self) {
        self.close().await;
    }
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
