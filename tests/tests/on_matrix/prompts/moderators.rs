//! Who is no moderator changes nothing, and the log shows the try.

use super::square::{Square, by_itself};
use crate::{Test, ground::Ground};
use afterword_tests::matrix::{Client, Kind};
use serde_json::json;

pub(crate) const TESTS: &[(&str, Test)] = &[
    ("who_is_no_moderator_changes_nothing_and_the_log_shows_the_try", no_moderator),
    ("only_those_on_the_list_are_moderators", not_on_the_list),
    ("a_forged_post_opens_nothing", forged),
    ("a_room_of_another_is_for_its_moderators", another_room),
    ("a_direct_room_is_no_place_for_prompts", direct_room),
];

const NO_MODERATOR: &str = "That’s for moderators here";

fn no_moderator(ground: &Ground) {
    let bot = ground.running_bot();
    let square = Square::with_series(ground, bot.id(), Kind::Plain, "");
    let member = tries(&square.member, &square.room, bot.id(), None);
    // They are one, and a moment later they are none any more.
    square.gives(square.member.id(), 50);
    square.member.says(&square.room, "!afterword prompts pause");
    square.member.sees(&member, "is paused");
    square.gives(square.member.id(), 49);
    tries(&square.member, &square.room, bot.id(), Some(&member));
    // An edit is no order.
    let said = square.moderator.says(&square.room, "I’d say");
    square.moderator.edits(&square.room, &said, "!afterword prompts delete");
    let log = square.orders("log", "posted at once");
    assert!(log.text().contains("no moderator: tried “posted at once"), "{}", log.text());
    assert!(log.text().contains("paused"), "{}", log.text());
    square.orders("list", "“Look back” – paused");
    assert_eq!(square.said().len(), 0, "{:#?}", square.said());
}

/// Orders something without being a moderator; where they were told so.
fn tries(member: &Client, room: &str, bot: &str, direct: Option<&str>) -> String {
    member.says(room, "!afterword prompts post now");
    let direct = direct.map_or_else(
        || {
            let direct = member.is_invited_by(bot);
            member.joins(&direct);
            direct
        },
        str::to_owned,
    );
    member.sees(&direct, NO_MODERATOR);
    direct
}

fn not_on_the_list(ground: &Ground) {
    let bot = ground.bot().with("AFTERWORD_MATRIX__MODERATORS", "[\"@somebody:test\"]");
    let served = bot.serve();
    let square = Square::of(ground, bot.id(), Kind::Plain);
    square.moderator.sees(&square.direct, NO_MODERATOR);
    assert_eq!(served.end().0, Some(0));
}

fn forged(ground: &Ground) {
    let bot = ground.running_bot();
    let square = Square::with_series(ground, bot.id(), Kind::Plain, "");
    let post = square.posts();
    let forged = square.member.sends(&square.room, "m.room.message", &post.content);
    square.member.replies(&square.room, &forged, "!afterword private");
    square.member.sees(&square.room, "I can’t see a prompt of mine that this belongs to.");
}

fn another_room(ground: &Ground) {
    let bot = ground.running_bot();
    let square = Square::of(ground, bot.id(), Kind::Plain);
    // The member has a room of their own, with somebody else and the bot.
    let other = square.member.opens_room("Elsewhere", &[bot.id(), square.moderator.id()], Kind::Plain);
    square.member.sees_joining(&other, bot.id());
    square.moderator.is_invited_by(square.member.id());
    square.moderator.joins(&other);
    let series = format!("new There; {}; room: {other}", by_itself());
    square.orders(&series, "you’re no moderator there");
    square.orders(&format!("set moderators {other}"), "you’re no moderator there");
    let mine = square.moderator.opens_room("Mine too", &[bot.id(), square.member.id()], Kind::Plain);
    square.moderator.sees_joining(&mine, bot.id());
    square.orders(&format!("new Here; {}; room: {mine}", by_itself()), "“Here” is set up.");
    square.orders("post now", "is on its way");
    let post = square.moderator.sees(&mine, super::square::FOOT);
    // A series that posts elsewhere is answered there too.
    square.moderator.replies(&mine, &post.id, "!afterword");
    square.moderator.sees(&square.direct, "Shall we start?");
}

fn direct_room(ground: &Ground) {
    let bot = ground.running_bot();
    let mina = ground.nio("mina");
    let room = crate::steps::agrees(&mina, bot.id(), Kind::Encrypted);
    mina.says(&room, "!afterword prompts");
    mina.sees(&room, "no prompts go up here");
    let mention = json!({"msgtype": "m.text", "body": "prompts", "m.mentions": {"user_ids": [bot.id()]}});
    mina.sends(&room, "m.room.message", &mention);
    mina.sees(&room, "no prompts go up here");
}
