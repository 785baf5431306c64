//! `understanding.toml` fits the vocabulary of the core, and no phrase means two things.

use afterword_core::vocabulary::{
    Calmer, Care, Cause, Compared, HearBack, Ingredient, InterviewKind, Length, NowOrTomorrow, Rest, Section, Skill,
    Tried,
};
use afterword_words::Words;
use std::collections::{BTreeMap, BTreeSet};

fn table() -> toml::Table {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../config/words/en-GB/understanding.toml");
    match std::fs::read_to_string(path).map(|text| text.parse::<toml::Table>()) {
        Ok(Ok(table)) => table,
        Ok(Err(error)) => panic!("{error}"),
        Err(error) => panic!("{error}"),
    }
}

fn keys(table: &toml::Table, name: &str) -> BTreeSet<String> {
    table.get(name).and_then(toml::Value::as_table).map(|t| t.keys().cloned().collect()).unwrap_or_default()
}

#[test]
fn every_skill_has_keywords() {
    let skills: BTreeSet<String> = Skill::ALL.iter().map(|skill| skill.id().to_owned()).collect();
    assert_eq!(keys(&table(), "skills"), skills);
}

#[test]
fn every_choice_has_synonyms_and_every_synonym_a_sentence() {
    let table = table();
    let named: BTreeSet<String> = keys(&table, "synonyms").union(&keys(&table, "like")).cloned().collect();
    let words = Words::load("en-GB").map(|words| words.ids()).unwrap_or_default();
    let ids: BTreeSet<String> = words.into_iter().map(|(id, _)| id).collect();
    let astray: Vec<_> = named.difference(&ids).collect();
    assert!(astray.is_empty(), "synonyms of words that are not there: {astray:?}");

    let choices = [
        Length::WORDS,
        InterviewKind::WORDS,
        Ingredient::WORDS,
        Cause::WORDS,
        Calmer::WORDS,
        NowOrTomorrow::WORDS,
        HearBack::WORDS,
        Rest::WORDS,
        Care::WORDS,
        Compared::WORDS,
        Section::WORDS,
        Skill::WORDS,
        Tried::WORDS,
    ];
    let without: Vec<_> = choices.concat().into_iter().filter(|word| !named.contains(*word)).collect();
    assert!(without.is_empty(), "choices without synonyms: {without:?}");
}

#[test]
fn no_phrase_is_two_commands() {
    let table = table();
    let commands = table.get("commands").and_then(toml::Value::as_table).cloned().unwrap_or_default();
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    // "Done" is one only where a list is open, and goes before others there.
    for (name, phrases) in commands.iter().filter(|(name, _)| *name != "done") {
        for way in ["always", "otherwise"] {
            let phrases = phrases.get(way).and_then(toml::Value::as_array).cloned().unwrap_or_default();
            for phrase in phrases.iter().filter_map(toml::Value::as_str) {
                let before = seen.insert(phrase.to_owned(), name.clone());
                assert!(before.is_none(), "{phrase:?} is both {before:?} and {name}");
            }
        }
    }
    assert!(seen.len() > 200);
}

#[test]
fn no_synonym_is_two_choices_of_one_set() {
    let table = table();
    let synonyms = table.get("synonyms").and_then(toml::Value::as_table).cloned().unwrap_or_default();
    let mut seen: BTreeMap<(String, String), String> = BTreeMap::new();
    for (word, phrases) in &synonyms {
        // "cause-nerves" is of the set "cause". Of jobs, lines and answers there are several sets,
        // which are never offered together.
        // "sign-glad-yes" is of the set "sign-glad": each warning sign is a question of its own.
        let split = if word.starts_with("sign-") { word.rsplit_once('-') } else { word.split_once('-') };
        let Some((set, _)) = split.filter(|(set, _)| !matches!(*set, "job" | "lines" | "which")) else {
            continue;
        };
        for phrase in phrases.as_array().into_iter().flatten().filter_map(toml::Value::as_str) {
            let before = seen.insert((set.to_owned(), phrase.to_owned()), word.clone());
            assert!(before.is_none(), "{phrase:?} is both {before:?} and {word}");
        }
    }
}

#[test]
fn every_zone_and_country_named_exists() {
    let table = table();
    let places = table.get("places").and_then(toml::Value::as_table).cloned().unwrap_or_default();
    for name in keys(&places, "zones").iter().chain(&keys(&places, "regions")) {
        assert!(afterword_core::Zone::named(name).is_some(), "no zone {name}");
    }
    for code in keys(&places, "countries") {
        assert!(code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase()), "{code}");
    }
}
