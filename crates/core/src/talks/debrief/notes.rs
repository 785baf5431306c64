//! What a debrief knows so far, and the facts fixed when it began.

use super::fix::Fix;
use crate::talks::Course;
use crate::{
    Id, Private,
    answer::{Item, When, YesNo},
    sheet::line::Line,
    vocabulary::{Calmer, Cause, HearBack, Hold, Ingredient, Length, Skill},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The facts fixed when a debrief began.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Opening {
    /// The interview.
    pub round: Id,
    /// The length, where it was chosen at the start.
    pub length: Option<Length>,
    /// Whether D14 is asked: two interviews in a day get one decompress.
    pub decompress: bool,
    /// What the person meant to try against nerves this time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trying: Option<Calmer>,
    /// Whether W1b is asked with D14.
    #[serde(default)]
    pub hold: bool,
    /// How many questions a short one lists.
    pub short_questions: usize,
    /// How many questions a full one lists.
    pub full_questions: usize,
    /// How many things to build a full one takes.
    pub things_to_build: usize,
}

/// Everything heard up to a state of the debrief; it moves from state to state.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Notes {
    /// How it began.
    pub opening: Opening,
    /// The length, once it is known.
    pub length: Option<Length>,
    /// D1.
    pub mood: Option<u8>,
    /// D2.
    pub who: Option<Private>,
    /// D3.
    pub asked: Vec<Item>,
    /// D4, by listed answer.
    pub ratings: BTreeMap<Id, u8>,
    /// D5, by listed answer.
    pub skills: BTreeMap<Id, (Skill, Option<Skill>)>,
    /// D6: the strong answer.
    pub strong: Option<Chosen>,
    /// Whether it was only the least bad one.
    pub least_bad: bool,
    /// D6: what made it work.
    pub ingredients: Vec<Ingredient>,
    /// D6: what made it work, in own words.
    pub worked: Option<Private>,
    /// D7: the weak answer.
    pub weak: Option<Chosen>,
    /// D7: what got in the way.
    pub causes: Vec<Cause>,
    /// D7: what got in the way, in own words.
    pub hindered: Option<Private>,
    /// What the branch of D7 brought.
    pub fix: Fix,
    /// D8.
    pub their_answers: Option<Private>,
    /// D9.
    pub pause: Option<Private>,
    /// D10, where a date was given.
    pub hear: Option<When>,
    /// D10, where no date was given.
    pub hear_about: Option<HearBack>,
    /// D10, from whom.
    pub hear_from: Option<Private>,
    /// D11: things to build, with their first step and its date.
    pub build: Vec<Build>,
    /// D12: the hunch, in per cent.
    pub hunch: Option<u8>,
    /// D12: fit.
    pub fit: Option<u8>,
    /// D12: is it the one?
    pub dream: Option<YesNo>,
    /// W1b: how the wait is to be held.
    pub hold: Option<Hold>,
    /// D13: lines decided so far, as they were shown.
    pub decided: Vec<(crate::QuestionId, Line)>,
}

impl Notes {
    /// What went well: the answer they are proudest of, then those that landed well, the best first.
    #[must_use]
    pub fn strengths(&self) -> Vec<&Private> {
        let proud = self.strong.as_ref().filter(|_| !self.least_bad);
        // Nothing stands under both headings, however it was marked.
        let weak = self.weak.as_ref().and_then(Chosen::id);
        let landed =
            |item: &&Item| weak != Some(item.id) && self.ratings.get(&item.id).is_some_and(|rating| *rating >= LANDED);
        let mut others: Vec<_> = self.asked.iter().filter(landed).collect();
        others.sort_by_key(|item| std::cmp::Reverse(self.ratings.get(&item.id)));
        let others = others.into_iter().filter(|item| proud.is_none_or(|proud| proud.id() != Some(item.id)));
        proud.map(Chosen::text).into_iter().chain(others.map(|item| &item.text)).collect()
    }
}

/// From this mark on an answer landed well: "good" of D4 (§1).
const LANDED: u8 = 4;

/// The answer that D6 or D7 is about.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Chosen {
    /// One of those listed in D3.
    Listed(Item),
    /// Described freely.
    Told(Private),
}

impl Chosen {
    /// The question it answered, or its description.
    #[must_use]
    pub fn text(&self) -> &Private {
        match self {
            Self::Listed(item) => &item.text,
            Self::Told(text) => text,
        }
    }

    /// Its name, where it was listed.
    #[must_use]
    pub fn id(&self) -> Option<Id> {
        match self {
            Self::Listed(item) => Some(item.id),
            Self::Told(_) => None,
        }
    }
}

/// D11: something to build.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Build {
    /// What.
    pub item: Item,
    /// The first small step.
    pub step: Option<Private>,
    /// By when.
    pub by: Option<When>,
}

impl Notes {
    pub(super) fn new(opening: &Opening, course: Course) -> Self {
        Self {
            opening: opening.clone(),
            length: course.extended.or(opening.length),
            mood: None,
            who: None,
            asked: Vec::new(),
            ratings: BTreeMap::new(),
            skills: BTreeMap::new(),
            strong: None,
            least_bad: false,
            ingredients: Vec::new(),
            worked: None,
            weak: None,
            causes: Vec::new(),
            hindered: None,
            fix: Fix::default(),
            their_answers: None,
            pause: None,
            hear: None,
            hear_about: None,
            hear_from: None,
            build: Vec::new(),
            hunch: None,
            fit: None,
            dream: None,
            hold: None,
            decided: Vec::new(),
        }
    }

    /// Whether everything is asked, not only what fits in four minutes.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.length == Some(Length::Full)
    }

    /// Whether anything was said about when news comes (D10).
    #[must_use]
    pub fn is_dated(&self) -> bool {
        self.hear.is_some() || self.hear_about.is_some_and(|about| about != HearBack::NotSaid)
    }

    /// How many questions D3 takes.
    #[must_use]
    pub fn most_questions(&self) -> usize {
        if self.is_full() { self.opening.full_questions } else { self.opening.short_questions }
    }

    /// How many things to build D11 takes.
    #[must_use]
    pub fn most_to_build(&self) -> usize {
        if self.is_full() { self.opening.things_to_build } else { 1 }
    }
}
