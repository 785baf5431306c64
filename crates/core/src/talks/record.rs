//! What was answered in one talk, and where the person stands in it.
//!
//! Where they stand is what a walk over the answers finds, once it is asked for.
//! From then on it is folded along: the answer to the question in front is one
//! step, after any other change it is walked anew. Folding a long journal asks
//! for none of it.

use crate::{
    Answer, Id, Private,
    answer::Item,
    ask::QuestionId,
    shelf::Shelf,
    talks::{self, Course, Machine as _, Opening, Walked, debrief::questions::D1},
    vocabulary::Length,
};
use jiff::{Timestamp, civil};
use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, OnceLock},
};

/// One talk, as the journal tells it.
#[derive(Clone, PartialEq, Eq)]
pub struct Record {
    /// Its name.
    pub id: Id,
    /// The facts fixed when it began.
    pub opening: Opening,
    /// The length it was given later, if it was.
    pub extended: Option<Length>,
    /// When it was opened.
    pub begun: Timestamp,
    /// The length it had when it last came to its end: at the same length it ends again after a correction only.
    pub ended_at: Option<Option<Length>>,
    /// Whether it is open, and if not, why not.
    pub status: Status,
    /// When it was opened, on the person's clock.
    pub opened: civil::DateTime,
    /// When anything last happened in it.
    pub touched: Timestamp,
    answers: Shelf<QuestionId, Arc<Kept>>,
    lists: BTreeMap<QuestionId, Vec<Item>>,
    order: Vec<QuestionId>,
    /// Questions whose answers are marks of mood, besides D1.
    moods: BTreeSet<QuestionId>,
    /// How many of `order` were answered when it last came to its end, and not since: the first ones.
    sealed: usize,
    walk: Walk,
}

/// Where the person stands, where that was asked for. It follows from the
/// rest, so two records differ by nothing of it.
#[derive(Clone, Default)]
struct Walk(OnceLock<Arc<Walked>>);

impl PartialEq for Walk {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Walk {}

/// What became of a talk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Going on, or parked under another one.
    Open,
    /// Put aside by the person.
    Paused,
    /// Ended by the person before its end.
    Stopped,
    /// At its end.
    Finished,
    /// Nobody came back in time.
    Lapsed,
}

/// An answer and the circumstances it was given in.
#[derive(Clone, PartialEq, Eq)]
pub struct Kept {
    /// What was understood.
    pub answer: Answer,
    /// The person's own words, where they were typed.
    pub said: Option<Private>,
    /// What it weighs as evidence, in per cent.
    pub weight: u8,
    /// When it was given.
    pub at: Timestamp,
    /// When it was given, on the person's clock.
    pub local: civil::DateTime,
}

impl Record {
    pub(crate) fn new(id: Id, opening: Opening, at: Timestamp, local: civil::DateTime) -> Self {
        Self {
            id,
            opening,
            extended: None,
            ended_at: None,
            begun: at,
            status: Status::Open,
            opened: local,
            touched: at,
            answers: Shelf::default(),
            lists: BTreeMap::new(),
            order: Vec::new(),
            moods: BTreeSet::new(),
            sealed: 0,
            walk: Walk::default(),
        }
    }

    /// The talk, walked as far as its answers reach.
    #[must_use]
    pub fn walked(&self) -> &Arc<Walked> {
        self.walk.0.get_or_init(|| Arc::new(talks::walk_anew(self)))
    }

    /// Something changed behind where the person stands.
    fn walk_again(&mut self) {
        self.walk = Walk::default();
    }

    /// Walks on from where the person stands, if only the question in front was answered.
    fn walk_on(&mut self, answered: &QuestionId) {
        let Some(walked) = self.walk.0.take() else { return };
        if walked.talk.question().as_ref() == Some(answered) && !walked.passed.contains(answered) {
            let stands = Walked { misfit: None, ..Arc::unwrap_or_clone(walked) };
            let on = talks::walk_on(stands, |question| self.fed(question));
            self.walk = Walk(OnceLock::from(Arc::new(on)));
        }
    }

    /// Goes on at another length.
    pub(crate) fn extend(&mut self, length: Length) {
        self.extended = Some(length);
        self.walk_again();
    }

    /// Has another status from here on.
    pub(crate) fn leave(&mut self, status: Status) {
        self.status = status;
        if let (Status::Stopped | Status::Lapsed, Some(length)) = (status, self.ended_at) {
            // What came to its end before stays at that end, whatever became of going on with it.
            self.status = Status::Finished;
            self.extended = length;
            self.walk_again();
        }
    }

    pub(crate) fn course(&self) -> Course {
        Course { extended: self.extended }
    }

    /// Whether this was answered since the talk last came to its end.
    #[must_use]
    pub fn is_fresh(&self, question: &QuestionId) -> bool {
        !self.order.iter().take(self.sealed).any(|known| known == question)
    }

    /// The answer to a question, with its circumstances.
    #[must_use]
    pub fn kept(&self, question: &QuestionId) -> Option<&Kept> {
        self.answers.get(question).map(Arc::as_ref)
    }

