//! Time has come: runs are claimed, and weeks are summed up.

use super::{Turn, title};
use crate::{
    Id, Settings, Zone,
    community::{
        Act, Buttons, Channel, Community, DIGEST_AT, Fact, PlaceKind, Post, Prompt, SPACING, Series, Step, Trouble,
        rotation,
        schedule::{self, Due, Run},
        statistics::Week,
    },
    wording as say,
};
use jiff::{Timestamp, ToSpan, civil};

impl Turn<'_> {
    /// One post a turn: those after it are woken for, so that it is never a burst.
    pub(super) fn due(&mut self) {
        self.digest();
        let now = self.context.now;
        let mut waiting: Vec<(Timestamp, Id)> = self
            .community
            .series()
            .filter_map(|series| Some((self.community.first_due(series, now)?, series.id)))
            .collect();
        waiting.sort_unstable();
        for (_, id) in waiting {
            // After a run that is left out, the next may be due as well.
            while self.run_due(id) {}
        }
    }

    /// Whether the series is to be looked at again.
    fn run_due(&mut self, id: Id) -> bool {
        let Some(series) = self.community.one_series(id) else { return false };
        let found = look(series, self.context.now);
        if found.post.is_some() && self.community.free_from() > Some(self.context.now) {
            return false;
        }
        if let Some(last) = found.missed.last() {
            let runs = u32::try_from(found.missed_in_all).unwrap_or(u32::MAX);
            self.emit(Fact::RunsPassed { series: id, upto: last.at, runs });
            let name = self.name(id);
            self.report(vec![say::runs_missed(name, i64::from(runs))]);
        }
        let skip = self.community.one_series(id).and_then(|series| series.skip);
        match found.post {
            None => false,
            Some(post) if skip == Some(post.run.at) => {
                self.emit(Fact::RunsPassed { series: id, upto: post.run.at, runs: 1 });
                true
            }
            Some(post) => !self.claim(id, Some(post.run), post.late),
        }
    }

    /// Claims a run: its post goes out with the fact of it, in one transaction.
    pub(super) fn claim(&mut self, id: Id, due: Option<Run>, late: bool) -> bool {
        let Some(series) = self.community.one_series(id) else { return false };
        let plan = series.plan.clone();
        let local = due.map_or_else(|| Zone::or_utc(&plan.schedule.zone).local(self.context.now), |run| run.local);
        let library = self.community.library(&plan, self.context.prompts);
        let Some(drawn) = rotation::draw(&library, &series.history, plan.order, seed(id), local.date()) else {
            if let Some(run) = due {
                self.emit(Fact::RunsPassed { series: id, upto: run.at, runs: 1 });
            }
            self.trouble(Some(id), Step::Draw, Trouble::LibraryEmpty);
            return false;
        };
        let few_left = plan.warns && drawn.few_left() && series.warned != Some(drawn.round);
        let run = self.mint.id();
        let post = self.post(run, &plan, drawn.prompt, due.filter(|_| late).map(|run| run.local));
        self.emit(Fact::RunClaimed {
            run,
            series: id,
            due: due.map(|run| run.at),
            week: Week::of(local.date()).0,
            prompt: drawn.prompt.id.clone(),
            opens: drawn.prompt.opens,
            place: plan.place.clone(),
            title: title(&drawn.prompt.text),
            round: drawn.round,
            few_left,
            late,
        });
        self.mended(Some(id), Step::Draw);
        self.acts.push(Act::Post(post));
        if plan.warns && drawn.ran_dry {
            self.report(vec![say::round_over(&plan.name)]);
        }
        if few_left {
            self.report(vec![say::few_left(&plan.name, drawn.left)]);
        }
        true
    }

    /// A post as it goes out.
    pub(super) fn post(
        &self,
        run: Id,
        plan: &crate::community::Plan,
        prompt: &Prompt,
        late: Option<civil::DateTime>,
    ) -> Post {
        let customs = &self.community.customs;
        Post {
            run,
            channel: Channel { id: plan.place.channel.clone(), kind: plan.place.kind, title: title(&prompt.text) },
            text: prompt.text.clone(),
            late,
            picture: self.community.picture(&prompt.id),
            ping: plan.role.clone(),
            buttons: Buttons { private: true, suggest: customs.suggestions, reactions: customs.reactions },
        }
    }

    /// On Mondays, the counts of the week before.
    fn digest(&mut self) {
        let Some(due) = self.community.digest_due(self.context.settings) else { return };
        if due > self.context.now {
            return;
        }
        let this_week = Week::of(self.community.zone(self.context.settings).local(self.context.now).date());
        let a_month_ago = this_week.0.saturating_sub(4.weeks());
        let since = Week(self.community.digested.unwrap_or(a_month_ago).max(a_month_ago));
        let counts = self.community.told_counts(|week| since <= week && week < this_week);
        self.emit(Fact::DigestTold(this_week.0));
        if !counts.is_empty() {
            let blocks = std::iter::once(say::digest()).chain(counts).collect();
            self.report(blocks);
        }
    }
}

