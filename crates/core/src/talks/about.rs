//! Which job a talk is about.

use super::{Opening, interview, record::Record};
use crate::{Id, Person, wording as say};

/// What the person calls a job, or "an earlier job" where it is gone.
pub(crate) fn job_name(person: &Person, process: Id) -> crate::say::Arg {
    match person.process(process) {
        Some(process) => crate::say::Arg::from(&process.nickname),
        None => say::job_unknown().into(),
    }
}

/// The talks about a job: to delete with it (§2, W8).
pub(crate) fn about_process(person: &Person, process: Id) -> Vec<Id> {
    person.talks().filter(|record| process_of(person, record) == Some(process)).map(|record| record.id).collect()
}

/// The job that a talk is about, where it is about one.
fn process_of(person: &Person, record: &Record) -> Option<Id> {
    let of_talk = |talk: &Id| process_of(person, person.talk(*talk)?);
    let of_round = |round: &Id| person.round(*round).map(|round| round.process);
    match &record.opening {
        Opening::FirstContact(_)
        | Opening::Place
        | Opening::Job(_)
        | Opening::Sheet
        | Opening::Quiet
        | Opening::QuietDeadlines
        | Opening::Worry
        | Opening::Care
        | Opening::AskModerator(_)
        | Opening::Panel
        | Opening::Share(_)
        | Opening::Settings
        | Opening::Erase
        | Opening::Confirm(_) => None,
        Opening::Interview(opening) => match opening.then {
            interview::Then::Move(round) => of_round(&round),
            interview::Then::About(_) => person.process(record.id).map(|process| process.id),
            _ => person.rounds().find(|round| round.talk == record.id).map(|round| round.process).or(opening.process),
        },
        Opening::Debrief(opening) => of_round(&opening.round),
        Opening::Overnight(opening) => of_talk(&opening.debrief),
        Opening::Rehearsal(card) => of_talk(&card.talk),
        Opening::Step { talk, .. } | Opening::Correct(talk) => of_talk(talk),
        Opening::Heard(opening) => Some(opening.process),
        Opening::Waiting(opening) => Some(opening.process),
        Opening::DayBefore(opening) => Some(opening.process),
        Opening::Weekly(opening) => Some(opening.process),
        Opening::Nudge(opening) => Some(opening.process),
        Opening::Silence(opening) => Some(opening.process),
        Opening::Withdrawal(opening) => Some(opening.process),
        Opening::No(opening) => Some(opening.process),
        Opening::Learning(opening) => Some(opening.process),
        Opening::LettingGo(opening) => of_talk(&opening.learning),
        Opening::Feedback(opening) => Some(opening.process),
        Opening::Dream(opening) => Some(opening.process),
        Opening::Offer(opening) => Some(opening.process),
        Opening::OfferReplies(opening) => of_talk(&opening.offer),
        Opening::OfferDecision(opening) => of_talk(&opening.offer),
        Opening::OfferDeadline(opening) => of_talk(&opening.offer),
        Opening::Review(opening) => of_talk(&opening.offer),
        Opening::CounterOffer(opening) => Some(opening.process),
        Opening::Letter(opening) => opening.process,
    }
}
