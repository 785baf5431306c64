//! A `Say` in plain text: what every platform starts from, and all a terminal needs.

use crate::Words;
use afterword_core::{
    Ask, Say,
    ask::{Kind, Part},
};

/// One message, in words.
#[derive(Clone, PartialEq, Eq)]
pub struct Layout {
    /// What is said, in order.
    pub paragraphs: Vec<String>,
    /// What is asked.
    pub question: Option<Question>,
}

/// A question, in words.
#[derive(Clone, PartialEq, Eq)]
pub struct Question {
    /// The question itself.
    pub prompt: Vec<String>,
    /// What there is to choose from, as it is numbered.
    pub options: Vec<Numbered>,
    /// How to answer by typing, where that is not plain from the rest.
    pub hint: Option<String>,
    /// The further parts that the same message may answer.
    pub more: Vec<Further>,
}

/// A further part of a question.
#[derive(Clone, PartialEq, Eq)]
pub struct Further {
    /// The question itself.
    pub prompt: Vec<String>,
    /// What there is to choose from; empty where it is the same as for the part before.
    pub options: Vec<Numbered>,
}

/// An option with the number that chooses it.
#[derive(Clone, PartialEq, Eq)]
pub struct Numbered {
    /// The number.
    pub number: usize,
    /// What it stands for.
    pub label: String,
}

impl Words {
    /// A message, in words. Which numbers it shows, [`Words::understand`] takes.
    #[must_use]
    pub fn layout(&self, say: &Say) -> Layout {
        Layout {
            paragraphs: say.blocks.iter().map(|block| self.block(block)).collect(),
            question: say.ask.as_ref().map(|ask| self.question(ask)),
        }
    }

    fn question(&self, ask: &Ask) -> Question {
        let options = self.numbered(&ask.part.kind);
        let mut before = options.clone();
        let more = ask
            .rest
            .iter()
            .map(|part| {
                let options = self.numbered(&part.kind);
                let same = options == before;
                if !same {
                    before.clone_from(&options);
                }
                Further { prompt: self.prompt(part), options: if same { Vec::new() } else { options } }
            })
            .collect();
        Question { prompt: self.prompt(&ask.part), options, hint: self.hint(ask), more }
    }

    fn prompt(&self, part: &Part) -> Vec<String> {
        part.prompt.iter().map(|block| self.block(block)).collect()
    }

    /// The options worth a line each. Yes and no are not, nor are bare numbers.
    fn numbered(&self, kind: &Kind) -> Vec<Numbered> {
        match kind {
            Kind::YesNo => Vec::new(),
            Kind::Scale { steps } if steps.is_empty() => Vec::new(),
            _ => self
                .offered(kind)
                .into_iter()
                .map(|offered| Numbered { number: offered.number, label: offered.label })
                .collect(),
        }
    }

    fn hint(&self, ask: &Ask) -> Option<String> {
        let how = if answers_at_once(ask) { Some(self.hint_for_all(ask)) } else { self.hint_for_part(&ask.part) };
        let skip = ask.part.skippable.then(|| self.glue("layout-skip"));
        match (how, skip) {
            (Some(how), Some(skip)) => Some(self.joined("layout-hint-joined", how, skip)),
            (how, skip) => how.or(skip),
        }
    }

    /// Where an answer is needed, "none" does not count.
    fn hint_for_part(&self, part: &Part) -> Option<String> {
        match part.kind {
            Kind::Several { other: false, .. } if !part.skippable => Some(self.glue("layout-hint-several-some")),
            ref kind => self.hint_for(kind),
        }
    }

    fn hint_for(&self, kind: &Kind) -> Option<String> {
        let word = match kind {
            Kind::Text => return None,
            Kind::Items { .. } => "layout-hint-items",
            Kind::Choice { or_text: true, .. } => "layout-hint-choice-or-text",
            Kind::Choice { .. } => "layout-hint-choice",
            Kind::Several { other: true, .. } => "layout-hint-several-other",
            Kind::Several { .. } => "layout-hint-several",
            Kind::Scale { .. } => "layout-hint-scale",
            Kind::Percent => "layout-hint-percent",
            Kind::When { choices, .. } if !choices.is_empty() => "layout-hint-when-choice",
            Kind::When { hour: true, .. } => "layout-hint-moment",
            Kind::When { .. } => "layout-hint-day",
            Kind::YesNo => "layout-hint-yes-no",
            Kind::Zone => "layout-hint-zone",
            Kind::Country => "layout-hint-country",
            Kind::Skill { .. } => "layout-hint-skill",
        };
        Some(self.glue(word))
    }

    /// "All at once if you like: 75, 4, yes". What follows a choice is set off
    /// by a colon, as in "2: 1 and 3", since both are numbers.
    fn hint_for_all(&self, ask: &Ask) -> String {
        let mut example = self.example(&ask.part.kind);
        let mut before = &ask.part.kind;
        for part in &ask.rest {
            let colon = matches!((before, &part.kind), (Kind::Choice { .. }, Kind::Several { .. }));
            let word = if colon { "layout-example-colon" } else { "layout-example-comma" };
            example = self.joined(word, example, self.example(&part.kind));
            before = &part.kind;
        }
        let own_words = matches!(ask.part.kind, Kind::Choice { or_text: true, .. });
        self.with_example(if own_words { "layout-hint-all-or-text" } else { "layout-hint-all" }, example)
    }

    /// An answer of this kind, as it could be typed. Only numbers that are offered.
    fn example(&self, kind: &Kind) -> String {
        let word = match kind {
            Kind::Choice { choices, .. } => return choices.len().min(2).to_string(),
            Kind::Several { choices, .. } | Kind::Skill { choices, .. } => {
                let second = choices.len().min(3).to_string();
                return self.joined("layout-list-and", "1".to_owned(), second);
            }
            Kind::Scale { .. } => return "4".to_owned(),
            Kind::Percent => return "75".to_owned(),
            Kind::Text | Kind::Items { .. } => "layout-example-text",
            Kind::When { .. } => "layout-example-when",
            Kind::YesNo => "layout-example-yes-no",
            Kind::Zone => "layout-example-place",
            Kind::Country => "layout-example-country",
        };
        self.glue(word)
    }
}

/// Whether it helps to show how all parts are answered at once. No example fits people's own words, except
/// for who told them a date.
fn answers_at_once(ask: &Ask) -> bool {
    let own_words = |part: &Part| matches!(part.kind, Kind::Text);
    let whom = matches!((&ask.part.kind, ask.rest.as_slice()), (Kind::When { .. }, [last]) if own_words(last));
    !ask.rest.is_empty() && (whom || !std::iter::once(&ask.part).chain(&ask.rest).any(own_words))
}
