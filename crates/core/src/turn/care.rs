//! Care (§7), and sitting on the other side (§6).
//!
//! Whatever leads to care comes through here: a low mood, three low marks in a
//! fortnight, words on the operator's list, and `support`.

use super::Turn;
use crate::{
    Answer, Fact, Id, Private, QuestionId,
    event::{Event, Meaning, Unclear},
    presence::LONG,
    reminders::care,
    say::{Arg, Block},
    talks::{
        self, Opening,
        debrief::questions::D1,
        record::{Record, Status},
    },
    vocabulary::{Care, Length, Section},
    wording as say,
};
use jiff::{SignedDuration, ToSpan};

impl Turn<'_> {
    /// A checklist, and afterwards what is worth borrowing.
    pub(super) fn panel(&mut self) {
        if self.person.front().is_some_and(|front| front.opening == Opening::Panel) {
            return self.ask();
        }
        self.blocks.extend([say::panel_intro(), say::panel_before(), say::panel_during()]);
        self.open(Opening::Panel);
    }

    pub(super) fn after_panel(&mut self, _id: Id, talk: talks::panel::Panel) {
        match talk {
            // It weighs nothing: it says what somebody else did well.
            talks::panel::Panel::Done(Some(text)) => {
                let line = self.mint.id();
                self.say(say::panel_kept(&text));
                self.emit(Fact::LineTyped { line, section: Section::ShareholderFunds, text });
            }
            _ => self.say(say::panel_left()),
        }
    }

    /// What follows at once from an answer.
    pub(super) fn follow_care(&mut self, talk: Id, question: &QuestionId, answer: &Answer) {
        if let Answer::When(when) = answer
            && *question == talks::panel::WHEN
        {
            self.say(say::panel_later(when.at.date()));
            self.emit(Fact::Paused(talk));
            self.back_to_the_talk_before();
        }
    }

    /// Says a reminder of this area.
    pub(super) fn remind_care(&mut self, due: &care::Due) {
        match due {
            care::Due::Panel { talk, .. } => {
                self.say(say::panel_after());
                self.emit(Fact::Resumed(*talk));
                self.ask();
            }
            care::Due::Idle { .. } => {
                let days = self.settings().idle_erase_days;
                self.say(say::idle(self.local.date().saturating_add(days.days())));
            }
            care::Due::Forget { .. } | care::Due::Erase { .. } => {}
        }
    }
}

