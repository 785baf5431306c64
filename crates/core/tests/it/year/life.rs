//! A person who lives through a year at random, and the clock that goes on around them.

use super::checks::Checks;
use afterword_core::{
    Answer, Command, Entry, Event, Fact, Person, Private, Say, Settings,
    answer::{When, YesNo},
    ask::{Kind, Part, Range},
    event::Meaning,
    vocabulary::{Length, News},
    walk::{samples, turn_at},
};
use jiff::{SignedDuration, Timestamp, ToSpan, civil};

/// Zones with clock changes of an hour, of half an hour, in Ramadan, and none.
const ZONES: &[&str] =
    &["Europe/London", "Europe/Lisbon", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Kolkata"];

/// What somebody is like: how often they come, and how they answer.
pub(super) struct Life {
    seed: u64,
    random: fastrand::Rng,
    settings: Settings,
    person: Person,
    now: Timestamp,
    end: Timestamp,
    /// Hours between one time they come and the next, at most.
    pace: i64,
    /// Out of ten questions, how many are answered.
    answers: u8,
    jobs: u32,
}

/// One thing that was said by itself, with what stands behind it.
pub(super) struct Unprompted<'a> {
    pub(super) seed: u64,
    pub(super) before: &'a Person,
    pub(super) local: civil::DateTime,
    pub(super) facts: &'a [Fact],
    pub(super) say: &'a [Say],
}

impl Life {
    pub(super) fn new(seed: u64) -> Self {
        let mut random = fastrand::Rng::with_seed(seed);
        let begin = civil::date(2026, 1, 5).at(9, 0, 0, 0).in_tz("UTC").unwrap().timestamp();
        let now = begin + SignedDuration::from_hours(random.i64(0..24 * 300));
        let person = Person::new(u32::try_from(seed % 0xff_ffff).unwrap());
        let (pace, answers) = (random.i64(24 * 2..24 * 20), random.u8(6..=10));
        let end = now + SignedDuration::from_hours(24 * 365);
        Self { seed, random, settings: Settings::default(), person, now, end, pace, answers, jobs: 0 }
    }

    /// A year of it, and two months in which they do not come any more.
    pub(super) fn live(&mut self, checks: &mut Checks) {
        self.agree();
        while self.now < self.end {
            let pause = SignedDuration::from_mins(self.random.i64(30..self.pace * 60));
            self.wait_until(self.now + pause, checks);
            self.come(checks);
        }
        self.wait_until(self.now + SignedDuration::from_hours(24 * 60), checks);
        self.turn(&Event::Visit, checks);
        checks.promises(self.seed, &self.person, &self.settings, self.local());
        checks.years += 1;
    }

    fn agree(&mut self) {
        let mut nothing = Checks::default();
        self.turn(&Event::Visit, &mut nothing);
        self.answer(Answer::Choice(afterword_core::ask::Pick::Named("yes".into())), &mut nothing);
        let zone = ZONES[self.random.usize(..ZONES.len())];
        self.answer(Answer::Zone(zone.into()), &mut nothing);
        self.answer(Answer::Country("GB".into()), &mut nothing);
        assert!(self.person.agreed() && self.person.front().is_none());
    }

    /// The clock goes on; whoever asked to be woken is.
    fn wait_until(&mut self, until: Timestamp, checks: &mut Checks) {
        let mut wakes = 0;
        while let Some(wake) = self.person.next_wake(&self.settings, self.now).filter(|wake| *wake <= until) {
            // Wakes are late now and then: the program was down, or busy.
            let late = if self.random.u8(..20) == 0 { self.random.i64(1..36 * 60) } else { 0 };
            let asked = wake.max(self.now);
            self.now = (asked + SignedDuration::from_mins(late)).min(until.max(wake));
            checks.woken_late(self.seed, self.person.zone(&self.settings).local(asked), self.local());
            self.turn(&Event::Due, checks);
            wakes += 1;
            assert!(wakes < 500, "seed {}: the wake-up does not move on", self.seed);
        }
        self.now = self.now.max(until);
    }

