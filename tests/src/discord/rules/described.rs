//! Where Discord's documentation and its description of the API disagree, and Discord takes both.

use serde_json::{Value, json};

/// The body with what the documentation writes otherwise written as the description has it:
///
/// - the `id` of an attachment is a number in the documentation ("Uploading Files"), and text
///   in the description;
/// - `default_member_permissions` is text in the documentation ("Application Command
///   Structure"), and a number in the description.
pub(crate) fn as_described(body: &Value) -> Value {
    match body {
        Value::Array(all) => all.iter().map(as_described).collect(),
        Value::Object(fields) => fields.iter().map(|(key, value)| (key.clone(), field(key, value))).collect(),
        plain => plain.clone(),
    }
}

fn field(key: &str, value: &Value) -> Value {
    match (key, value) {
        ("attachments", Value::Array(all)) => all.iter().map(attachment).collect(),
        ("default_member_permissions", Value::String(bits)) => {
            bits.parse::<u64>().map_or(value.clone(), |bits| json!(bits))
        }
        _ => as_described(value),
    }
}

fn attachment(entry: &Value) -> Value {
    let mut entry = entry.clone();
    if let Some(id) = entry["id"].as_u64() {
        entry["id"] = json!(id.to_string());
    }
    entry
}
