//! A message as lines of text: wrapped, numbered, and harmless to a terminal.

use afterword_words::{Layout, Numbered};
use anstyle::Style;
use std::borrow::Cow;

/// How wide, and with which looks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Paper {
    /// Columns.
    pub(crate) width: usize,
    /// Whether there is colour.
    pub(crate) colour: bool,
}

/// The looks of a number before a choice.
const NUMBER: Style = Style::new().bold();
/// The looks of the last line, which says how to answer.
const HINT: Style = Style::new().dimmed();

/// One message, with an empty line after it.
pub(crate) fn message(layout: &Layout, paper: Paper) -> String {
    let mut page = String::new();
    push_paragraphs(&mut page, &layout.paragraphs, paper);
    if let Some(question) = &layout.question {
        push_paragraphs(&mut page, &question.prompt, paper);
        push_options(&mut page, &question.options, paper);
        for further in &question.more {
            push_paragraphs(&mut page, &further.prompt, paper);
            push_options(&mut page, &further.options, paper);
        }
        if let Some(hint) = &question.hint {
            page.push_str(&note(hint, paper));
        }
    }
    page
}

/// Something the terminal itself says, with an empty line after it.
pub(crate) fn note(text: &str, paper: Paper) -> String {
    let mut page = String::new();
    push_wrapped(&mut page, text, paper.width);
    let mut page = painted(page.trim_end(), HINT, paper).into_owned();
    page.push_str("\n\n");
    page
}

/// What the person said, as a transcript shows it: on one line, however long.
pub(crate) fn echo(said: &str) -> String {
    const SHOWN: usize = 4000;
    let said = harmless(said);
    let total = said.chars().count();
    let line = if total > SHOWN {
        let start: String = said.chars().take(60).collect();
        format!("> {start}… ({total} characters)")
    } else {
        format!("> {said}")
    };
    format!("{}\n\n", line.trim_end())
}

fn push_paragraphs(page: &mut String, paragraphs: &[String], paper: Paper) {
    for (nth, paragraph) in paragraphs.iter().enumerate() {
        push_wrapped(page, paragraph, paper.width);
        // The points of a list stand together.
        let next_is_point = paragraphs.get(nth + 1).is_some_and(|next| is_point(next));
        if !(is_point(paragraph) && next_is_point) {
            page.push('\n');
        }
    }
}

fn push_options(page: &mut String, options: &[Numbered], paper: Paper) {
    let Some(highest) = options.iter().map(|option| option.number).max() else { return };
    let digits = highest.to_string().len();
    let indent = " ".repeat(digits + 2);
    let width = paper.width.saturating_sub(indent.len()).max(20);
    for option in options {
        let number = format!("{:>digits$}", option.number);
        page.push_str(&painted(&number, NUMBER, paper));
        let label = harmless(&option.label);
        for (nth, line) in textwrap::wrap(&label, width).iter().enumerate() {
            page.push_str(if nth == 0 { "  " } else { &indent });
            page.push_str(line);
            page.push('\n');
        }
    }
    page.push('\n');
}

fn push_wrapped(page: &mut String, text: &str, width: usize) {
    for line in harmless(text).lines() {
        let lead = line.len() - line.trim_start().len();
        let indent = " ".repeat(if is_point(line) { lead + 2 } else { lead });
        let options = textwrap::Options::new(width).subsequent_indent(&indent);
        for wrapped in textwrap::wrap(line, options) {
            page.push_str(wrapped.trim_end());
            page.push('\n');
        }
    }
}

/// Whether it is a point of a list, which hangs by its mark.
fn is_point(text: &str) -> bool {
    ["- ", "– ", "• ", "· "].iter().any(|mark| text.trim_start().starts_with(mark))
}

fn painted<'a>(text: &'a str, style: Style, paper: Paper) -> Cow<'a, str> {
    if paper.colour { Cow::Owned(format!("{style}{text}{style:#}")) } else { Cow::Borrowed(text) }
}

