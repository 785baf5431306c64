//! The account that is talked with on Matrix, and whether what was set of it belongs together.

use super::{
    Matrix,
    secret::{self, Secret},
};
use crate::exit::{Code, Trouble};
use std::path::Path;

/// The account that is talked with on Matrix, with its secrets.
pub(crate) struct Account {
    /// Where its homeserver is.
    pub(crate) homeserver: String,
    /// Its id.
    pub(crate) user: String,
    /// How it signs in.
    pub(crate) credentials: Credentials,
    /// The key of the device's store; `None`: Afterword makes it.
    pub(crate) store_key: Option<[u8; 32]>,
    /// What opens its identity and its message keys on a new device.
    pub(crate) recovery_passphrase: Secret,
    /// Who may talk with it; none: everybody on the bot's own homeserver.
    pub(crate) allow: Vec<String>,
    /// Who of those can be a moderator of prompts; none: the room alone decides.
    pub(crate) moderators: Vec<String>,
    /// The power that a moderator has in the room, at least.
    pub(crate) moderator_level: i64,
}

/// How an account signs in.
pub(crate) enum Credentials {
    /// As a new device whenever that is needed.
    Password(Secret),
    /// As this one device for ever.
    Token {
        /// Its access token.
        token: Secret,
        /// Its id.
        device_id: String,
    },
}

impl Matrix {
    /// The account, with what its files hold; `None` where Matrix is not talked on.
    ///
    /// # Errors
    /// [`Trouble`] where something is missing, or a file does not hold what it should.
    pub(crate) fn account(&self) -> Result<Option<Account>, Trouble> {
        if !self.is_set() {
            return Ok(None);
        }
        let homeserver = self.homeserver.clone().ok_or_else(|| missing("matrix.homeserver", "the homeserver"))?;
        let user = self.user.clone().filter(|user| !user.contains('*'));
        let user = user.ok_or_else(|| missing("matrix.user", "the id of the bot’s account"))?;
        let passphrase = self.recovery_passphrase_file.as_deref();
        let recovery_passphrase = secret::line("matrix.recovery_passphrase", passphrase)?
            .ok_or_else(|| missing("matrix.recovery_passphrase_file", "a file with a passphrase of your own making"))?;
        Ok(Some(Account {
            homeserver,
            user,
            credentials: self.credentials()?,
            store_key: self.store_key_file.as_deref().map(store_key).transpose()?,
            recovery_passphrase,
            allow: self.allow.clone(),
            moderators: self.moderators.clone(),
            moderator_level: self.moderator_level,
        }))
    }

    fn credentials(&self) -> Result<Credentials, Trouble> {
        let password = secret::line("matrix.password", self.password_file.as_deref())?;
        let token = secret::given("matrix.access_token", None, self.access_token_file.as_deref())?;
        match (password, token, self.device_id.clone()) {
            (Some(password), None, None) => Ok(Credentials::Password(password)),
            (None, Some(token), Some(device_id)) => Ok(Credentials::Token { token, device_id }),
            (None, None, _) => Err(missing("matrix.password_file", "a file with the password of that account")),
            (None, Some(_), None) => {
                Err(missing("matrix.device_id", "the id of the device the access token belongs to"))
            }
            (Some(_), ..) => Err(Trouble::new(
                Code::Config,
                "matrix.password_file is set, and so is matrix.access_token_file or matrix.device_id\n  expected: either the password, or the access token with the id of its device\n  to do:    leave the other ones empty; with the password, a lost device is replaced by itself",
            )),
        }
    }
}

fn missing(key: &str, what: &str) -> Trouble {
    Trouble::new(
        Code::Config,
        format!(
            "{key} is not set, and the bot cannot talk on Matrix without it\n  expected: {what}\n  to do:    docs/matrix.md goes through all of it; to leave Matrix out, set neither matrix.homeserver nor matrix.user"
        ),
    )
}

/// The key in a file: 64 hexadecimal digits.
fn store_key(file: &Path) -> Result<[u8; 32], Trouble> {
    let written = secret::given("matrix.store_key", None, Some(file))?;
    let digits = written.as_ref().map_or("", Secret::reveal);
    afterword_matrix::store_key(digits).ok_or_else(|| {
        Trouble::new(
            Code::Config,
            format!(
                "{}, which matrix.store_key_file names, does not hold a key\n  expected: 64 hexadecimal digits, and nothing else\n  to do:    openssl rand -hex 32 makes one; if there was one before, put that back",
                file.display()
            ),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::super::load;
    use std::fs;

    fn told(settings: &[(&str, &str)]) -> Result<(), String> {
        let env = settings.iter().map(|(key, value)| (format!("AFTERWORD_MATRIX__{key}"), (*value).to_owned()));
        let matrix = load(None, env).expect("the values are sound").matrix;
        matrix.account().map(drop).map_err(|trouble| trouble.message)
    }

    #[test]
    fn what_is_missing_is_named_and_what_is_secret_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str, text: &str| {
            let path = folder.path().join(name);
            fs::write(&path, text).unwrap();
            path.display().to_string()
        };
        let (word, phrase) = (file("word", "marker\n"), file("phrase", "marker of several words\n"));
        let (key, short) = (file("key", &"0f".repeat(32)), file("short", "marker"));
        assert_eq!(told(&[]), Ok(()));
        let mut settings = vec![("HOMESERVER", "https://matrix.example.org")];
        for (key, value, wanted) in [
            ("USER", "@afterword:example.org", "matrix.user"),
            ("RECOVERY_PASSPHRASE_FILE", &phrase, "matrix.recovery_passphrase_file"),
            ("PASSWORD_FILE", &word, "matrix.password_file"),
        ] {
            let missing = told(&settings).unwrap_err();
            assert!(missing.starts_with(&format!("{wanted} is not set")), "{missing}");
            settings.push((key, value));
        }
        assert_eq!(told(&settings), Ok(()));
        let with = |key, value| told(&[settings.as_slice(), &[(key, value)]].concat());
        assert_eq!(with("STORE_KEY_FILE", &key), Ok(()));
        let wrong = with("STORE_KEY_FILE", &short).unwrap_err();
        assert!(wrong.contains("64 hexadecimal digits") && !wrong.contains("marker"), "{wrong}");
        assert!(with("DEVICE_ID", "ABC").unwrap_err().contains("either the password, or the access token"));
        settings.pop();
        settings.push(("ACCESS_TOKEN_FILE", &word));
        assert!(told(&settings).unwrap_err().starts_with("matrix.device_id is not set"));
        settings.push(("DEVICE_ID", "ABC"));
        assert_eq!(told(&settings), Ok(()));
    }
}
