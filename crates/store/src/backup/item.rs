//! Records as bytes: a kind, then its fields, big-endian. What may be long comes
//! last, or after its length.
//!
//! What is decoded is never trusted with a length: fields are cut from what is there.

use crate::{AccountHash, ActorId, Head, Heard, HeardHash, OutboxId, OutboxRow, Record, WrappedKey};

/// What a backup is a row of.
///
/// It has no `Debug`: its bytes are sealed, but they are somebody's.
#[derive(Clone, PartialEq, Eq)]
pub enum Item {
    /// A row.
    Record(Record),
    /// In the place of a row that could not be read.
    Unreadable {
        /// The tree it is in.
        tree: String,
        /// Its key, in hexadecimal.
        row: String,
    },
}

impl Item {
    /// As bytes.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        match self {
            Self::Record(Record::Head { actor, head }) => match head {
                Head::At(revision) => [&[0][..], &actor.0, &[0], &revision.to_be_bytes()].concat(),
                Head::JoinedInto(other) => [&[0][..], &actor.0, &[1], &other.0].concat(),
                Head::Erased => [&[0][..], &actor.0, &[2]].concat(),
            },
            Self::Record(Record::Key { actor, key }) => {
                [&[1][..], &actor.0, &key.epoch.to_be_bytes(), &key.bytes].concat()
            }
            Self::Record(Record::Entry { actor, revision, sealed }) => {
                [&[2][..], &actor.0, &revision.to_be_bytes(), sealed].concat()
            }
            Self::Record(Record::Wake { actor, at_ms }) => [&[3][..], &actor.0, &at_ms.to_be_bytes()].concat(),
            Self::Record(Record::Outbox(row)) => [
                &[4][..],
                &row.id.actor.0,
                &row.id.revision.to_be_bytes(),
                &row.id.n.to_be_bytes(),
                &row.not_before_ms.to_be_bytes(),
                &row.tries.to_be_bytes(),
                &row.sealed,
            ]
            .concat(),
            Self::Record(Record::Account { account, actor }) => [&[5][..], &account.0, &actor.0].concat(),
            Self::Record(Record::Blocked(account)) => [&[6][..], &account.0].concat(),
            Self::Record(Record::Heard { heard, revision }) => {
                [&[10][..], &heard.id.0, &heard.at_ms.to_be_bytes(), &revision.to_be_bytes()].concat()
            }
            Self::Record(Record::Meta { name, value }) => [&[8][..], &length(name), name.as_bytes(), value].concat(),
            Self::Unreadable { tree, row } => [&[9][..], &length(tree), tree.as_bytes(), row.as_bytes()].concat(),
        }
    }

    /// From bytes; `None` for what [`Item::encode`] never makes.
    #[must_use]
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let mut rest = Fields(bytes);
        let [kind] = rest.take()?;
        let record = match kind {
            0 => {
                let actor = rest.actor()?;
                let head = match rest.take()? {
                    [0] => Head::At(rest.u64()?),
                    [1] => Head::JoinedInto(rest.actor()?),
                    [2] => Head::Erased,
                    _ => return None,
                };
                Record::Head { actor, head }
            }
            1 => Record::Key { actor: rest.actor()?, key: WrappedKey { epoch: rest.u32()?, bytes: rest.all() } },
            2 => Record::Entry { actor: rest.actor()?, revision: rest.u64()?, sealed: rest.all() },
            3 => Record::Wake { actor: rest.actor()?, at_ms: rest.i64()? },
            4 => Record::Outbox(OutboxRow {
                id: OutboxId { actor: rest.actor()?, revision: rest.u64()?, n: rest.u16()? },
                not_before_ms: rest.i64()?,
                tries: rest.u32()?,
                sealed: rest.all(),
            }),
            5 => Record::Account { account: AccountHash(rest.take()?), actor: rest.actor()? },
            6 => Record::Blocked(AccountHash(rest.take()?)),
            7 | 10 => {
                let id = HeardHash(rest.take()?);
                if kind == 7 {
                    // Hashes were twice as long.
                    rest.take::<16>()?;
                }
                let heard = Heard { id, at_ms: rest.i64()? };
                Record::Heard { heard, revision: rest.u64()? }
            }
            8 => Record::Meta { name: rest.text()?, value: rest.all() },
            9 => {
                let (tree, row) = (rest.text()?, String::from_utf8(rest.all()).ok()?);
                return Some(Self::Unreadable { tree, row });
            }
            _ => return None,
        };
        rest.0.is_empty().then_some(Self::Record(record))
    }
}

