//! D13: what a debrief proposes for the balance sheet.

use super::{
    super::Settled,
    Chosen, Notes,
    questions::{about, name},
};
use crate::{
    Answer, Id, Private, QuestionId,
    ask::{Choice, Pick},
    sheet::line::{Line, Verdict},
    wording as say,
};

/// Go through them one by one.
pub(super) const CHOOSE: &str = "choose";
const KEEP_ALL: &str = "keep-all";
const DROP_ALL: &str = "drop-all";
const KEEP: &str = "keep";
const DROP: &str = "drop";

/// The lines that follow from what was said: one for each answer that was
/// rated, picked as strong or picked as weak, one for each thing to build.
#[must_use]
pub fn lines(notes: &Notes) -> Vec<(QuestionId, Line)> {
    let mut lines = Vec::new();
    for item in &notes.asked {
        let line = answer_line(notes, Some(item.id), &item.text);
        lines.push((QuestionId::of(name::D13, item.id), line));
    }
    if let Some(Chosen::Told(text)) = &notes.strong {
        lines.push((about(name::D13_STRONG, None), told_line(notes, text, true)));
    }
    if let Some(Chosen::Told(text)) = &notes.weak {
        lines.push((about(name::D13_WEAK, None), told_line(notes, text, false)));
    }
    for build in &notes.build {
        let line = Line::Build {
            what: build.item.text.clone(),
            step: build.step.clone(),
            by: build.by.as_ref().map(|when| when.at),
        };
        lines.push((QuestionId::of(name::D13, build.item.id), line));
    }
    lines.retain(|(_, line)| line.says_something());
    lines
}

fn answer_line(notes: &Notes, id: Option<Id>, question: &Private) -> Line {
    let is = |chosen: &Option<Chosen>| chosen.as_ref().and_then(Chosen::id) == id;
    let (strong, weak) = (is(&notes.strong), is(&notes.weak));
    let skills = id.and_then(|id| notes.skills.get(&id));
    Line::Answer {
        question: question.clone(),
        rating: id.and_then(|id| notes.ratings.get(&id).copied()),
        skill: skills.map(|(first, _)| *first),
        second: skills.and_then(|(_, second)| *second),
        ingredients: if strong { notes.ingredients.clone() } else { Vec::new() },
        worked: notes.worked.clone().filter(|_| strong),
        causes: if weak { notes.causes.clone() } else { Vec::new() },
        hindered: notes.hindered.clone().filter(|_| weak),
    }
}

fn told_line(notes: &Notes, text: &Private, strong: bool) -> Line {
    Line::Answer {
        question: text.clone(),
        rating: None,
        skill: None,
        second: None,
        ingredients: if strong { notes.ingredients.clone() } else { Vec::new() },
        worked: notes.worked.clone().filter(|_| strong),
        causes: if strong { Vec::new() } else { notes.causes.clone() },
        hindered: notes.hindered.clone().filter(|_| !strong),
    }
}

impl Line {
    fn says_something(&self) -> bool {
        match self {
            Self::Build { .. } | Self::Feedback { .. } => true,
            Self::Answer { rating, ingredients, worked, causes, hindered, .. } => {
                rating.is_some()
                    || worked.is_some()
                    || hindered.is_some()
                    || !ingredients.is_empty()
                    || !causes.is_empty()
            }
        }
    }
}

pub(super) fn all_choices() -> Vec<Choice> {
    vec![
        Choice::named(KEEP_ALL, say::lines_keep_all()),
        Choice::named(CHOOSE, say::lines_choose()),
        Choice::named(DROP_ALL, say::lines_drop_all()),
    ]
}

pub(super) fn one_choices() -> Vec<Choice> {
    vec![Choice::named(KEEP, say::lines_keep()), Choice::named(DROP, say::lines_drop())]
}

pub(super) fn verdict_on_all(pick: &str) -> Option<Verdict> {
    match pick {
        KEEP_ALL => Some(Verdict::Keep),
        DROP_ALL => Some(Verdict::Drop),
        _ => None,
    }
}

pub(super) fn verdict_on_one(answer: &Answer) -> Option<Verdict> {
    match answer {
        Answer::Choice(Pick::Named(pick)) if pick == KEEP => Some(Verdict::Keep),
        Answer::Choice(Pick::Named(pick)) if pick == DROP => Some(Verdict::Drop),
        Answer::Skipped => Some(Verdict::Drop), // unknown is not kept
        Answer::Text(text) => Some(Verdict::Change(text.clone())),
        _ => None,
    }
}

/// The answer to keep for one line: the verdict, and the line as it was shown.
pub(super) fn decided(question: &QuestionId, line: &Line, verdict: &Verdict) -> Settled {
    Settled::Answer(question.clone(), Answer::Line { verdict: verdict.clone(), line: Box::new(line.clone()) })
}
