//! Doubles, crowds, failures and damage.

use std::sync::{Arc, Mutex};

use afterword_core::Command;
use afterword_engine::{Engine, Limits, NotTaken, Parts, SetAside};
use afterword_store::seal::entry_row;
use afterword_store::{ActorId, Write};

use crate::memory::{Disk, Fault};
use crate::world::{ANNA, STUMBLE, TERMINAL, World, command, inbound, ok, parts, refused, said, vault, visit};

/// A disk whose next commits of turns go as the test says.
fn moody() -> (Disk, Arc<crate::memory::Memory>, Arc<Mutex<Vec<Fault>>>) {
    let (disk, moods) = (Disk::default(), Arc::new(Mutex::new(Vec::new())));
    let next = Arc::clone(&moods);
    let store = disk.open(move |writes| match writes.iter().any(|write| matches!(write, Write::Turn(_))) {
        true => next.lock().unwrap().pop().unwrap_or(Fault::None),
        false => Fault::None,
    });
    (disk, store, moods)
}

async fn moody_world() -> (World, Arc<Mutex<Vec<Fault>>>) {
    let (disk, store, moods) = moody();
    let world = World::on(disk, store).await;
    world.says("hello").await;
    world.says("yes").await;
    world.engine.settled().await;
    (world, moods)
}

#[tokio::test(start_paused = true)]
async fn an_event_heard_again_has_one_effect() {
    let mut world = World::with_anna().await;
    let first = world.says("skip").await;
    world.engine.settled().await;
    let (facts, said_so_far) = (world.facts(ANNA).await, world.post.tries().len());
    for _ in 0..3 {
        for _ in 0..2 {
            let again = world.says("skip").await;
            assert!(again.duplicate);
            assert_eq!((again.actor, again.revision), (first.actor, first.revision));
        }
        world = world.restarted().await;
    }
    world.engine.settled().await;
    assert_eq!(world.facts(ANNA).await, facts);
    assert_eq!(world.post.tries().len(), said_so_far);
}

#[tokio::test(start_paused = true)]
async fn even_a_turn_that_only_says_something_is_remembered() {
    let world = World::with_anna().await;
    let entries = world.disk.rows().entries.len();
    let help = world.hears(command(ANNA, "help", Command::Help)).await;
    let world = world.restarted().await;
    let again = world.hears(command(ANNA, "help", Command::Help)).await;
    assert!(again.duplicate && again.revision == help.revision);
    assert_eq!(world.disk.rows().entries.len(), entries, "nothing happened, so nothing is entered");
    // The next fact stands above it.
    let next = world.says("skip").await;
    assert!(next.revision > help.revision);
}

#[tokio::test(start_paused = true)]
async fn a_visit_that_finds_nothing_writes_nothing() {
    let world = World::with_anna().await;
    world.settles_in().await;
    let before = world.disk.rows().log.len();
    let receipt = world.hears(visit(ANNA)).await;
    world.engine.settled().await;
    assert_eq!(world.disk.rows().log.len() - before, usize::from(receipt.messages() > 0));
}

#[tokio::test(start_paused = true)]
async fn events_of_one_account_keep_the_order_of_the_calls() {
    let world = World::with_anna().await;
    let calls: Vec<_> = (0..10).map(|n| world.engine.hear(command(ANNA, &n.to_string(), Command::Help))).collect();
    let mut revisions = Vec::new();
    // Waiting for them in another order changes nothing.
    for call in calls.into_iter().rev() {
        revisions.push(ok(call.await).revision);
    }
    assert!(revisions.is_sorted_by(|later, earlier| later > earlier), "{revisions:?}");
}

#[tokio::test(start_paused = true)]
async fn many_people_share_a_commit() {
    let world = World::new().await;
    let everybody: Vec<_> = (0..40).map(|n| format!("person {n}")).collect();
    for text in ["hello", "yes"] {
        for account in &everybody {
            world.hears(said(account, &format!("{account} {text}"), text)).await;
        }
    }
    world.engine.settled().await;
    let before = world.disk.rows().commits;
    let calls: Vec<_> = everybody
        .iter()
        .map(|account| world.engine.hear(command(account, &format!("{account} help"), Command::Help)))
        .collect();
    for call in calls {
        assert!(!ok(call.await).duplicate);
    }
    let commits = world.disk.rows().commits - before;
    assert!(commits < 10, "{commits} commits for 40 turns");
}

