//! What is sealed into a row: an entry with where it came from, or a message.
//!
//! Rows of communities bear other names than those of people, so that each says which it is.

use afterword_core::community::{self, Act, Tell};
use afterword_core::{Entry, Say, entry};
use afterword_store::seal::{DataKey, entry_row, outbox_row};
use afterword_store::{ActorId, OutboxId, Revision, WrappedKey};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use crate::courier::{Item, Letter};
use crate::packing::{is_newer, pack, unpack};
use crate::{Address, Class, Errand, Outgoing, SetAside};

const ENTRY: &str = "entry";
const OUTBOX: &str = "outbox";
/// The format of what is said, and of what is to be done or told.
const MESSAGE_FORMAT: u16 = 1;
const ERRAND_FORMAT: u16 = 2;

/// The key of one person, open, and as it was wrapped when it was read.
pub(crate) struct PersonKey {
    pub(crate) key: DataKey,
    pub(crate) wrapped: WrappedKey,
}

/// One row of a journal.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Envelope {
    /// The account it came from, where that is another than before; `None` also where its time
    /// had come. The newest one is where the person is written to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) from: Option<Address>,
    pub(crate) entry: Entry,
}

/// One row of the journal of a community.
#[derive(Clone, Serialize)]
pub(crate) struct Minutes {
    /// The community it came from; `None` where its time had come.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) from: Option<Address>,
    #[serde(rename = "community")]
    pub(crate) entry: community::Entry,
}

/// One row of a journal, whosever it is.
pub(crate) enum Row {
    Person(Envelope),
    Community(Minutes),
}

impl Row {
    /// Where it came from.
    pub(crate) fn from(&self) -> Option<&Address> {
        match self {
            Self::Person(row) => row.from.as_ref(),
            Self::Community(row) => row.from.as_ref(),
        }
    }

    fn v_and_revision(&self) -> (u16, u16, u32) {
        match self {
            Self::Person(row) => (row.entry.v, entry::FORMAT, row.entry.revision),
            Self::Community(row) => (row.entry.v, community::FORMAT, row.entry.revision),
        }
    }
}

/// One row of a journal, as it is read.
#[derive(Deserialize)]
struct ReadRow {
    #[serde(default)]
    from: Option<Address>,
    entry: Option<Entry>,
    community: Option<community::Entry>,
}

/// One row of the outbox, as it is written.
#[derive(Serialize)]
struct Written<'a, T> {
    v: u16,
    to: &'a Address,
    #[serde(flatten)]
    what: T,
    class: &'a Class,
}

