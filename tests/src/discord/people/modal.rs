//! A form in somebody's hand.

use super::{Outcome, Person, asking::Asked};
use crate::discord::{Id, interaction::Sort, shapes};
use serde_json::{Value, json};
use std::fmt;

/// A form that is open.
pub struct Modal {
    person: Person,
    data: Value,
    source: Option<Id>,
}

impl fmt::Debug for Modal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the form “{}”", self.title())
    }
}

impl Modal {
    pub(super) fn new(person: Person, data: Value, source: Option<Id>) -> Self {
        Self { person, data, source }
    }

    /// What stands above it.
    #[must_use]
    pub fn title(&self) -> &str {
        self.data["title"].as_str().unwrap_or("")
    }

    /// The labels of its inputs, in order.
    #[must_use]
    pub fn labels(&self) -> Vec<String> {
        shapes::labels(&self.data)
    }

    /// What stands in an input, written by the bot or filled in.
    ///
    /// # Panics
    /// Where there is no such input.
    #[must_use]
    pub fn holds(&self, label: &str) -> String {
        let found = shapes::components(&self.data).find(|input| input["label"] == label);
        found.unwrap_or_else(|| panic!("{self:?} has no input “{label}”"))["value"].as_str().unwrap_or("").to_owned()
    }

    /// Fills in the input of this label.
    ///
    /// # Panics
    /// Where there is none.
    #[must_use]
    pub fn fills_in(mut self, label: &str, text: &str) -> Self {
        let place = self.labels().iter().position(|known| known == label);
        let place = place.unwrap_or_else(|| panic!("{self:?} has no input “{label}”, only {:?}", self.labels()));
        self.data["components"][place]["components"][0]["value"] = json!(text);
        self
    }

    /// Fills in its only input.
    ///
    /// # Panics
    /// Where it has several.
    #[must_use]
    pub fn fills(self, text: &str) -> Self {
        let labels = self.labels();
        assert!(labels.len() == 1, "{self:?} has several inputs: {labels:?}");
        self.fills_in(&labels[0], text)
    }

    /// Sends it.
    ///
    /// # Panics
    /// Where an input has too little or too much in it, or the bot does not answer.
    pub async fn submits(self) {
        let person = self.person.clone();
        self.tries_to_submit().await.message(&person);
    }

    /// The same, whatever the bot says.
    ///
    /// # Panics
    /// Where an input has too little or too much in it: a client does not send that.
    pub async fn tries_to_submit(self) -> Outcome {
        let row = |input: &Value| {
            let text = input["value"].as_str().unwrap_or("");
            let length = text.encode_utf16().count() as u64;
            let least = input["min_length"].as_u64().unwrap_or(0).max(u64::from(input["required"] != false));
            let most = input["max_length"].as_u64().unwrap_or(4000);
            let fits = (least..=most).contains(&length) || length == 0 && input["required"] == false;
            assert!(fits, "“{}” takes {least} to {most} characters, not {length}", input["label"]);
            json!({ "type": 1, "components": [{ "type": 4, "custom_id": input["custom_id"], "value": text }] })
        };
        let rows = shapes::components(&self.data).map(row).collect::<Vec<_>>();
        let data = json!({ "custom_id": self.data["custom_id"], "components": rows });
        self.person.asks(Asked { kind: Sort::Modal, data, source: self.source }).await
    }
}
