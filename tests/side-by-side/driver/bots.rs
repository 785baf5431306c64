//! The bots, and how each is started.

use crate::{answers, load, serenity};
use afterword_tests::{
    Folder, Served,
    discord::{Discord, Person, Setup},
};
use std::{
    env,
    fs::{self, File},
    path::PathBuf,
    process::{Child, Command, Stdio},
    time::Duration,
};
use tokio::runtime::Runtime;

/// Who takes part.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bot {
    Afterword,
    BareSerenity,
    DiscordJs,
    DiscordPy,
}

impl Bot {
    pub(crate) const ALL: [Self; 4] = [Self::Afterword, Self::BareSerenity, Self::DiscordJs, Self::DiscordPy];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Afterword => "this bot, durable",
            Self::BareSerenity => "bare serenity 0.12.5",
            Self::DiscordJs => "discord.js 14.28.1",
            Self::DiscordPy => "discord.py 2.7.1",
        }
    }
}

/// A bot on a Discord of its own; killed when dropped.
pub(crate) struct Started {
    // First, so that a bot that goes finds nobody who minds.
    pub(crate) discord: Discord,
    process: Process,
}

enum Process {
    Afterword { served: Served, _folder: Folder },
    Peer(Child),
}

impl Started {
    /// Starts it, and waits until it listens and has its command registered.
    pub(crate) fn new(runtime: &Runtime, bot: Bot) -> Self {
        let discord = Setup::new().clock_runs().unchecked().start();
        let process = match bot {
            Bot::Afterword => afterword(&discord),
            Bot::BareSerenity => {
                let this = env::current_exe().expect("a program knows where it is");
                peer(&discord, this, "bare-serenity.log", serenity::WORD.into())
            }
            Bot::DiscordJs => peer(&discord, "node".into(), "discord.js.log", place().join("discord.js/bot.js")),
            Bot::DiscordPy => {
                let python = place().join("python/bin/python");
                peer(&discord, python, "discord.py.log", place().join("discord.py/bot.py"))
            }
        };
        runtime.block_on(async {
            discord.ready().await;
            while discord.registrations() == 0 {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        });
        Self { discord, process }
    }

    /// The bot's process.
    pub(crate) fn id(&self) -> u32 {
        match &self.process {
            Process::Afterword { served, .. } => served.id(),
            Process::Peer(child) => child.id(),
        }
    }

    /// So many people; with this bot they have agreed, and stand at the first question of a debrief.
    pub(crate) fn people(&self, runtime: &Runtime, number: usize, at_once: usize) -> Vec<Person> {
        let people = (1..=number).map(|n| self.discord.user(&format!("Person{n}"))).collect::<Vec<_>>();
        if let Process::Afterword { .. } = self.process {
            let prepare = |mine: Vec<Person>| {
                self.discord.beside(async move {
                    for person in mine {
                        while answers::asked(&person).is_none_or(|question| !question.starts_with('D')) {
                            answers::goes_on(&person).await;
                        }
                    }
                })
            };
            load::wait(runtime, load::shares(&people, at_once).map(prepare).collect());
        }
        people
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        if let Process::Peer(child) = &mut self.process {
            // It may have ended by itself already.
            drop(child.kill());
            drop(child.wait());
        }
    }
}

/// What the peers answer: this bot's own answer to the command.
pub(crate) fn learn_the_answer(runtime: &Runtime) {
    let started = Started::new(runtime, Bot::Afterword);
    let person = started.people(runtime, 1, 1).remove(0);
    let body = runtime.block_on(async {
        load::slash(&person, "full").await;
        person.newest_body().expect("it was answered")
    });
    fs::write(answer(), body.to_string()).expect("the answer can be written");
    let length = body["content"].as_str().unwrap_or_default().chars().count();
    println!("The answer has {} bytes as JSON, {length} characters of them text.", body.to_string().len());
}

fn afterword(discord: &Discord) -> Process {
    let folder = Folder::new();
    // Everybody comes at once, and nobody is too fast.
    let limits = [
        ("AFTERWORD_LIMITS__MESSAGES_PER_MINUTE", "6000"),
        ("AFTERWORD_LIMITS__BURST", "1000"),
        ("AFTERWORD_LIMITS__NEW_PEOPLE_PER_HOUR", "10000"),
    ];
    let served = Served::start_under(&folder, discord, &limits);
    Process::Afterword { served, _folder: folder }
}

fn peer(discord: &Discord, program: PathBuf, log: &str, argument: PathBuf) -> Process {
    let log = File::create(place().join(log)).expect("a log can be written");
    let child = Command::new(program)
        .arg(argument)
        .env("DISCORD_URL", discord.url())
        .env("DISCORD_TOKEN", discord.token())
        .env("ANSWER", answer())
        .stdin(Stdio::null())
        .stdout(log.try_clone().expect("a file can be had twice"))
        .stderr(log)
        .spawn()
        .expect("the bot starts");
    Process::Peer(child)
}

fn answer() -> PathBuf {
    place().join("answer.json")
}

/// Where `tests/side-by-side/run` puts the peers.
fn place() -> PathBuf {
    env::var_os("AFTERWORD_SIDE_BY_SIDE").map(PathBuf::from).expect("started by `tests/side-by-side/run`")
}
