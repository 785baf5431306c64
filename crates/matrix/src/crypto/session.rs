//! The session of the device: the access token, in an encrypted file beside the keys that others
//! know it by.

use super::folder::{SESSION_PART, store_in};
use crate::error::Error;
use matrix_sdk::{SqliteStateStore, SqliteStoreConfig, StateStore as _, authentication::matrix::MatrixSession};
use std::path::Path;

/// Where the session stands in the file.
const SESSION: &[u8] = b"afterword.session";

/// Why the files of the device do not open, as far as that can be told.
pub(super) const OTHER_KEY: &str = "the key may be another one than it was made with";

/// How the files of the device in this folder are opened: with a raw key, since a passphrase would cost
/// seconds at each start.
pub(super) fn opened_with(folder: &Path, key: &[u8; 32]) -> SqliteStoreConfig {
    SqliteStoreConfig::with_low_memory_config(store_in(folder)).key(Some(key))
}

/// The session that is kept in the folder of a device, where there is one. Nothing else is touched:
/// the process that uses the device may be running.
pub(crate) async fn kept_session(folder: &Path, key: &[u8; 32]) -> Result<Option<MatrixSession>, Error> {
    if !store_in(folder).join(SESSION_PART).is_file() {
        return Ok(None);
    }
    let kept = open(folder, key).await?.get_custom_value(SESSION).await.map_err(|_| unusable())?;
    Ok(kept.and_then(|kept| serde_json::from_slice(&kept).ok()))
}

/// Keeps it.
pub(super) async fn keep_session(folder: &Path, key: &[u8; 32], session: &MatrixSession) -> Result<(), Error> {
    let written = serde_json::to_vec(session).map_err(|_| Error::Inside { what: "keeping the session" })?;
    open(folder, key).await?.set_custom_value(SESSION, written).await.map(drop).map_err(|_| unusable())
}

async fn open(folder: &Path, key: &[u8; 32]) -> Result<SqliteStateStore, Error> {
    let opened = SqliteStateStore::open_with_config(&opened_with(folder, key)).await;
    opened.map_err(|_| Error::Store { folder: folder.display().to_string(), why: OTHER_KEY })
}

fn unusable() -> Error {
    Error::Inside { what: "the device’s store" }
}
