//! Signing in: as the device that was, or as a new one where it is lost.
//!
//! A store of keys without its session, or a session without its store, would be a device that
//! others send keys to and that cannot use them: it is never gone on with.
//!
//! What the SDK knows of rooms is kept in memory alone, and asked for anew at each start: on disk, it
//! took more of the processors than anything else.

use super::{
    folder::Folder,
    identity::secure,
    keys::Keys,
    session::{OTHER_KEY, keep_session, kept_session, opened_with},
};
use crate::{
    Credentials,
    error::{Error, Unsecured},
    retry::patiently,
};
use matrix_sdk::{
    Client, SessionMeta, SessionTokens, SqliteCryptoStore,
    authentication::matrix::MatrixSession,
    config::{RequestConfig, StoreConfig, SyncSettings, SyncToken},
    cross_process_lock::CrossProcessLockConfig,
    encryption::{BackupDownloadStrategy, EncryptionSettings},
    ruma::{
        OwnedDeviceId, OwnedUserId, UserId,
        api::client::{filter::FilterDefinition, keys::get_keys, sync::sync_events::v3::Filter},
    },
    store::{RoomLoadSettings, StateStoreDataKey, StateStoreDataValue},
};
use std::time::Duration;

/// What others see the device called.
const NAME: &str = "Afterword";
/// How long one request may take.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// What signs in.
pub(crate) struct Device<'a> {
    pub(crate) homeserver: &'a str,
    pub(crate) user: &'a str,
    pub(crate) credentials: &'a Credentials,
    pub(crate) key: &'a [u8; 32],
    pub(crate) passphrase: &'a str,
    /// Our place in what the homeserver has to tell.
    pub(crate) since: Option<&'a str>,
}

/// Signs in and secures the account. The client knows of no room yet.
pub(crate) async fn sign_in(folder: &Folder, device: &Device<'_>) -> Result<Client, Error> {
    if folder.is_whole() {
        if let Some(client) = come_back(folder, device).await? {
            secure(&client, device.passphrase, device.credentials).await?;
            return Ok(client);
        }
        tracing::warn!("the device of before cannot be used any more; a new one is signed in");
    }
    folder.clear()?;
    let client = begin(folder, device).await?;
    introduce(&client).await?;
    secure(&client, device.passphrase, device.credentials).await?;
    // What was asked for to get there is forgotten with this client.
    drop(client);
    come_back(folder, device).await?.ok_or(Error::SignedOut)
}

/// Gives the homeserver the keys of a new device, before they are signed: only a sync does that.
async fn introduce(client: &Client) -> Result<(), Error> {
    let nothing = Filter::FilterDefinition(FilterDefinition::ignore_all());
    let settings = SyncSettings::new().token(SyncToken::NoToken).timeout(Duration::ZERO).filter(nothing);
    patiently(|| async { Ok(client.sync_once(settings.clone()).await?) }).await.map(drop)
}

/// As the device that was; `None` where that is none any more.
async fn come_back(folder: &Folder, device: &Device<'_>) -> Result<Option<Client>, Error> {
    let Some(session) = kept_session(folder.path(), device.key).await? else { return Ok(None) };
    let same = match device.credentials {
        Credentials::Password(_) => true,
        Credentials::Token { token, device_id } => {
            session.meta.device_id.as_str() == device_id && session.tokens.access_token == **token
        }
    };
    if session.meta.user_id.as_str() != device.user || !same {
        return Ok(None);
    }
    let client = client(folder, device).await?;
    rewind(&client, device.since).await?;
    client.matrix_auth().restore_session(session, RoomLoadSettings::default()).await?;
    match patiently(|| async { Ok(client.whoami().await?) }).await {
        Ok(_) => Ok(Some(client)),
        Err(Error::SignedOut) => Ok(None),
        Err(error) => Err(error),
    }
}

/// As a new device.
async fn begin(folder: &Folder, device: &Device<'_>) -> Result<Client, Error> {
    let client = client(folder, device).await?;
    rewind(&client, device.since).await?;
    match device.credentials {
        Credentials::Password(password) => {
            patiently(|| async {
                let login = client.matrix_auth().login_username(device.user, password);
                Ok(login.initial_device_display_name(NAME).send().await?)
            })
            .await?;
        }
        Credentials::Token { token, device_id } => {
            let user_id = UserId::parse(device.user).map_err(|_| Error::Inside { what: "the id of the account" })?;
            let device_id = OwnedDeviceId::from(device_id.as_str());
            let tokens = SessionTokens { access_token: token.to_string(), refresh_token: None };
            let session =
                MatrixSession { meta: SessionMeta { user_id: user_id.clone(), device_id: device_id.clone() }, tokens };
            unused(&client, &session, user_id, device_id).await?;
            client.matrix_auth().restore_session(session, RoomLoadSettings::default()).await?;
        }
    }
    let session = client.matrix_auth().session().ok_or(Error::SignedOut)?;
    keep_session(folder.path(), device.key, &session).await?;
    tracing::info!("signed in as a new device");
    Ok(client)
}

/// A device whose keys the homeserver has cannot begin anew: its one-time keys would clash, and
/// nobody could send it anything.
async fn unused(
    client: &Client,
    session: &MatrixSession,
    user: OwnedUserId,
    device: OwnedDeviceId,
) -> Result<(), Error> {
    let asking = Client::builder().homeserver_url(client.homeserver()).build().await;
    let asking = asking.map_err(|_| Error::Unreachable)?;
    asking.matrix_auth().restore_session(session.clone(), RoomLoadSettings::default()).await?;
    let mut request = get_keys::v3::Request::new();
    request.device_keys.insert(user.clone(), vec![device.clone()]);
    let answer = patiently(|| async { Ok(asking.send(request.clone()).await?) }).await?;
    match answer.device_keys.get(&user).is_some_and(|devices| devices.contains_key(&device)) {
        true => Err(Unsecured::UsedBefore.into()),
        false => Ok(()),
    }
}

/// Goes back to our own place. The SDK keeps its own before anything was heard; and it takes ours
/// for a response that came twice if it is handed over with a request.
async fn rewind(client: &Client, since: Option<&str>) -> Result<(), Error> {
    let store = client.state_store();
    let rewound = match since {
        Some(since) => {
            let token = StateStoreDataValue::SyncToken(since.to_owned());
            store.set_kv_data(StateStoreDataKey::SyncToken, token).await
        }
        None => store.remove_kv_data(StateStoreDataKey::SyncToken).await,
    };
    rewound.map_err(|_| Error::Inside { what: "the device’s store" })
}

async fn client(folder: &Folder, device: &Device<'_>) -> Result<Client, Error> {
    let keys = SqliteCryptoStore::open_with_config(&opened_with(folder.path(), device.key)).await;
    let keys = keys.map_err(|_| Error::Store { folder: folder.shown(), why: OTHER_KEY })?;
    let stores = StoreConfig::new(CrossProcessLockConfig::SingleProcess).crypto_store(Keys::new(keys));
    let encryption = EncryptionSettings {
        auto_enable_cross_signing: true,
        backup_download_strategy: BackupDownloadStrategy::AfterDecryptionFailure,
        auto_enable_backups: true,
    };
    let built = Client::builder()
        .homeserver_url(device.homeserver)
        .store_config(stores)
        .with_encryption_settings(encryption)
        // How often what is tried again is decided here, for each kind of request.
        .request_config(RequestConfig::new().disable_retry().timeout(PATIENCE))
        .build()
        .await;
    built.map_err(|_| Error::Unreachable)
}
