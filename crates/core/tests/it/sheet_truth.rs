//! Readings and movement (§5) over random histories, held against a second
//! statement that goes forward interview by interview and forgets what it saw.

use super::sheet::{answered, entry, history, id};
use crate::script::debrief_of;
use afterword_core::{
    Answer, Fact, Id, Person, Private, QuestionId, Settings,
    ask::Pick,
    say::{Arg, Block},
    sheet::{
        cards,
        evidence::kept_lines,
        line::{Line, Verdict},
        movement::{progress, readings},
        reading::Reading,
        view::{Look, blocks_as},
    },
    talks::{Opening, feedback},
    vocabulary::{Agreement, Cause, Level, Progress, Skill, Trend},
};
use jiff::{ToSpan, civil};
use proptest::prelude::*;

/// One interview: days since the one before, whether it was looked back at late, and its
/// answers: the rating, and whether evidence was tested mostly (1), besides (2) or not (0). Then what the
/// employer said about evidence, where they did: how strong it sounded, and whether the person agrees.
type Interview = (i64, bool, Vec<(u8, u8)>, Option<Feedback>);
type Feedback = (u8, Option<Agreement>);

fn line((rating, share): (u8, u8), causes: Vec<Cause>) -> Line {
    let (skill, second) = match share {
        1 => (Skill::Evidence, None),
        2 => (Skill::Shape, Some(Skill::Evidence)),
        _ => (Skill::Shape, None),
    };
    let question = Private::new("Why us?");
    let (ingredients, worked, hindered) = (Vec::new(), None, None);
    Line::Answer { question, rating: Some(rating), skill: Some(skill), second, ingredients, worked, causes, hindered }
}

fn lived(interviews: &[Interview]) -> Person {
    let mut person = Person::new(1);
    let mut day = civil::date(2026, 1, 1);
    for (n, (gap, late, answers, feedback)) in interviews.iter().enumerate() {
        day = day.saturating_add(gap.days());
        let start = day.at(10, 0, 0, 0);
        let (round, talk, process) = (id(n, 0), id(n, 1), id(n, 2));
        let opening = debrief_of(round);
        let nickname = Private::new("job");
        let mut facts = vec![
            Fact::ProcessNoted { process, nickname, role: None, employer: None, agency: None },
            Fact::RoundNoted { round, talk: round, process, start, minutes: 60, kind: None, arrange: None },
            Fact::TalkOpened { talk, opening: Opening::Debrief(opening) },
        ];
        for (place, answer) in answers.iter().enumerate() {
            let question = QuestionId::of("D13", id(n, 10 + u8::try_from(place).unwrap()));
            let answer = Answer::Line { verdict: Verdict::Keep, line: Box::new(line(*answer, Vec::new())) };
            facts.push(Fact::Answered { talk, question, answer, said: None, weight: if *late { 60 } else { 100 } });
        }
        if let Some((strength, agreement)) = feedback {
            let talk = id(n, 3);
            facts.push(Fact::TalkOpened { talk, opening: Opening::Feedback(feedback::Opening { process }) });
            facts.push(said_by_the_employer(talk, *strength, *agreement));
        }
        person.apply(&entry(n, start, facts));
    }
    person
}

fn said_by_the_employer(talk: Id, strength: u8, agreement: Option<Agreement>) -> Fact {
    let (said, skills) = (Private::new("Plain to follow"), vec![Skill::Evidence]);
    let line = Line::Feedback { said, skills, rating: Some(strength), agreement };
    let weight = match agreement {
        Some(Agreement::Agree) => 200,
        Some(Agreement::Partly) => 100,
        Some(Agreement::Disagree) | None => 0,
    };
    let answer = Answer::Line { verdict: Verdict::Keep, line: Box::new(line) };
    Fact::Answered { talk, question: feedback::AGREE, answer, said: None, weight }
}

/// Everything that says something about evidence in one interview: the rating, and what it weighs. An
/// employer's word weighs two, one where the person agrees in part, and is none where they do not.
fn evidence_of((_, late, answers, feedback): &Interview) -> Vec<(u8, f64)> {
    let own = if *late { 0.6 } else { 1.0 };
    let answers = answers.iter().filter(|(_, share)| *share > 0);
    let mut evidence: Vec<_> = answers.map(|(rating, share)| (*rating, own / f64::from(*share))).collect();
    match feedback {
        Some((strength, Some(Agreement::Agree))) => evidence.push((*strength, 2.0)),
        Some((strength, Some(Agreement::Partly))) => evidence.push((*strength, 1.0)),
        _ => {}
    }
    evidence
}

/// What the text says comes out of it.
#[derive(Debug, Default)]
struct Told {
    weights: f64,
    sum: f64,
    by_interview: Vec<Vec<u8>>,
    ratings: Vec<u8>,
    day: i64,
    last_seen: i64,
    strong_since: Option<(i64, usize)>,
    fixed: bool,
}

