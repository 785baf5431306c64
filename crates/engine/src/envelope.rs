//! What is sealed into a row: an entry with where it came from, or a message.

use afterword_core::{Entry, Say, entry};
use afterword_store::seal::{DataKey, entry_row, outbox_row};
use afterword_store::{ActorId, OutboxId, Revision, WrappedKey};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::{Address, Class, Outgoing, SetAside};

const ENTRY: &str = "entry";
const OUTBOX: &str = "outbox";
const MESSAGE_FORMAT: u16 = 1;

/// The key of one person, open, and as it was wrapped when it was read.
pub(crate) struct PersonKey {
    pub(crate) key: DataKey,
    pub(crate) wrapped: WrappedKey,
}

/// One row of a journal.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Envelope {
    /// The account it came from; `None` where its time had come. The newest
    /// one is where the person is written to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) from: Option<Address>,
    pub(crate) entry: Entry,
}

/// One row of the outbox, as it is written.
#[derive(Serialize)]
struct Written<'a> {
    v: u16,
    to: &'a Address,
    say: &'a Say,
    class: &'a Class,
}

/// One row of the outbox, as it is read.
#[derive(Deserialize)]
struct Message {
    v: u16,
    to: Address,
    say: Say,
    class: Class,
}

impl PersonKey {
    /// Seals one row of the journal.
    pub(crate) fn seal_entry(
        &self,
        actor: ActorId,
        envelope: &Envelope,
    ) -> Result<(Revision, Vec<u8>), serde_json::Error> {
        let revision = Revision::from(envelope.entry.revision);
        let plain = serde_json::to_vec(envelope)?;
        let sealed = self.key.seal(ENTRY, &entry_row(actor, revision), self.wrapped.epoch, &plain);
        Ok((revision, sealed))
    }

    /// Opens one row of the journal.
    pub(crate) fn open_entry(&self, actor: ActorId, revision: Revision, sealed: &[u8]) -> Result<Envelope, SetAside> {
        let row = entry_row(actor, revision);
        let aside = |why| SetAside::new(ENTRY, &row, why);
        let plain = self.key.open(ENTRY, &row, sealed).map_err(|_| aside(DOES_NOT_OPEN))?;
        // What serde says about a row can quote what is in it, so it goes no further.
        let envelope: Envelope = serde_json::from_slice(&plain).map_err(|_| aside(unreadable(&plain)))?;
        if envelope.entry.v > entry::FORMAT {
            return Err(aside(TOO_NEW));
        }
        if Revision::from(envelope.entry.revision) != revision {
            return Err(aside("holds the entry of another turn; restore the newest backup"));
        }
        Ok(envelope)
    }

    /// Seals a message.
    pub(crate) fn seal_message(&self, id: OutboxId, message: &Outgoing) -> Result<Vec<u8>, serde_json::Error> {
        let Outgoing { to, say, class, key: _, tried: _ } = message;
        let plain = serde_json::to_vec(&Written { v: MESSAGE_FORMAT, to, say, class })?;
        Ok(self.key.seal(OUTBOX, &outbox_row(id), self.wrapped.epoch, &plain))
    }

    /// Opens a message, ready to be handed to a courier.
    pub(crate) fn open_message(&self, id: OutboxId, sealed: &[u8]) -> Result<Outgoing, SetAside> {
        let row = outbox_row(id);
        let aside = |why| SetAside::new(OUTBOX, &row, why);
        let plain = self.key.open(OUTBOX, &row, sealed).map_err(|_| aside(DOES_NOT_OPEN))?;
        let message: Message = serde_json::from_slice(&plain).map_err(|_| aside("is not a message"))?;
        if message.v > MESSAGE_FORMAT {
            return Err(aside(TOO_NEW));
        }
        let Message { to, say, class, .. } = message;
        Ok(outgoing(id, to, say, class))
    }
}

/// A message, ready to be handed to a courier.
pub(crate) fn outgoing(id: OutboxId, to: Address, say: Say, class: Class) -> Outgoing {
    Outgoing { to, key: message_key(&outbox_row(id)), say, class, tried: false }
}

/// The idempotency key of a message, from what names it: 24 characters of
/// `a-z2-7`, so that it fits Discord's nonce (25). It is a hash, since the
/// platform sees it and has no business knowing our actor ids.
pub(crate) fn message_key(name: &[u8]) -> String {
    let hash = Sha256::new().chain_update(b"afterword message 1").chain_update(name).finalize();
    // 24 characters of five bits are the first 15 bytes.
    let digit = |at: usize| {
        let (byte, bit) = (at * 5 / 8, at * 5 % 8);
        let pair = u16::from_be_bytes([hash[byte], hash[byte + 1]]);
        char::from(b"abcdefghijklmnopqrstuvwxyz234567"[usize::from(pair >> (11 - bit) & 31)])
    };
    (0..24).map(digit).collect()
}

impl SetAside {
    pub(crate) fn new(tree: &'static str, row: &[u8], why: &'static str) -> Self {
        let row = row.iter().map(|byte| format!("{byte:02x}")).collect();
        Self { tree, row, why }
    }

    /// A row that the store itself cannot read.
    pub(crate) fn unreadable(tree: &'static str, row: String) -> Self {
        let why = "cannot be read; restore the newest backup, or erase that one person";
        Self { tree, row, why }
    }
}

const DOES_NOT_OPEN: &str = "does not open with this person's key; restore the newest backup, or erase that one person";
const TOO_NEW: &str = "was written by a newer version; start that version again, nothing was changed";

/// Why an entry that opened was not understood.
fn unreadable(plain: &[u8]) -> &'static str {
    #[derive(Deserialize)]
    struct Probe {
        entry: ProbeEntry,
    }
    #[derive(Deserialize)]
    struct ProbeEntry {
        v: u16,
    }
    match serde_json::from_slice::<Probe>(plain) {
        Ok(probe) if probe.entry.v > entry::FORMAT => TOO_NEW,
        Ok(_) => {
            "holds a fact of a kind that this version does not know; start the version that wrote it again, nothing was changed"
        }
        Err(_) => "is not an entry; restore the newest backup, or erase that one person",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_key_is_short_fixed_and_its_own() {
        let id = OutboxId { actor: ActorId([7; 16]), revision: 3, n: 0 };
        let key = message_key(&outbox_row(id));
        assert_eq!(key, message_key(&outbox_row(id)));
        assert_eq!(key.len(), 24);
        assert!(key.chars().all(|c| matches!(c, 'a'..='z' | '2'..='7')), "{key}");
        assert_ne!(key, message_key(&outbox_row(OutboxId { n: 1, ..id })));
        assert_ne!(key, message_key(&outbox_row(OutboxId { revision: 4, ..id })));
    }

    #[test]
    fn what_cannot_be_read_says_what_to_do() {
        let why = |json: &str| unreadable(json.as_bytes());
        assert_eq!(why(r#"{"entry":{"v":2,"moods":[]}}"#), TOO_NEW);
        assert!(why(r#"{"entry":{"v":1,"facts":[{"danced":1}]}}"#).contains("does not know"));
        assert!(why("[]").contains("is not an entry"));
    }
}
