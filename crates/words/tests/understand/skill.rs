//! D5: which skill a question was mostly testing.

use crate::{WORDS, ask::*, check};
use afterword_core::Answer;

/// The labels of the first few, as they are numbered.
fn first(about: &str, count: usize) -> Vec<String> {
    WORDS.offered(&skill(about)).into_iter().take(count).map(|offered| offered.label).collect()
}

#[test]
fn two_guesses_come_first_and_the_rest_follow_in_their_order() {
    #[rustfmt::skip]
    let table: &[(&str, [&str; 2])] = &[
        ("Tell me about yourself",                      ["Telling your story and why this job", "Opening and rapport"]),
        ("Why do you want this job?",                   ["Telling your story and why this job", "Opening and rapport"]),
        ("Tell me about a time you had a conflict",     ["Evidence and examples", "Opening and rapport"]),
        ("What’s your biggest weakness?",               ["Awkward questions", "Opening and rapport"]),
        ("Why did you leave your last job?",            ["Awkward questions", "Opening and rapport"]),
        ("What do you know about us?",                  ["Knowing the organisation", "Opening and rapport"]),
        ("Salary expectations",                         ["Pay and terms", "Opening and rapport"]),
        ("Do you have any questions for us?",           ["Questions to them", "Opening and rapport"]),
        ("How do you cope with pressure?",              ["Nerves and energy", "Opening and rapport"]),
        ("If you were an animal, which one?",           ["Surprises and thinking aloud", "Opening and rapport"]),
        ("Is there anything else you want to add?",     ["Closing", "Opening and rapport"]),
    ];
    for (about, [guess, second]) in table {
        let first = first(about, 2);
        assert_eq!(first.first().map(String::as_str), Some(*guess), "{about}");
        assert_eq!(first.get(1).map(String::as_str), Some(*second), "{about}");
    }
    assert_eq!(first("xyzzy", 2), ["Opening and rapport", "Telling your story and why this job"]);
}

#[test]
fn all_fourteen_are_there_once() {
    for about in ["", "How do you cope with pressure?", "Tell me about a time you led a team under pressure"] {
        let offered = WORDS.offered(&skill(about));
        assert_eq!(offered.len(), 14);
        let mut picks: Vec<_> = offered
            .iter()
            .filter_map(|offered| match &offered.answer {
                Answer::Several { picks, .. } => picks.first().cloned(),
                _ => None,
            })
            .collect();
        picks.sort();
        picks.dedup();
        assert_eq!(picks.len(), 14);
        assert!(offered.iter().map(|offered| offered.number).eq(1..=14));
    }
}

#[test]
fn numbers_are_the_ones_that_are_shown() {
    // Nerves first, then money ("expectations"), then the others.
    #[rustfmt::skip]
    check(&ask(skill("How do you cope with pressure, and what are your expectations?")), &[
        ("1",                   "[nerves]"),
        ("2",                   "[pay]"),
        ("3",                   "[opening]"),
        ("1 and 3",             "[nerves, opening]"),
        ("3, 1",                "[opening, nerves]"),
        ("nerves",              "[nerves]"),
        ("Nerves and energy",   "[nerves]"),
        ("nerves and pay",      "[nerves, pay]"),
        ("brevity",             "[shape]"),
        ("company",             "[organisation]"),
        ("weakness",            "[awkward]"),
        ("opening and rapport", "[opening]"),
        ("I think it was about pay", "[pay]"),
        ("the last one",        "[closing]"),
        ("15",                  "? 15 is not 1 to 14"),
        ("1, 2, 3",             "? fits several: 1, 2, 3"),
        ("1, banana",           "? all but: banana"),
        ("banana",              "? banana"),
        ("don't know",          "skipped"),
        ("skip",                "skipped"),
    ]);
}
