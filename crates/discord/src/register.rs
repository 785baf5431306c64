//! Slash commands are registered by one bulk PUT, only where something changed, and in one
//! place only: everywhere, or in one test server (`interactions/application-commands.mdx`,
//! 200 creates a day).

use crate::{
    commands::Commands,
    rest::{Error, Rest},
};
use afterword_engine::Engine;
use serenity::model::id::{ApplicationId, GuildId};

/// The note of what was registered last: `<application> <server or "everywhere"> <hash>`.
const NOTE: &str = "discord_commands";

/// Registers the commands if they are not as they were registered last.
pub(crate) async fn register(
    rest: &Rest,
    engine: &Engine,
    application: ApplicationId,
    server: Option<GuildId>,
    commands: &Commands,
) -> Result<(), Error> {
    let place = server.map_or_else(|| "everywhere".to_owned(), |server| server.to_string());
    let wanted = format!("{application} {place} {}", commands.hash());
    let last = engine.note(NOTE).await.unwrap_or_else(|error| {
        tracing::warn!(%error, "it is not known which commands are registered; they are registered again");
        None
    });
    let last = last.and_then(|note| String::from_utf8(note).ok()).unwrap_or_default();
    if last == wanted {
        return Ok(());
    }
    // What stands in another place would be there twice.
    let mut before = last.split(' ');
    if let (Some(same), Some(elsewhere)) = (before.next(), before.next())
        && same == application.to_string()
        && elsewhere != place
    {
        let elsewhere = elsewhere.parse::<u64>().ok().map(GuildId::new);
        match rest.register(application, elsewhere, &[]).await {
            // The bot may have left that server.
            Err(Error::Refused { .. }) | Ok(()) => {}
            Err(error) => return Err(error),
        }
    }
    rest.register(application, server, &commands.all()).await?;
    if let Err(error) = engine.keep_note(NOTE, wanted.into_bytes()).await {
        tracing::warn!(%error, "it was not written down which commands are registered");
    }
    tracing::info!(place, commands = commands.all().len(), "slash commands registered");
    Ok(())
}
