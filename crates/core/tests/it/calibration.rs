//! How the hunches did (§5, calibration), held against whole numbers.

use crate::script::debrief_of;
use afterword_core::{
    Answer, Entry, Fact, Id, Person, Private, QuestionId,
    ask::Pick,
    entry::FORMAT,
    sheet::calibration::{Judgement, Outcome, Row, blocks, judgement, outcomes, table},
    talks::Opening,
    vocabulary::ProcessState as State,
};
use jiff::{ToSpan, civil};
use proptest::prelude::*;
use serde_json::json;

fn id(turn: usize, what: u8) -> Id {
    Id::minted(1, u32::try_from(turn).unwrap() + 1, what)
}

fn apply(person: &mut Person, facts: Vec<Fact>) {
    let revision = person.revision() + 1;
    let local = civil::date(2026, 1, 1).saturating_add(i64::from(revision).days()).at(10, 0, 0, 0);
    let at = local.in_tz("UTC").unwrap().timestamp();
    person.apply(&Entry { v: FORMAT, revision, at, local, facts });
}

fn process(person: &mut Person, turn: usize) -> Id {
    let nickname = Private::new("job");
    let process = id(turn, 0);
    apply(person, vec![Fact::ProcessNoted { process, nickname, role: None, employer: None, agency: None }]);
    process
}

/// An interview on this day, looked back at, with this hunch.
fn interview(person: &mut Person, turn: usize, process: Id, day: i64, hunch: Option<u8>) -> Id {
    let (round, talk) = (id(turn, 10), id(turn, 11));
    let start = civil::date(2026, 1, 1).saturating_add(day.days()).at(10, 0, 0, 0);
    let opening = debrief_of(round);
    let answer = hunch.map_or(Answer::Skipped, Answer::Percent);
    let facts = vec![
        Fact::RoundNoted { round, talk: round, process, start, minutes: 60, kind: None, arrange: None },
        Fact::TalkOpened { talk, opening: Opening::Debrief(opening) },
        Fact::Answered { talk, question: QuestionId::new("D12"), answer, said: None, weight: 100 },
        Fact::Finished(talk),
    ];
    apply(person, facts);
    round
}

fn known(person: &Person) -> Vec<(u8, bool)> {
    outcomes(person).iter().map(|outcome| (outcome.hunch, outcome.further)).collect()
}

/// One interview at 75 %, and the state its job came to.
fn ended(to: State) -> Person {
    let mut person = Person::new(1);
    let process = process(&mut person, 0);
    interview(&mut person, 1, process, 1, Some(75));
    apply(&mut person, vec![Fact::ProcessMoved { process, to }]);
    person
}

#[test]
fn every_state_is_further_a_no_or_not_known() {
    use State as S;
    for state in S::ALL {
        let expected = match state {
            S::NextRound | S::Offered | S::Deciding | S::Accepted | S::Declined => Some(true),
            S::WithdrawnByThem | S::Started | S::Reviewing => Some(true),
            S::Rejected | S::Learning | S::DreamWatch => Some(false),
            // Silence and pulled posts are excluded; the others are not known by their state.
            S::Silent | S::PostPulled => None,
            S::Noted | S::Interviewing | S::Waiting | S::OnHold | S::LetGo | S::WithdrawnByMe | S::Closed => None,
        };
        let expected: Vec<_> = expected.map(|further| (75, further)).into_iter().collect();
        assert_eq!(known(&ended(*state)), expected, "{state:?}");
    }
}

#[test]
fn another_round_is_further_whatever_came_after_it() {
    let mut person = Person::new(1);
    let process = process(&mut person, 0);
    interview(&mut person, 1, process, 1, Some(25));
    interview(&mut person, 2, process, 20, Some(90));
    assert_eq!(known(&person), [(25, true)]);
    apply(&mut person, vec![Fact::ProcessMoved { process, to: State::Rejected }]);
    assert_eq!(known(&person), [(25, true), (90, false)]);
    // One that was called off is none.
    apply(&mut person, vec![Fact::RoundCancelled(id(2, 10))]);
    assert_eq!(known(&person)[0], (25, false));
}

#[test]
fn a_skipped_hunch_is_no_hunch() {
    let mut person = Person::new(1);
    let process = process(&mut person, 0);
    interview(&mut person, 1, process, 1, None);
    apply(&mut person, vec![Fact::ProcessMoved { process, to: State::Rejected }]);
    assert_eq!(known(&person), []);
}

