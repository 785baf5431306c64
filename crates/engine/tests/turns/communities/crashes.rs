//! The process ends at every step of a run: before and after each commit, before and after the
//! platform has each act. Enumerated, not sampled: a run without an end counts the steps.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use afterword_core::community::{Stage, schedule::CatchUp};
use afterword_engine::{ManualClock, NotTaken};
use jiff::{SignedDuration, Timestamp};

use super::town::{End, Town};
use super::{NowPlus as _, Stand, check_fold, set_up};
use crate::memory::{Disk, Fault};
use crate::world::tuesday;

/// Where one life ends.
#[derive(Debug, Clone, Copy)]
enum Crash {
    Never,
    Commit(usize, Fault),
    Act(End),
}

/// What the steps of a life were, so that each can be its last.
struct Steps {
    commits: usize,
    acts: usize,
}

/// Two days at ten, with as many lives as it takes.
fn two_days(crash: Crash) -> (Steps, usize) {
    let (disk, town) = (Disk::default(), Arc::new(Town::default()));
    let clock = Arc::new(ManualClock::at(tuesday()));
    let commits = Arc::new(AtomicUsize::new(0));
    if let Crash::Act(end) = crash {
        town.state().end = Some(end);
    }
    let ends = Arc::new(Mutex::new(crash));
    let mut lives = 0;
    loop {
        lives += 1;
        assert!(lives < 5, "{crash:?}: it never comes to its end");
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
        let (counted, ends) = (Arc::clone(&commits), Arc::clone(&ends));
        let store = disk.open(move |_| {
            let nth = counted.fetch_add(1, Ordering::SeqCst) + 1;
            let mut ends = ends.lock().unwrap();
            match *ends {
                Crash::Commit(at, fault) if at == nth => {
                    *ends = Crash::Never;
                    fault
                }
                _ => Fault::None,
            }
        });
        let done = runtime.block_on(async {
            let Ok(stand) = Stand::on(disk.clone(), store, Arc::clone(&clock), Arc::clone(&town)).await else {
                return false;
            };
            tokio::select! {
                biased;
                () = town.ended.notified() => false,
                _ = stand.engine.stopped() => false,
                done = life(&stand) => done,
            }
        });
        // Everything under way ends here and now, as in a power cut.
        drop(runtime);
        if done {
            break;
        }
    }
    check(crash, &town);
    let acts = town.state().acts;
    (Steps { commits: commits.load(Ordering::SeqCst), acts }, lives)
}

/// What is left of the two days. `false` where the store went away.
async fn life(stand: &Stand) -> bool {
    for order in set_up(CatchUp::LatestOnce) {
        match stand.engine.hear_community(order).await {
            Ok(_) => {}
            Err(NotTaken::Stopped(_)) => return false,
            Err(other) => panic!("{other}"),
        }
    }
    for day in 0..2 {
        let ten: Timestamp = tuesday().checked_add(SignedDuration::from_hours(24 * day + 1)).unwrap();
        for second in [0, 1, 30] {
            let then = ten.checked_add(SignedDuration::from_secs(second)).unwrap();
            stand.clock.set(stand.clock.now_plus(SignedDuration::ZERO).max(then));
            if stand.engine.tick().await.is_err() {
                return false;
            }
            stand.engine.settled().await;
        }
    }
    // Marks that were lost are made up for.
    for _ in 0..20 {
        if stand.disk.rows().outbox.is_empty() {
            check_fold(stand).await;
            let community = stand.community().await.expect("it is there");
            let stages: Vec<_> = community.runs().map(|run| run.stage.clone()).collect();
            assert!(stages.len() == 2 && stages.iter().all(|stage| matches!(stage, Stage::Posted(_))), "{stages:?}");
            assert!(community.runs().all(|run| run.thread.is_some()));
            return true;
        }
        stand.clock.advance(SignedDuration::from_secs(5));
        if stand.engine.tick().await.is_err() {
            return false;
        }
        stand.engine.settled().await;
    }
    panic!("something that is never done");
}

fn check(crash: Crash, town: &Town) {
    let state = town.state();
    assert_eq!(state.posts.values().collect::<Vec<_>>(), ["Prompt 0", "Prompt 1"], "{crash:?}");
    let counts = ["post", "thread", "pin", "unpin"].map(|kind| state.count(kind));
    assert_eq!(counts, [2, 2, 2, 1], "{crash:?}");
    let newest = state.posts.keys().last().cloned();
    assert_eq!(state.pinned.iter().cloned().collect::<Vec<_>>(), Vec::from_iter(newest), "{crash:?}");
    assert_eq!((state.late, state.reports.len()), (0, 0), "{crash:?}: {:?}", state.reports);
}

#[test]
fn whatever_step_is_the_last_each_run_is_one_post_pinned_once() {
    let (steps, lives) = two_days(Crash::Never);
    assert_eq!(lives, 1);
    assert!(steps.commits >= 12 && steps.acts >= 10, "{} commits, {} acts", steps.commits, steps.acts);
    let mut ended = 0;
    for nth in 1..=steps.commits {
        for fault in [Fault::FailBefore, Fault::FailAfter, Fault::FailTold] {
            ended += two_days(Crash::Commit(nth, fault)).1 - 1;
        }
    }
    for nth in 1..=steps.acts {
        for end in [End::BeforeAct(nth), End::AfterAct(nth)] {
            ended += two_days(Crash::Act(end)).1 - 1;
        }
    }
    assert_eq!(ended, 3 * steps.commits + 2 * steps.acts, "each of them ended a life");
}
