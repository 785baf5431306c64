//! With the real store, in a real folder, on several threads.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use afterword_core::Command;
use afterword_engine::{Engine, ManualClock, NotTaken, Parts};
use afterword_store::Store;
use afterword_store::sled::{SledOptions, SledStore};

use crate::memory::Disk;
use crate::world::{ANNA, Post, TERMINAL, World, command, ok, parts, said, tuesday, vault_in};

const MARKER: &str = "the xyzzy job";

async fn open(folder: &Path) -> (Engine, Arc<SledStore>) {
    let options = SledOptions { allow_any_filesystem: true, ..SledOptions::default() };
    let store = Arc::new(ok(SledStore::open(&folder.join("data"), options)));
    let vault = vault_in(&folder.join("keys"), store.as_ref());
    let clock = Arc::new(ManualClock::at(tuesday()));
    let parts = parts(&Disk::default(), store.clone(), clock, Arc::new(Post::default()));
    (ok(Engine::start(Parts { vault: vault.into(), ..parts }).await), store)
}

/// Waits until nobody uses the store any more, and closes it.
async fn close(engine: Engine, store: Arc<SledStore>) {
    engine.settled().await;
    drop(engine);
    let mut store = Some(store);
    while let Some(open) = store.take() {
        match Arc::try_unwrap(open) {
            Ok(alone) => drop(alone),
            Err(shared) => {
                tokio::time::sleep(Duration::from_millis(5)).await;
                store = Some(shared);
            }
        }
    }
}

/// Whether some file under `folder` holds these bytes.
fn holds(folder: &Path, bytes: &[u8]) -> bool {
    std::fs::read_dir(folder).unwrap().any(|file| {
        let path = file.unwrap().path();
        match path.is_dir() {
            true => holds(&path, bytes),
            false => std::fs::read(path).unwrap().windows(bytes.len()).any(|found| found == bytes),
        }
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_folder_holds_nothing_before_the_yes_and_no_plain_text_after_it() {
    let folder = tempfile::tempdir().unwrap();
    let (engine, store) = open(folder.path()).await;
    let vault = vault_in(&folder.path().join("keys"), store.as_ref());
    let (account, heard) = (vault.account_hash(TERMINAL, ANNA), vault.heard_hash(TERMINAL, "1"));
    for (n, text) in ["hello", MARKER, "more"].into_iter().enumerate() {
        ok(engine.hear(said(ANNA, &n.to_string(), text)).await);
    }
    assert_eq!(ok(engine.actors_count().await), 0);
    close(engine, store).await;
    for trace in [MARKER.as_bytes(), ANNA.as_bytes(), &account.0, &heard.0] {
        assert!(!holds(folder.path(), trace), "something was stored before the yes");
    }

    let (engine, store) = open(folder.path()).await;
    let texts = ["hello", "yes", "skip", "skip"];
    for (n, text) in texts.into_iter().enumerate() {
        ok(engine.hear(said(ANNA, &format!("later {n}"), text)).await);
    }
    ok(engine.hear(command(ANNA, "interview", Command::Interview)).await);
    ok(engine.hear(said(ANNA, "name", MARKER)).await);
    let journal = ok(engine.export(TERMINAL, ANNA).await).unwrap();
    let person = ok(engine.person(TERMINAL, ANNA).await).unwrap();
    close(engine, store).await;
    assert!(holds(folder.path(), &account.0), "this test can see what is stored");
    for plain in [MARKER.as_bytes(), ANNA.as_bytes(), b"first_contact"] {
        assert!(!holds(folder.path(), plain), "something is stored in plain");
    }

    let (engine, store) = open(folder.path()).await;
    assert!(ok(engine.hear(said(ANNA, "name", MARKER)).await).duplicate);
    assert!(ok(engine.person(TERMINAL, ANNA).await).unwrap() == person);
    assert!(ok(engine.export(TERMINAL, ANNA).await).unwrap() == journal);
    assert!(ok(engine.erase(TERMINAL, ANNA).await));
    assert_eq!(ok(engine.actors_count().await), 0);
    assert!(ok(store.account(&account)).is_none());
    close(engine, store).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_at_once_are_all_served_in_order() {
    let world = World::new().await;
    let people = (0..40).map(|n| {
        let engine = world.engine.clone();
        tokio::spawn(async move {
            let account = format!("person {n}");
            let mut texts = vec!["hello", "yes"];
            texts.extend(["skip"; 10]);
            let calls: Vec<_> = texts
                .iter()
                .enumerate()
                .map(|(n, text)| engine.hear(said(&account, &format!("{account} {n}"), text)))
                .collect();
            let mut last = 0;
            for call in calls {
                let receipt = ok(call.await);
                assert!(!receipt.duplicate && receipt.revision > last);
                last = receipt.revision;
            }
        })
    });
    for person in people.collect::<Vec<_>>() {
        person.await.unwrap();
    }
    world.engine.settled().await;
    assert_eq!(ok(world.engine.actors_count().await), 40);
    let rows = world.disk.rows();
    assert!(rows.outbox.is_empty());
    assert_eq!(rows.overtaken, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_event_whose_caller_went_away_is_answered_all_the_same() {
    let world = World::with_anna().await;
    drop(world.engine.hear(said(ANNA, "dropped", "skip")));
    world.engine.settled().await;
    assert!(world.says("dropped").await.duplicate);
    let full = (0..100).map(|n| world.engine.hear(said(ANNA, &format!("crowd {n}"), "skip")));
    let full: Vec<_> = full.collect();
    let mut busy = 0;
    for call in full {
        match call.await {
            Err(NotTaken::Busy) => busy += 1,
            taken => drop(ok(taken)),
        }
    }
    assert!(busy > 0, "sixteen may wait, not a hundred");
}
