//! Evidence: what kept lines say about skills.

use crate::{
    Answer, Id, Person, Private, QuestionId,
    person::Round,
    sheet::line::{Line, Verdict},
    talks::{Opening, record::Record},
    vocabulary::Skill,
};
use jiff::{Timestamp, civil};

/// A line the person kept, and where it comes from.
#[derive(Clone)]
pub struct KeptLine<'a> {
    /// The debrief, or the talk about feedback.
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
    /// What the rating weighs, in per cent: less where memory had faded, more
    /// where an employer said it (§5: two), nothing where the person disagrees.
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
    /// What it weighs before age counts: 1, 0.6 where it came late, half for a
    /// second skill, 2 where an employer said it.
    pub weight: f64,
}

/// All kept lines, by interview.
#[must_use]
pub fn kept_lines(person: &Person) -> Vec<KeptLine<'_>> {
    let mut kept: Vec<_> = person.talks().flat_map(|record| of_talk(person, record)).collect();
    kept.sort_by_key(|line| line.interview);
    kept
}

fn of_talk<'a>(person: &'a Person, record: &'a Record) -> Vec<KeptLine<'a>> {
    let Some((round, interview)) = about(person, record) else {
        return Vec::new();
    };
    let line = |(question, kept): (&'a QuestionId, &'a crate::talks::record::Kept)| {
        let Answer::Line { verdict, line } = &kept.answer else {
            return None;
        };
        let reworded = match verdict {
            Verdict::Keep => None,
            Verdict::Change(text) => Some(text),
            Verdict::Drop => return None,
        };
        let talk = record.id;
        let weight = kept.weight;
        Some(KeptLine { talk, question, round, interview, line, reworded, weight, at: kept.at, local: kept.local })
    };
    record.answers().filter_map(line).collect()
}

/// The interview that the lines of a talk are about, and when it was. Feedback is
/// about the last one before it; where there was none, it stands for itself.
fn about(person: &Person, record: &Record) -> Option<(Id, civil::DateTime)> {
    match &record.opening {
        Opening::Debrief(opening) => {
            Some((opening.round, person.round(opening.round).map_or(record.opened, |round| round.start)))
        }
        Opening::Feedback(opening) => {
            let before =
                |round: &&Round| round.process == opening.process && !round.cancelled && round.start <= record.opened;
            let last = person.rounds().filter(before).max_by_key(|round| round.start);
            Some(last.map_or((record.id, record.opened), |round| (round.id, round.start)))
        }
        _ => None,
    }
}

/// The evidence for one skill, by interview.
#[must_use]
pub fn evidence<'a>(lines: &[KeptLine<'a>], wanted: Skill) -> Vec<Evidence<'a>> {
    lines.iter().filter_map(|kept| of_line(kept, wanted)).collect()
}

fn of_line<'a>(kept: &KeptLine<'a>, wanted: Skill) -> Option<Evidence<'a>> {
    if let Line::Feedback { said, skills, rating: Some(rating), .. } = kept.line {
        // What somebody disagrees with stays to be seen, and is no evidence.
        let counts = kept.weight > 0 && skills.contains(&wanted);
        let weight = f64::from(kept.weight) / 100.0;
        return counts.then(|| Evidence { from: kept.clone(), question: said, rating: *rating, mostly: true, weight });
    }
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
