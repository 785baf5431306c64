//! How the bot stands on Matrix, asked of the homeserver without changing anything, and without
//! the keys of the device: the process that uses them may be running.

use crate::{
    Setup,
    crypto::{kept_key, kept_session},
    error::Error,
};
use matrix_sdk::{
    Client, HttpError,
    config::RequestConfig,
    ruma::{
        OwnedDeviceId, OwnedUserId,
        api::client::{backup::get_latest_backup_info, keys::get_keys, membership::joined_rooms},
        encryption::KeyUsage,
    },
    store::RoomLoadSettings,
};
use std::time::Duration;

/// How long one request may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// How the bot stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It has never signed in from this data folder; the homeserver answers.
    New {
        /// Whether the homeserver takes passwords.
        passwords: bool,
    },
    /// The homeserver does not know its device any more.
    SignedOut,
    /// It is signed in.
    Device(Device),
}

/// A device that is signed in, and its account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// Its id.
    pub id: String,
    /// Whether the account has an identity.
    pub identity: bool,
    /// Whether that identity has signed the device.
    pub verified: bool,
    /// Whether the keys of messages are kept on the homeserver, encrypted.
    pub backed_up: bool,
    /// Whether the passphrase opens identity and message keys on a new device.
    pub recovery: Recovery,
    /// How many rooms the bot is in.
    pub rooms: usize,
}

/// Whether the account could come back on a new device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recovery {
    /// The passphrase opens what is kept.
    Opens,
    /// Something is kept, and the passphrase does not open it.
    OtherPassphrase,
    /// Nothing is kept.
    Nothing,
}

/// Asks the homeserver.
pub(crate) async fn look(setup: &Setup) -> Result<Standing, Error> {
    let client = Client::builder()
        .homeserver_url(&setup.homeserver)
        .request_config(RequestConfig::new().disable_retry().timeout(PATIENCE))
        .build()
        .await
        .map_err(|_| Error::Unreachable)?;
    let key = setup.store_key.or_else(|| kept_key(&setup.folder));
    let session = match key {
        Some(key) => kept_session(&setup.folder, &key).await?,
        None => None,
    };
    let Some(session) = session else {
        use matrix_sdk::ruma::api::client::session::get_login_types::v3::LoginType;
        let types = client.matrix_auth().get_login_types().await?;
        return Ok(Standing::New { passwords: types.flows.iter().any(|flow| matches!(flow, LoginType::Password(_))) });
    };
    let (user, device) = (session.meta.user_id.clone(), session.meta.device_id.clone());
    client.matrix_auth().restore_session(session, RoomLoadSettings::default()).await?;
    match client.whoami().await.map_err(Error::from) {
        Ok(_) => {}
        Err(Error::SignedOut) => return Ok(Standing::SignedOut),
        Err(error) => return Err(error),
    }
    let (identity, verified) = signed(&client, user, device.clone()).await?;
    Ok(Standing::Device(Device {
        id: device.to_string(),
        identity,
        verified,
        backed_up: is_there(client.send(get_latest_backup_info::v3::Request::new()).await)?,
        recovery: recovery(&client, &setup.recovery_passphrase).await?,
        rooms: client.send(joined_rooms::v3::Request::new()).await?.joined_rooms.len(),
    }))
}

/// Whether there is an identity, and whether it has signed the device, as the homeserver shows them to others.
async fn signed(client: &Client, user: OwnedUserId, device: OwnedDeviceId) -> Result<(bool, bool), Error> {
    let mut request = get_keys::v3::Request::new();
    request.device_keys.insert(user.clone(), Vec::new());
    let answer = client.send(request).await?;
    let signing = answer.self_signing_keys.get(&user).and_then(|key| key.deserialize().ok());
    let signing = signing.filter(|key| key.usage.contains(&KeyUsage::SelfSigning));
    let names: Vec<String> = signing.iter().flat_map(|key| key.keys.keys().map(ToString::to_string)).collect();
    let device = answer.device_keys.get(&user).and_then(|devices| devices.get(&device)?.deserialize().ok());
    let signed = device.is_some_and(|device| {
        let by_itself = device.signatures.get(&user);
        by_itself.is_some_and(|all| all.keys().any(|name| names.contains(&name.to_string())))
    });
    Ok((answer.master_keys.contains_key(&user), signed))
}

async fn recovery(client: &Client, passphrase: &str) -> Result<Recovery, Error> {
    let storage = client.encryption().secret_storage();
    if !storage.is_enabled().await? {
        return Ok(Recovery::Nothing);
    }
    match storage.open_secret_store(passphrase).await {
        Ok(_) => Ok(Recovery::Opens),
        Err(_) => Ok(Recovery::OtherPassphrase),
    }
}

fn is_there<T>(answer: Result<T, HttpError>) -> Result<bool, Error> {
    match answer.map_err(Error::from) {
        Ok(_) => Ok(true),
        Err(error) if error.is("M_NOT_FOUND") => Ok(false),
        Err(error) => Err(error),
    }
}
