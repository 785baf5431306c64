//! Several answers in one message.

use crate::{ask::*, check};
use afterword_core::ask::{Kind, Range};

#[test]
fn hunch_fit_and_whether_it_is_the_one() {
    let ask = asks(vec![Kind::Percent, scale(), Kind::YesNo]);
    #[rustfmt::skip]
    check(&ask, &[
        ("75, 4, yes",              "75% | 4/5 | yes"),
        ("75 4 yes",                "75% | 4/5 | yes"),
        ("75; 4; yes",              "75% | 4/5 | yes"),
        ("75,4,y",                  "75% | 4/5 | yes"),
        ("75% 4/5 yes",             "75% | 4/5 | yes"),
        ("75\n4\nno",               "75% | 4/5 | no"),
        ("three quarters, four, not sure", "75% | 4/5 | don't know"),
        ("very likely, 5, yes",     "90% | 5/5 | yes"),
        ("75 and 4 and yes",        "75% | 4/5 | yes"),
        ("75, 4",                   "75% | 4/5"),
        ("75",                      "75%"),
        ("75, skip, yes",           "75% | skipped | yes"),
        ("skip, 4, yes",            "skipped | 4/5 | yes"),
        ("75, 9, yes",              "75%"),
        ("75, banana",              "75%"),
        ("75 4 yes, I do think so", "75% | 4/5 | yes"),
        ("60, 4, yes",              "? 60 is not 10 to 90"),
        ("60",                      "? 60 is not 10 to 90"),
        ("banana",                  "? banana"),
        ("banana, 4",               "? banana, 4"),
        ("skip",                    "skipped"),
        ("stop",                    "/stop"),
    ]);
}

#[test]
fn which_answer_and_what_was_with_it() {
    #[rustfmt::skip]
    check(&asks(vec![which_answer(), causes()]), &[
        ("2",                           "#1.1.1"),
        ("2: nerves, too long",         "#1.1.1 | [nerves, too-long]"),
        ("2, 1 and 3",                  "#1.1.1 | [no-example, too-long]"),
        ("2, nerves",                   "#1.1.1 | [nerves]"),
        ("2 nerves",                    "#1.1.1 | [nerves]"),
        ("2 - rambled",                 "#1.1.1 | [too-long]"),
        ("disagreed: nervous",          "#1.1.1 | [nerves]"),
        ("2 because the room was hot",  "#1.1.1 | [“because the room was hot”]"),
        ("the second one, nerves and the heat", "#1.1.1 | [nerves, “the heat”]"),
        ("none of them",                "none"),
        ("2 of them laughed",           "“2 of them laughed”"),
        ("My opening went on for ever", "“My opening went on for ever”"),
        ("2, none",                     "#1.1.1 | []"),
        ("2 and 3",                     "? fits several: 2 and 3"),
        ("2 and 3, nerves",             "? fits several: 2 and 3, nerves"),
        ("2, 3",                        "#1.1.1 | [too-long]"),
        ("nothing went well",           "none"),
        ("i was on time",               "“i was on time”"),
        ("the last, nerves n too long", "#1.1.2 | [nerves, too-long]"),
        ("the colleague one, calm",     "#1.1.1 | [“calm”]"),
        ("I liked how I handled it",    "“I liked how I handled it”"),
    ]);
    #[rustfmt::skip]
    check(&asks(vec![which_answer(), ingredients()]), &[
        ("1 example, result",           "#1.1.0 | [example, result]"),
        ("1, 1 2",                      "#1.1.0 | [example, result]"),
        ("five years, calm",            "#1.1.2 | [calm]"),
        ("3, I was calm",               "#1.1.2 | [calm]"),
        ("2 bc i stayed calm",          "#1.1.1 | [calm]"),
        ("2nd one cos i was calm",      "#1.1.1 | [calm]"),
        ("disagreed because i stayed calm", "#1.1.1 | [calm]"),
        ("the colleague one because i was calm", "#1.1.1 | [calm]"),
        ("Why do you want this job? A real example", "#1.1.0 | [example]"),
    ]);
}

