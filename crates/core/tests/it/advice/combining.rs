//! The rules, walked over the whole table and held against [`truth`](super::truth).
//!
//! Everything against everything would be 10^12 cells. Every walk below takes all
//! levels and all exceptions (9,216 cells) with everything else that can meet in
//! one rule; together they take every pair of inputs in all their values. And one
//! walk takes everything that the rules are told of at once, with one family open
//! and one not answered at a time.

use super::truth::{self, Cell};
use afterword_core::advice::{
    Exception, Gut, Level, Rule, Situation, Standing,
    exceptions::Claim,
    rules::{lead, leading},
    signs::Settled,
};
use std::{collections::BTreeMap, thread};

const LEVELS: [Level; 4] = Level::ALL;
const CLAIMS: [Claim; 3] = [Claim::None, Claim::Incomplete, Claim::Complete];

/// The cell as the code is given it.
fn situation(cell: &Cell) -> Situation {
    let mut families = [Standing::CLEAR; 5];
    for (family, standing) in families.iter_mut().enumerate() {
        *standing = Standing {
            level: LEVELS[usize::from(cell.levels[family])],
            open: cell.open >> family & 1 == 1,
            not_answered: cell.not_answered >> family & 1 == 1,
            asked: cell.asked >> family & 1 == 1,
        };
    }
    Situation {
        families,
        stabilise: CLAIMS[usize::from(cell.exceptions[0])],
        holding: CLAIMS[usize::from(cell.exceptions[1])],
        promise_open: cell.promises & 1 == 1,
        promise_not_answered: cell.promises & 2 == 2,
        gut: Gut::from(match cell.settled {
            0 => Settled::Skipped,
            6 => Settled::NotReached,
            settled => Settled::Is(settled),
        }),
        ticks: cell.ticks,
        nothing_new: cell.nothing_new,
        core_changed: cell.core,
        refused_time: false,
        hours_left: cell.hours,
    }
}

/// All levels and all exceptions, everything else quiet.
fn tables(vague: u8) -> impl Iterator<Item = Cell> {
    (0..256_u16).flat_map(move |levels| {
        let of = |place: u16| (levels >> (2 * place) & 3) as u8;
        let levels = [vague, of(0), of(1), of(2), of(3)];
        (0..9_u8).map(move |exceptions| Cell {
            levels,
            open: 0,
            not_answered: 0,
            asked: 0b11111,
            exceptions: [exceptions / 3, exceptions % 3],
            promises: 0,
            settled: 5,
            ticks: 0,
            nothing_new: false,
            core: false,
            hours: None,
        })
    })
}

/// Walks what `vary` makes of every table, and says how often each rule led.
fn walk(name: &str, vary: impl Fn(Cell, &mut dyn FnMut(Cell)) + Sync) -> BTreeMap<u8, u64> {
    let vary = &vary;
    let parts: Vec<BTreeMap<u8, u64>> = thread::scope(|scope| {
        let part = |vague| {
            scope.spawn(move || {
                let mut led = [0_u64; 8];
                for table in tables(vague) {
                    vary(table, &mut |cell| {
                        let expected = truth::leads(&cell);
                        let found = leading(&situation(&cell)) as u8 + 1;
                        assert_eq!(found, expected, "{cell:?}");
                        led[usize::from(expected)] += 1;
                    });
                }
                (1..8).map(|rule| (rule, led[usize::from(rule)])).collect()
            })
        };
        let parts: Vec<_> = (0..4).map(part).collect();
        parts.into_iter().map(|part| part.join().unwrap()).collect()
    });
    let mut led = BTreeMap::new();
    for (rule, times) in parts.into_iter().flatten() {
        *led.entry(rule).or_default() += times;
    }
    println!("{name}: {} cells, by rule {led:?}", led.values().sum::<u64>());
    led
}

#[test]
fn every_level_with_everything_the_person_feels_and_sees() {
    let led = walk("settled, ticks, nothing new, core changed, asked, hours", |table, check| {
        for settled in 0..=6 {
            for ticks in 0..=5 {
                for flags in 0..16_u8 {
                    let asked = 0b01101 | (flags & 1) << truth::T | (flags >> 1 & 1) << truth::X;
                    let (nothing_new, core) = (flags & 4 != 0, flags & 8 != 0);
                    check(Cell { settled, ticks, nothing_new, core, asked, ..table });
                }
            }
        }
    });
    assert!([1, 2, 3, 4, 5, 6, 7].iter().all(|rule| led[rule] > 0), "{led:?}");
}

#[test]
fn every_level_with_every_open_question_and_every_hour() {
    let led = walk("open, asked, promises, hours", |table, check| {
        for open in 0..32 {
            for promises in [0, 1] {
                for hours in [None, Some(-1), Some(0), Some(47), Some(48), Some(400)] {
                    check(Cell { open, promises, hours, ..table });
                }
            }
            for asked in 0..8_u8 {
                let asked = 0b01100 | (asked & 1) << truth::V | (asked >> 1 & 1) << truth::T | (asked >> 2) << truth::X;
                check(Cell { open, asked, hours: Some(47), ..table });
            }
        }
    });
    assert!([1, 2, 3, 4, 5, 6, 7].iter().all(|rule| led[rule] > 0), "{led:?}");
}

