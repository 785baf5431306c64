//! C: one of these.

use crate::{ask::*, check};
use afterword_core::{
    ask::{Choice, Kind},
    say::Block,
    vocabulary::{Calmer, Care, Compared, Length, NowOrTomorrow, Rest, Tried},
};

#[test]
fn by_number() {
    #[rustfmt::skip]
    check(&ask(interview_kind()), &[
        ("1",                   "one-to-one"),
        ("2",                   "panel"),
        ("2.",                  "panel"),
        ("2)",                  "panel"),
        ("(2)",                 "panel"),
        ("#2",                  "panel"),
        ("no. 2",               "panel"),
        ("No 2",                "panel"),
        ("number two",          "panel"),
        ("two",                 "panel"),
        ("TWO!",                "panel"),
        ("second",              "panel"),
        ("the second",          "panel"),
        ("the second one",      "panel"),
        ("2nd",                 "panel"),
        ("the 2nd one, please", "panel"),
        ("option 2",            "panel"),
        ("2️⃣",                  "panel"),
        ("２",                  "panel"),
        ("٢",                   "panel"),
        ("②",                   "panel"),
        ("\u{200f}2",           "panel"),
        ("it was 2",            "panel"),
        ("7",                   "group"),
        ("the last one",        "group"),
        ("last",                "group"),
        ("8",                   "? 8 is not 1 to 7"),
        ("0",                   "? 0 is not 1 to 7"),
        ("-1",                  "? -1 is not 1 to 7"),
        ("99999999999999999999", "? 99999999999999999999 is not 1 to 7"),
        ("twenty",              "? twenty is not 1 to 7"),
    ]);
}

#[test]
fn by_label_or_by_what_else_it_is_called() {
    #[rustfmt::skip]
    check(&ask(interview_kind()), &[
        ("A panel",             "panel"),
        ("panel",               "panel"),
        ("PANEL",               "panel"),
        ("pan",                 "panel"),
        ("a panel.",            "panel"),
        ("the panel one",       "panel"),
        ("it was a panel",      "panel"),
        ("I think it was a panel interview", "panel"),
        ("one to one",          "one-to-one"),
        ("one-to-one",          "one-to-one"),
        ("1-1",                 "one-to-one"),
        ("1:1",                 "one-to-one"),
        ("phone",               "phone"),
        ("telephone",           "phone"),
        ("on the phone",        "phone"),
        ("by phone",            "phone"),
        ("zoom",                "video"),
        ("Teams call",          "video"),
        ("presentation",        "presentation"),
        ("assessment centre",   "group"),
        ("a test",              "task"),
        ("at home",             "task"),
        ("2. panel",            "panel"),
        ("2 panel",             "panel"),
        ("2 – a panel",         "panel"),
        ("by",                  "? fits several: by"),
        ("phone or video",      "? fits several: phone or video"),
        ("3, since it was far away", "phone"),
        ("there were 3 of them", "? there were 3 of them"),
        ("xyzzy",               "? xyzzy"),
        ("p",                   "? p"),
        ("don't know",          "skipped"),
        ("no idea",             "skipped"),
    ]);
}

#[test]
fn what_cannot_be_skipped() {
    let ask = needed(ask(interview_kind()));
    #[rustfmt::skip]
    check(&ask, &[
        ("skip",        "? not skippable"),
        ("Skip it.",    "? not skippable"),
        ("pass",        "? not skippable"),
        ("don't know",  "? don't know"),
        ("panel",       "panel"),
    ]);
}

#[test]
fn other_sets_of_choices() {
    let of = |choices| ask(Kind::Choice { choices, or_text: false });
    #[rustfmt::skip]
    check(&of(NowOrTomorrow::choices()), &[
        ("now",             "now"),
        ("right now",       "now"),
        ("yes",             "now"),
        ("go on",           "now"),
        ("tomorrow",        "tomorrow"),
        ("tmrw",            "? tmrw"),
        ("later",           "tomorrow"),
        ("not now",         "tomorrow"),
        ("no thanks",       "never"),
        ("leave it",        "never"),
        ("3",               "never"),
    ]);
    #[rustfmt::skip]
    check(&of(Length::choices()), &[
        ("short",           "short"),
        ("the short one",   "short"),
        ("quick",           "short"),
        ("full",            "full"),
        ("the whole thing", "full"),
        ("about four minutes", "short"),
        ("only the questions", "capture"),
        ("jot",             "capture"),
        ("minutes",         "? fits several: minutes"),
    ]);
    #[rustfmt::skip]
    check(&of(Calmer::choices()), &[
        ("water",           "water"),
        ("a glass of water", "water"),
        ("slow",            "slow-first"),
        ("arrive",          "early"),
        ("ask",             "? fits several: ask"),
        ("notes",           "notes"),
        ("hear the question again", "hear-again"),
        ("again",           "/again"),
    ]);
    #[rustfmt::skip]
    check(&of(Compared::choices()), &[
        ("better",          "better"),
        ("same",            "same"),
        ("about the same",  "same"),
        ("a bit worse",     "worse"),
        ("not better",      "? not better"),
    ]);
    #[rustfmt::skip]
    check(&of(Care::choices()), &[
        ("stop for today",  "stop"),
        ("keep going",      "gently"),
        ("gently",          "gently"),
        ("that's not what I meant", "not-meant"),
        ("not what I meant", "not-meant"),
        ("stop",            "/stop"),
    ]);
}

