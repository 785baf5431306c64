//! A Python with packages of its own, for what others wrote about the same formats.

use crate::fetched::{fetched, run};
use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// A Python that has what `tests/python/requirements.txt` names.
///
/// # Errors
/// What is missing on this machine.
pub fn python() -> Result<PathBuf, String> {
    python_with("python", "python/requirements.txt", include_str!("../python/requirements.txt"))
}

/// A Python that has what these requirements name, in an environment of this name under `target/`.
pub(crate) fn python_with(name: &str, requirements: &str, wanted: &str) -> Result<PathBuf, String> {
    let folder = fetched(name, wanted, |folder| {
        run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(folder))?;
        let install = ["-m", "pip", "install", "--quiet", "--no-input", "--no-deps", "--requirement"];
        let requirements = Path::new(env!("CARGO_MANIFEST_DIR")).join(requirements);
        run(Command::new(folder.join("bin/python")).args(install).arg(requirements))
    })?;
    Ok(folder.join("bin/python"))
}
