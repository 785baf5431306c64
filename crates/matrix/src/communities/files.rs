//! Files that moderators bring and take: prompts, and days without one.

use super::orders::Ordered;
use crate::{
    error::Error,
    hearing::Hearing,
    marks,
    place::Origin,
    retry::{backoff, patiently, tried},
    sentences as say,
};
use afterword_core::{
    Id,
    community::{AT_ONCE, Community, NewPrompt, Order, Prompt, PromptId, schedule::Schedule},
    say::Block,
};
use afterword_words::{
    prompts::{self, Expected, Format, Found, Problem},
    schedule::{self, NoHolidays, holidays_in_calendar},
};
use jiff::ToSpan as _;
use matrix_sdk::{
    Room,
    media::{MediaFormat, MediaRequestParameters},
    ruma::events::room::MediaSource,
};
use serde_json::Value;
use std::time::Duration;
use tokio::task::JoinHandle;

const MIB: usize = 1024 * 1024;
/// So many days ahead holidays are taken from a calendar: three years.
const DAYS_AHEAD: i64 = 3 * 366;

/// A file that somebody sent.
struct File {
    name: String,
    /// What it holds; `None` where that is more than is taken.
    bytes: Option<Vec<u8>>,
}

/// The community's own prompts as a file.
pub(super) fn exported(format: Format, community: &Community) -> (String, Vec<u8>) {
    let prompts: Vec<Prompt> = community
        .prompts()
        .map(|(id, prompt)| Prompt {
            id: PromptId::new(id.short()),
            theme: prompt.theme.clone(),
            text: prompt.text.clone(),
            opens: prompt.opens,
            season: prompt.season,
        })
        .collect();
    let name = match format {
        Format::Toml => "prompts.toml",
        Format::Csv => "prompts.csv",
    };
    (name.to_owned(), prompts::export(format, &prompts).into_bytes())
}

impl Hearing {
    /// Takes prompts in: all of a file, or none of it.
    pub(super) async fn imports(&self, ordered: &Ordered<'_>) -> Vec<JoinHandle<()>> {
        let File { name, bytes } = match self.file(ordered, prompts::LARGEST_MIB * MIB).await {
            Ok(file) => file,
            Err(why) => return vec![self.told(ordered.origin, vec![why])],
        };
        let format = match ending(&name).as_str() {
            "toml" => Format::Toml,
            "csv" => Format::Csv,
            _ => return vec![self.told(ordered.origin, vec![Block::plain(say::FILE_KIND)])],
        };
        let too_large = || vec![Problem { line: None, key: None, found: Found::Larger, expected: Expected::Size }];
        match bytes.ok_or_else(too_large).and_then(|bytes| prompts::import(format, &bytes)) {
            Ok(prompts) => {
                let new: Vec<NewPrompt> = prompts.into_iter().map(new).collect();
                let mut going_on = Vec::new();
                for (nth, some) in new.chunks(AT_ONCE).enumerate() {
                    going_on.extend(self.order(ordered, true, Order::AddPrompts(some.to_vec()), Some(nth)).await);
                }
                going_on
            }
            Err(problems) => vec![self.told(ordered.origin, problems.iter().map(Problem::block).collect())],
        }
    }

    /// Adds the days of a calendar to those on which a series does not post.
    pub(super) async fn takes_holidays(
        &self,
        ordered: &Ordered<'_>,
        community: &Community,
        series: Id,
    ) -> Vec<JoinHandle<()>> {
        let told = |blocks| vec![self.told(ordered.origin, blocks)];
        let File { name, bytes } = match self.file(ordered, schedule::LARGEST_MIB * MIB).await {
            Ok(file) => file,
            Err(why) => return told(vec![why]),
        };
        if ending(&name) != "ics" {
            return told(vec![Block::plain(say::FILE_KIND)]);
        }
        let Some(mut plan) = community.one_series(series).map(|series| series.plan.clone()) else { return Vec::new() };
        let today = afterword_core::Zone::or_utc(&plan.schedule.zone).local(self.engine.now()).date();
        let until = today.saturating_add(DAYS_AHEAD.days());
        let read = bytes.ok_or(NoHolidays::TooLarge).and_then(|bytes| holidays_in_calendar(&bytes, today, until));
        let holidays = match read {
            Ok(holidays) => holidays,
            Err(why) => return told(vec![why.block()]),
        };
        let skip = plan.schedule.skip.iter().filter(|day| **day >= today).copied().chain(holidays.days).collect();
        plan.schedule = Schedule { skip, ..plan.schedule };
        let mut going_on = Vec::new();
        if !holidays.left_out.is_empty() {
            going_on.extend(told(holidays.left_out.iter().map(schedule::LeftOut::block).collect()));
        }
        going_on.extend(self.order(ordered, true, Order::ChangeSeries { series, plan: Box::new(plan) }, None).await);
        going_on
    }

