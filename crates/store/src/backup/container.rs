//! The file: magic, version, header, then numbered chunks of sealed bytes.
//!
//! Each chunk's checksum can be checked without any key; what is sealed into it
//! also says which backup it belongs to, its number and whether it is the last.

use std::io::{Read, Write};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use super::{BackupError, Counts};
use crate::seal::{self, DataKey, Vault};

const MAGIC: &[u8; 16] = b"afterword backup";
const VERSION: u32 = 1;
/// Much more than a header is long.
const LONGEST_HEADER: usize = 4096;

/// How much plain text a chunk holds.
const CHUNK: usize = 64 * 1024;
/// What sealing adds at most.
const LONGEST_CHUNK: usize = CHUNK + 128;
/// Length, whether it is the last, checksum.
const FRAME: usize = 4 + 1 + 4;

/// What anybody can read of a backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// When it was made (ms).
    pub made_at_ms: i64,
    /// The epoch whose master key opens it.
    pub epoch: u32,
    /// The index key, wrapped by that master.
    pub(super) index_key: Vec<u8>,
    /// Tells its key from those of other backups.
    pub(super) salt: [u8; 32],
    /// Whose it is, among folders that share a place ([`Vault::name`]).
    pub(super) of: Option<[u8; 16]>,
}

/// The header as it stands in the file.
#[derive(Serialize, Deserialize)]
struct Written {
    made_at_ms: i64,
    epoch: u32,
    index_key: String,
    salt: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    of: Option<String>,
}

impl Header {
    pub(super) fn new(vault: &Vault, made_at_ms: i64) -> Self {
        let index_key = vault.wrapped_index();
        let epoch = seal::epoch_of(&index_key).unwrap_or_default();
        Self { made_at_ms, epoch, index_key, salt: seal::random_salt(), of: Some(vault.name()) }
    }

    fn encode(&self) -> Result<Vec<u8>, BackupError> {
        let written = Written {
            made_at_ms: self.made_at_ms,
            epoch: self.epoch,
            index_key: hex(&self.index_key),
            salt: hex(&self.salt),
            of: self.of.map(|of| hex(&of)),
        };
        let json = serde_json::to_vec(&written).map_err(|_| BackupError::Malformed { why: "its header" })?;
        let len = u32::try_from(json.len()).unwrap_or(u32::MAX).to_be_bytes();
        let mut bytes = [&MAGIC[..], &VERSION.to_be_bytes(), &len, &json].concat();
        let crc = crc32fast::hash(&bytes).to_be_bytes();
        bytes.extend_from_slice(&crc);
        Ok(bytes)
    }

    fn read(input: &mut impl Read) -> Result<(Self, Vec<u8>), BackupError> {
        let mut bytes = take(input, MAGIC.len())?;
        if bytes != MAGIC {
            return Err(BackupError::NotABackup);
        }
        let mut number = |bytes: &mut Vec<u8>| {
            let field = take(input, 4)?;
            bytes.extend_from_slice(&field);
            let field = <[u8; 4]>::try_from(field).map_err(|_| damaged_header(bytes))?;
            Ok::<_, BackupError>(u32::from_be_bytes(field))
        };
        let version = number(&mut bytes)?;
        if version != VERSION {
            return Err(BackupError::Version { found: version, known: VERSION });
        }
        let len = usize::try_from(number(&mut bytes)?).unwrap_or(usize::MAX);
        if len > LONGEST_HEADER {
            return Err(damaged_header(&bytes));
        }
        let json = take(input, len)?;
        bytes.extend_from_slice(&json);
        let sum = crc32fast::hash(&bytes).to_be_bytes();
        let found = take(input, 4)?;
        bytes.extend_from_slice(&found);
        if found != sum {
            return Err(damaged_header(&bytes));
        }
        Self::decode(&json).map(|header| (header, bytes.clone())).ok_or_else(|| damaged_header(&bytes))
    }

    fn decode(json: &[u8]) -> Option<Self> {
        let written: Written = serde_json::from_slice(json).ok()?;
        Some(Self {
            made_at_ms: written.made_at_ms,
            epoch: written.epoch,
            index_key: unhex(&written.index_key)?,
            salt: unhex(&written.salt)?.try_into().ok()?,
            of: written.of.and_then(|of| unhex(&of)?.try_into().ok()),
        })
    }
}

fn damaged_header(read: &[u8]) -> BackupError {
    BackupError::Header { to: read.len() as u64 }
}

/// Seals bytes into chunks.
pub(super) struct ChunkWriter<W> {
    out: W,
    key: DataKey,
    epoch: u32,
    digest: [u8; 32],
    number: u64,
    plain: Vec<u8>,
    pub(super) bytes: u64,
}

impl<W: Write> ChunkWriter<W> {
    pub(super) fn new(mut out: W, header: &Header, vault: &Vault) -> Result<Self, BackupError> {
        let bytes = header.encode()?;
        out.write_all(&bytes)?;
        Ok(Self {
            out,
            key: vault.backup_key(&header.salt),
            epoch: header.epoch,
            digest: Sha256::digest(&bytes).into(),
            number: 0,
            plain: Vec::with_capacity(2 * CHUNK),
            bytes: bytes.len() as u64,
        })
    }

    /// An item, after its length. Items go on from chunk to chunk.
    pub(super) fn item(&mut self, item: &[u8]) -> Result<(), BackupError> {
        let len = u32::try_from(item.len()).map_err(|_| BackupError::Malformed { why: "a row of 4 GiB" })?;
        self.plain.extend_from_slice(&len.to_be_bytes());
        self.plain.extend_from_slice(item);
        while self.plain.len() >= CHUNK {
            let rest = self.plain.split_off(CHUNK);
            let chunk = std::mem::replace(&mut self.plain, rest);
            self.chunk(&chunk, false)?;
        }
        Ok(())
    }

