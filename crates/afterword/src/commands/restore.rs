//! `afterword restore`: a new data folder from a backup.

use super::{block_on, print};
use crate::{
    cli::Restore,
    config::Config,
    control::{carry_out, operations::Reply, wire::Request},
    exit::{Code, Trouble},
    folder,
    progress::Bar,
    restoring::{Opener, Restored, restore},
    said, wiring,
};
use afterword_store::seal::KeysFolder;
use anyhow::Result;
use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

pub(crate) fn run(asked: Restore, config: &Config) -> Result<()> {
    let file = folder::from_the_root(&asked.file)?;
    let to = folder::from_the_root(&asked.data)?;
    // Before anything is opened: a mistake in either is the likeliest one.
    readable(&file)?;
    free(&to)?;
    let alone = asked.beside.is_none();
    let from = file.clone();
    let (restored, opened) = match asked.beside {
        Some(living) => {
            let living = folder::existing(Some(living), config)?;
            let reply = block_on(carry_out(&living, config, Request::Restore { file, to: to.clone() }))?;
            let Reply::Restored(restored) = reply else { return Err(Trouble::another_answer().into()) };
            (*restored, format!("{}, as it is now", living.display()))
        }
        None => {
            let (keys, which) = keys(asked.keys, &file, config)?;
            let opened = format!("the master keys in {} ({which})", keys.path.display());
            let restored = block_on(async {
                let bar = Bar::start("Restoring");
                let opener = Opener::Keys(keys);
                Ok(restore(file, opener, to.clone(), wiring::options(config), &bar.callback()).await?)
            })?;
            (restored, opened)
        }
    };
    let warning = judge(&restored, &from, &to)?;
    let mut report = told(&restored, &to, &opened, config)?;
    if alone {
        report.push_str(&back_again(&restored, &from));
    }
    print(&report)?;
    if let Some(warning) = warning {
        anstream::eprintln!("afterword: {warning}");
    }
    Ok(())
}

/// A backup does not know what was erased after it.
fn back_again(restored: &Restored, file: &Path) -> String {
    format!(
        "\nWhoever was erased after {}, and whatever was deleted, is here again.\n\
         Where the folder they were erased in still exists, leave this one and restore beside it:\n  \
         afterword restore {} --data <a new folder> --beside <that folder>\n\
         Once you go on here for good, delete that folder with its keys, and every copy:\n\
         nothing destroys those keys in time any more.\n",
        said::moment(restored.made_at),
        said::path(file),
    )
}

/// What to warn of; where something is damaged and nobody was restored, that is no success.
fn judge(restored: &Restored, file: &Path, to: &Path) -> Result<Option<String>, Trouble> {
    let lost: Vec<_> = restored.set_aside.iter().chain(&restored.unreadable).cloned().collect();
    if lost.is_empty() {
        return Ok(None);
    }
    let rows = lost.join("\n            ");
    if restored.people == 0 {
        let message = format!(
            "nobody was restored from {}\n  found:    {rows}\n  expected: that somebody in it opens\n  to do:    take an older backup, with another new folder; {} holds nobody and can be deleted",
            file.display(),
            to.display()
        );
        return Err(Trouble::new(Code::BadData, message));
    }
    Ok(Some(format!(
        "not all of {} was restored; this was left out:\n            {rows}\n  to do:    look for it in an older backup",
        file.display()
    )))
}

fn readable(file: &Path) -> Result<(), Trouble> {
    match fs::File::open(file).and_then(|file| file.metadata()) {
        Ok(found) if found.is_file() => Ok(()),
        Ok(_) => Err(no_backup(file, "it is not a file", Code::BadData)),
        Err(error) => {
            let code = match error.kind() {
                std::io::ErrorKind::NotFound => Code::NotThere,
                std::io::ErrorKind::PermissionDenied => Code::NoPermission,
                _ => Code::Io,
            };
            Err(no_backup(file, &error.to_string(), code))
        }
    }
}

fn no_backup(file: &Path, found: &str, code: Code) -> Trouble {
    let message = format!(
        "{} cannot be restored\n  found:    {found}\n  expected: a backup, a file that ends in .backup\n  to do:    look for one with `afterword backup list`",
        file.display()
    );
    Trouble::new(code, message)
}

