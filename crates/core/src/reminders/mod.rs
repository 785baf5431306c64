//! Reminders: what is to be said later, as a query over state.
//!
//! Nothing is scheduled, so nothing has to be cancelled: an interview that was
//! called off or an answer that was deleted takes its reminders along.

pub mod care;
pub mod letters;
pub mod offer;
pub mod rejection;
pub mod waiting;
pub mod way;

use crate::{
    Answer, Id, Person, QuestionId, Settings, contact,
    person::Round,
    sheet::{
        cards::{self, CardId},
        line::Verdict,
    },
    talks::{
        self, Opening, Talk,
        debrief::{
            Debrief, FixStep,
            questions::{D1, D14, name},
        },
        overnight::Left,
        record::{Record, Status},
        step,
    },
    vocabulary::{Length, NowOrTomorrow, ProcessState},
};
use jiff::{Timestamp, ToSpan, civil};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Names one reminder for ever, by what hangs on what.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReminderId {
    /// The invitation to debrief a round; `again` is the one of the next day.
    Invitation {
        /// The interview.
        round: Id,
        /// The second and last one.
        again: bool,
    },
    /// The card of the evening before.
    Evening {
        /// The interview.
        round: Id,
    },
    /// "Anything come back to you overnight?", and what was put off until then.
    Overnight {
        /// The debrief.
        talk: Id,
        /// How often it was put off before.
        nth: u8,
    },
    /// A rehearsal of a card.
    Rehearsal {
        /// The card.
        card: CardId,
        /// Its place among the operator's days, from 0.
        nth: u8,
    },
    /// A first small step, on the person's date.
    Step {
        /// The debrief.
        talk: Id,
        /// The thing to build.
        item: Id,
        /// The date, which the person may have moved.
        on: civil::Date,
    },
    /// A talk that nobody came back to is kept as a partial. Nothing is said.
    Lapse {
        /// The talk.
        talk: Id,
        /// When it was last touched: coming back moves it.
        touched: Timestamp,
    },
    /// Waiting (§2): news, the wait, worries, and the ways out of a process (§0).
    Waiting(waiting::Due),
    /// After a no (§3): looking, learning, letting go, and the dream watch.
    Rejection(rejection::Due),
    /// An offer (§4), its decision, and what follows from it.
    Offer(offer::Due),
    /// Letters (§8), and the calendar (§9).
    Letters(letters::Due),
    /// Care (§7), and sitting on the other side (§6).
    Care(care::Due),
    /// Finding one's way (§0): help, what comes next, settings, erasing, and free text that was understood a little.
    Way(way::Due),
}

impl ReminderId {
    /// Whether it hangs on the start of this interview.
    #[must_use]
    pub fn hangs_on_round(&self, id: Id) -> bool {
        matches!(self, Self::Invitation { round, .. } | Self::Evening { round } if *round == id)
    }

    /// Its place where several want to be said at once.
    #[must_use]
    pub fn rank(&self) -> Rank {
        match self {
            Self::Lapse { .. } => Rank::Silent,
            Self::Evening { .. } => Rank::Evening,
            Self::Invitation { .. } => Rank::Invitation,
            Self::Step { .. } => Rank::Date,
            Self::Overnight { .. } => Rank::Overnight,
            Self::Rehearsal { .. } => Rank::Rehearsal,
            Self::Waiting(due) => due.rank(),
            Self::Rejection(due) => due.rank(),
            Self::Offer(due) => due.rank(),
            Self::Letters(due) => due.rank(),
            Self::Care(due) => due.rank(),
            Self::Way(due) => due.rank(),
        }
    }

    /// The job it is about. What was learned, and what is to be built, belong to the person and not to a job.
    fn process(&self, person: &Person) -> Option<Id> {
        let of_round = |round: Id| person.round(round).map(|round| round.process);
        let of_talk = |talk: Id| match &person.talk(talk)?.opening {
            Opening::Debrief(opening) => of_round(opening.round),
            Opening::Letter(opening) => opening.process,
            Opening::Offer(opening) => Some(opening.process),
            _ => None,
        };
        match self {
            Self::Invitation { round, .. } | Self::Evening { round } => of_round(*round),
            Self::Overnight { talk, .. } => of_talk(*talk),
            Self::Letters(due) => of_talk(due.talk()),
            Self::Offer(due) => of_talk(due.offer()),
            // These look at where the job stands themselves.
            Self::Waiting(_) | Self::Rejection(_) => None,
            Self::Rehearsal { .. } | Self::Step { .. } | Self::Lapse { .. } | Self::Care(_) | Self::Way(_) => None,
        }
    }

