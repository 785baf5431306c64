//! What was not understood: one kind sentence that says what was found, then the question again. Nothing changes.

use super::Turn;
use crate::{ask::Kind, event::Unclear, wording as say};

impl Turn<'_> {
    pub(super) fn unclear(&mut self, unclear: &Unclear) {
        if !self.person.agreed() {
            self.say(say::first_before());
            return self.ask_or_help();
        }
        let block = match unclear {
            Unclear::Empty => say::unclear_empty(),
            Unclear::TooLong(chars) => say::unclear_too_long(*chars, self.settings().text_limit),
            // Only five numbers are on offer there, not all that lie between.
            Unclear::OutOfRange { found, .. } if self.asks(|kind| matches!(kind, Kind::Percent)) => {
                say::unclear_percent(found)
            }
            // "From 1 to 1" helps nobody.
            Unclear::OutOfRange { found, low, high } if low == high => say::unclear(found),
            Unclear::OutOfRange { found, low, high } => say::unclear_range(found, *low, *high),
            Unclear::NoSuchDay(found) => say::unclear_day(found),
            Unclear::WrongSide { found, future: true } => say::unclear_past(*found),
            Unclear::WrongSide { found, future: false } => say::unclear_future(*found),
            Unclear::NoSuchPlace(found) if self.asks(|kind| matches!(kind, Kind::Country)) => {
                say::unclear_country(found)
            }
            Unclear::NoSuchPlace(found) => say::unclear_place(found),
            Unclear::Ambiguous(found) => say::unclear_ambiguous(found),
            Unclear::NotSkippable => say::unclear_needed(),
            Unclear::Part(found) | Unclear::NotUnderstood(found) if found.reveal().is_empty() => say::unclear_here(),
            Unclear::Part(found) => say::unclear_part(found),
            Unclear::NotUnderstood(found) if self.person.front().is_none() && found.chars() <= 60 => {
                return self.say(say::unclear_nothing_open(found));
            }
            Unclear::NotUnderstood(found) if found.chars() > 60 => say::unclear_here(),
            Unclear::NotUnderstood(found) => say::unclear(found),
        };
        self.say(block);
        self.ask_or_help();
    }

    /// Whether the open question is of such a kind.
    fn asks(&self, such: impl Fn(&Kind) -> bool) -> bool {
        self.person.current_ask(self.context).is_some_and(|ask| such(&ask.part.kind))
    }

    pub(super) fn nothing_open(&mut self) {
        self.say(say::help_nothing_open());
    }
}
