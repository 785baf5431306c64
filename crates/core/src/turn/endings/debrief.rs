//! What follows a debrief: its summary, the quiet afterwards, and the rest of it the day after.

use super::super::{Turn, answers::gone_lines};
use crate::{
    Answer, Fact, Id, QuestionId,
    ask::Pick,
    sheet::{cards, line::Verdict, view},
    talks::{
        debrief::{
            Build, Debrief, Notes,
            questions::{D14, about, name},
        },
        overnight::{Left, Overnight},
        waiting::W1B,
    },
    vocabulary::{Cause, HearBack, Length, NowOrTomorrow, ProcessState},
    wording as say,
};
use std::borrow::Cow;

impl Turn<'_> {
    pub(super) fn after_debrief(&mut self, id: Id, talk: &Debrief, thanked: bool) {
        let notes = talk.notes();
        if let Some(process) = self.person.round(notes.opening.round).map(|round| round.process) {
            self.back_to_waiting(process);
        }
        self.drop_lines_that_are_gone(id);
        let waits = self.person.round(notes.opening.round).map(|round| round.process);
        let waits = waits.filter(|process| {
            self.person.process(*process).is_some_and(|process| process.state == ProcessState::Waiting)
        });
        let goes_on = self.day_was_ended(id);
        if let Debrief::Captured(notes) = talk {
            self.say(say::captured(notes.asked.len()));
        } else if goes_on && self.only_rebuilt(id) {
            return; // its card was shown, and the rest was said the day before
        } else {
            self.summary(id, notes);
            if !thanked {
                self.offer_thanks(notes.opening.round);
            }
            if let Some(process) = waits.filter(|_| !goes_on) {
                self.confirm_hold(process, notes.hold.unwrap_or(crate::vocabulary::Hold::Nothing));
            }
        }
        // Where another interview of the day is still to be looked back at, the day is not over.
        if notes.opening.decompress {
            self.promise_quiet();
        }
    }

    /// Whether the day's end came before, and with it the thanks and how the wait is held: a debrief
    /// that goes on later ends with another question.
    fn day_was_ended(&self, debrief: Id) -> bool {
        let last = |question: &QuestionId| [D14, W1B].contains(question);
        self.person.talk(debrief).is_some_and(|record| {
            let order = record.order();
            order.iter().any(last) && !order.last().is_some_and(last)
        })
    }

    /// Whether the last thing done in it was to make a weak answer strong.
    fn only_rebuilt(&self, debrief: Id) -> bool {
        let last = self.person.talk(debrief).and_then(|record| record.order().last());
        last.is_some_and(|question| question.name.starts_with("D7."))
    }

    /// A line whose answer was corrected away has nothing to be asked about.
    pub(super) fn drop_lines_that_are_gone(&mut self, talk: Id) {
        let gone = self.person.talk(talk).map_or_else(Vec::new, gone_lines);
        for question in gone {
            self.emit(Fact::Withdrawn { talk, question });
        }
    }

    /// One screen: three strengths, one fix, one thing to build, when to expect news, the confirmed lines.
    fn summary(&mut self, id: Id, notes: &Notes) {
        self.say(say::summary_title());
        let strong: Vec<_> =
            notes.strengths().into_iter().take(3).map(|text| crate::say::Arg::from(say::quoted(text))).collect();
        if !strong.is_empty() {
            self.say(say::summary_strengths(strong));
        }
        if let Some(weak) = &notes.weak {
            self.say(match notes.causes.first() {
                Some(cause) => say::summary_fix(weak.text(), Cause::label(*cause)),
                None => say::summary_fix_plain(weak.text()),
            });
        }
        let kept_line = |build: &&Build| {
            let line = QuestionId::of(name::D13, build.item.id);
            let kept = self.person.talk(id).and_then(|record| record.kept(&line));
            !matches!(kept.map(|kept| &kept.answer), Some(Answer::Line { verdict: Verdict::Drop, .. }))
        };
        if let Some(build) = notes.build.iter().find(kept_line) {
            self.say(say::summary_build(&build.item.text));
        }
        match (&notes.hear, notes.hear_about) {
            (Some(when), _) => self.say(say::summary_hear(when.at.date())),
            (None, Some(HearBack::NotSaid) | None) => {}
            (None, Some(about)) => self.say(say::summary_hear_about(about.label())),
        }
        let kept = view::kept_of(&self.person, id);
        if kept.is_empty() {
            return self.say(say::summary_no_lines());
        }
        self.say(say::summary_lines());
        self.blocks.extend(kept.into_iter().map(|(_, line)| say::sheet_row(line)));
    }

    /// "Right. I'll be quiet until tomorrow", and it is (§1, decompress).
    fn promise_quiet(&mut self) {
        self.keep_quiet_until_tomorrow();
        self.say(say::quiet_until_tomorrow());
    }

    pub(in crate::turn) fn keep_quiet_until_tomorrow(&mut self) {
        let Ok(tomorrow) = self.local.date().tomorrow() else {
            return;
        };
        let until = tomorrow.to_datetime(self.settings().quiet_until);
        // What the person asked for reaches further, and stays; what was promised already is.
        if self.person.quiet().is_none_or(|quiet| quiet.until < until || (!quiet.asked && quiet.until > until)) {
            self.emit(Fact::QuietUntil { until, asked: false, deadlines: false });
        }
    }

    pub(super) fn after_overnight(&mut self, talk: Overnight) {
        let Overnight::Done(opening, when) = talk else {
            return;
        };
        match (when, opening.left) {
            (Some(NowOrTomorrow::Now), left) => self.go_on_with(opening.debrief, left),
            (Some(NowOrTomorrow::Tomorrow), _) => self.say(say::overnight_tomorrow()),
            (Some(NowOrTomorrow::Never), _) => self.say(say::overnight_left()),
            (None, _) => self.say(say::overnight_thanks()),
        }
    }

    /// The rest of a debrief, the day after.
    pub(in crate::turn) fn go_on_with(&mut self, talk: Id, left: Left) {
        let weak = self.person.talk(talk).and_then(cards::weak).map(|(of, _)| of);
        if let (Some(of), Left::Rest | Left::Rewrite) = (weak, left) {
            // "Now" was said just now: it is not asked again.
            let now = Answer::Choice(Pick::Named(Cow::Borrowed(NowOrTomorrow::Now.id())));
            self.keep(talk, &about(name::D7_WHEN, of), now, None);
        }
        let length = if left == Left::Everything { Length::Short } else { Length::Full };
        self.emit(Fact::Extended { talk, length });
        self.emit(Fact::Resumed(talk));
        if self.go_on(talk) {
            self.ask();
        }
    }
}
