//! T and L: people's own words.

use crate::{ask::*, check};
use afterword_core::ask::Kind;

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
        ("pass",                    "“pass”"),
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
