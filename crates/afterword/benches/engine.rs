//! Durable turns through the whole engine, next to the bare store turn; and the
//! fold of a person from disk.
//!
//! `cargo bench --bench engine`; with `-- turns` or `-- fold`, only one of them.

mod bench;
mod world;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use afterword_core::Settings;
use afterword_engine::Engine;
use afterword_store::sled::SledStore;
use afterword_store::{ActorId, Heard, HeardHash, OutboxId, OutboxRow, Store, Turn, Write};
use anyhow::{Context as _, Result};
use bench::people::Journey;
use bench::{ROUNDS, Sample, alternate, columns, heading, row, time, whole};
use tokio::runtime::Runtime;
use world::watched::{Sizes, Watched};

const BUDGET: Duration = Duration::from_millis(1200);
const WAITING: [usize; 3] = [1, 64, 512];
const PEOPLE: usize = 1024;
const TAG: u32 = 7;
/// How often a person is folded to say how long it takes.
const FOLDS: f64 = 20.0;
const CACHE_MIB: u64 = 256;
/// A typed answer to D8, and then it is taken back.
const TEXTS: [&str; 2] =
    ["What the first three months look like, and they had a plan for it with names and dates.", "back"];

static EVENTS: AtomicU64 = AtomicU64::new(0);

fn main() -> Result<()> {
    bench::machine::print();
    if bench::is_wanted("turns") {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        turns(&runtime)?;
    }
    if bench::is_wanted("fold") { fold() } else { Ok(()) }
}

fn turns(runtime: &Runtime) -> Result<()> {
    let (folder, bare_folder) = (world::folder()?, world::folder()?);
    let journey = Journey::in_a_debrief(TAG, 0, Settings::default());
    let (store, vault) = world::open(folder.path(), CACHE_MIB)?;
    let mut random = fastrand::Rng::with_seed(1);
    let wake_ms = journey.now.as_millisecond() + 86_400_000;
    let people = (0..PEOPLE).map(|n| {
        let actor = world::actor(&mut random, TAG);
        let turn = world::whole_journal(&vault, actor, &n.to_string(), &journey.journal, wake_ms)?;
        Ok(Write::Turn(Box::new(turn)))
    });
    store.commit(&people.collect::<Result<Vec<_>>>()?)?;
    let watched = Arc::new(Watched::new(store));
    let engine = runtime.block_on(world::start(watched.clone(), vault, journey.now, PEOPLE))?;

    // Everybody is folded once, and the engine shows what a turn of it writes.
    watched.forget();
    for _ in TEXTS {
        runtime.block_on(talk(&engine, 64, Some(PEOPLE / 64)));
    }
    let sizes = watched.sizes();
    let (bare_store, _vault) = world::open(bare_folder.path(), CACHE_MIB)?;
    let bare = Bare::new(bare_store, sizes);

    heading(
        "Durable turns a second, through the whole engine",
        &format!(
            "{PEOPLE} people in the middle of a debrief, all in the cache, say {{text}} and \"back\" in turn; each waits \
             for the receipt before saying more; the deliveries are counted in. The bare store turn is one \
             `Store::commit` of as many turns as wait, with the bytes of the engine's own: {sizes}. \
             \"and delivered\" adds the engine's second write, the message that arrived.",
        )
        .replace("{text}", "a text"),
    );
    columns(&[
        "waiting",
        "engine",
        "bare store turn",
        "bare, and delivered",
        "engine / bare",
        "engine / bare, and delivered",
        "on the processors, a turn of each",
    ]);
    for waiting in WAITING {
        let mut spent = [(); 3].map(|()| Vec::new());
        let [of_engine, of_bare, of_delivered] = &mut spent;
        let measured = alternate(&mut [
            &mut || a_second(of_engine, || runtime.block_on(talk(&engine, waiting, None))),
            &mut || a_second(of_bare, || bare.turns(waiting, false)),
            &mut || a_second(of_delivered, || bare.turns(waiting, true)),
        ]);
        let share = |n: usize| format!("{:.0} %", 100.0 * measured[0].median() / measured[n].median());
        // Without the round that does not count.
        let spent = spent.map(|spent| time(Sample::new(spent[1..].to_vec()).median()));
        row(&[
            &waiting,
            &measured[0].show(whole),
            &measured[1].show(whole),
            &measured[2].show(whole),
            &share(1),
            &share(2),
            &spent.join(", "),
        ]);
    }
    Ok(())
}

/// Runs so many turns; how many that is in a second. What a turn took on the
/// processors goes into `spent`: it says more where others use them too.
fn a_second(spent: &mut Vec<f64>, run: impl FnOnce() -> usize) -> f64 {
    let (begun, before) = (Instant::now(), bench::machine::all_on_processor());
    let turns = run() as f64;
    let rate = turns / begun.elapsed().as_secs_f64();
    spent.push((bench::machine::all_on_processor() - before) / turns);
    rate
}

/// So many talk at once, each waiting for the receipt before saying more; for
/// `each` rounds, or as long as the budget lasts. Returns the turns.
async fn talk(engine: &Engine, waiting: usize, each: Option<usize>) -> usize {
    let begun = Instant::now();
    let talkers: Vec<_> = (0..waiting)
        .map(|first| {
            let engine = engine.clone();
            tokio::spawn(async move {
                let people: Vec<_> = (first..PEOPLE).step_by(waiting).collect();
                let mut turns = 0;
                loop {
                    // The same twice in a row, so that everybody is where they were afterwards.
                    for text in TEXTS {
                        let event = EVENTS.fetch_add(1, Ordering::Relaxed);
                        let account = people[turns / TEXTS.len() % people.len()].to_string();
                        let receipt = engine.hear(world::said(&account, event, text)).await;
                        assert!(receipt.is_ok_and(|receipt| receipt.messages() == 1), "a turn was not taken");
                        turns += 1;
                    }
                    let over = each.map_or(begun.elapsed() >= BUDGET, |each| turns >= each);
                    if over {
                        return turns;
                    }
                }
            })
        })
        .collect();
    let mut turns = 0;
    for talker in talkers {
        turns += talker.await.unwrap_or(0);
    }
    engine.settled().await;
    turns
}

