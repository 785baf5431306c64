//! From a prompt to a finished debrief, of which the room learns nothing.

use super::square::{OWN, Square, series};
use crate::{
    Test,
    ground::Ground,
    steps::{AGREES, DEBRIEF, goes_through},
};
use afterword_tests::matrix::{Between, Event, Kind};

pub(crate) const TESTS: &[(&str, Test)] = &[
    ("not_a_word_of_a_talk_that_a_prompt_opened_is_seen_by_others", debrief),
    ("a_reaction_opens_a_talk_where_moderators_let_it", reaction),
    ("the_first_word_in_a_room_can_be_read_whenever_the_bot_hears_of_who_is_invited", by_halves),
];

const MARKER: &str = "pelargonium";
const SHARED: &str = "I wrote one <b>line</b> down. @room";

fn debrief(ground: &Ground) {
    let bot = ground.bot().with("AFTERWORD_LOG__LEVEL", "trace");
    let served = bot.serve();
    let square = Square::of(ground, bot.id(), Kind::Encrypted);
    square.orders("set moderators here", "Noted.");
    square.orders(OWN, "One prompt added.");
    square.orders(&format!("{}; thread: yes", series()), "is set up");
    let post = square.posts();
    let (member, room) = (&square.member, &square.room);
    member.says_in_thread(room, &post.id, "!afterword");
    let direct = member.is_invited_by(bot.id());
    member.joins(&direct);
    member.sees(&direct, AGREES[0].1);
    goes_through(member, &direct, &AGREES[1..3]);
    member.says(&direct, "Portugal");
    member.sees(&direct, "This stays between us.");
    for (says, sees) in &DEBRIEF[1..4] {
        member.says(&direct, &says.replace("Leeds", MARKER));
        member.sees(&direct, sees);
    }
    goes_through(member, &direct, &[("4", "How much do you have in you?"), ("short", DEBRIEF[4].1)]);
    member.says(&direct, &format!("Why {MARKER}?"));
    member.sees(&direct, "That’s one.");
    goes_through(member, &direct, &[("Why do you want to work here?", "That’s 2.")]);
    goes_through(member, &direct, &DEBRIEF[7..10]);
    goes_through(member, &direct, &[("5 2", "which skill"), ("evidence", "which skill")]);
    goes_through(member, &direct, &DEBRIEF[12..]);

    goes_through(
        member,
        &direct,
        &[("share", "Only what you write now is shown there."), (SHARED, "how it would read")],
    );
    assert_eq!(
        square.said().iter().filter(|said| said.text().contains("one <b>line</b>")).count(),
        0,
        "only previewed"
    );
    goes_through(member, &direct, &[("2", "It’s on its way to the channel.")]);
    let shared = square.moderator.sees(room, "shares this");
    is_a_share(&shared, &post);
    member.says(&direct, "take back my share");
    member.sees(&direct, "I’m taking it out of the channel.");
    member.sees_event(room, "that it is taken back", |event| {
        event.kind == "m.room.redaction" && event.sender == bot.id()
    });

    for (order, sees) in
        [("numbers", "fewer than 5 people"), ("log", "posted at once"), ("list", "Look back"), ("show", "Look back")]
    {
        square.orders(order, sees);
    }
    let seen = [square.moderator.timeline(room), square.moderator.timeline(&square.direct)].concat();
    assert!(seen.iter().all(|event| event.read || event.sender != bot.id()), "{seen:#?}");
    let told: Vec<_> = seen.iter().filter(|event| event.content.to_string().contains(MARKER)).collect();
    assert!(told.is_empty(), "{told:#?}");
    let of_member =
        seen.iter().filter(|event| event.sender == bot.id() && event.content.to_string().contains(member.id()));
    assert_eq!(of_member.count(), 0, "nobody is named");
    let (code, log) = served.end();
    assert_eq!(code, Some(0), "{log}");
    assert!(!log.contains(MARKER) && !log.contains("one <b>line"), "the log holds what was said");
}

/// In the thread of the post, as text, to nobody in particular.
fn is_a_share(shared: &Event, post: &Event) {
    assert!(shared.encrypted && shared.text().contains(SHARED), "{shared:?}");
    assert_eq!((shared.relation(), shared.relates_to()), (Some("m.thread"), Some(post.id.as_str())));
    assert_eq!(shared.content["m.mentions"], serde_json::json!({}));
    assert!(shared.content["formatted_body"].as_str().is_some_and(|html| html.contains("one &lt;b&gt;line")));
}

fn reaction(ground: &Ground) {
    let bot = ground.running_bot();
    let square = Square::with_series(ground, bot.id(), Kind::Plain, "");
    let (member, room) = (&square.member, &square.room);
    let silent = square.posts();
    member.reacts(room, &silent.id, "🔒");
    square.orders("set reactions on", "Noted.");
    let post = square.posts();
    let taps = |event: &Event| {
        event.kind == "m.reaction" && event.sender == bot.id() && event.relates_to() == Some(post.id.as_str())
    };
    let tapped = member.sees_event(room, "a reaction to tap", taps);
    assert_eq!(tapped.content["m.relates_to"]["key"], "🔒");
    member.reacts(room, &post.id, "👍");
    member.reacts(room, &post.id, "🔒");
    let direct = member.is_invited_by(bot.id());
    member.joins(&direct);
    member.sees(&direct, AGREES[0].1);
    let said = square.said();
    assert_eq!(said.len(), 2, "the room is told nothing: {said:#?}");
}

fn by_halves(ground: &Ground) {
    let between = Between::start(ground.synapse());
    let bot = ground.bot().with("AFTERWORD_MATRIX__HOMESERVER", &between.url());
    let served = bot.serve();
    let square = Square::with_series(ground, bot.id(), Kind::Plain, "");
    let (member, post) = (&square.member, square.posts());
    between.halves();
    member.says_in_thread(&square.room, &post.id, "!afterword");
    let direct = member.is_invited_by(bot.id());
    member.joins(&direct);
    let first = member.sees(&direct, AGREES[0].1);
    assert!(first.encrypted && first.read, "{first:?}");
    let (code, log) = served.end();
    assert_eq!(code, Some(0), "{log}");
}
