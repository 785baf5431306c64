//! Embeds and their limits.

use super::{Wrong, length, list};
use serde_json::Value;

/// All text of all embeds of a message together.
const TOGETHER: usize = 6000;

pub(super) fn all(wrong: &mut Wrong, embeds: &Value) {
    wrong.number("embeds", list(embeds).len(), 0, 10);
    let mut together = 0;
    for embed in list(embeds) {
        let known = [
            "title",
            "description",
            "fields",
            "footer",
            "author",
            "color",
            "timestamp",
            "url",
            "image",
            "thumbnail",
            "type",
        ];
        wrong.fields("an embed", embed, &known);
        let mut text = |what: &str, value: &Value, most| {
            wrong.length_if_any(what, value, most);
            together += value.as_str().map_or(0, length);
        };
        text("the title of an embed", &embed["title"], 256);
        text("the description of an embed", &embed["description"], 4096);
        text("the footer of an embed", &embed["footer"]["text"], 2048);
        text("the author of an embed", &embed["author"]["name"], 256);
        for field in list(&embed["fields"]) {
            text("the name of an embed's field", &field["name"], 256);
            text("the value of an embed's field", &field["value"], 1024);
        }
        for field in list(&embed["fields"]) {
            wrong.length("the name of an embed's field", &field["name"], 1, 256);
            wrong.length("the value of an embed's field", &field["value"], 1, 1024);
        }
        wrong.number("fields of an embed", list(&embed["fields"]).len(), 0, 25);
    }
    wrong.number("characters in all embeds", together, 0, TOGETHER);
}