#[tokio::test(start_paused = true)]
async fn too_much_at_once_is_refused_at_once() {
    let disk = Disk::default();
    let world = World::on(disk.clone(), disk.sound()).await;
    let limits = Limits { waiting_per_account: 2, waiting: 3, ..Limits::default() };
    let parts = Parts { limits, ..parts(&disk, disk.sound(), world.clock.clone(), world.post.clone()) };
    let engine = ok(Engine::start(parts).await);
    let taken: Vec<_> = (0..2).map(|n| engine.hear(said(ANNA, &n.to_string(), "hello"))).collect();
    assert_eq!(refused(engine.hear(said(ANNA, "2", "hello")).await), NotTaken::Busy);
    // The lane has moved on by now.
    let bob = engine.hear(said("bob", "b", "hello"));
    for call in taken {
        ok(call.await);
    }
    ok(bob.await);
    assert!(!ok(engine.hear(said(ANNA, "2", "hello")).await).duplicate, "it had not been taken");
}

#[tokio::test(start_paused = true)]
async fn a_store_that_fails_ends_the_engine_and_loses_nothing() {
    for (fault, was_written) in [(Fault::FailBefore, false), (Fault::FailAfter, true)] {
        let (world, moods) = moody_world().await;
        moods.lock().unwrap().push(fault);
        let why = refused(world.engine.hear(said(ANNA, "skip", "skip")).await);
        assert!(matches!(&why, NotTaken::Stopped(_)), "{why}");
        assert!(world.engine.stopped().await.why.contains("disk went away"));
        let later = refused(world.engine.hear(said("bob", "b", "hello")).await);
        assert!(matches!(later, NotTaken::Stopped(_)), "{later}");
        assert!(world.engine.tick().await.is_err());
        assert!(world.engine.run(std::future::pending()).await.is_err());

        let world = world.restarted().await;
        let again = world.says("skip").await;
        assert_eq!(again.duplicate, was_written, "{fault:?}");
        ok(world.engine.tick().await);
        world.engine.settled().await;
        assert!(world.disk.rows().outbox.is_empty());
        assert!(world.says("skip").await.duplicate);
    }
}

#[tokio::test(start_paused = true)]
async fn what_was_told_before_a_store_fails_is_taken() {
    let (world, moods) = moody_world().await;
    moods.lock().unwrap().push(Fault::FailTold);
    assert!(!world.says("skip").await.duplicate);
    assert!(world.engine.stopped().await.why.contains("disk went away"));
    let later = refused(world.engine.hear(said("bob", "b", "hello")).await);
    assert!(matches!(later, NotTaken::Stopped(_)), "{later}");

    let world = world.restarted().await;
    assert!(world.says("skip").await.duplicate);
    ok(world.engine.tick().await);
    world.engine.settled().await;
    assert!(world.disk.rows().outbox.is_empty(), "what it said was carried");
}

#[tokio::test(start_paused = true)]
async fn a_turn_that_somebody_was_quicker_than_is_decided_again() {
    let (world, moods) = moody_world().await;
    moods.lock().unwrap().extend([Fault::Disagree; 4]);
    let receipt = world.says("skip").await;
    assert!(!receipt.duplicate);
    assert!(receipt.delivered().await.iter().all(|fate| *fate == afterword_engine::Fate::Arrived));
    moods.lock().unwrap().extend([Fault::Disagree; 5]);
    let why = refused(world.engine.hear(said(ANNA, "again", "skip")).await);
    assert_eq!(why, NotTaken::Busy);
    assert!(!world.hears(said(ANNA, "again", "skip")).await.duplicate);
}

