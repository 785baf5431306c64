//! The key of one actor.

use std::fmt;

use zeroize::Zeroizing;

use super::SealError;
use super::cipher::{self, Key};
use crate::{ActorId, OutboxId, Revision};

/// The key that seals everything of one actor; overwritten when dropped.
pub struct DataKey(Key);

impl DataKey {
    pub(super) fn new(key: Key) -> Self {
        Self(key)
    }

    /// Seals `plain` so that it opens only with this key, in this row of this
    /// tree. `epoch` is the one of the [`WrappedKey`](crate::WrappedKey); it is
    /// kept in the sealed form, and stays true after the key is wrapped anew.
    #[must_use]
    pub fn seal(&self, tree: &str, row: &[u8], epoch: u32, plain: &[u8]) -> Vec<u8> {
        cipher::seal(&self.0, tree, row, epoch, plain)
    }

    /// Opens what was sealed for this row; what comes out is overwritten when dropped.
    ///
    /// # Errors
    /// [`SealError::DoesNotOpen`], which names tree and row, never the content.
    pub fn open(&self, tree: &str, row: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealError> {
        cipher::open(&self.0, tree, row, sealed)
    }
}

impl fmt::Debug for DataKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DataKey(..)")
    }
}

/// The row to seal an entry for: actor ‖ revision. Tree: `entry`.
#[must_use]
pub fn entry_row(actor: ActorId, revision: Revision) -> [u8; 24] {
    let mut row = [0; 24];
    row[..16].copy_from_slice(&actor.0);
    row[16..].copy_from_slice(&revision.to_be_bytes());
    row
}

/// The row to seal a message for: actor ‖ revision ‖ n. Tree: `outbox`.
#[must_use]
pub fn outbox_row(id: OutboxId) -> [u8; 26] {
    let mut row = [0; 26];
    row[..24].copy_from_slice(&entry_row(id.actor, id.revision));
    row[24..].copy_from_slice(&id.n.to_be_bytes());
    row
}
