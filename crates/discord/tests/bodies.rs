//! Every question of every talk, in every state that the walk reaches, is a message and a form
//! that Discord takes; what is pressed there is an answer that the core takes.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test")]

mod common;
#[path = "common/rules.rs"]
mod rules;

use afterword_core::{
    Command, Event, Id, Private, QuestionId, Say,
    ask::{Ask, Choice, Kind, Part, Stamp},
    event::Meaning,
    say::{Arg, Block},
    walk::turn,
};
use afterword_discord::{
    render::{self, Surface},
    used::{self, Used},
};
use afterword_engine::What;
use common::{SURFACES, bodies, everywhere, form, words};
use serde_json::Value;

#[test]
fn every_question_in_every_state_is_within_the_limits() {
    let words = words();
    let (mut messages, mut forms) = (0, 0);
    everywhere(|name, _, say| {
        for surface in SURFACES {
            for (_, path, body) in bodies(&words, say, surface) {
                let body = if path == common::CALLBACK { &body["data"] } else { &body };
                assert_eq!(rules::message(body), Vec::<String>::new(), "{name}");
                messages += 1;
            }
        }
        if let Some(ask) = &say.ask {
            assert_eq!(rules::form(&form(&words, ask)["data"]), Vec::<String>::new(), "{name}");
            forms += 1;
        }
    });
    println!("{messages} bodies of messages, {forms} forms");
    assert!(messages > 10_000 && forms > 1000, "the walk was short");
}

/// Nothing that can be pressed is refused, and every choice on offer can be pressed.
#[test]
fn whatever_can_be_pressed_is_taken() {
    let words = words();
    let mut presses = 0;
    everywhere(|name, person, say| {
        let Some(ask) = &say.ask else { return };
        let body = render::message(&words, say, Surface::Ephemeral);
        let rows = serde_json::to_value(&body.rows).unwrap();
        let mut chosen = 0;
        for component in rows.as_array().unwrap().iter().flat_map(|row| row["components"].as_array().unwrap()) {
            let id = component["custom_id"].as_str().unwrap();
            let values: Vec<Vec<String>> = match component["options"].as_array() {
                None => vec![Vec::new()],
                Some(options) => options.iter().map(|one| vec![one["value"].as_str().unwrap().to_owned()]).collect(),
            };
            for values in values {
                presses += 1;
                let Some(Used::Hear(what)) = used::component(id, &values) else { continue };
                let (meaning, stamp, answers) = match what {
                    What::Tapped { stamp, answers } => (Meaning::Answers(answers), stamp, true),
                    What::Pressed { stamp, command } => (Meaning::Command(command), stamp, false),
                    _ => panic!("{name}: {id}"),
                };
                chosen += usize::from(answers);
                let mut next = person.clone();
                let said = turn(&mut next, &Event::Heard { meaning, said: None, stamp: Some(stamp) });
                assert!(!said.is_empty() || next != *person, "{name}: {id} {values:?} met silence");
                let mut refused = said.iter().flat_map(|say| &say.blocks).map(|block| block.word.as_ref());
                let refused = refused.find(|word| word.starts_with("unclear") || *word == "stale");
                assert_eq!(refused, None, "{name}: {id} {values:?}");
            }
        }
        assert!(chosen >= words.offered(&ask.part.kind).len(), "{name}: a choice cannot be reached");
    });
    println!("{presses} presses");
}

fn asking(kind: Kind, rest: Vec<Part>) -> Say {
    let prompt = vec![Block::plain("interview-n4")];
    let part = Part { question: QuestionId::new("Q"), prompt, kind, skippable: true };
    let stamp = Stamp { talk: Id::minted(1, 1, 0), question: QuestionId::new("Q"), revision: 1 };
    Say { blocks: vec![Block::plain("mood-fair")], ask: Some(Ask { stamp, part, rest }), attachment: None }
}

fn things(n: u8, label: impl Fn(u8) -> String) -> Vec<Choice> {
    (0..n).map(|one| Choice::thing(Id::minted(1, 1, one), Private::new(label(one)))).collect()
}

fn all_bodies(say: &Say) -> Vec<Value> {
    let words = words();
    let bodies = SURFACES.into_iter().flat_map(|surface| bodies(&words, say, surface));
    bodies.map(|(_, path, body)| if path == common::CALLBACK { body["data"].clone() } else { body }).collect()
}