/// Names are short, and a longer one would not come back as another.
fn length(text: &str) -> [u8; 4] {
    u32::try_from(text.len()).unwrap_or(u32::MAX).to_be_bytes()
}

/// What is left to be read.
struct Fields<'a>(&'a [u8]);

impl Fields<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (field, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*field)
    }

    fn actor(&mut self) -> Option<ActorId> {
        self.take().map(ActorId)
    }

    fn u16(&mut self) -> Option<u16> {
        self.take().map(u16::from_be_bytes)
    }

    fn u32(&mut self) -> Option<u32> {
        self.take().map(u32::from_be_bytes)
    }

    fn u64(&mut self) -> Option<u64> {
        self.take().map(u64::from_be_bytes)
    }

    fn i64(&mut self) -> Option<i64> {
        self.take().map(i64::from_be_bytes)
    }

    fn text(&mut self) -> Option<String> {
        let len = usize::try_from(self.u32()?).ok()?;
        let (text, rest) = self.0.split_at_checked(len)?;
        self.0 = rest;
        String::from_utf8(text.to_vec()).ok()
    }

    fn all(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.0).to_vec()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

        /// Whatever can be decoded is spelled in one way only, but for the events of older backups.
        #[test]
        fn any_bytes_are_refused_or_come_back(kind in 0..11_u8, rest in prop::collection::vec(any::<u8>(), 0..90)) {
            let bytes = [&[kind][..], &rest].concat();
            if let Some(item) = Item::decode(&bytes)
                && kind != 7
            {
                prop_assert!(item.encode() == bytes);
            }
        }
    }

    #[test]
    fn an_event_of_an_older_backup_is_read_by_the_first_half_of_its_hash() {
        let before = [&[7][..], &[3; 16], &[4; 16], &12_i64.to_be_bytes(), &1_u64.to_be_bytes()].concat();
        let now = Record::Heard { heard: Heard { id: HeardHash([3; 16]), at_ms: 12 }, revision: 1 };
        assert!(Item::decode(&before) == Some(Item::Record(now)));
    }

    #[test]
    fn every_kind_comes_back_and_what_is_cut_short_does_not() {
        let actor = ActorId([7; 16]);
        let records = [
            Record::Head { actor, head: Head::At(u64::MAX) },
            Record::Head { actor, head: Head::JoinedInto(ActorId([8; 16])) },
            Record::Head { actor, head: Head::Erased },
            Record::Key { actor, key: WrappedKey { epoch: 3, bytes: vec![1; 77] } },
            Record::Entry { actor, revision: 5, sealed: vec![2; 100_000] },
            Record::Wake { actor, at_ms: i64::MIN },
            Record::Outbox(OutboxRow {
                id: OutboxId { actor, revision: 9, n: 2 },
                not_before_ms: -1,
                tries: 4,
                sealed: vec![],
            }),
            Record::Account { account: AccountHash([1; 32]), actor },
            Record::Blocked(AccountHash([2; 32])),
            Record::Heard { heard: Heard { id: HeardHash([3; 16]), at_ms: 12 }, revision: 1 },
            Record::Meta { name: "näme".into(), value: vec![0; 4096] },
        ];
        let damaged = Item::Unreadable { tree: "entry".into(), row: "c0ffee".into() };
        for item in records.into_iter().map(Item::Record).chain([damaged]) {
            let bytes = item.encode();
            assert!(Item::decode(&bytes) == Some(item));
            assert!(Item::decode(&bytes[..9]).is_none());
        }
    }
}
