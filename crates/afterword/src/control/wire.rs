//! What goes over the control socket: one JSON object a line.
//!
//! The owner says hello; the client asks for one thing; the owner answers with
//! any number of `progress` and `entry` lines, and one `done` or `failed`.
//! Nothing here has a `Debug`: an export is what a person wrote.

use super::operations::Reply;
use crate::{
    exit::{Code, Trouble},
    progress::Step,
};
use afterword_core::Entry;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// The version of this protocol.
pub(crate) const PROTOCOL: u32 = 1;
/// The version of this program.
pub(crate) const PROGRAM: &str = env!("CARGO_PKG_VERSION");
/// The longest request, in bytes; what is imported comes after it.
pub(crate) const LONGEST_REQUEST: usize = 64 * 1024;
/// The longest line of an answer, in bytes: an entry with the longest texts, escaped.
pub(crate) const LONGEST_REPLY: usize = 16 * 1024 * 1024;
/// The largest journal that is taken in, in bytes.
pub(crate) const LARGEST_JOURNAL: u64 = 64 * 1024 * 1024;

/// All that can be asked for.
pub(crate) const KNOWN: &[&str] =
    &["status", "export", "erase", "import", "block", "unblock", "backup", "restore", "keys", "rotate-keys"];

/// One thing to be done.
#[derive(Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub(crate) enum Request {
    /// How the folder is.
    Status,
    /// Everything that is kept about one person.
    Export(Who),
    /// One person is to go.
    Erase(Who),
    /// Somebody's journal is to be taken in.
    Import {
        /// As whom.
        #[serde(flatten)]
        who: Who,
        /// How many bytes of it follow the line of the request.
        bytes: u64,
        /// Those bytes: what `export` wrote to journal.jsonl.
        #[serde(skip)]
        journal: Vec<u8>,
    },
    /// An account is not to be heard.
    Block(Who),
    /// It is to be heard again.
    Unblock(Who),
    /// A backup is to be made now.
    Backup,
    /// A backup is to be restored elsewhere, opened with this folder: whoever was erased here stays so.
    Restore {
        /// The backup, from the root.
        file: PathBuf,
        /// The new folder, from the root.
        to: PathBuf,
    },
    /// How keys and backups are.
    Keys,
    /// The master key is to be replaced now.
    RotateKeys,
}

/// A person, by an account.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Who {
    pub(crate) platform: String,
    pub(crate) account: String,
}

/// A request as it is written.
#[derive(Serialize)]
struct Call<'a> {
    v: u32,
    by: &'a str,
    #[serde(flatten)]
    request: &'a Request,
}

/// What has to be readable of any request, whatever the version.
#[derive(Deserialize)]
struct Header {
    v: u32,
    #[serde(default)]
    by: String,
    #[serde(rename = "do")]
    what: String,
}

/// One line of an answer.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Line {
    /// Somebody is there.
    Hello {
        /// The protocol they speak.
        v: u32,
        /// The version they are.
        by: String,
    },
    /// How far it is; also a sign of life.
    Progress(Step),
    /// One entry of an export.
    Entry(Box<Entry>),
    /// It is done.
    Done(Reply),
    /// It is not done, and why.
    Failed {
        /// The exit code for it.
        code: u8,
        /// What to print.
        message: String,
    },
}

impl Line {
    pub(crate) fn hello() -> Self {
        Self::Hello { v: PROTOCOL, by: PROGRAM.into() }
    }

    pub(crate) fn failed(trouble: &Trouble) -> Self {
        Self::Failed { code: trouble.code as u8, message: trouble.message.clone() }
    }
}

