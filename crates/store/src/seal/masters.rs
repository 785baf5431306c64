//! Master keys: files beside the store, one for each epoch.

use std::collections::BTreeMap;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write as _};
use std::mem;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::cipher::Key;
use super::{KeysFolder, Owner, SealError};

const FIRST_EPOCH: u32 = 1;

/// How the name of a master key ends.
const KEY: &str = "key";
/// While it is being made.
const NEW: &str = "new";
/// While it is being destroyed.
const DOOMED: &str = "key.destroyed";

/// The master keys of a folder: at least one.
pub(super) struct Masters {
    folder: KeysFolder,
    current: (u32, Key),
    older: BTreeMap<u32, Key>,
}

impl Masters {
    /// Reads every `master-<epoch>.key`; `None` where there is not one.
    pub(super) fn read(folder: &KeysFolder) -> Result<Option<Self>, SealError> {
        let mut keys = read_keys(folder)?;
        Ok(keys.pop_last().map(|current| Self { folder: folder.clone(), current, older: keys }))
    }

    /// Makes the first master key; it is on the disk when this returns.
    pub(super) fn create(folder: &KeysFolder) -> Result<Self, SealError> {
        if folder.owner == Owner::Operator {
            return Err(SealError::NoMaster { file: file(&folder.path, FIRST_EPOCH) });
        }
        make_folder(&folder.path)?;
        let key = Key::random();
        make_file(&folder.path, FIRST_EPOCH, &key)?;
        Ok(Self { folder: folder.clone(), current: (FIRST_EPOCH, key), older: BTreeMap::new() })
    }

    /// Who makes them.
    pub(super) fn owner(&self) -> Owner {
        self.folder.owner
    }

    /// A newer master: made, or found where the operator makes them.
    pub(super) fn begin(&mut self) -> Result<u32, SealError> {
        let next = self.current.0.saturating_add(1);
        match self.folder.owner {
            Owner::Program => {
                let key = Key::random();
                make_file(&self.folder.path, next, &key)?;
                self.adopt(next, key);
            }
            Owner::Operator => {
                let newer = read_keys(&self.folder)?.split_off(&next);
                if newer.is_empty() {
                    return Err(SealError::NoNewMaster { file: self.file(next) });
                }
                newer.into_iter().for_each(|(epoch, key)| self.adopt(epoch, key));
            }
        }
        Ok(self.current.0)
    }

    /// Overwrites and removes the file of an epoch, and forgets the key.
    ///
    /// It is renamed first: a file that is half overwritten must not be taken
    /// for a master key, and stop the next start as a malformed one.
    pub(super) fn destroy(&mut self, epoch: u32) -> Result<(), SealError> {
        if epoch >= self.current.0 {
            return Err(SealError::InUse { epoch });
        }
        let path = self.file(epoch);
        match self.folder.owner {
            Owner::Operator if path.exists() => return Err(SealError::NotOurs { file: path }),
            Owner::Operator => {}
            Owner::Program => {
                let doomed = path.with_extension(DOOMED);
                match fs::rename(&path, &doomed) {
                    Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(failed(&path, error)),
                    _ => {}
                }
                overwrite(&self.folder.path, &doomed).map_err(|error| failed(&doomed, error))?;
            }
        }
        self.older.remove(&epoch);
        Ok(())
    }

    /// Puts the newest key into a folder that has none, unless they are the operator's.
    pub(super) fn copy_newest_to(&self, folder: &Path) -> Result<(), SealError> {
        if self.folder.owner == Owner::Operator {
            return Ok(());
        }
        make_folder(folder)?;
        let (epoch, key) = self.current();
        make_file(folder, epoch, key)
    }

    /// The newest one: new keys are wrapped by it.
    pub(super) fn current(&self) -> (u32, &Key) {
        (self.current.0, &self.current.1)
    }

    pub(super) fn epochs(&self) -> Vec<u32> {
        self.older.keys().copied().chain([self.current.0]).collect()
    }

    /// The oldest one.
    pub(super) fn first(&self) -> &Key {
        self.older.first_key_value().map_or(&self.current.1, |(_, key)| key)
    }

    pub(super) fn of(&self, epoch: u32) -> Result<&Key, SealError> {
        if epoch == self.current.0 {
            return Ok(&self.current.1);
        }
        self.older.get(&epoch).ok_or_else(|| missing(&self.folder.path, epoch))
    }

