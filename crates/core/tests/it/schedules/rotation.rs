//! Which prompt comes next.

use super::day;
use afterword_core::{
    Private,
    community::{
        prompt::{Opens, Prompt, PromptId, Season},
        rotation::{Drawn, FEW, History, Order, draw},
    },
};
use proptest::prelude::*;
use std::collections::BTreeSet;

const TODAY: &str = "2026-06-01";

fn prompt(name: impl std::fmt::Display) -> Prompt {
    let text = Private::new(format!("Prompt {name}"));
    Prompt { id: PromptId::new(name.to_string()), theme: "after".into(), text, opens: Opens::Debrief, season: None }
}

fn library(names: &[&str]) -> Vec<Prompt> {
    names.iter().map(prompt).collect()
}

/// Draws once, and takes note of it.
fn drawn(library: &[Prompt], history: &mut History, order: Order) -> (String, usize, bool) {
    let Drawn { prompt, round, left, ran_dry } = draw(library, history, order, 7, day(TODAY)).unwrap();
    history.drew(round, &prompt.id);
    (prompt.id.to_string(), left, ran_dry)
}

#[test]
fn in_order_goes_through_and_begins_again_and_says_so() {
    let library = library(&["a", "b", "c"]);
    let mut history = History::default();
    let drawn: Vec<_> = (0..5).map(|_| drawn(&library, &mut history, Order::InOrder)).collect();
    let wanted = [("a", 2, false), ("b", 1, false), ("c", 0, false), ("a", 2, true), ("b", 1, false)];
    assert_eq!(drawn, wanted.map(|(id, left, dry)| (id.to_owned(), left, dry)));
    assert_eq!((history.round, history.last), (1, Some(PromptId::new("b"))));
}

#[test]
fn an_empty_library_and_one_out_of_season_give_nothing() {
    let draws = |library: &[Prompt]| draw(library, &History::default(), Order::Shuffled, 7, day(TODAY)).is_some();
    let mut winter = prompt("winter");
    winter.season = Some(Season { from: "12-01".parse().unwrap(), to: "02-28".parse().unwrap() });
    assert!(!draws(&[]) && !draws(&[winter.clone()]) && draws(&[winter, prompt("a")]));
}

#[test]
fn what_is_out_of_season_is_not_waited_for_and_not_counted() {
    let mut library = library(&["a", "b"]);
    library[1].season = Some(Season { from: "12-01".parse().unwrap(), to: "12-31".parse().unwrap() });
    let mut history = History::default();
    assert_eq!(drawn(&library, &mut history, Order::InOrder), ("a".into(), 0, false));
    // Only this one is in season: it comes again, and that is said.
    assert_eq!(drawn(&library, &mut history, Order::InOrder), ("a".into(), 0, true));
    let december = draw(&library, &history, Order::InOrder, 7, day("2026-12-24")).unwrap();
    assert_eq!((december.prompt.id.as_str(), december.ran_dry), ("b", false));
}

#[test]
fn moderators_are_told_when_few_are_left() {
    let library: Vec<_> = (0..FEW + 2).map(prompt).collect();
    let mut history = History::default();
    let few: Vec<bool> = (0..3)
        .map(|_| {
            let drawn = draw(&library, &history, Order::Shuffled, 7, day(TODAY)).unwrap();
            history.drew(drawn.round, &drawn.prompt.id);
            drawn.few_left()
        })
        .collect();
    assert_eq!(few, [false, true, true]);
}

#[test]
fn rounds_differ_in_order() {
    let library: Vec<_> = (0..20).map(prompt).collect();
    let mut history = History::default();
    let mut round = || (0..20).map(|_| drawn(&library, &mut history, Order::Shuffled).0).collect::<Vec<_>>();
    let (first, second) = (round(), round());
    assert_ne!(first, second);
    let sorted = |mut names: Vec<String>| {
        names.sort();
        names
    };
    assert_eq!(sorted(first), sorted(second));
}

fn orders() -> impl Strategy<Value = Order> {
    prop_oneof![Just(Order::Shuffled), Just(Order::InOrder)]
}

/// What happens to a library between two draws.
#[derive(Debug, Clone)]
enum Change {
    None,
    Add(u8),
    Remove(u8),
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let change = prop_oneof![4 => Just(Change::None), 1 => any::<u8>().prop_map(Change::Add), 1 => any::<u8>().prop_map(Change::Remove)];
    prop::collection::vec(change, 1..80)
}

proptest! {
    #[test]
    fn whatever_changes_no_prompt_comes_twice_in_a_round_nor_twice_in_a_row(
        size in 2_u8..12, order in orders(), seed in any::<u64>(), changes in changes()
    ) {
        let mut library: Vec<_> = (0..size).map(prompt).collect();
        let mut history = History::default();
        let (mut seen, mut last) = (BTreeSet::new(), None);
        for change in changes {
            match change {
                Change::Add(name) if !library.iter().any(|prompt| prompt.id.as_str() == name.to_string()) => {
                    library.insert(usize::from(name) % (library.len() + 1), prompt(name));
                }
                Change::Remove(place) if library.len() > 2 => drop(library.remove(usize::from(place) % library.len())),
                _ => {}
            }
            let fresh = library.iter().filter(|prompt| !seen.contains(&prompt.id)).count();
            let drawn = draw(&library, &history, order, seed, day(TODAY)).unwrap();
            prop_assert_eq!(drawn.ran_dry, fresh == 0, "a new round begins when and only when nothing is left");
            if drawn.ran_dry {
                seen.clear();
            }
            prop_assert_eq!(drawn.left, if fresh == 0 { library.len() } else { fresh } - 1);
            prop_assert!(seen.insert(drawn.prompt.id.clone()), "twice in one round");
            prop_assert_ne!(last.as_ref(), Some(&drawn.prompt.id), "twice in a row");
            prop_assert!(draw(&library, &history, order, seed, day(TODAY)).is_some_and(|again| again == drawn));
            history.drew(drawn.round, &drawn.prompt.id);
            last = Some(drawn.prompt.id.clone());
        }
    }

    #[test]
    fn a_prompt_that_joins_or_leaves_changes_the_order_of_no_others(seed in any::<u64>(), size in 3_u8..15, other in 0_u8..15) {
        let all: Vec<_> = (0..size).map(prompt).collect();
        let without: Vec<_> = all.iter().filter(|prompt| prompt.id.as_str() != other.to_string()).cloned().collect();
        let round = |library: &[Prompt]| {
            let mut history = History::default();
            let mut names = Vec::new();
            for _ in library {
                let drawn = draw(library, &history, Order::Shuffled, seed, day(TODAY)).unwrap();
                names.push(drawn.prompt.id.clone());
                history.drew(drawn.round, &drawn.prompt.id);
            }
            names
        };
        let kept: Vec<_> = round(&all).into_iter().filter(|id| id.as_str() != other.to_string()).collect();
        prop_assert_eq!(kept, round(&without));
    }
}
