//! Backups and keys by the plan, and what was erased opening from nothing that is left.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use afterword_core::Command;
use afterword_engine::{Engine, ManualClock, OnStep, Parts, Upkeep};
use afterword_store::backup::{self, BackupError, Keys};
use afterword_store::seal::{KeysFolder, Vault};
use afterword_store::sled::{SledOptions, SledStore};
use afterword_store::{ActorId, Head, Store};
use jiff::SignedDuration;
use tempfile::TempDir;

use crate::memory::Disk;
use crate::world::{ANNA, Post, TERMINAL, command, ok, parts, said, tuesday};

const BERT: &str = "bert";
const MARKER: &str = "the xyzzy job";

/// A data folder on the disk, and an engine on it.
struct House {
    folder: TempDir,
    engine: Engine,
    store: Arc<SledStore>,
    vault: Arc<Vault>,
    clock: Arc<ManualClock>,
}

impl House {
    async fn new() -> Self {
        Self::open(tempfile::tempdir().unwrap(), Arc::new(ManualClock::at(tuesday()))).await
    }

    async fn open(folder: TempDir, clock: Arc<ManualClock>) -> Self {
        let store = Arc::new(ok(SledStore::open(&folder.path().join("data"), options())));
        let keys = KeysFolder::program(folder.path().join("keys"));
        let vault = Arc::new(ok(Vault::open_or_create(&keys, store.as_ref())));
        let parts = parts(&Disk::default(), store.clone(), clock.clone(), Arc::new(Post::default()));
        let upkeep = Upkeep::into_folder(folder.path().join("backups"));
        let engine = ok(Engine::start(Parts { vault: vault.clone(), upkeep, ..parts }).await);
        Self { folder, engine, store, vault, clock }
    }

    /// The same after the end of the process and a new start.
    async fn restarted(self) -> Self {
        let Self { folder, engine, store, vault, clock } = self;
        engine.settled().await;
        drop((engine, vault));
        let mut store = Some(store);
        while let Some(open) = store.take() {
            if let Err(shared) = Arc::try_unwrap(open).map(drop) {
                tokio::time::sleep(std::time::Duration::from_millis(5)).await;
                store = Some(shared);
            }
        }
        Self::open(folder, clock).await
    }

    /// Somebody who agreed, and gave an interview a name.
    async fn welcome(&self, account: &str, nickname: &str) {
        for text in ["hello", "yes", "skip", "skip"] {
            ok(self.engine.hear(said(account, &format!("{account} {text} {nickname}"), text)).await);
        }
        ok(self.engine.hear(command(account, &format!("{account} interview"), Command::Interview)).await);
        ok(self.engine.hear(said(account, &format!("{account} {nickname}"), nickname)).await);
        self.engine.settled().await;
    }

    async fn journal(&self, account: &str) -> Option<String> {
        let entries = ok(self.engine.export(TERMINAL, account).await)?;
        Some(entries.iter().map(|entry| serde_json::to_string(entry).unwrap() + "\n").collect())
    }

    async fn days_pass(&self, days: i64) {
        for _ in 0..days {
            self.clock.advance(SignedDuration::from_hours(24));
            ok(self.engine.keep_up().await);
        }
    }

    fn backups(&self) -> Vec<PathBuf> {
        let Ok(files) = fs::read_dir(self.folder.path().join("backups")) else { return Vec::new() };
        let mut files: Vec<_> = files.map(|file| file.unwrap().path()).collect();
        files.sort();
        files
    }

