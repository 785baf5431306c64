//! Communities: moderators have prompts posted, members answer them in private (`community.md`).
//!
//! A [`Community`] is the second kind of actor, a decider like a person:
//! [`decide`] looks at it, at an [`Event`] and at a [`Context`], and returns what
//! happened and which [`Act`]s an adapter is to do. Its state is the fold of its
//! journal of [`Fact`]s.
//!
//! A run of a series is *claimed* in the same turn that decides on its post,
//! and heard of again once the platform has it; so a crash between any two steps
//! neither repeats nor drops it.

mod act;
mod entry;
mod event;
mod plan;
pub mod prompt;
pub mod rotation;
pub mod schedule;
mod state;
pub mod statistics;
mod told;
mod turn;

pub use act::{About, Act, Buttons, Channel, Landed, Permission, Post, Trouble};
pub use entry::{Cause, Did, Entry, FORMAT, Fact, Step};
pub use event::{Event, Order, OrderKind, Setting, Who};
pub use plan::{Library, NewPrompt, Own, Place, PlaceKind, Plan};
pub use prompt::{Opens, Prompt, PromptId, Season};
pub use state::{Audited, Community, Customs, Run, Series, Share, Stage, Suggestion};
pub use told::{Home, Origin, Tell, Told};
pub use turn::{Context, Decision, decide};

use jiff::{SignedDuration, civil};

/// The longest name of a series, and the longest theme, in characters.
pub const NAME_LIMIT: usize = 100;
/// How many series a community has at most.
pub const SERIES_LIMIT: usize = 25;
/// How many prompts of its own it has at most.
pub const LIBRARY_LIMIT: usize = 5000;
/// How many prompts come in with one order; what is imported comes in several.
pub const AT_ONCE: usize = 200;
/// The theme of a suggestion that is taken without another.
pub const SUGGESTED: &str = "suggested";
/// How many suggestions wait at most.
pub const SUGGESTIONS_LIMIT: usize = 200;
/// How many of those are one member's.
pub const SUGGESTIONS_EACH: usize = 5;
/// The time between two posts of one community: never a burst.
pub const SPACING: SignedDuration = SignedDuration::from_secs(20);
/// A count of people is shown from here on (`conversations.md` §6).
pub const SHOWN_FROM: u32 = 5;
/// For how long a share can be taken back (`community.md`).
pub const TAKEN_BACK_WITHIN: SignedDuration = SignedDuration::from_hours(24);
/// How many lines of the audit log are kept at hand.
pub const AUDIT_KEPT: usize = 500;
/// How many runs of a series are kept at hand.
pub const RUNS_KEPT: usize = 200;
/// When the digest of a week comes, on a Monday.
pub const DIGEST_AT: civil::Time = civil::time(9, 0, 0, 0);
