//! Trees, row keys and row values. All integers are big-endian.

use super::parts;
use crate::{ActorId, Error, Head, Heard, HeardHash, OutboxId, OutboxRow, Revision, WrappedKey};

/// The trees of the store; `docs/storage.md` says what is in each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tree {
    Head,
    Entry,
    Key,
    Wake,
    WakeDue,
    Heard,
    HeardAge,
    Outbox,
    Account,
    Meta,
    Blocked,
}

impl Tree {
    pub(super) const ALL: [Self; 11] = [
        Self::Head,
        Self::Entry,
        Self::Key,
        Self::Wake,
        Self::WakeDue,
        Self::Heard,
        Self::HeardAge,
        Self::Outbox,
        Self::Account,
        Self::Meta,
        Self::Blocked,
    ];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Head => "head",
            Self::Entry => "entry",
            Self::Key => "key",
            Self::Wake => "wake",
            Self::WakeDue => "wake_due",
            Self::Heard => "heard",
            Self::HeardAge => "heard_age",
            Self::Outbox => "outbox",
            Self::Account => "account",
            Self::Meta => "meta",
            Self::Blocked => "blocked",
        }
    }

    /// The error for a row of this tree that makes no sense.
    pub(super) fn corrupt(self, row: &[u8], why: impl Into<String>) -> Error {
        Error::Corrupt { tree: self.name(), row: hex(row), why: why.into() }
    }
}

/// The open trees.
pub(super) struct Trees {
    rows: Vec<::sled::Tree>,
    /// The commit that is on its way, in its one row.
    pub(super) ahead: ::sled::Tree,
}

impl Trees {
    pub(super) fn open(db: &::sled::Db) -> ::sled::Result<Self> {
        let rows = Tree::ALL.iter().map(|tree| db.open_tree(tree.name())).collect::<Result<_, _>>()?;
        Ok(Self { rows, ahead: db.open_tree("ahead")? })
    }

    pub(super) fn get(&self, tree: Tree) -> &::sled::Tree {
        // `ALL` is in the order of the enum, and `open` opens every one.
        &self.rows[tree as usize]
    }
}

/// Milliseconds as bytes that sort like the number, also before 1970.
pub(super) fn ms_bytes(ms: i64) -> [u8; 8] {
    (ms.cast_unsigned() ^ (1 << 63)).to_be_bytes()
}

fn ms_from(bytes: [u8; 8]) -> i64 {
    (u64::from_be_bytes(bytes) ^ (1 << 63)).cast_signed()
}

/// actor ‖ revision ‖ part
pub(super) fn entry_key(actor: ActorId, revision: Revision, part: u16) -> Vec<u8> {
    [&actor.0[..], &revision.to_be_bytes(), &part.to_be_bytes()].concat()
}

pub(super) fn entry_from_key(key: &[u8]) -> Result<(Revision, u16), Error> {
    let fields = || {
        let rest = key.get(16..)?;
        let (revision, part) = rest.split_first_chunk()?;
        Some((Revision::from_be_bytes(*revision), u16::from_be_bytes(part.try_into().ok()?)))
    };
    fields().ok_or_else(|| Tree::Entry.corrupt(key, "its key has the wrong length"))
}

/// actor ‖ revision ‖ n
pub(super) fn outbox_key(id: OutboxId) -> Vec<u8> {
    [&id.actor.0[..], &id.revision.to_be_bytes(), &id.n.to_be_bytes()].concat()
}

/// actor ‖ revision ‖ n ‖ part
pub(super) fn outbox_part_key(id: OutboxId, part: u16) -> Vec<u8> {
    let mut key = outbox_key(id);
    key.extend_from_slice(&part.to_be_bytes());
    key
}

pub(super) fn outbox_from_part_key(key: &[u8]) -> Result<(OutboxId, u16), Error> {
    let fields = || {
        let (id, part) = key.split_at_checked(26)?;
        Some((outbox_id(id)?, u16::from_be_bytes(part.try_into().ok()?)))
    };
    fields().ok_or_else(|| Tree::Outbox.corrupt(key, "its key has the wrong length"))
}

/// Of an outbox key without its part.
pub(super) fn outbox_from_row(row: &[u8]) -> Result<OutboxId, Error> {
    outbox_id(row).ok_or_else(|| Tree::Outbox.corrupt(row, "its key has the wrong length"))
}

/// Of an entry key without its part.
pub(super) fn entry_row(row: &[u8]) -> Result<(ActorId, Revision), Error> {
    let fields = || {
        let (actor, revision) = row.split_first_chunk()?;
        Some((ActorId(*actor), Revision::from_be_bytes(revision.try_into().ok()?)))
    };
    fields().ok_or_else(|| Tree::Entry.corrupt(row, "its key has the wrong length"))
}

fn outbox_id(bytes: &[u8]) -> Option<OutboxId> {
    let (actor, rest) = bytes.split_first_chunk()?;
    let (revision, n) = rest.split_first_chunk()?;
    Some(OutboxId {
        actor: ActorId(*actor),
        revision: Revision::from_be_bytes(*revision),
        n: u16::from_be_bytes(n.try_into().ok()?),
    })
}

/// due ms ‖ actor
pub(super) fn wake_due_key(due_ms: i64, actor: ActorId) -> Vec<u8> {
    [&ms_bytes(due_ms)[..], &actor.0].concat()
}

