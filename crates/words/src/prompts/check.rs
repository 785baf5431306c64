//! From what stands in a file to prompts, whatever the format.

use super::{Expected, Found, MOST, MOST_PROBLEMS, OWN, Problem};
use afterword_core::{
    Private,
    community::prompt::{LONGEST, MonthDay, Opens, Prompt, PromptId, Season},
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The longest name of a prompt.
pub(super) const NAME: usize = 60;

/// The longest theme.
pub(super) const THEME: usize = 40;

/// What can be said of a prompt, in the order of the columns. In TOML, `from` and `to` stand in `season`.
pub(super) const KEYS: &[&str] = &["id", "theme", "opens", "from", "to", "text"];

/// Which keys a prompt cannot go without.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Needs {
    Text,
    Everything,
}

/// What stands in a file about one prompt.
#[derive(Default)]
pub(super) struct Row {
    pub(super) line: usize,
    /// By key: the line, and what stands there.
    pub(super) cells: BTreeMap<&'static str, (usize, String)>,
    /// What was wrong with it already while it was read.
    pub(super) problems: Vec<Problem>,
}

/// The prompts of these rows, each name and each text once.
pub(super) fn prompts(rows: Result<Vec<Row>, Problem>, needs: Needs) -> Result<Vec<Prompt>, Vec<Problem>> {
    let rows = rows.map_err(|problem| vec![problem])?;
    if rows.is_empty() || rows.len() > MOST {
        let found = Found::Prompts(rows.len());
        return Err(vec![Problem { line: None, key: None, found, expected: Expected::Prompts }]);
    }
    let mut named = Named::of(&rows);
    let mut texts: HashMap<String, usize> = HashMap::new();
    let mut problems = Vec::new();
    let mut prompts = Vec::new();
    for row in rows {
        let line = row.line;
        let mut reader = Reader { row, needs, problems: Vec::new() };
        let prompt = reader.prompt(&mut named);
        if let Some(prompt) = prompt {
            let first = *texts.entry(alike(prompt.text.reveal())).or_insert(line);
            if first != line {
                reader.problem::<()>(line, "text", Found::Again(first), Expected::Once);
            }
            prompts.push(prompt);
        }
        problems.extend(reader.row.problems);
        problems.extend(reader.problems);
        if problems.len() >= MOST_PROBLEMS {
            problems.truncate(MOST_PROBLEMS);
            break;
        }
    }
    if problems.is_empty() { Ok(prompts) } else { Err(problems) }
}

