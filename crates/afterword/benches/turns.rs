//! Turns in the core: decide and apply, in the middle of a debrief.
//!
//! `cargo bench --bench turns`

mod bench;

use afterword_core::{Person, Settings};
use bench::people::{self, Journey};
use bench::{alternate, columns, heading, row, seconds_each, time, whole};
use std::hint::black_box;
use std::time::Duration;

const BUDGET: Duration = Duration::from_millis(200);

fn main() {
    bench::machine::print();
    heading(
        "A turn in the core",
        "A typed answer in the middle of a full debrief (D8), on one core, in processor time; then what else a turn asks of the core. \
         The reference is the same turn of somebody whose first debrief it is; the last row is the largest realistic person, \
         three years and sixty jobs. With when to wake next, a turn is to stay under 1 ms.",
    );
    columns(&[
        "answers before",
        "debriefs, talks",
        "decide + apply",
        "a second",
        "when to wake next",
        "question in front",
        "fold of the entries",
    ]);
    let settings = Settings::default();
    let mut journeys: Vec<_> = [0, 400, 4000].map(|answers| Journey::in_a_debrief(7, answers, settings.clone())).into();
    journeys.push(Journey::three_years(7, settings.clone()));
    let event = people::typed();
    let mut turns: Vec<_> = journeys
        .iter()
        .map(|journey| {
            || {
                seconds_each(BUDGET, || {
                    let (say, entry) = people::turn(&journey.person, &event, journey.now, &settings);
                    let mut person = journey.person.clone();
                    entry.iter().for_each(|entry| person.apply(entry));
                    black_box((say, person));
                })
            }
        })
        .collect();
    let turns = alternate(&mut turns.iter_mut().map(|turn| turn as &mut dyn FnMut() -> f64).collect::<Vec<_>>());
    for (journey, turn) in journeys.iter().zip(turns) {
        let context = afterword_core::Context {
            now: journey.now,
            settings: &settings,
            platform: "This terminal",
            forgotten_by: journey.now,
            destroys_keys: true,
        };
        let rest = alternate(&mut [
            &mut || {
                seconds_each(BUDGET, || {
                    black_box(journey.person.next_wake(&settings, journey.now));
                })
            },
            &mut || seconds_each(BUDGET, || drop(black_box(journey.person.current_ask(&context)))),
            &mut || seconds_each(BUDGET, || drop(black_box(Person::fold(7, &journey.journal)))),
        ]);
        let (debriefs, talks) = journey.finished();
        row(&[
            &journey.answers(),
            &format!("{debriefs}, {talks}"),
            &turn.show(time),
            &whole(1.0 / turn.median()),
            &rest[0].show(time),
            &rest[1].show(time),
            &rest[2].show(time),
        ]);
    }
}
