//! The transcript, in Markdown: dates as headings, what the person types as
//! quotations, and everything else is said by Afterword.

use afterword_core::Say;
use afterword_words::{Numbered, Words};
use jiff::civil;

/// Moments this near to each other have one heading, in minutes.
const NEAR: i64 = 15;

#[derive(Default)]
pub(crate) struct Page {
    text: String,
    /// The moment that was last written down.
    told: Option<civil::DateTime>,
}

impl Page {
    pub(crate) fn heading(&mut self, heading: &str) {
        self.text.push_str(&format!("## {heading}\n\n"));
        self.told = None;
    }

    /// The moment, once for whatever happens soon after it.
    pub(crate) fn at(&mut self, local: civil::DateTime) {
        let near = |told: civil::DateTime| local.duration_since(told).as_mins() < NEAR && told.date() == local.date();
        if !self.told.is_some_and(near) {
            self.text.push_str(&format!("### {}\n\n", local.strftime("%A %-d %B %Y, %H:%M")));
        }
        self.told = Some(local);
    }

    pub(crate) fn by_itself(&mut self, local: civil::DateTime) {
        self.at(local);
        self.text.push_str("*By itself:*\n\n");
    }

    pub(crate) fn said(&mut self, said: &str) {
        self.text.push_str(&format!("> {said}\n\n"));
    }

    /// Writes down what was said, and returns it.
    pub(crate) fn tell(&mut self, words: &Words, said: &[Say]) -> String {
        let from = self.text.len();
        for say in said {
            let layout = words.layout(say);
            self.paragraphs(&layout.paragraphs);
            let Some(question) = layout.question else { continue };
            self.paragraphs(&question.prompt);
            self.options(&question.options);
            for further in &question.more {
                self.paragraphs(&further.prompt);
                self.options(&further.options);
            }
        }
        self.text[from..].to_owned()
    }

    fn paragraphs(&mut self, paragraphs: &[String]) {
        let paragraphs: Vec<String> = paragraphs.iter().map(|text| readable(text)).collect();
        for (paragraph, next) in paragraphs.iter().zip(paragraphs.iter().skip(1).map(Some).chain([None])) {
            self.text.push_str(paragraph);
            // The items of a list stand together.
            let listed = |text: &String| text.starts_with("- ");
            let together = listed(paragraph) && next.is_some_and(listed);
            self.text.push_str(if together { "\n" } else { "\n\n" });
        }
    }

    fn options(&mut self, options: &[Numbered]) {
        // Markdown numbers a list from its first number on: 10, 25 and 50 would become 10, 11 and 12.
        let counted = options.iter().zip(1..).all(|(option, place)| option.number == place);
        for option in options {
            let label = readable(&option.label);
            self.text.push_str(&match counted {
                true => format!("{}. {label}\n", option.number),
                false => format!("- {}: {label}\n", option.number),
            });
        }
        if !options.is_empty() {
            self.text.push('\n');
        }
    }

    pub(crate) fn text(&self) -> &str {
        self.text.trim_end()
    }
}

/// A line break stays one in Markdown, what is listed becomes a list, and marks for a terminal go.
fn readable(text: &str) -> String {
    let text: String = text.chars().filter(|c| !matches!(c, '\u{2066}'..='\u{2069}')).collect();
    let text =
        text.trim_end().replace("\n· ", "\n- ").replace("\n\n", "\0").replace('\n', "  \n").replace('\0', "\n\n");
    match text.strip_prefix("· ") {
        Some(item) => format!("- {item}"),
        None => text,
    }
}
