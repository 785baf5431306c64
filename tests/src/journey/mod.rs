//! Whole journeys of somebody, from a first interview to an offer or the last no: lived in a
//! terminal and on a platform, with a clock that goes where the script wants it. Both leave the
//! same journal.
//!
//! The scripts are those of `docs/a-year-with-afterword/`.

mod journal;
mod script;
mod terminal;
mod world;

pub use journal::compare;
pub use script::{Script, Step};
pub use terminal::lived as lived_in_a_terminal;
pub use world::{A_MOMENT, World, platform};

/// The names of the two journeys.
pub const BOTH: [&str; 2] = ["a-no-from-a-dream-job", "an-offer-with-two-warning-signs"];

/// How somebody does on a platform what is typed in a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// They use what the platform offers beside typing, such as buttons, menus and forms.
    Controls,
    /// They type.
    Typing,
}
