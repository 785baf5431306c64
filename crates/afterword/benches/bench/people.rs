//! People as they become over a job search, made by deciding turn after turn.

use afterword_core::event::{Command, Meaning};
use afterword_core::talks::Opening;
use afterword_core::vocabulary::Length;
use afterword_core::{Context, Entry, Event, Person, Private, Settings, decide};
use jiff::{SignedDuration, Timestamp, civil};

use super::talker;

/// Where the debriefs that are measured stand: a free text in the middle.
pub(crate) const MIDDLE: &str = "D8";

/// A person, their journal, their clock.
pub(crate) struct Journey {
    pub(crate) person: Person,
    pub(crate) journal: Vec<Entry>,
    pub(crate) now: Timestamp,
    settings: Settings,
}

impl Journey {
    /// Somebody who said yes and where they live; noon, 2 March 2026.
    pub(crate) fn begun(tag: u32, settings: Settings) -> Self {
        let noon = civil::date(2026, 3, 2).at(12, 0, 0, 0);
        let now = jiff::tz::TimeZone::UTC.to_timestamp(noon).unwrap_or(Timestamp::UNIX_EPOCH);
        let mut journey = Self { person: Person::new(tag), journal: Vec::new(), now, settings };
        journey.hears(&Event::Visit);
        journey.answers_all();
        journey
    }

    /// Somebody with at least `answers` answers in talks that are over, and in
    /// the middle of one more debrief.
    pub(crate) fn in_a_debrief(tag: u32, answers: usize, settings: Settings) -> Self {
        let mut journey = Self::begun(tag, settings);
        for nth in 0.. {
            if journey.answers() >= answers {
                break;
            }
            journey.looks_back(if nth % 2 == 0 { Length::Full } else { Length::Short });
        }
        journey.begins_debrief(Length::Full);
        journey.answers_until(|question| question == MIDDLE);
        journey
    }

    /// The largest realistic person: three years, sixty jobs, each with an interview that was
    /// looked back at, hundreds of rated answers; and in the middle of one more debrief.
    pub(crate) fn three_years(tag: u32, settings: Settings) -> Self {
        let mut journey = Self::begun(tag, settings);
        for nth in 0..60 {
            journey.looks_back(if nth % 3 == 0 { Length::Short } else { Length::Full });
            journey.later(SignedDuration::from_hours(14 * 24));
            journey.hears(&Event::Visit);
            journey.answers_all();
        }
        journey.begins_debrief(Length::Full);
        journey.answers_until(|question| question == MIDDLE);
        journey
    }

    /// An interview, its debrief, and what comes of it in the days after.
    fn looks_back(&mut self, length: Length) {
        self.begins_debrief(length);
        self.answers_all();
        for _ in 0..4 {
            self.later(SignedDuration::from_hours(24));
            self.hears(&Event::Visit);
            self.answers_all();
        }
    }

    fn begins_debrief(&mut self, length: Length) {
        self.hears(&heard(Meaning::Command(Command::Debrief(Some(length)))));
        self.answers_until(|question| question == "D1");
    }

    fn answers_all(&mut self) {
        self.answers_until(|_| false);
    }

    fn answers_until(&mut self, stop: impl Fn(&str) -> bool) {
        let context = Context {
            now: self.now,
            settings: &self.settings,
            platform: "This terminal",
            forgotten_by: self.now,
            destroys_keys: true,
        };
        let Some(ask) = self.person.current_ask(&context) else { return };
        if stop(&ask.part.question.name) {
            return;
        }
        let local = self.person.zone(&self.settings).local(self.now);
        let answer = talker::answer(&ask, local);
        self.hears(&heard(Meaning::Answers(vec![answer])));
        self.later(SignedDuration::from_secs(20));
        self.answers_until(stop);
    }

    fn later(&mut self, by: SignedDuration) {
        self.now = self.now.saturating_add(by).unwrap_or(self.now);
    }

    fn hears(&mut self, event: &Event) {
        let (_, entry) = turn(&self.person, event, self.now, &self.settings);
        if let Some(entry) = entry {
            // As it comes from the disk: nothing of it is shared with the code.
            let written = serde_json::to_vec(&entry).unwrap_or_default();
            let entry = serde_json::from_slice(&written).unwrap_or(entry);
            self.person.apply(&entry);
            self.journal.push(entry);
        }
    }

    /// How many answers are kept, in all talks.
    pub(crate) fn answers(&self) -> usize {
        self.person.talks().map(|record| record.answers().count()).sum()
    }

    /// How many talks there were of looking back, rehearsing and noting interviews.
    pub(crate) fn finished(&self) -> (usize, usize) {
        let debriefs = self.person.talks().filter(|record| matches!(record.opening, Opening::Debrief(_))).count();
        (debriefs, self.person.talks().count())
    }
}

/// What is typed in the middle of the debrief.
pub(crate) fn typed() -> Event {
    let text = Private::new("What the first three months look like, and they had a plan for it with names and dates.");
    let meaning = Meaning::Answers(vec![afterword_core::Answer::Text(text.clone())]);
    Event::Heard { meaning, said: Some(text), stamp: None }
}

fn heard(meaning: Meaning) -> Event {
    Event::Heard { meaning, said: None, stamp: None }
}

/// Decides one turn.
pub(crate) fn turn(
    person: &Person,
    event: &Event,
    now: Timestamp,
    settings: &Settings,
) -> (Vec<afterword_core::Say>, Option<Entry>) {
    let context = Context { now, settings, platform: "This terminal", forgotten_by: now, destroys_keys: true };
    let decision = decide(person, event, &context);
    let entry = decision.entry(person.revision() + 1, now);
    (decision.say, entry)
}