impl Request {
    /// What is shown while it takes its time.
    pub(crate) fn title(&self) -> &'static str {
        match self {
            Self::Status => "Counting",
            Self::Export(_) => "Exporting",
            Self::Erase(_) => "Erasing",
            Self::Import { .. } => "Importing",
            Self::Block(_) | Self::Unblock(_) => "Changing the block list",
            Self::Backup => "Making a backup",
            Self::Restore { .. } => "Restoring",
            Self::Keys => "Looking at the keys",
            Self::RotateKeys => "Replacing the master key",
        }
    }

    /// The line that asks for this, with its end.
    pub(crate) fn line(&self) -> serde_json::Result<Vec<u8>> {
        let mut line = serde_json::to_vec(&Call { v: PROTOCOL, by: PROGRAM, request: self })?;
        line.push(b'\n');
        Ok(line)
    }

    /// Reads such a line. What is wrong with it is told without quoting it.
    pub(crate) fn read(line: &[u8]) -> Result<Self, Trouble> {
        let Ok(Header { v, by, what }) = serde_json::from_slice(line) else {
            return Err(misunderstood("something else"));
        };
        if v != PROTOCOL || !KNOWN.contains(&what.as_str()) {
            return Err(another_version(v, &by, &what));
        }
        serde_json::from_slice(line).map_err(|_| misunderstood(&format!("\"{what}\" without what belongs to it")))
    }
}

fn misunderstood(found: &str) -> Trouble {
    Trouble::new(
        Code::Usage,
        format!(
            "the control socket did not understand what it was asked\n  found:    {found}\n  expected: a JSON object on one line of at most {} KiB, such as {{\"v\":{PROTOCOL},\"do\":\"status\"}}\n  to do:    ask through the commands: `afterword --help`",
            LONGEST_REQUEST / 1024
        ),
    )
}

fn another_version(v: u32, by: &str, what: &str) -> Trouble {
    // Both come from outside: they are cut and cleaned before they reach a terminal.
    let clean = |text: &str| text.chars().filter(|c| c.is_ascii_graphic()).take(40).collect::<String>();
    let (by, what) = (clean(by), clean(what));
    let by = if by.is_empty() { "an unknown version".into() } else { format!("version {by}") };
    Trouble::new(
        Code::Usage,
        format!(
            "the Afterword that has this folder open cannot do what was asked\n  found:    \"{what}\" in protocol {v}, from {by}\n  expected: one of {} in protocol {PROTOCOL}; it is version {PROGRAM}\n  to do:    end it and start it again in the newer version",
            KNOWN.join(", ")
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(line: &str) -> String {
        Request::read(line.as_bytes()).err().expect("it is refused").message
    }

    #[test]
    fn every_operation_is_known_and_survives_the_way() {
        let who = || Who { platform: "console".into(), account: "sam".into() };
        let all = [
            Request::Status,
            Request::Export(who()),
            Request::Erase(who()),
            Request::Import { who: who(), bytes: 3, journal: b"abc".to_vec() },
            Request::Block(who()),
            Request::Unblock(who()),
            Request::Backup,
            Request::Restore { file: "/a.backup".into(), to: "/new".into() },
            Request::Keys,
            Request::RotateKeys,
        ];
        assert_eq!(all.len(), KNOWN.len());
        for (request, name) in all.iter().zip(KNOWN) {
            let line = request.line().unwrap();
            assert!(String::from_utf8_lossy(&line).contains(&format!("\"do\":\"{name}\"")));
            assert!(Request::read(&line).is_ok_and(|read| read.line().unwrap() == line), "{name}");
        }
    }

    #[test]
    fn the_documented_form_is_understood() {
        let line = r#"{"v":1,"do":"export","platform":"console","account":"sam"}"#;
        assert!(matches!(Request::read(line.as_bytes()), Ok(Request::Export(who)) if who.account == "sam"));
    }

    #[test]
    fn other_versions_are_named_on_both_sides() {
        let newer = refused(r#"{"v":2,"do":"export","by":"9.9.9"}"#);
        let unknown = refused(r#"{"v":1,"do":"dance","by":"9.9.9"}"#);
        for told in [&newer, &unknown] {
            assert!(told.contains("9.9.9") && told.contains(PROGRAM), "{told}");
        }
        assert!(newer.contains("protocol 2") && newer.contains("protocol 1"), "{newer}");
        assert!(unknown.contains("\"dance\"") && unknown.contains("status, export"), "{unknown}");
    }

    #[test]
    fn garbage_is_not_quoted() {
        for line in ["", "[]", "private\u{1b}[2J", r#"{"v":1}"#, r#"{"v":1,"do":"export","account":["private"]}"#] {
            let told = refused(line);
            assert!(told.contains("did not understand") && !told.contains("private"), "{told}");
        }
    }
}
