//! Messages that people take back or change on their platform: what they had told is found by
//! the name of their event, as long as it is remembered.

use afterword_core::{
    Event, Fact,
    event::{Given, What as Told},
};

use crate::What;
use crate::engine::Inner;
use crate::happened::Happened;
use crate::journal::{Halt, Known};

impl Inner {
    /// What such an event means to the core; `None` for any other. Blocks.
    pub(crate) fn looked_back(
        &self,
        known: &Known,
        happened: &Happened,
        platform: &str,
    ) -> Result<Option<Event>, Halt> {
        let Happened::Inbound(inbound, _) = happened else { return Ok(None) };
        let (of, text) = match &inbound.what {
            What::Removed { of } => (of, None),
            What::Edited { of, text } => (of, Some(text)),
            _ => return Ok(None),
        };
        let given = self.given(known, &inbound.platform, of)?;
        let Some(text) = text else { return Ok(Some(Event::Removed(given))) };
        let given = given.unwrap_or_default();
        let person = known.person()?;
        let now = self.clock.now().max(person.last_at());
        let ask = afterword_core::ask_before(person, &given, &self.context(now, platform));
        let local = person.zone(&self.settings).local(now);
        let meaning = self.ear.understand(text.reveal(), ask.as_ref(), local, &self.settings);
        Ok(Some(Event::Edited { given, meaning, said: text.clone() }))
    }

    /// What the event of that name had told; `None` where it is not known.
    fn given(&self, known: &Known, platform: &str, event: &str) -> Result<Option<Vec<Given>>, Halt> {
        let heard = self.vault.heard_hash(platform, event);
        let Some(revision) = self.read(self.store.heard(&heard))? else { return Ok(None) };
        let (_, _, journal) = self.read_journal(known.actor)?;
        let turn = journal.into_iter().map(|row| row.entry).find(|entry| u64::from(entry.revision) == revision);
        // It only said something.
        let Some(entry) = turn else { return Ok(Some(Vec::new())) };
        let at = entry.at;
        let given = entry.facts.into_iter().filter_map(|fact| match fact {
            Fact::Answered { talk, question, .. } => Some(Given { talk, what: Told::Answer(question), at }),
            Fact::ItemAdded { talk, item, .. } | Fact::ItemChanged { talk, item, .. } => {
                Some(Given { talk, what: Told::Item(item), at })
            }
            _ => None,
        });
        Ok(Some(given.collect()))
    }
}