    /// Whether it is about another interview, which the quiet after a debrief does not hold back.
    #[must_use]
    pub fn is_urgent(&self) -> bool {
        matches!(self, Self::Evening { .. } | Self::Invitation { .. })
    }

    /// Whether it is about an interview, before it or after.
    fn is_about_interview(&self) -> bool {
        matches!(self, Self::Evening { .. } | Self::Invitation { .. } | Self::Overnight { .. })
    }

    /// Whether both are about the day by which one and the same offer wants its answer.
    #[must_use]
    pub fn is_same_deadline(&self, other: &Self) -> bool {
        let deadline = |id: &Self| match id {
            Self::Offer(offer::Due::Deadline { offer, by, .. }) => Some((*offer, *by)),
            _ => None,
        };
        deadline(self).is_some_and(|known| deadline(other) == Some(known))
    }

    /// Whether something is said at all.
    #[must_use]
    pub fn is_silent(&self) -> bool {
        self.rank() == Rank::Silent
    }
}

/// Who goes first where several want the same place (§0, contact budget): in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rank {
    /// Nothing is said.
    Silent,
    /// By when an offer has to be answered; exempt from the budget.
    Deadline,
    /// The card of the evening before, with its rehearsal.
    Evening,
    /// The invitation to look back.
    Invitation,
    /// W6 to W8: nudges and silence.
    Nudge,
    /// R2: the no that was put off.
    PutOff,
    /// A date the person set.
    Date,
    /// The overnight line.
    Overnight,
    /// A rehearsal.
    Rehearsal,
    /// Looking back at a decision.
    Review,
    /// The dream watch.
    Dream,
    /// The weekly check.
    Weekly,
    /// After a year without a word (§9).
    Idle,
}

impl Rank {
    /// All of them, in order.
    pub const ALL: [Self; 13] = [
        Self::Silent,
        Self::Deadline,
        Self::Evening,
        Self::Invitation,
        Self::Nudge,
        Self::PutOff,
        Self::Date,
        Self::Overnight,
        Self::Rehearsal,
        Self::Review,
        Self::Dream,
        Self::Weekly,
        Self::Idle,
    ];
}

/// A reminder that is still to come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    /// Its name.
    pub id: ReminderId,
    /// When it wants to be said, on the person's clock.
    pub due: civil::DateTime,
    /// After this it is no longer true, or no longer kind, to say it.
    pub latest: civil::DateTime,
}

/// Everything still to come, in no order.
#[must_use]
pub fn agenda(person: &Person, settings: &Settings) -> Vec<Reminder> {
    let mut agenda = planned(person, settings);
    agenda.retain(|reminder| !person.is_past(&reminder.id));
    agenda
}

/// The same with what was said or lapsed already.
pub(crate) fn planned(person: &Person, settings: &Settings) -> Vec<Reminder> {
    let mut agenda = Vec::new();
    interviews(person, settings, &mut agenda);
    mornings_after(person, settings, &mut agenda);
    rehearsals(person, settings, &mut agenda);
    steps(person, settings, &mut agenda);
    lapses(person, settings, &mut agenda);
    waiting::agenda(person, settings, &mut agenda);
    rejection::agenda(person, settings, &mut agenda);
    offer::agenda(person, settings, &mut agenda);
    letters::agenda(person, settings, &mut agenda);
    // Nothing is said about a job that was let go, nor about the interviews of one that they left.
    let is = |id: Id, state| person.process(id).is_some_and(|process| process.state == state);
    agenda.retain(|reminder| {
        let over = |id| {
            is(id, ProcessState::LetGo) || (reminder.id.is_about_interview() && is(id, ProcessState::WithdrawnByMe))
        };
        !reminder.id.process(person).is_some_and(over)
    });
    care::agenda(person, settings, &mut agenda);
    way::agenda(person, settings, &mut agenda);
    agenda
}

