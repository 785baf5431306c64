//! What Discord refuses although its description lets it pass.

use serde_json::Value;
use std::collections::HashSet;

/// What is wrong with the body of a message; empty where nothing is.
pub(crate) fn message(body: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut rule = |holds: bool, what: String| wrong.extend((!holds).then_some(what));
    rule(chars(&body["content"]) <= 2000, format!("{} characters of content", chars(&body["content"])));
    let embeds: usize = list(&body["embeds"]).iter().map(|embed| chars(&embed["description"])).sum();
    rule(embeds <= 6000, format!("{embeds} characters of embeds"));
    rule(
        list(&body["embeds"]).iter().all(|embed| (1..=4096).contains(&chars(&embed["description"]))),
        "an embed".into(),
    );
    rule(list(&body["embeds"]).len() <= 10, "embeds".into());
    let nothing = chars(&body["content"]) == 0 && list(&body["components"]).is_empty();
    rule(!nothing, "an empty message".into());
    let mentions = &body["allowed_mentions"];
    let nobody = mentions.is_object() && ["parse", "users", "roles"].iter().all(|key| list(&mentions[key]).is_empty());
    rule(nobody, format!("mentions {mentions}"));
    rule(list(&body["components"]).len() <= 5, "rows".into());
    let mut ids = HashSet::new();
    for row in list(&body["components"]) {
        let inside = list(&row["components"]);
        let menu = inside.iter().any(|one| one["type"] == 3);
        rule((1..=if menu { 1 } else { 5 }).contains(&inside.len()), format!("{} in a row", inside.len()));
        for one in inside {
            let id = one["custom_id"].as_str().unwrap_or_default();
            rule((1..=100).contains(&chars(&one["custom_id"])), format!("a custom_id of {}", id.len()));
            rule(ids.insert(id.to_owned()), format!("{id} twice"));
            let keys = known(
                one,
                &[
                    "type",
                    "style",
                    "label",
                    "custom_id",
                    "disabled",
                    "options",
                    "placeholder",
                    "min_values",
                    "max_values",
                ],
            );
            rule(keys.is_none(), format!("an unknown field {keys:?}"));
            if one["type"] == 2 {
                rule((1..=80).contains(&chars(&one["label"])), format!("a label of {}", chars(&one["label"])));
                rule(one["label"].as_str().is_some_and(|label| !label.trim().is_empty()), "a label of blanks".into());
            } else {
                rule(one["type"] == 3, format!("a component of type {}", one["type"]));
                let options = list(&one["options"]);
                rule((1..=25).contains(&options.len()), format!("{} options", options.len()));
                rule(one["max_values"].as_u64().is_some_and(|most| most <= options.len() as u64), "max_values".into());
                let values: HashSet<_> = options.iter().map(|option| option["value"].as_str()).collect();
                rule(values.len() == options.len(), "two options with one value".into());
                let sized = |key: &str| options.iter().all(|option| (1..=100).contains(&chars(&option[key])));
                rule(sized("label") && sized("value"), "an option".into());
            }
        }
    }
    wrong
}

/// What is wrong with a form; empty where nothing is.
pub(crate) fn form(data: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut rule = |holds: bool, what: String| wrong.extend((!holds).then_some(what));
    rule((1..=45).contains(&chars(&data["title"])), "the title".into());
    rule((1..=100).contains(&chars(&data["custom_id"])), "the custom_id".into());
    let rows = list(&data["components"]);
    rule((1..=5).contains(&rows.len()), format!("{} inputs", rows.len()));
    let mut ids = HashSet::new();
    for row in rows {
        let inside = list(&row["components"]);
        rule(row["type"] == 1 && inside.len() == 1, "an input that is not alone in a row".into());
        for input in inside {
            rule(input["type"] == 4, format!("a component of type {}", input["type"]));
            rule((1..=45).contains(&chars(&input["label"])), "a label".into());
            rule(chars(&input["placeholder"]) <= 100, "a placeholder".into());
            rule(input["max_length"].as_u64().is_some_and(|most| (1..=4000).contains(&most)), "max_length".into());
            rule(ids.insert(input["custom_id"].as_str()), "two inputs with one id".into());
            let keys = known(input, &["type", "style", "label", "custom_id", "required", "max_length", "placeholder"]);
            rule(keys.is_none(), format!("an unknown field {keys:?}"));
        }
    }
    wrong
}

/// As Discord counts: in UTF-16.
fn chars(text: &Value) -> usize {
    text.as_str().map_or(0, |text| text.encode_utf16().count())
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn known<'v>(object: &'v Value, keys: &[&str]) -> Option<&'v str> {
    object.as_object()?.keys().map(String::as_str).find(|key| !keys.contains(key))
}
