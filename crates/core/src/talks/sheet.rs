//! Looking at the balance sheet (§5): "why?" on any line, a line of one's own.

use super::{Machine, Settled, View, needed, part};
use crate::{
    Answer, Id, Private, QuestionId,
    ask::{Choice, Kind, Part, Pick},
    sheet::{calibration, view},
    vocabulary::Section,
    wording as say,
};

/// Which line, or what else?
pub const SHEET: QuestionId = QuestionId::new("sheet");
/// Under which heading?
pub const SECTION: QuestionId = QuestionId::new("sheet.section");
/// Which line is to go?
pub const GONE: QuestionId = QuestionId::new("sheet.remove");
/// What does it say?
pub const LINE: QuestionId = QuestionId::new("sheet.line");

const ADD: &str = "add-line";
const REMOVE: &str = "remove-line";
const HUNCHES: &str = view::HUNCHES;
const DONE: &str = "close-sheet";

/// Where it stands.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Sheet {
    /// Shown; waiting for a line to explain, a wish to add one, or the end.
    Open,
    /// Waiting for the heading of a new line.
    Heading,
    /// Waiting for its words.
    Words(Section),
    /// Waiting for which typed line is to go.
    Removing,
    /// A typed line is to go.
    Removed(Id),
    /// A line was typed.
    Typed(Section, Private),
    /// Closed.
    Closed,
}

impl Sheet {
    pub(super) fn open() -> Self {
        Self::Open
    }
}

impl Machine for Sheet {
    fn question(&self) -> Option<QuestionId> {
        match self {
            Self::Open => Some(SHEET),
            Self::Heading => Some(SECTION),
            Self::Words(_) => Some(LINE),
            Self::Removing => Some(GONE),
            Self::Typed(..) | Self::Removed(_) | Self::Closed => None,
        }
    }

    fn parts(&self, view: &View<'_>) -> Vec<Part> {
        match self {
            Self::Open => {
                let mut choices = view::choices(view.person, view.settings);
                choices.push(Choice::named(ADD, say::sheet_add()));
                if view.person.typed_lines().next().is_some() {
                    choices.push(Choice::named(REMOVE, say::sheet_remove()));
                }
                if calibration::hunches(view.person).next().is_some() {
                    choices.push(Choice::named(HUNCHES, say::sheet_hunches()));
                }
                choices.push(Choice::named(DONE, say::sheet_close()));
                let prompt = if choices.len() > 2 { say::sheet_ask() } else { say::sheet_ask_empty() };
                vec![needed(SHEET, prompt, Kind::Choice { choices, or_text: false })]
            }
            Self::Heading => {
                let kind = Kind::Choice { choices: Section::choices(), or_text: false };
                vec![needed(SECTION, say::sheet_section(), kind)]
            }
            Self::Words(_) => vec![needed(LINE, say::sheet_line(), Kind::Text)],
            Self::Removing => {
                let lines = view.person.typed_lines();
                let choices = lines.map(|(id, typed)| Choice::thing(*id, &typed.text)).collect();
                vec![part(GONE, say::sheet_remove_which(), Kind::Choice { choices, or_text: false })]
            }
            Self::Typed(..) | Self::Removed(_) | Self::Closed => Vec::new(),
        }
    }

    fn answer(self, answer: &Answer) -> Result<Self, Self> {
        match (self, answer) {
            (Self::Open, Answer::Choice(Pick::Named(pick))) if pick == ADD => Ok(Self::Heading),
            (Self::Open, Answer::Choice(Pick::Named(pick))) if pick == REMOVE => Ok(Self::Removing),
            (Self::Open, Answer::Choice(Pick::Named(pick))) if pick == DONE => Ok(Self::Closed),
            (Self::Removing, Answer::Choice(Pick::Thing(line))) => Ok(Self::Removed(*line)),
            (Self::Removing, Answer::Skipped) => Ok(Self::Closed),
            (Self::Heading, Answer::Choice(pick)) => match Section::from_pick(pick) {
                Some(section) => Ok(Self::Words(section)),
                None => Err(Self::Heading),
            },
            (Self::Words(section), Answer::Text(text)) => Ok(Self::Typed(section, text.clone())),
            (state, _) => Err(state),
        }
    }

    fn settle(&self, answer: &Answer) -> Vec<Settled> {
        match (self, answer) {
            (Self::Open, Answer::Choice(pick)) if !matches!(pick, Pick::Named(id) if [ADD, REMOVE, DONE].contains(&id.as_ref())) =>
            {
                vec![Settled::Show(pick.clone())]
            }
            _ => self.question().map(|question| Settled::Answer(question, answer.clone())).into_iter().collect(),
        }
    }
}
