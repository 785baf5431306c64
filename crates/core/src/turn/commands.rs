//! What can be said at any time (`conversations.md` §0).

use super::{Turn, answers::changed_lines};
use crate::{
    Answer, Fact, Id, QuestionId,
    ask::{Kind, Pick},
    event::Command,
    reminders::{self, Rank},
    sheet::{cards, view},
    talks::{
        self, Machine, Opening, View, confirm,
        debrief::questions::name,
        first_contact::F1,
        record::{Record, Status},
        sheet,
    },
    vocabulary::{Care, LetterKind, Reply},
    wording as say,
};
use jiff::civil;

impl Turn<'_> {
    pub(super) fn command(&mut self, command: &Command) {
        let before_yes = matches!(
            command,
            Command::Help
                | Command::Support
                | Command::Privacy
                | Command::Stop
                | Command::Again
                | Command::Why
                | Command::Back
        );
        if !self.person.agreed() && !before_yes {
            self.say(say::first_before());
            return self.ask();
        }
        match command {
            Command::Help => self.help(),
            Command::Debrief(length) => self.start_debrief(*length),
            Command::Interview => self.start_interview(),
            Command::Note(told) => self.note_told(told),
            Command::Reschedule => self.start_moving(),
            Command::Cancelled => self.start_cancelling(),
            Command::Sheet => self.sheet(),
            Command::Rehearse => self.rehearse(),
            Command::List => self.list(false),
            Command::ListClosed => self.list(true),
            Command::Quiet(Some(until)) => self.quiet_until(*until),
            Command::Quiet(None) => {
                self.open(Opening::Quiet);
            }
            Command::Unquiet => {
                self.emit(Fact::QuietEnded);
                self.say(say::quiet_ended());
                self.ask();
            }
            // §7: always met, at once.
            Command::Support => self.care(),
            Command::Privacy => self.privacy(),
            Command::Zone => {
                self.open(Opening::Place);
            }
            Command::Back => self.back(),
            Command::Pause if self.is_in_care() => self.care_pressed(Care::Stop),
            // As everywhere, this ends the talk in front only; "stop" in so many words is its button.
            Command::Stop if self.is_in_care() => self.care_pressed(Care::Gently),
            Command::Pause => self.pause(),
            Command::Resume => self.resume(),
            Command::Stop => self.stop(),
            Command::DeleteThat => {
                let before = self.facts.len();
                self.delete_that();
                if self.facts.len() > before {
                    self.delete();
                }
            }
            Command::Correct => self.correct(),
            Command::ChangedMind => self.changed_mind(),
            Command::Why => self.why(),
            Command::Again => self.ask_or_help(),
            Command::Heard(news) => self.heard(*news),
            Command::Waiting => self.waiting(),
            Command::Worry => self.worry(),
            Command::Withdraw => self.withdraw(),
            Command::Feedback => self.feedback(),
            Command::Dream => self.dream(),
            Command::Offer => self.offer(),
            Command::CounterOffer => self.counter_offer(),
            Command::Letters => self.letters(),
            Command::LineUp(process) => self.start_letter(Some(LetterKind::LineUpDates), Some(*process), None),
            Command::Calendar => self.calendar(),
            Command::Panel => self.panel(),
            Command::Share => self.share(),
            Command::TakeBack => self.take_share_back(),
            Command::AskModerator => self.ask_moderator(),
            Command::Next => self.next(),
            Command::Settings => self.settings_talk(),
            Command::Export => self.export(),
            Command::Erase => self.erase(),
        }
    }

    /// Withdraws the last answer; in an open list, the last item.
    fn back(&mut self) {
        let Some(record) = self.person.front() else {
            return self.say(say::back_nothing());
        };
        let talk = record.id;
        let walked = talks::walk(record);
        if let Some(item) = open_list_end(record, &walked.talk, &self.view()) {
            self.emit(Fact::ItemDeleted { talk, item });
            self.say(say::back_item());
            return self.ask();
        }
        // What was said before the talk came to its end, and the yes itself, stay.
        let last = walked.path.last().filter(|question| record.is_fresh(question) && **question != F1).cloned();
        match last {
            None => self.say(say::back_first()),
            Some(question) => {
                self.take_answer_back(talk, &question);
                self.say(say::back_done());
            }
        }
        self.ask();
    }

    /// Withdraws an answer, with what was decided together with it.
    pub(super) fn take_answer_back(&mut self, talk: Id, question: &QuestionId) {
        let Some(record) = self.person.talk(talk) else { return };
        for question in together(record, question) {
            self.emit(Fact::Withdrawn { talk, question });
        }
    }

    fn pause(&mut self) {
        let Some(talk) = self.person.front().map(|front| front.id) else {
            return self.say(say::help_nothing_open());
        };
        self.emit(Fact::Paused(talk));
        self.say(say::paused(self.settings().resume_days));
        self.back_to_the_talk_before();
    }

    fn resume(&mut self) {
        if self.person.front().is_some() {
            return self.ask();
        }
        let paused = self.person.talks().filter(|record| record.status == Status::Paused);
        match paused.max_by_key(|record| record.touched).map(|record| record.id) {
            Some(talk) => {
                self.emit(Fact::Resumed(talk));
                self.say(say::resumed());
                self.ask();
            }
            None => self.say(say::resume_nothing()),
        }
    }

    fn stop(&mut self) {
        let Some(record) = self.person.front() else {
            return self.say(say::help_nothing_open());
        };
        let (talk, partial) = (record.id, matches!(record.opening, Opening::Debrief(_)));
        let letter = chosen_letter(record).is_some();
        self.emit(Fact::Stopped(talk));
        if !self.person.agreed() {
            return self.say(say::first_declined());
        }
        self.say(match (partial, letter) {
            (true, _) => say::stopped_debrief(),
            (_, true) => say::stopped_letter(),
            _ => say::stopped(),
        });
        self.back_to_the_talk_before();
    }

    /// Deletes the last thing said: in the talk in front or, if nothing was said there, in the latest one.
    fn delete_that(&mut self) {
        if self.delete_chosen_item() {
            return;
        }
        let tells = |record: &&Record| match record.opening {
            Opening::Sheet => record.kept(&sheet::LINE).is_some(),
            Opening::FirstContact(_)
            | Opening::Place
            | Opening::Job(_)
            | Opening::Correct(_)
            | Opening::Quiet
            | Opening::QuietDeadlines => false,
            _ => last_told(record).is_some() || record.items().next().is_some(),
        };
        let latest = || self.person.talks().filter(tells).max_by_key(|record| record.touched);
        let Some(record) = self.person.front().filter(tells).or_else(latest) else {
            return self.say(say::delete_nothing());
        };
        let talk = record.id;
        if let Some(item) = open_list_end(record, &talks::walk(record).talk, &self.view()) {
            self.emit(Fact::ItemDeleted { talk, item });
            self.say(say::deleted_item());
        } else if record.opening == Opening::Sheet {
            self.delete_typed_line(talk);
        } else if let Some(question) = last_told(record) {
            self.delete_told(talk, &question);
        }
        self.ask();
    }

    /// Deletes an answer, unless the rest of a talk that is over needs it, and says so.
    pub(super) fn delete_told(&mut self, talk: Id, question: &QuestionId) {
        let Some(record) = self.person.talk(talk) else { return };
        let at = talks::walk_through(record, |at| at == question);
        let put = at.talk.parts(&self.view()).into_iter().next();
        let over = record.status != Status::Open;
        if over && put.as_ref().is_some_and(|part| !part.skippable) {
            return self.say(say::delete_needed());
        }
        self.delete_answer(talk, question);
        let put = put.and_then(|part| part.prompt.into_iter().next());
        self.say(put.map_or_else(say::deleted_item, say::deleted_answer));
        if over {
            self.follow_interview(talk);
        }
    }

    /// In the middle of correcting a listed item, "that" is this item.
    fn delete_chosen_item(&mut self) -> bool {
        let Some(front) = self.person.front() else { return false };
        let (correcting, walked) = (front.id, talks::walk(front));
        let talks::Talk::Correct(correct) = &walked.talk else { return false };
        let Some((talk, item)) = correct.item() else { return false };
        self.emit(Fact::ItemDeleted { talk, item });
        self.say(say::deleted_item());
        self.withdraw_stale_lines(talk);
        self.keep(correcting, &talks::correct::ANEW, talks::correct::Correct::taken(), None);
        self.go_on(correcting);
        true
    }

    /// Deleting removes a line at once (§1, later corrections).
    pub(super) fn withdraw_stale_lines(&mut self, talk: Id) {
        let stale = self.person.talk(talk).map_or_else(Vec::new, changed_lines);
        for question in stale {
            self.emit(Fact::Withdrawn { talk, question });
        }
    }

    fn delete_typed_line(&mut self, talk: Id) {
        let newest = self.person.typed_lines().map(|(id, _)| *id).max();
        if let Some(line) = newest {
            self.emit(Fact::LineRemoved(line));
        }
        self.emit(Fact::Withdrawn { talk, question: sheet::LINE });
        self.say(say::deleted_item());
    }

    pub(super) fn delete_answer(&mut self, talk: Id, question: &QuestionId) {
        let Some(record) = self.person.talk(talk) else { return };
        let last_item = record.list(question).last().map(|item| item.id);
        for question in together(record, question) {
            self.emit(Fact::Withdrawn { talk, question });
        }
        if let Some(item) = last_item {
            self.emit(Fact::ItemDeleted { talk, item }); // "that" is the last item of a closed list
        }
        self.withdraw_stale_lines(talk);
    }

    pub(super) fn correct(&mut self) {
        let can = |record: &&Record| {
            matches!(record.opening, Opening::Debrief(_) | Opening::Interview(_)) && record.answers().next().is_some()
        };
        if self.person.front().is_some_and(|front| matches!(front.opening, Opening::Correct(_))) {
            return self.ask();
        }
        let front = self.person.front().filter(can);
        let of = front.or_else(|| self.person.talks().filter(can).max_by_key(|record| record.touched));
        match of.map(|record| record.id) {
            Some(talk) => {
                self.open(Opening::Correct(talk));
            }
            None => {
                self.say(say::correct_nothing());
                self.ask();
            }
        }
    }

    fn why(&mut self) {
        if self.why_posture() {
            return;
        }
        let question = self.person.front().and_then(|front| talks::walk(front).talk.question());
        match question {
            Some(question) => {
                self.say(say::why_question(&question.name));
                self.ask();
            }
            None => self.say(say::why_nothing()),
        }
    }

    pub(super) fn show_why(&mut self, pick: &Pick) {
        let why = view::why(&self.person, self.settings(), pick);
        self.blocks.extend(why);
    }

    fn sheet(&mut self) {
        let look = view::Look { today: Some(self.local.date()), bars: self.person.bars() };
        let blocks = view::blocks_as(&self.person, self.settings(), look);
        self.blocks.extend(blocks);
        let is_sheet = |record: &Record| record.opening == Opening::Sheet;
        if self.person.front().is_some_and(is_sheet) {
            return self.ask();
        }
        self.open(Opening::Sheet);
    }

    fn rehearse(&mut self) {
        let mut cards: Vec<_> =
            cards::cards(&self.person).into_iter().filter(|card| card.id.kind.is_rehearsed()).collect();
        cards.sort_by_key(|card| (cards::rehearsed(&self.person, card.id), std::cmp::Reverse(card.made)));
        match cards.first() {
            Some(card) => {
                self.open(Opening::Rehearsal(card.id));
            }
            None => {
                self.say(say::rehearse_nothing());
                self.ask();
            }
        }
    }

    pub(super) fn quiet_until(&mut self, until: civil::DateTime) {
        self.emit(Fact::QuietUntil { until, asked: true, deadlines: false });
        self.say(say::quiet_set(until.date()));
        // An offer's deadline is asked about once, and then left alone too (§0).
        let agenda = reminders::agenda(&self.person, self.settings());
        if agenda.iter().any(|reminder| reminder.id.rank() == Rank::Deadline && reminder.due < until) {
            self.open(Opening::QuietDeadlines);
        }
        self.ask();
    }

    pub(super) fn view(&self) -> View<'_> {
        View { person: &self.person, settings: self.settings() }
    }

    /// After a talk: the one it broke into goes on at the same question.
    pub(super) fn back_to_the_talk_before(&mut self) {
        self.end_what_is_over();
        if let Some(front) = self.person.front() {
            // What was to be asked after something else was not put before, and says itself what it is about.
            let first = matches!(front.opening, Opening::Confirm(confirm::Opening { meant: Command::LineUp(_) }));
            let back_to = say::back_to(super::way::talk_name(&front.opening));
            if !first {
                self.say(back_to);
            }
            self.ask();
        }
    }
}

