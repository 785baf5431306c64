//! `afterword check --matrix`: how the bot stands there, in plain words.

use super::super::{block_on, serve::matrix as serve};
use crate::{config::Config, exit::Trouble, said, wiring};
use afterword_matrix::{Device, Recovery, Standing};
use anyhow::Result;
use std::{fmt::Write as _, path::Path};

/// What the configuration says of it, in a line.
pub(super) fn configured(config: &Config) -> Result<String, Trouble> {
    Ok(match config.matrix.account()? {
        None => "no account, so not talked on".to_owned(),
        Some(account) => format!("as {}; `afterword check --matrix` asks how it stands", account.user),
    })
}

/// What the homeserver says of it.
pub(super) fn told(data: &Path, config: &Config) -> Result<String> {
    let account = config.matrix.account()?.ok_or_else(serve::no_account)?;
    let (user, allow) = (account.user.clone(), account.allow.clone());
    let matrix = serve::of(account, data, config, &wiring::words()?);
    let standing = block_on(async { Ok(matrix.look().await.map_err(serve::not_connected)?) })?;
    report(&standing, &user, &allow)
}

fn report(standing: &Standing, user: &str, allow: &[String]) -> Result<String> {
    let mut report = String::from("The homeserver answers.\n\n");
    writeln!(report, "Account        {user}")?;
    let who = if allow.is_empty() { "everybody on its own homeserver".to_owned() } else { allow.join(", ") };
    writeln!(report, "Who may talk   {who}")?;
    match standing {
        Standing::New { passwords } => {
            writeln!(report, "Device         none yet; `afterword serve` signs in when it starts")?;
            if !passwords {
                writeln!(
                    report,
                    "\nLook at this: this homeserver takes no passwords. Use an access token: matrix.access_token_file\nand matrix.device_id (docs/matrix.md)."
                )?;
            }
        }
        Standing::SignedOut => {
            writeln!(report, "Device         signed out")?;
            writeln!(
                report,
                "\nLook at this: the homeserver does not know the device any more. With matrix.password_file,\n`afterword serve` signs in as a new one; with an access token, make a new one first."
            )?;
        }
        Standing::Device(device) => secured(&mut report, device)?,
    }
    Ok(report)
}

fn secured(report: &mut String, device: &Device) -> Result<()> {
    let Device { id, identity, verified, backed_up, recovery, rooms } = device;
    writeln!(report, "Device         {id}")?;
    let told = if *verified { "yes: signed by the identity of the account" } else { "no" };
    writeln!(report, "Verified       {told}")?;
    writeln!(
        report,
        "Backed up      {}",
        if *backed_up { "yes: the keys of messages are kept, encrypted" } else { "no" }
    )?;
    let told = match recovery {
        Recovery::Opens => "the passphrase opens identity and message keys on a new device",
        Recovery::OtherPassphrase => "the passphrase does not open what is kept",
        Recovery::Nothing => "nothing is kept that a new device could use",
    };
    writeln!(report, "Recovery       {told}")?;
    let count = i64::try_from(*rooms)?;
    writeln!(
        report,
        "Rooms          {}",
        if count == 0 { "none yet".to_owned() } else { said::several(count, "room", "rooms") }
    )?;
    if !identity {
        writeln!(
            report,
            "\nLook at this: the account has no identity, so nobody can see that messages come from the bot, and\nsome get none of theirs through. `afterword serve` makes one when it starts."
        )?;
    } else if !verified {
        writeln!(
            report,
            "\nLook at this: the device is not verified, so people whose apps send to verified devices only\ncannot write to the bot. Start `afterword serve` once more: it signs the device with what the\nrecovery passphrase opens, or says why it cannot."
        )?;
    }
    if !backed_up || *recovery == Recovery::Nothing {
        writeln!(
            report,
            "\nLook at this: if the data folder is lost, messages that wait for the bot cannot be read any more.\nStart `afterword serve` once more: it makes the backup, or says why it cannot."
        )?;
    }
    if *recovery == Recovery::OtherPassphrase {
        writeln!(
            report,
            "\nLook at this: on a new device the bot could not come back by itself. Put the passphrase or the\nrecovery key of the account into the file that matrix.recovery_passphrase_file names."
        )?;
    }
    Ok(())
}
