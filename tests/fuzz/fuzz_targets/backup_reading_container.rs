//! The container of a backup, sealed as `docs/storage.md` says and with everything in it to be
//! had otherwise. It shares no code with the store: what both understand is what is written there.

use chacha20poly1305::{
    XChaCha20Poly1305, XNonce,
    aead::{Aead as _, KeyInit as _, Payload},
};
use hkdf::Hkdf;
use sha2::{Digest as _, Sha256};

/// The master key of epoch 1, the only one.
pub(crate) const MASTER: [u8; 32] = [0x5a; 32];
pub(crate) const EPOCH: u32 = 1;

/// Magic, format, length, JSON, checksum.
pub(crate) fn header(json: &[u8]) -> Vec<u8> {
    let len = u32::try_from(json.len()).expect("inputs are short").to_be_bytes();
    let mut bytes = [&b"afterword backup"[..], &1_u32.to_be_bytes(), &len, json].concat();
    let sum = crc32fast::hash(&bytes).to_be_bytes();
    bytes.extend_from_slice(&sum);
    bytes
}

/// A chunk before it is sealed.
pub(crate) struct Chunk {
    pub(crate) plain: Vec<u8>,
    /// Whether it says that it is the last: 0 or 1, if it makes sense.
    pub(crate) last: u8,
    /// How long it says it is, if not as long as it is.
    pub(crate) len: Option<u32>,
}

/// The whole file. `salt` is the one in the header.
pub(crate) fn file(header: &[u8], salt: &[u8], chunks: &[Chunk]) -> Vec<u8> {
    let cipher = XChaCha20Poly1305::new((&backup_key(salt)).into());
    let digest: [u8; 32] = Sha256::digest(header).into();
    let mut file = header.to_vec();
    for (number, chunk) in (0_u64..).zip(chunks) {
        let row = [&digest[..], &number.to_be_bytes(), &[u8::from(chunk.last == 1)]].concat();
        let sealed = seal(&cipher, &row, number, &chunk.plain);
        let len = chunk.len.unwrap_or(u32::try_from(sealed.len()).expect("inputs are short")).to_be_bytes();
        let mut sum = crc32fast::Hasher::new();
        for part in [&number.to_be_bytes()[..], &len, &[chunk.last], &sealed] {
            sum.update(part);
        }
        let sum = sum.finalize().to_be_bytes();
        file.extend_from_slice(&[&len[..], &[chunk.last], &sum, &sealed].concat());
    }
    file
}

fn backup_key(salt: &[u8]) -> [u8; 32] {
    let index = expand(None, &MASTER, b"afterword index key 1");
    expand(Some(salt), &index, b"afterword backup 1")
}

fn expand(salt: Option<&[u8]>, key: &[u8], info: &[u8]) -> [u8; 32] {
    let mut expanded = [0; 32];
    Hkdf::<Sha256>::new(salt, key).expand(info, &mut expanded).expect("32 bytes are not too many");
    expanded
}

/// Version ‖ epoch ‖ nonce ‖ ciphertext and tag. The nonce is the number: the same input has to
/// give the same bytes.
fn seal(cipher: &XChaCha20Poly1305, row: &[u8], number: u64, plain: &[u8]) -> Vec<u8> {
    let mut aad = vec![1];
    for part in [&b"backup"[..], row, &EPOCH.to_be_bytes()] {
        aad.extend_from_slice(&(part.len() as u64).to_be_bytes());
        aad.extend_from_slice(part);
    }
    let mut nonce = [0; 24];
    nonce[16..].copy_from_slice(&number.to_be_bytes());
    let payload = Payload { msg: plain, aad: &aad };
    let ciphertext = cipher.encrypt(XNonce::from_slice(&nonce), payload).expect("a short text can be sealed");
    [&[1][..], &EPOCH.to_be_bytes(), &nonce, &ciphertext].concat()
}
