//! The notice that the bot is typing, for turns that take a while.

use matrix_sdk::Room;
use std::time::Duration;
use tokio::{sync::oneshot, time::sleep};

/// What takes longer than this is worth a notice.
const A_MOMENT: Duration = Duration::from_millis(500);
/// The SDK has a notice last four seconds, and sends it anew after three.
const LASTS: Duration = Duration::from_millis(3_200);

/// Shows that the bot is typing, from half a second on until this is dropped.
pub(crate) struct Typing {
    _until: Option<oneshot::Sender<()>>,
}

impl Typing {
    /// In this room, if in any.
    pub(crate) fn after_a_moment(room: Option<Room>) -> Self {
        let until = room.map(|room| {
            let (until, over) = oneshot::channel::<()>();
            tokio::spawn(show(room, over));
            until
        });
        Self { _until: until }
    }
}

async fn show(room: Room, mut over: oneshot::Receiver<()>) {
    tokio::select! {
        _ = &mut over => return,
        () = sleep(A_MOMENT) => {}
    }
    loop {
        notice(&room, true).await;
        tokio::select! {
            _ = &mut over => return notice(&room, false).await,
            () = sleep(LASTS) => {}
        }
    }
}

async fn notice(room: &Room, typing: bool) {
    if room.typing_notice(typing).await.is_err() {
        tracing::debug!("a typing notice was not shown");
    }
}
