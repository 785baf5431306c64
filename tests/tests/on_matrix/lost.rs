//! What gets lost: the device, the token, the homeserver. Each ends well, or ends clearly.

use crate::{
    Test,
    first::no_shield,
    ground::Ground,
    steps::{AGREES, DEBRIEF, agrees, goes_through},
};
use afterword_tests::matrix::{Client, Kind, Limits, Synapse};
use std::{fs, path::Path, thread, time::Duration};

pub(crate) const TESTS: &[(&str, Test)] = &[
    ("a_lost_store_of_keys_brings_a_new_signed_device", |ground| lost(ground, &["matrix-sdk-crypto.sqlite3"])),
    ("a_lost_session_brings_a_new_signed_device", |ground| lost(ground, &["matrix-sdk-state.sqlite3"])),
    ("both_lost_bring_a_new_signed_device", |ground| lost(ground, &["matrix-sdk-"])),
    ("a_device_deleted_from_another_client_ends_the_process_and_the_next_start_goes_on", deleted),
    ("a_revoked_token_ends_the_process_and_says_what_to_do", revoked),
    ("a_homeserver_that_is_away_for_a_minute_is_waited_for", away),
    ("the_usual_limits_of_a_homeserver_are_obeyed_and_everything_is_answered_once", limited),
];

/// Loses what begins with these names in the folder of the device.
fn lost(ground: &Ground, names: &[&str]) {
    let bot = ground.bot();
    let served = bot.serve();
    let mina = ground.js("mina");
    let room = mina.opens_direct(bot.id(), Kind::Encrypted);
    goes_through(&mina, &room, AGREES);
    let before = ground.synapse().devices(bot.account());
    assert_eq!(served.end().0, Some(0));

    let mut gone = 0;
    for file in fs::read_dir(bot.device_store()).unwrap() {
        let path = file.unwrap().path();
        if names.iter().any(|name| file_name(&path).starts_with(name)) {
            fs::remove_file(path).unwrap();
            gone += 1;
        }
    }
    assert!(gone > 0);
    // Said to the device that is no more.
    mina.says(&room, DEBRIEF[0].0);
    let served = bot.serve();
    mina.sees(&room, DEBRIEF[0].1);
    goes_through(&mina, &room, &DEBRIEF[1..4]);
    no_shield(&mina, &room);
    let after = ground.synapse().devices(bot.account());
    assert!(after.iter().any(|device| !before.contains(device)), "{before:?}, {after:?}");
    assert!(mina.devices(bot.id()).iter().all(|(_, signed)| *signed));
    assert_eq!(served.end().0, Some(0));
}

fn file_name(path: &Path) -> &str {
    path.file_name().and_then(|name| name.to_str()).unwrap()
}

fn deleted(ground: &Ground) {
    let bot = ground.bot();
    let served = bot.serve();
    let mina = ground.js("mina");
    let room = mina.opens_direct(bot.id(), Kind::Encrypted);
    goes_through(&mina, &room, AGREES);
    for device in ground.synapse().devices(bot.account()) {
        ground.synapse().delete_device(bot.account(), &device);
    }
    let (code, log) = served.ended();
    assert_eq!(code, Some(78), "{log}");
    assert!(log.contains("signed out") && log.contains("start Afterword again"), "{log}");
    // Her client knows of no device of the bot any more, so the key to this is given to nobody.
    mina.sees_devices(bot.id(), |devices| devices.is_empty());
    mina.says(&room, DEBRIEF[0].0);
    let served = bot.serve();
    mina.sees(&room, "I can’t read what you just sent");
    mina.sees_devices(bot.id(), |devices| devices.len() == 1);
    goes_through(&mina, &room, &DEBRIEF[..4]);
    no_shield(&mina, &room);
    assert_eq!(served.end().0, Some(0));
}

fn revoked(ground: &Ground) {
    let bot = ground.bot();
    let (token, device) = ground.synapse().log_in_as(bot.account());
    let file = bot.secret("token", &token);
    let bot = bot
        .without("AFTERWORD_MATRIX__PASSWORD_FILE")
        .with("AFTERWORD_MATRIX__ACCESS_TOKEN_FILE", &file)
        .with("AFTERWORD_MATRIX__DEVICE_ID", &device);
    let served = bot.serve();
    let mina = ground.nio("mina");
    agrees(&mina, bot.id(), Kind::Encrypted);
    ground.synapse().log_out_everywhere(bot.account());
    let (code, log) = served.ended();
    assert_eq!(code, Some(78), "{log}");
    assert!(log.contains("access token") && log.contains("make a new one"), "{log}");
    // Nothing begins without another token.
    let (code, log) = bot.serve().ended();
    assert_eq!(code, Some(78), "{log}");
    assert!(log.contains("matrix.access_token_file") && log.contains("matrix.device_id"), "{log}");
    assert!(!log.contains(&token), "{log}");
}

fn away(ground: &Ground) {
    let synapse = Synapse::start(&ground.tools);
    let bot = ground.bot_on(&synapse);
    let served = bot.serve();
    let mina = Client::nio(&ground.tools, &synapse, &synapse.register("mina"));
    let room = agrees(&mina, bot.id(), Kind::Encrypted);
    goes_through(&mina, &room, &DEBRIEF[..2]);
    synapse.stops();
    thread::scope(|scope| {
        // Her client goes on trying as well.
        let saying = scope.spawn(|| mina.says(&room, DEBRIEF[2].0));
        // Nothing tells when a minute is over.
        thread::sleep(Duration::from_secs(60));
        synapse.starts_again();
        saying.join().unwrap();
    });
    mina.sees(&room, DEBRIEF[2].1);
    goes_through(&mina, &room, &DEBRIEF[3..]);
    assert_eq!(mina.said(&room).len(), AGREES.len() + DEBRIEF.len(), "nothing was answered twice");
    assert_eq!(served.end().0, Some(0));
}

/// Ten messages at once, then one every five seconds: for three people who talk at once that is not enough.
fn limited(ground: &Ground) {
    let synapse = Synapse::start_with(&ground.tools, Limits::Usual);
    let bot = ground.bot_on(&synapse);
    let served = bot.serve();
    let names = ["mina", "ben", "ada"];
    let people = names.map(|name| Client::nio(&ground.tools, &synapse, &synapse.register(name)));
    thread::scope(|scope| {
        for person in &people {
            scope.spawn(|| {
                let room = person.opens_direct(bot.id(), Kind::Encrypted);
                goes_through(person, &room, AGREES);
                goes_through(person, &room, &DEBRIEF[..2]);
                assert_eq!(person.said(&room).len(), AGREES.len() + 2, "each once");
            });
        }
    });
    assert_eq!(served.end().0, Some(0));
}
