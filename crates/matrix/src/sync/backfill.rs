//! After a long absence only the last messages of a room come by themselves; the others are fetched.

use super::read;
use crate::{error::Error, heard::What};
use matrix_sdk::{Room, deserialized_responses::TimelineEvent, room::MessagesOptions, ruma::uint};

/// The most pages of a hundred that are fetched: nobody writes that much to a bot that is away.
const PAGES: usize = 50;

/// What happened in a room after `since` and before what came by itself, in order.
pub(super) async fn before(
    room: &Room,
    prev_batch: Option<&str>,
    since: &str,
    me: &str,
) -> Result<Vec<TimelineEvent>, Error> {
    let mut from = prev_batch.map(str::to_owned);
    let mut events = Vec::new();
    for _ in 0..PAGES {
        let Some(at) = from.take() else { break };
        let mut options = MessagesOptions::backward();
        options.from = Some(at.clone());
        options.to = Some(since.to_owned());
        options.limit = uint!(100);
        let page = room.messages(options).await?;
        let came = |event: &TimelineEvent| {
            read(event, me).is_some_and(|heard| matches!(heard.what, What::Member { who, came: true } if who == me))
        };
        let arrived = page.chunk.iter().any(came);
        let empty = page.chunk.is_empty();
        events.extend(page.chunk);
        if arrived || empty {
            break;
        }
        from = page.end.filter(|end| *end != at);
    }
    if !events.is_empty() {
        tracing::info!(events = events.len(), "events of a room were fetched that had piled up");
    }
    events.reverse();
    Ok(events)
}
