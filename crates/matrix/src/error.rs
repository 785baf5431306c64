//! What goes wrong on Matrix, in words that quote nobody.
//!
//! The errors of the SDK quote what a server sent and what could not be read of it, so only
//! their kind goes any further.

use matrix_sdk::{
    HttpError,
    ruma::api::error::{ErrorKind, FromHttpResponseError, RetryAfter},
};
use std::time::{Duration, SystemTime};

/// Why something on Matrix did not work.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// No answer, or none that could be read.
    #[error("the homeserver cannot be reached")]
    Unreachable,
    /// Too much at once.
    #[error("the homeserver asks for a pause")]
    Pause {
        /// For how long, where it says so.
        wait: Option<Duration>,
    },
    /// The access token is none any more.
    #[error("the homeserver does not know the access token any more")]
    SignedOut,
    /// It was understood, and is not done.
    #[error("the homeserver answers {status} {code}")]
    Refused {
        /// The status of HTTP.
        status: u16,
        /// Matrix’s own code, such as `M_FORBIDDEN`.
        code: String,
    },
    /// The bot is not in that room any more.
    #[error("the bot is not in that room any more")]
    Left,
    /// Another process uses the device’s store.
    #[error("another process uses the device in {folder}")]
    InUse {
        /// Where it is.
        folder: String,
    },
    /// The device’s store cannot be opened.
    #[error("the device’s store in {folder} does not open: {why}")]
    Store {
        /// Where it is.
        folder: String,
        /// Why, in fixed words.
        why: &'static str,
    },
    /// The account is not secured as it has to be.
    #[error(transparent)]
    Unsecured(#[from] Unsecured),
    /// Ciphers or the device’s store failed.
    #[error("{what} failed")]
    Inside {
        /// What.
        what: &'static str,
    },
}

/// Why the account of the bot cannot be trusted by others, or could not come back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unsecured {
    /// The passphrase opens nothing.
    #[error("the recovery passphrase does not open the secret storage of the account")]
    Passphrase,
    /// There is an identity, and its keys are nowhere to be had.
    #[error("the account has an identity, but its keys are neither here nor in the secret storage")]
    NoKeys,
    /// There is a backup of message keys whose own key is nowhere to be had.
    #[error("the account has a backup of message keys, and the key to it is neither here nor in the secret storage")]
    ForeignBackup,
    /// The homeserver wants a password for a new identity.
    #[error("the homeserver wants the password before the account gets an identity")]
    NeedsPassword,
    /// The device is not signed by the identity.
    #[error("the device is not signed by the identity of the account")]
    Unsigned,
    /// This device had a store before, which is gone.
    #[error("the device was used before, and what it knew is gone")]
    UsedBefore,
}

impl Error {
    /// Whether trying again may help by itself.
    #[must_use]
    pub fn passes(&self) -> bool {
        match self {
            Self::Unreachable | Self::Pause { .. } => true,
            Self::Refused { status, .. } => *status >= 500 || *status == 408,
            _ => false,
        }
    }

    /// When to try again, where the homeserver said so.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Pause { wait } => *wait,
            _ => None,
        }
    }

    /// Whether the homeserver gave this code.
    pub(crate) fn is(&self, wanted: &str) -> bool {
        matches!(self, Self::Refused { code, .. } if code == wanted)
    }
}

/// Counts the refusals: each error of what is asked for here comes through this. What the SDK asks for by
/// itself, it tries again, and tells nobody.
impl From<HttpError> for Error {
    fn from(error: HttpError) -> Self {
        let error = Self::of(&error);
        if let Some(code) = error.code() {
            metrics::counter!("afterword_matrix_api_errors_total", "code" => code).increment(1);
        }
        error
    }
}

impl Error {
    /// Matrix’s own code for a refusal, or the status where there is none. No word of a homeserver
    /// that is no code goes into a label.
    fn code(&self) -> Option<String> {
        match self {
            Self::SignedOut => Some("M_UNKNOWN_TOKEN".to_owned()),
            Self::Pause { .. } => Some("M_LIMIT_EXCEEDED".to_owned()),
            Self::Refused { status, code } => {
                let is_code = code.len() < 64 && code.chars().all(|char| char.is_ascii_uppercase() || char == '_');
                Some(if is_code { code.clone() } else { status.to_string() })
            }
            _ => None,
        }
    }

    fn of(error: &HttpError) -> Self {
        let Some(api) = error.as_client_api_error() else {
            return match error {
                HttpError::Reqwest(_) => Self::Unreachable,
                // A proxy that answers in place of the homeserver.
                HttpError::Api(error) if matches!(**error, FromHttpResponseError::Deserialization(_)) => {
                    Self::Unreachable
                }
                HttpError::Api(_) => Self::Refused { status: 401, code: "M_UIA".to_owned() },
                _ => Self::Inside { what: "a request" },
            };
        };
        let status = api.status_code.as_u16();
        match api.error_kind() {
            Some(ErrorKind::UnknownToken(_)) => Self::SignedOut,
            Some(ErrorKind::LimitExceeded(limit)) => Self::Pause { wait: limit.retry_after.as_ref().map(wait) },
            Some(kind) => Self::Refused { status, code: kind.errcode().to_string() },
            None if status == 429 => Self::Pause { wait: None },
            None => Self::Refused { status, code: "without a code".to_owned() },
        }
    }
}

impl From<matrix_sdk::Error> for Error {
    fn from(error: matrix_sdk::Error) -> Self {
        use matrix_sdk::Error as Sdk;
        match error {
            Sdk::Http(error) => (*error).into(),
            Sdk::AuthenticationRequired => Self::SignedOut,
            Sdk::WrongRoomState(_) => Self::Left,
            Sdk::CryptoStoreError(_) | Sdk::StateStore(_) => Self::Inside { what: "the device’s store" },
            Sdk::OlmError(_) | Sdk::MegolmError(_) => Self::Inside { what: "encryption" },
            _ => Self::Inside { what: "the library for Matrix" },
        }
    }
}

fn wait(after: &RetryAfter) -> Duration {
    match after {
        RetryAfter::Delay(delay) => *delay,
        RetryAfter::DateTime(at) => at.duration_since(SystemTime::now()).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_holds_a_code_or_a_status_and_nothing_else() {
        let refused = |code: &str| Error::Refused { status: 403, code: code.to_owned() }.code();
        assert_eq!(refused("M_FORBIDDEN").as_deref(), Some("M_FORBIDDEN"));
        assert_eq!(refused("without a code").as_deref(), Some("403"));
        assert_eq!(refused("@mina:example.org").as_deref(), Some("403"));
        assert_eq!(Error::Pause { wait: None }.code().as_deref(), Some("M_LIMIT_EXCEEDED"));
        assert_eq!(Error::Unreachable.code(), None, "it refused nothing");
    }
}
