//! Who may not talk with it, and what an operator is told.

use crate::{
    Test,
    ground::Ground,
    steps::{AGREES, goes_through},
};
use afterword_tests::matrix::Kind;
use std::fs;

pub(crate) const TESTS: &[(&str, Test)] = &[
    ("somebody_who_is_not_on_the_list_is_told_so_and_left", not_on_the_list),
    ("check_says_that_the_bot_is_verified_and_backed_up", checked),
    ("a_wrong_passphrase_ends_the_start_and_says_what_to_do", wrong_passphrase),
    ("a_second_process_on_the_same_device_ends_at_once", second_process),
];

fn not_on_the_list(ground: &Ground) {
    let [mina, ben] = ["mina", "ben"].map(|name| ground.nio(name));
    let bot = ground.bot().with("AFTERWORD_MATRIX__ALLOW", &format!("[\"{}\"]", mina.id()));
    let served = bot.serve();
    let room = ben.opens_direct(bot.id(), Kind::Plain);
    ben.sees(&room, "I’m not open to everybody");
    ben.sees_event(&room, "that it leaves", |event| event.tells_of(bot.id(), "leave"));
    let room = mina.opens_direct(bot.id(), Kind::Encrypted);
    goes_through(&mina, &room, AGREES);
    assert_eq!(served.end().0, Some(0));
}

fn checked(ground: &Ground) {
    let bot = ground.bot();
    let served = bot.serve();
    let mina = ground.nio("mina");
    let room = mina.opens_direct(bot.id(), Kind::Encrypted);
    let check = bot.run(&["check", "--matrix", "--data", "data"]);
    println!("{}{}", check.stdout, check.stderr);
    assert_eq!(check.code, Some(0), "{}{}", check.stdout, check.stderr);
    // It went on meanwhile.
    goes_through(&mina, &room, AGREES);
    assert_eq!(served.end().0, Some(0));
}

fn wrong_passphrase(ground: &Ground) {
    let bot = ground.bot();
    let served = bot.serve();
    let mina = ground.nio("mina");
    mina.opens_direct(bot.id(), Kind::Encrypted);
    assert_eq!(served.end().0, Some(0));
    // Another device, and nothing to sign it with.
    fs::remove_dir_all(bot.device_store()).unwrap();
    let path = bot.secret("recovery", "not that one");
    let (code, log) = bot.serve().ended();
    assert_eq!(code, Some(78), "{log}");
    assert!(log.contains("matrix.recovery_passphrase_file") && !log.contains("not that one"), "{path}: {log}");
}

fn second_process(ground: &Ground) {
    let bot = ground.bot();
    let served = bot.serve();
    let mina = ground.nio("mina");
    let room = mina.opens_direct(bot.id(), Kind::Encrypted);
    let (code, log) = bot.serve().ended();
    assert_eq!(code, Some(75), "{log}");
    goes_through(&mina, &room, AGREES);
    assert_eq!(served.end().0, Some(0));
}