#[test]
fn what_people_write_breaks_no_limit() {
    for text in ["", " \n ", "x", &"é👍 *_~".repeat(700), &"x".repeat(4000), &"@everyone\n".repeat(400)] {
        for n in [1, 6, 26, 80] {
            let label = |one: u8| format!("{text}{one}");
            for kind in [
                Kind::Choice { choices: things(n, label), or_text: true },
                Kind::Several { choices: things(n, label), other: true },
            ] {
                let mut say = asking(kind, Vec::new());
                say.blocks
                    .extend((0..n).map(|_| Block::plain("line-build").with("what", Arg::Text(Private::new(text)))));
                for body in all_bodies(&say) {
                    assert_eq!(rules::message(&body), Vec::<String>::new(), "{n} of {:?}", text.get(..9));
                }
                assert_eq!(rules::form(&form(&words(), say.ask.as_ref().unwrap())["data"]), Vec::<String>::new());
            }
        }
    }
}

#[test]
fn what_is_too_long_goes_on_and_is_never_lost() {
    let say = |n: usize| {
        let block =
            |nth| Block::plain("line-build").with("what", Arg::Text(Private::new(format!("word{nth} ").repeat(60))));
        Say { blocks: (0..n).map(block).collect(), ask: asking(Kind::Text, Vec::new()).ask, attachment: None }
    };
    for (n, embeds, files) in [(1, 0, 0), (7, 1, 0), (17, 2, 0), (60, 0, 1)] {
        let say = say(n);
        let body = render::message(&words(), &say, Surface::Ephemeral);
        assert_eq!((body.embeds.len(), body.files.len()), (embeds, files), "{n}");
        let asked = words().block(&say.ask.as_ref().unwrap().part.prompt[0]);
        let last = body.embeds.last().unwrap_or(&body.content);
        assert!(last.ends_with(&asked), "the question stands last");
        let all = match body.files.first() {
            Some((_, bytes)) => String::from_utf8(bytes.clone()).unwrap(),
            None => format!("{}{}", body.content, body.embeds.concat()),
        };
        assert!((0..n).all(|nth| all.matches(&format!("word{nth} ")).count() + 1 >= 60), "{n}");
    }
}

#[test]
fn own_words_are_escaped_in_texts_and_plain_on_labels() {
    let choices = things(2, |one| format!("*{one}* <@1>"));
    let mut say = asking(Kind::Choice { choices, or_text: false }, Vec::new());
    say.blocks = vec![Block::plain("line-build").with("what", Arg::Text(Private::new("**@everyone**")))];
    let body = render::message(&words(), &say, Surface::Direct);
    assert!(body.content.contains(r"To build: \*\*\@everyone\*\*"), "{}", body.content);
    assert!(body.content.contains(r"1 – \*0\* \<\@1\>"), "{}", body.content);
    let rows = serde_json::to_value(&body.rows).unwrap();
    assert_eq!(rows[0]["components"][0]["label"], "*0* <@1>");
}

#[test]
fn forged_components_are_nothing() {
    let id = |value: &str| format!("v1:q83vAAAABwE:D4:12:{value}");
    for (id, values) in [
        (id("-one.0"), vec![]),
        (id("-one.0"), vec!["nno"; 2]),
        (id("-one.0"), vec!["s3"]),
        (id("-some.0"), vec!["nno", "-skip"]),
        (id("-some.0"), vec![""]),
        (id("x"), vec!["nno"]),
        ("v0".to_owned(), vec![]),
    ] {
        let values: Vec<String> = values.into_iter().map(str::to_owned).collect();
        assert!(used::component(&id, &values).is_none(), "{id} {values:?}");
    }
    assert!(used::filled(&id("-form"), Vec::new()).is_none());
    assert!(used::filled(&id("s3"), vec![Private::new("x")]).is_none());
    assert!(matches!(used::filled(&id("-form"), vec![Private::new("x")]), Some(What::Filled { .. })));
    assert!(matches!(used::component(&id("-form"), &[]), Some(Used::Form(_))));
    assert!(matches!(used::component(&id("-direct"), &[]), Some(Used::Direct(_))));
    let Some(Used::Hear(What::Pressed { command, .. })) = used::component(&id("-why"), &[]) else { panic!("no why") };
    assert_eq!(command, Command::Why);
}
