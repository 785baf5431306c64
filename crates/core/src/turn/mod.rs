//! One turn: an event, a decision.

mod about;
mod afterwards;
mod answers;
mod care;
mod commands;
mod community;
mod dream;
mod due;
mod endings;
mod letters;
mod offer;
mod rejection;
mod starts;
mod unclear;
mod waiting;
mod way;

pub use afterwards::ask_before;

use crate::{
    Entry, Event, Fact, Id, Mint, Person, Say, Settings,
    community::Tell,
    entry::FORMAT,
    event::Meaning,
    say::{Attachment, Block},
    talks::{self, Opening, first_contact},
    wording as say,
};
use jiff::{Timestamp, civil};

/// What a decision may look at besides the state and the event.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The moment, never before the last entry of the journal.
    pub now: Timestamp,
    /// The operator's numbers.
    pub settings: &'a Settings,
    /// What carries the messages, as F1 names it ("Discord", "This terminal").
    pub platform: &'a str,
    /// The moment from which nothing that is deleted now can be read from any
    /// backup: the next change of keys, and how long old keys are kept after it.
    pub forgotten_by: Timestamp,
    /// Whether the program replaces and destroys keys by itself; else the
    /// operator does, and `forgotten_by` is the earliest it can be.
    pub destroys_keys: bool,
}

/// What a turn decided. The journal gets the facts; the person hears the rest.
#[derive(Clone)]
pub struct Decision {
    /// What happened, in order; empty where something was only said.
    pub facts: Vec<Fact>,
    /// What is to be said, in order.
    pub say: Vec<Say>,
    /// What is told to communities, in order.
    pub tell: Vec<Tell>,
    /// The person's civil date and time when it was decided.
    pub local: civil::DateTime,
    /// Whether something was deleted that nobody must be able to read any more:
    /// the journal has to be [redacted](crate::redact()) and sealed anew with it.
    pub deletes: bool,
    /// What the engine does after this turn, besides keeping and saying.
    pub then: Option<Then>,
}

/// What only the engine can do for a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    /// Erase everything that is kept of them. Nothing of this turn is kept.
    Erase,
    /// Hand them everything that is kept of them.
    Export,
}

impl Decision {
    /// What the journal gets, as turn `revision`; `None` where something was only said.
    #[must_use]
    pub fn entry(&self, revision: u32, now: Timestamp) -> Option<Entry> {
        let entry = || Entry { v: FORMAT, revision, at: now, local: self.local, facts: self.facts.clone() };
        (!self.facts.is_empty()).then(entry)
    }
}

/// Decides one turn.
#[must_use]
pub fn decide(person: &Person, event: &Event, context: &Context<'_>) -> Decision {
    let mut turn = Turn::new(person, context);
    if !matches!(event, Event::Due) {
        turn.arrive();
    }
    match event {
        Event::Prompt(origin) => turn.begin_from(origin.as_deref()),
        Event::Visit => turn.visit(),
        Event::Due => turn.due(),
        Event::Removed(given) => turn.removed(given.as_deref()),
        Event::Edited { given, meaning, said } => turn.edited(given, meaning, said),
        Event::Heard { stamp: Some(stamp), .. } if !turn.is_current(stamp) => turn.stale(),
        Event::Heard { meaning, said, .. } => match meaning {
            _ if turn.is_unmet() => turn.meet(),
            Meaning::Answers(answers) => turn.answers(answers, said.as_ref()),
            Meaning::Command(command) => turn.command(command),
            Meaning::Guess(command) => turn.guess(command),
            Meaning::Unclear(unclear) => turn.unclear(unclear),
        },
    }
    turn.listen(event);
    turn.decision()
}

/// A turn being decided: every fact is folded in at once, so that what follows sees it.
struct Turn<'a> {
    person: Person,
    context: &'a Context<'a>,
    mint: Mint,
    local: civil::DateTime,
    facts: Vec<Fact>,
    blocks: Vec<Block>,
    attachment: Option<Attachment>,
    tells: Vec<Tell>,
    /// Whether the question in front is put at the end.
    asks: bool,
    /// Whether something was deleted, and not just taken back.
    deletes: bool,
    then: Option<Then>,
    /// What is said before anything else (§7).
    care_said: Vec<Block>,
}