/// Without what would steer a terminal: people's own words come back to them here.
fn harmless(text: &str) -> Cow<'_, str> {
    let steers = |c: char| c.is_control() && c != '\n';
    // Fluent wraps variables in marks for mixed directions; terminals show them as boxes.
    let mark = |c: char| matches!(c, '\u{2066}'..='\u{2069}');
    if !text.chars().any(|c| steers(c) || mark(c)) {
        return Cow::Borrowed(text);
    }
    let shown = text.chars().filter(|c| !mark(*c)).map(|c| match c {
        '\t' => ' ',
        c if steers(c) => '\u{fffd}',
        c => c,
    });
    Cow::Owned(shown.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use afterword_words::{Further, Question};

    const PLAIN: Paper = Paper { width: 30, colour: false };

    fn texts(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    fn numbered(labels: &[&str]) -> Vec<Numbered> {
        labels.iter().zip(1..).map(|(label, number)| Numbered { number, label: (*label).to_owned() }).collect()
    }

    fn said(paragraphs: &[&str]) -> Layout {
        Layout { paragraphs: texts(paragraphs), question: None }
    }

    fn asked(prompt: &str, options: &[&str], hint: Option<&str>) -> Layout {
        let question = Question {
            prompt: texts(&[prompt]),
            options: numbered(options),
            hint: hint.map(str::to_owned),
            more: Vec::new(),
        };
        Layout { paragraphs: Vec::new(), question: Some(question) }
    }

    #[test]
    fn a_message_is_wrapped_numbered_and_followed_by_an_empty_line() {
        let mut layout = asked(
            "Which answer are you proudest of, or what else went well?",
            &["Why this job?", "Tell us about a time when something went quite wrong"],
            Some("a number, or skip"),
        );
        layout.paragraphs = texts(&["Noted.", "· one thing that is longer than a line", "· another"]);
        assert_eq!(
            message(&layout, PLAIN),
            "Noted.\n\n\
             · one thing that is longer\n  than a line\n· another\n\n\
             Which answer are you proudest\nof, or what else went well?\n\n\
             1  Why this job?\n2  Tell us about a time when\n   something went quite wrong\n\n\
             a number, or skip\n\n"
        );
    }

    #[test]
    fn further_parts_stand_under_the_first() {
        let mut layout = asked("How likely?", &["10 %", "25 %"], Some("all at once if you like"));
        if let Some(question) = &mut layout.question {
            question.more = vec![
                Further { prompt: texts(&["How good a fit?"]), options: Vec::new() },
                Further { prompt: texts(&["Is it the one?"]), options: numbered(&["yes"]) },
            ];
        }
        assert_eq!(
            message(&layout, PLAIN),
            "How likely?\n\n1  10 %\n2  25 %\n\nHow good a fit?\n\nIs it the one?\n\n1  yes\n\nall at once if you like\n\n"
        );
    }

    #[test]
    fn ten_options_stand_in_line() {
        let labels: Vec<_> = (1..=10).map(|n| format!("label {n}")).collect();
        let labels: Vec<_> = labels.iter().map(String::as_str).collect();
        let page = message(&asked("Which?", &labels, None), PLAIN);
        assert!(page.starts_with("Which?\n\n 1  label 1\n"), "{page}");
        assert!(page.ends_with("10  label 10\n\n"), "{page}");
    }

    #[test]
    fn colour_is_there_only_where_it_is_wanted() {
        let layout = asked("?", &["yes"], None);
        assert_eq!(message(&layout, Paper { colour: true, ..PLAIN }), "?\n\n\u{1b}[1m1\u{1b}[0m  yes\n\n");
        assert_eq!(message(&layout, PLAIN), "?\n\n1  yes\n\n");
    }

    #[test]
    fn nothing_a_person_wrote_can_steer_the_terminal() {
        assert_eq!(echo("a\u{1b}[2J\u{7}b\tc\u{9b}"), "> a\u{fffd}[2J\u{fffd}b c\u{fffd}\n\n");
        assert_eq!(message(&said(&["x\u{2068}y\u{2069}\u{8}"]), PLAIN), "xy\u{fffd}\n\n");
        assert_eq!(echo(""), ">\n\n");
        assert_eq!(echo("שלום 🙂"), "> שלום 🙂\n\n");
    }

    #[test]
    fn a_flood_is_echoed_by_its_start_and_its_length() {
        let flood = "x".repeat(100_000);
        let shown = echo(&flood);
        assert!(shown.len() < 120 && shown.ends_with("… (100000 characters)\n\n"), "{shown}");
    }
}
