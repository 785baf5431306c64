//! How the bot stands at Discord, for the operator: token, installation, servers.

use crate::{
    acts::bits,
    rest::{Error, Rest, SERVERS},
};

/// The flags of an application whose privileged intents are on (`resources/application`).
const PRIVILEGED: [(u64, &str); 3] =
    [(1 << 12 | 1 << 13, "presence"), (1 << 14 | 1 << 15, "server members"), (1 << 18 | 1 << 19, "message content")];

/// What posting prompts needs, by the names that Discord shows. Nothing else needs anything.
const POSTING: [(u64, &str); 7] = [
    (bits::VIEW_CHANNEL, "View Channels"),
    (bits::SEND_MESSAGES, "Send Messages"),
    (bits::EMBED_LINKS, "Embed Links"),
    (bits::READ_MESSAGE_HISTORY, "Read Message History"),
    (bits::CREATE_PUBLIC_THREADS, "Create Public Threads"),
    (bits::SEND_MESSAGES_IN_THREADS, "Send Messages in Threads"),
    (bits::PIN_MESSAGES, "Pin Messages"),
];

/// How the bot stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The application’s name.
    pub name: String,
    /// Its id.
    pub id: u64,
    /// How many shards Discord recommends.
    pub shards: u32,
    /// How many sessions can be started today, and of how many.
    pub starts: (u32, u32),
    /// The servers it is in, and what it may do there.
    pub servers: Vec<In>,
    /// What keeps it from working.
    pub wrong: Vec<Finding>,
    /// What should be seen to.
    pub notes: Vec<Finding>,
}

/// A server it is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct In {
    /// Its name.
    pub name: String,
    /// Its id.
    pub id: u64,
    /// Whether the bot may do everything there, which it never needs.
    pub administrator: bool,
    /// What it lacks there to post prompts, by the names that Discord shows. A channel may say otherwise.
    pub lacking: Vec<&'static str>,
}

/// Something about the application, in the developer portal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// Interactions go to an address instead of the gateway.
    Endpoint,
    /// It cannot be installed to servers.
    NotForServers,
    /// It cannot be installed by people for themselves.
    NotForPeople,
    /// Only its owner can install it.
    NotPublic,
    /// A privileged intent is on that is not needed.
    Intent(&'static str),
    /// Almost no sessions can be started today.
    FewStarts,
}

impl Standing {
    /// Asks Discord.
    pub(crate) async fn ask(rest: &Rest) -> Result<Self, Error> {
        let application = rest.application().await?;
        let gateway = rest.gateway().await?;
        let mut servers = Vec::new();
        let mut after = None;
        loop {
            let page = rest.servers(after).await?;
            let full = page.len() == SERVERS;
            after = page.last().map(|server| server.id);
            servers.extend(page.into_iter().map(|server| In {
                name: server.name,
                id: server.id.get(),
                administrator: may_do_everything(&server.permissions),
                lacking: lacking(&server.permissions),
            }));
            if !full {
                break;
            }
        }
        let ways = application.integration_types_config.unwrap_or_default();
        let missing = |way: &str, finding| (!ways.contains_key(way)).then_some(finding);
        let intents = PRIVILEGED.into_iter().filter(|(flag, _)| application.flags & flag != 0);
        let limit = gateway.session_start_limit;
        let few = limit.remaining < gateway.shards.saturating_mul(10);
        Ok(Self {
            name: application.name,
            id: application.id.get(),
            shards: gateway.shards,
            starts: (limit.remaining, limit.total),
            servers,
            wrong: application.interactions_endpoint_url.map(|_| Finding::Endpoint).into_iter().collect(),
            notes: [
                missing("0", Finding::NotForServers),
                missing("1", Finding::NotForPeople),
                (!application.bot_public).then_some(Finding::NotPublic),
                few.then_some(Finding::FewStarts),
            ]
            .into_iter()
            .flatten()
            .chain(intents.map(|(_, name)| Finding::Intent(name)))
            .collect(),
        })
    }

    /// Where a server is chosen that the bot comes to, with what posting prompts needs; whoever
    /// brings it there can leave that out.
    #[must_use]
    pub fn to_a_server(&self) -> String {
        let scopes = "bot+applications.commands";
        let permissions = POSTING.iter().fold(0, |all, (bit, _)| all | bit);
        format!(
            "https://discord.com/oauth2/authorize?client_id={}&scope={scopes}&permissions={permissions}&integration_type=0",
            self.id
        )
    }

    /// What posting prompts needs, by the names that Discord shows.
    #[must_use]
    pub fn posting() -> Vec<&'static str> {
        POSTING.iter().map(|(_, name)| *name).collect()
    }

    /// Where somebody takes it for themselves, to have it in every server and in direct messages.
    #[must_use]
    pub fn for_a_person(&self) -> String {
        format!(
            "https://discord.com/oauth2/authorize?client_id={}&scope=applications.commands&integration_type=1",
            self.id
        )
    }
}

fn may_do_everything(permissions: &str) -> bool {
    permissions.parse().is_ok_and(|may: u64| may & bits::ADMINISTRATOR != 0)
}

fn lacking(permissions: &str) -> Vec<&'static str> {
    let may: u64 = if may_do_everything(permissions) { u64::MAX } else { permissions.parse().unwrap_or(0) };
    POSTING.iter().filter(|(bit, _)| may & bit == 0).map(|(_, name)| *name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn administrators_are_known_by_their_bit() {
        assert!(may_do_everything("8") && may_do_everything("309237763080"));
        assert_eq!((lacking("8").len(), lacking("0").len(), lacking("x").len()), (0, POSTING.len(), POSTING.len()));
        assert!(!may_do_everything("309237763072") && !may_do_everything("") && !may_do_everything("x"));
    }
}
