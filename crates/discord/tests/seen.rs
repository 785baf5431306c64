//! What people see of some questions, and of the commands. `UPDATE_GOLDENS=1` writes it anew.

#![allow(clippy::unwrap_used, reason = "a test")]

mod common;

use afterword_discord::{
    commands::Commands,
    render::{self, Surface},
};
use afterword_tests::golden;
use common::{everywhere, form, words};
use serde_json::Value;
use std::{collections::BTreeMap, path::Path};

/// One of each sort: buttons, a scale, several parts, a menu, several of many, a list, a day,
/// free text, a place, and more than a menu holds.
const QUESTIONS: &[&str] =
    &["F1", "F2", "D1", "D3", "D5", "D7", "D10", "D12", "D12.dream", "N1", "N2", "W9", "correct"];

#[test]
fn questions_as_they_are_seen() {
    let words = words();
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    everywhere(|_, _, say| {
        let Some(ask) = &say.ask else { return };
        let name = ask.part.question.name.as_ref();
        if QUESTIONS.contains(&name) && say.blocks.is_empty() && !seen.contains_key(name) {
            let mut text = String::new();
            for (surface, title) in [(Surface::Ephemeral, "In a server"), (Surface::Direct, "In direct messages")] {
                let body = render::message(&words, say, surface);
                let rows = serde_json::to_value(&body.rows).unwrap();
                text.push_str(&format!("== {title}\n{}\n{}\n", body.content, all(&rows).concat()));
            }
            let form = form(&words, ask);
            let (title, rows) = (&form["data"]["title"], &form["data"]["components"]);
            text.push_str(&format!("== The form: {}\n{}", title.as_str().unwrap(), all(rows).concat()));
            seen.insert(name.to_owned(), text);
        }
    });
    assert_eq!(seen.len(), QUESTIONS.len(), "{:?}", seen.keys());
    for (name, text) in seen {
        check(&format!("{name}.txt"), &text);
    }
}

#[test]
fn commands_as_they_are_seen() {
    let words = words();
    let all = serde_json::to_value(Commands::new(words.into(), Vec::new()).all()).unwrap();
    let text = |value: &Value| value.as_str().unwrap_or("").to_owned();
    let line = |command: &Value| {
        let options = command["options"].as_array().into_iter().flatten().map(|option| {
            let choices: Vec<_> =
                option["choices"].as_array().into_iter().flatten().map(|one| text(&one["name"])).collect();
            format!("  {}: {} ({})\n", text(&option["name"]), text(&option["description"]), choices.join(" | "))
        });
        format!("/{} – {}\n{}", text(&command["name"]), text(&command["description"]), options.collect::<String>())
    };
    check("commands.txt", &all.as_array().unwrap().iter().map(line).collect::<String>());
}

/// Rows, one line each.
fn all(rows: &Value) -> Vec<String> {
    let text = |value: &Value| value.as_str().unwrap_or("").to_owned();
    let one = |component: &Value| match component["type"].as_u64() {
        Some(2) => format!("[{}]", text(&component["label"])),
        Some(3) => {
            let options = component["options"].as_array().unwrap().iter().map(|option| text(&option["label"]));
            let (least, most) = (&component["min_values"], &component["max_values"]);
            format!(
                "({}, {least} to {most}: {})",
                text(&component["placeholder"]),
                options.collect::<Vec<_>>().join(" | ")
            )
        }
        _ => format!("{}: {}", text(&component["label"]), text(&component["placeholder"])),
    };
    let row = |row: &Value| row["components"].as_array().unwrap().iter().map(one).collect::<Vec<_>>().join(" ") + "\n";
    rows.as_array().unwrap().iter().map(row).collect()
}

fn check(name: &str, text: &str) {
    golden::compare(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name), text);
}
