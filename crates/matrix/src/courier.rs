//! Brings what the engine says into rooms, each message exactly once: its key is the id of the
//! transaction, which the homeserver remembers for this device, and stands in the message, where
//! any later device finds it.
//!
//! | class | where it goes |
//! | --- | --- |
//! | an answer | the room and the thread of what it answers, while its person is alone with the bot there |
//! | an answer to what was said among others | a direct room; where there is none, they are invited to one |
//! | what nobody asked for, and what cannot go there any more | the direct room they wrote in last |

use crate::{
    Home, acts,
    error::Error,
    place::Origin,
    render::{self, Thread},
    retry::{backoff, tried},
};
use afterword_engine::{Class, Courier, Done, Errand, Outcome, Outgoing};
use matrix_sdk::Room;
use std::{
    sync::{Arc, OnceLock},
    time::Duration,
};

/// Until the bot is signed in.
const SOON: Duration = Duration::from_secs(1);
/// How long one try goes on; the engine gives it a minute, and one request may take half of that.
const PATIENCE: Duration = Duration::from_secs(20);
/// When a message is tried again whose person has no room with the bot: their next word comes sooner.
const NOWHERE: Duration = Duration::from_secs(6 * 60 * 60);

/// The courier of Matrix.
pub(crate) struct MatrixCourier(pub(crate) Arc<OnceLock<Arc<Home>>>);

#[async_trait::async_trait]
impl Courier for MatrixCourier {
    async fn deliver(&self, message: &Outgoing) -> Outcome {
        let Some(home) = self.0.get() else { return Outcome::Later { retry_after: Some(SOON) } };
        let origin = match &message.class {
            Class::Answer { event: Some(name) } => Origin::named(name),
            Class::Answer { event: None } | Class::Unprompted => None,
        };
        // A homeserver that is away for a moment is waited for: what strangers are told is kept nowhere.
        let waits = backoff().with_total_delay(Some(PATIENCE));
        match tried(waits, PATIENCE, || carry(home, message, origin.as_ref())).await {
            Ok(true) => Outcome::Arrived,
            Ok(false) => Outcome::Later { retry_after: Some(NOWHERE) },
            Err(error) => failed(&error),
        }
    }

    async fn act(&self, errand: &Errand) -> Done {
        match self.0.get() {
            Some(home) => acts::act(home, errand).await,
            None => Done::Later { retry_after: Some(SOON) },
        }
    }
}

/// `false` where there is no room for it.
async fn carry(home: &Home, message: &Outgoing, origin: Option<&Origin>) -> Result<bool, Error> {
    let Some((room, here)) = room_for(home, &message.to.account, origin).await? else { return Ok(false) };
    let thread = origin
        .filter(|_| here)
        .and_then(|origin| origin.thread.as_deref().map(|root| Thread { root, answers: &origin.event }));
    let key = &message.key;
    let sent = async {
        home.say(&room, &message.say, key, message.tried, |part| part.content(thread)).await?;
        if let Some(file) = render::file(&home.words, &message.say) {
            home.send_file(&room, thread, file, &format!("{key}.file")).await?;
        }
        Ok(())
    };
    let sent = sent.await;
    if matches!(&sent, Err(Error::Left)) || matches!(&sent, Err(error) if error.is("M_FORBIDDEN")) {
        // The next try looks for another room.
        home.rooms.changed(room.room_id());
    }
    sent.map(|()| true)
}

/// Where to say it, and whether that is where it was asked.
async fn room_for(home: &Home, account: &str, origin: Option<&Origin>) -> Result<Option<(Room, bool)>, Error> {
    let rooms = &home.rooms;
    if let Some(Origin { room: Some(asked), .. }) = origin
        && let Some(room) = rooms.joined(asked)
        && rooms.company(&room).await?.is_only(account)
    {
        return Ok(Some((room, true)));
    }
    if let Some(Origin { room: None, .. }) = origin {
        return Ok(Some((rooms.open_direct(account).await?, false)));
    }
    Ok(rooms.direct(account).await?.map(|room| (room, false)))
}

/// What follows from a message that was not sent. Whatever is final today may be mended by an
/// operator tomorrow, so nothing a person was to hear is given up but for a defect of ours.
fn failed(error: &Error) -> Outcome {
    let retry_after = match error {
        Error::Refused { status: 400 | 413, code } if code != "M_UNKNOWN" => {
            tracing::error!(%error, "the homeserver does not take a message: a defect");
            return Outcome::Never { why: "the homeserver does not take this message" };
        }
        Error::Refused { status: 403, .. } => Some(NOWHERE),
        error => error.retry_after(),
    };
    tracing::warn!(%error, "a message waits");
    Outcome::Later { retry_after }
}
