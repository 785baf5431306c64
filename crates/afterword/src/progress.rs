//! How far something is that takes its time: a bar on a terminal, a line now and then in the log.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde::{Deserialize, Serialize};
use std::{
    borrow::Cow,
    io::{self, IsTerminal as _},
    pin::pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::{
    sync::watch,
    task::JoinHandle,
    time::{Instant, MissedTickBehavior, interval},
};

/// What is over before this shows no bar.
const WORTH_A_BAR: Duration = Duration::from_secs(1);
const REDRAW: Duration = Duration::from_millis(100);
const LOG_EVERY: Duration = Duration::from_secs(5);

/// How far something is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Step {
    /// How much is done.
    pub(crate) done: u64,
    /// Of how much, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) total: Option<u64>,
    /// Of what: "entries"; empty while nothing can be counted.
    #[serde(default)]
    pub(crate) unit: Cow<'static, str>,
}

/// Is told how far something is; cheap enough for every single step.
pub(crate) type Progress<'a> = &'a (dyn Fn(Step) + Send + Sync);

impl Step {
    /// So many of so many.
    pub(crate) fn of(done: usize, total: usize, unit: &'static str) -> Self {
        let number = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
        Self { done: number(done), total: Some(number(total)), unit: unit.into() }
    }
}

/// Does work that tells how far it is from wherever it runs.
pub(crate) async fn relay<T>(progress: Progress<'_>, work: impl AsyncFnOnce(watch::Sender<Step>) -> T) -> T {
    let (tell, mut told) = watch::channel(Step::default());
    let mut work = pin!(work(tell));
    loop {
        tokio::select! {
            biased;
            done = &mut work => return done,
            Ok(()) = told.changed() => progress(told.borrow_and_update().clone()),
        }
    }
}

/// Shows how far something is, until it is dropped.
pub(crate) struct Bar {
    step: Arc<Mutex<Step>>,
    bar: ProgressBar,
    showing: JoinHandle<()>,
}

impl Bar {
    /// Begins to show `title`: on a terminal as a bar, else in the log.
    pub(crate) fn start(title: &'static str) -> Self {
        let step = Arc::new(Mutex::new(Step::default()));
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        let shown = Arc::clone(&step);
        let showing = if io::stderr().is_terminal() {
            tokio::spawn(draw(title, shown, bar.clone()))
        } else {
            tokio::spawn(log(title, shown))
        };
        Self { step, bar, showing }
    }

    /// What tells it how far it is.
    pub(crate) fn callback(&self) -> impl Fn(Step) + Send + Sync + use<> {
        let shown = Arc::clone(&self.step);
        move |step| *lock(&shown) = step
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.showing.abort();
        self.bar.finish_and_clear();
    }
}

async fn draw(title: &'static str, step: Arc<Mutex<Step>>, bar: ProgressBar) {
    tokio::time::sleep(WORTH_A_BAR).await;
    bar.set_message(title);
    bar.set_draw_target(ProgressDrawTarget::stderr());
    let mut redraws = interval(REDRAW);
    redraws.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        redraws.tick().await;
        let step = lock(&step).clone();
        bar.set_style(style(&step));
        if let Some(total) = step.total {
            bar.set_length(total);
        }
        bar.set_position(step.done);
        bar.tick();
    }
}

fn style(step: &Step) -> ProgressStyle {
    let unit = step.unit.replace(['{', '}'], "");
    let template = match (step.total, unit.as_str()) {
        (Some(_), "bytes") => "{msg} {bar:30} {bytes} of {total_bytes}, {eta} to go".into(),
        (Some(_), _) => format!("{{msg}} {{bar:30}} {{pos}} of {{len}} {unit}, {{eta}} to go"),
        (None, "") => "{spinner} {msg}, {elapsed} so far".into(),
        (None, _) => format!("{{spinner}} {{msg}}, {{pos}} {unit}, {{elapsed}} so far"),
    };
    // A template that does not parse would be a defect of the four lines above; a test draws each.
    ProgressStyle::with_template(&template).unwrap_or_else(|_| ProgressStyle::default_spinner())
}

async fn log(title: &'static str, step: Arc<Mutex<Step>>) {
    let mut lines = interval(LOG_EVERY);
    lines.set_missed_tick_behavior(MissedTickBehavior::Delay);
    lines.tick().await; // the first comes at once
    let begun = Instant::now();
    loop {
        lines.tick().await;
        let Step { done, total, unit } = lock(&step).clone();
        tracing::info!(done, total, %unit, seconds = begun.elapsed().as_secs(), "{title}");
    }
}

fn lock(step: &Mutex<Step>) -> MutexGuard<'_, Step> {
    // A step is replaced as a whole, so it is true even after a panic elsewhere.
    step.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use indicatif::InMemoryTerm;

    fn drawn(step: &Step) -> String {
        let term = InMemoryTerm::new(2, 100);
        let bar = ProgressBar::with_draw_target(step.total, ProgressDrawTarget::term_like(Box::new(term.clone())));
        bar.set_message("Exporting");
        bar.set_style(style(step));
        bar.set_position(step.done);
        bar.tick();
        let drawn = term.contents();
        bar.finish_and_clear();
        drawn
    }

    #[test]
    fn each_kind_of_step_has_its_bar() {
        let step = |done, total, unit| Step { done, total, unit: Cow::Borrowed(unit) };
        for (step, wanted) in [
            (Step::of(3, 12, "entries"), "3 of 12 entries"),
            (step(1024, Some(4096), "bytes"), "1.00 KiB of 4.00 KiB"),
            (step(7, None, "people"), "Exporting, 7 people"),
            (Step::default(), "Exporting, 0s so far"),
            (step(1, Some(2), "{odd}"), "1 of 2 odd"),
        ] {
            let drawn = drawn(&step);
            assert!(drawn.contains(wanted), "{drawn}");
        }
    }
}
