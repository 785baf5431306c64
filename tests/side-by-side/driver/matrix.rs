//! This bot on a real homeserver, beside a bot that keeps nothing: `tests/side-by-side/run matrix`.

use crate::{
    machine, process,
    table::{self, ms, seconds, spread},
};
use afterword_tests::{
    Served,
    matrix::{Bot, Client, Kind, Synapse, Tools},
};
use std::{
    thread,
    time::{Duration, Instant},
};

/// Messages in each measurement, each answered before the next.
const MESSAGES: usize = 250;
/// Keys are exchanged, and caches filled, before anything is measured.
const BEFORE: usize = 20;
const RUNS: usize = 3;
/// People, and the encrypted rooms each of them has with the bot.
const PEOPLE: usize = 10;
const ROOMS_EACH: usize = 50;
const KINDS: [(Kind, &str); 2] = [(Kind::Plain, "plain"), (Kind::Encrypted, "encrypted")];
/// To where a list takes text after text.
const TO_THE_LIST: [&str; 11] = [
    "hello",
    "yes",
    "Lisbon",
    "Portugal",
    "debrief",
    "the Leeds job",
    "yesterday at 3",
    "1",
    "4",
    "full",
    "two people",
];
/// Nobody is held to what a person can type.
const FAST: [(&str, &str); 3] = [
    ("AFTERWORD_LIMITS__BURST", "1000"),
    ("AFTERWORD_LIMITS__MESSAGES_PER_MINUTE", "6000"),
    ("AFTERWORD_LIMITS__NEW_PEOPLE_PER_HOUR", "1000"),
];

struct Run {
    answers: Vec<Duration>,
    on_processors: Duration,
}

/// Measures both by turns, then what many rooms take, and prints it.
pub(crate) fn run() {
    machine::print();
    let tools = Tools::found().expect("what a homeserver needs");
    let synapse = Synapse::start(&tools);
    let echo = Client::echo(&tools, &synapse, &synapse.register("echo"));
    let bot = FAST.iter().fold(Bot::new(&synapse, "afterword"), |bot, (key, value)| bot.with(key, value));
    let served = bot.serve();
    let mina = Client::nio(&tools, &synapse, &synapse.register("mina"));
    let bots = [(bot.id(), served.id(), "Afterword"), (echo.id(), echo.process(), "an echo, matrix-nio")];

    table::head(&["", "room", "median, ms", "p99, ms", "on the processors for 1,000, s", "memory, MiB"]);
    let mut medians = Vec::new();
    for (kind, shown) in KINDS {
        let rooms = bots.map(|(id, _, _)| mina.opens_direct(id, kind));
        if kind == Kind::Plain {
            mina.rounds(&rooms[0], &TO_THE_LIST.map(str::to_owned));
        }
        let mut runs = bots.map(|_| Vec::new());
        for (room, _) in rooms.iter().zip(&bots) {
            mina.rounds(room, &texts(BEFORE));
        }
        for _ in 0..RUNS {
            for (nth, (_, id, _)) in bots.iter().enumerate() {
                runs[nth].push(measure(&mina, &rooms[nth], *id));
            }
        }
        for ((_, id, name), runs) in bots.iter().zip(&runs) {
            table::row(&[
                (*name).to_owned(),
                shown.to_owned(),
                spread(runs.iter().map(|run| quantile(run, 0.5)), ms),
                spread(runs.iter().map(|run| quantile(run, 0.99)), ms),
                spread(runs.iter().map(|run| run.on_processors * 1000 / MESSAGES as u32), seconds),
                table::mib(process::resident(*id)),
            ]);
        }
        medians.push(runs.map(|runs| {
            let median = table::median(runs.iter().map(|run| quantile(run, 0.5)));
            (median, table::median(runs.iter().map(|run| run.on_processors)))
        }));
    }
    println!("\nThis bot, and what it is to keep to:\n");
    for ([(ours, spent), (theirs, they_spent)], (_, shown)) in medians.into_iter().zip(KINDS) {
        let times = ours.as_secs_f64() / theirs.as_secs_f64();
        println!("- median, {shown}: {times:.2} times the echo’s, at most 1.40 times");
        let share = spent.as_secs_f64() / they_spent.as_secs_f64();
        println!("- on the processors, {shown}: {share:.2} of the echo’s, at most 0.50");
    }

    many_rooms(&tools, &synapse, &bot, served, &mina);
}

/// What the bot takes with many encrypted rooms, and how long a start with them.
fn many_rooms(tools: &Tools, synapse: &Synapse, bot: &Bot, mut served: Served, mina: &Client) {
    thread::scope(|scope| {
        for nth in 0..PEOPLE {
            scope.spawn(move || {
                let person = Client::nio(tools, synapse, &synapse.register(&format!("person-{nth}")));
                for _ in 0..ROOMS_EACH {
                    let room = person.opens_direct(bot.id(), Kind::Encrypted);
                    person.rounds(&room, &["help".to_owned()]);
                }
            });
        }
    });
    println!(
        "- memory with {} encrypted rooms: {} MiB, at most {} MiB, less than 114 MiB",
        PEOPLE * ROOMS_EACH,
        table::mib(process::resident(served.id())),
        table::mib(process::peak(served.id())),
    );
    let room = mina.opens_direct(bot.id(), Kind::Encrypted);
    let (texts, mut starts) = (texts(2), Vec::new());
    for _ in 0..RUNS {
        assert_eq!(served.end().0, Some(0));
        let begun = Instant::now();
        served = bot.serve();
        mina.rounds(&room, &texts[..1]);
        starts.push(begun.elapsed());
        mina.rounds(&room, &texts[1..]);
    }
    println!(
        "- from a start with them until somebody has an answer: {} s; memory then: {} MiB, at most {} MiB",
        table::spread(starts, table::seconds),
        table::mib(process::resident(served.id())),
        table::mib(process::peak(served.id())),
    );
    assert_eq!(served.end().0, Some(0));
}

fn measure(person: &Client, room: &str, bot: u32) -> Run {
    let before = process::on_processors(bot);
    let mut answers = person.rounds(room, &texts(MESSAGES));
    answers.sort();
    Run { answers, on_processors: process::on_processors(bot) - before }
}

/// A text for the list, and a step back: the list never becomes full.
fn texts(number: usize) -> Vec<String> {
    (0..number).map(|nth| if nth % 2 == 0 { format!("a question, the {nth}th") } else { "back".to_owned() }).collect()
}

fn quantile(run: &Run, share: f64) -> Duration {
    run.answers[((run.answers.len() - 1) as f64 * share).round() as usize]
}
