//! What is counted, and that nothing of anybody is in it.

use afterword_core::Command;
use afterword_engine::{Limits, Outcome};
use jiff::SignedDuration;
use metrics_exporter_prometheus::PrometheusBuilder;

use crate::memory::{Disk, Fault};
use crate::world::{ANNA, STUMBLE, World, command, ok, refused, said};

/// In every text, account and event id of the test that looks for it.
const MARKER: &str = "xyzzy";

/// A line of what was counted, without its value: `name{labels}` as Prometheus reads it.
fn counted(rendered: &str, line: &str) -> u64 {
    let value = rendered.lines().find_map(|found| found.strip_prefix(line)?.strip_prefix(' '));
    value.unwrap_or_else(|| panic!("{line} is not in\n{rendered}")).parse().unwrap()
}

fn turns(rendered: &str, outcome: &str) -> u64 {
    counted(rendered, &format!("afterword_turn_seconds_count{{outcome=\"{outcome}\"}}"))
}

fn deliveries(rendered: &str, outcome: &str) -> u64 {
    counted(rendered, &format!("afterword_deliveries_total{{platform=\"console\",outcome=\"{outcome}\"}}"))
}

#[tokio::test(start_paused = true)]
async fn turns_deliveries_and_wake_ups_are_counted_by_what_became_of_them() {
    let recorder = PrometheusBuilder::new().build_recorder();
    let _here = metrics::set_default_local_recorder(&recorder);
    let render = || recorder.handle().render();

    let world = World::with_anna().await;
    world.settles_in().await;
    let (before, answered) = (render(), world.post.tries().len() as u64);
    assert_eq!((turns(&before, "taken"), turns(&before, "failed")), (4, 0));
    assert_eq!(deliveries(&before, "arrived"), answered);

    world.hears(command(ANNA, "help", Command::Help)).await;
    assert!(world.hears(command(ANNA, "help", Command::Help)).await.duplicate);
    refused(world.engine.hear(said(ANNA, "trips", STUMBLE)).await);
    world.engine.settled().await;
    let after = render();
    assert_eq!((turns(&after, "taken"), turns(&after, "duplicate"), turns(&after, "failed")), (5, 1, 1));

    world.post.always(Outcome::Later { retry_after: None });
    world.hears(command(ANNA, "later", Command::Help)).await;
    world.engine.settled().await;
    world.post.always(Outcome::Never { why: "closed" });
    world.clock.advance(SignedDuration::from_secs(10));
    ok(world.engine.tick().await);
    world.engine.settled().await;
    world.post.always(Outcome::Arrived);
    let after = render();
    assert_eq!((deliveries(&after, "later"), deliveries(&after, "never")), (1, 1));
    assert_eq!(deliveries(&after, "arrived"), answered + 1);

    assert_eq!(counted(&after, "afterword_wakeups_total"), 0);
    world.notes_interview("Leeds", "2026-03-12T15:00").await;
    world.engine.settled().await;
    let due = *world.disk.rows().wakes.values().min().unwrap();
    world.clock.advance(SignedDuration::from_millis(due - world.clock_ms()));
    assert_eq!(ok(world.engine.tick().await), 1);
    assert_eq!(counted(&render(), "afterword_wakeups_total"), 1);
}

#[tokio::test(start_paused = true)]
async fn what_is_refused_and_what_finds_no_place_is_counted_too() {
    let recorder = PrometheusBuilder::new().build_recorder();
    let _here = metrics::set_default_local_recorder(&recorder);
    let world =
        World::limited(Limits { messages_per_minute: 1, burst: 1, waiting_per_account: 1, ..Limits::default() }).await;
    world.says("hello").await;
    refused(world.engine.hear(said(ANNA, "too quick", "yes")).await);
    assert_eq!(turns(&recorder.handle().render(), "refused"), 1);
    // The first has its place by the call; the second is of the same account and finds none.
    world.clock.advance(SignedDuration::from_mins(10));
    let world = world.relimited(Limits { waiting_per_account: 1, ..Limits::default() }).await;
    let first = world.engine.hear(said(ANNA, "first", "yes"));
    refused(world.engine.hear(said(ANNA, "second", "yes")).await);
    ok(first.await);
    assert_eq!(turns(&recorder.handle().render(), "busy"), 1);
}

#[tokio::test(start_paused = true)]
async fn no_measure_holds_what_people_write_or_who_they_are() {
    let recorder = PrometheusBuilder::new().build_recorder();
    let _here = metrics::set_default_local_recorder(&recorder);
    let disk = Disk::default();
    let store = disk.open(|_| Fault::None);
    let world = World::on(disk, store).await;
    let (account, event) = (format!("account of {MARKER}"), |n: usize| format!("event {n} {MARKER}"));
    for (n, text) in ["hello", "yes", MARKER, "skip", STUMBLE].into_iter().enumerate() {
        // The last one ends in a defect; all of them are counted.
        drop(world.engine.hear(said(&account, &event(n), text)).await);
    }
    // An event of a platform whose name came from outside.
    let mut strange = said(&account, &event(9), MARKER);
    strange.platform = MARKER.to_owned();
    drop(world.engine.hear(strange).await);
    world.engine.settled().await;
    let rendered = recorder.handle().render();
    assert!(turns(&rendered, "taken") >= 4 && turns(&rendered, "failed") == 1);
    let elsewhere = "afterword_deliveries_total{platform=\"not connected\",outcome=\"later\"}";
    assert!(counted(&rendered, elsewhere) > 0, "what is said to a strange platform is counted without its name");
    assert!(!rendered.contains(MARKER), "{rendered}");
}
