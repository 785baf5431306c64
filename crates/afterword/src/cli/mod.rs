//! The command line. Its `--help` is meant to teach.

mod keeping;

pub(crate) use keeping::{Backup, Block, ChangeKeys, Keys, LookAtBackups, Restore};

use crate::{control::wire::Who, exit};
use clap::{Args, Parser, Subcommand, builder::PossibleValuesParser};
use std::path::PathBuf;
use tracing::level_filters::LevelFilter;

/// A companion for what comes after a job interview.
///
/// It asks, you answer in your own words, and what you say stays on this
/// machine, encrypted. No AI service. `chat` needs no account and no network.
#[derive(Parser)]
#[command(name = "afterword", version, max_term_width = 96, arg_required_else_help = true, after_help = EXAMPLES, after_long_help = after_long_help())]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,

    /// Read settings from this TOML file, over the built-in defaults
    ///
    /// Environment variables come on top of it: AFTERWORD_, the section, two
    /// underscores, the key. `afterword check --defaults` prints all keys.
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,

    /// Log to standard error: off, error, warn, info, debug or trace
    ///
    /// `chat` logs nothing unless asked, `serve` from info on; the other commands
    /// log warnings. What people write is never logged, at any level.
    #[arg(long, global = true, value_name = "LEVEL", value_parser = level)]
    pub(crate) log: Option<LevelFilter>,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    Chat(Chat),
    Serve(Serve),
    Check(Check),
    Graph(Graph),
    Status(Status),
    Export(Export),
    Import(Import),
    Erase(Erase),
    Backup(Backup),
    Restore(Restore),
    Keys(Keys),
    /// Do not hear an account any more
    ///
    /// It is told so once a day, and what is due for it is held back. What is
    /// kept stays: `erase` and `export` go on working. Works beside a running
    /// chat.
    Block(Block),
    /// Hear a blocked account again
    ///
    /// What was held back comes now. Works beside a running chat.
    Unblock(Block),
}

/// Whose data, and where.
#[derive(Args)]
pub(crate) struct Whose {
    /// Keep everything in this folder
    ///
    /// By default the place where this account keeps application data,
    /// usually ~/.local/share/afterword. It is made on the first start, for
    /// its owner only.
    #[arg(long, value_name = "FOLDER")]
    pub(crate) data: Option<PathBuf>,

    /// Talk as this person; several can share one folder
    ///
    /// Any word will do. Nothing personal is assumed: without it you are "me".
    #[arg(long = "as", value_name = "NAME", default_value = "me", value_parser = name)]
    pub(crate) name: String,
}

/// Whose data, on which platform, and where.
#[derive(Args)]
pub(crate) struct Account {
    #[command(flatten)]
    pub(crate) whose: Whose,

    /// On this platform: console; or discord or matrix, where --as takes the user's id
    #[arg(long, value_name = "PLATFORM", default_value = afterword_console::PLATFORM, value_parser = platforms())]
    pub(crate) platform: String,
}

impl Account {
    /// As the engine knows it.
    pub(crate) fn who(&self) -> Who {
        Who { platform: self.platform.clone(), account: self.whose.name.clone() }
    }
}

/// What is kept of people on Matrix is there whether this talks on Matrix or not.
const MATRIX: &str = "matrix";
#[cfg(feature = "matrix")]
const _: () = assert!(matches!(afterword_matrix::PLATFORM.as_bytes(), b"matrix"));

fn platforms() -> PossibleValuesParser {
    PossibleValuesParser::new([afterword_console::PLATFORM, afterword_discord::PLATFORM, MATRIX])
}

/// Talk in this terminal
///
/// One question at a time; numbers, words and dates are understood as people
/// type them. Close it whenever you like: it goes on at the same question.
///
/// Lines that begin with a colon are for the terminal itself: `:help` lists
/// them. With standard input from a file or a pipe, each line is one message
/// and the whole conversation comes out as plain text.
#[derive(Args)]
#[command(after_help = CHAT_EXAMPLES)]
pub(crate) struct Chat {
    #[command(flatten)]
    pub(crate) whose: Whose,

