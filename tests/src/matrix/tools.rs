//! Where Python and Node are, with what was fetched for them.

use crate::{
    fetched::{fetched, output, run},
    python::python_with,
};
use std::{fs, path::PathBuf, process::Command};

const PACKAGE: &str = include_str!("../../matrix-clients/js/package.json");
const LOCK: &str = include_str!("../../matrix-clients/js/package-lock.json");
const USER: &str = include_str!("../../matrix-clients/js/user.js");
const OLDEST_NODE: u32 = 20;

/// What a homeserver and its clients run with.
#[derive(Clone, Debug)]
pub struct Tools {
    /// A Python that has Synapse and matrix-nio.
    pub(crate) python: PathBuf,
    /// A program for Node, beside the packages it needs.
    pub(crate) js_user: PathBuf,
}

impl Tools {
    /// Finds them, and fetches what they need where that has not been done: two minutes, once.
    ///
    /// # Errors
    /// What is missing on this machine.
    pub fn found() -> Result<Self, String> {
        let node = node()?;
        let requirements = include_str!("../../matrix-clients/requirements.txt");
        let python = python_with("matrix-python", "matrix-clients/requirements.txt", requirements)?;
        let wanted = [PACKAGE, LOCK, USER, &node].concat();
        let folder = fetched("matrix-js", &wanted, |folder| {
            for (name, text) in [("package.json", PACKAGE), ("package-lock.json", LOCK), ("user.js", USER)] {
                fs::write(folder.join(name), text).map_err(|error| format!("{name}: {error}"))?;
            }
            run(Command::new("npm").args(["ci", "--silent", "--no-fund", "--no-audit"]).current_dir(folder))
        })?;
        Ok(Self { python, js_user: folder.join("user.js") })
    }
}

/// The version of Node, where it is not too old.
fn node() -> Result<String, String> {
    let version = output(Command::new("node").arg("--version"))
        .map_err(|error| format!("Node {OLDEST_NODE} or later is needed ({error})"))?;
    let major = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    if major.is_some_and(|major| major >= OLDEST_NODE) {
        return Ok(version);
    }
    Err(format!("Node {OLDEST_NODE} or later is needed, and here is {}", version.trim()))
}
