//! How each question of a debrief is put.

use super::{Chosen, Debrief, FixStep, Notes, lines, questions::*};
use crate::{
    QuestionId,
    answer::Item,
    ask::{Choice, Kind, Part, Range},
    say::{Arg, Block},
    sheet::view::line_block,
    talks::{
        Machine, View, part,
        waiting::{W1B, holds},
    },
    vocabulary::{Calmer, Cause, HearBack, Ingredient, Length, NowOrTomorrow, Rest, Skill, Tried},
    wording as say,
};

/// "None of them".
pub(super) const NONE: &str = "none";
/// "Nothing".
const NOTHING: &str = "nothing";

pub(super) fn parts(debrief: &Debrief, view: &View<'_>) -> Vec<Part> {
    let Some(question) = debrief.question() else {
        return Vec::new();
    };
    let one = |prompt: Block, kind: Kind| vec![part(question.clone(), prompt, kind)];
    match debrief {
        Debrief::Mood(_) => one(say::debrief_d1(), Kind::Scale { steps: Vec::new() }),
        Debrief::Length(_) => one(say::debrief_length(), Kind::Choice { choices: Length::choices(), or_text: false }),
        Debrief::Who(_) => one(say::debrief_d2(), Kind::Text),
        Debrief::Asked(notes) => {
            let prompt =
                if notes.is_full() { say::debrief_d3() } else { say::debrief_d3_short(notes.most_questions()) };
            one(prompt, Kind::Items { so_far: 0, max: notes.most_questions() })
        }
        Debrief::Rate(_, left) => left.iter().enumerate().map(|(place, item)| rating(item, place == 0)).collect(),
        Debrief::Skills(_, left) => left.front().map(|item| skill(question.clone(), item)).into_iter().collect(),
        Debrief::Proudest(notes) => {
            vec![part(question, say::debrief_d6(), which(notes)), part(D6_WHY, say::debrief_d6_why(), ingredients())]
        }
        Debrief::LeastBad(notes) => vec![
            part(question, say::debrief_d6_least(), which(notes)),
            part(D6_WHY, say::debrief_d6_why_least(), ingredients()),
        ],
        Debrief::MadeItWork(notes) => {
            one(if notes.least_bad { say::debrief_d6_why_least() } else { say::debrief_d6_why() }, ingredients())
        }
        Debrief::Again(notes) => {
            vec![part(question, say::debrief_d7(), which(notes)), part(D7_CAUSE, say::debrief_d7_cause(), causes())]
        }
        Debrief::InTheWay(_) => one(say::debrief_d7_cause(), causes()),
        Debrief::Fixing(notes, steps) => {
            let Some(step) = steps.front() else {
                return Vec::new();
            };
            vec![Part { prompt: fix_prompt(notes, *step), ..part(question, say::debrief_d7(), fix_kind(*step)) }]
        }
        Debrief::Tried(notes) => {
            let what = notes.opening.trying.map_or_else(say::which_no, Calmer::label);
            one(say::debrief_tried(what), Kind::Choice { choices: Tried::choices(), or_text: false })
        }
        Debrief::AskedThem(_) => one(say::debrief_d8(), Kind::Text),
        Debrief::Pause(_) => {
            let choices = vec![Choice::named(NOTHING, say::pause_nothing())];
            one(say::debrief_d9(), Kind::Choice { choices, or_text: true })
        }
        Debrief::Hear(_) => {
            vec![part(question, say::debrief_d10(), hear()), part(D10_WHOM, say::debrief_d10_whom(), Kind::Text)]
        }
        Debrief::HearFrom(_) => one(say::debrief_d10_whom(), Kind::Text),
        Debrief::Building(notes) => {
            let most = notes.most_to_build();
            let prompt = if most == 1 { say::debrief_d11_one() } else { say::debrief_d11(most) };
            one(prompt, Kind::Items { so_far: 0, max: most })
        }
        Debrief::BuildStep(_, left) => {
            let Some(item) = left.front() else {
                return Vec::new();
            };
            vec![part(question, say::debrief_d11_step(&item.text), Kind::Text)]
        }
        Debrief::BuildBy(..) => one(say::debrief_d11_by(), future()),
        Debrief::Hunch(_) => vec![
            part(question, say::debrief_d12(), Kind::Percent),
            part(D12_FIT, say::debrief_d12_fit(), Kind::Scale { steps: Vec::new() }),
            part(D12_DREAM, say::debrief_d12_dream(), Kind::YesNo),
        ],
        Debrief::Fit(_) => vec![
            part(question, say::debrief_d12_fit(), Kind::Scale { steps: Vec::new() }),
            part(D12_DREAM, say::debrief_d12_dream(), Kind::YesNo),
        ],
        Debrief::Dream(_) => one(say::debrief_d12_dream(), Kind::YesNo),
        Debrief::Gathering(..) => Vec::new(), // passed before anything is asked
        Debrief::Lines(_, open) => {
            let kind = Kind::Choice { choices: lines::all_choices(), or_text: false };
            let mut prompt = vec![say::debrief_d13()];
            prompt.extend(open.iter().map(|(_, line)| say::lines_line(line_block(line))));
            vec![Part { prompt, ..part(question, say::debrief_d13(), kind) }]
        }
        Debrief::EachLine(_, left) => {
            let Some((_, line)) = left.front() else {
                return Vec::new();
            };
            let kind = Kind::Choice { choices: lines::one_choices(), or_text: true };
            vec![part(question, say::debrief_d13_line(line_block(line)), kind)]
        }
        Debrief::Decompress(notes) => {
            let mut parts = one(say::debrief_d14(), Kind::Choice { choices: Rest::choices(), or_text: true });
            let holds = notes.opening.hold && super::is_waited_for(view.person, notes.opening.round);
            parts.extend(holds.then(|| hold(notes)));
            parts
        }
        Debrief::Holding(notes) => vec![hold(notes)],
        Debrief::Captured(_) | Debrief::Done(_) => Vec::new(),
    }
}

