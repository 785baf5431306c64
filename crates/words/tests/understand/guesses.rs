//! Free text that sounds like something: it is asked about, and never simply done.

use crate::{ask::*, check, check_with, meant};
use afterword_core::{
    ask::{Choice, Kind, Range},
    say::Block,
};

#[test]
fn what_people_write_when_nothing_is_asked() {
    #[rustfmt::skip]
    check_with(None, &[
        ("They said no",                        "maybe /heard no"),
        ("they said no.",                       "maybe /heard no"),
        ("THEY SAID NO 😭",                     "maybe /heard no"),
        ("well, they said no",                  "maybe /heard no"),
        ("so they’ve said no today",            "maybe /heard no"),
        ("They said no because of the budget",  "maybe /heard no"),
        ("they said no and I feel rubbish",     "maybe /heard no"),
        ("They said no, and I feel rubbish",    "maybe /heard no"),
        ("they said no but they were kind",     "maybe /heard no"),
        ("I didn't get it so I'm a bit low",    "maybe /heard no"),
        ("they turned me down",                 "maybe /heard no"),
        ("I didn't get the job",                "maybe /heard no"),
        ("didnt get it",                        "maybe /heard no"),
        ("I was rejcted",                       "maybe /heard no"),
        ("they went with someone else",         "maybe /heard no"),
        ("it's a no",                           "maybe /heard no"),
        ("It’s a no from the Leeds people",     "maybe /heard no"),
        ("They rang back! It's a no :(",        "maybe /heard no"),
        ("I wasn't successful",                 "maybe /heard no"),
        ("they didn't offer me the job",        "maybe /heard no"),
        ("I got the job",                       "maybe /heard offer"),
        ("I GOT THE JOB!!!",                    "maybe /heard offer"),
        ("i got the job 🎉🎉",                  "maybe /heard offer"),
        ("omg I got the job at Leeds",          "maybe /heard offer"),
        ("They offered me the job",             "maybe /heard offer"),
        ("they've ofered me the role",          "maybe /heard offer"),
        ("they made me an offer",               "maybe /heard offer"),
        ("I've been offered the post",          "maybe /heard offer"),
        ("they said yes",                       "maybe /heard offer"),
        ("they took the offer back yesterday",  "maybe /heard taken-back"),
        ("they withdrew the offer",             "/heard taken-back"),
        ("they've withdrawn their offer",       "maybe /heard taken-back"),
        ("the offer has been withdrawn",        "maybe /heard taken-back"),
        ("they’ve put it on hold",              "maybe /heard on-hold"),
        ("everything is on hold",               "maybe /heard on-hold"),
        ("it's been put on hold",               "maybe /heard on-hold"),
        ("there's a hiring freeze",             "maybe /heard on-hold"),
        ("they pulled the post",                "maybe /heard pulled"),
        ("the role has been cancelled",         "maybe /heard pulled"),
        ("they want another interview",         "maybe /heard next-round"),
        ("They want to see me again",           "maybe /heard next-round"),
        ("I'm through to the next round",       "maybe /heard next-round"),
        ("I got a second interview",            "maybe /heard next-round"),
        ("they want references",                "maybe /heard more-wanted"),
        ("they asked for more information",     "maybe /heard more-wanted"),
        ("they rang back",                      "maybe /heard"),
        ("they rang",                           "maybe /heard"),
        ("They finally got back to me",         "maybe /heard"),
        ("they've changed their mind",          "maybe /heard"),
        ("I haven't heard anything",            "maybe /waiting"),
        ("havent heard back",                   "maybe /waiting"),
        ("haven’t heard anything from Leeds",   "maybe /waiting"),
        ("still no word",                       "maybe /waiting"),
        ("no news yet",                         "maybe /waiting"),
        ("they ghosted me",                     "maybe /waiting"),
        ("they never got back to me",           "maybe /waiting"),
        ("worried",                             "maybe /worry"),
        ("I'm so worried",                      "maybe /worry"),
        ("im worried about the references",     "maybe /worry"),
        ("feeling a bit anxious today",         "maybe /worry"),
        ("I can't stop thinking about it",      "maybe /worry"),
        ("I'm withdrawing",                     "maybe /withdraw"),
        ("I'm pulling out",                     "maybe /withdraw"),
        ("I don't want the job any more",       "maybe /withdraw"),
        ("they sent me some feedback",          "maybe /feedback"),
        ("they gave me their feedback today",   "maybe /feedback"),
        ("I accepted the offer",                "maybe /offer"),
        ("I turned it down",                    "maybe /offer"),
        ("I said no to the offer",              "maybe /offer"),
        ("should I take the job?",              "maybe /offer"),
        ("they made a counter offer",           "maybe /counteroffer"),
        ("My boss offered me more money to stay", "maybe /counteroffer"),
        ("my employer wants me to stay",        "maybe /counteroffer"),
        ("I'd like to thank them",              "maybe /letters"),
        ("I've been asked to interview others", "/panel"),
        ("I've been asked to interview candidates on Friday", "maybe /panel"),
        ("I'm interviewing people next week",   "? I'm interviewing people next week"),
        ("my interview went really well",       "maybe /debrief"),
        ("The interview was awful",             "maybe /debrief"),
        ("they invited me to an interview",     "maybe /interview"),
    ]);
}

