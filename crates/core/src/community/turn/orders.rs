//! What moderators have done, and what becomes of an order by somebody who is none.

use super::Turn;
use crate::{
    Id, Zone,
    community::{Did, Fact, NAME_LIMIT, Order, Plan, SERIES_LIMIT, Setting, Who, schedule::Odd, state::Deleted},
    say::Block,
    wording as say,
};
use jiff::SignedDuration;

/// Somebody who tries again within this is noted once.
const NOTED_AGAIN: SignedDuration = SignedDuration::from_hours(1);

impl Turn<'_> {
    pub(super) fn ordered(&mut self, by: &Who, order: &Order) {
        if !by.moderator {
            self.note_try(by, order);
            return self.answer(vec![say::not_a_moderator()]);
        }
        if !self.community.founded {
            self.emit(Fact::Founded);
        }
        let before = self.facts.len();
        match order {
            Order::AddSeries(plan) => self.add_series(plan),
            Order::ChangeSeries { series, plan } => self.change_series(*series, plan),
            Order::Pause(series) => self.pause(*series),
            Order::Resume(series) => self.resume(*series),
            Order::DeleteSeries(series) => self.delete_series(*series),
            Order::AddPrompts(prompts) => self.add_prompts(prompts),
            Order::ChangePrompt { prompt, new } => self.change_prompt(*prompt, new),
            Order::RemovePrompts(prompts) => self.remove_prompts(prompts),
            Order::Accept(suggestion) => self.accept(by, *suggestion, None),
            Order::AcceptAs { suggestion, new } => self.accept(by, *suggestion, Some(new)),
            Order::Decline { suggestion, reason } => self.decline(*suggestion, reason.as_ref()),
            Order::SkipNext(series) => self.skip_next(*series),
            Order::PostNow(series) => self.post_now(*series),
            Order::Set(setting) => self.set(setting),
            Order::Undo => self.undo(),
            Order::Preview(series) => self.preview(*series),
            Order::DryRun(series) => self.dry_run(*series),
            Order::List => self.list(),
            Order::NextRuns(series) => self.show_next_runs(*series),
            Order::Customs => self.show_customs(),
            Order::Library { after } => self.show_library(*after),
            Order::Suggestions => self.show_suggestions(),
            Order::Audit { after } => self.show_audit(*after),
            Order::Statistics => self.show_statistics(),
        }
        // What changed nothing needs no line: that it was looked at is nobody's business.
        if self.facts.len() > before {
            self.audit(by, order, false);
        }
    }

    fn audit(&mut self, by: &Who, order: &Order, refused: bool) {
        let about = order.about().or_else(|| self.made());
        let did = Did { order: order.kind(), about, refused };
        self.emit(Fact::Audited { by: by.account.clone(), did });
    }

    /// What this very turn made.
    fn made(&self) -> Option<Id> {
        self.facts.iter().rev().find_map(|fact| match fact {
            Fact::SeriesAdded { series, .. } | Fact::SeriesRestored(series) => Some(*series),
            Fact::PromptsAdded(prompts) => prompts.first().map(|(id, _)| *id),
            Fact::PromptsRestored(prompts) => prompts.first().copied(),
            _ => None,
        })
    }

    /// The try stands in the audit log, where there is one; a flood of them once.
    fn note_try(&mut self, by: &Who, order: &Order) {
        let kind = order.kind();
        let lately = |at| self.context.now.duration_since(at) < NOTED_AGAIN;
        let same = |did: &Did| did.refused && did.order == kind && did.about == order.about();
        let noted = self
            .community
            .audit()
            .take_while(|line| lately(line.at))
            .any(|line| same(&line.did) && line.by == by.account);
        if self.community.founded && !noted {
            self.audit(by, order, true);
        }
    }

    fn add_series(&mut self, plan: &Plan) {
        if self.community.series().count() >= SERIES_LIMIT {
            return self.answer(vec![say::series_too_many(SERIES_LIMIT)]);
        }
        if let Some(why) = self.odd(plan) {
            return self.answer(vec![why]);
        }
        let series = self.mint.id();
        self.emit(Fact::SeriesAdded { series, plan: Box::new(plan.clone()) });
        self.answer_with_runs(say::series_added(&plan.name), series);
    }

    fn change_series(&mut self, series: Id, plan: &Plan) {
        let Some(before) = self.known(series) else { return };
        if let Some(why) = self.odd(plan) {
            return self.answer(vec![why]);
        }
        if before != *plan || self.community.waits_for_channel(series) {
            self.emit(Fact::SeriesChanged { series, plan: Box::new(plan.clone()) });
        }
        self.answer_with_runs(say::series_changed(&plan.name), series);
    }

    /// Why a plan cannot be kept as it is.
    fn odd(&self, plan: &Plan) -> Option<Block> {
        let named = (1..=NAME_LIMIT).contains(&plan.name.reveal().trim().chars().count());
        if !named {
            return Some(say::name_length(NAME_LIMIT));
        }
        plan.schedule.odd(self.context.now).map(|odd| match odd {
            Odd::NoSuchZone => say::schedule_no_zone(),
            Odd::Never => say::schedule_never(),
            Odd::TooOften => say::schedule_too_often(),
        })
    }

    /// What was decided about a series; says so where there is none.
    pub(super) fn known(&mut self, series: Id) -> Option<Plan> {
        let plan = self.community.one_series(series).map(|series| series.plan.clone());
        if plan.is_none() {
            self.answer(vec![say::series_unknown()]);
        }
        plan
    }

    /// "Next three runs" are always shown when a schedule is made or changed.
    fn answer_with_runs(&mut self, said: Block, series: Id) {
        let mut blocks = vec![said];
        blocks.extend(self.told_runs(series));
        self.answer(blocks);
    }

    fn pause(&mut self, series: Id) {
        let Some(plan) = self.known(series) else { return };
        if self.community.one_series(series).is_some_and(|series| !series.paused) {
            self.emit(Fact::SeriesPaused(series));
        }
        self.answer(vec![say::series_paused(&plan.name)]);
    }

    fn resume(&mut self, series: Id) {
        let Some(plan) = self.known(series) else { return };
        let paused = self.community.one_series(series).is_some_and(|series| series.paused);
        if paused || self.community.waits_for_channel(series) {
            self.emit(Fact::SeriesResumed(series));
        }
        self.answer_with_runs(say::series_resumed(&plan.name), series);
    }

    fn delete_series(&mut self, series: Id) {
        let Some(plan) = self.known(series) else { return };
        self.emit(Fact::SeriesDeleted(series));
        self.answer(vec![say::series_deleted(&plan.name)]);
    }

    fn skip_next(&mut self, id: Id) {
        let Some(plan) = self.known(id) else { return };
        let Some(series) = self.community.one_series(id) else { return };
        let after = series.handled.max(self.context.now);
        let (skip, next) = (series.skip, series.plan.schedule.next_after(after));
        match next {
            Some(next) if skip.is_none() => {
                self.emit(Fact::RunSkipped { series: id, due: next.at });
                self.answer_with_runs(say::run_skipped(&plan.name, next.local), id);
            }
            _ => self.answer_with_runs(say::run_skipped_already(&plan.name), id),
        }
    }

    fn post_now(&mut self, series: Id) {
        let Some(plan) = self.known(series) else { return };
        if self.community.waits_for_channel(series) {
            self.emit(Fact::SeriesResumed(series));
        }
        let posted = self.claim(series, None, false);
        self.answer(vec![if posted { say::posting_now(&plan.name) } else { say::trouble_library_empty() }]);
    }

    fn set(&mut self, setting: &Setting) {
        let setting = match setting {
            Setting::Approvals(0) => Setting::Approvals(1),
            Setting::Zone(zone) if Zone::named(zone).is_none() => {
                return self.answer(vec![say::schedule_no_zone()]);
            }
            Setting::AskModerator(true) if self.community.customs.moderators.is_none() => {
                return self.answer(vec![say::needs_channel()]);
            }
            other => other.clone(),
        };
        let before = self.community.customs.clone();
        let moved = matches!(setting, Setting::Moderators(_));
        self.emit(Fact::SettingChanged(setting));
        if before == self.community.customs {
            self.facts.pop();
        } else if moved {
            self.mended(None, crate::community::Step::Report);
        }
        self.answer(vec![say::setting_kept()]);
    }

    fn undo(&mut self) {
        let fact = match &self.community.deleted {
            Some(Deleted::Series(series)) if self.community.series().count() < SERIES_LIMIT => {
                Fact::SeriesRestored(series.id)
            }
            Some(Deleted::Prompts(prompts)) => Fact::PromptsRestored(prompts.iter().map(|(id, _)| *id).collect()),
            _ => return self.answer(vec![say::nothing_to_undo()]),
        };
        self.emit(fact);
        self.answer(vec![say::undone()]);
    }
}
