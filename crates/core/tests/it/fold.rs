//! Invariant 2: state is the fold of the journal, whatever the settings, the locale and the day.

use crate::script::{Script, short_to_lines};
use afterword_core::{
    Answer, Command, Entry, Event, Fact, Person, Private, QuestionId, Settings,
    ask::Part,
    event::{Meaning, Unclear},
    redact,
    talks::{self, Machine, View, walk, walk_from},
    vocabulary::Length,
    walk::{Sample, answered, samples_at, settings, turn_at},
};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use std::borrow::Cow;

/// What happens next, drawn blindly: most of it is an answer that fits.
#[derive(Debug, Clone, Copy)]
enum Step {
    Answer(usize),
    Command(usize),
    Nonsense,
    Later(i64),
    Due,
    Visit,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        12 => (0_usize..20).prop_map(Step::Answer),
        4 => (0_usize..COMMANDS.len()).prop_map(Step::Command),
        1 => Just(Step::Nonsense),
        1 => (1_i64..200).prop_map(Step::Later),
        1 => Just(Step::Due),
        1 => Just(Step::Visit),
    ];
    prop::collection::vec(step, 1..60)
}

const COMMANDS: &[Command] = &[
    Command::Debrief(None),
    Command::Debrief(Some(Length::Full)),
    Command::Debrief(Some(Length::Short)),
    Command::Debrief(Some(Length::Capture)),
    Command::Interview,
    Command::Sheet,
    Command::Rehearse,
    Command::List,
    Command::Back,
    Command::Back,
    Command::Pause,
    Command::Resume,
    Command::Stop,
    Command::DeleteThat,
    Command::Correct,
    Command::Correct,
    Command::Cancelled,
    Command::Reschedule,
    Command::Support,
];

struct Played {
    person: Person,
    journal: Vec<Entry>,
    now: Timestamp,
}

fn play(steps: &[Step], settings: &Settings) -> Played {
    let mut played = Played { person: Person::new(3), journal: Vec::new(), now: afterword_core::walk::now() };
    let event = |played: &mut Played, event: &Event| {
        let (entry, _) = turn_at(&mut played.person, event, played.now, settings);
        played.journal.extend(entry);
    };
    event(&mut played, &Event::Visit);
    let command =
        |command: &Command| Event::Heard { meaning: Meaning::Command(command.clone()), said: None, stamp: None };
    for step in steps {
        match step {
            Step::Answer(n) => {
                let samples = samples_at(&played.person);
                match samples.get(n % samples.len().max(1)) {
                    Some(sample) => event(&mut played, &typed(sample, *n)),
                    None => event(&mut played, &command(&COMMANDS[n % 4])),
                }
            }
            Step::Command(n) => event(&mut played, &command(&COMMANDS[*n])),
            Step::Nonsense => {
                let meaning = Meaning::Unclear(Unclear::NotUnderstood(Private::new("?")));
                event(&mut played, &Event::Heard { meaning, said: None, stamp: None });
            }
            Step::Later(hours) => played.now = played.now.checked_add(SignedDuration::from_hours(*hours)).unwrap(),
            Step::Due => event(&mut played, &Event::Due),
            Step::Visit => event(&mut played, &Event::Visit),
        }
    }
    played
}

/// The sample answer, as it was understood from some words.
fn typed(sample: &Sample, n: usize) -> Event {
    let meaning = Meaning::Answers(vec![sample.answer.clone()]);
    Event::Heard { meaning, said: Some(Private::new(format!("words {n}"))), stamp: None }
}