/// What it is about, as it is written.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum What<'a> {
    Say(&'a Say),
    Act(&'a Act),
    Tell(&'a Tell),
}

/// One row of the outbox, as it is read.
#[derive(Deserialize)]
struct Message {
    v: u16,
    to: Address,
    say: Option<Say>,
    act: Option<Act>,
    tell: Option<Tell>,
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
        Ok((revision, self.seal_packed(&entry_row(actor, revision), envelope)?))
    }

    /// Seals one row of the journal of a community.
    pub(crate) fn seal_minutes(
        &self,
        actor: ActorId,
        minutes: &Minutes,
    ) -> Result<(Revision, Vec<u8>), serde_json::Error> {
        let revision = Revision::from(minutes.entry.revision);
        Ok((revision, self.seal_packed(&entry_row(actor, revision), minutes)?))
    }

    /// Opens one row of a journal.
    pub(crate) fn open_entry(&self, actor: ActorId, revision: Revision, sealed: &[u8]) -> Result<Row, SetAside> {
        let row = entry_row(actor, revision);
        let aside = |why| SetAside::new(ENTRY, &row, why);
        let plain = self.open_packed(&row, sealed)?;
        // What serde says about a row can quote what is in it, so it goes no further.
        let read: ReadRow = serde_json::from_slice(&plain).map_err(|_| aside(unreadable(&plain)))?;
        let read = match read {
            ReadRow { from, entry: Some(entry), community: None } => Row::Person(Envelope { from, entry }),
            ReadRow { from, entry: None, community: Some(entry) } => Row::Community(Minutes { from, entry }),
            _ => return Err(aside(unreadable(&plain))),
        };
        let (v, known, found) = read.v_and_revision();
        if v > known {
            return Err(aside(TOO_NEW));
        }
        if Revision::from(found) != revision {
            return Err(aside("holds the entry of another turn; restore the newest backup"));
        }
        Ok(read)
    }

    /// Seals a message.
    pub(crate) fn seal_message(&self, id: OutboxId, item: &Item) -> Result<Vec<u8>, serde_json::Error> {
        let (v, to, what, class) = match item {
            Item::Say(Outgoing { to, say, class, .. }) => (MESSAGE_FORMAT, to, What::Say(say), class),
            Item::Act(Errand { to, act, class, .. }) => (ERRAND_FORMAT, to, What::Act(act), class),
            Item::Tell(Letter { from, tell, .. }) => (ERRAND_FORMAT, from, What::Tell(tell), &Class::Unprompted),
        };
        // Not packed: it is gone as soon as it has arrived.
        let plain = serde_json::to_vec(&Written { v, to, what, class })?;
        Ok(self.key.seal(OUTBOX, &outbox_row(id), self.wrapped.epoch, &plain))
    }

    /// Opens a message, ready to be handed to a courier.
    pub(crate) fn open_message(&self, id: OutboxId, sealed: &[u8]) -> Result<Item, SetAside> {
        let row = outbox_row(id);
        let aside = |why| SetAside::new(OUTBOX, &row, why);
        let plain = self.key.open(OUTBOX, &row, sealed).map_err(|_| aside(DOES_NOT_OPEN))?;
        let message: Message = serde_json::from_slice(&plain).map_err(|_| aside("is not a message"))?;
        if message.v > ERRAND_FORMAT {
            return Err(aside(TOO_NEW));
        }
        match message {
            Message { to, say: Some(say), act: None, tell: None, class, .. } => Ok(saying(id, to, say, class)),
            Message { to, say: None, act: Some(act), tell: None, class, .. } => Ok(doing(id, to, act, class)),
            Message { to, say: None, act: None, tell: Some(tell), .. } => Ok(telling(id, to, tell)),
            _ => Err(aside("is not a message")),
        }
    }

    fn seal_packed(&self, row: &[u8], value: &impl Serialize) -> Result<Vec<u8>, serde_json::Error> {
        let packed = pack(serde_json::to_vec(value)?);
        Ok(self.key.seal(ENTRY, row, self.wrapped.epoch, &packed))
    }

    fn open_packed(&self, row: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, SetAside> {
        let aside = |why| SetAside::new(ENTRY, row, why);
        let packed = self.key.open(ENTRY, row, sealed).map_err(|_| aside(DOES_NOT_OPEN))?;
        if is_newer(&packed) {
            return Err(aside(TOO_NEW));
        }
        unpack(packed).ok_or_else(|| aside("opens, and is damaged within; restore the newest backup"))
    }
}

/// Something said, ready to be handed to a courier.
pub(crate) fn saying(id: OutboxId, to: Address, say: Say, class: Class) -> Item {
    Item::Say(Outgoing { to, key: message_key(&outbox_row(id)), say, class, tried: false })
}

/// Something to be done, ready to be handed to a courier.
pub(crate) fn doing(id: OutboxId, to: Address, act: Act, class: Class) -> Item {
    Item::Act(Errand { to, key: message_key(&outbox_row(id)), act, class, tried: false })
}

/// Something that a community is told.
pub(crate) fn telling(id: OutboxId, from: Address, tell: Tell) -> Item {
    Item::Tell(Letter { from, key: message_key(&outbox_row(id)), tell })
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
        entry: Option<ProbeEntry>,
        community: Option<ProbeEntry>,
    }
    #[derive(Deserialize)]
    struct ProbeEntry {
        v: u16,
    }
    const NOTHING: &str = "is not an entry; restore the newest backup, or erase that one person";
    match serde_json::from_slice::<Probe>(plain) {
        Ok(Probe { entry: Some(probe), .. }) if probe.v > entry::FORMAT => TOO_NEW,
        Ok(Probe { community: Some(probe), .. }) if probe.v > community::FORMAT => TOO_NEW,
        Ok(Probe { entry: None, community: None }) | Err(_) => NOTHING,
        Ok(_) => {
            "holds a fact of a kind that this version does not know; start the version that wrote it again, nothing was changed"
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use afterword_store::seal::{KeysFolder, Vault};
    use afterword_store::sled::{SledOptions, SledStore};

    #[test]
    fn what_is_said_is_written_as_it_was_before_there_were_communities() {
        let to = Address { platform: "terminal".to_owned(), account: "anna".to_owned() };
        let say = Say { blocks: Vec::new(), ask: None, attachment: None };
        let written = Written { v: MESSAGE_FORMAT, to: &to, what: What::Say(&say), class: &Class::Unprompted };
        let before =
            r#"{"v":1,"to":{"platform":"terminal","account":"anna"},"say":{"blocks":[]},"class":"unprompted"}"#;
        assert_eq!(serde_json::to_string(&written).unwrap(), before);
    }

    #[test]
    fn an_entry_from_before_there_was_packing_opens_and_one_of_a_newer_form_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let options = SledOptions { allow_any_filesystem: true, reserve_bytes: 0, ..SledOptions::default() };
        let Ok(store) = SledStore::open(&folder.path().join("data"), options) else { panic!("it opens") };
        let vault = Vault::open_or_create(&KeysFolder::program(folder.path().join("keys")), &store).unwrap();
        let (actor, at) = (ActorId([7; 16]), "2026-12-01T15:00:00");
        let (key, wrapped) = vault.new_data_key(actor);
        let key = PersonKey { key, wrapped };
        let plain = format!(r#"{{"entry":{{"v":1,"revision":3,"at":"{at}Z","local":"{at}","facts":["agreed"]}}}}"#);
        let sealed = key.key.seal(ENTRY, &entry_row(actor, 3), key.wrapped.epoch, plain.as_bytes());
        let Ok(Row::Person(envelope)) = key.open_entry(actor, 3, &sealed) else { panic!("it opens") };
        let Ok((3, packed)) = key.seal_entry(actor, &envelope) else { panic!("it is sealed") };
        assert!(packed.len() < sealed.len());
        let Ok(Row::Person(again)) = key.open_entry(actor, 3, &packed) else { panic!("it opens") };
        assert!(again.entry == envelope.entry && again.from.is_none());

        let newer = key.key.seal(ENTRY, &entry_row(actor, 3), key.wrapped.epoch, &[2, 1, 2, 3]);
        let Err(aside) = key.open_entry(actor, 3, &newer) else { panic!("it is not understood") };
        assert_eq!(aside.why, TOO_NEW);
    }

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
        assert_eq!(why(r#"{"community":{"v":2,"moods":[]}}"#), TOO_NEW);
        assert!(why(r#"{"community":{"v":1,"facts":[{"danced":1}]}}"#).contains("does not know"));
        assert!(why("[]").contains("is not an entry"));
        assert!(why("{}").contains("is not an entry"));
    }
}
