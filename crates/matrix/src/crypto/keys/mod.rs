//! The SDK's store of keys, spared what it was asked before: who people are, for each message.

mod people;

use async_trait::async_trait;
use matrix_sdk::{
    SqliteCryptoStore,
    cross_process_lock::CrossProcessLockGeneration,
    ruma::{DeviceId, OwnedDeviceId, RoomId, TransactionId, UserId, events::secret::request::SecretName},
};
use matrix_sdk_crypto::{
    Account, DeviceData, GossipRequest, Session, UserIdentityData,
    olm::{InboundGroupSession, OlmMessageHash, OutboundGroupSession, PrivateCrossSigningIdentity, SenderDataType},
    store::{
        CryptoStore, CryptoStoreError, SecretInfo,
        types::{
            BackupKeys, Changes, DehydratedDeviceKey, PendingChanges, RoomKeyCounts, RoomKeyWithheldEntry,
            RoomPendingKeyBundleDetails, RoomSettings, StoredRoomKeyBundleData, TrackedUser,
        },
    },
    vodozemac::Curve25519PublicKey,
};
use people::People;
use std::collections::HashMap;
use tokio::sync::Mutex;
use zeroize::Zeroizing;

/// Where the keys of the device are kept.
#[derive(Debug)]
pub(super) struct Keys {
    kept: SqliteCryptoStore,
    /// Held while any of them is read or written on disk, so that nothing old is remembered.
    people: Mutex<People>,
}

impl Keys {
    pub(super) fn new(kept: SqliteCryptoStore) -> Self {
        Self { kept, people: Mutex::new(People::new()) }
    }

    async fn save(&self, changes: Changes) -> Result<(), CryptoStoreError> {
        let changed = people::changed(&changes);
        if changed.is_empty() {
            return Ok(self.kept.save_changes(changes).await?);
        }
        let mut people = self.people.lock().await;
        people.forget(&changed);
        Ok(self.kept.save_changes(changes).await?)
    }

    async fn devices(&self, user: &UserId) -> Result<HashMap<OwnedDeviceId, DeviceData>, CryptoStoreError> {
        Ok(self.people.lock().await.devices(&self.kept, user).await?.clone())
    }

    async fn device(&self, user: &UserId, device: &DeviceId) -> Result<Option<DeviceData>, CryptoStoreError> {
        Ok(self.people.lock().await.devices(&self.kept, user).await?.get(device).cloned())
    }

    async fn identity(&self, user: &UserId) -> Result<Option<UserIdentityData>, CryptoStoreError> {
        self.people.lock().await.identity(&self.kept, user).await
    }
}

/// The store as the SDK wants it: what is spared here, and everything else as it is.
macro_rules! crypto_store {
    (
        here {$($spared:ident($($spared_argument:ident: $spared_kind:ty),*) -> $spared_result:ty = $here:ident;)*}
        kept {$($name:ident($($argument:ident: $kind:ty),*) -> $result:ty;)*}
    ) => {
        #[async_trait]
        impl CryptoStore for Keys {
            type Error = CryptoStoreError;

            $(async fn $spared(&self, $($spared_argument: $spared_kind),*) -> Result<$spared_result, CryptoStoreError> {
                self.$here($($spared_argument),*).await
            })*

            $(async fn $name(&self, $($argument: $kind),*) -> Result<$result, CryptoStoreError> {
                Ok(self.kept.$name($($argument),*).await?)
            })*
        }
    };
}

