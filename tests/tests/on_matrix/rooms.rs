//! Rooms: who is in them, and what may be said there.

use crate::{
    Test,
    ground::Ground,
    steps::{AGREES, DEBRIEF, agrees, goes_through},
};
use afterword_tests::matrix::{Between, Client, Kind};
use serde_json::json;

pub(crate) const TESTS: &[(&str, Test)] = &[
    ("among_others_it_speaks_when_addressed_and_answers_in_a_direct_room", among_others),
    ("it_leaves_with_the_person_and_comes_back_when_invited", leaves),
    ("a_ban_ends_a_room_and_nothing_else", banned),
    ("an_upgraded_room_is_followed", upgraded),
    ("what_was_said_before_it_came_is_not_answered", before_it_came),
    ("an_invitation_that_waits_is_answered_after_a_restart", waits),
];

fn among_others(ground: &Ground) {
    let bot = ground.running_bot();
    let [mina, ben] = ["mina", "ben"].map(|name| ground.nio(name));
    let room = mina.opens_room("The long wait", &[bot.id(), ben.id()], Kind::Plain);
    mina.sees_joining(&room, bot.id());
    ben.is_invited_by(mina.id());
    ben.joins(&room);
    mina.sees_joining(&room, ben.id());
    mina.says(&room, "hello everybody");
    mina.says(&room, "debrief");
    mina.says(&room, "!afterword");
    mina.sees(&room, "I talk in direct messages only");
    mina.says(&room, "!afterword hello");
    mina.sees(&room, "I’ve written to you in a direct message.");
    let direct = mina.is_invited_by(bot.id());
    mina.joins(&direct);
    mina.sees(&direct, AGREES[0].1);
    goes_through(&mina, &direct, &AGREES[1..]);
    let mention = json!({
        "msgtype": "m.text", "body": "afterword: privacy", "m.mentions": {"user_ids": [bot.id()]},
        "format": "org.matrix.custom.html",
        "formatted_body": format!("<a href=\"https://matrix.to/#/{}\">afterword</a>: privacy", bot.id()),
    });
    mina.sends(&room, "m.room.message", &mention);
    mina.sees(&room, "I’ve written to you in a direct message.");
    mina.sees(&direct, "Moderators never see your answers");
    let said = mina.said(&room).into_iter().filter(|event| event.sender == bot.id()).count();
    assert_eq!(said, 3, "what was not said to it is not answered: {:#?}", mina.said(&room));
    assert!(mina.said(&direct).iter().all(|said| said.encrypted), "{:#?}", mina.said(&direct));
    let told = ben.seen(&room).into_iter().filter(|event| event.sender == bot.id() && event.is_message());
    assert!(told.into_iter().all(|event| !event.text().contains("Shall we start?")));
}

fn leaves(ground: &Ground) {
    let bot = ground.running_bot();
    let mina = ground.nio("mina");
    let room = agrees(&mina, bot.id(), Kind::Encrypted);
    goes_through(&mina, &room, &DEBRIEF[..2]);
    mina.leaves(&room);
    let again = mina.opens_direct(bot.id(), Kind::Encrypted);
    goes_through(&mina, &again, &DEBRIEF[2..4]);
}

fn banned(ground: &Ground) {
    let bot = ground.running_bot();
    let mina = ground.nio("mina");
    let room = mina.asks_for_direct_as_owner(bot.id(), Kind::Encrypted);
    mina.sees_joining(&room, bot.id());
    goes_through(&mina, &room, AGREES);
    mina.bans(&room, bot.id());
    let again = mina.opens_direct(bot.id(), Kind::Encrypted);
    goes_through(&mina, &again, &DEBRIEF[..2]);
}

fn upgraded(ground: &Ground) {
    let bot = ground.running_bot();
    let mina = ground.nio("mina");
    let room = agrees(&mina, bot.id(), Kind::Encrypted);
    goes_through(&mina, &room, &DEBRIEF[..2]);
    let new = mina.upgrades(&room, "11");
    mina.invites(&new, bot.id());
    mina.sees_joining(&new, bot.id());
    goes_through(&mina, &new, &DEBRIEF[2..4]);
}

fn before_it_came(ground: &Ground) {
    let bot = ground.bot();
    let mina = ground.nio("mina");
    // Invited, and talked to, before it was ever started.
    let room = mina.asks_for_direct(bot.id(), Kind::Plain);
    mina.says(&room, "hello");
    mina.says(&room, "is anybody there?");
    let served = bot.serve();
    mina.sees_joining(&room, bot.id());
    goes_through(&mina, &room, AGREES);
    assert_eq!(said_by(&mina, &room, bot.id()), AGREES.len());
    assert_eq!(served.end().0, Some(0));
    let served = bot.serve();
    goes_through(&mina, &room, &DEBRIEF[..2]);
    assert_eq!(said_by(&mina, &room, bot.id()), AGREES.len() + 2, "a restart repeats nothing");
    assert_eq!(served.end().0, Some(0));
}

fn said_by(person: &Client, room: &str, who: &str) -> usize {
    person.said(room).iter().filter(|event| event.sender == who).count()
}

fn waits(ground: &Ground) {
    let between = Between::start(ground.synapse());
    let bot = ground.bot().with("AFTERWORD_MATRIX__HOMESERVER", &between.url());
    let served = bot.serve();
    let [mina, ben] = ["mina", "ben"].map(|name| ground.nio(name));
    let before = agrees(&ben, bot.id(), Kind::Encrypted);
    between.lets_in(false);
    let room = mina.asks_for_direct(bot.id(), Kind::Encrypted);
    served.logs("an invitation could not be answered");
    // What happens meanwhile goes on, and moves the bot on.
    goes_through(&ben, &before, &DEBRIEF[..2]);
    served.kill();
    between.lets_in(true);
    let served = bot.serve();
    mina.sees_joining(&room, bot.id());
    goes_through(&mina, &room, AGREES);
    goes_through(&ben, &before, &DEBRIEF[2..4]);
    assert_eq!(served.end().0, Some(0));
}
