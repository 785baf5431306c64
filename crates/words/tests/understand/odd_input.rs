//! What no person means and any person may send.

use crate::{WORDS, ask::*, check_with, meant, now};
use afterword_core::{
    Ask, Settings,
    ask::{Kind, Range},
    event::{Meaning, Unclear},
};
use proptest::prelude::*;

/// A question of every kind.
fn every_kind() -> Vec<Ask> {
    vec![
        ask(Kind::Text),
        ask(Kind::Items { so_far: 0, max: 3 }),
        ask(interview_kind()),
        ask(which_answer()),
        ask(causes()),
        ask(scale()),
        ask(rating()),
        ask(Kind::Percent),
        ask(when(Range::Future)),
        ask(when(Range::Past)),
        ask(when(Range::Any)),
        ask(hear_back()),
        ask(Kind::YesNo),
        ask(Kind::Zone),
        ask(Kind::Country),
        ask(skill("How do you cope with pressure?")),
        asks(vec![Kind::Percent, scale(), Kind::YesNo]),
        asks(vec![which_answer(), causes()]),
        asks(vec![hear_back(), Kind::Text]),
        ask(Kind::Choice { choices: Vec::new(), or_text: false }),
        ask(Kind::Several { choices: Vec::new(), other: false }),
        needed(ask(Kind::Zone)),
    ]
}

#[test]
fn nothing_at_all() {
    for text in ["", " ", "\n\t", "\u{0}", "\u{200b}", "\u{feff}\u{202e} \u{7}", "\u{ad}"] {
        for ask in every_kind().iter().map(Some).chain([None]) {
            assert_eq!(meant(ask, text), "? empty", "{text:?}");
        }
    }
}

#[test]
fn more_than_can_be_taken() {
    // Characters, not bytes: four thousand of these are twelve thousand bytes.
    let limit = "ä́".chars().next().into_iter().cycle().take(4000).collect::<String>();
    let over = format!("{limit}x");
    assert_eq!(meant(Some(&ask(Kind::Text)), &limit), format!("“{limit}”"));
    for ask in every_kind().iter().map(Some).chain([None]) {
        assert_eq!(meant(ask, &over), "? too long: 4001");
    }
}

#[test]
fn the_longest_text_is_answered_as_any_other() {
    let worst = ["1 ", "a, ", "and ", "2 of ", "friday ", "half past ", "/", "\u{301}"];
    for text in worst.map(|piece| piece.repeat(4000 / piece.chars().count())) {
        for ask in every_kind() {
            // It comes to an end, with an answer, a command or a re-ask, and never claims that nothing was said.
            let meant = meant(Some(&ask), &text);
            assert!(!meant.is_empty() && (meant != "? empty" || text.trim_matches('\u{301}').is_empty()), "{meant}");
        }
    }
}

#[test]
fn unseen_characters_change_nothing() {
    #[rustfmt::skip]
    check_with(Some(&ask(interview_kind())), &[
        ("\u{feff}panel\u{200b}",   "panel"),
        ("pa\u{ad}nel",             "panel"),
        ("\u{202b}panel\u{202c}",   "panel"),
        ("panel\u{0}",              "panel"),
        ("p\u{301}anel",            "panel"),
        ("𝐩𝐚𝐧𝐞𝐥",                   "panel"),
    ]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is sent, there is a meaning, it is the same twice, and answers are never none.
    #[test]
    fn any_text_has_a_meaning(text in any_text()) {
        for ask in every_kind().iter().map(Some).chain([None]) {
            let meaning = WORDS.understand(&text, ask, now(), &Settings::default());
            prop_assert!(meaning == WORDS.understand(&text, ask, now(), &Settings::default()));
            if let Meaning::Answers(answers) = &meaning {
                let parts = ask.map_or(0, |ask| 1 + ask.rest.len());
                prop_assert!((1..=parts).contains(&answers.len()));
            }
            if text.trim().is_empty() {
                prop_assert!(meaning == Meaning::Unclear(Unclear::Empty));
            }
        }
    }

    /// Free text is kept to the letter, but for the blanks around it.
    #[test]
    fn free_text_is_untouched(text in "[a-zA-Z,.:;!’“”é 0-9\n]{12,80}") {
        let said = meant(Some(&ask(Kind::Text)), &text);
        let command = said.starts_with('/') || said == "skipped" || said == "? empty";
        prop_assert!(command || said == format!("“{}”", text.trim()), "{said}");
    }

    /// Days near either end of what a calendar holds do not break it.
    #[test]
    fn any_moment_will_do(
        year in -9999_i16..=9999, month in 1_i8..=12, day in 1_i8..=28, hour in 0_i8..24, text in date_text()
    ) {
        let now = jiff::civil::date(year, month, day).at(hour, 0, 0, 0);
        for range in [Range::Future, Range::Past, Range::Any] {
            let _meaning: Meaning = WORDS.understand(&text, Some(&ask(when(range))), now, &Settings::default());
        }
    }
}

/// Any characters, or words that mean something in an order that may not.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![".{0,60}", "\\PC{0,20}", "[0-9 ,:;/.%+-]{0,20}", date_text(), "(?s).{0,400}"]
}

fn date_text() -> impl Strategy<Value = String> {
    let words = [
        "next",
        "last",
        "this",
        "friday",
        "week",
        "a",
        "in",
        "two",
        "27",
        "november",
        "27/11",
        "at",
        "3",
        "half",
        "past",
        "quarter",
        "to",
        "pm",
        "tomorrow",
        "days",
        "ago",
        "the",
        "of",
        "end",
        "31",
        "february",
        "99999999",
        "months",
        "years",
        "15:00",
        "fortnight",
        "weekend",
        "couple",
        "few",
        "or",
        "midnight",
        "2026",
        "-",
        ",",
        "from",
        "1e9",
        "999999999999999",
        "working",
        "minutes",
        "hour",
        "and",
        "skip",
        "yes",
        "th",
        "on",
        "h",
        "30",
    ];
    prop::collection::vec(prop::sample::select(words.to_vec()), 0..10).prop_map(|words| words.join(" "))
}
