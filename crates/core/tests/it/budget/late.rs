//! §9: what was due while the program was down is said late only if still true: deadlines say how
//! late; nudges, reviews and dates the person set at the next fitting time; invitations lapse after two
//! days, overnight lines and weekly checks with their day. §0: what lost its place waits two days.

use super::{MONDAY, planned, punctual, reminder, said, said_at};
use crate::{
    offer_script::{Told::By, offered, tell},
    script::Script,
};
use afterword_core::{
    Command, Event, Say,
    reminders::{Rank, Reminder},
    say::Arg,
};
use jiff::{
    ToSpan,
    civil::{DateTime, date},
};

/// Due on Monday at ten, and the program was down for so many hours from then on.
fn said_after(rank: Rank, hours: i64) -> bool {
    let due = MONDAY.at(10, 0, 0, 0);
    said_at(&punctual(), &reminder(rank, due), due.saturating_add(hours.hours())).is_some()
}

#[test]
fn what_was_promised_is_said_however_late() {
    for rank in [Rank::Nudge, Rank::PutOff, Rank::Date, Rank::Review, Rank::Idle] {
        for hours in [1, 47, 24 * 3, 24 * 200] {
            assert!(said_after(rank, hours), "{rank:?}, {hours} hours late");
        }
    }
}

#[test]
fn invitations_and_what_is_like_them_lapse_after_two_days() {
    for rank in [Rank::Invitation, Rank::Rehearsal, Rank::Dream] {
        for (hours, still) in [(1, true), (47, true), (48, true), (49, false), (24 * 200, false)] {
            assert_eq!(said_after(rank, hours), still, "{rank:?}, {hours} hours late");
        }
    }
}

#[test]
fn a_weekly_check_lapses_with_its_day() {
    for (hours, still) in [(1, true), (9, true), (10, false), (24, false)] {
        assert_eq!(said_after(Rank::Weekly, hours), still, "{hours} hours late");
    }
}

#[test]
fn what_is_true_until_a_moment_is_said_until_then() {
    let due = MONDAY.at(10, 0, 0, 0);
    for rank in [Rank::Deadline, Rank::Evening, Rank::Overnight] {
        let until = Reminder { latest: due.saturating_add(6.hours()), ..reminder(rank, due) };
        for (hours, still) in [(1, true), (6, true), (7, false)] {
            let found = said_at(&punctual(), &until, due.saturating_add(hours.hours()));
            assert_eq!(found.is_some(), still, "{rank:?}, {hours} hours late");
        }
    }
}

/// The day was taken, or the week was full: that is another thing than having been down.
#[test]
fn what_lost_its_place_waits_two_days_and_then_lapses() {
    let due = MONDAY.at(10, 0, 0, 0);
    for rank in [Rank::Review, Rank::Weekly, Rank::Dream, Rank::Rehearsal] {
        let mut taken = punctual();
        said(&mut taken, Rank::Nudge, 5, MONDAY.at(8, 45, 0, 0));
        let tomorrow = MONDAY.tomorrow().unwrap().at(8, 30, 0, 0);
        assert_eq!(planned(&taken, &reminder(rank, due)), Some(tomorrow), "{rank:?}");

        let mut full = punctual();
        for n in 1..=3 {
            said(&mut full, Rank::Nudge, u8::try_from(n).unwrap(), due.saturating_sub(n.days()));
        }
        assert_eq!(planned(&full, &reminder(rank, due)), None, "{rank:?}: three days from now is too late");
        assert!(planned(&full, &reminder(Rank::Nudge, due)).is_some(), "a nudge waits as long as it takes");
    }
}

/// How many hours late the reminder of a deadline says it is.
fn lateness(say: &[Say]) -> Option<i64> {
    let blocks = say.iter().flat_map(|say| &say.blocks);
    let late = blocks.filter(|block| block.word == "remind-deadline-late");
    late.flat_map(|block| &block.args).find_map(|(_, arg)| match arg {
        Arg::Number(hours) => Some(*hours),
        _ => None,
    })
}

/// An offer that wants its answer on Friday 4 December at 17:00.
fn weighed() -> Script {
    let mut script = offered();
    tell(&mut script, &[("O1.by", By(date(2026, 12, 4).at(17, 0, 0, 0)))]);
    while script.at() != "nothing" {
        script.command(Command::Stop);
    }
    script
}

/// The program was down until then.
fn woken(at: DateTime, event: &Event) -> Vec<Say> {
    let mut script = weighed();
    script.now = at.in_tz("Europe/London").unwrap().timestamp();
    script.event(event)
}

#[test]
fn a_deadline_says_how_late_it_is_said() {
    let wednesday = date(2026, 12, 2);
    for event in [Event::Due, Event::Visit] {
        let late = |at| lateness(&woken(at, &event));
        assert_eq!(late(wednesday.at(17, 0, 0, 0)), None);
        assert_eq!(late(wednesday.at(17, 40, 0, 0)), None, "less than an hour is no lateness to speak of");
        assert_eq!(late(wednesday.at(19, 30, 0, 0)), Some(2));
        assert_eq!(late(date(2026, 12, 3).at(11, 0, 0, 0)), Some(18));
        assert_eq!(late(date(2026, 12, 4).at(18, 0, 0, 0)), None, "it has passed, and is not said any more");
    }
}
