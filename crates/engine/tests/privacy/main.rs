//! What people write, and who they are, is in no log (invariant 6).
//!
//! Alone in its process, since tests side by side share what is logged at all.
#![allow(clippy::unwrap_used, reason = "the helpers of these tests may fail as the tests do")]
#![allow(dead_code, reason = "the world is shared with the other tests")]

#[path = "../turns/memory.rs"]
mod memory;
#[path = "../turns/world.rs"]
mod world;

use std::io;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use afterword_core::Command;
use afterword_engine::{NotTaken, Outcome};
use jiff::SignedDuration;
use tracing_subscriber::fmt::MakeWriter;

use crate::world::{STUMBLE, TERMINAL, World, command, ok, refused, said};

/// In every text, account and event id of this test.
const MARKER: &str = "xyzzy";

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Log {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

#[tokio::test(start_paused = true)]
async fn no_log_holds_what_people_write_or_who_they_are() {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(log.clone()).finish();
    let _here = tracing::subscriber::set_default(subscriber);

    let world = World::new().await;
    let account = format!("account of {MARKER}");
    let event = |what: &str| format!("{what} {MARKER}");
    let say = |what: &str, text: &str| world.engine.hear(said(&account, &event(what), text));
    for (what, text) in [("1", "hello"), ("2", MARKER), ("3", "yes"), ("4", "skip"), ("5", MARKER)] {
        ok(say(what, text).await);
    }
    // Everything that can go wrong, with a marker in it.
    for outcome in [Outcome::Never { why: "closed" }, Outcome::Later { retry_after: None }] {
        world.post.always(outcome);
        ok(world.engine.hear(command(&account, &format!("{outcome:?} {MARKER}"), Command::Help)).await);
        world.engine.settled().await;
    }
    world.post.weather(|message| panic!("{}", message.to.account));
    world.clock.advance(SignedDuration::from_hours(1));
    ok(world.engine.tick().await);
    world.engine.settled().await;
    world.post.weather(|_| (Duration::from_secs(100), Outcome::Arrived));
    world.clock.advance(SignedDuration::from_hours(1));
    ok(world.engine.tick().await);
    world.engine.settled().await;
    let defect = refused(say("6", &format!("{STUMBLE} over {MARKER}")).await);
    assert_eq!(defect, NotTaken::Defect);
    world.disk.rows().entries.values_mut().for_each(|sealed| sealed[40] ^= 1);
    world.disk.rows().outbox.values_mut().for_each(|row| row.sealed[40] ^= 1);
    world.clock.advance(SignedDuration::from_hours(1));
    let world = world.restarted().await;
    ok(world.engine.tick().await);
    let aside = refused(world.engine.hear(said(&account, &event("7"), MARKER)).await);
    assert!(!aside.to_string().contains(MARKER), "{aside}");
    assert!(ok(world.engine.erase(TERMINAL, &account).await));
    world.engine.settled().await;

    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    for expected in
        ["heard", "a defect ended a turn", "a defect in a courier", "took too long", "never arrive", "erased"]
    {
        assert!(log.contains(expected), "the log says nothing of {expected:?}");
    }
    let leak = log.lines().find(|line| line.contains(MARKER));
    assert_eq!(leak, None);
}