#[test]
fn a_post_that_was_let_go_counts_by_why_it_ended() {
    let let_go = |pulled: bool, reason: Option<&'static str>| {
        let mut person = ended(State::Rejected);
        let process = id(0, 0);
        let opening = Opening::No(serde_json::from_value(json!({ "process": process, "pulled": pulled })).unwrap());
        let mut facts = vec![Fact::TalkOpened { talk: id(5, 1), opening }, Fact::Finished(id(5, 1))];
        if let Some(reason) = reason {
            let (talk, answer) = (id(5, 2), Answer::Choice(Pick::Named(reason.into())));
            let opening = serde_json::from_value(json!({ "process": process, "no": id(5, 1) })).unwrap();
            facts.push(Fact::TalkOpened { talk, opening: Opening::Learning(opening) });
            facts.push(Fact::Answered { talk, question: QuestionId::new("R4"), answer, said: None, weight: 100 });
        }
        facts.push(Fact::ProcessMoved { process, to: State::LetGo });
        apply(&mut person, facts);
        known(&person)
    };
    assert_eq!(let_go(false, None), [(75, false)]);
    assert_eq!(let_go(false, Some("internal")), [(75, false)]);
    assert_eq!(let_go(false, Some("pulled")), []);
    assert_eq!(let_go(true, None), []);
}

fn made(hunches: &[(u8, bool)]) -> Vec<Outcome> {
    hunches.iter().map(|(hunch, further)| Outcome { round: id(0, 0), hunch: *hunch, further: *further }).collect()
}

#[test]
fn the_table_of_the_specification() {
    let seven = [(75, true), (75, true), (25, true), (25, true), (25, true), (25, false), (25, false)];
    let rows = table(&made(&seven)).unwrap();
    assert_eq!(rows, [Row { hunch: 75, put: 2, further: 2 }, Row { hunch: 25, put: 5, further: 3 }]);
    assert_eq!(judgement(&made(&seven)), None, "no judgement before ten");
    assert!(table(&made(&seven[..5])).is_some());
    assert!(table(&made(&seven[..4])).is_none());
}

#[test]
fn too_few_are_said_to_be_too_few() {
    let shown = blocks(&ended(State::Rejected));
    assert_eq!(shown.iter().map(|block| &block.word).collect::<Vec<_>>(), ["hunches-too-few"]);
}

#[test]
fn judged_from_ten_on_and_beyond_two_standard_errors() {
    let of = |hunch: u8, further: usize| -> Vec<(u8, bool)> { (0..10).map(|n| (hunch, n < further)).collect() };
    for (hunch, further, expected) in [
        (25, 8, Judgement::SellingShort),
        (25, 5, Judgement::AboutRight), // 2.5 over, 2.7 allowed
        (25, 6, Judgement::SellingShort),
        (90, 10, Judgement::AboutRight), // all of them, and no more than chance
        (90, 7, Judgement::Rosy),
        (90, 8, Judgement::AboutRight),
        (50, 5, Judgement::AboutRight),
        (10, 0, Judgement::AboutRight),
    ] {
        assert_eq!(judgement(&made(&of(hunch, further))), Some(expected), "{hunch} {further}");
        assert_eq!(judgement(&made(&of(hunch, further)[..9])), None);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    /// In whole numbers: 100 times the sum of what came, less the sum of the hunches, squared,
    /// is more than 4 times the sum of h(100 − h).
    #[test]
    fn the_judgement_follows_whole_numbers(
        hunches in prop::collection::vec((prop::sample::select(vec![10_u8, 25, 50, 75, 90]), any::<bool>()), 0..40)
    ) {
        let came: i64 = hunches.iter().filter(|(_, further)| *further).count() as i64 * 100;
        let thought: i64 = hunches.iter().map(|(hunch, _)| i64::from(*hunch)).sum();
        let spread: i64 = hunches.iter().map(|(hunch, _)| i64::from(*hunch) * (100 - i64::from(*hunch))).sum();
        let beyond = (came - thought).pow(2) > 4 * spread;
        let expected = match (hunches.len() < 10, beyond, came > thought) {
            (true, _, _) => None,
            (_, false, _) => Some(Judgement::AboutRight),
            (_, true, true) => Some(Judgement::SellingShort),
            (_, true, false) => Some(Judgement::Rosy),
        };
        // Where both sides are equal, halves of a millionth decide: leave those out.
        prop_assume!((came - thought).pow(2) != 4 * spread);
        prop_assert_eq!(judgement(&made(&hunches)), expected);

        let rows = table(&made(&hunches)).unwrap_or_default();
        prop_assert_eq!(rows.is_empty(), hunches.len() < 5);
        if !rows.is_empty() {
            prop_assert_eq!(rows.iter().map(|row| row.put).sum::<usize>(), hunches.len());
            prop_assert_eq!(rows.iter().map(|row| row.further).sum::<usize>() as i64 * 100, came);
            prop_assert!(rows.windows(2).all(|pair| pair[0].hunch > pair[1].hunch));
        }
    }
}
