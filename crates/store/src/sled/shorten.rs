//! Hashes of events as older versions kept them, twice as long: shortened once, on opening.

use super::{
    ahead::KEY,
    layout::{AGE, HASH, Tree, Trees},
    quiet::quietly,
};

/// How long they were.
const LONG: usize = 32;
/// How long one was with the moment it was heard.
const LONG_AGE: usize = LONG + AGE - HASH;

impl Trees {
    /// Shortens what is still long, and returns how many rows that was. A damaged page ends it
    /// with a report in the log; the next opening tries again.
    pub(super) fn shorten_heard(&self) -> ::sled::Result<usize> {
        let shorten = || {
            let (ages, events) = (self.get(Tree::HeardAge), self.get(Tree::Heard));
            if is_long(ages, LONG_AGE)? || is_long(events, LONG)? {
                // All of the last commit is done. After a kill it would put back what is short by then.
                self.ahead.remove(KEY)?;
            }
            Ok(shorten(ages, LONG_AGE, AGE)? + shorten(events, LONG, HASH)?)
        };
        match quietly(shorten) {
            Ok(shortened @ (Ok(_) | Err(::sled::Error::Io(_)))) => shortened,
            Ok(Err(_)) | Err(_) => {
                tracing::error!("a page of events is damaged: those from before the last upgrade may be heard twice");
                Ok(0)
            }
        }
    }
}

/// Whether anything is left to be shortened. That goes by rising keys, and a shortened one comes
/// before what it was: so the last row tells, also after a kill.
fn is_long(rows: &::sled::Tree, from: usize) -> ::sled::Result<bool> {
    Ok(rows.last()?.is_some_and(|(key, _)| key.len() == from))
}

/// Shortens keys, and values that hold more of what the key is; a revision is short anyway.
fn shorten(rows: &::sled::Tree, from: usize, to: usize) -> ::sled::Result<usize> {
    if !is_long(rows, from)? {
        return Ok(0);
    }
    let shorter = |bytes: &[u8]| bytes.chunks(from).flat_map(|one| one.iter().take(to).copied()).collect::<Vec<_>>();
    let mut count = 0;
    for row in rows {
        let (key, value) = row?;
        if key.len() == from {
            rows.insert(shorter(&key), shorter(&value))?;
            rows.remove(key)?;
            count += 1;
        }
    }
    Ok(count)
}