fn free(to: &Path) -> Result<(), Trouble> {
    let taken = match fs::read_dir(to) {
        Ok(mut files) => files.next().is_some(),
        // A file of that name, or one that may not be looked into.
        Err(error) => error.kind() != std::io::ErrorKind::NotFound,
    };
    if !taken {
        return Ok(());
    }
    let found = if folder::is_ours(to) { "a data folder" } else { "something that is there already" };
    Err(Trouble::new(
        Code::CannotCreate,
        format!(
            "nothing was restored into {}\n  found:    {found}\n  expected: a folder that is missing or empty; what is there is never overwritten\n  to do:    name a new folder with --data",
            to.display()
        ),
    ))
}

/// The master keys, and why these.
fn keys(named: Option<PathBuf>, file: &Path, config: &Config) -> Result<(KeysFolder, &'static str), Trouble> {
    let of = |path| KeysFolder { path, owner: config.keys.owner };
    if let Some(named) = named {
        return Ok((of(folder::from_the_root(&named)?), "named with --keys"));
    }
    let beside = file.parent().and_then(Path::parent).map(|above| above.join(folder::KEYS));
    if let Some(beside) = beside.filter(|beside| beside.is_dir()) {
        return Ok((of(beside), "beside the folder of the backup"));
    }
    let configured = folder::keys(&folder::choose(None, config)?, config)?;
    Ok((configured, "of the configuration"))
}

fn told(restored: &Restored, to: &Path, opened: &str, config: &Config) -> Result<String> {
    let mut told = String::new();
    writeln!(told, "Restored       {}, as of {}", said::people(restored.people), said::moment(restored.made_at))?;
    writeln!(told, "Into           {}", to.display())?;
    writeln!(told, "Opened with    {opened}")?;
    if restored.erased > 0 {
        writeln!(told, "Left out       {}, erased since", said::people(restored.erased))?;
    }
    if restored.rekeyed > 0 {
        writeln!(
            told,
            "Left out       {}, who deleted something since: they are whole where they are",
            said::people(restored.rekeyed)
        )?;
    }
    for who in &restored.set_aside {
        writeln!(told, "Set aside      {who}")?;
    }
    for row in &restored.unreadable {
        writeln!(told, "Not in it      {row}: it could not be read when the backup was made")?;
    }
    if restored.messages > 0 {
        let messages = said::several(restored.messages, "message", "messages");
        writeln!(told, "Left out       {messages} that would not open")?;
    }
    let chat = format!("afterword chat --data {}", said::path(to));
    let next = match folder::keys(to, config)?.path == restored.keys {
        true => chat,
        false => format!("AFTERWORD_KEYS__FOLDER={} {chat}", said::path(&restored.keys)),
    };
    writeln!(told, "\nThe keys are in {}. To go on there:\n  {next}", restored.keys.display())?;
    Ok(told)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn restored(people: u64, erased: u64, set_aside: &[&str]) -> Restored {
        Restored {
            made_at: said::instant(0),
            people,
            erased,
            rekeyed: 0,
            set_aside: set_aside.iter().map(|who| (*who).to_owned()).collect(),
            unreadable: Vec::new(),
            messages: 0,
            keys: "keys".into(),
        }
    }

    #[test]
    fn nobody_restored_where_somebody_is_damaged_is_no_success() {
        let judged = |restored: &Restored| judge(restored, Path::new("a.backup"), Path::new("new"));
        let error = judged(&restored(0, 3, &["00ff: row 00ff of key does not open"])).unwrap_err();
        assert_eq!(error.code, Code::BadData);
        for part in ["nobody was restored from a.backup", "row 00ff of key", "new holds nobody"] {
            assert!(error.to_string().contains(part), "{part}: {error}");
        }
        let warning = judged(&restored(1, 0, &["00ff: row 00ff of key does not open"])).unwrap().unwrap();
        assert!(
            warning.contains("not all of a.backup was restored") && warning.contains("row 00ff of key"),
            "{warning}"
        );
        assert_eq!(judged(&restored(0, 3, &[])).unwrap(), None, "erased is not damaged");
    }
}
