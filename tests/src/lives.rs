//! Conversations that are killed, and what has to be left of them.

use crate::{Folder, Running};
use rustix::process::{Pid, Signal, kill_process};
use std::{
    collections::BTreeSet,
    fs,
    sync::mpsc::{self, Receiver, RecvTimeoutError, Sender},
    thread,
    time::{Duration, Instant},
};

/// More lines than one life can answer.
const A_LIFE: usize = 400;

/// Somebody who talks as fast as they can, and is cut off again and again.
pub struct Lives {
    name: String,
    next: usize,
    acknowledged: BTreeSet<usize>,
    on_the_way: BTreeSet<usize>,
}

impl Lives {
    /// Somebody in the middle of a debrief, where texts are listed.
    ///
    /// # Panics
    /// Where a conversation does not begin.
    #[must_use]
    pub fn begin(folder: &Folder, name: &str) -> Self {
        let lines = ["hello", "yes", "skip", "skip", "debrief", "The Leeds job", "yesterday at 3", "1", "4", "full"];
        // Whoever is killed between an answer and its "back" leaves it on the list. A full list goes on to a
        // question that takes no texts, so there has to be room for as many as there are kills.
        let begun = folder.chat_under(name, &[("AFTERWORD_CONVERSATIONS__FULL_QUESTIONS", "50")], &lines);
        assert_eq!(begun.code, Some(0), "{}", begun.stderr);
        Self { name: name.to_owned(), next: 0, acknowledged: BTreeSet::new(), on_the_way: BTreeSet::new() }
    }

    /// How many answers were acknowledged in all lives.
    #[must_use]
    pub fn acknowledged(&self) -> usize {
        self.acknowledged.len()
    }

    /// Talks as fast as it can, and is killed after a while.
    ///
    /// # Panics
    /// Where the killing fails.
    pub fn live_and_die(&mut self, folder: &Folder, after: Duration) {
        let over = Instant::now() + after;
        self.live(folder, |answered| {
            loop {
                match answered.recv_timeout(over.saturating_duration_since(Instant::now())) {
                    Ok(_) => {}
                    Err(RecvTimeoutError::Timeout) => return true,
                    // A life that ends by itself before its time is killed no more.
                    Err(RecvTimeoutError::Disconnected) => return false,
                }
            }
        });
    }

    /// Talks as fast as it can, and is killed once so many answers were acknowledged and something else is
    /// over. On a busy machine, a life that is measured in time may end before its first word.
    ///
    /// # Panics
    /// Where the killing fails, or it ends before.
    pub fn talk_and_die(&mut self, folder: &Folder, answers: usize, over: impl FnOnce() + Send) {
        self.live(folder, |answered| {
            assert!(answered.iter().any(|so_far| so_far >= answers), "it ended before {answers} answers");
            over();
            true
        });
    }

    /// One life; it is killed where and when this says so, which hears after each how many were acknowledged.
    fn live(&mut self, folder: &Folder, killed: impl FnOnce(Receiver<usize>) -> bool + Send) {
        let first = self.next;
        let mut chat = folder.start_as(&self.name);
        let (answers, answered) = mpsc::channel();
        let id = chat.id();
        let (acknowledged, begun) = thread::scope(|scope| {
            scope.spawn(move || {
                if killed(answered) {
                    kill_9(id);
                }
            });
            for nth in first..first + A_LIFE {
                if !(chat.say(&format!("answer-{nth}-end")) && chat.say("back")) {
                    break;
                }
            }
            read_to_the_end(&mut chat, first, answers)
        });
        chat.kill();
        self.acknowledged.extend(first..acknowledged);
        self.on_the_way.extend(acknowledged..begun);
        self.next += A_LIFE;
    }

    /// Opens the folder and looks at the whole journal: everything acknowledged
    /// is there, once and in order, and nothing that was never said.
    ///
    /// # Panics
    /// Where it is not so.
    pub fn verify(&self, folder: &Folder) {
        let found = answers(folder, "data", &self.name);
        let once: BTreeSet<_> = found.iter().copied().collect();
        assert_eq!(once.len(), found.len(), "no answer has two effects");
        assert!(found.is_sorted(), "answers are in order");
        let lost: Vec<_> = self.acknowledged.difference(&once).collect();
        assert!(lost.is_empty(), "acknowledged, but gone: {lost:?}");
        let said = |nth: &&usize| self.acknowledged.contains(nth) || self.on_the_way.contains(nth);
        let invented: Vec<_> = once.iter().filter(|nth| !said(nth)).collect();
        assert!(invented.is_empty(), "never seen to begin, but there: {invented:?}");
    }
}

/// The numbers of the answers in a journal, whose entries are whole and rise.
///
/// # Panics
/// Where there is no such journal, or an entry is not whole.
#[must_use]
pub fn answers(folder: &Folder, data: &str, name: &str) -> Vec<usize> {
    let outcome = folder.run(&["export", "--data", data, "--as", name, "--out", "out"]);
    // A kill while sled writes a snapshot is mended at the next start, which says so.
    let mended = outcome.stderr.contains("every row of it can be read");
    assert!(outcome.code == Some(0) && (outcome.stderr.is_empty() || mended), "{outcome:?}");
    let journal = fs::read_to_string(folder.home().join("out/journal.jsonl")).expect("a journal");
    let mut revision = 0;
    let mut found = Vec::new();
    for line in journal.lines() {
        let entry: serde_json::Value = serde_json::from_str(line).expect("a whole entry");
        let next = entry["revision"].as_u64().expect("a revision");
        assert!(next > revision, "revisions rise: {revision}, {next}");
        revision = next;
        let facts = entry["facts"].as_array().expect("facts");
        assert!(!facts.is_empty(), "an entry says something");
        found.extend(facts.iter().filter_map(answer));
    }
    found
}

/// How far a life came: answers before the first were acknowledged, those before the second may have been taken.
///
/// An answer is acknowledged once its reply is out, which is before the next line is echoed. How many
/// are is told as they come.
fn read_to_the_end(chat: &mut Running, first: usize, told: Sender<usize>) -> (usize, usize) {
    let (mut acknowledged, mut begun) = (first, first);
    while let Some(line) = chat.line() {
        if let Some(nth) = line.strip_prefix("> ").and_then(number) {
            begun = nth + 1;
        } else if line == "> back" {
            acknowledged = begun;
            // Nobody may want to know any more.
            told.send(acknowledged - first).ok();
        }
    }
    (acknowledged, begun)
}

/// The number of the answer that a fact keeps: as a text, or as an item of a list.
fn answer(fact: &serde_json::Value) -> Option<usize> {
    let text = fact["answered"]["answer"]["text"].as_str().or_else(|| fact["item_added"]["text"].as_str());
    number(text?)
}

fn number(text: &str) -> Option<usize> {
    text.strip_prefix("answer-")?.strip_suffix("-end")?.parse().ok()
}

/// Kills a process that nobody has waited for yet, so the id is still its own.
///
/// # Panics
/// Where it cannot be killed.
pub fn kill_9(id: u32) {
    let id = i32::try_from(id).ok().and_then(Pid::from_raw).expect("a process id");
    kill_process(id, Signal::KILL).expect("it can be killed");
}

/// Spread over the range, the same in every run; the machine adds chance of its own.
#[must_use]
pub fn pseudo_random(nth: usize) -> u64 {
    let mut x = (nth as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    x ^= x >> 31;
    x = x.wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x ^ x >> 27
}
