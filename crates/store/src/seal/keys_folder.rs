//! Where the master keys are, and whose they are.

use std::path::PathBuf;

/// The folder of the master keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeysFolder {
    /// Where it is.
    pub path: PathBuf,
    /// Who makes and deletes what is in it.
    pub owner: Owner,
}

/// Who makes master keys and deletes them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// This program, in a folder beside its data: the default.
    Program,
    /// The operator: files by hand, or systemd's credentials. The folder is only
    /// ever read, and may be read-only (files 0400, folder 0500).
    Operator,
}

impl KeysFolder {
    /// A folder that is the program's own.
    #[must_use]
    pub fn program(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), owner: Owner::Program }
    }

    /// A folder that is the operator's.
    #[must_use]
    pub fn operator(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), owner: Owner::Operator }
    }
}