impl<'a> Turn<'a> {
    fn new(person: &Person, context: &'a Context<'a>) -> Self {
        let local = person.zone(context.settings).local(context.now);
        Self {
            person: person.clone(),
            context,
            mint: Mint::new(person.tag(), person.revision().saturating_add(1)),
            local,
            facts: Vec::new(),
            blocks: Vec::new(),
            attachment: None,
            tells: Vec::new(),
            asks: false,
            deletes: false,
            then: None,
            care_said: Vec::new(),
        }
    }

    fn settings(&self) -> &'a Settings {
        self.context.settings
    }

    fn emit(&mut self, fact: Fact) {
        self.person.apply_fact(&fact, self.context.now, self.local);
        self.facts.push(fact);
    }

    /// Something the person said is deleted with this turn. A date in the calendar they
    /// were given may be what they delete, so what stood in it goes from here too.
    fn delete(&mut self) {
        self.deletes = true;
        if !self.person.calendar().is_empty() {
            self.emit(Fact::CalendarGiven(Vec::new()));
        }
    }

    fn say(&mut self, block: Block) {
        self.blocks.push(block);
    }

    /// Puts the question in front, if there is one, at the end of the turn.
    fn ask(&mut self) {
        self.asks = true;
    }

    fn open(&mut self, opening: Opening) -> Id {
        let talk = self.mint.id();
        self.emit(Fact::TalkOpened { talk, opening });
        self.ask();
        talk
    }

    /// Somebody new, or somebody who said no before.
    fn is_unmet(&self) -> bool {
        !self.person.agreed() && self.person.front().is_none()
    }

    /// Somebody nothing is known about says something: F1, whatever it was.
    fn meet(&mut self) {
        let opening = first_contact::Opening {
            platform: self.context.platform.to_owned(),
            operator: self.settings().operator.clone(),
        };
        self.say(say::first_intro());
        self.say(say::first_who_sees(
            crate::say::Arg::Name(self.context.platform.to_owned().into()),
            crate::say::Arg::Name(self.settings().operator.clone().into()),
        ));
        self.open(Opening::FirstContact(opening));
    }

    fn is_current(&self, stamp: &crate::ask::Stamp) -> bool {
        let Some(front) = self.person.front() else {
            return false;
        };
        front.id == stamp.talk && talks::Machine::question(&talks::walk(front).talk).as_ref() == Some(&stamp.question)
    }

    /// A button of a question that is over: a kind answer and the current question; nothing changes.
    fn stale(&mut self) {
        self.say(say::stale());
        self.ask_or_help();
    }

    fn ask_or_help(&mut self) {
        if self.person.front().is_some() {
            self.ask();
        } else {
            self.say(say::help_nothing_open());
        }
    }

    /// A talk in front that has nothing left to ask is at its end, whatever brought it there.
    fn end_what_is_over(&mut self) {
        while let Some(front) = self.person.front().map(|front| front.id) {
            if self.waits_no_more(front) {
                self.emit(Fact::Lapsed(front));
                continue;
            }
            self.settle_hold(front);
            if self.go_on(front) {
                break;
            }
        }
    }

    /// Care comes before whatever else was said. Where a talk waits behind it, nothing else is.
    fn put_care_first(&mut self) {
        if self.care_said.is_empty() {
            return;
        }
        let care = self.person.cared().map(|care| care.id).filter(|care| self.person.stack().contains(care));
        if let Some(care) = care.filter(|care| self.person.stack().last() != Some(care)) {
            self.emit(Fact::Resumed(care));
        }
        if care.is_some() && self.person.stack().len() > 1 {
            self.blocks.clear();
            self.attachment = None;
        }
        let said = std::mem::take(&mut self.care_said);
        self.blocks.splice(0..0, said);
    }

    fn decision(mut self) -> Decision {
        self.end_what_is_over();
        self.finish_prompts();
        self.put_care_first();
        let ask = if self.asks {
            // The revision that this turn will have stands in the stamp.
            let mut ask = self.person.current_ask(self.context);
            if let Some(ask) = &mut ask {
                ask.stamp.revision = self.person.revision().saturating_add(1);
            }
            ask
        } else {
            None
        };
        let blocks = std::mem::take(&mut self.blocks);
        let attachment = self.attachment.take();
        let silent = blocks.is_empty() && ask.is_none();
        let say = if silent { Vec::new() } else { vec![Say { blocks, ask, attachment }] };
        Decision { facts: self.facts, say, tell: self.tells, local: self.local, deletes: self.deletes, then: self.then }
    }
}
