//! `kill -9` under load, as Discord sees it: whatever was acknowledged is kept, nothing is there
//! twice, and everybody goes on where they were.

use crate::steps::{agrees, kept, until};
use afterword_tests::{
    Folder, Served,
    discord::{Change, Discord, Outcome, Person},
    pseudo_random,
};
use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};
use tokio::{task::JoinSet, time::sleep};

const KEPT: &str = "Is there anything you can do about it?";
const STALE: &str = "That belongs to an earlier question";
const KILLS: usize = 20;
/// One life in so many goes on until so much more was acknowledged: by the clock, a busy machine might let
/// nothing get through.
const COUNTED_EACH: usize = 5;
const ANSWERS: usize = COUNTED_EACH + 1;
/// How long somebody waits while the bot is killed; whoever was not answered goes on.
const WHILE_KILLED: Duration = Duration::from_millis(700);
const PEOPLE: usize = 12;
const FAST: [(&str, &str); 3] = [
    ("AFTERWORD_LIMITS__BURST", "1000"),
    ("AFTERWORD_LIMITS__MESSAGES_PER_MINUTE", "6000"),
    ("AFTERWORD_LIMITS__NEW_PEOPLE_PER_HOUR", "1000"),
];

#[tokio::test(flavor = "multi_thread")]
async fn twenty_kills_under_load() {
    let folder = Folder::new();
    let discord = Arc::new(Discord::new());
    let mut bot = Served::start_under(&folder, &discord, &FAST);
    discord.ready().await;
    let people: Vec<Person> = (0..PEOPLE).map(|nth| discord.user(&format!("P{nth}"))).collect();
    for person in &people {
        agrees(person).await;
    }
    let (over, so_far) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
    let mut talking = JoinSet::new();
    for (nth, person) in people.iter().enumerate() {
        talking.spawn(talks(nth, person.who_waits(WHILE_KILLED), Arc::clone(&over), Arc::clone(&so_far)));
    }
    for kill in 0..KILLS {
        if kill.is_multiple_of(COUNTED_EACH) {
            let enough = so_far.load(Ordering::SeqCst) + ANSWERS;
            until("an answer", || so_far.load(Ordering::SeqCst) >= enough).await;
        } else {
            sleep(Duration::from_millis(150 + pseudo_random(kill) % 500)).await;
        }
        bot.kill();
        let before = discord.gateway_counts();
        bot = Served::start_under(&folder, &discord, &FAST);
        discord.identified(before.1 + before.2 + 1).await;
    }
    over.store(true, Ordering::SeqCst);
    let acknowledged: BTreeMap<usize, Vec<String>> = talking.join_all().await.into_iter().collect();
    let all: usize = acknowledged.values().map(Vec::len).sum();

    for (nth, person) in people.iter().enumerate() {
        // Everybody goes on: a command is answered, at whatever question they are.
        let answered = person.tries_slash("next", &[]).await;
        assert!(matches!(answered, Outcome::Answered(_)), "{answered:?}");
        let journal = kept(&folder, person).iter().map(ToString::to_string).collect::<Vec<_>>();
        for text in &acknowledged[&nth] {
            let times = journal.iter().filter(|entry| entry.contains(text)).count();
            assert_eq!(times, 1, "{text} was acknowledged: {journal:#?}");
        }
    }
    println!("{KILLS} kills, {all} answers acknowledged");
    assert!(all > KILLS, "the load got through");
    let (code, log) = bot.end();
    assert_eq!(code, Some(0), "{log}");
    // What goes under a key is there once, whoever sent it again.
    let mut keys = BTreeMap::<String, usize>::new();
    for shown in discord.shown().into_iter().filter(|shown| shown.change == Change::Posted) {
        if let Some(nonce) = shown.nonce {
            *keys.entry(nonce).or_default() += 1;
        }
    }
    assert!(keys.values().all(|times| *times == 1), "{keys:?}");
}

/// Writes worries down, and returns those that were acknowledged. Every third one types in
/// direct messages.
async fn talks(nth: usize, person: Person, over: Arc<AtomicBool>, so_far: Arc<AtomicUsize>) -> (usize, Vec<String>) {
    let mut acknowledged = Vec::new();
    let types = nth.is_multiple_of(3);
    if types {
        person.goes_to_direct_messages();
    }
    for round in 0.. {
        if over.load(Ordering::SeqCst) {
            break;
        }
        let text = format!("worry-{nth}-{round}-end");
        let done = if types { by_typing(&person, &text).await } else { by_form(&person, &text).await };
        if done {
            acknowledged.push(text);
            so_far.fetch_add(1, Ordering::SeqCst);
        } else {
            sleep(Duration::from_millis(50)).await;
        }
    }
    (nth, acknowledged)
}

async fn by_form(person: &Person, text: &str) -> bool {
    if !matches!(person.tries_slash("worry", &[]).await, Outcome::Answered(_)) {
        return false;
    }
    let labels = person.can_press();
    let Some(form) =
        ["Write an answer", "In my own words"].iter().find(|form| labels.iter().any(|label| label == *form))
    else {
        // The one of before is gone on with first.
        if labels.iter().any(|label| label == "Skip") {
            drop(person.tries_to_press("Skip").await);
        }
        return false;
    };
    match person.tries_to_press(form).await {
        Outcome::Modal(form) => {
            let answered = matches!(form.fills(text).tries_to_submit().await, Outcome::Answered(4 | 7));
            // What came meanwhile, from before a kill, may have opened another talk.
            answered && person.would_see(KEPT).await && !person.screen().iter().any(|text| text.contains(STALE))
        }
        _ => false,
    }
}

async fn by_typing(person: &Person, text: &str) -> bool {
    // What was typed before a kill may be answered late, and would seem to answer this. It was once something
    // that fits nowhere is quoted; where that became a worry itself, it is the next one.
    let nowhere = text.replace("worry", "xyzzy");
    person.types(&nowhere).await;
    if !person.would_see(&format!("“{nowhere}”")).await {
        return false;
    }
    person.types("worry").await;
    if !person.would_see("Put it down here").await {
        return false;
    }
    person.types(text).await;
    if !person.would_see(KEPT).await {
        return false;
    }
    for _ in 0..2 {
        person.types("skip").await;
        person.would_see("Parked.").await;
    }
    true
}
