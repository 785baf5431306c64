//! The real binary, with an account on a homeserver.

use super::{Account, Synapse};
use crate::{Folder, Outcome, Served};
use serde_json::Value;
use std::{
    fs::{self, OpenOptions},
    io::Write as _,
    os::unix::fs::OpenOptionsExt as _,
    path::PathBuf,
};

/// Everything the bot needs: an account, a folder, and files with what is secret.
pub struct Bot {
    account: Account,
    folder: Folder,
    settings: Vec<(String, String)>,
}

impl Bot {
    /// Makes an account of this name for it.
    ///
    /// # Panics
    /// Where there is one already.
    #[must_use]
    pub fn new(synapse: &Synapse, name: &str) -> Self {
        let account = synapse.register(name);
        let folder = Folder::new();
        let secret = |name: &str, text: &str| secret(&folder, name, text);
        let settings = [
            ("HOMESERVER", synapse.url()),
            ("USER", account.id.clone()),
            ("PASSWORD_FILE", secret("password", &account.password)),
            ("RECOVERY_PASSPHRASE_FILE", secret("recovery", "correct horse battery staple")),
            ("STORE_KEY_FILE", secret("store-key", &"5a".repeat(32))),
        ];
        let settings = settings.map(|(key, value)| (format!("AFTERWORD_MATRIX__{key}"), value)).to_vec();
        Self { account, folder, settings }
    }

    /// Its whole name.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.account.id
    }

    /// Its account.
    #[must_use]
    pub fn account(&self) -> &Account {
        &self.account
    }

    /// Where it runs.
    #[must_use]
    pub fn folder(&self) -> &Folder {
        &self.folder
    }

    /// Where the store of its device is; it may be lost.
    #[must_use]
    pub fn device_store(&self) -> PathBuf {
        self.folder.data().join("matrix/store")
    }

    /// Writes a file that only its owner can read; its path.
    #[must_use]
    pub fn secret(&self, name: &str, text: &str) -> String {
        secret(&self.folder, name, text)
    }

    /// Sets a variable of its environment, such as `AFTERWORD_MATRIX__ALLOW`.
    #[must_use]
    pub fn with(mut self, key: &str, value: &str) -> Self {
        self.settings.retain(|(known, _)| known != key);
        self.settings.push((key.to_owned(), value.to_owned()));
        self
    }

    /// Leaves a variable out.
    #[must_use]
    pub fn without(mut self, key: &str) -> Self {
        self.settings.retain(|(known, _)| known != key);
        self
    }

    /// Starts it.
    #[must_use]
    pub fn serve(&self) -> Served {
        Served::start_with(&self.folder, &self.settings())
    }

    /// Runs another of its commands.
    #[must_use]
    pub fn run(&self, args: &[&str]) -> Outcome {
        self.folder.run_with(args, &self.settings(), b"")
    }

    /// What is kept of somebody, entry by entry, as the operator can have it.
    ///
    /// # Panics
    /// Where nothing is.
    #[must_use]
    pub fn kept(&self, user: &str) -> Vec<Value> {
        let copy = tempfile::tempdir_in(self.folder.home()).expect("a temporary folder");
        let out = copy.path().join("copy");
        let shown = out.display().to_string();
        let exported = self.run(&["export", "--data", "data", "--platform", "matrix", "--as", user, "--out", &shown]);
        assert_eq!(exported.code, Some(0), "{}", exported.stderr);
        let lines = fs::read_to_string(out.join("journal.jsonl")).expect("a journal");
        lines.lines().map(|line| serde_json::from_str(line).expect("an entry")).collect()
    }

    fn settings(&self) -> Vec<(&str, &str)> {
        self.settings.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect()
    }
}

fn secret(folder: &Folder, name: &str, text: &str) -> String {
    let path = folder.home().join(name);
    let file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&path);
    writeln!(file.expect("a file"), "{text}").expect("a small file");
    path.display().to_string()
}
