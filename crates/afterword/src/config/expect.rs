//! What a key takes, and whether a value is that.

use super::layer::Written;
use afterword_core::Zone;
use jiff::civil::{Date, Time};
use std::{fmt, net::SocketAddr};
use toml::Value;

/// What a key takes.
#[derive(Debug, Clone, Copy)]
pub(super) enum Expect {
    /// A text of one line.
    Text { max: usize },
    /// The name of a time zone.
    Zone,
    /// A whole number.
    Whole { min: i64, max: i64, unit: &'static str },
    /// A number that may have a fraction.
    Number { min: f64, max: f64, unit: &'static str },
    /// Whole numbers of days, rising.
    Days { max: i64 },
    /// Texts of one line each, in any order.
    Texts { max: usize, most: usize },
    /// Days, in any order.
    Dates,
    /// A time of day.
    Time,
    /// A path, or nothing.
    Folder,
    /// An address and a port to listen at, or nothing.
    Listen,
    /// One of a few words.
    OneOf(&'static [&'static str]),
    /// A secret, or nothing; it is never quoted.
    Secret,
    /// The path of a file, or nothing.
    File,
    /// Where a platform is.
    Url,
    /// Discord's id of a server, or nothing.
    Server,
    /// Where a Matrix homeserver is, or nothing.
    Homeserver,
    /// The id of a user on Matrix, or nothing.
    User,
    /// The id of a device on Matrix, or nothing.
    Device,
    /// Patterns of ids of users on Matrix, in any order.
    Users { most: usize },
    /// Not a value at all: a heading with keys under it.
    Section,
}

impl fmt::Display for Expect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text { max } => write!(f, "a text of one line, 1 to {max} characters, in quotes"),
            Self::Zone => f.write_str("the name of a time zone, such as \"Europe/London\""),
            Self::Whole { min, max, unit } => write!(f, "a whole number of {unit} from {min} to {max}"),
            Self::Number { min, max, unit } => write!(f, "a number of {unit} from {min} to {max}"),
            Self::Days { max } => {
                write!(f, "a rising list of at most ten whole numbers from 1 to {max}, such as [2, 5]")
            }
            Self::Texts { max, most } => {
                write!(f, "a list of at most {most} texts of 1 to {max} characters, such as [\"one\", \"two words\"]")
            }
            Self::Dates => f.write_str("a list of days, such as [\"2026-12-25\", \"2026-12-26\"]"),
            Self::Time => f.write_str("a time of day from \"00:00\" to \"23:59\""),
            Self::Folder => f.write_str("the path of a folder in quotes, or \"\" for the usual one"),
            Self::Listen => f.write_str(
                "an IP address with a port in quotes, such as \"127.0.0.1:8642\" or \"[::1]:8642\", or \"\" for none",
            ),
            Self::OneOf(words) => write!(f, "one of {}", words.join(", ")),
            Self::Secret => f.write_str("a secret of one line in quotes, without blanks, or \"\" for none"),
            Self::File => f.write_str("the path of a file in quotes, or \"\" for none"),
            Self::Url => {
                f.write_str("an address that begins with https:// or http://, such as \"https://discord.com\"")
            }
            Self::Server => f.write_str("the id of a server, a number of 15 to 20 digits in quotes, or \"\" for none"),
            Self::Homeserver => f.write_str(
                "an address that begins with https:// or http://, such as \"https://matrix.example.org\", or \"\" for none",
            ),
            Self::User => f.write_str("the id of a user, such as \"@afterword:example.org\", or \"\" for none"),
            Self::Device => f.write_str("the id of a device in quotes, without blanks, or \"\" for none"),
            Self::Users { most } => write!(
                f,
                "a list of at most {most} ids of users, where * stands for anything, such as [\"@*:example.org\", \"@sam:example.com\"]"
            ),
            Self::Section => f.write_str("a [heading] with keys under it, not a value"),
        }
    }
}

impl Expect {
    /// The value as it is used from here on; else the words for what was found.
    pub(super) fn check(self, written: &Written) -> Result<Value, String> {
        let value = match written {
            Written::Typed(value) => value.clone(),
            Written::Plain(text) => self.read(text),
        };
        self.usual(&value).ok_or_else(|| match self {
            Self::Secret => "something else (it is not shown here)".to_owned(),
            _ => describe(&value),
        })
    }

    /// Gives a variable of the environment the type it is meant to have.
    fn read(self, text: &str) -> Value {
        let as_toml = |text: &str| {
            let line = format!("value = {text}");
            line.parse::<toml::Table>().ok().and_then(|mut table| table.remove("value"))
        };
        let value = match self {
            Self::Whole { .. } | Self::Number { .. } => as_toml(text),
            Self::Dates | Self::Texts { .. } | Self::Users { .. } => as_toml(text).filter(Value::is_array),
            Self::Days { .. } => as_toml(text).filter(Value::is_array).or_else(|| as_toml(&format!("[{text}]"))),
            _ => None,
        };
        value.unwrap_or_else(|| Value::String(text.to_owned()))
    }

