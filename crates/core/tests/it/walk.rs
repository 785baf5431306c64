//! Invariant 3: from every position of every talk, whatever can arrive there is answered, and the end stays reachable.

use crate::ids::{branches, ids};
use afterword_core::{
    Answer, Command, Event, Id, Person, Private, QuestionId,
    answer::{When, YesNo},
    ask::{Pick, Stamp},
    event::{Meaning, Unclear},
    vocabulary::{Length, News},
    walk::{TALKS, mermaid, now, position_of, samples_at, settings, turn, turn_at, walk},
};
use jiff::{SignedDuration, civil};
use std::collections::BTreeSet;

#[test]
fn the_walk_sees_every_id_and_branch_and_reports_what_it_covered() {
    let (mut positions, mut edges, mut turns) = (0, 0, 0);
    for (talk, ids) in ids() {
        let walk = walk(talk).expect("a talk of that name");
        let seen: BTreeSet<&str> = walk.positions.keys().map(|position| position.question.as_str()).collect();
        for id in ids {
            assert!(seen.contains(id), "{talk}: {id} was never reached");
        }
        // A question with a title stands in a box; only ends may stand in rounded ones.
        let known = |line: &&str| ids.iter().any(|id| line.ends_with(&format!("([{id}])")));
        let untitled: Vec<_> = mermaid(talk).unwrap().lines().filter(known).map(str::to_owned).collect();
        assert!(untitled.is_empty(), "{talk}: a question has no title: {untitled:?}");
        let strange: Vec<_> = seen.iter().filter(|id| !id.starts_with('(') && !ids.contains(id)).collect();
        assert!(strange.is_empty(), "{talk}: {strange:?} stand in no list");
        println!("{talk}: {} positions, {} edges, {} turns", walk.positions.len(), walk.edges.len(), walk.turns);
        positions += walk.positions.len();
        edges += walk.edges.len();
        turns += walk.turns;
        for (_, from, by, to) in branches().filter(|(of, ..)| *of == talk) {
            let found = walk.edges.iter().any(|edge| edge.from == from && edge.by == by && edge.to == to);
            assert!(found, "{talk}: the branch {from} –{by}→ {to} was never walked");
        }
    }
    println!("in all: {positions} positions, {edges} edges, {turns} turns");
    let listed: BTreeSet<_> = ids().map(|(talk, _)| talk).collect();
    assert_eq!(listed, TALKS.iter().copied().collect());
    assert!(branches().all(|(talk, ..)| listed.contains(talk)));
}

/// Whoever only skips, or takes the last thing on offer where skipping is not, gets to the end.
#[test]
fn the_end_stays_reachable_from_everywhere() {
    for talk in TALKS {
        for (position, mut person) in walk(talk).unwrap().positions {
            let mut answers = 0;
            while !position_of(talk, &person).is_end() {
                let last =
                    samples_at(&person).pop().unwrap_or_else(|| panic!("{talk}: nothing to answer at {position:?}"));
                turn(&mut person, &afterword_core::walk::answered(&last));
                answers += 1;
                assert!(answers < 60, "{talk}: no way out of {position:?}");
            }
        }
    }
}

/// Everything that can arrive anywhere, fitting or not.
fn inputs(person: &Person) -> Vec<(String, Event)> {
    let heard = |meaning| Event::Heard { meaning, said: Some(Private::new("as typed")), stamp: None };
    let lengths = [None, Some(Length::Short), Some(Length::Full), Some(Length::Capture)].map(Command::Debrief);
    let day = When { at: civil::datetime(2026, 12, 1, 9, 0, 0, 0), hour_named: true };
    let commands = [
        Command::Help,
        Command::Interview,
        Command::Reschedule,
        Command::Cancelled,
        Command::Sheet,
        Command::Rehearse,
        Command::List,
        Command::Quiet(None),
        Command::Quiet(Some(day.at)),
        Command::Unquiet,
        Command::Support,
        Command::Privacy,
        Command::Zone,
        Command::Back,
        Command::Pause,
        Command::Resume,
        Command::Stop,
        Command::DeleteThat,
        Command::Correct,
        Command::Why,
        Command::Again,
        Command::Heard(None),
        Command::Heard(Some(News::No)),
        Command::Heard(Some(News::Offer)),
        Command::Waiting,
        Command::Worry,
        Command::Withdraw,
        Command::Feedback,
        Command::Dream,
        Command::Offer,
        Command::CounterOffer,
        Command::Letters,
        Command::Calendar,
        Command::Panel,
        Command::Next,
        Command::Settings,
        Command::Export,
        Command::Erase,
    ];
    let mut inputs: Vec<_> = commands
        .into_iter()
        .chain(lengths)
        .map(|command| (format!("{command:?}"), heard(Meaning::Command(command))))
        .collect();
    let stranger = Id::minted(9, 9, 9);
    let answers = [
        Answer::Skipped,
        Answer::Text(Private::new("text")),
        Answer::Choice(Pick::Named("nonsense".into())),
        Answer::Choice(Pick::Thing(stranger)),
        Answer::Choice(Pick::Question(QuestionId::new("D99"))),
        Answer::Several { picks: vec![Pick::Thing(stranger)], other: None },
        Answer::Several { picks: Vec::new(), other: None },
        Answer::Scale(0),
        Answer::Scale(3),
        Answer::Scale(200),
        Answer::Percent(50),
        Answer::When(day),
        Answer::YesNo(YesNo::Unknown),
        Answer::Zone("Nowhere/Land".into()),
        Answer::Country("ZZ".into()),
        Answer::Done,
        Answer::Items(Vec::new()),
    ];
    for (n, answer) in answers.into_iter().enumerate() {
        inputs.push((format!("answer {n}"), heard(Meaning::Answers(vec![answer.clone()]))));
        inputs.push((format!("answer {n} twice"), heard(Meaning::Answers(vec![answer.clone(), answer]))));
    }
    let found = || Private::new("found");
    let unclear = [
        Unclear::Empty,
        Unclear::TooLong(100_000),
        Unclear::OutOfRange { found: found(), low: 1, high: 5 },
        Unclear::NoSuchDay(found()),
        Unclear::WrongSide { found: civil::date(2026, 2, 1), future: true },
        Unclear::WrongSide { found: civil::date(2027, 2, 1), future: false },
        Unclear::NoSuchPlace(found()),
        Unclear::Ambiguous(found()),
        Unclear::NotSkippable,
        Unclear::Part(found()),
        Unclear::NotUnderstood(found()),
    ];
    for (n, unclear) in unclear.into_iter().enumerate() {
        inputs.push((format!("unclear {n}"), heard(Meaning::Unclear(unclear))));
    }
    let stale = Stamp { talk: stranger, question: QuestionId::new("D1"), revision: 1 };
    let meaning = Meaning::Answers(vec![Answer::Scale(1)]);
    inputs.push(("a stale button".into(), Event::Heard { meaning, said: None, stamp: Some(stale) }));
    inputs.push(("a visit".into(), Event::Visit));
    inputs.push(("a wake-up".into(), Event::Due));
    if let Some(person) = samples_at(person).first() {
        inputs.push(("a good answer".into(), afterword_core::walk::answered(person)));
    }
    inputs
}

