//! The conversations of Afterword as state machines.
//!
//! This crate is pure: no async, no IO, no clock, no randomness, no language.
//! [`decide`] looks at a [`Person`], an [`Event`] and a [`Context`] and returns
//! what happened and what is to be said; [`Person::apply`] is the only way a
//! state changes. A state is the fold of its journal.

pub mod advice;
pub mod answer;
pub mod ask;
pub mod calendar;
pub mod community;
pub mod contact;
pub mod days;
pub mod entry;
pub mod event;
mod id;
pub mod person;
mod phrases;
pub mod presence;
mod private;
mod redact;
mod refusal;
pub mod reminders;
pub mod say;
mod settings;
pub mod sheet;
mod shelf;
pub mod talks;
mod turn;
pub mod vocabulary;
pub mod waiting;
pub mod walk;
pub mod wording;
mod zones;

pub use answer::Answer;
pub use ask::{Ask, QuestionId};
pub use entry::{Entry, Fact};
pub use event::{Command, Event};
pub use id::{Id, Mint};
pub use person::Person;
pub use phrases::Phrases;
pub use private::Private;
pub use redact::redact;
pub use refusal::Refusal;
pub use say::Say;
pub use settings::Settings;
pub use turn::{Context, Decision, Then, ask_before, decide};
pub use zones::Zone;
