//! The buttons and menus under a question.

use afterword_core::{
    Answer,
    ask::{Ask, Kind, Stamp},
    say::Block,
};
use afterword_words::{Offered, Words};
use serenity::{
    all::ButtonStyle,
    builder::{CreateActionRow, CreateButton, CreateSelectMenu, CreateSelectMenuKind, CreateSelectMenuOption},
};

use super::{
    Surface,
    length::{cut, length},
};
use crate::{
    custom_id::{Beginning, Value},
    sentences as say,
};

/// Room for labels.
const BUTTON: usize = 80;
const OPTION: usize = 100;
/// So many buttons stand in a row, and so many options in a menu.
const BUTTONS: usize = 5;
const OPTIONS: usize = 25;
/// Two of the five rows are for the form and for finding one's way.
const MENUS: usize = 3;

/// What can be used under a question.
#[derive(Default)]
pub(super) struct Controls {
    pub(super) rows: Vec<CreateActionRow>,
    /// Whether a label does not say all of its choice, so that the text has to.
    pub(super) shortened: bool,
}

impl Controls {
    pub(super) fn of(words: &Words, ask: &Ask, surface: Surface) -> Self {
        let making = Making { words, stamp: &ask.stamp, ids: Beginning::of(&ask.stamp) };
        let kind = &ask.part.kind;
        let offered = words.offered(kind);
        let several = matches!(kind, Kind::Several { .. } | Kind::Skill { .. });
        let room = if several || offered.len() > BUTTONS { OPTION } else { BUTTON };
        let whole = making.labels(kind, &offered, false);
        let shortened = whole.iter().any(|label| length(label) > room) || offered.len() > MENUS * OPTIONS;
        let labels = if shortened { making.labels(kind, &offered, true) } else { whole };
        let mut rows = match (several, offered.len()) {
            (_, 0) => Vec::new(),
            (false, ..=BUTTONS) => making.buttons(&offered, &labels),
            _ => making.menus(kind, &offered, &labels),
        };
        rows.extend(row(making.more(ask, offered.len() > MENUS * OPTIONS)));
        rows.extend(row(making.way(ask.part.skippable, surface)));
        Self { rows, shortened }
    }
}

struct Making<'a> {
    words: &'a Words,
    stamp: &'a Stamp,
    ids: Beginning,
}

