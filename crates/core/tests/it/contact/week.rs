//! Three a week: what ranks lower leaves the places that are known to be wanted (§0).
//!
//! Every row stands on Monday 23 November 2026 at nine; days are days of that
//! month, and what is said in the morning is said at ten.

use crate::script::Script;
use afterword_core::{
    Command, Entry, Fact, Id, contact, entry,
    reminders::{Reminder, ReminderId, offer, rejection, waiting},
};
use jiff::{ToSpan, civil};

/// What wants to be said, and on which day.
#[derive(Debug, Clone, Copy)]
enum Wants {
    Deadline(i8),
    Evening(i8),
    Invitation(i8),
    /// The day after an invitation of that day.
    Again(i8),
    Nudge(i8),
    PutOff(i8),
    Worry(i8),
    Overnight(i8),
    Weekly(i8),
}
use Wants::{Again, Deadline, Evening, Invitation, Nudge, Overnight, PutOff, Weekly, Worry};

fn at(day: i8, hour: i8) -> civil::DateTime {
    civil::date(2026, 11, 1).at(hour, 0, 0, 0).saturating_add((i64::from(day) - 1).days())
}

impl Wants {
    fn reminder(self) -> Reminder {
        let minted = |day: i8| Id::minted(7, 900, u8::try_from(day).unwrap());
        let (due, latest, id) = match self {
            Deadline(day) => {
                let (due, by) = (at(day, 10), at(day, 20));
                (due, by, ReminderId::Offer(offer::Due::Deadline { offer: minted(day), by, hours: 10 }))
            }
            Evening(day) => (at(day, 18), at(day + 1, 14), ReminderId::Evening { round: minted(day) }),
            Invitation(day) => {
                (at(day, 16), at(day + 2, 16), ReminderId::Invitation { round: minted(day), again: false })
            }
            Again(day) => {
                (at(day + 1, 10), at(day + 2, 16), ReminderId::Invitation { round: minted(day), again: true })
            }
            Nudge(day) => {
                let due = waiting::Due::Nudge { process: minted(day), nth: 0, on: at(day, 10).date() };
                (at(day, 10), civil::DateTime::MAX, ReminderId::Waiting(due))
            }
            PutOff(day) => {
                let due = rejection::Due::PutOff { no: minted(day), on: at(day, 10).date() };
                (at(day, 10), civil::DateTime::MAX, ReminderId::Rejection(due))
            }
            Worry(day) => {
                let due = waiting::Due::Worry { talk: minted(day), on: at(day, 10).date() };
                (at(day, 10), civil::DateTime::MAX, ReminderId::Waiting(due))
            }
            Overnight(day) => {
                let id = ReminderId::Overnight { talk: minted(day), nth: 0 };
                (at(day, 10), at(day, 10).date().to_datetime(civil::Time::MAX), id)
            }
            Weekly(day) => {
                let due = waiting::Due::Weekly { process: minted(day), on: at(day, 10).date() };
                (at(day, 10), at(day + 2, 10), ReminderId::Waiting(due))
            }
        };
        Reminder { id, due, latest }
    }
}

/// Monday at nine, after something was said at these hours.
fn written_to(said: &[civil::DateTime]) -> Script {
    let mut script = Script::welcomed(9);
    for local in said {
        let reminder = Evening(local.day()).reminder().id;
        let revision = script.person.revision() + 1;
        let facts = vec![Fact::Reminded { reminder, visit: false }];
        script.person.apply(&Entry { v: entry::FORMAT, revision, at: script.now, local: *local, facts });
    }
    script
}

fn when(script: &Script, wants: Wants, others: &[Wants]) -> Option<civil::DateTime> {
    let agenda: Vec<_> = [&[wants], others].concat().into_iter().map(Wants::reminder).collect();
    contact::earliest(&script.person, &script.settings, &agenda[0], script.local(), &agenda)
}

/// Said before; what wants to be said; what else is to come; when it is said.
type Row<'a> = (&'a [civil::DateTime], Wants, &'a [Wants], Option<civil::DateTime>);

