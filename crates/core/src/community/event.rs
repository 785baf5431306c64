//! What can happen to a community.

use super::{About, Landed, NewPrompt, Plan, Told, Trouble};
use crate::{Id, Private, say::options};
use serde::{Deserialize, Serialize};

/// One thing that happened, as a community hears it.
#[derive(Clone, PartialEq, Eq)]
pub enum Event {
    /// Somebody wants something done that is for moderators.
    Ordered {
        /// Who.
        by: Who,
        /// What.
        order: Order,
    },
    /// A member suggests a prompt.
    Suggested {
        /// The member's account.
        by: Private,
        /// What it would say.
        text: Private,
    },
    /// A person tells something.
    Told(Told),
    /// The moment came for which the community asked to be woken.
    Due,
    /// What came of an act.
    Came {
        /// Of which.
        of: About,
        /// It was done, or it never will be.
        how: Result<Landed, Trouble>,
    },
    /// The bot was sent away, or asked to forget.
    Left,
}

/// Who wants something done. Its account is private.
#[derive(Clone, PartialEq, Eq)]
pub struct Who {
    /// Their account, by its id on the platform.
    pub account: Private,
    /// Whether the adapter found them to be a moderator at this very moment.
    pub moderator: bool,
}

/// What moderators can have done.
#[derive(Clone, PartialEq, Eq)]
pub enum Order {
    /// A series more.
    AddSeries(Box<Plan>),
    /// A series otherwise.
    ChangeSeries {
        /// Which.
        series: Id,
        /// How.
        plan: Box<Plan>,
    },
    /// It posts nothing until it is resumed.
    Pause(Id),
    /// It goes on, also where it waited for a channel.
    Resume(Id),
    /// It goes.
    DeleteSeries(Id),
    /// Prompts more, at most [`super::AT_ONCE`].
    AddPrompts(Vec<NewPrompt>),
    /// A prompt otherwise: its text, its tags, its talk.
    ChangePrompt {
        /// Which.
        prompt: Id,
        /// How.
        new: NewPrompt,
    },
    /// Prompts go.
    RemovePrompts(Vec<Id>),
    /// The suggestion is a good one, as it is.
    Accept(Id),
    /// It is, like this.
    AcceptAs {
        /// Which.
        suggestion: Id,
        /// How.
        new: NewPrompt,
    },
    /// It is not.
    Decline {
        /// Which.
        suggestion: Id,
        /// Why, to be told to the member.
        reason: Option<Private>,
    },
    /// The next run is not posted.
    SkipNext(Id),
    /// One is posted now, besides.
    PostNow(Id),
    /// Show exactly what would be posted next.
    Preview(Id),
    /// Show the next three runs, with what would be posted.
    DryRun(Id),
    /// A setting otherwise.
    Set(Setting),
    /// Bring back what was deleted last.
    Undo,
    /// Show the series, and what is the matter with them.
    List,
    /// Show a series: what was decided about it, and its next three runs.
    NextRuns(Id),
    /// Show the settings.
    Customs,
    /// Show the prompts of the community's own, from that one on.
    Library {
        /// How many are passed over.
        after: usize,
    },
    /// Show the suggestions that wait.
    Suggestions,
    /// Show the audit log, that many lines from that one on, newest first.
    Audit {
        /// How many newer ones are passed over.
        after: usize,
    },
    /// Show the counts.
    Statistics,
}

/// A setting of a community.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Setting {
    /// The moderators' channel, by its id on the platform.
    Moderators(Option<String>),
    /// The role whose members are moderators too, by its id on the platform; the platform’s adapter looks at it.
    ModeratorRole(Option<String>),
    /// How many moderators have to be for a suggestion.
    Approvals(u8),
    /// Whether members may share something from a private talk.
    Sharing(bool),
    /// Whether members can ask that a moderator write to them (§7).
    AskModerator(bool),
    /// Whether members may suggest prompts.
    Suggestions(bool),
    /// Whether a reaction opens a private talk.
    Reactions(bool),
    /// Whether moderators get a digest each week.
    Digest(bool),
    /// The zone of the digest (IANA name).
    Zone(String),
}

options! {
    /// What was ordered, as the audit log names it.
    OrderKind, "order" {
        /// A series more.
        AddSeries = "add-series",
        /// A series otherwise.
        ChangeSeries = "change-series",
        /// Paused.
        Pause = "pause",
        /// Resumed.
        Resume = "resume",
        /// A series gone.
        DeleteSeries = "delete-series",
        /// Prompts more.
        AddPrompts = "add-prompts",
        /// A prompt otherwise.
        ChangePrompt = "change-prompt",
        /// Prompts gone.
        RemovePrompts = "remove-prompts",
        /// A suggestion accepted.
        Accept = "accept",
        /// A suggestion declined.
        Decline = "decline",
        /// A run skipped.
        SkipNext = "skip-next",
        /// One posted now.
        PostNow = "post-now",
        /// A setting otherwise.
        Set = "set",
        /// Undone.
        Undo = "undo",
        /// Looked at.
        Look = "look",
    }
}

impl Order {
    /// What it is, for the audit log.
    #[must_use]
    pub fn kind(&self) -> OrderKind {
        match self {
            Self::AddSeries(_) => OrderKind::AddSeries,
            Self::ChangeSeries { .. } => OrderKind::ChangeSeries,
            Self::Pause(_) => OrderKind::Pause,
            Self::Resume(_) => OrderKind::Resume,
            Self::DeleteSeries(_) => OrderKind::DeleteSeries,
            Self::AddPrompts(_) => OrderKind::AddPrompts,
            Self::ChangePrompt { .. } => OrderKind::ChangePrompt,
            Self::RemovePrompts(_) => OrderKind::RemovePrompts,
            Self::Accept(_) | Self::AcceptAs { .. } => OrderKind::Accept,
            Self::Decline { .. } => OrderKind::Decline,
            Self::SkipNext(_) => OrderKind::SkipNext,
            Self::PostNow(_) => OrderKind::PostNow,
            Self::Set(_) => OrderKind::Set,
            Self::Undo => OrderKind::Undo,
            Self::Preview(_)
            | Self::DryRun(_)
            | Self::List
            | Self::NextRuns(_)
            | Self::Customs
            | Self::Library { .. }
            | Self::Suggestions
            | Self::Audit { .. }
            | Self::Statistics => OrderKind::Look,
        }
    }

    /// What it is about.
    #[must_use]
    pub fn about(&self) -> Option<Id> {
        match self {
            Self::ChangeSeries { series: id, .. }
            | Self::Pause(id)
            | Self::Resume(id)
            | Self::DeleteSeries(id)
            | Self::ChangePrompt { prompt: id, .. }
            | Self::Accept(id)
            | Self::AcceptAs { suggestion: id, .. }
            | Self::Decline { suggestion: id, .. }
            | Self::SkipNext(id)
            | Self::PostNow(id)
            | Self::Preview(id)
            | Self::DryRun(id)
            | Self::NextRuns(id) => Some(*id),
            Self::RemovePrompts(prompts) => prompts.first().copied(),
            Self::AddSeries(_)
            | Self::AddPrompts(_)
            | Self::Set(_)
            | Self::Undo
            | Self::List
            | Self::Customs
            | Self::Library { .. }
            | Self::Suggestions
            | Self::Audit { .. }
            | Self::Statistics => None,
        }
    }
}
