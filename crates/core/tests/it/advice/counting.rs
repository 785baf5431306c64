//! From answers to levels, for every combination of answers in a family, skipped
//! and silent ones among them. The points are the brackets of §4, copied as text:
//! the answers arrive by the ids that people press.

use afterword_core::{
    Answer,
    advice::{
        Family, Known, Level, Signs, Standing, advise,
        answers::{AskedForTime, Clear, Desperate, PutOff, Reason, Sign, Term, WhyLeft},
        signs::{Change, Changes},
    },
    ask::Pick,
};

/// One question: how its answer gets into the signs, and what the brackets say.
struct Asked {
    put: fn(&mut Signs, &Answer),
    silent: fn(&mut Signs),
    /// "choice points", `?` for unknown; a family's own `?` besides skipping.
    brackets: &'static str,
    to_employer: bool,
}

macro_rules! asked {
    ($group:ident . $field:ident, $employer:expr, $brackets:literal) => {
        Asked {
            put: |signs, answer| signs.$group.$field = Sign::read(answer),
            silent: |signs| signs.$group.$field = Known::NotAnswered,
            brackets: $brackets,
            to_employer: $employer,
        }
    };
}

const VAGUE: &[Asked] = &[
    asked!(vague.describe, false, "yes 0, partly 1, no 2"),
    asked!(vague.success, true, "yes 0, no 1"),
    asked!(vague.clear, true, "clear 0, partial 1, dodged 2, not-asked ?"),
    asked!(vague.terms, true, "yes 0, coming ?, refused 2"),
];
const TURNOVER: &[Asked] = &[
    asked!(turnover.people, true, "new-or-one 0, two 1, three-or-more 2, dont-know ?"),
    asked!(turnover.why_left, true, "clear 0, mixed 1, evasive 2, not-asked ?"),
    asked!(turnover.staff, false, "good 0, mixed 1, poor 2, not-looked ?"),
    asked!(turnover.backing, true, "yes 0, none-needed 0, no 1"),
];
const CV: &[Asked] = &[
    asked!(cv.new, true, "plenty 0, little 1, none 2"),
    asked!(cv.glad, false, "yes 0, unsure 1, no 2"),
    asked!(cv.step_back, false, "no 0, yes 1"),
];

/// "≤ 0 → 0 clear; 1 → 1 worth asking; 2–3 → 2 concern; ≥ 4 → 3 strong concern."
fn level(points: u32) -> Level {
    let table = [0, 1, 2, 2, 3, 3, 3, 3, 3, 3];
    Level::ALL[table[points as usize]]
}

/// Every combination of one family, by what the brackets say of each answer.
fn walk(family: Family, questions: &[Asked]) -> u32 {
    fn on(family: Family, questions: &[Asked], signs: &Signs, points: u32, expected: Standing) -> u32 {
        let Some((question, rest)) = questions.split_first() else {
            let found = advise(signs).families[&family];
            assert_eq!(found, Standing { level: level(points), ..expected }, "{signs:?}");
            return 1;
        };
        let mut cells = 0;
        let silent = Standing { not_answered: true, ..expected };
        let open = Standing { open: true, asked: expected.asked && !question.to_employer, ..expected };
        let mut go = |put: &dyn Fn(&mut Signs), more: u32, expected: Standing| {
            let mut signs = signs.clone();
            put(&mut signs);
            cells += on(family, rest, &signs, points + more, expected);
        };
        go(&|signs| (question.silent)(signs), 0, silent);
        go(&|signs| (question.put)(signs, &Answer::Skipped), 0, open);
        for choice in question.brackets.split(", ") {
            let (id, counts) = choice.split_once(' ').unwrap();
            let answer = Answer::Choice(Pick::Named(id.into()));
            match counts {
                "?" => go(&|signs| (question.put)(signs, &answer), 0, open),
                points => go(&|signs| (question.put)(signs, &answer), points.parse().unwrap(), expected),
            }
        }
        cells
    }
    on(family, questions, &Signs::all_clear(), 0, Standing::CLEAR)
}

#[test]
fn points_make_levels_for_every_answer_of_v_t_and_c() {
    let cells = [(Family::Vague, VAGUE), (Family::Turnover, TURNOVER), (Family::Cv, CV)]
        .map(|(family, questions)| walk(family, questions));
    println!("V, T, C: {cells:?} combinations of answers");
    assert_eq!(cells, [5 * 4 * 6 * 5, 6 * 6 * 6 * 5, 5 * 5 * 4]);
}

