//! sled's own settings file, which it writes on the first start and never syncs.

use std::fs::{self, File};
use std::io;
use std::path::Path;

const FILE: &str = "conf";
/// Settings end with a checksum of what is before it.
const CHECKSUM: usize = 4;

/// Waits until they are on the disk.
pub(super) fn sync(files: &Path) -> io::Result<()> {
    File::open(files.join(FILE))?.sync_all()
}

/// Removes settings that a power cut during the first start has cut short: sled
/// would take them for damage, and nothing would ever open there.
///
/// They are always the same, so sled writes what stood there. Whether a store
/// lost more than its settings can only be seen once they are there, so this is
/// for folders in which nothing was promised yet.
pub(super) fn remove_torn(files: &Path) -> io::Result<()> {
    let path = files.join(FILE);
    let found = match fs::read(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        found => found?,
    };
    let whole = found
        .split_last_chunk::<CHECKSUM>()
        .is_some_and(|(settings, checksum)| u32::from_le_bytes(*checksum) == crc32fast::hash(settings));
    if whole {
        return Ok(());
    }
    tracing::warn!(bytes = found.len(), "settings of sled that a first start left unfinished are removed");
    fs::remove_file(path)
}
