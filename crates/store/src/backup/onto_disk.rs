//! Restoring into a data folder, all or nothing.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::folder::{failed, sync};
use super::{BackupError, Keys, Progress, Summary, check, restore};
use crate::seal::Vault;
use crate::sled::{SledOptions, SledStore};

/// Makes a data folder from a backup. It is filled beside `target`, in
/// `<target>.restoring`, and renamed once it is whole: a kill leaves no half
/// restored folder that could be taken for one. Where the program owns the
/// master keys, they are put into `<target>/keys`.
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
    vault.copy_masters(&folder.join("keys"))?;
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

/// Removes what a killed restore left, and nothing else of that name.
fn clear(filling: &Path) -> Result<(), BackupError> {
    if is_free(filling)? {
        return Ok(());
    }
    if !filling.join("afterword-data").is_file() && !filling.join("afterword-data.new").is_file() {
        return Err(BackupError::NotEmpty { path: filling.to_owned() });
    }
    fs::remove_dir_all(filling).map_err(|error| failed(filling, error))
}