#[test]
fn what_ranks_lower_leaves_a_place_of_the_week_to_what_is_to_come() {
    let rows: &[Row<'_>] = &[
        // An overnight line would take the last place of an evening card, and lapses.
        (&[at(20, 18), at(22, 10)], Overnight(23), &[], Some(at(23, 10))),
        (&[at(20, 18), at(22, 10)], Overnight(23), &[Evening(25)], None),
        (&[at(22, 10)], Overnight(23), &[Evening(25)], Some(at(23, 10))),
        (&[at(22, 10)], Overnight(23), &[Evening(25), Invitation(26)], None),
        (&[], Overnight(23), &[Evening(25), Invitation(26)], Some(at(23, 10))),
        (&[], Overnight(23), &[PutOff(24), Worry(25), Nudge(26)], None),
        // The week is the one that the limit looks at: what was said a week before the card is out of it.
        (&[at(18, 18), at(22, 10)], Overnight(23), &[Evening(25)], Some(at(23, 10))),
        (&[at(18, 19), at(22, 10)], Overnight(23), &[Evening(25)], None),
        (&[at(21, 10), at(22, 10)], Overnight(23), &[Evening(30)], Some(at(23, 10))),
        (&[], Overnight(23), &[Evening(27), Evening(28), Evening(29)], None),
        (&[], Overnight(23), &[Evening(29), Evening(30), Evening(31)], Some(at(23, 10))),
        // Deadlines are exempt: they take no place, and leave none.
        (&[at(20, 18), at(22, 10)], Overnight(23), &[Deadline(25)], Some(at(23, 10))),
        (&[at(20, 18), at(22, 10)], Deadline(23), &[Evening(25)], Some(at(23, 10))),
        // In the order of §0; within a rank the first comes first.
        (&[at(20, 18), at(22, 10)], Evening(23), &[Invitation(24), Nudge(24), PutOff(25)], Some(at(23, 18))),
        (&[at(20, 18), at(22, 10)], PutOff(23), &[Overnight(24), Worry(25), Weekly(24)], Some(at(23, 10))),
        (&[at(20, 18), at(22, 10)], Worry(23), &[Worry(25)], Some(at(23, 10))),
        // What waits as long as it takes is said once there is a place.
        (&[at(20, 18), at(22, 10)], Worry(23), &[PutOff(24)], Some(civil::date(2026, 11, 28).at(8, 30, 0, 0))),
        (&[at(20, 18), at(22, 10)], PutOff(23), &[Nudge(25)], Some(civil::date(2026, 11, 28).at(8, 30, 0, 0))),
        (&[at(20, 18), at(22, 10)], Weekly(23), &[Worry(24)], None),
        // A second invitation is not known to come before the first was left without an answer.
        (&[], Overnight(23), &[Evening(24), Invitation(25), Again(25)], Some(at(23, 10))),
        (&[at(22, 16)], Overnight(24), &[Again(22), Evening(25)], None),
        (&[at(20, 18), at(22, 16)], Overnight(23), &[Again(24)], None),
    ];
    for (said, wants, others, expected) in rows {
        let script = written_to(said);
        assert_eq!(when(&script, *wants, others), *expected, "{said:?} {wants:?} {others:?}");
    }
}

#[test]
fn no_place_is_kept_for_what_will_not_be_said() {
    let mut script = written_to(&[at(20, 18), at(22, 10)]);
    assert_eq!(when(&script, Overnight(25), &[Evening(26)]), None);
    // "Leave me be" goes on until the interview is over: its card is never said.
    script.command(Command::Quiet(Some(at(29, 9))));
    assert_eq!(when(&script, Weekly(29), &[]), Some(at(29, 10)));
    assert_eq!(when(&script, Weekly(29), &[Evening(26)]), Some(at(29, 10)));
    assert_eq!(when(&script, Worry(29), &[]), Some(at(29, 10)));
    assert_eq!(when(&script, Worry(29), &[PutOff(26)]), Some(civil::date(2026, 11, 30).at(8, 30, 0, 0)));
}
