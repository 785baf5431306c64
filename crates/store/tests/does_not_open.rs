//! A store with damaged files: copied aside, tried once without its snapshot,
//! else an error. What opens has lost nothing; nothing is ever deleted.

#![allow(clippy::unwrap_used, reason = "also outside test functions, this is a test")]

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use afterword_store::conformance::{check_whole, example_actor, example_turn};
use afterword_store::sled::{SledOptions, SledStore};
use afterword_store::{Error, Store, Write};
use common::{copy_folder, options};
use tempfile::TempDir;

const ACTORS: u64 = 3;
const ROUNDS: u64 = 60;

/// A data folder with some turns in it, closed and opened a few times.
fn lived_in() -> TempDir {
    let folder = TempDir::new().unwrap();
    for life in 0..3 {
        let store = SledStore::open(folder.path(), options()).unwrap();
        for round in life * ROUNDS / 3 + 1..=(life + 1) * ROUNDS / 3 {
            let batch: Vec<_> =
                (0..ACTORS).map(|n| Write::Turn(Box::new(example_turn(example_actor(n), round)))).collect();
            store.commit(&batch).unwrap();
        }
    }
    // What was written since the last opening cannot be told from a write that
    // a power cut tore (docs/storage.md, bad days). Here nothing was.
    drop(SledStore::open(folder.path(), options()).unwrap());
    folder
}

/// What became of a damaged folder.
#[derive(Debug)]
enum Found {
    Everything,
    /// Somebody cannot be read, and is told so; the others can.
    Unread,
    Refused(Error),
}

fn open(folder: &Path) -> Found {
    let store = match SledStore::open(folder, options()) {
        Ok(store) => store,
        Err(error) => return Found::Refused(error),
    };
    let mut unread = 0;
    for n in 0..ACTORS {
        match check_whole(&store, example_actor(n)) {
            Ok(found) => assert_eq!(found, ROUNDS, "it opened, and turns are missing"),
            Err(why) if why.contains("cannot be read") => unread += 1,
            Err(why) => panic!("it opened, and {why}"),
        }
    }
    if unread == 0 { Found::Everything } else { Found::Unread }
}

/// Every read and a write, of somebody and of everybody: each is answered or refused.
fn use_it(store: &SledStore) {
    for n in 0..ACTORS {
        let actor = example_actor(n);
        drop((store.head(actor), store.entries(actor), store.key(actor), store.outbox_of(actor)));
    }
    drop((store.due(i64::MAX, 100), store.outbox_due(i64::MAX, 100), store.actors(None, 100), store.meta("x")));
    let newcomer = Write::Turn(Box::new(example_turn(example_actor(77), 1)));
    match store.commit(&[newcomer]) {
        Ok(_) => match check_whole(store, example_actor(77)) {
            Ok(turns) => assert_eq!(turns, 1),
            Err(why) => assert!(why.contains("cannot be read"), "{why}"),
        },
        // A lock that hides the reason would say that something earlier failed.
        Err(error) => assert!(!error.to_string().contains("an earlier write failed"), "{error}"),
    }
}

fn copies(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .filter(|path| path.file_name().unwrap().to_str().unwrap().starts_with("store.aside"))
        .collect();
    found.sort();
    found
}

fn snapshots(folder: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(folder.join("store")).unwrap().map(|file| file.unwrap().path());
    files.filter(|path| path.file_name().unwrap().to_str().unwrap().starts_with("snap.")).collect()
}

type Damage = fn(&Path);

const DAMAGES: &[(&str, Damage)] = &[
    ("db is empty", |store| cut(&store.join("db"), |_| 0)),
    ("db is gone", |store| fs::remove_file(store.join("db")).unwrap()),
    ("db is cut to a few bytes", |store| cut(&store.join("db"), |_| 10)),
    ("db is cut to a page", |store| cut(&store.join("db"), |_| 4096)),
    ("db is cut to a third", |store| cut(&store.join("db"), |len| len / 3)),
    ("db is cut in half", |store| cut(&store.join("db"), |len| len / 2)),
    ("the head of db is garbage", |store| scribble(&store.join("db"), 0, 512)),
    ("the first page of db is zeroes", |store| zero(&store.join("db"), 0, 4096)),
    ("the middle of db is garbage", |store| scribble(&store.join("db"), 200_000, 4096)),
    ("conf is gone", |store| fs::remove_file(store.join("conf")).unwrap()),
    ("conf is empty", |store| cut(&store.join("conf"), |_| 0)),
    ("conf is garbage", |store| scribble(&store.join("conf"), 0, 60)),
    ("the snapshots are empty", |store| each_snapshot(store, |path| cut(path, |_| 0))),
    ("the snapshots are cut", |store| each_snapshot(store, |path| cut(path, |len| len / 2))),
    ("the snapshots are garbage", |store| each_snapshot(store, |path| scribble(path, 0, 4096))),
    ("the snapshots are gone", |store| each_snapshot(store, |path| fs::remove_file(path).unwrap())),
    ("the folder of blobs is gone", |store| fs::remove_dir_all(store.join("blobs")).unwrap()),
    ("everything in store is gone", |store| fs::remove_dir_all(store).unwrap()),
];

