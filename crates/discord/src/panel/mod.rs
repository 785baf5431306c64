//! What moderators do with prompts: one ephemeral panel, opened by `/prompts`, whose buttons,
//! menus and forms are all there is to know.
//!
//! Pure: a page is rendered from the community as it is ([`page`]), and what somebody uses on one
//! means a [`Step`] ([`step`]). All of it is in the ids of the components and in the store, so a
//! page works after a restart and for ever; one that is old does what is right now.

mod choosing;
mod control;
mod filled;
mod forms;
mod home;
mod library;
mod lists;
mod parts;
mod series;
mod settings;
mod standing;
mod step;
mod suggestions;

pub(crate) use control::{Control, What};
pub(crate) use forms::form;
pub(crate) use library::{Brought, brought, exported, new_among};
pub(crate) use standing::{Standing, Visitor};
pub(crate) use step::{Given, Step, step};

use crate::{
    acts::Answered,
    render::{self, Body, Surface},
};
use afterword_core::{
    Id, Say, Settings,
    community::{Community, Order},
    say::Block,
};
use afterword_words::Words;
use jiff::Timestamp;

/// What a page is made of.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    pub(crate) words: &'a Words,
    pub(crate) community: &'a Community,
    pub(crate) settings: &'a Settings,
    pub(crate) now: Timestamp,
    /// Whether whoever looks may do what is kept for those who look after the server.
    pub(crate) all: bool,
}

/// A page of the panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Page {
    /// What series there are, and what is the matter with them.
    Home,
    /// Where a new series posts.
    New,
    /// One series.
    Series(Id),
    /// How it posts.
    Setup(Id),
    /// The community's own prompts, from this one on.
    Library(usize),
    /// One of them.
    Prompt(Id),
    /// A suggestion that waits, by its place among them.
    Suggestions(usize),
    /// Settings.
    Settings,
    /// Counts.
    Numbers,
    /// The audit log, from this line on.
    Log(usize),
    /// Whether everything is to be forgotten.
    Forget,
}

impl Page {
    /// What is looked at by looking at it: whoever is no moderator sees nothing of it, and it is noted.
    pub(crate) fn look(self) -> Order {
        match self {
            Self::Series(series) | Self::Setup(series) => Order::NextRuns(series),
            Self::Suggestions(_) => Order::Suggestions,
            Self::Numbers => Order::Statistics,
            Self::Log(after) => Order::Audit { after },
            Self::Library(after) => Order::Library { after },
            Self::Settings | Self::Forget => Order::Customs,
            Self::Home | Self::New | Self::Prompt(_) => Order::List,
        }
    }

    /// Whether the answer to that is what the page says.
    pub(crate) fn is_answered(self) -> bool {
        matches!(self, Self::Home | Self::Series(_) | Self::Numbers | Self::Log(_))
    }
}

/// A page, below what was answered.
pub(crate) fn page(view: &View<'_>, page: Page, answers: &[Answered]) -> Body {
    if let Some(body) = parts::shown(view.words, answers) {
        return body;
    }
    let said = answers.iter().filter_map(|answer| match answer {
        Answered::Say(say) => Some(say.blocks.clone()),
        Answered::Show(_) => None,
    });
    let mut blocks: Vec<Block> = said.flatten().collect();
    let (more, rows) = match page {
        Page::Home => home::home(view),
        Page::New => home::new(view),
        Page::Series(series) => series::series(view, series),
        Page::Setup(series) => series::setup(view, series),
        Page::Library(from) => library::library(view, from),
        Page::Prompt(prompt) => library::prompt(view, prompt),
        Page::Suggestions(nth) => suggestions::suggestions(view, nth),
        Page::Settings => settings::settings(view),
        Page::Forget => settings::forget(view),
        Page::Numbers => lists::numbers(view),
        Page::Log(after) => lists::log(view, after),
    };
    blocks.extend(more);
    Body { rows, ..said_as(view.words, blocks) }
}

/// Sentences alone, without a page.
pub(crate) fn said_as(words: &Words, blocks: Vec<Block>) -> Body {
    render::message(words, &Say { blocks, ask: None, attachment: None }, Surface::Ephemeral)
}

#[cfg(test)]
mod tests;
