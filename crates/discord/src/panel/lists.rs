//! Counts and the audit log: what the answers to the look at them say.

use super::{
    Control, View, What,
    parts::{Parts, row},
};
use crate::sentences as say;

/// How many lines of the log come with one look.
const LINES: usize = 20;

pub(super) fn numbers(view: &View<'_>) -> Parts {
    (Vec::new(), vec![row(vec![view.back(Control::to(What::Home))])])
}

pub(super) fn log(view: &View<'_>, after: usize) -> Parts {
    let mut buttons = Vec::new();
    if after > 0 {
        buttons.push(view.plain(Control::numbered(What::Log, after.saturating_sub(LINES)), say::PANEL_NEWER));
    }
    if view.community.audit().nth(after + LINES).is_some() {
        buttons.push(view.plain(Control::numbered(What::Log, after + LINES), say::PANEL_OLDER));
    }
    buttons.push(view.back(Control::to(What::Home)));
    (Vec::new(), vec![row(buttons)])
}
