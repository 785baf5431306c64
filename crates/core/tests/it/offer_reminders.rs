//! The timers of an offer (`conversations.md` §4), as tables. All dates were counted by hand on the calendar:
//! the offer is told of on Monday 23 November 2026 at 14:00.

use crate::{
    offer_script::{
        Told::{self, Any, By, Pick, Says},
        offered, said, send, state, tell,
    },
    script::{Script, words},
};
use afterword_core::{
    Answer, Command, Event,
    answer::YesNo,
    reminders::{ReminderId, agenda, offer::Due},
    vocabulary::ProcessState,
};
use jiff::{
    SignedDuration,
    civil::{self, date},
};

fn name(due: &Due) -> String {
    match due {
        Due::Deadline { hours, .. } => format!("{hours} hours left"),
        Due::Passed { .. } => "did you answer".into(),
        Due::Replies { .. } => "replies".into(),
        Due::NotYet { .. } => "not yet".into(),
        Due::Writing { .. } => "in writing".into(),
        Due::References { .. } => "references".into(),
        Due::Tomorrow { .. } => "tomorrow".into(),
        Due::Started { .. } => "started".into(),
        Due::Review { months, .. } => format!("review {months}"),
        Due::LookAround { months, .. } => format!("look around {months}"),
        Due::Holding { ends: false, .. } => "holding".into(),
        Due::Holding { ends: true, .. } => "holding ends".into(),
        Due::Closed { .. } => "closed".into(),
    }
}

/// What is to come about the offer, by day, and by name within a day.
fn to_come(script: &Script) -> Vec<(civil::Date, String)> {
    let of_offer = |id: &ReminderId| match id {
        ReminderId::Offer(due) => Some(name(due)),
        _ => None,
    };
    let mut rows: Vec<_> = agenda(&script.person, &script.settings)
        .iter()
        .filter_map(|reminder| Some((reminder.due.date(), of_offer(&reminder.id)?)))
        .collect();
    rows.sort();
    rows
}

fn table(script: &Script, rows: &[(i16, i8, i8, &str)]) {
    let rows: Vec<_> = rows.iter().map(|(y, m, d, name)| (date(*y, *m, *d), (*name).to_owned())).collect();
    assert_eq!(to_come(script), rows);
}

