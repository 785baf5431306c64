//! What tests fetch for themselves, once, into `target/`.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    process::Command,
};

/// The folder of this name under `target/`, filled by `fill` where it is not there yet, or
/// was filled for something other than `wanted`.
pub(crate) fn fetched(
    name: &str,
    wanted: &str,
    fill: impl FnOnce(&Path) -> Result<(), String>,
) -> Result<PathBuf, String> {
    let folder = target().join(name);
    let ready = folder.join("ready");
    let failed = |error: io::Error| format!("{} cannot be filled: {error}", folder.display());
    fs::create_dir_all(&folder).map_err(failed)?;
    // Another test may be filling it right now.
    let lock = File::create(folder.with_extension("lock")).map_err(failed)?;
    lock.lock().map_err(failed)?;
    if !fs::read_to_string(&ready).is_ok_and(|filled_for| filled_for == wanted) {
        fill(&folder)?;
        fs::write(&ready, wanted).map_err(failed)?;
    }
    Ok(folder)
}

fn target() -> PathBuf {
    let test = std::env::current_exe().expect("a test knows where it is");
    // …/target/<profile>/deps/<test>-<hash>
    test.ancestors().nth(3).expect("a test lies in <target>/<profile>/deps").to_owned()
}

/// Runs this to its end, and returns what it printed.
pub(crate) fn output(command: &mut Command) -> Result<String, String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command.output().map_err(|error| format!("{program}: {error}"))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let told = [output.stderr, output.stdout].concat();
    Err(format!("{program}: {}", String::from_utf8_lossy(&told).trim()))
}

/// Runs this to its end.
pub(crate) fn run(command: &mut Command) -> Result<(), String> {
    output(command).map(drop)
}
