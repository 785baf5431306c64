//! Afterword: a chat companion for what comes after a job interview.
//!
//! This crate wires the others together: configuration, command line, logs, shutdown.

mod cli;
mod commands;
mod config;
mod control;
mod ending;
mod exit;
mod folder;
mod hardening;
mod health;
mod keeping;
mod progress;
mod restoring;
mod said;
mod telemetry;
mod ways_out;
mod wiring;

use anyhow::Result;
use clap::Parser as _;
use cli::{Cli, Command};
use config::Config;
use exit::{Code, Trouble, code_of};
use std::{panic, process::ExitCode};
use tracing::level_filters::LevelFilter;

// A quarter of a turn was spent in the allocator of the C library, which also kept more of what
// sled's threads gave back (`docs/performance.md`).
#[cfg(feature = "jemalloc")]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    hardening::harden();
    let cli = Cli::parse();
    // The hook has said where; nothing else of a panic is worth a second message.
    let code = panic::catch_unwind(|| end(run(cli))).unwrap_or(Code::Unexpected);
    code.into()
}

fn run(cli: Cli) -> Result<()> {
    let config = configure(&cli)?;
    match cli.command {
        Command::Chat(chat) => commands::chat::run(chat, &config),
        Command::Serve(serve) => commands::serve::run(serve, &config),
        Command::Check(check) => commands::check::run(&check, &config),
        Command::Graph(graph) => commands::graph::run(&graph),
        Command::Status(status) => commands::status::run(status, &config),
        Command::Export(export) => commands::export::run(export, &config),
        Command::Import(import) => commands::import::run(import, &config),
        Command::Erase(erase) => commands::erase::run(erase, &config),
        Command::Block(block) => commands::block::run(block, &config, true),
        Command::Unblock(block) => commands::block::run(block, &config, false),
        Command::Backup(backup) => commands::backup::run(backup, &config),
        Command::Restore(restore) => commands::restore::run(restore, &config),
        Command::Keys(keys) => commands::keys::run(keys, &config),
    }
}

/// Reads the configuration and starts the logs; before this nothing is opened.
fn configure(cli: &Cli) -> Result<Config> {
    // A name or value that is not text cannot be one of ours.
    let env =
        std::env::vars_os().filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
    let config = config::load(cli.config.as_deref(), env)
        .map_err(|problems| Trouble::new(Code::Config, problems.to_string()))?;
    let mut log = config.log;
    match (cli.log, &cli.command) {
        (Some(level), _) => log.level = level,
        // Log lines would run through the talk.
        (None, Command::Chat(_)) if !log.asked => log.level = LevelFilter::OFF,
        // Nobody sits there: what it does is worth a line.
        (None, Command::Serve(_)) if !log.asked => log.level = LevelFilter::INFO,
        _ => {}
    }
    telemetry::start(log);
    Ok(config)
}

/// Says what went wrong, and with which code to end.
fn end(outcome: Result<()>) -> Code {
    let Err(error) = outcome else { return Code::Fine };
    let quiet = error.chain().filter_map(|cause| cause.downcast_ref::<std::io::Error>());
    if quiet.into_iter().any(|error| error.kind() == std::io::ErrorKind::BrokenPipe) {
        return Code::Fine; // `| head` has seen enough
    }
    anstream::eprintln!("afterword: {error:#}");
    code_of(&error)
}
