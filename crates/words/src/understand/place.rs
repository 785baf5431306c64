//! Cities, time zones and countries.

use super::{Reader, key::Key, own_words, pieces::pieces};
use crate::understanding::Places;
use afterword_core::{Answer, event::Unclear};
use celes::Country;
use std::{
    collections::{BTreeMap, HashMap},
    str::FromStr,
    sync::LazyLock,
};

impl Reader<'_> {
    /// "Europe/Lisbon", "lisbon", "Leeds", "I'm in New York", "Cambridge, Massachusetts", "UTC+2".
    pub(crate) fn zone(&self, text: &str) -> Result<Answer, Unclear> {
        let places = &self.words.understanding.places;
        if let Some(offset) = by_offset(text) {
            return offset.map(Answer::Zone).ok_or_else(|| Unclear::NoSuchPlace(own_words(text)));
        }
        // "EST" as people mean it has a summer time, and the zone of that name has none:
        // only a full name goes before what people call it.
        let zone = exact_zone(text).filter(|name| name.contains('/')).or_else(|| self.zone_of(&Key::of(text)));
        if let Some(zone) = zone {
            return Ok(Answer::Zone(zone));
        }
        // "Cambridge, Massachusetts": a state after the city settles which one it is.
        let region = pieces(text).into_iter().skip(1).find_map(|piece| listed(&places.regions, &Key::of(piece)));
        let named = region.map_or_else(|| self.named_within(text, |key| self.zone_of(key)), |region| vec![region]);
        one(named, text).map(Answer::Zone)
    }

    /// "Portugal", "PT", "prt", "the Netherlands", "UK", "Wales".
    pub(super) fn country(&self, text: &str) -> Result<Answer, Unclear> {
        let key = Key::of(text);
        if let Some(code) = self.country_of(&key, text) {
            return Ok(Answer::Country(code));
        }
        let named = self.named_within(text, |key| self.country_of(key, &key.tokens.join(" ")));
        if named.is_empty() {
            let named =
                self.zone_of(&key).map_or_else(|| self.named_within(text, |key| self.zone_of(key)), |zone| vec![zone]);
            let country = one(named, text).ok().and_then(|zone| self.country_with(&zone));
            return country.map(Answer::Country).ok_or_else(|| Unclear::NoSuchPlace(own_words(text)));
        }
        one(named, text).map(Answer::Country)
    }

    /// The one country that is named among the places with this zone.
    fn country_with(&self, zone: &str) -> Option<String> {
        let places = &self.words.understanding.places;
        let named = |key: &Key| {
            listed(&places.countries, key).or_else(|| NAMES.get(&key.squashed()).map(|&code| code.to_owned()))
        };
        let mut countries: Vec<String> = places.zones.get(zone)?.iter().filter_map(named).collect();
        countries.dedup();
        countries.pop().filter(|_| countries.is_empty())
    }

    /// The places that a short sentence names, the longest names first looked for:
    /// "London UK", "I'm in Leeds at the moment".
    fn named_within(&self, text: &str, place: impl Fn(&Key) -> Option<String>) -> Vec<String> {
        const SENTENCE: usize = 12;
        let key = Key::of(text);
        let doubtful =
            |token: &String| token.chars().count() < 4 || self.words.understanding.places.doubtful.contains(token);
        let (mut from, mut found) = (0, Vec::new());
        while from < key.tokens.len() && key.tokens.len() <= SENTENCE {
            let longest = (from + 1..=key.tokens.len().min(from + 4)).rev().find_map(|to| {
                let tokens = key.tokens.get(from..to)?;
                let known = match tokens {
                    [only] if doubtful(only) => None,
                    tokens => place(&Key { tokens: tokens.to_vec() }),
                };
                known.map(|known| (known, to))
            });
            match longest {
                Some((known, to)) => {
                    found.push(known);
                    from = to;
                }
                None => from += 1,
            }
        }
        found
    }

    fn zone_of(&self, key: &Key) -> Option<String> {
        let places = &self.words.understanding.places;
        let bare = without_lead(key, places);
        [key, &bare].into_iter().find_map(|key| {
            listed(&places.zones, key)
                .or_else(|| {
                    let city = Some(key.squashed()).filter(|city| !places.never.contains(city))?;
                    CITIES.get(&city).map(|&zone| zone.to_owned())
                })
                .or_else(|| listed(&places.regions, key))
        })
    }

    fn country_of(&self, key: &Key, text: &str) -> Option<String> {
        let places = &self.words.understanding.places;
        let bare = without_lead(key, places);
        let named = bare.without_first(usize::from(bare.tokens.first().is_some_and(|first| first == "the")));
        [key, &bare, &named].into_iter().find_map(|key| {
            let word = key.squashed();
            // "No" is no country unless it is written like a code.
            if places.never.contains(&word) && text.trim() != word.to_uppercase() {
                return None;
            }
            listed(&places.countries, key)
                .or_else(|| NAMES.get(&word).map(|&code| code.to_owned()))
                .or_else(|| code(&word))
        })
    }
}

