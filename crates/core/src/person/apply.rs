//! What a journal's facts make of a person.

use super::{BegunPrompt, Person, Process, Quiet, Reminded, Round, SharedLine, Typed};
use crate::{
    Entry, Fact, Id,
    answer::Item,
    entry::Setting,
    reminders::Rank,
    talks::{
        Opening,
        record::{Kept, Record, Status},
    },
    vocabulary::ProcessState,
};
use jiff::{Timestamp, ToSpan as _, civil};
use std::{mem, sync::Arc};

impl Person {
    /// Folds one more entry in. The only way a state changes.
    pub fn apply(&mut self, entry: &Entry) {
        self.revision = entry.revision;
        self.last_at = entry.at;
        for fact in &entry.facts {
            self.apply_fact(fact, entry.at, entry.local);
        }
        self.presence.hear(entry);
    }

    pub(crate) fn apply_fact(&mut self, fact: &Fact, at: Timestamp, local: civil::DateTime) {
        match fact {
            Fact::Agreed => self.agreed = true,
            Fact::ZoneSet(zone) => self.zone = Some(zone.clone()),
            Fact::CountrySet(country) => self.country = Some(country.clone()),
            Fact::SettingChanged(setting) => self.change(setting),
            Fact::TalkOpened { talk, opening } => {
                self.talks.insert(*talk, Arc::new(Record::new(*talk, opening.clone(), at, local)));
                self.stack.push(*talk);
                if *opening == Opening::Care {
                    self.cared = Some(*talk);
                }
            }
            Fact::Answered { talk, question, answer, said, weight } => {
                let kept = Kept { answer: answer.clone(), said: said.clone(), weight: *weight, at, local };
                self.in_talk(*talk, at, |record| record.answer(question, kept));
            }
            Fact::ItemAdded { talk, question, item, text } => {
                let item = Item { id: *item, text: text.clone() };
                self.in_talk(*talk, at, |record| record.add_item(question, item));
            }
            Fact::ItemChanged { talk, item, text } => {
                self.in_talk(*talk, at, |record| record.change_item(*item, text));
            }
            Fact::ItemDeleted { talk, item } => self.in_talk(*talk, at, |record| record.delete_item(*item)),
            Fact::Withdrawn { talk, question } => self.in_talk(*talk, at, |record| record.withdraw(question)),
            Fact::Paused(talk) => self.leave(*talk, at, Status::Paused),
            Fact::Stopped(talk) => self.leave(*talk, at, Status::Stopped),
            Fact::Finished(talk) => {
                self.leave(*talk, at, Status::Finished);
                self.in_talk(*talk, at, Record::end);
            }
            Fact::Lapsed(talk) => self.leave(*talk, at, Status::Lapsed),
            Fact::Resumed(talk) => {
                self.leave(*talk, at, Status::Open);
                self.stack.push(*talk);
            }
            Fact::Extended { talk, length } => {
                self.in_talk(*talk, at, |record| record.extend(*length));
            }
            Fact::Cared(talk) => self.in_talk(*talk, at, |_| {}),
            Fact::ProcessTold { process, nickname, role, employer, agency } => {
                if let Some(process) = self.processes.get_mut(process) {
                    process.nickname = nickname.clone();
                    process.role = role.clone();
                    process.employer = employer.clone();
                    process.agency = agency.clone();
                }
            }
            Fact::RoundTold { round, minutes, kind, arrange } => {
                if let Some(round) = self.rounds.get_mut(round) {
                    round.minutes = *minutes;
                    round.kind = *kind;
                    round.arrange = arrange.clone();
                }
            }
            Fact::ProcessNoted { process, nickname, role, employer, agency } => {
                let process = Process {
                    id: *process,
                    nickname: nickname.clone(),
                    role: role.clone(),
                    employer: employer.clone(),
                    agency: agency.clone(),
                    state: ProcessState::Noted,
                    news: false,
                    news_at: None,
                    noted: at,
                };
                self.processes.insert(process.id, process);
            }
            // Whatever is said of an interview names its job: without one it could not be spoken of.
            Fact::RoundNoted { process, .. } if !self.processes.contains(process) => {}
            Fact::RoundNoted { round, talk, process, start, minutes, kind, arrange } => {
                let round = Round {
                    id: *round,
                    talk: *talk,
                    process: *process,
                    start: *start,
                    minutes: *minutes,
                    kind: *kind,
                    arrange: arrange.clone(),
                    cancelled: false,
                    noted: local,
                };
                self.rounds.insert(round.id, round);
            }
            Fact::RoundMoved { round, start } => {
                if let Some(round) = self.rounds.get_mut(round) {
                    round.start = *start;
                    round.cancelled = false;
                    // A moved interview is reminded of anew.
                    let id = round.id;
                    self.reminded.retain(|reminder| !reminder.hangs_on_round(id));
                    self.lapsed.retain(|reminder| !reminder.hangs_on_round(id));
                }
            }
            Fact::RoundCancelled(round) => {
                if let Some(round) = self.rounds.get_mut(round) {
                    round.cancelled = true;
                }
            }
            Fact::ProcessMoved { process, to } => {
                if let Some(process) = self.processes.get_mut(process) {
                    process.state = *to;
                }
            }
            Fact::NewsHeard(process) => {
                if let Some(process) = self.processes.get_mut(process) {
                    process.news = true;
                    process.news_at = Some(at);
                }
            }
            Fact::ProcessDeleted { process, rounds, talks } => {
                self.processes.remove(process);
                rounds.iter().for_each(|round| self.rounds.remove(round));
                talks.iter().for_each(|talk| self.talks.remove(talk));
                self.stack.retain(|open| !talks.contains(open));
            }
            Fact::Reminded { reminder, visit } => {
                self.reminded.insert(reminder.clone(), Reminded { at, local, visit: *visit });
                if !visit {
                    self.presence.said(reminder.rank(), local);
                }
                // Offer deadlines are exempt from the budget.
                if !visit && reminder.rank() != Rank::Deadline {
                    // The budget looks back a week.
                    self.contacts.retain(|said| *said > local.saturating_sub(14.days()));
                    self.contacts.push(local);
                }
            }
            Fact::ReminderLapsed(reminder) => {
                self.lapsed.insert(reminder.clone(), ());
            }
            Fact::QuietUntil { until, asked, deadlines } => {
                self.quiet = Some(Quiet { until: *until, asked: *asked, deadlines: *deadlines });
            }
            Fact::QuietEnded => {
                self.quiet = None;
                self.presence.begin_again();
            }
            Fact::KindsResumed => self.presence.begin_again(),
            Fact::Present { ignored } => self.presence.here(ignored),
            Fact::MoodMarked { talk, question } => self.change_talk(*talk, |record| record.mark_mood(question)),
            Fact::MoodDropped { talk, question, length } => {
                self.change_talk(*talk, |record| record.drop_mood(question, *length));
            }
            Fact::CareForgotten(talk) => {
                self.talks.remove(talk);
                self.stack.retain(|open| open != talk);
                self.cared = self.cared.filter(|care| care != talk);
            }
            Fact::Forgotten => {}
            Fact::LineTyped { line, section, text } => {
                self.typed.insert(*line, Typed { section: *section, text: text.clone(), local });
            }
            Fact::LineRemoved(line) => {
                self.typed.remove(line);
            }
            Fact::PromptInvited(origin) => self.invited = Some(Arc::new((**origin).clone())),
            Fact::PromptBegun(origin) => {
                self.invited = None;
                self.prompts.insert(origin.run, BegunPrompt { origin: (**origin).clone(), at, finished: false });
            }
            Fact::PromptFinished(run) => {
                if let Some(begun) = self.prompts.get_mut(run) {
                    begun.finished = true;
                }
            }
            Fact::Shared { share, origin } => {
                let origin = (**origin).clone();
                self.shared.insert(*share, SharedLine { id: *share, origin, at, taken: false });
            }
            Fact::ShareTaken(share) => {
                if let Some(shared) = self.shared.get_mut(share) {
                    shared.taken = true;
                }
            }
            Fact::CalendarGiven(dates) => self.calendar = Arc::new(dates.clone()),
        }
    }

