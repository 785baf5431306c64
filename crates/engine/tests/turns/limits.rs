//! What is not taken, what is said of it, and that it is taken when it is sent again.

use std::collections::HashMap;
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use afterword_core::{Command, Refusal};
use afterword_engine::{Engine, Fate, Limits, NotTaken, Outcome, Parts, SetAside, Stopped};
use jiff::SignedDuration;

use crate::memory::{Disk, Fault};
use crate::world::{ANNA, TERMINAL, World, command, ok, parts, refused, said, visit};

fn help(account: &str, event: &str) -> afterword_engine::Inbound {
    command(account, event, Command::Help)
}

/// What was refused, and whether they are told.
fn told(why: NotTaken) -> (Refusal, bool) {
    match why {
        NotTaken::Refused { refusal, tell } => (refusal, tell),
        other => panic!("{other}"),
    }
}

fn seconds(seconds: i64) -> SignedDuration {
    SignedDuration::from_secs(seconds)
}

#[test]
fn whoever_is_not_heard_is_told_why() {
    let aside = SetAside { tree: "entry", row: "00".into(), why: "does not open" };
    for (why, refusal) in [
        (NotTaken::Busy, Some(Refusal::Busy)),
        (NotTaken::NoRoom, Some(Refusal::NoRoom)),
        (NotTaken::Defect, Some(Refusal::Defect)),
        (NotTaken::SetAside(aside), Some(Refusal::Unreadable)),
        (NotTaken::Stopped(Stopped { why: "the end".into() }), None),
        (NotTaken::Refused { refusal: Refusal::Full, tell: true }, Some(Refusal::Full)),
        (NotTaken::Refused { refusal: Refusal::Full, tell: false }, None),
    ] {
        assert_eq!(why.refusal(), refusal, "{why}");
    }
}

#[tokio::test(start_paused = true)]
async fn who_is_too_quick_waits_and_is_then_heard() {
    let limits = Limits { messages_per_minute: 30, burst: 3, ..Limits::default() };
    let world = World::limited(limits).await;
    for text in ["hello", "yes", "skip"] {
        world.says(text).await;
    }
    world.engine.settled().await;
    let rows = world.disk.rows().log.len();
    let too_fast = Refusal::TooFast { wait: seconds(2) };
    // Said once a minute, whatever it is that comes.
    for (call, tell) in [(help(ANNA, "more"), true), (help(ANNA, "more"), false), (visit(ANNA), false)] {
        assert_eq!(told(refused(world.engine.hear(call).await)), (too_fast, tell));
    }
    assert_eq!(world.disk.rows().log.len(), rows, "it costs the store nothing");
    world.hears(help("bob", "b")).await;
    world.clock.advance(seconds(2));
    assert!(!world.hears(help(ANNA, "more")).await.duplicate, "it was not remembered as heard");
    assert!(!told(refused(world.engine.hear(help(ANNA, "even more")).await)).1);
    world.clock.advance(seconds(60));
    for event in ["4", "5", "6"] {
        world.hears(help(ANNA, event)).await;
    }
    assert_eq!(told(refused(world.engine.hear(help(ANNA, "7")).await)), (too_fast, true));
}

