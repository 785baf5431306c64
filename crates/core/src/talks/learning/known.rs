//! What is known of a no, as queries: the talk that told it, what was learned from it, the dream it left.

use super::{Notes, R7_AGAIN, R7_STEP};
use crate::{
    Answer, Id, Person, Private, QuestionId,
    ask::Pick,
    say::Arg,
    talks::{self, Opening, Talk, debrief, dream, record::Record, record::Status},
    vocabulary::{Again, Ingredient, ProcessState},
    wording as say,
};
use jiff::{Timestamp, ToSpan, civil};

/// The latest no of a job.
#[must_use]
pub fn latest_no(person: &Person, process: Id) -> Option<&Record> {
    let of = |record: &&Record| matches!(&record.opening, Opening::No(no) if no.process == process);
    person.talks().rfind(of)
}

/// What was learned from this no, where that was begun.
#[must_use]
pub fn learning_of(person: &Person, no: Id) -> Option<&Record> {
    let of = |record: &&Record| matches!(&record.opening, Opening::Learning(learning) if learning.no == no);
    person.talks().rfind(of)
}

/// What was learned from the latest no of a job, as far as it was talked.
#[must_use]
pub fn learned(person: &Person, process: Id) -> Option<(&Record, Notes)> {
    let record = learning_of(person, latest_no(person, process)?.id)?;
    match talks::walk_through(record, |_| false).talk {
        Talk::Learning(learning) => Some((record, learning.notes().clone())),
        _ => None,
    }
}

/// When a talk last got an answer, on the person's clock.
#[must_use]
pub fn last_answer(record: &Record) -> civil::DateTime {
    record.answers().map(|(_, kept)| kept.local).max().unwrap_or(record.opened)
}

/// A dream in view.
#[derive(Clone)]
pub struct Watch {
    /// The job.
    pub process: Id,
    /// The talk that began it.
    pub learning: Id,
    /// The day of the news.
    pub news: civil::Date,
    /// The moment of the news: the sheet as it was then.
    pub at: Timestamp,
    /// The day the watch began.
    pub begun: civil::Date,
    /// When to apply again.
    pub again: civil::Date,
    /// What is being built, in the order of the plan.
    pub skills: Vec<Private>,
    /// Whether it was let go, and only its dates were kept.
    pub dates_only: bool,
}

/// All dreams in view, oldest first.
#[must_use]
pub fn watches(person: &Person) -> Vec<Watch> {
    person.processes().filter_map(|process| watch(person, process.id)).collect()
}

/// The dream this job is, where it is in view.
#[must_use]
pub fn watch(person: &Person, process: Id) -> Option<Watch> {
    if person.process(process)?.state != ProcessState::DreamWatch {
        return None;
    }
    let no = latest_no(person, process)?;
    let (record, notes) = learned(person, process)?;
    let news = no.opened.date();
    let default = news.saturating_add(notes.opening.again_months.months());
    let first = record.kept(&R7_AGAIN).and_then(|kept| date(&kept.answer, news)).unwrap_or(default);
    let moved = person.talks().filter(|talk| talk.id > record.id).filter_map(|talk| match &talk.opening {
        Opening::Dream(opening) if opening.process == process => {
            let kept = talk.kept(&dream::AGAIN)?;
            date(&kept.answer, kept.local.date())
        }
        _ => None,
    });
    Some(Watch {
        process,
        learning: record.id,
        news,
        at: no.begun,
        begun: last_answer(record).date(),
        again: moved.last().unwrap_or(first),
        skills: notes.plan.iter().map(|item| item.text.clone()).collect(),
        dates_only: notes.dates,
    })
}

/// A day, or so many months after `from`.
fn date(answer: &Answer, from: civil::Date) -> Option<civil::Date> {
    match answer {
        Answer::When(when) => Some(when.at.date()),
        Answer::Choice(pick) => Some(from.saturating_add(Again::from_pick(pick)?.months().months())),
        _ => None,
    }
}

/// The plan of a dream: what to build, and its first step.
#[must_use]
pub fn plan(record: &Record) -> Vec<(Id, &Private, Option<&Private>)> {
    let step = |item: Id| record.text(&QuestionId::of(R7_STEP, item));
    record.list(&super::R7_PLAN).iter().map(|item| (item.id, &item.text, step(item.id))).collect()
}

/// What the latest debrief of a job has for R8: the strong answer, and the weak one.
#[must_use]
pub fn debriefed(person: &Person, process: Id) -> (Option<Arg>, Option<Arg>) {
    let of = |record: &&Record| match &record.opening {
        Opening::Debrief(opening) => {
            record.status == Status::Finished
                && person.round(opening.round).is_some_and(|round| round.process == process)
        }
        _ => false,
    };
    let walked = person.talks().rfind(of).map(|record| talks::walk_through(record, |_| false).talk);
    let Some(Talk::Debrief(debrief)) = walked else {
        return (None, None);
    };
    let notes = debrief.notes();
    let why = |labels: Vec<Arg>, own: &Option<Private>| {
        let all: Vec<Arg> = labels.into_iter().chain(own.as_ref().map(Arg::from)).collect();
        (!all.is_empty()).then_some(Arg::List(all))
    };
    let answer = |chosen: &Option<debrief::Chosen>, why: Option<Arg>| {
        let chosen = chosen.as_ref()?;
        Some(Arg::from(match why {
            Some(why) => say::lesson_answer(chosen.text(), why),
            None => say::lesson_answer_plain(chosen.text()),
        }))
    };
    let worked = notes.ingredients.iter().map(|worked| Ingredient::label(*worked).into()).collect();
    let hindered = notes.causes.iter().map(|cause| cause.label().into()).collect();
    let strong = if notes.least_bad { None } else { answer(&notes.strong, why(worked, &notes.worked)) };
    (strong, answer(&notes.weak, why(hindered, &notes.hindered)))
}

/// The fit and the dream of D12, as the debriefs of a job last told them.
#[must_use]
pub fn hunch(person: &Person, process: Id) -> (Option<u8>, bool) {
    let (mut fit, mut dream) = (None, false);
    for record in person.talks() {
        let Opening::Debrief(opening) = &record.opening else { continue };
        if person.round(opening.round).is_none_or(|round| round.process != process) {
            continue;
        }
        let kept = |question: QuestionId| record.kept(&question).map(|kept| &kept.answer);
        if let Some(Answer::Scale(told)) = kept(debrief::questions::D12_FIT) {
            fit = Some(*told);
        }
        if let Some(Answer::YesNo(told)) = kept(debrief::questions::D12_DREAM) {
            dream = *told == crate::answer::YesNo::Yes;
        }
    }
    (fit, dream)
}

/// What was picked from a fixed set in answer to a question.
#[must_use]
pub fn picked<'a>(record: &'a Record, question: &QuestionId) -> Option<&'a Pick> {
    match &record.kept(question)?.answer {
        Answer::Choice(pick) => Some(pick),
        _ => None,
    }
}
