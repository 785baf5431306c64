//! The binary starts. The other end-to-end tests stand in the workspace's `tests/`.
//!
//! This one is here because cargo builds a binary for `cargo test` only where
//! its own package has an integration test; the others then need no build of
//! their own.

use std::process::Command;

#[test]
fn it_says_its_version() {
    let output = Command::new(env!("CARGO_BIN_EXE_afterword")).arg("--version").output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout), format!("afterword {}\n", env!("CARGO_PKG_VERSION")));
}
