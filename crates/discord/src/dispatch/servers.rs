//! Which servers the bot is in. One that sent it away while nobody listened is noticed when a
//! session begins: it was there before, and is not among those that Discord names then.

use super::Dispatcher;
use std::{collections::BTreeSet, sync::Arc};
use tokio::sync::Mutex;

/// What is kept of it: ids of servers, which are nobody's.
const NOTE: &str = "discord_servers";

/// The servers, once they were read.
pub(super) type Servers = Arc<Mutex<Option<BTreeSet<String>>>>;

/// A part of the servers, as Discord divides them (`topics/gateway`, sharding).
#[derive(Debug, Clone, Copy)]
pub(crate) struct Part {
    pub(crate) number: u64,
    pub(crate) total: u64,
}

impl Part {
    fn has(self, server: &str) -> bool {
        server.parse::<u64>().is_ok_and(|id| (id >> 22) % self.total.max(1) == self.number)
    }
}

impl Dispatcher {
    /// A session began: in this part of the servers, the bot is in these.
    pub(crate) fn is_in(&self, part: Part, servers: Vec<String>) {
        let this = self.clone();
        self.tasks.spawn(async move {
            let now: BTreeSet<String> = servers.into_iter().collect();
            // They stay known until they are forgotten.
            let gone = this.change(|known| {
                let gone = known.iter().filter(|one| part.has(one) && !now.contains(*one)).cloned();
                let gone: Vec<String> = gone.collect();
                let before = known.len();
                known.extend(now);
                (gone, known.len() > before)
            });
            for server in gone.await {
                this.left(server);
            }
        });
    }

    /// The bot is in this server, perhaps only now.
    pub(crate) fn is_here(&self, server: String) {
        let this = self.clone();
        self.tasks.spawn(async move { this.change(|known| ((), known.insert(server))).await });
    }

    /// It is not any more.
    pub(super) async fn is_gone(&self, server: &str) {
        self.change(|known| ((), known.remove(server))).await;
    }

    /// Changes what is known, and keeps it where the change says that it made a difference.
    async fn change<T: Default>(&self, change: impl FnOnce(&mut BTreeSet<String>) -> (T, bool)) -> T {
        let mut servers = self.servers.lock().await;
        let mut known = match servers.take() {
            Some(known) => known,
            None => match self.engine.note(NOTE).await {
                // A note that cannot be read is as none: then nobody is taken for gone.
                Ok(note) => note.and_then(|note| serde_json::from_slice(&note).ok()).unwrap_or_default(),
                Err(why) => {
                    tracing::warn!(%why, "it is not known in which servers the bot was");
                    return T::default();
                }
            },
        };
        let (made, differs) = change(&mut known);
        if differs {
            let note = serde_json::to_vec(&known).unwrap_or_default();
            if let Err(why) = self.engine.keep_note(NOTE, note).await {
                tracing::warn!(%why, "it was not written down in which servers the bot is");
            }
        }
        *servers = Some(known);
        made
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_server_is_in_one_part() {
        for id in ["1", "4194304", "8388608", "1298374650123456789"] {
            let has = |number| Part { number, total: 3 }.has(id);
            assert_eq!((0..3).filter(|number| has(*number)).count(), 1, "{id}");
        }
        assert!(Part { number: 1, total: 3 }.has("4194304") && Part { number: 0, total: 1 }.has("4194304"));
        assert!(!Part { number: 0, total: 1 }.has("no server"));
    }
}
