//! End-to-end tests that run the real binary.
//!
//! This library finds (and builds) that binary and runs it in a folder of its
//! own; the tests stand in `tests/tests/`, the transcripts in
//! `tests/transcripts/`.

mod binary;
pub mod discord;
mod fetched;
pub mod golden;
pub mod journey;
pub mod left_out;
mod lives;
pub mod matrix;
mod moments;
mod python;
mod run;
mod served;
pub mod transcript;
mod waiting_disk;

pub use binary::afterword;
pub use lives::{Lives, answers, kill_9, pseudo_random};
pub use moments::{far_hour, far_weekday};
pub use python::python;
pub use run::{Folder, Outcome, Running};
pub use served::Served;
pub use waiting_disk::{Held, WaitingDisk};

/// The moment at which tests begin: a Monday evening in late November, London time.
pub const START: &str = "2026-11-23T18:00:00Z";