    /// They come, answer what is open or begin something, and go again.
    fn come(&mut self, checks: &mut Checks) {
        if self.random.u8(..3) == 0 {
            self.turn(&Event::Visit, checks);
        }
        for _ in 0..self.random.usize(1..24) {
            match self.ask() {
                Some(part) if self.random.u8(..10) < self.answers => {
                    let answer = self.some_answer(&part);
                    self.answer(answer, checks);
                }
                Some(_) => {
                    let command = [Command::Stop, Command::Pause, Command::Back, Command::Support, Command::DeleteThat];
                    let command = command[self.random.usize(..command.len())].clone();
                    self.command(command, checks);
                }
                None if self.random.u8(..4) == 0 => break,
                None => {
                    let command = self.some_command();
                    self.command(command, checks);
                }
            }
            self.now += SignedDuration::from_secs(self.random.i64(5..90));
        }
    }

    fn some_command(&mut self) -> Command {
        let until = self.local().date().saturating_add(self.random.i64(1..9).days()).at(8, 30, 0, 0);
        let news = News::ALL[self.random.usize(..News::ALL.len())];
        let commands = [
            Command::Interview,
            Command::Interview,
            Command::Debrief(Some(Length::Short)),
            Command::Debrief(Some(Length::Full)),
            Command::Debrief(None),
            Command::Heard(None),
            Command::Heard(Some(news)),
            Command::Heard(Some(News::No)),
            Command::Offer,
            Command::Waiting,
            Command::Worry,
            Command::Withdraw,
            Command::Feedback,
            Command::Dream,
            Command::CounterOffer,
            Command::Letters,
            Command::Reschedule,
            Command::Cancelled,
            Command::Rehearse,
            Command::Sheet,
            Command::Panel,
            Command::List,
            Command::Next,
            Command::Help,
            Command::Correct,
            Command::Quiet(Some(until)),
            Command::Unquiet,
            Command::Resume,
        ];
        commands[self.random.usize(..commands.len())].clone()
    }

    fn some_answer(&mut self, part: &Part) -> Answer {
        if part.question.name == "N1" {
            self.jobs += 1;
            return Answer::Text(Private::new(format!("nickname-{}-", self.jobs)));
        }
        match &part.kind {
            Kind::When { range, choices, .. } if choices.is_empty() || self.random.bool() => {
                let days = match range {
                    Range::Past => self.random.i64(-4..=0),
                    Range::Future => self.random.i64(1..40),
                    Range::Any => self.random.i64(-2..14),
                };
                let at = self.local().date().saturating_add(days.days()).at(self.random.i8(8..18), 0, 0, 0);
                Answer::When(When { at, hour_named: self.random.bool() })
            }
            Kind::YesNo => Answer::YesNo([YesNo::Yes, YesNo::Yes, YesNo::No, YesNo::Unknown][self.random.usize(..4)]),
            _ => {
                let mut samples = samples(part);
                samples.swap_remove(self.random.usize(..samples.len())).answer
            }
        }
    }

    fn ask(&self) -> Option<Part> {
        let context = afterword_core::walk::context(&self.settings);
        self.person.current_ask(&context).map(|ask| ask.part)
    }

    fn answer(&mut self, answer: Answer, checks: &mut Checks) {
        self.turn(&Event::Heard { meaning: Meaning::Answers(vec![answer]), said: None, stamp: None }, checks);
    }

    fn command(&mut self, command: Command, checks: &mut Checks) {
        self.turn(&Event::Heard { meaning: Meaning::Command(command), said: None, stamp: None }, checks);
    }

    fn turn(&mut self, event: &Event, checks: &mut Checks) {
        let (before, local) = (self.person.clone(), self.local());
        let (entry, say) = turn_at(&mut self.person, event, self.now, &self.settings);
        checks.turns += 1;
        let facts = entry.as_ref().map_or(&[][..], |entry: &Entry| &entry.facts);
        checks.heard(self.seed, &self.person, local, facts);
        if *event == Event::Due && !say.is_empty() {
            let said = Unprompted { seed: self.seed, before: &before, local, facts, say: &say };
            checks.said(&said);
        }
    }

    fn local(&self) -> civil::DateTime {
        self.person.zone(&self.settings).local(self.now)
    }
}
