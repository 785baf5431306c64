//! Libraries as TOML.

use super::{Expected, Found, Problem, check::Row};
use afterword_core::community::prompt::{Prompt, Season};
use serde::Serialize;
use std::ops::Range;
use toml::de::{DeTable, DeValue};

const OF_A_PROMPT: &[&str] = &["id", "theme", "opens", "season", "text"];
const OF_A_SEASON: &[&str] = &["from", "to"];

/// What stands in each `[[prompt]]`.
pub(super) fn rows(text: &str) -> Result<Vec<Row>, Problem> {
    let file = File(text);
    let broken = |at: Option<Range<usize>>| {
        let line = at.map(|at| file.line(&at));
        Problem { line, key: None, found: Found::Broken, expected: Expected::Toml }
    };
    let table = DeTable::parse(text).map_err(|error| broken(error.span()))?.into_inner();
    let mut prompts = None;
    for (key, value) in &table {
        if key.get_ref() != "prompt" {
            let found = Found::text(key.get_ref());
            return Err(Problem { found, ..broken(Some(key.span())) });
        }
        prompts = Some(value);
    }
    let Some(prompts) = prompts else { return Ok(Vec::new()) };
    let list = prompts.get_ref().as_array().ok_or_else(|| broken(Some(prompts.span())))?;
    list.iter()
        .map(|prompt| {
            let table = prompt.get_ref().as_table().ok_or_else(|| broken(Some(prompt.span())))?;
            let mut row = Row { line: file.line(&prompt.span()), ..Row::default() };
            file.read(table, OF_A_PROMPT, &mut row);
            Ok(row)
        })
        .collect()
}

/// A file, for telling where something stands in it.
struct File<'a>(&'a str);

impl File<'_> {
    fn line(&self, at: &Range<usize>) -> usize {
        let before = self.0.get(..at.start).unwrap_or(self.0);
        before.matches('\n').count() + 1
    }

    fn read(&self, table: &DeTable<'_>, keys: &'static [&'static str], row: &mut Row) {
        for (key, value) in table {
            let line = self.line(&key.span());
            let problem = |key, found, expected| Problem { line: Some(line), key, found, expected };
            let Some(known) = keys.iter().find(|known| *known == key.get_ref()) else {
                row.problems.push(problem(None, Found::text(key.get_ref()), Expected::Key(keys)));
                continue;
            };
            match value.get_ref() {
                DeValue::String(text) if *known != "season" => {
                    row.cells.insert(known, (line, lines(text)));
                }
                DeValue::Table(season) if *known == "season" => self.read(season, OF_A_SEASON, row),
                _ => {
                    let found = Found::text(self.0.get(value.span()).unwrap_or_default());
                    row.problems.push(problem(Some(known), found, expected(known)));
                }
            }
        }
    }
}

/// One kind of end of line, whoever wrote the file.
pub(super) fn lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

fn expected(key: &str) -> Expected {
    match key {
        "id" => Expected::Name,
        "theme" => Expected::Theme,
        "opens" => Expected::Opens,
        "season" => Expected::BothDays,
        "from" | "to" => Expected::Day,
        _ => Expected::Text,
    }
}

#[derive(Serialize)]
struct Library<'a> {
    prompt: Vec<Written<'a>>,
}

#[derive(Serialize)]
struct Written<'a> {
    id: &'a str,
    theme: &'a str,
    opens: &'static str,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    season: Option<Season>,
}

impl<'a> Written<'a> {
    fn of(prompt: &'a Prompt) -> Self {
        Self {
            id: prompt.id.as_str(),
            theme: &prompt.theme,
            opens: prompt.opens.id(),
            text: prompt.text.reveal(),
            season: prompt.season,
        }
    }
}

/// A library as TOML.
pub(super) fn write(library: &[Prompt]) -> String {
    let library = Library { prompt: library.iter().map(Written::of).collect() };
    // Strings under known keys: there is nothing TOML could not hold.
    toml::to_string(&library).unwrap_or_default()
}
