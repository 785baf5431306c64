//! A community: the fold of its journal.

use super::{
    AUDIT_KEPT, Cause, Did, Entry, Fact, NewPrompt, Opens, Own, Place, Plan, Prompt, PromptId, RUNS_KEPT, Setting,
    Step, Trouble,
    rotation::History,
    statistics::{Tally, Week},
};
use crate::{Id, Private, Settings, Zone, shelf::Shelf};
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

/// What a community decided about itself: [`Setting`]s.
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

    pub(super) fn apply_fact(&mut self, fact: &Fact, at: Timestamp) {
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

/// Looking, without changing.
impl Community {
    /// The low 24 bits of its actor id; ids are minted from it.
    #[must_use]
    pub fn tag(&self) -> u32 {
        self.tag
    }

    /// The turn of the last entry.
    #[must_use]
    pub fn revision(&self) -> u32 {
        self.revision
    }

    /// The moment of the last entry.
    #[must_use]
    pub fn last_at(&self) -> Timestamp {
        self.last_at
    }

    /// Whether a moderator has spoken; until then nothing may be stored.
    #[must_use]
    pub fn founded(&self) -> bool {
        self.founded
    }

    /// What it decided about itself.
    #[must_use]
    pub fn customs(&self) -> &Customs {
        &self.customs
    }

    /// All series, oldest first.
    pub fn series(&self) -> impl Iterator<Item = &Series> {
        self.series.values().map(Arc::as_ref)
    }

    /// One series.
    #[must_use]
    pub fn one_series(&self, series: Id) -> Option<&Series> {
        self.series.get(&series).map(Arc::as_ref)
    }

    /// Its own prompts, oldest first.
    pub fn prompts(&self) -> impl Iterator<Item = (Id, &NewPrompt)> {
        self.prompts.iter().map(|(id, prompt)| (*id, prompt))
    }

    /// A run, as long as it is kept at hand.
    #[must_use]
    pub fn run(&self, run: Id) -> Option<&Run> {
        self.runs.get(&run)
    }

    /// All runs at hand, oldest first.
    pub fn runs(&self) -> impl DoubleEndedIterator<Item = &Run> {
        self.runs.values()
    }

    /// The run whose post has this id on the platform, for a command or a reaction under it.
    #[must_use]
    pub fn run_at(&self, message: &str) -> Option<&Run> {
        self.runs().rev().find(|run| matches!(&run.stage, Stage::Posted(posted) if posted == message))
    }

    /// Suggestions that wait, oldest first.
    pub fn suggestions(&self) -> impl Iterator<Item = &Suggestion> {
        self.suggestions.values()
    }

    /// What was shared under a post.
    #[must_use]
    pub fn share(&self, share: Id) -> Option<&Share> {
        self.shares.get(&share)
    }

    /// What cannot be done.
    #[must_use]
    pub fn troubles(&self) -> &BTreeSet<Cause> {
        &self.troubles
    }

    /// The audit log, newest first.
    pub fn audit(&self) -> impl Iterator<Item = &Audited> {
        self.audit.values().rev()
    }

    /// Its zone: its own, else the operator's.
    #[must_use]
    pub fn zone(&self, settings: &Settings) -> Zone {
        Zone::or_utc(self.customs.zone.as_deref().unwrap_or(&settings.zone))
    }

    /// Whether a series waits for a channel that is gone. It is looked at again when it is changed or resumed.
    #[must_use]
    pub fn waits_for_channel(&self, series: Id) -> bool {
        let gone = Cause { series: Some(series), step: Step::Post, trouble: Trouble::ChannelGone };
        self.troubles.contains(&gone)
    }

    /// What a series draws from, in a fixed order: the shipped ones of its themes, then the community's own.
    #[must_use]
    pub fn library(&self, plan: &Plan, shipped: &[Prompt]) -> Vec<Prompt> {
        let shipped = shipped.iter().filter(|prompt| plan.library.themes.contains(&prompt.theme)).cloned();
        let own = self.prompts.iter().filter(|(_, prompt)| match &plan.library.own {
            Own::None => false,
            Own::All => true,
            Own::Themes(themes) => themes.contains(&prompt.theme),
        });
        let own = own.map(|(id, prompt)| Prompt {
            id: own_prompt(*id),
            theme: prompt.theme.clone(),
            text: prompt.text.clone(),
            opens: prompt.opens,
            season: prompt.season,
        });
        shipped.chain(own).collect()
    }

    /// The picture that goes along with a prompt.
    pub(super) fn picture(&self, prompt: &PromptId) -> Option<String> {
        let id = prompt.as_str().strip_prefix(OWN)?.parse().ok()?;
        self.prompts.get(&id)?.picture.clone()
    }
}

/// How the names of a community's own prompts begin, so that none is taken for one that is shipped.
const OWN: &str = "own:";

fn own_prompt(id: Id) -> PromptId {
    PromptId::new(format!("{OWN}{id}"))
}
