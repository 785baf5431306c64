//! What the benchmarks share: a loop that alternates, tables, the machine, people.
//!
//! Criterion measures one function after another, so on a shared machine a
//! thing and its reference meet different noise. Here each of five rounds
//! runs all contestants in turn, and a row shows the median and the spread.

#![allow(dead_code)] // each benchmark uses its part
#![allow(clippy::print_stdout)] // tables on standard output are what a benchmark is for

pub(crate) mod machine;
pub(crate) mod people;
pub(crate) mod talker;

use std::fmt::Display;
use std::time::{Duration, Instant};

/// How often each thing is measured.
pub(crate) const ROUNDS: usize = 5;

/// Measured values of one thing, in one unit.
#[derive(Clone)]
pub(crate) struct Sample(Vec<f64>);

impl Sample {
    pub(crate) fn new(mut values: Vec<f64>) -> Self {
        values.sort_by(f64::total_cmp);
        Self(values)
    }

    pub(crate) fn median(&self) -> f64 {
        self.0[self.0.len() / 2]
    }

    /// `median (min–max)`, each written by `show`.
    pub(crate) fn show(&self, show: impl Fn(f64) -> String) -> String {
        let last = self.0.len() - 1;
        format!("{} ({}–{})", show(self.median()), show(self.0[0]), show(self.0[last]))
    }
}

/// Runs all contestants in turn, [`ROUNDS`] times. Each returns one value; the
/// first round of each goes unmeasured before.
pub(crate) fn alternate(contestants: &mut [&mut dyn FnMut() -> f64]) -> Vec<Sample> {
    for contestant in contestants.iter_mut() {
        contestant();
    }
    let mut values = vec![Vec::new(); contestants.len()];
    for _ in 0..ROUNDS {
        for (contestant, values) in contestants.iter_mut().zip(&mut values) {
            values.push(contestant());
        }
    }
    values.into_iter().map(Sample::new).collect()
}

/// Seconds of one processor that one call takes: the mean over about `budget`.
/// Where the system does not tell them, seconds on the wall.
pub(crate) fn seconds_each(budget: Duration, mut call: impl FnMut()) -> f64 {
    let (begun, on_processor, mut calls) = (Instant::now(), machine::on_processor(), 0_u32);
    while begun.elapsed() < budget {
        // Looking at the clock costs something too.
        for _ in 0..16 {
            call();
        }
        calls += 16;
    }
    let wall = begun.elapsed().as_secs_f64();
    let spent = on_processor.zip(machine::on_processor()).map_or(wall, |(before, after)| after - before);
    spent / f64::from(calls)
}

/// Whether this part was asked for by name, or none was.
pub(crate) fn is_wanted(part: &str) -> bool {
    let mut asked = std::env::args().skip(1).filter(|word| !word.starts_with('-')).peekable();
    asked.peek().is_none() || asked.any(|word| word == part)
}

/// Prints a heading with what the numbers below it are.
pub(crate) fn heading(title: &str, what: &str) {
    println!("\n### {title}\n\n{what}\n");
}

/// Prints one row of a Markdown table.
pub(crate) fn row(cells: &[&dyn Display]) {
    let cells: Vec<_> = cells.iter().map(ToString::to_string).collect();
    println!("| {} |", cells.join(" | "));
}

/// Prints the head of a Markdown table.
pub(crate) fn columns(names: &[&str]) {
    println!("| {} |\n|{}", names.join(" | "), " --- |".repeat(names.len()));
}

/// A whole number with commas.
pub(crate) fn whole(value: f64) -> String {
    let digits = format!("{value:.0}");
    let mut shown = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

/// Seconds as µs, ms or s.
pub(crate) fn time(seconds: f64) -> String {
    match seconds {
        ..1e-3 => format!("{:.1} µs", seconds * 1e6),
        ..1.0 => format!("{:.2} ms", seconds * 1e3),
        _ => format!("{seconds:.1} s"),
    }
}

/// Bytes as MiB or GiB.
pub(crate) fn bytes(bytes: u64) -> String {
    let mib = bytes as f64 / f64::from(1 << 20);
    if mib < 1024.0 { format!("{mib:.0} MiB") } else { format!("{:.2} GiB", mib / 1024.0) }
}

/// The value below which this share of them lies.
pub(crate) fn quantile(values: &mut [f64], share: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    let place = (values.len() as f64 * share) as usize;
    values[place.min(values.len() - 1)]
}
