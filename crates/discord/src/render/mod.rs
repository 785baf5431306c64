//! From what is said to what Discord is sent. Pure: no network, no clock, no state.
//!
//! One [`Say`] becomes one [`Body`], whatever its length: an answer to an
//! interaction is edited, never followed by another message.

mod controls;
mod form;
mod length;
mod markdown;

pub use form::form;

use afterword_core::{
    Say,
    say::{Attachment, Block},
};
use afterword_words::Words;
use serenity::{
    builder::{
        CreateActionRow, CreateAllowedMentions, CreateAttachment, CreateEmbed, CreateInteractionResponseMessage,
        CreateMessage, EditAttachments, EditInteractionResponse,
    },
    model::channel::Nonce,
};

use crate::sentences;
use controls::Controls;
use length::pieces;
pub(crate) use length::{cut, length};

/// The most that the text of a message has.
const CONTENT: usize = 2000;
/// The most that one embed has, and all of a message together.
const EMBED: usize = 4096;
const EMBEDS: usize = 6000;
/// What goes along where even that is too little.
const LONG: &str = "afterword.txt";
const CALENDAR: &str = "afterword.ics";

/// Where a message is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Surface {
    /// In a server, seen by that one person only. They cannot type an answer there.
    Ephemeral,
    /// In direct messages, where typing works as well as buttons.
    Direct,
}

/// A message as Discord takes it. Nobody is ever mentioned by it.
#[derive(Clone, PartialEq)]
pub struct Body {
    /// At most 2000 characters.
    pub content: String,
    /// What had no room there: descriptions of embeds, to be read on.
    pub embeds: Vec<String>,
    /// The address of a picture in the first of them.
    pub picture: Option<String>,
    /// At most five rows of buttons and menus.
    pub rows: Vec<CreateActionRow>,
    /// Files, by their names.
    pub files: Vec<(String, Vec<u8>)>,
}

/// What is said, as a message.
#[must_use]
pub fn message(words: &Words, say: &Say, surface: Surface) -> Body {
    let controls = say.ask.as_ref().map(|ask| Controls::of(words, ask, surface)).unwrap_or_default();
    // The form takes numbers for the parts that have no buttons yet.
    let further = say.ask.iter().flat_map(|ask| &ask.rest).any(|part| !words.offered(&part.kind).is_empty());
    let listed = surface == Surface::Direct || controls.shortened || further;
    let mut body = text(words, paragraphs(words, &markdown::safe(say), listed, surface));
    body.rows = controls.rows;
    body.files.extend(
        say.attachment.as_ref().map(|Attachment::Calendar(calendar)| (CALENDAR.to_owned(), words.calendar(calendar))),
    );
    body
}

/// A sentence that no talk says, such as why something was not taken.
#[must_use]
pub fn note(words: &Words, block: Block) -> Body {
    let say = Say { blocks: vec![block], ask: None, attachment: None };
    message(words, &say, Surface::Ephemeral)
}

impl Body {
    /// As the answer to an interaction: a new message, or in place of the one that was used.
    pub fn response(&self, surface: Surface) -> CreateInteractionResponseMessage {
        CreateInteractionResponseMessage::new()
            .content(&self.content)
            .embeds(self.embeds())
            .components(self.rows.clone())
            .files(self.attachments())
            .allowed_mentions(CreateAllowedMentions::new())
            .ephemeral(surface == Surface::Ephemeral)
    }

    /// In place of the answer that is there already, with all it had.
    pub fn edit(&self) -> EditInteractionResponse {
        let files = self.attachments().into_iter().fold(EditAttachments::new(), EditAttachments::add);
        EditInteractionResponse::new()
            .content(&self.content)
            .embeds(self.embeds())
            .components(self.rows.clone())
            .attachments(files)
            .allowed_mentions(CreateAllowedMentions::new())
    }

    /// As a direct message under the outbox's key, which Discord remembers for some minutes.
    pub fn direct(&self, key: &str) -> CreateMessage {
        CreateMessage::new()
            .content(&self.content)
            .embeds(self.embeds())
            .components(self.rows.clone())
            .add_files(self.attachments())
            .allowed_mentions(CreateAllowedMentions::new())
            .nonce(Nonce::String(key.to_owned()))
            .enforce_nonce(true)
    }

    fn embeds(&self) -> Vec<CreateEmbed> {
        let mut embeds: Vec<_> = self.embeds.iter().map(|text| CreateEmbed::new().description(text)).collect();
        if let (Some(url), Some(first)) = (&self.picture, embeds.first_mut()) {
            *first = first.clone().image(url);
        }
        embeds
    }

    fn attachments(&self) -> Vec<CreateAttachment> {
        self.files.iter().map(|(name, bytes)| CreateAttachment::bytes(bytes.as_slice(), name)).collect()
    }
}

/// All that is to be read, in order: what is said, what is asked, what there is to choose
/// from where the labels do not say it all, and how to type an answer.
fn paragraphs(words: &Words, safe: &Say, listed: bool, surface: Surface) -> Vec<String> {
    let layout = words.layout(safe);
    let mut paragraphs = layout.paragraphs;
    let Some(question) = layout.question else { return paragraphs };
    let mut ask = |prompt: Vec<String>, options: &[afterword_words::Numbered]| {
        paragraphs.extend(prompt);
        if listed && !options.is_empty() {
            // No list of Discord's, which would count anew after each break.
            let line = |one: &afterword_words::Numbered| words.block(&sentences::numbered(one.number, &one.label));
            paragraphs.push(options.iter().map(line).collect::<Vec<_>>().join("\n"));
        }
    };
    ask(question.prompt, &question.options);
    for more in question.more {
        ask(more.prompt, &more.options);
    }
    if surface == Surface::Direct {
        paragraphs.extend(question.hint);
    }
    paragraphs
}

/// The paragraphs as the text of a message, which goes on in embeds, or else in a file.
fn text(words: &Words, paragraphs: Vec<String>) -> Body {
    let mut body =
        Body { content: String::new(), embeds: Vec::new(), picture: None, rows: Vec::new(), files: Vec::new() };
    let parts = pieces(&paragraphs, |nth| if nth == 0 { CONTENT } else { EMBED });
    let mut parts = parts.into_iter();
    body.content = parts.next().unwrap_or_default();
    body.embeds = parts.collect();
    if body.embeds.iter().map(|embed| length(embed)).sum::<usize>() > EMBEDS {
        // What is asked stands last, and is not in the file alone.
        let told = words.block(&Block::plain(sentences::FILE));
        let room = CONTENT - length(&told) - 2;
        let end = pieces(&paragraphs, |_| room).pop().unwrap_or_default();
        body.content = format!("{told}\n\n{end}");
        body.embeds.clear();
        body.files.push((LONG.to_owned(), paragraphs.join("\n\n").into_bytes()));
    }
    body
}
