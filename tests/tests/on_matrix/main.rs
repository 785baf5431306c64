//! The real binary, talking on a real homeserver with people at clients that nobody here wrote.
//!
//! Where there is no Python or no Node, these are counted as ignored; with
//! `AFTERWORD_TEST_REQUIRE=all` they fail.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test")]

mod direct;
mod first;
mod ground;
mod killed;
mod lost;
mod private;
mod prompts;
mod refused;
mod rooms;
mod steps;

use afterword_tests::{left_out, matrix::Tools};
use ground::Ground;
use std::{
    process::ExitCode,
    sync::{Arc, OnceLock},
};

type Test = fn(&Ground);

fn main() -> ExitCode {
    let tests: Vec<(&str, Test)> = [
        first::TESTS,
        direct::TESTS,
        rooms::TESTS,
        private::TESTS,
        refused::TESTS,
        lost::TESTS,
        killed::TESTS,
        &prompts::tests(),
    ]
    .concat();
    let ground = Arc::new(OnceLock::<Ground>::new());
    let shared = Arc::clone(&ground);
    let tests = tests.into_iter().map(|(name, test)| {
        let ground = Arc::clone(&ground);
        let run = move |tools: Tools| {
            test(ground.get_or_init(|| Ground::new(tools)));
            Ok(())
        };
        (name, run)
    });
    let code = left_out::run(Tools::found(), "Talking on Matrix", tests);
    if let Some(ground) = shared.get() {
        ground.is_over();
    }
    code
}
