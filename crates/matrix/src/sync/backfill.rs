//! After a long absence only the last messages of a room come by themselves; the others are
//! fetched, and so is what was said in a room since the bot came.

use super::read;
use crate::{error::Error, heard::What};
use matrix_sdk::{Room, deserialized_responses::TimelineEvent, room::MessagesOptions, ruma::uint};

/// The most pages of a hundred that are fetched: nobody writes that much to a bot that is away.
const PAGES: usize = 50;

/// What happened in a room after `since`, or since the bot came if that was later, in order: up
/// to `from`, or to this moment.
pub(super) async fn since(room: &Room, from: Option<&str>, since: &str, me: &str) -> Result<Vec<TimelineEvent>, Error> {
    let mut from = from.map(str::to_owned);
    let mut events = Vec::new();
    for _ in 0..PAGES {
        let mut options = MessagesOptions::backward();
        options.from.clone_from(&from);
        options.to = Some(since.to_owned());
        options.limit = uint!(100);
        let mut page = room.messages(options).await?;
        let came = |event: &TimelineEvent| {
            read(event, me).is_some_and(|heard| matches!(heard.what, What::Member { who, came: true } if who == me))
        };
        let arrived = page.chunk.iter().position(came);
        // The newest come first; what was said before the bot came was not said to it.
        page.chunk.truncate(arrived.map_or(usize::MAX, |arrived| arrived + 1));
        let empty = page.chunk.is_empty();
        events.extend(page.chunk);
        if arrived.is_some() || empty {
            break;
        }
        match page.end {
            Some(end) if from.as_ref() != Some(&end) => from = Some(end),
            _ => break,
        }
    }
    if !events.is_empty() {
        tracing::info!(events = events.len(), "events of a room were fetched that had piled up");
    }
    events.reverse();
    Ok(events)
}
