//! A backup of ten thousand people, made while they talk, is exactly one moment.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use afterword_core::{Command, Entry, Person};
use afterword_engine::{Engine, ManualClock, OnStep, Parts, Upkeep};
use afterword_store::backup::{self, Keys};
use afterword_store::seal::{KeysFolder, Vault, entry_row};
use afterword_store::sled::{SledOptions, SledStore};
use afterword_store::{
    AccountHash, ActorId, Answers, Error, Head, HeardHash, OutboxRow, Revision, Snapshot, Store, Turn, WrappedKey,
    Write,
};

use crate::memory::Disk;
use crate::world::{ANNA, Post, TERMINAL, World, command, ok, parts, said, tuesday};

const PEOPLE: usize = 10_000;
/// How many of them talk while the backup is made.
const TALKING: usize = 400;

/// A store that notes where everybody stood when a snapshot was opened.
struct Noting {
    store: SledStore,
    heads: Mutex<BTreeMap<ActorId, Revision>>,
    moment: Mutex<Option<BTreeMap<ActorId, Revision>>>,
}

impl Store for Noting {
    fn commit_and_tell(&self, writes: &[Write], tell: &mut dyn FnMut(Answers)) -> Result<(), Error> {
        // Held throughout, so that a snapshot falls before or after.
        let mut heads = self.heads.lock().unwrap();
        self.store.commit_and_tell(writes, &mut |answers| {
            for (write, answer) in writes.iter().zip(&answers) {
                if let (Write::Turn(turn), Ok(())) = (write, answer) {
                    heads.insert(turn.actor, turn.revision);
                }
            }
            tell(answers);
        })
    }

    fn snapshot(&self) -> Result<Snapshot<'_>, Error> {
        let heads = self.heads.lock().unwrap();
        *self.moment.lock().unwrap() = Some(heads.clone());
        self.store.snapshot()
    }

    fn head(&self, actor: ActorId) -> Result<Option<Head>, Error> {
        self.store.head(actor)
    }

    fn entries(&self, actor: ActorId) -> Result<Vec<(Revision, Vec<u8>)>, Error> {
        self.store.entries(actor)
    }

    fn key(&self, actor: ActorId) -> Result<Option<WrappedKey>, Error> {
        self.store.key(actor)
    }

    fn keys(&self, after: Option<ActorId>, limit: usize) -> Result<Vec<(ActorId, WrappedKey)>, Error> {
        self.store.keys(after, limit)
    }

    fn account(&self, account: &AccountHash) -> Result<Option<ActorId>, Error> {
        self.store.account(account)
    }

    fn blocked(&self, account: &AccountHash) -> Result<bool, Error> {
        self.store.blocked(account)
    }

    fn heard(&self, event: &HeardHash) -> Result<Option<Revision>, Error> {
        self.store.heard(event)
    }

    fn due(&self, until_ms: i64, limit: usize) -> Result<Vec<(i64, ActorId)>, Error> {
        self.store.due(until_ms, limit)
    }

    fn outbox_due(&self, until_ms: i64, limit: usize) -> Result<Vec<OutboxRow>, Error> {
        self.store.outbox_due(until_ms, limit)
    }

    fn outbox_of(&self, actor: ActorId) -> Result<Vec<OutboxRow>, Error> {
        self.store.outbox_of(actor)
    }

    fn meta(&self, name: &str) -> Result<Option<Vec<u8>>, Error> {
        self.store.meta(name)
    }

    fn actors(&self, after: Option<ActorId>, limit: usize) -> Result<Vec<(ActorId, Head)>, Error> {
        self.store.actors(after, limit)
    }
}

fn name(n: usize) -> String {
    format!("person {n}")
}