/// The earliest moment at which something of the agenda can be said or lapses.
#[must_use]
pub fn next_wake(person: &Person, settings: &Settings, now: Timestamp) -> Option<Timestamp> {
    let zone = person.zone(settings);
    let (agenda, local) = (agenda(person, settings), zone.local(now));
    let wake = |reminder: &Reminder| contact::earliest(person, settings, reminder, local, &agenda);
    // In an hour that comes twice, what is still to come may be its second time.
    let instant = |at| if at > local { zone.instant_from(at, now) } else { zone.instant(at) };
    agenda.iter().filter_map(wake).min().map(instant)
}

fn interviews(person: &Person, settings: &Settings, agenda: &mut Vec<Reminder>) {
    let debriefed = debriefed(person);
    for round in person.rounds().filter(|round| !round.cancelled) {
        let evening = round.start.date().yesterday().map(|day| day.to_datetime(settings.evening));
        if let Ok(due) = evening
            && round.noted < due
        {
            agenda.push(Reminder { id: ReminderId::Evening { round: round.id }, due, latest: round.start });
        }
        if debriefed.contains(&round.id) || round.noted >= round.end() {
            continue;
        }
        let Invitations { due, again, latest } = invitations(settings, round);
        agenda.push(Reminder { id: ReminderId::Invitation { round: round.id, again: false }, due, latest });
        agenda.push(Reminder { id: ReminderId::Invitation { round: round.id, again: true }, due: again, latest });
    }
}

/// When somebody is invited to look back at an interview, once more, and no more.
struct Invitations {
    due: civil::DateTime,
    again: civil::DateTime,
    latest: civil::DateTime,
}

fn invitations(settings: &Settings, round: &Round) -> Invitations {
    let mut due = round.end().saturating_add(settings.invite_after_minutes.minutes());
    if due.time() > settings.invite_until || due.date() > round.end().date() {
        let morning = round.end().date().tomorrow().unwrap_or(round.end().date());
        due = morning.to_datetime(settings.invite_morning);
    }
    let again = due.date().saturating_add(1.day()).to_datetime(settings.morning);
    Invitations { due, again, latest: due.saturating_add(settings.wait_days.days()) }
}

/// The interviews in whose debrief anything was answered, or one was ended.
fn debriefed(person: &Person) -> BTreeSet<Id> {
    let was = |record: &Record| record.kept(&D1).is_some() || !matches!(record.status, Status::Open | Status::Lapsed);
    debriefs(person).filter(|(record, _)| was(record)).map(|(_, round)| round).collect()
}

fn debriefs(person: &Person) -> impl Iterator<Item = (&Record, Id)> {
    person.talks().filter_map(|record| match &record.opening {
        Opening::Debrief(opening) => Some((record, opening.round)),
        _ => None,
    })
}

/// What a finished debrief left for the next day.
#[must_use]
pub fn left(record: &Record) -> Left {
    let walked = talks::walk(record);
    let Talk::Debrief(debrief) = &walked.talk else {
        return Left::Nothing;
    };
    let notes = debrief.notes();
    let put_off = notes.fix.when == Some(NowOrTomorrow::Tomorrow);
    match (debrief, notes.length) {
        (Debrief::Captured(_), _) => Left::Everything,
        (_, Some(Length::Short)) => Left::Rest,
        _ if put_off && notes.fix.told.iter().all(|(step, _)| *step != FixStep::FirstSentence) => Left::Rewrite,
        _ => Left::Nothing,
    }
}

