//! The first page, and where a new series begins.

use super::{
    Control, View, What,
    parts::{Choice, Parts, row},
};
use crate::{custom_id::written, sentences as say};
use afterword_core::say::Block;
use serenity::all::ButtonStyle;

/// What series there are is said by the answer to the look at them.
pub(super) fn home(view: &View<'_>) -> Parts {
    let choices = view.community.series().map(|series| Choice {
        label: series.plan.name.reveal().to_owned(),
        value: written(series.id),
        about: Some(view.words.block(&series.plan.schedule.said())),
        chosen: false,
    });
    let mut rows = Vec::new();
    rows.extend(view.menu(Control::to(What::Choose), say::PANEL_CHOOSE, (1, 1), choices.collect()));
    rows.push(row(vec![
        view.button(Control::to(What::New), say::PANEL_NEW, ButtonStyle::Primary),
        view.plain(Control::to(What::Library), say::PANEL_LIBRARY),
        view.plain(Control::to(What::Suggestions), say::PANEL_SUGGESTIONS),
        view.plain(Control::to(What::Settings), say::PANEL_SETTINGS),
    ]));
    rows.push(row(vec![
        view.plain(Control::to(What::Numbers), say::PANEL_NUMBERS),
        view.plain(Control::to(What::Log), say::PANEL_LOG),
        view.plain(Control::to(What::Undo), say::PANEL_UNDO),
    ]));
    (Vec::new(), rows)
}

pub(super) fn new(view: &View<'_>) -> Parts {
    let channels = view.channels(Control::to(What::NewIn), say::PANEL_WHERE, None, true);
    (vec![Block::plain(say::PANEL_NEW_SAID)], vec![channels, row(vec![view.back(Control::to(What::Home))])])
}
