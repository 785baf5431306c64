//! Counts, and nothing but counts: shown from five people up (`conversations.md` §6).

use super::{Community, SHOWN_FROM};
use crate::{
    Id,
    say::{Arg, Block},
    wording as say,
};
use jiff::civil;

/// A week, by its Monday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Week(pub civil::Date);

impl Week {
    /// The week of a day.
    #[must_use]
    pub fn of(day: civil::Date) -> Self {
        let since_monday = jiff::Span::new().days(i64::from(day.weekday().to_monday_zero_offset()));
        Self(day.saturating_sub(since_monday))
    }
}

/// How often, and by how many people.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counted {
    /// How often.
    pub times: u32,
    /// By how many people.
    pub people: u32,
}

impl Counted {
    pub(super) fn add(&mut self, first: bool) {
        self.times = self.times.saturating_add(1);
        self.people = self.people.saturating_add(u32::from(first));
    }

    /// How often, where enough people did it that nobody is counted alone.
    #[must_use]
    pub fn shown(self) -> Option<u32> {
        (self.people >= SHOWN_FROM).then_some(self.times)
    }

    fn arg(self) -> Arg {
        match self.shown() {
            Some(times) => Arg::Number(i64::from(times)),
            None => say::few_people(i64::from(SHOWN_FROM)).into(),
        }
    }
}

/// The counts of one series in one week.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Posts; these are nobody's.
    pub posts: u32,
    /// Private talks begun.
    pub begun: Counted,
    /// Private talks finished.
    pub finished: Counted,
    /// Shares.
    pub shared: Counted,
}

impl Community {
    /// The counts of each week and series, oldest first.
    pub fn tallies(&self) -> impl DoubleEndedIterator<Item = (Week, Id, Tally)> {
        self.tallies.iter().map(|((week, series), tally)| (*week, *series, *tally))
    }

    /// The counts of these weeks, as moderators may see them: a line for each series, and no sums,
    /// from which one that is hidden could be worked out.
    pub(super) fn told_counts(&self, weeks: impl Fn(Week) -> bool) -> Vec<Block> {
        let lines = self.tallies().filter(|(week, ..)| weeks(*week)).map(|(week, series, tally)| {
            let name = match self.one_series(series) {
                Some(series) => Arg::from(&series.plan.name),
                None => say::series_gone().into(),
            };
            say::counts(
                week.0,
                name,
                i64::from(tally.posts),
                tally.begun.arg(),
                tally.finished.arg(),
                tally.shared.arg(),
            )
        });
        lines.collect()
    }
}