    /// The last chunk: what there is of everything.
    pub(super) fn finish(mut self, counts: &Counts) -> Result<(u64, W), BackupError> {
        let rest = std::mem::take(&mut self.plain);
        if !rest.is_empty() {
            self.chunk(&rest, false)?;
        }
        let counts = serde_json::to_vec(counts).map_err(|_| BackupError::Malformed { why: "its counts" })?;
        self.chunk(&counts, true)?;
        self.out.flush()?;
        Ok((self.bytes, self.out))
    }

    fn chunk(&mut self, plain: &[u8], last: bool) -> Result<(), BackupError> {
        let sealed = self.key.seal(TREE, &row(&self.digest, self.number, last), self.epoch, plain);
        let len = u32::try_from(sealed.len()).map_err(|_| BackupError::Malformed { why: "a long chunk" })?;
        self.out.write_all(&len.to_be_bytes())?;
        self.out.write_all(&[u8::from(last)])?;
        self.out.write_all(&checksum(self.number, len, u8::from(last), &sealed).to_be_bytes())?;
        self.out.write_all(&sealed)?;
        self.number += 1;
        self.bytes += (FRAME + sealed.len()) as u64;
        Ok(())
    }
}

/// Reads chunks, and finds what is damaged without any key.
pub(super) struct ChunkReader<R> {
    input: R,
    pub(super) header: Header,
    digest: [u8; 32],
    number: u64,
    pub(super) bytes: u64,
    ended: bool,
}

/// A chunk as it stands in the file.
pub(super) struct Chunk {
    number: u64,
    from: u64,
    to: u64,
    sealed: Vec<u8>,
    pub(super) last: bool,
}

impl<R: Read> ChunkReader<R> {
    pub(super) fn new(mut input: R) -> Result<Self, BackupError> {
        let (header, bytes) = Header::read(&mut input)?;
        let digest = Sha256::digest(&bytes).into();
        Ok(Self { input, header, digest, number: 0, bytes: bytes.len() as u64, ended: false })
    }

    /// The next chunk; `None` after the last, which has to be there.
    pub(super) fn next(&mut self) -> Result<Option<Chunk>, BackupError> {
        let (chunk, from) = (self.number, self.bytes);
        if self.ended {
            let more = take(&mut self.input, 1)?;
            let why = "the file goes on after its last chunk";
            let to = from + 1;
            return if more.is_empty() { Ok(None) } else { Err(BackupError::Damaged { chunk, from, to, why }) };
        }
        let damaged = |len: usize, why| BackupError::Damaged { chunk, from, to: from + len as u64, why };
        let frame = take(&mut self.input, FRAME)?;
        let Ok([a, b, c, d, last, sum @ ..]) = <[u8; FRAME]>::try_from(&frame[..]) else {
            return Err(damaged(frame.len(), "the file is cut short"));
        };
        let written = u32::from_be_bytes([a, b, c, d]);
        let len = usize::try_from(written).unwrap_or(usize::MAX);
        if len > LONGEST_CHUNK || last > 1 {
            return Err(damaged(FRAME, "its length makes no sense"));
        }
        let sealed = take(&mut self.input, len)?;
        if sealed.len() < len {
            return Err(damaged(FRAME + sealed.len(), "the file is cut short"));
        }
        if checksum(chunk, written, last, &sealed) != u32::from_be_bytes(sum) {
            return Err(damaged(FRAME + len, "its checksum is another"));
        }
        self.number += 1;
        self.bytes += (FRAME + len) as u64;
        self.ended = last == 1;
        Ok(Some(Chunk { number: chunk, from, to: self.bytes, sealed, last: last == 1 }))
    }

    /// Opens a chunk of this backup.
    pub(super) fn open(&self, key: &DataKey, chunk: &Chunk) -> Result<Zeroizing<Vec<u8>>, BackupError> {
        let Chunk { number, from, to, sealed, last } = chunk;
        key.open(TREE, &row(&self.digest, *number, *last), sealed).map_err(|_| match number {
            // The checksum is right, so it is most likely the key that is wrong.
            0 => BackupError::OtherKeys,
            _ => BackupError::Damaged { chunk: *number, from: *from, to: *to, why: "it does not open" },
        })
    }
}

const TREE: &str = "backup";

fn row(digest: &[u8; 32], number: u64, last: bool) -> Vec<u8> {
    [&digest[..], &number.to_be_bytes(), &[u8::from(last)]].concat()
}

fn checksum(number: u64, len: u32, last: u8, sealed: &[u8]) -> u32 {
    let mut sum = crc32fast::Hasher::new();
    sum.update(&number.to_be_bytes());
    sum.update(&len.to_be_bytes());
    sum.update(&[last]);
    sum.update(sealed);
    sum.finalize()
}

/// As many bytes as are there, at most `len`, which is small.
fn take(input: &mut impl Read, len: usize) -> Result<Vec<u8>, BackupError> {
    let mut bytes = Vec::new();
    input.by_ref().take(len as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<u32> = text.chars().map(|digit| digit.to_digit(16)).collect::<Option<_>>()?;
    let pairs = digits.chunks(2).map(|pair| match pair {
        [high, low] => u8::try_from(high << 4 | low).ok(),
        _ => None,
    });
    pairs.collect()
}
