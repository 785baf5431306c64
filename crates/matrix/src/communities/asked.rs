//! What somebody asks for in a room that is about its prompts. Pure.

use afterword_core::Private;

const PRIVATE: &str = "private";
const SUGGEST: &str = "suggest";
const PROMPTS: &str = "prompts";

/// What is asked for.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Asked {
    /// To answer a post in private: that one, or the newest.
    Private {
        /// The event that is answered, or whose thread it stands in.
        under: Option<String>,
        /// Whether nothing was said but the bot's name: it may be about something else.
        called_only: bool,
    },
    /// The same, by a reaction to that event.
    Reacted {
        /// To which.
        to: String,
    },
    /// To suggest a prompt.
    Suggest(Private),
    /// Something for moderators.
    Order {
        /// What follows the word that says so.
        words: Private,
        /// The event that is answered: it may be a file.
        file: Option<String>,
    },
}

impl Asked {
    /// What the words ask for that follow the bot's name; `None` where that is nothing of this.
    pub(crate) fn of(text: &Private, under: Option<String>) -> Option<Self> {
        let text = text.reveal().trim();
        let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        let rest = rest.trim();
        Some(match first.to_lowercase().as_str() {
            "" if under.is_some() => Self::Private { under, called_only: true },
            PRIVATE if rest.is_empty() => Self::Private { under, called_only: false },
            SUGGEST => Self::Suggest(rest.into()),
            PROMPTS => Self::Order { words: rest.into(), file: under },
            _ => return None,
        })
    }

    /// Whether it is for moderators.
    pub(crate) fn is_order(&self) -> bool {
        matches!(self, Self::Order { .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_words_are_about_prompts_and_all_others_are_not() {
        let of = |text: &str, under: Option<&str>| Asked::of(&text.into(), under.map(str::to_owned));
        let private =
            |under: Option<&str>, called_only| Some(Asked::Private { under: under.map(str::to_owned), called_only });
        assert!(of("private", Some("$e")) == private(Some("$e"), false) && of("Private", None) == private(None, false));
        assert!(of("", Some("$e")) == private(Some("$e"), true) && of("", None).is_none());
        assert!(of("suggest  What went\nwell?", None) == Some(Asked::Suggest("What went\nwell?".into())));
        let order =
            |words: &str, file: Option<&str>| Some(Asked::Order { words: words.into(), file: file.map(str::to_owned) });
        assert!(of("prompts", None) == order("", None));
        assert!(of("prompts import", Some("$file")) == order("import", Some("$file")));
        for other in ["debrief", "privacy", "private talk", "promptsy", "suggestions"] {
            assert!(of(other, Some("$e")).is_none(), "{other}");
        }
    }
}
