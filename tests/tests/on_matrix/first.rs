//! From the first word to the last page of a debrief.

use crate::{
    Test,
    ground::Ground,
    steps::{AGREES, DEBRIEF, agrees, goes_through, is_proper},
};
use afterword_tests::{
    discord::Discord,
    matrix::{Between, Client, Event, Kind},
};
use serde_json::Value;

pub(crate) const TESTS: &[(&str, Test)] = &[
    ("a_first_debrief_in_a_plain_room", |ground| first_debrief(ground, Kind::Plain)),
    ("a_first_debrief_in_an_encrypted_room", |ground| first_debrief(ground, Kind::Encrypted)),
    ("a_client_that_trusts_signed_devices_alone_reads_all_of_a_debrief", only_signed_devices),
    ("a_talk_goes_on_after_a_restart", goes_on),
    ("answers_come_in_the_thread_that_they_were_asked_for_in", in_a_thread),
    ("an_edit_of_the_latest_answer_corrects_it", edited),
    ("what_is_taken_back_is_deleted", taken_back),
    ("files_are_for_those_in_the_room_alone", files),
    ("what_is_said_is_asked_for_once", asked_once),
    ("one_process_talks_on_discord_and_on_matrix", on_both),
];

fn first_debrief(ground: &Ground, kind: Kind) {
    let bot = ground.running_bot();
    let mina = ground.nio("mina");
    let room = agrees(&mina, bot.id(), kind);
    goes_through(&mina, &room, DEBRIEF);
    for said in mina.said(&room) {
        is_proper(&said);
        assert_eq!(said.encrypted, kind == Kind::Encrypted, "{said:?}");
    }
    mina.sees_event(&room, "that it was read", |event| event.kind == "m.receipt" && event.sender == bot.id());
    let journal = bot.kept(mina.id());
    assert!(journal.iter().any(|entry| entry.to_string().contains("Tell me about a conflict")));
}

fn only_signed_devices(ground: &Ground) {
    let bot = ground.running_bot();
    let mina = ground.js("mina");
    let room = mina.opens_direct(bot.id(), Kind::Encrypted);
    goes_through(&mina, &room, AGREES);
    goes_through(&mina, &room, DEBRIEF);
    no_shield(&mina, &room);
    assert!(mina.devices(bot.id()).iter().all(|(_, signed)| *signed), "{:?}", mina.devices(bot.id()));
}

/// Everything that was said in this room was encrypted, can be read, and stands without a warning.
pub(crate) fn no_shield(person: &Client, room: &str) {
    let unread: Vec<_> = person.seen(room).into_iter().filter(|event| !event.read).collect();
    assert!(unread.is_empty(), "{unread:#?}");
    let said = person.said(room);
    assert!(said.len() >= AGREES.len());
    for said in said {
        is_proper(&said);
        assert_eq!((said.encrypted, said.shield.as_deref()), (true, Some("none")), "{said:?}");
    }
}

fn goes_on(ground: &Ground) {
    let bot = ground.bot();
    let served = bot.serve();
    let mina = ground.nio("mina");
    let room = agrees(&mina, bot.id(), Kind::Encrypted);
    goes_through(&mina, &room, &DEBRIEF[..6]);
    assert_eq!(served.end().0, Some(0));
    // Said while nobody listens.
    let away = mina.says(&room, DEBRIEF[6].0);
    let served = bot.serve();
    mina.sees(&room, DEBRIEF[6].1);
    goes_through(&mina, &room, &DEBRIEF[7..]);
    assert_eq!(served.end().0, Some(0));
    assert_eq!(mina.timeline(&room).iter().filter(|event| event.id == away).count(), 1);
    assert_eq!(mina.said(&room).len(), AGREES.len() + DEBRIEF.len(), "nothing was answered twice");
}

/// For an answer that holds more than what was said, the homeserver is asked a second time. That is
/// for keys and members, and not for each message.
fn asked_once(ground: &Ground) {
    let between = Between::start(ground.synapse());
    let bot = ground.bot().with("AFTERWORD_MATRIX__HOMESERVER", &between.url());
    let served = bot.serve();
    for kind in [Kind::Plain, Kind::Encrypted] {
        let mina = ground.nio("mina");
        let room = agrees(&mina, bot.id(), kind);
        let before = between.syncs();
        goes_through(&mina, &room, DEBRIEF);
        let asked = between.syncs() - before;
        // The first may have been asked for before.
        assert!((DEBRIEF.len() - 1..DEBRIEF.len() * 3 / 2).contains(&asked), "{asked} times for {}", DEBRIEF.len());
    }
    assert_eq!(served.end().0, Some(0));
}

