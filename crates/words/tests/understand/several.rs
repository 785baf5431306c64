//! M: any number of these.

use crate::{ask::*, check};
use afterword_core::{
    ask::Kind,
    vocabulary::{Ingredient, Skill},
};

#[test]
fn with_own_words() {
    #[rustfmt::skip]
    check(&ask(causes()), &[
        ("6",                       "[nerves]"),
        ("1, 3 and 5",              "[no-example, too-long, surprised]"),
        ("1 3 5",                   "[no-example, too-long, surprised]"),
        ("1,3,5",                   "[no-example, too-long, surprised]"),
        ("1;3;5.",                  "[no-example, too-long, surprised]"),
        ("1 & 3",                   "[no-example, too-long]"),
        ("1+3",                     "[no-example, too-long]"),
        ("1\n3",                    "[no-example, too-long]"),
        ("one and three",           "[no-example, too-long]"),
        ("3, 1, 3",                 "[too-long, no-example]"),
        ("nerves",                  "[nerves]"),
        ("nerves n too long",       "[nerves, too-long]"),
        ("nerves + too long",       "[nerves, too-long]"),
        ("nerves & too long",       "[nerves, too-long]"),
        ("1 n 3",                   "[no-example, too-long]"),
        ("Nervous!",                "[nerves]"),
        ("anxious, too long",       "[nerves, too-long]"),
        ("I was nervous and surprised", "[nerves, surprised]"),
        ("rambled",                 "[too-long]"),
        ("didn’t know it",          "[did-not-know]"),
        ("no example",              "[no-example]"),
        ("no example, no result",   "[no-example, no-result]"),
        ("example but no result",   "[no-result]"),
        ("went blank",              "[no-example]"),
        ("example",                 "? fits several: example"),
        ("nerves, the room was hot", "[nerves, “the room was hot”]"),
        ("the room was hot",        "[“the room was hot”]"),
        ("the room was hot, and so was I", "[“the room was hot, and so was I”]"),
        ("3, the room was hot and loud", "[too-long, “the room was hot, loud”]"),
        ("1-3",                     "[no-example, no-result, too-long]"),
        ("1 to 3",                  "[no-example, no-result, too-long]"),
        ("1/3",                     "[no-example, too-long]"),
        ("the third and the fifth", "[too-long, surprised]"),
        ("spoke badly of my old boss", "[spoke-badly, “spoke badly of my old boss”]"),
        ("I wasn't nervous, just surprised", "[surprised, “I wasn't nervous”]"),
        ("not nerves",              "[“not nerves”]"),
        ("12",                      "? 12 is not 1 to 9"),
        ("1, 12",                   "? 12 is not 1 to 9"),
        ("none",                    "[]"),
        ("nothing",                 "[]"),
        ("no",                      "[]"),
        ("none of these",           "[]"),
        ("skip",                    "skipped"),
    ]);
    #[rustfmt::skip]
    check(&ask(ingredients()), &[
        ("example, calm",           "[example, calm]"),
        ("example calm",            "[example, calm]"),
        ("a real example and I was calm", "[example, calm]"),
        ("example, result",         "[example, result]"),
        ("real example, clear result, short", "[example, result, short]"),
        ("all of them",             "[example, result, short, subject, calm, their-need, practised]"),
        ("everything",              "[example, result, short, subject, calm, their-need, practised]"),
        ("I had practised",         "[practised]"),
        ("their need",              "[their-need]"),
        ("calm, because I slept",   "[calm, “because I slept”]"),
        ("1️⃣ and 5️⃣",               "[example, calm]"),
    ]);
}

#[test]
fn without_own_words() {
    let kind = Kind::Several { choices: Ingredient::choices(), other: false };
    #[rustfmt::skip]
    check(&ask(kind), &[
        ("1, 2",                    "[example, result]"),
        ("1, the room",             "? all but: the room"),
        ("the room",                "? the room"),
        ("a",                       "? a"),
        ("the example I gave",      "[example]"),
        ("don't know",              "skipped"),
    ]);
}

#[test]
fn labels_with_an_and_of_their_own() {
    let kind = Kind::Several { choices: Skill::choices(), other: true };
    #[rustfmt::skip]
    check(&ask(kind), &[
        ("Opening and rapport",     "[opening]"),
        ("opening and rapport, pay and terms", "[opening, pay]"),
        ("Shape and brevity and pay and terms", "[shape, pay]"),
        ("Telling your story and why this job", "[story]"),
        ("opening and closing",     "[opening, closing]"),
    ]);
}