impl Making<'_> {
    /// What each choice is called, with its number where the text lists them.
    fn labels(&self, kind: &Kind, offered: &[Offered], listed: bool) -> Vec<String> {
        let values = matches!(kind, Kind::Scale { .. } | Kind::Percent);
        let yes_no = matches!(kind, Kind::YesNo);
        let label = |one: &Offered| match (one.label.is_empty(), values || listed) {
            (true, _) => one.number.to_string(),
            (false, true) => self.words.block(&say::numbered(one.number, &one.label)),
            (false, false) if yes_no => capitalised(&one.label),
            (false, false) => one.label.clone(),
        };
        offered.iter().map(|one| in_one_line(&label(one))).collect()
    }

    fn buttons(&self, offered: &[Offered], labels: &[String]) -> Vec<CreateActionRow> {
        let one = |(one, label): (&Offered, &String)| self.button(ButtonStyle::Primary, value(&one.answer)?, label);
        row(offered.iter().zip(labels).filter_map(one).collect()).into_iter().collect()
    }

    fn menus(&self, kind: &Kind, offered: &[Offered], labels: &[String]) -> Vec<CreateActionRow> {
        let several = matches!(kind, Kind::Several { .. } | Kind::Skill { .. });
        let most = if matches!(kind, Kind::Skill { .. }) { 2 } else { OPTIONS };
        let split = offered.len() > OPTIONS;
        let mut menus = Vec::new();
        for (nth, (chunk, labels)) in (0..).zip(offered.chunks(OPTIONS).zip(labels.chunks(OPTIONS))).take(MENUS) {
            let option = |(one, label): (&Offered, &String)| {
                let value = value(&one.answer)?.encode();
                Some(CreateSelectMenuOption::new(cut(label, OPTION), value))
            };
            let options: Vec<_> = chunk.iter().zip(labels).filter_map(option).collect();
            let most = if several { u8::try_from(most.min(options.len())).unwrap_or(1) } else { 1 };
            let Some(id) = self.id(if several { Value::Several(nth) } else { Value::One(nth) }) else { continue };
            let from = usize::from(nth) * OPTIONS + 1;
            let placeholder = match kind {
                _ if split => say::choose_from(several, from, from + chunk.len() - 1),
                Kind::Skill { .. } => Block::plain(say::CHOOSE_TWO),
                Kind::Several { .. } => Block::plain(say::CHOOSE_SEVERAL),
                _ => Block::plain(say::CHOOSE),
            };
            let menu = CreateSelectMenu::new(id, CreateSelectMenuKind::String { options })
                .placeholder(self.words.block(&placeholder))
                .min_values(1)
                .max_values(most);
            menus.push(CreateActionRow::SelectMenu(menu));
        }
        menus
    }

    /// What answers the question besides its choices.
    fn more(&self, ask: &Ask, too_many: bool) -> Vec<CreateButton> {
        let form = match &ask.part.kind {
            _ if !ask.rest.is_empty() => Some(say::FORM_ALL),
            Kind::Text => Some(say::FORM_TEXT),
            Kind::Items { .. } => Some(say::FORM_ITEM),
            Kind::Choice { or_text: true, .. } | Kind::Several { other: true, .. } => Some(say::FORM_OWN),
            Kind::When { .. } => Some(say::FORM_DAY),
            Kind::Zone => Some(say::FORM_PLACE),
            Kind::Country => Some(say::FORM_COUNTRY),
            _ => too_many.then_some(say::FORM_TYPED),
        };
        let done = matches!(ask.part.kind, Kind::Items { so_far: 1.., .. }).then_some((Value::Done, say::DONE));
        let none = takes_none(ask).then_some((Value::Nothing, say::NOTHING));
        let first = form.map(|word| (Value::Form, word));
        let of = |(value, word)| self.button(ButtonStyle::Primary, value, &self.words.block(&Block::plain(word)));
        first.into_iter().chain(done).chain(none).filter_map(of).collect()
    }

    /// What can be done at any question.
    fn way(&self, skippable: bool, surface: Surface) -> Vec<CreateButton> {
        let skip = skippable.then_some((Value::Skip, say::SKIP));
        let always = [(Value::Back, say::BACK), (Value::Pause, say::PAUSE), (Value::Why, say::WHY)];
        let direct = (surface == Surface::Ephemeral).then_some((Value::Direct, say::DIRECT));
        let of = |(value, word)| self.button(ButtonStyle::Secondary, value, &self.words.block(&Block::plain(word)));
        skip.into_iter().chain(always).chain(direct).filter_map(of).collect()
    }

    fn button(&self, style: ButtonStyle, value: Value, label: &str) -> Option<CreateButton> {
        Some(CreateButton::new(self.id(value)?).style(style).label(cut(label, BUTTON)))
    }

    /// What does not fit is left out: it can still be typed.
    fn id(&self, value: Value) -> Option<String> {
        self.ids
            .with(&value)
            .inspect_err(|error| tracing::error!(question = %self.stamp.question, %error, "a defect"))
            .ok()
    }
}

/// Whether none of several is an answer here. Where own words are not taken, not every
/// talk takes it: there it is a choice by itself, or skipped.
fn takes_none(ask: &Ask) -> bool {
    ask.part.skippable && matches!(ask.part.kind, Kind::Several { other: true, .. })
}

/// What a choice brings back; `None` where it is no single value.
fn value(answer: &Answer) -> Option<Value> {
    Some(match answer {
        Answer::Choice(pick) => Value::Pick(pick.clone()),
        Answer::Several { picks, .. } => Value::Pick(picks.first()?.clone()),
        Answer::Scale(step) => Value::Scale(*step),
        Answer::Percent(percent) => Value::Percent(*percent),
        Answer::YesNo(yes_no) => Value::YesNo(*yes_no),
        _ => return None,
    })
}

fn row(buttons: Vec<CreateButton>) -> Option<CreateActionRow> {
    (!buttons.is_empty()).then_some(CreateActionRow::Buttons(buttons))
}

/// As it stands on a button, where nothing stands before it.
fn capitalised(label: &str) -> String {
    let mut chars = label.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// A label has one line, and at least something in it.
fn in_one_line(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.is_empty() { "…".to_owned() } else { line }
}
