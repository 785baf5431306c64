//! Lines that somebody types, at any question of any talk, to the end of the conversation.
//!
//! The first two bytes choose where the person stands. Each line after them is typed,
//! but for `@`: a number of hours pass, and what is due then is said (`@7`), or the
//! person comes back by themselves (`@7v`).
#![no_main]

use afterword_core::{Event, Person, Private, event::Meaning, walk};
use afterword_fuzz::{PEOPLE, SETTINGS, WORDS, context, look_at, turn, written_and_read};
use jiff::{SignedDuration, Timestamp};
use libfuzzer_sys::{Corpus, fuzz_target};

/// Turns of one conversation.
const TURNS: usize = 40;

fuzz_target!(|bytes: &[u8]| -> Corpus {
    let Some((at, text)) = bytes.split_first_chunk::<2>() else { return Corpus::Reject };
    let Ok(text) = std::str::from_utf8(text) else { return Corpus::Reject };
    let begun = &PEOPLE[usize::from(u16::from_le_bytes(*at)) % PEOPLE.len()];
    let (mut person, mut journal) = (begun.clone(), Vec::new());
    let mut now = walk::now();
    for line in text.split('\n').take(TURNS) {
        let event = match line.strip_prefix('@') {
            Some(hours) => {
                let visit = hours.ends_with('v');
                let hours = hours.trim_end_matches('v').parse::<u16>().unwrap_or(1);
                now = now.saturating_add(SignedDuration::from_hours(hours.into())).expect("a duration saturates");
                if visit { Event::Visit } else { Event::Due }
            }
            None => heard(&person, line, now),
        };
        let (entry, say) = turn(&mut person, &event, now);
        if event != Event::Due {
            assert!(!say.is_empty(), "nothing was said to {line:?}, turn {}", person.revision());
            assert!(say.iter().all(|say| !say.blocks.is_empty() || say.ask.is_some()), "an empty message");
        }
        journal.extend(entry);
    }
    look_at(&person, now);
    let mut folded = begun.clone();
    journal.iter().map(written_and_read).for_each(|entry| folded.apply(&entry));
    assert!(folded == person, "the journal folds to somebody else");
    Corpus::Keep
});

/// What the engine makes of a line.
fn heard(person: &Person, line: &str, now: Timestamp) -> Event {
    let ask = person.current_ask(&context(now));
    let local = person.zone(&SETTINGS).local(now);
    let meaning = WORDS.understand(line, ask.as_ref(), local, &SETTINGS);
    assert!(meaning == WORDS.understand(line, ask.as_ref(), local, &SETTINGS), "the same line means two things");
    if let Meaning::Answers(answers) = &meaning {
        let parts = ask.as_ref().map_or(0, |ask| 1 + ask.rest.len());
        assert!((1..=parts).contains(&answers.len()), "{} answers to {parts} parts", answers.len());
    }
    Event::Heard { meaning, said: Some(Private::new(line)), stamp: None }
}
