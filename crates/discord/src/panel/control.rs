//! What a component of the panel brings back.
//!
//! Written `p1:<what>:<about>:<number>`; ids are 11 characters, so all of it is well below the 100
//! that Discord takes. It may be forged, or old: what it is about may be gone.

use super::Page;
use crate::custom_id::{read, written};
use afterword_core::Id;

const VERSION: &str = "p1";

/// Declares what components do: an enum, and the word of each in an id.
macro_rules! whats {
    ($( $(#[$doc:meta])* $variant:ident = $word:literal ),+ $(,)?) => {
        /// What a component does.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum What { $( $(#[$doc])* $variant ),+ }

        impl What {
            #[cfg(test)]
            pub(crate) const ALL: &[Self] = &[ $( Self::$variant ),+ ];

            fn word(self) -> &'static str {
                match self { $( Self::$variant => $word ),+ }
            }

            fn from_word(word: &str) -> Option<Self> {
                match word { $( $word => Some(Self::$variant), )+ _ => None }
            }
        }
    };
}

whats! {
    /// Goes to a page.
    Home = "h",
    New = "n",
    Series = "s",
    Setup = "u",
    Library = "l",
    Prompt = "p",
    Suggestions = "g",
    Settings = "c",
    Numbers = "z",
    Log = "a",
    Forget = "f",
    /// Goes to the series that is chosen in a menu.
    Choose = "hs",
    /// Goes to the prompt that is chosen in a menu.
    ChoosePrompt = "lp",
    /// Does something with a series.
    Preview = "sp",
    DryRun = "sd",
    PostNow = "sn",
    Skip = "sk",
    Pause = "sz",
    Resume = "sr",
    Delete = "sx",
    Undo = "x",
    /// Changes how a series posts, by a menu.
    Place = "up",
    Role = "ur",
    Themes = "ut",
    How = "uh",
    /// Opens the form of a new series in the channel of a menu; the number is that channel.
    NewIn = "ni",
    /// Opens a form, or is that form.
    NewForm = "nf",
    /// The same in a forum.
    NewForum = "nx",
    Edit = "fe",
    DaysOff = "fd",
    AddPrompt = "fa",
    EditPrompt = "fp",
    AcceptAs = "fg",
    Decline = "fn",
    Zone = "fz",
    /// Does something with a prompt or a suggestion.
    RemovePrompt = "px",
    Accept = "ga",
    /// Hands out a file, or takes one in.
    Toml = "et",
    Csv = "ec",
    Everything = "ee",
    Import = "im",
    /// Changes settings, by a menu.
    Moderators = "cm",
    ModeratorRole = "cr",
    Switches = "cs",
    Approvals = "ca",
    /// Forgets the server.
    Forgotten = "ff",
}

/// The address of a component.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Control {
    pub(crate) what: What,
    /// A series, a prompt or a suggestion.
    pub(crate) about: Option<Id>,
    /// A place in a list, or a channel.
    pub(crate) number: u64,
}

impl Control {
    pub(crate) fn to(what: What) -> Self {
        Self { what, about: None, number: 0 }
    }

    pub(crate) fn about(what: What, about: Id) -> Self {
        Self { what, about: Some(about), number: 0 }
    }

    pub(crate) fn numbered(what: What, number: usize) -> Self {
        Self { what, about: None, number: u64::try_from(number).unwrap_or(0) }
    }

    pub(crate) fn encode(self) -> String {
        let about = self.about.map(written).unwrap_or_default();
        format!("{VERSION}:{}:{about}:{}", self.what.word(), self.number)
    }

    pub(crate) fn decode(text: &str) -> Option<Self> {
        let mut fields = text.split(':');
        let mut next = || fields.next();
        if next()? != VERSION {
            return None;
        }
        let what = What::from_word(next()?)?;
        let about = match next()? {
            "" => None,
            id => Some(read(id)?),
        };
        let number = next()?.parse().ok()?;
        next().is_none().then_some(Self { what, about, number })
    }

    /// The page it goes to, where that is all it does.
    pub(crate) fn page(self) -> Option<Page> {
        let nth = usize::try_from(self.number).unwrap_or(0);
        Some(match self.what {
            What::Home => Page::Home,
            What::New => Page::New,
            What::Series => Page::Series(self.about?),
            What::Setup => Page::Setup(self.about?),
            What::Library => Page::Library(nth),
            What::Prompt => Page::Prompt(self.about?),
            What::Suggestions => Page::Suggestions(nth),
            What::Settings => Page::Settings,
            What::Numbers => Page::Numbers,
            What::Log => Page::Log(nth),
            What::Forget => Page::Forget,
            _ => return None,
        })
    }
}
