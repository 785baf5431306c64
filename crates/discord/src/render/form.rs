//! The form of a question: a text input for each of its parts.

use afterword_core::{
    Say,
    ask::{Ask, Kind, Part},
    say::Block,
};
use afterword_words::Words;
use serenity::{
    all::InputTextStyle,
    builder::{CreateActionRow, CreateInputText, CreateModal},
};

use super::length::cut;
use crate::{
    custom_id::{CustomId, TooLong, Value},
    sentences as say,
};

/// Room for a title and for a label.
const LABEL: usize = 45;
/// Room for what stands in an empty input.
const PLACEHOLDER: usize = 100;
/// The most inputs a form has, and the most that one takes.
const INPUTS: usize = 5;
const TEXT: u16 = 4000;

/// The form that the button with [`Value::Form`] opens. What is typed into it
/// is understood as a typed message is ([`crate::used::filled`]).
///
/// The inputs stand in action rows: serenity loses what is in a `Label`.
///
/// # Errors
/// [`TooLong`]; no question of any talk comes near.
pub fn form(words: &Words, ask: &Ask) -> Result<CreateModal, TooLong> {
    let id = CustomId { stamp: ask.stamp.clone(), value: Value::Form }.encode()?;
    let title = if ask.rest.is_empty() { say::FORM_TITLE } else { say::FORM_TITLE_ALL };
    let parts = std::iter::once(&ask.part).chain(&ask.rest).take(INPUTS);
    let rows = parts.enumerate().map(|(nth, part)| CreateActionRow::InputText(input(words, ask, nth, part)));
    let title = cut(&words.block(&Block::plain(title)), LABEL);
    Ok(CreateModal::new(id, title).components(rows.collect()))
}

fn input(words: &Words, ask: &Ask, nth: usize, part: &Part) -> CreateInputText {
    let alone = Ask { stamp: ask.stamp.clone(), part: part.clone(), rest: Vec::new() };
    let question = words.layout(&Say { blocks: Vec::new(), ask: Some(alone), attachment: None }).question;
    let (prompt, hint) = question.map(|question| (question.prompt, question.hint)).unwrap_or_default();
    // The whole question stands in the message behind the form; its last sentence is what is asked.
    let label = prompt.last().map(|prompt| prompt.split_whitespace().collect::<Vec<_>>().join(" "));
    let label = label.filter(|label| !label.is_empty());
    let label = label.unwrap_or_else(|| words.block(&Block::plain(say::FORM_TITLE)));
    let long = matches!(part.kind, Kind::Text | Kind::Items { .. } | Kind::Several { other: true, .. })
        || matches!(part.kind, Kind::Choice { or_text: true, .. });
    let style = if long { InputTextStyle::Paragraph } else { InputTextStyle::Short };
    // The first is needed, so that a form says something; what is left out after it is asked by itself.
    let input = CreateInputText::new(style, cut(&label, LABEL), nth.to_string()).required(nth == 0).max_length(TEXT);
    match hint.filter(|_| !matches!(part.kind, Kind::Items { .. })) {
        Some(hint) => input.placeholder(cut(&hint, PLACEHOLDER)),
        None => input,
    }
}