    pub(super) fn file(&self, epoch: u32) -> PathBuf {
        file(&self.folder.path, epoch)
    }

    /// `epoch` has to be newer than all that are there.
    fn adopt(&mut self, epoch: u32, key: Key) {
        let (before, old) = mem::replace(&mut self.current, (epoch, key));
        self.older.insert(before, old);
    }
}

fn read_keys(folder: &KeysFolder) -> Result<BTreeMap<u32, Key>, SealError> {
    let path = &folder.path;
    let files = match fs::read_dir(path) {
        Ok(files) => files,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(BTreeMap::new()),
        Err(error) => return Err(failed(path, error)),
    };
    not_for_others(path, folder.owner)?;
    let mut keys = BTreeMap::new();
    for file in files {
        let file = file.map_err(|error| failed(path, error))?;
        let name = file.file_name();
        let Some(name) = name.to_str() else {
            continue;
        };
        if let Some(epoch) = epoch_in(name, KEY) {
            keys.insert(epoch, read_key(&file.path(), folder.owner)?);
        } else if folder.owner == Owner::Program {
            clean_up(path, &file.path(), name).map_err(|error| failed(&file.path(), error))?;
        }
    }
    Ok(keys)
}

/// What a crash left: of a key that was being destroyed, or being made.
fn clean_up(folder: &Path, path: &Path, name: &str) -> io::Result<()> {
    if epoch_in(name, DOOMED).is_some() {
        return overwrite(folder, path);
    }
    if epoch_in(name, NEW).is_some() {
        // It may be the second name of a living key, so it is not overwritten.
        fs::remove_file(path)?;
        return File::open(folder)?.sync_all();
    }
    Ok(())
}

/// Overwrites a file in place and removes it; one that is gone is none the worse.
/// What a disk keeps elsewhere of what was overwritten is not in our hands.
fn overwrite(folder: &Path, path: &Path) -> io::Result<()> {
    match OpenOptions::new().write(true).open(path) {
        Ok(mut file) => {
            let len = usize::try_from(file.metadata()?.len()).unwrap_or(0).clamp(65, 4096);
            file.write_all(&vec![b'0'; len])?;
            file.sync_all()?;
            fs::remove_file(path)?;
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    File::open(folder)?.sync_all()
}

fn make_folder(folder: &Path) -> Result<(), SealError> {
    if folder.is_dir() {
        return Ok(());
    }
    DirBuilder::new()
        .mode(0o700)
        .create(folder)
        .and_then(|()| File::open(parent(folder))?.sync_all())
        .map_err(|error| failed(folder, error))
}

fn make_file(folder: &Path, epoch: u32, key: &Key) -> Result<(), SealError> {
    let path = file(folder, epoch);
    write_key(folder, &path, key).map_err(|error| failed(&path, error))
}

/// The error for a master key that something was sealed with.
pub(super) fn missing(folder: &Path, epoch: u32) -> SealError {
    SealError::MissingMaster { file: file(folder, epoch) }
}

fn file(folder: &Path, epoch: u32) -> PathBuf {
    folder.join(file_name(epoch))
}

fn file_name(epoch: u32) -> String {
    format!("master-{epoch}.{KEY}")
}

/// Only the one way of writing an epoch counts: `master-01.key` is some other file.
fn epoch_in(name: &str, extension: &str) -> Option<u32> {
    let epoch = name.strip_prefix("master-")?.strip_suffix(extension)?.strip_suffix('.')?;
    epoch.parse().ok().filter(|found: &u32| found.to_string() == epoch)
}

fn read_key(path: &Path, owner: Owner) -> Result<Key, SealError> {
    not_for_others(path, owner)?;
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
    let new = path.with_extension(NEW);
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

/// An operator may let a group read: systemd gives credentials to a service by
/// an access list, which shows as that.
fn not_for_others(path: &Path, owner: Owner) -> Result<(), SealError> {
    let mode = fs::metadata(path).map_err(|error| failed(path, error))?.permissions().mode() & 0o777;
    let forbidden = match owner {
        Owner::Program => 0o077,
        Owner::Operator => 0o027,
    };
    if mode & forbidden != 0 {
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
