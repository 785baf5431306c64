//! What a journal has to keep, once something in it was deleted.

use crate::{Answer, Entry, Fact, Id, Private, ask::QuestionId, entry::Setting};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// Takes out of a journal every text and answer that no longer stands: what was
/// deleted, taken back or replaced. The facts stay in their places, emptied, so
/// that the journal folds to the very same person.
///
/// *Delete that* takes an answer out of the state at once; this takes it out of
/// the journal, which is then sealed under another key (`docs/storage.md`).
pub fn redact(journal: &mut [Entry]) {
    let overheard = overheard(journal);
    let mut later = Later::default();
    let mut place: usize = journal.iter().map(|entry| entry.facts.len()).sum();
    for entry in journal.iter_mut().rev() {
        for fact in entry.facts.iter_mut().rev() {
            place -= 1;
            if let Fact::Answered { talk, said, .. } = fact
                && overheard.get(&(*talk, entry.at)).is_some_and(|withdrawn| place < *withdrawn)
            {
                *said = None;
            }
            if later.forgets(fact) {
                *fact = Fact::Forgotten;
            } else if later.replaces(fact) {
                empty(fact);
            }
        }
    }
}

/// Turns of which an answer was withdrawn later, and the place of the fact that
/// did it. One message can hold several answers, and its words stand beside the
/// first: they go with any of them, as they do in the fold.
fn overheard(journal: &[Entry]) -> BTreeMap<(Id, Timestamp), usize> {
    let mut given: BTreeMap<(Id, &QuestionId), Timestamp> = BTreeMap::new();
    let mut overheard = BTreeMap::new();
    let facts = journal.iter().flat_map(|entry| entry.facts.iter().map(move |fact| (entry.at, fact)));
    for (place, (at, fact)) in facts.enumerate() {
        match fact {
            Fact::Answered { talk, question, .. } => {
                given.insert((*talk, question), at);
            }
            Fact::Withdrawn { talk, question } | Fact::MoodDropped { talk, question, .. } => {
                if let Some(at) = given.remove(&(*talk, question)) {
                    overheard.insert((*talk, at), place);
                }
            }
            Fact::ItemDeleted { talk, item } => given.retain(|(of, question), at| {
                let goes = of == talk && question.of == Some(*item);
                if goes {
                    overheard.insert((*talk, *at), place);
                }
                !goes
            }),
            _ => {}
        }
    }
    overheard
}

/// What later facts replace or take away; a journal is gone through from its end.
#[derive(Default)]
struct Later {
    answers: BTreeSet<(Id, QuestionId)>,
    deleted: BTreeSet<(Id, Id)>,
    changed: BTreeSet<(Id, Id)>,
    told: BTreeSet<Id>,
    lines: BTreeSet<Id>,
    /// The zone, and the country, were deleted.
    zone: bool,
    country: bool,
    forgotten: BTreeSet<Id>,
    calendar: bool,
    /// Jobs, interviews and talks that were deleted as a whole.
    gone: BTreeSet<Id>,
}

impl Later {
    /// Whether it belongs to a talk of care that was forgotten after it, or forgets one.
    fn forgets(&mut self, fact: &Fact) -> bool {
        match fact {
            Fact::CareForgotten(talk) => {
                self.forgotten.insert(*talk);
                true
            }
            Fact::TalkOpened { talk, .. } | Fact::Stopped(talk) | Fact::Paused(talk) | Fact::Resumed(talk) => {
                self.forgotten.contains(talk)
            }
            _ => false,
        }
    }

    /// Whether what this fact holds was replaced or taken away after it.
    fn replaces(&mut self, fact: &Fact) -> bool {
        if self.is_gone(fact) {
            return true;
        }
        match fact {
            Fact::ProcessDeleted { process, rounds, talks } => {
                self.gone.extend(rounds.iter().chain(talks).chain([process]));
                false
            }
            Fact::Withdrawn { talk, question } | Fact::MoodDropped { talk, question, .. } => {
                !self.answers.insert((*talk, question.clone()))
            }
            Fact::Answered { talk, question, .. } => {
                let of_deleted = question.of.is_some_and(|item| self.deleted.contains(&(*talk, item)));
                !self.answers.insert((*talk, question.clone())) || of_deleted
            }
            Fact::ItemDeleted { talk, item } => !self.deleted.insert((*talk, *item)),
            Fact::ItemChanged { talk, item, .. } | Fact::ItemAdded { talk, item, .. } => {
                !self.changed.insert((*talk, *item)) || self.deleted.contains(&(*talk, *item))
            }
            Fact::SettingChanged(Setting::Zone(None)) => {
                self.zone = true;
                false
            }
            Fact::SettingChanged(Setting::Country(None)) => {
                self.country = true;
                false
            }
            Fact::ZoneSet(_) | Fact::SettingChanged(Setting::Zone(Some(_))) => self.zone,
            Fact::CountrySet(_) | Fact::SettingChanged(Setting::Country(Some(_))) => self.country,
            Fact::CalendarGiven(_) => std::mem::replace(&mut self.calendar, true),
            Fact::LineRemoved(line) | Fact::LineTyped { line, .. } => !self.lines.insert(*line),
            Fact::ProcessTold { process: of, .. }
            | Fact::ProcessNoted { process: of, .. }
            | Fact::RoundTold { round: of, .. }
            | Fact::RoundNoted { round: of, .. } => !self.told.insert(*of),
            _ => false,
        }
    }
}

impl Later {
    /// Whether it tells of a job, an interview or a talk that was deleted as a whole.
    fn is_gone(&self, fact: &Fact) -> bool {
        match fact {
            Fact::Answered { talk: of, .. }
            | Fact::ItemAdded { talk: of, .. }
            | Fact::ItemChanged { talk: of, .. }
            | Fact::ProcessNoted { process: of, .. }
            | Fact::ProcessTold { process: of, .. }
            | Fact::RoundNoted { round: of, .. }
            | Fact::RoundTold { round: of, .. } => self.gone.contains(of),
            _ => false,
        }
    }
}

/// Leaves the fact in its place, without what the person said.
fn empty(fact: &mut Fact) {
    let nothing = || Private::new("");
    match fact {
        Fact::Answered { answer, said, .. } => (*answer, *said) = (Answer::Skipped, None),
        Fact::ItemAdded { text, .. } | Fact::ItemChanged { text, .. } | Fact::LineTyped { text, .. } => {
            *text = nothing();
        }
        Fact::ProcessTold { nickname, role, employer, agency, .. }
        | Fact::ProcessNoted { nickname, role, employer, agency, .. } => {
            *nickname = nothing();
            (*role, *employer, *agency) = (None, None, None);
        }
        Fact::ZoneSet(zone) => zone.clear(),
        Fact::CountrySet(country) => country.clear(),
        Fact::CalendarGiven(dates) => dates.clear(),
        Fact::SettingChanged(Setting::Zone(zone)) => *zone = None,
        Fact::SettingChanged(Setting::Country(country)) => *country = None,
        Fact::RoundTold { arrange, .. } | Fact::RoundNoted { arrange, .. } => *arrange = None,
        _ => {}
    }
}
