//! What moderators can type.

use afterword_core::{say::Block, wording as say};

/// What can be typed, a few lines for each thing that moderators come for.
#[must_use]
pub fn help() -> Vec<Block> {
    vec![
        say::moderating_help(),
        say::moderating_help_new(),
        say::moderating_help_series(),
        say::moderating_help_change(),
        say::moderating_help_library(),
        say::moderating_help_suggestions(),
        say::moderating_help_settings(),
        say::moderating_help_rest(),
    ]
}
