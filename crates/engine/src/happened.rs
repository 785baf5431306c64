//! Why there is a turn, and how the core hears of it.

use afterword_core::community::{self, Origin};
use afterword_core::event::{Meaning, Unclear};
use afterword_core::{Ask, Event, Person};
use afterword_store::Heard;

use crate::engine::Inner;
use crate::form;
use crate::inbound::Gathered;
use crate::{Class, Inbound, What};

/// Why there is a turn.
#[allow(clippy::large_enum_variant, reason = "it always stands in an `Arc`")]
pub(crate) enum Happened {
    /// Something came in; the hash of its event is computed once.
    Inbound(Inbound, Option<Heard>),
    /// Somebody answers a post in private; `None` where that is not known any more.
    Begins(Inbound, Option<Heard>, Option<Box<Origin>>),
    /// Something came in for a community.
    Gathered(Gathered, Option<Heard>),
    /// A community is told something from inside the process.
    Inside(community::Event, Heard),
    /// The moment came that the actor asked to be woken at.
    Due,
}

impl Happened {
    /// Whether it is about an event of before, so that the store has to be read for it.
    pub(crate) fn looks_back(&self) -> bool {
        matches!(self, Self::Inbound(Inbound { what: What::Removed { .. } | What::Edited { .. }, .. }, _))
    }

    /// Whether the person is there.
    pub(crate) fn is_here(&self) -> bool {
        matches!(self, Self::Inbound(..) | Self::Begins(..))
    }

    /// Whether the actor was only woken.
    pub(crate) fn is_due(&self) -> bool {
        matches!(self, Self::Due)
    }

    /// Why what is said now is said.
    pub(crate) fn class(&self) -> Class {
        match self {
            Self::Inbound(Inbound { event, .. }, _)
            | Self::Begins(Inbound { event, .. }, ..)
            | Self::Gathered(Gathered { event, .. }, _) => Class::Answer { event: event.clone() },
            Self::Due | Self::Inside(..) => Class::Unprompted,
        }
    }
}

impl Inner {
    /// What happened, as the core hears it: what was written is understood.
    pub(crate) fn event(&self, person: &Person, happened: &Happened, platform: &str) -> Event {
        let now = self.clock.now().max(person.last_at());
        match happened {
            Happened::Due | Happened::Gathered(..) | Happened::Inside(..) => Event::Due,
            Happened::Begins(_, _, origin) => Event::Prompt(origin.clone()),
            Happened::Inbound(inbound, _) => match &inbound.what {
                What::Visit => Event::Visit,
                // What it is was looked up, and stands in `Happened::Begins`.
                What::Begin { .. } => Event::Prompt(None),
                // Nothing is kept of who has not agreed, so nothing of theirs can be looked up.
                What::Removed { .. } => Event::Removed(Some(Vec::new())),
                What::Edited { text, .. } => {
                    let meaning = Meaning::Unclear(Unclear::NotUnderstood(text.clone()));
                    Event::Edited { given: Vec::new(), meaning, said: text.clone() }
                }
                What::Command(command) => {
                    Event::Heard { meaning: Meaning::Command(command.clone()), said: None, stamp: None }
                }
                What::Tapped { stamp, answers } => {
                    Event::Heard { meaning: Meaning::Answers(answers.clone()), said: None, stamp: Some(stamp.clone()) }
                }
                What::Pressed { stamp, command } => {
                    let meaning = Meaning::Command(command.clone());
                    Event::Heard { meaning, said: None, stamp: Some(stamp.clone()) }
                }
                What::Filled { stamp, fields } => {
                    let ask = person.current_ask(&self.context(now, platform));
                    let local = person.zone(&self.settings).local(now);
                    let hear = |text: &str, ask: Option<&Ask>| self.ear.understand(text, ask, local, &self.settings);
                    let (meaning, said) = form::understood(fields, ask.as_ref(), hear);
                    Event::Heard { meaning, said: Some(said), stamp: Some(stamp.clone()) }
                }
                What::Said(text) => {
                    let ask = person.current_ask(&self.context(now, platform));
                    let local = person.zone(&self.settings).local(now);
                    let meaning = self.ear.understand(text.reveal(), ask.as_ref(), local, &self.settings);
                    Event::Heard { meaning, said: Some(text.clone()), stamp: None }
                }
            },
        }
    }
}