/// §7.
impl Turn<'_> {
    /// How somebody is, from 1 to 5, told in this talk just now. Every scale of mood comes through here.
    pub(super) fn mood(&mut self, talk: Id, mood: u8) {
        let Some(question) = self.person.talk(talk).and_then(|record| record.order().last().cloned()) else {
            return;
        };
        self.marked(talk, &question, mood, true);
    }

    /// A mark of mood was corrected.
    pub(super) fn corrected_mood(&mut self, talk: Id, question: &QuestionId, mood: u8) {
        self.marked(talk, question, mood, false);
    }

    fn marked(&mut self, talk: Id, question: &QuestionId, mood: u8, answer: bool) {
        if self.person.talk(talk).is_some_and(|record| !record.is_mood(question)) {
            self.emit(Fact::MoodMarked { talk, question: question.clone() });
        }
        let low = mood == 1 || (mood == 2 && self.low_marks() >= self.settings().mood_low_marks);
        match mood {
            // By mood once in 72 hours.
            _ if low && !self.cared_recently() => self.care(),
            1 => {
                self.jot_down_only(talk);
                self.say(say::mood_again());
            }
            _ if !answer => {}
            2 if *question == D1 => self.say(say::mood_low()),
            2 => self.say(say::mood_heard()),
            _ => self.say(say::mood_fair()),
        }
    }

    /// How many marks of two or less the last fortnight has.
    fn low_marks(&self) -> usize {
        let since = self.local.date().saturating_sub(self.settings().mood_days.days());
        let marks = self.person.talks().flat_map(Record::moods);
        marks.filter(|(_, kept, mood)| *mood <= 2 && kept.local.date() > since).count()
    }

    fn cared_recently(&self) -> bool {
        let again = SignedDuration::from_hours(self.settings().care_again_hours);
        self.person.cared().is_some_and(|care| self.context.now.duration_since(care.begun) < again)
    }

    /// People to turn to, before anything else is said. The talk in front waits.
    pub(super) fn care(&mut self) {
        let recently = self.cared_recently();
        let before = self.person.cared().map(|care| (care.id, care.status));
        self.care_said.extend(self.people_to_turn_to());
        self.ask();
        if !self.person.agreed() {
            return; // nothing is kept before the yes
        }
        self.is_here();
        if let Some((id, _)) = before {
            self.emit(Fact::CareForgotten(id));
        }
        let care = self.open(Opening::Care);
        // The short form: nobody is asked twice what would be right for now.
        if recently && before.is_some_and(|(_, status)| status != Status::Open) {
            self.emit(Fact::Stopped(care));
        }
    }

    fn people_to_turn_to(&self) -> [Block; 2] {
        let settings = self.settings();
        let country = self.person.country().unwrap_or_default();
        let people = match settings.resources.get(country).or_else(|| settings.resources.get("")) {
            Some(resources) => say::care_resources(Arg::Name(resources.clone().into())),
            None => say::care_built_in(),
        };
        [say::care_message(), people]
    }

    /// What was pressed after it. It is not kept, only what follows from it.
    pub(super) fn care_pressed(&mut self, pressed: Care) {
        let Some((care, begun)) = self.person.cared().map(|care| (care.id, care.begun)) else { return };
        self.is_here();
        if pressed == Care::NotMeant {
            // A 1 that led here was given in the same turn.
            let lowest = self.person.talks().find_map(|record| {
                let (question, ..) = record.moods().find(|(_, kept, mood)| kept.at == begun && *mood == 1)?;
                Some((record.id, question.clone(), is_going_on(record)))
            });
            self.emit(Fact::CareForgotten(care));
            match lowest {
                Some((talk, question, true)) => self.emit(Fact::Withdrawn { talk, question }),
                Some((talk, question, false)) => self.emit(Fact::MoodDropped { talk, question, length: None }),
                None => {}
            }
            self.deletes = true;
            self.say(say::care_taken_back());
            return self.back_to_the_talk_before();
        }
        self.emit(Fact::Stopped(care));
        if pressed == Care::Moderator {
            return self.ask_moderator();
        }
        let waiting = self.person.stack().to_vec();
        for talk in &waiting {
            self.jot_down_only(*talk);
        }
        if pressed == Care::Stop {
            for talk in waiting {
                self.emit(Fact::Paused(talk));
            }
            return self.say(say::care_stopped());
        }
        if self.person.front().is_none() {
            self.say(say::care_here());
        }
        self.back_to_the_talk_before();
    }

    /// Whether "stop" and "pause" are said to care itself.
    pub(super) fn is_in_care(&self) -> bool {
        self.person.front().is_some_and(|front| front.opening == Opening::Care)
    }

    /// After a 1, a debrief only has its questions jotted down (§1, D1).
    fn jot_down_only(&mut self, talk: Id) {
        let has_only_a_one = |record: &&Record| {
            let one = record.kept(&D1).is_some_and(|kept| kept.answer == Answer::Scale(1));
            is_going_on(record) && one && record.order().last() == Some(&D1)
        };
        if self.person.talk(talk).filter(has_only_a_one).is_some() {
            self.emit(Fact::Extended { talk, length: Length::Capture });
        }
    }

    /// Marks of mood and a marker that have run out leave the journal, all that have together.
    pub(super) fn forget_marks(&mut self) {
        let today = self.local.date();
        let until = today.saturating_sub(self.settings().mood_days.days());
        let mut dropped = Vec::new();
        for record in self.person.talks() {
            let run_out = record.moods().filter(|(_, kept, _)| kept.local.date() <= until);
            dropped.extend(run_out.map(|(question, _, mood)| Fact::MoodDropped {
                talk: record.id,
                question: question.clone(),
                length: length_that_followed(record, question, mood),
            }));
        }
        dropped.extend(self.person.cared().filter(|_| !self.cared_recently()).map(|care| Fact::CareForgotten(care.id)));
        self.deletes |= !dropped.is_empty();
        for fact in dropped {
            self.emit(fact);
        }
    }
}

