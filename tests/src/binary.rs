//! Where the binary is. No step comes before `cargo test`.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
    process::Command,
    sync::LazyLock,
    time::SystemTime,
};

/// The path of the binary, of the sources as they are now.
///
/// Cargo gives the path of a binary only to tests of its own package. `cargo
/// test --workspace` has built it, though, beside these tests; where only these
/// were asked for, it is built now.
///
/// # Panics
/// Where the binary cannot be built.
#[must_use]
pub fn afterword() -> &'static Path {
    static BINARY: LazyLock<PathBuf> = LazyLock::new(find);
    &BINARY
}

fn find() -> PathBuf {
    let test = env::current_exe().expect("a test knows where it is");
    // …/target/<profile>/deps/<test>-<hash>
    let profile = test.ancestors().nth(2).expect("a test lies in <profile>/deps");
    let binary = profile.join("afterword");
    let built = fs::metadata(&binary).and_then(|found| found.modified());
    let changed = newest_source().expect("the sources can be looked at");
    if built.is_err() || built.is_ok_and(|built| built < changed) {
        build(profile);
    }
    binary
}

/// When anything that the binary is made of was last changed.
fn newest_source() -> io::Result<SystemTime> {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace is above");
    let mut newest = SystemTime::UNIX_EPOCH;
    let mut paths = vec![workspace.join("Cargo.toml"), workspace.join("Cargo.lock"), workspace.join("config")];
    for package in fs::read_dir(workspace.join("crates"))? {
        let package = package?.path();
        paths.extend([package.join("Cargo.toml"), package.join("src")]);
    }
    while let Some(path) = paths.pop() {
        let found = fs::metadata(&path)?;
        if found.is_dir() {
            for inside in fs::read_dir(&path)? {
                paths.push(inside?.path());
            }
        } else {
            newest = newest.max(found.modified()?);
        }
    }
    Ok(newest)
}

fn build(profile: &Path) {
    let target = profile.parent().expect("a profile lies in the target folder");
    let name = profile.file_name().and_then(|name| name.to_str()).expect("profiles have plain names");
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let built = Command::new(cargo)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["build", "--quiet", "--package", "afterword", "--bin", "afterword"])
        .args(["--profile", if name == "debug" { "dev" } else { name }])
        .arg("--target-dir")
        .arg(target)
        .status()
        .expect("cargo can be started");
    assert!(built.success(), "the binary does not build");
}