#[test]
fn every_level_with_everything_that_was_not_answered() {
    let led = walk("not answered, promises, settled, open or not", |table, check| {
        for not_answered in 0..32 {
            for promises in 0..4 {
                for settled in 0..=6 {
                    check(Cell { not_answered, promises, settled, ..table });
                }
            }
            check(Cell { not_answered, open: !not_answered & 31, hours: Some(12), ..table });
            check(Cell { not_answered, open: not_answered, ..table });
        }
    });
    assert!([1, 2, 3, 4, 5, 6, 7].iter().all(|rule| led[rule] > 0), "{led:?}");
}

#[test]
fn unknowns_meet_feelings_in_every_family_by_itself() {
    // Here single families carry a level; so all the rest can vary together.
    let mut cells = 0_u64;
    for vague in 0..4 {
        for table in tables(vague).filter(|table| table.levels.iter().filter(|level| **level > 0).count() <= 1) {
            for bits in 0..1 << 10_u16 {
                let (open, not_answered) = ((bits & 31) as u8, (bits >> 5) as u8);
                for settled in 0..=6 {
                    for (asked, promises) in [(31, 0), (31, 3), (0, 0), (12, 2)] {
                        let ticks = usize::from(bits % 3 == 0) * 3;
                        let hours = (bits % 2 == 0).then_some(i64::from(settled) * 16);
                        let (nothing_new, core) = (bits % 5 < 2, bits % 7 < 3);
                        let cell = Cell {
                            open,
                            not_answered,
                            asked,
                            promises,
                            settled,
                            ticks,
                            nothing_new,
                            core,
                            hours,
                            ..table
                        };
                        assert_eq!(leading(&situation(&cell)) as u8 + 1, truth::leads(&cell), "{cell:?}");
                        cells += 1;
                    }
                }
            }
        }
    }
    println!("one family at a time: {cells} cells");
}

/// Levels and exceptions, the family that is open, the one that is not answered, which of V, T and X
/// are asked, how settled, ticks, hours.
const EVERYTHING: [u64; 7] = [9216, 6, 6, 8, 7, 6, 3];

#[test]
fn everything_at_once() {
    let tables: Vec<Cell> = (0..4).flat_map(tables).collect();
    let whole: u64 = EVERYTHING.iter().product();
    let one = |place: u64| (1_u8 << place) >> 1; // no family, or one of the five
    let check = |nth: u64| {
        let mut rest = nth;
        let [table, open, not_answered, asked, settled, ticks, hours] = EVERYTHING.map(|many| {
            let digit = rest % many;
            rest /= many;
            digit
        });
        let asked = (asked & 1) << truth::V | (asked >> 1 & 1) << truth::T | (asked >> 2) << truth::X;
        let cell = Cell {
            open: one(open),
            not_answered: one(not_answered),
            asked: 0b01100 | asked as u8,
            settled: settled as u8,
            ticks: ticks as usize,
            hours: [None, Some(12), Some(400)][hours as usize],
            ..tables[table as usize]
        };
        assert_eq!(leading(&situation(&cell)) as u8 + 1, truth::leads(&cell), "{cell:?}");
    };
    let threads = thread::available_parallelism().map_or(1, std::num::NonZero::get) as u64;
    let cells: u64 = thread::scope(|scope| {
        let part = |first: u64| {
            let check = &check;
            scope.spawn(move || (first..whole).step_by(threads as usize).map(check).count() as u64)
        };
        let parts: Vec<_> = (0..threads).map(part).collect();
        parts.into_iter().map(|part| part.join().unwrap()).sum()
    });
    println!("everything at once: {cells} cells");
    assert_eq!(cells, whole);
}

#[test]
fn the_reasons_are_those_of_the_rule_that_led_and_exceptions_keep_their_order() {
    for vague in 0..4 {
        for table in tables(vague) {
            for settled in [2, 3, 5] {
                for open in [0, 2, 9] {
                    let now = situation(&Cell { settled, open, asked: !open, nothing_new: true, core: true, ..table });
                    let (rule, because) = lead(&now);
                    assert_eq!(rule, leading(&now));
                    assert_eq!(because.is_empty(), rule == Rule::NothingRaised);
                    assert!(because.iter().all(|because| of_rule(*because) == rule), "{rule:?} {because:?}");
                    assert!(because.is_sorted());
                    let complete: Vec<Exception> = now.complete().collect();
                    let eyes = table.exceptions[0] == 2;
                    let holding = table.exceptions[1] == 2;
                    let expected: Vec<Exception> = [(eyes, Exception::EyesOpen), (holding, Exception::HoldingPattern)]
                        .into_iter()
                        .filter_map(|(is, exception)| is.then_some(exception))
                        .collect();
                    assert_eq!(complete, expected);
                }
            }
        }
    }
}

fn of_rule(because: afterword_core::advice::Because) -> Rule {
    use afterword_core::advice::Because as B;
    match because {
        B::WontExplainWontWait | B::ThreeConcerns | B::TwoStrongConcerns => Rule::SeriousPause,
        B::StrongConcern | B::TwoConcerns | B::Vague | B::NothingNew | B::CoreChanged => Rule::ThinkTwice,
        B::TurnoverThoughAsked | B::ChangedThoughAsked | B::Unsettled | B::Desperate => Rule::ThinkTwice,
        B::Pressure | B::ShortOfTime => Rule::TakeYourTime,
        B::OpenQuestion | B::NotYetAsked => Rule::AskFirst,
        B::Something | B::GutNoted | B::NotAnswered => Rule::SmallThingsNoted,
        B::ExceptionComplete => Rule::Exceptions,
    }
}
