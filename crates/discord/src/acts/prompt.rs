//! A post as Discord takes it. Pure.
//!
//! The text is its moderators' own, with its Markdown; what is mentioned in it is shown and calls
//! nobody. A text that finds no room in the content (2,000 characters, together with the role that
//! is called and the word that it is late) stands in the frame below it, which takes 4,096: more
//! than the longest prompt has, however it is counted.

use super::marks::Mark;
use crate::{
    render::{cut, length},
    sentences as say,
};
use afterword_core::{
    community::{Post, prompt::LONGEST},
    say::Block,
    wording,
};
use afterword_words::Words;
use serenity::{
    all::ButtonStyle,
    builder::{CreateActionRow, CreateAllowedMentions, CreateButton, CreateEmbed, CreateForumPost, CreateMessage},
    model::{channel::Nonce, id::RoleId},
};

/// The most that the text of a message has, and one frame.
const CONTENT: usize = 2000;
const FRAME: usize = 4096;
// Two for each character, where all of them are counted twice.
const _: () = assert!(LONGEST * 2 <= FRAME, "the longest prompt fits into one frame");

/// A post, ready to be sent.
#[derive(Clone)]
pub(crate) struct Prompt {
    content: String,
    /// The text, where it found no room in the content.
    frame: Option<String>,
    picture: Option<String>,
    /// The one role that is called.
    role: Option<RoleId>,
    buttons: Vec<CreateButton>,
}

impl Prompt {
    /// With this role called, or none.
    pub(crate) fn of(words: &Words, post: &Post, role: Option<&str>) -> Self {
        let role = role.and_then(|role| role.parse().ok()).filter(|role| *role != 0).map(RoleId::new);
        let called = role.map(|role| format!("<@&{role}>"));
        let late = post.late.map(|late| words.block(&wording::post_late(late)));
        let before: Vec<String> = called.into_iter().chain(late).collect();
        let text = post.text.reveal().trim();
        let whole = before.iter().map(String::as_str).chain([text]).collect::<Vec<_>>().join("\n");
        let fits = length(&whole) <= CONTENT;
        let button = |mark: Mark, word: &'static str, style| {
            CreateButton::new(mark.encode()).label(words.block(&Block::plain(word))).style(style)
        };
        let private = post.buttons.private.then(|| button(Mark::Private(post.run), say::PRIVATE, ButtonStyle::Primary));
        let suggest =
            post.buttons.suggest.then(|| button(Mark::Suggest(post.run), say::SUGGEST, ButtonStyle::Secondary));
        Self {
            content: if fits { whole } else { before.join("\n") },
            frame: (!fits).then(|| cut(text, FRAME)),
            picture: post.picture.clone(),
            role,
            buttons: private.into_iter().chain(suggest).collect(),
        }
    }

    /// As a message, or as the first one of a post in a forum.
    pub(crate) fn message(&self) -> CreateMessage {
        let mentions = CreateAllowedMentions::new();
        let mentions = match self.role {
            Some(role) => mentions.roles([role]),
            None => mentions,
        };
        let rows = if self.buttons.is_empty() { Vec::new() } else { vec![self.row()] };
        CreateMessage::new().content(&self.content).embeds(self.frames()).components(rows).allowed_mentions(mentions)
    }

    /// As a message under its key.
    pub(crate) fn message_under(&self, key: &str) -> CreateMessage {
        self.message().nonce(Nonce::String(key.to_owned())).enforce_nonce(true)
    }

    /// As a post of a forum.
    pub(crate) fn post(&self, title: String) -> CreateForumPost<'static> {
        CreateForumPost::new(title, self.message())
    }

    /// The same without its picture.
    pub(crate) fn without_picture(self) -> Self {
        Self { picture: None, ..self }
    }

    /// Whether a picture is all that is framed.
    pub(crate) fn frames_a_picture_alone(&self) -> bool {
        self.picture.is_some() && self.frame.is_none()
    }

    pub(crate) fn content(&self) -> &str {
        &self.content
    }

    /// The text, where it found no room in the content.
    pub(crate) fn framed(&self) -> Option<String> {
        self.frame.clone()
    }

    pub(crate) fn picture(&self) -> Option<&str> {
        self.picture.as_deref()
    }

    pub(crate) fn frames(&self) -> Vec<CreateEmbed> {
        if self.frame.is_none() && self.picture.is_none() {
            return Vec::new();
        }
        let frame = CreateEmbed::new();
        let frame = self.frame.iter().fold(frame, |frame, text| frame.description(text));
        vec![self.picture.iter().fold(frame, |frame, url| frame.image(url))]
    }

    /// The buttons as they look, of which none does anything.
    pub(crate) fn buttons_shown(&self) -> Vec<CreateButton> {
        let shown = |(nth, button): (u8, CreateButton)| button.custom_id(Mark::Shown(nth).encode()).disabled(true);
        (0..).zip(self.buttons.clone()).map(shown).collect()
    }

    fn row(&self) -> CreateActionRow {
        CreateActionRow::Buttons(self.buttons.clone())
    }
}

#[cfg(test)]
mod tests;
