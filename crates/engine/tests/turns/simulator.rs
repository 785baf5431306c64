//! Random schedules: doubled and pipelined events, couriers that fail, stores
//! that fail before or after writing, crashes at any moment. Whatever happens,
//! each event has one effect, in order, and what was acknowledged stays.
//!
//! A schedule is drawn from its seed, and one thread and a clock that waits for
//! nobody run it, so `SEED=123 cargo test` replays one. (Only the random names
//! of actors and keys differ from run to run.)

mod checks;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use afterword_core::Command;
use afterword_engine::{Clock, Engine, Inbound, Limits, ManualClock, NotTaken, Outcome, Parts};
use afterword_store::Revision;
use fastrand::Rng;
use jiff::SignedDuration;
use tokio::task::JoinSet;

use crate::memory::{Disk, Fault};
use crate::world::{Post, TERMINAL, command, parts, said, tuesday, visit};

const SEEDS: u64 = 300;
const ACCOUNTS: [&str; 3] = ["anna", "bob", "cleo"];
const EVENTS: usize = 16;
/// How many events of an account are under way at once.
const PIPELINE: usize = 3;

#[test]
fn any_schedule_comes_out_right() {
    let seeds = match std::env::var("SEED") {
        Ok(seed) => seed.parse().map(|seed| seed..seed + 1).expect("SEED is a number"),
        Err(_) => 0..SEEDS,
    };
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    let share = |worker| seeds.clone().skip(worker).step_by(workers).map(simulate_named);
    let seen: Vec<Seen> = std::thread::scope(|scope| {
        let workers: Vec<_> =
            (0..workers).map(|worker| scope.spawn(move || share(worker).collect::<Vec<_>>())).collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("a seed failed")).collect()
    });
    let seen = seen.iter().fold(Seen::default(), Seen::and);
    if seeds.end - seeds.start > 1 {
        // A simulator in which nothing goes wrong proves nothing.
        assert!(seen.lives > 2 * SEEDS as usize, "{seen:?}");
        assert!(seen.failed_before > 50 && seen.failed_after > 50 && seen.failed_told > 50, "{seen:?}");
        assert!(seen.crashes > 50, "{seen:?}");
        assert!(seen.duplicates > 500 && seen.retries > 500 && seen.wakes > 50, "{seen:?}");
    }
}

/// What happened, so that the test knows that it tests.
#[derive(Debug, Default, Clone)]
struct Seen {
    lives: usize,
    crashes: usize,
    failed_before: usize,
    failed_after: usize,
    failed_told: usize,
    duplicates: usize,
    retries: usize,
    wakes: usize,
}

impl Seen {
    fn and(self, other: &Self) -> Self {
        Self {
            lives: self.lives + other.lives,
            crashes: self.crashes + other.crashes,
            failed_before: self.failed_before + other.failed_before,
            failed_after: self.failed_after + other.failed_after,
            failed_told: self.failed_told + other.failed_told,
            duplicates: self.duplicates + other.duplicates,
            retries: self.retries + other.retries,
            wakes: self.wakes + other.wakes,
        }
    }
}

fn simulate_named(seed: u64) -> Seen {
    std::panic::catch_unwind(|| simulate(seed)).unwrap_or_else(|_| panic!("seed {seed} failed"))
}

/// What outlives the process: the disk, what the platforms know, what the tester remembers.
struct Run {
    rng: Mutex<Rng>,
    disk: Disk,
    clock: Arc<ManualClock>,
    post: Arc<Post>,
    seen: Arc<Mutex<Seen>>,
    people: Mutex<BTreeMap<&'static str, Script>>,
    /// The last life, in which nothing goes wrong any more.
    calm: bool,
}

/// What one account has to say.
#[derive(Default, Clone)]
struct Script {
    /// Tries to agree so far: somebody whose yes was lost is asked again.
    greetings: usize,
    agreed: bool,
    /// How many events, in order, the platform knows to be taken.
    acknowledged: usize,
    /// The revision each acknowledged event was answered at.
    revisions: BTreeMap<usize, Revision>,
}

