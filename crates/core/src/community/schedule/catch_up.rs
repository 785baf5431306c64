//! What becomes of runs whose time passed while nobody was there to post them (`community.md`, Catch-up).

use super::{Run, Schedule};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;

/// How late a run can be and still count as on time: waking, a restart and a retry take less.
pub const ON_TIME: SignedDuration = SignedDuration::from_mins(15);

/// How late the latest run can be to be posted once (`community.md`: less than a day).
pub const LATEST_WITHIN: SignedDuration = SignedDuration::from_hours(24);

/// How far apart posts are while they catch up: never a burst.
pub const SPACING: SignedDuration = SignedDuration::from_mins(15);

/// So many runs are caught up with; what lies before the latest of them is missed. At [`SPACING`]
/// that takes a working day at most, whatever the schedule.
pub const AT_A_TIME: usize = 31;

/// How far back missed runs are counted.
const COUNTED: SignedDuration = SignedDuration::from_hours(366 * 24);

/// What is done about runs that were missed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CatchUp {
    /// Nothing.
    Skip,
    /// The latest is posted if it is less than a day late, and says so.
    #[default]
    LatestOnce,
    /// All are posted, the oldest first, each [`SPACING`] after the one before.
    All,
}

/// What is to be done now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// What is posted now.
    pub post: Option<Post>,
    /// Runs that are not posted any more, oldest first: the latest [`AT_A_TIME`] of them.
    pub missed: Vec<Run>,
    /// How many those are in all, of the last year.
    pub missed_in_all: usize,
    /// Runs up to here are dealt with once this is done: the `handled` of the next time.
    pub handled: Timestamp,
    /// When to look again; `None` if there is no run within ten years.
    pub next: Option<Timestamp>,
}

/// A run that is posted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Post {
    /// The run.
    pub run: Run,
    /// Whether it comes later than [`ON_TIME`], which is said with it.
    pub late: bool,
}

/// What is to be done at `now` about the runs after `handled`.
///
/// `handled` is what the last [`Due`] said, or when the schedule was made or resumed. `posted` is
/// when this series was last posted by its schedule. Asked again without having done it, it says
/// the same or more of it; asked again after having done it, nothing more is due.
#[must_use]
pub fn due(
    schedule: &Schedule,
    catch_up: CatchUp,
    handled: Timestamp,
    posted: Option<Timestamp>,
    now: Timestamp,
) -> Due {
    let counted_from = now.saturating_sub(COUNTED).unwrap_or(Timestamp::MIN);
    let mut waiting = Waiting::default();
    schedule.runs_after(handled.max(counted_from)).take_while(|run| run.at <= now).for_each(|run| waiting.add(run));
    match catch_up {
        CatchUp::Skip => waiting.latest(schedule, handled, now, ON_TIME),
        CatchUp::LatestOnce => waiting.latest(schedule, handled, now, LATEST_WITHIN),
        CatchUp::All => waiting.oldest(schedule, handled, posted, now),
    }
}

/// Runs whose time has come.
#[derive(Default)]
struct Waiting {
    /// The latest of them: there may be one for every minute of a year.
    runs: VecDeque<Run>,
    in_all: usize,
}

impl Waiting {
    fn add(&mut self, run: Run) {
        self.in_all += 1;
        self.runs.push_back(run);
        if self.runs.len() > 2 * AT_A_TIME {
            self.runs.pop_front();
        }
    }

    /// The latest is posted, if it is no later than `within`; the others are missed.
    fn latest(mut self, schedule: &Schedule, handled: Timestamp, now: Timestamp, within: SignedDuration) -> Due {
        let handled = self.runs.back().map_or(handled, |run| run.at);
        let post = self.runs.pop_back_if(|run| lateness(run, now) < within).map(|run| Post::at(run, now));
        self.in_all -= usize::from(post.is_some());
        let next = schedule.next_after(handled.max(now)).map(|run| run.at);
        self.leaves(post, handled, next)
    }

    /// The oldest of those that are caught up with is posted, unless it was posted just now; what lies before is missed.
    fn oldest(mut self, schedule: &Schedule, handled: Timestamp, posted: Option<Timestamp>, now: Timestamp) -> Due {
        let caught_up = self.runs.split_off(self.runs.len().saturating_sub(AT_A_TIME));
        self.in_all -= caught_up.len();
        let Some(oldest) = caught_up.front() else {
            let next = schedule.next_after(handled.max(now)).map(|run| run.at);
            return self.leaves(None, handled, next);
        };
        let spaced = |moment: Timestamp| moment.checked_add(SPACING).ok();
        if let Some(free) = posted.and_then(spaced).filter(|free| *free > now) {
            return Self::default().leaves(None, handled, Some(free));
        }
        let next = if caught_up.len() > 1 { spaced(now) } else { schedule.next_after(now).map(|run| run.at) };
        self.leaves(Some(Post::at(*oldest, now)), oldest.at, next)
    }

    /// What is left in it is missed.
    fn leaves(mut self, post: Option<Post>, handled: Timestamp, next: Option<Timestamp>) -> Due {
        let missed = self.runs.split_off(self.runs.len().saturating_sub(AT_A_TIME)).into();
        Due { post, missed, missed_in_all: self.in_all, handled, next }
    }
}

impl Post {
    fn at(run: Run, now: Timestamp) -> Self {
        Self { run, late: lateness(&run, now) >= ON_TIME }
    }
}

fn lateness(run: &Run, now: Timestamp) -> SignedDuration {
    now.duration_since(run.at)
}
