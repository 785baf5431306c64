//! What somebody can still do whose journal is as long as it may be.

use afterword_core::event::Meaning;
use afterword_core::talks::Opening;
use afterword_core::{Command, Event, Person};

/// Whether this is taken of somebody who is at the limit: reading, making
/// room, being left alone, and what is theirs by right.
pub(crate) fn taken_when_full(person: &Person, event: &Event) -> bool {
    match event {
        // What is due is said; that is a few entries a week.
        Event::Due | Event::Visit => true,
        // It opens a talk.
        Event::Prompt(_) => false,
        // What is taken back makes room; what is changed takes none of anybody else's.
        Event::Removed(_) | Event::Edited { .. } => true,
        Event::Heard { meaning: Meaning::Command(command), .. } => goes_on(command),
        // A question about what it sounds like leads to what is refused.
        Event::Heard { meaning: Meaning::Guess(_), .. } => false,
        // "Leave me be" asks until when, and erasing asks twice.
        Event::Heard { meaning: Meaning::Answers(_), .. } => person.front().is_some_and(|talk| {
            matches!(talk.opening, Opening::Quiet | Opening::QuietDeadlines | Opening::Erase | Opening::AskModerator(_))
        }),
        // Changes nothing, and says how it can be said.
        Event::Heard { meaning: Meaning::Unclear(_), .. } => true,
    }
}

/// Every command is named, so that a new one has to be thought about.
fn goes_on(command: &Command) -> bool {
    match command {
        Command::Help
        | Command::Sheet
        | Command::List
        | Command::ListClosed
        | Command::Next
        | Command::Calendar
        | Command::Export
        | Command::Erase
        | Command::TakeBack
        | Command::AskModerator
        | Command::Quiet(_)
        | Command::Unquiet
        | Command::Support
        | Command::Privacy
        | Command::DeleteThat
        | Command::Pause
        | Command::Stop
        | Command::Why
        | Command::Again => true,
        Command::Debrief(_)
        | Command::Interview
        | Command::Note(_)
        | Command::Reschedule
        | Command::Cancelled
        | Command::Rehearse
        | Command::Zone
        | Command::Back
        | Command::Resume
        | Command::Correct
        | Command::ChangedMind
        | Command::Heard(_)
        | Command::Waiting
        | Command::Worry
        | Command::Withdraw
        | Command::LineUp(_)
        | Command::Feedback
        | Command::Dream
        | Command::Offer
        | Command::CounterOffer
        | Command::Letters
        | Command::Panel
        | Command::Share
        | Command::Settings => false,
    }
}
