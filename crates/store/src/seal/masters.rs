//! Master keys: files beside the store, one for each epoch.

use std::collections::BTreeMap;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::SealError;
use super::cipher::Key;

const FIRST_EPOCH: u32 = 1;

/// The master keys of a folder: at least one.
pub(super) struct Masters {
    folder: PathBuf,
    current: (u32, Key),
    older: BTreeMap<u32, Key>,
}

impl Masters {
    /// Reads every `master-<epoch>.key`; `None` where there is not one.
    pub(super) fn read(folder: &Path) -> Result<Option<Self>, SealError> {
        let files = match fs::read_dir(folder) {
            Ok(files) => files,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(failed(folder, error)),
        };
        only_for_owner(folder)?;
        let mut keys = BTreeMap::new();
        for file in files {
            let file = file.map_err(|error| failed(folder, error))?;
            if let Some(epoch) = file.file_name().to_str().and_then(epoch_in) {
                keys.insert(epoch, read_key(&file.path())?);
            }
        }
        Ok(keys.pop_last().map(|current| Self { folder: folder.to_owned(), current, older: keys }))
    }

    /// Makes the first master key; it is on the disk when this returns.
    pub(super) fn create(folder: &Path) -> Result<Self, SealError> {
        if !folder.is_dir() {
            DirBuilder::new()
                .mode(0o700)
                .create(folder)
                .and_then(|()| File::open(parent(folder))?.sync_all())
                .map_err(|error| failed(folder, error))?;
        }
        let key = Key::random();
        let path = file(folder, FIRST_EPOCH);
        write_key(folder, &path, &key).map_err(|error| failed(&path, error))?;
        Ok(Self { folder: folder.to_owned(), current: (FIRST_EPOCH, key), older: BTreeMap::new() })
    }

    /// The newest one: new keys are wrapped by it.
    pub(super) fn current(&self) -> (u32, &Key) {
        (self.current.0, &self.current.1)
    }

    /// The oldest one.
    pub(super) fn first(&self) -> &Key {
        self.older.first_key_value().map_or(&self.current.1, |(_, key)| key)
    }

    pub(super) fn of(&self, epoch: u32) -> Result<&Key, SealError> {
        if epoch == self.current.0 {
            return Ok(&self.current.1);
        }
        self.older.get(&epoch).ok_or_else(|| missing(&self.folder, epoch))
    }

    pub(super) fn file(&self, epoch: u32) -> PathBuf {
        file(&self.folder, epoch)
    }
}

/// The error for a master key that something was sealed with.
pub(super) fn missing(folder: &Path, epoch: u32) -> SealError {
    SealError::MissingMaster { file: file(folder, epoch) }
}

fn file(folder: &Path, epoch: u32) -> PathBuf {
    folder.join(file_name(epoch))
}

fn file_name(epoch: u32) -> String {
    format!("master-{epoch}.key")
}

/// Only the one way of writing an epoch counts: `master-01.key` is some other file.
fn epoch_in(name: &str) -> Option<u32> {
    let epoch = name.strip_prefix("master-")?.strip_suffix(".key")?;
    epoch.parse().ok().filter(|found| file_name(*found) == name)
}

fn read_key(path: &Path) -> Result<Key, SealError> {
    only_for_owner(path)?;
    let malformed = |why| SealError::Malformed { file: path.to_owned(), why };
    let text = fs::read(path).map(Zeroizing::new).map_err(|error| failed(path, error))?;
    let digits = text.trim_ascii();
    if digits.len() != 64 {
        return Err(malformed("it does not hold 64 hexadecimal digits"));
    }
    let mut key = Key::zero();
    for (byte, pair) in key.bytes_mut().iter_mut().zip(digits.chunks_exact(2)) {
        *byte = digit(pair[0])
            .zip(digit(pair[1]))
            .map(|(high, low)| high << 4 | low)
            .ok_or_else(|| malformed("it holds something else than hexadecimal digits"))?;
    }
    Ok(key)
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// Written beside and renamed: a power cut must not leave half a key that then
/// counts as malformed. Both names are new, so nothing is ever overwritten.
fn write_key(folder: &Path, path: &Path, key: &Key) -> io::Result<()> {
    let new = path.with_extension("new");
    match fs::remove_file(&new) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&new)?;
    let mut line = Zeroizing::new(String::with_capacity(65));
    for byte in key.bytes() {
        for half in [byte >> 4, byte & 15] {
            line.push(char::from(b"0123456789abcdef"[usize::from(half)]));
        }
    }
    line.push('\n');
    file.write_all(line.as_bytes())?;
    file.sync_all()?;
    fs::hard_link(&new, path)?; // fails where a key is already, as a rename would not
    fs::remove_file(&new)?;
    File::open(folder)?.sync_all()
}

fn only_for_owner(path: &Path) -> Result<(), SealError> {
    let mode = fs::metadata(path).map_err(|error| failed(path, error))?.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        return Err(SealError::TooOpen { path: path.to_owned(), mode });
    }
    Ok(())
}

fn parent(folder: &Path) -> &Path {
    match folder.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

fn failed(path: &Path, error: io::Error) -> SealError {
    SealError::Io { path: path.to_owned(), error }
}