fn mornings_after(person: &Person, settings: &Settings, agenda: &mut Vec<Reminder>) {
    let finished = |(record, _): &(&Record, Id)| record.status == Status::Finished;
    let overnights = overnights(person);
    for (record, _) in debriefs(person).filter(finished) {
        let put_off = overnights.get(&record.id).map_or(&[][..], Vec::as_slice);
        let end = match put_off.last() {
            // Put off again: the next morning after that.
            Some(last) if wants_tomorrow(last) => last.kept(&crate::talks::overnight::REST).map(|kept| kept.local),
            Some(_) => None,
            None => record.kept(&D14).map(|kept| kept.local).or_else(|| last_answer(record)),
        };
        let Some(day) = end.and_then(|end| end.date().tomorrow().ok()) else {
            continue;
        };
        let nth = u8::try_from(put_off.len()).unwrap_or(u8::MAX);
        let id = ReminderId::Overnight { talk: record.id, nth };
        // "Overnight" is only true on that day; what was left can be gone on with for a week.
        let days = if left(record) == Left::Nothing { 0 } else { settings.resume_days };
        let latest = day.saturating_add(days.days()).to_datetime(civil::Time::MAX);
        agenda.push(Reminder { id, due: day.to_datetime(settings.morning), latest });
    }
}

/// What was asked the days after, by debrief.
fn overnights(person: &Person) -> BTreeMap<Id, Vec<&Record>> {
    let mut overnights = BTreeMap::<_, Vec<_>>::new();
    for record in person.talks() {
        if let Opening::Overnight(opening) = &record.opening {
            overnights.entry(opening.debrief).or_default().push(record);
        }
    }
    overnights
}

fn wants_tomorrow(record: &Record) -> bool {
    let kept = record.kept(&crate::talks::overnight::REST);
    let when = kept.and_then(|kept| match &kept.answer {
        Answer::Choice(pick) => NowOrTomorrow::from_pick(pick),
        _ => None,
    });
    when == Some(NowOrTomorrow::Tomorrow)
}

fn last_answer(record: &Record) -> Option<civil::DateTime> {
    record.answers().map(|(_, kept)| kept.local).max()
}

fn rehearsals(person: &Person, settings: &Settings, agenda: &mut Vec<Reminder>) {
    for card in cards::cards(person).iter().filter(|card| card.id.kind.is_rehearsed()) {
        for (nth, days) in settings.rehearse_after_days.iter().enumerate() {
            let due = card.made.saturating_add(days.days());
            let latest = due.saturating_add(settings.wait_days.days());
            let nth = u8::try_from(nth).unwrap_or(u8::MAX);
            agenda.push(Reminder { id: ReminderId::Rehearsal { card: card.id, nth }, due, latest });
        }
    }
}

fn steps(person: &Person, settings: &Settings, agenda: &mut Vec<Reminder>) {
    let mut later = BTreeMap::new();
    for record in person.talks() {
        if let Opening::Step { talk, item } = record.opening {
            later.insert((talk, item), record.kept(&step::STEP_LATER)); // the last one counts
        }
    }
    for (record, _) in debriefs(person) {
        for (question, kept) in record.answers().filter(|(question, _)| question.name == name::D11_BY) {
            let (Some(item), Answer::When(when)) = (question.of, &kept.answer) else {
                continue;
            };
            let line = record.kept(&QuestionId::of(name::D13, item)).map(|kept| &kept.answer);
            if matches!(line, Some(Answer::Line { verdict: Verdict::Drop, .. })) {
                continue; // only what was kept counts
            }
            let on = match later.get(&(record.id, item)) {
                None => when.at.date(),
                Some(Some(crate::talks::record::Kept { answer: Answer::When(when), .. })) => when.at.date(),
                Some(_) => continue, // done, or let go
            };
            let id = ReminderId::Step { talk: record.id, item, on };
            // A date the person set waits as long as it takes (§0).
            agenda.push(Reminder { id, due: on.to_datetime(settings.morning), latest: civil::DateTime::MAX });
        }
    }
}

fn lapses(person: &Person, settings: &Settings, agenda: &mut Vec<Reminder>) {
    let zone = person.zone(settings);
    for record in person.talks().filter(|record| matches!(record.status, Status::Open | Status::Paused)) {
        if matches!(record.opening, Opening::FirstContact(_) | Opening::Care) {
            continue;
        }
        let days = match record.opening {
            Opening::Overnight(_) => 1, // open for 24 hours
            _ => settings.resume_days,
        };
        let id = ReminderId::Lapse { talk: record.id, touched: record.touched };
        let due = zone.local(record.touched).saturating_add(days.days());
        agenda.push(Reminder { id, due, latest: civil::DateTime::MAX });
    }
}