#[test]
fn how_the_thing_to_try_went() {
    #[rustfmt::skip]
    check(&ask(Kind::Choice { choices: Tried::choices(), or_text: false }), &[
        ("helped",          "helped"),
        ("yes",             "helped"),
        ("it helped a lot", "helped"),
        ("no",              "no-help"),
        ("didn't help",     "no-help"),
        ("it made no difference", "no-help"),
        ("forgot",          "forgot"),
        ("I forgot to try", "forgot"),
        ("3",               "forgot"),
    ]);
}

#[test]
fn how_long_in_minutes_or_hours() {
    let labels = [
        ("30-min", "minutes-30"),
        ("45-min", "minutes-45"),
        ("60-min", "minutes-60"),
        ("90-min", "minutes-90"),
        ("half-day", "minutes-240"),
    ];
    let choices = labels.map(|(id, word)| Choice::named(id, Block::plain(word))).to_vec();
    #[rustfmt::skip]
    check(&ask(Kind::Choice { choices, or_text: false }), &[
        ("60",              "60-min"),
        ("an hour",         "60-min"),
        ("1 hour",          "60-min"),
        ("45 mins",         "45-min"),
        ("half an hour",    "30-min"),
        ("90 minutes",      "90-min"),
        ("1.5 hours",       "90-min"),
        ("an hour and a half", "90-min"),
        ("all day",         "half-day"),
        ("2",               "45-min"),
        ("75",              "? 75 is not 1 to 5"),
        ("2 women",         "? 2 women"),
        ("2 of them asked", "? 2 of them asked"),
        ("2, I think",      "45-min"),
    ]);
}

#[test]
fn yes_and_no_where_they_are_choices() {
    let labels = [("yes", "first-yes"), ("more", "first-more"), ("no", "first-no")];
    let choices = labels.map(|(id, word)| Choice::named(id, Block::plain(word))).to_vec();
    #[rustfmt::skip]
    check(&needed(ask(Kind::Choice { choices, or_text: false })), &[
        ("yes",             "yes"),
        ("Yes please!",     "yes"),
        ("y",               "yes"),
        ("ok",              "yes"),
        ("go on then",      "yes"),
        ("👍",              "yes"),
        ("more",            "more"),
        ("tell me more",    "more"),
        ("no",              "no"),
        ("Nope",            "no"),
        ("no thanks",       "no"),
        ("2",               "more"),
        ("maybe",           "? maybe"),
        ("hello",           "? hello"),
    ]);
}

#[test]
fn own_words_where_they_are_as_good() {
    #[rustfmt::skip]
    check(&ask(which_answer()), &[
        ("2",                       "#1.1.1"),
        ("the second one",          "#1.1.1"),
        ("disagreed",               "#1.1.1"),
        ("the colleague one",       "#1.1.1"),
        ("why do you want",         "#1.1.0"),
        ("five years",              "#1.1.2"),
        ("none of them",            "none"),
        ("none",                    "none"),
        ("no",                      "none"),
        ("you",                     "“you”"),
        ("2 and 3",                 "? fits several: 2 and 3"),
        ("2 & 3",                   "? fits several: 2 & 3"),
        ("1 or 3",                  "? fits several: 1 or 3"),
        ("the last",                "#1.1.2"),
        ("the last one",            "#1.1.2"),
        ("i was on time",           "“i was on time”"),
        ("excel stuff",             "“excel stuff”"),
        ("the deal",                "“the deal”"),
        ("tell me",                 "“tell me”"),
        ("nothing went well",       "none"),
        ("it was awful",            "none"),
        ("it all went badly",       "none"),
        ("none of em",              "none"),
        ("nothing",                 "none"),
        ("9",                       "? 9 is not 1 to 4"),
        ("I got on well with the panel", "“I got on well with the panel”"),
        ("  My opening, I think.  ", "“My opening, I think.”"),
        ("The one about my years in Leeds, which they liked", "“The one about my years in Leeds, which they liked”"),
        ("list",                    "“list”"),
        ("skip",                    "skipped"),
        ("help",                    "/help"),
    ]);
    #[rustfmt::skip]
    check(&ask(Kind::Choice { choices: Rest::choices(), or_text: true }), &[
        ("walk",                    "move"),
        ("I'll go for a walk",      "move"),
        ("cook",                    "cook"),
        ("rest",                    "rest"),
        ("already sorted",          "sorted"),
        ("see my friend",           "see"),
        ("pizza with my sister",    "“pizza with my sister”"),
        ("pause",                   "/pause"),
    ]);
}