fn altered() -> Settings {
    Settings {
        zone: "Australia/Lord_Howe".into(),
        short_questions: 1,
        full_questions: 2,
        things_to_build: 1,
        late_after_hours: 1,
        late_weight: 10,
        resume_days: 1,
        rehearse_after_days: vec![9],
        half_life_days: 1.0,
        ..settings()
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Ten thousand random conversations, every other one under altered settings:
    /// the state that talking led to is the fold of the journal as it is written
    /// down, though folding asks for no settings, no locale and no clock.
    #[test]
    fn the_state_is_the_fold_of_the_journal(steps in steps(), other_settings in any::<bool>()) {
        let settings = if other_settings { altered() } else { settings() };
        let played = play(&steps, &settings);
        let written: Vec<String> = played.journal.iter().map(|entry| serde_json::to_string(entry).unwrap()).collect();
        let read: Vec<Entry> = written.iter().map(|line| serde_json::from_str(line).unwrap()).collect();
        prop_assert!(read == played.journal, "an entry does not read back as it was written");
        prop_assert!(Person::fold(3, &read) == played.person, "the fold is another person");
        for fact in read.iter().flat_map(|entry| &entry.facts) {
            if let Fact::Answered { question, .. } = fact {
                prop_assert!(matches!(question.name, Cow::Borrowed(_)), "{question} is missing in talks/names.rs");
            }
        }
        prop_assert!(read.windows(2).all(|two| two[0].revision < two[1].revision));

        let mut redacted = read;
        redact(&mut redacted);
        prop_assert!(Person::fold(3, &redacted) == played.person, "the redacted journal folds to another person");
        let once = redacted.clone();
        redact(&mut redacted);
        prop_assert!(redacted == once, "redacting twice takes out more");
    }

    /// Back after an answer that fits leads to the question it answered.
    #[test]
    fn where_somebody_stands_is_what_a_walk_from_the_opening_finds(steps in steps()) {
        let played = play(&steps, &settings());
        let mut person = Person::new(played.person.tag());
        for entry in &played.journal {
            person.apply(entry);
            for record in person.talks() {
                prop_assert!(*talks::walk(record) == talks::walk_anew(record), "in revision {}", entry.revision);
            }
        }
    }

    #[test]
    fn back_undoes_an_answer(steps in steps(), n in 0_usize..20) {
        let mut played = play(&steps, &settings());
        let Some(front) = played.person.front().map(|front| front.id) else { return Ok(()) };
        let ask = |played: &Played| {
            let record = played.person.talk(front)?;
            let question = walk(record).talk.question()?;
            Some((question.clone(), record.list(&question).len()))
        };
        let before = ask(&played);
        let samples = samples_at(&played.person);
        prop_assert!(!samples.is_empty(), "a talk is open and asks nothing: {}", portrait(&played.person));
        let sample = &samples[n % samples.len()];
        let settings = settings();
        turn_at(&mut played.person, &answered(sample), played.now, &settings);
        let still = played.person.front().map(|front| front.id) == Some(front);
        // D13 goes back as a whole, and what §7 asks is never kept.
        let plain = before.as_ref().is_some_and(|(question, _)| !question.name.starts_with("D13") && question.name != "CARE"
                && question.name != "F1" && question.name != "D1");
        let moved = ask(&played) != before;
        // In an open list, back takes the last item off first.
        let same = ask(&played).map(|(question, _)| question) == before.as_ref().map(|(question, _)| question.clone());
        let into_a_list = !same && ask(&played).is_some_and(|(_, listed)| listed > 0);
        // Answers known further on are walked over: then it is the last of those that goes back.
        let last = played.person.talk(front).and_then(|record| walk(record).path.last().cloned());
        let was_last = same || last == before.as_ref().map(|(question, _)| question.clone());
        if still && moved && plain && !into_a_list && was_last {
            let back = Event::Heard { meaning: Meaning::Command(Command::Back), said: None, stamp: None };
            turn_at(&mut played.person, &back, played.now, &settings);
            let after = ask(&played);
            let (question, listed) = before.unwrap();
            let (now_question, now_listed) = after.expect("the talk is still open");
            prop_assert_eq!(now_question, question);
            // "done" is taken back first; a full list keeps its last item.
            prop_assert!(now_listed == listed || now_listed == listed + 1);
        }
    }
}

/// A flow with an added, a removed and a reordered question keeps every surviving answer.
#[derive(Clone)]
struct Changed {
    questions: Vec<QuestionId>,
    answers: Vec<QuestionId>,
}

impl Machine for Changed {
    fn question(&self) -> Option<QuestionId> {
        self.questions.get(self.answers.len()).cloned()
    }

    fn parts(&self, _: &View<'_>) -> Vec<Part> {
        Vec::new()
    }

    fn answer(mut self, _: &Answer) -> Result<Self, Self> {
        self.answers.extend(self.question());
        Ok(self)
    }
}

#[test]
fn a_changed_flow_keeps_every_answer_whose_question_survives() {
    for journal in golden() {
        let person = Person::fold(7, &journal.entries);
        for record in person.talks() {
            let path = &walk(record).path;
            if path.len() < 4 {
                continue;
            }
            let added = QuestionId::new("D99");
            let mut reordered = path.clone();
            reordered.rotate_left(2);
            let mut longer = path.clone();
            longer.push(added.clone());
            let shorter: Vec<_> = path.iter().filter(|question| **question != path[1]).cloned().collect();
            for (flow, kept) in [(reordered, path.len()), (longer, path.len()), (shorter, path.len() - 1)] {
                let stands_at = if flow.contains(&added) { Some(added.clone()) } else { None };
                let walked =
                    walk_from(Changed { questions: flow, answers: Vec::new() }, |question| record.fed(question));
                assert_eq!(walked.path.len(), kept);
                assert_eq!(walked.talk.question(), stands_at);
            }
        }
    }
}

struct Golden {
    name: String,
    entries: Vec<Entry>,
}

/// The journals that released versions wrote.
fn golden() -> Vec<Golden> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/journals");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "jsonl"));
    files.sort();
    assert!(!files.is_empty(), "no golden journals in {folder}");
    let read = |file: &std::path::PathBuf| Golden {
        name: file.file_stem().unwrap().to_string_lossy().into_owned(),
        entries: std::fs::read_to_string(file)
            .unwrap()
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect(),
    };
    files.iter().map(read).collect()
}

