//! Messages that could not be decrypted. The homeserver never hands them over again, so their
//! ids are kept, and they are fetched and tried again once a key arrives.
//!
//! A message that becomes readable late counts only while its person was not told that it could
//! not be read: from then on they will have sent it again.

use crate::{
    error::Error,
    heard::{Heard, What},
    hearing::Hearing,
    sentences as say,
    sync::read,
};
use afterword_core::say::Block;
use futures_util::StreamExt as _;
use matrix_sdk::{Room, ruma::EventId};
use serde::{Deserialize, Serialize};
use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::time::sleep;

/// The note of those that wait.
const NOTE: &str = "matrix_unreadable";
/// The most that wait; the oldest give way.
const MOST: usize = 200;
/// How long a key may lag behind its message. Usually it comes first.
const LATE: Duration = Duration::from_secs(10);

/// The messages that wait for a key.
#[derive(Clone, Default)]
pub(crate) struct Unreadable(Arc<Mutex<Vec<Waiting>>>);

/// A message that waits. Ids only.
#[derive(Clone, Serialize, Deserialize)]
struct Waiting {
    room: String,
    event: String,
    sender: String,
    key: Option<String>,
    told: bool,
}

impl Unreadable {
    /// Those that were kept.
    pub(crate) async fn kept(hearing: &Hearing) -> Self {
        let note = hearing.engine.note(NOTE).await.ok().flatten().unwrap_or_default();
        Self(Arc::new(Mutex::new(serde_json::from_slice(&note).unwrap_or_default())))
    }

    /// A message came that cannot be read.
    pub(crate) async fn found(&self, hearing: &Hearing, room: &Room, heard: &Heard, key: Option<&str>) {
        let waiting = Waiting {
            room: room.room_id().to_string(),
            event: heard.event.clone(),
            sender: heard.sender.clone(),
            key: key.map(str::to_owned),
            told: false,
        };
        {
            let mut all = self.lock();
            if all.iter().any(|known| known.event == waiting.event) {
                return;
            }
            if all.len() >= MOST {
                all.remove(0);
            }
            all.push(waiting.clone());
        }
        tracing::info!("a message cannot be read yet; its key is waited for");
        self.keep(hearing).await;
        let (this, hearing) = (self.clone(), hearing.clone());
        hearing.tasks.clone().spawn(async move {
            sleep(LATE).await;
            this.try_again(&hearing, &waiting, true).await;
        });
    }

    /// Tries those again whose keys arrive, for as long as the bot runs.
    pub(crate) async fn listen(self, hearing: Hearing) {
        let Some(keys) = hearing.home.client.encryption().room_keys_received_stream().await else { return };
        let mut keys = std::pin::pin!(keys);
        while let Some(arrived) = keys.next().await {
            let of_key = |waiting: &Waiting| match &arrived {
                Ok(keys) => keys.iter().any(|key| waiting.key.as_deref() == Some(key.session_id.as_str())),
                // Some were missed: any of them may be the one.
                Err(_) => true,
            };
            let ready: Vec<_> = self.lock().iter().filter(|waiting| of_key(waiting)).cloned().collect();
            for waiting in ready {
                self.try_again(&hearing, &waiting, false).await;
            }
        }
    }

    async fn try_again(&self, hearing: &Hearing, waiting: &Waiting, tell: bool) {
        if !self.lock().iter().any(|known| known.event == waiting.event) {
            return;
        }
        let Some(room) = hearing.home.rooms.joined(&waiting.room) else {
            self.drop_it(hearing, waiting).await;
            return;
        };
        match fetch(&room, &waiting.event, &hearing.home.me).await {
            Ok(Some(heard)) if matches!(heard.what, What::Sealed { .. }) => {
                if tell {
                    self.tell(hearing, &room, waiting).await;
                }
            }
            Ok(heard) => {
                let told = self.drop_it(hearing, waiting).await;
                if let Some(heard) = heard.filter(|_| !told)
                    && let Ok(company) = hearing.home.rooms.company(&room).await
                {
                    drop(hearing.hear(vec![(room, company, vec![heard])]).await);
                }
            }
            Err(error) => tracing::warn!(%error, "a message that could not be read could not be fetched"),
        }
    }

    /// Tells its person, once for each key, where they are alone with the bot.
    async fn tell(&self, hearing: &Hearing, room: &Room, waiting: &Waiting) {
        let Ok(company) = hearing.home.rooms.company(room).await else { return };
        let first = {
            let mut all = self.lock();
            let same = |known: &&mut Waiting| known.room == waiting.room && known.key == waiting.key;
            let mut first = true;
            for known in all.iter_mut().filter(same) {
                first &= !known.told;
                known.told = true;
            }
            first
        };
        self.keep(hearing).await;
        if first && company.is_only(&waiting.sender) {
            let told = hearing.home.note(room, None, Block::plain(say::SEALED), &format!("u{}", waiting.event)).await;
            if let Err(error) = told {
                tracing::warn!(%error, "somebody was not told that their message cannot be read");
            }
        }
    }

    /// It waits no more. Whether its person was told of it.
    async fn drop_it(&self, hearing: &Hearing, waiting: &Waiting) -> bool {
        let mut told = false;
        self.lock().retain(|known| {
            let it = known.event == waiting.event;
            told |= it && known.told;
            !it
        });
        self.keep(hearing).await;
        told
    }

    async fn keep(&self, hearing: &Hearing) {
        let note = serde_json::to_vec(&*self.lock()).unwrap_or_default();
        if let Err(error) = hearing.engine.keep_note(NOTE, note).await {
            tracing::warn!(%error, "it was not kept which messages cannot be read");
        }
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Waiting>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn fetch(room: &Room, event: &str, me: &str) -> Result<Option<Heard>, Error> {
    let event = EventId::parse(event).map_err(|_| Error::Inside { what: "the id of an event" })?;
    Ok(read(&room.event(&event, None).await?, me))
}
