//! What people do in rooms, on its way to the engine.
//!
//! Those of one person are heard one after the other, each durable before the next; different
//! people at the same time. What is left to do then, such as the answer on its way, goes on by itself.

use crate::{
    Files, Home, PLATFORM,
    communities::Asked,
    error::Error,
    heard::{Heard, What as Did},
    place::Origin,
    render::{MARK, Thread},
    retry::{backoff, tried},
    rooms::{Company, part},
    seen::Seen,
    sentences as say,
    typing::Typing,
};
use afterword_core::{Private, say::Block};
use afterword_engine::{Engine, Inbound, NotTaken, Receipt, What};
use backon::{BackoffBuilder as _, ExponentialBuilder};
use futures_util::future::join_all;
use lru::LruCache;
use matrix_sdk::{
    Room,
    ruma::{EventId, api::client::receipt::create_receipt::v3::ReceiptType, events::receipt::ReceiptThread},
};
use std::{
    collections::BTreeMap,
    num::NonZeroUsize,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::{task::JoinHandle, time::sleep};
use tokio_util::task::TaskTracker;

/// Of so many messages it is remembered in which thread they stood.
const REMEMBERED: NonZeroUsize = NonZeroUsize::new(10_000).expect("it is not zero");
/// How long something is offered to an engine whose queues are full.
const OFFERED_FOR: Duration = Duration::from_secs(20);

/// Takes what people do.
#[derive(Clone)]
pub(crate) struct Hearing {
    pub(crate) home: Arc<Home>,
    pub(crate) engine: Engine,
    pub(crate) tasks: TaskTracker,
    pub(crate) threads: Threads,
    pub(crate) seen: Seen,
}

/// Which messages stood in a thread: an edit, and what takes a message back, do not say.
#[derive(Clone)]
pub(crate) struct Threads(Arc<Mutex<LruCache<String, String>>>);

impl Default for Threads {
    fn default() -> Self {
        Self(Arc::new(Mutex::new(LruCache::new(REMEMBERED))))
    }
}

impl Threads {
    /// The thread that an event belongs to.
    fn of(&self, event: &str, thread: Option<String>, what: &Did) -> Option<String> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match (what, thread) {
            (Did::Edited { of, .. } | Did::Removed { of }, _) => known.get(of).cloned(),
            (_, Some(thread)) => {
                known.put(event.to_owned(), thread.clone());
                Some(thread)
            }
            (_, None) => None,
        }
    }
}

/// Something for the engine, or to be answered without it.
struct Turn {
    room: Room,
    origin: Origin,
    account: String,
    does: Does,
}

enum Does {
    /// Something a person does.
    Tell(What),
    /// Nothing, which is said where it was done.
    Note(Block),
    /// Something about prompts, done among others.
    Gather(Asked),
}

impl Hearing {
    /// Hears what happened in rooms, in the order of each person. Returns once all of it is
    /// durable, with what goes on until it is answered.
    pub(crate) async fn hear(&self, happened: Vec<(Room, Company, Vec<Heard>)>) -> Vec<JoinHandle<()>> {
        let mut turns: BTreeMap<String, Vec<Turn>> = BTreeMap::new();
        let mut seen = Vec::new();
        for (room, company, events) in happened {
            let mut last = None;
            for heard in events {
                let event = heard.event.clone();
                let Some(turn) = self.turn(&room, &company, heard).await else { continue };
                last = Some(event);
                turns.entry(turn.account.clone()).or_default().push(turn);
            }
            seen.extend(last.map(|event| (room, event)));
        }
        let one_after_the_other = turns.into_values().map(|turns| async {
            let mut going_on = Vec::new();
            for turn in turns {
                going_on.extend(self.take(turn).await);
            }
            going_on
        });
        let going_on = join_all(one_after_the_other).await.into_iter().flatten().collect();
        for (room, event) in seen {
            let id = room.room_id().to_string();
            self.seen.up_to(&id, event, move |event| read_up_to(room.clone(), event));
        }
        going_on
    }

    /// What follows from an event, if anything does.
    async fn turn(&self, room: &Room, company: &Company, heard: Heard) -> Option<Turn> {
        let Heard { event, sender: account, thread, answers, what } = heard;
        let alone = company.is_only(&account);
        let thread = self.threads.of(&event, thread, &what);
        let here = |event| Origin {
            event,
            sender: account.clone(),
            room: Some(room.room_id().to_string()),
            thread: thread.clone(),
        };
        if !alone {
            let does = match what {
                Did::Said { text, called: true } => called(text, answers.or_else(|| thread.clone())),
                Did::Reacted { to, key } if key == MARK => Does::Gather(Asked::Reacted { to }),
                _ => return None,
            };
            let room_of_it = matches!(does, Does::Note(_)).then(|| room.room_id().to_string());
            let origin = Origin { event, sender: account.clone(), room: room_of_it, thread };
            return self.home.allowed.has(&account).then(|| Turn { room: room.clone(), origin, account, does });
        }
        if !self.home.allowed.has(&account) {
            if let Err(error) = part(&self.home, room, &event).await {
                tracing::warn!(%error, "a room could not be left");
            }
            return None;
        }
        self.home.rooms.heard_from(&account, room);
        let does = match what {
            // This room is for what is private: who comes later must not find a community's here.
            Did::Said { text, called: true } if Asked::of(&text, None).is_some_and(|asked| asked.is_order()) => {
                Does::Note(Block::plain(say::PROMPTS_ALONE))
            }
            Did::Said { text, .. } => Does::Tell(What::Said(text)),
            Did::Edited { of, text } => Does::Tell(What::Edited { of: here(of).name(), text }),
            Did::Removed { of } => Does::Tell(What::Removed { of: here(of).name() }),
            Did::Sent => Does::Note(Block::plain(say::TEXT_ONLY)),
            Did::Sealed { .. } | Did::Member { .. } | Did::Upgraded { .. } | Did::Reacted { .. } => return None,
        };
        Some(Turn { room: room.clone(), origin: here(event), account, does })
    }

