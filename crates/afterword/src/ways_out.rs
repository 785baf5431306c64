//! What is left to do about a store that does not open, with the exact command.

use crate::exit::{Code, Trouble};
use afterword_store::Error as StoreError;
use anyhow::Error;
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// Adds to a store that does not open how to go on; other errors say so themselves.
pub(crate) fn after(folder: &Path, error: StoreError) -> Error {
    if !matches!(error, StoreError::DoesNotOpen { .. }) {
        return error.into();
    }
    let backups = folder.join("backups");
    let way_out = match newest(&backups) {
        Ok(Some(newest)) => format!(
            "restore the newest backup into a new folder:\n              {}\n            then start with --data {}",
            restore(&shown(&newest), folder),
            shown(&beside(folder))
        ),
        Ok(None) | Err(_) => format!(
            "no backup was found in {}. If there is one elsewhere:\n              {}\n            \
             Without one, keep {} as it is: what is whole in it may still be read once the cause\n            \
             is found (please report the first line above). To begin anew meanwhile, name another\n            \
             folder with --data",
            shown(&backups),
            restore("<the backup>", folder),
            shown(folder)
        ),
    };
    Trouble::new(Code::BadData, format!("{error}\n  to do:    {way_out}")).into()
}

fn restore(backup: &str, folder: &Path) -> String {
    format!("afterword restore {backup} --data {}", shown(&beside(folder)))
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

/// The backup written last.
fn newest(backups: &Path) -> io::Result<Option<PathBuf>> {
    let mut found = Vec::new();
    for file in fs::read_dir(backups)? {
        let file = file?;
        let name = file.file_name();
        let ours = name.to_str().is_some_and(|name| name.starts_with("afterword-") && name.ends_with(".backup"));
        if ours && file.file_type()?.is_file() {
            found.push((file.metadata()?.modified()?, file.path()));
        }
    }
    Ok(found.into_iter().max().map(|(_, path)| path))
}

/// A path as a shell takes it.
fn shown(path: &Path) -> String {
    let path = path.display().to_string();
    let plain = |c: char| c.is_alphanumeric() || "/-_.+:@%,=".contains(c);
    if path.chars().all(plain) { path } else { format!("'{}'", path.replace('\'', "'\\''")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exit::code_of;

    fn told(folder: &Path) -> String {
        let error = StoreError::DoesNotOpen { folder: "data".into(), why: "it is torn".into(), aside: None };
        let error = after(folder, error);
        assert_eq!(code_of(&error), Code::BadData);
        error.to_string()
    }

    #[test]
    fn the_newest_backup_is_named_in_a_command_that_can_be_copied() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("my data");
        let backups = folder.join("backups");
        assert!(told(&folder).contains("no backup was found in"));
        fs::create_dir_all(&backups).unwrap();
        for (name, age) in [("afterword-b.backup", 200), ("afterword-a.backup", 100), ("other.backup", 0)] {
            let file = fs::File::create(backups.join(name)).unwrap();
            file.set_modified(std::time::SystemTime::now() - std::time::Duration::from_secs(age)).unwrap();
        }
        let home = home.path().display().to_string();
        let command = format!(
            "\n              afterword restore '{home}/my data/backups/afterword-a.backup' --data '{home}/my data-restored'\n"
        );
        assert!(told(&folder).contains(&command), "{}", told(&folder));
        fs::create_dir(format!("{home}/my data-restored")).unwrap();
        assert!(told(&folder).contains("'{home}/my data-restored-2'".replace("{home}", &home).as_str()));
    }
}
