//! Cards: what is worth having at hand in the next interview. A query over answers.

use crate::{
    Answer, Id, Person, Private, QuestionId,
    ask::Pick,
    say::Block,
    talks::{
        Opening,
        debrief::questions::{D7, D7_CAUSE, about, name},
        record::{Kept, Record, Status},
        rehearsal,
    },
    vocabulary::{Calmer, Cause},
    wording as say,
};
use jiff::civil;
use serde::{Deserialize, Serialize};

/// Names a card by the debrief and the answer that it was made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CardId {
    /// The debrief.
    pub talk: Id,
    /// The listed answer; `None` where the answer was described freely.
    pub of: Option<Id>,
    /// What kind of card.
    pub kind: CardKind,
}

/// The kinds of card that the branch of D7 makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CardKind {
    /// A rebuilt answer: where, mine, did, changed, first sentence. Rehearsed.
    Answer,
    /// An honest answer: what I know, what I'd do, the nearest thing. Rehearsed.
    Honest,
    /// A neutral sentence in place of one that spoke badly of someone. Rehearsed.
    Neutral,
    /// One thing to try against nerves.
    Calmer,
    /// Check the question before answering.
    CheckQuestion,
}

impl CardKind {
    /// Whether it is rehearsed, question first.
    #[must_use]
    pub fn is_rehearsed(self) -> bool {
        matches!(self, Self::Answer | Self::Honest | Self::Neutral)
    }
}

/// A card.
#[derive(Clone, PartialEq, Eq)]
pub struct Card {
    /// Its name.
    pub id: CardId,
    /// The interview question it answers.
    pub question: Private,
    /// When it was made, on the person's clock.
    pub made: civil::DateTime,
    /// What it says.
    says: Vec<Block>,
}

impl Card {
    /// What it says, line by line.
    #[must_use]
    pub fn blocks(&self) -> Vec<Block> {
        self.says.clone()
    }
}

/// All cards, oldest debrief first.
#[must_use]
pub fn cards(person: &Person) -> Vec<Card> {
    person.talks().flat_map(of_debrief).collect()
}

/// One card; `None` once what it was made from is gone.
#[must_use]
pub fn card(person: &Person, id: CardId) -> Option<Card> {
    of_debrief(person.talk(id.talk)?).into_iter().find(|card| card.id == id)
}

/// How often a card was rehearsed to the end.
#[must_use]
pub fn rehearsed(person: &Person, id: CardId) -> usize {
    let of_card = |record: &&Record| record.opening == Opening::Rehearsal(id) && record.status == Status::Finished;
    person.talks().filter(of_card).filter(|record| compared(record)).count()
}

fn compared(record: &Record) -> bool {
    matches!(record.kept(&rehearsal::COMPARED), Some(Kept { answer: Answer::Choice(_), .. }))
}

fn of_debrief(record: &Record) -> Vec<Card> {
    let Opening::Debrief(_) = record.opening else {
        return Vec::new();
    };
    let Some((of, question)) = weak(record) else {
        return Vec::new();
    };
    let maker = Maker { record, of, question };
    [maker.answer(), maker.honest(), maker.neutral(), maker.calmer(), maker.check()].into_iter().flatten().collect()
}

/// The answer of D7, and its text.
pub(crate) fn weak(record: &Record) -> Option<(Option<Id>, Private)> {
    match &record.kept(&D7)?.answer {
        Answer::Choice(Pick::Thing(id)) => {
            let (_, item) = record.items().find(|(_, item)| item.id == *id)?;
            Some((Some(*id), item.text.clone()))
        }
        Answer::Text(text) => Some((None, text.clone())),
        _ => None,
    }
}

/// A question's name, and how its answer reads on a card.
type TextLine = (&'static str, fn(&Private) -> Block);

/// What a debrief named as the one thing to try against nerves.
pub(crate) fn to_try(record: &Record) -> Option<Calmer> {
    let (of, _) = weak(record)?;
    match &record.kept(&about(name::CALMER, of))?.answer {
        Answer::Choice(pick) => Calmer::from_pick(pick),
        _ => None,
    }
}

struct Maker<'a> {
    record: &'a Record,
    of: Option<Id>,
    question: Private,
}

impl Maker<'_> {
    fn at(&self, name: &'static str) -> QuestionId {
        about(name, self.of)
    }

    fn card(&self, kind: CardKind, made: civil::DateTime, says: Vec<Block>) -> Option<Card> {
        let id = CardId { talk: self.record.id, of: self.of, kind };
        (!says.is_empty()).then(|| Card { id, question: self.question.clone(), made, says })
    }

    /// A card of texts; it is made once its last question was passed.
    fn texts(&self, kind: CardKind, last: &'static str, lines: &[TextLine]) -> Option<Card> {
        let made = self.record.kept(&self.at(last))?.local;
        let line = |(name, block): &TextLine| self.record.text(&self.at(name)).map(block);
        self.card(kind, made, lines.iter().filter_map(line).collect())
    }

    /// A card stands as long as the cause it was made for is named.
    fn any(&self, test: fn(Cause) -> bool) -> bool {
        let kept = self.record.kept(&D7_CAUSE).map(|kept| &kept.answer);
        let Some(Answer::Several { picks, .. }) = kept else { return false };
        picks.iter().filter_map(Cause::from_pick).any(test)
    }

    fn answer(&self) -> Option<Card> {
        if !self.any(Cause::is_rewritten) || self.any(Cause::is_long_term) {
            return None;
        }
        self.texts(
            CardKind::Answer,
            name::RW5,
            &[
                (name::RW5, |text| say::card_first(text)),
                (name::RW1, |text| say::card_where(text)),
                (name::RW2, |text| say::card_mine(text)),
                (name::RW3, |text| say::card_did(text)),
                (name::RW4, |text| say::card_changed(text)),
            ],
        )
    }

    fn honest(&self) -> Option<Card> {
        if !self.any(Cause::is_long_term) {
            return None;
        }
        self.texts(
            CardKind::Honest,
            name::HONEST_NEAREST,
            &[
                (name::HONEST_KNOW, |text| say::card_know(text)),
                (name::HONEST_FIND, |text| say::card_find_out(text)),
                (name::HONEST_NEAREST, |text| say::card_nearest(text)),
                (name::HONEST_STEP, |text| say::card_step(text)),
            ],
        )
    }

    fn neutral(&self) -> Option<Card> {
        if !self.any(|cause| cause == Cause::SpokeBadly) {
            return None;
        }
        self.texts(CardKind::Neutral, name::NEUTRAL, &[(name::NEUTRAL, |text| say::card_neutral(text))])
    }

    fn calmer(&self) -> Option<Card> {
        if !self.any(|cause| cause == Cause::Nerves) {
            return None;
        }
        let kept = self.record.kept(&self.at(name::CALMER))?;
        let calmer = to_try(self.record)?;
        self.card(CardKind::Calmer, kept.local, vec![say::card_try(calmer.label())])
    }

    fn check(&self) -> Option<Card> {
        let kept = self.record.kept(&D7_CAUSE)?;
        let Answer::Several { picks, .. } = &kept.answer else {
            return None;
        };
        let misheard = picks.iter().any(|pick| Cause::from_pick(pick) == Some(Cause::Misheard));
        misheard.then(|| self.card(CardKind::CheckQuestion, kept.local, vec![say::card_check()])).flatten()
    }
}
