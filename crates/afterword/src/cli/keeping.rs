//! The commands of whoever looks after a data folder.

use super::name;
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// Make a backup now, while Afterword runs or not
///
/// One sealed file with everybody in it, of one moment; it is read back before
/// it counts. Afterword also makes one by itself every day while it runs
/// (`[backup]` in the configuration).
///
/// The master keys are not in it: keep the key file that is named in the end
/// somewhere else as well, or nobody can open the backup on another machine.
#[derive(Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_help_heading = "More", after_help = BACKUP_EXAMPLES)]
pub(crate) struct Backup {
    #[command(subcommand)]
    pub(crate) look: Option<LookAtBackups>,

    /// Of this data folder
    #[arg(long, value_name = "FOLDER")]
    pub(crate) data: Option<PathBuf>,
}

/// What can be found out about backups.
#[derive(Subcommand)]
pub(crate) enum LookAtBackups {
    /// List the backups that are kept, newest first
    List {
        /// Of this data folder
        #[arg(long, value_name = "FOLDER")]
        data: Option<PathBuf>,
    },
    /// Check that a backup is whole, and say what is damaged
    ///
    /// Without keys: that it is as it was written, by its checksums. With the
    /// master keys of its time: that everything in it opens, too. Nothing is
    /// changed. A damaged one ends with 65.
    Check {
        /// The backup
        #[arg(value_name = "FILE")]
        file: PathBuf,

        /// Open it with the master keys in this folder
        #[arg(long, value_name = "FOLDER")]
        keys: Option<PathBuf>,
    },
}

/// Make a new data folder from a backup
///
/// All of it or nothing, into a folder that is missing or empty. Everybody then
/// goes on at the question at which they stood when the backup was made.
///
/// The backup opens with the master key of its time. Where that one is
/// destroyed already, --beside opens it with the data folder that is in use.
#[derive(Args)]
#[command(after_help = RESTORE_EXAMPLES)]
pub(crate) struct Restore {
    /// The backup
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,

    /// The new data folder
    #[arg(long, value_name = "NEWFOLDER")]
    pub(crate) data: PathBuf,

    /// The master keys are in this folder
    ///
    /// Otherwise in the folder keys beside the folder of the backup, if there
    /// is one, else where the configuration says.
    #[arg(long, value_name = "FOLDER", conflicts_with = "beside")]
    pub(crate) keys: Option<PathBuf>,

    /// Open the backup with this data folder, which may be in use
    ///
    /// Whoever was erased there since stays erased, and whoever deleted
    /// something there since is left out; everybody else is restored.
    #[arg(long, value_name = "DATAFOLDER")]
    pub(crate) beside: Option<PathBuf>,
}

/// Say how the master keys are, or replace them
///
/// Everything is sealed under a master key, a file in the folder keys. It is
/// replaced every month, and the old one is destroyed once the backups that
/// need it are gone: from then on, what was erased opens nowhere any more.
#[derive(Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_help_heading = "More", after_help = KEYS_EXAMPLES)]
pub(crate) struct Keys {
    #[command(subcommand)]
    pub(crate) change: Option<ChangeKeys>,

    /// Of this data folder
    #[arg(long, value_name = "FOLDER")]
    pub(crate) data: Option<PathBuf>,
}

/// What can be done to the keys.
#[derive(Subcommand)]
pub(crate) enum ChangeKeys {
    /// Replace the master key now, while Afterword runs or not
    ///
    /// Everybody's key is sealed under the new one, a backup is made, and the
    /// end of the old one is planned. Where the keys are the operator's, the
    /// new file has to be there already; the message says how to make it.
    Rotate {
        /// Of this data folder
        #[arg(long, value_name = "FOLDER")]
        data: Option<PathBuf>,
    },
}

/// An account, and where it is known.
#[derive(Args)]
#[command(after_help = BLOCK_EXAMPLES)]
pub(crate) struct Block {
    /// On this platform: console, for names given to --as, or discord, for users' ids
    #[arg(long, value_name = "PLATFORM", value_parser = name)]
    pub(crate) platform: String,

    /// This account
    #[arg(long, value_name = "ACCOUNT", value_parser = name)]
    pub(crate) account: String,

    /// In this data folder
    #[arg(long, value_name = "FOLDER")]
    pub(crate) data: Option<PathBuf>,
}

const BACKUP_EXAMPLES: &str = "\
Examples:
  afterword backup
  afterword backup list
  afterword backup check /mnt/copies/afterword-20261123T180000Z.backup --keys /mnt/keys";

const RESTORE_EXAMPLES: &str = "\
Examples:
  afterword restore afterword-20261123T180000Z.backup --data ./restored --keys ./keys
  afterword restore afterword-20261123T180000Z.backup --data ./as-it-was \\
      --beside ~/.local/share/afterword      an old one, without those erased since";

const KEYS_EXAMPLES: &str = "\
Examples:
  afterword keys
  afterword keys rotate";

const BLOCK_EXAMPLES: &str = "\
Example:
  afterword block --platform console --account sam";
