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
        ("Fri 4 dec from Jane in hr", "? Fri 4 dec from Jane in hr"),
        ("we were 4 in the room", "? we were 4 in the room"),
        ("probably about a 3", "3/5"),
        ("I think a 4 I'd say", "4/5"),
        ("maybe 3 out of 5", "3/5"),
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
        ("not good",        "2/5"),
        ("not my best",     "? not my best"),
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
        ("they saw 10 people", "? they saw 10 people"),
        ("I'd say about 75 percent", "75%"),
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

#[test]
fn a_mood_in_words() {
    #[rustfmt::skip]
    check(&named("D1", ask(scale())), &[
        ("really struggling",       "1/5"),
        ("I'm really struggling today", "1/5"),
        ("struggling",              "2/5"),
        ("struggling a bit",        "2/5"),
        ("not really struggling",   "? not really struggling"),
        ("terrible",                "2/5"),
        ("awful",                   "2/5"),
        ("bad",                     "2/5"),
        ("low",                     "2/5"),
        ("not great",               "2/5"),
        ("not good",                "2/5"),
        ("so so",                   "3/5"),
        ("so-so",                   "3/5"),
        ("ok",                      "3/5"),
        ("OK thanks",               "3/5"),
        ("all right",               "3/5"),
        ("alright",                 "3/5"),
        ("meh",                     "3/5"),
        ("not bad",                 "3/5"),
        ("good",                    "4/5"),
        ("well",                    "4/5"),
        ("fine",                    "5/5"),
        ("I'm fine",                "5/5"),
        ("great",                   "5/5"),
        ("fine but struggling",     "? fits several: fine but struggling"),
        ("4",                       "4/5"),
        ("5 (fine)",                "5/5"),
        ("0",                       "? 0 is not 1 to 5"),
        ("thin",                    "? thin"),
        ("dunno",                   "skipped"),
    ]);
}
