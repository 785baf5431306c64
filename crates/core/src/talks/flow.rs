//! A talk whose order follows from what was told: for talks of many questions and few branches.
//!
//! A [`Plan`] says which question comes next, read top-down like the talk, and how
//! each is put. What was told is carried along, so the rules that look at all of
//! it, such as the advice about an offer, have one place to look.

use super::{Machine, View};
use crate::{
    Answer, Private, QuestionId,
    ask::{Kind, Part, Pick},
    say::Block,
};

/// What was answered in a talk so far, in order.
#[derive(Clone, PartialEq, Eq, Hash, Default)]
pub struct Told(Vec<(QuestionId, Answer)>);

impl Told {
    /// The answer to this question, skipped or not; `None` where it was not reached.
    #[must_use]
    pub fn get(&self, question: &QuestionId) -> Option<&Answer> {
        self.0.iter().find(|(known, _)| known == question).map(|(_, answer)| answer)
    }

    /// Whether it was reached.
    #[must_use]
    pub fn has(&self, question: &QuestionId) -> bool {
        self.get(question).is_some()
    }

    /// The fixed choice that was picked.
    #[must_use]
    pub fn choice(&self, question: &QuestionId) -> Option<&str> {
        match self.get(question)? {
            Answer::Choice(Pick::Named(id)) => Some(id),
            _ => None,
        }
    }

    /// The fixed choices that were picked, in their order; `None` where it was skipped or not reached.
    #[must_use]
    pub fn several(&self, question: &QuestionId) -> Option<Vec<&str>> {
        match self.get(question)? {
            Answer::Several { picks, .. } => Some(picks.iter().filter_map(named).collect()),
            _ => None,
        }
    }

    /// The words that were told.
    #[must_use]
    pub fn text(&self, question: &QuestionId) -> Option<&Private> {
        match self.get(question)? {
            Answer::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The moment that was told.
    #[must_use]
    pub fn when(&self, question: &QuestionId) -> Option<jiff::civil::DateTime> {
        self.moment(question).map(|when| when.at)
    }

    /// The same, with whether its hour was named.
    #[must_use]
    pub fn moment(&self, question: &QuestionId) -> Option<&crate::answer::When> {
        match self.get(question)? {
            Answer::When(when) => Some(when),
            _ => None,
        }
    }

    /// The step of a scale.
    #[must_use]
    pub fn scale(&self, question: &QuestionId) -> Option<u8> {
        match self.get(question)? {
            Answer::Scale(step) => Some(*step),
            _ => None,
        }
    }

    /// The items of a list.
    #[must_use]
    pub fn items(&self, question: &QuestionId) -> &[crate::answer::Item] {
        match self.get(question) {
            Some(Answer::Items(items)) => items,
            _ => &[],
        }
    }

    /// The first of these questions that was not reached yet.
    pub(super) fn first_open(&self, questions: &[QuestionId]) -> Option<QuestionId> {
        questions.iter().find(|question| !self.has(question)).cloned()
    }

    /// Everything that was told, in order.
    pub fn all(&self) -> impl Iterator<Item = (&QuestionId, &Answer)> {
        self.0.iter().map(|(question, answer)| (question, answer))
    }

    /// What was told later stands over what was told before; what was skipped later changes nothing.
    #[must_use]
    pub fn overlaid(&self, later: &Self) -> Self {
        let mut told = self.clone();
        for (question, answer) in later.all().filter(|(_, answer)| **answer != Answer::Skipped) {
            told.0.retain(|(known, _)| known != question);
            told.0.push((question.clone(), answer.clone()));
        }
        told
    }

    pub(super) fn push(&mut self, question: QuestionId, answer: Answer) {
        self.0.push((question, answer));
    }
}

fn named(pick: &Pick) -> Option<&str> {
    match pick {
        Pick::Named(id) => Some(id),
        Pick::Thing(_) | Pick::Question(_) => None,
    }
}

/// The order of a talk, and how each question of it is put. An opening is one.
pub trait Plan: Clone + PartialEq + Eq + std::hash::Hash {
    /// The question that comes next; `None` at the end.
    fn next(&self, told: &Told) -> Option<QuestionId>;

    /// What kind of answer it takes.
    fn kind(&self, question: &QuestionId, told: &Told) -> Kind;

    /// The words of it.
    fn prompt(&self, question: &QuestionId, told: &Told, view: &View<'_>) -> Vec<Block>;

    /// Whether it can be skipped.
    fn skippable(&self, _question: &QuestionId) -> bool {
        true
    }

    /// The questions that the same message may answer besides, in order.
    fn together(&self, _question: &QuestionId) -> &'static [QuestionId] {
        &[]
    }

    /// What branches later on, for the walk: as few as will do.
    fn facts(&self, _told: &Told) -> Vec<&'static str> {
        Vec::new()
    }
}

/// A talk by its plan, as far as it was told.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Flow<P> {
    /// The facts fixed when it began.
    pub plan: P,
    /// What was told.
    pub told: Told,
    at: Option<QuestionId>,
}

