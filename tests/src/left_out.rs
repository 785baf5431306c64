//! Tests that need something not every machine has.

use libtest_mimic::{Arguments, Failed, Trial};
use std::{
    env,
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Runs these tests with what was found for them. Where it is missing they count as
/// ignored, and why is said; with `AFTERWORD_TEST_REQUIRE=all` they fail.
#[allow(clippy::print_stderr, reason = "what is left out has to be said aloud")]
pub fn run<T, F>(found: Result<T, String>, what: &str, tests: impl IntoIterator<Item = (&'static str, F)>) -> ExitCode
where
    T: Clone + Send + 'static,
    F: FnOnce(T) -> Result<(), Failed> + Send + 'static,
{
    let required = env::var("AFTERWORD_TEST_REQUIRE").is_ok_and(|what| what == "all");
    let left_out = found.is_err() && !required;
    if let (Err(why), true) = (&found, left_out) {
        eprintln!(
            "\nLEFT OUT: {why}.\n{what} is not tested in this run. AFTERWORD_TEST_REQUIRE=all makes this a failure.\n"
        );
    }
    let trials = tests.into_iter().map(|(name, test)| {
        let found = found.clone();
        Trial::test(name, move || found.map_err(Failed::from).and_then(test)).with_ignored_flag(left_out)
    });
    libtest_mimic::run(&Arguments::from_args(), trials.collect()).exit_code()
}

/// A test, by its name, that needs a Python.
pub type WithPython = (&'static str, fn(&Path));

/// Runs these tests with a [Python](crate::python()) that has what others wrote.
pub fn run_with_python(what: &str, tests: &'static [WithPython]) -> ExitCode {
    let tests = tests.iter().map(|(name, test)| {
        let run = move |python: PathBuf| {
            test(&python);
            Ok(())
        };
        (*name, run)
    });
    run(crate::python(), what, tests)
}
