//! A disk that can be made to wait, so that what is said meanwhile takes long to be durable.

use afterword_store::sled::{Durability, RealDisk};
use std::{
    fs::File,
    io,
    path::Path,
    sync::{Condvar, Mutex, PoisonError},
};

/// A real disk that can be made to wait.
#[derive(Default)]
pub struct WaitingDisk {
    held: Mutex<bool>,
    changed: Condvar,
}

impl WaitingDisk {
    /// Keeps everybody waiting, as long as what this returns lives.
    #[must_use]
    pub fn hold(&self) -> Held<'_> {
        self.set(true);
        Held(self)
    }

    fn set(&self, held: bool) {
        *self.held.lock().unwrap_or_else(PoisonError::into_inner) = held;
        self.changed.notify_all();
    }
}

/// A disk waits as long as this lives.
pub struct Held<'a>(&'a WaitingDisk);

impl Drop for Held<'_> {
    fn drop(&mut self) {
        self.0.set(false);
    }
}

impl Durability for WaitingDisk {
    fn flush(&self, db: &::sled::Db) -> io::Result<()> {
        RealDisk.flush(db)
    }

    fn sync_data(&self, log: &File) -> io::Result<()> {
        let held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        drop(self.changed.wait_while(held, |held| *held));
        RealDisk.sync_data(log)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        RealDisk.sync_folder(folder)
    }
}
