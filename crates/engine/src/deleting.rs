//! A turn that deletes: the journal is written anew under another key, in the
//! same commit, so that what was deleted opens with no key that is kept.

use afterword_core::{Entry, redact};
use afterword_store::{ActorId, OutboxRow, Revision, Turn, Write};

use crate::engine::Inner;
use crate::envelope::{Envelope, PersonKey};
use crate::journal::{Halt, Known};
use crate::turn::{seal, unsealed};

/// A turn and the journal it is the last entry of, under a new key.
pub(crate) struct Rewritten {
    pub(crate) key: PersonKey,
    pub(crate) writes: Vec<Write>,
}

impl Inner {
    /// Seals `turn`, the whole journal and every message that is still to be
    /// delivered under a new key, without what no longer stands. `messages`
    /// seals what the turn itself says. Blocks; runs in the lane of the actor.
    pub(crate) fn rewrite(
        &self,
        known: &Known,
        envelope: Option<Envelope>,
        turn: Turn,
        messages: impl FnOnce(&PersonKey) -> Result<Vec<OutboxRow>, Halt>,
    ) -> Result<Rewritten, Halt> {
        let actor = known.actor;
        let (key, wrapped) = self.vault.new_data_key(actor);
        let key = PersonKey { key, wrapped };
        let (_, _, mut envelopes) = self.read_journal(actor)?;
        envelopes.extend(envelope);
        let entries = sealed(actor, &key, envelopes)?;
        let said = messages(&key)?;
        let mut outbox = self.resealed(known, &key)?;
        outbox.extend(said.iter().cloned());
        let rekey =
            Write::Rekey { actor, expect: turn.revision, entries: entries.clone(), outbox, key: key.wrapped.clone() };
        let last = entries.into_iter().filter(|(revision, _)| *revision == turn.revision).collect();
        let turn = Turn { entries: last, outbox: said, ..turn };
        Ok(Rewritten { key, writes: vec![Write::Turn(Box::new(turn)), rekey] })
    }

    /// What is still to be delivered to somebody, sealed under another key. What
    /// was delivered meanwhile does not come back: the store keeps to the rows it
    /// has. A message that quotes the person can quote what they have just
    /// deleted, so it goes, as does one that cannot be read.
    fn resealed(&self, known: &Known, key: &PersonKey) -> Result<Vec<OutboxRow>, Halt> {
        let mut resealed = Vec::new();
        for row in self.read(self.store.outbox_of(known.actor))? {
            let Ok(message) = known.key.open_message(row.id, &row.sealed) else { continue };
            if !message.quotes() {
                let sealed = key.seal_message(row.id, &message).map_err(unsealed)?;
                resealed.push(OutboxRow { sealed, ..row });
            }
        }
        Ok(resealed)
    }
}

fn sealed(actor: ActorId, key: &PersonKey, envelopes: Vec<Envelope>) -> Result<Vec<(Revision, Vec<u8>)>, Halt> {
    let (from, mut entries): (Vec<_>, Vec<Entry>) = envelopes.into_iter().map(|row| (row.from, row.entry)).unzip();
    redact(&mut entries);
    let envelopes = from.into_iter().zip(entries).map(|(from, entry)| Envelope { from, entry });
    envelopes.map(|envelope| Ok(seal(key, actor, &envelope)?)).collect()
}
