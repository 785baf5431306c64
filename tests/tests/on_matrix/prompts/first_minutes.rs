//! The first five minutes of a moderator, and what goes up then.

use super::square::{FOOT, Square, by_itself};
use crate::{Test, ground::Ground};
use afterword_tests::matrix::{Event, Kind};
use serde_json::json;

pub(crate) const TESTS: &[(&str, Test)] = &[
    ("the_first_five_minutes_of_a_moderator", first_five_minutes),
    ("files_bring_and_take_prompts_and_days_without_one", files),
    ("a_picture_goes_along_with_its_prompt", picture),
    ("members_suggest_and_moderators_decide", suggestions),
];

fn first_five_minutes(ground: &Ground) {
    let bot = ground.running_bot();
    let square = Square::of(ground, bot.id(), Kind::Encrypted);
    square.moderator.sees(&square.direct, "No series yet.");
    square.moderator.sees(&square.direct, "What you can write after “prompts”");
    let new = format!("new Kind words; {}; themes: kindness; thread: yes", by_itself());
    let made = square.orders(&new, "“Kind words” is set up.");
    assert!(made.text().contains("Next: ") && made.encrypted, "{made:?}");
    square.orders("show kind words", "“Kind words”");
    square.orders("preview", "This is what “Kind words” would post next.");
    let preview = square.moderator.sees(&square.direct, FOOT);
    assert_eq!(square.said().len(), 0, "nothing stands in the room yet");
    square.orders("post now", "is on its way");
    let post = square.member.sees(&square.room, FOOT);
    is_a_post(&post, preview.text());
    square.orders("list", "“Kind words” – next");
    assert_eq!(square.said().len(), 1, "{:#?}", square.said());
}

/// A text of the bot, encrypted, which mentions nobody.
fn is_a_post(post: &Event, text: &str) {
    assert_eq!((post.text(), post.encrypted), (text, true));
    assert_eq!((&post.content["msgtype"], &post.content["m.mentions"]), (&json!("m.text"), &json!({})));
    assert!(post.content["org.afterword.post"]["run"].is_string(), "{post:?}");
}

fn files(ground: &Ground) {
    const LIBRARY: &str =
        "[[prompt]]\ntext = \"Who could you thank?\"\ntheme = \"ours\"\n\n[[prompt]]\ntext = \"And you?\"\n";
    const CALENDAR: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\n\
        DTSTART;VALUE=DATE:20991225\r\nSUMMARY:Far away\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let bot = ground.running_bot();
    for kind in [Kind::Encrypted, Kind::Plain] {
        let square = Square::of(ground, bot.id(), kind);
        square.orders("import", "Send the file here first");
        let file = square.moderator.sends_file(&square.room, "ours.toml", LIBRARY);
        square.moderator.replies(&square.room, &file, "!afterword prompts import");
        square.moderator.sees(&square.direct, "2 prompts added.");
        square.moderator.sends_file_saying(&square.room, "more.csv", "text\nOne more?\n", "!afterword prompts import");
        square.moderator.sees(&square.direct, "One prompt added.");
        let broken = square.moderator.sends_file(&square.room, "broken.toml", "[[prompt]]\nsaid = \"x\"\n");
        square.moderator.replies(&square.room, &broken, "!afterword prompts import");
        square.moderator.sees(&square.direct, "Line 2");
        square.orders("library", "3 prompts of your own");
        square.moderator.says(&square.room, "!afterword prompts export");
        let file = |event: &Event| event.content["msgtype"] == "m.file" && event.text() == "prompts.toml";
        let exported = square.moderator.sees_event(&square.direct, "the library", file);
        let exported = square.moderator.opens_file(&exported);
        assert!(["Who could you thank?", "One more?"].iter().all(|text| exported.contains(text)), "{exported}");
        square.orders(&format!("new Ours; {}; themes: ours", by_itself()), "is set up");
        let calendar = square.moderator.sends_file(&square.room, "free.ics", CALENDAR);
        square.moderator.replies(&square.room, &calendar, "!afterword prompts holidays ours");
        square.moderator.sees(&square.direct, "“Ours” is changed.");
    }
}

fn picture(ground: &Ground) {
    // The first bytes say that it is one; nobody looks at the others.
    const GIF: &str = "GIF89a and so on";
    let bot = ground.running_bot();
    for kind in [Kind::Plain, Kind::Encrypted] {
        let square = Square::of(ground, bot.id(), kind);
        let add = "!afterword prompts add ours, next: What do you see?";
        square.moderator.sends_picture_saying(&square.room, "tree.gif", GIF, add);
        square.moderator.sees(&square.direct, "One prompt added.");
        square.orders(&format!("new Ours; {}; themes: ours", by_itself()), "is set up");
        square.orders("post now", "is on its way");
        square.member.sees(&square.room, "What do you see?");
        let is_picture = |event: &Event| event.content["msgtype"] == "m.image" && event.sender == bot.id();
        let shown = square.member.sees_event(&square.room, "the picture", is_picture);
        let encrypted = kind == Kind::Encrypted;
        assert_eq!((shown.encrypted, shown.content.get("file").is_some()), (encrypted, encrypted), "{shown:?}");
        assert_eq!(square.member.opens_file(&shown), GIF);
    }
}

fn suggestions(ground: &Ground) {
    let bot = ground.running_bot();
    let square = Square::of(ground, bot.id(), Kind::Plain);
    square.orders("set moderators here", "Noted.");
    square.member.says(&square.room, "!afterword suggest What did you *not* say?");
    let direct = square.member.is_invited_by(bot.id());
    square.member.joins(&direct);
    square.member.sees(&direct, "The moderators will look at it");
    square.moderator.sees(&square.room, "A member suggests a prompt: What did you *not* say?");
    square.orders("accept", "It’s in the library now");
    square.member.sees(&direct, "Your suggestion is among the prompts now.");
}
