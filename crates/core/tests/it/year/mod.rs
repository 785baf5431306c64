//! A thousand random years: whatever a person does or leaves undone, what is
//! said by itself keeps to the budget, the hours and the promises (§0, §2, §3, §9).

mod checks;
mod life;
mod promised;

use checks::Checks;
use life::Life;

/// Years in a run; `AFTERWORD_TEST_SCALE=full` lives ten times as many.
fn years() -> u64 {
    if std::env::var_os("AFTERWORD_TEST_SCALE").is_some_and(|scale| scale == "full") { 10_000 } else { 1_000 }
}

fn live(seeds: impl Iterator<Item = u64>) {
    let mut checks = Checks::default();
    for seed in seeds {
        let mut life = Life::new(seed);
        life.live(&mut checks);
    }
    println!("{checks}");
    checks.saw_enough();
}

/// Years that once went wrong: the clock forgot a mark of mood, and with it ended the talk that was about
/// to correct it, and said so in the night; and the marker of care was to be forgotten an hour too early, where
/// the clocks had gone forward.
#[test]
fn years_that_once_went_wrong_go_well() {
    live([2828, 3933, 6437].into_iter());
}

// Two halves, so that they are lived side by side.

#[test]
fn random_years_keep_the_budget_the_hours_and_the_promises_even() {
    live((0..years()).step_by(2));
}

#[test]
fn random_years_keep_the_budget_the_hours_and_the_promises_odd() {
    live((1..years()).step_by(2));
}