fn in_a_thread(ground: &Ground) {
    let bot = ground.running_bot();
    let mina = ground.nio("mina");
    let room = agrees(&mina, bot.id(), Kind::Encrypted);
    let root = mina.says(&room, "help");
    mina.sees(&room, "");
    for (says, sees) in &DEBRIEF[..4] {
        mina.says_in_thread(&room, &root, says);
        let said = mina.sees(&room, sees);
        assert_eq!((said.relation(), said.relates_to()), (Some("m.thread"), Some(root.as_str())));
    }
    mina.says(&room, DEBRIEF[4].0);
    assert_eq!(mina.sees(&room, DEBRIEF[4].1).relation(), None, "asked outside, answered outside");
}

fn edited(ground: &Ground) {
    let bot = ground.running_bot();
    let mina = ground.nio("mina");
    let room = agrees(&mina, bot.id(), Kind::Encrypted);
    goes_through(&mina, &room, &DEBRIEF[..1]);
    let said = mina.says(&room, "the Leads job");
    mina.sees(&room, "When was it?");
    mina.edits(&room, &said, "the Leeds job");
    mina.sees(&room, "");
    goes_through(&mina, &room, &DEBRIEF[2..]);
    let page = mina.said(&room).into_iter().any(|said| said.text().contains("the Leeds job"));
    assert!(page, "the job is called by its right name");
}

fn taken_back(ground: &Ground) {
    let bot = ground.running_bot();
    let mina = ground.nio("mina");
    let room = agrees(&mina, bot.id(), Kind::Encrypted);
    goes_through(&mina, &room, &DEBRIEF[..5]);
    let said = mina.says(&room, "a secret of theirs");
    mina.sees(&room, "That’s one.");
    mina.redacts(&room, &said);
    mina.sees(&room, "");
    let journal = bot.kept(mina.id());
    assert!(!journal.iter().any(|entry| entry.to_string().contains("a secret of theirs")), "{journal:#?}");
}

fn files(ground: &Ground) {
    let bot = ground.running_bot();
    let mina = ground.nio("mina");
    for kind in [Kind::Encrypted, Kind::Plain] {
        let room = mina.opens_direct(bot.id(), kind);
        if kind == Kind::Encrypted {
            goes_through(&mina, &room, AGREES);
        }
        let asked = mina.says(&room, "export");
        mina.sees_answer(&room, &asked);
        let is_file = |name: &str| {
            let name = name.to_owned();
            move |event: &Event| event.content["msgtype"] == "m.file" && event.text() == name
        };
        let pages = mina.sees_event(&room, "the pages", is_file("journal.md"));
        let lines = mina.sees_event(&room, "the journal", is_file("journal.jsonl"));
        let encrypted = kind == Kind::Encrypted;
        for file in [&pages, &lines] {
            assert_eq!((file.encrypted, file.content.get("file").is_some()), (encrypted, encrypted), "{file:?}");
        }
        assert!(mina.opens_file(&pages).contains("Lisbon"));
        let kept: Vec<Value> =
            mina.opens_file(&lines).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert!(!kept.is_empty() && bot.kept(mina.id()).starts_with(&kept));
    }
}

fn on_both(ground: &Ground) {
    let discord = Discord::new();
    let bot = ground.bot();
    let token = bot.secret("discord-token", &discord.token());
    let bot = bot.with("AFTERWORD_DISCORD__API_URL", &discord.url()).with("AFTERWORD_DISCORD__TOKEN_FILE", &token);
    let served = bot.serve();
    let mina = ground.nio("mina");
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let anna = runtime.block_on(async {
        discord.ready().await;
        let anna = discord.user("Anna");
        anna.slash("help", &[]).await;
        anna.presses("Yes").await;
        anna.sees("Where are you, roughly?").await;
        anna
    });
    let room = agrees(&mina, bot.id(), Kind::Encrypted);
    runtime.block_on(async {
        anna.presses("Skip").await;
        anna.sees("Which country are you in?").await;
    });
    goes_through(&mina, &room, &DEBRIEF[..3]);
    assert_eq!(served.end().0, Some(0));
    assert_eq!(discord.complaints(), Vec::<String>::new());
}
