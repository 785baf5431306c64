//! A person who answers in the core's own terms.

use afterword_core::{
    Answer, Ask, Command, Context, Entry, Event, Fact, Id, Person, Private, QuestionId, Say, Settings,
    answer::{When, YesNo},
    ask::{Kind, Pick},
    event::Meaning,
    talks::debrief,
    vocabulary::Length,
    walk::{self, settings, turn_at},
};
use jiff::{SignedDuration, Timestamp, civil};
use std::borrow::Cow;

/// A person, the clock on their wall, and the journal as it grows.
#[derive(Clone)]
pub(crate) struct Script {
    pub(crate) person: Person,
    pub(crate) journal: Vec<Entry>,
    pub(crate) now: Timestamp,
    pub(crate) settings: Settings,
    /// The questions that were put; a list that goes on is one.
    pub(crate) asked: Vec<QuestionId>,
}

impl Script {
    /// Somebody nothing is known about, on Monday 23 November 2026 at this hour (UTC).
    pub(crate) fn stranger(hour: i8) -> Self {
        let now = civil::date(2026, 11, 23).at(hour, 0, 0, 0).in_tz("UTC").unwrap().timestamp();
        Self { person: Person::new(7), journal: Vec::new(), now, settings: settings(), asked: Vec::new() }
    }

    /// Somebody who said yes.
    pub(crate) fn welcomed(hour: i8) -> Self {
        let mut script = Self::stranger(hour);
        script.event(&Event::Visit);
        script.pick("yes");
        script.skip();
        script.skip();
        script
    }

    /// Somebody at D1 of a debrief of an interview that began two hours ago.
    pub(crate) fn at_debrief(hour: i8, command: Command) -> Self {
        let mut script = Self::welcomed(hour);
        script.command(command);
        script.note_interview("the Leeds job", hour - 2);
        script
    }

    pub(crate) fn note_interview(&mut self, nickname: &str, hour: i8) {
        self.text(nickname);
        let day = self.local().date();
        self.when(day.at(hour, 0, 0, 0));
        self.skip(); // N3
    }

    /// Notes an interview to come, for a job that is new.
    pub(crate) fn interview(&mut self, nickname: &str, start: civil::DateTime) {
        self.command(Command::Interview);
        if self.at() == "D0" {
            self.pick("new-job");
        }
        self.text(nickname);
        self.skip();
        self.skip();
        self.pick("direct");
        self.when(start);
        for _ in 0..3 {
            self.skip(); // how long, what kind, anything to arrange
        }
    }

    pub(crate) fn local(&self) -> civil::DateTime {
        self.person.zone(&self.settings).local(self.now)
    }

    pub(crate) fn event(&mut self, event: &Event) -> Vec<Say> {
        let (entry, say) = turn_at(&mut self.person, event, self.now, &self.settings);
        self.journal.extend(entry);
        let asked = say.iter().filter_map(|say| say.ask.as_ref()).map(|ask| ask.part.question.clone());
        self.asked.extend(asked);
        self.asked.dedup();
        say
    }

    pub(crate) fn later(&mut self, by: SignedDuration) -> &mut Self {
        self.now = self.now.checked_add(by).unwrap();
        self
    }

    pub(crate) fn answers(&mut self, answers: Vec<Answer>) -> Vec<Say> {
        self.event(&Event::Heard { meaning: Meaning::Answers(answers), said: None, stamp: None })
    }

    pub(crate) fn answer(&mut self, answer: Answer) -> Vec<Say> {
        self.answers(vec![answer])
    }

    pub(crate) fn command(&mut self, command: Command) -> Vec<Say> {
        self.event(&Event::Heard { meaning: Meaning::Command(command), said: None, stamp: None })
    }

    /// Answers, understood from these words.
    pub(crate) fn said(&mut self, words: &str, answers: Vec<Answer>) -> Vec<Say> {
        let said = Some(Private::new(words));
        self.event(&Event::Heard { meaning: Meaning::Answers(answers), said, stamp: None })
    }

    pub(crate) fn text(&mut self, text: &str) -> Vec<Say> {
        self.answer(Answer::Text(Private::new(text)))
    }

    pub(crate) fn scale(&mut self, step: u8) -> Vec<Say> {
        self.answer(Answer::Scale(step))
    }

