//! How a community becomes what it is: each fact changes it, and nothing else does.

use super::{Audited, Community, Customs, Deleted, Run, Series, Share, Stage, Suggestion};
use crate::{
    Id,
    community::{
        AUDIT_KEPT, Entry, Fact, Plan, RUNS_KEPT, Setting,
        rotation::History,
        statistics::{Tally, Week},
    },
};
use jiff::{Timestamp, civil};
use std::{
    collections::{BTreeSet, VecDeque},
    sync::Arc,
};

impl Community {
    /// The fold of a journal.
    pub fn fold<'a>(tag: u32, journal: impl IntoIterator<Item = &'a Entry>) -> Self {
        let mut community = Self::new(tag);
        journal.into_iter().for_each(|entry| community.apply(entry));
        community
    }

    /// Folds one more entry in. The only way a state changes.
    pub fn apply(&mut self, entry: &Entry) {
        self.revision = entry.revision;
        self.last_at = entry.at;
        for fact in &entry.facts {
            self.apply_fact(fact, entry.at);
        }
    }

    pub(in crate::community) fn apply_fact(&mut self, fact: &Fact, at: Timestamp) {
        match fact {
            Fact::Founded => self.founded = true,
            Fact::SettingChanged(setting) => self.customs.change(setting),
            Fact::SeriesAdded { series, plan } => {
                self.series.insert(*series, Arc::new(Series::new(*series, (**plan).clone(), at)));
            }
            Fact::SeriesChanged { series, plan } => {
                let waited = self.waits_for_channel(*series);
                self.mend(*series);
                self.in_series(*series, |series| series.change((**plan).clone(), waited, at));
            }
            Fact::SeriesPaused(series) => self.in_series(*series, |series| series.paused = true),
            Fact::SeriesResumed(series) => {
                self.mend(*series);
                self.in_series(*series, |series| series.resume(at));
            }
            Fact::SeriesDeleted(series) => {
                if let Some(gone) = self.series.get(series).cloned() {
                    self.deleted = Some(Deleted::Series(gone));
                }
                self.series.remove(series);
                self.mend(*series);
            }
            Fact::SeriesRestored(_) => {
                if let Some(Deleted::Series(back)) = self.deleted.take() {
                    let mut back = Arc::unwrap_or_clone(back);
                    back.pass(at);
                    self.series.insert(back.id, Arc::new(back));
                }
            }
            Fact::RunSkipped { series, due } => self.in_series(*series, |series| series.skip = Some(*due)),
            Fact::RunsPassed { series, upto, .. } => self.in_series(*series, |series| series.pass(*upto)),
            Fact::RunClaimed { run, series, due, week, prompt, opens, place, title, round, few_left, late: _ } => {
                let claimed = Run {
                    id: *run,
                    series: *series,
                    at,
                    week: *week,
                    prompt: prompt.clone(),
                    opens: *opens,
                    place: place.clone(),
                    title: title.clone(),
                    stage: Stage::Claimed,
                    thread: None,
                };
                self.keep_run(claimed);
                self.in_series(*series, |series| {
                    series.history.drew(*round, prompt);
                    if *few_left {
                        series.warned = Some(*round);
                    }
                    if let Some(due) = due {
                        series.pass(*due);
                        series.posted = Some(at);
                    }
                });
                if due.is_some() {
                    self.claimed_at = Some(at);
                }
            }
            Fact::Posted { run, message, thread, pinned } => {
                let Some(posted) = self.runs.get_mut(run) else { return };
                posted.stage = Stage::Posted(message.clone());
                posted.thread.clone_from(thread);
                let (series, week) = (posted.series, posted.week);
                if *pinned {
                    self.in_series(series, |series| series.pinned = Some(*run));
                }
                self.tally(week, series, |tally| tally.posts += 1);
            }
            Fact::StillPinned(run) => self.in_series_of(*run, |series| series.still_pinned.extend([*run])),
            Fact::Unpinned(run) => self.in_series_of(*run, |series| series.still_pinned.retain(|one| one != run)),
            Fact::Threaded { run, thread } => {
                if let Some(run) = self.runs.get_mut(run) {
                    run.thread = Some(thread.clone());
                }
            }
            Fact::RunFailed(run) => {
                if let Some(run) = self.runs.get_mut(run) {
                    run.stage = Stage::Failed;
                }
            }
            Fact::PromptsAdded(prompts) => {
                for (id, prompt) in prompts {
                    self.prompts.insert(*id, prompt.clone());
                }
            }
            Fact::PromptChanged { prompt, new } => self.prompts.insert(*prompt, new.clone()),
            Fact::PromptsRemoved(gone) => {
                let before = |id: &Id| self.prompts.get(id).map(|prompt| (*id, prompt.clone()));
                self.deleted = Some(Deleted::Prompts(gone.iter().filter_map(before).collect()));
                gone.iter().for_each(|id| self.prompts.remove(id));
            }
            Fact::PromptsRestored(_) => {
                if let Some(Deleted::Prompts(back)) = self.deleted.take() {
                    back.into_iter().for_each(|(id, prompt)| self.prompts.insert(id, prompt));
                }
            }
            Fact::Suggested { suggestion, by, text } => {
                let (id, by, text) = (*suggestion, by.clone(), text.clone());
                self.suggestions.insert(id, Suggestion { id, by, text, approved: Vec::new() });
            }
            Fact::Approved { suggestion, by } => {
                if let Some(suggestion) = self.suggestions.get_mut(suggestion) {
                    suggestion.approved.push(by.clone());
                }
            }
            Fact::SuggestionSettled { suggestion, .. } => self.suggestions.remove(suggestion),
            Fact::Begun { run, first } => self.count(*run, |tally| tally.begun.add(*first)),
            Fact::Finished { run, first } => self.count(*run, |tally| tally.finished.add(*first)),
            Fact::Shared { share, run, channel, first } => {
                let (run, channel) = (*run, channel.clone());
                self.shares.insert(*share, Share { run: Some(run), channel, message: None, taken: false });
                self.count(run, |tally| tally.shared.add(*first));
            }
            Fact::SharePosted { share, message } => {
                if let Some(share) = self.shares.get_mut(share) {
                    share.message = Some(message.clone());
                }
            }
            Fact::ShareTaken(share) => {
                let before = self.shares.get(share).cloned();
                let never_came = || Share { run: None, channel: String::new(), message: None, taken: true };
                let before = before.unwrap_or_else(never_came);
                self.shares.insert(*share, Share { taken: true, ..before });
            }
            Fact::TroubleBegan(cause) => {
                self.troubles.insert(*cause);
            }
            Fact::TroubleEnded { series, step } => {
                self.troubles.retain(|cause| cause.series != *series || cause.step != *step);
            }
            Fact::DigestTold(week) => self.digested = Some(*week),
            Fact::Audited { by, did } => {
                self.audit.insert(self.audited, Audited { at, by: by.clone(), did: *did });
                self.audited += 1;
                if let Some(old) = self.audited.checked_sub(AUDIT_KEPT + 1) {
                    self.audit.remove(&old);
                }
            }
        }
    }

    fn in_series_of(&mut self, run: Id, change: impl FnOnce(&mut Series)) {
        if let Some(series) = self.runs.get(&run).map(|run| run.series) {
            self.in_series(series, change);
        }
    }

    fn in_series(&mut self, series: Id, change: impl FnOnce(&mut Series)) {
        if let Some(series) = self.series.get_mut(&series) {
            change(Arc::make_mut(series));
        }
    }

    /// A series that is looked at again: what was the matter with it may be mended.
    fn mend(&mut self, series: Id) {
        self.troubles.retain(|cause| cause.series != Some(series));
    }

    /// Keeps a run, and forgets the oldest of its series beyond those that are kept.
    fn keep_run(&mut self, run: Run) {
        let (id, mut old) = (run.id, None);
        self.in_series(run.series, |series| {
            series.runs.push_back(id);
            old = (series.runs.len() > RUNS_KEPT).then(|| series.runs.pop_front()).flatten();
        });
        self.runs.insert(id, run);
        let Some(old) = old else { return };
        self.runs.remove(&old);
        let under_it = self.shares.iter().filter(|(_, share)| share.run == Some(old)).map(|(id, _)| *id);
        let under_it: Vec<Id> = under_it.collect();
        under_it.iter().for_each(|share| self.shares.remove(share));
    }

    fn count(&mut self, run: Id, change: impl FnOnce(&mut Tally)) {
        if let Some((week, series)) = self.runs.get(&run).map(|run| (run.week, run.series)) {
            self.tally(week, series, change);
        }
    }

    fn tally(&mut self, week: civil::Date, series: Id, change: impl FnOnce(&mut Tally)) {
        let key = (Week(week), series);
        let mut tally = self.tallies.get(&key).copied().unwrap_or_default();
        change(&mut tally);
        self.tallies.insert(key, tally);
    }
}

