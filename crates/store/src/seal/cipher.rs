//! The sealed form: version (1 byte) ‖ epoch (4) ‖ nonce (24) ‖ ciphertext and tag.

use chacha20poly1305::aead::{Aead as _, AeadInPlace as _, KeyInit as _, OsRng, Payload, rand_core::RngCore as _};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use super::SealError;

const VERSION: u8 = 1;
/// The version and the epoch.
const HEAD: usize = 5;
const NONCE: usize = 24;
const TAG: usize = 16;

/// A key of 32 bytes, on the heap so that moving it leaves no copies behind.
pub(super) struct Key(Box<Zeroizing<[u8; 32]>>);

impl Key {
    pub(super) fn zero() -> Self {
        Self(Box::default())
    }

    /// From the operating system; panics where that has no randomness to give,
    /// for then nothing may be sealed at all.
    pub(super) fn random() -> Self {
        let mut key = Self::zero();
        OsRng.fill_bytes(key.bytes_mut());
        key
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut key = Self::zero();
        if bytes.len() != key.0.len() {
            return None;
        }
        key.bytes_mut().copy_from_slice(bytes);
        Some(key)
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.0[..]
    }

    pub(super) fn bytes_mut(&mut self) -> &mut [u8] {
        &mut self.0[..]
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(self.bytes().into())
    }
}

/// Seals `plain` for one row of one tree; it opens nowhere else.
pub(super) fn seal(key: &Key, tree: &str, row: &[u8], epoch: u32, plain: &[u8]) -> Vec<u8> {
    let mut nonce = XNonce::default();
    OsRng.fill_bytes(&mut nonce);
    let mut sealed = Vec::with_capacity(HEAD + NONCE + plain.len() + TAG);
    for part in [&[VERSION], &epoch.to_be_bytes()[..], &nonce, plain] {
        sealed.extend_from_slice(part);
    }
    let associated = associated(VERSION, tree, row, epoch);
    let tag = key.cipher().encrypt_in_place_detached(&nonce, &associated, &mut sealed[HEAD + NONCE..]);
    sealed.extend_from_slice(&tag.expect("only plaintexts above 256 GiB are refused"));
    sealed
}

/// Opens what [`seal`] made for this row.
pub(super) fn open(key: &Key, tree: &str, row: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealError> {
    let refused = || SealError::does_not_open(tree, row);
    let epoch = epoch_of(sealed).ok_or_else(refused)?;
    let (nonce, ciphertext) = sealed[HEAD..].split_at_checked(NONCE).ok_or_else(refused)?;
    let payload = Payload { msg: ciphertext, aad: &associated(VERSION, tree, row, epoch) };
    key.cipher().decrypt(XNonce::from_slice(nonce), payload).map(Zeroizing::new).map_err(|_| refused())
}

/// The epoch a sealed form names (not yet proven); `None` for an unknown version.
pub(crate) fn epoch_of(sealed: &[u8]) -> Option<u32> {
    let (&[version], rest) = sealed.split_first_chunk()?;
    let (epoch, _) = rest.split_first_chunk()?;
    (version == VERSION).then_some(u32::from_be_bytes(*epoch))
}

/// The length of a part, to be put before it.
pub(super) fn length(part: &[u8]) -> [u8; 8] {
    (part.len() as u64).to_be_bytes()
}

fn associated(version: u8, tree: &str, row: &[u8], epoch: u32) -> Vec<u8> {
    let parts = [tree.as_bytes(), row, &epoch.to_be_bytes()];
    let mut data = Vec::with_capacity(1 + parts.iter().map(|part| 8 + part.len()).sum::<usize>());
    data.push(version);
    for part in parts {
        data.extend_from_slice(&length(part));
        data.extend_from_slice(part);
    }
    data
}
