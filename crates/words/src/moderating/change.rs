//! What changes of a series that is there.

use super::{Field, Meant, Reading, names::unquoted};
use crate::{schedule::holidays_in_list, understand::key::Key};
use afterword_core::{
    Private,
    community::{
        Order, Plan, Series, rotation,
        schedule::{CatchUp, Schedule},
    },
    say::Block,
    wording as say,
};
use jiff::civil::Date;
use std::collections::BTreeSet;

impl Reading<'_> {
    /// "Friday look back; when: Fridays at 17:00; pin: no".
    pub(super) fn change_series(&self, rest: &str) -> Result<Order, Block> {
        let (which, said) = self.parts(rest)?;
        let Series { id, plan, .. } = self.one_series(which)?;
        if said.is_empty() {
            return Err(say::change_what(&plan.name));
        }
        let find = |wanted: Field| said.iter().find(|(field, _)| *field == wanted).map(|(_, value)| *value);
        let name = find(Field::Name).map_or(plan.name.clone(), |name| unquoted(name).into());
        let before = &plan.schedule;
        let schedule = match (find(Field::When), find(Field::Zone)) {
            (Some(when), _) => {
                let zone = [(Field::Zone, before.zone.as_str())];
                let said = if find(Field::Zone).is_some() { said.as_slice() } else { &zone };
                Schedule { skip: before.skip.clone(), ..self.schedule(when, said)? }
            }
            (None, Some(zone)) => Schedule { zone: self.zone(zone)?, ..before.clone() },
            (None, None) => before.clone(),
        };
        let plan = self.changed(Plan { name, schedule, ..plan.clone() }, &said)?;
        Ok(Order::ChangeSeries { series: *id, plan: Box::new(plan) })
    }

    /// "Friday look back; 2026-12-25, 2026-12-28/2027-01-01", or the name alone: a file brings them.
    pub(super) fn holidays(&self, rest: &str) -> Result<Meant, Block> {
        let (which, days) = rest.split_once([';', '\n']).unwrap_or((rest, ""));
        let Series { id, plan, .. } = self.one_series(which)?;
        if days.trim().is_empty() {
            return Ok(Meant::Holidays(*id));
        }
        let schedule = Schedule { skip: self.skipped(days)?, ..plan.schedule.clone() };
        let plan = Plan { schedule, ..plan.clone() };
        Ok(Meant::Order(Order::ChangeSeries { series: *id, plan: Box::new(plan) }))
    }

    pub(super) fn skipped(&self, value: &str) -> Result<BTreeSet<Date>, Block> {
        if self.words.understanding.answers.none.contains(&Key::of(value)) {
            return Ok(BTreeSet::new());
        }
        holidays_in_list(value).map_err(|wrong| wrong.block())
    }

    pub(super) fn rotation(&self, value: &str) -> Result<rotation::Order, Block> {
        let (key, known) = (Key::of(value), &self.words.understanding.moderating);
        match (known.in_order.contains(&key), known.shuffled.contains(&key)) {
            (true, _) => Ok(rotation::Order::InOrder),
            (_, true) => Ok(rotation::Order::Shuffled),
            _ => Err(say::rotation_what(Private::new(value))),
        }
    }

    pub(super) fn catch_up(&self, value: &str) -> Result<CatchUp, Block> {
        let (key, known) = (Key::of(value), &self.words.understanding);
        if known.moderating.catch_up_none.contains(&key) {
            Ok(CatchUp::Skip)
        } else if known.moderating.catch_up_latest.contains(&key) {
            Ok(CatchUp::LatestOnce)
        } else if known.answers.all.contains(&key) {
            Ok(CatchUp::All)
        } else {
            Err(say::catch_up_what(Private::new(value)))
        }
    }

    pub(super) fn ping(&self, value: &str) -> Result<Option<String>, Block> {
        let everybody = self.view.everybody;
        let pings = everybody == Some(value) || self.switch(value)?;
        Ok(everybody.filter(|_| pings).map(str::to_owned))
    }
}