    /// Go on although this machine's clock is years ahead of where it was
    ///
    /// Afterword asks for this where a clock may be wrong, because reminders
    /// would come all at once. Look at the clock first.
    #[arg(long)]
    pub(crate) accept_clock: bool,

    /// Stop the clock at this moment (for tests)
    #[arg(long, hide = true, value_name = "INSTANT", value_parser = instant)]
    pub(crate) clock: Option<jiff::Timestamp>,
}

/// Talk to people on Discord and Matrix, until told to end
///
/// On Discord with a bot’s token: discord.token_file in a file named with
/// --config, or AFTERWORD_DISCORD__TOKEN_FILE (docs/discord.md). On Matrix with
/// an account: matrix.homeserver, matrix.user and what goes with them
/// (docs/matrix.md). On both where both are set. Ends within ten seconds of
/// SIGTERM or Ctrl-C, with no turn half done.
#[derive(Args)]
#[command(after_help = SERVE_EXAMPLES)]
pub(crate) struct Serve {
    /// Keep everything in this folder
    #[arg(long, value_name = "FOLDER")]
    pub(crate) data: Option<PathBuf>,

    /// Go on although this machine's clock is years ahead of where it was
    ///
    /// Afterword asks for this where a clock may be wrong, because reminders
    /// would come all at once. Look at the clock first.
    #[arg(long)]
    pub(crate) accept_clock: bool,
}

/// Check the configuration and say what was found
///
/// Reads the settings and the words, looks at the data folder, its backups and
/// its keys from outside, and starts nothing. What should be seen to comes last;
/// `afterword status` knows more, since it opens the folder.
#[derive(Args)]
pub(crate) struct Check {
    /// Look at this data folder
    #[arg(long, value_name = "FOLDER")]
    pub(crate) data: Option<PathBuf>,

    /// Print the built-in settings with their comments, and nothing else
    #[arg(long)]
    pub(crate) defaults: bool,

    /// Ask Discord whether the token is accepted, how the bot is set up and which servers it is in
    ///
    /// Prints the links to install it with. Changes nothing there.
    #[arg(long, conflicts_with = "defaults")]
    pub(crate) discord: bool,

    /// Ask the Matrix homeserver how the bot stands: verified, backed up, able to come back
    ///
    /// Says what to do where it is not. Changes nothing there, and works beside
    /// a bot that runs.
    #[arg(long, conflicts_with_all = ["defaults", "discord"])]
    pub(crate) matrix: bool,
}

/// Draw a conversation as a Mermaid graph
#[derive(Args)]
#[command(after_help = GRAPH_EXAMPLES)]
pub(crate) struct Graph {
    /// Which conversation
    #[arg(value_parser = PossibleValuesParser::new(afterword_core::walk::TALKS))]
    pub(crate) talk: String,
}

/// Say how a data folder is
///
/// How many people are kept, what waits to be said, how much room it takes
/// and how much is left, how backups and keys are, and who has it open. Works beside a running chat;
/// where nobody has the folder open, it is opened for a moment.
#[derive(Args)]
#[command(after_help = STATUS_EXAMPLES)]
pub(crate) struct Status {
    /// Look at this data folder
    #[arg(long, value_name = "FOLDER")]
    pub(crate) data: Option<PathBuf>,

    /// As one JSON object, for programs; sizes are in bytes
    #[arg(long)]
    pub(crate) json: bool,
}

/// Write out everything that is kept about one person
///
/// Two files: journal.md, to read, and journal.jsonl, one JSON object a line,
/// with everything. They are not encrypted: keep them where only you look.
/// Works beside a running chat.
#[derive(Args)]
#[command(after_help = EXPORT_EXAMPLES)]
pub(crate) struct Export {
    #[command(flatten)]
    pub(crate) of: Account,

    /// Write the files into this folder, or "-" for the readable one to standard output
    #[arg(long, value_name = "FOLDER", default_value = "-")]
    pub(crate) out: PathBuf,
}

