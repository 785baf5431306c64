//! What is chosen by menus about a series, and back: themes, and how it posts.

use super::{View, parts::Choice};
use crate::sentences as say;
use afterword_core::{
    Private,
    community::{Library, Own, PlaceKind, Plan, prompt::Theme, rotation::Order, schedule::CatchUp},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeSet;

/// So many themes of a community's own find room in the menu; others are typed.
const OWN_THEMES: usize = 12;
const ALL_OWN: &str = "own";

/// The themes to draw from, with those chosen that are now.
pub(super) fn themes(view: &View<'_>, plan: &Plan) -> Vec<Choice> {
    let shipped = Theme::ALL.iter().map(|theme| Choice {
        label: theme_name(theme.id()),
        value: format!("s.{}", theme.id()),
        about: None,
        chosen: plan.library.themes.iter().any(|chosen| chosen == theme.id()),
    });
    let all = Choice {
        label: view.word(say::PANEL_OWN_ALL),
        value: ALL_OWN.to_owned(),
        about: None,
        chosen: plan.library.own == Own::All,
    };
    let chosen =
        |theme: &str| matches!(&plan.library.own, Own::Themes(themes) if themes.iter().any(|one| one == theme));
    let own = own_themes(view).into_iter().take(OWN_THEMES).map(|theme| Choice {
        label: view.words.block(&say::panel_own_theme(&Private::new(theme.as_str()))),
        value: hashed(&theme),
        about: None,
        chosen: chosen(&theme),
    });
    shipped.chain([all]).chain(own).collect()
}

/// The library that was chosen there.
pub(super) fn chosen_library(view: &View<'_>, values: &[String]) -> Library {
    let has = |value: &str| values.iter().any(|one| one == value);
    let themes = Theme::ALL.iter().map(|theme| theme.id().to_owned()).filter(|theme| has(&format!("s.{theme}")));
    let own: Vec<String> = own_themes(view).into_iter().filter(|theme| has(&hashed(theme))).collect();
    let own = match own.is_empty() {
        _ if has(ALL_OWN) => Own::All,
        true => Own::None,
        false => Own::Themes(own),
    };
    Library { themes: themes.collect(), own }
}

/// The library that was typed: themes with commas between them; nothing is all there are.
///
/// # Errors
/// The first that is no theme.
pub(super) fn typed_library(view: &View<'_>, text: &str) -> Result<Library, String> {
    let all = || Theme::ALL.iter().map(|theme| theme.id().to_owned()).collect();
    let mut library = Library { themes: Vec::new(), own: Own::None };
    let mut named = text.split(',').map(str::trim).filter(|theme| !theme.is_empty()).peekable();
    if named.peek().is_none() {
        return Ok(Library { themes: all(), own: Own::All });
    }
    let own = own_themes(view);
    let mut chosen = Vec::new();
    for theme in named {
        let plain = theme.to_lowercase();
        let shipped = Theme::from_id(&plain.replace([' ', '-'], "_"));
        let ours = own.iter().find(|one| one.to_lowercase() == plain);
        match (shipped, ours) {
            _ if plain == ALL_OWN => library.own = Own::All,
            (None, None) => return Err(theme.to_owned()),
            (shipped, ours) => {
                library.themes.extend(shipped.map(|theme| theme.id().to_owned()));
                chosen.extend(ours.cloned());
            }
        }
    }
    if library.own != Own::All && !chosen.is_empty() {
        library.own = Own::Themes(chosen);
    }
    Ok(library)
}

/// As it would be typed.
pub(super) fn library_typed(library: &Library) -> String {
    let own = match &library.own {
        Own::None => Vec::new(),
        Own::All => vec![ALL_OWN.to_owned()],
        Own::Themes(themes) => themes.clone(),
    };
    let themes = library.themes.iter().map(|theme| theme_name(theme));
    themes.chain(own).collect::<Vec<_>>().join(", ")
}

/// One way of posting, each with what it changes.
type How = (&'static str, &'static str, fn(&mut Plan), fn(&Plan) -> bool);

#[rustfmt::skip] // a table to read
const HOWS: [How; 11] = [
    ("m", say::HOW_MESSAGE,  |plan| plan.place.kind = PlaceKind::Message, |plan| plan.place.kind == PlaceKind::Message),
    ("t", say::HOW_THREAD,   |plan| plan.place.kind = PlaceKind::Thread,  |plan| plan.place.kind == PlaceKind::Thread),
    ("s", say::HOW_SHUFFLED, |plan| plan.order = Order::Shuffled,         |plan| plan.order == Order::Shuffled),
    ("o", say::HOW_IN_ORDER, |plan| plan.order = Order::InOrder,          |plan| plan.order == Order::InOrder),
    ("k", say::HOW_SKIP,     |plan| plan.catch_up = CatchUp::Skip,        |plan| plan.catch_up == CatchUp::Skip),
    ("l", say::HOW_LATEST,   |plan| plan.catch_up = CatchUp::LatestOnce,  |plan| plan.catch_up == CatchUp::LatestOnce),
    ("a", say::HOW_ALL,      |plan| plan.catch_up = CatchUp::All,         |plan| plan.catch_up == CatchUp::All),
    ("p", say::HOW_PINS,     |plan| plan.pins = true,                     |plan| plan.pins),
    ("q", say::HOW_NO_PINS,  |plan| plan.pins = false,                    |plan| !plan.pins),
    ("w", say::HOW_WARNS,    |plan| plan.warns = true,                    |plan| plan.warns),
    ("x", say::HOW_NO_WARNS, |plan| plan.warns = false,                   |plan| !plan.warns),
];

/// What can be chosen about how it posts; what is so now says so. A forum takes posts, and nothing is pinned in it.
pub(super) fn hows(view: &View<'_>, plan: &Plan) -> Vec<Choice> {
    let forum = plan.place.kind == PlaceKind::Forum;
    let offered = HOWS.iter().filter(|(value, ..)| !(forum && ["m", "t", "p", "q"].contains(value)));
    let choice = |(value, word, _, is): &How| Choice {
        label: view.word(word),
        value: (*value).to_owned(),
        about: is(plan).then(|| view.word(say::HOW_NOW)),
        chosen: false,
    };
    offered.map(choice).collect()
}

/// The plan with that changed; `None` for what is not offered.
pub(super) fn change_how(plan: &Plan, value: &str) -> Option<Plan> {
    let (_, _, change, _) = HOWS.iter().find(|(known, ..)| *known == value)?;
    let mut plan = plan.clone();
    let kind = plan.place.kind;
    change(&mut plan);
    if kind == PlaceKind::Forum {
        plan.place.kind = kind;
        plan.pins = false;
    }
    Some(plan)
}

/// The themes of a community's own prompts, in order.
pub(super) fn own_themes(view: &View<'_>) -> Vec<String> {
    let themes: BTreeSet<&str> = view.community.prompts().map(|(_, prompt)| prompt.theme.as_str()).collect();
    themes.into_iter().map(str::to_owned).collect()
}

fn theme_name(theme: &str) -> String {
    theme.replace('_', " ")
}

/// A theme may be as long as a value, or longer in Discord's counting.
fn hashed(theme: &str) -> String {
    format!("o.{}", URL_SAFE_NO_PAD.encode(&Sha256::digest(theme.as_bytes())[..12]))
}
