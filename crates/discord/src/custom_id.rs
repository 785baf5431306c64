//! What a button, a menu or a form brings back when it is used: all that is
//! needed to route it, so that it works after a restart and for ever.
//!
//! Written `v1:<talk>:<question>:<revision>:<value>`, at most 100 characters. A
//! value names what was chosen by its id, never by its place. Whoever reads one
//! cannot trust it: a person can send any, and so can an old message. The core
//! checks the stamp, and what an answer may be.

use afterword_core::{
    Id, QuestionId,
    answer::YesNo,
    ask::{Pick, Stamp},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize as _, de::value::StrDeserializer};

/// The most characters Discord takes.
pub const LIMIT: usize = 100;

const VERSION: &str = "v1";

/// The address of a component: the question it belongs to, and what it does there.
#[derive(Clone, PartialEq, Eq)]
pub struct CustomId {
    /// The question.
    pub stamp: Stamp,
    /// What it does.
    pub value: Value,
}

/// What a component does at its question.
#[derive(Clone, PartialEq, Eq)]
pub enum Value {
    /// Chooses this.
    Pick(Pick),
    /// 1 to 5.
    Scale(u8),
    /// 10, 25, 50, 75 or 90.
    Percent(u8),
    /// Yes, no, don't know.
    YesNo(YesNo),
    /// Skips.
    Skip,
    /// A list is complete.
    Done,
    /// None of several.
    Nothing,
    /// A menu to choose one from; the number tells menus of one message apart.
    One(u8),
    /// A menu to choose several from.
    Several(u8),
    /// Opens the form of the question, or is that form.
    Form,
    /// Withdraws the last answer.
    Back,
    /// Puts the talk aside.
    Pause,
    /// Asks why this is asked.
    Why,
    /// Carries on in direct messages.
    Direct,
}

/// Too long for Discord: more than [`LIMIT`] characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a component's id would have {0} characters, and Discord takes {LIMIT}")]
pub struct TooLong(pub usize);

impl CustomId {
    /// As it goes to Discord.
    ///
    /// # Errors
    /// [`TooLong`]; no question of any talk comes near.
    pub fn encode(&self) -> Result<String, TooLong> {
        Beginning::of(&self.stamp).with(&self.value)
    }

    /// As it came back; `None` for whatever [`CustomId::encode`] never wrote.
    #[must_use]
    pub fn decode(text: &str) -> Option<Self> {
        if text.chars().count() > LIMIT {
            return None;
        }
        let mut fields = text.splitn(5, ':');
        let mut next = || fields.next();
        if next()? != VERSION {
            return None;
        }
        let talk = read(next()?)?;
        let question = read_question(next()?)?;
        let revision = number(next()?)?;
        let value = Value::decode(next()?)?;
        Some(Self { stamp: Stamp { talk, question, revision }, value })
    }
}

/// What the ids of all components of one question begin with.
pub(crate) struct Beginning(String);

impl Beginning {
    pub(crate) fn of(stamp: &Stamp) -> Self {
        let Stamp { talk, question, revision } = stamp;
        Self(format!("{VERSION}:{}:{}:{revision}:", written(*talk), written_question(question)))
    }

    /// The id of the component that does this.
    ///
    /// # Errors
    /// As [`CustomId::encode`].
    pub(crate) fn with(&self, value: &Value) -> Result<String, TooLong> {
        let Self(beginning) = self;
        let value = value.encode();
        match beginning.chars().count() + value.chars().count() {
            0..=LIMIT => Ok([beginning, value.as_str()].concat()),
            length => Err(TooLong(length)),
        }
    }
}

