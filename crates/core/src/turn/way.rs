//! Finding one's way (§0): help, what comes next, settings, erasing, and free text that was understood a little.

mod list;
mod names;
mod next;

pub(super) use names::talk_name;

use super::{Then, Turn, starts::note};
use crate::{
    Answer, Command, Fact, Id, QuestionId, contact,
    entry::Setting,
    event::Told,
    say::{Arg, Block},
    talks::{
        self, Opening,
        confirm::{self, Confirm},
        erase::Erase,
        interview,
        job::{self, Purpose},
        settings::{Change, Settings},
    },
    vocabulary::{Erasing, Length, OwnLength, ProcessState, SettingKind},
    wording as say,
};

impl Turn<'_> {
    /// What can be said here, and three things that fit.
    pub(super) fn help(&mut self) {
        let Some(front) = self.person.front() else {
            self.say(say::help_title());
            self.say(say::help_three());
            let three = self.three_steps();
            self.blocks.extend(three.into_iter().map(|step| say::help_step(step.sentence)));
            return self.say(say::help_always());
        };
        let (name, agreed) = (talk_name(&front.opening), self.person.agreed());
        let skippable = self.person.current_ask(self.context).is_some_and(|ask| ask.part.skippable);
        self.say(say::help_where(name));
        self.say(if skippable { say::help_can_skip() } else { say::help_can() });
        if agreed {
            let three = self.three_steps().into_iter().map(|step| Arg::Name(step.command.into())).collect::<Vec<_>>();
            self.say(say::help_afterwards(three));
        }
        self.ask();
    }

    /// Free text that sounds like a command: one question, before anything follows from it.
    pub(super) fn guess(&mut self, meant: &Command) {
        if !self.person.agreed() {
            self.say(say::first_before());
            return self.ask();
        }
        // What was said instead of a yes or a no is the newer guess.
        let before = self.person.front().filter(|front| matches!(front.opening, Opening::Confirm(_)));
        if let Some(before) = before.map(|front| front.id) {
            self.emit(Fact::Stopped(before));
        }
        self.open(Opening::Confirm(confirm::Opening { meant: meant.clone() }));
    }

    pub(super) fn after_confirm(&mut self, id: Id, talk: Confirm) {
        let line_up = self.person.talk(id).is_some_and(|record| record.kept(&confirm::LINE_UP).is_some());
        match talk {
            Confirm::Meant(meant) => self.command(&meant),
            Confirm::Shall(_) | Confirm::Left if line_up => self.say(say::letter_left()),
            Confirm::Shall(_) | Confirm::Left => {
                self.say(say::confirm_left());
                if self.person.front().is_none() {
                    self.say(say::help_nothing_open());
                }
            }
        }
    }

    /// About an answer where one can be meant; else about how a job ended.
    pub(super) fn changed_mind(&mut self) {
        if self.person.front().is_some() {
            return self.correct();
        }
        let state = |state: ProcessState| match state {
            ProcessState::Accepted | ProcessState::Declined | ProcessState::Deciding => Some(Command::Offer),
            ProcessState::WithdrawnByMe => Some(Command::Heard(None)),
            _ => None,
        };
        let meant = self.person.processes().rev().find_map(|process| state(process.state));
        match meant {
            Some(meant) => self.guess(&meant),
            None => self.correct(),
        }
    }

    /// "Interview tomorrow at 3 with the Leeds people": what was told is not asked again.
    pub(super) fn note_told(&mut self, told: &Told) {
        let (candidates, closed) = self.open_and_closed();
        let talk = if candidates.is_empty() {
            self.open(note(None, interview::Then::Nothing))
        } else {
            self.open(Opening::Job(job::Opening { purpose: Purpose::Interview, candidates, closed }))
        };
        self.keep_told(talk, told);
    }

    /// The answers that were given before they were asked for.
    fn keep_told(&mut self, talk: Id, told: &Told) {
        if let Some(nickname) = &told.nickname {
            self.keep(talk, &interview::N1, Answer::Text(nickname.clone()), None);
        }
        if let Some(start) = &told.start {
            self.keep(talk, &interview::N2, Answer::When(start.clone()), None);
        }
    }

    /// After "which job?", what was told before it goes to the noting it leads to.
    pub(super) fn hand_told_on(&mut self, from: Id, to: Id, nickname: bool) {
        let Some(record) = self.person.talk(from) else { return };
        let start = record.kept(&interview::N2).and_then(|kept| match &kept.answer {
            Answer::When(start) => Some(start.clone()),
            _ => None,
        });
        let told = Told { start, nickname: record.text(&interview::N1).cloned().filter(|_| nickname) };
        for question in [interview::N1, interview::N2] {
            if self.person.talk(from).is_some_and(|record| record.kept(&question).is_some()) {
                self.emit(Fact::Withdrawn { talk: from, question });
            }
        }
        self.keep_told(to, &told);
    }

    pub(super) fn privacy(&mut self) {
        let operator = Arg::Name(self.settings().operator.clone().into());
        let platform = Arg::Name(self.context.platform.to_owned().into());
        let backups = self.backups();
        self.blocks.extend([say::privacy(platform, operator), say::privacy_rights(), backups]);
        self.ask();
    }

    /// From when on nothing that goes now can be read anywhere.
    fn backups(&self) -> Block {
        let day = self.person.zone(self.settings()).local(self.context.forgotten_by).date();
        match self.context.destroys_keys {
            true => say::privacy_backups(day),
            false => say::privacy_backups_operator(Arg::Name(self.settings().operator.clone().into()), day),
        }
    }

    /// Everything of theirs, handed over by whoever carries the messages.
    pub(super) fn export(&mut self) {
        self.then = Some(Then::Export);
        self.ask();
        if self.person.front().is_none() {
            self.say(say::export_ready());
        }
    }

    /// Asked twice, with the honest date.
    pub(super) fn erase(&mut self) {
        if let Some(front) = self.person.front().filter(|front| front.opening == Opening::Erase) {
            // "Erase everything", said to "is everything to be erased?", is a yes; it is asked once more.
            let first = talks::walk(front).talk == talks::Talk::Erase(Erase::Sure);
            return if first {
                self.answers(&[Answer::Choice(Erasing::Erase.choice().pick)], None)
            } else {
                self.ask()
            };
        }
        let backups = self.backups();
        self.blocks.extend([say::erase_what(), backups]);
        self.open(Opening::Erase);
    }

    pub(super) fn after_erase(&mut self, _id: Id, talk: Erase) {
        if talk == (Erase::Settled { erase: true }) {
            self.then = Some(Then::Erase);
            let backups = self.backups();
            // Whatever else was open is gone with the rest: nothing is asked any more.
            self.blocks = vec![say::erase_done(), backups, say::erase_farewell()];
            let open: Vec<Id> = self.person.stack().to_vec();
            open.into_iter().for_each(|talk| self.emit(Fact::Stopped(talk)));
        } else {
            self.say(say::erase_kept());
        }
    }

    pub(super) fn settings_talk(&mut self) {
        if self.person.front().is_some_and(|front| front.opening == Opening::Settings) {
            return self.ask();
        }
        let zone = Arg::Name(self.person.zone_name().unwrap_or(&self.settings().zone).to_owned().into());
        let own = self.person.own(self.settings()).into_owned();
        self.say(say::settings_now(zone, clock(own.quiet_from), clock(own.quiet_until)));
        self.say(match self.person.own_length() {
            Some(length) => say::settings_length_now(length.label()),
            None => say::settings_length_now_asked(),
        });
        self.say(match self.person.country() {
            Some(country) => say::settings_country_now(Arg::Name(country.to_owned().into())),
            None => say::settings_country_none(),
        });
        let stopped = self.stopped_kinds();
        if !stopped.is_empty() {
            self.say(say::settings_stopped_now(stopped));
        }
        self.open(Opening::Settings);
    }

    /// What is not brought up any more, in words.
    fn stopped_kinds(&self) -> Vec<Block> {
        let stopped = contact::stopped(&self.person, self.settings());
        stopped.into_iter().filter_map(say::kind_of_reminder).collect()
    }

    pub(super) fn after_settings(&mut self, _id: Id, talk: Settings) {
        let Settings::Settled(change) = talk else { return };
        let setting = match change {
            Change::None => return self.say(say::settings_left()),
            Change::Reminders => {
                let again = say::settings_reminders_again(self.stopped_kinds());
                self.emit(Fact::KindsResumed);
                return self.say(again);
            }
            Change::Undo => match self.person.changed_setting().cloned() {
                Some(before) => before,
                None => return self.say(say::settings_left()),
            },
            Change::Zone(zone) => Setting::Zone(zone),
            Change::Country(country) => Setting::Country(country),
            Change::Hours(hours) => Setting::Hours(hours),
            Change::Bars(bars) => Setting::Bars(bars),
            Change::Length(OwnLength::Ask) => Setting::Length(None),
            Change::Length(OwnLength::Short) => Setting::Length(Some(Length::Short)),
            Change::Length(OwnLength::Full) => Setting::Length(Some(Length::Full)),
        };
        let deletes = matches!(setting, Setting::Zone(None) | Setting::Country(None));
        self.change_setting(setting);
        self.say(if deletes { say::settings_more_deleted() } else { say::settings_more() });
    }

    fn change_setting(&mut self, setting: Setting) {
        let forgets = |answer: &Answer| {
            matches!(
                (&setting, answer),
                (Setting::Zone(None), Answer::Zone(_)) | (Setting::Country(None), Answer::Country(_))
            )
        };
        // What is deleted goes from the answers it was given in as well.
        let told = |record: &talks::record::Record| {
            let questions = record.answers().filter(|(_, kept)| forgets(&kept.answer));
            questions.map(|(question, _)| (record.id, question.clone())).collect::<Vec<_>>()
        };
        let withdrawn: Vec<(Id, QuestionId)> = self.person.talks().flat_map(told).collect();
        for (talk, question) in withdrawn {
            self.emit(Fact::Withdrawn { talk, question });
        }
        if matches!(setting, Setting::Zone(None) | Setting::Country(None)) {
            self.delete();
        }
        self.emit(Fact::SettingChanged(setting.clone()));
        self.local = self.person.zone(self.settings()).local(self.context.now);
        let own = self.person.own(self.settings()).into_owned();
        let said = match &setting {
            Setting::Zone(Some(_)) => say::zone_set(self.local),
            Setting::Zone(None) => say::settings_zone_gone(Arg::Name(self.settings().zone.clone().into())),
            Setting::Country(Some(country)) => say::settings_country_set(Arg::Name(country.clone().into())),
            Setting::Country(None) => say::settings_country_gone(),
            Setting::Hours(_) => {
                let usual = self.settings();
                say::settings_hours_set(
                    clock(own.quiet_from),
                    clock(own.quiet_until),
                    clock(usual.quiet_from),
                    clock(usual.quiet_until),
                )
            }
            Setting::Bars(true) => say::settings_bars_on(),
            Setting::Bars(false) => say::settings_bars_off(),
            Setting::Length(None) => say::settings_length_asked(),
            Setting::Length(Some(length)) => say::settings_length_set(length.label()),
        };
        self.say(said);
    }

    /// What follows at once from an answer.
    pub(super) fn follow_way(&mut self, _talk: Id, question: &QuestionId, answer: &Answer) {
        let wants = |kind: SettingKind| {
            *question == talks::settings::SETTINGS
                && matches!(answer, Answer::Choice(pick) if SettingKind::from_pick(pick) == Some(kind))
        };
        if wants(SettingKind::Length) {
            self.say(say::settings_length_why());
        }
    }

    /// Says a reminder of this area.
    pub(super) fn remind_way(&mut self, due: &crate::reminders::way::Due) {
        match *due {}
    }
}

/// An hour as it stands on a clock.
fn clock(time: jiff::civil::Time) -> Arg {
    Arg::Name(time.strftime("%H:%M").to_string().into())
}
