//! One series: what can be done with it, and how it posts.

use super::{
    Control, View, What,
    choosing::{hows, themes},
    home,
    parts::{Parts, row},
};
use crate::sentences as say;
use afterword_core::{
    Id,
    community::{Place, PlaceKind, Series},
    say::{Arg, Block},
};
use serenity::all::ButtonStyle;

/// Its rule and its next runs are said by the answer to the look at it, or to what was done.
pub(super) fn series(view: &View<'_>, id: Id) -> Parts {
    // It was deleted: what there is instead.
    let Some(series) = view.community.one_series(id) else { return home::home(view) };
    let to = |what| Control::about(what, id);
    let going = if series.paused || view.community.waits_for_channel(id) {
        view.plain(to(What::Resume), say::PANEL_RESUME)
    } else {
        view.plain(to(What::Pause), say::PANEL_PAUSE)
    };
    let rows = vec![
        row(vec![
            view.button(to(What::Preview), say::PANEL_PREVIEW, ButtonStyle::Primary),
            view.plain(to(What::DryRun), say::PANEL_DRY_RUN),
            view.plain(to(What::PostNow), say::PANEL_POST_NOW),
            view.plain(to(What::Skip), say::PANEL_SKIP),
            going,
        ]),
        row(vec![
            view.plain(to(What::Edit), say::PANEL_EDIT),
            view.plain(to(What::Setup), say::PANEL_SETUP),
            view.plain(to(What::DaysOff), say::PANEL_DAYS_OFF),
            view.button(to(What::Delete), say::PANEL_DELETE, ButtonStyle::Danger),
            view.back(Control::to(What::Home)),
        ]),
    ];
    (said(series), rows)
}

pub(super) fn setup(view: &View<'_>, id: Id) -> Parts {
    let Some(series) = view.community.one_series(id) else { return home::home(view) };
    let plan = &series.plan;
    let to = |what| Control::about(what, id);
    let mut rows = vec![
        view.channels(to(What::Place), say::PANEL_WHERE, Some(&plan.place.channel), true),
        view.roles(to(What::Role), say::PANEL_ROLE, plan.role.as_deref()),
    ];
    let choices = themes(view, plan);
    let most = u8::try_from(choices.len()).unwrap_or(u8::MAX);
    rows.extend(view.menu(to(What::Themes), say::PANEL_THEMES, (1, most), choices));
    rows.extend(view.menu(to(What::How), say::PANEL_HOW, (1, 1), hows(view, plan)));
    rows.push(row(vec![view.back(to(What::Series))]));
    (said(series), rows)
}

/// What moderators decided about it.
fn said(series: &Series) -> Vec<Block> {
    let plan = &series.plan;
    let mut blocks = vec![say::panel_series(place(&plan.place))];
    blocks.extend(plan.role.as_deref().map(say::panel_role));
    if !plan.schedule.skip.is_empty() {
        blocks.push(say::panel_days_off(plan.schedule.skip.len()));
    }
    blocks
}

fn place(place: &Place) -> Arg {
    let word = match place.kind {
        PlaceKind::Message => say::PANEL_AS_MESSAGE,
        PlaceKind::Thread => say::PANEL_AS_THREAD,
        PlaceKind::Forum => say::PANEL_AS_FORUM,
    };
    say::panel_place(word, &place.channel).into()
}
