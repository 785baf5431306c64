//! A commit in one row, which is written and synced before the rows it stands for.
//!
//! sled writes one row whole or not at all, and its log keeps the order of what is written. So once
//! that row is durable the whole commit is, and what a crash leaves undone of it is done on opening.
//! A transaction over the trees promises the same, but makes each commit two pieces of the log,
//! and cost a third of its time (`docs/performance.md`).

use super::layout::{Tree, Trees, hex};
use super::quiet::quietly;

/// The key of the only row of its tree.
pub(super) const KEY: &[u8] = b"commit";

/// How long it may be: sled writes a leaf above about 128 KiB as a blob file, and never syncs that.
const MAX: usize = 96 * 1024;

/// Says that a row goes.
const GONE: u16 = u16::MAX;

/// What a row holds after a commit; `None` where it goes.
type Row<'a> = (Tree, &'a [u8], Option<&'a [u8]>);

/// The rows as one value; `None` where they do not fit into one.
///
/// For each: tree (1 byte) ‖ length of the key (2) ‖ key ‖ length of the value (2), or ff ff where
/// the row goes ‖ value.
pub(super) fn written<'a>(rows: impl Iterator<Item = Row<'a>>) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(MAX / 4);
    for (tree, key, value) in rows {
        bytes.push(tree as u8);
        bytes.extend_from_slice(&u16::try_from(key.len()).ok()?.to_be_bytes());
        bytes.extend_from_slice(key);
        let length = value.map_or(Some(GONE), |value| u16::try_from(value.len()).ok().filter(|length| *length < GONE));
        bytes.extend_from_slice(&length?.to_be_bytes());
        bytes.extend_from_slice(value.unwrap_or_default());
        if bytes.len() > MAX {
            return None;
        }
    }
    Some(bytes)
}

/// The rows of such a value; `None` where it is none.
fn read(mut bytes: &[u8]) -> Option<Vec<Row<'_>>> {
    let mut rows = Vec::new();
    while let Some((tree, rest)) = bytes.split_first() {
        let tree = *Tree::ALL.get(usize::from(*tree))?;
        let (length, rest) = rest.split_first_chunk()?;
        let (key, rest) = rest.split_at_checked(u16::from_be_bytes(*length).into())?;
        let (length, rest) = rest.split_first_chunk()?;
        let (value, rest) = match u16::from_be_bytes(*length) {
            GONE => (None, rest),
            length => rest.split_at_checked(length.into()).map(|(value, rest)| (Some(value), rest))?,
        };
        rows.push((tree, key, value));
        bytes = rest;
    }
    Some(rows)
}

impl Trees {
    /// Puts a row where it belongs.
    pub(super) fn put(&self, (tree, key, value): Row<'_>) -> ::sled::Result<()> {
        match value {
            Some(value) => self.get(tree).insert(key, value),
            None => self.get(tree).remove(key),
        }
        .map(drop)
    }

    /// Does what a crash left undone of the last commit; `Ok(None)` where its row makes no sense,
    /// else how many rows it was.
    ///
    /// Where a row's page is damaged, so is what else it holds: that is reported, and ends here,
    /// as reading it would. The others get what is theirs.
    pub(super) fn catch_up(&self) -> ::sled::Result<Option<usize>> {
        let Some(ahead) = self.ahead.get(KEY)? else { return Ok(Some(0)) };
        let Some(rows) = read(&ahead) else { return Ok(None) };
        let mut undone = 0;
        for row @ (tree, key, value) in rows {
            let put = || match self.get(tree).get(key)?.as_deref() == value {
                true => Ok(0),
                false => self.put(row).map(|()| 1),
            };
            match quietly(put) {
                Ok(Err(error @ ::sled::Error::Io(_))) => return Err(error),
                Ok(Ok(put)) => undone += put,
                Ok(Err(_)) | Err(_) => {
                    tracing::error!(tree = tree.name(), row = hex(key), "a row's page is damaged; it is left as it is");
                }
            }
        }
        Ok(Some(undone))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_back_and_nothing_else_is_taken_for_them() {
        let rows: [Row<'_>; 4] = [
            (Tree::Head, b"anna", Some(b"7")),
            (Tree::Entry, b"", Some(b"")),
            (Tree::Outbox, b"anna 1", None),
            (Tree::Blocked, &[0xff; 300], Some(&[0xff; 4096])),
        ];
        let bytes = written(rows.into_iter()).unwrap();
        assert_eq!(read(&bytes), Some(rows.to_vec()));
        assert_eq!(read(&[]), Some(Vec::new()));
        let whole = |end: &usize| read(&bytes[..*end]).is_some();
        let ends: Vec<_> = (0..bytes.len()).filter(whole).collect();
        assert_eq!(ends, [0, 10, 15, 26], "only between two rows can it be cut unseen");
        let unknown = [&[Tree::ALL.len().try_into().unwrap()], &bytes[1..]].concat();
        assert_eq!(read(&unknown), None);
    }

    #[test]
    fn what_is_too_long_for_a_row_is_not_made_one() {
        let row: Row<'_> = (Tree::Entry, b"anna", Some(&[7; 4096]));
        assert!(written(std::iter::repeat_n(row, 23)).is_some());
        assert_eq!(written(std::iter::repeat_n(row, 24)), None);
        assert_eq!(written(std::iter::once((Tree::Meta, &b"name"[..], Some(&[7; 0xffff][..])))), None);
    }
}