#[tokio::test(start_paused = true)]
async fn one_row_that_cannot_be_written_over_does_not_stop_the_others() {
    let disk = Disk::default();
    let bad = Arc::new(Mutex::new(None::<ActorId>));
    let store = disk.open({
        let bad = Arc::clone(&bad);
        move |writes| {
            let bad = *bad.lock().unwrap();
            let is_bad = |write: &Write| matches!(write, Write::Turn(t) if Some(t.actor) == bad);
            if writes.iter().any(is_bad) { Fault::Corrupt } else { Fault::None }
        }
    });
    let world = World::on(disk, store).await;
    let mut actors = Vec::new();
    for account in [ANNA, "bob", "cleo"] {
        world.hears(said(account, &format!("{account} hello"), "hello")).await;
        actors.push(world.hears(said(account, &format!("{account} yes"), "yes")).await.actor);
    }
    world.engine.settled().await;
    *bad.lock().unwrap() = Some(actors[1]);
    let calls: Vec<_> = [ANNA, "bob", "cleo"]
        .map(|account| world.engine.hear(command(account, &format!("{account} help"), Command::Help)))
        .into_iter()
        .collect();
    let mut taken = Vec::new();
    for call in calls {
        taken.push(call.await.is_ok());
    }
    assert_eq!(taken, [true, false, true]);
    assert!(!world.hears(command(ANNA, "more", Command::Help)).await.duplicate, "it goes on");
}

#[tokio::test(start_paused = true)]
async fn a_row_that_cannot_be_read_spoils_a_count_and_not_the_engine() {
    let world = World::with_anna().await;
    world.disk.rows().scratched = true;
    for (why, tree) in [
        (world.engine.actors_count().await.unwrap_err(), "head"),
        (world.engine.waiting(10).await.unwrap_err(), "outbox"),
    ] {
        assert!(matches!(&why, NotTaken::SetAside(aside) if aside.tree == tree), "{why}");
    }
    assert!(!world.says("skip").await.duplicate, "it goes on");
    world.disk.rows().scratched = false;
    assert_eq!(ok(world.engine.actors_count().await), 1);
}

/// Seals `json` as one more entry of Anna.
fn write_entry(world: &World, actor: ActorId, json: &str) {
    let key = world.disk.rows().keys[&actor].clone();
    let data_key = ok(vault(&world.disk).unwrap(actor, &key));
    let mut rows = world.disk.rows();
    let revision = 50;
    let sealed = data_key.seal("entry", &entry_row(actor, revision), key.epoch, json.as_bytes());
    rows.entries.insert((actor, revision), sealed);
    rows.heads.insert(actor, afterword_store::Head::At(revision));
}

