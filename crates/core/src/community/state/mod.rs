//! A community: the fold of its journal.

mod fold;
mod library;
mod looking;

use super::{
    Cause, Did, NewPrompt, Opens, Place, Plan, PromptId,
    rotation::History,
    statistics::{Tally, Week},
};
use crate::{Id, Private, shelf::Shelf};
use jiff::{Timestamp, civil};
use std::{
    collections::{BTreeSet, VecDeque},
    sync::Arc,
};

/// Everything known about one community. Cheap to clone: what is not changed is shared.
#[derive(Clone, PartialEq, Eq)]
pub struct Community {
    tag: u32,
    revision: u32,
    last_at: Timestamp,
    pub(super) founded: bool,
    pub(super) customs: Customs,
    pub(super) series: Shelf<Id, Arc<Series>>,
    pub(super) deleted: Option<Deleted>,
    pub(super) prompts: Shelf<Id, NewPrompt>,
    pub(super) runs: Shelf<Id, Run>,
    /// When something was last posted by a schedule.
    pub(super) claimed_at: Option<Timestamp>,
    pub(super) suggestions: Shelf<Id, Suggestion>,
    pub(super) shares: Shelf<Id, Share>,
    pub(super) troubles: BTreeSet<Cause>,
    pub(super) audit: Shelf<usize, Audited>,
    audited: usize,
    pub(super) tallies: Shelf<(Week, Id), Tally>,
    pub(super) digested: Option<civil::Date>,
}

/// What a community decided about itself: [`Setting`](super::Setting)s.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Customs {
    /// The moderators' channel.
    pub moderators: Option<String>,
    /// The role whose members are moderators too.
    pub moderator_role: Option<String>,
    /// How many moderators have to be for a suggestion.
    pub approvals: u8,
    /// Whether members may share something.
    pub sharing: bool,
    /// Whether members can ask that a moderator write to them: only once it is switched on (§7).
    pub ask_moderator: bool,
    /// Whether members may suggest prompts.
    pub suggestions: bool,
    /// Whether a reaction opens a private talk.
    pub reactions: bool,
    /// Whether moderators get a digest each week.
    pub digest: bool,
    /// The zone of the digest; `None` is the operator's.
    pub zone: Option<String>,
}

impl Default for Customs {
    fn default() -> Self {
        Self {
            moderators: None,
            moderator_role: None,
            approvals: 1,
            sharing: true,
            ask_moderator: false,
            suggestions: true,
            reactions: false,
            digest: true,
            zone: None,
        }
    }
}

/// A series.
#[derive(Clone, PartialEq, Eq)]
pub struct Series {
    /// Its name.
    pub id: Id,
    /// What moderators decided about it.
    pub plan: Plan,
    /// Whether it posts nothing until it is resumed.
    pub paused: bool,
    /// Runs up to here are dealt with.
    pub handled: Timestamp,
    /// The run that is not to be posted.
    pub skip: Option<Timestamp>,
    /// When it was last posted by its schedule.
    pub posted: Option<Timestamp>,
    /// What was drawn so far.
    pub history: History,
    /// The round of which moderators were told that few are left.
    pub warned: Option<u32>,
    /// The post that is pinned.
    pub pinned: Option<Id>,
    /// Those before it that could not be unpinned.
    pub still_pinned: BTreeSet<Id>,
    /// Its runs that are kept at hand, oldest first.
    runs: VecDeque<Id>,
}

/// A run: one post of a series.
#[derive(Clone, PartialEq, Eq)]
pub struct Run {
    /// Its name.
    pub id: Id,
    /// The series.
    pub series: Id,
    /// When it was claimed.
    pub at: Timestamp,
    /// The Monday of the week that it is counted in.
    pub week: civil::Date,
    /// The prompt.
    pub prompt: PromptId,
    /// The talk that it opens.
    pub opens: Opens,
    /// Where it goes.
    pub place: Place,
    /// What its thread is called.
    pub title: Private,
    /// How far it has come.
    pub stage: Stage,
    /// Its thread.
    pub thread: Option<String>,
}

/// How far a run has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// It is on its way.
    Claimed,
    /// The platform has it, under this id.
    Posted(String),
    /// It will never be posted.
    Failed,
}

/// A suggestion that waits.
#[derive(Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// Its name.
    pub id: Id,
    /// The member's account.
    pub by: Private,
    /// What it says.
    pub text: Private,
    /// The accounts of the moderators who are for it.
    pub approved: Vec<Private>,
}

/// Something a member shared. What it says stands in the channel alone.
#[derive(Clone, PartialEq, Eq)]
pub struct Share {
    /// Under which post; `None` where it was taken back before it came.
    pub run: Option<Id>,
    /// The channel or the thread that it goes to.
    pub channel: String,
    /// The platform's id of its message.
    pub message: Option<String>,
    /// Whether it is taken back.
    pub taken: bool,
}

/// A line of the audit log.
#[derive(Clone, PartialEq, Eq)]
pub struct Audited {
    /// When.
    pub at: Timestamp,
    /// Whose account.
    pub by: Private,
    /// What they did, or tried.
    pub did: Did,
}

/// What was deleted last, and can be brought back.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Deleted {
    Series(Arc<Series>),
    Prompts(Vec<(Id, NewPrompt)>),
}

impl Community {
    /// A community nothing is known about. `tag`: the low 24 bits of its actor id.
    #[must_use]
    pub fn new(tag: u32) -> Self {
        Self {
            tag,
            revision: 0,
            last_at: Timestamp::UNIX_EPOCH,
            founded: false,
            customs: Customs::default(),
            series: Shelf::default(),
            deleted: None,
            prompts: Shelf::default(),
            runs: Shelf::default(),
            claimed_at: None,
            suggestions: Shelf::default(),
            shares: Shelf::default(),
            troubles: BTreeSet::new(),
            audit: Shelf::default(),
            audited: 0,
            tallies: Shelf::default(),
            digested: None,
        }
    }
}
