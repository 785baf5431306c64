//! Where values come from: the compiled-in file, a file, the environment.

use super::{
    DEFAULTS,
    keys::is_by_country,
    problem::{Problem, Problems},
};
use serde::Deserialize as _;
use std::{
    fmt,
    path::{Path, PathBuf},
};
use toml::{
    Spanned,
    de::{DeTable, DeValue, ValueDeserializer},
};

/// What every variable of ours begins with.
const PREFIX: &str = "AFTERWORD_";

/// Values from one place.
#[derive(Debug, Default)]
pub(super) struct Layer {
    /// The values, each with its name and place.
    pub(super) leaves: Vec<Leaf>,
}

/// One value, not checked yet.
#[derive(Debug)]
pub(super) struct Leaf {
    /// Its name, with dots: `conversations.resume_days`.
    pub(super) path: String,
    /// What was written.
    pub(super) value: Written,
    /// Where.
    pub(super) origin: Origin,
}

/// What was written.
#[derive(Debug)]
pub(super) enum Written {
    /// A value with a type, from a file.
    Typed(toml::Value),
    /// Something in a variable, which has no type yet.
    Plain(String),
}

/// Where a value was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Origin {
    /// In the compiled-in file.
    Default,
    /// In a file, on a line (from 1).
    File(PathBuf, usize),
    /// In a variable of the environment.
    Env(String),
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("the compiled-in defaults"),
            Self::File(file, line) => write!(f, "{}, line {line}", file.display()),
            Self::Env(name) => write!(f, "environment variable {name}"),
        }
    }
}

/// The compiled-in defaults.
pub(super) fn defaults() -> Result<Layer, Problems> {
    parse(DEFAULTS, |_| Origin::Default)
}

/// A file named with `--config`.
pub(super) fn file(path: &Path) -> Result<Layer, Problems> {
    let unreadable = |why: String| {
        Problems::one(Problem {
            place: path.display().to_string(),
            key: None,
            found: why,
            expected: "a TOML file that can be read".into(),
            to_do: Some("check the path given with --config".into()),
        })
    };
    let bytes = std::fs::read(path).map_err(|error| unreadable(error.to_string()))?;
    let text = String::from_utf8(bytes).map_err(|error| {
        unreadable(format!("bytes that are not UTF-8, from byte {}", error.utf8_error().valid_up_to()))
    })?;
    parse(&text, |line| Origin::File(path.to_owned(), line))
}

/// `AFTERWORD_SECTION__KEY=value`.
pub(super) fn environment(env: impl IntoIterator<Item = (String, String)>) -> Layer {
    let ours = env.into_iter().filter_map(|(name, value)| {
        let rest = name.strip_prefix(PREFIX)?;
        let mut parts: Vec<_> = rest.split("__").map(str::to_lowercase).collect();
        if let [section, table, country] = parts.as_mut_slice()
            && is_by_country(section, table)
        {
            *country = country.to_uppercase();
        }
        let path = parts.join(".");
        Some(Leaf { path, value: Written::Plain(value), origin: Origin::Env(name) })
    });
    let mut leaves: Vec<_> = ours.collect();
    leaves.sort_by(|a, b| a.path.cmp(&b.path)); // the environment has no order; messages need one
    Layer { leaves }
}

fn parse(text: &str, origin: impl Fn(usize) -> Origin) -> Result<Layer, Problems> {
    let line_of = |offset: usize| {
        let before = text.as_bytes().iter().take(offset);
        1 + before.filter(|byte| **byte == b'\n').count()
    };
    let table = DeTable::parse(text).map_err(|error| {
        let line = error.span().map_or(1, |span| line_of(span.start));
        Problems::one(Problem {
            place: origin(line).to_string(),
            key: None,
            found: format!("something that is not TOML ({})", error.message().replace('\n', "; ")),
            expected: "[section] headings and lines of key = value, texts in quotes".into(),
            to_do: None,
        })
    })?;
    let mut layer = Layer::default();
    take_apart(table.into_inner(), "", &|offset| origin(line_of(offset)), &mut layer)?;
    Ok(layer)
}

/// Every value that is not a table, and every table that is empty or too deep, under its full name.
fn take_apart(
    table: DeTable<'_>,
    prefix: &str,
    origin: &dyn Fn(usize) -> Origin,
    layer: &mut Layer,
) -> Result<(), Problems> {
    let mut keys: Vec<_> = table.into_iter().collect();
    keys.sort_by_key(|(key, _)| key.span().start); // mistakes are named in the order they were written
    for (key, value) in keys {
        let at = origin(key.span().start);
        let name = key.get_ref();
        // A quoted "data.folder" is a strange key of its own, not the folder of [data].
        let name = if name.contains('.') { format!("{name:?}") } else { name.to_string() };
        let path = if prefix.is_empty() { name } else { format!("{prefix}.{name}") };
        let depth = path.split('.').count();
        if let DeValue::Table(inner) = value.get_ref()
            && depth < 3
        {
            take_apart(inner.clone(), &path, origin, layer)?;
            let known = super::keys::is_section(&path);
            if known || !inner.is_empty() {
                continue;
            }
        }
        let value = typed(value, &path, &at)?;
        layer.leaves.push(Leaf { path, value: Written::Typed(value), origin: at });
    }
    Ok(())
}

fn typed(value: Spanned<DeValue<'_>>, path: &str, at: &Origin) -> Result<toml::Value, Problems> {
    toml::Value::deserialize(ValueDeserializer::from(value)).map_err(|error| {
        Problems::one(Problem {
            place: at.to_string(),
            key: Some(path.to_owned()),
            found: error.message().to_owned(),
            expected: "a value".into(),
            to_do: None,
        })
    })
}
