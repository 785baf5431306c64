//! What a client tells of what it hears, and of what it was asked to do.

use crate::matrix::Event;
use serde_json::Value;
use std::{
    collections::HashMap,
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
};

#[derive(Default)]
pub(super) struct Heard {
    pub(super) told: Mutex<Told>,
    pub(super) more: Condvar,
}

#[derive(Default)]
pub(super) struct Told {
    pub(super) device: Option<String>,
    pub(super) events: Vec<Event>,
    pub(super) answers: HashMap<u64, Result<Value, String>>,
    /// How much of each room was read.
    pub(super) read: HashMap<String, usize>,
    /// What the program complained about.
    pub(super) complaints: Vec<String>,
    pub(super) over: bool,
}

impl Heard {
    pub(super) fn told(&self) -> MutexGuard<'_, Told> {
        self.told.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn changes(&self, change: impl FnOnce(&mut Told)) {
        change(&mut self.told());
        self.more.notify_all();
    }

    pub(super) fn takes(&self, line: &str) {
        self.changes(|told| match serde_json::from_str::<Value>(line) {
            Ok(value) => told.takes(value),
            Err(error) => told.complaints.push(format!("{error}: {line}")),
        });
    }
}

impl Told {
    pub(super) fn takes(&mut self, mut line: Value) {
        if let Some(event) = line.get_mut("event") {
            match serde_json::from_value(event.take()) {
                Ok(event) => self.events.push(event),
                Err(error) => self.complaints.push(format!("an event: {error}")),
            }
        } else if let Some(device) = line["ready"].as_str() {
            self.device = Some(device.to_owned());
        } else if let Some(number) = line["id"].as_u64() {
            let failed = line["failed"].as_str().map(str::to_owned);
            self.answers.insert(number, failed.map_or_else(|| Ok(line["done"].take()), Err));
        }
    }

    /// The end of what was seen, for whoever looks for the reason.
    pub(super) fn story(&self) -> String {
        let events = self
            .events
            .iter()
            .rev()
            .take(20)
            .rev()
            .map(|event| format!("  {} {} {} {}", event.room, event.sender, event.kind, event.content));
        let complaints = self.complaints.iter().rev().take(40).rev().cloned();
        events.chain(complaints).collect::<Vec<_>>().join("\n")
    }
}
