//! O0 to O6b: the first sitting over an offer (§4).
//!
//! [`questions`] has each question, [`reading`] is the one place where answers
//! become the input of the advice, [`posture`] says what it amounts to.

pub mod posture;
pub mod questions;
pub mod reading;

use super::{
    View,
    flow::{Flow, Plan, Told},
};
use crate::{
    Id, QuestionId,
    advice::{self, Family, Level, safety},
    ask::Kind,
    say::Block,
    vocabulary::{Came, StopOrGo, WhichDate, WholeTime},
};
use questions as q;
use serde::{Deserialize, Serialize};

/// What is known when it begins.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Opening {
    /// The job.
    pub process: Id,
}

/// Where it stands.
pub type Offer = Flow<Opening>;

impl Plan for Opening {
    fn next(&self, told: &Told) -> Option<QuestionId> {
        let safety =
            told.first_open(&[q::O0]).or_else(|| (stops(told) && !told.has(&q::O0_STOP)).then_some(q::O0_STOP));
        if safety.is_some() {
            return safety;
        }
        if told.choice(&q::O0_STOP) == Some(StopOrGo::Stop.id()) {
            return None;
        }
        facts(told)
            .or_else(|| told.first_open(&[q::O3, q::O4, q::O4_WHO]))
            .or_else(|| signs(told))
            .or_else(|| exceptions(told))
            .or_else(|| told.first_open(&[q::O6]))
    }

    fn kind(&self, question: &QuestionId, told: &Told) -> Kind {
        q::kind(question, told)
    }

    fn prompt(&self, question: &QuestionId, told: &Told, view: &View<'_>) -> Vec<Block> {
        q::prompt(self.process, question, told, view)
    }

    fn skippable(&self, question: &QuestionId) -> bool {
        *question != q::O3 && *question != q::O0_STOP
    }

    fn together(&self, question: &QuestionId) -> &'static [QuestionId] {
        q::together(question)
    }

    fn facts(&self, told: &Told) -> Vec<&'static str> {
        branching(told)
    }
}

/// Whether the stop-and-check card is shown (O0): it overrides everything else.
#[must_use]
pub fn stops(told: &Told) -> bool {
    safety::stop_and_check(&reading::safety(told))
}

/// O1 and O2.
fn facts(told: &Told) -> Option<QuestionId> {
    told.first_open(&[q::O1, q::O1_CONDITIONAL, q::O1_BY, q::O1_START])
        .or_else(|| dates(told))
        .or_else(|| changes(told))
}

/// An answer that is not wanted before the first day at work: asked about, since one of them is another date.
fn dates(told: &Told) -> Option<QuestionId> {
    let (by, start) = (told.when(&q::O1_BY)?, told.when(&q::O1_START)?);
    if by.date() < start.date() {
        return None;
    }
    match told.choice(&q::O1_DATES) {
        _ if !told.has(&q::O1_DATES) => Some(q::O1_DATES),
        Some(id) if id == WhichDate::Answer.id() => told.first_open(&[q::O1_BY_ANEW]),
        Some(id) if id == WhichDate::Start.id() => told.first_open(&[q::O1_START_ANEW]),
        _ => None,
    }
}

fn changes(told: &Told) -> Option<QuestionId> {
    let any = reading::changed(told).is_some_and(|changed| !changed.is_empty());
    told.first_open(&[q::O2]).or_else(|| if any { told.first_open(&[q::O2_EXPLAINED, q::O2_WELCOME]) } else { None })
}

/// O5: the families in the order V, T, C, P.
fn signs(told: &Told) -> Option<QuestionId> {
    let written = told.choice(&q::O1) == Some(Came::Written.id());
    let terms = if written { None } else { Some(q::TERMS) };
    told.first_open(&[q::DESCRIBE, q::SUCCESS, q::CLEAR])
        .or_else(|| terms.filter(|terms| !told.has(terms)))
        .or_else(|| told.first_open(&[q::PEOPLE, q::WHY_LEFT, q::STAFF, q::BACKING, q::NEW, q::GLAD, q::STEP_BACK]))
        .or_else(|| pressure(told))
        .or_else(|| told.first_open(&[q::KEEN, q::DESPERATE]))
}

fn pressure(told: &Told) -> Option<QuestionId> {
    let first = told.first_open(&[q::DAYS]);
    let enough = told.choice(&q::DAYS) == Some(WholeTime::Enough.id());
    let asked = if enough { None } else { told.first_open(&[q::TIME]) };
    let agreed = told.choice(&q::TIME) == Some(advice::answers::AskedForTime::Agreed.id());
    let anew = if agreed { told.first_open(&[q::DAYS_ANEW]) } else { None };
    // Where there is time, or they gave it, there is no hurry to explain.
    let reason = if enough || agreed { None } else { told.first_open(&[q::REASON]) };
    first.or(asked).or(anew).or_else(|| told.first_open(&[q::PUT_OFF])).or(reason)
}

/// O5x: offered only where there is something to explain.
fn exceptions(told: &Told) -> Option<QuestionId> {
    if explainable(told).is_empty() {
        return None;
    }
    let claimed = reading::claimed(told);
    told.first_open(&[q::O5X])
        .or_else(|| {
            let stabilise = claimed.contains(&crate::vocabulary::Claimed::Stabilise);
            stabilise.then(|| told.first_open(&[q::PROBLEM, q::BACKER, q::SUCCEEDS, q::ELSEWHERE])).flatten()
        })
        .or_else(|| {
            let holding = claimed.contains(&crate::vocabulary::Claimed::Holding);
            holding.then(|| told.first_open(&[q::HOLDING, q::TIME_FOR, q::ENDS])).flatten()
        })
}

/// The families an exception may explain, as they stand.
#[must_use]
pub fn explainable(told: &Told) -> Vec<Family> {
    let advice = advice::advise(&reading::signs(told, None));
    let says = |family: &Family| advice.families.get(family).is_some_and(|standing| standing.level > Level::Clear);
    [Family::Turnover, Family::Cv].into_iter().filter(says).collect()
}

/// What decides about questions further on, as long as it can.
fn branching(told: &Told) -> Vec<&'static str> {
    let mut facts = Vec::new();
    if !told.has(&q::O1) || told.has(&q::O6) {
        return facts;
    }
    if !told.has(&q::PEOPLE) && told.choice(&q::O1) == Some(Came::Written.id()) {
        facts.push("in writing");
    }
    if told.when(&q::O1_BY).is_some() && !told.has(&q::O2) {
        facts.push("by a day");
    }
    if !told.has(&q::O5X) {
        let explainable = explainable(told);
        facts.extend(explainable.contains(&Family::Turnover).then_some("turnover"));
        facts.extend(explainable.contains(&Family::Cv).then_some("little for the CV"));
    } else if reading::claimed(told).len() > 1 && !told.has(&q::ELSEWHERE) {
        facts.push("both");
    }
    if told.has(&q::DAYS) && !told.has(&q::KEEN) {
        facts.extend((told.choice(&q::DAYS) == Some(WholeTime::Enough.id())).then_some("time enough"));
        let agreed = told.choice(&q::TIME) == Some(advice::answers::AskedForTime::Agreed.id());
        facts.extend(agreed.then_some("time given"));
    }
    facts
}
