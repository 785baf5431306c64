//! Modals: a title and one to five text inputs, each in a row of its own.

use super::{Wrong, components::custom_id, list};
use serde_json::Value;
use std::collections::HashSet;

pub(super) fn modal(wrong: &mut Wrong, data: &Value) {
    wrong.fields("a modal", data, &["custom_id", "title", "components"]);
    wrong.length("the title of a modal", &data["title"], 1, 45);
    wrong.length("the `custom_id` of a modal", &data["custom_id"], 1, 100);
    wrong.number("inputs of a modal", list(&data["components"]).len(), 1, 5);
    let mut seen = HashSet::new();
    for row in list(&data["components"]) {
        wrong.fields("a row", row, &["type", "components", "id"]);
        let inside = list(&row["components"]);
        // The library drops the values of inputs that stand in a `Label`.
        wrong.unless(row["type"] == 1 && inside.len() == 1, "an input of a modal that is not alone in a row");
        for input in inside {
            text_input(wrong, input);
            custom_id(wrong, input, &mut seen);
        }
    }
}

fn text_input(wrong: &mut Wrong, input: &Value) {
    let known =
        ["type", "custom_id", "style", "label", "min_length", "max_length", "required", "value", "placeholder", "id"];
    wrong.fields("an input", input, &known);
    wrong.unless(input["type"] == 4, "a modal with something that is no text input");
    wrong.unless(matches!(input["style"].as_u64(), Some(1 | 2)), "an input is neither short nor long");
    wrong.length("the label of an input", &input["label"], 1, 45);
    wrong.length_if_any("the placeholder of an input", &input["placeholder"], 100);
    wrong.length_if_any("what stands in an input beforehand", &input["value"], 4000);
    let (least, most) = (input["min_length"].as_u64().unwrap_or(0), input["max_length"].as_u64().unwrap_or(4000));
    wrong.unless(least <= most && (1..=4000).contains(&most), "an input wants a length that is not possible");
    let stands = input["value"].as_str().map_or(0, super::length) as u64;
    wrong.unless(stands <= most, "what stands in an input beforehand is longer than it may be");
}
