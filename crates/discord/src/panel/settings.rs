//! What a server decides about itself.

use super::{
    Control, View, What,
    parts::{Choice, Parts, row},
};
use crate::sentences as say;
use afterword_core::{
    community::{Customs, Setting},
    say::Block,
};
use serenity::all::ButtonStyle;

/// The most moderators that can be wanted for a suggestion.
const APPROVALS: u8 = 5;

/// Something that is on or off: its value in the menu, its name, whether it is on, and the setting.
type Switch = (&'static str, &'static str, fn(&Customs) -> bool, fn(bool) -> Setting);

#[rustfmt::skip] // a table to read
const SWITCHES: [Switch; 4] = [
    ("h", say::SWITCH_SHARING,     |customs| customs.sharing,       Setting::Sharing),
    ("m", say::SWITCH_MODERATOR,   |customs| customs.ask_moderator, Setting::AskModerator),
    ("g", say::SWITCH_SUGGESTIONS, |customs| customs.suggestions,   Setting::Suggestions),
    ("d", say::SWITCH_DIGEST,      |customs| customs.digest,        Setting::Digest),
];

pub(super) fn settings(view: &View<'_>) -> Parts {
    let customs = view.community.customs();
    let zone = view.community.zone_name(view.settings);
    let switches = SWITCHES.iter().map(|(value, word, is, _)| Choice {
        label: view.word(word),
        value: (*value).to_owned(),
        about: None,
        chosen: is(customs),
    });
    let approvals = (1..=APPROVALS).map(|wanted| Choice {
        label: view.words.block(&say::panel_approvals(usize::from(wanted))),
        value: wanted.to_string(),
        about: None,
        chosen: customs.approvals == wanted,
    });
    let mut rows = vec![no_forums(view, customs.moderators.as_deref())];
    // Only they can change it who look after the server; others need not be shown it.
    if view.all {
        let role = customs.moderator_role.as_deref();
        rows.push(view.roles(Control::to(What::ModeratorRole), say::PANEL_MODERATOR_ROLE, role));
    }
    rows.extend(view.menu(Control::to(What::Switches), say::PANEL_SWITCHES, (0, 4), switches.collect()));
    rows.extend(view.menu(Control::to(What::Approvals), say::PANEL_APPROVALS, (1, 1), approvals.collect()));
    let mut buttons = vec![
        view.plain(Control::to(What::Zone), say::PANEL_ZONE),
        view.plain(Control::to(What::Everything), say::PANEL_EVERYTHING),
    ];
    buttons.extend(view.all.then(|| view.button(Control::to(What::Forget), say::PANEL_FORGET, ButtonStyle::Danger)));
    buttons.push(view.back(Control::to(What::Home)));
    rows.push(row(buttons));
    (vec![say::panel_settings(zone)], rows)
}

pub(super) fn forget(view: &View<'_>) -> Parts {
    let sure = view.button(Control::to(What::Forgotten), say::PANEL_FORGET_SURE, ButtonStyle::Danger);
    (vec![Block::plain(say::PANEL_FORGET_SAID)], vec![row(vec![sure, view.back(Control::to(What::Settings))])])
}

/// The settings that differ once these are on and the others are off.
pub(super) fn switched(customs: &Customs, on: &[String]) -> Vec<Setting> {
    let wanted = |value: &str| on.iter().any(|one| one == value);
    let differ = SWITCHES.iter().filter(|(value, _, is, _)| is(customs) != wanted(value));
    differ.map(|(value, _, _, setting)| setting(wanted(value))).collect()
}

/// How many approvals were chosen.
pub(super) fn approvals(value: &str) -> Option<u8> {
    value.parse().ok().filter(|wanted| (1..=APPROVALS).contains(wanted))
}

fn no_forums(view: &View<'_>, now: Option<&str>) -> serenity::builder::CreateActionRow {
    view.channels(Control::to(What::Moderators), say::PANEL_MODERATORS, now, false)
}
