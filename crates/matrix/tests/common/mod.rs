//! The bot in this process, with an account on a homeserver.

use afterword_core::Settings;
use afterword_matrix::{Credentials, Matrix, Setup};
use afterword_tests::matrix::Synapse;
use afterword_words::Words;
use std::sync::Arc;
use tempfile::TempDir;

/// What talks, and as whom.
pub(crate) struct Account {
    pub(crate) bot: Matrix,
    /// Its whole name.
    pub(crate) account: String,
    /// Where its device is kept.
    pub(crate) folder: TempDir,
}

impl Account {
    /// Makes an account of this name for it.
    pub(crate) fn on(synapse: &Synapse, name: &str, words: &Arc<Words>) -> Self {
        let account = synapse.register(name);
        let folder = tempfile::tempdir().unwrap();
        let bot = Matrix::new(Setup {
            homeserver: synapse.url(),
            user: account.id.clone(),
            credentials: Credentials::Password(account.password.clone().into()),
            store_key: None,
            recovery_passphrase: "correct horse battery staple".to_owned().into(),
            allow: Vec::new(),
            moderators: Vec::new(),
            moderator_level: 50,
            folder: folder.path().join("matrix"),
            words: Arc::clone(words),
            settings: Settings::default(),
            copies: Arc::new(|_| None), // nobody asks for one
        });
        Self { bot, account: account.id, folder }
    }
}
