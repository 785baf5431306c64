//! Paragraphs, in plain text and in HTML.

use html_escape::encode_safe;
use std::fmt::Write as _;

/// One paragraph, or one list of choices.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// As text.
    pub(super) plain: String,
    /// As HTML.
    pub(super) html: String,
    /// Whether it is a point of a list, which stands close to the next one.
    pub(super) point: bool,
}

impl Paragraph {
    /// Something that is said.
    pub(super) fn text(text: String) -> Self {
        let plain = harmless(&text);
        match plain.trim_start().strip_prefix(['·', '•', '–', '-']).filter(|rest| rest.starts_with(' ')) {
            Some(rest) => Self { html: format!("<ul><li>{}</li></ul>", lines(rest.trim())), plain, point: true },
            None => Self { html: format!("<p>{}</p>", lines(&plain)), plain, point: false },
        }
    }

    /// How to answer.
    pub(super) fn hint(text: String) -> Self {
        let plain = harmless(&text);
        Self { html: format!("<p><em>{}</em></p>", lines(&plain)), plain, point: false }
    }

    /// Choices under the numbers that are typed for them.
    pub(super) fn numbered(options: impl Iterator<Item = (usize, String)>) -> Self {
        let options: Vec<_> = options.map(|(number, label)| (number, harmless(&label))).collect();
        let plain: Vec<_> = options.iter().map(|(number, label)| format!("{number}. {label}")).collect();
        let mut html = String::new();
        let mut last = None;
        for (number, label) in &options {
            // A list counts by itself, so it ends where the numbers leap.
            if last.is_none_or(|last| last + 1 != *number) {
                html.push_str(if last.is_some() { "</ol>" } else { "" });
                write!(html, "<ol start=\"{number}\">").expect("a String takes everything");
            }
            write!(html, "<li>{}</li>", lines(label)).expect("a String takes everything");
            last = Some(*number);
        }
        html.push_str("</ol>");
        Self { plain: plain.join("\n"), html, point: false }
    }
}

/// Lines of text as HTML. What people wrote comes through here, so all of it is escaped.
pub(super) fn lines(text: &str) -> String {
    encode_safe(text).replace('\n', "<br>")
}

/// Without what would mix up directions or hide text: people's own words come back to them.
pub(super) fn harmless(text: &str) -> String {
    // Fluent wraps variables in marks for mixed directions; some clients show them as boxes.
    let kept = |c: &char| *c == '\n' || !(c.is_control() || matches!(*c, '\u{2066}'..='\u{2069}'));
    text.chars().filter(kept).collect()
}