#[test]
fn several_ratings_at_once() {
    #[rustfmt::skip]
    check(&asks(vec![rating(), rating(), rating()]), &[
        ("5 2",             "5/5 | 2/5"),
        ("5 2 4",           "5/5 | 2/5 | 4/5"),
        ("5, 2, 4",         "5/5 | 2/5 | 4/5"),
        ("thin, good, my best", "2/5 | 4/5 | 5/5"),
        ("4 4 4 4",         "4/5 | 4/5"),
        ("5",               "5/5"),
        ("5, skip, 1",      "5/5 | skipped | 1/5"),
        ("good, good, good", "4/5 | 4/5 | 4/5"),
        ("fell apart, all right, good", "1/5 | 3/5 | 4/5"),
        ("9 2",             "? 9 is not 1 to 5"),
        ("1 fell apart, 2 thin", "1/5 | 2/5"),
        ("1 good, 2 thin, 3 my best", "4/5 | 2/5 | 5/5"),
        ("2 thin, 4 good",  "2/5 | 4/5"),
    ]);
    #[rustfmt::skip]
    check(&asks(vec![rating(), rating(), rating(), rating(), rating()]), &[
        ("1 ok, 2 good, 3 thin, 4 fell apart, 5 dunno", "3/5 | 4/5 | 2/5 | 1/5 | skipped"),
        ("1. ok\n2. good\n3. thin", "3/5 | 4/5 | 2/5"),
        ("1: ok, 2: good, and 3: thin", "3/5 | 4/5 | 2/5"),
    ]);
}

#[test]
fn a_day_and_from_whom() {
    #[rustfmt::skip]
    check(&asks(vec![hear_back(), Kind::Text]), &[
        ("Friday",                      "~Fri 2026-11-20 17:00"),
        ("Friday, from Sarah",          "~Fri 2026-11-20 17:00 | “Sarah”"),
        ("Friday from Sarah",           "~Fri 2026-11-20 17:00 | “Sarah”"),
        ("next week, HR",               "week | “HR”"),
        ("27 November, Sarah, in HR",   "~Fri 2026-11-27 17:00 | “Sarah, in HR”"),
        ("in a fortnight and from the recruiter", "two-weeks | “the recruiter”"),
        ("4",                           "not-said"),
        ("4, nobody in particular",     "not-said | “nobody in particular”"),
        ("they didn't say",             "not-said"),
        ("They said within two weeks, Sarah will ring", "~Wed 2026-12-02 17:00 | “Sarah will ring”"),
        ("not sure, maybe friday",       "~Fri 2026-11-20 17:00"),
        ("not sure maybe Friday, from Sarah", "~Fri 2026-11-20 17:00 | “Sarah”"),
        ("not sure, from Sarah",        "not-said | “Sarah”"),
        ("1, dunno",                    "days | skipped"),
        ("2 Sarah",                     "week | “Sarah”"),
        ("two weeks from Sarah",        "two-weeks | “Sarah”"),
        ("5 December; Jo",              "~Sat 2026-12-05 17:00 | “Jo”"),
        ("Friday at 3, from Sarah",     "Fri 2026-11-20 15:00 | “Sarah”"),
    ]);
    #[rustfmt::skip]
    check(&asks(vec![when(Range::Future), scale()]), &[
        ("tomorrow at 3, 4", "Thu 2026-11-19 15:00 | 4/5"),
        ("skip, 4",         "skipped | 4/5"),
    ]);
}

#[test]
fn free_text_takes_everything() {
    #[rustfmt::skip]
    check(&asks(vec![Kind::Text, scale()]), &[
        ("Sarah, 4",        "“Sarah, 4”"),
        ("skip",            "skipped"),
    ]);
}

/// A list that was full ended itself, and whoever says "done" has not seen that.
#[test]
fn done_after_a_full_list_is_no_answer_that_went_well() {
    let [first, rest] = ["D6", "D7"].map(|name| named(name, asks(vec![which_answer(), ingredients()])));
    check(&first, &[("done", "? done"), ("that's all", "? that's all"), ("1, calm", "#1.1.0 | [calm]")]);
    check(&rest, &[("done", "“done”")]);
}
