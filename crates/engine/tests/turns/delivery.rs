//! What was committed to be said is said, in order, until it has arrived.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use afterword_core::{Command, say::Attachment};
use afterword_engine::{Class, Fate, Outcome, What};
use afterword_store::Write;
use jiff::SignedDuration;

use crate::memory::{Disk, Fault};
use crate::world::{ANNA, World, command, inbound, ok, said};

const LATER: Outcome = Outcome::Later { retry_after: None };

#[tokio::test(start_paused = true)]
async fn an_answer_goes_back_to_where_it_was_asked() {
    let world = World::with_anna().await;
    let receipt = world.hears(command(ANNA, "help", Command::Help)).await;
    assert_eq!(receipt.messages(), 1);
    assert_eq!(receipt.delivered().await, [Fate::Arrived]);
    world.engine.settled().await;
    assert!(world.disk.rows().outbox.is_empty());
    let message = world.post.tries().pop().unwrap().message;
    assert_eq!((message.to.platform.as_str(), message.to.account.as_str()), ("console", ANNA));
    assert!(message.class == Class::Answer { event: Some("help".to_owned()) });
    assert!(message.key.len() <= 25 && message.key.chars().all(|c| c.is_ascii_alphanumeric()));
}

#[tokio::test(start_paused = true)]
async fn that_a_message_arrived_is_written_along_with_the_next_turn() {
    let world = World::with_anna().await;
    let before = world.disk.rows().commits;
    for n in 0..10 {
        let receipt = world.hears(command(ANNA, &format!("help {n}"), Command::Help)).await;
        assert_eq!(receipt.delivered().await, [Fate::Arrived]);
    }
    assert_eq!(world.disk.rows().commits - before, 10, "a commit for each turn, and none beside");
    assert_eq!(world.disk.rows().outbox.len(), 1, "only the last one is not written yet");
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert!(world.disk.rows().outbox.is_empty(), "it does not wait for long");
    assert_eq!(world.disk.rows().commits - before, 11);
}

