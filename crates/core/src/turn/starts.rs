//! How talks start.

use super::Turn;
use crate::{
    Fact, Id,
    person::Round,
    sheet::{cards, evidence, line::Line, view},
    talks::{
        self, Opening, debrief, interview, job,
        record::{Record, Status},
    },
    vocabulary::{Calmer, Length},
    wording as say,
};
use jiff::ToSpan;

impl Turn<'_> {
    pub(super) fn start_debrief(&mut self, length: Option<Length>) {
        // "Short", "full" or "it was a disaster" in the middle of one changes its length.
        if let Some(front) = self.person.front().filter(|front| matches!(front.opening, Opening::Debrief(_))) {
            let talk = front.id;
            if let Some(length) = length {
                self.emit(Fact::Extended { talk, length });
                self.say(match length {
                    Length::Capture => say::length_capture_only(),
                    _ => say::length_changed(length.label()),
                });
                if !self.go_on(talk) {
                    return;
                }
            }
            return self.ask();
        }
        let (candidates, closed) = self.open_and_closed();
        match (candidates.as_slice(), closed.as_slice()) {
            ([], _) => {
                self.say(say::debrief_new());
                self.open(note(None, interview::Then::Debrief(length)));
            }
            ([one], []) => self.debrief_job(*one, length),
            _ => {
                let purpose = job::Purpose::Debrief(length);
                self.open(Opening::Job(job::Opening { purpose, candidates, closed }));
            }
        }
    }

    /// The jobs to choose from, newest first: the open ones, and the closed ones on request. Where all
    /// are closed, those.
    pub(super) fn open_and_closed(&self) -> (Vec<Id>, Vec<Id>) {
        let is_open = |process: &Id| !crate::waiting::is_closed(&self.person, *process);
        let (open, closed): (Vec<_>, Vec<_>) = self.newest_first().into_iter().partition(is_open);
        if open.is_empty() { (closed, open) } else { (open, closed) }
    }

    /// All jobs, newest first.
    pub(super) fn newest_first(&self) -> Vec<Id> {
        let mut open: Vec<_> = self.person.processes().collect();
        let latest =
            |process: Id| self.person.rounds().filter(|round| round.process == process).map(|round| round.start).max();
        open.sort_by_key(|process| (latest(process.id), process.noted));
        open.iter().rev().map(|process| process.id).collect()
    }

    /// The latest interview of this job, where it is recent and was not looked back at;
    /// else that one again, or a new one.
    pub(super) fn debrief_job(&mut self, process: Id, length: Option<Length>) {
        let Some(nickname) = self.person.process(process).map(|process| process.nickname.clone()) else {
            return;
        };
        let begun = |round: &&Round| round.process == process && !round.cancelled && round.start <= self.local;
        let last = self.person.rounds().filter(begun).max_by_key(|round| round.start);
        let Some((round, end)) = last.map(|round| (round.id, round.end())) else {
            self.say(say::job_one(&nickname));
            self.open(note(Some(process), interview::Then::Debrief(length)));
            return;
        };
        let recent = end.saturating_add(self.settings().resume_days.days()) >= self.local;
        let going_on = match self.debrief_of(round).map(|record| record.status) {
            Some(Status::Open | Status::Paused) => true,
            Some(Status::Stopped) => recent,
            Some(Status::Finished | Status::Lapsed) => false,
            None => recent,
        };
        if going_on {
            self.open_debrief(round, length);
        } else {
            let purpose = job::Purpose::Round { process, length };
            self.open(Opening::Job(job::Opening { purpose, candidates: vec![round], closed: Vec::new() }));
        }
    }

    pub(super) fn debrief_of(&self, round: Id) -> Option<&Record> {
        let of = |record: &&Record| matches!(&record.opening, Opening::Debrief(opening) if opening.round == round);
        self.person.talks().find(of)
    }

    /// Opens the debrief of an interview, or the one it had: never two answers to one question.
    pub(super) fn open_debrief(&mut self, round: Id, length: Option<Length>) {
        if let Some(record) = self.debrief_of(round) {
            let (talk, status) = (record.id, record.status);
            if status == Status::Finished {
                self.emit(Fact::Extended { talk, length: length.unwrap_or(Length::Full) });
                self.say(say::debrief_again());
                let walked = self.person.talk(talk).map(talks::walk);
                if walked.is_some_and(|walked| talks::Machine::question(&walked.talk).is_none()) {
                    // All was asked: the list of questions is open again, and the rest follows from it.
                    self.emit(Fact::Withdrawn { talk, question: debrief::questions::D3 });
                }
            } else {
                self.name_the_job(round);
                self.say(say::resumed());
            }
            self.emit(Fact::Resumed(talk));
            if self.go_on(talk) {
                self.ask();
            }
            return;
        }
        self.introduce(round);
        let settings = self.settings();
        let opening = debrief::Opening {
            round,
            length: length
                .or_else(|| self.two_today(round).then_some(Length::Short))
                .or_else(|| self.person.own_length()),
            decompress: !self.decompresses_elsewhere(round),
            trying: self.still_to_try(),
            hold: true,
            short_questions: settings.short_questions,
            full_questions: settings.full_questions,
            things_to_build: settings.things_to_build,
        };
        self.open(Opening::Debrief(opening));
    }

    fn introduce(&mut self, round: Id) {
        let known = self.person.round(round).and_then(|round| Some((self.person.process(round.process)?, round)));
        let Some((process, round)) = known else {
            return;
        };
        let (process, id) = (process.id, round.id);
        self.name_the_job(id);
        if self.is_late(id) {
            self.say(say::debrief_late());
        }
        self.carry_forward(process, id);
    }

    fn name_the_job(&mut self, round: Id) {
        let process = self.person.round(round).and_then(|round| self.person.process(round.process));
        if let Some(intro) = process.map(|process| say::debrief_intro(&process.nickname)) {
            self.say(intro);
        }
    }

    /// What was to be tried against nerves, until a debrief has asked how it went.
    fn still_to_try(&self) -> Option<Calmer> {
        let mut trying = None;
        for record in self.person.talks() {
            if record.kept(&debrief::questions::TRIED).is_some() {
                trying = None;
            }
            trying = cards::to_try(record).or(trying);
        }
        trying
    }

    pub(super) fn is_late(&self, round: Id) -> bool {
        let end = self.person.round(round).map(Round::end);
        end.is_some_and(|end| self.local > end.saturating_add(self.settings().late_after_hours.hours()))
    }

    fn others_that_day(&self, round: Id) -> Vec<&Round> {
        let Some(day) = self.person.round(round).map(|round| round.start.date()) else {
            return Vec::new();
        };
        let other = |other: &&Round| other.id != round && !other.cancelled && other.start.date() == day;
        self.person.rounds().filter(other).collect()
    }

    fn two_today(&self, round: Id) -> bool {
        !self.others_that_day(round).is_empty()
    }

    /// Two interviews in a day: one decompress, after the later debrief.
    fn decompresses_elsewhere(&self, round: Id) -> bool {
        self.others_that_day(round).iter().any(|other| match self.debrief_of(other.id) {
            None => other.start > self.local || other.end().date() == self.local.date(),
            Some(record) => record.kept(&debrief::questions::D14).is_some(),
        })
    }

    /// The carry-forward card: fixes, their answers, what made the person pause (§1, several rounds).
    pub(super) fn carry_forward(&mut self, process: Id, round: Id) {
        let before = self.person.round(round).map(|round| round.start);
        let mut earlier: Vec<&Round> =
            self.person.rounds().filter(|other| other.process == process && Some(other.start) < before).collect();
        earlier.sort_by_key(|round| round.start);
        let talks: Vec<&Record> = earlier.iter().filter_map(|round| self.debrief_of(round.id)).collect();
        let mut blocks = Vec::new();
        for record in talks {
            for card in cards::cards(&self.person).iter().filter(|card| card.id.talk == record.id) {
                blocks.push(say::carry_fix(&card.question));
            }
            blocks.extend(record.text(&debrief::questions::D8).map(say::carry_answers));
            blocks.extend(record.text(&debrief::questions::D9).map(say::carry_pause));
        }
        if !blocks.is_empty() {
            self.say(say::carry_title());
            self.blocks.extend(blocks);
        }
    }

    pub(super) fn start_interview(&mut self) {
        let (candidates, closed) = self.open_and_closed();
        if candidates.is_empty() {
            self.open(note(None, interview::Then::Nothing));
        } else {
            self.open(Opening::Job(job::Opening { purpose: job::Purpose::Interview, candidates, closed }));
        }
    }

    pub(super) fn start_moving(&mut self) {
        let rounds = self.rounds_to_come();
        match rounds.as_slice() {
            [] => self.no_round_to_come(),
            [one] => self.move_round(*one),
            _ => {
                self.open(Opening::Job(job::Opening {
                    purpose: job::Purpose::Reschedule,
                    candidates: rounds,
                    closed: Vec::new(),
                }));
            }
        }
    }

    pub(super) fn start_cancelling(&mut self) {
        let rounds = self.rounds_to_come();
        match rounds.as_slice() {
            [] => self.no_round_to_come(),
            [one] => self.cancel_round(*one),
            _ => {
                self.open(Opening::Job(job::Opening {
                    purpose: job::Purpose::Cancel,
                    candidates: rounds,
                    closed: Vec::new(),
                }));
            }
        }
    }

    fn no_round_to_come(&mut self) {
        self.say(say::round_none());
        self.ask();
    }

    /// Interviews that were not debriefed and have not long been over, soonest first.
    fn rounds_to_come(&self) -> Vec<Id> {
        let recent = self.local.saturating_sub(7.days());
        let mut rounds: Vec<&Round> = self
            .person
            .rounds()
            .filter(|round| {
                !round.cancelled && round.end() > recent && self.debrief_of(round.id).is_none_or(is_untouched)
            })
            .collect();
        rounds.sort_by_key(|round| round.start);
        rounds.iter().map(|round| round.id).collect()
    }

    pub(super) fn move_round(&mut self, round: Id) {
        let process = self.person.round(round).map(|round| round.process);
        self.open(note(process, interview::Then::Move(round)));
    }

    /// An interview that will not happen: back to waiting, and what hung on it drops.
    pub(super) fn cancel_round(&mut self, round: Id) {
        let Some(process) = self.person.round(round).map(|round| round.process) else {
            return;
        };
        self.emit(Fact::RoundCancelled(round));
        self.drop_untouched_debrief(round);
        self.back_to_waiting(process);
        let nickname = self.person.process(process).map(|process| process.nickname.clone());
        if let Some(nickname) = nickname {
            self.say(say::round_cancelled(&nickname));
        }
        self.ask();
    }

    /// An invitation that nobody answered goes with its interview.
    pub(super) fn drop_untouched_debrief(&mut self, round: Id) {
        let untouched = self.debrief_of(round).filter(|record| is_untouched(record)).map(|record| record.id);
        if let Some(talk) = untouched {
            self.emit(Fact::Lapsed(talk));
        }
    }

    /// The card of the evening before (§5).
    ///
    /// `rehearsing`: the card that is put as a question right after it, and so is not shown.
    pub(super) fn evening_card(&mut self, round: Id, rehearsing: Option<cards::CardId>) {
        let known = self.person.round(round).and_then(|round| Some((self.person.process(round.process)?, round.start)));
        let Some((process, start)) = known else { return };
        let title = say::evening_title(&process.nickname, start);
        let strong = view::strengths(&self.person, self.settings(), 3);
        let cards = cards::cards(&self.person);
        let answers: Vec<_> = cards.iter().rev().filter(|card| card.id.kind.is_rehearsed()).take(2).collect();
        let answers = answers.into_iter().filter(|card| Some(card.id) != rehearsing);
        let tries: Vec<_> = cards.iter().rev().filter(|card| !card.id.kind.is_rehearsed()).take(1).collect();
        let themes = self.themes();
        let mut blocks = vec![title];
        if strong.is_empty() {
            blocks.push(say::evening_strengths_unknown());
        } else {
            blocks.push(say::evening_strengths(strong));
        }
        for card in answers {
            blocks.push(say::evening_card(&card.question));
            blocks.extend(card.blocks());
        }
        if themes.is_empty() {
            blocks.push(say::evening_common());
        } else {
            blocks.push(say::evening_themes(themes));
        }
        blocks.push(say::evening_questions());
        blocks.extend(tries.iter().flat_map(|card| card.blocks()));
        blocks.push(say::evening_opening());
        self.blocks.extend(blocks);
    }

    /// The skills that were tested most often so far, at most three.
    fn themes(&self) -> Vec<crate::say::Arg> {
        let lines = evidence::kept_lines(&self.person);
        let mut counts = std::collections::BTreeMap::new();
        for kept in &lines {
            if let Line::Answer { skill: Some(skill), .. } = kept.line {
                *counts.entry(*skill).or_insert(0_usize) += 1;
            }
        }
        let mut skills: Vec<_> = counts.into_iter().collect();
        skills.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        skills.into_iter().take(3).map(|(skill, _)| say::quoted(skill.label()).into()).collect()
    }
}

/// A debrief that was opened, and in which nothing was said.
fn is_untouched(record: &Record) -> bool {
    record.order().is_empty() && record.items().next().is_none()
}

pub(super) fn note(process: Option<Id>, then: interview::Then) -> Opening {
    Opening::Interview(interview::Opening { process, then })
}
