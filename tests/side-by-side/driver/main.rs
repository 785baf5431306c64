//! Bots side by side on the fake Discord, this bot with a crowd, and on Matrix: `tests/side-by-side/run`.

#![allow(clippy::print_stdout)] // tables on standard output are what this is for

mod answers;
mod bare;
mod bots;
mod contest;
mod crowd;
mod load;
mod machine;
mod matrix;
mod process;
mod report;
mod serenity;
mod table;

fn main() {
    // Cargo adds an option of its own.
    let asked = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect::<Vec<_>>();
    match asked.first().map(String::as_str) {
        None => contest::run(),
        Some("alone") => contest::alone(),
        Some("crowd") => {
            let interactions = asked.get(1).map_or(Ok(20_000), |number| number.parse());
            let doing = match asked.get(2).map(String::as_str) {
                None => crowd::Doing::Debriefs,
                Some("asking") => crowd::Doing::Asking,
                Some(other) => panic!("a crowd that does `{other}`"),
            };
            crowd::run(doing, interactions.expect("a number of interactions"));
        }
        Some("matrix") => matrix::run(),
        Some(serenity::WORD) => serenity::run(),
        Some(other) => panic!("`{other}` is neither `alone` nor `crowd` nor nothing"),
    }
}