impl Customs {
    fn change(&mut self, setting: &Setting) {
        match setting {
            Setting::Moderators(channel) => self.moderators.clone_from(channel),
            Setting::ModeratorRole(role) => self.moderator_role.clone_from(role),
            Setting::Approvals(approvals) => self.approvals = *approvals,
            Setting::Sharing(on) => self.sharing = *on,
            Setting::AskModerator(on) => self.ask_moderator = *on,
            Setting::Suggestions(on) => self.suggestions = *on,
            Setting::Reactions(on) => self.reactions = *on,
            Setting::Digest(on) => self.digest = *on,
            Setting::Zone(zone) => self.zone = Some(zone.clone()),
        }
    }
}

impl Series {
    fn new(id: Id, plan: Plan, at: Timestamp) -> Self {
        Self {
            id,
            plan,
            paused: false,
            handled: at,
            skip: None,
            posted: None,
            history: History::default(),
            warned: None,
            pinned: None,
            still_pinned: BTreeSet::new(),
            runs: VecDeque::new(),
        }
    }

    /// By another schedule, or after a wait for a channel, nothing is due that lies behind.
    fn change(&mut self, plan: Plan, waited: bool, at: Timestamp) {
        if waited || plan.schedule != self.plan.schedule {
            self.pass(at);
            self.skip = None;
        }
        self.plan = plan;
    }

    fn resume(&mut self, at: Timestamp) {
        self.paused = false;
        self.pass(at);
    }

    fn pass(&mut self, upto: Timestamp) {
        self.handled = self.handled.max(upto);
        self.skip = self.skip.filter(|skip| *skip > self.handled);
    }
}
