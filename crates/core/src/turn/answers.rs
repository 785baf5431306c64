//! Taking answers: each is kept as it arrives.

use super::Turn;
use crate::{
    Answer, Fact, Id, Private, QuestionId,
    answer::YesNo,
    ask::{Kind, Part, Pick},
    event::Unclear,
    sheet::line::Line,
    talks::{
        self, Machine, Opening, Settled, View, Walked,
        debrief::questions::{self as q, name},
        first_contact::{F1, F2, F3},
        record::Record,
    },
    vocabulary::{Cause, Length, NowOrTomorrow, Tried},
    wording as say,
};

impl Turn<'_> {
    /// Answers to the question in front and, in order, to the parts after it.
    pub(super) fn answers(&mut self, answers: &[Answer], said: Option<&Private>) {
        let Some(talk) = self.person.front().map(|front| front.id) else {
            return self.nothing_open();
        };
        let meant = if answers.len() > 1 { self.parts_in_front() } else { Vec::new() };
        for (place, answer) in answers.iter().enumerate() {
            // What was meant for a part that is not reached is not put to another question.
            let at = self.person.talk(talk).and_then(|record| talks::walk(record).talk.question());
            if place > 0 && at.as_ref() != meant.get(place) {
                break;
            }
            // Own words are kept once, beside the first answer they hold.
            let said = said.filter(|_| place == 0 && !matches!(answer, Answer::Text(_)));
            if !self.answer(talk, answer, said) || self.person.front().map(|front| front.id) != Some(talk) {
                return;
            }
        }
        self.ask();
    }

    fn parts_in_front(&self) -> Vec<QuestionId> {
        let at = |record| talks::parts_at(&self.person, record, self.settings());
        let parts = self.person.front().map_or_else(Vec::new, at);
        parts.into_iter().map(|part| part.question).collect()
    }

    /// Takes one answer. `false` where it was not taken, or where the talk ended with it.
    fn answer(&mut self, talk: Id, answer: &Answer, said: Option<&Private>) -> bool {
        let Some(record) = self.person.talk(talk) else {
            return false;
        };
        let walked = talks::walk(record);
        let parts = walked.talk.parts(&View { person: &self.person, settings: self.settings() });
        let (Some(part), Some(question)) = (parts.first(), walked.talk.question()) else {
            return false;
        };
        if *answer == Answer::Skipped && !part.skippable {
            self.unclear(&Unclear::NotSkippable);
            return false;
        }
        if let Kind::Items { max, .. } = part.kind {
            let listed = record.list(&question).len();
            self.item(talk, &question, answer, max, listed);
        } else if !self.settle(talk, &walked, part, answer, said) {
            return false;
        }
        self.go_on(talk)
    }

    fn item(&mut self, talk: Id, question: &QuestionId, answer: &Answer, max: usize, listed: usize) {
        let mut listed = listed;
        if let Answer::Text(text) = answer {
            let item = self.mint.id();
            self.emit(Fact::ItemAdded { talk, question: question.clone(), item, text: text.clone() });
            listed += 1;
            if listed < max {
                return;
            }
        }
        let answer = if listed == 0 { Answer::Skipped } else { Answer::Done };
        self.keep(talk, question, answer, None);
        if listed > 0 {
            self.say(say::items_noted(listed));
        }
    }

    /// Records what the answer amounts to. `false` where it does not fit.
    fn settle(&mut self, talk: Id, walked: &Walked, part: &Part, answer: &Answer, said: Option<&Private>) -> bool {
        let settled = walked.talk.settle(answer);
        let fits = |settled: &Settled| match settled {
            Settled::Answer(question, answer) if *question == part.question => {
                walked.talk.clone().answer(answer).is_ok()
            }
            Settled::Elsewhere(talk, question, answer) => self
                .person
                .talk(*talk)
                .is_some_and(|record| talks::walk_through(record, |at| at == question).talk.answer(answer).is_ok()),
            _ => true,
        };
        if settled.is_empty() || !settled.iter().all(fits) {
            let found = said.cloned().unwrap_or_else(|| Private::new(""));
            self.unclear(&Unclear::NotUnderstood(found));
            return false;
        }
        for settled in settled {
            match settled {
                Settled::Answer(question, answer) => {
                    self.keep(talk, &question, answer.clone(), said.cloned());
                    self.follow(talk, &question, &answer);
                }
                Settled::Elsewhere(of, question, answer) => self.correct_answer(of, &question, answer, said),
                Settled::Item(of, item, text) => self.emit(Fact::ItemChanged { talk: of, item, text }),
                Settled::NewItem(of, question, text) => {
                    let item = self.mint.id();
                    self.emit(Fact::ItemAdded { talk: of, question: question.clone(), item, text });
                    self.keep(of, &question, Answer::Done, None);
                }
                Settled::Length(length) => self.emit(Fact::Extended { talk, length }),
                Settled::Withdraw(question) => self.emit(Fact::Withdrawn { talk, question }),
                Settled::Care(pressed) => self.care_pressed(pressed),
                Settled::AskModerator(yes) => self.moderator_asked(talk, yes),
                Settled::Show(pick) => self.show_why(&pick),
                Settled::Command(command) => self.command(&command),
            }
        }
        true
    }

    fn correct_answer(&mut self, talk: Id, question: &QuestionId, answer: Answer, said: Option<&Private>) {
        let locked = *question == q::D12 && self.news_was_heard(talk);
        if locked {
            return self.say(say::hunch_locked());
        }
        self.keep(talk, question, answer.clone(), said.cloned());
        if let Answer::Scale(mood) = answer
            && self.person.talk(talk).is_some_and(|record| record.is_mood(question))
        {
            self.corrected_mood(talk, question, mood);
        }
    }

    fn news_was_heard(&self, talk: Id) -> bool {
        let Some(Opening::Debrief(opening)) = self.person.talk(talk).map(|record| &record.opening) else {
            return false;
        };
        let process = self.person.round(opening.round).and_then(|round| self.person.process(round.process));
        // What was heard before this interview says nothing about it.
        let begun = self.person.talk(talk).map(|record| record.begun);
        process.is_some_and(|process| process.news_at >= begun)
    }

    pub(super) fn keep(&mut self, talk: Id, question: &QuestionId, answer: Answer, said: Option<Private>) {
        let weight = match &answer {
            Answer::Line { line, .. } => match **line {
                // An employer's word weighs more, as far as the person agrees (§5).
                Line::Feedback { agreement, .. } => self.weight_of_feedback(agreement),
                // A line weighs what its rating weighs when it is kept.
                _ => self.weight_of_line(talk, question),
            },
            _ if question.name == name::D4 => self.weight(talk),
            _ => 100,
        };
        self.emit(Fact::Answered { talk, question: question.clone(), answer, said, weight });
    }

    /// An answer given more than 48 hours after the interview weighs less (§1).
    fn weight(&self, talk: Id) -> u8 {
        let Some(Opening::Debrief(opening)) = self.person.talk(talk).map(|record| &record.opening) else {
            return 100;
        };
        if self.is_late(opening.round) { self.settings().late_weight } else { 100 }
    }

    fn weight_of_line(&self, talk: Id, line: &QuestionId) -> u8 {
        let rated = line.of.map(|item| QuestionId::of(name::D4, item));
        let kept = rated.and_then(|rated| self.person.talk(talk)?.kept(&rated).map(|kept| kept.weight));
        kept.unwrap_or(100)
    }

    /// What follows at once from an answer, and what is said back to it.
    fn follow(&mut self, talk: Id, question: &QuestionId, answer: &Answer) {
        self.follow_waiting(talk, question, answer);
        self.follow_rejection(talk, question, answer);
        self.follow_offer(talk, question, answer);
        self.follow_letters(talk, question, answer);
        self.follow_care(talk, question, answer);
        self.follow_way(talk, question, answer);
        match answer {
            Answer::Choice(Pick::Named(pick)) if *question == F1 && pick == "yes" => self.emit(Fact::Agreed),
            Answer::Zone(zone) if *question == F2 => self.set_zone(zone),
            Answer::Skipped if *question == F2 => {
                self.say(say::zone_assumed(crate::say::Arg::Name(self.settings().zone.clone().into())));
            }
            Answer::Country(country) if *question == F3 => self.emit(Fact::CountrySet(country.clone())),
            Answer::Scale(mood) if *question == q::D1 => self.mood(talk, *mood),
            Answer::Several { picks, .. } if *question == q::D7_CAUSE && misheard(picks) => {
                self.say(say::misheard_card());
            }
            Answer::Choice(pick) if question.name == name::D7_WHEN => match NowOrTomorrow::from_pick(pick) {
                Some(NowOrTomorrow::Tomorrow) => self.say(say::fix_tomorrow()),
                Some(NowOrTomorrow::Never) => self.say(say::fix_never()),
                _ => {}
            },
            Answer::Text(_) if question.name == name::RW5 => self.say(say::fix_saved()),
            Answer::Text(_) | Answer::Skipped if question.name == name::HONEST_NEAREST => self.say(say::honest_saved()),
            Answer::Choice(_) if question.name == name::CALMER => self.say(say::calmer_saved()),
            Answer::Choice(pick) if *question == q::TRIED => match Tried::from_pick(pick) {
                Some(Tried::Helped) => self.say(say::tried_helped()),
                Some(Tried::NoHelp) => self.say(say::tried_no_help()),
                Some(Tried::Forgot) => self.say(say::tried_forgot()),
                None => {}
            },
            Answer::YesNo(YesNo::Yes) if *question == q::D12_DREAM => self.say(say::dream_noted()),
            _ => {}
        }
    }

    pub(super) fn set_zone(&mut self, zone: &str) {
        self.emit(Fact::ZoneSet(zone.to_owned()));
        self.local = self.person.zone(self.settings()).local(self.context.now);
        self.say(say::zone_set(self.local));
    }

    /// Ends the talk where it has no question left. `false` where it ended.
    pub(super) fn go_on(&mut self, talk: Id) -> bool {
        let Some(record) = self.person.talk(talk).filter(|record| self.person.stack().contains(&record.id)) else {
            return false;
        };
        let walked = talks::walk(record);
        // A correction whose question is no longer reached has nothing to put, and is over too.
        if !walked.talk.parts(&self.view()).is_empty() {
            return true;
        }
        let before = Before { again: record.ended_at == Some(record.extended), thanked: was_summed_up(record) };
        self.emit(Fact::Finished(talk));
        self.ending(talk, walked.talk.clone(), before);
        false
    }
}