/// The talks that ask about a wait.
const WAITS: &[&str] = &["nudge", "silence", "weekly", "day-before", "confirm"];

/// What ends a wait.
fn is_news(event: &Event) -> bool {
    let Event::Heard { meaning: Meaning::Command(command), .. } = event else { return false };
    matches!(command, Command::Heard(Some(_)) | Command::Offer | Command::Withdraw | Command::Interview)
}

#[test]
fn whatever_arrives_anywhere_is_answered_and_what_it_broke_into_can_be_gone_on_with() {
    let mut turns = 0;
    for talk in TALKS {
        for (position, person) in walk(talk).unwrap().positions {
            let front = person.front().map(|front| front.id);
            for (name, event) in inputs(&person) {
                let mut next = person.clone();
                let (entry, said) = turn_at(&mut next, &event, now(), &settings());
                turns += 1;
                let silent = matches!(event, Event::Due) || (said.is_empty() && entry.is_some());
                assert!(
                    silent || said.iter().any(|say| !say.blocks.is_empty() || say.ask.is_some()),
                    "{talk} at {position:?}: {name} met silence"
                );
                // Whatever broke in: closing it brings the talk back to the same question.
                if !position.is_end()
                    && matches!(event, Event::Heard { meaning: Meaning::Command(_), .. })
                    && next.stack().len() > person.stack().len()
                {
                    let mut guard = 0;
                    while next.front().map(|front| front.id) != front && guard < 10 {
                        turn(
                            &mut next,
                            &Event::Heard { meaning: Meaning::Command(Command::Stop), said: None, stamp: None },
                        );
                        guard += 1;
                    }
                    let back = position_of(talk, &next);
                    // The question about a wait is over once what it waited for has come.
                    let answered = WAITS.contains(talk) && back.question == "(lapsed)" && is_news(&event);
                    let held = position.question == "W1b" && back.is_end() && is_news(&event);
                    assert!(back == position || answered || held, "{talk}: {name} lost the place: {back:?}");
                }
            }
            // The days go by: every timer, ten times over.
            let mut next = person.clone();
            for day in 0..10 {
                let later = now().checked_add(SignedDuration::from_hours(24 * day + 10)).unwrap();
                turn_at(&mut next, &Event::Due, later, &settings());
                let wake = next.next_wake(&settings(), later);
                assert!(wake.is_none_or(|wake| wake > later), "{talk} at {position:?}: the wake-up does not move on");
                turns += 1;
            }
        }
    }
    println!("{turns} turns with everything that can arrive");
}

#[test]
fn the_committed_graphs_are_those_of_the_walk() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/graphs");
    for talk in TALKS {
        let path = format!("{folder}/{talk}.md");
        let graph =
            format!("# {talk}\n\nDrawn by `afterword graph {talk}`.\n\n```mermaid\n{}```\n", mermaid(talk).unwrap());
        if std::env::var_os("UPDATE_GOLDENS").is_some() {
            std::fs::create_dir_all(folder).unwrap();
            std::fs::write(&path, &graph).unwrap();
        }
        let committed = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(committed == graph, "{path} is not what the walk draws; UPDATE_GOLDENS=1 writes it anew");
    }
}
