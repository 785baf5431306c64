//! Buttons and menus.

use super::{Wrong, list};
use serde_json::Value;
use std::collections::HashSet;

pub(super) fn of_a_message(wrong: &mut Wrong, rows: &Value) {
    if !rows.is_null() && !rows.is_array() {
        wrong.say("`components` is no list");
    }
    wrong.number("rows of components", list(rows).len(), 0, 5);
    let mut seen = HashSet::new();
    for row in list(rows) {
        wrong.fields("a row", row, &["type", "components", "id"]);
        wrong.unless(row["type"] == 1, "a component outside a row");
        let inside = list(&row["components"]);
        wrong.number("components in a row", inside.len(), 1, 5);
        if inside.iter().any(|component| component["type"] != 2) {
            wrong.number("components in a row with a menu", inside.len(), 1, 1);
        }
        for component in inside {
            match component["type"].as_u64() {
                Some(2) => button(wrong, component, &mut seen),
                Some(3) => menu(wrong, component, &mut seen),
                Some(6 | 8) => select(wrong, component, &mut seen),
                _ => wrong.say(format!("a component of type {} in a message", component["type"])),
            }
        }
    }
}

fn button<'a>(wrong: &mut Wrong, button: &'a Value, seen: &mut HashSet<&'a str>) {
    wrong.fields("a button", button, &["type", "style", "label", "emoji", "custom_id", "url", "disabled", "id"]);
    wrong.length_if_any("the label of a button", &button["label"], 80);
    let named = button["label"].as_str().is_some_and(|label| !label.trim().is_empty());
    wrong.unless(named, "a button without a label says nothing to a screen reader");
    match button["style"].as_u64() {
        Some(1..=4) => {
            custom_id(wrong, button, seen);
            wrong.unless(button["url"].is_null(), "a button that is no link has an address");
        }
        Some(5) => {
            wrong.length("the address of a link", &button["url"], 1, 512);
            wrong.unless(button["custom_id"].is_null(), "a link has a `custom_id`");
        }
        _ => wrong.say(format!("a button of the style {}", button["style"])),
    }
}

fn menu<'a>(wrong: &mut Wrong, menu: &'a Value, seen: &mut HashSet<&'a str>) {
    let known = ["type", "custom_id", "options", "placeholder", "min_values", "max_values", "disabled", "id"];
    wrong.fields("a menu", menu, &known);
    custom_id(wrong, menu, seen);
    wrong.length_if_any("the placeholder of a menu", &menu["placeholder"], 150);
    let options = list(&menu["options"]);
    wrong.number("options of a menu", options.len(), 1, 25);
    let mut values = HashSet::new();
    for option in options {
        wrong.fields("an option", option, &["label", "value", "description", "emoji", "default"]);
        wrong.length("the label of an option", &option["label"], 1, 100);
        wrong.length("the value of an option", &option["value"], 1, 100);
        wrong.length_if_any("the description of an option", &option["description"], 100);
        wrong.unless(values.insert(option["value"].as_str()), "two options have the same value");
    }
    let (least, most) = (menu["min_values"].as_u64().unwrap_or(1), menu["max_values"].as_u64().unwrap_or(1));
    let fits = least <= most && (1..=25).contains(&most) && most <= options.len() as u64;
    wrong.unless(fits, "a menu wants more to be picked than there is");
    let chosen = options.iter().filter(|option| option["default"] == true).count() as u64;
    wrong.unless(chosen <= most, "more options are chosen beforehand than can be picked");
}

/// A menu of roles or of channels, which Discord fills itself.
fn select<'a>(wrong: &mut Wrong, menu: &'a Value, seen: &mut HashSet<&'a str>) {
    let channels = menu["type"] == 8;
    let known = ["type", "custom_id", "placeholder", "min_values", "max_values", "disabled", "id", "default_values"];
    let known: Vec<&str> = known.into_iter().chain(channels.then_some("channel_types")).collect();
    wrong.fields("a menu of roles or channels", menu, &known);
    custom_id(wrong, menu, seen);
    wrong.length_if_any("the placeholder of a menu", &menu["placeholder"], 150);
    let (least, most) = (menu["min_values"].as_u64().unwrap_or(1), menu["max_values"].as_u64().unwrap_or(1));
    wrong.unless(least <= most && (1..=25).contains(&most), "a menu wants a number that is not possible");
    let chosen = list(&menu["default_values"]);
    wrong.unless(chosen.len() as u64 <= most, "more is chosen beforehand than can be picked");
    for one in chosen {
        wrong.fields("what is chosen beforehand", one, &["id", "type"]);
        wrong.unless(one["type"] == if channels { "channel" } else { "role" }, "something else is chosen beforehand");
    }
}

/// Present, at most 100 characters, and not twice in one message.
pub(super) fn custom_id<'a>(wrong: &mut Wrong, component: &'a Value, seen: &mut HashSet<&'a str>) {
    wrong.length("a `custom_id`", &component["custom_id"], 1, 100);
    let fresh = component["custom_id"].as_str().is_none_or(|id| seen.insert(id));
    wrong.unless(fresh, "two components have the same `custom_id`");
}
