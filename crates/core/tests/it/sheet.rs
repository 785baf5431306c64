//! The balance sheet (`conversations.md` §5).

use crate::script::debrief_of;
use afterword_core::{
    Answer, Entry, Fact, Id, Person, Private, QuestionId, Settings,
    ask::Pick,
    entry::FORMAT,
    sheet::{
        evidence::{evidence, kept_lines},
        line::{Line, Verdict},
        movement::{progress, readings},
        reading::{Reading, read},
        view,
    },
    talks::{Opening, debrief},
    vocabulary::{Cause, Level, Progress, Section, Skill, Trend},
};
use jiff::{ToSpan, civil};
use proptest::prelude::*;

/// One interview: its day (from 1 January 2026), and the ratings of the answers that tested evidence.
pub(super) type Interview<'a> = (i64, &'a [u8]);

pub(super) fn id(interview: usize, what: u8) -> Id {
    Id::minted(1, u32::try_from(interview).unwrap() + 1, what)
}

pub(super) fn history(interviews: &[Interview<'_>]) -> Person {
    let mut person = Person::new(1);
    for (n, (day, ratings)) in interviews.iter().enumerate() {
        let start = civil::date(2026, 1, 1).saturating_add(day.days()).at(10, 0, 0, 0);
        let (round, talk) = (id(n, 0), id(n, 1));
        let opening = debrief_of(round);
        let mut facts = vec![
            Fact::ProcessNoted {
                process: id(n, 2),
                nickname: Private::new("job"),
                role: None,
                employer: None,
                agency: None,
            },
            Fact::RoundNoted { round, talk: round, process: id(n, 2), start, minutes: 60, kind: None, arrange: None },
            Fact::TalkOpened { talk, opening: Opening::Debrief(opening) },
        ];
        for (place, rating) in ratings.iter().enumerate() {
            let question = QuestionId::of("D13", id(n, 10 + u8::try_from(place).unwrap()));
            let line = line(*rating, &[]);
            facts.push(answered(talk, question, Answer::Line { verdict: Verdict::Keep, line: Box::new(line) }));
        }
        person.apply(&entry(n, start, facts));
    }
    person
}

pub(super) fn entry(n: usize, local: civil::DateTime, facts: Vec<Fact>) -> Entry {
    let at = local.saturating_add(2.hours()).in_tz("UTC").unwrap().timestamp();
    Entry { v: FORMAT, revision: u32::try_from(n).unwrap() + 1, at, local, facts }
}

fn line(rating: u8, causes: &[Cause]) -> Line {
    Line::Answer {
        question: Private::new("Why us?"),
        rating: Some(rating),
        skill: Some(Skill::Evidence),
        second: None,
        ingredients: Vec::new(),
        worked: None,
        causes: causes.to_vec(),
        hindered: None,
    }
}

pub(super) fn answered(talk: Id, question: QuestionId, answer: Answer) -> Fact {
    Fact::Answered { talk, question, answer, said: None, weight: 100 }
}

fn reading(interviews: &[Interview<'_>]) -> Reading {
    let person = history(interviews);
    read(&evidence(&kept_lines(&person), Skill::Evidence), 120.0).expect("there is evidence")
}

#[test]
fn the_checks_of_the_specification() {
    let two_fives = reading(&[(0, &[5, 5])]);
    assert!((two_fives.value - 13.0 / 3.0).abs() < 1e-9, "5,5 → 4.33");
    assert_eq!(two_fives.level, Level::Sound, "too few answers for strong");

    let four = reading(&[(0, &[4, 4]), (0, &[4, 5])]);
    assert!((four.value - 4.0).abs() < 1e-9, "4,4,4,5 → 4.0");
    assert_eq!(four.level, Level::Strong);

    assert_eq!(reading(&[(0, &[4])]).level, Level::TooEarly);
}

#[test]
fn the_words_by_value() {
    for (ratings, level) in [
        (&[1, 1][..], Level::Gap),
        (&[2, 3], Level::Building),
        (&[3, 3], Level::Building),
        (&[4, 4], Level::Sound),
        (&[5, 5, 5], Level::Sound), // one interview only
    ] {
        assert_eq!(reading(&[(0, ratings)]).level, level, "{ratings:?}");
    }
}

#[test]
fn two_low_answers_running_cap_the_word() {
    let interviews: &[Interview<'_>] = &[(0, &[5, 5, 5, 5, 5]), (1, &[5, 5, 5, 2, 2])];
    assert_eq!(reading(interviews).level, Level::Building);
    assert_eq!(reading(&[interviews[0], (1, &[5, 5, 5, 2, 2, 5])]).level, Level::Strong);
}

#[test]
fn the_word_changes_only_when_evidence_arrives() {
    let person = history(&[(0, &[4, 4]), (1, &[5, 5])]);
    let before = readings(&kept_lines(&person), &Settings::default());
    let mut later = person.clone();
    later.apply(&entry(9, civil::datetime(2028, 1, 1, 9, 0, 0, 0), vec![Fact::Agreed]));
    assert_eq!(readings(&kept_lines(&later), &Settings::default()), before);
}

#[test]
fn old_answers_weigh_half_after_the_half_life() {
    let value = reading(&[(0, &[1]), (120, &[5])]).value;
    // (3 + 0.5 × 1 + 1 × 5) / (1 + 0.5 + 1)
    assert!((value - 8.5 / 2.5).abs() < 1e-9, "{value}");
}

#[test]
fn the_trend_sets_the_latest_two_interviews_against_all_earlier_ones() {
    assert_eq!(reading(&[(0, &[3, 3, 3])]).trend, Trend::First);
    assert_eq!(reading(&[(0, &[3]), (1, &[3])]).trend, Trend::TooEarly);
    assert_eq!(reading(&[(0, &[2, 3, 2]), (1, &[4, 4]), (2, &[4])]).trend, Trend::Rising);
    assert_eq!(reading(&[(0, &[5, 4, 5]), (1, &[3, 3]), (2, &[3])]).trend, Trend::Slipping);
    assert_eq!(reading(&[(0, &[4, 4, 4]), (1, &[4, 4]), (2, &[4])]).trend, Trend::Steady);
}

#[test]
fn strong_for_three_interviews_and_sixty_days_is_a_fixed_asset_until_two_low_answers() {
    let strong: Vec<Interview<'_>> = vec![(0, &[5, 5]), (10, &[5, 5]), (40, &[5]), (75, &[5])];
    assert!(reading(&strong).fixed);
    assert!(!reading(&[(0, &[5, 5]), (1, &[5, 5]), (2, &[5]), (3, &[5])]).fixed, "sixty days");
    assert!(!reading(&[(0, &[5, 5]), (10, &[5, 5]), (75, &[5, 5])]).fixed, "three interviews of strong");
    let with = |last: Interview<'static>| [strong.as_slice(), &[last]].concat();
    assert!(reading(&with((80, &[2]))).fixed, "one low answer does not end it");
    assert!(!reading(&with((80, &[2, 2]))).fixed);
    // A low answer in the last two interviews holds it back, wherever in its interview it came.
    let early: Vec<Interview<'_>> = vec![(0, &[5, 5]), (10, &[5, 5]), (40, &[5])];
    for last in [&[5, 2][..], &[2, 5]] {
        assert!(!reading(&[early.as_slice(), &[(75, last)]].concat()).fixed, "{last:?}");
    }
}

#[test]
fn a_gap_moves_from_open_to_cleared() {
    let mut person = history(&[(0, &[4, 3, 4])]);
    let (talk, item) = (id(0, 1), id(0, 20));
    let add = |person: &mut Person, n: usize, facts: Vec<Fact>| {
        person.apply(&entry(n, civil::datetime(2026, 1, 1, 12, 0, 0, 0), facts));
    };
    let where_to = |person: &Person| {
        let lines = kept_lines(person);
        let readings = readings(&lines, &Settings::default());
        let gap = lines.iter().find(|kept| kept.question.of == Some(item)).unwrap();
        progress(person, gap, &lines, &readings)
    };
    add(
        &mut person,
        1,
        vec![
            Fact::ItemAdded { talk, question: QuestionId::new("D3"), item, text: Private::new("Why us?") },
            answered(talk, QuestionId::new("D7"), Answer::Choice(Pick::Thing(item))),
            answered(
                talk,
                QuestionId::new("D7.cause"),
                Answer::Several { picks: vec![Pick::Named("no-example".into())], other: None },
            ),
            answered(
                talk,
                QuestionId::of("D13", item),
                Answer::Line { verdict: Verdict::Keep, line: Box::new(line(2, &[Cause::NoExample])) },
            ),
        ],
    );
    assert_eq!(where_to(&person), Progress::Open);
    add(&mut person, 2, vec![answered(talk, QuestionId::of("D7.first", item), Answer::Text(Private::new("First")))]);
    assert_eq!(where_to(&person), Progress::InHand);

    let card = afterword_core::sheet::cards::cards(&person)[0].id;
    for n in 3..5 {
        let rehearsal = id(n, 0);
        let compared = Answer::Choice(Pick::Named("better".into()));
        add(
            &mut person,
            n,
            vec![
                Fact::TalkOpened { talk: rehearsal, opening: Opening::Rehearsal(card) },
                answered(rehearsal, QuestionId::new("rehearse.compared"), compared),
                Fact::Finished(rehearsal),
            ],
        );
    }
    assert_eq!(where_to(&person), Progress::ReadyToTry);

    // It goes well in a later interview.
    let (round, debrief) = (id(8, 0), id(8, 1));
    let start = civil::datetime(2026, 2, 1, 10, 0, 0, 0);
    let Opening::Debrief(opening) = person.talk(talk).unwrap().opening.clone() else { panic!("a debrief") };
    let opening = Opening::Debrief(debrief::Opening { round, ..opening });
    add(
        &mut person,
        8,
        vec![
            Fact::RoundNoted { round, talk: round, process: id(0, 2), start, minutes: 60, kind: None, arrange: None },
            Fact::TalkOpened { talk: debrief, opening },
            answered(
                debrief,
                QuestionId::of("D13", id(8, 10)),
                Answer::Line { verdict: Verdict::Keep, line: Box::new(line(4, &[])) },
            ),
        ],
    );
    assert_eq!(where_to(&person), Progress::Cleared);
    let rows = view::rows(&person, &Settings::default());
    assert!(rows.iter().any(|row| row.block.word == "sheet-cleared" && row.section == Section::CurrentAssets));
}

#[test]
fn a_skipped_answer_is_unknown_never_zero() {
    let mut person = history(&[(0, &[4, 4])]);
    let unrated = Line::Answer {
        question: Private::new("Why us?"),
        rating: None,
        skill: Some(Skill::Evidence),
        second: None,
        ingredients: Vec::new(),
        worked: None,
        causes: vec![Cause::Nerves],
        hindered: None,
    };
    let before = readings(&kept_lines(&person), &Settings::default());
    let question = QuestionId::of("D13", id(0, 30));
    let kept = answered(id(0, 1), question, Answer::Line { verdict: Verdict::Keep, line: Box::new(unrated) });
    person.apply(&entry(5, civil::datetime(2026, 1, 1, 13, 0, 0, 0), vec![kept]));
    assert_eq!(readings(&kept_lines(&person), &Settings::default()), before);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    /// Over any history: the value is a weighted mean with the prior, the word
    /// follows from it and from the counts, and one more 5 never lowers it.
    #[test]
    fn a_reading_follows_its_rules(interviews in prop::collection::vec((0_i64..400, prop::collection::vec(1_u8..=5, 1..6)), 1..8)) {
        let mut interviews = interviews;
        interviews.sort_by_key(|(day, _)| *day);
        interviews.dedup_by_key(|(day, _)| *day);
        let borrowed: Vec<Interview<'_>> = interviews.iter().map(|(day, ratings)| (*day, ratings.as_slice())).collect();
        let found = reading(&borrowed);

        let newest = borrowed.last().unwrap().0;
        let weighted = borrowed.iter().flat_map(|(day, ratings)| {
            let weight = 0.5_f64.powf((newest - day) as f64 / 120.0);
            ratings.iter().map(move |rating| (weight, f64::from(*rating)))
        });
        let (weights, sum) = weighted.fold((0.0, 0.0), |(weights, sum), (weight, rating)| (weights + weight, sum + weight * rating));
        let value = (3.0 + sum) / (1.0 + weights);
        prop_assert!((found.value - value).abs() < 1e-9);

        let all: Vec<u8> = borrowed.iter().flat_map(|(_, ratings)| ratings.to_vec()).collect();
        let low_running = all.len() >= 2 && all[all.len() - 2..].iter().all(|rating| *rating <= 2);
        let expected = if all.len() < 2 {
            Level::TooEarly
        } else if value < 2.5 {
            Level::Gap
        } else if value < 3.4 || low_running {
            Level::Building
        } else if value < 3.8 || all.len() < 3 || borrowed.len() < 2 {
            Level::Sound
        } else {
            Level::Strong
        };
        prop_assert_eq!(found.level, expected);

        let mut better = interviews.clone();
        better.last_mut().unwrap().1.push(5);
        let better: Vec<Interview<'_>> = better.iter().map(|(day, ratings)| (*day, ratings.as_slice())).collect();
        prop_assert!(reading(&better).value >= found.value - 1e-9);
    }
}
