//! Slash commands: what they mean, and when they are registered anew.

#![allow(clippy::unwrap_used, clippy::type_complexity, reason = "a test")]

use afterword_core::{
    Command,
    say::{Arg, Block},
    vocabulary::{Length, News},
};
use afterword_discord::{
    commands::{self, Commands},
    with_slashes,
};
use afterword_words::Words;
use serde_json::Value;
use std::sync::Arc;

#[test]
fn a_command_means_what_its_options_say() {
    let words = Arc::new(Words::load("en-GB").unwrap());
    let commands = Commands::new(Arc::clone(&words), Vec::new());
    let of = |name: &str, options: &[(&str, &str)]| {
        commands.chosen(name, options.iter().copied()).map(|chosen| (chosen.command, chosen.job))
    };
    #[rustfmt::skip]
    let table: [(&str, &[(&str, &str)], Option<(Command, Option<String>)>); 10] = [
        ("help",    &[],                                  Some((Command::Help, None))),
        ("debrief", &[],                                  Some((Command::Debrief(None), None))),
        ("debrief", &[("length", "short")],               Some((Command::Debrief(Some(Length::Short)), None))),
        ("debrief", &[("job", "Leeds"), ("length", "full")], Some((Command::Debrief(Some(Length::Full)), Some("Leeds".into())))),
        ("heard",   &[("news", "taken-back")],            Some((Command::Heard(Some(News::TakenBack)), None))),
        ("heard",   &[("news", "nonsense")],              None),
        ("help",    &[("job", "Leeds")],                  None),
        ("sheet",   &[("x", "y")],                        None),
        ("dance",   &[],                                  None),
        ("",        &[],                                  None),
    ];
    for (name, options, meant) in table {
        assert!(of(name, options) == meant, "{name} {options:?}");
    }
    assert!(commands::is_job(&words, "job") && !commands::is_job(&words, "news"));
    // Whatever is registered is understood.
    let all = serde_json::to_value(commands.all()).unwrap();
    let names: Vec<&str> = all.as_array().unwrap().iter().filter_map(|one| one["name"].as_str()).collect();
    assert_eq!(names.len(), 31);
    assert!(names.iter().all(|name| of(name, &[]).is_some() || commands.of_server(name).is_some()));
}

#[test]
fn sentences_name_commands_by_their_slash_and_leave_own_words_alone() {
    let words = with_slashes(&Words::load("en-GB").unwrap()).unwrap();
    let said = |word: &'static str| words.block(&Block::plain(word));
    assert!(said("help-next").starts_with("Three ways to begin: “/debrief” looks back at an interview, “/interview”"));
    // However it is typed elsewhere.
    assert!(said("visit-paused").ends_with("“/resume” brings it back."), "{}", said("visit-paused"));
    assert!(said("remind-writing").contains("“/letters” asks for it in writing"));
    // What is no command of ours.
    assert_eq!(said("layout-skip"), "“Skip” is fine.");
    let found = Block::plain("unclear-nothing-open").with("found", Arg::Text("debrief".into()));
    let found = words.block(&found);
    assert!(found.starts_with("I read “debrief”, ") && found.contains(" “/debrief” looks back"), "{found}");
}

#[test]
fn names_and_descriptions_are_within_the_limits() {
    for locale in Words::locales() {
        let words = Arc::new(Words::load(locale).unwrap());
        let others = vec![("fr".to_owned(), Arc::clone(&words))];
        let commands = Commands::new(words, others);
        let all = serde_json::to_value(commands.all()).unwrap();
        for command in all.as_array().unwrap() {
            within(command);
            for option in command["options"].as_array().into_iter().flatten() {
                within(option);
                for choice in option["choices"].as_array().into_iter().flatten() {
                    assert!((1..=100).contains(&chars(&choice["name"])), "{choice}");
                }
            }
            // What is for servers is offered in servers alone, and installed there.
            let of_server = commands.of_server(command["name"].as_str().unwrap()).is_some();
            let places = if of_server { serde_json::json!([0]) } else { serde_json::json!([0, 1]) };
            assert_eq!(command["contexts"], places);
            assert_eq!(command["integration_types"], places);
        }
    }
}

fn within(described: &Value) {
    for name in [&described["name"], &described["name_localizations"]["fr"]] {
        let plain = |c: char| (c.is_alphanumeric() || c == '-' || c == '_') && c.to_lowercase().eq([c]);
        assert!((1..=32).contains(&chars(name)) && name.as_str().unwrap().chars().all(plain), "{name}");
    }
    for about in [&described["description"], &described["description_localizations"]["fr"]] {
        assert!((1..=100).contains(&chars(about)), "{about}");
    }
}

fn chars(text: &Value) -> usize {
    text.as_str().unwrap().encode_utf16().count()
}

#[test]
fn the_hash_changes_with_what_is_registered_and_with_nothing_else() {
    let words = Arc::new(Words::load("en-GB").unwrap());
    let hash = |others: &[&str]| {
        let others = others.iter().map(|locale| ((*locale).to_owned(), Arc::clone(&words)));
        Commands::new(Arc::clone(&words), others.collect()).hash()
    };
    let once = hash(&["fr", "de", "nl", "it", "pl"]);
    assert_eq!(once.len(), 64);
    // Their order in memory differs from one time to the next.
    assert!((0..20).all(|_| hash(&["it", "nl", "pl", "de", "fr"]) == once));
    assert_ne!(hash(&["fr", "de", "nl", "it"]), once);
    assert_ne!(hash(&[]), once);
}
