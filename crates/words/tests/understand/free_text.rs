//! T and L: people's own words.

use crate::{ask::*, check};
use afterword_core::ask::Kind;

/// "Is there one line to add?" "No." is no line, and would stand in the letter as one.
#[test]
fn no_is_nothing_where_it_is_asked_whether_there_is_something() {
    for name in ["N4", "R9", "L.wished", "L.why", "L.agreed", "L.second"] {
        check(&named(name, ask(Kind::Text)), &[("no", "skipped"), ("nothing", "skipped"), ("No ice", "“No ice”")]);
    }
    // R8: a thing to keep, chosen or in own words.
    let keep = Kind::Choice { choices: Vec::new(), or_text: true };
    check(&named("R8", ask(keep)), &[("no", "skipped"), ("nothing really", "skipped"), ("the list", "“the list”")]);
}

#[test]
fn whatever_is_written_is_the_answer() {
    #[rustfmt::skip]
    check(&ask(Kind::Text), &[
        ("Sarah and Tom",           "“Sarah and Tom”"),
        ("  two lines\n\nof text ", "“two lines\n\nof text”"),
        ("2",                       "“2”"),
        ("yes",                     "“yes”"),
        ("no",                      "“no”"),
        ("nothing",                 "“nothing”"),
        ("done",                    "“done”"),
        ("list",                    "“list”"),
        ("interview",               "“interview”"),
        ("rest",                    "“rest”"),
        ("sheet",                   "“sheet”"),
        ("privacy",                 "“privacy”"),
        ("pass the time",           "“pass the time”"),
        ("I don't know them well",  "“I don't know them well”"),
        ("wait",                    "“wait”"),
        ("it was a disaster",       "“it was a disaster”"),
        ("interview cancelled",     "“interview cancelled”"),
        ("skip the pleasantries, they said", "“skip the pleasantries, they said”"),
        ("stop and think",          "“stop and think”"),
        ("Why me?",                 "“Why me?”"),
        ("🎉",                      "“🎉”"),
        ("שלום",                    "“שלום”"),
        ("/shrug",                  "“/shrug”"),
        ("/no comment",             "“/no comment”"),
        ("/done",                   "“/done”"),
    ]);
}

#[test]
fn what_is_always_available_is_available_here_too() {
    #[rustfmt::skip]
    let always = [
        ("skip",                    "skipped"),
        ("Skip.",                   "skipped"),
        ("skip it",                 "skipped"),
        ("back",                    "/back"),
        ("go back",                 "/back"),
        ("undo",                    "/back"),
        ("pause",                   "/pause"),
        ("stop",                    "/stop"),
        ("STOP!",                   "/stop"),
        ("delete that",             "/deletethat"),
        ("correct",                 "/correct"),
        ("why?",                    "/why"),
        ("why",                     "/why"),
        ("help",                    "/help"),
        ("?",                       "/help"),
        ("again",                   "/again"),
        ("leave me be",             "/quiet"),
        ("leave me be until Monday", "/quiet Mon 2026-11-23 08:30"),
        ("/sheet",                  "/sheet"),
        ("/list",                   "/list"),
        ("/debrief short",          "/debrief short"),
        ("/quiet until Friday",     "/quiet Fri 2026-11-20 08:30"),
        ("/skip",                   "skipped"),
    ];
    check(&ask(Kind::Text), &always);
    check(&ask(Kind::Items { so_far: 1, max: 3 }), &always);
}

#[test]
fn a_list_ends_when_they_say_so() {
    #[rustfmt::skip]
    check(&ask(Kind::Items { so_far: 0, max: 15 }), &[
        ("Why this job?",           "“Why this job?”"),
        ("Tell me about a time, and what you did", "“Tell me about a time, and what you did”"),
        ("2",                       "“2”"),
        ("done",                    "done"),
        ("Done!",                   "done"),
        ("that's all",              "done"),
        ("That’s it",               "done"),
        ("no more",                 "done"),
        ("nothing",                 "done"),
        ("no",                      "done"),
        ("none",                    "done"),
        ("/done",                   "done"),
        ("done that before?",       "“done that before?”"),
        ("list",                    "“list”"),
        ("what's next",             "“what's next”"),
    ]);
}

#[test]
fn who_does_not_know_skips() {
    for text in ["dunno", "idk", "don't know", "I don’t know", "no idea", "pass"] {
        check(&ask(Kind::Text), &[(text, "skipped")]);
        check(&ask(Kind::Items { so_far: 0, max: 3 }), &[(text, "skipped")]);
        check(&ask(Kind::Items { so_far: 1, max: 3 }), &[(text, "done")]);
        check(&needed(ask(Kind::Text)), &[(text, &format!("“{text}”"))]);
    }
}

#[test]
fn whoever_has_had_enough_can_say_so_anywhere() {
    #[rustfmt::skip]
    let table = [
        ("i want to stop",          "/stop"),
        ("can we stop",             "/stop"),
        ("stoppp",                  "/stop"),
        ("STOPPPP!!",               "/stop"),
        ("quit",                    "/stop"),
        ("enough for today",        "/stop"),
        ("im tired",                "/pause"),
        ("can we do this tomorrow", "/pause"),
        ("can we do this later?",   "/pause"),
        ("I was tired by then",     "“I was tired by then”"),
        ("I quit my last job",      "“I quit my last job”"),
    ];
    check(&ask(Kind::Text), &table);
    check(&ask(Kind::Items { so_far: 0, max: 3 }), &table);
    check(&ask(which_answer()), &table);
}