    pub(crate) fn pick(&mut self, id: &'static str) -> Vec<Say> {
        self.answer(Answer::Choice(Pick::Named(Cow::Borrowed(id))))
    }

    pub(crate) fn several(&mut self, ids: &[&'static str]) -> Vec<Say> {
        self.answer(named(ids))
    }

    pub(crate) fn when(&mut self, at: civil::DateTime) -> Vec<Say> {
        self.answer(Answer::When(When { at, hour_named: true }))
    }

    /// D10: in about a week, from Sarah.
    pub(crate) fn week(&mut self) -> Vec<Say> {
        let week = Answer::Choice(Pick::Named(Cow::Borrowed("week")));
        self.answers(vec![week, Answer::Text(Private::new("Sarah"))])
    }

    pub(crate) fn yes(&mut self) -> Vec<Say> {
        self.answer(Answer::YesNo(YesNo::Yes))
    }

    pub(crate) fn skip(&mut self) -> Vec<Say> {
        self.answer(Answer::Skipped)
    }

    pub(crate) fn done(&mut self) -> Vec<Say> {
        self.answer(Answer::Done)
    }

    /// Picks the `n`-th thing of the person's own that is on offer.
    pub(crate) fn thing(&mut self, n: usize) -> Vec<Say> {
        let answer = self.things(n);
        self.answer(answer)
    }

    /// The `n`-th thing of the person's own that is on offer.
    pub(crate) fn things(&self, n: usize) -> Answer {
        let ask = self.ask().expect("a question is open");
        let Kind::Choice { choices, .. } = &ask.part.kind else { panic!("{} is no choice", ask.part.question) };
        let mut things = choices.iter().filter(|choice| matches!(choice.pick, Pick::Thing(_)));
        Answer::Choice(things.nth(n).expect("there are that many").pick.clone())
    }

    pub(crate) fn ask(&self) -> Option<Ask> {
        self.person.current_ask(&self.context())
    }

    pub(crate) fn context(&self) -> Context<'_> {
        Context { now: self.now, ..walk::context(&self.settings) }
    }

    /// The name of the question in front.
    pub(crate) fn at(&self) -> String {
        self.ask().map_or_else(|| "nothing".into(), |ask| ask.part.question.name.into_owned())
    }

    /// The facts of the last entry.
    pub(crate) fn facts(&self) -> &[Fact] {
        self.journal.last().map_or(&[], |entry| &entry.facts)
    }
}

/// Several picks of a fixed set.
pub(crate) fn named(ids: &[&'static str]) -> Answer {
    let picks = ids.iter().map(|id| Pick::Named(Cow::Borrowed(*id))).collect();
    Answer::Several { picks, other: None }
}

/// The word ids of what was said.
pub(crate) fn words(say: &[Say]) -> Vec<String> {
    say.iter().flat_map(|say| say.blocks.iter().map(|block| block.word.to_string())).collect()
}

/// A short debrief after D1 and the length: one strong answer, one weak one, to D13.
pub(crate) fn short_to_lines(script: &mut Script, cause: &'static str) {
    script.scale(4);
    script.text("Tell me about a conflict");
    script.text("Why us?");
    script.done();
    let strong = script.things(0);
    script.answers(vec![strong, named(&["example", "calm"])]);
    let weak = script.things(1);
    script.answers(vec![weak, named(&[cause])]);
    script.answers(vec![Answer::Scale(5), Answer::Scale(2)]);
    script.several(&["evidence"]);
    script.several(&["organisation"]);
    script.pick("nothing");
    script.week();
    script.text("SQL");
}

/// Somebody at D1 of a short debrief.
pub(crate) fn short(hour: i8) -> Script {
    Script::at_debrief(hour, Command::Debrief(Some(Length::Short)))
}

/// Somebody at D1 of a full debrief.
pub(crate) fn full(hour: i8) -> Script {
    Script::at_debrief(hour, Command::Debrief(Some(Length::Full)))
}

/// A debrief of this interview under the usual numbers, where nothing is asked but what §1 asks.
pub(crate) fn debrief_of(round: Id) -> debrief::Opening {
    debrief::Opening {
        round,
        length: None,
        decompress: true,
        trying: None,
        hold: false,
        short_questions: 3,
        full_questions: 15,
        things_to_build: 3,
    }
}
