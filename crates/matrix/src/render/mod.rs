//! From what is said to what a room is sent. Pure: no network, no clock, no state.
//!
//! One [`Say`] becomes one message, or several where it is very long: an event has room for
//! 65,536 bytes, and encryption takes a good third of them.

mod html;
mod markdown;
mod pieces;
mod post;

pub(crate) use post::{MARK, post};

use afterword_core::{
    Say,
    say::{Attachment, Block},
};
use afterword_words::{Numbered, Words};
use html::Paragraph;
use serde_json::{Map, Value, json};

const CALENDAR: &str = "afterword.ics";

/// A message, in plain text and in HTML of the tags that the specification allows.
///
/// ```
/// use afterword_core::{Say, say::Block};
/// use afterword_matrix::render;
/// use afterword_words::Words;
///
/// let words = Words::load("en-GB")?;
/// let say = Say { blocks: vec![Block::plain("layout-skip")], ask: None, attachment: None };
/// let content = render::messages(&words, &say)[0].content(None);
/// assert_eq!(content["msgtype"], "m.notice");
/// assert_eq!(content["body"], "“Skip” is fine.");
/// assert_eq!(content["formatted_body"], "<p>“Skip” is fine.</p>");
/// # Ok::<(), afterword_words::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Message {
    plain: String,
    html: String,
}

/// Where in a room a message stands.
#[derive(Clone, Copy)]
pub struct Thread<'a> {
    /// The first event of the thread.
    pub root: &'a str,
    /// The event that is answered: what a client without threads shows it under.
    pub answers: &'a str,
}

impl Message {
    /// As plain text.
    #[must_use]
    pub fn plain(&self) -> &str {
        &self.plain
    }

    /// As the content of an `m.room.message`: a notice, which nobody answers by itself. Nobody
    /// is ever mentioned by it.
    #[must_use]
    pub fn content(&self, thread: Option<Thread<'_>>) -> Value {
        self.content_of("m.notice", thread)
    }

    /// The same of what answers nobody, such as a prompt: a text, since clients are silent about
    /// notices whatever people have set for the room.
    #[must_use]
    pub fn unasked(&self) -> Value {
        self.content_of("m.text", None)
    }

    fn content_of(&self, kind: &str, thread: Option<Thread<'_>>) -> Value {
        let mut content = Map::new();
        content.insert("msgtype".into(), kind.into());
        content.insert("body".into(), self.plain.clone().into());
        content.insert("format".into(), "org.matrix.custom.html".into());
        content.insert("formatted_body".into(), self.html.clone().into());
        content.insert("m.mentions".into(), json!({}));
        if let Some(Thread { root, answers }) = thread {
            let relation = json!({
                "rel_type": "m.thread", "event_id": root,
                "is_falling_back": true, "m.in_reply_to": {"event_id": answers}
            });
            content.insert("m.relates_to".into(), relation);
        }
        content.into()
    }
}

/// What is said, as messages: usually one.
#[must_use]
pub fn messages(words: &Words, say: &Say) -> Vec<Message> {
    pieces::of(&paragraphs(words, say))
}

/// A sentence that no talk says, such as why something was not taken.
#[must_use]
pub fn note(words: &Words, block: Block) -> Message {
    let say = Say { blocks: vec![block], ask: None, attachment: None };
    let mut messages = messages(words, &say);
    messages.swap_remove(0)
}

/// The file that comes along, by its name.
#[must_use]
pub fn file(words: &Words, say: &Say) -> Option<(String, Vec<u8>)> {
    say.attachment.as_ref().map(|Attachment::Calendar(calendar)| (CALENDAR.to_owned(), words.calendar(calendar)))
}

/// All that is to be read, in order.
fn paragraphs(words: &Words, say: &Say) -> Vec<Paragraph> {
    let layout = words.layout(say);
    let mut paragraphs: Vec<_> = layout.paragraphs.into_iter().map(Paragraph::text).collect();
    let Some(question) = layout.question else { return paragraphs };
    let mut ask = |prompt: Vec<String>, options: Vec<Numbered>| {
        paragraphs.extend(prompt.into_iter().map(Paragraph::text));
        if !options.is_empty() {
            let options = options.into_iter().map(|option| (option.number, option.label));
            paragraphs.push(Paragraph::numbered(options));
        }
    };
    ask(question.prompt, question.options);
    for more in question.more {
        ask(more.prompt, more.options);
    }
    paragraphs.extend(question.hint.map(Paragraph::hint));
    paragraphs
}

#[cfg(test)]
mod tests;
