//! The dream watch (§3): starting its talk, saying what is due, and ending it.

use super::Turn;
use crate::{
    Id,
    reminders::rejection::Due,
    say::{Arg, Block},
    sheet::{evidence, movement, view},
    talks::{
        Opening,
        dream::{self, Dream, Moment, Outcome},
        job::{self, About},
        learning::known::{self, Watch},
    },
    vocabulary::{Level, Skill},
    wording as say,
};

impl Turn<'_> {
    /// The dreams in view, and what is to become of one.
    pub(super) fn dream(&mut self) {
        let watches = known::watches(&self.person);
        if watches.is_empty() {
            self.say(say::dream_none());
            return self.ask();
        }
        self.say(say::dream_list());
        let lines: Vec<Block> = watches.iter().filter_map(|watch| self.dream_line(watch)).collect();
        self.blocks.extend(lines);
        match watches.as_slice() {
            [one] => self.start_dream(one.process),
            _ => {
                let candidates = watches.iter().rev().map(|watch| watch.process).collect();
                let purpose = job::Purpose::About(About::Dream);
                self.open(Opening::Job(job::Opening { purpose, candidates, closed: Vec::new() }));
            }
        }
    }

    fn dream_line(&self, watch: &Watch) -> Option<Block> {
        let process = self.person.process(watch.process)?;
        Some(say::dream_row(&process.nickname, Arg::FarDay(watch.again)))
    }

    pub(super) fn start_dream(&mut self, process: Id) {
        if known::watch(&self.person, process).is_none() {
            self.say(say::dream_not_in_view());
            return self.ask();
        }
        self.open_dream(process, Moment::Asked);
    }

    fn open_dream(&mut self, process: Id, moment: Moment) {
        let builds = known::watch(&self.person, process).is_some_and(|watch| !watch.skills.is_empty());
        self.open(Opening::Dream(dream::Opening { process, moment, builds }));
    }

    /// What is to come of it, said when the watch begins.
    pub(super) fn say_watch(&mut self, process: Id) {
        if let Some(watch) = known::watch(&self.person, process) {
            self.say(say::dream_begins(Arg::FarDay(watch.again)));
        }
    }

    pub(super) fn after_dream(&mut self, _id: Id, talk: Dream) {
        let Dream::Done(process, outcome) = talk else { return };
        match outcome {
            Outcome::Stays => self.say(say::dream_stays()),
            Outcome::Applies => self.say(say::dream_applies()),
            Outcome::Moved => {
                if let Some(watch) = known::watch(&self.person, process) {
                    self.say(say::dream_moved(Arg::FarDay(watch.again)));
                }
            }
            Outcome::LetGo => self.let_go(process),
        }
    }

    pub(super) fn remind_dream(&mut self, due: &Due) {
        let (process, moment) = match due {
            Due::Follow { learning } => (self.process_of(*learning), Moment::Follow),
            Due::Check { learning, .. } => (self.process_of(*learning), Moment::Check),
            Due::Again { process, .. } => (Some(*process), Moment::Again),
            _ => return,
        };
        let Some(process) = process else { return };
        self.name_job(process, say::dream_about);
        if moment == Moment::Again {
            self.then_and_now(process);
        }
        self.open_dream(process, moment);
    }

    /// The sheet at the no beside the sheet today: only what changed its word.
    fn then_and_now(&mut self, process: Id) {
        let Some(watch) = known::watch(&self.person, process) else { return };
        let settings = self.settings();
        let then = view::readings_at(&self.person, settings, watch.at);
        let now = movement::readings(&evidence::kept_lines(&self.person), settings);
        let mut rows = Vec::new();
        for skill in Skill::ALL {
            let level = |readings: &std::collections::BTreeMap<Skill, crate::sheet::reading::Reading>| {
                readings.get(skill).map_or(Level::TooEarly, |reading| reading.level)
            };
            let (was, is) = (level(&then), level(&now));
            if (was, is) != (Level::TooEarly, Level::TooEarly) {
                rows.push(say::then_row(skill.label(), was.label(), is.label()));
            }
        }
        self.say(say::then_title(Arg::FarDay(watch.again)));
        if rows.is_empty() {
            self.say(say::then_nothing());
        }
        self.blocks.extend(rows);
        let building: Vec<Arg> = watch.skills.iter().map(Arg::from).collect();
        if !building.is_empty() {
            self.say(say::then_building(building));
        }
    }
}
