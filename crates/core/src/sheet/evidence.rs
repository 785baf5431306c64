//! Evidence: what kept lines say about skills.

use crate::{
    Answer, Id, Person, Private, QuestionId,
    sheet::line::{Line, Verdict},
    talks::{Opening, record::Record},
    vocabulary::Skill,
};
use jiff::{Timestamp, civil};

/// A line the person kept, and where it comes from.
#[derive(Clone)]
pub struct KeptLine<'a> {
    /// The debrief.
    pub talk: Id,
    /// Its question in that debrief (`D13:<item>`).
    pub question: &'a QuestionId,
    /// The interview.
    pub round: Id,
    /// When the interview was, on the person's clock.
    pub interview: civil::DateTime,
    /// The line as it was kept.
    pub line: &'a Line,
    /// The person's own wording of it.
    pub reworded: Option<&'a Private>,
    /// What the rating weighs, in per cent: less where memory had faded.
    pub weight: u8,
    /// When it was kept.
    pub at: Timestamp,
    /// When it was kept, on the person's clock.
    pub local: civil::DateTime,
}

/// One rating of one skill.
#[derive(Clone)]
pub struct Evidence<'a> {
    /// The line it comes from.
    pub from: KeptLine<'a>,
    /// The question that was answered.
    pub question: &'a Private,
    /// 1 to 5.
    pub rating: u8,
    /// Whether the answer was mostly testing this skill.
    pub mostly: bool,
    /// What it weighs before age counts: 1, 0.6 where it came late, half for a second skill.
    pub weight: f64,
}

/// All kept lines, by interview.
#[must_use]
pub fn kept_lines(person: &Person) -> Vec<KeptLine<'_>> {
    let mut kept: Vec<_> = person.talks().flat_map(|record| of_debrief(person, record)).collect();
    kept.sort_by_key(|line| line.interview);
    kept
}

fn of_debrief<'a>(person: &'a Person, record: &'a Record) -> Vec<KeptLine<'a>> {
    let Opening::Debrief(opening) = &record.opening else {
        return Vec::new();
    };
    let interview = person.round(opening.round).map_or(record.opened, |round| round.start);
    let line = |(question, kept): (&'a QuestionId, &'a crate::talks::record::Kept)| {
        let Answer::Line { verdict, line } = &kept.answer else {
            return None;
        };
        let reworded = match verdict {
            Verdict::Keep => None,
            Verdict::Change(text) => Some(text),
            Verdict::Drop => return None,
        };
        let (talk, round) = (record.id, opening.round);
        let weight = kept.weight;
        Some(KeptLine { talk, question, round, interview, line, reworded, weight, at: kept.at, local: kept.local })
    };
    record.answers().filter_map(line).collect()
}

/// The evidence for one skill, by interview.
#[must_use]
pub fn evidence<'a>(lines: &[KeptLine<'a>], wanted: Skill) -> Vec<Evidence<'a>> {
    lines.iter().filter_map(|kept| of_line(kept, wanted)).collect()
}

fn of_line<'a>(kept: &KeptLine<'a>, wanted: Skill) -> Option<Evidence<'a>> {
    let Line::Answer { question, rating: Some(rating), skill, second, .. } = kept.line else {
        return None;
    };
    let share = match (*skill, *second) {
        (Some(skill), _) if skill == wanted => 1.0,
        (_, Some(second)) if second == wanted => 0.5,
        _ => return None,
    };
    let weight = f64::from(kept.weight) / 100.0 * share;
    Some(Evidence { from: kept.clone(), question, rating: *rating, mostly: share >= 1.0, weight })
}