/// What an end has to know of the ends before it.
#[derive(Clone, Copy)]
pub(super) struct Before {
    /// It came to this very end before, and one of its answers was corrected since.
    pub(super) again: bool,
    /// The thank-you note was offered: once for an interview is enough.
    pub(super) thanked: bool,
}

/// Whether a debrief came to an end that sums it up, and not only to one where questions were jotted down.
fn was_summed_up(record: &Record) -> bool {
    let Opening::Debrief(opening) = &record.opening else { return false };
    let chosen = || match &record.kept(&q::LENGTH)?.answer {
        Answer::Choice(pick) => Length::from_pick(pick),
        _ => None,
    };
    let length = |extended: Option<Length>| extended.or(opening.length).or_else(chosen);
    record.ended_at.is_some_and(|extended| length(extended) != Some(Length::Capture))
}

fn misheard(picks: &[Pick]) -> bool {
    picks.iter().any(|pick| Cause::from_pick(pick) == Some(Cause::Misheard))
}

/// The kept lines of a debrief that its answers no longer bear out: changed, or gone.
pub(super) fn changed_lines(record: &Record) -> Vec<QuestionId> {
    let now = lines_now(record);
    stale(record, |line| now.contains(line))
}

/// Those of them that are gone: there is nothing to ask about any more.
pub(super) fn gone_lines(record: &Record) -> Vec<QuestionId> {
    let now = lines_now(record);
    stale(record, |(question, _)| now.iter().any(|(known, _)| known == question))
}

fn lines_now(record: &Record) -> Vec<(QuestionId, Line)> {
    let is_line = |question: &QuestionId| question.name.starts_with(name::D13);
    match talks::walk_through(record, is_line).talk {
        talks::Talk::Debrief(debrief) => talks::debrief::lines(debrief.notes()),
        _ => Vec::new(),
    }
}

fn stale(record: &Record, stands: impl Fn(&(QuestionId, Line)) -> bool) -> Vec<QuestionId> {
    let kept = record.answers().filter_map(|(question, kept)| match &kept.answer {
        Answer::Line { line, .. } => Some((question.clone(), Line::clone(line))),
        _ => None,
    });
    kept.filter(|line| !stands(line)).map(|(question, _)| question).collect()
}
