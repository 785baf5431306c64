//! What members share under a post, and its end.

use super::{Vain, channel, refused};
use crate::{Home, error::Error, marks, place::Branch, render};
use afterword_core::{
    community::{Act, Landed, Permission, Trouble},
    wording,
};
use afterword_engine::Errand;
use matrix_sdk::ruma::{EventId, OwnedTransactionId};
use serde_json::json;

/// Posts a share: in the thread of its post, else as a reply to it. Whoever is named is not pinged.
pub(super) async fn share(home: &Home, errand: &Errand) -> Result<Landed, Vain> {
    let Act::Share { channel: id, message, thread, text, who, .. } = &errand.act else {
        return Err(Trouble::Refused.into());
    };
    let room = channel(home, id).await?;
    let shown = match who {
        Some(who) => wording::share_shown_named(who, text),
        None => wording::share_shown(text),
    };
    let shown = render::note(&home.words, shown);
    let content = match thread.as_deref().and_then(Branch::named) {
        Some(Branch { root, .. }) => shown.content(Some(render::Thread { root: &root, answers: &root })),
        None => {
            let mut content = shown.content(None);
            content["m.relates_to"] = json!({"m.in_reply_to": {"event_id": message}});
            content
        }
    };
    let sent = home.send_once(&room, marks::keyed(content, &errand.key), &errand.key, errand.tried).await;
    match sent {
        Ok(message) => Ok(Landed { message: Some(message), ..Landed::default() }),
        Err(error) => Err(refused(home, &room, Permission::Send, error).await),
    }
}

/// Takes a share back. One that is gone already is gone.
pub(super) async fn remove(home: &Home, errand: &Errand, id: &str, message: &str) -> Result<Landed, Vain> {
    let room = Branch::named(id).map_or_else(|| id.to_owned(), |branch| branch.room);
    let room = channel(home, &room).await?;
    let message = EventId::parse(message).map_err(|_| Trouble::MessageGone)?;
    let key = OwnedTransactionId::from(errand.key.as_str());
    match room.redact(&message, None, Some(key)).await.map_err(Error::from) {
        Ok(_) => Ok(Landed::default()),
        Err(error) if error.is("M_NOT_FOUND") => Ok(Landed::default()),
        Err(error) => Err(refused(home, &room, Permission::Remove, error).await),
    }
}
