//! What people type, kind by kind: tables of a text and what it means.
//!
//! It is Wednesday 18 November 2026, 10:00.

mod ask;
mod choice;
mod commands;
mod country;
mod dates;
mod free_text;
mod guesses;
mod odd_input;
mod offered;
mod parts;
mod scale;
mod several;
mod show;
mod skill;
mod yes_no;
mod zone;

use afterword_core::{Ask, Settings};
use afterword_words::Words;
use jiff::civil::{DateTime, date};
use std::sync::LazyLock;

static WORDS: LazyLock<Words> = LazyLock::new(|| match Words::load("en-GB") {
    Ok(words) => words,
    Err(error) => panic!("{error}"),
});

fn now() -> DateTime {
    date(2026, 11, 18).at(10, 0, 0, 0)
}

/// What the text means, as the tables write it (`show`).
fn meant(ask: Option<&Ask>, text: &str) -> String {
    show::meaning(&WORDS.understand(text, ask, now(), &Settings::default()))
}

/// Holds a table of (text, meaning) against one question; tells all that differ.
#[track_caller]
fn check(ask: &Ask, table: &[(&str, &str)]) {
    check_with(Some(ask), table);
}

#[track_caller]
fn check_with(ask: Option<&Ask>, table: &[(&str, &str)]) {
    let wrong: Vec<String> = table
        .iter()
        .map(|(text, expected)| (text, expected, meant(ask, text)))
        .filter(|(_, expected, meant)| *expected != meant)
        .map(|(text, expected, meant)| format!("  {text:?}\n    expected {expected}\n    found    {meant}"))
        .collect();
    assert!(wrong.is_empty(), "{} of {} rows differ:\n{}", wrong.len(), table.len(), wrong.join("\n"));
}
