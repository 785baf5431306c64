//! S and P: 1 to 5, and 10 to 90.

use crate::{ask::*, check};
use afterword_core::ask::Kind;

#[test]
fn one_to_five() {
    #[rustfmt::skip]
    check(&ask(scale()), &[
        ("1",           "1/5"),
        ("5",           "5/5"),
        ("three",       "3/5"),
        ("a 3",         "3/5"),
        ("3.",          "3/5"),
        ("3!",          "3/5"),
        ("4/5",         "4/5"),
        ("4 out of 5",  "4/5"),
        ("four out of five", "4/5"),
        ("maybe a 3",   "3/5"),
        ("3 I think",   "3/5"),
        ("3-ish",       "3/5"),
        ("I'd say 4",   "4/5"),
        ("４",          "4/5"),
        ("4️⃣",          "4/5"),
        ("0",           "? 0 is not 1 to 5"),
        ("6",           "? 6 is not 1 to 5"),
        ("10",          "? 10 is not 1 to 5"),
        ("-2",          "? -2 is not 1 to 5"),
        ("2.5",         "? 2.5 is not 1 to 5"),
        ("ten",         "? ten is not 1 to 5"),
        ("fine",        "? fine"),
        ("3 or 4",      "? 3 or 4"),
        ("4, I had a good day", "4/5"),
        ("a 4 today, with luck", "4/5"),
        ("5 (fine)",    "5/5"),
        ("I slept 3 hours and then walked for 4 miles", "? I slept 3 hours and then walked for 4 miles"),
        ("skip",        "skipped"),
        ("not sure",    "skipped"),
    ]);
}

#[test]
fn by_the_name_of_the_step() {
    #[rustfmt::skip]
    check(&ask(rating()), &[
        ("thin",            "2/5"),
        ("2 thin",          "2/5"),
        ("2 – thin",        "2/5"),
        ("fell apart",      "1/5"),
        ("it fell apart",   "1/5"),
        ("all right",       "3/5"),
        ("good",            "4/5"),
        ("my best",         "5/5"),
        ("best",            "5/5"),
        ("2 good",          "? fits several: 2 good"),
        ("not good",        "? not good"),
        ("thin, or all right", "? fits several: thin, or all right"),
    ]);
}

#[test]
fn chances() {
    #[rustfmt::skip]
    check(&ask(Kind::Percent), &[
        ("75",              "75%"),
        ("75%",             "75%"),
        ("75 %",            "75%"),
        ("75 per cent",     "75%"),
        ("75 percent",      "75%"),
        ("seventy-five",    "75%"),
        ("about 75%",       "75%"),
        ("three quarters",  "75%"),
        ("three in four",   "75%"),
        ("a quarter",       "25%"),
        ("one in four",     "25%"),
        ("half",            "50%"),
        ("fifty-fifty",     "50%"),
        ("50/50",           "50%"),
        ("evens",           "50%"),
        ("could go either way", "50%"),
        ("likely",          "75%"),
        ("very likely",     "90%"),
        ("unlikely",        "25%"),
        ("very unlikely",   "10%"),
        ("nine out of ten", "90%"),
        ("one in ten",      "10%"),
        ("almost certain",  "90%"),
        ("10",              "10%"),
        ("9/10",            "90%"),
        ("½",               "50%"),
        ("75 I reckon",     "75%"),
        ("٧٥٪",             "75%"),
        ("60",              "? 60 is not 10 to 90"),
        ("60%",             "? 60% is not 10 to 90"),
        ("100%",            "? 100% is not 10 to 90"),
        ("3",               "? 3 is not 10 to 90"),
        ("0.5",             "? 0.5 is not 10 to 90"),
        ("skip",            "skipped"),
        ("no idea",         "skipped"),
        ("banana",          "? banana"),
    ]);
}
