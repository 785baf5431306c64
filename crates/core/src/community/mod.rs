//! What a community posts, and when (`community.md`).

pub mod schedule;
