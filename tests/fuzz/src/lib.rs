//! What the fuzz targets share: people to begin with, and what must hold of anybody.

pub mod memory;

use afterword_core::{
    Context, Entry, Event, Person, Settings, decide, reminders,
    sheet::view,
    walk::{self, Position, TALKS},
};
use afterword_words::Words;
use jiff::Timestamp;
use std::{collections::BTreeMap, hint::black_box, sync::LazyLock};

/// The words of the one locale.
pub static WORDS: LazyLock<Words> = LazyLock::new(|| Words::load("en-GB").expect("the compiled-in locale loads"));

/// The default settings.
pub static SETTINGS: LazyLock<Settings> = LazyLock::new(walk::settings);

/// What a terminal gives the core to look at, at this moment.
pub fn context(now: Timestamp) -> Context<'static> {
    Context { now, settings: &SETTINGS, platform: "This terminal", forgotten_by: now, destroys_keys: true }
}

/// Somebody new, and then one person at each question of each talk, at each length of the
/// debrief, in a fixed order.
pub static PEOPLE: LazyLock<Vec<Person>> = LazyLock::new(|| {
    let mut people = vec![Person::new(1)];
    for talk in TALKS {
        let walked = walk::walk(talk).expect("a listed talk can be walked");
        let mut seen = BTreeMap::new();
        for (position, person) in walked.positions {
            seen.entry(name(&position)).or_insert(person);
        }
        people.extend(seen.into_values());
    }
    people
});

fn name(position: &Position) -> (String, Option<&'static str>) {
    (position.question.clone(), position.length())
}

/// Decides and folds one turn; what was decided must read back as it was written.
///
/// # Panics
/// Where it does not, or where the fold changes with the way the entry took.
pub fn turn(person: &mut Person, event: &Event, now: Timestamp) -> (Option<Entry>, Vec<afterword_core::Say>) {
    let decision = decide(person, event, &context(now));
    let entry = decision.entry(person.revision().saturating_add(1), now);
    if let Some(entry) = &entry {
        let read = written_and_read(entry);
        assert!(read == *entry, "an entry reads back otherwise than it was written");
        person.apply(entry);
    }
    for say in &decision.say {
        black_box(WORDS.layout(say));
    }
    (entry, decision.say)
}

/// An entry as it comes back from the disk.
pub fn written_and_read(entry: &Entry) -> Entry {
    let written = serde_json::to_vec(entry).expect("an entry can be written");
    serde_json::from_slice(&written).expect("what was written can be read")
}

/// Asks everything that can be asked about a person.
///
/// # Panics
/// Where an answer breaks what is promised of it.
pub fn look_at(person: &Person, now: Timestamp) {
    if let Some(ask) = person.current_ask(&context(now)) {
        let written = serde_json::to_vec(&ask).expect("a question can be written");
        assert!(serde_json::from_slice::<afterword_core::Ask>(&written).is_ok_and(|read| read == ask));
    }
    for block in view::blocks(person, &SETTINGS) {
        black_box(WORDS.block(&block));
    }
    if let Some(choice) = view::choices(person, &SETTINGS).last() {
        black_box(view::why(person, &SETTINGS, &choice.pick));
    }
    for reminder in reminders::agenda(person, &SETTINGS) {
        assert!(!person.is_past(&reminder.id), "what is over stands on the agenda");
    }
    black_box(person.next_wake(&SETTINGS, now));
}
