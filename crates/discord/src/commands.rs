//! The slash commands: a table onto what the core understands.
//!
//! Names and descriptions are words (`discord-command-…`), so each language can
//! have its own. They are registered by one bulk PUT, and only where
//! [`Commands::hash`] is another than the one that was registered last.

use afterword_core::{
    Command,
    ask::Choice,
    say::Block,
    vocabulary::{Length, News},
};
use afterword_words::Words;
use serde_json::Value;
use serenity::{
    all::{CommandOptionType, CommandType, InstallationContext, InteractionContext},
    builder::{CreateCommand, CreateCommandOption},
    model::permissions::Permissions,
};
use sha2::{Digest as _, Sha256};
use std::{collections::HashMap, mem, sync::Arc};

/// One command.
struct Slash {
    /// Its words: `discord-command-<id>`, and `-about` after that.
    id: &'static str,
    command: Command,
    given: &'static [Given],
}

/// What can be given with a command; none of it has to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Given {
    Length,
    News,
    /// A job, by autocomplete ([`crate::jobs`]).
    Job,
}

#[rustfmt::skip] // a table to read
const TABLE: &[Slash] = &[
    Slash { id: "debrief",   command: Command::Debrief(None), given: &[Given::Length, Given::Job] },
    Slash { id: "interview", command: Command::Interview,     given: &[] },
    Slash { id: "heard",     command: Command::Heard(None),   given: &[Given::News, Given::Job] },
    Slash { id: "waiting",   command: Command::Waiting,       given: &[Given::Job] },
    Slash { id: "worry",     command: Command::Worry,         given: &[] },
    Slash { id: "feedback",  command: Command::Feedback,      given: &[Given::Job] },
    Slash { id: "offer",     command: Command::Offer,         given: &[Given::Job] },
    Slash { id: "letters",   command: Command::Letters,       given: &[] },
    Slash { id: "rehearse",  command: Command::Rehearse,      given: &[] },
    Slash { id: "sheet",     command: Command::Sheet,         given: &[] },
    Slash { id: "dream",     command: Command::Dream,         given: &[] },
    Slash { id: "panel",     command: Command::Panel,         given: &[] },
    Slash { id: "list",      command: Command::List,          given: &[] },
    Slash { id: "next",      command: Command::Next,          given: &[] },
    Slash { id: "resume",    command: Command::Resume,        given: &[] },
    Slash { id: "stop",      command: Command::Stop,          given: &[] },
    Slash { id: "correct",   command: Command::Correct,       given: &[] },
    Slash { id: "delete",    command: Command::DeleteThat,    given: &[] },
    Slash { id: "withdraw",  command: Command::Withdraw,      given: &[Given::Job] },
    Slash { id: "quiet",     command: Command::Quiet(None),   given: &[] },
    Slash { id: "support",   command: Command::Support,       given: &[] },
    Slash { id: "settings",  command: Command::Settings,      given: &[] },
    Slash { id: "privacy",   command: Command::Privacy,       given: &[] },
    Slash { id: "export",    command: Command::Export,        given: &[] },
    Slash { id: "calendar",  command: Command::Calendar,      given: &[] },
    Slash { id: "erase",     command: Command::Erase,         given: &[] },
    Slash { id: "share",     command: Command::Share,         given: &[] },
    Slash { id: "take-back", command: Command::TakeBack,      given: &[] },
    Slash { id: "help",      command: Command::Help,          given: &[] },
];

/// A command that is for a server, and not for a person's own talks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfServer {
    /// Opens the moderators' panel.
    Prompts,
    /// Suggests a prompt.
    Suggest,
}

const OF_SERVER: [(OfServer, &str); 2] =
    [(OfServer::Prompts, "discord-command-prompts"), (OfServer::Suggest, "discord-command-suggest")];
/// What can be given with the first of them.
const SERIES: &str = "discord-option-series";
const FILE: &str = "discord-option-file";

/// What somebody meant by a slash command.
#[derive(Clone, PartialEq, Eq)]
pub struct Chosen {
    /// The command.
    pub command: Command,
    /// The job they named with it, for [`crate::jobs::answer`].
    pub job: Option<String>,
}

/// The commands in the languages there are.
pub struct Commands {
    words: Arc<Words>,
    others: Vec<(String, Arc<Words>)>,
    /// By the names under which they are registered.
    by_name: HashMap<String, &'static Slash>,
}

impl Commands {
    /// Commands named in `words`, and besides in `others`, by Discord's name of each locale.
    #[must_use]
    pub fn new(words: Arc<Words>, others: Vec<(String, Arc<Words>)>) -> Self {
        let by_name = TABLE.iter().map(|slash| (say(&words, &command_word(slash)), slash)).collect();
        Self { words, others, by_name }
    }

    /// All of them, as they are registered.
    #[must_use]
    pub fn all(&self) -> Vec<CreateCommand> {
        let of_server = OF_SERVER.iter().map(|(of, word)| self.server_command(*of, word));
        TABLE.iter().map(|slash| self.command(slash)).chain(of_server).collect()
    }

    /// The command for a server that has this name.
    #[must_use]
    pub fn of_server(&self, name: &str) -> Option<OfServer> {
        OF_SERVER.iter().find(|(_, word)| say(&self.words, word) == name).map(|(of, _)| *of)
    }

    /// Whether this option of a command is the one that names a series.
    #[must_use]
    pub fn is_series(&self, option: &str) -> bool {
        say(&self.words, SERIES) == option
    }

