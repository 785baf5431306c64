//! The table of all bots, and what this one is to keep to.

use crate::{
    bots::Bot,
    contest::{Run, Runs},
    load::Answered,
    table::{self, ms, seconds, spread, whole},
};
use std::time::Duration;

/// What this bot may take besides what the bare library and a bare store turn take.
const ALLOWED: Duration = Duration::from_micros(300);

pub(crate) fn print(runs: &Runs) {
    println!();
    table::head(&[
        "",
        "1 in flight: median, ms",
        "p99, ms",
        "64 in flight: median, ms",
        "p99, ms",
        "a second",
        "on the processors for 10,000, s",
        "memory at most, MiB",
    ]);
    for (bot, runs) in Bot::ALL.iter().zip(&runs.of_bots) {
        let answered = |of: fn(&Run) -> &Answered| runs.iter().map(of).collect::<Vec<_>>();
        let used = [
            spread(runs.iter().map(|run| run.used.by_the_bot), seconds),
            spread(runs.iter().map(|run| run.peak), table::mib),
        ];
        row(bot.name(), &answered(|run| &run.alone), &answered(|run| &run.together), used);
    }
    let of_store = |nth: usize| runs.of_store.iter().map(|run| &run[nth]).collect::<Vec<_>>();
    row("a bare store turn", &of_store(0), &of_store(1), ["–", "–"].map(str::to_owned));
    bars(runs);
    let all = || runs.of_bots.iter().flatten();
    println!(
        "\nThe fake Discord was on the processors for {} s in each 10,000; others had {} % of them meanwhile.",
        spread(all().map(|run| run.used.by_the_fake), seconds),
        spread(all().map(|run| run.used.by_others * 100.0), whole),
    );
}

fn row(name: &str, alone: &[&Answered], together: &[&Answered], used: [String; 2]) {
    let latency = |of: &[&Answered], share| spread(of.iter().map(|run| run.quantile(share)), ms);
    let cells = [
        name.to_owned(),
        latency(alone, 0.5),
        latency(alone, 0.99),
        latency(together, 0.5),
        latency(together, 0.99),
        spread(together.iter().map(|run| run.a_second()), whole),
    ];
    table::row(&cells.into_iter().chain(used).collect::<Vec<_>>());
}

fn bars(runs: &Runs) {
    let of = |bot: Bot| &runs.of_bots[bot as usize];
    let median = |bot| table::median(of(bot).iter().map(|run| run.alone.quantile(0.5)));
    let rate = |bot| whole(table::median(of(bot).iter().map(|run| run.together.a_second())));
    let spent = |bot| seconds(table::median(of(bot).iter().map(|run| run.used.by_the_bot)));
    let peak = |bot| table::median(of(bot).iter().map(|run| run.peak));
    let store_turn = table::median(runs.of_store.iter().map(|run| run[0].quantile(0.5)));
    let allowed = median(Bot::BareSerenity) + store_turn + ALLOWED;
    println!("\nThis bot, and what it is to keep to:\n");
    println!("- median at 1: {} ms, at most {} ms", ms(median(Bot::Afterword)), ms(allowed));
    println!("- a second at 64: {}, more than {}", rate(Bot::Afterword), rate(Bot::DiscordJs));
    println!("- on the processors: {} s, less than {} s", spent(Bot::Afterword), spent(Bot::DiscordJs));
    let third = table::mib(peak(Bot::DiscordJs) / 3);
    println!("- memory: {} MiB, less than {third} MiB", table::mib(peak(Bot::Afterword)));
}
