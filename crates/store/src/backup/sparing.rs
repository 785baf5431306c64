//! A file that leaves some of its disk free.

use std::fs::File;
use std::io::{self, Write};

/// Writes to a file as long as `reserve` bytes of its disk stay free: with less,
/// turns are refused, and no backup is worth that.
pub(super) struct Sparing<'a> {
    pub(super) file: &'a File,
    pub(super) reserve: u64,
}

impl Write for Sparing<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let found = rustix::fs::fstatvfs(self.file)?;
        let free = found.f_bavail.saturating_mul(found.f_frsize);
        if free < self.reserve.saturating_add(bytes.len() as u64) {
            let why = "the disk is almost full, and what has to stay free for turns is not taken for a backup; \
                       make room, or name a folder on another disk as backup.folder";
            return Err(io::Error::new(io::ErrorKind::StorageFull, why));
        }
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
