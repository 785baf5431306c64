//! The identity of the account: without it, whoever sends to verified devices only sends us nothing.

use crate::{
    Credentials,
    error::{Error, Unsecured},
    retry::patiently,
};
use matrix_sdk::{
    Client,
    encryption::{
        recovery::{RecoveryError, RecoveryState},
        secret_storage::SecretStorageError,
    },
    ruma::api::client::uiaa::{AuthData, MatrixUserIdentifier, Password, UserIdentifier},
};

/// Sees to it that the account has an identity that signs this device, that its keys and those of
/// the messages are kept on the homeserver, and that the passphrase opens all of that.
pub(crate) async fn secure(client: &Client, passphrase: &str, credentials: &Credentials) -> Result<(), Error> {
    let encryption = client.encryption();
    encryption.wait_for_e2ee_initialization_tasks().await;
    let user = client.user_id().ok_or(Error::SignedOut)?.to_owned();
    if patiently(|| async { Ok(encryption.request_user_identity(&user).await?) }).await?.is_none() {
        bootstrap(client, credentials).await?;
    }
    let has_keys = encryption.cross_signing_status().await.is_some_and(|status| status.is_complete());
    let stored = patiently(|| async { Ok(encryption.secret_storage().is_enabled().await?) }).await?;
    let recovery = encryption.recovery();
    match (has_keys, stored) {
        (true, true) if recovery.state() == RecoveryState::Enabled => {}
        (_, true) => patiently(|| async { recovery.recover(passphrase).await.map_err(unrecovered) }).await?,
        (true, false) => {
            let enable =
                || async { recovery.enable().with_passphrase(passphrase).await.map(drop).map_err(unrecovered) };
            patiently(enable).await?;
            tracing::info!("the account has an identity now, and a backup that the recovery passphrase opens");
        }
        (false, false) => return Err(Unsecured::NoKeys.into()),
    }
    if is_signed(client).await? {
        return Ok(());
    }
    // The signature went to the homeserver only, and is seen here once that is asked.
    patiently(|| async { Ok(encryption.request_user_identity(&user).await?) }).await?;
    match is_signed(client).await? {
        true => Ok(()),
        false => Err(Unsecured::Unsigned.into()),
    }
}

/// Whether the identity of the account has signed this device.
async fn is_signed(client: &Client) -> Result<bool, Error> {
    let device = client.encryption().get_own_device().await;
    let device = device.map_err(|_| Error::Inside { what: "the device’s store" })?;
    Ok(device.is_some_and(|device| device.is_cross_signed_by_owner()))
}

/// Makes an identity, with the password where the homeserver asks for it.
async fn bootstrap(client: &Client, credentials: &Credentials) -> Result<(), Error> {
    let encryption = client.encryption();
    let Err(error) = encryption.bootstrap_cross_signing(None).await else { return Ok(()) };
    let Some(asked) = error.as_uiaa_response() else { return Err(error.into()) };
    let (Credentials::Password(password), Some(user)) = (credentials, client.user_id()) else {
        return Err(Unsecured::NeedsPassword.into());
    };
    let user = UserIdentifier::Matrix(MatrixUserIdentifier::new(user.to_string()));
    let mut answer = Password::new(user, password.to_string());
    answer.session.clone_from(&asked.session);
    Ok(encryption.bootstrap_cross_signing(Some(AuthData::Password(answer))).await?)
}

fn unrecovered(error: RecoveryError) -> Error {
    match error {
        RecoveryError::BackupExistsOnServer => Unsecured::ForeignBackup.into(),
        RecoveryError::Sdk(error) => error.into(),
        RecoveryError::SecretStorage(SecretStorageError::Sdk(error)) => error.into(),
        RecoveryError::SecretStorage(SecretStorageError::SecretStorageKey(_)) => Unsecured::Passphrase.into(),
        RecoveryError::SecretStorage(SecretStorageError::InconsistentBackupDecryptionKey) => {
            Unsecured::ForeignBackup.into()
        }
        _ => Unsecured::NoKeys.into(),
    }
}
