//! Five hundred people at once: each through short debriefs, from their first word on; or only
//! asking for help over and over, where no journal grows and so no memory may.

use crate::{
    answers,
    bots::{Bot, Started},
    load::{self, Answered},
    machine, process, table,
};
use afterword_tests::discord::Person;
use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Instant,
};

const PEOPLE: usize = 500;
const AT_ONCE: usize = 64;
/// How often the memory is looked at.
const EACH: usize = 5_000;

/// What everybody does.
#[derive(Clone, Copy)]
pub(crate) enum Doing {
    /// One short debrief after the other.
    Debriefs,
    /// In the middle of a debrief, asking for help: it is heard once and answered, and nothing of it is kept.
    Asking,
}

/// So many interactions, and what became of them.
pub(crate) fn run(doing: Doing, interactions: usize) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime can be made");
    machine::print();
    let started = Started::new(&runtime, Bot::Afterword);
    let (discord, bot) = (&started.discord, started.id());
    let people = match doing {
        Doing::Debriefs => (1..=PEOPLE).map(|n| discord.user(&format!("Person{n}"))).collect::<Vec<_>>(),
        Doing::Asking => started.people(&runtime, PEOPLE, AT_ONCE),
    };
    let before = discord.acknowledged().len();
    let memory = Arc::new(Mutex::new(vec![process::resident(bot)]));
    let done = Arc::new(AtomicUsize::new(0));
    let begun = Instant::now();
    let talk = |mine: Vec<Person>| {
        let (done, memory) = (Arc::clone(&done), Arc::clone(&memory));
        discord.beside(async move {
            for person in mine.iter().cycle() {
                let took = match doing {
                    Doing::Debriefs => answers::goes_on(person).await,
                    Doing::Asking => answers::asks(person).await,
                };
                let before = done.fetch_add(took, Ordering::Relaxed);
                if before / EACH != (before + took) / EACH {
                    memory.lock().expect("nobody panics with it").push(process::resident(bot));
                }
                if before + took >= interactions {
                    return;
                }
            }
        })
    };
    load::wait(&runtime, load::shares(&people, AT_ONCE).map(talk).collect());
    let took = begun.elapsed();
    let acknowledged = discord.acknowledged().split_off(before);
    let forms = acknowledged.iter().filter(|one| one.kind == 9).count();
    let late = acknowledged.iter().filter(|one| matches!(one.kind, 5 | 6)).count();
    let commands = acknowledged.iter().filter(|one| one.kind == 4).count();
    let did = match doing {
        // A command is a new message, what follows it changes that one; with the first, everybody agrees.
        Doing::Debriefs => format!("{} short debriefs begun", commands.saturating_sub(PEOPLE)),
        Doing::Asking => format!("asked for help {commands} times"),
    };
    let answered = Answered::new(acknowledged.iter().map(|one| one.took).collect(), took);
    println!(
        "{PEOPLE} people, {AT_ONCE} in flight, {did}. {} interactions, of which {forms} only \
         opened a form and {late} were put off: {} a second.\n\nMedian {} ms, p99 {} ms, slowest {} ms. Memory:\n",
        table::whole(acknowledged.len() as f64),
        table::whole(answered.a_second()),
        table::ms(answered.quantile(0.5)),
        table::ms(answered.quantile(0.99)),
        table::ms(answered.quantile(1.0)),
    );
    for (nth, resident) in memory.lock().expect("nobody panics with it").iter().enumerate() {
        println!("- after {}: {} MiB", table::whole((nth * EACH) as f64), table::mib(*resident));
    }
}
