//! What each write of a batch changes, worked out before sled is touched.
//!
//! A commit is written as finished bytes, and sled's transactions can neither look
//! through a range nor be sure to run only once. So conflicts are found and rows
//! made here, against the trees and what the batch has changed so far.
//! Nobody else writes meanwhile: the store lets one commit in at a time.

use super::draft::Draft;
use super::due::Change;
use super::layout::{self, OUTBOX_HEADER, Tree};
use super::parts;
use crate::{AccountHash, ActorId, Conflict, Error, Head, Heard, OutboxId, OutboxRow, Record, Revision, Turn, Write};

type Answer = Result<(), Conflict>;

impl Draft<'_> {
    /// Adds one write. A conflict is found before the first row is changed, so
    /// a write that loses leaves nothing.
    pub(super) fn write(&mut self, write: &Write) -> Result<Answer, Error> {
        match write {
            Write::Turn(turn) => self.turn(turn),
            Write::Delivered(id) => self.delivered(*id).map(Ok),
            Write::Retry { id, not_before_ms } => self.retry(*id, *not_before_ms).map(Ok),
            Write::Rekey { actor, expect, entries, outbox, key } => {
                fits(*actor, None, *expect, entries, outbox)?;
                let head = self.head(*actor)?;
                if head != Some(Head::At(*expect)) {
                    return Ok(Err(Conflict::Head(head)));
                }
                let outbox = self.still_waiting(outbox)?;
                self.drop_all(Tree::Entry, *actor)?;
                self.drop_outbox(*actor)?;
                self.entries(*actor, entries)?;
                self.outbox(&outbox)?;
                self.put(Tree::Key, &actor.0, layout::key_value(key)).map(Ok)
            }
            Write::Erase { actor, accounts } => self.erase(*actor, accounts).map(Ok),
            Write::Wake { actor, at_ms } => {
                let head = self.head(*actor)?;
                if at_ms.is_some() && !matches!(head, Some(Head::At(_))) {
                    return Ok(Err(Conflict::Head(head)));
                }
                self.wake(*actor, *at_ms).map(Ok)
            }
            Write::Meta { name, value } => self.meta(name, value.as_deref()).map(Ok),
            Write::ForgetHeard { before_ms, limit } => self.forget_heard(*before_ms, *limit).map(Ok),
            Write::Rewrap { actor, was, key } => {
                if self.get(Tree::Key, &actor.0)? != Some(layout::key_value(was)) {
                    return Ok(Err(Conflict::Key));
                }
                self.put(Tree::Key, &actor.0, layout::key_value(key)).map(Ok)
            }
            Write::Block { account, blocked: true } => self.put(Tree::Blocked, &account.0, Vec::new()).map(Ok),
            Write::Block { account, blocked: false } => {
                self.delete(Tree::Blocked, &account.0);
                Ok(Ok(()))
            }
            Write::Record(record) => self.record(record).map(Ok),
        }
    }

    fn turn(&mut self, turn: &Turn) -> Result<Answer, Error> {
        fits(turn.actor, Some(turn.expect.unwrap_or(0)), turn.revision, &turn.entries, &turn.outbox)?;
        if let Some(conflict) = self.conflict(turn)? {
            return Ok(Err(conflict));
        }
        let head = layout::head_value(Head::At(turn.revision));
        self.put(Tree::Head, &turn.actor.0, head)?;
        self.entries(turn.actor, &turn.entries)?;
        self.outbox(&turn.outbox)?;
        self.wake(turn.actor, turn.wake_ms)?;
        if let Some(heard) = turn.heard {
            self.heard(heard, turn.revision)?;
        }
        if let Some(account) = turn.account {
            self.put(Tree::Account, &account.0, turn.actor.0.to_vec())?;
        }
        if let Some(key) = &turn.key {
            self.put(Tree::Key, &turn.actor.0, layout::key_value(key))?;
        }
        Ok(Ok(()))
    }

    /// What was heard before comes first: the head has then moved as well, and
    /// deciding again would say everything twice.
    fn conflict(&self, turn: &Turn) -> Result<Option<Conflict>, Error> {
        if let Some(heard) = turn.heard
            && let Some(value) = self.get(Tree::Heard, &heard.id.0)?
        {
            let revision = layout::revision_from(Tree::Heard, &heard.id.0, &value)?;
            return Ok(Some(Conflict::Heard(revision)));
        }
        let head = self.head(turn.actor)?;
        if head != turn.expect.map(Head::At) {
            return Ok(Some(Conflict::Head(head)));
        }
        if let Some(account) = turn.account
            && let Some(owner) = self.owner(&account)?
            && owner != turn.actor
            // One who was erased, and returns, starts anew.
            && self.head(owner)? != Some(Head::Erased)
        {
            return Ok(Some(Conflict::Account(owner)));
        }
        Ok(None)
    }

    fn record(&mut self, record: &Record) -> Result<(), Error> {
        match record {
            Record::Head { actor, head } => self.put(Tree::Head, &actor.0, layout::head_value(*head)),
            Record::Key { actor, key } => self.put(Tree::Key, &actor.0, layout::key_value(key)),
            Record::Entry { actor, revision, sealed } => self.entry(*actor, *revision, sealed),
            Record::Wake { actor, at_ms } => self.wake(*actor, Some(*at_ms)),
            Record::Outbox(row) => self.message(row),
            Record::Account { account, actor } => self.put(Tree::Account, &account.0, actor.0.to_vec()),
            Record::Blocked(account) => self.put(Tree::Blocked, &account.0, Vec::new()),
            Record::Heard { heard, revision } => self.heard(*heard, *revision),
            Record::Meta { name, value } => self.meta(name, Some(value)),
        }
    }

    fn heard(&mut self, heard: Heard, revision: Revision) -> Result<(), Error> {
        self.aged(heard);
        self.put(Tree::Heard, &heard.id.0, revision.to_be_bytes().to_vec())
    }

    fn erase(&mut self, actor: ActorId, accounts: &[AccountHash]) -> Result<(), Error> {
        self.drop_all(Tree::Entry, actor)?;
        self.drop_outbox(actor)?;
        self.wake(actor, None)?;
        self.delete(Tree::Key, &actor.0);
        for account in accounts {
            if self.owner(account)? == Some(actor) {
                self.delete(Tree::Account, &account.0);
            }
        }
        self.put(Tree::Head, &actor.0, layout::head_value(Head::Erased))
    }

    fn meta(&mut self, name: &str, value: Option<&[u8]>) -> Result<(), Error> {
        match value {
            Some(value) => self.put(Tree::Meta, name.as_bytes(), value.to_vec())?,
            None => self.delete(Tree::Meta, name.as_bytes()),
        }
        Ok(())
    }

    fn entries(&mut self, actor: ActorId, entries: &[(Revision, Vec<u8>)]) -> Result<(), Error> {
        entries.iter().try_for_each(|(revision, sealed)| self.entry(actor, *revision, sealed))
    }

    fn entry(&mut self, actor: ActorId, revision: Revision, sealed: &[u8]) -> Result<(), Error> {
        for (number, part) in (0..).zip(parts::split(&[], sealed)?) {
            self.put(Tree::Entry, &layout::entry_key(actor, revision, number), part)?;
        }
        Ok(())
    }

    fn outbox(&mut self, rows: &[OutboxRow]) -> Result<(), Error> {
        rows.iter().try_for_each(|row| self.message(row))
    }

    fn message(&mut self, row: &OutboxRow) -> Result<(), Error> {
        let header = layout::outbox_header(row.not_before_ms, row.tries);
        for (number, part) in (0..).zip(parts::split(&header, &row.sealed)?) {
            self.put(Tree::Outbox, &layout::outbox_part_key(row.id, number), part)?;
        }
        self.due(Change::Waits(row.not_before_ms, row.id));
        Ok(())
    }

    fn delivered(&mut self, id: OutboxId) -> Result<(), Error> {
        let first = layout::outbox_part_key(id, 0);
        let Some(part) = self.get(Tree::Outbox, &first)? else {
            return Ok(());
        };
        let due = layout::outbox_state(id, &first, &part)?.0;
        self.due(Change::Gone(due, id));
        for number in 0..parts::count(&part).max(1) {
            self.delete(Tree::Outbox, &layout::outbox_part_key(id, number));
        }
        Ok(())
    }

    fn retry(&mut self, id: OutboxId, not_before_ms: i64) -> Result<(), Error> {
        let first = layout::outbox_part_key(id, 0);
        let Some((due, tries)) = self.outbox_state(id)? else {
            return Ok(());
        };
        if let Some(mut part) = self.get(Tree::Outbox, &first)? {
            let header = layout::outbox_header(not_before_ms, tries.saturating_add(1));
            part[parts::COUNT..][..OUTBOX_HEADER].copy_from_slice(&header);
            self.put(Tree::Outbox, &first, part)?;
        }
        self.due(Change::Gone(due, id));
        self.due(Change::Waits(not_before_ms, id));
        Ok(())
    }

    /// Those of these messages that are still there, due and tried as they are
    /// now: between the reading and the writing, some may have been delivered.
    fn still_waiting(&self, rows: &[OutboxRow]) -> Result<Vec<OutboxRow>, Error> {
        let mut waiting = Vec::new();
        for row in rows {
            if let Some((not_before_ms, tries)) = self.outbox_state(row.id)? {
                waiting.push(OutboxRow { not_before_ms, tries, ..row.clone() });
            }
        }
        Ok(waiting)
    }

    /// When a message is due, and how often it was tried; `None` once it is gone.
    fn outbox_state(&self, id: OutboxId) -> Result<Option<(i64, u32)>, Error> {
        let key = layout::outbox_part_key(id, 0);
        self.get(Tree::Outbox, &key)?.map(|part| layout::outbox_state(id, &key, &part)).transpose()
    }

    fn wake(&mut self, actor: ActorId, at_ms: Option<i64>) -> Result<(), Error> {
        if let Some(old) = self.get(Tree::Wake, &actor.0)? {
            let old = layout::wake_from_value(actor, &old)?;
            if at_ms == Some(old) {
                return Ok(()); // As in most turns; a row left alone is a page not written.
            }
            self.delete(Tree::WakeDue, &layout::wake_due_key(old, actor));
            self.delete(Tree::Wake, &actor.0);
        }
        if let Some(at) = at_ms {
            self.put(Tree::Wake, &actor.0, layout::ms_bytes(at).to_vec())?;
            self.put(Tree::WakeDue, &layout::wake_due_key(at, actor), Vec::new())?;
        }
        Ok(())
    }

    fn forget_heard(&mut self, before_ms: i64, limit: usize) -> Result<(), Error> {
        self.keep_ages()?;
        let before = layout::ms_bytes(before_ms);
        let mut left = limit;
        for row in self.keys_between(Tree::HeardAge, Vec::new(), &before, limit)? {
            let Some(value) = self.get(Tree::HeardAge, &row)?.filter(|_| left > 0) else {
                break;
            };
            for heard in layout::heard_from_age(&row, &value)? {
                if heard.at_ms < before_ms && left > 0 {
                    self.delete(Tree::Heard, &heard.id.0);
                    left -= 1;
                } else {
                    self.aged(heard);
                }
            }
            self.delete(Tree::HeardAge, &row);
        }
        self.keep_ages()
    }

    fn drop_all(&mut self, tree: Tree, actor: ActorId) -> Result<(), Error> {
        for key in self.keys_starting_with(tree, &actor.0)? {
            self.delete(tree, &key);
        }
        Ok(())
    }

    fn drop_outbox(&mut self, actor: ActorId) -> Result<(), Error> {
        self.due(Change::NoneOf(actor));
        self.drop_all(Tree::Outbox, actor)
    }

    fn head(&self, actor: ActorId) -> Result<Option<Head>, Error> {
        self.get(Tree::Head, &actor.0)?.map(|value| layout::head_from(&actor.0, &value)).transpose()
    }

    fn owner(&self, account: &AccountHash) -> Result<Option<ActorId>, Error> {
        self.get(Tree::Account, &account.0)?
            .map(|value| layout::actor_from(Tree::Account, &account.0, &value))
            .transpose()
    }
}

/// Refuses what would overwrite another turn's rows. `above` is the revision
/// that everything has to lie above, `None` for no such bound.
fn fits(
    actor: ActorId,
    above: Option<Revision>,
    upto: Revision,
    entries: &[(Revision, Vec<u8>)],
    outbox: &[OutboxRow],
) -> Result<(), Error> {
    let inside = |revision: Revision| above.is_none_or(|low| low < revision) && revision <= upto;
    if !inside(upto) {
        return Err(Error::Layout(format!("a turn of {actor} that leads to revision {upto}, which is not new")));
    }
    if !entries.is_sorted_by(|a, b| a.0 < b.0) || !entries.iter().all(|(r, _)| inside(*r)) {
        return Err(Error::Layout(format!("entries of {actor} that do not rise towards revision {upto}")));
    }
    if let Some(row) = outbox.iter().find(|row| row.id.actor != actor || !inside(row.id.revision)) {
        return Err(Error::Layout(format!("message {:?} in a turn of {actor} at revision {upto}", row.id)));
    }
    Ok(())
}
