//! A copy of a store that does not open, made before anything is tried on it.

use std::fs::{self, DirBuilder, File};
use std::io;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};

use super::Durability;

const PREFIX: &str = "store.aside-";
/// A copy is as large as the store, so they must not pile up.
const AT_MOST: usize = 2;

/// What became of the copy.
pub(super) enum Aside {
    /// It was made now.
    Made(PathBuf),
    /// Enough are there from before; here is the newest.
    Before(PathBuf),
    /// There is none.
    No(String),
}

impl Aside {
    /// Where a copy lies.
    pub(super) fn path(&self) -> Option<&Path> {
        match self {
            Self::Made(path) | Self::Before(path) => Some(path),
            Self::No(_) => None,
        }
    }
}

/// Copies sled's `files` beside themselves, if that leaves `reserve` bytes free.
pub(super) fn keep(folder: &Path, files: &Path, reserve: u64, disk: &dyn Durability) -> Aside {
    match try_keep(folder, files, reserve, disk) {
        Ok(aside) => aside,
        Err(error) => Aside::No(format!("no copy of it could be made ({error})")),
    }
}

fn try_keep(folder: &Path, files: &Path, reserve: u64, disk: &dyn Durability) -> io::Result<Aside> {
    if !files.exists() {
        return Ok(Aside::No("there is nothing left to copy".to_owned()));
    }
    let before = existing(folder)?;
    if let Some((_, newest)) = before.last()
        && before.len() >= AT_MOST
    {
        return Ok(Aside::Before(newest.clone()));
    }
    let (size, free) = (size(files)?, disk.free_bytes(folder)?);
    if free < size.saturating_add(reserve) {
        let why = format!("no copy of it was made: that takes {size} bytes, and {free} are free");
        return Ok(Aside::No(why));
    }
    let n = before.last().map_or(1, |(n, _)| n.saturating_add(1));
    let (to, part) = (folder.join(format!("{PREFIX}{n}")), folder.join("store.aside.part"));
    if part.exists() {
        tracing::warn!(part = %part.display(), "a copy that was broken off is removed");
        fs::remove_dir_all(&part)?;
    }
    copy(files, &part).inspect_err(|_| drop(fs::remove_dir_all(&part)))?;
    fs::rename(&part, &to)?;
    disk.sync_folder(folder)?;
    tracing::warn!(copy = %to.display(), "the store does not open; a copy of it was kept");
    Ok(Aside::Made(to))
}

/// The copies there are, by rising number.
fn existing(folder: &Path) -> io::Result<Vec<(u32, PathBuf)>> {
    let mut found = Vec::new();
    for file in fs::read_dir(folder)? {
        let file = file?;
        let number = file.file_name().to_str().and_then(|name| name.strip_prefix(PREFIX)?.parse().ok());
        found.extend(number.map(|n| (n, file.path())));
    }
    found.sort();
    Ok(found)
}

fn size(folder: &Path) -> io::Result<u64> {
    let mut sum: u64 = 0;
    for file in fs::read_dir(folder)? {
        let file = file?;
        let found = file.metadata()?;
        let size = if found.is_dir() { size(&file.path())? } else { found.len() };
        sum = sum.saturating_add(size);
    }
    Ok(sum)
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    DirBuilder::new().mode(0o700).create(to)?;
    for file in fs::read_dir(from)? {
        let file = file?;
        let target = to.join(file.file_name());
        if file.file_type()?.is_dir() {
            copy(&file.path(), &target)?;
        } else {
            fs::copy(file.path(), &target)?;
            File::open(&target)?.sync_all()?;
        }
    }
    File::open(to)?.sync_all()
}
