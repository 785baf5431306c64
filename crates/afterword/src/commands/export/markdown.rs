//! A Markdown document, built from its parts so that nobody's words become markup.

use anyhow::{Context as _, Result};
use pulldown_cmark::{Event, HeadingLevel, Options, Tag, TagEnd};

/// A document in the making.
#[derive(Default)]
pub(super) struct Document {
    events: Vec<Event<'static>>,
}

impl Document {
    /// A heading of the first to third level.
    pub(super) fn heading(&mut self, level: u8, text: &str) {
        let level = match level {
            1 => HeadingLevel::H1,
            2 => HeadingLevel::H2,
            _ => HeadingLevel::H3,
        };
        let tag = Tag::Heading { level, id: None, classes: Vec::new(), attrs: Vec::new() };
        self.within(tag, TagEnd::Heading(level), |it| it.push_text(&text.replace('\n', " ")));
    }

    /// What was asked.
    pub(super) fn question(&mut self, text: &str) {
        self.within(Tag::Paragraph, TagEnd::Paragraph, |it| {
            for (nth, line) in lines(text).enumerate() {
                if nth > 0 {
                    it.events.push(Event::HardBreak);
                }
                it.within(Tag::Strong, TagEnd::Strong, |it| it.push_text(line));
            }
        });
    }

    /// What was answered, line for line.
    pub(super) fn answer(&mut self, text: &str) {
        self.within(Tag::Paragraph, TagEnd::Paragraph, |it| it.push_lines(text));
    }

    /// What happened.
    pub(super) fn note(&mut self, text: &str) {
        self.within(Tag::Paragraph, TagEnd::Paragraph, |it| {
            it.within(Tag::Emphasis, TagEnd::Emphasis, |it| it.push_text(&text.replace('\n', " ")));
        });
    }

    /// The text of the document.
    pub(super) fn finish(&self) -> Result<String> {
        let mut text = String::new();
        pulldown_cmark_to_cmark::cmark(self.events.iter(), &mut text, Options::empty())
            .context("the journal cannot be written as Markdown")?;
        text.push('\n');
        Ok(text)
    }

    fn within(&mut self, start: Tag<'static>, end: TagEnd, inside: impl FnOnce(&mut Self)) {
        self.events.push(Event::Start(start));
        inside(self);
        self.events.push(Event::End(end));
    }

    fn push_lines(&mut self, text: &str) {
        for (nth, line) in lines(text).enumerate() {
            if nth > 0 {
                self.events.push(Event::HardBreak);
            }
            self.push_text(line);
        }
    }

    fn push_text(&mut self, text: &str) {
        let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        self.events.push(Event::Text(plain.into()));
    }
}

/// Lines with something on them; an empty one would end the paragraph.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use pulldown_cmark::Parser;

    /// What a reader of the Markdown would see, or the markup that slipped through.
    fn read(markdown: &str) -> String {
        let shown = Parser::new(markdown).filter_map(|event| match event {
            Event::Text(text) => Some(text.to_string()),
            Event::HardBreak => Some("\n".into()),
            Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => None,
            other => Some(format!("<<{other:?}>>")),
        });
        shown.collect()
    }

    #[test]
    fn nobodys_words_become_markup() {
        for words in [
            "- no list",
            "1. no list",
            "+ x",
            "# no heading",
            "a *b* _c_ `d`",
            "<script>x</script>",
            "[l](http://x)",
            "![i](j)",
            "&amp; &copy;",
            "---",
            "===",
            "> quote",
            "~~~",
            "```",
            "| a | b |",
            "\\",
            "a\\*b",
            "**",
            "1) x",
            "* * *",
            "<!-- c -->",
            "[a]: /url",
            "two\n- lines",
            "שלום 🙂",
            "50 % < 60 %",
        ] {
            let mut document = Document::default();
            document.answer(words);
            let markdown = document.finish().unwrap();
            assert_eq!(read(&markdown), words, "{markdown}");
        }
    }

    #[test]
    fn control_characters_do_not_reach_the_file() {
        let mut document = Document::default();
        document.answer("a\u{1b}[31mb\u{0}");
        assert!(!document.finish().unwrap().contains(['\u{1b}', '\u{0}']));
    }
}
