//! Posting a prompt.

use super::{Vain, channel, refused, trouble::may};
use crate::{Home, error::Error, marks, place::Branch, render};
use afterword_core::community::{Landed, Permission, PlaceKind, Post, Trouble};
use afterword_engine::Errand;
use matrix_sdk::{
    Room,
    media::{MediaFormat, MediaRequestParameters},
    ruma::{OwnedMxcUri, OwnedTransactionId, events::room::MediaSource},
};
use serde_json::{Value, json};
use std::io::Cursor;

/// Posts it, its picture after it, and then the reaction that members can tap.
pub(super) async fn post(home: &Home, errand: &Errand, post: &Post) -> Result<Landed, Vain> {
    let room = channel(home, &post.channel.id).await?;
    let mut lacking = Vec::new();
    let pings = match &post.ping {
        None => false,
        // There are no roles here; the one thing that can be pinged is the whole room.
        Some(_) => {
            let levels = room.power_levels().await;
            let pings = levels.is_ok_and(|levels| may(&levels, &home.me, Permission::Ping));
            lacking.extend((!pings).then_some(Trouble::Missing(Permission::Ping)));
            pings
        }
    };
    let mut content = render::post(&home.words, post, pings).unasked();
    if pings {
        content["m.mentions"] = json!({"room": true});
    }
    let content = marks::posted(marks::keyed(content, &errand.key), errand.community(), &post.run.to_string());
    let message = match home.send_once(&room, content, &errand.key, errand.tried).await {
        Ok(message) => message,
        Err(error) => return Err(refused(home, &room, Permission::Send, error).await),
    };
    if let Some(uri) = &post.picture {
        match picture(home, &room, uri, errand).await {
            Ok(()) => {}
            Err(Error::Refused { status: 403, .. }) => lacking.push(Trouble::Missing(Permission::Attach)),
            Err(Error::Refused { status: 400..=499, .. } | Error::Inside { .. }) => lacking.push(Trouble::Refused),
            Err(error) => return Err(error.into()),
        }
    }
    if post.buttons.private && post.buttons.reactions {
        react(&room, &message, &errand.key).await?;
    }
    let thread = threads(post.channel.kind).then(|| branch(room.room_id().as_str(), &message));
    Ok(Landed { message: Some(message), thread, lacking })
}

/// A thread begins with its root, so there is nothing to start.
pub(super) fn thread(channel: &str, message: &str) -> Landed {
    Landed { thread: Some(branch(channel, message)), ..Landed::default() }
}

fn branch(room: &str, root: &str) -> String {
    Branch { room: room.to_owned(), root: root.to_owned() }.name()
}

/// A forum is a room whose posts have threads.
fn threads(kind: PlaceKind) -> bool {
    match kind {
        PlaceKind::Message => false,
        PlaceKind::Thread | PlaceKind::Forum => true,
    }
}

/// Sends a picture that stands on the homeserver (`mxc://…`), encrypted where the room is.
pub(super) async fn picture(home: &Home, room: &Room, uri: &str, errand: &Errand) -> Result<(), Error> {
    const NAME: &str = "picture";
    let uri = OwnedMxcUri::from(uri);
    uri.parts().map_err(|_| Error::Inside { what: "the address of a picture" })?;
    let key = format!("{}.p", errand.key);
    let mut content = json!({"msgtype": "m.image", "body": NAME, "m.mentions": {}});
    if room.latest_encryption_state().await?.is_encrypted() {
        let request = MediaRequestParameters { source: MediaSource::Plain(uri), format: MediaFormat::File };
        let bytes = home.client.media().get_media_content(&request, false).await?;
        content["info"] = json!({"mimetype": kind(&bytes), "size": bytes.len()});
        let file = home.client.upload_encrypted_file(&mut Cursor::new(bytes)).await?;
        content["file"] = serde_json::to_value(file).map_err(|_| Error::Inside { what: "a picture" })?;
    } else {
        content["url"] = Value::from(uri.as_str());
    }
    home.send_once(room, marks::keyed(content, &key), &key, errand.tried).await.map(drop)
}

/// What a picture is, by how it begins.
pub(crate) fn kind(bytes: &[u8]) -> &'static str {
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => "image/png",
        [0xff, 0xd8, ..] => "image/jpeg",
        [b'G', b'I', b'F', b'8', ..] => "image/gif",
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => "image/webp",
        _ => "application/octet-stream",
    }
}

/// Puts the reaction under a post that does what the command does. Without it the command remains.
async fn react(room: &Room, message: &str, key: &str) -> Result<(), Error> {
    let content = json!({"m.relates_to": {"rel_type": "m.annotation", "event_id": message, "key": render::MARK}});
    let key = OwnedTransactionId::from(format!("{key}.r"));
    match room.send_raw("m.reaction", content).with_transaction_id(&key).await.map_err(Error::from) {
        Ok(_) => Ok(()),
        // It may not react here, or has done so from another device.
        Err(error @ Error::Refused { status: 400..=403, .. }) => {
            tracing::info!(%error, "a post has no reaction to tap");
            Ok(())
        }
        Err(error) => Err(error),
    }
}
