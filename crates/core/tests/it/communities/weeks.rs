//! Counts: from five people up, and once a week by themselves.

use super::{Square, filled, plan};
use afterword_core::{
    Id,
    community::{Act, Order, Plan, Setting, Told},
};
use jiff::Timestamp;

fn counts(square: &mut Square) -> Vec<[String; 4]> {
    let acts = square.orders(Order::Statistics);
    let Some(Act::Answer(say)) = acts.last() else { panic!("they are shown") };
    let lines = say.blocks.iter().filter(|block| block.word == "counts");
    lines.map(|line| ["posts", "begun", "finished", "shares"].map(|name| filled(line, name))).collect()
}

fn begins(square: &mut Square, run: Id, first: bool) {
    square.told(Told::Begun { run, first });
}

#[test]
fn a_count_is_shown_from_five_people_on() {
    let (mut square, series) = Square::with_series(1);
    let run = square.posted(series);
    let few = || "few-people".to_owned();
    for people in 1..=4 {
        begins(&mut square, run, true);
        begins(&mut square, run, false);
        assert_eq!(counts(&mut square), [["1".to_owned(), few(), few(), few()]], "{people} people");
    }
    begins(&mut square, run, true);
    assert_eq!(counts(&mut square), [["1".to_owned(), "9".to_owned(), few(), few()]], "talks of five people");
    for _ in 0..5 {
        square.told(Told::Finished { run, first: true });
    }
    assert_eq!(counts(&mut square)[0][2], "5");
}

#[test]
fn each_series_and_week_is_counted_by_itself_and_there_are_no_sums() {
    let (mut square, one) = Square::with_series(9);
    let two = square.adds(plan("Other"));
    for series in [one, two] {
        let run = square.posted(series);
        (0..3).for_each(|_| begins(&mut square, run, true));
    }
    square.until("2026-03-17T12:00:00Z".parse().unwrap());
    let run = square.posted(one);
    (0..6).for_each(|_| begins(&mut square, run, true));
    let begun: Vec<_> = counts(&mut square).into_iter().map(|line| line[1].clone()).collect();
    assert_eq!(begun, ["few-people", "few-people", "6", "few-people"]);
}

#[test]
fn what_is_told_of_a_post_nobody_knows_counts_for_nothing() {
    let (mut square, _) = Square::with_series(1);
    let before = square.journal.len();
    begins(&mut square, Id::minted(1, 1, 1), true);
    assert_eq!(square.journal.len(), before);
}

#[test]
fn moderators_get_a_digest_on_mondays() {
    let mut square = Square::with_prompts(9);
    square.orders(Order::Set(Setting::Zone("Europe/Lisbon".into())));
    square.adds(Plan { ..plan("Daily") });
    let seen = square.until("2026-03-31T12:00:00Z".parse::<Timestamp>().unwrap());
    let digests: Vec<_> = seen
        .iter()
        .filter(|(_, act)| matches!(act, Act::Report { say, .. } if say.blocks[0].word == "digest"))
        .map(|(at, act)| (at.to_string(), if let Act::Report { say, .. } = act { say.blocks.len() - 1 } else { 0 }))
        .collect();
    // Lisbon goes to summer time on the 29th.
    assert_eq!(
        digests,
        [
            ("2026-03-16T09:00:00Z".to_owned(), 1),
            ("2026-03-23T09:00:00Z".to_owned(), 1),
            ("2026-03-30T08:00:00Z".to_owned(), 1)
        ]
    );
    square.orders(Order::Set(Setting::Digest(false)));
    let seen = square.until("2026-04-30T12:00:00Z".parse::<Timestamp>().unwrap());
    assert!(!seen.iter().any(|(_, act)| matches!(act, Act::Report { .. })));
}