    /// Hands a file to a moderator, in their direct room.
    pub(super) fn hands_over(&self, origin: &Origin, file: (String, Vec<u8>)) -> JoinHandle<()> {
        let (this, origin) = (self.clone(), origin.clone());
        self.tasks.spawn(async move {
            let key = format!("x{}", origin.event);
            let sent = tried(backoff().with_max_times(5), Duration::MAX, || async {
                let room = this.home.rooms.open_direct(&origin.sender).await?;
                this.home.send_file(&room, None, file.clone(), &key).await
            });
            if let Err(error) = sent.await {
                tracing::warn!(%error, "a file could not be handed over");
                this.tells(&origin, vec![say::not_exported(&this.home.settings.operator)]).await;
            }
        })
    }

    /// The file that an order answers, of at most so many bytes.
    async fn file(&self, ordered: &Ordered<'_>, most: usize) -> Result<File, Block> {
        let first = || Block::plain(say::FILE_FIRST);
        let event = ordered.file.ok_or_else(first)?;
        let found = patiently(|| fetch(ordered.room, event, most)).await;
        let found = found.inspect_err(|error| tracing::warn!(%error, "a file could not be fetched"));
        found.ok().flatten().ok_or_else(first)
    }
}

fn new(prompt: Prompt) -> NewPrompt {
    let Prompt { id: _, theme, text, opens, season } = prompt;
    NewPrompt { text, theme, opens, season, picture: None }
}

/// How the name of a file ends, in lower case and without the dot.
fn ending(name: &str) -> String {
    name.rsplit_once('.').map_or_else(String::new, |(_, ending)| ending.to_lowercase())
}

/// The file that an event brings, decrypted; `None` where it brings none.
async fn fetch(room: &Room, event: &str, most: usize) -> Result<Option<File>, Error> {
    let content = marks::content_at(room, event).await?;
    let Some((name, source, size)) = content.as_ref().and_then(|content| sent(content, "m.file")) else {
        return Ok(None);
    };
    let bytes = download(room, source, size, most).await?;
    Ok(Some(File { name, bytes }))
}

/// What stands there, decrypted; `None` where that is more than is taken.
pub(super) async fn download(
    room: &Room,
    source: MediaSource,
    size: Option<u64>,
    most: usize,
) -> Result<Option<Vec<u8>>, Error> {
    // What it says of its size may be wrong, and is looked at first all the same.
    if size.is_some_and(|size| usize::try_from(size).map_or(true, |size| size > most)) {
        return Ok(None);
    }
    let request = MediaRequestParameters { source, format: MediaFormat::File };
    let bytes = room.client().media().get_media_content(&request, false).await?;
    Ok((bytes.len() <= most).then_some(bytes))
}

/// Of what was sent as this kind: its name, where it is, and its size as it is told.
pub(super) fn sent(content: &Value, kind: &str) -> Option<(String, MediaSource, Option<u64>)> {
    if content["msgtype"] != kind {
        return None;
    }
    let name = content["filename"].as_str().or(content["body"].as_str())?.to_owned();
    let source = match &content["file"] {
        Value::Null => MediaSource::Plain(content["url"].as_str()?.into()),
        file => MediaSource::Encrypted(serde_json::from_value(file.clone()).ok()?),
    };
    Some((name, source, content["info"]["size"].as_u64()))
}
