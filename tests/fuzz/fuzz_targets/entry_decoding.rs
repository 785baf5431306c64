//! Lines of JSON as entries: whatever decodes is folded, in whatever order, and the
//! person that comes out can be asked and spoken to.
#![no_main]

mod entry_decoding_lines;

use afterword_core::{
    Command, Entry, Event, Person, Private,
    event::Meaning,
    vocabulary::Length,
    walk::{self, samples_at},
};
use afterword_fuzz::{look_at, turn, written_and_read};
use libfuzzer_sys::{Corpus, fuzz_mutator, fuzz_target, fuzzer_mutate};

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    entry_decoding_lines::mutate(data, size, max_size, seed).unwrap_or_else(|| fuzzer_mutate(data, size, max_size))
});

fuzz_target!(|bytes: &[u8]| -> Corpus {
    let entries: Vec<Entry> =
        bytes.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice(line).ok()).collect();
    if entries.is_empty() {
        return Corpus::Reject;
    }
    assert!(entries.iter().all(|entry| written_and_read(entry) == *entry), "an entry reads back otherwise");
    let person = Person::fold(7, &entries);
    let now = walk::now().max(person.last_at());
    look_at(&person, now);
    // One in six of them, by the bytes: all of them would take most of the time.
    let first = bytes.iter().map(|byte| usize::from(*byte)).sum::<usize>() % 6;
    for event in events(&person).iter().skip(first).step_by(6) {
        let mut next = person.clone();
        turn(&mut next, event, now);
        look_at(&next, now);
    }
    Corpus::Keep
});

/// Everything that can happen to somebody: each answer they could give, each command, a visit.
fn events(person: &Person) -> Vec<Event> {
    let heard = |meaning| Event::Heard { meaning, said: Some(Private::new("words")), stamp: None };
    let commands = [
        Command::Help,
        Command::Debrief(None),
        Command::Debrief(Some(Length::Full)),
        Command::Interview,
        Command::Reschedule,
        Command::Cancelled,
        Command::Sheet,
        Command::Rehearse,
        Command::List,
        Command::Unquiet,
        Command::Back,
        Command::Pause,
        Command::Resume,
        Command::Stop,
        Command::DeleteThat,
        Command::Correct,
        Command::Why,
        Command::Again,
    ];
    let answers = samples_at(person).into_iter().map(|sample| Meaning::Answers(vec![sample.answer]));
    let meanings = commands.into_iter().map(Meaning::Command).chain(answers);
    meanings.map(heard).chain([Event::Visit, Event::Due]).collect()
}
