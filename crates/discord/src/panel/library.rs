//! A community's own prompts: page by page, one by one, as files, and from one.

use super::{
    Control, View, What,
    parts::{Choice, OPTIONS, Parts, row},
};
use crate::{custom_id::written, render::Body, sentences as say};
use afterword_core::{
    Id, Private,
    community::{Community, NewPrompt, Prompt, PromptId},
    say::Block,
    wording,
};
use afterword_words::prompts::{Format, export, import};
use serenity::all::ButtonStyle;
use std::collections::BTreeSet;

pub(super) fn library(view: &View<'_>, from: usize) -> Parts {
    let count = view.community.prompts().count();
    let from = if from < count { from } else { 0 };
    let choices = view.community.prompts().skip(from).take(OPTIONS).map(|(id, prompt)| Choice {
        label: prompt.text.reveal().to_owned(),
        value: written(id),
        about: Some(prompt.theme.clone()),
        chosen: false,
    });
    let mut rows = Vec::new();
    rows.extend(view.menu(Control::to(What::ChoosePrompt), say::PANEL_PROMPT, (1, 1), choices.collect()));
    let mut turning = Vec::new();
    if from > 0 {
        turning.push(view.plain(Control::numbered(What::Library, from.saturating_sub(OPTIONS)), say::PANEL_EARLIER));
    }
    if from + OPTIONS < count {
        turning.push(view.plain(Control::numbered(What::Library, from + OPTIONS), say::PANEL_LATER));
    }
    if !turning.is_empty() {
        rows.push(row(turning));
    }
    rows.push(row(vec![
        view.button(Control::to(What::AddPrompt), say::PANEL_ADD, ButtonStyle::Primary),
        view.plain(Control::to(What::Toml), say::PANEL_TOML),
        view.plain(Control::to(What::Csv), say::PANEL_CSV),
        view.back(Control::to(What::Home)),
    ]));
    (vec![wording::library_count(count), Block::plain(say::PANEL_LIBRARY_SAID)], rows)
}

pub(super) fn prompt(view: &View<'_>, id: Id) -> Parts {
    let found = view.community.prompts().find(|(other, _)| *other == id);
    let Some((_, prompt)) = found else { return library(view, 0) };
    let rows = vec![row(vec![
        view.plain(Control::about(What::EditPrompt, id), say::PANEL_EDIT),
        view.button(Control::about(What::RemovePrompt, id), say::PANEL_REMOVE, ButtonStyle::Danger),
        view.back(Control::to(What::Library)),
    ])];
    (vec![say::panel_prompt(&prompt.text, &Private::new(prompt.theme.as_str()), prompt.opens.id())], rows)
}

/// The community's own prompts as a file.
pub(crate) fn exported(community: &Community, format: Format) -> (String, Vec<u8>) {
    let own = community.prompts().map(|(id, prompt)| Prompt {
        id: PromptId::new(format!("own-{}", id.to_string().replace('.', "-"))),
        theme: prompt.theme.clone(),
        text: prompt.text.clone(),
        opens: prompt.opens,
        season: prompt.season,
    });
    let name = match format {
        Format::Toml => "prompts.toml",
        Format::Csv => "prompts.csv",
    };
    (name.to_owned(), export(format, &own.collect::<Vec<_>>()).into_bytes())
}

/// A file that somebody brought, as far as it can be understood.
pub(crate) enum Brought {
    /// Prompts.
    Prompts(Vec<NewPrompt>),
    /// Days on which nothing is posted.
    Calendar,
    /// What is wrong with it, line by line.
    Wrong(Vec<Block>),
    /// Something else.
    Other,
}

impl Brought {
    pub(crate) fn read(name: &str, bytes: &[u8]) -> Self {
        let name = name.to_lowercase();
        let format = match name.rsplit_once('.').map(|(_, ending)| ending) {
            Some("toml") => Format::Toml,
            Some("csv" | "tsv") => Format::Csv,
            Some("ics") => return Self::Calendar,
            _ => return Self::Other,
        };
        match import(format, bytes) {
            Ok(prompts) => Self::Prompts(prompts.into_iter().map(new).collect()),
            Err(problems) => Self::Wrong(problems.iter().map(|problem| problem.block()).collect()),
        }
    }
}

fn new(prompt: Prompt) -> NewPrompt {
    let Prompt { id: _, theme, text, opens, season } = prompt;
    NewPrompt { text, theme, opens, season, picture: None }
}

/// What a file holds, and whether it is to be added; the file itself stands under the question.
pub(crate) fn brought(view: &View<'_>, new: usize, file: (String, Vec<u8>)) -> Body {
    let add = view.button(Control::to(What::Import), say::PANEL_IMPORT, ButtonStyle::Primary);
    let body = super::said_as(view.words, vec![say::panel_brought(new)]);
    Body { rows: vec![row(vec![add, view.back(Control::to(What::Library))])], files: vec![file], ..body }
}

/// Those that the library does not have yet: whoever adds the same file twice has it once.
pub(crate) fn new_among(community: &Community, prompts: Vec<NewPrompt>) -> Vec<NewPrompt> {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let known: BTreeSet<String> = community.prompts().map(|(_, prompt)| plain(prompt.text.reveal())).collect();
    prompts.into_iter().filter(|prompt| !known.contains(&plain(prompt.text.reveal()))).collect()
}
