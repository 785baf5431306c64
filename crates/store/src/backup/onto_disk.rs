//! Restoring into a data folder, all or nothing.

use std::ffi::OsString;
use std::fs::{self, File, Permissions};
use std::io;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use rustix::fs::{FlockOperation, flock};
use rustix::io::Errno;

use super::folder::{failed, sync};
use super::{BackupError, Keys, Progress, Summary, check, restore};
use crate::seal::Vault;
use crate::sled::{RealDisk, SledOptions, SledStore, create_folder};

/// What a data folder is known by, whole and while it is being written.
const MARKS: [&str; 2] = ["afterword-data", "afterword-data.new"];

/// Where the program's master keys are in a data folder.
const KEYS: &str = "keys";

/// Makes a data folder from a backup. It is filled beside `target`, in
/// `<target>.restoring`, and renamed once it is whole: a kill leaves no half
/// restored folder that could be taken for one. Where the program owns the
/// master keys, the newest one is put into `<target>/keys`; nothing that is
/// restored needs an older one.
///
/// # Errors
/// [`BackupError::NotEmpty`] for a target that holds something, and
/// [`BackupError::UnderWay`] while another restore fills it; else as
/// [`restore`](super::restore). The target is as it was then.
pub fn restore_folder(
    backup: &Path,
    keys: Keys<'_>,
    target: &Path,
    options: SledOptions,
    progress: &mut dyn FnMut(Progress),
) -> Result<Summary, BackupError> {
    if !is_free(target)? {
        return Err(BackupError::NotEmpty { path: target.to_owned() });
    }
    let open = || File::open(backup).map_err(|error| failed(backup, error));
    let header = check(open()?)?;
    let unlocked;
    let (keys, vault) = match keys {
        Keys::Folder(folder) => {
            unlocked = Vault::unlock(folder, &header.index_key)?;
            (Keys::Vault(&unlocked), &unlocked)
        }
        Keys::Vault(vault) | Keys::Living { vault, .. } => (keys, vault),
    };
    let input = open()?;
    let filling = beside(target);
    let lock = lock(&filling, target)?;
    clear(&filling)?;
    // One that was there may have been open to others.
    lock.set_permissions(Permissions::from_mode(0o700)).map_err(|error| failed(&filling, error))?;
    let filled = fill(input, keys, vault, &filling, options, progress);
    if filled.is_err() {
        clear(&filling)?;
        fs::remove_dir(&filling).map_err(|error| failed(&filling, error))?;
    }
    let summary = filled?;
    fs::rename(&filling, target).map_err(|error| failed(target, error))?;
    let parent = target.parent().filter(|parent| !parent.as_os_str().is_empty());
    sync(parent.unwrap_or(Path::new(".")))?;
    drop(lock);
    Ok(summary)
}

/// Makes the folder that is filled, and holds it until the answer is dropped, so
/// that a second restore does not clear what the first one fills.
fn lock(filling: &Path, target: &Path) -> Result<File, BackupError> {
    loop {
        create_folder(filling, &RealDisk).map_err(|error| failed(filling, error))?;
        let folder = match File::open(filling) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            opened => opened.map_err(|error| failed(filling, error))?,
        };
        match flock(&folder, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) if is_at(&folder, filling) => return Ok(folder),
            // The one who had it has renamed or removed it meanwhile.
            Ok(()) if is_free(target)? => {}
            Ok(()) => return Err(BackupError::NotEmpty { path: target.to_owned() }),
            Err(Errno::WOULDBLOCK) => return Err(BackupError::UnderWay { path: target.to_owned() }),
            Err(error) => return Err(failed(filling, error.into())),
        }
    }
}

fn is_at(folder: &File, path: &Path) -> bool {
    let place = |found: fs::Metadata| (found.dev(), found.ino());
    folder.metadata().is_ok_and(|open| fs::metadata(path).is_ok_and(|there| place(open) == place(there)))
}

fn fill(
    input: File,
    keys: Keys<'_>,
    vault: &Vault,
    folder: &Path,
    options: SledOptions,
    progress: &mut dyn FnMut(Progress),
) -> Result<Summary, BackupError> {
    let store = SledStore::open(folder, options)?;
    let summary = restore(input, keys, &store, progress)?;
    drop(store);
    vault.copy_newest_master(&folder.join(KEYS))?;
    sync(folder)?;
    Ok(summary)
}

fn is_free(target: &Path) -> Result<bool, BackupError> {
    match fs::read_dir(target) {
        Ok(mut files) => Ok(files.next().is_none()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(failed(target, error)),
    }
}

fn beside(target: &Path) -> PathBuf {
    let mut name = target.file_name().map_or_else(|| OsString::from("data"), OsString::from);
    name.push(".restoring");
    target.with_file_name(name)
}

/// Removes what a killed restore left, and nothing else of that name. A kill
/// meanwhile must leave what the next one recognises, so the marks go last.
fn clear(filling: &Path) -> Result<(), BackupError> {
    if is_free(filling)? {
        return Ok(());
    }
    let marked = MARKS.iter().any(|mark| filling.join(mark).is_file());
    if !marked && !holds_only_masters(filling).map_err(|error| failed(filling, error))? {
        return Err(BackupError::NotEmpty { path: filling.to_owned() });
    }
    empty(filling).map_err(|error| failed(filling, error))
}

/// Removes what is in it, the marks last, and leaves the folder: it is the lock.
fn empty(filling: &Path) -> io::Result<()> {
    let left = fs::read_dir(filling)?.collect::<Result<Vec<_>, _>>()?;
    let (marks, others): (Vec<_>, Vec<_>) =
        left.into_iter().partition(|left| MARKS.iter().any(|mark| left.file_name() == *mark));
    for left in others.into_iter().chain(marks) {
        if left.file_type()?.is_dir() {
            fs::remove_dir_all(left.path())?;
        } else {
            fs::remove_file(left.path())?;
        }
    }
    Ok(())
}

/// Whether there is a folder `keys` of master keys and nothing beside it: what
/// is left where somebody began to remove the rest.
fn holds_only_masters(filling: &Path) -> io::Result<bool> {
    for left in fs::read_dir(filling)? {
        let left = left?;
        if left.file_name() != KEYS || !left.file_type()?.is_dir() {
            return Ok(false);
        }
        for key in fs::read_dir(left.path())? {
            if !key?.file_name().to_string_lossy().starts_with("master-") {
                return Ok(false);
            }
        }
    }
    Ok(true)
}
