//! Looking at a community.

use super::{Audited, Community, Customs, Run, Series, Share, Stage, Suggestion};
use crate::{
    Id, Settings, Zone,
    community::{Cause, NewPrompt, Step, Trouble},
};
use jiff::Timestamp;
use std::{collections::BTreeSet, sync::Arc};

impl Community {
    /// The low 24 bits of its actor id; ids are minted from it.
    #[must_use]
    pub fn tag(&self) -> u32 {
        self.tag
    }

    /// The turn of the last entry.
    #[must_use]
    pub fn revision(&self) -> u32 {
        self.revision
    }

    /// The moment of the last entry.
    #[must_use]
    pub fn last_at(&self) -> Timestamp {
        self.last_at
    }

    /// Whether a moderator has spoken; until then nothing may be stored.
    #[must_use]
    pub fn founded(&self) -> bool {
        self.founded
    }

    /// What it decided about itself.
    #[must_use]
    pub fn customs(&self) -> &Customs {
        &self.customs
    }

    /// All series, oldest first.
    pub fn series(&self) -> impl Iterator<Item = &Series> {
        self.series.values().map(Arc::as_ref)
    }

    /// One series.
    #[must_use]
    pub fn one_series(&self, series: Id) -> Option<&Series> {
        self.series.get(&series).map(Arc::as_ref)
    }

    /// Its own prompts, oldest first.
    pub fn prompts(&self) -> impl Iterator<Item = (Id, &NewPrompt)> {
        self.prompts.iter().map(|(id, prompt)| (*id, prompt))
    }

    /// A run, as long as it is kept at hand.
    #[must_use]
    pub fn run(&self, run: Id) -> Option<&Run> {
        self.runs.get(&run)
    }

    /// All runs at hand, oldest first.
    pub fn runs(&self) -> impl DoubleEndedIterator<Item = &Run> {
        self.runs.values()
    }

    /// The run whose post has this id on the platform, for a command or a reaction under it.
    #[must_use]
    pub fn run_at(&self, message: &str) -> Option<&Run> {
        self.runs().rev().find(|run| matches!(&run.stage, Stage::Posted(posted) if posted == message))
    }

    /// Suggestions that wait, oldest first.
    pub fn suggestions(&self) -> impl Iterator<Item = &Suggestion> {
        self.suggestions.values()
    }

    /// What was shared under a post.
    #[must_use]
    pub fn share(&self, share: Id) -> Option<&Share> {
        self.shares.get(&share)
    }

    /// What cannot be done.
    #[must_use]
    pub fn troubles(&self) -> &BTreeSet<Cause> {
        &self.troubles
    }

    /// The audit log, newest first.
    pub fn audit(&self) -> impl Iterator<Item = &Audited> {
        self.audit.values().rev()
    }

    /// The name of its zone: its own, else the operator's.
    #[must_use]
    pub fn zone_name<'a>(&'a self, settings: &'a Settings) -> &'a str {
        self.customs.zone.as_deref().unwrap_or(&settings.zone)
    }

    /// Its zone; UTC where the data no longer knows it.
    #[must_use]
    pub fn zone(&self, settings: &Settings) -> Zone {
        Zone::or_utc(self.zone_name(settings))
    }

    /// Whether a series waits for a channel that is gone. It is looked at again when it is changed or resumed.
    #[must_use]
    pub fn waits_for_channel(&self, series: Id) -> bool {
        let gone = Cause { series: Some(series), step: Step::Post, trouble: Trouble::ChannelGone };
        self.troubles.contains(&gone)
    }
}
