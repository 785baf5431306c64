//! The devices and identities of people, as they were read last.
//!
//! The SDK asks for them several times for each message in an encrypted room.

use lru::LruCache;
use matrix_sdk::ruma::{OwnedDeviceId, OwnedUserId, UserId};
use matrix_sdk_crypto::{
    DeviceData, UserIdentityData,
    store::{CryptoStore, CryptoStoreError, types::Changes},
};
use std::{
    collections::{BTreeSet, HashMap},
    num::NonZeroUsize,
};

/// Of so many people they are kept in memory.
const PEOPLE: NonZeroUsize = NonZeroUsize::new(1000).expect("it is not zero");

/// What was read.
#[derive(Debug)]
pub(super) struct People {
    devices: LruCache<OwnedUserId, HashMap<OwnedDeviceId, DeviceData>>,
    /// Written out, where there is one: the copies of an identity share what is known of it, and
    /// the SDK compares the one it is about to save with the one that is kept.
    identities: LruCache<OwnedUserId, Option<Vec<u8>>>,
}

impl People {
    pub(super) fn new() -> Self {
        Self { devices: LruCache::new(PEOPLE), identities: LruCache::new(PEOPLE) }
    }

    /// All devices of somebody.
    pub(super) async fn devices<Kept: CryptoStore>(
        &mut self,
        kept: &Kept,
        user: &UserId,
    ) -> Result<&HashMap<OwnedDeviceId, DeviceData>, CryptoStoreError> {
        if !self.devices.contains(user) {
            let devices = kept.get_user_devices(user).await.map_err(Into::into)?;
            self.devices.put(user.to_owned(), devices);
        }
        // It was put there if it was not there.
        Ok(self.devices.get_or_insert(user.to_owned(), HashMap::new))
    }

    /// Who somebody is.
    pub(super) async fn identity<Kept: CryptoStore>(
        &mut self,
        kept: &Kept,
        user: &UserId,
    ) -> Result<Option<UserIdentityData>, CryptoStoreError> {
        if let Some(known) = self.identities.get(user) {
            return Ok(known.as_deref().map(serde_json::from_slice).transpose()?);
        }
        let identity = kept.get_user_identity(user).await.map_err(Into::into)?;
        let written = identity.as_ref().map(serde_json::to_vec).transpose()?;
        self.identities.put(user.to_owned(), written);
        Ok(identity)
    }

    /// Forgets them: they change.
    pub(super) fn forget(&mut self, users: &BTreeSet<OwnedUserId>) {
        for user in users {
            self.devices.pop(user);
            self.identities.pop(user);
        }
    }
}

/// Whose devices or identities change.
pub(super) fn changed(changes: &Changes) -> BTreeSet<OwnedUserId> {
    let (devices, identities) = (&changes.devices, &changes.identities);
    let devices = devices.new.iter().chain(&devices.changed).chain(&devices.deleted).map(DeviceData::user_id);
    let identities = identities.new.iter().chain(&identities.changed).map(UserIdentityData::user_id);
    devices.chain(identities).map(ToOwned::to_owned).collect()
}
