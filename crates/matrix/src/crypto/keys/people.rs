//! The devices and identities of people, as they were read last.
//!
//! The SDK asks for them several times for each message in an encrypted room.

use afterword_engine::recent;
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
    identities: LruCache<OwnedUserId, Option<Identity>>,
}

/// An identity. Its copies share what is known of it, and the SDK changes one before it saves it,
/// and compares it with the one that is kept: so it is kept written out as well.
#[derive(Debug)]
struct Identity {
    read: UserIdentityData,
    written: Vec<u8>,
}

impl Identity {
    fn new(read: UserIdentityData) -> Result<Self, CryptoStoreError> {
        let written = serde_json::to_vec(&read)?;
        Ok(Self { read, written })
    }

    /// As it is kept. To write it out and compare costs little; to read it means to take apart three
    /// public keys.
    fn as_kept(&mut self) -> Result<UserIdentityData, CryptoStoreError> {
        if serde_json::to_vec(&self.read)? != self.written {
            self.read = serde_json::from_slice(&self.written)?;
        }
        Ok(self.read.clone())
    }
}

impl People {
    pub(super) fn new() -> Self {
        Self { devices: recent(PEOPLE), identities: recent(PEOPLE) }
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
        if let Some(known) = self.identities.get_mut(user) {
            return known.as_mut().map(Identity::as_kept).transpose();
        }
        let identity = kept.get_user_identity(user).await.map_err(Into::into)?;
        let known = identity.clone().map(Identity::new).transpose()?;
        self.identities.put(user.to_owned(), known);
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
