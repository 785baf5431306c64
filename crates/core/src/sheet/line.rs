//! One line that a debrief proposes for the balance sheet. Only kept lines count.

use crate::{
    Private,
    vocabulary::{Agreement, Cause, Ingredient, Skill},
};
use jiff::civil;
use serde::{Deserialize, Serialize};

/// A proposed line, as it was when it was shown.
///
/// The copy that was kept goes on counting when an answer behind it is
/// corrected, until the corrected line is confirmed (§1, later corrections).
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Line {
    /// What one interview answer shows.
    Answer {
        /// The question that was asked, or the person's description of the answer.
        question: Private,
        /// How it landed, 1 to 5; `None` where it was not rated.
        rating: Option<u8>,
        /// The skill it was mostly testing.
        skill: Option<Skill>,
        /// A second skill, at half the weight.
        second: Option<Skill>,
        /// What made it work.
        ingredients: Vec<Ingredient>,
        /// What made it work, in own words.
        worked: Option<Private>,
        /// What got in the way.
        causes: Vec<Cause>,
        /// What got in the way, in own words.
        hindered: Option<Private>,
    },
    /// Something to build apart from interviewing (D11).
    Build {
        /// What.
        what: Private,
        /// The first small step.
        step: Option<Private>,
        /// By when.
        by: Option<civil::DateTime>,
    },
    /// What an employer said afterwards (§3).
    Feedback {
        /// Word for word.
        said: Private,
        /// The skills it is about.
        skills: Vec<Skill>,
        /// How strong it sounded, 1 to 5, as the person took it.
        rating: Option<u8>,
        /// Whether they agree; unknown weighs nothing, as disagreeing does.
        agreement: Option<Agreement>,
    },
}

/// What the person decided about a line (D13).
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It counts, as shown.
    Keep,
    /// It counts, in these words.
    Change(Private),
    /// It does not count.
    Drop,
}