pub(super) fn wake_from_due_key(key: &[u8]) -> Result<(i64, ActorId), Error> {
    let fields = || {
        let (due, actor) = key.split_first_chunk()?;
        Some((ms_from(*due), ActorId(actor.try_into().ok()?)))
    };
    fields().ok_or_else(|| Tree::WakeDue.corrupt(key, "its key has the wrong length"))
}

pub(super) fn wake_from_value(actor: ActorId, value: &[u8]) -> Result<i64, Error> {
    value.try_into().map(ms_from).map_err(|_| Tree::Wake.corrupt(&actor.0, "it is not eight bytes"))
}

/// How long the hash of an event is.
pub(super) const HASH: usize = size_of::<HeardHash>();
/// How long it is with the moment it was heard: ms ‖ hash.
pub(super) const AGE: usize = 8 + HASH;
/// How many events fit into one row of [`Tree::HeardAge`]: one in its key, the others in its value.
pub(super) const AGES: usize = 1 + parts::MAX_ROW / AGE;

/// The row of events that were heard together: the first is the key, the others are the value.
pub(super) fn heard_age(together: &[Heard]) -> (Vec<u8>, Vec<u8>) {
    let mut bytes = Vec::with_capacity(together.len() * AGE);
    for Heard { id, at_ms } in together {
        bytes.extend_from_slice(&ms_bytes(*at_ms));
        bytes.extend_from_slice(&id.0);
    }
    let others = bytes.split_off(AGE.min(bytes.len()));
    (bytes, others)
}

/// The events of such a row.
pub(super) fn heard_from_age(key: &[u8], value: &[u8]) -> Result<Vec<Heard>, Error> {
    let heard = |bytes: &[u8]| {
        let (at, hash) = bytes.split_first_chunk()?;
        Some(Heard { id: HeardHash(hash.try_into().ok()?), at_ms: ms_from(*at) })
    };
    let all = std::iter::once(key).chain(value.chunks(AGE)).map(heard).collect::<Option<_>>();
    all.ok_or_else(|| Tree::HeardAge.corrupt(key, "it has the wrong length"))
}

pub(super) fn head_value(head: Head) -> Vec<u8> {
    match head {
        Head::At(revision) => [&[0][..], &revision.to_be_bytes()].concat(),
        Head::JoinedInto(actor) => [&[1][..], &actor.0].concat(),
        Head::Erased => vec![2],
    }
}

pub(super) fn head_from(actor: &[u8], value: &[u8]) -> Result<Head, Error> {
    let head = match value.split_first() {
        Some((0, revision)) => revision.try_into().ok().map(|bytes| Head::At(Revision::from_be_bytes(bytes))),
        Some((1, other)) => other.try_into().ok().map(|id| Head::JoinedInto(ActorId(id))),
        Some((2, [])) => Some(Head::Erased),
        _ => None,
    };
    head.ok_or_else(|| Tree::Head.corrupt(actor, "it is neither a revision nor a redirect"))
}

/// epoch ‖ wrapped key
pub(super) fn key_value(key: &WrappedKey) -> Vec<u8> {
    [&key.epoch.to_be_bytes()[..], &key.bytes].concat()
}

pub(super) fn key_from(actor: ActorId, value: &[u8]) -> Result<WrappedKey, Error> {
    let Some((epoch, bytes)) = value.split_first_chunk() else {
        return Err(Tree::Key.corrupt(&actor.0, "it is too short"));
    };
    Ok(WrappedKey { epoch: u32::from_be_bytes(*epoch), bytes: bytes.to_vec() })
}

pub(super) fn actor_from(tree: Tree, row: &[u8], value: &[u8]) -> Result<ActorId, Error> {
    value.try_into().map(ActorId).map_err(|_| tree.corrupt(row, "it is not an actor"))
}

pub(super) fn revision_from(tree: Tree, row: &[u8], value: &[u8]) -> Result<Revision, Error> {
    value.try_into().map(Revision::from_be_bytes).map_err(|_| tree.corrupt(row, "it is not a revision"))
}

/// How long the header of an outbox message is: not before ms ‖ tries.
pub(super) const OUTBOX_HEADER: usize = 12;

pub(super) fn outbox_header(not_before_ms: i64, tries: u32) -> Vec<u8> {
    [&ms_bytes(not_before_ms)[..], &tries.to_be_bytes()].concat()
}

pub(super) fn outbox_row(id: OutboxId, header: &[u8], sealed: Vec<u8>) -> Result<OutboxRow, Error> {
    let fields = || {
        let (not_before, tries) = header.split_first_chunk()?;
        Some((ms_from(*not_before), u32::from_be_bytes(tries.try_into().ok()?)))
    };
    let (not_before_ms, tries) =
        fields().ok_or_else(|| Tree::Outbox.corrupt(&outbox_key(id), "its header is cut short"))?;
    Ok(OutboxRow { id, not_before_ms, tries, sealed })
}

/// When a message is due, and how often it was tried, as its first part says.
pub(super) fn outbox_state(id: OutboxId, key: &[u8], part: &[u8]) -> Result<(i64, u32), Error> {
    let header = part
        .get(parts::COUNT..parts::COUNT + OUTBOX_HEADER)
        .ok_or_else(|| Tree::Outbox.corrupt(key, "its header is cut short"))?;
    let row = outbox_row(id, header, Vec::new())?;
    Ok((row.not_before_ms, row.tries))
}

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
