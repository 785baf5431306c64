//! `afterword check --matrix`, where this was built without it.

use crate::{
    config::{Config, Matrix},
    exit::Trouble,
};
use anyhow::Result;
use std::path::Path;

/// What the configuration says of it, in a line.
pub(super) fn configured(config: &Config) -> Result<&'static str, Trouble> {
    match config.matrix.is_set() {
        true => Err(Matrix::left_out()),
        false => Ok("left out when this was built"),
    }
}

/// Nobody can be asked.
pub(super) fn told(_: &Path, _: &Config) -> Result<String> {
    Err(Matrix::left_out().into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::load;

    #[test]
    fn who_wants_matrix_hears_that_it_is_not_there() {
        let config = load(None, []).expect("the defaults are sound");
        assert_eq!(configured(&config).expect("nobody wants it"), "left out when this was built");
        let env = [("AFTERWORD_MATRIX__HOMESERVER".to_owned(), "https://matrix.example.org".to_owned())];
        let config = load(None, env).expect("the value is sound");
        let told = configured(&config).expect_err("somebody wants it").to_string();
        assert!(told.contains("built without Matrix") && told.contains("to do:"), "{told}");
    }
}
