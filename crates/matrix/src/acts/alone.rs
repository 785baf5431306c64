//! What goes to one person alone: what their order or their suggestion led to. Never into the
//! room, whoever else may be looking on there.

use super::Vain;
use crate::{
    Home, marks,
    place::Origin,
    render::{self, Message},
};
use afterword_core::{
    Private, Say,
    community::{Landed, Post, Trouble},
};
use afterword_engine::{Class, Errand};
use matrix_sdk::Room;

/// Answers the one who did something. Where they have no room with the bot, they are invited to one.
pub(super) async fn answer(home: &Home, errand: &Errand, say: &Say) -> Result<Landed, Vain> {
    let room = room(home, errand).await?;
    home.say(&room, say, &errand.key, errand.tried, |message| message.content(None)).await?;
    Ok(Landed::default())
}

/// Shows them a post as it would be. It names no run, so it opens nothing.
pub(super) async fn show(home: &Home, errand: &Errand, post: &Post) -> Result<Landed, Vain> {
    let room = room(home, errand).await?;
    let shown: Message = render::post(&home.words, post, post.ping.is_some());
    let key = &errand.key;
    home.send_once(&room, marks::keyed(shown.content(None), key), key, errand.tried).await?;
    if let Some(picture) = &post.picture {
        super::post::picture(home, &room, picture, errand).await?;
    }
    Ok(Landed::default())
}

/// Tells a member what became of their suggestion, where they have a room with the bot.
pub(super) async fn member(home: &Home, errand: &Errand, who: &Private, say: &Say) -> Result<Landed, Vain> {
    if let Some(room) = home.rooms.direct(who.reveal()).await? {
        home.say(&room, say, &errand.key, errand.tried, |message| message.content(None)).await?;
    }
    Ok(Landed::default())
}

/// Who did it stands in the name of the event.
async fn room(home: &Home, errand: &Errand) -> Result<Room, Vain> {
    let Class::Answer { event: Some(name) } = &errand.class else { return Err(Trouble::Refused.into()) };
    let origin = Origin::named(name).ok_or(Trouble::Refused)?;
    Ok(home.rooms.open_direct(&origin.sender).await?)
}
