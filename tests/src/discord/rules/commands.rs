//! What is registered, and what autocomplete offers.

use super::{Wrong, length, list};
use serde_json::Value;
use std::collections::HashSet;

/// All names, descriptions and values of one command together.
const TOGETHER: usize = 8000;

/// The languages that Discord's clients have.
const LOCALES: [&str; 32] = [
    "bg", "cs", "da", "de", "el", "en-GB", "en-US", "es-419", "es-ES", "fi", "fr", "hi", "hr", "hu", "id", "it", "ja",
    "ko", "lt", "nl", "no", "pl", "pt-BR", "ro", "ru", "sv-SE", "th", "tr", "uk", "vi", "zh-CN", "zh-TW",
];

pub(super) fn all(wrong: &mut Wrong, commands: &Value) {
    wrong.unless(commands.is_array(), "the commands are no list");
    let slash = list(commands).iter().filter(|command| command["type"].as_u64().unwrap_or(1) == 1).count();
    wrong.number("slash commands", slash, 0, 100);
    let mut names = HashSet::new();
    for command in list(commands) {
        let known = [
            "name",
            "name_localizations",
            "description",
            "description_localizations",
            "options",
            "type",
            "nsfw",
            "default_member_permissions",
            "contexts",
            "integration_types",
            "id",
            "dm_permission",
        ];
        wrong.fields("a command", command, &known);
        wrong.unless(names.insert(command["name"].as_str()), "two commands have the same name");
        described(wrong, "a command", command);
        options(wrong, &command["options"], 0);
        wrong.number("characters in one command", together(command), 0, TOGETHER);
    }
}

fn options(wrong: &mut Wrong, all: &Value, depth: usize) {
    wrong.number("options", list(all).len(), 0, 25);
    wrong.unless(depth < 3, "options too deep inside");
    let mut names = HashSet::new();
    let mut optional = false;
    for option in list(all) {
        let known = [
            "type",
            "name",
            "name_localizations",
            "description",
            "description_localizations",
            "required",
            "choices",
            "options",
            "channel_types",
            "min_value",
            "max_value",
            "min_length",
            "max_length",
            "autocomplete",
        ];
        wrong.fields("an option of a command", option, &known);
        wrong.unless(names.insert(option["name"].as_str()), "two options have the same name");
        described(wrong, "an option", option);
        let required = option["required"] == true;
        wrong.unless(!(required && optional), "a required option after one that is not");
        optional |= !required;
        choices(wrong, "an option", &option["choices"], false);
        let both = option["autocomplete"] == true && !list(&option["choices"]).is_empty();
        wrong.unless(!both, "an option with choices and with autocomplete");
        options(wrong, &option["options"], depth + 1);
    }
}

fn described(wrong: &mut Wrong, what: &str, of: &Value) {
    name(wrong, what, &of["name"]);
    wrong.length(&format!("the description of {what}"), &of["description"], 1, 100);
    for (key, names) in [("name_localizations", true), ("description_localizations", false)] {
        for (locale, text) in of[key].as_object().into_iter().flatten() {
            wrong.unless(LOCALES.contains(&locale.as_str()), &format!("{what} speaks `{locale}`, which no client has"));
            if names {
                name(wrong, what, text);
            } else {
                wrong.length(&format!("the description of {what}"), text, 1, 100);
            }
        }
    }
}

/// Letters, digits, `-`, `_` and `'`, and no capitals where there are small ones.
fn name(wrong: &mut Wrong, what: &str, name: &Value) {
    wrong.length(&format!("the name of {what}"), name, 1, 32);
    let text = name.as_str().unwrap_or("");
    let right = text.chars().all(|c| (c.is_alphanumeric() || "-_'".contains(c)) && c.to_lowercase().eq([c]));
    wrong.unless(right, &format!("the name `{text}` of {what} has characters that it may not have"));
}

pub(super) fn choices(wrong: &mut Wrong, what: &str, choices: &Value, needed: bool) {
    wrong.unless(choices.is_array() || !needed && choices.is_null(), &format!("the choices of {what} are no list"));
    wrong.number("choices", list(choices).len(), 0, 25);
    for choice in list(choices) {
        wrong.fields("a choice", choice, &["name", "name_localizations", "value"]);
        wrong.length(&format!("the name of a choice of {what}"), &choice["name"], 1, 100);
        if choice["value"].is_string() {
            wrong.length(&format!("the value of a choice of {what}"), &choice["value"], 1, 100);
        } else {
            wrong.unless(choice["value"].is_number(), "a choice whose value is neither text nor a number");
        }
    }
}

fn together(of: &Value) -> usize {
    let text = |value: &Value| value.as_str().map_or(0, length);
    let own = text(&of["name"]) + text(&of["description"]);
    let chosen =
        list(&of["choices"]).iter().map(|choice| text(&choice["name"]) + text(&choice["value"])).sum::<usize>();
    own + chosen + list(&of["options"]).iter().map(together).sum::<usize>()
}
