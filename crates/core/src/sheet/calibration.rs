//! How the hunches did (`conversations.md` §5, calibration; E4): what the person
//! thought after an interview beside what came of it. Compared in silence when
//! news comes, shown only to whoever asks.

use crate::{
    Answer, Id, Person,
    ask::Pick,
    say::Block,
    talks::{Opening, debrief::questions::D12},
    vocabulary::ProcessState,
    wording as say,
};
use std::collections::BTreeMap;

/// Outcomes from which the table is shown (§5: five).
pub const TABLE_FROM: usize = 5;
/// Outcomes from which anything is judged (§5: ten).
pub const JUDGED_FROM: usize = 10;
/// Standard errors beyond which hunches lean to one side (§5: two).
const BEYOND: f64 = 2.0;

/// One interview with a hunch whose end is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outcome {
    /// The interview.
    pub round: Id,
    /// D12: how likely going further seemed, in per cent.
    pub hunch: u8,
    /// Whether it went further: another round or an offer.
    pub further: bool,
}

/// One row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// The hunch, in per cent.
    pub hunch: u8,
    /// How many interviews were put at it.
    pub put: usize,
    /// How many of those went further.
    pub further: usize,
}

/// What the hunches lean towards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judgement {
    /// More went further than was thought.
    SellingShort,
    /// Fewer did.
    Rosy,
    /// Neither, beyond what chance does.
    AboutRight,
}

/// All hunches whose end is known, by interview. Silence and pulled posts are no end:
/// nobody was turned down.
#[must_use]
pub fn outcomes(person: &Person) -> Vec<Outcome> {
    hunches(person)
        .filter_map(|(round, hunch)| Some(Outcome { round, hunch, further: went_further(person, round)? }))
        .collect()
}

/// All hunches, known to have come true or not.
pub fn hunches(person: &Person) -> impl Iterator<Item = (Id, u8)> {
    person.talks().filter_map(|record| match (&record.opening, &record.kept(&D12)?.answer) {
        (Opening::Debrief(opening), Answer::Percent(hunch)) => Some((opening.round, *hunch)),
        _ => None,
    })
}

/// The table, the surest hunches first; `None` while there are too few.
#[must_use]
pub fn table(outcomes: &[Outcome]) -> Option<Vec<Row>> {
    if outcomes.len() < TABLE_FROM {
        return None;
    }
    let mut rows = BTreeMap::<u8, Row>::new();
    for outcome in outcomes {
        let row = rows.entry(outcome.hunch).or_insert(Row { hunch: outcome.hunch, put: 0, further: 0 });
        row.put += 1;
        row.further += usize::from(outcome.further);
    }
    Some(rows.into_values().rev().collect())
}

/// What they lean towards; `None` while there are too few.
///
/// The standard error is the one that the mean would have if every hunch were
/// right, √Σp(1−p) / n. The spread within the sample would not do: ten times 90 %
/// that all went further have none, and are no reason to call anybody too modest.
#[must_use]
pub fn judgement(outcomes: &[Outcome]) -> Option<Judgement> {
    if outcomes.len() < JUDGED_FROM {
        return None;
    }
    let likely = |outcome: &Outcome| f64::from(outcome.hunch) / 100.0;
    // n times the mean difference, and n times its standard error.
    let difference: f64 = outcomes.iter().map(|outcome| f64::from(u8::from(outcome.further)) - likely(outcome)).sum();
    let error = outcomes.iter().map(|outcome| likely(outcome) * (1.0 - likely(outcome))).sum::<f64>().sqrt();
    Some(match difference {
        difference if difference > BEYOND * error => Judgement::SellingShort,
        difference if difference < -BEYOND * error => Judgement::Rosy,
        _ => Judgement::AboutRight,
    })
}

/// How the hunches did, for whoever asks.
#[must_use]
pub fn blocks(person: &Person) -> Vec<Block> {
    let outcomes = outcomes(person);
    let Some(table) = table(&outcomes) else {
        return vec![say::hunches_too_few(outcomes.len(), TABLE_FROM)];
    };
    let row = |row: Row| say::sheet_row(say::hunches_row(row.put, i64::from(row.hunch), row.further));
    let judged = judgement(&outcomes).map(|judgement| match judgement {
        Judgement::SellingShort => say::hunches_short(),
        Judgement::Rosy => say::hunches_rosy(),
        Judgement::AboutRight => say::hunches_right(),
    });
    std::iter::once(say::hunches_title()).chain(table.into_iter().map(row)).chain(judged).collect()
}

/// Whether the interview went further; `None` where that is not known, or nobody decided it.
fn went_further(person: &Person, round: Id) -> Option<bool> {
    use ProcessState as State;
    let round = person.round(round)?;
    let process = person.process(round.process)?;
    let later = |other: &crate::person::Round| {
        other.process == process.id && !other.cancelled && other.start > round.start && other.id != round.id
    };
    if person.rounds().any(later) {
        return Some(true);
    }
    match process.state {
        State::NextRound | State::Offered | State::Deciding | State::Accepted | State::Declined => Some(true),
        State::WithdrawnByThem | State::Started | State::Reviewing => Some(true),
        State::Rejected | State::Learning | State::DreamWatch => (!is_pulled(person, process.id)).then_some(false),
        State::Noted | State::Interviewing | State::Waiting | State::OnHold | State::Silent | State::PostPulled => None,
        // Where these came from, only the talks tell.
        State::LetGo | State::WithdrawnByMe | State::Closed => {
            last_news(person, process.id).filter(|further| *further || !is_pulled(person, process.id))
        }
    }
}

/// The last news that was talked about: an offer (`true`) or a no.
fn last_news(person: &Person, process: Id) -> Option<bool> {
    person.talks().rev().find_map(|record| match &record.opening {
        Opening::Offer(opening) if opening.process == process => Some(true),
        Opening::No(opening) if opening.process == process => Some(false),
        _ => None,
    })
}

/// Whether the post went: as the news, or as the reason they gave (R4).
fn is_pulled(person: &Person, process: Id) -> bool {
    person.talks().any(|record| match &record.opening {
        Opening::No(opening) => opening.process == process && opening.pulled,
        Opening::Learning(opening) => {
            let reason = record.kept(&crate::QuestionId::new("R4")).map(|kept| &kept.answer);
            opening.process == process && matches!(reason, Some(Answer::Choice(Pick::Named(id))) if id == "pulled")
        }
        _ => false,
    })
}