impl<P: Plan> Flow<P> {
    pub(super) fn open(plan: &P) -> Self {
        let told = Told::default();
        Self { at: plan.next(&told), plan: plan.clone(), told }
    }

    /// What branches later on.
    #[must_use]
    pub fn facts(&self) -> Vec<&'static str> {
        self.plan.facts(&self.told)
    }

    fn part(&self, question: &QuestionId, view: &View<'_>) -> Part {
        Part {
            question: question.clone(),
            prompt: self.plan.prompt(question, &self.told, view),
            kind: self.plan.kind(question, &self.told),
            skippable: self.plan.skippable(question),
        }
    }
}

impl<P: Plan> Machine for Flow<P> {
    fn question(&self) -> Option<QuestionId> {
        self.at.clone()
    }

    fn parts(&self, view: &View<'_>) -> Vec<Part> {
        let Some(at) = &self.at else { return Vec::new() };
        let besides = self.plan.together(at).iter();
        std::iter::once(at).chain(besides).map(|question| self.part(question, view)).collect()
    }

    fn answer(mut self, answer: &Answer) -> Result<Self, Self> {
        let Some(at) = self.at.take() else { return Err(self) };
        let skips = *answer == Answer::Skipped && self.plan.skippable(&at);
        if !skips && !fits(&self.plan.kind(&at, &self.told), answer) {
            self.at = Some(at);
            return Err(self);
        }
        self.told.push(at, answer.clone());
        self.at = self.plan.next(&self.told);
        Ok(self)
    }
}

/// Whether this is an answer of this kind.
fn fits(kind: &Kind, answer: &Answer) -> bool {
    match (kind, answer) {
        (Kind::Choice { or_text: true, .. } | Kind::Text, Answer::Text(_))
        | (Kind::Items { .. }, Answer::Items(_) | Answer::Skipped)
        | (Kind::When { .. }, Answer::When(_))
        | (Kind::YesNo, Answer::YesNo(_)) => true,
        (Kind::Choice { choices, .. } | Kind::When { choices, .. }, Answer::Choice(pick)) => {
            choices.iter().any(|choice| choice.pick == *pick)
        }
        (Kind::Several { choices, other }, Answer::Several { picks, other: own }) => {
            let known = |pick: &Pick| choices.iter().any(|choice| choice.pick == *pick);
            (!picks.is_empty() || own.is_some()) && picks.iter().all(known) && (*other || own.is_none())
        }
        (Kind::Scale { .. }, Answer::Scale(step)) => (1..=5).contains(step),
        (Kind::Percent, Answer::Percent(hunch)) => [10, 25, 50, 75, 90].contains(hunch),
        _ => false,
    }
}

/// One of a fixed set.
pub(super) fn one_of(choices: Vec<crate::ask::Choice>) -> Kind {
    Kind::Choice { choices, or_text: false }
}

/// Any of a fixed set.
pub(super) fn any_of(choices: Vec<crate::ask::Choice>) -> Kind {
    Kind::Several { choices, other: false }
}

/// A day to come.
pub(super) fn a_day(hour: bool, choices: Vec<crate::ask::Choice>) -> Kind {
    Kind::When { range: crate::ask::Range::Future, hour, choices }
}
