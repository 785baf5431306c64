//! The journal of a community: facts that carry everything decided when they were made.

use super::{NewPrompt, Opens, Place, Plan, PromptId, Setting, Trouble, event::OrderKind};
use crate::{Id, Private, say::options};
use jiff::{Timestamp, civil};
use serde::{Deserialize, Serialize};

/// The version of the entry format that this code writes.
pub const FORMAT: u16 = 1;

/// What one turn adds to a journal.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// [`FORMAT`] when it was written.
    pub v: u16,
    /// The turn; rises by at least one from entry to entry.
    pub revision: u32,
    /// When it was decided.
    pub at: Timestamp,
    /// What happened, in order.
    pub facts: Vec<Fact>,
}

/// One thing that happened.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fact {
    /// A moderator spoke for the first time; before this nothing is stored.
    Founded,
    /// A setting is otherwise from here on.
    SettingChanged(Setting),
    /// A series is there.
    SeriesAdded {
        /// Its name.
        series: Id,
        /// What was decided about it.
        plan: Box<Plan>,
    },
    /// A series is otherwise.
    SeriesChanged {
        /// Which.
        series: Id,
        /// What was decided about it.
        plan: Box<Plan>,
    },
    /// A series posts nothing until it is resumed.
    SeriesPaused(Id),
    /// It goes on.
    SeriesResumed(Id),
    /// It is gone; [`Fact::SeriesRestored`] can bring it back.
    SeriesDeleted(Id),
    /// It is back.
    SeriesRestored(Id),
    /// The run of this moment is not to be posted.
    RunSkipped {
        /// The series.
        series: Id,
        /// Its moment.
        due: Timestamp,
    },
    /// Runs up to this moment were not posted, and will not be.
    RunsPassed {
        /// The series.
        series: Id,
        /// The last of them.
        upto: Timestamp,
        /// How many.
        runs: u32,
    },
    /// A run is posted by this very turn.
    RunClaimed {
        /// Its name.
        run: Id,
        /// The series.
        series: Id,
        /// Its moment; `None` where a moderator wanted one now.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due: Option<Timestamp>,
        /// The Monday of the week that it is counted in.
        week: civil::Date,
        /// The prompt.
        prompt: PromptId,
        /// The talk that it opens.
        opens: Opens,
        /// Where it goes.
        place: Place,
        /// What its thread is called.
        title: Private,
        /// Whether it is late, and says so.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        late: bool,
        /// The round of the library that it was drawn in.
        round: u32,
        /// Whether moderators are told that few are left in this round.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        few_left: bool,
    },
    /// The platform has it.
    Posted {
        /// The run.
        run: Id,
        /// The platform's id of the message.
        message: String,
        /// And of its thread.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        thread: Option<String>,
        /// Whether it is pinned, in the place of the one before.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        pinned: bool,
    },
    /// It has a thread.
    Threaded {
        /// The run.
        run: Id,
        /// The platform's id of the thread.
        thread: String,
    },
    /// The post of this run could not be unpinned, and is to be with the next.
    StillPinned(Id),
    /// It is pinned no more.
    Unpinned(Id),
    /// A run will never be posted.
    RunFailed(Id),
    /// Prompts of the community's own.
    PromptsAdded(Vec<(Id, NewPrompt)>),
    /// One of them says something else.
    PromptChanged {
        /// Which.
        prompt: Id,
        /// What it is now.
        new: NewPrompt,
    },
    /// They are gone; [`Fact::PromptsRestored`] can bring them back.
    PromptsRemoved(Vec<Id>),
    /// They are back.
    PromptsRestored(Vec<Id>),
    /// A member suggests a prompt.
    Suggested {
        /// Its name.
        suggestion: Id,
        /// The member's account.
        by: Private,
        /// What it says.
        text: Private,
    },
    /// A moderator is for it.
    Approved {
        /// Which.
        suggestion: Id,
        /// The moderator's account.
        by: Private,
    },
    /// It waits no more; the text and the account of it are not needed any longer.
    SuggestionSettled {
        /// Which.
        suggestion: Id,
        /// The prompt that it became; `None` where it was declined.
        prompt: Option<Id>,
    },
    /// Somebody began a private talk from a post.
    Begun {
        /// The post.
        run: Id,
        /// Whether they count as one person more.
        first: bool,
    },
    /// Somebody finished one.
    Finished {
        /// The post.
        run: Id,
        /// Whether they count as one person more.
        first: bool,
    },
    /// A member shared something; what it says stands in the channel alone.
    Shared {
        /// Its name.
        share: Id,
        /// Under which post.
        run: Id,
        /// Where it goes: the channel, or the thread of the post.
        channel: String,
        /// Whether they count as one person more.
        first: bool,
    },
    /// The platform has it.
    SharePosted {
        /// Which.
        share: Id,
        /// The platform's id of the message.
        message: String,
    },
    /// It is taken back, perhaps before it came.
    ShareTaken(Id),
    /// Something cannot be done, and moderators know.
    TroubleBegan(Cause),
    /// It can again.
    TroubleEnded {
        /// Of which series.
        series: Option<Id>,
        /// What.
        step: Step,
    },
    /// The digest of the weeks before this Monday was told.
    DigestTold(civil::Date),
    /// Somebody did something, or tried to.
    Audited {
        /// Their account.
        by: Private,
        /// What.
        did: Did,
    },
}

/// A line of the audit log, but for who and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Did {
    /// What was ordered.
    pub order: OrderKind,
    /// What it was about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<Id>,
    /// Whether it was refused, since they are no moderator.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub refused: bool,
}

/// Something that cannot be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Cause {
    /// Of which series; `None` where it is of none.
    pub series: Option<Id>,
    /// What cannot be done.
    pub step: Step,
    /// Why.
    pub trouble: Trouble,
}

options! {
    /// What can fail by itself.
    Step, "step" {
        /// Drawing a prompt.
        Draw = "draw",
        /// Posting.
        Post = "post",
        /// Pinging the role.
        Ping = "ping",
        /// Showing the picture.
        Picture = "picture",
        /// Starting the thread.
        Thread = "thread",
        /// Pinning.
        Pin = "pin",
        /// Unpinning.
        Unpin = "unpin",
        /// Posting what a member shared.
        Share = "share",
        /// Removing it.
        Remove = "remove",
        /// Writing to the moderators.
        Report = "report",
    }
}
