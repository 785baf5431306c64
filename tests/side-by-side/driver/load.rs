//! So many people at once, each doing the next thing as soon as the last was answered.

use afterword_tests::discord::{Discord, Outcome, Person};
use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};
use tokio::{runtime::Runtime, task::JoinHandle};

/// What came of it.
pub(crate) struct Answered {
    /// From the interaction to its callback, shortest first.
    latencies: Vec<Duration>,
    took: Duration,
}

impl Answered {
    pub(crate) fn new(mut latencies: Vec<Duration>, took: Duration) -> Self {
        latencies.sort();
        Self { latencies, took }
    }

    /// The latency below which this share of them lies.
    pub(crate) fn quantile(&self, share: f64) -> Duration {
        let place = (self.latencies.len() as f64 * share) as usize;
        self.latencies[place.min(self.latencies.len() - 1)]
    }

    pub(crate) fn a_second(&self) -> f64 {
        self.latencies.len() as f64 / self.took.as_secs_f64()
    }
}

/// `/debrief` so many times, with so many in flight; nobody has two in flight.
pub(crate) fn slashes(
    runtime: &Runtime,
    discord: &Discord,
    people: &[Person],
    times: usize,
    at_once: usize,
) -> Answered {
    let before = discord.acknowledged().len();
    let begun = Instant::now();
    let done = Arc::new(AtomicUsize::new(0));
    let tasks = shares(people, at_once).map(|mine| {
        let done = Arc::clone(&done);
        discord.beside(async move {
            for (nth, person) in mine.iter().cycle().enumerate() {
                if done.fetch_add(1, Ordering::Relaxed) >= times {
                    return;
                }
                // By turns, so that there is something new to keep each time.
                slash(person, if (nth / mine.len()).is_multiple_of(2) { "short" } else { "full" }).await;
            }
        })
    });
    wait(runtime, tasks.collect());
    let took = begun.elapsed();
    let answered = discord.acknowledged().split_off(before);
    assert_eq!(answered.len(), times, "some were not acknowledged, or twice");
    Answered::new(answered.into_iter().map(|one| one.took).collect(), took)
}

/// The command that all bots answer.
pub(crate) async fn slash(person: &Person, length: &str) {
    let outcome = person.tries_slash("debrief", &[("length", length)]).await;
    assert!(matches!(outcome, Outcome::Answered(4)), "{outcome:?}");
}

/// Everybody once, in so many shares.
pub(crate) fn shares(people: &[Person], shares: usize) -> impl Iterator<Item = Vec<Person>> {
    (0..shares).map(move |first| people.iter().skip(first).step_by(shares).cloned().collect())
}

/// Waits until all are through.
pub(crate) fn wait(runtime: &Runtime, tasks: Vec<JoinHandle<()>>) {
    runtime.block_on(async {
        for task in tasks {
            task.await.expect("everybody is answered");
        }
    });
}
