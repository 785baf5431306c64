//! What a room is sent, held against what it takes.

use super::*;
use afterword_core::{
    Person,
    say::Arg,
    walk::{TALKS, answered, context, samples_at, settings, turn, walk},
};

/// The tags that a formatted body may have (`client-server-api`, `m.room.message`), as far as they are used here.
const TAGS: [&str; 10] = ["<p>", "</p>", "<ul>", "</ul>", "<li>", "</li>", "</ol>", "<br>", "<em>", "</em>"];

fn words() -> Words {
    Words::load("en-GB").expect("they load")
}

/// A sentence that shows somebody their own words.
fn quoted(text: &str) -> Say {
    let block = Block::plain("card-first").with("text", Arg::Text(text.into()));
    Say { blocks: vec![block], ask: None, attachment: None }
}

/// All that stands between pointed brackets.
fn tags(html: &str) -> impl Iterator<Item = &str> {
    html.match_indices('<').map(|(at, _)| {
        let end = html[at..].find('>').expect("each tag ends");
        &html[at..=at + end]
    })
}

fn check(name: &str, messages: &[Message]) {
    for message in messages {
        let content = message.content(None);
        assert_eq!(content["msgtype"], "m.notice", "{name}");
        assert_eq!(content["m.mentions"], json!({}), "{name}");
        assert!(!message.plain.trim().is_empty(), "{name}");
        assert!(content.to_string().len() < 45_000, "{name}");
        for tag in tags(&message.html) {
            assert!(TAGS.contains(&tag) || tag.starts_with("<ol start=\""), "{name}: {tag}");
        }
    }
}

#[test]
fn whatever_is_said_anywhere_is_a_message_that_a_room_takes() {
    let words = words();
    let mut messages = 0;
    let mut see = |name: &str, say: &Say| {
        let rendered = super::messages(&words, say);
        check(name, &rendered);
        messages += rendered.len();
    };
    for talk in TALKS {
        for (position, person) in walk(talk).expect("it is walked").positions {
            let name = format!("{talk} at {position:?}");
            if let Some(ask) = asked(&person) {
                see(&name, &Say { blocks: Vec::new(), ask: Some(ask), attachment: None });
            }
            for sample in samples_at(&person) {
                let mut next = person.clone();
                turn(&mut next, &answered(&sample)).iter().for_each(|say| see(&name, say));
            }
        }
    }
    assert!(messages > 3_000, "the walk was short: {messages}");
}

fn asked(person: &Person) -> Option<afterword_core::Ask> {
    let settings = settings();
    person.current_ask(&context(&settings))
}

#[test]
fn what_people_wrote_is_text_and_nothing_else() {
    let words = words();
    let evil = "<img src=x onerror=alert(1)> & \"quotes\" </p><a href='javascript:x'>\n@room !x:y \u{202e}";
    let messages = super::messages(&words, &quoted(evil));
    check("evil", &messages);
    assert!(messages[0].plain.contains("<img src=x"), "it comes back as it was");
    assert!(messages[0].html.contains("&lt;img src=x") && messages[0].html.contains("<br>@room"));
}

#[test]
fn what_is_long_goes_on_in_the_next_message_and_loses_nothing() {
    let words = words();
    for text in ["word ".repeat(40_000), "<".repeat(90_000), "ü\n".repeat(60_000)] {
        let messages = super::messages(&words, &quoted(&text));
        assert!(messages.len() > 1);
        check("long", &messages);
        let all: String = messages.iter().map(|message| message.plain.replace("\n\n", "")).collect();
        let squeezed = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        assert!(squeezed(&all).ends_with(&squeezed(&text)));
    }
}

#[test]
fn choices_stand_under_the_numbers_that_are_typed_for_them() {
    let list =
        Paragraph::numbered([(1, "yes".to_owned()), (2, "a & b".to_owned()), (9, "none".to_owned())].into_iter());
    assert_eq!(list.plain, "1. yes\n2. a & b\n9. none");
    assert_eq!(list.html, "<ol start=\"1\"><li>yes</li><li>a &amp; b</li></ol><ol start=\"9\"><li>none</li></ol>");
}

#[test]
fn points_that_stand_together_are_one_list() {
    let messages = pieces::of(&["· one", "· two", "three"].map(|text| Paragraph::text(text.to_owned())));
    assert_eq!(messages[0].plain, "· one\n· two\n\nthree");
    assert_eq!(messages[0].html, "<ul><li>one</li><li>two</li></ul><p>three</p>");
}

#[test]
fn an_answer_in_a_thread_stays_in_it() {
    let message = note(&words(), Block::plain("layout-skip"));
    let relation = message.content(Some(Thread { root: "$root", answers: "$last" }))["m.relates_to"].clone();
    assert_eq!(relation["rel_type"], "m.thread");
    assert_eq!((relation["event_id"].as_str(), relation["is_falling_back"].as_bool()), (Some("$root"), Some(true)));
    assert_eq!(relation["m.in_reply_to"]["event_id"], "$last");
}