    /// Changes with whatever is registered, and with nothing else: SHA-256 in hexadecimal.
    #[must_use]
    pub fn hash(&self) -> String {
        let mut hash = Sha256::new();
        let all = serde_json::to_value(self.all()).unwrap_or_default();
        feed(&mut hash, &all);
        hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// What is meant by the command of this name, with its options by name and value.
    /// `None` where there is no such command: Discord may remember one that is gone.
    #[must_use]
    pub fn chosen<'o>(&self, name: &str, options: impl IntoIterator<Item = (&'o str, &'o str)>) -> Option<Chosen> {
        let slash = self.by_name.get(name)?;
        let mut chosen = Chosen { command: slash.command.clone(), job: None };
        for (name, value) in options {
            let given = slash.given.iter().find(|given| say(&self.words, given.word()) == name)?;
            match given {
                Given::Length => chosen.command = Command::Debrief(Some(Length::from_id(value)?)),
                Given::News => chosen.command = Command::Heard(Some(News::from_id(value)?)),
                Given::Job => chosen.job = Some(value.to_owned()),
            }
        }
        Some(chosen)
    }

    /// A command of a server is offered nowhere else, and the moderators' one, as long as the server
    /// says nothing else, only to those who look after it. Who may do what is looked at when it is done.
    fn server_command(&self, of: OfServer, word: &str) -> CreateCommand {
        let command = self
            .named_command(word)
            .integration_types(vec![InstallationContext::Guild])
            .contexts(vec![InteractionContext::Guild]);
        match of {
            OfServer::Suggest => command,
            OfServer::Prompts => command
                .default_member_permissions(Permissions::MANAGE_GUILD)
                .add_option(self.named_option(CommandOptionType::String, SERIES).set_autocomplete(true))
                .add_option(self.named_option(CommandOptionType::Attachment, FILE)),
        }
    }

    fn named_command(&self, name: &str) -> CreateCommand {
        let about = format!("{name}-about");
        let command = CreateCommand::new(say(&self.words, name))
            .kind(CommandType::ChatInput)
            .description(say(&self.words, &about));
        self.others.iter().fold(command, |command, (locale, words)| {
            command.name_localized(locale, say(words, name)).description_localized(locale, say(words, &about))
        })
    }

    fn command(&self, slash: &Slash) -> CreateCommand {
        let command = self
            .named_command(&command_word(slash))
            // In servers and in the bot's own direct messages, for whoever installed it.
            .integration_types(vec![InstallationContext::Guild, InstallationContext::User])
            .contexts(vec![InteractionContext::Guild, InteractionContext::BotDm]);
        slash.given.iter().fold(command, |command, given| command.add_option(self.option(*given)))
    }

    fn named_option(&self, kind: CommandOptionType, name: &str) -> CreateCommandOption {
        let about = format!("{name}-about");
        let option = CreateCommandOption::new(kind, say(&self.words, name), say(&self.words, &about));
        self.others.iter().fold(option, |option, (locale, words)| {
            option.name_localized(locale, say(words, name)).description_localized(locale, say(words, &about))
        })
    }

    fn option(&self, given: Given) -> CreateCommandOption {
        let option = self.named_option(CommandOptionType::String, given.word());
        let choose = |option, choices: Vec<Choice>, id: fn(usize) -> &'static str| {
            (0..).zip(choices).fold(option, |option: CreateCommandOption, (nth, choice)| {
                let labels = self.others.iter().map(|(locale, words)| (locale.as_str(), words.arg(&choice.label)));
                option.add_string_choice_localized(self.words.arg(&choice.label), id(nth), labels)
            })
        };
        match given {
            Given::Length => choose(option, Length::choices(), |nth| Length::ALL[nth].id()),
            Given::News => choose(option, News::choices(), |nth| News::ALL[nth].id()),
            Given::Job => option.set_autocomplete(true),
        }
    }
}

impl Given {
    fn word(self) -> &'static str {
        match self {
            Self::Length => "discord-option-length",
            Self::News => "discord-option-news",
            Self::Job => "discord-option-job",
        }
    }
}

/// The name of the command that begins this, whatever else is told with it.
pub(crate) fn name_of(words: &Words, meant: &Command) -> Option<String> {
    let begins = |slash: &&Slash| mem::discriminant(&slash.command) == mem::discriminant(meant);
    TABLE.iter().find(begins).map(|slash| say(words, &command_word(slash)))
}

/// Whether this option of a command is the one that names a job.
#[must_use]
pub fn is_job(words: &Words, option: &str) -> bool {
    say(words, Given::Job.word()) == option
}

/// The word ids of all names and descriptions.
#[cfg(test)]
pub(crate) fn sentences() -> impl Iterator<Item = String> {
    let options = [Given::Length, Given::News, Given::Job].map(|given| given.word().to_owned());
    let of_server = OF_SERVER.iter().map(|(_, word)| *word).chain([SERIES, FILE]).map(str::to_owned);
    let names = TABLE.iter().map(command_word).chain(options).chain(of_server);
    names.flat_map(|name| [format!("{name}-about"), name])
}

fn command_word(slash: &Slash) -> String {
    format!("discord-command-{}", slash.id)
}

fn say(words: &Words, word: &str) -> String {
    words.block(&Block::plain(word.to_owned()))
}

/// Keys in order: maps come as they please.
fn feed(hash: &mut Sha256, value: &Value) {
    match value {
        Value::Object(map) => {
            let mut keys: Vec<_> = map.iter().collect();
            keys.sort_by_key(|(key, _)| *key);
            hash.update(b"{");
            for (key, value) in keys {
                feed(hash, &Value::String(key.clone()));
                feed(hash, value);
            }
            hash.update(b"}");
        }
        Value::Array(list) => {
            hash.update(b"[");
            list.iter().for_each(|value| feed(hash, value));
            hash.update(b"]");
        }
        plain => hash.update(plain.to_string()),
    }
}
