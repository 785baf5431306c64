//! `kill -9` at any moment loses no acknowledged answer and leaves nothing half-written.

use afterword_tests::{Folder, Running, START};
use rustix::process::{Pid, Signal, kill_process};
use std::{collections::BTreeSet, fs, sync::mpsc, thread, time::Duration};

const KILLS: usize = 50;
/// More lines than one life can answer.
const A_LIFE: usize = 400;
/// The clock stands still: the journal is the same whatever the day.
const CHAT: &[&str] = &["chat", "--data", "data", "--clock", START];

#[test]
fn fifty_kills_lose_no_acknowledged_answer() {
    let folder = Folder::new();
    let begun =
        folder.chat(&["hello", "yes", "skip", "skip", "debrief", "The Leeds job", "yesterday at 3", "1", "4", "full"]);
    assert_eq!(begun.code, Some(0), "{}", begun.stderr);

    let mut acknowledged = BTreeSet::new();
    let mut on_the_way = BTreeSet::new();
    let mut next = 0;
    for kill in 0..KILLS {
        let after = Duration::from_millis(pseudo_random(kill) % 400);
        let heard = live_and_die(&folder, next, after);
        acknowledged.extend(next..heard.acknowledged);
        on_the_way.extend(heard.acknowledged..heard.begun);
        next += A_LIFE;
        verify(&folder, &acknowledged, &on_the_way);
    }
    assert!(acknowledged.len() > KILLS, "there was load: {} answers", acknowledged.len());
}

/// How far one life came: answers before `acknowledged` were, those before `begun` may have been taken.
struct Life {
    acknowledged: usize,
    begun: usize,
}

/// Talks as fast as it can, from answer `first` on, and is killed after a while.
fn live_and_die(folder: &Folder, first: usize, after: Duration) -> Life {
    let mut chat = folder.start(CHAT);
    let (died, death) = mpsc::channel::<()>();
    let id = chat.id();
    let killer = thread::spawn(move || {
        // A life that ends by itself before its time is killed no more.
        if death.recv_timeout(after) == Err(mpsc::RecvTimeoutError::Timeout) {
            kill_9(id);
        }
    });
    for nth in first..first + A_LIFE {
        if !(chat.say(&format!("answer-{nth}-end")) && chat.say("back")) {
            break;
        }
    }
    let life = read_to_the_end(&mut chat, first);
    drop(died);
    killer.join().expect("the killer ends");
    chat.kill();
    life
}

/// An answer is acknowledged once its reply is out, which is before the next line is echoed.
fn read_to_the_end(chat: &mut Running, first: usize) -> Life {
    let mut life = Life { acknowledged: first, begun: first };
    while let Some(line) = chat.line() {
        if let Some(nth) = line.strip_prefix("> ").and_then(number) {
            life.begun = nth + 1;
        } else if line == "> back" {
            life.acknowledged = life.begun;
        }
    }
    life
}

/// Opens the folder and looks at the whole journal.
fn verify(folder: &Folder, acknowledged: &BTreeSet<usize>, on_the_way: &BTreeSet<usize>) {
    let outcome = folder.run(&["export", "--data", "data", "--out", "out"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""));
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
    let once: BTreeSet<_> = found.iter().copied().collect();
    assert_eq!(once.len(), found.len(), "no answer has two effects");
    assert!(found.is_sorted(), "answers are in order");
    let lost: Vec<_> = acknowledged.difference(&once).collect();
    assert!(lost.is_empty(), "acknowledged, but gone: {lost:?}");
    let invented: Vec<_> = once.iter().filter(|nth| !acknowledged.contains(nth) && !on_the_way.contains(nth)).collect();
    assert!(invented.is_empty(), "never seen to begin, but there: {invented:?}");
}

/// The number of the answer that a fact keeps: as a text, or as an item of a list.
fn answer(fact: &serde_json::Value) -> Option<usize> {
    let text = fact["answered"]["answer"]["text"].as_str().or_else(|| fact["item_added"]["text"].as_str());
    number(text?)
}

fn number(text: &str) -> Option<usize> {
    text.strip_prefix("answer-")?.strip_suffix("-end")?.parse().ok()
}

fn kill_9(id: u32) {
    let id = i32::try_from(id).ok().and_then(Pid::from_raw).expect("a process id");
    // Nobody has waited for it yet, so the id is still its own, even if it has just ended.
    kill_process(id, Signal::KILL).expect("it can be killed");
}

/// Spread over the range, the same in every run; the machine adds chance of its own.
fn pseudo_random(nth: usize) -> u64 {
    let mut x = (nth as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    x ^= x >> 31;
    x = x.wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x ^ x >> 27
}