/// The first sitting told like this, and then the decision.
fn decided(told: &[(&'static str, Told)], doing: &'static str) -> Script {
    let mut script = offered();
    tell(&mut script, told);
    while script.at() != "nothing" {
        script.command(Command::Stop);
    }
    script.command(Command::Offer);
    tell(&mut script, &[("O10", Pick(doing))]);
    script
}

const START: (&str, Told) = ("O1.start", By(date(2027, 1, 4).at(9, 0, 0, 0)));

#[test]
fn a_deadline() {
    let mut script = offered();
    tell(&mut script, &[("O1.by", By(date(2026, 12, 4).at(17, 0, 0, 0)))]);
    table(
        &script,
        &[
            (2026, 12, 2, "48 hours left"),
            (2026, 12, 3, "24 hours left"),
            (2026, 12, 4, "4 hours left"),
            (2026, 12, 5, "did you answer"),
        ],
    );
}

#[test]
fn what_was_near_when_it_was_told_is_not_said_again() {
    let mut script = offered();
    tell(&mut script, &[("O1.by", By(date(2026, 11, 24).at(12, 0, 0, 0)))]);
    table(&script, &[(2026, 11, 24, "4 hours left"), (2026, 11, 25, "did you answer")]);
}

#[test]
fn questions_that_were_sent_and_terms_that_were_only_said() {
    let mut script = offered();
    tell(&mut script, &[("O1", Pick("said")), ("O5.terms", Pick("coming"))]);
    table(&script, &[(2026, 11, 26, "in writing")]);
    script.later(SignedDuration::from_hours(1));
    send(&mut script);
    table(&script, &[(2026, 11, 26, "in writing"), (2026, 11, 26, "replies")]);
}

#[test]
fn not_yet_without_a_deadline() {
    table(&decided(&[], "not-yet"), &[(2026, 11, 30, "not yet")]);
}

#[test]
fn a_yes_with_a_first_day() {
    table(
        &decided(&[START], "accept"),
        &[
            (2026, 12, 28, "references"),
            (2027, 1, 3, "tomorrow"),
            (2027, 1, 4, "started"),
            (2027, 4, 4, "review 3"),
            (2027, 7, 4, "review 6"),
            (2028, 1, 4, "review 12"),
        ],
    );
}

#[test]
fn a_yes_without_a_first_day_counts_from_the_yes() {
    table(
        &decided(&[], "accept"),
        &[(2027, 2, 23, "review 3"), (2027, 5, 23, "review 6"), (2027, 11, 23, "review 12")],
    );
}

#[test]
fn eyes_open() {
    let stabilise = [
        START,
        ("O5.people", Pick("two")),
        ("O5x", Any(&["stabilise"])),
        ("O5x.problem", Says("Nobody stays")),
        ("O5x.backer", Says("The director")),
        ("O5x.success", Says("A rota that holds")),
        ("O5x.elsewhere", By(date(2027, 10, 1).at(9, 0, 0, 0))),
    ];
    table(
        &decided(&stabilise, "accept"),
        &[
            (2026, 12, 28, "references"),
            (2027, 1, 3, "tomorrow"),
            (2027, 1, 4, "started"),
            (2027, 4, 4, "review 3"),
            (2027, 7, 4, "look around 6"),
            (2027, 7, 4, "review 6"),
            (2027, 10, 4, "look around 9"),
            (2027, 10, 4, "review 9"),
            (2028, 1, 4, "review 12"),
        ],
    );
}

/// What was sealed at O11 is shown when it is looked back at, and no promise is asked about once it was kept.
#[test]
fn a_look_back_unseals_the_reasons_and_asks_only_about_promises_not_yet_kept() {
    let mut script = offered();
    let sealed = [("O11.true", Says("The rota holds")), ("O11.look", Says("If she goes"))];
    tell(&mut script, &[START, ("O6", Told::Lists(&["a desk", "Fridays"]))]);
    while script.at() != "nothing" {
        script.command(Command::Stop);
    }
    script.command(Command::Offer);
    tell(&mut script, &[&[("O10", Pick("accept"))][..], &sealed].concat());
    while script.at() != "nothing" {
        script.command(Command::Stop);
    }
    let reviews = [
        (date(2027, 4, 4), vec!["remind-review", "unsealed-reason", "unsealed-true"], 2),
        (date(2027, 7, 4), vec!["remind-review", "unsealed-reason"], 1),
        (date(2027, 10, 4), vec![], 0),
        (date(2028, 1, 4), vec!["remind-review", "unsealed-reason"], 1),
    ];
    for (day, says, promises) in reviews {
        script.now = day.at(11, 0, 0, 0).in_tz("UTC").unwrap().timestamp();
        let heard = script.event(&Event::Due);
        assert_eq!(words(&heard), says, "{day}");
        let mut asked = 0;
        while script.at() == "review.promise" {
            // The first is kept at once, the other never.
            script.pick(if asked == 0 && promises == 2 { "kept" } else { "to-come" });
            asked += 1;
        }
        assert_eq!(asked, promises, "{day}");
        script.command(Command::Stop);
    }
}

#[test]
fn a_holding_pattern() {
    let holding = [
        START,
        ("O5.new", Pick("none")),
        ("O5x", Any(&["holding"])),
        ("O5x.holding", Pick("income")),
        ("O5x.time-for", Says("Paying it off")),
        ("O5x.ends", By(date(2027, 9, 30).at(9, 0, 0, 0))),
    ];
    table(
        &decided(&holding, "accept"),
        &[
            (2026, 12, 28, "references"),
            (2027, 1, 3, "tomorrow"),
            (2027, 1, 4, "started"),
            (2027, 4, 4, "holding"),
            (2027, 4, 4, "review 3"),
            (2027, 7, 4, "holding"),
            (2027, 7, 4, "review 6"),
            (2027, 9, 30, "holding ends"),
            (2028, 1, 4, "review 12"),
        ],
    );
}

#[test]
fn a_no_is_looked_back_at_once() {
    table(&decided(&[START], "decline"), &[(2027, 2, 23, "review 3")]);
}

#[test]
fn tomorrow_is_never_said_on_the_day_itself() {
    let mut script = decided(&[START], "accept");
    while script.at() != "nothing" {
        script.command(Command::Stop);
    }
    at(&mut script, date(2027, 1, 4));
    let heard = words(&script.event(&Event::Visit));
    assert!(!said(&heard, "remind-tomorrow") && !said(&heard, "remind-references"), "{heard:?}");
    assert_eq!(state(&script), ProcessState::Started);
}

fn at(script: &mut Script, day: civil::Date) {
    script.now = day.at(10, 0, 0, 0).in_tz("UTC").unwrap().timestamp();
}

#[test]
fn the_job_starts_on_its_day_and_closes_a_month_after_the_last_look_back_was_offered() {
    let mut script = decided(&[START], "accept");
    while script.at() != "nothing" {
        script.command(Command::Stop);
    }
    for (day, word) in [(date(2026, 12, 28), "remind-references"), (date(2027, 1, 3), "remind-tomorrow")] {
        at(&mut script, day);
        let heard = words(&script.event(&Event::Due));
        assert!(said(&heard, word), "{heard:?}");
        assert_eq!(state(&script), ProcessState::Accepted);
    }
    at(&mut script, date(2027, 1, 4));
    assert!(script.event(&Event::Due).is_empty(), "nothing is said on the first day");
    assert_eq!(state(&script), ProcessState::Started);
    // Each look back is offered, and none is taken.
    at(&mut script, date(2028, 1, 5));
    for _ in 0..3 {
        script.event(&Event::Visit);
        assert!(script.at().starts_with("review."), "{}", script.at());
        script.command(Command::Stop);
    }
    assert_eq!(state(&script), ProcessState::Reviewing);
    table(&script, &[(2028, 2, 3, "closed")]);
    at(&mut script, date(2028, 2, 3));
    script.event(&Event::Visit);
    assert_eq!(state(&script), ProcessState::Closed);
}

/// §0: "leave me be" holds for deadlines too, which are asked about once.
#[test]
fn a_deadline_under_leave_me_be_is_asked_about_once() {
    let until = date(2026, 12, 20).at(9, 0, 0, 0);
    let spoken_of = |silent: bool| {
        let mut script = offered();
        tell(&mut script, &[("O1.by", By(date(2026, 12, 4).at(17, 0, 0, 0)))]);
        while script.at() != "nothing" {
            script.command(Command::Stop);
        }
        let said = script.command(Command::Quiet(Some(until)));
        assert!(words(&said).contains(&"quiet-set".to_owned()));
        assert_eq!(script.at(), "quiet.deadlines");
        if silent {
            script.answer(Answer::YesNo(YesNo::No))
        } else {
            script.yes()
        };
        let mut said = Vec::new();
        while script.now < until.in_tz("UTC").unwrap().timestamp() {
            script.later(SignedDuration::from_hours(1));
            said.extend(words(&script.event(&Event::Due)));
        }
        said.contains(&"remind-deadline".to_owned())
    };
    assert!(spoken_of(false));
    assert!(!spoken_of(true));
}

#[test]
fn a_deadline_after_the_quiet_is_not_asked_about() {
    let mut script = offered();
    tell(&mut script, &[("O1.by", By(date(2026, 12, 4).at(17, 0, 0, 0)))]);
    while script.at() != "nothing" {
        script.command(Command::Stop);
    }
    script.command(Command::Quiet(Some(date(2026, 11, 26).at(9, 0, 0, 0))));
    assert_eq!(script.at(), "nothing");
}

/// Two looks back went without a word, and so that kind stopped: the third is not said, and the job is
/// closed a month after its day all the same.
#[test]
fn a_job_whose_looks_back_stopped_closes_all_the_same() {
    let mut script = decided(&[START], "accept");
    while script.at() != "nothing" {
        script.command(Command::Stop);
    }
    let end = date(2028, 2, 2).at(10, 0, 0, 0).in_tz("UTC").unwrap().timestamp();
    let mut looks = 0;
    while let Some(wake) = script.person.next_wake(&script.settings, script.now).filter(|wake| *wake <= end) {
        script.now = wake.max(script.now);
        looks += usize::from(said(&words(&script.event(&Event::Due)), "remind-review"));
    }
    assert_eq!((looks, state(&script)), (2, ProcessState::Reviewing));
    at(&mut script, date(2028, 2, 3));
    script.event(&Event::Due);
    assert_eq!(state(&script), ProcessState::Closed);
}
