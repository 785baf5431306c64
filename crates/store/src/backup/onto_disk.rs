//! Restoring into a data folder, all or nothing.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::folder::{failed, sync};
use super::{BackupError, Keys, Progress, Summary, check, restore};
use crate::seal::Vault;
use crate::sled::{SledOptions, SledStore};

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
/// [`BackupError::NotEmpty`] for a target that holds something; else as
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
    let filling = beside(target);
    clear(&filling)?;
    let fill = |keys, vault| fill(open()?, keys, vault, &filling, options, progress);
    let filled = match keys {
        Keys::Folder(folder) => {
            let vault = Vault::unlock(folder, &header.index_key)?;
            fill(Keys::Vault(&vault), &vault)
        }
        Keys::Vault(vault) | Keys::Living { vault, .. } => fill(keys, vault),
    };
    if filled.is_err() {
        clear(&filling)?;
    }
    let summary = filled?;
    fs::rename(&filling, target).map_err(|error| failed(target, error))?;
    let parent = target.parent().filter(|parent| !parent.as_os_str().is_empty());
    sync(parent.unwrap_or(Path::new(".")))?;
    Ok(summary)
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
    empty(filling).and_then(|()| fs::remove_dir_all(filling)).map_err(|error| failed(filling, error))
}

/// Removes everything but the marks.
fn empty(filling: &Path) -> io::Result<()> {
    for left in fs::read_dir(filling)? {
        let left = left?;
        if MARKS.iter().any(|mark| left.file_name() == *mark) {
            continue;
        }
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