impl Told {
    fn tell(interviews: &[Interview]) -> Self {
        let mut told = Self::default();
        for interview in interviews {
            told.day += interview.0;
            let tested = evidence_of(interview);
            if tested.is_empty() {
                continue;
            }
            // Half is left after every 120 days.
            let left = (-std::f64::consts::LN_2 * (told.day - told.last_seen) as f64 / 120.0).exp();
            told.last_seen = told.day;
            told.weights *= left;
            told.sum *= left;
            told.by_interview.push(Vec::new());
            for (rating, weight) in tested {
                told.weights += weight;
                told.sum += weight * f64::from(rating);
                told.ratings.push(rating);
                told.by_interview.last_mut().unwrap().push(rating);
                if told.two_low() {
                    told.fixed = false;
                }
            }
            told.strong_since = match (told.level(), told.strong_since) {
                (Level::Strong, Some((since, held))) => Some((since, held + 1)),
                (Level::Strong, None) => Some((told.day, 1)),
                _ => None,
            };
            let low_lately = told.by_interview.iter().rev().take(2).flatten().any(|rating| *rating < 3);
            if let Some((since, held)) = told.strong_since
                && held > 2
                && told.day - since > 59
                && !low_lately
            {
                told.fixed = true;
            }
        }
        told
    }

    fn two_low(&self) -> bool {
        self.ratings.iter().rev().take(2).filter(|rating| **rating < 3).count() == 2
    }

    fn value(&self) -> f64 {
        (3.0 + self.sum) / (1.0 + self.weights)
    }

    fn level(&self) -> Level {
        let value = self.value();
        if self.ratings.len() == 1 {
            Level::TooEarly
        } else if value < 2.5 {
            Level::Gap
        } else if self.two_low() || value < 3.4 {
            Level::Building
        } else if value >= 3.8 && self.ratings.len() > 2 && self.by_interview.len() > 1 {
            Level::Strong
        } else {
            Level::Sound
        }
    }

    fn trend(&self) -> Trend {
        let count = self.by_interview.len();
        if count == 1 {
            return Trend::First;
        }
        let late: Vec<f64> = self.by_interview[count - 2..].iter().flatten().map(|rating| f64::from(*rating)).collect();
        let early: Vec<f64> =
            self.by_interview[..count - 2].iter().flatten().map(|rating| f64::from(*rating)).collect();
        if late.len() < 3 || early.len() < 3 {
            return Trend::TooEarly;
        }
        let mean = |all: &[f64]| all.iter().sum::<f64>() / all.len() as f64;
        let change = mean(&late) - mean(&early);
        if change >= 0.8 {
            Trend::Rising
        } else if change <= -0.8 {
            Trend::Slipping
        } else {
            Trend::Steady
        }
    }
}

fn interviews() -> impl Strategy<Value = Vec<Interview>> {
    // Mostly good ones too, or nothing would ever become a fixed asset.
    let rating = prop_oneof![1_u8..=5, 4_u8..=5, 4_u8..=5];
    let answers = prop::collection::vec((rating, prop_oneof![Just(1_u8), Just(1), 0_u8..=2]), 0..5);
    let agreement = prop_oneof![
        3 => Just(Some(Agreement::Agree)),
        1 => Just(Some(Agreement::Partly)),
        1 => Just(Some(Agreement::Disagree)),
        1 => Just(None)
    ];
    let feedback = prop::option::weighted(0.4, (1_u8..=5, agreement));
    prop::collection::vec((1_i64..80, prop::bool::weighted(0.2), answers, feedback), 1..9)
}

