//! What somebody should see to, as far as files tell without opening a store.

use super::keys::renew;
use crate::{
    config::Config,
    control::upkeep::key_file,
    exit::Trouble,
    folder::{self, is_ours},
    said,
};
use afterword_store::{
    backup::Folder,
    seal::{KeysFolder, Owner},
};
use jiff::Timestamp;
use std::{
    collections::BTreeMap,
    fs, io,
    os::unix::fs::MetadataExt as _,
    path::{Path, PathBuf},
};

/// What was found.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Findings {
    /// Worth knowing.
    pub(super) notes: Vec<String>,
    /// Worth doing something about.
    pub(super) warnings: Vec<String>,
}

/// Looks at the files of a data folder, its backups and its keys.
pub(super) fn of(data: &Path, config: &Config, now: Timestamp) -> Result<Findings, Trouble> {
    let (backups, keys) = (folder::backups(data, config)?, folder::keys(data, config)?);
    let mut findings = Findings::default();
    if !is_ours(data) {
        // Nobody is kept yet; but an operator's key is needed before the first start.
        if keys.owner == Owner::Operator && masters(&keys.path).is_ok_and(|masters| masters.is_empty()) {
            findings.warnings.push(format!("there is no master key yet.\n{}", make(&key_file(&keys.path, 1))));
        }
        return Ok(findings);
    }
    look_at_backups(data, &backups, config, now, &mut findings);
    look_at_keys(&keys, config, now, &mut findings);
    Ok(findings)
}

fn look_at_backups(data: &Path, backups: &Path, config: &Config, now: Timestamp, findings: &mut Findings) {
    let every = config.backup.every;
    let listed = match backups.is_dir() {
        true => Folder::open(backups).and_then(|folder| folder.list()),
        false => Ok(Vec::new()),
    };
    match listed.map(|kept| kept.into_iter().next()) {
        Err(error) => findings.warnings.push(format!("the backups cannot be looked at: {error}")),
        Ok(None) => findings.warnings.push("there is no backup. Make one: afterword backup".into()),
        Ok(Some(newest)) => {
            let age = now.duration_since(said::instant(newest.made_at_ms));
            if !every.is_zero() && age > every.saturating_mul(2) {
                findings.warnings.push(format!(
                    "the last backup is {} old; Afterword makes one every {} while it runs.\nMake one: afterword backup",
                    said::about(age),
                    said::several(every.as_hours(), "hour", "hours")
                ));
            }
        }
    }
    if device(data).is_some_and(|disk| device(backups) == Some(disk)) {
        findings.notes.push(
            "the backups are on the same file system as the data. If that disk breaks, both are gone:\n[backup] folder names another place, or copy them there.".into(),
        );
    }
}

fn look_at_keys(keys: &KeysFolder, config: &Config, now: Timestamp, findings: &mut Findings) {
    let masters = match masters(&keys.path) {
        Ok(masters) => masters,
        Err(error) => {
            findings.warnings.push(format!("the master keys in {} cannot be looked at: {error}", keys.path.display()));
            return;
        }
    };
    let Some((epoch, made)) = masters.last_key_value() else {
        findings.warnings.push(format!(
            "there is no master key in {}, and nothing opens without it.\nPut the file back from your copy.",
            keys.path.display()
        ));
        return;
    };
    let used = now.duration_since(*made);
    if used > config.keys.rotate {
        let what = match keys.owner {
            Owner::Program => {
                "it is replaced by itself as soon as Afterword runs, or now: afterword keys rotate".into()
            }
            Owner::Operator => renew(&said::path(&key_file(&keys.path, epoch.saturating_add(1)))),
        };
        findings.warnings.push(format!(
            "the master key is late to be replaced: by the date of its file, it is {} old.\n{what}",
            said::about(used)
        ));
    }
    // Once it is replaced, the old one is needed as long as its backups are kept.
    let replaced = masters.keys().zip(masters.iter().skip(1));
    let over = replaced.filter(|(_, (_, since))| now.duration_since(**since) > config.backup.keep);
    for (old, (next, _)) in over.filter(|_| keys.owner == Owner::Operator) {
        let file = said::path(&key_file(&keys.path, *old));
        findings.warnings.push(format!(
            "{file} is older than any backup that is kept, by the date of master-{next}.key.\nIf `afterword keys` agrees, delete it and every copy: until then, what was erased\ncan be opened with it."
        ));
    }
}

fn make(file: &Path) -> String {
    let file = said::path(file);
    format!("Make it: openssl rand -hex 32 > {file} && chmod 600 {file}")
}

/// The master keys by epoch, and since when each is there.
fn masters(folder: &Path) -> io::Result<BTreeMap<u32, Timestamp>> {
    let files = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(BTreeMap::new()),
        files => files?,
    };
    let mut masters = BTreeMap::new();
    for file in files {
        let file = file?;
        let name = file.file_name();
        let epoch = name.to_str().and_then(|name| name.strip_prefix("master-")?.strip_suffix(".key")?.parse().ok());
        if let Some(epoch) = epoch {
            // Credentials are made anew at every start, so there this is the least it can be.
            let made = Timestamp::from_second(file.metadata()?.mtime()).unwrap_or(Timestamp::MIN);
            masters.insert(epoch, made);
        }
    }
    Ok(masters)
}

/// The file system of a path, or of the folder above that is there.
fn device(path: &Path) -> Option<u64> {
    let there: PathBuf = path.ancestors().find(|above| above.exists())?.to_owned();
    fs::metadata(there).ok().map(|found| found.dev())
}