/// Words on the list, and whether somebody is there.
impl Turn<'_> {
    /// Somebody is heard. What went unanswered before is told now, as is a kind that stops with it.
    pub(super) fn arrive(&mut self) {
        let presence = self.person.presence();
        let long_ago = presence.heard().is_none_or(|heard| heard.saturating_add(LONG) <= self.local);
        let unanswered: Vec<_> = presence.unanswered().collect();
        if !self.person.agreed() || (unanswered.is_empty() && !long_ago) {
            return;
        }
        let before = self.local.saturating_sub(self.settings().ignored_after_hours.hours());
        let replied: Vec<_> = unanswered.iter().filter(|(_, said)| *said > before).map(|(kind, _)| *kind).collect();
        let mut ignored: Vec<_> = unanswered.iter().map(|(kind, _)| *kind).collect();
        ignored.retain(|kind| !replied.contains(kind));
        let most = self.settings().ignored_in_a_row;
        let mut stopped: Vec<_> =
            ignored.iter().copied().filter(|kind| presence.ignored(*kind, before) >= most).collect();
        stopped.retain(|kind| presence.ignored_before(*kind) < most);
        stopped.sort_unstable();
        stopped.dedup();
        self.emit(Fact::Present { ignored });
        if !stopped.is_empty() {
            let kinds: Vec<_> = stopped.into_iter().filter_map(say::kind_of_reminder).collect();
            self.say(say::kinds_stopped(kinds));
        }
    }

    /// Whatever else this turn holds, it was the person.
    fn is_here(&mut self) {
        if !self.facts.iter().any(|fact| matches!(fact, Fact::Present { .. })) {
            self.emit(Fact::Present { ignored: Vec::new() });
        }
    }

    /// Words on the list, in anything that was written: met before anything else.
    pub(super) fn listen(&mut self, event: &Event) {
        let listed = written(event).iter().any(|text| self.settings().care_words.are_in(text.reveal()));
        if listed && self.care_said.is_empty() {
            self.care();
        }
    }
}

/// A 2 made a debrief short by default: it stays so without the 2.
fn length_that_followed(record: &Record, question: &QuestionId, mood: u8) -> Option<Length> {
    let Opening::Debrief(opening) = &record.opening else {
        return None;
    };
    let by_default = *question == D1 && mood == 2 && opening.length.is_none() && record.extended.is_none();
    by_default.then_some(Length::Short)
}

fn is_going_on(record: &Record) -> bool {
    record.ended_at.is_none() && matches!(record.status, Status::Open | Status::Paused)
}

/// Everything in an event that a person wrote.
fn written(event: &Event) -> Vec<&Private> {
    let (meaning, mut written): (_, Vec<&Private>) = match event {
        Event::Heard { meaning, said, .. } => (meaning, said.iter().collect()),
        Event::Edited { meaning, said, .. } => (meaning, vec![said]),
        Event::Visit | Event::Prompt(_) | Event::Due | Event::Removed(_) => return Vec::new(),
    };
    match meaning {
        Meaning::Answers(answers) => written.extend(answers.iter().filter_map(|answer| match answer {
            Answer::Text(text) => Some(text),
            Answer::Several { other, .. } => other.as_ref(),
            _ => None,
        })),
        Meaning::Unclear(
            Unclear::Part(text) | Unclear::NotUnderstood(text) | Unclear::Ambiguous(text) | Unclear::NoSuchPlace(text),
        ) => written.push(text),
        _ => {}
    }
    // An answer is mostly the message as it stands.
    written.dedup();
    written
}
