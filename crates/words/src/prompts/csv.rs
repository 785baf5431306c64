//! Libraries as tables for spreadsheets.

use super::{
    Expected, Found, Problem,
    check::{KEYS, Row},
    toml::lines,
};
use afterword_core::community::prompt::Prompt;
use csv::{ErrorKind, ReaderBuilder, StringRecord, Terminator, WriterBuilder};
use std::borrow::Cow;

/// What stands in each line after the first, which names the columns in any order.
pub(super) fn rows(text: &str) -> Result<Vec<Row>, Problem> {
    let mut reader = ReaderBuilder::new().delimiter(delimiter(text)).from_reader(text.as_bytes());
    let columns = columns(reader.headers().map_err(|error| problem_of(&error))?)?;
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| problem_of(&error))?;
        // Spreadsheets leave empty lines at the end.
        if record.iter().any(|cell| !cell.trim().is_empty()) {
            rows.push(row(&columns, &record));
        }
    }
    Ok(rows)
}

/// Where the comma is used in numbers, spreadsheets write semicolons; some write tabs.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let count = |sign: &u8| first.bytes().filter(|byte| byte == sign).count();
    // The last of equals wins.
    *b"\t;,".iter().max_by_key(|sign| count(sign)).unwrap_or(&b',')
}

fn columns(first: &StringRecord) -> Result<Vec<&'static str>, Problem> {
    let problem = |found, expected| Problem { line: Some(1), key: None, found, expected };
    let mut columns: Vec<&'static str> = Vec::new();
    for name in first {
        let name = name.trim().to_lowercase();
        let known =
            KEYS.iter().find(|key| **key == name).ok_or_else(|| problem(Found::text(&name), Expected::Key(KEYS)))?;
        if columns.contains(known) {
            return Err(problem(Found::text(&name), Expected::Once));
        }
        columns.push(known);
    }
    if columns.contains(&"text") { Ok(columns) } else { Err(problem(Found::Nothing, Expected::Csv)) }
}

fn row(columns: &[&'static str], record: &StringRecord) -> Row {
    let line = line_of(record.position());
    let cell = |(key, cell): (&&'static str, &str)| (*key, (line, lines(unguarded(cell))));
    Row { line, cells: columns.iter().zip(record).map(cell).collect(), problems: Vec::new() }
}

fn problem_of(error: &csv::Error) -> Problem {
    let line = error.position().map(|position| line_of(Some(position)));
    match error.kind() {
        ErrorKind::UnequalLengths { expected_len, len, .. } => {
            let number = |count: &u64| usize::try_from(*count).unwrap_or(usize::MAX);
            let expected = Expected::Columns(number(expected_len));
            Problem { line, key: None, found: Found::Columns(number(len)), expected }
        }
        _ => Problem { line, key: None, found: Found::Broken, expected: Expected::Csv },
    }
}

fn line_of(position: Option<&csv::Position>) -> usize {
    position.map_or(0, |position| usize::try_from(position.line()).unwrap_or(usize::MAX))
}

/// A library as CSV (RFC 4180).
pub(super) fn write(library: &[Prompt]) -> String {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    let written = writer
        .write_record(KEYS)
        .and_then(|()| library.iter().try_for_each(|prompt| writer.write_record(cells(prompt))));
    // Into memory, and as many cells in each line: nothing can go wrong.
    let bytes = written.ok().and_then(|()| writer.into_inner().ok()).unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

/// The cells of a prompt, in the order of [`KEYS`].
fn cells(prompt: &Prompt) -> [String; KEYS.len()] {
    let (from, to) = prompt.season.map(|season| (season.from.to_string(), season.to.to_string())).unwrap_or_default();
    let text = guarded(prompt.text.reveal()).into_owned();
    [prompt.id.to_string(), prompt.theme.clone(), prompt.opens.id().to_owned(), from, to, text]
}

/// What a spreadsheet would take for a formula, or for our own mark, has a mark before it (OWASP, CSV injection).
fn guarded(text: &str) -> Cow<'_, str> {
    if is_guarded(text) || is_formula(text) { format!("{GUARD}{text}").into() } else { text.into() }
}

/// What was meant, without our mark.
fn unguarded(cell: &str) -> &str {
    if is_guarded(cell) { &cell[GUARD.len_utf8()..] } else { cell }
}

/// Spreadsheets show what follows it as text.
const GUARD: char = '\'';

/// One mark or more, and then a formula.
fn is_guarded(text: &str) -> bool {
    text.starts_with(GUARD) && is_formula(text.trim_start_matches(GUARD))
}

fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\n', '\r', '＝', '＋', '－', '＠'])
}
