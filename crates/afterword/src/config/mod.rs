//! The configuration: compiled-in defaults, then a file, then the environment.
//!
//! Every layer is taken apart into values with a name and a place they came
//! from; each value is checked on its own before anything is put together, so
//! that a mistake is reported with its line or its variable, and all mistakes
//! at once.

#[cfg(feature = "matrix")]
mod account;
mod expect;
mod keys;
mod layer;
mod matrix;
mod problem;
mod secret;

#[cfg(feature = "matrix")]
pub(crate) use account::{Account, Credentials};
pub(crate) use matrix::Matrix;
pub(crate) use problem::Problems;
pub(crate) use secret::Secret;

use crate::exit::Trouble;
use afterword_core::Settings;
use afterword_engine::Limits;
use afterword_store::seal::Owner;
use jiff::SignedDuration;
use layer::{Layer, Origin};
use std::{
    collections::BTreeMap,
    net::SocketAddr,
    path::{Path, PathBuf},
};
use tracing::level_filters::LevelFilter;

/// The commented file with every default.
pub(crate) const DEFAULTS: &str = include_str!("../../../../config/afterword.toml");

/// Everything an operator can set.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Config {
    /// The numbers of the conversations.
    pub(crate) conversations: Settings,
    /// Where everything is kept; `None`: where this account keeps such things.
    pub(crate) folder: Option<PathBuf>,
    /// Memory for the store, in bytes.
    pub(crate) cache_bytes: u64,
    /// What has to stay free on the disk, in bytes.
    pub(crate) reserve_bytes: u64,
    /// How much is taken and held in memory.
    pub(crate) limits: Limits,
    /// Which backups are made, and how long they are kept.
    pub(crate) backup: Backup,
    /// Where the master keys are, and whose.
    pub(crate) keys: Keys,
    /// How to talk on Discord.
    pub(crate) discord: Discord,
    /// How to talk on Matrix.
    pub(crate) matrix: Matrix,
    /// What is logged.
    pub(crate) log: Log,
    /// Where health and metrics can be asked for; `None`: nowhere.
    pub(crate) health: Option<SocketAddr>,
}

/// How to talk on Discord.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Discord {
    /// The bot's token, and the file that holds it; `None` for neither.
    token: Option<Secret>,
    token_file: Option<PathBuf>,
    /// The base of the REST API.
    pub(crate) api_url: String,
    /// The one server that gets the commands; `None`: everywhere.
    pub(crate) test_server: Option<u64>,
}

impl Discord {
    /// The token, from wherever it was put; `None` where Discord is not talked on.
    ///
    /// # Errors
    /// [`Trouble`] where the file cannot be read, or holds no token.
    pub(crate) fn token(&self) -> Result<Option<Secret>, Trouble> {
        secret::given("discord.token", self.token.as_ref(), self.token_file.as_deref())
    }
}

/// Which backups are made, and how long they are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Backup {
    /// Where they go; `None`: beside the data.
    pub(crate) folder: Option<PathBuf>,
    /// How often one is made without being asked for; zero for never.
    pub(crate) every: SignedDuration,
    /// How long they are kept, and master keys that were replaced.
    pub(crate) keep: SignedDuration,
}

/// Where the master keys are, and whose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Keys {
    /// Where they are; `None`: beside the data.
    pub(crate) folder: Option<PathBuf>,
    /// Who makes and deletes them.
    pub(crate) owner: Owner,
    /// How long each is used.
    pub(crate) rotate: SignedDuration,
}

/// What is logged, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Log {
    /// Up to which level.
    pub(crate) level: LevelFilter,
    /// Whether somebody asked for that level (it is not the default).
    pub(crate) asked: bool,
    /// One JSON object a line instead of text.
    pub(crate) json: bool,
}

/// Reads the configuration: the defaults, then `file`, then `AFTERWORD_…` among `env`.
pub(crate) fn load(file: Option<&Path>, env: impl IntoIterator<Item = (String, String)>) -> Result<Config, Problems> {
    let mut layers = vec![layer::defaults()?];
    layers.extend(file.map(layer::file).transpose()?);
    layers.push(layer::environment(env));

    let mut problems = Problems::default();
    let mut values: BTreeMap<String, (toml::Value, Origin)> = BTreeMap::new();
    for Layer { leaves } in layers {
        for leaf in leaves {
            match keys::check(&leaf) {
                Ok(value) => drop(values.insert(leaf.path, (value, leaf.origin))),
                Err(problem) => problems.push(problem),
            }
        }
    }
    problems.none()?;
    assemble(values)
}