    /// What it was before can be put back, unless it was deleted.
    fn change(&mut self, setting: &Setting) {
        let deleted = matches!(setting, Setting::Zone(None) | Setting::Country(None));
        let before = match setting {
            Setting::Zone(zone) => Setting::Zone(mem::replace(&mut self.zone, zone.clone())),
            Setting::Country(country) => Setting::Country(mem::replace(&mut self.country, country.clone())),
            Setting::Hours(hours) => Setting::Hours(mem::replace(&mut self.hours, *hours)),
            Setting::Length(length) => Setting::Length(mem::replace(&mut self.length, *length)),
            Setting::Bars(bars) => Setting::Bars(mem::replace(&mut self.bars, *bars)),
        };
        self.changed = (!deleted).then_some(before);
    }

    fn in_talk(&mut self, talk: Id, at: Timestamp, change: impl FnOnce(&mut Record)) {
        self.change_talk(talk, |record| {
            record.touched = at;
            change(record);
        });
    }

    /// Where the person themselves did nothing in it.
    fn change_talk(&mut self, talk: Id, change: impl FnOnce(&mut Record)) {
        if let Some(record) = self.talks.get_mut(&talk) {
            change(Arc::make_mut(record));
        }
    }

    fn leave(&mut self, talk: Id, at: Timestamp, status: Status) {
        self.stack.retain(|open| *open != talk);
        self.in_talk(talk, at, |record| record.leave(status));
    }
}
