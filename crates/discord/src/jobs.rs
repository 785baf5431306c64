//! Jobs, where a command names one: offered while somebody types, and put to the
//! question which job is meant.

use afterword_core::{
    Answer, Id, Person,
    ask::{Ask, Kind, Pick},
    waiting,
};
use afterword_engine::What;

use crate::{custom_id::Value, render::cut};

/// The most that Discord offers at once, and the longest name among them.
const MOST: usize = 25;
const NAME: usize = 100;

/// The person's open jobs whose nickname holds what was typed so far, newest first: what is
/// shown of each, and what comes back if it is chosen. Only for that person's eyes.
#[must_use]
pub fn offered(person: &Person, typed: &str) -> Vec<(String, String)> {
    let typed = typed.trim().to_lowercase();
    let open = person.processes().rev().filter(|process| !waiting::is_closed(person, process.id));
    open.filter(|process| process.nickname.reveal().to_lowercase().contains(&typed))
        .map(|process| {
            let value = Value::Pick(Pick::Thing(process.id)).encode();
            (cut(process.nickname.reveal(), NAME), value)
        })
        .take(MOST)
        .collect()
}

/// The answer to `ask` that the job named with a command amounts to, where `ask` offers it:
/// what was chosen among the [`offered`], or a nickname as it was typed.
#[must_use]
pub fn answer(person: &Person, ask: &Ask, job: &str) -> Option<What> {
    let named = |id: &Id| {
        let process = person.process(*id);
        process.is_some_and(|process| process.nickname.reveal().trim().to_lowercase() == job.trim().to_lowercase())
    };
    let job = match Value::decode(job) {
        Some(Value::Pick(Pick::Thing(id))) => id,
        _ => person.processes().rev().map(|process| process.id).find(named)?,
    };
    let Kind::Choice { choices, .. } = &ask.part.kind else { return None };
    let of = |thing: &Id| person.round(*thing).map(|round| round.process).unwrap_or(*thing);
    let fits = |pick: &&Pick| matches!(pick, Pick::Thing(thing) if of(thing) == job);
    let pick = choices.iter().map(|choice| &choice.pick).find(fits)?;
    Some(What::Tapped { stamp: ask.stamp.clone(), answers: vec![Answer::Choice(pick.clone())] })
}
