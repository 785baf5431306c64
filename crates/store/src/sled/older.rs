//! Rows as older versions kept them, brought to today's form once, on opening.

use super::{
    ahead::KEY,
    layout::{self, Tree, Trees},
    quiet::quietly,
};
use crate::{Heard, HeardHash, Revision};

/// How long an event was with the moment it was heard: ms ‖ hash, of which the first half is kept.
const AGE: usize = 40;

impl Trees {
    /// Events had a row each, found by their hash, besides the one that tells when they were heard;
    /// now they stand together. Returns how many there were. A damaged page ends it with a report
    /// in the log; the next opening tries again.
    pub(super) fn move_events(&self) -> ::sled::Result<usize> {
        match quietly(|| self.moved()) {
            Ok(moved @ (Ok(_) | Err(::sled::Error::Io(_)))) => moved,
            Ok(Err(_)) | Err(_) => {
                tracing::error!("a page of events is damaged: those from before the last upgrade may be heard twice");
                Ok(0)
            }
        }
    }

    /// Each row goes only once it stands where it belongs, and the revisions last of all.
    fn moved(&self) -> ::sled::Result<usize> {
        let (ages, revisions) = (self.get(Tree::HeardAge), self.get(Tree::Heard));
        if ages.is_empty() && revisions.is_empty() {
            return Ok(0);
        }
        let mut moved = 0;
        for row in ages {
            let (key, value) = row?;
            let mut together = Vec::new();
            for age in std::iter::once(&key[..]).chain(value.chunks(AGE)) {
                if let Some((heard, hash)) = event(age)
                    && let Some(revision) = revisions.get(hash)?
                    && let Ok(revision) = revision[..].try_into()
                {
                    together.push((heard, Revision::from_be_bytes(revision)));
                }
            }
            for together in together.chunks(layout::EVENTS) {
                let (key, value) = layout::events(together);
                self.get(Tree::Events).insert(key, value)?;
            }
            moved += together.len();
            ages.remove(key)?;
        }
        revisions.clear()?;
        // It may hold rows of those trees, and all of it is done.
        self.ahead.remove(KEY)?;
        Ok(moved)
    }
}

fn event(age: &[u8]) -> Option<(Heard, &[u8])> {
    let (at, hash) = age.split_first_chunk()?;
    let at_ms = layout::ms_from(*at);
    Some((Heard { id: HeardHash(*hash.first_chunk()?), at_ms }, hash))
}
