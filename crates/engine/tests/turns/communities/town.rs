//! A strict platform in memory: it remembers keys, and whether something may come twice.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

use afterword_core::community::{Act, Landed, Trouble};
use afterword_engine::{Courier, Done, Errand, Outcome, Outgoing};
use tokio::sync::Notify;

/// Where the process is to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// Before the platform has the nth act.
    BeforeAct(usize),
    /// After it has it, and before it answers.
    AfterAct(usize),
}

#[derive(Default)]
pub(crate) struct Town {
    state: Mutex<State>,
    pub(super) ended: Notify,
}

#[derive(Default)]
pub(super) struct State {
    /// What was done under each key.
    done: BTreeMap<String, Done>,
    /// How many acts came, and when the process is to end.
    pub(super) acts: usize,
    pub(super) end: Option<End>,
    /// How the next acts of a kind go wrong.
    pub(super) troubles: Vec<(&'static str, Trouble)>,
    /// Which kind of act is put off by an hour.
    pub(super) busy: Option<&'static str>,
    /// Every act that had an effect, by its kind and what it was about.
    pub(super) effects: Vec<String>,
    pub(super) pinned: BTreeSet<String>,
    pub(super) threads: BTreeSet<String>,
    /// What stands in channels, by message.
    pub(super) posts: BTreeMap<String, String>,
    pub(super) late: usize,
    pub(super) shares: BTreeMap<String, String>,
    pub(super) reports: Vec<String>,
    pub(super) answers: Vec<String>,
    /// Told to people.
    pub(super) said: Vec<Outgoing>,
}

impl Town {
    pub(super) fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }
}

#[async_trait::async_trait]
impl Courier for Town {
    async fn deliver(&self, message: &Outgoing) -> Outcome {
        self.state().said.push(message.clone());
        Outcome::Arrived
    }

    async fn act(&self, errand: &Errand) -> Done {
        assert_eq!(errand.community(), super::SQUARE);
        let (nth, end) = {
            let mut state = self.state();
            state.acts += 1;
            (state.acts, state.end)
        };
        if end == Some(End::BeforeAct(nth)) {
            self.end().await;
        }
        let done = self.state().take(errand);
        if end == Some(End::AfterAct(nth)) {
            self.end().await;
        }
        done
    }
}

impl Town {
    /// The process ends here, and nothing comes back.
    async fn end(&self) {
        self.state().end = None;
        self.ended.notify_one();
        std::future::pending().await
    }
}

impl State {
    fn take(&mut self, errand: &Errand) -> Done {
        if let Some(done) = self.done.get(&errand.key) {
            assert!(errand.tried, "it may have been done before, and nobody said so");
            return done.clone();
        }
        let done = self.take_anew(errand);
        // What failed may work the next time.
        if matches!(done, Done::Done(_)) {
            self.done.insert(errand.key.clone(), done.clone());
        }
        done
    }

    fn take_anew(&mut self, errand: &Errand) -> Done {
        let kind = kind(&errand.act);
        if self.busy == Some(kind) {
            return Done::Later { retry_after: Some(std::time::Duration::from_secs(3600)) };
        }
        if let Some(at) = self.troubles.iter().position(|(of, _)| *of == kind) {
            return Done::Failed(self.troubles.remove(at).1);
        }
        let message = format!("m{}", self.effects.len());
        let mut landed = Landed { message: Some(message.clone()), thread: None, lacking: Vec::new() };
        match &errand.act {
            Act::Post(post) => {
                self.late += usize::from(post.late.is_some());
                self.posts.insert(message, post.text.reveal().to_owned());
            }
            Act::Thread { message, .. } => {
                assert!(self.posts.contains_key(message) && self.threads.insert(message.clone()), "one thread a post");
                landed = Landed { message: None, thread: Some(format!("t-{message}")), lacking: Vec::new() };
            }
            Act::Pin { message, .. } => assert!(self.pinned.insert(message.clone()), "pinned once"),
            // One that could not be pinned, or is pinned no more, counts as unpinned.
            Act::Unpin { message, .. } => drop(self.pinned.remove(message)),
            Act::Share { text, thread, who, .. } => {
                assert!(thread.as_ref().is_none_or(|thread| thread.starts_with("t-")));
                let who = who.as_ref().map_or("somebody", |who| who.reveal());
                self.shares.insert(message, format!("{who}: {}", text.reveal()));
            }
            Act::Remove { message, .. } => {
                self.shares.remove(message).expect("it was there");
            }
            Act::Report { say, .. } => self.reports.extend(say.blocks.iter().map(|block| block.word.to_string())),
            Act::PassOn { who, .. } => self.reports.push(format!("asked by {}", who.reveal())),
            Act::Answer(say) => self.answers.extend(say.blocks.iter().map(|block| block.word.to_string())),
            Act::Member { .. } | Act::Show(_) => {}
        }
        self.effects.push(kind.to_owned());
        Done::Done(landed)
    }

    pub(super) fn count(&self, kind: &str) -> usize {
        self.effects.iter().filter(|effect| *effect == kind).count()
    }
}

fn kind(act: &Act) -> &'static str {
    match act {
        Act::Post(_) => "post",
        Act::Thread { .. } => "thread",
        Act::Pin { .. } => "pin",
        Act::Unpin { .. } => "unpin",
        Act::Share { .. } => "share",
        Act::Remove { .. } => "remove",
        Act::Report { .. } | Act::PassOn { .. } => "report",
        Act::Member { .. } => "member",
        Act::Answer(_) => "answer",
        Act::Show(_) => "show",
    }
}
