//! What is left to do about a store that does not open, with the exact command.

use crate::{
    exit::{Code, Trouble},
    said,
};
use afterword_store::{Error as StoreError, backup::Folder};
use anyhow::Error;
use std::path::{Path, PathBuf};

/// Adds to a store that does not open how to go on; other errors say so themselves.
pub(crate) fn after(folder: &Path, backups: &Path, keys: &Path, error: StoreError) -> Error {
    if !matches!(error, StoreError::DoesNotOpen { .. }) {
        return error.into();
    }
    let way_out = match newest(backups) {
        Some(newest) => format!(
            "restore the newest backup into a new folder:\n              {}\n            then start with --data {}",
            restore(&said::path(&newest), folder, keys),
            said::path(&beside(folder))
        ),
        None => format!(
            "no backup was found in {}. If there is one elsewhere:\n              {}\n            \
             Without one, keep {} as it is: what is whole in it may still be read once the cause\n            \
             is found (please report the first line above). To begin anew meanwhile, name another\n            \
             folder with --data",
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

/// The newest backup by its name, if the folder is there and can be read.
fn newest(backups: &Path) -> Option<PathBuf> {
    let folder = backups.is_dir().then(|| Folder::open(backups).ok())??;
    folder.list().ok()?.into_iter().next().map(|kept| kept.path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exit::code_of;
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
        for name in ["20261122T180000Z.backup", "20261123T180000Z.backup", "20261124T180000Z.backup.partial"] {
            fs::write(backups.join(format!("afterword-{name}")), "").unwrap();
        }
        fs::write(backups.join("zzz.backup"), "").unwrap();
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