/// The letter that R7 ended with (§3): it is drafted at the end of the talk, which may be stopped before.
fn chosen_letter(record: &Record) -> Option<LetterKind> {
    match &talks::walk(record).talk {
        talks::Talk::Learning(talk) => talk.notes().reply.and_then(Reply::letter),
        _ => None,
    }
}

/// The last item of the list that is being added to.
pub(super) fn open_list_end(record: &Record, talk: &talks::Talk, view: &View<'_>) -> Option<Id> {
    let part = talk.parts(view).into_iter().next()?;
    let Kind::Items { .. } = part.kind else {
        return None;
    };
    record.list(&part.question).last().map(|item| item.id)
}

/// The question answered last; one that was skipped holds nothing to delete.
fn last_told(record: &Record) -> Option<QuestionId> {
    let told = |question: &&QuestionId| record.kept(question).is_some_and(|kept| kept.answer != Answer::Skipped);
    record.order().iter().rfind(told).cloned()
}

/// The lines of D13 that were decided together go back together.
fn together(record: &Record, question: &QuestionId) -> Vec<QuestionId> {
    let is_line =
        |known: &QuestionId| matches!(record.kept(known), Some(kept) if matches!(kept.answer, Answer::Line { .. }));
    if !is_line(question) {
        return vec![question.clone()];
    }
    let at = |question: &QuestionId| record.kept(question).map(|kept| kept.at);
    let choose = QuestionId::new(name::D13);
    let known = record.answers().map(|(known, _)| known);
    let lines = known.filter(|known| (is_line(known) && at(known) == at(question)) || **known == choose);
    lines.cloned().collect()
}
