//! Before the yes, and the yes.

use afterword_engine::{Fate, Outcome};
use jiff::SignedDuration;

use crate::world::{ANNA, TERMINAL, World, command, ok, said, visit};

#[tokio::test(start_paused = true)]
async fn nothing_is_stored_before_the_yes() {
    let world = World::new().await;
    let before = world.disk.rows().commits;
    for text in ["hello", "who are you?", "more"] {
        let receipt = world.says(text).await;
        assert!(receipt.messages() > 0, "{text}");
        assert!(receipt.delivered().await.iter().all(|fate| *fate == Fate::Arrived));
    }
    world.hears(visit("bob")).await;
    world.engine.settled().await;
    ok(world.engine.tick().await);
    let commits = world.disk.rows().commits - before;
    assert_eq!(commits, 1, "the tick forgets old events; nothing else may be written");
    {
        let rows = world.disk.rows();
        assert!(rows.heads.is_empty() && rows.entries.is_empty() && rows.keys.is_empty());
        assert!(rows.accounts.is_empty() && rows.heard.is_empty() && rows.outbox.is_empty());
        assert!(rows.wakes.is_empty() && rows.log.is_empty());
    }
    assert_eq!(ok(world.engine.actors_count().await), 0);
    assert_eq!(world.facts(ANNA).await, None);
}

#[tokio::test(start_paused = true)]
async fn the_yes_stores_what_led_to_it() {
    let world = World::new().await;
    world.says("hello").await;
    let account = world.account(ANNA);
    let receipt = world.says("yes").await;
    assert!(!receipt.duplicate);
    assert_eq!(receipt.revision, 2);
    {
        let rows = world.disk.rows();
        let first = &rows.log[0];
        assert_eq!((first.actor, first.expect, first.revision), (receipt.actor, None, 2));
        assert_eq!(first.entries.iter().map(|(r, _)| *r).collect::<Vec<_>>(), [1, 2]);
        assert!(first.account == Some(account));
        assert!(first.key.is_some() && first.heard.is_some() && !first.outbox.is_empty());
    }
    assert!(receipt.delivered().await.iter().all(|fate| *fate == Fate::Arrived));
    let (facts, person) = (world.facts(ANNA).await, ok(world.engine.person(TERMINAL, ANNA).await));
    assert!(facts.is_some_and(|facts| facts >= 2));
    assert_eq!(ok(world.engine.actors_count().await), 1);

    let world = world.restarted().await;
    assert!(world.agreed(ANNA).await);
    assert_eq!(world.facts(ANNA).await, facts);
    assert!(ok(world.engine.person(TERMINAL, ANNA).await) == person, "the fold is the state");
}

#[tokio::test(start_paused = true)]
async fn events_from_before_the_yes_are_known_after_a_restart() {
    let world = World::with_anna().await;
    let (facts, said_so_far) = (world.facts(ANNA).await, world.post.tries().len());
    let world = world.restarted().await;
    for text in ["hello", "yes", "hello"] {
        let receipt = world.says(text).await;
        assert!(receipt.duplicate, "{text}");
        assert_eq!(receipt.messages(), 0);
    }
    world.engine.settled().await;
    assert_eq!(world.facts(ANNA).await, facts);
    assert_eq!(world.post.tries().len(), said_so_far);
}

#[tokio::test(start_paused = true)]
async fn a_no_is_forgotten_but_not_answered_twice() {
    let world = World::new().await;
    world.says("hello").await;
    assert!(world.says("no").await.messages() > 0);
    let anna = ok(world.engine.person(TERMINAL, ANNA).await);
    assert!(anna.is_none(), "forgotten");
    for text in ["no", "hello"] {
        let receipt = world.says(text).await;
        assert!(receipt.duplicate && receipt.messages() == 0, "{text}");
    }
    // A new word begins anew, and the yes that follows counts.
    world.hears(said(ANNA, "hello again", "hello")).await;
    world.hears(said(ANNA, "yes at last", "yes")).await;
    assert!(world.agreed(ANNA).await);
}

#[tokio::test(start_paused = true)]
async fn a_stranger_is_forgotten_after_an_hour() {
    let world = World::new().await;
    world.says("hello").await;
    world.clock.advance(SignedDuration::from_mins(61));
    ok(world.engine.tick().await);
    assert!(ok(world.engine.person(TERMINAL, ANNA).await).is_none());
    world.says("yes").await;
    assert!(!world.agreed(ANNA).await, "nobody had asked them");
}

#[tokio::test(start_paused = true)]
async fn only_so_many_strangers_are_remembered() {
    let world = World::new().await;
    for n in 0..60 {
        world.hears(said(&format!("stranger {n}"), &format!("hello {n}"), "hello")).await;
    }
    for (n, remembered) in [(0, false), (9, false), (10, true), (59, true)] {
        let person = ok(world.engine.person(TERMINAL, &format!("stranger {n}")).await);
        assert_eq!(person.is_some(), remembered, "{n}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_is_said_before_the_yes_is_tried_three_times() {
    let world = World::new().await;
    world.post.always(Outcome::Later { retry_after: None });
    let fates = world.says("hello").await.delivered().await;
    assert!(matches!(fates[..], [Fate::Never { .. }]), "{fates:?}");
    let tries = world.post.tries();
    assert_eq!(tries.len(), 3);
    assert!(tries.iter().all(|tried| tried.message.key == tries[0].message.key));

    // After a restart, the redelivered event has the same key again.
    let world = world.restarted().await;
    world.post.always(Outcome::Arrived);
    world.says("hello").await.delivered().await;
    assert_eq!(world.post.arrived(), [tries[0].message.key.clone()]);
}

#[tokio::test(start_paused = true)]
async fn a_command_before_the_yes_stores_nothing_either() {
    let world = World::new().await;
    for (n, what) in [afterword_core::Command::List, afterword_core::Command::Quiet(None)].into_iter().enumerate() {
        world.hears(command(ANNA, &n.to_string(), what)).await;
    }
    assert!(world.disk.rows().log.is_empty());
}
