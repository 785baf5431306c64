//! What is lost or taken away: told once, and mended.

use super::square::{FOOT, Square};
use crate::{Test, ground::Ground};
use afterword_tests::matrix::{Event, Kind};
use serde_json::json;

pub(crate) const TESTS: &[(&str, Test)] = &[
    ("a_lost_power_is_told_once_and_works_again_when_it_is_back", power),
    ("a_pin_that_was_removed_stays_removed_and_each_post_is_pinned", pins),
    ("a_room_that_is_gone_is_told_once_and_the_series_goes_on_elsewhere", gone),
    ("an_upgraded_room_keeps_its_prompts", upgraded),
    ("a_room_that_says_it_is_another_s_successor_is_not_believed", usurped),
    ("a_room_that_sends_the_bot_away_is_forgotten", sent_away),
    ("a_community_that_asks_for_it_is_forgotten", asks),
];

fn power(ground: &Ground) {
    let bot = ground.running_bot();
    let square = Square::with_series(ground, bot.id(), Kind::Encrypted, "");
    let backroom = square.moderator.opens_room("Moderators", &[bot.id(), square.member.id()], Kind::Encrypted);
    square.moderator.sees_joining(&backroom, bot.id());
    square.orders(&format!("set moderators {backroom}"), "Noted.");
    square.powers(|powers| powers["events_default"] = json!(25));
    square.orders("post now", "is on its way");
    square.moderator.sees(&backroom, "“Look back”: posting doesn’t work. I lack the permission “send messages”.");
    square.orders("post now", "is on its way");
    square.powers(|powers| powers["events_default"] = json!(0));
    square.orders("list", "I lack the permission");
    square.posts();
    let list = square.orders("list", "“Look back” – next");
    assert!(!list.text().contains("I lack"), "{}", list.text());
    // Everybody can be pinged by those who have the power, and by nobody else.
    square.orders("change look back; ping: yes", "is changed");
    let post = square.posts();
    assert_eq!(post.content["m.mentions"], json!({}));
    square.moderator.sees(&backroom, "I lack the permission “mention the role”.");
    square.gives(bot.id(), 50);
    let post = square.posts();
    assert_eq!(post.content["m.mentions"], json!({"room": true}));
    let told = square.moderator.said(&backroom);
    assert_eq!(told.iter().filter(|told| told.text().contains("I lack")).count(), 2, "each once: {told:#?}");
}

fn pins(ground: &Ground) {
    let bot = ground.running_bot();
    let square = Square::with_series(ground, bot.id(), Kind::Plain, "; pin: yes");
    square.orders("set moderators here", "Noted.");
    square.posts();
    square.moderator.sees(&square.room, "pinning doesn’t work. I lack the permission “pin messages”.");
    square.gives(bot.id(), 50);
    let sees_pinned = |pinned: &str| {
        let pinned = json!([pinned]);
        square.moderator.sees_event(&square.room, "what is pinned", move |event| {
            event.kind == "m.room.pinned_events" && event.content["pinned"] == pinned
        });
    };
    let second = square.posts();
    sees_pinned(&second.id);
    square.moderator.sets(&square.room, "m.room.pinned_events", &json!({"pinned": ["$other"]}));
    let third = square.posts();
    let both = json!(["$other", third.id]);
    square.moderator.sees_event(&square.room, "what is pinned", move |event| {
        event.kind == "m.room.pinned_events" && event.content["pinned"] == both
    });
    let list = square.orders("list", "“Look back” – next");
    assert!(!list.text().contains("I lack") && !list.text().contains("doesn’t work"), "{}", list.text());
}

fn gone(ground: &Ground) {
    const GONE: &str = "posting doesn’t work. The channel is gone";
    let bot = ground.running_bot();
    let square = Square::with_series(ground, bot.id(), Kind::Plain, "");
    square.orders("set moderators here", "Noted.");
    let other = square.moderator.opens_room("Elsewhere", &[bot.id(), square.member.id()], Kind::Plain);
    square.moderator.sees_joining(&other, bot.id());
    square.orders(&format!("change look back; room: {other}"), "is changed");
    square.moderator.kicks(&other, bot.id());
    square.moderator.sees_event(&other, "that it is gone", |event| event.tells_of(bot.id(), "leave"));
    square.orders("post now", "is on its way");
    square.moderator.sees(&square.room, GONE);
    square.orders("list", "“Look back” – waits");
    square.orders("post now", "is on its way");
    square.moderator.sees(&square.room, GONE);
    square.orders("change look back; room: here", "is changed");
    square.posts();
    let list = square.orders("list", "“Look back” – next");
    assert!(!list.text().contains("gone"), "{}", list.text());
}

fn upgraded(ground: &Ground) {
    let bot = ground.running_bot();
    let square = Square::with_series(ground, bot.id(), Kind::Plain, "");
    let before = square.posts();
    let new = square.moderator.upgrades(&square.room, "12");
    square.moderator.invites(&new, bot.id());
    square.moderator.sees_joining(&new, bot.id());
    square.moderator.invites(&new, square.member.id());
    square.member.joins(&new);
    square.moderator.says(&new, "!afterword prompts post now");
    square.moderator.sees(&square.direct, "is on its way");
    let post = square.member.sees(&new, FOOT);
    assert_ne!(post.id, before.id);
    square.member.says(&new, "!afterword private");
    let direct = square.member.is_invited_by(bot.id());
    square.member.joins(&direct);
    square.member.sees(&direct, "Shall we start?");
}

fn usurped(ground: &Ground) {
    let bot = ground.running_bot();
    let square = Square::with_series(ground, bot.id(), Kind::Plain, "");
    // As a client makes a room that goes on from another, but the other knows nothing of it.
    let room = square.member.opens_room_after(&square.room, &[bot.id(), square.moderator.id()]);
    square.member.sees_joining(&room, bot.id());
    square.member.says(&room, "!afterword prompts list");
    let direct = square.member.is_invited_by(bot.id());
    square.member.joins(&direct);
    square.member.sees(&direct, "No series yet.");
}

fn sent_away(ground: &Ground) {
    let bot = ground.running_bot();
    let square = Square::with_series(ground, bot.id(), Kind::Plain, "");
    let joins = |event: &Event| event.tells_of(bot.id(), "join");
    let before = square.moderator.sees_event(&square.room, "that it came", joins).id;
    square.moderator.kicks(&square.room, bot.id());
    square.moderator.invites(&square.room, bot.id());
    square.moderator.sees_event(&square.room, "that it comes again", |event| joins(event) && event.id != before);
    square.orders("list", "No series yet.");
}

fn asks(ground: &Ground) {
    let bot = ground.running_bot();
    let square = Square::with_series(ground, bot.id(), Kind::Plain, "");
    square.orders("forget everything", "There’s no way back.");
    square.orders("list", "“Look back” – next");
    square.orders("forget everything, yes", "It’s gone, all of it.");
    square.orders("list", "No series yet.");
}