/// The store alone, with the bytes of the engine's turns.
struct Bare {
    store: Arc<SledStore>,
    sizes: Sizes,
    next: AtomicU64,
}

impl Bare {
    fn new(store: Arc<SledStore>, sizes: Sizes) -> Self {
        Self { store, sizes, next: AtomicU64::new(0) }
    }

    fn turns(&self, waiting: usize, delivered: bool) -> usize {
        let (begun, mut turns, mut before) = (Instant::now(), 0, Vec::new());
        while begun.elapsed() < BUDGET {
            let writes: Vec<_> = (0..waiting).map(|_| self.turn()).collect();
            let messages = writes.iter().map(|turn| Write::Delivered(turn.outbox[0].id)).collect();
            let arrived = std::mem::replace(&mut before, messages);
            let writes = writes.into_iter().map(|turn| Write::Turn(Box::new(turn)));
            let writes: Vec<_> = writes.chain(arrived.into_iter().filter(|_| delivered)).collect();
            let answers = self.store.commit(&writes);
            assert!(answers.is_ok_and(|answers| answers.iter().all(Result::is_ok)), "a bare turn was not taken");
            self.store.tidy();
            turns += waiting;
        }
        turns
    }

    /// People take turns, as they do in the engine.
    fn turn(&self) -> Turn {
        let nth = self.next.fetch_add(1, Ordering::Relaxed);
        let (who, before) = (nth % PEOPLE as u64, nth / PEOPLE as u64);
        let mut actor = [0; 16];
        // Actors are random; these are spread as random ones are.
        actor[..8].copy_from_slice(&who.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes());
        let (actor, revision) = (ActorId(actor), before + 1);
        let mut random = fastrand::Rng::with_seed(nth);
        let mut bytes = |length: usize| std::iter::repeat_with(|| random.u8(..)).take(length).collect::<Vec<_>>();
        let id = OutboxId { actor, revision, n: 0 };
        let mut heard = [0; 16];
        heard.copy_from_slice(&bytes(16));
        Turn {
            actor,
            expect: (before > 0).then_some(before),
            revision,
            entries: vec![(revision, bytes(self.sizes.entry))],
            // Somebody's wake-up stays where it is while they talk.
            wake_ms: Some(1_800_000_000_000 + (who % 97) as i64),
            heard: Some(Heard { id: HeardHash(heard), at_ms: 1_772_000_000_000 }),
            outbox: vec![OutboxRow { id, not_before_ms: 0, tries: 0, sealed: bytes(self.sizes.message) }],
            account: None,
            key: None,
        }
    }
}

fn fold() -> Result<()> {
    heading(
        "Folding a person from disk",
        "`Engine::person` on a cold cache: the rows read from sled on the real disk, unsealed, decoded and folded. \
         \"after opening\" is the first read of a store opened just now (the operating system may still hold the \
         pages), \"again\" the same with sled's cache warm; \"on the processor\" is what that took of it, whatever \
         else the machine was doing.",
    );
    columns(&["answers", "entries", "after opening", "again", "again, on the processor"]);
    for answers in [0, 400, 4000] {
        let folder = world::folder()?;
        let journey = Journey::in_a_debrief(TAG, answers, Settings::default());
        let (store, vault) = world::open(folder.path(), CACHE_MIB)?;
        let wake_ms = journey.now.as_millisecond() + 86_400_000;
        let actor = world::actor(&mut fastrand::Rng::with_seed(2), TAG);
        let turn = world::whole_journal(&vault, actor, "somebody", &journey.journal, wake_ms)?;
        store.commit(&[Write::Turn(Box::new(turn))])?;
        drop((store, vault));
        let mut times = [(); 3].map(|()| Vec::new());
        for _ in 0..ROUNDS {
            for (times, time) in times.iter_mut().zip(fold_once(folder.path(), &journey)?) {
                times.push(time);
            }
        }
        let [first, again, spent] = times.map(|times| Sample::new(times).show(time));
        row(&[&journey.answers(), &journey.journal.len(), &first, &again, &spent]);
    }
    Ok(())
}

/// The first fold of a store just opened, the mean of some more, and the same in processor time.
fn fold_once(folder: &Path, journey: &Journey) -> Result<[f64; 3]> {
    // On one thread, whose time on the processor can be told.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let times = runtime.block_on(async {
        let (store, vault) = world::open(folder, CACHE_MIB)?;
        let engine = world::start(store, vault, journey.now, 1).await?;
        let begun = Instant::now();
        let person = engine.person(world::PLATFORM, "somebody").await?.context("nobody is there")?;
        let first = begun.elapsed().as_secs_f64();
        assert!(person == journey.person, "the fold is another person");
        let (begun, before) = (Instant::now(), bench::machine::on_processor());
        for _ in 0..FOLDS as usize {
            drop(engine.person(world::PLATFORM, "somebody").await?);
        }
        let again = begun.elapsed().as_secs_f64() / FOLDS;
        let spent =
            before.zip(bench::machine::on_processor()).map_or(again, |(before, after)| (after - before) / FOLDS);
        Ok::<_, anyhow::Error>([first, again, spent])
    });
    // The store is closed with the last of its tasks.
    runtime.shutdown_timeout(Duration::from_secs(5));
    times
}
