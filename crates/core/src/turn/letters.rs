//! Letters (§8), and the calendar (§9).

use super::Turn;
use crate::vocabulary::LetterKind;
use crate::{
    Answer, Fact, Id, QuestionId,
    answer::{When, YesNo},
    ask::Pick,
    calendar::{self, Calendar, Event, Given, Standing},
    person::Round,
    reminders::{
        letters::Due,
        offer::{elsewhere_until, latest},
    },
    say::Attachment,
    talks::{
        self, Machine as _, Opening,
        debrief::questions::{D10, D10_WHOM},
        job::About,
        letter::{DRAFT, Letter, OTHERS, Outcome, SENT, WHICH, draft::told_before, slots::Slot},
        offer::reading,
        record::Record,
    },
    waiting, wording as say,
};
use jiff::civil;

/// Reasons of R4 that say somebody was chosen, by their ids.
const SOMEBODY_CHOSEN: [&str; 4] = ["qualified", "experience", "fit", "internal"];
/// R4 (§3): why it was a no, going only by their words.
const R4: QuestionId = QuestionId::new("R4");
/// A name is short; longer, it is a description.
const A_NAME: usize = 40;

/// "Ms Alder", and not "the head of learning": short, and every word of it with a capital.
fn is_a_name(text: &crate::Private) -> bool {
    let capital = |word: &str| word.chars().next().is_some_and(|first| !first.is_lowercase());
    text.chars() <= A_NAME && text.reveal().split_whitespace().all(capital)
}

/// A day that a letter can look forward to.
fn a_day(at: civil::DateTime, now: civil::DateTime) -> Option<Answer> {
    (at.date() >= now.date()).then_some(Answer::When(When { at, hour_named: false }))
}

