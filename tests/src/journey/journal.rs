//! Two journals of the same life, held against each other.

use super::By;
use afterword_core::Entry;
use serde_json::{Value, json};
use std::collections::HashMap;

/// Entry by entry, but for what has to differ:
///
/// - ids are made from a random part of the person's name and the number of the turn: the same
///   thing has the same place in the order in which things are first named;
/// - what the platform is called when they are told who sees what they say;
/// - for who uses buttons: the words of an answer that was tapped, since nothing was typed, and
///   the number of the turn, since more than one can be needed.
///
/// # Panics
/// Where they differ.
pub fn compare(terminal: &[Entry], other: &[Entry], by: By) {
    let [mut there, mut here] = [Plain { by, names: HashMap::new() }, Plain { by, names: HashMap::new() }];
    for (nth, (one, another)) in terminal.iter().zip(other).enumerate() {
        let [one, another] =
            [there.of(one), here.of(another)].map(|entry| serde_json::to_string_pretty(&entry).expect("JSON"));
        assert!(one == another, "entry {nth} differs.\nIn the terminal:\n{one}\nOn the platform:\n{another}");
    }
    assert_eq!(terminal.len(), other.len(), "one journal goes on");
    assert!(terminal.len() > 80, "a whole journey, not {} entries", terminal.len());
}

/// An entry without what has to differ.
struct Plain {
    by: By,
    names: HashMap<String, usize>,
}

impl Plain {
    fn of(&mut self, entry: &Entry) -> Value {
        let mut value = serde_json::to_value(entry).expect("an entry is JSON");
        if self.by == By::Controls {
            value["revision"] = Value::Null;
        }
        self.plain(&mut value);
        value
    }

    fn plain(&mut self, value: &mut Value) {
        match value {
            Value::String(text) => *text = self.renamed(text),
            Value::Array(list) => list.iter_mut().for_each(|value| self.plain(value)),
            Value::Object(map) => {
                if let Some(told) = map.get_mut("first_contact") {
                    told["platform"] = json!("");
                }
                if let Some(answered) = map.get_mut("answered").filter(|_| self.by == By::Controls)
                    && let Some(answered) = answered.as_object_mut()
                {
                    answered.remove("said");
                }
                map.values_mut().for_each(|value| self.plain(value));
            }
            _ => {}
        }
    }

    /// Ids stand by themselves, or after the name of a question.
    fn renamed(&mut self, text: &str) -> String {
        let (before, id) = text.rsplit_once(':').map_or(("", text), |(before, id)| (before, id));
        if id.parse::<afterword_core::Id>().is_err() {
            return text.to_owned();
        }
        let next = self.names.len();
        format!("{before}:#{}", self.names.entry(id.to_owned()).or_insert(next))
    }
}
