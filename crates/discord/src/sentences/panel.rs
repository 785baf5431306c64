//! What moderators read on the panel (`config/words/<locale>/discord.ftl`).

use afterword_core::{
    Private,
    say::{Arg, Block},
};
use std::borrow::Cow;

/// Declares sentences without variables, and the list of them.
macro_rules! plain {
    ($( $name:ident = $id:literal; )*) => {
        $( pub(crate) const $name: &str = $id; )*

        #[cfg(test)]
        pub(crate) const PLAIN: &[&str] = &[ $( $id ),* ];
    };
}

plain! {
    PANEL_CHOOSE = "discord-panel-choose";
    PANEL_NEW = "discord-panel-new";
    PANEL_NEW_SAID = "discord-panel-new-said";
    PANEL_WHERE = "discord-panel-where";
    PANEL_LIBRARY = "discord-panel-library";
    PANEL_LIBRARY_SAID = "discord-panel-library-said";
    PANEL_SUGGESTIONS = "discord-panel-suggestions";
    PANEL_SETTINGS = "discord-panel-settings";
    PANEL_NUMBERS = "discord-panel-numbers";
    PANEL_LOG = "discord-panel-log";
    PANEL_UNDO = "discord-panel-undo";
    PANEL_BACK = "discord-panel-back";
    PANEL_PREVIEW = "discord-panel-preview";
    PANEL_DRY_RUN = "discord-panel-dry-run";
    PANEL_POST_NOW = "discord-panel-post-now";
    PANEL_SKIP = "discord-panel-skip";
    PANEL_PAUSE = "discord-panel-pause";
    PANEL_RESUME = "discord-panel-resume";
    PANEL_EDIT = "discord-panel-edit";
    PANEL_SETUP = "discord-panel-setup";
    PANEL_DAYS_OFF = "discord-panel-days-off";
    PANEL_DELETE = "discord-panel-delete";
    PANEL_ROLE = "discord-panel-role";
    PANEL_THEMES = "discord-panel-themes";
    PANEL_OWN_ALL = "discord-panel-own-all";
    PANEL_HOW = "discord-panel-how";
    HOW_NOW = "discord-how-now";
    HOW_MESSAGE = "discord-how-message";
    HOW_THREAD = "discord-how-thread";
    HOW_SHUFFLED = "discord-how-shuffled";
    HOW_IN_ORDER = "discord-how-in-order";
    HOW_SKIP = "discord-how-skip";
    HOW_LATEST = "discord-how-latest";
    HOW_ALL = "discord-how-all";
    HOW_PINS = "discord-how-pins";
    HOW_NO_PINS = "discord-how-no-pins";
    HOW_WARNS = "discord-how-warns";
    HOW_NO_WARNS = "discord-how-no-warns";
    PANEL_AS_MESSAGE = "discord-panel-as-message";
    PANEL_AS_THREAD = "discord-panel-as-thread";
    PANEL_AS_FORUM = "discord-panel-as-forum";
    PANEL_PROMPT = "discord-panel-prompt-choose";
    PANEL_EARLIER = "discord-panel-earlier";
    PANEL_LATER = "discord-panel-later";
    PANEL_NEWER = "discord-panel-newer";
    PANEL_OLDER = "discord-panel-older";
    PANEL_ADD = "discord-panel-add";
    PANEL_TOML = "discord-panel-toml";
    PANEL_CSV = "discord-panel-csv";
    PANEL_REMOVE = "discord-panel-remove";
    PANEL_ACCEPT = "discord-panel-accept";
    PANEL_ACCEPT_AS = "discord-panel-accept-as";
    PANEL_DECLINE = "discord-panel-decline";
    PANEL_NEXT = "discord-panel-next";
    PANEL_MODERATORS = "discord-panel-moderators";
    PANEL_MODERATOR_ROLE = "discord-panel-moderator-role";
    PANEL_SWITCHES = "discord-panel-switches";
    PANEL_APPROVALS = "discord-panel-approvals-choose";
    SWITCH_SHARING = "discord-switch-sharing";
    SWITCH_MODERATOR = "discord-switch-moderator";
    SWITCH_SUGGESTIONS = "discord-switch-suggestions";
    SWITCH_DIGEST = "discord-switch-digest";
    PANEL_ZONE = "discord-panel-zone";
    PANEL_EVERYTHING = "discord-panel-everything";
    PANEL_FORGET = "discord-panel-forget";
    PANEL_FORGET_SAID = "discord-panel-forget-said";
    PANEL_FORGET_SURE = "discord-panel-forget-sure";
    PANEL_FORGOTTEN = "discord-panel-forgotten";
    PANEL_EXPORTED = "discord-panel-exported";
    PANEL_NO_PICTURE = "discord-panel-no-picture";
    PANEL_NO_FILE = "discord-panel-no-file";
    PANEL_FETCH_AGAIN = "discord-panel-fetch-again";
    PANEL_NOTHING_NEW = "discord-panel-nothing-new";
    PANEL_IMPORT = "discord-panel-import";
    SUGGEST_FORM = "discord-suggest-form";
    FORM_NAME = "discord-form-name";
    FORM_NAME_SUCH = "discord-form-name-such";
    FORM_WHEN = "discord-form-when";
    FORM_WHEN_SUCH = "discord-form-when-such";
    FORM_ZONE = "discord-form-zone";
    FORM_THEMES = "discord-form-themes";
    FORM_THEMES_SUCH = "discord-form-themes-such";
    FORM_DAYS_OFF = "discord-form-days-off";
    FORM_DAYS_OFF_SUCH = "discord-form-days-off-such";
    FORM_PROMPT = "discord-form-prompt";
    FORM_THEME = "discord-form-theme";
    FORM_THEME_SUCH = "discord-form-theme-such";
    FORM_OPENS = "discord-form-opens";
    FORM_OPENS_SUCH = "discord-form-opens-such";
    FORM_PICTURE = "discord-form-picture";
    FORM_REASON = "discord-form-reason";
}