/// Puts checked values together. What fails here is a defect of the table in `keys`.
fn assemble(values: BTreeMap<String, (toml::Value, Origin)>) -> Result<Config, Problems> {
    let asked = values.get("log.level").is_some_and(|(_, origin)| *origin != Origin::Default);
    let mut sections = toml::Table::new();
    for (path, (value, _)) in values {
        let (table, key) = match path.split_once('.') {
            Some((section, rest)) => match rest.split_once('.') {
                Some((table, key)) => (vec![section, table], key),
                None => (vec![section], rest),
            },
            None => (vec![], path.as_str()),
        };
        let mut at = &mut sections;
        for name in table {
            let inner = at.entry(name).or_insert_with(|| toml::Table::new().into());
            at = inner.as_table_mut().ok_or_else(|| Problems::defect(&path))?;
        }
        at.insert(key.to_owned(), value);
    }

    let text = |section: &str, key: &str| {
        let found = sections.get(section)?.get(key)?.as_str()?;
        Some(found.to_owned())
    };
    let missing = Problems::defect;
    let folder = |section: &str| {
        let folder = text(section, "folder").ok_or_else(|| missing(&format!("{section}.folder")))?;
        Ok((!folder.is_empty()).then(|| PathBuf::from(folder)))
    };
    let whole = |section: &str, key: &str| {
        let number = sections.get(section).and_then(|section| section.get(key)?.as_integer());
        number.ok_or_else(|| missing(&format!("{section}.{key}")))
    };
    let bytes = |key: &str| {
        let mib = u64::try_from(whole("data", key)?).map_err(|_| missing(&format!("data.{key}")))?;
        Ok(mib * 1024 * 1024)
    };
    let (cache_bytes, reserve_bytes) = (bytes("cache_mib")?, bytes("reserve_mib")?);
    let backup = Backup {
        folder: folder("backup")?,
        every: SignedDuration::from_hours(whole("backup", "every_hours")?),
        keep: days(whole("backup", "keep_days")?),
    };
    let keys = Keys {
        folder: folder("keys")?,
        owner: match text("keys", "owner").as_deref() {
            Some("operator") => Owner::Operator,
            _ => Owner::Program,
        },
        rotate: days(whole("keys", "rotate_days")?),
    };
    let filled = |section: &str, key: &str| text(section, key).filter(|text| !text.is_empty());
    let discord = Discord {
        token: filled("discord", "token").map(Secret::new),
        token_file: filled("discord", "token_file").map(PathBuf::from),
        api_url: filled("discord", "api_url").ok_or_else(|| missing("discord.api_url"))?,
        test_server: filled("discord", "test_server").and_then(|id| id.parse().ok()),
    };
    let file = |key: &str| filled("matrix", key).map(PathBuf::from);
    let users = |key: &str| -> Vec<String> {
        let users = sections.get("matrix").and_then(|matrix| matrix.get(key)?.as_array());
        users.into_iter().flatten().filter_map(toml::Value::as_str).map(str::to_owned).collect()
    };
    let matrix = Matrix {
        homeserver: filled("matrix", "homeserver"),
        user: filled("matrix", "user"),
        password_file: file("password_file"),
        access_token_file: file("access_token_file"),
        device_id: filled("matrix", "device_id"),
        store_key_file: file("store_key_file"),
        recovery_passphrase_file: file("recovery_passphrase_file"),
        allow: users("allow"),
        moderators: users("moderators"),
        moderator_level: whole("matrix", "moderator_level")?,
    };
    let level = text("log", "level").and_then(|level| level.parse().ok());
    let log = Log {
        level: level.ok_or_else(|| missing("log.level"))?,
        asked,
        json: text("log", "format").as_deref() == Some("json"),
    };
    let listen = text("health", "listen").ok_or_else(|| missing("health.listen"))?;
    let health = (!listen.is_empty()).then(|| listen.parse().map_err(|_| missing("health.listen"))).transpose()?;
    let folder = folder("data")?;
    let conversations = sections.remove("conversations").unwrap_or_else(|| toml::Table::new().into());
    let conversations = conversations.try_into().map_err(|_| missing("conversations"))?;
    let limits = sections.remove("limits").ok_or_else(|| missing("limits"))?;
    let limits = limits.try_into().map_err(|_| missing("limits"))?;
    Ok(Config { conversations, folder, cache_bytes, reserve_bytes, limits, backup, keys, discord, matrix, log, health })
}

fn days(days: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * days)
}

#[cfg(test)]
mod tests;
