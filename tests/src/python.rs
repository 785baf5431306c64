//! A Python with packages of its own, for what others wrote about the same formats.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    process::Command,
};

const WANTED: &str = include_str!("../python/requirements.txt");

/// A Python that has what `tests/python/requirements.txt` names, in an environment under
/// `target/`. It is made where it is not there yet, or was made for something else.
///
/// # Errors
/// What is missing on this machine.
pub fn python() -> Result<PathBuf, String> {
    let folder = target().join("python");
    let ready = folder.join("ready");
    let failed = |error: io::Error| format!("no environment for Python can be made in {}: {error}", folder.display());
    fs::create_dir_all(&folder).map_err(failed)?;
    // Another test may be making it right now.
    let lock = File::create(folder.with_extension("lock")).map_err(failed)?;
    lock.lock().map_err(failed)?;
    let python = folder.join("bin/python");
    if !fs::read_to_string(&ready).is_ok_and(|made_for| made_for == WANTED) {
        run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder))?;
        let install = ["-m", "pip", "install", "--quiet", "--no-input", "--no-deps", "--requirement"];
        let wanted = Path::new(env!("CARGO_MANIFEST_DIR")).join("python/requirements.txt");
        run(Command::new(&python).args(install).arg(wanted))?;
        fs::write(&ready, WANTED).map_err(failed)?;
    }
    Ok(python)
}

fn target() -> PathBuf {
    let test = std::env::current_exe().expect("a test knows where it is");
    // …/target/<profile>/deps/<test>-<hash>
    test.ancestors().nth(3).expect("a test lies in <target>/<profile>/deps").to_owned()
}

fn run(command: &mut Command) -> Result<(), String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command.output().map_err(|error| format!("{program}: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    let told = [output.stderr, output.stdout].concat();
    Err(format!("{program}: {}", String::from_utf8_lossy(&told).trim()))
}
