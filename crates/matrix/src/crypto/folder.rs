//! Where the device keeps its keys and its session: one process at a time, encrypted.

use crate::error::Error;
use rustix::fs::{FlockOperation, flock};
use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io::{self, Read as _, Write as _},
    os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _},
    path::{Path, PathBuf},
};
use zeroize::Zeroizing;

/// The part of the SDK's store that holds the keys.
const KEYS_PART: &str = "matrix-sdk-crypto.sqlite3";
/// The part of it that holds the session.
pub(super) const SESSION_PART: &str = "matrix-sdk-state.sqlite3";

/// The key of the store, where no other was named.
const KEY: &str = "store.key";

/// The folder of the device, held by this process.
pub(crate) struct Folder {
    path: PathBuf,
    /// While this is open, nobody else gets in.
    _lock: File,
}

impl Folder {
    /// Opens it, and makes it if it is not there.
    pub(crate) fn open(path: &Path) -> Result<Self, Error> {
        let unusable = |why| Error::Store { folder: path.display().to_string(), why };
        DirBuilder::new().recursive(true).mode(0o700).create(path).map_err(|_| unusable("it cannot be made"))?;
        let lock = OpenOptions::new().create(true).truncate(false).write(true).mode(0o600).open(path.join("lock"));
        let lock = lock.map_err(|_| unusable("its lock cannot be opened"))?;
        flock(&lock, FlockOperation::NonBlockingLockExclusive)
            .map_err(|_| Error::InUse { folder: path.display().to_string() })?;
        Ok(Self { path: path.to_owned(), _lock: lock })
    }

    /// Where it is.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The same, as an operator is told.
    pub(super) fn shown(&self) -> String {
        self.path.display().to_string()
    }

    /// Whether there is a store, with every part without which a device is another one.
    pub(crate) fn is_whole(&self) -> bool {
        let store = store_in(&self.path);
        [KEYS_PART, SESSION_PART].iter().all(|part| store.join(part).is_file())
    }

    /// Removes the store: it belongs to a device that is lost.
    pub(crate) fn clear(&self) -> Result<(), Error> {
        match fs::remove_dir_all(store_in(&self.path)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(Error::Store { folder: self.shown(), why: "an old one cannot be removed" })
            }
            _ => Ok(()),
        }
    }

    /// The key of the store: the operator's, or the one that is kept beside it, made if need be.
    pub(crate) fn key(&self, given: Option<&[u8; 32]>) -> Result<Zeroizing<[u8; 32]>, Error> {
        if let Some(given) = given {
            return Ok(Zeroizing::new(*given));
        }
        let (path, why) = (self.path.join(KEY), "its key, store.key, cannot be read or made");
        let unusable = || Error::Store { folder: self.shown(), why };
        match fs::read_to_string(&path) {
            Ok(written) => store_key(&written).map(Zeroizing::new).ok_or_else(unusable),
            Err(error) if error.kind() == io::ErrorKind::NotFound => make(&path).map_err(|_| unusable()),
            Err(_) => Err(unusable()),
        }
    }
}

/// Where the SDK has its files, in the folder of a device.
pub(super) fn store_in(folder: &Path) -> PathBuf {
    folder.join("store")
}

/// The key that is kept beside a store, where there is one.
pub(crate) fn kept_key(folder: &Path) -> Option<[u8; 32]> {
    store_key(&fs::read_to_string(folder.join(KEY)).ok()?)
}

/// Makes a key, for its owner only, durably.
fn make(path: &Path) -> io::Result<Zeroizing<[u8; 32]>> {
    let mut key = Zeroizing::new([0; 32]);
    File::open("/dev/urandom")?.read_exact(&mut *key)?;
    let digits: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
    let mut file = OpenOptions::new().create_new(true).write(true).mode(0o600).open(path)?;
    writeln!(file, "{digits}")?;
    file.sync_all()?;
    Ok(key)
}

/// The 32 bytes that are written as 64 hexadecimal digits, with or without blanks around them.
#[must_use]
pub fn store_key(digits: &str) -> Option<[u8; 32]> {
    let digits = digits.trim().as_bytes();
    if digits.len() != 64 || !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    let mut key = [0; 32];
    for (byte, pair) in key.iter_mut().zip(digits.chunks(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_64_hexadecimal_digits() {
        let digits = "00ff".repeat(16);
        let key = store_key(&format!(" {digits}\n")).expect("it is one");
        assert_eq!(key[..4], [0, 255, 0, 255]);
        for wrong in ["", "ab", &"zz".repeat(32), &"+f".repeat(32), &"ab".repeat(33)] {
            assert!(store_key(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn a_key_is_made_once_and_the_folder_is_one_process_s() {
        let root = tempfile::tempdir().expect("there is room");
        let path = root.path().join("matrix");
        let folder = Folder::open(&path).expect("it opens");
        let made = folder.key(None).expect("it is made");
        assert_eq!(*made, *folder.key(None).expect("it is read"));
        assert_eq!(*folder.key(Some(&[7; 32])).expect("it is given"), [7; 32]);
        assert!(matches!(Folder::open(&path), Err(Error::InUse { .. })));
        drop(folder);
        assert!(!Folder::open(&path).expect("it is free").is_whole());
    }
}