impl Turn<'_> {
    pub(super) fn letters(&mut self) {
        self.about(About::Letter(None));
    }

    /// A calendar file of what is to come (§9), with each job by its nickname only.
    pub(super) fn calendar(&mut self) {
        let settings = self.settings();
        let events = calendar::events(&self.person, settings, self.local);
        let off = events.iter().filter(|event| event.standing == Standing::Off).count();
        match (events.len() - off, off) {
            (0, 0) => self.say(say::calendar_empty()),
            (0, off) => self.say(say::calendar_all_off(off)),
            (ahead, 0) => self.say(say::calendar_here(ahead)),
            (ahead, off) => {
                self.say(say::calendar_here(ahead));
                self.say(say::calendar_some_off(off));
            }
        }
        if !events.is_empty() {
            self.hand_over(events);
        }
        self.ask();
    }

    fn hand_over(&mut self, events: Vec<Event>) {
        let zone = self.person.zone_name().unwrap_or(&self.settings().zone).to_owned();
        let (changed, revision) = (self.person.last_at(), self.person.revision());
        let dates: Vec<_> = events.iter().map(|event| Given { uid: event.uid.clone(), at: event.at.clone() }).collect();
        if dates != self.person.calendar() {
            self.emit(Fact::CalendarGiven(dates));
        }
        self.attachment =
            Some(Attachment::Calendar(Calendar { zone, made: self.context.now, changed, revision, events }));
    }

    /// Drafts a letter; `about` is the talk it came out of.
    pub(super) fn start_letter(&mut self, kind: Option<LetterKind>, process: Option<Id>, about: Option<Id>) {
        let opening = talks::letter::Opening { kind, process, about, keep_first: false, questions: Vec::new() };
        self.open_letter(opening);
    }

    /// The same with more to go on: what to ask (L7), or to keep it until tomorrow first.
    pub(super) fn open_letter(&mut self, opening: talks::letter::Opening) {
        let chased = |process| waiting::chased(&self.person, process).count() >= waiting::MOST_NOTES;
        if opening.kind == Some(LetterKind::Chaser) && opening.process.is_some_and(chased) {
            self.say(say::letter_chased());
            return self.ask();
        }
        let known = opening.kind.is_some();
        let talk = self.open(Opening::Letter(opening));
        if known {
            self.fill_in(talk);
        }
    }

    /// What is known already is not asked: it stands in the letter as if it had been said here,
    /// so that it can be changed and deleted like the rest.
    fn fill_in(&mut self, talk: Id) {
        let Some(record) = self.person.talk(talk) else { return };
        let Opening::Letter(opening) = &record.opening else { return };
        let walked = talks::walk(record);
        let talks::Talk::Letter(Letter::Asking(notes, _)) = &walked.talk else { return };
        let slots = talks::letter::slots::of(notes);
        let known: Vec<_> =
            slots.into_iter().filter_map(|slot| Some((slot, self.known(slot, opening.process)?))).collect();
        for (slot, answer) in known {
            self.keep(talk, &slot.question(), answer, None);
        }
    }

    fn known(&self, slot: Slot, process: Option<Id>) -> Option<Answer> {
        if slot == Slot::Me {
            return told_before(&self.person, slot, None);
        }
        let id = process?;
        let process = self.person.process(id)?;
        let text = |text: &Option<crate::Private>| text.clone().map(Answer::Text);
        match slot {
            Slot::To => told_before(&self.person, slot, Some(id)).or_else(|| {
                // Through an agency it is the recruiter who is written to.
                let whom = process.agency.is_none().then(|| self.debriefed(id, &D10_WHOM)).flatten();
                whom.filter(|whom| matches!(whom, Answer::Text(name) if is_a_name(name)))
            }),
            Slot::Role => text(&process.role),
            Slot::Organisation => text(&process.employer),
            Slot::Day => {
                let been = |round: &&Round| round.process == id && !round.cancelled && round.start <= self.local;
                let last = self.person.rounds().filter(been).map(|round| round.start).max()?;
                Some(Answer::When(When { at: last, hour_named: true }))
            }
            Slot::Start => {
                let offer = latest(&self.person, id)?;
                let start = reading::start(&reading::of(&self.person, offer.id).told)?;
                Some(a_day(start.to_datetime(civil::Time::midnight()), self.local)?)
            }
            Slot::Until => a_day(elsewhere_until(&self.person, id)?, self.local),
            Slot::Expected => self.debriefed(id, &D10).filter(|day| matches!(day, Answer::When(_))),
            Slot::Chosen => {
                let reason = |record: &Record| match &record.kept(&R4)?.answer {
                    Answer::Choice(Pick::Named(reason)) => Some(reason.clone()),
                    _ => None,
                };
                let of = |record: &&Record| match &record.opening {
                    Opening::Learning(opening) => opening.process == id,
                    _ => false,
                };
                let reason = self.person.talks().rev().filter(of).find_map(reason)?;
                let chosen = match reason.as_ref() {
                    reason if SOMEBODY_CHOSEN.contains(&reason) => YesNo::Yes,
                    "pulled" => YesNo::No,
                    _ => return None,
                };
                Some(Answer::YesNo(chosen))
            }
            _ => None,
        }
    }

    /// What the latest debrief of this job says to a question.
    fn debriefed(&self, process: Id, question: &QuestionId) -> Option<Answer> {
        let of = |record: &&Record| match &record.opening {
            Opening::Debrief(opening) => self.person.round(opening.round).is_some_and(|round| round.process == process),
            _ => false,
        };
        let told = self.person.talks().rev().filter(of).filter_map(|record| record.kept(question));
        told.map(|kept| kept.answer.clone()).find(|answer| *answer != Answer::Skipped)
    }

    pub(super) fn after_letter(&mut self, _id: Id, talk: Letter) {
        self.say(match talk {
            Letter::Kept => say::letter_kept(),
            Letter::Waits => say::letter_waits(),
            Letter::Done(Outcome::Sent) => say::letter_was_sent(),
            Letter::Done(Outcome::NotYet) => say::letter_not_yet(),
            _ => say::letter_left(),
        });
    }

    /// What follows at once from an answer.
    pub(super) fn follow_letters(&mut self, talk: Id, question: &QuestionId, _answer: &Answer) {
        let is_letter = self.person.talk(talk).is_some_and(|record| matches!(record.opening, Opening::Letter(_)));
        if is_letter && (*question == WHICH || *question == OTHERS) {
            self.fill_in(talk);
        }
    }

    /// Says a reminder of this area.
    pub(super) fn remind_letters(&mut self, due: &Due) {
        let (talk, question, said) = match due {
            Due::Draft { talk, .. } => (*talk, DRAFT, say::letter_kept_until_today()),
            Due::Sent { talk } => (*talk, SENT, say::letter_sent_since()),
        };
        self.emit(Fact::Withdrawn { talk, question });
        self.emit(Fact::Resumed(talk));
        if self.person.talk(talk).is_some_and(|record| talks::walk(record).talk.question().is_some()) {
            self.say(said);
            self.ask();
        }
    }

    /// After a debrief: one line that a thank-you note can be drafted (§1, within 24 hours). Offered,
    /// not pressed (E13), and no question: the day's work is over.
    pub(super) fn offer_thanks(&mut self, round: Id) {
        let Some(round) = self.person.round(round) else { return };
        let (process, end) = (round.process, round.end());
        let fresh =
            self.local <= end.saturating_add(jiff::SignedDuration::from_hours(self.settings().thanks_within_hours));
        let drafted = |record: &Record| {
            matches!(&record.opening, Opening::Letter(opening) if opening.process == Some(process))
                && record.opened >= end
                && talks::letter::kind(record) == Some(LetterKind::ThankYou)
        };
        if fresh && !self.person.talks().any(drafted) {
            self.say(say::letter_offer_thanks());
        }
    }
}