/// Take in a journal that `afterword export` wrote
///
/// All of it or nothing, as somebody about whom nothing is kept yet in the
/// data folder, which is made if need be. `afterword chat` then goes on at the
/// same question. Works beside a running chat.
#[derive(Args)]
#[command(after_help = IMPORT_EXAMPLES)]
pub(crate) struct Import {
    #[command(flatten)]
    pub(crate) of: Account,

    /// The file journal.jsonl of an export, or "-" for standard input
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
}

/// Erase everything that is kept about one person
///
/// The key that opens their journal is destroyed with it. This cannot be
/// undone; `afterword export` first, to keep a copy. Works beside a running
/// chat: the person is a stranger there from then on.
#[derive(Args)]
#[command(after_help = ERASE_EXAMPLES)]
pub(crate) struct Erase {
    #[command(flatten)]
    pub(crate) of: Account,

    /// Do not ask again
    #[arg(long)]
    pub(crate) yes: bool,

    /// Stop the clock at this moment, where nobody has the folder open (for tests)
    #[arg(long, hide = true, value_name = "INSTANT", value_parser = instant)]
    pub(crate) clock: Option<jiff::Timestamp>,
}

const EXAMPLES: &str = "\
Examples:
  afterword chat                      talk, and go on where you stood
  afterword chat --help               what can be typed there
  afterword serve                     talk to people on Discord and Matrix
  afterword export --out my-journal   take everything with you
  afterword backup                    keep everybody's, in one sealed file";

const CHAT_EXAMPLES: &str = "\
Examples:
  afterword chat
  afterword chat --data ./trial --as sam     somebody else, somewhere else
  afterword chat --data ./trial < lines.txt  a transcript, as plain text

In the conversation:
  help, list, skip, back, pause, stop, delete that    at any time
  :later 2 days     move the clock of this folder, to try what comes later
  :quit             leave; so do Ctrl-D and Ctrl-C";

const SERVE_EXAMPLES: &str = "\
Examples:
  AFTERWORD_DISCORD__TOKEN_FILE=./token afterword serve --data ./bot
  afterword serve --config /etc/afterword.toml";

const GRAPH_EXAMPLES: &str = "\
Example:
  afterword graph debrief > debrief.mmd";

const EXPORT_EXAMPLES: &str = "\
Examples:
  afterword export                             read it here
  afterword export --as sam --out ./sams-copy  both files
  afterword export --platform discord --as 80351110224678912 --out ./copy";

const STATUS_EXAMPLES: &str = "\
Examples:
  afterword status
  afterword status --data ./trial --json";

const IMPORT_EXAMPLES: &str = "\
Examples:
  afterword export --as sam --out ./sams-copy              on the one machine
  afterword import --as sam ./sams-copy/journal.jsonl      on the other";

const ERASE_EXAMPLES: &str = "\
Examples:
  afterword erase             asks you to type the name once more
  afterword erase --as sam --yes
  afterword erase --platform discord --as 80351110224678912";

fn after_long_help() -> String {
    format!("{EXAMPLES}\n\n{}", exit::HELP)
}

fn level(text: &str) -> Result<LevelFilter, String> {
    let known = ["off", "error", "warn", "info", "debug", "trace"];
    let found = known.contains(&text).then(|| text.parse().ok()).flatten();
    found.ok_or_else(|| format!("expected one of {}", known.join(", ")))
}

fn instant(text: &str) -> Result<jiff::Timestamp, String> {
    text.parse().map_err(|_| "expected a moment such as 2026-11-23T18:00:00Z".into())
}

/// A name is an account: it has to be the same every time it is typed.
fn name(text: &str) -> Result<String, String> {
    let name = text.trim();
    // Ids on Matrix have up to 255.
    if name.is_empty() || name.chars().count() > 255 || name.chars().any(char::is_control) {
        return Err("expected a name of 1 to 255 characters on one line".into());
    }
    Ok(name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn names_are_trimmed_and_bounded() {
        assert_eq!(name(" sam "), Ok("sam".to_owned()));
        for wrong in ["", "  ", "a\nb", &"x".repeat(256)] {
            assert!(name(wrong).is_err(), "{wrong:?}");
        }
    }
}
