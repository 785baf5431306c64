//! A power cut between two syncs, where the disk wrote in order: after every
//! page, from the first creation of the folder through some dozens of commits.
//!
//! `power_cut.rs` has the pages in any order; `docs/power-loss.md` has the same
//! from a recording of the system calls.

#![allow(clippy::unwrap_used, reason = "also outside test functions, this is a test")]
#![allow(clippy::print_stderr, reason = "docs/power-loss.md quotes the numbers")]

mod common;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use afterword_store::conformance::{check_whole, example_actor, example_turn};
use afterword_store::sled::{Durability, RealDisk, SledStore};
use afterword_store::{Store, Write};
use common::options;
use tempfile::TempDir;

const PAGE: usize = 4096;
const COMMITS: u64 = 24;

/// Every file of a folder; `None` for a folder in it.
type Image = BTreeMap<PathBuf, Option<Vec<u8>>>;

/// Takes a picture whenever something was handed to the disk.
struct Camera {
    data: PathBuf,
    pictures: Mutex<Vec<Picture>>,
}

struct Picture {
    image: Image,
    /// Whether everything before it is on the disk.
    synced: bool,
    /// Turns acknowledged by then.
    acknowledged: u64,
}

impl Camera {
    fn take(&self, synced: bool) {
        let image = read(&self.data);
        let mut pictures = self.pictures.lock().unwrap();
        let acknowledged = pictures.last().map_or(0, |last| last.acknowledged);
        pictures.push(Picture { image, synced, acknowledged });
    }

    fn acknowledge(&self, turns: u64) {
        self.take(true);
        self.pictures.lock().unwrap().last_mut().unwrap().acknowledged = turns;
    }
}

impl Durability for Camera {
    fn written(&self, _db: &sled::Db) -> io::Result<()> {
        self.take(false);
        Ok(())
    }

    fn flush(&self, db: &sled::Db) -> io::Result<()> {
        self.take(false);
        RealDisk.flush(db)?;
        self.take(false);
        Ok(())
    }

    fn sync_data(&self, log: &File) -> io::Result<()> {
        RealDisk.sync_data(log)?;
        // Other files, and names, may not be there yet.
        self.take(false);
        Ok(())
    }

    /// Flushed as sled's own flusher may at any moment.
    fn put(&self, db: &sled::Db) -> io::Result<()> {
        RealDisk.flush(db)?;
        self.take(false);
        Ok(())
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        RealDisk.sync_folder(folder)?;
        self.take(false);
        Ok(())
    }
}

#[test]
fn a_cut_after_any_page_leaves_whole_turns_and_all_acknowledged_ones() {
    let home = TempDir::new().unwrap();
    let data = home.path().join("data");
    let camera = Arc::new(Camera { data: data.clone(), pictures: Mutex::default() });
    camera.take(true);
    let store = SledStore::open_with(&data, options(), camera.clone()).unwrap();
    camera.acknowledge(0);
    for turn in 1..=COMMITS {
        let batch = actors().map(|actor| Write::Turn(Box::new(example_turn(actor, turn))));
        store.commit_and_tell(&batch, &mut |_| camera.acknowledge(turn)).unwrap();
    }
    let pictures = std::mem::take(&mut *camera.pictures.lock().unwrap());
    let (mut prefixes, mut lost, mut kept) = (0, 0, 0);
    let mut acknowledged = 0;
    let mut at = Image::new();
    for picture in pictures {
        for change in changes(&at, &picture.image) {
            apply(&mut at, change);
            let found = turns_in(&at, home.path());
            assert!(found >= acknowledged, "prefix {prefixes}: {found} turns of {acknowledged} acknowledged");
            prefixes += 1;
            lost += u64::from(found == acknowledged);
            kept += u64::from(found > acknowledged);
        }
        assert!(at == picture.image, "the changes lead there");
        acknowledged = picture.acknowledged.max(acknowledged);
        if picture.synced {
            assert!(turns_in(&at, home.path()) >= acknowledged);
        }
    }
    eprintln!("{prefixes} prefixes of {COMMITS} commits: {lost} without what was under way, {kept} with it");
    assert!(lost > COMMITS && kept >= COMMITS, "cuts came too early, or too late: {lost}, {kept}");
}

#[test]
fn a_first_start_cut_short_within_the_settings_is_begun_anew() {
    let home = TempDir::new().unwrap();
    let data = home.path().join("data");
    drop(SledStore::open(&data, options()).unwrap());
    let mut image = read(&data);
    image.remove(Path::new("store.opened")).unwrap();
    let (settings, log) = (PathBuf::from("store/conf"), PathBuf::from("store/db"));
    let whole = image[&settings].clone().unwrap();
    for bytes in 0..=whole.len() {
        // What is missing may also be there as zeroes, and the log may be there or not.
        let mut zeroes = whole[..bytes].to_vec();
        zeroes.resize(whole.len(), 0);
        for left in [whole[..bytes].to_vec(), zeroes] {
            image.insert(settings.clone(), Some(left));
            assert_eq!(turns_in(&image, home.path()), 0);
            let log = image.insert(log.clone(), Some(Vec::new())).unwrap();
            assert_eq!(turns_in(&image, home.path()), 0);
            image.insert(PathBuf::from("store/db"), log);
        }
    }
}

