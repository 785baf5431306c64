//! A crash at each step of a run, enumerated: the process is killed before the homeserver has a
//! request, after it has it and before anybody hears so, and after that. Each run is one post.

use super::square::{FOOT, Square};
use crate::{Test, ground::Ground};
use afterword_tests::matrix::{Between, Event, Kind, Lost};
use std::fs;

pub(crate) const TESTS: &[(&str, Test)] = &[
    ("a_crash_at_any_step_of_a_run_leaves_one_post", |ground| crashes(ground, Kind::Plain)),
    ("a_crash_at_any_step_of_a_run_leaves_one_post_in_an_encrypted_room", |ground| crashes(ground, Kind::Encrypted)),
    ("a_crash_and_a_lost_device_leave_one_post", lost_device),
];

fn crashes(ground: &Ground, kind: Kind) {
    let between = Between::start(ground.synapse());
    let bot = ground.bot().with("AFTERWORD_MATRIX__HOMESERVER", &between.url());
    let mut served = bot.serve();
    let square = Square::with_series(ground, bot.id(), kind, "; pin: yes; thread: yes");
    square.orders("set reactions on", "Noted.");
    square.gives(bot.id(), 50);
    is_pinned(&square, &square.posts());
    // The whole of a run, as it is undisturbed: its requests are the steps.
    between.counts(&square.room);
    let whole = square.posts();
    is_pinned(&square, &whole);
    let steps = between.requests();
    assert!(steps.len() >= 6, "a post, a reaction, and two pins that are read and written: {steps:#?}");
    println!("{} steps:\n{}", steps.len(), steps.join("\n"));
    let mut posts = 2;
    for nth in 1..=steps.len() {
        for lost in Lost::ALL {
            between.loses(&square.room, nth, lost);
            square.moderator.says(&square.room, "!afterword prompts post now");
            between.is_reached();
            served.kill();
            served = bot.serve();
            let post = square.member.sees(&square.room, FOOT);
            is_pinned(&square, &post);
            posts += 1;
            assert_eq!(square.said().len(), posts, "step {nth}, {lost:?}: {:#?}", square.said());
        }
    }
    let reactions = square.moderator.timeline(&square.room).into_iter();
    let reactions = reactions.filter(|event| event.kind == "m.reaction" && event.sender == bot.id()).count();
    assert_eq!(reactions, posts);
    assert_eq!(square.pinned().len(), 1);
    assert_eq!(served.end().0, Some(0));
}

/// It is pinned, and nothing else is.
fn is_pinned(square: &Square, post: &Event) {
    let pinned = serde_json::json!([post.id]);
    square.member.sees_event(&square.room, "that it alone is pinned", move |event| {
        event.kind == "m.room.pinned_events" && event.content["pinned"] == pinned
    });
}

fn lost_device(ground: &Ground) {
    let between = Between::start(ground.synapse());
    let bot = ground.bot().with("AFTERWORD_MATRIX__HOMESERVER", &between.url());
    for kind in [Kind::Plain, Kind::Encrypted] {
        let served = bot.serve();
        let square = Square::with_series(ground, bot.id(), kind, "");
        square.posts();
        between.loses(&square.room, 1, Lost::Answer);
        square.moderator.says(&square.room, "!afterword prompts post now");
        between.is_reached();
        served.kill();
        // The next one signs in as a new device, for which the homeserver remembers no transaction.
        fs::remove_dir_all(bot.device_store()).unwrap();
        let served = bot.serve();
        square.member.sees(&square.room, FOOT);
        // What waited was seen through once the next one is there.
        square.posts();
        assert_eq!(square.said().len(), 3, "{kind:?}: {:#?}", square.said());
        assert_eq!(served.end().0, Some(0));
    }
}
