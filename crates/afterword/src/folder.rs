//! Which data folder, and where it lies when nobody says.

use crate::{
    config::Config,
    exit::{Code, Trouble},
};
use afterword_store::seal::KeysFolder;
use etcetera::{AppStrategy as _, AppStrategyArgs, choose_app_strategy};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// The folder of the master keys, in the data folder.
pub(crate) const KEYS: &str = "keys";

/// The folder named on the command line, else the one of the configuration,
/// else the usual place of this account. Nothing is made here.
pub(crate) fn choose(named: Option<PathBuf>, config: &Config) -> Result<PathBuf, Trouble> {
    let folder = match named.or_else(|| config.folder.clone()) {
        Some(folder) => at_home(folder)?,
        None => usual()?,
    };
    from_the_root(&folder)
}

/// Where the backups of a data folder go.
pub(crate) fn backups(data: &Path, config: &Config) -> Result<PathBuf, Trouble> {
    beside(data, config.backup.folder.as_ref(), "backups")
}

/// Where the master keys of a data folder are, and whose.
pub(crate) fn keys(data: &Path, config: &Config) -> Result<KeysFolder, Trouble> {
    Ok(KeysFolder { path: beside(data, config.keys.folder.as_ref(), KEYS)?, owner: config.keys.owner })
}

fn beside(data: &Path, configured: Option<&PathBuf>, usual: &str) -> Result<PathBuf, Trouble> {
    match configured {
        Some(folder) => from_the_root(&at_home(folder.clone())?),
        None => Ok(data.join(usual)),
    }
}

/// Errors name what they are about; a path from the root says which one, wherever one stands.
pub(crate) fn from_the_root(path: &Path) -> Result<PathBuf, Trouble> {
    std::path::absolute(path)
        .map_err(|error| Trouble::new(Code::NotThere, format!("{} cannot be found: {error}", path.display())))
}

/// The folder, if there is one; commands that only read must not make one.
pub(crate) fn existing(named: Option<PathBuf>, config: &Config) -> Result<PathBuf, Trouble> {
    let folder = choose(named, config)?;
    let found = match fs::read_dir(&folder).map(|mut files| files.next().is_none()) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => "there is no folder",
        Ok(true) => "there is nothing in",
        // Whatever is wrong with it is said better by whoever opens it.
        Ok(false) | Err(_) => return Ok(folder),
    };
    Err(Trouble::new(
        Code::NotThere,
        format!(
            "{found} {}\n  expected: a data folder that `afterword chat` made\n  to do:    name the right one with --data",
            folder.display()
        ),
    ))
}

/// Where applications keep their data, by the XDG rules.
fn usual() -> Result<PathBuf, Trouble> {
    let args =
        AppStrategyArgs { top_level_domain: "org".into(), author: "Afterword".into(), app_name: "afterword".into() };
    let place = choose_app_strategy(args).map_err(|_| no_home())?;
    Ok(place.data_dir())
}

/// A configuration file is not read by a shell, so `~/` is ours to understand.
fn at_home(folder: PathBuf) -> Result<PathBuf, Trouble> {
    match folder.strip_prefix("~") {
        Ok(rest) => Ok(etcetera::home_dir().map_err(|_| no_home())?.join(rest)),
        Err(_) => Ok(folder),
    }
}

fn no_home() -> Trouble {
    Trouble::new(
        Code::NotThere,
        "this account has no home folder to keep anything in\n  expected: HOME or XDG_DATA_HOME to be set\n  to do:    name a folder with --data",
    )
}

/// What a folder that may hold other things looks like from outside, without opening it.
pub(crate) fn is_ours(folder: &Path) -> bool {
    folder.join("afterword-data").is_file()
}