#[test]
fn the_choices_are_those_of_the_brackets_and_no_others() {
    let offered = |choices: Vec<afterword_core::ask::Choice>| -> Vec<String> {
        let id = |pick| if let Pick::Named(id) = pick { id.into_owned() } else { panic!("a fixed choice") };
        choices.into_iter().map(|choice| id(choice.pick)).collect()
    };
    let brackets = |asked: &Asked| -> Vec<String> {
        // The `?` stands last among the choices.
        let (unknown, known): (Vec<&str>, Vec<&str>) = asked.brackets.split(", ").partition(|one| one.ends_with('?'));
        known.into_iter().chain(unknown).map(|one| one.split(' ').next().unwrap().to_owned()).collect()
    };
    use afterword_core::advice::answers as a;
    let all: [Vec<afterword_core::ask::Choice>; 11] = [
        a::Describe::offer(),
        a::Success::offer(),
        a::Clear::offer(),
        a::Terms::offer(),
        a::People::offer(),
        a::WhyLeft::offer(),
        a::Staff::offer(),
        a::Backing::offer(),
        a::New::offer(),
        a::Glad::offer(),
        a::StepBack::offer(),
    ];
    for (choices, asked) in all.into_iter().zip([VAGUE, TURNOVER, CV].into_iter().flatten()) {
        assert_eq!(offered(choices), brackets(asked));
    }
}

#[test]
fn points_make_levels_for_every_answer_of_p() {
    let mut cells = 0_u32;
    let days: Vec<Known<u16>> = [Known::Open, Known::NotAnswered].into_iter().chain((0..=7).map(Known::Is)).collect();
    let with_unknown =
        |count: usize| -> Vec<Option<usize>> { std::iter::once(None).chain((0..count).map(Some)).collect() };
    for days in days {
        for time in with_unknown(4) {
            for put_off in with_unknown(2) {
                for reason in with_unknown(3) {
                    for ticks in 0..=5 {
                        let mut signs = Signs::all_clear();
                        signs.pressure.days = days;
                        signs.pressure.time = time.map_or(Known::Open, |of| Known::Is(AskedForTime::ALL[of]));
                        signs.pressure.put_off = put_off.map_or(Known::Open, |of| Known::Is(PutOff::ALL[of]));
                        signs.pressure.reason = reason.map_or(Known::Open, |of| Known::Is(Reason::ALL[of]));
                        signs.desperate = Desperate::ALL[..ticks].to_vec();
                        let found = advise(&signs).families[&Family::Pressure];

                        // Sentence by sentence, as the text has them.
                        let (four_or_less, two_or_more) = match days {
                            Known::Is(0 | 1) => (true, false),
                            Known::Is(2..=4) => (true, true),
                            _ => (false, true),
                        };
                        let agreed = time == Some(1);
                        let points = u32::from(!two_or_more)
                            + if time == Some(2) && four_or_less { 2 } else { 0 }
                            + if put_off == Some(1) { 2 } else { 0 }
                            + u32::from(reason == Some(2) && four_or_less && !agreed)
                            + u32::from(ticks >= 3);
                        let to_ask = days == Known::Open
                            || time.is_none()
                            || (time == Some(3) && four_or_less)
                            || (reason.is_none() && !agreed);
                        let expected = Standing {
                            level: level(points),
                            open: to_ask || put_off.is_none(),
                            not_answered: days == Known::NotAnswered,
                            asked: !to_ask,
                        };
                        assert_eq!(found, expected, "{:?} {ticks}", signs.pressure);
                        cells += 1;
                    }
                }
            }
        }
    }
    println!("P: {cells} combinations of answers");
}

