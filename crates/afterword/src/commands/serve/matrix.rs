//! On Matrix.

use super::{
    Connection, Place, copies,
    listening::{Beat, Pulse},
    talk_on,
};
use crate::{
    config::{self, Account, Config},
    exit::{Code, Trouble},
};
use afterword_matrix::{Connected, Credentials, Error, Matrix, PLATFORM, SHOWN, Setup, Unsecured};
use afterword_words::Words;
use std::{path::Path, sync::Arc};

/// Matrix, where there is an account.
pub(super) fn place(data: &Path, config: &Config, words: &Arc<Words>) -> Result<Option<Place>, Trouble> {
    let Some(account) = config.matrix.account()? else { return Ok(None) };
    let matrix = of(account, data, config, words);
    Ok(Some(Place {
        name: PLATFORM,
        shown: SHOWN,
        listens_to: "the homeserver",
        // Encrypting for the devices of a room takes milliseconds, and nobody elsewhere waits for it.
        threads: 1,
        courier: matrix.courier(),
        talk: Box::new(|engine, listening, over| {
            let connecting = matrix.connect(engine);
            Box::pin(talk_on(async { connecting.await.map_err(not_connected) }, listening, over))
        }),
    }))
}

/// The bot, as it is configured.
pub(in super::super) fn of(account: Account, data: &Path, config: &Config, words: &Arc<Words>) -> Matrix {
    let Account { homeserver, user, credentials, store_key, recovery_passphrase, allow, moderators, moderator_level } =
        account;
    Matrix::new(Setup {
        homeserver,
        user,
        credentials: match credentials {
            config::Credentials::Password(password) => Credentials::Password(password.reveal().to_owned().into()),
            config::Credentials::Token { token, device_id } => {
                Credentials::Token { token: token.reveal().to_owned().into(), device_id }
            }
        },
        store_key,
        recovery_passphrase: recovery_passphrase.reveal().to_owned().into(),
        allow,
        moderators,
        moderator_level,
        folder: data.join(PLATFORM),
        words: Arc::clone(words),
        settings: config.conversations.clone(),
        copies: copies(SHOWN, words, config),
    })
}

impl Connection for Connected {
    fn pulse(&self) -> Pulse {
        let pulse = self.pulse();
        Box::new(move || Beat { fresh: pulse.is_fresh(), active: pulse.is_active(), silence: pulse.silence() })
    }

    async fn ended(&mut self) -> String {
        self.ended().await.to_string()
    }

    async fn close(self) {
        self.close().await;
    }
}

/// Why Matrix cannot be talked to, and what to do.
pub(in super::super) fn not_connected(error: Error) -> Trouble {
    let (code, expected, to_do) = match &error {
        Error::InUse { .. } => (Code::InUse, "one Afterword at a time", "stop the other one"),
        Error::Store { .. } => (
            Code::BadData,
            "a folder of this account, and the key the store was made with",
            "put the right key back into matrix.store_key_file; if it is gone, remove that folder: the bot signs in as a new device, and the recovery passphrase brings the rest back",
        ),
        Error::Refused { code, .. } if code == "M_FORBIDDEN" => (
            Code::Config,
            "an account with this id and this password",
            "check matrix.user, and what is in matrix.password_file",
        ),
        Error::SignedOut => (
            Code::Config,
            "an access token that the homeserver knows",
            "make a new one, with a new device, and put both into matrix.access_token_file and matrix.device_id; or use matrix.password_file",
        ),
        Error::Unsecured(unsecured) => {
            (Code::Config, "an account whose identity this device can use", to_do(*unsecured))
        }
        _ => (Code::Config, "a homeserver that this account can sign in to", "`afterword check --matrix` says more"),
    };
    Trouble::new(code, format!("Matrix cannot be talked to: {error}\n  expected: {expected}\n  to do:    {to_do}"))
}

fn to_do(unsecured: Unsecured) -> &'static str {
    match unsecured {
        Unsecured::Passphrase => {
            "put the passphrase (or the recovery key) of the account into the file that matrix.recovery_passphrase_file names"
        }
        Unsecured::NoKeys => {
            "reset the identity of the account in another client (in Element: Settings, Encryption), note its recovery key, and put that into matrix.recovery_passphrase_file; people see then that the bot changed"
        }
        Unsecured::ForeignBackup => {
            "set up recovery for the account in another client (in Element: Settings, Encryption), or delete its key storage there; then put its recovery key into matrix.recovery_passphrase_file"
        }
        Unsecured::NeedsPassword => {
            "name the password in matrix.password_file instead of the access token, once at least"
        }
        Unsecured::Unsigned => {
            "start it once more; if that does not help, remove the folder matrix in the data folder: it signs in as a new device then"
        }
        Unsecured::UsedBefore => {
            "make an access token with a new device, and put both into matrix.access_token_file and matrix.device_id; or use matrix.password_file, so that this needs nobody"
        }
    }
}

/// No account is configured.
pub(in super::super) fn no_account() -> Trouble {
    Trouble::new(
        Code::Config,
        "there is no account to ask a homeserver about\n  expected: matrix.homeserver and matrix.user\n  to do:    docs/matrix.md goes from an empty account to the first debrief",
    )
}
