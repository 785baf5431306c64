//! All bots by turns, each from a fresh start.

use crate::{
    bare::Bare,
    bots::{Bot, Started, learn_the_answer},
    load::{self, Answered},
    machine::{self, Stretch, Used},
    process, report, table,
};
use tokio::runtime::Runtime;

const ROUNDS: usize = 5;
const PEOPLE: usize = 1_000;
const WARM_UP: usize = 2_000;
const ALONE: usize = 2_000;
const TOGETHER: usize = 10_000;
const AT_ONCE: usize = 64;

/// What all runs gave.
pub(crate) struct Runs {
    pub(crate) of_bots: [Vec<Run>; 4],
    pub(crate) of_store: Vec<[Answered; 2]>,
}

/// What one run of one bot gave.
pub(crate) struct Run {
    /// With one in flight.
    pub(crate) alone: Answered,
    /// With many.
    pub(crate) together: Answered,
    /// On the processors, while many were in flight.
    pub(crate) used: Used,
    /// The most memory it had, in bytes.
    pub(crate) peak: u64,
}

pub(crate) fn run() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime can be made");
    machine::print();
    learn_the_answer(&runtime);
    let mut runs = Runs { of_bots: Bot::ALL.map(|_| Vec::new()), of_store: Vec::new() };
    for round in 0..ROUNDS {
        let mut order = (0..=Bot::ALL.len()).collect::<Vec<_>>();
        // There and back, so that nobody always comes after the same.
        if round % 2 == 1 {
            order.reverse();
        }
        for nth in order {
            match Bot::ALL.get(nth) {
                Some(bot) => runs.of_bots[nth].push(once(&runtime, *bot)),
                None => runs.of_store.push(store()),
            }
        }
    }
    report::print(&runs);
}

/// This bot without the others, for whoever is making it quicker.
pub(crate) fn alone() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime can be made");
    machine::print();
    for _ in 0..ROUNDS {
        let run = once(&runtime, Bot::Afterword);
        println!(
            "  {} s on the processors for 10,000; {} MiB at most",
            table::seconds(run.used.by_the_bot),
            table::mib(run.peak)
        );
    }
}

fn once(runtime: &Runtime, bot: Bot) -> Run {
    let started = Started::new(runtime, bot);
    let discord = &started.discord;
    let people = started.people(runtime, PEOPLE, AT_ONCE);
    load::slashes(runtime, discord, &people, WARM_UP, AT_ONCE);
    let alone = load::slashes(runtime, discord, &people, ALONE, 1);
    let stretch = Stretch::begin(started.id());
    let together = load::slashes(runtime, discord, &people, TOGETHER, AT_ONCE);
    let run = Run { alone, together, used: stretch.end(), peak: process::peak(started.id()) };
    println!(
        "- {}: {} ms alone, {} a second together; others had {:.0} % of the processors",
        bot.name(),
        table::ms(run.alone.quantile(0.5)),
        table::whole(run.together.a_second()),
        run.used.by_others * 100.0
    );
    run
}

fn store() -> [Answered; 2] {
    let mut bare = Bare::new();
    bare.turns(WARM_UP, AT_ONCE);
    [bare.turns(ALONE, 1), bare.turns(TOGETHER, AT_ONCE)]
}
