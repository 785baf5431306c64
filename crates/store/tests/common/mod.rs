//! A place for sled stores that a test can copy while they are being written.

#![allow(dead_code, reason = "each test binary uses its own part")]

use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

use afterword_store::conformance::{Factory, Home, Probe};
use afterword_store::sled::{Recording, SledOptions, SledStore};
use afterword_store::{Error, Store};
use tempfile::TempDir;

/// How a store is opened in a folder.
pub(crate) type Open = fn(&Path, Arc<dyn Probe>) -> Result<Arc<dyn Store>, Error>;

/// The store as it is shipped, with a recording instead of the bare disk.
pub(crate) fn as_shipped(folder: &Path, probe: Arc<dyn Probe>) -> Result<Arc<dyn Store>, Error> {
    let store = SledStore::open_with(folder, options(), Arc::new(Recording(probe)))?;
    Ok(Arc::new(store))
}

pub(crate) fn options() -> SledOptions {
    SledOptions {
        cache_bytes: 8 * 1024 * 1024,
        // Where a test's temporary folder lies is not what is tested.
        allow_any_filesystem: true,
        ..SledOptions::default()
    }
}

/// sled itself on the store in a folder, behind the back of [`SledStore`]. One
/// that was just dropped lets go of its lock only when its last thread ends.
pub(crate) fn bare(folder: &Path) -> sled::Db {
    for _ in 0..1000 {
        match sled::open(folder.join("store")) {
            Err(sled::Error::Io(error)) if error.to_string().contains("lock") => {
                std::thread::sleep(std::time::Duration::from_millis(10));
            }
            opened => return opened.expect("a store"),
        }
    }
    panic!("somebody else holds {}", folder.display());
}

/// Changes sled's rows behind the store's back.
pub(crate) fn meddle(folder: &Path, tree: &str, with: impl Fn(&sled::Tree)) {
    let db = bare(folder);
    with(&db.open_tree(tree).expect("a tree"));
    db.flush().expect("a disk");
}

pub(crate) struct Folders(pub(crate) Open);

impl Factory for Folders {
    fn new_home(&self) -> Result<Arc<dyn Home>, String> {
        let folder = TempDir::new().map_err(|error| error.to_string())?;
        Ok(Arc::new(Folder { folder, open: self.0 }))
    }
}

struct Folder {
    folder: TempDir,
    open: Open,
}

impl Home for Folder {
    fn open(&self, probe: Arc<dyn Probe>) -> Result<Arc<dyn Store>, Error> {
        (self.open)(&self.folder.path().join("data"), probe)
    }

    fn crash_image(&self) -> Result<Arc<dyn Home>, String> {
        let copy = || {
            let folder = TempDir::new()?;
            copy_folder(self.folder.path(), folder.path())?;
            Ok::<_, io::Error>(folder)
        };
        let folder = copy().map_err(|error| error.to_string())?;
        Ok(Arc::new(Self { folder, open: self.open }))
    }
}

pub(crate) fn copy_folder(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