    /// All answers, in the order of their questions' names.
    pub fn answers(&self) -> impl Iterator<Item = (&QuestionId, &Kept)> {
        self.answers.iter().map(|(question, kept)| (question, kept.as_ref()))
    }

    /// Questions by the time of their latest answer, oldest first.
    #[must_use]
    pub fn order(&self) -> &[QuestionId] {
        &self.order
    }

    /// What a list holds so far.
    #[must_use]
    pub fn list(&self, question: &QuestionId) -> &[Item] {
        self.lists.get(question).map_or(&[], Vec::as_slice)
    }

    /// All items of all lists.
    pub fn items(&self) -> impl Iterator<Item = (&QuestionId, &Item)> {
        self.lists.iter().flat_map(|(question, items)| items.iter().map(move |item| (question, item)))
    }

    /// The free text answered to a question; `None` where it was skipped or never asked.
    #[must_use]
    pub fn text(&self, question: &QuestionId) -> Option<&Private> {
        match &self.kept(question)?.answer {
            Answer::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The answer as a talk is fed it: a closed list with its items.
    #[must_use]
    pub fn fed(&self, question: &QuestionId) -> Option<Cow<'_, Answer>> {
        Some(match &self.kept(question)?.answer {
            Answer::Done => Cow::Owned(Answer::Items(self.list(question).to_vec())),
            answer => Cow::Borrowed(answer),
        })
    }

    pub(crate) fn answer(&mut self, question: &QuestionId, kept: Kept) {
        if self.answers.contains(question) {
            self.leave_order(question);
        }
        self.answers.insert(question.clone(), Arc::new(kept));
        self.order.push(question.clone());
        self.walk_on(question);
    }

    /// Whether the answer to this is a mark of mood (§7).
    #[must_use]
    pub fn is_mood(&self, question: &QuestionId) -> bool {
        *question == D1 || self.moods.contains(question)
    }

    /// The marks of mood in it: the question, the answer and how low it was.
    pub fn moods(&self) -> impl Iterator<Item = (&QuestionId, &Kept, u8)> {
        const ALWAYS: &QuestionId = &D1;
        let questions = std::iter::once(ALWAYS).chain(&self.moods);
        questions.filter_map(|question| match self.kept(question)? {
            kept @ Kept { answer: Answer::Scale(mood), .. } => Some((question, kept, *mood)),
            _ => None,
        })
    }

    pub(crate) fn mark_mood(&mut self, question: &QuestionId) {
        self.moods.insert(question.clone());
    }

    /// Takes a mark of mood out. It stays answered, so that nobody is asked
    /// again, and what followed from it stays: the talk goes the same way.
    pub(crate) fn drop_mood(&mut self, question: &QuestionId, length: Option<Length>) {
        let Some(kept) = self.answers.get_mut(question) else { return };
        let kept = Arc::make_mut(kept);
        kept.answer = Answer::Skipped;
        let at = kept.at;
        self.forget_words(at);
        if let Some(length) = length.filter(|_| self.extended.is_none()) {
            self.extended = Some(length);
            self.ended_at = self.ended_at.map(|ended| ended.or(Some(length)));
        }
        self.walk_again();
    }

    pub(crate) fn end(&mut self) {
        self.ended_at = Some(self.extended);
        self.sealed = self.order.len();
        self.walk_again();
    }

    pub(crate) fn withdraw(&mut self, question: &QuestionId) {
        self.leave_order(question);
        if let Some(at) = self.kept(question).map(|kept| kept.at) {
            self.answers.remove(question);
            self.forget_words(at);
        }
        self.walk_again();
    }

    fn leave_order(&mut self, question: &QuestionId) {
        if let Some(place) = self.order.iter().position(|known| known == question) {
            self.order.remove(place);
            self.sealed -= usize::from(place < self.sealed);
        }
    }

    /// One message can hold several answers, and its words stand beside the
    /// first of them: they go with any.
    fn forget_words(&mut self, at: Timestamp) {
        let told = self.answers().filter(|(_, kept)| kept.at == at && kept.said.is_some());
        let told: Vec<_> = told.map(|(question, _)| question.clone()).collect();
        for question in told {
            self.answers.get_mut(&question).into_iter().for_each(|kept| Arc::make_mut(kept).said = None);
        }
    }

    pub(crate) fn add_item(&mut self, question: &QuestionId, item: Item) {
        self.lists.entry(question.clone()).or_default().push(item);
        // A list that is not complete is not fed to the talk yet.
        if self.answers.contains(question) {
            self.walk_again();
        }
    }

    pub(crate) fn change_item(&mut self, id: Id, text: &Private) {
        for item in self.lists.values_mut().flatten().filter(|item| item.id == id) {
            item.text = text.clone();
        }
        self.walk_again();
    }

    /// Takes an item away with everything that was said about it. Other items keep their answers.
    pub(crate) fn delete_item(&mut self, id: Id) {
        self.lists.values_mut().for_each(|items| items.retain(|item| item.id != id));
        let gone: Vec<_> =
            self.answers().map(|(question, _)| question).filter(|question| question.of == Some(id)).cloned().collect();
        gone.iter().for_each(|question| self.withdraw(question));
        self.walk_again();
    }
}