fn actors() -> [afterword_store::ActorId; 2] {
    [example_actor(1), example_actor(2)]
}

/// Opens what the cut left, and goes on from there; how many turns both have.
fn turns_in(image: &Image, home: &Path) -> u64 {
    let left = home.join("left");
    if left.exists() {
        fs::remove_dir_all(&left).unwrap();
    }
    write(image, &left);
    let store = match SledStore::open(&left, options()) {
        Ok(store) => store,
        Err(error) => panic!("{error}; files: {:?}", sizes(image)),
    };
    let [one, other] = actors().map(|actor| check_whole(&store, actor).unwrap());
    assert_eq!(one, other, "a batch is one transaction");
    let next = Write::Turn(Box::new(example_turn(actors()[0], one + 1)));
    store.commit(&[next]).unwrap()[0].unwrap();
    one
}

fn sizes(image: &Image) -> Vec<(&PathBuf, Option<usize>)> {
    image.iter().map(|(path, bytes)| (path, bytes.as_ref().map(Vec::len))).collect()
}

/// One thing a disk does at once.
enum Change {
    Folder(PathBuf),
    /// A whole file: one that is synced before it gets its name.
    Whole(PathBuf, Vec<u8>),
    Page(PathBuf, usize, Vec<u8>),
    Length(PathBuf, usize),
    Gone(PathBuf),
}

/// From one picture to the next: folders and whole files, then settings and
/// log page by page, then what goes.
fn changes(from: &Image, to: &Image) -> Vec<Change> {
    let (mut first, mut then) = (Vec::new(), Vec::new());
    for (path, new) in to {
        let old = from.get(path);
        match new {
            None if old.is_none() => first.push(Change::Folder(path.clone())),
            Some(new) if path.ends_with("store/db") || path.ends_with("store/conf") => {
                let old = old.cloned().flatten();
                if old.is_none() {
                    then.push(Change::Length(path.clone(), 0));
                }
                let old = old.unwrap_or_default();
                for (n, page) in new.chunks(PAGE).enumerate() {
                    let from = n * PAGE;
                    let same = old.get(from..from + page.len()).map_or_else(
                        || page.iter().all(|byte| *byte == 0), // a hole
                        |old| old == page,
                    );
                    if !same {
                        then.push(Change::Page(path.clone(), from, page.to_vec()));
                    }
                }
                then.push(Change::Length(path.clone(), new.len()));
            }
            Some(new) if old != Some(&Some(new.clone())) => first.push(Change::Whole(path.clone(), new.clone())),
            _ => {}
        }
    }
    let gone = from.keys().filter(|path| !to.contains_key(*path)).rev();
    first.into_iter().chain(then).chain(gone.map(|path| Change::Gone(path.clone()))).collect()
}

fn apply(image: &mut Image, change: Change) {
    match change {
        Change::Folder(path) => drop(image.insert(path, None)),
        Change::Whole(path, bytes) => drop(image.insert(path, Some(bytes))),
        Change::Gone(path) => drop(image.remove(&path)),
        Change::Length(path, len) => {
            image.entry(path).or_insert_with(|| Some(Vec::new())).as_mut().unwrap().resize(len, 0)
        }
        Change::Page(path, at, bytes) => {
            let file = image.get_mut(&path).unwrap().as_mut().unwrap();
            file.resize(file.len().max(at + bytes.len()), 0);
            file[at..at + bytes.len()].copy_from_slice(&bytes);
        }
    }
}

fn read(folder: &Path) -> Image {
    fn walk(root: &Path, folder: &Path, image: &mut Image) {
        for file in fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            let name = path.strip_prefix(root).unwrap().to_owned();
            if path.is_dir() {
                image.insert(name, None);
                walk(root, &path, image);
            } else {
                image.insert(name, Some(fs::read(&path).unwrap()));
            }
        }
    }
    let mut image = Image::new();
    if folder.exists() {
        walk(folder, folder, &mut image);
    }
    image
}

fn write(image: &Image, folder: &Path) {
    fs::create_dir_all(folder).unwrap();
    for (path, bytes) in image {
        match bytes {
            None => fs::create_dir_all(folder.join(path)).unwrap(),
            Some(bytes) => fs::write(folder.join(path), bytes).unwrap(),
        }
    }
}
