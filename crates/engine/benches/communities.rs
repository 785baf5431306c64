//! Finding the communities that are due: 100 of few against 100 of many, on the real store.
//!
//! `cargo bench -p afterword-engine --bench communities`; `AFTERWORD_BENCH_COMMUNITIES` is how
//! many there are where there are many. Each community has three series; on each of fifteen days
//! one series of each of a hundred communities is due in the same minute. The same number of
//! communities is kept in memory on both sides, fewer than are due, so each is folded from disk.

#![allow(clippy::print_stdout)] // a table on standard output is what a benchmark is for

use std::{
    collections::HashMap,
    env,
    error::Error,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Instant,
};

use afterword_core::{
    Ask, Settings,
    community::{
        Act, Landed, Library, NewPrompt, Opens, Order, Own, Place, PlaceKind, Plan, Who, rotation,
        schedule::{CatchUp, Repeat, Schedule},
    },
    event::{Meaning, Unclear},
};
use afterword_engine::{
    Courier, Done, Ear, Engine, Errand, Gathered, Gathering, Limits, ManualClock, Outcome, Outgoing, Parts, Platform,
    Upkeep,
};
use afterword_store::{
    Store as _,
    seal::{KeysFolder, Vault},
    sled::{SledOptions, SledStore},
};
use jiff::{
    SignedDuration, Timestamp,
    civil::{DateTime, time},
};

type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

const PLATFORM: &str = "bench";
/// Communities with a run in the same minute.
const DUE: usize = 100;
const SERIES: usize = 3;
const DAYS: usize = 15;
/// Communities in memory.
const KEPT: usize = 50;
/// Orders that wait at once while everything is set up.
const TOGETHER: usize = 64;

fn main() -> Result<()> {
    let many = env::var("AFTERWORD_BENCH_COMMUNITIES").map_or(Ok(10_000), |many| many.parse())?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    println!("| communities | series | looking up what is due | {DUE} runs claimed, posted and marked |");
    println!("| --- | --- | --- | --- |");
    runtime.block_on(async {
        let mut stands = [Stand::new(DUE).await?, Stand::new(many).await?];
        // By turns, so that both meet the same noise.
        for day in 0..DAYS {
            for stand in &mut stands {
                stand.measure(day).await?;
            }
        }
        for Stand { communities, lookups, runs, .. } in stands {
            println!("| {communities} | {} | {} µs | {} ms |", communities * SERIES, spread(lookups), spread(runs));
        }
        Ok(())
    })
}

/// So many communities in a store of their own.
struct Stand {
    communities: usize,
    engine: Engine,
    store: Arc<SledStore>,
    clock: Arc<ManualClock>,
    posts: Arc<Posts>,
    /// Microseconds.
    lookups: Vec<f64>,
    /// Milliseconds.
    runs: Vec<f64>,
    _folder: tempfile::TempDir,
}

impl Stand {
    async fn new(communities: usize) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let store = Arc::new(SledStore::open(folder.path(), SledOptions::default())?);
        let vault = Vault::open_or_create(&KeysFolder::program(folder.path().join("keys")), store.as_ref())?;
        // A Tuesday at noon.
        let clock = Arc::new(ManualClock::at(moment("2026-03-10T12:00:00Z")?));
        let posts = Arc::new(Posts::default());
        let platform = Platform { shown: "A benchmark".to_owned(), courier: Arc::clone(&posts) as _, limited: false };
        let engine = Engine::start(Parts {
            store: Arc::clone(&store) as _,
            vault: Arc::new(vault),
            ear: Arc::new(Deaf),
            clock: Arc::clone(&clock) as _,
            settings: Settings::default(),
            prompts: Vec::new(),
            platforms: HashMap::from([(PLATFORM.to_owned(), platform)]),
            limits: Limits { people: KEPT, ..Limits::default() },
            upkeep: Upkeep::into_folder("backups"), // none are made: nothing calls for it
            accept_clock: false,
        })
        .await?;
        set_up(&engine, communities).await?;
        let (lookups, runs) = (Vec::new(), Vec::new());
        Ok(Self { communities, engine, store, clock, posts, lookups, runs, _folder: folder })
    }

    /// One day: what is due is looked up, and then posted.
    async fn measure(&mut self, day: usize) -> Result<()> {
        let at = moment("2026-03-11T09:00:05Z")?;
        self.clock.set(at + SignedDuration::from_hours(24) * i32::try_from(day)?);
        let begun = Instant::now();
        let due = self.store.due(self.engine.now().as_millisecond(), 1024)?;
        self.lookups.push(begun.elapsed().as_secs_f64() * 1e6);
        let before = self.posts.0.load(Ordering::SeqCst);
        let begun = Instant::now();
        let woken = self.engine.tick().await?;
        self.engine.settled().await;
        self.runs.push(begun.elapsed().as_secs_f64() * 1e3);
        let posted = self.posts.0.load(Ordering::SeqCst) - before;
        if (due.len(), woken, posted) != (DUE, DUE, DUE) {
            return Err(format!("{} due, {woken} woken, {posted} posted, instead of {DUE}", due.len()).into());
        }
        Ok(())
    }
}

