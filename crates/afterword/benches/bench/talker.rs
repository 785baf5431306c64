//! Somebody who answers whatever is asked, in about as many words as people use.

use afterword_core::answer::{When, YesNo};
use afterword_core::ask::{Ask, Kind, Pick, Range};
use afterword_core::{Answer, Private, vocabulary::Length};
use jiff::{ToSpan as _, civil};
use std::borrow::Cow;

/// How many questions an interview is remembered to have had.
const LISTED: usize = 5;

const TEXTS: [&str; 5] = [
    "Tell me about a time you had to disagree with somebody more senior than you.",
    "I said we should talk to the two teams first, and offered to write the summary myself.",
    "They seemed to like the part about the migration; the rest I rushed through, I think.",
    "SQL window functions",
    "It was friendly. Two people, one of them took notes the whole time and asked nothing until the very end, then three questions in a row about the gap last year.",
];

/// The answer this person gives, on this civil day and hour.
pub(crate) fn answer(ask: &Ask, local: civil::DateTime) -> Answer {
    let part = &ask.part;
    let name = part.question.name.as_ref();
    let text = |n: usize| Answer::Text(Private::new(TEXTS[n % TEXTS.len()]));
    match &part.kind {
        Kind::Text => text(name.len() + name.bytes().map(usize::from).sum::<usize>()),
        Kind::Items { so_far, max } if *so_far < LISTED.min(*max) => text(*so_far),
        Kind::Items { .. } => Answer::Done,
        Kind::Choice { choices, .. } => {
            let things = choices.iter().filter(|choice| matches!(choice.pick, Pick::Thing(_)));
            // D7 is about another answer than D6, where there is one.
            let thing = things.clone().nth(usize::from(name == "D7")).or_else(|| things.clone().next());
            // A job more, each time.
            let new = choices.iter().find(|choice| matches!(&choice.pick, Pick::Named(name) if name == "new-job"));
            match (name, new.or(thing)) {
                ("D1.length", _) => Answer::Choice(Pick::Named(Cow::Borrowed(Length::Full.id()))),
                (_, Some(chosen)) => Answer::Choice(chosen.pick.clone()),
                (_, None) => choices.first().map_or(Answer::Skipped, |choice| Answer::Choice(choice.pick.clone())),
            }
        }
        Kind::Several { choices, .. } => {
            let picks = choices.iter().take(2).map(|choice| choice.pick.clone()).collect();
            Answer::Several { picks, other: None }
        }
        Kind::Skill { choices, .. } => {
            Answer::Several { picks: choices.iter().take(1).map(|choice| choice.pick.clone()).collect(), other: None }
        }
        Kind::Scale { .. } => Answer::Scale(4),
        Kind::Percent => Answer::Percent(50),
        Kind::When { range: Range::Past, .. } => when(local.saturating_sub(2.hours())),
        Kind::When { .. } if name == "N2" => when(local.saturating_sub(2.hours())),
        Kind::When { .. } => when(local.saturating_add(6.days())),
        Kind::YesNo => Answer::YesNo(YesNo::No),
        Kind::Zone => Answer::Zone("Europe/London".into()),
        Kind::Country => Answer::Country("GB".into()),
    }
}

fn when(at: civil::DateTime) -> Answer {
    Answer::When(When { at, hour_named: true })
}