#[tokio::test(start_paused = true)]
async fn whoever_waits_for_the_end_does_not_wait_for_company() {
    let world = World::with_anna().await;
    world.hears(command(ANNA, "help", Command::Help)).await;
    let begun = tokio::time::Instant::now();
    world.engine.settled().await;
    assert!(world.disk.rows().outbox.is_empty());
    assert_eq!(begun.elapsed(), Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn what_did_not_arrive_is_tried_again_with_the_same_key() {
    let world = World::with_anna().await;
    let before = world.post.tries().len();
    world.post.always(LATER);
    let receipt = world.hears(command(ANNA, "help", Command::Help)).await;
    assert_eq!(receipt.delivered().await, [Fate::Waiting]);
    world.engine.settled().await;
    ok(world.engine.tick().await);
    world.engine.settled().await;
    assert_eq!(world.post.tries().len() - before, 1, "not at once");

    // 1 s, 2 s, 4 s … and up to as much again.
    for seconds in [2, 4, 8, 16] {
        world.clock.advance(SignedDuration::from_secs(seconds));
        ok(world.engine.tick().await);
        world.engine.settled().await;
    }
    let world = world.restarted().await;
    world.post.always(Outcome::Arrived);
    world.clock.advance(SignedDuration::from_secs(32));
    ok(world.engine.tick().await);
    world.engine.settled().await;

    let tries = &world.post.tries()[before..];
    assert_eq!(tries.len(), 6);
    assert!(tries.iter().all(|tried| tried.message.key == tries[0].message.key));
    assert!(world.disk.rows().outbox.is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_platform_says_when() {
    let world = World::with_anna().await;
    world.post.always(Outcome::Later { retry_after: Some(Duration::from_secs(600)) });
    world.says("help?").await.delivered().await;
    world.engine.settled().await;
    let due: Vec<_> = world.disk.rows().outbox.values().map(|row| row.not_before_ms).collect();
    assert_eq!(due, [world.clock_ms() + 600_000]);
}

#[tokio::test(start_paused = true)]
async fn a_message_that_waits_holds_up_those_after_it_until_the_person_is_heard_again() {
    let world = World::with_anna().await;
    let before = world.post.tries().len();
    world.post.always(LATER);
    for event in ["first", "second"] {
        let receipt = world.hears(command(ANNA, event, Command::Help)).await;
        assert_eq!(receipt.delivered().await, [Fate::Waiting]);
    }
    ok(world.engine.tick().await);
    world.engine.settled().await;
    assert_eq!(world.post.tries().len() - before, 2, "nothing is tried before its time by itself");

    // She is there again: what did not arrive is tried at once, in its order.
    world.post.always(Outcome::Arrived);
    let receipt = world.hears(command(ANNA, "third", Command::Help)).await;
    assert_eq!(receipt.delivered().await, [Fate::Arrived]);
    world.engine.settled().await;
    let order: Vec<_> = world.post.tries()[before..].iter().map(answered).collect();
    assert_eq!(order, ["first", "first", "first", "second", "third"]);
    assert!(world.disk.rows().outbox.is_empty());
}

#[tokio::test(start_paused = true)]
async fn whoever_comes_back_hears_what_did_not_arrive_while_they_were_away() {
    let world = World::with_anna().await;
    world.post.always(LATER);
    world.hears(command(ANNA, "help", Command::Help)).await.delivered().await;
    world.engine.settled().await;
    world.post.always(Outcome::Arrived);
    let before = world.post.tries().len();
    world.hears(inbound(ANNA, Some("back"), What::Visit)).await.delivered().await;
    world.engine.settled().await;
    let order: Vec<_> = world.post.tries()[before..].iter().map(answered).collect();
    assert_eq!(order, ["help", "back"]);
}

fn answered(tried: &crate::world::Try) -> String {
    match &tried.message.class {
        Class::Answer { event } => event.clone().unwrap(),
        Class::Unprompted => "nothing".to_owned(),
    }
}

#[tokio::test(start_paused = true)]
async fn what_will_never_arrive_is_let_go() {
    let world = World::with_anna().await;
    let never = "their direct messages are closed";
    world.post.always(Outcome::Never { why: never });
    let receipt = world.hears(command(ANNA, "help", Command::Help)).await;
    assert_eq!(receipt.delivered().await, [Fate::Never { why: never }]);
    world.engine.settled().await;
    assert!(world.disk.rows().outbox.is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_slow_courier_holds_up_nobody_else_and_is_given_up_on() {
    let world = World::with_anna().await;
    world.hears(said("bob", "bob 1", "hello")).await;
    world.hears(said("bob", "bob 2", "yes")).await.delivered().await;
    world.post.weather(|message| {
        let slow = message.to.account == ANNA;
        (Duration::from_secs(if slow { 600 } else { 0 }), Outcome::Arrived)
    });
    let anna = world.hears(command(ANNA, "help", Command::Help)).await;
    let bob = world.hears(command("bob", "bob 3", Command::Help)).await;
    let start = tokio::time::Instant::now();
    assert_eq!(bob.delivered().await, [Fate::Arrived]);
    assert_eq!(start.elapsed(), Duration::ZERO);
    assert_eq!(anna.delivered().await, [Fate::Waiting]);
    assert_eq!(start.elapsed(), Duration::from_secs(60));
}

#[tokio::test(start_paused = true)]
async fn a_defect_in_a_courier_is_a_try_in_vain() {
    let world = World::with_anna().await;
    world.post.weather(|_| panic!("over what somebody wrote"));
    let receipt = world.hears(command(ANNA, "help", Command::Help)).await;
    assert_eq!(receipt.delivered().await, [Fate::Waiting]);
    world.engine.settled().await;
    assert_eq!(world.disk.rows().outbox.len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_message_whose_arrival_was_not_written_down_comes_again_with_its_key() {
    let disk = Disk::default();
    let dies = Arc::new(Mutex::new(false));
    let store = disk.open({
        let dies = Arc::clone(&dies);
        move |writes| match writes {
            [Write::Delivered(_), ..] if *dies.lock().unwrap() => Fault::FailBefore,
            _ => Fault::None,
        }
    });
    let world = World::on(disk, store).await;
    for text in ["hello", "yes"] {
        world.says(text).await.delivered().await;
        world.engine.settled().await;
    }
    *dies.lock().unwrap() = true;
    let receipt = world.hears(command(ANNA, "help", Command::Help)).await;
    assert_eq!(receipt.delivered().await, [Fate::Arrived]);
    world.engine.stopped().await;

    let world = world.restarted().await;
    ok(world.engine.tick().await);
    world.engine.settled().await;
    let arrived = world.post.arrived();
    let [.., first, second] = &arrived[..] else { panic!("{arrived:?}") };
    assert_eq!(first, second);
    assert!(world.disk.rows().outbox.is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_file_that_goes_along_comes_whole_and_once_after_a_restart() {
    let world = World::with_anna().await;
    world.settles_in().await;
    world.notes_interview("the Leeds job", "2026-03-12T15:00").await;
    world.engine.settled().await;
    world.post.always(LATER);
    world.hears(command(ANNA, "calendar", Command::Calendar)).await.delivered().await;
    world.engine.settled().await;
    let tried = world.post.tries().pop().unwrap().message;
    let made = tried.say.attachment.as_ref().expect("a calendar goes along");
    let Attachment::Calendar(calendar) = made;
    assert!(!calendar.events.is_empty());

    let world = world.restarted().await;
    world.post.always(Outcome::Arrived);
    let before = world.post.tries().len();
    // A day later, and heard of again: it is what was made then.
    world.clock.advance(SignedDuration::from_hours(24));
    world.hears(command(ANNA, "calendar", Command::Calendar)).await.delivered().await;
    world.hears(inbound(ANNA, Some("back"), What::Visit)).await.delivered().await;
    world.engine.settled().await;
    let arrived: Vec<_> = world.post.tries()[before..].iter().map(|tried| tried.message.clone()).collect();
    let files: Vec<_> = arrived.iter().filter(|message| message.say.attachment.is_some()).collect();
    assert_eq!(files.len(), 1);
    assert!(files[0].key == tried.key && files[0].say.attachment.as_ref() == Some(made));
    assert!(world.disk.rows().outbox.is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_platform_that_is_not_connected_is_waited_for() {
    let world = World::with_anna().await;
    let mut from_elsewhere = inbound("a", Some("e"), afterword_engine::What::Visit);
    from_elsewhere.platform = "matrix".to_owned();
    let fates = world.hears(from_elsewhere).await.delivered().await;
    assert!(matches!(fates[..], [Fate::Never { .. }]), "{fates:?}");
}

#[tokio::test(start_paused = true)]
async fn a_message_that_cannot_be_read_holds_up_nobody() {
    let world = World::with_anna().await;
    world.post.always(LATER);
    world.hears(command(ANNA, "first", Command::Help)).await.delivered().await;
    world.engine.settled().await;
    world.disk.rows().outbox.values_mut().for_each(|row| row.sealed[40] ^= 1);
    world.post.always(Outcome::Arrived);
    world.clock.advance(SignedDuration::from_secs(2));
    let receipt = world.hears(command(ANNA, "second", Command::Help)).await;
    assert_eq!(receipt.delivered().await, [Fate::Arrived]);
    world.engine.settled().await;
    assert_eq!(world.disk.rows().outbox.len(), 1, "the other one is kept");
}
