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
            let rows = shorten(self.get(Tree::HeardAge), LONG_AGE, AGE)? + shorten(self.get(Tree::Heard), LONG, HASH)?;
            if rows > 0 {
                // It may hold long ones, and all of it is done.
                self.ahead.remove(KEY)?;
            }
            Ok(rows)
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

/// Goes by rising keys, and a shortened one comes before what it was: so as long as there is
/// anything to do, the last row tells, also after a kill.
fn shorten(rows: &::sled::Tree, from: usize, to: usize) -> ::sled::Result<usize> {
    if rows.last()?.is_none_or(|(key, _)| key.len() != from) {
        return Ok(0);
    }
    let shorter = |bytes: &[u8]| bytes.chunks(from).flat_map(|one| one.iter().take(to).copied()).collect::<Vec<_>>();
    let mut count = 0;
    for row in rows {
        let (key, value) = row?;
        if key.len() == from {
            // The value of a row of ages holds more of what its key is.
            let value = if from == LONG_AGE { shorter(&value) } else { value.to_vec() };
            rows.insert(shorter(&key), value)?;
            rows.remove(key)?;
            count += 1;
        }
    }
    Ok(count)
}