fn cut(file: &Path, to: fn(u64) -> u64) {
    let file = fs::OpenOptions::new().write(true).open(file).unwrap();
    let len = file.metadata().unwrap().len();
    file.set_len(to(len)).unwrap();
}

fn overwrite(file: &Path, at: usize, with: impl Iterator<Item = u8>) {
    let mut bytes = fs::read(file).unwrap();
    bytes.iter_mut().skip(at).zip(with).for_each(|(byte, new)| *byte = new);
    fs::write(file, bytes).unwrap();
}

fn scribble(file: &Path, at: usize, len: usize) {
    overwrite(file, at, (0u32..).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8 | 1).take(len));
}

fn zero(file: &Path, at: usize, len: usize) {
    overwrite(file, at, std::iter::repeat_n(0, len));
}

fn each_snapshot(store: &Path, damage: impl Fn(&Path)) {
    for path in snapshots(store.parent().unwrap()) {
        damage(&path);
    }
}

#[test]
fn a_damaged_store_opens_with_everything_or_says_what_to_do() {
    let whole = lived_in();
    let mut wrong = Vec::new();
    for (what, damage) in DAMAGES {
        let folder = TempDir::new().unwrap();
        copy_folder(whole.path(), folder.path()).unwrap();
        damage(&folder.path().join("store"));
        let found = std::panic::catch_unwind(|| open(folder.path()));
        match found {
            Ok(Found::Everything | Found::Unread) => {}
            Ok(Found::Refused(Error::DoesNotOpen { aside, .. })) => {
                let left = folder.path().join("store").exists();
                if left && aside.is_none_or(|aside| !aside.exists()) {
                    wrong.push(format!("{what}: no copy"));
                }
            }
            Ok(Found::Refused(other)) => wrong.push(format!("{what}: {other}")),
            Err(_) => wrong.push(format!("{what}: turns are missing")),
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Each page of the log in turn: opened or refused, read or refused, and no
/// panic of sled reaches whoever asks. (Garbage in the newest part looks to
/// sled like a write that a power cut broke off, so the turns there are gone:
/// that is what backups are for.)
#[test]
fn garbage_in_any_page_of_the_log_is_an_error_at_most() {
    let whole = lived_in();
    let len = fs::metadata(whole.path().join("store/db")).unwrap().len() as usize;
    let (mut refused, mut unread) = (0, 0);
    for at in (0..len).step_by(len / 24) {
        let folder = TempDir::new().unwrap();
        copy_folder(whole.path(), folder.path()).unwrap();
        scribble(&folder.path().join("store/db"), at, 700);
        match SledStore::open(folder.path(), options()) {
            Ok(store) => {
                unread += usize::from((0..ACTORS).any(|n| check_whole(&store, example_actor(n)).is_err()));
                use_it(&store);
            }
            Err(Error::DoesNotOpen { .. }) => refused += 1,
            Err(other) => panic!("{at}: {other}"),
        }
    }
    assert!(refused + unread > 0, "the damage was never met");
}

#[test]
fn copies_do_not_pile_up_and_nothing_is_deleted() {
    let folder = lived_in();
    scribble(&folder.path().join("store/conf"), 0, 60);
    let damaged = fs::read(folder.path().join("store/db")).unwrap();
    for (nth, there) in [(1, 1), (2, 2), (3, 2), (4, 2)] {
        let Found::Refused(Error::DoesNotOpen { why, aside, .. }) = open(folder.path()) else { panic!("it opened") };
        assert_eq!(copies(folder.path()).len(), there, "after {nth}");
        assert!(aside.unwrap().is_dir());
        assert_eq!(why.contains("two copies are there"), nth > 2, "{why}");
    }
    assert_eq!(fs::read(folder.path().join("store.aside-1/db")).unwrap(), damaged);
    assert_eq!(fs::read(folder.path().join("store/db")).unwrap(), damaged);
}

#[test]
fn a_copy_is_made_only_where_there_is_room_for_it() {
    let folder = lived_in();
    each_snapshot(&folder.path().join("store"), |path| scribble(path, 0, 4096));
    let options = SledOptions { reserve_bytes: u64::MAX / 2, ..options() };
    let Err(Error::DoesNotOpen { why, aside: None, .. }) = SledStore::open(folder.path(), options) else {
        panic!("it opened")
    };
    assert!(why.contains("no copy of it was made"), "{why}");
    assert!(copies(folder.path()).is_empty());
    assert!(matches!(open(folder.path()), Found::Everything), "with room for a copy, it is tried");
}
