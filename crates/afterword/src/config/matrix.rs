//! How to talk on Matrix, as it was set.

#[cfg(not(feature = "matrix"))]
use crate::exit::{Code, Trouble};
use std::path::PathBuf;

/// How to talk on Matrix, as it was set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Matrix {
    pub(super) homeserver: Option<String>,
    pub(super) user: Option<String>,
    pub(super) password_file: Option<PathBuf>,
    pub(super) access_token_file: Option<PathBuf>,
    pub(super) device_id: Option<String>,
    pub(super) store_key_file: Option<PathBuf>,
    pub(super) recovery_passphrase_file: Option<PathBuf>,
    /// Who may talk with it; none: everybody on the bot's own homeserver.
    pub(super) allow: Vec<String>,
    /// Who of those can be a moderator of prompts; none: the room alone decides.
    pub(super) moderators: Vec<String>,
    /// The power that a moderator has in the room, at least.
    pub(super) moderator_level: i64,
}

impl Matrix {
    /// Whether any of it was set.
    pub(crate) fn is_set(&self) -> bool {
        self.homeserver.is_some() || self.user.is_some()
    }

    /// That there is nothing to talk on Matrix with, where somebody wants it.
    #[cfg(not(feature = "matrix"))]
    pub(crate) fn left_out() -> Trouble {
        Trouble::new(
            Code::Config,
            "this Afterword was built without Matrix\n  expected: one with it, or neither matrix.homeserver nor matrix.user set\n  to do:    build it without --no-default-features",
        )
    }
}

#[cfg(test)]
mod tests {
    use super::super::load;

    #[test]
    fn ids_and_addresses_are_looked_at() {
        for (key, wrong, wanted) in [
            ("USER", "afterword", "such as \"@afterword:example.org\""),
            ("HOMESERVER", "matrix.example.org", "begins with https://"),
            ("ALLOW", "[\"example.org\"]", "\"@*:example.org\""),
            ("ALLOW", "@*:example.org", "a list of at most"),
            ("DEVICE_ID", "a b", "without blanks"),
        ] {
            let env = [(format!("AFTERWORD_MATRIX__{key}"), wrong.to_owned())];
            let told = load(None, env).expect_err(wrong).to_string();
            assert!(told.contains(wanted), "{told}");
        }
        let env = [("AFTERWORD_MATRIX__ALLOW".to_owned(), "[\"@*:example.org\"]".to_owned())];
        assert_eq!(load(None, env).unwrap().matrix.allow, ["@*:example.org"]);
    }
}
