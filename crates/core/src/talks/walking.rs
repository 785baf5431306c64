//! Where a talk stands: its machine, fed the recorded answers one after the other.

use super::{Machine, Talk, record::Record};
use crate::{Answer, QuestionId};
use std::{borrow::Cow, sync::Arc};

/// A talk walked as far as its answers reach.
#[derive(Clone, PartialEq, Eq)]
pub struct Walked<M = Talk> {
    /// Where it stands.
    pub talk: M,
    /// The questions passed, in order.
    pub path: Vec<QuestionId>,
    /// A recorded answer that no longer fits its question, which is asked again.
    pub misfit: Option<QuestionId>,
    /// The questions that were gone past without an answer: it would change the way here.
    pub passed: Vec<QuestionId>,
}

impl<M> Walked<M> {
    /// A talk nobody has walked yet.
    pub(crate) fn at(talk: M) -> Self {
        Self { talk, path: Vec::new(), misfit: None, passed: Vec::new() }
    }
}

/// A talk as far as its answers reach. Folded along, so it costs nothing here.
#[must_use]
pub fn walk(record: &Record) -> Arc<Walked> {
    Arc::clone(record.walked())
}

/// Walks a talk from its opening as far as its answers reach.
#[must_use]
pub fn walk_anew(record: &Record) -> Walked {
    walk_from(Talk::open(&record.opening, record.course()), |question| record.fed(question))
}

/// Walks a talk past its open questions, as if they had been skipped: what is
/// known further on counts whatever is missing before it. Stops where `stop` holds.
#[must_use]
pub fn walk_through(record: &Record, stop: impl Fn(&QuestionId) -> bool) -> Walked {
    let talk = Talk::open(&record.opening, record.course());
    walk_from(talk, |question| {
        let known = || record.fed(question).or(Some(Cow::Owned(Answer::Skipped)));
        if stop(question) { None } else { known() }
    })
}

/// Walks any machine as far as `known` answers reach.
#[must_use]
pub fn walk_from<'a, M: Machine>(talk: M, known: impl Fn(&QuestionId) -> Option<Cow<'a, Answer>>) -> Walked<M> {
    walk_on(Walked::at(talk), known)
}

/// Walks on from anywhere.
pub(crate) fn walk_on<'a, M: Machine>(
    mut walked: Walked<M>,
    known: impl Fn(&QuestionId) -> Option<Cow<'a, Answer>>,
) -> Walked<M> {
    while let Some(question) = walked.talk.question() {
        let (next, moved) = step(walked.talk, known(&question).as_deref());
        walked.talk = next;
        match moved {
            Moved::Answered => walked.path.push(question),
            Moved::Passed => walked.passed.push(question),
            Moved::Misfit => {
                walked.misfit = Some(question);
                break;
            }
            Moved::Stands => break,
        }
    }
    walked
}

enum Moved {
    Answered,
    Passed,
    Misfit,
    Stands,
}

fn step<M: Machine>(talk: M, answer: Option<&Answer>) -> (M, Moved) {
    let (talk, stands) = match answer {
        None => (talk, Moved::Stands),
        Some(answer) => match talk.answer(answer) {
            Ok(next) => return (next, Moved::Answered),
            Err(same) => (same, Moved::Misfit),
        },
    };
    match talk.pass() {
        Ok(next) => (next, Moved::Passed),
        Err(same) => (same, stands),
    }
}