fn simulate(seed: u64) -> Seen {
    let mut run = Run {
        rng: Mutex::new(Rng::with_seed(seed)),
        disk: Disk::default(),
        clock: Arc::new(ManualClock::at(tuesday())),
        post: Arc::new(Post::default()),
        seen: Arc::default(),
        people: Mutex::new(ACCOUNTS.map(|account| (account, Script::default())).into()),
        calm: false,
    };
    for life in 0.. {
        run.calm = life == 5;
        run.seen.lock().unwrap().lives += 1;
        let finished = Arc::new(run).live();
        run = finished.0;
        run.check_disk();
        if finished.1 {
            break;
        }
        assert!(!run.calm, "the last life ends well");
    }
    run.check_deliveries();
    run.seen.lock().unwrap().clone()
}

impl Run {
    /// One life of the process. Returns whether everything was said and delivered.
    fn live(self: Arc<Self>) -> (Self, bool) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build();
        let runtime = runtime.unwrap();
        let all_said = runtime.block_on(async {
            let engine = self.start().await;
            let Some(engine) = engine else { return false };
            let until = match self.draw(|rng| rng.u64(..2)) {
                0 if !self.calm => Duration::from_millis(self.draw(|rng| rng.u64(..20_000))),
                _ => Duration::from_secs(1_000_000),
            };
            tokio::select! {
                done = self.everybody(&engine) => done,
                _ = engine.stopped() => false,
                () = tokio::time::sleep(until) => {
                    self.seen.lock().unwrap().crashes += 1;
                    false
                }
            }
        });
        // Everything under way ends here and now, as in a power cut.
        drop(runtime);
        (Arc::into_inner(self).expect("the process is over"), all_said)
    }

    async fn start(self: &Arc<Self>) -> Option<Engine> {
        let (rng, seen, calm) = (self.fork(), Arc::clone(&self.seen), self.calm);
        let rng = Mutex::new(rng);
        let store = self.disk.open(move |_| {
            let mut seen = seen.lock().unwrap();
            match rng.lock().unwrap().u32(..200) {
                _ if calm => Fault::None,
                0 => {
                    seen.failed_before += 1;
                    Fault::FailBefore
                }
                1 => {
                    seen.failed_after += 1;
                    Fault::FailAfter
                }
                2 => {
                    seen.failed_told += 1;
                    Fault::FailTold
                }
                3..=9 => Fault::Disagree,
                _ => Fault::None,
            }
        });
        let (mut rng, seen, calm) = (self.fork(), Arc::clone(&self.seen), self.calm);
        self.post.weather(move |_| {
            let takes = Duration::from_millis(rng.u64(..3000));
            let outcome = match rng.u32(..10) {
                0..=1 if !calm => {
                    seen.lock().unwrap().retries += 1;
                    Outcome::Later { retry_after: rng.bool().then_some(takes * 3) }
                }
                _ => Outcome::Arrived,
            };
            (takes, outcome)
        });
        let parts = parts(&self.disk, store, self.clock.clone(), self.post.clone());
        let limits = Limits { people: self.draw(|rng| rng.usize(2..6)), ..parts.limits };
        Engine::start(Parts { limits, ..parts }).await.ok()
    }

    /// Everybody talks, time passes; `true` once all is said, delivered and right.
    async fn everybody(self: &Arc<Self>, engine: &Engine) -> bool {
        let mut people = JoinSet::new();
        for account in ACCOUNTS {
            people.spawn(Arc::clone(self).somebody(account, engine.clone()));
        }
        let ticking = async {
            loop {
                tokio::time::sleep(Duration::from_secs(1)).await;
                let days = self.draw(|rng| if rng.u32(..6) == 0 { rng.i64(0..4) } else { 0 });
                if self.jump(days) {
                    self.clock.advance(SignedDuration::from_hours(days * 24));
                }
                self.clock.advance(SignedDuration::from_secs(1));
                match engine.tick().await {
                    Ok(woken) => self.seen.lock().unwrap().wakes += woken,
                    Err(_) => std::future::pending().await,
                }
            }
        };
        tokio::select! {
            all = people.join_all() => if !all.into_iter().all(|done| done) { return false },
            () = ticking => {}
        }
        for _ in 0..50 {
            engine.settled().await;
            if self.disk.rows().outbox.is_empty() {
                return self.check_folds(engine).await;
            }
            self.clock.advance(SignedDuration::from_hours(1));
            match engine.tick().await {
                Ok(woken) => self.seen.lock().unwrap().wakes += woken,
                Err(_) => return false,
            }
        }
        panic!("messages that never arrive");
    }

    /// One account says what is left of its script.
    async fn somebody(self: Arc<Self>, account: &'static str, engine: Engine) -> bool {
        while !self.script(account).agreed {
            let n = self.script(account).greetings;
            self.with_script(account, |script| script.greetings += 1);
            for text in ["hello", "yes"] {
                let event = format!("{account} {text} {n}");
                if !self.told(&engine, &said(account, &event, text)).await {
                    return false;
                }
            }
            let Ok(person) = engine.person(TERMINAL, account).await else { return false };
            let agreed = person.is_some_and(|person| person.agreed());
            self.with_script(account, |script| script.agreed = agreed);
        }
        while self.script(account).acknowledged < EVENTS {
            let from = self.script(account).acknowledged;
            // The platform redelivers what it does not know to be taken, and sometimes more.
            let from = from.saturating_sub(self.draw(|rng| rng.usize(..4)).saturating_sub(1));
            let calls: Vec<_> =
                (from..EVENTS.min(from + PIPELINE)).map(|n| (n, engine.hear(event(account, n)))).collect();
            for (n, call) in calls {
                match call.await {
                    Ok(receipt) => self.acknowledge(account, n, &receipt),
                    Err(NotTaken::Busy) => break,
                    Err(NotTaken::Stopped(_)) => return false,
                    Err(other) => panic!("{other}"),
                }
            }
            tokio::time::sleep(Duration::from_millis(self.draw(|rng| rng.u64(..2000)))).await;
            if self.draw(|rng| rng.u32(..5)) == 0 && engine.hear(visit(account)).await.is_err() {
                return false;
            }
        }
        true
    }

    /// Tells one event until it is taken, sometimes twice.
    async fn told(&self, engine: &Engine, inbound: &Inbound) -> bool {
        for _ in 0..=self.draw(|rng| rng.u32(..2)) {
            match engine.hear(inbound.clone()).await {
                Ok(_) => {}
                Err(NotTaken::Stopped(_)) => return false,
                Err(other) => panic!("{other}"),
            }
        }
        true
    }

    fn acknowledge(&self, account: &str, n: usize, receipt: &afterword_engine::Receipt) {
        if receipt.duplicate {
            self.seen.lock().unwrap().duplicates += 1;
        }
        self.with_script(account, |script| {
            let before = script.revisions.insert(n, receipt.revision);
            assert!(before.is_none_or(|before| before == receipt.revision), "{account} {n}");
            if script.acknowledged == n {
                script.acknowledged += 1;
            }
        });
    }

    /// Whether so many days may pass. Events are forgotten after thirty, and
    /// platforms are not supposed to redeliver as late as that.
    fn jump(&self, days: i64) -> bool {
        let since = self.clock.now().duration_since(tuesday());
        since + SignedDuration::from_hours(days * 24) < SignedDuration::from_hours(20 * 24)
    }

    fn draw<T>(&self, draw: impl FnOnce(&mut Rng) -> T) -> T {
        draw(&mut self.rng.lock().unwrap())
    }

    fn fork(&self) -> Rng {
        self.draw(Rng::fork)
    }

    fn script(&self, account: &str) -> Script {
        self.people.lock().unwrap()[account].clone()
    }

    fn with_script(&self, account: &str, change: impl FnOnce(&mut Script)) {
        change(self.people.lock().unwrap().get_mut(account).expect("one of the accounts"));
    }
}

/// The `n`-th event of an account, always the same.
fn event(account: &str, n: usize) -> Inbound {
    let id = format!("{account} {n}");
    match n {
        2 => command(account, &id, Command::Interview),
        3 => said(account, &id, "the Leeds job"),
        7 => said(account, &id, "2026-03-14T15:00"),
        11 => command(account, &id, Command::Help),
        12 => command(account, &id, Command::Debrief(None)),
        13 => command(account, &id, Command::List),
        _ => said(account, &id, "skip"),
    }
}
