//! The routes there are, by the templates of the API's description.

use super::{Answer, Call, channels, interactions, pins, registering, servers, threads, webhooks};
use crate::discord::world::World;
use hyper::Method;

/// The prefix of every route.
pub(super) const VERSION: &str = "/api/v10";

/// A place that can be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Where {
    /// Every place; as the place of a fault, whichever is asked next.
    Anywhere,
    /// The gateway's address.
    Gateway,
    /// The same for anybody, without what is only for bots.
    GatewayAddress,
    /// The bot itself.
    Me,
    /// Its application.
    Application,
    /// Its servers.
    MyServers,
    /// What is registered, everywhere.
    Commands,
    /// Registers everywhere.
    PutCommands,
    /// What is registered, in one server.
    ServerCommands,
    /// Registers in one server.
    PutServerCommands,
    /// The first word to an interaction.
    Callback,
    /// Reads the answer.
    GetOriginal,
    /// Changes the answer.
    EditOriginal,
    /// Takes the answer away.
    DeleteOriginal,
    /// A later message to an interaction.
    FollowUp,
    /// Reads it.
    GetFollowUp,
    /// Changes it.
    EditFollowUp,
    /// Takes it away.
    DeleteFollowUp,
    /// Opens direct messages.
    OpenDirect,
    /// A channel.
    Channel,
    /// What was written in it.
    Messages,
    /// Writes in it.
    Post,
    /// One message.
    Message,
    /// Changes it.
    Edit,
    /// Takes it away.
    Delete,
    /// A thread by itself, or a post in a forum.
    NewThread,
    /// A thread on a message.
    NewThreadOn,
    /// Changes a channel or a thread.
    EditChannel,
    /// What is pinned.
    Pins,
    /// Pins a message.
    Pin,
    /// Unpins it.
    Unpin,
    /// A server.
    Server,
    /// Its channels.
    ServerChannels,
    /// Its roles.
    ServerRoles,
    /// One of its members.
    ServerMember,
    /// Its threads.
    ServerThreads,
}

const PLACES: [(Where, Method, &str); 35] = [
    (Where::Gateway, Method::GET, "/gateway/bot"),
    (Where::GatewayAddress, Method::GET, "/gateway"),
    (Where::Me, Method::GET, "/users/@me"),
    (Where::Application, Method::GET, "/applications/@me"),
    (Where::MyServers, Method::GET, "/users/@me/guilds"),
    (Where::Commands, Method::GET, "/applications/{application_id}/commands"),
    (Where::PutCommands, Method::PUT, "/applications/{application_id}/commands"),
    (Where::ServerCommands, Method::GET, "/applications/{application_id}/guilds/{guild_id}/commands"),
    (Where::PutServerCommands, Method::PUT, "/applications/{application_id}/guilds/{guild_id}/commands"),
    (Where::Callback, Method::POST, "/interactions/{interaction_id}/{interaction_token}/callback"),
    (Where::GetOriginal, Method::GET, "/webhooks/{webhook_id}/{webhook_token}/messages/@original"),
    (Where::EditOriginal, Method::PATCH, "/webhooks/{webhook_id}/{webhook_token}/messages/@original"),
    (Where::DeleteOriginal, Method::DELETE, "/webhooks/{webhook_id}/{webhook_token}/messages/@original"),
    (Where::FollowUp, Method::POST, "/webhooks/{webhook_id}/{webhook_token}"),
    (Where::GetFollowUp, Method::GET, "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}"),
    (Where::EditFollowUp, Method::PATCH, "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}"),
    (Where::DeleteFollowUp, Method::DELETE, "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}"),
    (Where::OpenDirect, Method::POST, "/users/@me/channels"),
    (Where::Channel, Method::GET, "/channels/{channel_id}"),
    (Where::Messages, Method::GET, "/channels/{channel_id}/messages"),
    (Where::Post, Method::POST, "/channels/{channel_id}/messages"),
    // Before the messages themselves: `pins` is no id.
    (Where::Pins, Method::GET, "/channels/{channel_id}/messages/pins"),
    (Where::Pin, Method::PUT, "/channels/{channel_id}/messages/pins/{message_id}"),
    (Where::Unpin, Method::DELETE, "/channels/{channel_id}/messages/pins/{message_id}"),
    (Where::EditChannel, Method::PATCH, "/channels/{channel_id}"),
    (Where::Message, Method::GET, "/channels/{channel_id}/messages/{message_id}"),
    (Where::Edit, Method::PATCH, "/channels/{channel_id}/messages/{message_id}"),
    (Where::Delete, Method::DELETE, "/channels/{channel_id}/messages/{message_id}"),
    (Where::NewThread, Method::POST, "/channels/{channel_id}/threads"),
    (Where::NewThreadOn, Method::POST, "/channels/{channel_id}/messages/{message_id}/threads"),
    (Where::Server, Method::GET, "/guilds/{guild_id}"),
    (Where::ServerChannels, Method::GET, "/guilds/{guild_id}/channels"),
    (Where::ServerRoles, Method::GET, "/guilds/{guild_id}/roles"),
    (Where::ServerMember, Method::GET, "/guilds/{guild_id}/members/{user_id}"),
    (Where::ServerThreads, Method::GET, "/guilds/{guild_id}/threads/active"),
];

