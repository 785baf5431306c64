//! What a community posts, and when (`community.md`): prompts, their rotation, schedules.

pub mod prompt;
pub mod rotation;
pub mod schedule;
