//! The two full journeys of the terminal, on Matrix: typed by a matrix-nio user in an encrypted
//! room on a real Synapse. The journal at the end is the terminal's, entry by entry.
//!
//! The bot runs in this process, on a clock that goes where the script wants it: a journey lasts
//! a month. `tests/tests/on_matrix` runs the real binary.

#![allow(clippy::unwrap_used, reason = "a test")]

#[path = "../common/mod.rs"]
mod common;
mod on_matrix;

use afterword_tests::{
    journey::{self, BOTH, By, Script},
    left_out,
    matrix::{Synapse, Tools},
};
use std::{
    process::ExitCode,
    sync::{Arc, OnceLock},
};
use tokio::runtime::Runtime;

const TESTS: [(&str, &str); 2] = [
    ("a_no_from_a_dream_job_in_an_encrypted_room", BOTH[0]),
    ("an_offer_with_two_warning_signs_in_an_encrypted_room", BOTH[1]),
];

fn main() -> ExitCode {
    let synapse = Arc::new(OnceLock::new());
    let tests = TESTS.map(|(name, journey)| {
        let synapse = Arc::clone(&synapse);
        let run = move |tools: Tools| {
            let synapse = synapse.get_or_init(|| Synapse::start(&tools));
            is_as_in_the_terminal(&tools, synapse, journey);
            Ok(())
        };
        (name, run)
    });
    left_out::run(Tools::found(), "A whole journey on Matrix", tests)
}

fn is_as_in_the_terminal(tools: &Tools, synapse: &Synapse, name: &str) {
    let script = Script::read(name);
    let runtime = Runtime::new().unwrap();
    let terminal = runtime.block_on(journey::lived_in_a_terminal(&script));
    let matrix = on_matrix::lived(&runtime, tools, synapse, &script);
    journey::compare(&terminal, &matrix, By::Typing);
}
