//! What moderators call a series, a prompt, a suggestion, a channel.

use super::Reading;
use crate::understand::{Reader, key::Key};
use afterword_core::{Answer, Id, Private, community::Series, say::Block, wording as say};
use std::collections::BTreeSet;

impl Reading<'_> {
    /// A series by its name, by the beginning of that, or by its short name; the only one by nothing.
    pub(super) fn series(&self, text: &str) -> Result<Id, Block> {
        self.one_series(text).map(|series| series.id)
    }

    pub(super) fn one_series(&self, text: &str) -> Result<&Series, Block> {
        let text = unquoted(text);
        let all: Vec<&Series> = self.view.community.series().collect();
        let wanted = Key::of(text);
        let is = |series: &Series| Key::of(series.plan.name.reveal());
        let short = |series: &&&Series| series.id.short() == text.trim_start_matches('#');
        let exact: Vec<&Series> = all.iter().filter(|series| is(series) == wanted).copied().collect();
        let found = match (exact.is_empty(), text.is_empty()) {
            (_, true) => all.clone(),
            (false, _) => exact,
            (true, _) => {
                let begins = |series: &&&Series| is(series).starts_with(&wanted) && !wanted.is_empty();
                all.iter().filter(|series| begins(series) || short(series)).copied().collect()
            }
        };
        match *found {
            [one] => Ok(one),
            _ if all.is_empty() => Err(say::series_none()),
            [] => Err(say::series_not_found(Private::new(text), names(&all))),
            _ => Err(say::series_which(names(&found))),
        }
    }

    /// A prompt of the community's own, by its short name.
    pub(super) fn prompt(&self, text: &str) -> Result<Id, Block> {
        let id = self.short(text).ok_or_else(|| say::prompt_name(Private::new(text.trim())))?;
        let there = self.view.community.prompts().any(|(prompt, _)| prompt == id);
        if there { Ok(id) } else { Err(say::prompt_unknown()) }
    }

    /// Several of them.
    pub(super) fn prompts(&self, text: &str) -> Result<Vec<Id>, Block> {
        let names = text.split([',', ' ', '\n']).filter(|name| !name.trim().is_empty());
        let prompts = names.map(|name| self.prompt(name)).collect::<Result<Vec<Id>, Block>>()?;
        if prompts.is_empty() { Err(say::prompt_name(Private::new("…"))) } else { Ok(prompts) }
    }

    /// A suggestion by its short name; the only one by nothing.
    pub(super) fn suggestion(&self, text: &str) -> Result<Id, Block> {
        let mut waiting = self.view.community.suggestions();
        if text.trim().is_empty() {
            return match (waiting.next(), waiting.next()) {
                (Some(only), None) => Ok(only.id),
                (None, _) => Err(say::suggestions_count(0_usize)),
                (Some(_), Some(_)) => Err(say::suggestion_name(Private::new("…"))),
            };
        }
        let id = self.short(text).ok_or_else(|| say::suggestion_name(Private::new(text.trim())))?;
        // One that was settled meanwhile is told of by the turn itself.
        Ok(id)
    }

    fn short(&self, text: &str) -> Option<Id> {
        Id::from_short(self.view.community.tag(), text.trim().trim_start_matches('#').trim_end_matches(['.', ',']))
    }

    /// "here", or a channel as it was typed; "none" is none.
    pub(super) fn channel(&self, text: &str) -> Option<String> {
        let key = Key::of(text);
        let understanding = &self.words.understanding;
        if understanding.moderating.here.contains(&key) {
            return Some(self.view.here.to_owned());
        }
        let none = understanding.answers.none.contains(&key) || understanding.moderating.off.contains(&key);
        (!none && !text.trim().is_empty()).then(|| text.trim().to_owned())
    }

    /// On or off, yes or no.
    pub(super) fn switch(&self, text: &str) -> Result<bool, Block> {
        let key = Key::of(text);
        let understanding = &self.words.understanding;
        let is = |switch: &[Key], answer: &[Key]| switch.contains(&key) || answer.contains(&key);
        match (
            is(&understanding.moderating.on, &understanding.answers.yes),
            is(&understanding.moderating.off, &understanding.answers.no),
        ) {
            (true, _) => Ok(true),
            (_, true) => Ok(false),
            _ => Err(say::switch_what(Private::new(text.trim()))),
        }
    }

    /// A time zone, by its name or by a city.
    pub(super) fn zone(&self, text: &str) -> Result<String, Block> {
        let reader = Reader { words: self.words, now: jiff::civil::DateTime::default() };
        match reader.zone(text) {
            Ok(Answer::Zone(zone)) => Ok(zone),
            _ => Err(say::when_zone(Private::new(text.trim()))),
        }
    }

    /// Whether there are prompts on this.
    pub(super) fn is_theme(&self, name: &str) -> bool {
        let name = name.trim().to_lowercase();
        self.view.themes.contains(&name.as_str()) || self.own_themes().contains(name.as_str())
    }

    pub(super) fn own_themes(&self) -> BTreeSet<&str> {
        self.view.community.prompts().map(|(_, prompt)| prompt.theme.as_str()).collect()
    }
}

/// Without the quotation marks around it.
pub(super) fn unquoted(text: &str) -> &str {
    text.trim().trim_matches(['"', '“', '”', '\'', '‘', '’']).trim()
}

/// Names, each with its short one where two are the same.
fn names(series: &[&Series]) -> Vec<Private> {
    let twice = |one: &Series| series.iter().filter(|other| other.plan.name == one.plan.name).count() > 1;
    let name = |one: &&Series| match twice(one) {
        true => Private::new(format!("{} (#{})", one.plan.name.reveal(), one.id.short())),
        false => one.plan.name.clone(),
    };
    series.iter().map(name).collect()
}
