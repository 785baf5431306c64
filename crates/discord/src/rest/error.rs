//! Why a request came to nothing. None of it quotes what was sent or answered.

use serde::Deserialize;
use std::time::Duration;

/// Why a request came to nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// 401, or what was given cannot be a token.
    #[error("Discord does not accept the token")]
    Token,
    /// Any other 4xx: final.
    #[error("Discord refused with {status}, code {code}")]
    Refused {
        /// The status of HTTP.
        status: u16,
        /// Discord's own code (`topics/opcodes-and-status-codes`), or 0.
        code: u32,
        /// Whether it was tried before, without an answer: it may have been done then.
        retried: bool,
    },
    /// 429, and waiting for it would take too long.
    #[error("Discord asked for a pause of {after:?}")]
    TooMany {
        /// How much of it is left.
        after: Duration,
    },
    /// 5xx, again and again.
    #[error("Discord answers with {status}")]
    Unavailable {
        /// The status of HTTP.
        status: u16,
    },
    /// No connection, or it broke off.
    #[error("Discord cannot be reached")]
    Unreachable,
    /// There was no proper answer in time.
    #[error("Discord did not answer in time")]
    TooLate,
    /// It answered something else than it should.
    #[error("what Discord answered cannot be read")]
    Unreadable,
    /// What was to be sent could not be put together: a defect.
    #[error("a request could not be put together: a defect")]
    Unsendable,
}

/// Discord's own codes that something follows from
/// (`topics/opcodes-and-status-codes`, JSON error codes).
pub(crate) mod code {
    pub(crate) const UNKNOWN_CHANNEL: u32 = 10_003;
    pub(crate) const UNKNOWN_SERVER: u32 = 10_004;
    pub(crate) const UNKNOWN_MESSAGE: u32 = 10_008;
    pub(crate) const UNKNOWN_ROLE: u32 = 10_011;
    pub(crate) const PINS_FULL: u32 = 30_003;
    /// The channel cannot be seen.
    pub(crate) const NO_ACCESS: u32 = 50_001;
    /// Some permission is missing; which one has to be found out.
    pub(crate) const NO_PERMISSION: u32 = 50_013;
    pub(crate) const THREAD_ARCHIVED: u32 = 50_083;
    pub(crate) const HAS_A_THREAD: u32 = 160_004;
    pub(crate) const ALREADY_ACKNOWLEDGED: u32 = 40_060;
    /// Direct messages are opened too fast.
    pub(crate) const OPENING_TOO_FAST: u32 = 40_003;
    /// They take no messages of ours.
    const CLOSED: u32 = 50_007;
    /// They share no server with us any more.
    const NO_SERVER: u32 = 50_278;

    /// Those of who cannot be written to at present.
    pub(crate) const UNREACHABLE: [u32; 2] = [CLOSED, NO_SERVER];
}

impl Error {
    /// Whether it may go well another time.
    pub(crate) fn passes(&self) -> bool {
        matches!(self, Self::TooMany { .. } | Self::Unavailable { .. } | Self::Unreachable | Self::TooLate)
    }

    /// How long Discord asked to stay away.
    pub(crate) fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::TooMany { after } => Some(*after),
            _ => None,
        }
    }

    /// Whether Discord refused with this code of its own.
    pub(crate) fn is(&self, expected: u32) -> bool {
        matches!(self, Self::Refused { code, .. } if *code == expected)
    }

    /// Whether this person cannot be written to at present.
    pub(crate) fn is_closed(&self) -> bool {
        code::UNREACHABLE.iter().any(|code| self.is(*code))
    }

    pub(super) fn retried(self, before: bool) -> Self {
        match self {
            Self::Refused { status, code, .. } => Self::Refused { status, code, retried: before },
            other => other,
        }
    }

    /// As metrics count it: Discord's code where there is one, else the status.
    pub(super) fn code(&self) -> String {
        match self {
            Self::Token => "401".to_owned(),
            Self::TooMany { .. } => "429".to_owned(),
            Self::Refused { status, code: 0, .. } | Self::Unavailable { status } => status.to_string(),
            Self::Refused { code, .. } => code.to_string(),
            Self::Unreachable | Self::TooLate | Self::Unreadable | Self::Unsendable => "none".to_owned(),
        }
    }
}

/// What Discord says of an error; its message is left alone.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Told {
    pub(super) code: u32,
    /// Seconds.
    pub(super) retry_after: Option<f64>,
    pub(super) global: bool,
}

impl Told {
    /// What cannot be read says nothing.
    pub(super) fn read(body: &[u8]) -> Self {
        serde_json::from_slice(body).unwrap_or_default()
    }
}
