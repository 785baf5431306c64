//! A country.

use crate::{ask::*, check};
use afterword_core::ask::Kind;

#[test]
fn names_and_codes() {
    #[rustfmt::skip]
    check(&ask(Kind::Country), &[
        ("United Kingdom",      "GB"),
        ("the United Kingdom",  "GB"),
        ("uk",                  "GB"),
        ("U.K.",                "GB"),
        ("UK 🇬🇧",               "GB"),
        ("GB",                  "GB"),
        ("gbr",                 "GB"),
        ("England",             "GB"),
        ("scotland",            "GB"),
        ("Wales",               "GB"),
        ("Northern Ireland",    "GB"),
        ("Ireland",             "IE"),
        ("Republic of Ireland", "IE"),
        ("usa",                 "US"),
        ("America",             "US"),
        ("the States",          "US"),
        ("us",                  "US"),
        ("Holland",             "NL"),
        ("the Netherlands",     "NL"),
        ("France",              "FR"),
        ("I live in France",    "FR"),
        ("Germany",             "DE"),
        ("Deutschland",         "DE"),
        ("Portugal",            "PT"),
        ("PT",                  "PT"),
        ("Lisbon, Portugal",    "PT"),
        ("new zealand",         "NZ"),
        ("Czech Republic",      "CZ"),
        ("South Korea",         "KR"),
        ("Vietnam",             "VN"),
        ("Côte d’Ivoire",       "CI"),
        ("Ivory Coast",         "CI"),
        ("Türkiye",             "TR"),
        ("Turkey",              "TR"),
        ("Bosnia",              "BA"),
        ("India",               "IN"),
        ("Brazil",              "BR"),
        ("Norway",              "NO"),
        ("NO",                  "NO"),
        ("no",                  "? no such place: no"),
        ("Kosovo",              "XK"),
        ("Narnia",              "? no such place: Narnia"),
        ("826",                 "? no such place: 826"),
        ("skip",                "skipped"),
    ]);
}
