//! Rows of buttons and menus, within what Discord takes.

use super::{Control, View, What};
use crate::{
    acts::{Answered, Prompt},
    render::{Body, cut},
    sentences as say,
};
use afterword_core::{community::PlaceKind, say::Block};
use afterword_words::Words;
use serenity::{
    all::{ButtonStyle, ChannelType},
    builder::{CreateActionRow, CreateButton, CreateSelectMenu, CreateSelectMenuKind, CreateSelectMenuOption},
    model::id::{ChannelId, RoleId},
};

/// Room for what stands on a button, and in an option of a menu.
const BUTTON: usize = 80;
const OPTION: usize = 100;
/// The most options of a menu.
pub(super) const OPTIONS: usize = 25;

/// What a page says, and what can be used on it.
pub(super) type Parts = (Vec<Block>, Vec<CreateActionRow>);

/// An option of a menu.
pub(super) struct Choice {
    pub(super) label: String,
    pub(super) value: String,
    pub(super) about: Option<String>,
    pub(super) chosen: bool,
}

impl View<'_> {
    pub(super) fn word(&self, word: &'static str) -> String {
        self.words.block(&Block::plain(word))
    }

    pub(super) fn button(&self, control: Control, word: &'static str, style: ButtonStyle) -> CreateButton {
        CreateButton::new(control.encode()).label(cut(&self.word(word), BUTTON)).style(style)
    }

    pub(super) fn plain(&self, control: Control, word: &'static str) -> CreateButton {
        self.button(control, word, ButtonStyle::Secondary)
    }

    /// The way back to a page.
    pub(super) fn back(&self, control: Control) -> CreateButton {
        self.plain(control, say::PANEL_BACK)
    }

    /// A menu; `None` where there is nothing to choose from.
    pub(super) fn menu(
        &self,
        control: Control,
        word: &'static str,
        (least, most): (u8, u8),
        choices: Vec<Choice>,
    ) -> Option<CreateActionRow> {
        let options: Vec<_> = choices.into_iter().take(OPTIONS).map(option).collect();
        let most = most.min(u8::try_from(options.len()).unwrap_or(u8::MAX));
        if options.is_empty() {
            return None;
        }
        let menu = CreateSelectMenu::new(control.encode(), CreateSelectMenuKind::String { options });
        Some(CreateActionRow::SelectMenu(
            menu.placeholder(self.word(word)).min_values(least.min(most)).max_values(most),
        ))
    }

    /// A menu of the server's channels for text, threads and posts.
    pub(super) fn channels(
        &self,
        control: Control,
        word: &'static str,
        now: Option<&str>,
        forums: bool,
    ) -> CreateActionRow {
        let mut types = vec![ChannelType::Text, ChannelType::News];
        types.extend(forums.then_some(ChannelType::Forum));
        let chosen = now.and_then(number).map(|id| vec![ChannelId::new(id)]);
        let kind = CreateSelectMenuKind::Channel { channel_types: Some(types), default_channels: chosen };
        CreateActionRow::SelectMenu(CreateSelectMenu::new(control.encode(), kind).placeholder(self.word(word)))
    }

    /// A menu of the server's roles, from which none may be chosen.
    pub(super) fn roles(&self, control: Control, word: &'static str, now: Option<&str>) -> CreateActionRow {
        let default_roles = now.and_then(number).map(|id| vec![RoleId::new(id)]);
        let kind = CreateSelectMenuKind::Role { default_roles };
        let menu = CreateSelectMenu::new(control.encode(), kind).placeholder(self.word(word));
        CreateActionRow::SelectMenu(menu.min_values(0).max_values(1))
    }
}

pub(super) fn row(buttons: Vec<CreateButton>) -> CreateActionRow {
    CreateActionRow::Buttons(buttons)
}

/// On one line, and something.
pub(super) fn line(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.is_empty() { "…".to_owned() } else { cut(&line, OPTION) }
}

/// A post as it would be, where one is shown: in its place, with its buttons, of which none works.
pub(super) fn shown(words: &Words, answers: &[Answered]) -> Option<Body> {
    let post = answers.iter().find_map(|answer| match answer {
        Answered::Show(post) => Some(post),
        Answered::Say(_) => None,
    })?;
    let prompt = Prompt::of(words, post, post.ping.as_deref());
    let said = answers.iter().flat_map(|answer| match answer {
        Answered::Say(say) => say.blocks.iter().map(|block| words.block(block)).collect(),
        Answered::Show(_) => Vec::new(),
    });
    let mut below: Vec<String> = said.collect();
    if post.channel.kind != PlaceKind::Message {
        below.push(words.block(&say::panel_titled(&post.channel.title)));
    }
    let framed = prompt.framed();
    let home = Control::to(What::Home);
    let back = CreateButton::new(home.encode()).label(words.block(&Block::plain(say::PANEL_BACK)));
    Some(Body {
        content: prompt.content().to_owned(),
        picture: prompt.picture().map(str::to_owned),
        embeds: framed.into_iter().chain([below.join("\n")]).collect(),
        rows: vec![row(prompt.buttons_shown()), row(vec![back.style(ButtonStyle::Secondary)])],
        files: Vec::new(),
    })
}

fn option(choice: Choice) -> CreateSelectMenuOption {
    let option = CreateSelectMenuOption::new(line(&choice.label), choice.value).default_selection(choice.chosen);
    match choice.about {
        Some(about) => option.description(line(&about)),
        None => option,
    }
}

fn number(id: &str) -> Option<u64> {
    id.parse().ok().filter(|id| *id != 0)
}
