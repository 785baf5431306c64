//! `kill -9` and stops under load, as the client sees it: every message is answered once, in order.

use crate::{
    Test,
    ground::Ground,
    steps::{LISTS, agrees, goes_through},
};
use afterword_tests::{
    matrix::{Client, Event, Kind, Synapse},
    pseudo_random,
};
use std::{env, thread, time::Duration};

pub(crate) const TESTS: &[(&str, Test)] = &[
    ("killed_again_and_again_it_answers_every_message_once", killed),
    ("stopped_while_somebody_writes_it_answers_every_message_once_and_in_order", stopped),
];

const MESSAGES: usize = 200;
/// More than a sync brings at once: what piled up has to be fetched.
const WHILE_STOPPED: usize = 45;
/// As many as a list of a debrief can be made to take.
const LISTED: (&str, &str) = ("AFTERWORD_CONVERSATIONS__FULL_QUESTIONS", "50");

fn kills() -> usize {
    if env::var("AFTERWORD_TEST_SCALE").is_ok_and(|scale| scale == "full") { 20 } else { 5 }
}

fn killed(ground: &Ground) {
    let synapse = Synapse::start(&ground.tools);
    let bot = ground.bot_on(&synapse).with(LISTED.0, LISTED.1);
    let served = bot.serve();
    let mina = Client::nio(&ground.tools, &synapse, &synapse.register("mina"));
    let room = agrees(&mina, bot.id(), Kind::Encrypted);
    goes_through(&mina, &room, LISTS);
    let root = mina.says(&room, "the first one");
    mina.sees(&room, "That’s one.");

    // In a thread, an answer names what it answers.
    let (said, served) = thread::scope(|scope| {
        let mut served = served;
        let (mina, room, root) = (&mina, &room, &root);
        let saying = scope.spawn(move || {
            // A text, and a step back: the list never becomes too long.
            let texts = (0..MESSAGES).map(|nth| if nth % 2 == 0 { format!("answer-{nth}-end") } else { "back".into() });
            texts.map(|text| mina.says_in_thread(room, root, &text)).collect::<Vec<_>>()
        });
        for kill in 0..kills() {
            thread::sleep(Duration::from_millis(500 + pseudo_random(kill) % 2500));
            let id = served.id();
            served.kill();
            println!("{id} was killed");
            if kill == kills() / 2 {
                synapse.restarts();
            }
            served = bot.serve();
        }
        (saying.join().unwrap(), served)
    });
    assert_eq!(said.len(), MESSAGES);
    mina.sees_event(&room, "the last answer", |event| answers(event) == said.last().map(String::as_str));
    assert_eq!(served.end().0, Some(0));

    let timeline = mina.timeline(&room);
    let replies = timeline.iter().filter(|event| event.sender == bot.id() && event.is_message());
    let answered: Vec<_> = replies.filter_map(answers).collect();
    assert_eq!(answered, said.iter().map(String::as_str).collect::<Vec<_>>(), "each once, in order");
    assert!(timeline.iter().filter(|event| event.sender == bot.id()).all(|event| event.read));
    let journal = bot.kept(mina.id()).iter().map(ToString::to_string).collect::<Vec<_>>();
    for nth in (0..MESSAGES).step_by(2) {
        let text = format!("answer-{nth}-end");
        assert_eq!(journal.iter().filter(|entry| entry.contains(&text)).count(), 1, "{text}");
    }
}

/// What a message in a thread answers.
fn answers(event: &Event) -> Option<&str> {
    event.content["m.relates_to"]["m.in_reply_to"]["event_id"].as_str()
}

fn stopped(ground: &Ground) {
    let bot = ground.bot().with(LISTED.0, LISTED.1);
    let served = bot.serve();
    let mina = ground.nio("mina");
    let room = agrees(&mina, bot.id(), Kind::Encrypted);
    goes_through(&mina, &room, LISTS);
    let before = mina.said(&room).len();
    let served = thread::scope(|scope| {
        let saying = scope.spawn(|| {
            for nth in 1..=WHILE_STOPPED {
                mina.says(&room, &format!("question {nth}"));
            }
        });
        mina.sees(&room, "That’s 3.");
        assert_eq!(served.end().0, Some(0));
        saying.join().unwrap();
        bot.serve()
    });
    mina.sees(&room, &format!("That’s {WHILE_STOPPED}."));
    assert_eq!(served.end().0, Some(0));
    let counts = mina.said(&room).into_iter().skip(before).map(|said| {
        let count = said.text().trim_start_matches("That’s ").split('.').next().unwrap_or_default().to_owned();
        if count == "one" { 1 } else { count.parse::<usize>().unwrap_or_else(|_| panic!("{}", said.text())) }
    });
    assert_eq!(counts.collect::<Vec<_>>(), (1..=WHILE_STOPPED).collect::<Vec<_>>(), "each once, in order");
}
