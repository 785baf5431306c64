//! `afterword check --discord`: how the bot stands there.

use super::super::{block_on, serve::discord as serve};
use crate::{
    config::Config,
    exit::{Code, Trouble},
    said, wiring,
};
use afterword_discord::{Finding, Standing};
use anyhow::Result;
use std::fmt::Write as _;

/// What the configuration says of it, in a line.
pub(super) fn configured(config: &Config) -> Result<String, Trouble> {
    Ok(match (config.discord.token()?, config.discord.test_server) {
        (None, _) => "no token, so not talked on".to_owned(),
        (Some(_), None) => "there is a token; `afterword check --discord` asks whether it is accepted".to_owned(),
        (Some(_), Some(server)) => format!("there is a token; commands in the test server {server} only"),
    })
}

/// What Discord says of it.
pub(super) fn told(config: &Config) -> Result<String> {
    let token = config.discord.token()?.ok_or_else(serve::no_token)?;
    let discord = serve::of(token, config, &wiring::words()?)?;
    let standing = block_on(async { Ok(discord.look().await.map_err(serve::not_connected)?) })?;
    if let Some(wrong) = standing.wrong.first() {
        return Err(Trouble::new(Code::Config, sentence(wrong)).into());
    }
    report(&standing, config)
}

fn report(standing: &Standing, config: &Config) -> Result<String> {
    let mut report = String::from("Discord accepts the token.\n\n");
    writeln!(report, "Application    {} ({})", standing.name, standing.id)?;
    writeln!(
        report,
        "Intents        servers and direct messages; nothing that needs approval, and no message content"
    )?;
    writeln!(report, "Permissions    none are needed for talks; posting prompts needs:")?;
    writeln!(report, "               {}", Standing::posting().join(", "))?;
    let (left, all) = standing.starts;
    let shards = said::several(i64::from(standing.shards), "connection", "connections");
    writeln!(report, "Gateway        {shards}; {left} of {all} starts left today")?;
    let place = match config.discord.test_server {
        None => "registered everywhere when `afterword serve` starts".to_owned(),
        Some(server) => format!("registered in the test server {server} only"),
    };
    writeln!(report, "Commands       {place}")?;
    let count = i64::try_from(standing.servers.len())?;
    match count {
        0 => writeln!(report, "Servers        none yet")?,
        _ => writeln!(report, "Servers        {}", said::several(count, "server", "servers"))?,
    }
    for server in &standing.servers {
        writeln!(report, "               {} ({})", server.name, server.id)?;
    }
    writeln!(report, "\nTo bring it into a server:\n  {}", standing.to_a_server())?;
    writeln!(
        report,
        "To take it for yourself, in every server and in direct messages:\n  {}",
        standing.for_a_person()
    )?;
    for note in &standing.notes {
        writeln!(report, "\nLook at this: {}", sentence(note))?;
    }
    for server in standing.servers.iter().filter(|server| server.administrator) {
        writeln!(
            report,
            "\nLook at this: in {} ({}) the bot is an administrator. It never needs that; take it away.",
            server.name, server.id
        )?;
    }
    for server in standing.servers.iter().filter(|server| !server.lacking.is_empty()) {
        writeln!(
            report,
            "\nLook at this, where prompts are to be posted: in {} ({}) the bot lacks {}.",
            server.name,
            server.id,
            server.lacking.join(", ")
        )?;
    }
    if let Some(test) = config.discord.test_server
        && !standing.servers.iter().any(|server| server.id == test)
    {
        writeln!(
            report,
            "\nLook at this: the bot is not in the test server {test}, so the commands cannot be registered."
        )?;
    }
    Ok(report)
}

/// In the words of the developer portal.
fn sentence(finding: &Finding) -> String {
    match finding {
        Finding::Endpoint => "interactions go to an address instead of the gateway, so nothing would be heard\n  expected: no Interactions Endpoint URL\n  to do:    clear it in the developer portal (General Information)".to_owned(),
        Finding::NotForServers => "it cannot be installed to servers. In the developer portal (Installation), allow Guild Install.".to_owned(),
        Finding::NotForPeople => "people cannot install it for themselves. In the developer portal (Installation), allow User Install.".to_owned(),
        Finding::NotPublic => "only its owner can install it. If others are to, make it a Public Bot in the developer portal (Bot).".to_owned(),
        Finding::Intent(name) => format!("the privileged intent “{name}” is on. It is not needed; switch it off in the developer portal (Bot)."),
        Finding::FewStarts => "few starts are left today. If something starts it again and again, stop that first.".to_owned(),
    }
}
