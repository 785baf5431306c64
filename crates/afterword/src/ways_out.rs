//! What is left to do about a store that does not open, with the exact command.

use crate::{
    exit::{Code, Trouble},
    said,
};
use afterword_store::{
    Error as StoreError,
    backup::{self, Folder, Kept},
};
use anyhow::Error;
use std::{
    fs::File,
    path::{Path, PathBuf},
};

/// Adds to a store that does not open how to go on; other errors say so themselves.
pub(crate) fn after(folder: &Path, backups: &Path, keys: &Path, error: StoreError) -> Error {
    if !matches!(error, StoreError::DoesNotOpen { .. }) {
        return error.into();
    }
    let kept = kept(backups);
    let found = kept.len();
    let way_out = match kept.iter().position(is_whole).and_then(|nth| Some((nth, kept.get(nth)?))) {
        Some((damaged, newest)) => format!(
            "restore the newest {} into a new folder:\n              {}\n            then start with --data {}",
            match damaged {
                0 => "backup".to_owned(),
                1 => "backup that is whole (1 newer one is not)".to_owned(),
                some => format!("backup that is whole ({some} newer ones are not)"),
            },
            restore(&said::path(&newest.path), folder, keys),
            said::path(&beside(folder))
        ),
        None => format!(
            "{} in {}. If there is one elsewhere:\n              {}\n            \
             Without one, keep {} as it is: what is whole in it may still be read once the cause\n            \
             is found (please report the first line above). To begin anew meanwhile, name another\n            \
             folder with --data",
            match found {
                0 => "no backup was found".to_owned(),
                some => format!("no backup is whole of the {some} found"),
            },
            said::path(backups),
            restore("<the backup>", folder, keys),
            said::path(folder)
        ),
    };
    Trouble::new(Code::BadData, format!("{error}\n  to do:    {way_out}")).into()
}

fn restore(backup: &str, folder: &Path, keys: &Path) -> String {
    format!("afterword restore {backup} --data {} --keys {}", said::path(&beside(folder)), said::path(keys))
}

/// A new folder beside the old one; one that is there already is not named.
fn beside(folder: &Path) -> PathBuf {
    let name = |n: u32| {
        let mut name = folder.file_name().unwrap_or_default().to_owned();
        name.push(if n == 1 { "-restored".to_owned() } else { format!("-restored-{n}") });
        folder.with_file_name(name)
    };
    (1..).map(name).find(|path| !path.exists()).unwrap_or_else(|| name(1))
}

/// The backups, newest first, if the folder is there and can be read.
fn kept(backups: &Path) -> Vec<Kept> {
    // Opening it would make it.
    let folder = backups.is_dir().then(|| Folder::open(backups));
    folder.and_then(|folder| folder.and_then(|folder| folder.list()).ok()).unwrap_or_default()
}

fn is_whole(kept: &Kept) -> bool {
    File::open(&kept.path).is_ok_and(|file| backup::check(file).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exit::code_of;
    use afterword_store::{
        seal::{KeysFolder, Vault},
        sled::{SledOptions, SledStore},
    };
    use std::fs;

    fn told(folder: &Path, backups: &Path) -> String {
        let error = StoreError::DoesNotOpen { folder: "data".into(), why: "it is torn".into(), aside: None };
        let error = after(folder, backups, &folder.join("keys"), error);
        assert_eq!(code_of(&error), Code::BadData);
        error.to_string()
    }

    #[test]
    fn the_newest_backup_is_named_in_a_command_that_can_be_copied() {
        let home = tempfile::tempdir().unwrap();
        let (folder, backups) = (home.path().join("my data"), home.path().join("backups"));
        assert!(told(&folder, &backups).contains("no backup was found in"));
        assert!(!backups.exists(), "nothing is made");
        fs::create_dir_all(&backups).unwrap();
        for name in ["20261122T180000Z.backup", "20261125T180000Z.backup", "20261124T180000Z.backup.partial"] {
            fs::write(backups.join(format!("afterword-{name}")), "").unwrap();
        }
        fs::write(backups.join("zzz.backup"), "").unwrap();
        assert!(told(&folder, &backups).contains("no backup is whole of the 2 found in "));
        let store = SledStore::open(&home.path().join("other"), SledOptions::default()).unwrap();
        let keys = KeysFolder::program(home.path().join("keys"));
        let vault = Vault::open_or_create(&keys, &store).unwrap();
        let made_at: jiff::Timestamp = "2026-11-23T18:00:00Z".parse().unwrap();
        let folder_of_backups = Folder::open(&backups).unwrap();
        folder_of_backups.make(&store, &vault, made_at.as_millisecond(), &mut |_| {}).unwrap();
        assert!(told(&folder, &backups).contains("the newest backup that is whole (1 newer one is not) into"));
        let home = home.path().display().to_string();
        let command = format!(
            "\n              afterword restore {home}/backups/afterword-20261123T180000Z.backup --data '{home}/my data-restored' --keys '{home}/my data/keys'\n"
        );
        assert!(told(&folder, &backups).contains(&command), "{}", told(&folder, &backups));
        fs::create_dir(format!("{home}/my data-restored")).unwrap();
        let second = format!("'{home}/my data-restored-2'");
        assert!(told(&folder, &backups).contains(&second));
    }
}
