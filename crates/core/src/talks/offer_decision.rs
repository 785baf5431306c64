//! O7 to O11: the second sitting (§4).

use super::{
    View,
    flow::{Flow, Plan, Told, any_of, one_of},
    offer::reading,
};
use crate::{
    Id, QuestionId,
    advice::signs::Settled,
    answer::Answer,
    ask::Kind,
    say::Block,
    vocabulary::{Beside, Distance, Doing, Priority},
    wording as say,
};
use serde::{Deserialize, Serialize};

/// How settled do you feel?
pub const O7: QuestionId = QuestionId::new("O7");
/// If it had words?
pub const O7_WORDS: QuestionId = QuestionId::new("O7.words");
/// Is there something real to put beside it?
pub const O8: QuestionId = QuestionId::new("O8");
const THIS: [QuestionId; 3] =
    [QuestionId::new("O8.this-1"), QuestionId::new("O8.this-2"), QuestionId::new("O8.this-3")];
const OTHER: [QuestionId; 3] =
    [QuestionId::new("O8.other-1"), QuestionId::new("O8.other-2"), QuestionId::new("O8.other-3")];
/// Which ways to look from a distance?
pub const O9: QuestionId = QuestionId::new("O9");
static FAR: [(Distance, QuestionId); 5] = [
    (Distance::Ten, QuestionId::new("O9.ten")),
    (Distance::Friend, QuestionId::new("O9.friend")),
    (Distance::Left, QuestionId::new("O9.left-it")),
    (Distance::Well, QuestionId::new("O9.going-well")),
    (Distance::Regret, QuestionId::new("O9.regret")),
];
/// What will you do?
pub const O10: QuestionId = QuestionId::new("O10");
/// One reason.
pub const O11: QuestionId = QuestionId::new("O11");
/// How sure?
pub const O11_SURE: QuestionId = QuestionId::new("O11.sure");
/// What would be true at three months?
pub const O11_TRUE: QuestionId = QuestionId::new("O11.true");
/// What would make you start looking again?
pub const O11_LOOK: QuestionId = QuestionId::new("O11.look");

/// What is known when it begins.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Opening {
    /// The first sitting.
    pub offer: Id,
    /// What matters, from O3, at most three.
    pub priorities: Vec<Priority>,
    /// Whether it was decided before: it begins again at O10.
    pub reopened: bool,
}

/// Where it stands.
pub type OfferDecision = Flow<Opening>;

impl Opening {
    fn comparing(&self, told: &Told) -> Option<QuestionId> {
        if told.choice(&O8) != Some(Beside::Real.id()) {
            return None;
        }
        let pairs = THIS.into_iter().zip(OTHER).take(self.priorities.len());
        pairs.flat_map(|(this, other)| [this, other]).find(|question| !told.has(question))
    }

    fn priority(&self, question: &QuestionId) -> Option<Priority> {
        let at = THIS.iter().chain(&OTHER).position(|known| known == question)?;
        self.priorities.get(at % THIS.len()).copied()
    }
}

impl Plan for Opening {
    fn next(&self, told: &Told) -> Option<QuestionId> {
        if !self.reopened {
            let before = told.first_open(&[O7, O7_WORDS, O8]).or_else(|| self.comparing(told));
            let chosen = told.several(&O9).unwrap_or_default();
            let mut far = FAR.iter().filter(|(way, _)| chosen.contains(&way.id()));
            let far = || far.find(|(_, question)| !told.has(question)).map(|(_, question)| question.clone());
            let before = before.or_else(|| told.first_open(&[O9])).or_else(far);
            if before.is_some() {
                return before;
            }
        }
        let decided = |id| id == Doing::Accept.id() || id == Doing::Decline.id();
        match told.choice(&O10) {
            Some(id) if decided(id) => {
                let looks = if id == Doing::Accept.id() { &[O11_TRUE, O11_LOOK][..] } else { &[] };
                told.first_open(&[O11, O11_SURE]).or_else(|| told.first_open(looks))
            }
            _ => told.first_open(&[O10]),
        }
    }

    fn kind(&self, question: &QuestionId, _: &Told) -> Kind {
        match question.name.as_ref() {
            "O7" => Kind::Scale { steps: Vec::new() },
            "O8" => one_of(Beside::choices()),
            "O9" => any_of(Distance::choices()),
            "O10" => one_of(Doing::choices()),
            "O11.sure" => Kind::Percent,
            _ if self.priority(question).is_some() => Kind::Scale { steps: Vec::new() },
            _ => Kind::Text,
        }
    }

    fn prompt(&self, question: &QuestionId, told: &Told, _: &View<'_>) -> Vec<Block> {
        let asked = || Block::plain(format!("offer-{}", question.name.to_lowercase().replace('.', "-")));
        match self.priority(question) {
            Some(priority) if THIS.contains(question) => vec![say::offer_o8_this(priority.label())],
            Some(priority) => vec![say::offer_o8_other(priority.label())],
            None if *question == O9 => self.table(told).into_iter().chain([asked()]).collect(),
            None => vec![asked()],
        }
    }

    fn together(&self, question: &QuestionId) -> &'static [QuestionId] {
        const PAIRS: [&[QuestionId]; 3] =
            [&[QuestionId::new("O8.other-1")], &[QuestionId::new("O8.other-2")], &[QuestionId::new("O8.other-3")]];
        match THIS.iter().position(|known| known == question) {
            Some(at) => PAIRS[at],
            None if *question == O7 => const { &[O7_WORDS] },
            None if *question == O11 => const { &[O11_SURE] },
            None => &[],
        }
    }

    fn facts(&self, told: &Told) -> Vec<&'static str> {
        let left = FAR
            .iter()
            .filter(|(way, question)| !told.has(question) && told.several(&O9).unwrap_or_default().contains(&way.id()));
        let left = left.count();
        let accepts = told.choice(&O10) == Some(Doing::Accept.id());
        let facts = [(left > 1, "more to look at"), (accepts, "accepts"), (self.reopened, "reopened")];
        facts.into_iter().filter(|(is, _)| *is).map(|(_, fact)| fact).collect()
    }
}

impl Opening {
    /// The two, side by side: no total.
    fn table(&self, told: &Told) -> Vec<Block> {
        let row = |(at, priority): (usize, &Priority)| {
            let step = |question| told.scale(question).map(i64::from);
            match (step(THIS.get(at)?), step(OTHER.get(at)?)) {
                (Some(this), Some(other)) => Some(say::offer_o8_row(priority.label(), this, other)),
                (None, None) => None,
                (this, other) => {
                    let shown =
                        |step: Option<i64>| step.map_or_else(|| say::offer_not_known().into(), crate::say::Arg::from);
                    Some(say::offer_o8_row(priority.label(), shown(this), shown(other)))
                }
            }
        };
        self.priorities.iter().enumerate().filter_map(row).collect()
    }
}

/// G, as the advice takes it.
#[must_use]
pub fn settled(told: &Told) -> Settled {
    match told.get(&O7) {
        None => Settled::NotReached,
        Some(Answer::Scale(step)) => Settled::Is(*step),
        Some(_) => Settled::Skipped,
    }
}

/// What was decided.
#[must_use]
pub fn doing(told: &Told) -> Option<Doing> {
    told.choice(&O10).and_then(Doing::from_id)
}

/// The priorities of an offer, the first three that were picked.
#[must_use]
pub fn priorities(reading: &reading::Reading) -> Vec<Priority> {
    let picked = reading.told.several(&super::offer::questions::O3).unwrap_or_default();
    picked.into_iter().filter_map(Priority::from_id).take(THIS.len()).collect()
}
