//! How each question of the talk after a no is put.

use super::*;
use crate::{
    ask::{Choice, Kind, Range},
    say::{Arg, Block},
    talks::{no::replies, part},
    wording as say,
};

pub(super) fn parts(learning: &Learning, view: &View<'_>) -> Vec<Part> {
    let Some(question) = learning.question() else {
        return Vec::new();
    };
    let notes = learning.notes();
    let one = |prompt: Block, kind: Kind| vec![part(question.clone(), prompt, kind)];
    let choice = |choices: Vec<Choice>| Kind::Choice { choices, or_text: false };
    match learning {
        Learning::Words(_) => one(say::learn_r3(), Kind::Text),
        Learning::Reason(_) => one(say::learn_r4(), choice(Reason::choices())),
        Learning::Guess(_) => one(say::learn_guess(), Kind::Text),
        Learning::Fit(_) => {
            vec![
                part(question, say::learn_r6(), Kind::Scale { steps: Vec::new() }),
                part(R6_DREAM, dream(notes), Kind::YesNo),
            ]
        }
        Learning::Dream(_) => one(dream(notes), Kind::YesNo),
        Learning::Letter(_) => {
            let letters = notes.letters();
            let prompt = match letters.as_slice() {
                [Reply::Thanks] => say::learn_r7_thanks(),
                [Reply::Feedback] => say::learn_r7_feedback(),
                _ => say::learn_r7(),
            };
            one(prompt, replies(notes.opening.mood, &letters))
        }
        Learning::Held(_) => one(say::no_held(), Kind::Text),
        Learning::Plan(_) => {
            let max = notes.opening.plan_items;
            one(say::learn_plan(max), Kind::Items { so_far: 0, max })
        }
        Learning::PlanStep(_, left) => {
            let step = |item: &Item| part(question.clone(), say::debrief_d11_step(&item.text), Kind::Text);
            left.front().map(step).into_iter().collect()
        }
        Learning::Again(_) => one(
            say::learn_again(notes.opening.again_months),
            Kind::When { range: Range::Future, hour: false, choices: Again::choices() },
        ),
        Learning::Keep(_) => {
            let told = known::debriefed(view.person, notes.opening.process).0;
            one(say::learn_r8(), prefilled(told))
        }
        Learning::Change(_) => {
            let told = known::debriefed(view.person, notes.opening.process).1;
            one(say::learn_change(), prefilled(told))
        }
        Learning::OnSheet(_) => one(say::learn_sheet(), Kind::YesNo),
        Learning::Write(_) => one(say::learn_r9(), Kind::Text),
        Learning::KeepWords(_) => one(say::learn_r9_keep(), choice(SelfLetter::choices())),
        Learning::Ready(_) => one(say::learn_r10(), choice(Ready::choices())),
        Learning::Dates(_) => one(say::learn_dates(), Kind::YesNo),
        Learning::Many(_, Many::Rest) => one(say::learn_rest(), Kind::YesNo),
        Learning::Many(_, Many::Pattern) => one(say::learn_pattern(), Kind::YesNo),
        Learning::Next(_) => {
            let open = notes.opening.open.iter().filter_map(|id| view.person.process(*id));
            let mut choices: Vec<Choice> = open.map(|process| Choice::thing(process.id, &process.nickname)).collect();
            choices.push(Choice::named(SMALL_STEP, say::learn_small_step()));
            choices.push(Choice::named(NOTHING, say::learn_nothing()));
            one(say::learn_r11(), choice(choices))
        }
        Learning::Done(_) => Vec::new(),
    }
}

fn dream(notes: &Notes) -> Block {
    if notes.opening.dream { say::learn_still() } else { say::learn_dream() }
}

/// What the debrief has, to take as it is; other words are as good.
fn prefilled(told: Option<Arg>) -> Kind {
    match told {
        None => Kind::Text,
        Some(label) => {
            let pick = Pick::Named(AS_DEBRIEFED.into());
            Kind::Choice { choices: vec![Choice { pick, label }], or_text: true }
        }
    }
}