fn rating(item: &Item, first: bool) -> Part {
    let steps = vec![say::rating_1(), say::rating_2(), say::rating_3(), say::rating_4(), say::rating_5()];
    let prompt = if first { say::debrief_d4(&item.text) } else { say::debrief_d4_next(&item.text) };
    part(QuestionId::of(name::D4, item.id), prompt, Kind::Scale { steps })
}

fn skill(question: QuestionId, item: &Item) -> Part {
    let kind = Kind::Skill { about: Arg::Text(item.text.clone()), choices: Skill::choices() };
    part(question, say::debrief_d5(&item.text), kind)
}

/// The listed answers to choose from; own words too, and only those where nothing was listed.
fn which(notes: &Notes) -> Kind {
    let mut choices: Vec<Choice> = notes.asked.iter().map(|item| Choice::thing(item.id, &item.text)).collect();
    choices.push(Choice::named(NONE, if notes.asked.is_empty() { say::which_no() } else { say::which_none() }));
    Kind::Choice { choices, or_text: true }
}

fn ingredients() -> Kind {
    Kind::Several { choices: Ingredient::choices(), other: true }
}

fn causes() -> Kind {
    Kind::Several { choices: Cause::choices(), other: true }
}

fn hold(notes: &Notes) -> Part {
    let kind = Kind::Choice { choices: holds(notes.is_dated()), or_text: false };
    part(W1B, say::wait_w1b(), kind)
}

fn hear() -> Kind {
    Kind::When { range: Range::Future, hour: false, choices: HearBack::choices() }
}

fn future() -> Kind {
    Kind::When { range: Range::Future, hour: false, choices: Vec::new() }
}

fn fix_kind(step: FixStep) -> Kind {
    match step {
        FixStep::When => Kind::Choice { choices: NowOrTomorrow::choices(), or_text: false },
        FixStep::Try => Kind::Choice { choices: Calmer::choices(), or_text: false },
        _ => Kind::Text,
    }
}

fn fix_prompt(notes: &Notes, step: FixStep) -> Vec<Block> {
    let weak = notes.weak.as_ref().map_or_else(|| Arg::from(say::which_no()), |weak| weak.text().into());
    match step {
        FixStep::When => vec![say::fix_when(weak)],
        FixStep::Where => vec![recipe(notes), say::fix_where(weak)],
        FixStep::Mine => vec![say::fix_mine()],
        FixStep::Did => vec![say::fix_did()],
        FixStep::Changed => vec![say::fix_changed()],
        FixStep::FirstSentence => vec![say::fix_first()],
        FixStep::Neutral => vec![say::fix_neutral()],
        FixStep::Know => vec![say::fix_know(weak)],
        FixStep::FindOut => vec![say::fix_find_out()],
        FixStep::Nearest => vec![say::fix_nearest()],
        FixStep::Step => vec![say::fix_step()],
        FixStep::Try => vec![say::fix_try()],
    }
}

/// "Your strong one had …", or the four things where nothing is known of it.
fn recipe(notes: &Notes) -> Block {
    let mut had: Vec<Arg> = notes.ingredients.iter().map(|ingredient| ingredient.label().into()).collect();
    had.extend(notes.worked.as_ref().map(Arg::from));
    if had.is_empty() || !matches!(notes.strong, Some(Chosen::Listed(_) | Chosen::Told(_))) {
        say::fix_recipe()
    } else {
        say::fix_recipe_strong(Arg::List(had))
    }
}