impl Where {
    /// The path, as the API's description writes it.
    pub(crate) fn template(self) -> &'static str {
        PLACES.iter().find(|(place, ..)| *place == self).map_or("", |(.., template)| template)
    }

    fn method(self) -> &'static Method {
        PLACES.iter().find(|(place, ..)| *place == self).map_or(&Method::GET, |(_, method, _)| method)
    }

    pub(crate) fn takes_a_body(self) -> bool {
        self != Self::Pin && matches!(*self.method(), Method::POST | Method::PUT | Method::PATCH)
    }

    /// Asked with an interaction's token instead of the bot's, and free of the bot's limit.
    pub(crate) fn belongs_to_an_interaction(self) -> bool {
        self == Self::Callback || self.template().starts_with("/webhooks/")
    }
}

type Params = Vec<(&'static str, String)>;

/// Finds the place of a path, or says that there is none.
pub(super) fn find(method: &Method, path: &str) -> Result<(Where, Params), &'static str> {
    let path = path.strip_prefix(VERSION).ok_or("the path does not begin with /api/v10")?;
    let matches = |template: &'static str| -> Option<Params> {
        let (mut wanted, mut found) = (template.split('/'), path.split('/'));
        let mut params = Vec::new();
        loop {
            match (wanted.next(), found.next()) {
                (None, None) => return Some(params),
                (Some(wanted), Some(found)) => match wanted.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
                    Some(name) if !found.is_empty() => params.push((name, found.to_owned())),
                    _ if wanted == found => {}
                    _ => return None,
                },
                _ => return None,
            }
        }
    };
    let mut known = PLACES.iter().filter(|(_, with, _)| with == method);
    known.find_map(|(place, _, template)| Some((*place, matches(template)?))).ok_or("there is no such route here")
}

/// Does what is asked.
pub(super) fn act(world: &mut World, call: &Call) -> Answer {
    match call.place {
        Where::Anywhere => unreachable!("no path leads there"),
        Where::Gateway => servers::gateway(world),
        Where::GatewayAddress => servers::gateway_address(world),
        Where::Me => servers::me(world),
        Where::Application => servers::application(world),
        Where::MyServers => servers::mine(world),
        Where::Commands | Where::ServerCommands => registering::get(world, call),
        Where::PutCommands | Where::PutServerCommands => registering::put(world, call),
        Where::Callback => interactions::callback(world, call),
        Where::GetOriginal | Where::GetFollowUp => webhooks::get(world, call),
        Where::EditOriginal | Where::EditFollowUp => webhooks::edit(world, call),
        Where::DeleteOriginal | Where::DeleteFollowUp => webhooks::delete(world, call),
        Where::FollowUp => webhooks::follow_up(world, call),
        Where::OpenDirect => channels::open_direct(world, call),
        Where::Channel => channels::get(world, call),
        Where::Messages => channels::messages(world, call),
        Where::Post => channels::post(world, call),
        Where::Message => channels::message(world, call),
        Where::Edit => channels::edit(world, call),
        Where::Delete => channels::delete(world, call),
        Where::EditChannel => threads::change(world, call),
        Where::Pins => pins::all(world, call),
        Where::Pin => pins::pin(world, call),
        Where::Unpin => pins::unpin(world, call),
        Where::NewThread => threads::new(world, call),
        Where::NewThreadOn => threads::on(world, call),
        Where::Server => servers::server(world, call),
        Where::ServerChannels => servers::channels(world, call),
        Where::ServerRoles => servers::roles(world, call),
        Where::ServerMember => servers::member(world, call),
        Where::ServerThreads => servers::threads(world, call),
    }
}
