//! A person in front of a terminal, with a clock that a script moves.

use crate::page::Page;
use afterword_core::{
    Event, Fact, Id, Person, Private, QuestionId, Say, Settings,
    event::Meaning,
    reminders::ReminderId,
    talks::Opening,
    walk::{context, turn_at},
};
use afterword_words::Words;
use jiff::{SignedDuration, Timestamp, civil};

/// Somebody who lives by London time.
pub(crate) struct Life {
    pub(crate) person: Person,
    settings: Settings,
    words: Words,
    now: Timestamp,
    page: Page,
    misunderstood: usize,
    /// The questions that were put; one that is put again, or a list that goes on, is one.
    asked: Vec<Asked>,
    pub(crate) unprompted: Vec<Unprompted>,
}

/// A question that was put, in which talk, and on which day.
#[derive(PartialEq)]
struct Asked {
    talk: Id,
    question: QuestionId,
    day: civil::Date,
}

/// What was said without being asked for.
pub(crate) struct Unprompted {
    /// On the person's clock.
    pub(crate) at: civil::DateTime,
    pub(crate) reminders: Vec<ReminderId>,
    pub(crate) text: String,
    /// The jobs that were let go, closed or left by then.
    pub(crate) over: Vec<String>,
}

impl Life {
    pub(crate) fn new() -> Self {
        Self {
            person: Person::new(11),
            settings: Settings::default(),
            words: Words::load("en-GB").unwrap(),
            now: civil::date(2026, 1, 5).at(9, 0, 0, 0).in_tz("Europe/London").unwrap().timestamp(),
            page: Page::default(),
            misunderstood: 0,
            asked: Vec::new(),
            unprompted: Vec::new(),
        }
    }

    pub(crate) fn line(&mut self, line: &str) -> Result<(), String> {
        if let Some(said) = line.strip_prefix("> ") {
            self.say(said);
        } else if line == "@ visit" {
            self.page.at(self.local());
            let said = self.turn(&Event::Visit);
            self.page.tell(&self.words, &said);
        } else if let Some(moment) = line.strip_prefix("@ ") {
            let until: civil::DateTime =
                moment.trim().replace(' ', "T").parse().map_err(|_| format!("no moment: {moment}"))?;
            self.wait_until(until)?;
        } else if let Some(heading) = line.strip_prefix("# ") {
            self.page.heading(heading);
        } else if !line.trim().is_empty() {
            return Err(format!("neither “> words” nor “@ moment”: {line}"));
        }
        Ok(())
    }

    /// The clock runs on, and whatever comes due on the way is said.
    fn wait_until(&mut self, until: civil::DateTime) -> Result<(), String> {
        let until = until.in_tz("Europe/London").map_err(|_| "no such moment")?.timestamp();
        if until < self.now {
            return Err("the clock cannot go back".into());
        }
        while let Some(wake) = self.person.next_wake(&self.settings, self.now).filter(|wake| *wake <= until) {
            self.now = self.now.max(wake);
            let over = self.over();
            let said = self.turn(&Event::Due);
            if !said.is_empty() {
                self.page.by_itself(self.local());
                let text = self.page.tell(&self.words, &said);
                self.unprompted.last_mut().expect("it has a reason").text = text;
                self.unprompted.last_mut().expect("it has a reason").over = over;
            }
        }
        self.now = until;
        Ok(())
    }

    fn say(&mut self, said: &str) {
        self.page.at(self.local());
        self.page.said(said);
        let ask = self.person.current_ask(&context(&self.settings));
        let meaning = self.words.understand(said, ask.as_ref(), self.local(), &self.settings);
        self.misunderstood += usize::from(matches!(meaning, Meaning::Unclear(_)));
        let said = self.turn(&Event::Heard { meaning, said: Some(Private::new(said)), stamp: None });
        self.page.tell(&self.words, &said);
        // Reading and typing take a moment.
        self.now += SignedDuration::from_secs(20);
    }

    fn turn(&mut self, event: &Event) -> Vec<Say> {
        let (entry, say) = turn_at(&mut self.person, event, self.now, &self.settings);
        let facts = entry.iter().flat_map(|entry| &entry.facts);
        let reminders: Vec<ReminderId> = facts
            .filter_map(|fact| match fact {
                Fact::Reminded { reminder, visit: false, .. } => Some(reminder.clone()),
                _ => None,
            })
            .collect();
        let unprompted = *event == Event::Due && !say.is_empty();
        assert_eq!(unprompted, !reminders.is_empty(), "what is said by itself has a reason, and nothing else has one");
        if unprompted {
            let at = self.local();
            self.unprompted.push(Unprompted { at, reminders, text: String::new(), over: Vec::new() });
        }
        let day = self.local().date();
        let asked = say.iter().filter_map(|say| say.ask.as_ref());
        let asked = asked.map(|ask| Asked { talk: ask.stamp.talk, question: ask.part.question.clone(), day });
        self.asked.extend(asked);
        self.asked.dedup();
        say
    }

    /// Nothing is said by itself about these jobs any more (§3), a dream's dates apart.
    fn over(&self) -> Vec<String> {
        use afterword_core::vocabulary::ProcessState as State;
        let over = |state| matches!(state, State::LetGo | State::WithdrawnByMe | State::Closed);
        let jobs = self.person.processes().filter(|process| over(process.state));
        jobs.map(|process| process.nickname.reveal().to_owned()).collect()
    }

    /// How many questions each talk of a kind put, in order.
    pub(crate) fn questions(&self, kind: impl Fn(&Opening) -> bool) -> Vec<usize> {
        let talks = self.person.talks().filter(|record| kind(&record.opening));
        talks.map(|record| self.asked.iter().filter(|asked| asked.talk == record.id).count()).collect()
    }

    /// The same of the first such talk, on the day it was begun.
    pub(crate) fn questions_of_first_day(&self, kind: impl Fn(&Opening) -> bool) -> usize {
        let talk = self.person.talks().find(|record| kind(&record.opening)).expect("there is such a talk");
        let day = talk.opened.date();
        self.asked.iter().filter(|asked| asked.talk == talk.id && asked.day == day).count()
    }

    pub(crate) fn local(&self) -> civil::DateTime {
        self.person.zone(&self.settings).local(self.now)
    }

    pub(crate) fn transcript(&self) -> &str {
        self.page.text()
    }

    pub(crate) fn misunderstood(&self) -> usize {
        self.misunderstood
    }
}