/// What is to be done about a series whose time has come.
fn look(series: &Series, now: Timestamp) -> Due {
    schedule::due(&series.plan.schedule, series.plan.catch_up, series.handled, series.posted, now)
}

/// Any number that stays with the series.
pub(super) fn seed(series: Id) -> u64 {
    series.number()
}

/// When something is to be done.
impl Community {
    /// When it wants to be woken next: the earliest moment at which [`crate::community::Event::Due`]
    /// would do something. Never before `now`, unless something is overdue.
    #[must_use]
    pub fn next_wake(&self, settings: &Settings, now: Timestamp) -> Option<Timestamp> {
        let series = self.series().filter_map(|series| self.wake_for(series, now));
        series.chain(self.digest_due(settings)).min()
    }

    fn wake_for(&self, series: &Series, now: Timestamp) -> Option<Timestamp> {
        let Some(overdue) = self.first_due(series, now) else {
            let looked_at = !series.paused && !self.waits_for_channel(series.id);
            return looked_at.then(|| series.plan.schedule.next_after(series.handled))?.map(|run| run.at);
        };
        let found = look(series, now);
        match (found.post, found.missed.is_empty()) {
            (Some(_), _) => Some(self.free_from().map_or(overdue, |free| free.max(overdue))),
            (None, false) => Some(overdue),
            (None, true) => found.next,
        }
    }

    /// The first run whose time has come, where the series looks at runs at all.
    fn first_due(&self, series: &Series, now: Timestamp) -> Option<Timestamp> {
        if series.paused || self.waits_for_channel(series.id) {
            return None;
        }
        series.plan.schedule.next_after(series.handled).map(|run| run.at).filter(|at| *at <= now)
    }

    /// When the next post may go out.
    fn free_from(&self) -> Option<Timestamp> {
        self.claimed_at.and_then(|claimed| claimed.checked_add(SPACING).ok())
    }

    /// When the next digest is due: on the Monday after the last one, or after the first post.
    fn digest_due(&self, settings: &Settings) -> Option<Timestamp> {
        if !self.customs.digest || self.customs.moderators.is_none() {
            return None;
        }
        let (first, ..) = self.tallies().next()?;
        let last = self.digested.unwrap_or(first.0);
        let monday = last.checked_add(1.week()).ok()?;
        self.zone(settings).first_showing(monday.to_datetime(DIGEST_AT))
    }

    /// The next runs of a series, without the one that is skipped.
    pub(super) fn next_runs(&self, series: &Series, now: Timestamp) -> Vec<Run> {
        let after = series.handled.max(now);
        series.plan.schedule.runs_after(after).filter(|run| series.skip != Some(run.at)).take(3).collect()
    }
}

/// Whether a post gets a thread by an act of its own.
pub(super) fn threads(kind: PlaceKind) -> bool {
    kind == PlaceKind::Thread
}

/// What a preview goes under.
pub(super) fn unclaimed() -> Id {
    Id::minted(0, 0, 0)
}
