//! What must hold, whatever happened.

use std::collections::{HashMap, HashSet};

use afterword_core::Person;
use afterword_engine::{Class, Engine, NotTaken, Outcome, Outgoing};
use afterword_store::Head;

use super::{ACCOUNTS, Run};
use crate::world::{TERMINAL, ok, parts, vault};

impl Run {
    /// What must hold of the disk after every life, however it ended.
    pub(super) fn check_disk(&self) {
        let vault = vault(&self.disk);
        let rows = self.disk.rows();
        assert_eq!(rows.overtaken, 0, "two turns of one person at a time");
        let mut heads = HashMap::new();
        let mut heard_at = HashMap::new();
        for turn in &rows.log {
            let before = heads.insert(turn.actor, turn.revision);
            assert_eq!(before, turn.expect, "turns follow one another");
            if turn.expect.is_none() {
                assert!(turn.account.is_some() && turn.key.is_some() && !turn.entries.is_empty());
            }
            if let Some(heard) = turn.heard {
                let twice = heard_at.insert(heard.id, (turn.actor, turn.revision));
                assert!(twice.is_none(), "an event had two effects");
            }
        }
        for (actor, revision) in &heads {
            assert_eq!(rows.heads.get(actor), Some(&Head::At(*revision)));
        }
        for (account, script) in &*self.people.lock().unwrap() {
            let actor = rows.accounts.get(&vault.account_hash(TERMINAL, account));
            // Nobody agreed without being stored, and nobody is stored twice.
            assert!(actor.is_some() || !script.agreed, "{account} agreed and is not here");
            let mut last = 0;
            for (n, revision) in &script.revisions {
                let id = vault.heard_hash(TERMINAL, &format!("{account} {n}"));
                let found = heard_at.get(&id);
                assert_eq!(found, actor.map(|actor| (*actor, *revision)).as_ref(), "{account} {n}");
                assert!(*revision > last, "events of {account} out of order");
                last = *revision;
            }
        }
        assert!(rows.accounts.len() <= ACCOUNTS.len() && rows.heads.len() == rows.accounts.len());
    }

    /// The person in memory is the fold of the journal on the disk. `false` if
    /// the store went away before that could be seen.
    pub(super) async fn check_folds(&self, engine: &Engine) -> bool {
        let fresh = parts(&self.disk, self.disk.sound(), self.clock.clone(), self.post.clone());
        let fresh = ok(Engine::start(fresh).await);
        for account in ACCOUNTS {
            let here = match engine.person(TERMINAL, account).await {
                Err(NotTaken::Stopped(_)) => return false,
                here => ok(here).unwrap(),
            };
            let there = ok(fresh.person(TERMINAL, account).await).unwrap();
            assert!(here == there, "{account} is not the fold of the journal");
            let journal = ok(fresh.export(TERMINAL, account).await).unwrap();
            assert!(Person::fold(here.tag(), &journal) == here, "{account}");
            assert!(journal.is_sorted_by(|a, b| a.revision < b.revision && a.at <= b.at));
        }
        true
    }

    /// Each message of the journal's turns arrived, under one key, in order.
    pub(super) fn check_deliveries(&self) {
        let vault = vault(&self.disk);
        let tries = self.post.tries();
        let mut says = HashMap::new();
        let (mut arrived, mut untold) = (HashSet::new(), Vec::new());
        let mut order: HashMap<&str, Vec<&str>> = HashMap::new();
        for tried in &tries {
            let message = &tried.message;
            if says.contains_key(&message.key) && !message.tried {
                untold.push(message);
            }
            let first = *says.entry(&message.key).or_insert(message);
            let same = Outgoing { tried: first.tried, ..message.clone() };
            assert!(*first == same, "one key, one message");
            if tried.outcome == Outcome::Arrived
                && arrived.insert(&message.key)
                && let Class::Answer { event: Some(event) } = &message.class
            {
                order.entry(&message.to.account).or_default().push(event);
            }
        }
        let rows = self.disk.rows();
        let kept: usize = rows.log.iter().map(|turn| turn.outbox.len()).sum();
        let revision_of = |event: &str| {
            let heard = vault.heard_hash(TERMINAL, event);
            let turn = rows.log.iter().find(|turn| turn.heard.is_some_and(|h| h.id == heard));
            turn.filter(|turn| !turn.outbox.is_empty()).map(|turn| turn.revision)
        };
        for (account, events) in order {
            let revisions: Vec<_> = events.iter().filter_map(|event| revision_of(event)).collect();
            assert!(revisions.is_sorted(), "{account}: {events:?} {revisions:?}");
        }
        // Everybody here agrees before they visit, so only what answers an event
        // can have been said before the yes, where nothing is kept.
        let was_kept = |class: &Class| match class {
            Class::Unprompted | Class::Answer { event: None } => true,
            Class::Answer { event: Some(event) } => revision_of(event).is_some(),
        };
        let untold = untold.into_iter().find(|message| was_kept(&message.class));
        assert!(untold.is_none(), "a courier is told that it may have carried a message before");
        let delivered = says.values().filter(|message| was_kept(&message.class));
        let delivered = delivered.filter(|message| arrived.contains(&message.key)).count();
        assert_eq!(delivered, kept, "messages that arrived, messages that were to be said");
    }
}