fn moment(text: &str) -> Result<Timestamp> {
    text.parse().map_err(|wrong: jiff::Error| wrong.to_string().into())
}

/// Each has three series; those of the first hundred have one that posts each day, all others post in half a year.
async fn set_up(engine: &Engine, communities: usize) -> Result<()> {
    let setters: Vec<_> = (0..TOGETHER)
        .map(|first| {
            let engine = engine.clone();
            tokio::spawn(async move {
                for community in (first..communities).step_by(TOGETHER) {
                    for (n, order) in orders(community < DUE).into_iter().enumerate() {
                        let by = Who { account: format!("mo {community}").into(), moderator: true };
                        let gathered = Gathered {
                            platform: PLATFORM.to_owned(),
                            community: community.to_string(),
                            event: Some(format!("{community} {n}")),
                            what: Gathering::Ordered { by, order },
                        };
                        engine.hear_community(gathered).await?;
                    }
                }
                Ok::<_, Box<dyn Error + Send + Sync>>(())
            })
        })
        .collect();
    for setter in setters {
        setter.await??;
    }
    engine.settled().await;
    Ok(())
}

fn orders(daily: bool) -> Vec<Order> {
    let prompt = |n| NewPrompt {
        text: format!("What went well, the {n}th time?").into(),
        theme: "own".to_owned(),
        opens: Opens::Debrief,
        season: None,
        picture: None,
    };
    let far: DateTime = DateTime::constant(2026, 9, 1, 9, 0, 0, 0);
    let series = (0..SERIES).map(|n| {
        let schedule = Schedule::new(Repeat::Daily { at: time(9, 0, 0, 0) }, "UTC");
        let from = (!(daily && n == 0)).then(|| far.date());
        Order::AddSeries(Box::new(Plan {
            name: format!("Series {n}").into(),
            library: Library { themes: Vec::new(), own: Own::All },
            order: rotation::Order::default(),
            place: Place { channel: "general".to_owned(), kind: PlaceKind::Message },
            schedule: Schedule { from, ..schedule },
            role: None,
            catch_up: CatchUp::default(),
            pins: false,
            warns: false,
        }))
    });
    std::iter::once(Order::AddPrompts((0..20).map(prompt).collect())).chain(series).collect()
}

/// `median (least–most)`.
fn spread(mut values: Vec<f64>) -> String {
    values.sort_by(f64::total_cmp);
    let at = |place: usize| values.get(place).copied().unwrap_or_default();
    format!("{:.0} ({:.0}–{:.0})", at(values.len() / 2), at(0), at(values.len().saturating_sub(1)))
}

/// Does everything at once, and counts posts.
#[derive(Default)]
struct Posts(AtomicUsize);

#[async_trait::async_trait]
impl Courier for Posts {
    async fn deliver(&self, _: &Outgoing) -> Outcome {
        Outcome::Arrived
    }

    async fn act(&self, errand: &Errand) -> Done {
        if matches!(errand.act, Act::Post(_)) {
            self.0.fetch_add(1, Ordering::SeqCst);
        }
        Done::Done(Landed { message: Some(errand.key.clone()), ..Landed::default() })
    }
}

/// Nobody says anything.
struct Deaf;

impl Ear for Deaf {
    fn understand(&self, _: &str, _: Option<&Ask>, _: DateTime, _: &Settings) -> Meaning {
        Meaning::Unclear(Unclear::Empty)
    }
}
