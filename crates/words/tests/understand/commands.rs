//! What is said to the bot rather than in answer to a question.

use crate::{ask::*, check, check_with};

#[test]
fn when_nothing_is_asked() {
    #[rustfmt::skip]
    check_with(None, &[
        ("help",                        "/help"),
        ("?",                           "/help"),
        ("what can you do?",            "/help"),
        ("debrief",                     "/debrief"),
        ("Debrief!",                    "/debrief"),
        ("/debrief",                    "/debrief"),
        ("I've just had an interview",  "/debrief"),
        ("debrief short",               "/debrief short"),
        ("a quick debrief",             "/debrief short"),
        ("debrief full",                "/debrief full"),
        ("it was a disaster",           "/debrief capture"),
        ("It was a disaster.",          "/debrief capture"),
        ("that was a disaster 😭",      "/debrief capture"),
        ("I messed up",                 "/debrief capture"),
        ("interview",                   "/interview"),
        ("I have an interview",         "/interview"),
        ("interview tomorrow at 3 with the Leeds people", "/interview"),
        ("I’ve got an interview on Friday", "/interview"),
        ("interview with the Leeds people", "/interview"),
        ("my interview is on Monday",   "/interview"),
        ("interview the manager said",  "? interview the manager said"),
        ("my interview moved",          "/reschedule"),
        ("They’ve moved my interview to Friday", "/reschedule"),
        ("the interview has been postponed", "/reschedule"),
        ("reschedule",                  "/reschedule"),
        ("interview cancelled",         "/cancelled"),
        ("My interview has been cancelled", "/cancelled"),
        ("the Leeds interview was canceled", "/cancelled"),
        ("cancelled",                   "/cancelled"),
        ("sheet",                       "/sheet"),
        ("balance sheet",               "/sheet"),
        ("show me my balance sheet",    "/sheet"),
        ("rehearse",                    "/rehearse"),
        ("practise",                    "/rehearse"),
        ("list",                        "/list"),
        ("what's next?",                "/list"),
        ("what’s next",                 "/list"),
        ("privacy",                     "/privacy"),
        ("who can read this?",          "/privacy"),
        ("delete everything",           "/privacy"),
        ("zone",                        "/zone"),
        ("time zone",                   "/zone"),
        ("resume",                      "/resume"),
        ("go on",                       "/resume"),
        ("carry on",                    "/resume"),
        ("continue",                    "/resume"),
        ("back",                        "/back"),
        ("undo",                        "/back"),
        ("stop",                        "/stop"),
        ("pause",                       "/pause"),
        ("again",                       "/again"),
        ("repeat that",                 "/again"),
        ("why?",                        "/why"),
        ("correct",                     "/correct"),
        ("I changed my mind",           "/correct"),
        ("delete that",                 "/deletethat"),
        ("you can talk again",          "/unquiet"),
        ("unquiet",                     "/unquiet"),
        ("/sheet please",               "/sheet"),
        ("hello",                       "? hello"),
        ("skip",                        "? skip"),
        ("/skip",                       "? /skip"),
        ("done",                        "? done"),
        ("never mind that one",         "? never mind that one"),
        ("/frobnicate",                 "? /frobnicate"),
        ("The interview went fine, they cancelled nothing and I got home early in the end", "? The interview went fine, they cancelled nothing and I got home early in the end"),
    ]);
}

#[test]
fn quiet_until_a_day() {
    #[rustfmt::skip]
    check_with(None, &[
        ("quiet",                           "/quiet"),
        ("be quiet",                        "/quiet"),
        ("be quiet please",                 "/quiet"),
        ("leave me be",                     "/quiet"),
        ("leave me be until Monday",        "/quiet Mon 2026-11-23 08:30"),
        ("Leave me alone till next week",   "/quiet Mon 2026-11-23 08:30"),
        ("quiet until Friday",              "/quiet Fri 2026-11-20 08:30"),
        ("quiet for a week",                "/quiet Wed 2026-11-25 08:30"),
        ("be quiet for two weeks",          "/quiet Wed 2026-12-02 08:30"),
        ("quiet until tomorrow at 3",       "/quiet Thu 2026-11-19 15:00"),
        ("quiet until 1 December",          "/quiet Tue 2026-12-01 08:30"),
        ("quiet for an hour",               "/quiet Wed 2026-11-18 11:00"),
        ("leave me be for a bit",           "/quiet"),
        ("leave me be until the cows come home", "? leave me be until the cows come home"),
        ("leave me be until yesterday",     "? leave me be until yesterday"),
    ]);
}

#[test]
fn beside_a_question_that_takes_no_free_text() {
    #[rustfmt::skip]
    check(&ask(interview_kind()), &[
        ("list",                    "/list"),
        ("balance sheet",           "/sheet"),
        ("it was a disaster",       "/debrief capture"),
        ("leave me be until Monday", "/quiet Mon 2026-11-23 08:30"),
        ("pass",                    "skipped"),
        ("next question",           "skipped"),
        ("go back",                 "/back"),
        ("wait",                    "/pause"),
        ("cancel",                  "/stop"),
        ("why do you ask?",         "/why"),
        ("pardon?",                 "/again"),
        ("done",                    "? done"),
        ("/panel",                  "panel"),
    ]);
}