    /// Hears one, until it is durable.
    async fn take(&self, turn: Turn) -> Vec<JoinHandle<()>> {
        let Turn { room, origin, account, does } = turn;
        let what = match does {
            Does::Tell(what) => what,
            Does::Note(block) => {
                let this = self.clone();
                return vec![self.tasks.spawn(async move { this.note(&room, &origin, block).await })];
            }
            Does::Gather(asked) => return self.gather(room, origin, asked).await,
        };
        let typing = Typing::after_a_moment(origin.room.is_some().then(|| room.clone()));
        let inbound =
            Inbound { platform: PLATFORM.to_owned(), account: account.clone(), event: Some(origin.name()), what };
        match self.offer(|| self.engine.hear(inbound.clone())).await {
            Ok(receipt) => {
                let this = self.clone();
                vec![self.tasks.spawn(async move {
                    let exports = receipt.exports;
                    receipt.delivered().await;
                    drop(typing);
                    if origin.room.is_none() {
                        this.note(&room, &origin, Block::plain(say::THERE)).await;
                    }
                    if exports {
                        this.export(&room, &origin, &account).await;
                    }
                })]
            }
            Err(why) => {
                let Some(refusal) = why.refusal() else { return Vec::new() };
                let this = self.clone();
                let block = refusal.block(&self.home.settings.operator);
                vec![self.tasks.spawn(async move { this.note(&room, &origin, block).await })]
            }
        }
    }

    /// The homeserver keeps it for us, so that queues are full is no reason to lose it.
    pub(crate) async fn offer<Heard>(&self, hear: impl Fn() -> Heard) -> Result<Receipt, NotTaken>
    where
        Heard: Future<Output = Result<Receipt, NotTaken>>,
    {
        let mut waits = ExponentialBuilder::new()
            .with_min_delay(Duration::from_millis(50))
            .with_max_delay(Duration::from_secs(2))
            .with_total_delay(Some(OFFERED_FOR))
            .without_max_times()
            .build();
        loop {
            match hear().await {
                Err(NotTaken::Busy) => match waits.next() {
                    Some(wait) => sleep(wait).await,
                    None => return Err(NotTaken::Busy),
                },
                taken => return taken,
            }
        }
    }

    /// Says something that no talk says, where it belongs.
    pub(crate) async fn note(&self, room: &Room, origin: &Origin, block: Block) {
        let thread = origin.thread.as_deref().map(|root| Thread { root, answers: &origin.event });
        let key = format!("n{}", origin.event);
        // Nothing of this is kept, so it is tried now, and again for a while.
        let waits = backoff().with_max_times(5);
        let told = tried(waits, Duration::MAX, || self.home.note(room, thread, block.clone(), &key)).await;
        if let Err(error) = told {
            tracing::warn!(%error, "somebody could not be told something");
        }
    }

    /// Hands over everything that is kept of somebody, where they are alone with the bot.
    async fn export(&self, room: &Room, origin: &Origin, account: &str) {
        if let Err(error) = self.try_to_export(room, origin, account).await {
            tracing::warn!(%error, "a copy could not be handed over");
            let block = match error {
                Error::Refused { status: 413, .. } => say::export_too_large(&self.home.settings.operator),
                _ => say::not_exported(&self.home.settings.operator),
            };
            self.note(room, origin, block).await;
        }
    }

    async fn try_to_export(&self, room: &Room, origin: &Origin, account: &str) -> Result<(), Error> {
        let room = match self.home.rooms.company(room).await?.is_only(account) {
            true => room.clone(),
            false => self.home.rooms.open_direct(account).await?,
        };
        let files = self.files(account).await.ok_or(Error::Inside { what: "making a copy" })?;
        let thread = origin.thread.as_deref().map(|root| Thread { root, answers: &origin.event });
        let key = format!("x{}", origin.event);
        for (n, file) in files.into_iter().enumerate() {
            self.home.send_file(&room, thread, file, &format!("{key}.{n}")).await?;
        }
        self.home.note(&room, thread, Block::plain(say::EXPORTED), &key).await
    }

    async fn files(&self, account: &str) -> Option<Files> {
        let journal = self.engine.export(PLATFORM, account).await;
        let journal = journal.inspect_err(|why| tracing::error!(%why, "a journal cannot be read")).ok()?;
        let copies = Arc::clone(&self.home.copies);
        // A long journal takes a while to be put into words.
        tokio::task::spawn_blocking(move || copies(&journal.unwrap_or_default())).await.ok().flatten()
    }
}

/// What somebody wants who calls the bot among others; `under` is what they answer.
fn called(text: Private, under: Option<String>) -> Does {
    match Asked::of(&text, under) {
        Some(asked) => Does::Gather(asked),
        None if text.reveal().is_empty() => Does::Note(Block::plain(say::ROOM)),
        None => Does::Tell(What::Said(text)),
    }
}

/// Shows that it was read.
async fn read_up_to(room: Room, event: String) {
    let Ok(event) = EventId::parse(event) else { return };
    let shown = room.send_single_receipt(ReceiptType::Read, ReceiptThread::Unthreaded, event).await;
    if let Err(error) = shown.map_err(Error::from) {
        tracing::debug!(%error, "it was not shown that something was read");
    }
}