/// The one place among these, however often it was named.
fn one(mut named: Vec<String>, text: &str) -> Result<String, Unclear> {
    named.sort_unstable();
    named.dedup();
    match (named.pop(), named.is_empty()) {
        (Some(only), true) => Ok(only),
        (Some(_), false) | (None, _) => Err(Unclear::NoSuchPlace(own_words(text))),
    }
}

/// The name under which a table lists this key.
fn listed(table: &BTreeMap<String, Vec<Key>>, key: &Key) -> Option<String> {
    table.iter().find(|(_, names)| names.contains(key)).map(|(name, _)| name.clone())
}

/// "I'm in Leeds" without "I'm in".
fn without_lead(key: &Key, places: &Places) -> Key {
    let lead = places
        .before
        .iter()
        .filter(|lead| key.starts_with(lead) && lead.tokens.len() < key.tokens.len())
        .map(|lead| lead.tokens.len())
        .max();
    key.without_first(lead.unwrap_or(0))
}

/// An IANA name, however its letters are written.
fn exact_zone(text: &str) -> Option<String> {
    let typed = text.trim().replace(' ', "_");
    ZONES.iter().find(|name| name.eq_ignore_ascii_case(&typed)).map(|&name| name.to_owned())
}

/// "UTC+2" and "GMT-5", as people mean them; in the names of the tables the sign
/// is the other way round. Only whole hours have a zone: for the others, `Some(None)`.
fn by_offset(text: &str) -> Option<Option<String>> {
    let typed: String = text.trim().to_ascii_uppercase().chars().filter(|c| !c.is_whitespace()).collect();
    let rest = typed.strip_prefix("UTC").or_else(|| typed.strip_prefix("GMT"))?;
    let rest = rest.replace('−', "-");
    let (sign, hours) =
        rest.strip_prefix('+').map(|h| ('-', h)).or_else(|| rest.strip_prefix('-').map(|h| ('+', h)))?;
    let zone = hours.strip_suffix(":00").unwrap_or(hours).parse::<u8>().ok().map(|hours| match hours {
        0 => "UTC".to_owned(),
        hours => format!("Etc/GMT{sign}{hours}"),
    });
    Some(zone.filter(|name| ZONES.contains(&name.as_str())))
}

/// All names of zones there are: the ones bundled with jiff, never the system's.
static ZONES: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let known = jiff::tz::TimeZoneDatabase::bundled();
    // Kept for the life of the program: the table is fixed, and small.
    let mut names: Vec<&'static str> =
        known.available().map(|name| &*Box::leak(name.as_str().to_owned().into_boxed_str())).collect();
    names.sort_unstable();
    names
});

/// Cities, which are the last part of the names of zones: "newyork".
static CITIES: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let mut cities = HashMap::new();
    for &name in ZONES.iter() {
        let (area, city) = name.rsplit_once('/').unwrap_or(("", name));
        if area == "Etc" {
            continue;
        }
        // Of several names with one city, the longest is the present one.
        let city = Key::of(&city.replace('_', " ")).squashed();
        let known = cities.entry(city).or_insert(name);
        if known.len() < name.len() {
            *known = name;
        }
    }
    cities
});

/// Names of countries, without their blanks: "newzealand".
static NAMES: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let mut names = HashMap::new();
    for country in Country::get_countries() {
        let long = Key::of(country.long_name).squashed();
        if let Some(short) = long.strip_prefix("the") {
            names.insert(short.to_owned(), country.alpha2);
        }
        names.insert(long, country.alpha2);
    }
    names
});

/// A code of two or three letters, or another name that the tables have.
fn code(word: &str) -> Option<String> {
    if word.chars().any(|c| c.is_ascii_digit()) {
        return None; // the tables take numbers too, and people do not mean them
    }
    Country::from_str(word).ok().map(|country| country.alpha2.to_owned())
}