#[tokio::test(start_paused = true)]
async fn over_any_schedule_no_more_than_burst_and_rate_gets_through() {
    for seed in 0..10 {
        let mut random = fastrand::Rng::with_seed(seed);
        let (burst, rate) = (random.u32(1..10), random.u32(1..120));
        let limits = Limits { messages_per_minute: rate, burst, ..Limits::default() };
        let world = World::limited(limits).await;
        let start_ms = world.clock_ms();
        let mut taken: HashMap<&str, i64> = HashMap::new();
        for event in 0..150 {
            world.clock.advance(SignedDuration::from_millis(random.i64(0..900)));
            let account = if random.bool() { ANNA } else { "bob" };
            let heard = world.engine.hear(help(account, &event.to_string())).await;
            *taken.entry(account).or_default() += i64::from(heard.is_ok());
            let most = i64::from(burst) + (world.clock_ms() - start_ms) * i64::from(rate) / 60_000;
            assert!(taken[account] <= most, "{} of {most} in seed {seed}", taken[account]);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn wake_ups_do_not_count() {
    let world = World::with_anna().await;
    world.settles_in().await;
    world.notes_interview("the Leeds job", "2026-03-10T15:00").await;
    world.engine.settled().await;
    let world = world.relimited(Limits { messages_per_minute: 1, burst: 1, ..Limits::default() }).await;
    let mut woken = 0;
    for _ in 0..48 {
        world.clock.advance(seconds(30 * 60));
        woken += ok(world.engine.tick().await);
    }
    assert!(woken > 0);
    world.hears(help(ANNA, "after all of them")).await;
}

#[tokio::test(start_paused = true)]
async fn the_owner_of_the_machine_is_not_held_to_a_pace() {
    let disk = Disk::default();
    let world = World::on(disk.clone(), disk.sound()).await;
    let limits = Limits { messages_per_minute: 1, burst: 1, new_people_per_hour: 0, ..Limits::default() };
    let parts = Parts { limits, ..parts(&disk, disk.sound(), world.clock.clone(), world.post.clone()) };
    let engine = ok(Engine::start(parts).await);
    for event in 0..200 {
        ok(engine.hear(help(ANNA, &event.to_string())).await);
    }
}

#[tokio::test(start_paused = true)]
async fn only_so_many_come_for_the_first_time_in_an_hour() {
    let limits = Limits { new_people_per_hour: 2, ..Limits::default() };
    let world = World::limited(limits).await;
    world.says("hello").await;
    world.clock.advance(seconds(600));
    world.hears(said("bob", "b hello", "hello")).await;
    let crowded = |wait| Refusal::Crowded { wait: seconds(wait) };
    assert_eq!(told(refused(world.engine.hear(said("cleo", "c", "hello")).await)), (crowded(3000), true));
    assert_eq!(told(refused(world.engine.hear(said("cleo", "c", "hello")).await)), (crowded(3000), false));
    assert!(ok(world.engine.person(TERMINAL, "cleo").await).is_none());
    // Who has begun goes on, and who has agreed is known.
    world.says("yes").await;
    world.hears(said("bob", "b yes", "yes")).await;
    world.clock.advance(seconds(2999));
    world.says("skip").await;
    assert_eq!(told(refused(world.engine.hear(said("cleo", "c", "hello")).await)), (crowded(1), true));
    world.clock.advance(seconds(1));
    assert!(!world.hears(said("cleo", "c", "hello")).await.duplicate);
    // A redelivery brings nobody new.
    assert!(world.hears(said("dan", "hello", "hello")).await.duplicate);
}

#[tokio::test(start_paused = true)]
async fn a_closed_invitation_shuts_nobody_out_who_is_in() {
    let world = World::with_anna().await;
    let world = world.relimited(Limits { new_people_per_hour: 0, ..Limits::default() }).await;
    world.says("skip").await;
    for _ in 0..2 {
        let why = refused(world.engine.hear(said("bob", "b", "hello")).await);
        assert_eq!(told(why).0, Refusal::Closed);
    }
    let world = world.relimited(Limits::default()).await;
    assert!(!world.hears(said("bob", "b", "hello")).await.duplicate);
}

#[tokio::test(start_paused = true)]
async fn a_full_journal_takes_what_is_theirs_by_right_and_no_more() {
    let world = World::with_anna().await;
    world.settles_in().await;
    world.notes_interview("the Leeds job", "2026-03-12T15:00").await;
    world.engine.settled().await;
    let entries = ok(world.engine.export(TERMINAL, ANNA).await).unwrap().len();
    let full = Limits { entries_per_person: entries + 1, burst: 100, ..Limits::default() };
    let world = world.relimited(full).await;
    world.hears(command(ANNA, "the last one", Command::Debrief(None))).await;
    let written = world.disk.rows().log.len();
    for refused_now in [Command::Interview, Command::Debrief(None), Command::Rehearse, Command::Zone] {
        let event = format!("{refused_now:?}");
        let why = refused(world.engine.hear(command(ANNA, &event, refused_now)).await);
        assert_eq!(told(why), (Refusal::Full, true));
    }
    let answer = || said(ANNA, "an answer", "skip");
    assert_eq!(told(refused(world.engine.hear(answer()).await)), (Refusal::Full, true));
    assert_eq!(world.disk.rows().log.len(), written);
    let until = "2026-03-20T09:00:00".parse().unwrap();
    for goes_on in [
        Command::Help,
        Command::Support,
        Command::Privacy,
        Command::List,
        Command::Sheet,
        Command::DeleteThat,
        Command::Quiet(Some(until)),
        Command::Unquiet,
    ] {
        let event = format!("{goes_on:?}");
        let receipt = world.hears(command(ANNA, &event, goes_on)).await;
        assert!(receipt.messages() > 0, "{event}");
    }
    // "Leave me be" asks until when, and hears the answer.
    world.hears(command(ANNA, "quiet", Command::Quiet(None))).await;
    world.hears(said(ANNA, "until", "2026-03-20T09:00")).await;
    assert!(ok(world.engine.erase(TERMINAL, ANNA).await), "and it can all be erased");
    world.hears(said(ANNA, "anew", "hello")).await;
}

#[tokio::test(start_paused = true)]
async fn with_more_room_it_goes_on() {
    let world = World::with_anna().await;
    let full = Limits { entries_per_person: 1, ..Limits::default() };
    let world = world.relimited(full).await;
    assert_eq!(told(refused(world.engine.hear(said(ANNA, "s", "skip")).await)), (Refusal::Full, true));
    let world = world.relimited(Limits::default()).await;
    assert!(!world.hears(said(ANNA, "s", "skip")).await.duplicate);
}

#[tokio::test(start_paused = true)]
async fn a_blocked_account_is_told_so_once_a_day_and_nothing_is_kept() {
    let mut world = World::with_anna().await;
    world.engine.settled().await;
    ok(world.engine.block(TERMINAL, ANNA, true).await);
    let kept = world.disk.rows().log.len();
    let mut tell = true;
    for _ in 0..2 {
        for _ in 0..3 {
            let why = refused(world.engine.hear(said(ANNA, "s", "skip")).await);
            assert_eq!(told(why), (Refusal::Blocked, tell));
            tell = false;
        }
        world.clock.advance(SignedDuration::from_hours(24));
        let why = refused(world.engine.hear(visit(ANNA)).await);
        assert_eq!(told(why), (Refusal::Blocked, true), "a day later");
        // The list outlives the process.
        world = world.restarted().await;
        tell = true;
    }
    world.engine.settled().await;
    assert_eq!(world.disk.rows().log.len(), kept);
    assert!(world.agreed(ANNA).await && world.facts(ANNA).await.is_some(), "the operator can export it");
    world.hears(said("bob", "b", "hello")).await;
    ok(world.engine.block(TERMINAL, ANNA, false).await);
    assert!(!world.hears(said(ANNA, "s", "skip")).await.duplicate);
    // Erasing somebody does not let them in again.
    ok(world.engine.block(TERMINAL, ANNA, true).await);
    assert!(ok(world.engine.erase(TERMINAL, ANNA).await));
    assert_eq!(told(refused(world.engine.hear(said(ANNA, "anew", "hello")).await)).0, Refusal::Blocked);
}

#[tokio::test(start_paused = true)]
async fn a_stranger_can_be_blocked() {
    let world = World::new().await;
    world.says("hello").await;
    ok(world.engine.block(TERMINAL, ANNA, true).await);
    assert_eq!(told(refused(world.engine.hear(said(ANNA, "yes", "yes")).await)), (Refusal::Blocked, true));
    assert!(ok(world.engine.person(TERMINAL, ANNA).await).is_none());
    assert_eq!(ok(world.engine.actors_count().await), 0);
}

#[tokio::test(start_paused = true)]
async fn what_is_due_for_a_blocked_account_is_held() {
    let world = World::with_anna().await;
    world.settles_in().await;
    world.notes_interview("the Leeds job", "2026-03-10T15:00").await;
    world.engine.settled().await;
    // One message waits in the outbox, and a reminder in the journal.
    world.post.always(Outcome::Later { retry_after: None });
    world.hears(help(ANNA, "help")).await;
    world.engine.settled().await;
    let waiting = world.disk.rows().outbox.len();
    assert!(waiting > 0);
    world.post.always(Outcome::Arrived);
    ok(world.engine.block(TERMINAL, ANNA, true).await);
    let world = world.restarted().await;
    let (turns, tries) = (world.disk.rows().log.len(), world.post.tries().len());
    let mut woken = 0;
    for _ in 0..20 {
        world.clock.advance(SignedDuration::from_hours(1));
        woken += ok(world.engine.tick().await);
        world.engine.settled().await;
    }
    assert!(woken == 1, "woken {woken} times: it is put off for a day");
    assert_eq!((world.disk.rows().log.len(), world.post.tries().len()), (turns, tries));
    assert_eq!(world.disk.rows().outbox.len(), waiting, "held, not lost");

    ok(world.engine.block(TERMINAL, ANNA, false).await);
    world.engine.settled().await;
    assert_eq!(world.post.tries().len(), tries + waiting, "what was held comes at once");
    assert!(world.disk.rows().outbox.is_empty());
    let mut woken = 0;
    for _ in 0..24 {
        woken += ok(world.engine.tick().await);
        world.clock.advance(SignedDuration::from_hours(1));
    }
    assert!(woken > 0, "and so does what was due, at an hour that suits");
}

#[tokio::test(start_paused = true)]
async fn what_a_stranger_is_still_to_be_told_is_bounded() {
    let world = World::new().await;
    world.says("hello").await;
    world.engine.settled().await;
    world.post.weather(|_| (Duration::from_secs(30), Outcome::Arrived));
    let (mut taken, mut busy) = (Vec::new(), 0);
    for n in 0..100 {
        match world.engine.hear(help(ANNA, &format!("help {n}"))).await {
            Ok(receipt) => taken.push(receipt),
            Err(why) => {
                assert_eq!(why, NotTaken::Busy);
                busy += 1;
            }
        }
    }
    assert!(taken.len() <= Limits::default().waiting_per_account && busy > 0, "{} waited", taken.len());
    for receipt in taken {
        assert!(receipt.delivered().await.iter().all(|fate| *fate == Fate::Arrived));
    }
    assert!(!world.hears(help(ANNA, "help 99")).await.duplicate, "it had not been taken");
}

#[tokio::test(start_paused = true)]
async fn what_waits_for_a_slow_platform_waits_on_the_disk() {
    let world = World::with_anna().await;
    world.post.weather(|_| (Duration::from_secs(30), Outcome::Arrived));
    for n in 0..100 {
        world.hears(help(ANNA, &format!("help {n}"))).await;
        ok(world.engine.tick().await);
    }
    assert!(world.disk.rows().outbox.len() > 90);
    world.engine.settled().await;
    assert!(world.disk.rows().outbox.is_empty());
    let arrived = world.post.arrived();
    let once: std::collections::HashSet<_> = arrived.iter().collect();
    assert_eq!(once.len(), arrived.len(), "nobody waits twice");
}

/// A store that waits until it is let go.
#[derive(Default)]
struct Hold(Mutex<bool>, Condvar);

impl Hold {
    fn set(&self, held: bool) {
        *self.0.lock().unwrap() = held;
        self.1.notify_all();
    }

    fn wait(&self) {
        drop(self.1.wait_while(self.0.lock().unwrap(), |held| *held).unwrap());
    }
}

/// On threads: a commit that hangs must hold up nobody but those who wait for it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn with_a_disk_that_hangs_so_many_wait_and_the_rest_hear_so_at_once() {
    let (disk, hold) = (Disk::default(), Arc::new(Hold::default()));
    let store = disk.open({
        let hold = Arc::clone(&hold);
        move |_| {
            hold.wait();
            Fault::None
        }
    });
    let people: Vec<_> = (0..12).map(|n| format!("person {n}")).collect();
    let world = World::on(disk.clone(), disk.sound()).await;
    for (text, account) in ["hello", "yes"].into_iter().flat_map(|text| people.iter().map(move |who| (text, who))) {
        world.hears(said(account, &format!("{account} {text}"), text)).await;
    }
    world.engine.settled().await;
    // Small enough that the committer's own queue is full as well.
    let limits = Limits { waiting: 8, waiting_per_account: 2, batch: 1, people: 100, ..Limits::default() };
    let parts = Parts { limits, ..parts(&disk, store, world.clock.clone(), world.post.clone()) };
    let engine = ok(Engine::start(parts).await);
    hold.set(true);
    let event = |account: &str, n: u8| help(account, &format!("{account} {n}"));
    let mut waiting = vec![engine.hear(event(&people[0], 0)), engine.hear(event(&people[0], 1))];
    assert_eq!(refused(engine.hear(event(&people[0], 2)).await), NotTaken::Busy, "of one account");
    waiting.extend(people[1..7].iter().map(|account| engine.hear(event(account, 0))));
    for account in &people[7..] {
        assert_eq!(refused(engine.hear(event(account, 0)).await), NotTaken::Busy, "of everybody");
    }
    // Some of them are in the committer's queue by then, some are not.
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
    hold.set(false);
    for taken in waiting {
        assert!(!ok(taken.await).duplicate);
    }
    for account in &people[7..] {
        assert!(!ok(engine.hear(event(account, 0)).await).duplicate, "it had not been taken");
    }
}