#[test]
fn what_is_reserved_goes_before_what_people_called_something() {
    let choices = things(&["Why?", "Stop", "List", "Leave me be until Friday", "2"]);
    #[rustfmt::skip]
    check(&ask(Kind::Choice { choices, or_text: false }), &[
        ("why?",        "/why"),
        ("stop",        "/stop"),
        ("list",        "#1.1.2"),
        ("leave me be until Friday", "#1.1.3"),
        ("1",           "#1.1.0"),
        ("2",           "#1.1.1"),
        ("5",           "#1.1.4"),
    ]);
}

#[test]
fn a_line_kept_dropped_or_put_in_own_words() {
    let choices =
        vec![Choice::named("keep", Block::plain("lines-keep")), Choice::named("drop", Block::plain("lines-drop"))];
    #[rustfmt::skip]
    check(&ask(Kind::Choice { choices, or_text: true }), &[
        ("keep",        "keep"),
        ("keep it",     "keep"),
        ("yes",         "keep"),
        ("drop it",     "drop"),
        ("no",          "drop"),
        ("1",           "keep"),
        ("I explained the budget well, with a real example", "“I explained the budget well, with a real example”"),
    ]);
    let choices = vec![
        Choice::named("all", Block::plain("lines-keep-all")),
        Choice::named("each", Block::plain("lines-choose")),
        Choice::named("none", Block::plain("lines-drop-all")),
    ];
    #[rustfmt::skip]
    check(&ask(Kind::Choice { choices, or_text: false }), &[
        ("keep all",        "all"),
        ("all",             "all"),
        ("yes",             "all"),
        ("one by one",      "each"),
        ("let me choose",   "each"),
        ("none",            "none"),
        ("keep none",       "none"),
        ("1",               "all"),
        ("3",               "none"),
        ("4",               "? 4 is not 1 to 3"),
        ("yes please",      "all"),
        ("yes, keep them all please", "all"),
        ("I'd like to keep all of them", "all"),
        ("drop the lot",    "none"),
        ("thin",            "? thin"),
        ("thing",           "? thing"),
        ("that",            "? that"),
        ("thanks",          "? thanks"),
        ("no keep them",    "? no keep them"),
        ("drop 1",          "each"),
        ("drop the first",  "each"),
        ("keep 2",          "each"),
        ("keep 1 and 3",    "each"),
        ("the first",       "each"),
        ("the last one",    "each"),
        ("keep the first one", "each"),
        ("all but the first", "each"),
        ("keep everything but the first", "each"),
        ("keep all except 2", "each"),
        ("keep most",       "each"),
        ("some of them",    "each"),
        ("not all of them", "each"),
        ("kee",             "? kee"),
        ("all",             "all"),
        ("go on",           "/resume"),
        ("dunno",           "skipped"),
    ]);
}

#[test]
fn a_first_step_done_later_or_let_go() {
    let labels = [("done", "step-done"), ("later", "step-later"), ("drop", "step-drop")];
    let choices = labels.map(|(id, word)| Choice::named(id, Block::plain(word))).to_vec();
    #[rustfmt::skip]
    check(&ask(Kind::Choice { choices, or_text: false }), &[
        ("done",            "done"),
        ("yes",             "done"),
        ("I did it on Monday", "done"),
        ("not yet",         "later"),
        ("tomorrow",        "later"),
        ("another day",     "later"),
        ("ill do it friday", "later"),
        ("on Friday",       "later"),
        ("next week",       "later"),
        ("let it go",       "drop"),
        ("dunno",           "skipped"),
        ("go on",           "/resume"),
        ("carry on",        "/resume"),
    ]);
}

#[test]
fn the_only_one_there_is() {
    let mut choices = things(&["Leeds, Tuesday 1 December"]);
    choices.push(Choice::named("new", Block::plain("job-new-round")));
    #[rustfmt::skip]
    check(&needed(ask(Kind::Choice { choices, or_text: false })), &[
        ("add to it",       "#1.1.0"),
        ("that one",        "#1.1.0"),
        ("Leeds",           "#1.1.0"),
        ("a new one",       "new"),
    ]);
    #[rustfmt::skip]
    check(&needed(ask(Kind::Choice { choices: things(&["Leeds", "York"]), or_text: false })), &[
        ("that one",        "? that one"),
        ("Lee",             "#1.1.0"),
        ("Le",              "? Le"),
    ]);
}

/// The warning signs of an offer, as people answer them in a hurry; two at once still go one by one.
#[test]
fn warning_signs() {
    let of = |labels: &[&'static str]| Kind::Choice {
        choices: labels.iter().map(|label| Choice::named(label, Block::plain(*label))).collect(),
        or_text: false,
    };
    let describe = of(&["sign-describe-yes", "sign-describe-partly", "sign-describe-no"]);
    let success = of(&["sign-success-yes", "sign-success-no"]);
    check(
        &ask(describe.clone()),
        &[("yeah", "sign-describe-yes"), ("kind of", "sign-describe-partly"), ("nah", "sign-describe-no")],
    );
    check(&asks(vec![describe, success]), &[("yes, yes", "sign-describe-yes | sign-success-yes")]);
}
