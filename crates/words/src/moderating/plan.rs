//! A series as it is typed: "Friday look back; Fridays at 16:00; themes: after, kindness; pin: yes".

use super::{Field, Reading, View, names::unquoted};
use afterword_core::{
    Private, Zone,
    community::{
        Library, Order, Own, Place, PlaceKind, Plan, rotation,
        schedule::{CatchUp, Schedule},
    },
    say::Block,
    wording as say,
};

/// One part of what is said: which, and what.
pub(super) type Said<'t> = (Field, &'t str);

impl Reading<'_> {
    pub(super) fn new_series(&self, rest: &str) -> Result<Order, Block> {
        let (name, said) = self.parts(rest)?;
        let said_name = said.iter().find(|(field, _)| *field == Field::Name).map(|(_, name)| *name);
        let name = unquoted(said_name.unwrap_or(name));
        let when = said.iter().find(|(field, _)| *field == Field::When).map(|(_, when)| *when);
        let (false, Some(when)) = (name.is_empty(), when) else { return Err(say::new_what()) };
        let plan = Plan {
            name: name.into(),
            library: Library {
                themes: self.view.themes.iter().map(|theme| (*theme).to_owned()).collect(),
                own: Own::All,
            },
            order: rotation::Order::default(),
            place: Place { channel: self.view.here.to_owned(), kind: PlaceKind::Message },
            schedule: self.schedule(when, &said)?,
            role: None,
            catch_up: CatchUp::default(),
            pins: false,
            warns: true,
        };
        Ok(Order::AddSeries(Box::new(self.changed(plan, &said)?)))
    }

    pub(super) fn parts<'t>(&self, rest: &'t str) -> Result<(&'t str, Vec<Said<'t>>), Block> {
        let mut parts = rest.split([';', '\n']).map(str::trim).filter(|part| !part.is_empty()).peekable();
        let first = parts.next_if(|part| self.named(part).is_none()).unwrap_or_default();
        let mut said = Vec::new();
        for part in parts {
            match self.named(part) {
                Some(named) => said.push(named),
                // What has no name is when, the first time.
                None if !said.iter().any(|(field, _)| *field == Field::When) => said.push((Field::When, part)),
                None => return Err(say::part_unknown(Private::new(part))),
            }
        }
        Ok((first, said))
    }

    /// "pin: yes", and not "9:00".
    fn named<'t>(&self, part: &'t str) -> Option<Said<'t>> {
        let (name, value) = part.split_once(':')?;
        Some((self.words.understanding.field(name)?, value.trim()))
    }

    pub(super) fn schedule(&self, when: &str, said: &[Said<'_>]) -> Result<Schedule, Block> {
        let View { community, settings, now, .. } = self.view;
        let named =
            said.iter().find(|(field, _)| *field == Field::Zone).map(|(_, zone)| self.zone(zone)).transpose()?;
        let zone = named.as_deref().unwrap_or(community.zone_name(settings));
        self.words.schedule(when, zone, Zone::or_utc(zone).local(*now))
    }

    /// The plan with what is said of it, but for its name and when it posts.
    pub(super) fn changed(&self, plan: Plan, said: &[Said<'_>]) -> Result<Plan, Block> {
        said.iter().try_fold(plan, |plan, (field, value)| {
            Ok(match field {
                Field::Name | Field::When | Field::Zone => plan,
                Field::Themes => Plan { library: self.library(value)?, ..plan },
                Field::Order => Plan { order: self.rotation(value)?, ..plan },
                Field::CatchUp => Plan { catch_up: self.catch_up(value)?, ..plan },
                Field::Pin => Plan { pins: self.switch(value)?, ..plan },
                Field::Warn => Plan { warns: self.switch(value)?, ..plan },
                Field::Ping => Plan { role: self.ping(value)?, ..plan },
                Field::Thread => {
                    let kind = if self.switch(value)? { PlaceKind::Thread } else { PlaceKind::Message };
                    Plan { place: Place { kind, ..plan.place }, ..plan }
                }
                Field::Skip => {
                    let skip = self.skipped(value)?;
                    Plan { schedule: Schedule { skip, ..plan.schedule }, ..plan }
                }
                Field::Place => {
                    let channel = self.channel(value).ok_or_else(|| say::part_unknown(Private::new(*value)))?;
                    Plan { place: Place { channel, ..plan.place }, ..plan }
                }
                _ => return Err(say::part_unknown(Private::new(*value))),
            })
        })
    }

    fn library(&self, value: &str) -> Result<Library, Block> {
        let named: Vec<String> = value.split(',').map(|name| name.trim().to_lowercase()).collect();
        let known = || {
            let names = self.view.themes.iter().copied().chain(self.own_themes());
            names.map(Private::new).collect::<Vec<Private>>()
        };
        if let Some(unknown) = named.iter().find(|name| !self.is_theme(name)) {
            return Err(say::theme_unknown(Private::new(unknown.as_str()), known()));
        }
        let (shipped, own) =
            named.into_iter().partition::<Vec<String>, _>(|name| self.view.themes.contains(&name.as_str()));
        let own_too: Vec<String> =
            shipped.iter().filter(|name| self.own_themes().contains(name.as_str())).cloned().collect();
        let own: Vec<String> = own.into_iter().chain(own_too).collect();
        Ok(Library { themes: shipped, own: if own.is_empty() { Own::None } else { Own::Themes(own) } })
    }
}
