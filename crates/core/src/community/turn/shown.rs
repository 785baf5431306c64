//! What moderators look at. Nothing of it changes anything.

use super::{
    Turn,
    due::{seed, unclaimed},
};
use crate::{
    Id, Private,
    community::{Act, Library, Own, Post, Series, rotation},
    say::{Arg, Block},
    wording as say,
};

/// How many lines of the audit log are shown together.
const LINES: usize = 20;
/// How many suggestions, and prompts, are shown together.
const TEXTS: usize = 10;

impl Turn<'_> {
    pub(super) fn list(&mut self) {
        let mut blocks = Vec::new();
        for series in self.community.series() {
            let name = &series.plan.name;
            blocks.push(match (series.paused, self.community.waits_for_channel(series.id)) {
                (true, _) => say::series_line_paused(name),
                (_, true) => say::series_line_waits(name),
                _ => match self.community.next_runs(series, self.context.now).first() {
                    Some(run) => say::series_line(name, run.local),
                    None => say::series_line_over(name),
                },
            });
        }
        if blocks.is_empty() {
            blocks.push(say::series_none());
        }
        if self.community.customs.moderators.is_none() {
            blocks.push(say::no_channel());
        }
        blocks.extend(self.community.troubles().iter().map(|cause| self.told_trouble(cause)));
        self.answer(blocks);
    }

    pub(super) fn show_next_runs(&mut self, series: Id) {
        let Some(plan) = self.known(series) else { return };
        let mut blocks = vec![say::series_named(&plan.name), say::series_posts(plan.schedule.said())];
        blocks.extend(draws_from(&plan.library));
        let waits = self.community.waits_for_channel(series);
        match self.community.one_series(series) {
            Some(series) if series.paused => blocks.push(say::series_line_paused(&plan.name)),
            Some(_) if waits => blocks.push(say::series_line_waits(&plan.name)),
            _ => blocks.extend(self.told_runs(series)),
        }
        self.answer(blocks);
    }

    pub(super) fn told_runs(&self, id: Id) -> Option<Block> {
        let series = self.community.one_series(id)?;
        let runs = self.community.next_runs(series, self.context.now);
        let zone = Arg::Name(series.plan.schedule.zone.clone().into());
        let runs: Vec<Arg> = runs.into_iter().map(|run| Arg::Moment(run.local)).collect();
        Some(if runs.is_empty() { say::runs_none() } else { say::runs_next(runs, zone) })
    }

    pub(super) fn preview(&mut self, id: Id) {
        let Some(plan) = self.known(id) else { return };
        let Some(series) = self.community.one_series(id).cloned() else { return };
        let posts = self.next_posts(&series, 1);
        match posts.into_iter().next() {
            Some(post) => {
                self.answer(vec![say::preview(&plan.name)]);
                self.acts.push(Act::Show(post));
            }
            None => self.answer(vec![say::trouble_library_empty()]),
        }
    }

    pub(super) fn dry_run(&mut self, id: Id) {
        let Some(plan) = self.known(id) else { return };
        let Some(series) = self.community.one_series(id).cloned() else { return };
        let runs = self.community.next_runs(&series, self.context.now);
        let posts = self.next_posts(&series, runs.len());
        let mut blocks = vec![say::series_named(&plan.name)];
        blocks.extend(runs.iter().zip(&posts).map(|(run, post)| say::dry_run(run.local, &post.text)));
        if posts.len() < runs.len() || runs.is_empty() {
            blocks.push(if runs.is_empty() { say::runs_none() } else { say::trouble_library_empty() });
        }
        self.answer(blocks);
    }

    /// What the next runs would post, were nothing changed meanwhile.
    fn next_posts(&self, series: &Series, most: usize) -> Vec<Post> {
        let library = self.community.library(&series.plan, self.context.prompts);
        let today = self.community.next_runs(series, self.context.now).first().map(|run| run.local.date());
        let today = today.unwrap_or_else(|| self.community.zone(self.context.settings).local(self.context.now).date());
        let mut history = series.history.clone();
        let mut posts = Vec::new();
        while posts.len() < most {
            let drawn = rotation::draw(&library, &history, series.plan.order, seed(series.id), today);
            let Some(drawn) = drawn else { break };
            history.drew(drawn.round, &drawn.prompt.id);
            posts.push(self.post(unclaimed(), &series.plan, drawn.prompt, None));
        }
        posts
    }

    pub(super) fn show_customs(&mut self) {
        let customs = &self.community.customs;
        let channel = customs.moderators.as_deref().map(|channel| Arg::from(Private::new(channel)));
        let switch = |on: bool| if on { say::customs_on() } else { say::customs_off() };
        let blocks = vec![
            channel.map_or_else(say::no_channel, say::customs_moderators),
            say::customs_approvals(usize::from(customs.approvals)),
            say::customs_sharing(switch(customs.sharing)),
            say::customs_ask_moderator(switch(customs.ask_moderator)),
            say::customs_suggestions(switch(customs.suggestions)),
            say::customs_reactions(switch(customs.reactions)),
            say::customs_digest(switch(customs.digest)),
            say::customs_zone(Private::new(self.community.zone_name(self.context.settings))),
        ];
        self.answer(blocks);
    }

    pub(super) fn show_library(&mut self, after: usize) {
        let count = self.community.prompts().count();
        let mut blocks = vec![say::library_count(count)];
        let lines = self.community.prompts().skip(after).take(TEXTS);
        blocks.extend(lines.map(|(id, prompt)| {
            let theme = Private::new(&*prompt.theme);
            say::library_line(Arg::Name(id.short().into()), theme, &prompt.text)
        }));
        if count > after + TEXTS {
            blocks.push(say::library_further(after + TEXTS + 1));
        }
        self.answer(blocks);
    }

    pub(super) fn show_suggestions(&mut self) {
        let count = self.community.suggestions().count();
        let mut blocks = vec![say::suggestions_count(count)];
        let waiting = self.community.suggestions().take(TEXTS);
        blocks.extend(waiting.map(|waits| say::suggestion_line(Arg::Name(waits.id.short().into()), &waits.text)));
        self.answer(blocks);
    }

    pub(super) fn show_audit(&mut self, after: usize) {
        let zone = self.community.zone(self.context.settings);
        let mut blocks = Vec::new();
        for line in self.community.audit().skip(after).take(LINES) {
            let (at, who) = (zone.local(line.at), Arg::Account(line.by.clone()));
            let what: Block = line.did.order.label();
            let what = match line.did.about.filter(|about| self.community.one_series(*about).is_some()) {
                Some(series) => say::audit_about(what, self.name(series)),
                None => what,
            };
            blocks.push(if line.did.refused {
                say::audit_refused(at, who, what)
            } else {
                say::audit_line(at, who, what)
            });
        }
        if blocks.is_empty() {
            blocks.push(say::audit_empty());
        }
        self.answer(blocks);
    }

    pub(super) fn show_statistics(&mut self) {
        let mut blocks = vec![say::statistics()];
        let mut counts = self.community.told_counts(|_| true);
        let newest = counts.split_off(counts.len().saturating_sub(LINES));
        if newest.is_empty() {
            blocks.push(say::statistics_empty());
        }
        blocks.extend(newest);
        self.answer(blocks);
    }
}

/// What a series draws from.
fn draws_from(library: &Library) -> Vec<Block> {
    let themes = |themes: &[String]| Arg::List(themes.iter().map(|theme| Arg::from(Private::new(&**theme))).collect());
    let shipped = (!library.themes.is_empty()).then(|| say::series_themes(themes(&library.themes)));
    let own = match &library.own {
        Own::None => None,
        Own::All => Some(say::series_own()),
        Own::Themes(own) => Some(say::series_own_themes(themes(own))),
    };
    shipped.into_iter().chain(own).collect()
}