impl Value {
    /// As it stands in a [`CustomId`], and as the value of an option in a menu.
    #[must_use]
    pub fn encode(&self) -> String {
        match self {
            Self::Pick(Pick::Named(id)) => format!("n{id}"),
            Self::Pick(Pick::Thing(id)) => format!("t{}", written(*id)),
            Self::Pick(Pick::Question(question)) => format!("q{}", written_question(question)),
            Self::Scale(step) => format!("s{step}"),
            Self::Percent(percent) => format!("p{percent}"),
            Self::One(menu) => format!("-one.{menu}"),
            Self::Several(menu) => format!("-some.{menu}"),
            fixed => FIXED.iter().find(|(value, _)| value == fixed).map_or("", |(_, word)| word).to_owned(),
        }
    }

    /// The way back; `None` for whatever [`Value::encode`] never wrote.
    #[must_use]
    pub fn decode(text: &str) -> Option<Self> {
        if let Some((value, _)) = FIXED.iter().find(|(_, word)| *word == text) {
            return Some(value.clone());
        }
        if let Some(menu) = text.strip_prefix("-one.") {
            return number(menu).map(Self::One);
        }
        if let Some(menu) = text.strip_prefix("-some.") {
            return number(menu).map(Self::Several);
        }
        let mut chars = text.chars();
        let (tag, rest) = (chars.next()?, chars.as_str());
        Some(match tag {
            'n' if !rest.is_empty() && !rest.contains(char::is_control) => {
                Self::Pick(Pick::Named(rest.to_owned().into()))
            }
            't' => Self::Pick(Pick::Thing(read(rest)?)),
            'q' => Self::Pick(Pick::Question(read_question(rest)?)),
            's' => Self::Scale(number(rest).filter(|step| (1..=5).contains(step))?),
            'p' => Self::Percent(number(rest).filter(|percent| [10, 25, 50, 75, 90].contains(percent))?),
            _ => return None,
        })
    }
}

/// The values that stand for themselves.
const FIXED: [(Value, &str); 11] = [
    (Value::YesNo(YesNo::Yes), "-yes"),
    (Value::YesNo(YesNo::No), "-no"),
    (Value::YesNo(YesNo::Unknown), "-unknown"),
    (Value::Skip, "-skip"),
    (Value::Done, "-done"),
    (Value::Nothing, "-nothing"),
    (Value::Form, "-form"),
    (Value::Back, "-back"),
    (Value::Pause, "-pause"),
    (Value::Why, "-why"),
    (Value::Direct, "-direct"),
];

/// An id in 11 characters; as people read it, it may have 18.
pub(crate) fn written(id: Id) -> String {
    // `tag.revision.n` in hexadecimal, of 24, 32 and 8 bits: `Id` writes nothing else.
    let mut parts =
        id.to_string().split('.').map(|part| u64::from_str_radix(part, 16).unwrap_or(0)).collect::<Vec<_>>();
    parts.resize(3, 0);
    let bits = parts[0] << 40 | parts[1] << 8 | parts[2];
    URL_SAFE_NO_PAD.encode(bits.to_be_bytes())
}

pub(crate) fn read(text: &str) -> Option<Id> {
    let bytes: [u8; 8] = URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok()?;
    let [a, b, c, d, e, f, g, n] = bytes;
    Some(Id::minted(u32::from_be_bytes([0, a, b, c]), u32::from_be_bytes([d, e, f, g]), n))
}

fn written_question(question: &QuestionId) -> String {
    match question.of {
        None => question.name.to_string(),
        Some(of) => format!("{}~{}", question.name, written(of)),
    }
}

fn read_question(text: &str) -> Option<QuestionId> {
    let (name, of) = match text.split_once('~') {
        None => (text, None),
        Some((name, of)) => (name, Some(read(of)?)),
    };
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '-';
    if name.is_empty() || !name.chars().all(plain) {
        return None;
    }
    // Reading it as a journal does finds the name among ours.
    let named = QuestionId::deserialize(StrDeserializer::<serde::de::value::Error>::new(name)).ok()?;
    Some(QuestionId { of, ..named })
}

/// A number as it is written: no sign, no zeros before it.
fn number<N: std::str::FromStr + ToString>(text: &str) -> Option<N> {
    text.parse().ok().filter(|number: &N| number.to_string() == text)
}
