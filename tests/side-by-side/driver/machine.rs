//! The machine a measurement was made on, and who else used it meanwhile.

use crate::process;
use std::{
    fs,
    time::{Duration, Instant},
};

/// Prints processors, memory and load.
pub(crate) fn print() {
    let field = |file, name: &str| {
        let text = fs::read_to_string(file).unwrap_or_default();
        let found = text.lines().find_map(|line| Some(line.strip_prefix(name)?.split_once(':')?.1.trim().to_owned()));
        found.unwrap_or_else(|| "unknown".to_owned())
    };
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    println!(
        "Machine: {} cores ({}), {} of memory; load before: {}.\n",
        cores(),
        field("/proc/cpuinfo", "model name"),
        field("/proc/meminfo", "MemTotal"),
        load.split(' ').take(3).collect::<Vec<_>>().join(", "),
    );
}

/// A stretch of time on the processors.
pub(crate) struct Stretch {
    begun: Instant,
    all: Duration,
    /// This process, which is the fake Discord, and the bot's.
    ours: [(u32, Duration); 2],
}

/// What a stretch came to.
pub(crate) struct Used {
    pub(crate) by_the_bot: Duration,
    pub(crate) by_the_fake: Duration,
    /// The share of all processors that neither of them had.
    pub(crate) by_others: f64,
}

impl Stretch {
    pub(crate) fn begin(bot: u32) -> Self {
        let ours = [std::process::id(), bot].map(|process| (process, process::on_processors(process)));
        Self { begun: Instant::now(), all: process::all_on_processors(), ours }
    }

    pub(crate) fn end(self) -> Used {
        let [by_the_fake, by_the_bot] = self.ours.map(|(process, before)| process::on_processors(process) - before);
        let others = (process::all_on_processors() - self.all).saturating_sub(by_the_bot + by_the_fake);
        let by_others = others.as_secs_f64() / self.begun.elapsed().as_secs_f64() / cores() as f64;
        Used { by_the_bot, by_the_fake, by_others }
    }
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}