#[test]
fn near_misses_are_left_alone() {
    let misses = [
        "I said no to the sandwich",
        "they said no to the sandwich",
        "my mum said no",
        "if they said no I'd be fine",
        "what if they said no",
        "I hope they said yes to you",
        "they didn't say no",
        "did I get the job",
        "I got the job description",
        "I got the bus",
        "I got the jab",
        "how do I get the job",
        "they offered me tea",
        "they offered me a sandwich",
        "they withdrew to the kitchen",
        "put the kettle on",
        "hold on a second there",
        "the wait staff were rude",
        "she rang the bell",
        "they called the role exciting",
        "not worried",
        "I'm not worried",
        "don't worry",
        "I'm not withdrawing",
        "I withdrew some cash",
        "my feedback on your bot is mixed",
        "the interviewer was nice",
        "the weather was awful",
        "nothing ventured",
        "no",
        "yes",
        "hmm",
        "thanks a lot",
        "🤷",
        "they have a nice office",
        "they said I was a good fit but someone once told me no and I never forgot it, you see, which is why I am asking",
    ];
    for text in misses {
        assert!(!meant(None, text).starts_with("maybe"), "{text}: {}", meant(None, text));
    }
}

#[test]
fn exact_words_start_at_once() {
    #[rustfmt::skip]
    check_with(None, &[
        ("/worry",      "/worry"),
        ("worry",       "/worry"),
        ("/heard",      "/heard"),
        ("heard back",  "/heard"),
        ("/waiting",    "/waiting"),
        ("/feedback",   "/feedback"),
        ("/offer",      "/offer"),
        ("/letters",    "/letters"),
        ("/dream",      "/dream"),
        ("/panel",      "/panel"),
        ("/next",       "/next"),
        ("what’s next?", "/next"),
        ("/settings",   "/settings"),
        ("/calendar",   "/calendar"),
        ("/export",     "/export"),
        ("/erase",      "/erase"),
        ("erase me",    "/erase"),
        ("/withdraw",   "/withdraw"),
        ("list closed", "/listclosed"),
        ("/heard no",   "/heard no"),
        ("/heard offer", "/heard offer"),
        ("changed my mind", "/changedmind"),
        ("a counter-offer", "/counteroffer"),
    ]);
}

#[test]
fn an_interview_is_noted_with_what_was_told() {
    #[rustfmt::skip]
    check_with(None, &[
        ("interview tomorrow at 3 with the Leeds people", "/interview Thu 2026-11-19 15:00 “the Leeds people”"),
        ("Interview with the Leeds people tomorrow at 3", "/interview Thu 2026-11-19 15:00 “the Leeds people”"),
        ("I've got an interview on Friday at 10:30",      "/interview Fri 2026-11-20 10:30"),
        ("interview next Friday",                         "/interview ~Fri 2026-11-27 17:00"),
        ("interview with Acme",                           "/interview “Acme”"),
        ("interview",                                     "/interview"),
    ]);
}

#[test]
fn where_words_are_wanted_they_are_the_answer() {
    #[rustfmt::skip]
    check(&ask(Kind::Text), &[
        ("they said no",            "“they said no”"),
        ("I'm worried",             "“I'm worried”"),
        ("I got the job",           "“I got the job”"),
        ("changed my mind",         "“changed my mind”"),
        ("erase",                   "“erase”"),
        ("erase me",                "/erase"),
        ("Delete everything about me.", "/erase"),
        ("forget me",               "/erase"),
        ("they asked me to forget me for a moment", "“they asked me to forget me for a moment”"),
    ]);
}

#[test]
fn where_something_else_is_wanted_an_answer_comes_first() {
    check(&ask(scale()), &[("3", "3/5"), ("they said no", "maybe /heard no")]);
    check(&ask(Kind::YesNo), &[("no", "no"), ("it's a no", "maybe /heard no"), ("they rang back", "maybe /heard")]);
    check(&ask(when(Range::Future)), &[("tomorrow", "~Thu 2026-11-19 17:00"), ("I got the job", "maybe /heard offer")]);
}

/// A rehearsal or the overnight line may have come days ago: news is not taken for the answer to it.
#[test]
fn news_is_not_taken_for_the_answer_to_a_question_that_came_by_itself() {
    for name in ["rehearse", "overnight"] {
        let nothing = Choice::named("nothing", Block::plain("overnight-nothing"));
        let asked = named(name, ask(Kind::Choice { choices: vec![nothing], or_text: true }));
        #[rustfmt::skip]
        check(&asked, &[
            ("they said no",             "maybe /heard no"),
            ("I got the job",            "maybe /heard offer"),
            ("they said no to my question about pay", "“they said no to my question about pay”"),
            ("I gave every table a job", "“I gave every table a job”"),
            ("nothing",                  "nothing"),
        ]);
    }
}

#[test]
fn where_only_the_hour_is_wanted_a_number_is_one() {
    #[rustfmt::skip]
    check(&named("N2.hour", ask(when(Range::Any))), &[
        ("3",           "Wed 2026-11-18 15:00"),
        ("at 3",        "Wed 2026-11-18 15:00"),
        ("10:30",       "Wed 2026-11-18 10:30"),
        ("half past 2", "Wed 2026-11-18 14:30"),
        ("9am",         "Wed 2026-11-18 09:00"),
        ("noon",        "Wed 2026-11-18 12:00"),
        ("don't know",  "skipped"),
    ]);
}
