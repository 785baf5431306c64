//! Something a person did that the bot is asked about.

use super::{id::Id, log::Acknowledged, rest::Refusal, world::World};
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use std::time::Instant;
use tokio::sync::oneshot;

/// How long the bot has for its first word.
pub(crate) const FIRST_WORD: SignedDuration = SignedDuration::from_secs(3);
/// How long it may go on with the token.
pub(crate) const TOKEN_LIVES: SignedDuration = SignedDuration::from_mins(15);

pub(crate) struct Interaction {
    pub(crate) id: Id,
    pub(crate) token: String,
    pub(crate) user: Id,
    pub(crate) channel: Id,
    pub(crate) kind: Sort,
    /// The message whose component was used.
    pub(crate) source: Option<Id>,
    pub(crate) at: Timestamp,
    pub(crate) began: Instant,
    /// The type of its callback, once it has one.
    pub(crate) answered: Option<u64>,
    /// What `@original` is.
    pub(crate) original: Option<Id>,
    /// The person who waits for the first word.
    pub(crate) waiting: Option<oneshot::Sender<Reaction>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    Command,
    Component,
    Autocomplete,
    Modal,
}

impl Sort {
    pub(crate) fn number(self) -> u8 {
        match self {
            Self::Command => 2,
            Self::Component => 3,
            Self::Autocomplete => 4,
            Self::Modal => 5,
        }
    }
}

/// What a person's client is told as the first word.
#[derive(Clone, Debug)]
pub(crate) struct Reaction {
    pub(crate) kind: u64,
    /// The modal or the choices; nothing for what is seen as a message.
    pub(crate) data: Value,
}

impl Interaction {
    /// Which types of callback this kind of interaction takes.
    pub(crate) fn takes(&self, kind: u64) -> bool {
        match self.kind {
            Sort::Command => matches!(kind, 4 | 5 | 9),
            Sort::Component => matches!(kind, 4 | 5 | 6 | 7 | 9),
            Sort::Autocomplete => kind == 8,
            Sort::Modal => matches!(kind, 4 | 5) || self.source.is_some() && matches!(kind, 6 | 7),
        }
    }
}

impl World {
    /// The interaction that waits for its first word, if it still may have one.
    pub(crate) fn unanswered(&self, id: Id, token: &str) -> Result<&Interaction, Refusal> {
        let unknown = || Refusal::new(404, 10_062, "Unknown interaction");
        let interaction = self.interactions.get(&id).filter(|known| known.token == token).ok_or_else(unknown)?;
        if interaction.answered.is_some() {
            return Err(Refusal::new(400, 40_060, "Interaction has already been acknowledged."));
        }
        if self.now().duration_since(interaction.at) > FIRST_WORD {
            return Err(unknown());
        }
        Ok(interaction)
    }

    /// The interaction whose answer can be edited or followed up with this token.
    pub(crate) fn answered(&self, application: Id, token: &str) -> Result<&Interaction, Refusal> {
        let known = self.tokens.get(token).and_then(|id| self.interactions.get(id));
        let Some(interaction) = known.filter(|_| application == self.application.id) else {
            return Err(Refusal::new(404, 10_015, "Unknown Webhook"));
        };
        if self.now().duration_since(interaction.at) > TOKEN_LIVES {
            return Err(Refusal::new(401, 50_027, "Invalid Webhook Token"));
        }
        if interaction.answered.is_none() {
            return Err(Refusal::new(404, 10_015, "Unknown Webhook"));
        }
        Ok(interaction)
    }

    /// Notes the first word and tells the person who waits for it.
    pub(crate) fn acknowledge(&mut self, id: Id, kind: u64, original: Option<Id>, data: &Value) {
        let now = self.now();
        let interaction = self.interactions.get_mut(&id).expect("it was looked up for this callback");
        interaction.answered = Some(kind);
        interaction.original = original;
        self.acknowledged.push(Acknowledged {
            interaction: id,
            user: interaction.user,
            kind,
            after: now.duration_since(interaction.at),
            took: interaction.began.elapsed(),
        });
        if let Some(waiting) = interaction.waiting.take() {
            let data = if matches!(kind, 8 | 9) { data.clone() } else { Value::Null };
            // Somebody who stopped waiting is told nothing, and that is all.
            drop(waiting.send(Reaction { kind, data }));
        }
    }
}
