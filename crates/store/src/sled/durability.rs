//! What turns a commit into something a power cut cannot take back.

use std::fs::File;
use std::io;
use std::path::Path;

use crate::conformance::{Probe, Step};

/// The calls after a commit was written, in the order in which the store makes them.
///
/// They stand behind a trait because sled's own `flush` is not enough (on Linux
/// it hands pages to the disk without an fsync), and a test has to see that the
/// second call is really made, and when.
pub trait Durability: Send + Sync + 'static {
    /// Told that a commit is written; nothing of it is promised yet.
    ///
    /// # Errors
    /// Whatever the implementation finds; the store fails for good.
    fn written(&self, _db: &::sled::Db) -> io::Result<()> {
        Ok(())
    }

    /// Hands everything sled still has in memory to the operating system.
    ///
    /// # Errors
    /// What sled says; the store fails for good.
    fn flush(&self, db: &::sled::Db) -> io::Result<()>;

    /// Waits until sled's log is on the disk.
    ///
    /// # Errors
    /// What the operating system says; the store fails for good.
    fn sync_data(&self, log: &File) -> io::Result<()>;

    /// Told that one more row of a durable commit is where it belongs.
    ///
    /// # Errors
    /// Whatever the implementation finds; the store fails for good.
    fn put(&self, _db: &::sled::Db) -> io::Result<()> {
        Ok(())
    }

    /// Waits until the names in a folder are on the disk.
    ///
    /// # Errors
    /// What the operating system says; the store does not open.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;

    /// How many bytes this user may still write to the file system of `folder`.
    ///
    /// # Errors
    /// What the operating system says; the commit is refused as a failed one.
    fn free_bytes(&self, folder: &Path) -> io::Result<u64> {
        let found = rustix::fs::statvfs(folder)?;
        Ok(found.f_bavail.saturating_mul(found.f_frsize))
    }
}

/// The calls as they are.
#[derive(Debug, Clone, Copy, Default)]
pub struct RealDisk;

impl Durability for RealDisk {
    fn flush(&self, db: &::sled::Db) -> io::Result<()> {
        db.flush().map(|_bytes| ()).map_err(io::Error::from)
    }

    fn sync_data(&self, log: &File) -> io::Result<()> {
        log.sync_data()
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        File::open(folder)?.sync_all()
    }
}

/// The calls as they are, each told to a probe once it is done. For tests.
pub struct Recording<P>(pub P);

impl<P: Probe> Durability for Recording<P> {
    /// Flushes before it tells, as sled's background flusher may do at any
    /// moment: half a turn that waits in memory would not show in a copy.
    fn written(&self, db: &::sled::Db) -> io::Result<()> {
        RealDisk.flush(db)?;
        self.0.step(Step::Written);
        Ok(())
    }

    fn flush(&self, db: &::sled::Db) -> io::Result<()> {
        RealDisk.flush(db)?;
        self.0.step(Step::Flushed);
        Ok(())
    }

    fn sync_data(&self, log: &File) -> io::Result<()> {
        RealDisk.sync_data(log)?;
        self.0.step(Step::Synced);
        Ok(())
    }

    fn put(&self, db: &::sled::Db) -> io::Result<()> {
        RealDisk.flush(db)?;
        self.0.step(Step::Put);
        Ok(())
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        RealDisk.sync_folder(folder)
    }
}