crypto_store! {
    here {
        save_changes(changes: Changes) -> () = save;
        get_device(user: &UserId, device: &DeviceId) -> Option<DeviceData> = device;
        get_user_devices(user: &UserId) -> HashMap<OwnedDeviceId, DeviceData> = devices;
        get_user_identity(user: &UserId) -> Option<UserIdentityData> = identity;
    }
    kept {
        save_pending_changes(changes: PendingChanges) -> ();
        load_account() -> Option<Account>;
        load_identity() -> Option<PrivateCrossSigningIdentity>;
        save_inbound_group_sessions(sessions: Vec<InboundGroupSession>, backed_up_to: Option<&str>) -> ();
        get_sessions(sender_key: &str) -> Option<Vec<Session>>;
        get_inbound_group_session(room: &RoomId, session: &str) -> Option<InboundGroupSession>;
        get_withheld_info(room: &RoomId, session: &str) -> Option<RoomKeyWithheldEntry>;
        get_withheld_sessions_by_room_id(room: &RoomId) -> Vec<RoomKeyWithheldEntry>;
        get_inbound_group_sessions() -> Vec<InboundGroupSession>;
        inbound_group_session_counts(backup: Option<&str>) -> RoomKeyCounts;
        get_inbound_group_sessions_by_room_id(room: &RoomId) -> Vec<InboundGroupSession>;
        get_inbound_group_sessions_for_device_batch(
            curve_key: Curve25519PublicKey, kind: SenderDataType, after: Option<String>, limit: usize
        ) -> Vec<InboundGroupSession>;
        inbound_group_sessions_for_backup(backup: &str, limit: usize) -> Vec<InboundGroupSession>;
        mark_inbound_group_sessions_as_backed_up(backup: &str, sessions: &[(&RoomId, &str)]) -> ();
        reset_backup_state() -> ();
        load_backup_keys() -> BackupKeys;
        load_dehydrated_device_pickle_key() -> Option<DehydratedDeviceKey>;
        delete_dehydrated_device_pickle_key() -> ();
        get_outbound_group_session(room: &RoomId) -> Option<OutboundGroupSession>;
        load_tracked_users() -> Vec<TrackedUser>;
        save_tracked_users(users: &[(&UserId, bool)]) -> ();
        get_own_device() -> DeviceData;
        is_message_known(message: &OlmMessageHash) -> bool;
        get_outgoing_secret_requests(request: &TransactionId) -> Option<GossipRequest>;
        get_secret_request_by_info(info: &SecretInfo) -> Option<GossipRequest>;
        get_unsent_secret_requests() -> Vec<GossipRequest>;
        delete_outgoing_secret_requests(request: &TransactionId) -> ();
        get_secrets_from_inbox(name: &SecretName) -> Vec<Zeroizing<String>>;
        delete_secrets_from_inbox(name: &SecretName) -> ();
        get_room_settings(room: &RoomId) -> Option<RoomSettings>;
        get_received_room_key_bundle_data(room: &RoomId, user: &UserId) -> Option<StoredRoomKeyBundleData>;
        get_pending_key_bundle_details_for_room(room: &RoomId) -> Option<RoomPendingKeyBundleDetails>;
        get_all_rooms_pending_key_bundles() -> Vec<RoomPendingKeyBundleDetails>;
        has_downloaded_all_room_keys(room: &RoomId) -> bool;
        get_custom_value(key: &str) -> Option<Vec<u8>>;
        set_custom_value(key: &str, value: Vec<u8>) -> ();
        remove_custom_value(key: &str) -> ();
        try_take_leased_lock(lease_ms: u32, key: &str, holder: &str) -> Option<CrossProcessLockGeneration>;
        next_batch_token() -> Option<String>;
        close() -> ();
        reopen() -> ();
        get_size() -> Option<usize>;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use matrix_sdk::{
        SqliteStoreConfig,
        ruma::{device_id, user_id},
    };
    use matrix_sdk_crypto::store::types::{DeviceChanges, IdentityChanges};
    use std::path::Path;

    async fn on_disk(folder: &Path) -> SqliteCryptoStore {
        SqliteCryptoStore::open_with_config(&SqliteStoreConfig::new(folder)).await.expect("it opens")
    }

    fn copy(account: &Account) -> PendingChanges {
        PendingChanges { account: Some(Account::from_pickle(account.pickle()).expect("it is one")) }
    }

    #[tokio::test]
    async fn somebody_is_read_once_until_they_change() {
        let folder = tempfile::tempdir().expect("there is room");
        let keys = Keys::new(on_disk(folder.path()).await);
        let behind = on_disk(folder.path()).await;
        let me = user_id!("@bot:example.org");
        let account = Account::with_device_id(me, device_id!("BOT"));
        keys.save_pending_changes(copy(&account)).await.expect("it is saved");
        let saved = async |store: &dyn CryptoStore<Error = CryptoStoreError>, device| {
            let device = DeviceData::from_account(&Account::with_device_id(me, device));
            let devices = DeviceChanges { new: vec![device], ..DeviceChanges::default() };
            store.save_changes(Changes { devices, ..Changes::default() }).await.expect("it is saved");
        };
        let devices = async || keys.get_user_devices(me).await.expect("they are read").len();
        let identity = async || keys.get_user_identity(me).await.expect("it is read").is_some();

        saved(&keys, device_id!("ONE")).await;
        assert_eq!((devices().await, identity().await), (1, false));

        // What is written behind its back shows whether it reads.
        let behind = Keys::new(behind);
        saved(&behind, device_id!("TWO")).await;
        let identities = IdentityChanges { new: vec![own_identity(&account).await], ..IdentityChanges::default() };
        behind.save_changes(Changes { identities, ..Changes::default() }).await.expect("it is saved");
        assert_eq!((devices().await, identity().await), (1, false), "it was read again");
        assert!(keys.get_device(me, device_id!("TWO")).await.expect("it is read").is_none(), "it was read again");

        saved(&keys, device_id!("THREE")).await;
        assert_eq!((devices().await, identity().await), (3, true), "a change was not seen");
        assert!(keys.get_device(me, device_id!("TWO")).await.expect("it is read").is_some());
    }

    #[tokio::test]
    async fn an_identity_that_is_changed_and_not_saved_is_read_as_it_is_kept() {
        let folder = tempfile::tempdir().expect("there is room");
        let keys = Keys::new(on_disk(folder.path()).await);
        let me = user_id!("@bot:example.org");
        let account = Account::with_device_id(me, device_id!("BOT"));
        keys.save_pending_changes(copy(&account)).await.expect("it is saved");
        let saved = async |identity| {
            let identities = IdentityChanges { changed: vec![identity], ..IdentityChanges::default() };
            keys.save_changes(Changes { identities, ..Changes::default() }).await.expect("it is saved");
        };
        let identity = async || keys.get_user_identity(me).await.expect("it is read").expect("it is there");
        let verified = |identity: &UserIdentityData| identity.own().expect("it is ours").is_verified();

        saved(own_identity(&account).await).await;
        let (first, second) = (identity().await, identity().await);
        assert!(!verified(&first));
        for changed in [first, second] {
            changed.own().expect("it is ours").mark_as_verified();
            assert!(!verified(&identity().await), "what was not saved is read");
        }
        let changed = identity().await;
        changed.own().expect("it is ours").mark_as_verified();
        saved(changed).await;
        assert!(verified(&identity().await), "what was saved is not read");
    }

    /// The identity that belongs to an account, as the SDK writes it out.
    async fn own_identity(account: &Account) -> UserIdentityData {
        let (_, public, _) = account.bootstrap_cross_signing().await;
        serde_json::from_value(serde_json::json!({ "Own": {
            "user_id": account.user_id(),
            "master_key": public.master_key,
            "self_signing_key": public.self_signing_key,
            "user_signing_key": public.user_signing_key,
            "verified": "NeverVerified",
        }}))
        .expect("it is one")
    }
}