/// Where a series posts, and as what.
pub(crate) fn panel_place(kind: &'static str, channel: &str) -> Block {
    Block::plain("discord-panel-place").with("kind", Arg::from(Block::plain(kind))).with("channel", digits(channel))
}

/// Where it posts, as a sentence.
pub(crate) fn panel_series(place: impl Into<Arg>) -> Block {
    Block::plain("discord-panel-series").with("place", place)
}

/// The role that is pinged.
pub(crate) fn panel_role(role: &str) -> Block {
    Block::plain("discord-panel-role-said").with("role", digits(role))
}

/// How many days are left out.
pub(crate) fn panel_days_off(days: usize) -> Block {
    Block::plain("discord-panel-days-off-said").with("days", days)
}

/// What a thread or a post would be called.
pub(crate) fn panel_titled(title: &Private) -> Block {
    Block::plain("discord-panel-titled").with("title", title)
}

/// A theme of the community’s own prompts.
pub(crate) fn panel_own_theme(theme: &Private) -> Block {
    Block::plain("discord-panel-own-theme").with("theme", theme)
}

/// What was typed is no theme.
pub(crate) fn panel_no_theme(theme: &Private) -> Block {
    Block::plain("discord-panel-no-theme").with("theme", theme)
}

/// What was typed is no talk.
pub(crate) fn panel_no_talk(talk: &Private) -> Block {
    Block::plain("discord-panel-no-talk").with("talk", talk)
}

/// A prompt.
pub(crate) fn panel_prompt(text: &Private, theme: &Private, opens: &str) -> Block {
    Block::plain("discord-panel-prompt").with("text", text).with("theme", theme).with("opens", plain(opens))
}

/// A suggestion.
pub(crate) fn panel_suggestion(text: &Private) -> Block {
    Block::plain("discord-panel-suggestion").with("text", text)
}

/// Who moderators are, and the zone.
pub(crate) fn panel_settings(zone: &str) -> Block {
    Block::plain("discord-panel-settings-said").with("zone", plain(zone))
}

/// How many moderators a suggestion needs.
pub(crate) fn panel_approvals(approvals: usize) -> Block {
    Block::plain("discord-panel-approvals").with("approvals", approvals)
}

/// What a file holds.
pub(crate) fn panel_brought(prompts: usize) -> Block {
    Block::plain("discord-panel-brought").with("prompts", prompts)
}

/// Digits and nothing else, for what Discord shows as a channel or a role.
fn digits(id: &str) -> Arg {
    Arg::Name(Cow::Owned(id.chars().filter(char::is_ascii_digit).collect()))
}

fn plain(text: &str) -> Arg {
    Arg::Name(Cow::Owned(text.to_owned()))
}

/// One of each that has variables.
#[cfg(test)]
pub(crate) fn filled() -> Vec<Block> {
    let text = Private::new("x");
    vec![
        panel_place(PANEL_AS_FORUM, "1"),
        panel_series(Arg::Number(1)),
        panel_role("1"),
        panel_days_off(1),
        panel_titled(&text),
        panel_own_theme(&text),
        panel_no_theme(&text),
        panel_no_talk(&text),
        panel_prompt(&text, &text, "x"),
        panel_suggestion(&text),
        panel_settings("x"),
        panel_approvals(1),
        panel_brought(1),
    ]
}