    fn masters(&self) -> Vec<String> {
        let files = fs::read_dir(self.folder.path().join("keys")).unwrap();
        let mut names: Vec<_> = files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    fn actor(&self, account: &str) -> ActorId {
        ok(self.store.account(&self.vault.account_hash(TERMINAL, account))).unwrap()
    }

    /// Whom a backup holds, once restored beside the living store.
    fn restored(&self, backup: &Path) -> (SledStore, TempDir) {
        let folder = tempfile::tempdir().unwrap();
        let into = ok(SledStore::open(&folder.path().join("restored"), options()));
        let keys = Keys::Living { store: self.store.as_ref(), vault: &self.vault };
        ok(backup::restore(File::open(backup).unwrap(), keys, &into, &mut |_| {}));
        (into, folder)
    }
}

fn options() -> SledOptions {
    SledOptions { allow_any_filesystem: true, reserve_bytes: 0, ..SledOptions::default() }
}

fn quiet() -> OnStep {
    Arc::new(|_| {})
}

fn kept(backup: PathBuf, elsewhere: &TempDir) -> PathBuf {
    let copy = elsewhere.path().join(backup.file_name().unwrap());
    fs::copy(backup, &copy).unwrap();
    copy
}

#[tokio::test]
async fn a_backup_is_made_each_day_and_goes_after_thirty_five() {
    let house = House::new().await;
    ok(house.engine.keep_up().await);
    assert!(house.backups().is_empty(), "there is nobody yet");
    house.welcome(ANNA, "leeds").await;
    ok(house.engine.keep_up().await);
    ok(house.engine.keep_up().await);
    assert_eq!(house.backups().len(), 1);
    let first = house.backups().remove(0);
    house.days_pass(20).await;
    assert_eq!(house.backups().len(), 21);
    house.days_pass(20).await;
    assert!(!first.exists());
    // One of each day, that of today, and the one that the change of keys made on the thirtieth.
    let left = house.backups().len();
    assert!((36..=37).contains(&left), "{left} backups are left");
}

#[tokio::test]
async fn the_plan_outlives_a_restart() {
    let house = House::new().await;
    house.welcome(ANNA, "leeds").await;
    ok(house.engine.keep_up().await);
    house.days_pass(3).await;
    let before = house.engine.upkeep_status();
    let house = house.restarted().await;
    assert_eq!(house.engine.upkeep_status(), before);
    ok(house.engine.keep_up().await);
    assert_eq!(house.backups().len(), 4, "another one was made, though none was due");
}

#[tokio::test]
async fn a_backup_that_is_not_there_any_more_counts_for_nothing() {
    let house = House::new().await;
    house.welcome(ANNA, "leeds").await;
    ok(house.engine.keep_up().await);
    fs::remove_dir_all(house.folder.path().join("backups")).unwrap();
    ok(house.engine.keep_up().await);
    assert_eq!(house.backups().len(), 1);

    // Nor does an old master end because of it.
    house.days_pass(30).await;
    assert_eq!(house.masters(), ["master-1.key", "master-2.key"]);
    fs::remove_dir_all(house.folder.path().join("backups")).unwrap();
    fs::write(house.folder.path().join("backups"), "in the way").unwrap();
    house.days_pass(40).await;
    assert!(house.masters().contains(&"master-1.key".to_owned()));
    fs::remove_file(house.folder.path().join("backups")).unwrap();
    house.days_pass(2).await;
    assert!(!house.masters().contains(&"master-1.key".to_owned()));
}

#[tokio::test]
async fn a_date_that_was_told_holds_whatever_is_set_or_shown_afterwards() {
    let longer = |folder: &Path| Upkeep {
        keep: SignedDuration::from_hours(24 * 200),
        rotate_every: SignedDuration::from_hours(24 * 90),
        ..Upkeep::into_folder(folder.join("backups"))
    };
    let elsewhere = tempfile::tempdir().unwrap();
    let house = House::new().await;
    house.welcome(ANNA, "leeds").await;
    house.welcome(BERT, "york").await;
    ok(house.engine.keep_up().await);
    let backup = kept(ok(house.engine.back_up(quiet()).await).path, &elsewhere);
    let told = house.engine.upkeep_status().forgotten_by;
    assert!(ok(house.engine.erase(TERMINAL, ANNA).await));
    house.days_pass(10).await;

    // The settings grow, and for a while the clock shows a day that is far away.
    let mut house = house.restarted().await;
    let parts = parts(&Disk::default(), house.store.clone(), house.clock.clone(), Arc::new(Post::default()));
    let upkeep = longer(house.folder.path());
    house.engine = ok(Engine::start(Parts { vault: house.vault.clone(), upkeep, ..parts }).await);
    assert!(house.engine.upkeep_status().forgotten_by <= told);
    let now = house.clock_now();
    house.clock.set(now + SignedDuration::from_hours(24 * 300));
    ok(house.engine.keep_up().await);
    house.clock.set(now);
    while house.clock_before(told) {
        house.days_pass(1).await;
    }
    house.days_pass(1).await;
    assert!(!house.masters().contains(&"master-1.key".to_owned()), "{:?}", house.masters());
    let folder = KeysFolder::program(house.folder.path().join("keys"));
    assert!(backup::verify(File::open(&backup).unwrap(), Keys::Folder(&folder)).is_err());
    assert!(house.journal(BERT).await.is_some());
}

#[tokio::test]
async fn while_keys_change_the_date_told_is_that_of_the_new_ones() {
    let house = House::new().await;
    house.welcome(ANNA, "leeds").await;
    ok(house.engine.keep_up().await);
    ok(house.vault.begin_epoch());
    let told = house.engine.upkeep_status().forgotten_by;
    assert_eq!(told, tuesday() + SignedDuration::from_hours(65 * 24));
    house.clock.advance(SignedDuration::from_hours(29 * 24));
    let told = house.engine.upkeep_status().forgotten_by;
    assert_eq!(told, tuesday() + SignedDuration::from_hours((29 + 65) * 24), "her key may be wrapped by the new one");
}

#[tokio::test]
async fn by_a_clock_that_is_years_ahead_nothing_is_taken_for_old() {
    let house = House::new().await;
    house.welcome(ANNA, "leeds").await;
    ok(house.engine.keep_up().await);
    house.days_pass(40).await;
    let (backups, masters) = (house.backups(), house.masters());
    house.clock.advance(SignedDuration::from_hours(24 * 365 * 5));
    ok(house.engine.keep_up().await);
    assert!(house.engine.back_up(quiet()).await.is_err() && house.engine.rotate_keys(quiet()).await.is_err());
    assert_eq!((house.backups(), house.masters()), (backups, masters));
}

#[tokio::test]
async fn keys_change_each_month_and_the_old_ones_end() {
    let house = House::new().await;
    house.welcome(ANNA, MARKER).await;
    ok(house.engine.keep_up().await);
    house.days_pass(29).await;
    assert_eq!(house.masters(), ["master-1.key"]);
    house.days_pass(1).await;
    assert_eq!(house.masters(), ["master-1.key", "master-2.key"]);
    assert_eq!(ok(house.store.key(house.actor(ANNA))).unwrap().epoch, 2);
    assert!(house.journal(ANNA).await.unwrap().contains(MARKER));

    // The second one follows after another thirty days, before the first ends.
    house.days_pass(35).await;
    assert_eq!(house.masters(), ["master-1.key", "master-2.key", "master-3.key"]);
    house.days_pass(1).await;
    assert_eq!(house.masters(), ["master-2.key", "master-3.key"]);
    assert!(house.journal(ANNA).await.unwrap().contains(MARKER));

    let house = house.restarted().await;
    assert!(house.journal(ANNA).await.unwrap().contains(MARKER));
    ok(house.engine.hear(said(ANNA, "on", "on")).await);
}

#[tokio::test]
async fn what_was_erased_or_deleted_opens_from_no_backup_once_the_day_has_come() {
    let house = House::new().await;
    let elsewhere = tempfile::tempdir().unwrap();
    for (account, nickname) in [(ANNA, MARKER), (BERT, "york"), ("cleo", MARKER)] {
        house.welcome(account, nickname).await;
    }
    let [anna, bert, cleo] = [ANNA, BERT, "cleo"].map(|account| house.actor(account));
    let backup = kept(ok(house.engine.back_up(quiet()).await).path, &elsewhere);
    let first_master = fs::read(house.folder.path().join("keys/master-1.key")).unwrap();

    let told = house.engine.upkeep_status().forgotten_by;
    assert_eq!(told, tuesday() + SignedDuration::from_hours(65 * 24));
    assert!(ok(house.engine.erase(TERMINAL, ANNA).await));
    ok(house.engine.hear(command("cleo", "delete", Command::DeleteThat)).await);
    let cleos = house.journal("cleo").await.unwrap();
    assert!(!cleos.contains(MARKER));

    // Until then the old master is there, and opens the copy that was kept elsewhere.
    let folder = KeysFolder::program(house.folder.path().join("keys"));
    let whole = ok(backup::verify(File::open(&backup).unwrap(), Keys::Folder(&folder)));
    assert!(whole.is_whole() && whole.counts.keys == 3);

    ok(house.engine.keep_up().await);
    while house.clock_before(told) {
        house.days_pass(1).await;
    }
    house.days_pass(1).await;
    assert!(!house.masters().contains(&"master-1.key".to_owned()));
    assert!(!holds(house.folder.path(), &first_master), "the old master is still somewhere");
    assert!(house.backups().iter().all(|file| file.file_name() != backup.file_name()));

    // The keys that are left do not open the copy by themselves …
    let shut = backup::verify(File::open(&backup).unwrap(), Keys::Folder(&folder));
    assert!(matches!(shut, Err(BackupError::MissingMaster { .. })), "it opens");
    // … and with all that is left, it opens for whoever is still there, and for nobody else.
    let (restored, _folder) = house.restored(&backup);
    assert_eq!(ok(restored.head(anna)), None);
    assert!(ok(restored.key(anna)).is_none() && ok(restored.entries(anna)).is_empty());
    assert_eq!(ok(restored.head(cleo)), None, "what was deleted could come back");
    assert!(matches!(ok(restored.head(bert)), Some(Head::At(_))));
    let key = ok(house.vault.unwrap(bert, &ok(restored.key(bert)).unwrap()));
    for (revision, sealed) in ok(restored.entries(bert)) {
        ok(key.open("entry", &afterword_store::seal::entry_row(bert, revision), &sealed));
    }
    assert_eq!(house.journal("cleo").await.unwrap(), cleos);
    assert!(!holds(house.folder.path(), MARKER.as_bytes()));
}

#[tokio::test]
async fn a_change_of_keys_that_was_cut_off_goes_on_after_a_restart() {
    let house = House::new().await;
    house.welcome(ANNA, "leeds").await;
    house.welcome(BERT, "york").await;
    ok(house.engine.keep_up().await);
    // As a kill leaves it that comes after the new master was made.
    ok(house.vault.begin_epoch());
    house.welcome("cleo", "hull").await;
    let house = house.restarted().await;
    assert!(house.engine.upkeep_status().unfinished_rotation);
    ok(house.engine.keep_up().await);
    let status = house.engine.upkeep_status();
    assert!(!status.unfinished_rotation);
    assert_eq!((status.epoch, status.retired.len()), (2, 1));
    for account in [ANNA, BERT, "cleo"] {
        assert_eq!(ok(house.store.key(house.actor(account))).unwrap().epoch, 2);
        assert!(house.journal(account).await.is_some());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn turns_go_on_while_keys_change() {
    let house = House::new().await;
    for n in 0..20 {
        house.welcome(&format!("person {n}"), "leeds").await;
    }
    let talking = {
        let engine = house.engine.clone();
        tokio::spawn(async move {
            for n in 0..300 {
                let account = format!("person {}", n % 30);
                let text = if n % 7 == 0 { "delete" } else { "yes" };
                let inbound = match text {
                    "delete" => command(&account, &format!("later {n}"), Command::DeleteThat),
                    text => said(&account, &format!("later {n}"), text),
                };
                ok(engine.hear(inbound).await);
            }
        })
    };
    for _ in 0..3 {
        ok(house.engine.rotate_keys(quiet()).await);
    }
    talking.await.unwrap();
    ok(house.engine.rotate_keys(quiet()).await);
    assert_eq!(house.engine.upkeep_status().epoch, 5);
    let house = house.restarted().await;
    for n in 0..20 {
        let account = format!("person {n}");
        assert_eq!(ok(house.store.key(house.actor(&account))).unwrap().epoch, 5);
        assert!(house.journal(&account).await.is_some());
    }
}

impl House {
    fn clock_now(&self) -> jiff::Timestamp {
        use afterword_engine::Clock as _;
        self.clock.now()
    }

    fn clock_before(&self, moment: jiff::Timestamp) -> bool {
        self.clock_now() <= moment
    }
}

/// Whether some file under `folder` holds these bytes.
fn holds(folder: &Path, bytes: &[u8]) -> bool {
    fs::read_dir(folder).unwrap().any(|file| {
        let path = file.unwrap().path();
        match path.is_dir() {
            true => holds(&path, bytes),
            false => fs::read(path).unwrap().windows(bytes.len()).any(|found| found == bytes),
        }
    })
}

#[tokio::test]
async fn what_went_wrong_is_told_until_it_works_again() {
    let house = House::new().await;
    house.welcome(ANNA, "leeds").await;
    let in_the_way = house.folder.path().join("backups");
    fs::write(&in_the_way, "in the way").unwrap();
    ok(house.engine.keep_up().await);
    let (at, why) = house.engine.upkeep_status().trouble.expect("no backup can be made");
    assert_eq!(at, house.engine.now());
    assert!(why.starts_with("no backup was made: "), "{why}");

    fs::remove_file(&in_the_way).unwrap();
    ok(house.engine.keep_up().await);
    assert!(house.engine.upkeep_status().trouble.is_some(), "it rests for an hour");
    house.clock.advance(SignedDuration::from_hours(1));
    ok(house.engine.keep_up().await);
    assert_eq!((house.engine.upkeep_status().trouble, house.backups().len()), (None, 1));
}
