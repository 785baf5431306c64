//! Pinning the newest post of a series, and unpinning the one before.

use super::{Did, Doing, nothing_left};
use crate::rest::code;
use afterword_core::community::Permission;

const NEEDED: &[Permission] = &[Permission::View, Permission::Pin];

impl Doing<'_> {
    pub(super) async fn pin(&self, channel: &str, message: &str) -> Did {
        match self.shared.rest.pin(channel, message, true).await {
            Ok(()) => nothing_left(),
            Err(error) => Err(self.failed(error, channel, NEEDED).await),
        }
    }

    /// What is gone is pinned no more.
    pub(super) async fn unpin(&self, channel: &str, message: &str) -> Did {
        match self.shared.rest.pin(channel, message, false).await {
            Ok(()) => nothing_left(),
            Err(error) if error.is(code::UNKNOWN_MESSAGE) || error.is(code::UNKNOWN_CHANNEL) => nothing_left(),
            Err(error) => Err(self.failed(error, channel, NEEDED).await),
        }
    }
}