/// What a person amounts to, for people to read: talks with the questions walked, the sheet, what is to come.
fn portrait(person: &Person) -> String {
    use std::fmt::Write;
    let mut text = String::new();
    for record in person.talks() {
        let walked = walk(record);
        let at = walked.talk.question().map_or_else(|| "its end".to_owned(), |question| question.to_string());
        let path: Vec<String> = walked.path.iter().map(ToString::to_string).collect();
        writeln!(text, "talk {} {:?} at {at}\n  {}", record.id, record.status, path.join(" ")).unwrap();
    }
    for row in afterword_core::sheet::view::rows(person, &settings()) {
        writeln!(text, "{:?}: {}", row.section, serde_json::to_string(&row.block).unwrap()).unwrap();
    }
    let mut agenda = afterword_core::reminders::agenda(person, &settings());
    agenda.sort_by_key(|reminder| reminder.due);
    for reminder in agenda {
        writeln!(text, "{} {}", reminder.due, serde_json::to_string(&reminder.id).unwrap()).unwrap();
    }
    text
}

#[test]
fn golden_journals_still_fold() {
    let update = std::env::var_os("UPDATE_GOLDENS").is_some();
    if update {
        write_missing_journals();
    }
    for journal in golden() {
        let person = Person::fold(7, &journal.entries);
        let path = format!("{}/tests/journals/{}.portrait", env!("CARGO_MANIFEST_DIR"), journal.name);
        if update {
            std::fs::write(&path, portrait(&person)).unwrap();
        }
        let committed = std::fs::read_to_string(&path).unwrap();
        assert!(portrait(&person) == committed, "{} folds to another person:\n{}", journal.name, portrait(&person));
    }
}

/// Writes the journals that are not there. Those that are stay as they are: they stand for what people said to
/// earlier versions.
fn write_missing_journals() {
    let mut short = Script::at_debrief(14, Command::Debrief(Some(Length::Short)));
    short_to_lines(&mut short, "no-example");
    short.pick("keep-all");
    short.pick("move");
    short.later(SignedDuration::from_hours(21)).event(&Event::Due);
    short.text("I could have named the team");
    short.pick("now");
    short.text("Two people from the team");

    let mut full = Script::at_debrief(14, Command::Debrief(Some(Length::Full)));
    full.scale(4);
    full.skip();
    full.text("One");
    full.text("Two");
    full.done();
    full.answers(vec![Answer::Scale(5), Answer::Scale(2)]);
    full.several(&["evidence"]);
    full.several(&["shape", "nerves"]);
    full.thing(0);
    full.several(&["example"]);
    full.thing(1);
    full.several(&["too-long", "misheard"]);
    full.pick("now");
    for _ in 0..5 {
        full.text("Words");
    }
    while full.at() != "nothing" {
        match full.at().as_str() {
            "D13" => full.pick("keep-all"),
            "D12.dream" => full.yes(),
            _ => full.skip(),
        };
    }
    full.command(Command::Correct);
    full.command(Command::Stop);
    full.command(Command::Sheet);

    for (name, script) in [("0.1-short", short), ("0.1-full", full)] {
        let base = format!("{}/tests/journals/{name}", env!("CARGO_MANIFEST_DIR"));
        std::fs::create_dir_all(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/journals")).unwrap();
        if std::path::Path::new(&format!("{base}.jsonl")).exists() {
            continue;
        }
        let lines: Vec<String> = script.journal.iter().map(|entry| serde_json::to_string(entry).unwrap()).collect();
        std::fs::write(format!("{base}.jsonl"), lines.join("\n") + "\n").unwrap();
    }
}
