//! Making a backup.

use std::io;

use super::container::{ChunkWriter, Header};
use super::{BackupError, Item, Progress, Summary};
use crate::seal::Vault;
use crate::{Error, Store};

/// Tells how far it is each time so many records are done.
const STEP: u64 = 256;

/// Writes a backup of the store as it is now, while it goes on.
///
/// Rows that cannot be read are named in it and in the summary, and stop
/// nothing; where a whole page cannot be, there is no backup: a cut-off one would
/// count as whole. The caller syncs `out`; [`Folder::make`](super::Folder::make) does
/// that and more.
///
/// # Errors
/// What the store and `out` say; what was written so far is no backup then.
pub fn write(
    store: &dyn Store,
    vault: &Vault,
    made_at_ms: i64,
    out: impl io::Write,
    progress: &mut dyn FnMut(Progress),
) -> Result<Summary, BackupError> {
    let header = Header::new(vault, made_at_ms);
    let mut chunks = ChunkWriter::new(out, &header, vault)?;
    let mut summary = Summary::new(made_at_ms);
    for record in store.snapshot()? {
        let item = match record {
            Ok(record) => Item::Record(record),
            Err(Error::Corrupt { tree, row, .. }) => Item::Unreadable { tree: tree.to_owned(), row },
            Err(error) => return Err(error.into()),
        };
        if let Item::Unreadable { tree, row } = &item {
            summary.unreadable.push(format!("{tree} {row}"));
        }
        summary.counts.add(&item);
        chunks.item(&item.encode())?;
        let records = summary.counts.records();
        if records.is_multiple_of(STEP) {
            progress(Progress { records, bytes: chunks.bytes });
        }
    }
    let (bytes, _) = chunks.finish(&summary.counts)?;
    summary.bytes = bytes;
    progress(Progress { records: summary.counts.records(), bytes });
    Ok(summary)
}