#[tokio::test(start_paused = true)]
async fn a_journal_that_cannot_be_read_sets_one_person_aside() {
    let at = r#""revision":50,"at":"2026-03-10T09:00:00Z","local":"2026-03-10T09:00:00""#;
    let newer = format!(r#"{{"entry":{{"v":2,{at},"facts":[]}}}}"#);
    let unknown = format!(r#"{{"entry":{{"v":1,{at},"facts":[{{"danced":"a secret tango"}}]}}}}"#);
    let elsewhere = format!(r#"{{"entry":{{"v":1,{at},"facts":[]}}}}"#).replace("50", "49");
    for (json, why) in [
        (newer.as_str(), "newer version"),
        (&unknown, "a kind that this version does not know"),
        (&elsewhere, "another turn"),
        ("a secret", "is not an entry"),
    ] {
        let world = World::with_anna().await;
        let actor = world.says("skip").await.actor;
        world.hears(said("bob", "b", "hello")).await;
        world.engine.settled().await;
        write_entry(&world, actor, json);
        let world = world.restarted().await;
        let aside = refused(world.engine.hear(said(ANNA, "more", "skip")).await);
        let NotTaken::SetAside(SetAside { tree: "entry", row, .. }) = &aside else { panic!("{aside}") };
        assert_eq!(*row, format!("{actor}{:016x}", 50));
        assert!(aside.to_string().contains(why), "{aside}");
        assert!(!aside.to_string().contains("secret"));
        assert!(world.engine.export(TERMINAL, ANNA).await.is_err());
        assert!(!world.hears(said("bob", "b 2", "hello")).await.duplicate, "others go on");
        assert!(ok(world.engine.erase(TERMINAL, ANNA).await), "they can be erased");
        world.hears(said(ANNA, "anew", "hello")).await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_defect_ends_one_turn() {
    let world = World::with_anna().await;
    let stumble = format!("{STUMBLE} over a secret");
    let why = refused(world.engine.hear(said(ANNA, "1", &stumble)).await);
    assert_eq!(why, NotTaken::Defect);
    assert!(!why.to_string().contains("secret"));
    assert!(!world.hears(said(ANNA, "1", "skip")).await.duplicate, "nothing had been written");
    let why = refused(world.engine.hear(said("stranger", "1 s", &stumble)).await);
    assert_eq!(why, NotTaken::Defect);
    world.hears(said("stranger", "2 s", "hello")).await;
}

#[tokio::test(start_paused = true)]
async fn erased_is_erased() {
    let world = World::with_anna().await;
    world.says("skip").await;
    world.engine.settled().await;
    let facts = world.facts(ANNA).await;
    assert!(facts.is_some());
    assert!(ok(world.engine.erase(TERMINAL, ANNA).await));
    {
        let rows = world.disk.rows();
        assert!(rows.entries.is_empty() && rows.keys.is_empty() && rows.accounts.is_empty());
        assert!(rows.outbox.is_empty() && rows.wakes.is_empty());
    }
    assert_eq!(world.facts(ANNA).await, None);
    assert_eq!(ok(world.engine.actors_count().await), 0);
    assert!(!ok(world.engine.erase(TERMINAL, ANNA).await), "nobody is there");
    // What was said before does not bring them back; a new word begins anew.
    let world = world.restarted().await;
    for text in ["hello", "yes", "skip"] {
        assert!(world.says(text).await.duplicate, "{text}");
    }
    assert!(ok(world.engine.person(TERMINAL, ANNA).await).is_none());
    world.hears(said(ANNA, "anew", "hello")).await;
    world.hears(said(ANNA, "anew, yes", "yes")).await;
    assert!(world.agreed(ANNA).await);
    assert!(world.facts(ANNA).await < facts);
}

#[tokio::test(start_paused = true)]
async fn a_stranger_can_be_erased_too() {
    let world = World::new().await;
    world.says("hello").await;
    assert!(ok(world.engine.erase(TERMINAL, ANNA).await));
    assert!(ok(world.engine.person(TERMINAL, ANNA).await).is_none());
}

#[tokio::test(start_paused = true)]
async fn nobody_answers_for_somebody_else() {
    let world = World::with_anna().await;
    let ask = {
        let tries = world.post.tries();
        tries.iter().rev().find_map(|tried| tried.message.say.ask.clone()).unwrap()
    };
    let facts = world.facts(ANNA).await;
    let answers = vec![afterword_core::Answer::Skipped];
    let tap = afterword_engine::What::Tapped { stamp: ask.stamp, answers };
    world.hears(inbound("mallory", Some("tap"), tap)).await;
    world.engine.settled().await;
    assert_eq!(world.facts(ANNA).await, facts);
    assert_eq!(world.facts("mallory").await, None);
}

/// What a message brought back is heard only while its question is the current one.
#[tokio::test(start_paused = true)]
async fn forms_and_buttons_of_a_question_that_is_over_change_nothing() {
    use afterword_engine::What;
    let world = World::with_anna().await;
    world.hears(command(ANNA, "worry", Command::Worry)).await;
    let asked = || {
        let tries = world.post.tries();
        tries.iter().rev().find_map(|tried| tried.message.say.ask.clone()).unwrap().stamp
    };
    let current = asked();
    let mut over = current.clone();
    over.question = afterword_core::QuestionId::new("D99");
    let form = |stamp: &afterword_core::ask::Stamp| What::Filled {
        stamp: stamp.clone(),
        fields: vec!["the Leeds job".into()],
    };
    let button = |stamp: &afterword_core::ask::Stamp| What::Pressed {
        stamp: stamp.clone(),
        command: afterword_core::Command::Stop,
    };
    let facts = world.facts(ANNA).await;
    for (event, what) in [("form", form(&over)), ("button", button(&over))] {
        world.hears(inbound(ANNA, Some(event), what)).await;
        assert_eq!(world.facts(ANNA).await, facts, "{event}");
    }
    world.hears(inbound(ANNA, Some("form of now"), form(&current))).await;
    let answered = world.facts(ANNA).await;
    assert!(answered > facts, "the current form is heard");
    world.hears(inbound(ANNA, Some("button of now"), button(&asked()))).await;
    assert!(world.facts(ANNA).await > answered, "the current button is heard");
}
