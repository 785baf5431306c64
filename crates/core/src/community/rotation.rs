//! Which prompt comes next (`community.md`, Rotation).
//!
//! A round goes once through all prompts that are in season. When it has run through, the next
//! begins, and [`Drawn::ran_dry`] says so: what is posted is never a repeat that nobody was told
//! of, and never nothing. The order of a shuffled round is reckoned anew each time from the seed,
//! the round and the prompt’s own name, so a prompt that is added joins the round where its name
//! puts it, one that is removed drops out, and the others keep their order.

use super::prompt::{Prompt, PromptId};
use jiff::civil;
use serde::{Deserialize, Serialize};
use std::{
    collections::BTreeSet,
    hash::{DefaultHasher, Hash as _, Hasher as _},
};

/// So few left in a round that moderators are told.
pub const FEW: usize = 3;

/// In which order prompts come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// Another order each round.
    #[default]
    Shuffled,
    /// As they stand in the library.
    InOrder,
}

/// What was drawn so far in one series.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct History {
    /// The round that is under way, from 0.
    #[serde(default)]
    pub round: u32,
    /// What was drawn in it; what is gone from the library may still be here.
    #[serde(default)]
    pub drawn: BTreeSet<PromptId>,
    /// What was drawn last, in this round or the one before.
    #[serde(default)]
    pub last: Option<PromptId>,
}

/// The prompt that comes next.
#[derive(Clone, PartialEq, Eq)]
pub struct Drawn<'a> {
    /// It.
    pub prompt: &'a Prompt,
    /// The round it is drawn in.
    pub round: u32,
    /// How many others are left in this round, of those in season today.
    pub left: usize,
    /// Whether the round before had run through, so that it may have been posted before.
    pub ran_dry: bool,
}

impl Drawn<'_> {
    /// Whether so few are left that moderators are told: once a round is enough.
    #[must_use]
    pub fn few_left(&self) -> bool {
        self.left <= FEW
    }
}

impl History {
    /// Takes note of what was drawn: this is how a fact of it changes the state.
    pub fn drew(&mut self, round: u32, prompt: &PromptId) {
        if round != self.round {
            self.round = round;
            self.drawn.clear();
        }
        self.drawn.insert(prompt.clone());
        self.last = Some(prompt.clone());
    }
}

/// The prompt that comes next on this day; `None` where the library holds none that is in season.
///
/// Within a round no prompt comes twice, and where there are two or more in season none comes
/// twice in a row. `seed` is any number that stays with the series. Drawing changes nothing:
/// a preview shows what [`History::drew`] has not yet been told.
#[must_use]
pub fn draw<'a>(
    library: &'a [Prompt],
    history: &History,
    order: Order,
    seed: u64,
    today: civil::Date,
) -> Option<Drawn<'a>> {
    let in_season = library.iter().filter(|prompt| prompt.season.is_none_or(|season| season.holds(today)));
    let (all, fresh) = in_season.fold((Vec::new(), Vec::new()), |(mut all, mut fresh), prompt| {
        all.push(prompt);
        if !history.drawn.contains(&prompt.id) {
            fresh.push(prompt);
        }
        (all, fresh)
    });
    let ran_dry = fresh.is_empty();
    let (round, of) = if ran_dry { (history.round.wrapping_add(1), all) } else { (history.round, fresh) };
    let rank = |prompt: &Prompt| match order {
        Order::Shuffled => place(seed, round, &prompt.id),
        Order::InOrder => 0, // the first of equals stands first in the library
    };
    let is_last = |prompt: &Prompt| history.last.as_ref() == Some(&prompt.id);
    let prompt = of.iter().min_by_key(|prompt| (is_last(prompt), rank(prompt)))?;
    Some(Drawn { prompt, round, left: of.len() - 1, ran_dry })
}

/// Where this prompt stands in this round. Nothing that is kept depends on it: what was drawn
/// stands in the journal, so another version may shuffle otherwise.
fn place(seed: u64, round: u32, prompt: &PromptId) -> u64 {
    let mut hasher = DefaultHasher::new();
    (seed, round, prompt).hash(&mut hasher);
    hasher.finish()
}