fn actor(n: usize) -> ActorId {
    let mut id = [7; 16];
    id[..8].copy_from_slice(&(n as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes());
    ActorId(id)
}

/// The journal of somebody who agreed and began to note an interview.
async fn journal() -> Vec<Entry> {
    let world = World::with_anna().await;
    world.settles_in().await;
    world.hears(command(ANNA, "interview", Command::Interview)).await;
    world.says("leeds").await;
    ok(world.engine.export(TERMINAL, ANNA).await).unwrap()
}

/// That journal as one turn of somebody, sealed as the engine seals it.
fn welcomed(vault: &Vault, n: usize, journal: &[Entry]) -> Write {
    let (actor, name) = (actor(n), name(n));
    let (key, wrapped) = vault.new_data_key(actor);
    let seal = |entry: &Entry| {
        let envelope = serde_json::json!({ "from": { "platform": TERMINAL, "account": name }, "entry": entry });
        let revision = Revision::from(entry.revision);
        let plain = serde_json::to_vec(&envelope).unwrap();
        (revision, key.seal("entry", &entry_row(actor, revision), wrapped.epoch, &plain))
    };
    Write::Turn(Box::new(Turn {
        actor,
        expect: None,
        revision: journal.last().unwrap().revision.into(),
        entries: journal.iter().map(seal).collect(),
        wake_ms: None,
        heard: None,
        outbox: Vec::new(),
        account: Some(vault.account_hash(TERMINAL, &name)),
        key: Some(wrapped),
    }))
}

async fn engine(store: Arc<dyn Store>, vault: Arc<Vault>, backups: &Path) -> Engine {
    let parts = parts(&Disk::default(), store, Arc::new(ManualClock::at(tuesday())), Arc::new(Post::default()));
    ok(Engine::start(Parts { vault, upkeep: Upkeep::into_folder(backups), ..parts }).await)
}

fn options() -> SledOptions {
    SledOptions { allow_any_filesystem: true, reserve_bytes: 0, ..SledOptions::default() }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_of_ten_thousand_people_under_load_is_one_moment() {
    let folder = tempfile::tempdir().unwrap();
    let keys = KeysFolder::program(folder.path().join("keys"));
    let store = Arc::new(Noting {
        store: ok(SledStore::open(&folder.path().join("data"), options())),
        heads: Mutex::default(),
        moment: Mutex::default(),
    });
    let vault = Arc::new(ok(Vault::open_or_create(&keys, store.as_ref())));
    let journal = journal().await;
    for people in (0..PEOPLE).collect::<Vec<_>>().chunks(500) {
        let writes: Vec<_> = people.iter().map(|n| welcomed(&vault, *n, &journal)).collect();
        ok(store.commit(&writes)).into_iter().for_each(|answer| answer.unwrap());
    }
    let living = engine(store.clone(), vault.clone(), &folder.path().join("backups")).await;

    let over = Arc::new(AtomicBool::new(false));
    let talking: Vec<_> = (0..4)
        .map(|lane| {
            let (engine, over) = (living.clone(), over.clone());
            tokio::spawn(async move {
                let mut turns = 0;
                while !over.load(Ordering::SeqCst) {
                    let account = name((turns * 4 + lane) % TALKING * (PEOPLE / TALKING));
                    let inbound = match turns % 5 {
                        0 => command(&account, &format!("{lane} {turns}"), Command::Back),
                        _ => said(&account, &format!("{lane} {turns}"), "york"),
                    };
                    ok(engine.hear(inbound).await);
                    turns += 1;
                }
            })
        })
        .collect();
    let quiet: OnStep = Arc::new(|_| {});
    let made = ok(living.back_up(quiet).await);
    let at_the_end = store.heads.lock().unwrap().clone();
    over.store(true, Ordering::SeqCst);
    for task in talking {
        task.await.unwrap();
    }
    assert_eq!((made.people, made.unreadable), (PEOPLE as u64, Vec::new()));

    // Restored elsewhere, with a copy of the master keys only.
    let elsewhere = tempfile::tempdir().unwrap();
    let target = elsewhere.path().join("data");
    ok(backup::restore_folder(&made.path, Keys::Folder(&keys), &target, options(), &mut |_| {}));
    let restored = Arc::new(ok(SledStore::open(&target, options())));
    let restored_keys = KeysFolder::program(target.join("keys"));
    let restored_vault = Arc::new(ok(Vault::open_or_create(&restored_keys, restored.as_ref())));
    let restored_engine = engine(restored.clone(), restored_vault, &elsewhere.path().join("backups")).await;

    let moment = store.moment.lock().unwrap().take().unwrap();
    let meanwhile = moment.iter().filter(|(actor, revision)| at_the_end[actor] != **revision).count();
    assert!(meanwhile > 0, "nobody talked while the backup was made");
    for n in 0..PEOPLE {
        let (actor, name) = (actor(n), name(n));
        assert_eq!(ok(restored.head(actor)), Some(Head::At(moment[&actor])), "{name}");
        let mut then = ok(living.export(TERMINAL, &name).await).unwrap();
        then.retain(|entry| u64::from(entry.revision) <= moment[&actor]);
        let tag = u32::from_be_bytes([0, actor.0[13], actor.0[14], actor.0[15]]);
        let person = ok(restored_engine.person(TERMINAL, &name).await).unwrap();
        assert!(person == Person::fold(tag, &then), "{name} is somebody else");
    }
    assert_eq!(ok(restored_engine.actors_count().await), PEOPLE);
}