#[test]
fn x_has_its_own_levels_for_every_three_changes() {
    const STATES: [Known<bool>; 4] = [Known::Is(true), Known::Is(false), Known::Open, Known::NotAnswered];
    let mut cells = 0_u32;
    let mut check = |changes: &[Change]| {
        let mut signs = Signs::all_clear();
        signs.changes = Changes::Are(changes.to_vec());
        let found = advise(&signs).families[&Family::Changed];
        let no = |known: Known<bool>| known == Known::Is(false);
        let both = changes.iter().filter(|change| no(change.explained) && no(change.welcome)).count();
        let either = changes.iter().filter(|change| no(change.explained) != no(change.welcome)).count();
        let all_welcome = changes.iter().all(|change| !no(change.welcome));
        let number = match (both, either) {
            (0, 0) => 0,
            (0, 1) => 1,
            (0, _) if all_welcome => 1,
            (0 | 1, _) => 2,
            _ => 3,
        };
        let unknown =
            |state: Known<bool>| changes.iter().any(|change| change.explained == state || change.welcome == state);
        let expected = Standing {
            level: Level::ALL[number],
            open: unknown(Known::Open),
            not_answered: unknown(Known::NotAnswered),
            asked: changes.iter().all(|change| change.explained != Known::Open),
        };
        assert_eq!(found, expected, "{changes:?}");
        cells += 1;
    };
    let change = |what: usize, state: usize| Change {
        what: Term::ALL[what],
        explained: STATES[state / 4],
        welcome: STATES[state % 4],
    };
    check(&[]);
    for one in 0..16 {
        check(&[change(0, one)]);
        for two in 0..16 {
            check(&[change(0, one), change(1, two)]);
            for three in 0..16 {
                check(&[change(0, one), change(1, two), change(2, three)]);
            }
        }
    }
    println!("X: {cells} combinations of changes");
    let mut skipped = Signs::all_clear();
    skipped.changes = Changes::Open;
    assert_eq!(advise(&skipped).families[&Family::Changed], Standing { open: true, ..Standing::CLEAR });
}

#[test]
fn silence_turns_two_answers_and_leaves_nothing_open() {
    // Every question of V and T alone and in pairs, open or answered well.
    let all: Vec<&Asked> = [VAGUE, TURNOVER, CV].into_iter().flatten().collect();
    for (first, one) in all.iter().enumerate() {
        for two in &all[first..] {
            let mut signs = Signs::all_clear();
            (one.put)(&mut signs, &Answer::Skipped);
            (two.put)(&mut signs, &Answer::Skipped);
            let clear = signs.vague.clear == Known::Open;
            let why_left = signs.turnover.why_left == Known::Open;
            let silent = signs.after_silence();
            assert_eq!(silent.vague.clear == Known::Is(Clear::Dodged), clear);
            assert_eq!(silent.turnover.why_left == Known::Is(WhyLeft::Evasive), why_left);
            let advice = advise(&silent);
            assert_eq!(advice.open().count(), 0);
            assert!(advice.families.values().all(|standing| standing.asked && !standing.open));
        }
    }
    // Not having asked for time is unknown only where time is short.
    for (days, not_answered) in [(4, true), (5, false)] {
        let mut signs = Signs::all_clear();
        signs.pressure.days = Known::Is(days);
        signs.pressure.time = Known::Is(AskedForTime::NotAsked);
        assert_eq!(advise(&signs.after_silence()).families[&Family::Pressure].not_answered, not_answered);
    }
}

#[test]
fn the_exceptions_are_complete_with_every_condition_and_with_none_less() {
    use afterword_core::advice::{
        Exception,
        answers::{HoldingWhy, Success},
        exceptions::{Claim, Holding, Stabilise, claim},
    };
    let day = jiff::civil::date(2027, 1, 1);
    let states = [Known::Is(Success::Yes), Known::Is(Success::No), Known::Open, Known::NotAnswered];
    for bits in 0..16_u8 {
        let is = |bit: u8| bits >> bit & 1 == 1;
        for success in states {
            let mut signs = Signs::all_clear();
            signs.vague.success = success;
            signs.stabilise =
                Some(Stabilise { problem: is(0), backer: is(1), success: is(2), look_elsewhere: is(3).then_some(day) });
            let complete = bits == 15 && success != Known::Is(Success::No);
            let expected = if complete { Claim::Complete } else { Claim::Incomplete };
            assert_eq!(claim(Exception::EyesOpen, &signs), expected);
            assert_eq!(claim(Exception::HoldingPattern, &signs), Claim::None);
        }
        for why in HoldingWhy::ALL {
            let mut signs = Signs::all_clear();
            signs.holding = Some(Holding { why: is(0).then_some(*why), time_for: is(1), ends: is(2).then_some(day) });
            let expected = if bits & 7 == 7 { Claim::Complete } else { Claim::Incomplete };
            assert_eq!(claim(Exception::HoldingPattern, &signs), expected);
            assert_eq!(claim(Exception::EyesOpen, &signs), Claim::None);
        }
    }
}
