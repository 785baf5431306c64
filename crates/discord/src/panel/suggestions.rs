//! What members suggest, one by one.

use super::{
    Control, View, What,
    parts::{Parts, row},
};
use crate::sentences as say;
use afterword_core::wording;
use serenity::all::ButtonStyle;

pub(super) fn suggestions(view: &View<'_>, nth: usize) -> Parts {
    let count = view.community.suggestions().count();
    let nth = if nth < count { nth } else { 0 };
    let mut blocks = vec![wording::suggestions_count(count)];
    let mut rows = Vec::new();
    let mut going = Vec::new();
    if let Some(waits) = view.community.suggestions().nth(nth) {
        blocks.push(say::panel_suggestion(&waits.text));
        let to = |what| Control::about(what, waits.id);
        rows.push(row(vec![
            view.button(to(What::Accept), say::PANEL_ACCEPT, ButtonStyle::Success),
            view.plain(to(What::AcceptAs), say::PANEL_ACCEPT_AS),
            view.plain(to(What::Decline), say::PANEL_DECLINE),
        ]));
        if count > 1 {
            going.push(view.plain(Control::numbered(What::Suggestions, (nth + 1) % count), say::PANEL_NEXT));
        }
    }
    going.push(view.back(Control::to(What::Home)));
    rows.push(row(going));
    (blocks, rows)
}