/// Texts that differ in capitals and blanks alone are the same.
fn alike(text: &str) -> String {
    text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

struct Reader {
    row: Row,
    needs: Needs,
    problems: Vec<Problem>,
}

impl Reader {
    /// The prompt, or something to stand for it where a problem was found.
    fn prompt(&mut self, named: &mut Named) -> Option<Prompt> {
        let text = self.text();
        let theme = self.theme();
        let opens = self.opens();
        let season = self.season();
        let id = self.id(named, text.as_deref().unwrap_or_default());
        Some(Prompt { id: id?, theme: theme?, text: Private::new(text?), opens: opens?, season })
    }

    fn id(&mut self, named: &mut Named, text: &str) -> Option<PromptId> {
        let Some((line, id)) = self.cell("id") else {
            return self.absent("id", Expected::Name, || named.new_for(text));
        };
        if !is_name(&id) {
            self.problem(line, "id", Found::text(&id), Expected::Name)?;
        }
        match named.first_line(&id) {
            first if first < line => self.problem(line, "id", Found::Again(first), Expected::Once),
            _ => Some(PromptId::new(id)),
        }
    }

    fn theme(&mut self) -> Option<String> {
        let Some((line, theme)) = self.cell("theme") else {
            return self.absent("theme", Expected::Theme, || OWN.to_owned());
        };
        if is_theme(&theme) { Some(theme) } else { self.problem(line, "theme", Found::text(&theme), Expected::Theme) }
    }

    fn opens(&mut self) -> Option<Opens> {
        let Some((line, opens)) = self.cell("opens") else {
            return self.absent("opens", Expected::Opens, || Opens::Next);
        };
        match Opens::from_id(&opens) {
            Some(opens) => Some(opens),
            None => self.problem(line, "opens", Found::text(&opens), Expected::Opens),
        }
    }

    fn season(&mut self) -> Option<Season> {
        match (self.day("from"), self.day("to")) {
            (Some(from), Some(to)) => Some(Season { from: from?, to: to? }),
            (None, None) => None,
            (from, _) => {
                let key = if from.is_none() { "from" } else { "to" };
                self.problem(self.row.line, key, Found::Nothing, Expected::BothDays)
            }
        }
    }

    /// The day under this key; `Some(None)` where it is none.
    fn day(&mut self, key: &'static str) -> Option<Option<MonthDay>> {
        let (line, day) = self.cell(key)?;
        Some(day.parse().ok().or_else(|| self.problem(line, key, Found::text(&day), Expected::Day)))
    }

    fn text(&mut self) -> Option<String> {
        let (line, text) = self.row.cells.remove("text").unwrap_or((self.row.line, String::new()));
        let count = text.chars().count();
        let found = if text.trim().is_empty() {
            Found::Nothing
        } else if count > LONGEST {
            Found::Characters(count)
        } else if text.chars().any(|sign| sign.is_control() && !matches!(sign, '\n' | '\t')) {
            Found::Signs
        } else {
            return Some(text);
        };
        self.problem(line, "text", found, Expected::Text)
    }

    /// What stands under this key, without blanks around it; nothing is nothing.
    fn cell(&mut self, key: &str) -> Option<(usize, String)> {
        let (line, cell) = self.row.cells.remove(key)?;
        let cell = cell.trim();
        (!cell.is_empty()).then(|| (line, cell.to_owned()))
    }

    fn absent<T>(&mut self, key: &'static str, expected: Expected, otherwise: impl FnOnce() -> T) -> Option<T> {
        match self.needs {
            Needs::Text => Some(otherwise()),
            Needs::Everything => self.problem(self.row.line, key, Found::Nothing, expected),
        }
    }

    /// Notes a problem, if none is known there yet; there is nothing then.
    fn problem<T>(&mut self, line: usize, key: &'static str, found: Found, expected: Expected) -> Option<T> {
        if !self.row.problems.iter().any(|known| known.key == Some(key)) {
            self.problems.push(Problem { line: Some(line), key: Some(key), found, expected });
        }
        None
    }
}

/// The names in a file, so that those that are made up are new.
struct Named {
    lines: HashMap<String, usize>,
    made_up: BTreeSet<String>,
}

impl Named {
    fn of(rows: &[Row]) -> Self {
        let mut lines = HashMap::new();
        for (line, id) in rows.iter().filter_map(|row| row.cells.get("id")) {
            lines.entry(id.trim().to_owned()).or_insert(*line);
        }
        Self { lines, made_up: BTreeSet::new() }
    }

    /// The line in which this name stands first.
    fn first_line(&self, id: &str) -> usize {
        self.lines.get(id).copied().unwrap_or(usize::MAX)
    }

    /// A new name, of the first words of a text.
    fn new_for(&mut self, text: &str) -> PromptId {
        const WORDS: usize = 5;
        let text = text.replace(['’', '\''], "").to_lowercase();
        let words = text.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        let mut name = words.take(WORDS).collect::<Vec<_>>().join("-");
        name.truncate(NAME - 4); // all of it is ASCII
        if name.is_empty() {
            name.push_str("prompt");
        }
        let numbered = (2..).map(|number: usize| format!("{name}-{number}"));
        let is_new = |name: &String| !self.lines.contains_key(name) && !self.made_up.contains(name);
        let new = std::iter::once(name.clone()).chain(numbered).find(is_new).unwrap_or(name);
        self.made_up.insert(new.clone());
        PromptId::new(new)
    }
}

/// Small ASCII letters, digits, and between them `.`, `-` and `_`.
fn is_name(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    name.len() <= NAME
        && name.bytes().all(|byte| plain(byte) || matches!(byte, b'.' | b'-' | b'_'))
        && name.bytes().next().is_some_and(plain)
}

/// Letters and digits of any language, and between them blanks, `-`, `_` and apostrophes.
fn is_theme(theme: &str) -> bool {
    theme.chars().count() <= THEME
        && theme.chars().all(|sign| sign.is_alphanumeric() || matches!(sign, ' ' | '-' | '_' | '’' | '\''))
        && theme.chars().next().is_some_and(char::is_alphanumeric)
}