fn evidence_reading(person: &Person) -> Option<Reading> {
    readings(&kept_lines(person), &Settings::default()).remove(&Skill::Evidence)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn readings_are_what_the_text_says(interviews in interviews()) {
        let told = Told::tell(&interviews);
        let found = evidence_reading(&lived(&interviews));
        prop_assert_eq!(found.is_none(), told.ratings.is_empty());
        if let Some(found) = found {
            prop_assert!((found.value - told.value()).abs() < 1e-9);
            // On the very border of two words, the last bit decides.
            prop_assume!([2.5, 3.4, 3.8].iter().all(|border| (told.value() - border).abs() > 1e-9));
            prop_assert_eq!(found.level, told.level());
            prop_assert_eq!(found.trend, told.trend());
            prop_assert_eq!(found.answers, told.ratings.len());
            prop_assert_eq!(found.interviews, told.by_interview.len());
            prop_assert_eq!(found.fixed, told.fixed);
            prop_assert_eq!(found.capped, told.two_low() && told.ratings.len() > 1 && told.value() >= 3.4);
        }
    }

    /// The outcome of a job never changes a reading, nor does time.
    #[test]
    fn neither_the_outcome_nor_time_changes_a_reading(interviews in interviews(), to in 0_usize..20, days in 1_i64..900) {
        let mut person = lived(&interviews);
        let before = evidence_reading(&person);
        let to = afterword_core::vocabulary::ProcessState::ALL[to % 20];
        let local = civil::date(2028, 1, 1).saturating_add(days.days()).at(10, 0, 0, 0);
        person.apply(&entry(90, local, vec![Fact::ProcessMoved { process: id(0, 2), to }, Fact::NewsHeard(id(0, 2))]));
        prop_assert_eq!(evidence_reading(&person), before);
    }

    /// A line with a cause: open, in hand, ready to try, cleared.
    #[test]
    fn lines_move_as_the_text_says(later in interviews(), card in 0_u8..4) {
        let mut all = vec![(0, false, vec![(2, 1)], None)];
        all.extend(later);
        let mut person = lived(&all);
        let (talk, item) = (id(0, 1), id(0, 10));
        let several = Answer::Several { picks: vec![Pick::Named("no-example".into())], other: None };
        let lined = Answer::Line { verdict: Verdict::Keep, line: Box::new(line((2, 1), vec![Cause::NoExample])) };
        let local = civil::datetime(2026, 1, 1, 12, 0, 0, 0);
        let mut facts = vec![
            Fact::ItemAdded { talk, question: QuestionId::new("D3"), item, text: Private::new("Why us?") },
            answered(talk, QuestionId::new("D7"), Answer::Choice(Pick::Thing(item))),
            answered(talk, QuestionId::new("D7.cause"), several),
            answered(talk, QuestionId::of("D13", item), lined),
        ];
        if card > 0 {
            facts.push(answered(talk, QuestionId::of("D7.first", item), Answer::Text(Private::new("First"))));
        }
        person.apply(&entry(50, local, facts));
        for nth in 1..card {
            let rehearsal = id(60 + usize::from(nth), 0);
            let made = cards::cards(&person)[0].id;
            let facts = vec![
                Fact::TalkOpened { talk: rehearsal, opening: Opening::Rehearsal(made) },
                answered(rehearsal, QuestionId::new("rehearse.compared"), Answer::Choice(Pick::Named("same".into()))),
                Fact::Finished(rehearsal),
            ];
            person.apply(&entry(60 + usize::from(nth), local, facts));
        }
        let told = Told::tell(&all);
        prop_assume!([2.5, 3.4].iter().all(|border| (told.value() - border).abs() > 1e-9));
        // An answer that tested it mostly, or what the employer said, as far as it counts.
        let answered_well = |(rating, share): &(u8, u8)| *rating > 3 && *share == 1;
        let heard_well = |(strength, agreement): Feedback| {
            strength > 3 && matches!(agreement, Some(Agreement::Agree | Agreement::Partly))
        };
        let went_well = all[1..]
            .iter()
            .any(|(_, _, answers, feedback)| answers.iter().any(answered_well) || feedback.is_some_and(heard_well));
        let expected = match card {
            _ if went_well && matches!(told.level(), Level::Building | Level::Sound | Level::Strong) => Progress::Cleared,
            0 => Progress::Open,
            1 | 2 => Progress::InHand,
            _ => Progress::ReadyToTry,
        };
        let lines = kept_lines(&person);
        let readings = readings(&lines, &Settings::default());
        let gap = lines.iter().find(|kept| kept.question.of == Some(item)).unwrap();
        prop_assert_eq!(progress(&person, gap, &lines, &readings), expected);
    }
}

fn words(blocks: &[Block]) -> Vec<String> {
    let row = |block: &Block| match block.args.iter().find(|(name, _)| *name == "line") {
        Some((_, Arg::Word(inner))) => inner.word.to_string(),
        _ => block.word.to_string(),
    };
    blocks.iter().map(row).collect()
}

#[test]
fn time_alone_adds_only_how_long_ago_it_was() {
    let person = history(&[(0, &[4, 4]), (1, &[4, 5])]);
    let on = |days: i64| {
        let today = Some(civil::date(2026, 1, 2).saturating_add(days.days()));
        words(&blocks_as(&person, &Settings::default(), Look { today, bars: false }))
    };
    assert!(on(119).contains(&"sheet-skill".to_owned()));
    assert!(on(120).contains(&"sheet-skill-old".to_owned()));
    assert!(!on(120).contains(&"sheet-skill".to_owned()));
}

#[test]
fn bars_stand_beside_a_skill_only_where_they_were_asked_for() {
    let person = history(&[(0, &[2]), (9, &[3]), (20, &[4, 4]), (30, &[5, 4, 5])]);
    let shown = |bars| blocks_as(&person, &Settings::default(), Look { today: None, bars });
    assert!(!words(&shown(false)).contains(&"sheet-bars".to_owned()));
    let with = serde_json::to_string(&shown(true)).unwrap();
    assert!(with.contains("▂▃▅▆"), "{with}");
}

#[test]
fn two_hard_answers_running_are_said_gently() {
    let person = history(&[(0, &[5, 5, 5, 5]), (9, &[5, 5, 2, 2])]);
    assert!(words(&blocks_as(&person, &Settings::default(), Look::default())).contains(&"sheet-capped".to_owned()));
    let better = history(&[(0, &[5, 5, 5, 5]), (9, &[5, 5, 2, 2]), (12, &[4])]);
    assert!(!words(&blocks_as(&better, &Settings::default(), Look::default())).contains(&"sheet-capped".to_owned()));
}
