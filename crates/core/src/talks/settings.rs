//! The settings of one person (§0): one change at a time, each said back with its default.

use super::{Machine, View, needed, part};
use crate::{
    Answer, QuestionId,
    ask::{Choice, Kind, Part},
    contact,
    vocabulary::way::{Hours, OwnLength, SettingKind},
    wording as say,
};

/// Which of them?
pub const SETTINGS: QuestionId = QuestionId::new("settings");
/// Another city or zone.
pub const ZONE: QuestionId = QuestionId::new("settings.zone");
/// Another country.
pub const COUNTRY: QuestionId = QuestionId::new("settings.country");
/// Other quiet hours.
pub const HOURS: QuestionId = QuestionId::new("settings.hours");
/// How long debriefs are to be.
pub const LENGTH: QuestionId = QuestionId::new("settings.length");

/// Where it stands.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Settings {
    /// Waiting for what is to be changed.
    Which,
    /// Waiting for a city or zone.
    Zone,
    /// Waiting for a country.
    Country,
    /// Waiting for quiet hours.
    Hours,
    /// Waiting for a length.
    Length,
    /// Known.
    Settled(Change),
}

/// What is to be changed.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Change {
    /// Nothing.
    None,
    /// The zone; `None` deletes it.
    Zone(Option<String>),
    /// The country; `None` deletes it.
    Country(Option<String>),
    /// The quiet hours.
    Hours(Hours),
    /// The length of debriefs.
    Length(OwnLength),
    /// Whether bars stand beside the skills.
    Bars(bool),
    /// Reminders that stopped are said again.
    Reminders,
    /// The last change is put back.
    Undo,
}

impl Settings {
    pub(super) fn open() -> Self {
        Self::Which
    }
}

impl Machine for Settings {
    fn question(&self) -> Option<QuestionId> {
        match self {
            Self::Which => Some(SETTINGS),
            Self::Zone => Some(ZONE),
            Self::Country => Some(COUNTRY),
            Self::Hours => Some(HOURS),
            Self::Length => Some(LENGTH),
            Self::Settled(_) => None,
        }
    }

    fn parts(&self, view: &View<'_>) -> Vec<Part> {
        let choice = |choices| Kind::Choice { choices, or_text: false };
        match self {
            Self::Which => vec![needed(SETTINGS, say::settings_which(), choice(on_offer(view)))],
            Self::Zone => vec![part(ZONE, say::settings_zone(), Kind::Zone)],
            Self::Country => vec![part(COUNTRY, say::settings_country(), Kind::Country)],
            Self::Hours => vec![part(HOURS, say::settings_hours(), choice(Hours::choices()))],
            Self::Length => vec![part(LENGTH, say::settings_length(), choice(OwnLength::choices()))],
            Self::Settled(_) => Vec::new(),
        }
    }

    fn answer(self, answer: &Answer) -> Result<Self, Self> {
        let settled = |change| Ok(Self::Settled(change));
        match (&self, answer) {
            (Self::Which, Answer::Choice(pick)) => match SettingKind::from_pick(pick) {
                Some(SettingKind::Zone) => Ok(Self::Zone),
                Some(SettingKind::Country) => Ok(Self::Country),
                Some(SettingKind::QuietHours) => Ok(Self::Hours),
                Some(SettingKind::Length) => Ok(Self::Length),
                Some(SettingKind::BarsOn) => settled(Change::Bars(true)),
                Some(SettingKind::BarsOff) => settled(Change::Bars(false)),
                Some(SettingKind::Reminders) => settled(Change::Reminders),
                Some(SettingKind::ForgetZone) => settled(Change::Zone(None)),
                Some(SettingKind::ForgetCountry) => settled(Change::Country(None)),
                Some(SettingKind::Undo) => settled(Change::Undo),
                Some(SettingKind::Leave) => settled(Change::None),
                None => Err(self),
            },
            (Self::Zone, Answer::Zone(zone)) => settled(Change::Zone(Some(zone.clone()))),
            (Self::Country, Answer::Country(country)) => settled(Change::Country(Some(country.clone()))),
            (Self::Hours, Answer::Choice(pick)) => match Hours::from_pick(pick) {
                Some(hours) => settled(Change::Hours(hours)),
                None => Err(self),
            },
            (Self::Length, Answer::Choice(pick)) => match OwnLength::from_pick(pick) {
                Some(length) => settled(Change::Length(length)),
                None => Err(self),
            },
            (Self::Zone | Self::Country | Self::Hours | Self::Length, Answer::Skipped) => settled(Change::None),
            _ => Err(self),
        }
    }
}

/// What there is to delete or to put back is on offer only where there is something.
fn on_offer(view: &View<'_>) -> Vec<Choice> {
    let there = |kind: &SettingKind| match kind {
        SettingKind::BarsOn => !view.person.bars(),
        SettingKind::BarsOff => view.person.bars(),
        SettingKind::Reminders => !contact::stopped(view.person, view.settings).is_empty(),
        SettingKind::ForgetZone => view.person.zone_name().is_some(),
        SettingKind::ForgetCountry => view.person.country().is_some(),
        SettingKind::Undo => view.person.changed_setting().is_some(),
        _ => true,
    };
    SettingKind::ALL.iter().copied().filter(there).map(SettingKind::choice).collect()
}
