//! What a community wants done, as requests. Each is done once under its key: the homeserver
//! remembers it as the id of the transaction, and where that may be over, the event is looked for.
//!
//! What answers somebody is a notice, as everywhere. What comes by itself (a prompt, a report to
//! moderators) is a text: clients are silent about notices, whatever people have set for the room.

mod alone;
mod pins;
mod post;
mod share;
mod trouble;

pub(crate) use post::kind;

use crate::{Home, error::Error};
use afterword_core::{
    Say,
    community::{Act, Landed, Permission, Trouble},
    wording,
};
use afterword_engine::{Done, Errand};
use matrix_sdk::Room;
use trouble::{Vain, refused};

/// Tries once to do it.
pub(crate) async fn act(home: &Home, errand: &Errand) -> Done {
    let done = match &errand.act {
        Act::Post(prompt) => post::post(home, errand, prompt).await,
        Act::Thread { channel, message, .. } => Ok(post::thread(channel, message)),
        Act::Pin { channel, message, .. } => pins::pin(home, channel, message).await,
        Act::Unpin { channel, message, .. } => pins::unpin(home, channel, message).await,
        Act::Share { .. } => share::share(home, errand).await,
        Act::Remove { channel, message, .. } => share::remove(home, errand, channel, message).await,
        Act::Report { channel, say } => report(home, errand, channel, say).await,
        Act::PassOn { channel, who } => {
            let say = Say { blocks: vec![wording::moderator_asked(who)], ask: None, attachment: None };
            report(home, errand, channel, &say).await
        }
        Act::Member { who, say } => alone::member(home, errand, who, say).await,
        Act::Answer(say) => alone::answer(home, errand, say).await,
        Act::Show(prompt) => alone::show(home, errand, prompt).await,
    };
    match done {
        Ok(landed) => Done::Done(landed),
        Err(Vain::Trouble(trouble)) => Done::Failed(trouble),
        Err(Vain::Error(Error::Refused { status: 400 | 413, code })) if code != "M_UNKNOWN" => {
            Done::Failed(Trouble::Refused)
        }
        Err(Vain::Error(error)) => {
            tracing::warn!(%error, "something for a community waits");
            Done::Later { retry_after: error.retry_after() }
        }
    }
}

/// The room of a channel.
async fn channel(home: &Home, id: &str) -> Result<Room, Vain> {
    home.rooms.channel(id).await?.ok_or(Vain::Trouble(Trouble::ChannelGone))
}

/// Tells moderators something in their room. Nobody is pinged by it.
async fn report(home: &Home, errand: &Errand, id: &str, say: &Say) -> Result<Landed, Vain> {
    let room = channel(home, id).await?;
    let said = home.say(&room, say, &errand.key, errand.tried, crate::render::Message::unasked).await;
    match said {
        Ok(()) => Ok(Landed::default()),
        Err(error) => Err(refused(home, &room, Permission::Send, error).await),
    }
}
