//! What a debrief asks next: the order of the two lengths, and what is left out when nothing was said.

use super::{Chosen, Debrief, FixStep, Notes, fix, lines, wordings};
use crate::{Answer, QuestionId, answer::Item, ask::Pick, sheet::line::Line, vocabulary::Length};
use std::collections::VecDeque;

/// After a 2 it is short by default. What a 1 leads to was decided with it (§7).
pub(super) fn after_mood(notes: Box<Notes>) -> Debrief {
    match (notes.mood, notes.length) {
        (Some(2), None) => after_length(Box::new(Notes { length: Some(Length::Short), ..*notes })),
        (_, None) => Debrief::Length(notes),
        (_, Some(_)) => after_length(notes),
    }
}

pub(super) fn after_length(notes: Box<Notes>) -> Debrief {
    if notes.is_full() { Debrief::Who(notes) } else { Debrief::Asked(notes) }
}

pub(super) fn after_asked(notes: Box<Notes>) -> Debrief {
    if notes.length == Some(Length::Capture) {
        return Debrief::Captured(notes);
    }
    if notes.is_full() {
        let left = notes.asked.iter().cloned().collect();
        return rate(notes, left);
    }
    Debrief::Proudest(notes)
}

/// D4, then D5 for the answers that carry a rating.
pub(super) fn rate(notes: Box<Notes>, left: VecDeque<Item>) -> Debrief {
    if !left.is_empty() {
        return Debrief::Rate(notes, left);
    }
    let rated = |item: &&Item| notes.ratings.contains_key(&item.id);
    let left = notes.asked.iter().filter(rated).cloned().collect();
    place(notes, left)
}

pub(super) fn place(notes: Box<Notes>, left: VecDeque<Item>) -> Debrief {
    match (left.is_empty(), notes.is_full()) {
        (false, _) => Debrief::Skills(notes, left),
        (true, true) => Debrief::Proudest(notes),
        (true, false) => tried(notes),
    }
}

pub(super) enum Choosing {
    This(Chosen),
    None,
    Unknown,
    Misfit,
}

pub(super) fn chosen(notes: &Notes, answer: &Answer) -> Choosing {
    match answer {
        Answer::Choice(Pick::Thing(id)) => match notes.asked.iter().find(|item| item.id == *id) {
            Some(item) => Choosing::This(Chosen::Listed(item.clone())),
            None => Choosing::Misfit,
        },
        Answer::Choice(Pick::Named(pick)) if pick == wordings::NONE => Choosing::None,
        Answer::Text(text) => Choosing::This(Chosen::Told(text.clone())),
        Answer::Skipped => Choosing::Unknown,
        _ => Choosing::Misfit,
    }
}

pub(super) fn after_again(notes: Box<Notes>) -> Debrief {
    if notes.is_full() {
        let steps = fix::steps(&notes);
        return fixing(notes, steps);
    }
    // Short: the two picked are rated and placed; the rewrite is for tomorrow.
    let picked: Vec<_> = [&notes.strong, &notes.weak].into_iter().flatten().filter_map(Chosen::id).collect();
    let left = notes.asked.iter().filter(|item| picked.contains(&item.id)).cloned().collect();
    rate(notes, left)
}

pub(super) fn fixing(notes: Box<Notes>, steps: VecDeque<FixStep>) -> Debrief {
    if steps.is_empty() { tried(notes) } else { Debrief::Fixing(notes, steps) }
}

/// Where something was to be tried this time, it is asked how it went.
fn tried(notes: Box<Notes>) -> Debrief {
    if notes.opening.trying.is_some() { Debrief::Tried(notes) } else { after_tried(notes) }
}

pub(super) fn after_tried(notes: Box<Notes>) -> Debrief {
    if notes.is_full() { Debrief::AskedThem(notes) } else { Debrief::Pause(notes) }
}

pub(super) fn after_building(notes: Box<Notes>) -> Debrief {
    let left =
        if notes.is_full() { notes.build.iter().map(|build| build.item.clone()).collect() } else { VecDeque::new() };
    build(notes, left)
}

pub(super) fn build(notes: Box<Notes>, left: VecDeque<Item>) -> Debrief {
    match (left.is_empty(), notes.is_full()) {
        (false, _) => Debrief::BuildStep(notes, left),
        (true, true) => Debrief::Hunch(notes),
        (true, false) => after_hunch(notes),
    }
}

pub(super) fn after_hunch(notes: Box<Notes>) -> Debrief {
    let left = lines(&notes).into();
    gather(notes, left, Vec::new())
}

pub(super) fn gather(notes: Box<Notes>, left: VecDeque<(QuestionId, Line)>, open: Vec<(QuestionId, Line)>) -> Debrief {
    match (left.is_empty(), open.is_empty()) {
        (false, _) => Debrief::Gathering(notes, left, open),
        (true, false) => Debrief::Lines(notes, open),
        (true, true) => after_lines(notes),
    }
}

pub(super) fn after_lines(notes: Box<Notes>) -> Debrief {
    if notes.opening.decompress { Debrief::Decompress(notes) } else { Debrief::Done(notes) }
}