    fn usual(self, value: &Value) -> Option<Value> {
        match self {
            Self::Text { max } => value.as_str().filter(|text| is_line(text, max)).map(Value::from),
            Self::Zone => value.as_str().filter(|name| Zone::named(name).is_some()).map(Value::from),
            Self::Whole { min, max, .. } => {
                value.as_integer().filter(|number| (min..=max).contains(number)).map(Value::from)
            }
            #[expect(clippy::cast_precision_loss, reason = "the range allows small numbers only")]
            Self::Number { min, max, .. } => {
                let number = value.as_float().or_else(|| value.as_integer().map(|whole| whole as f64));
                number.filter(|number| (min..=max).contains(number)).map(Value::from)
            }
            Self::Days { max } => {
                let days: Vec<i64> = value.as_array()?.iter().map(Value::as_integer).collect::<Option<_>>()?;
                let rising = days.is_sorted_by(|a, b| a < b);
                let fits = days.len() <= 10 && days.iter().all(|day| (1..=max).contains(day));
                (rising && fits).then(|| Value::from(days))
            }
            Self::Texts { max, most } => {
                let text = |text: &Value| text.as_str().filter(|text| is_line(text, max)).map(str::to_owned);
                let texts: Vec<String> = value.as_array()?.iter().map(text).collect::<Option<_>>()?;
                (texts.len() <= most).then(|| Value::from(texts))
            }
            Self::Dates => {
                // TOML has dates of its own; they are as good as those in quotes.
                let written = |day: &Value| {
                    day.as_datetime().map_or_else(|| day.as_str().map(str::to_owned), |day| Some(day.to_string()))
                };
                let day = |day: &Value| written(day)?.parse::<Date>().ok();
                let days: Vec<Date> = value.as_array()?.iter().map(day).collect::<Option<_>>()?;
                Some(Value::from(days.iter().map(Date::to_string).collect::<Vec<_>>()))
            }
            Self::Time => {
                // TOML has times of its own; 20:00 without quotes is as good as with them.
                let text = value
                    .as_datetime()
                    .map_or_else(|| value.as_str().map(str::to_owned), |time| Some(time.to_string()))?;
                let shape = text.len() >= 5 && text.as_bytes().get(2) == Some(&b':');
                let time = shape.then(|| text.parse::<Time>().ok())??;
                Some(Value::from(time.to_string()))
            }
            Self::Folder => value.as_str().filter(|path| !path.chars().any(char::is_control)).map(Value::from),
            Self::Secret => {
                let one =
                    |text: &&str| text.len() <= 500 && !text.contains(|c: char| c.is_whitespace() || c.is_control());
                value.as_str().filter(one).map(Value::from)
            }
            Self::File => value.as_str().filter(|text| text.is_empty() || is_line(text, 4096)).map(Value::from),
            Self::Url => value.as_str().filter(|text| is_url(text)).map(Value::from),
            Self::Homeserver => value.as_str().filter(|text| text.is_empty() || is_url(text)).map(Value::from),
            Self::User => value.as_str().filter(|text| text.is_empty() || is_user(text)).map(Value::from),
            Self::Device => {
                let is_device = |text: &&str| text.len() <= 255 && !text.contains(char::is_whitespace);
                value.as_str().filter(is_device).map(Value::from)
            }
            Self::Users { most } => {
                let user = |user: &Value| user.as_str().filter(|text| is_user(text)).map(str::to_owned);
                let users: Vec<String> = value.as_array()?.iter().map(user).collect::<Option<_>>()?;
                (users.len() <= most).then(|| Value::from(users))
            }
            Self::Server => {
                let text =
                    value.as_integer().map_or_else(|| value.as_str().map(str::to_owned), |id| Some(id.to_string()))?;
                let is_id = (15..=20).contains(&text.len()) && text.parse::<u64>().is_ok();
                (text.is_empty() || is_id).then(|| Value::from(text))
            }
            Self::OneOf(words) => value.as_str().filter(|word| words.contains(word)).map(Value::from),
            Self::Listen => {
                let listens = |text: &&str| text.is_empty() || text.parse::<SocketAddr>().is_ok();
                value.as_str().filter(listens).map(Value::from)
            }
            Self::Section => None,
        }
    }
}

fn is_url(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty()) && is_line(text, 500) && !text.contains([' ', '?', '#'])
}

/// `@name:server`, or a pattern of that.
fn is_user(text: &str) -> bool {
    let parts = text.strip_prefix('@').and_then(|rest| rest.split_once(':'));
    parts.is_some_and(|(name, server)| !name.is_empty() && !server.is_empty())
        && text.len() <= 255
        && !text.contains(|c: char| c.is_whitespace() || c.is_control())
}

fn is_line(text: &str, max: usize) -> bool {
    !text.trim().is_empty() && text.chars().count() <= max && !text.chars().any(char::is_control)
}

/// The words for what was found: the value and its kind.
fn describe(value: &Value) -> String {
    match value {
        Value::String(text) if text.chars().count() > 60 => {
            let start: String = text.chars().take(40).collect();
            format!("{start:?}… (text, {} characters)", text.chars().count())
        }
        Value::String(text) => format!("{text:?} (text)"),
        Value::Integer(number) => format!("{number} (a whole number)"),
        Value::Float(number) => format!("{number:?} (a number)"),
        Value::Boolean(flag) => format!("{flag} (true or false)"),
        Value::Datetime(moment) => format!("{moment} (a date or time)"),
        Value::Array(_) => format!("{value} (a list)"),
        Value::Table(_) => "a table".into(),
    }
}
