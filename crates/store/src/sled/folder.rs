//! Whether a folder may become, or is, a data folder.
//!
//! What may lie in one: the marker `afterword-data` with the layout's number,
//! `store/` (sled's own files), and beside it `keys/`, `clock`, `control.sock`,
//! `store.opened` (how often it was), and copies of a store that did not open, `store.aside-<n>`.

use std::fs::{self, DirBuilder, File};
use std::io::{self, Write as _};
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};

use super::room::no_room;
use super::{Durability, SledOptions};
use crate::Error;

/// Where sled's files are.
const STORE: &str = "store";
const MARKER: &str = "afterword-data";
const NEW_MARKER: &str = "afterword-data.new";
const MARKER_TEXT: &str = "An Afterword data folder. Layout: ";
const LAYOUT: u32 = 1;

/// What the rest of the program, or a partition of its own, may have put into a
/// folder before the store's first start.
const MAY_BE_THERE: [&str; 5] = ["keys", "clock", "control.sock", "lost+found", NEW_MARKER];

/// Makes or recognises the data folder and returns where sled's files are.
pub(super) fn prepare(folder: &Path, options: &SledOptions, disk: &dyn Durability) -> Result<PathBuf, Error> {
    if folder.exists() && !folder.is_dir() {
        return Err(not_ours(folder, "it is a file"));
    }
    // A store that is there can be read on a full disk; a new one would only be in the way.
    if !folder.join(STORE).exists() {
        room_for_a_new_one(folder, options.reserve_bytes, disk)?;
    }
    create(folder, disk).map_err(|error| translate(folder, &error))?;
    if !options.allow_any_filesystem {
        suitable(folder)?;
    }
    let marked = read_marker(folder)?;
    if !marked {
        refuse_foreign(folder)?;
        write_marker(folder, disk).map_err(|error| translate(folder, &error))?;
    }
    Ok(folder.join(STORE))
}

fn room_for_a_new_one(folder: &Path, reserve: u64, disk: &dyn Durability) -> Result<(), Error> {
    let there = folder.ancestors().find(|above| above.exists()).unwrap_or(Path::new("."));
    match disk.free_bytes(there).map_err(|error| translate(folder, &error))? {
        free if free < reserve => Err(no_room(folder, free, reserve)),
        _ => Ok(()),
    }
}

/// An error of the file system, in terms of the folder that was asked for.
pub(super) fn translate(folder: &Path, error: &io::Error) -> Error {
    match error.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            Error::Forbidden { folder: folder.display().to_string() }
        }
        _ => Error::Io(format!("{}: {error}", folder.display())),
    }
}

/// Only the owner may look in; names that are new are synced in their folder.
pub(crate) fn create(folder: &Path, disk: &dyn Durability) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let parent = match folder.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    create(parent, disk)?;
    match DirBuilder::new().mode(0o700).create(folder) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
        _ => {}
    }
    disk.sync_folder(parent)
}

/// Whether the marker is there, and names a layout we know.
fn read_marker(folder: &Path) -> Result<bool, Error> {
    let text = match fs::read_to_string(folder.join(MARKER)) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(error) if error.kind() == io::ErrorKind::InvalidData => {
            return Err(not_ours(folder, "its file afterword-data is not text"));
        }
        Err(error) => return Err(translate(folder, &error)),
    };
    let Some(found) = text.trim().strip_prefix(MARKER_TEXT) else {
        return Err(not_ours(folder, "its file afterword-data names no layout"));
    };
    if found != LAYOUT.to_string() {
        return Err(Error::Version {
            folder: folder.display().to_string(),
            found: found.chars().take(20).collect(),
            known: LAYOUT,
        });
    }
    Ok(true)
}

fn refuse_foreign(folder: &Path) -> Result<(), Error> {
    let found = fs::read_dir(folder)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(|error| translate(folder, &error))?;
    let foreign = found.iter().map(fs::DirEntry::file_name).find(|name| !MAY_BE_THERE.iter().any(|ours| name == ours));
    match foreign {
        Some(name) => Err(not_ours(folder, &format!("it holds {}, but no {MARKER}", name.display()))),
        None => Ok(()),
    }
}

/// Written beside and renamed, so that a power cut leaves a whole marker or none.
fn write_marker(folder: &Path, disk: &dyn Durability) -> io::Result<()> {
    let new = folder.join(NEW_MARKER);
    let mut file = File::create(&new)?;
    writeln!(file, "{MARKER_TEXT}{LAYOUT}")?;
    file.sync_all()?;
    fs::rename(&new, folder.join(MARKER))?;
    disk.sync_folder(folder)
}

fn not_ours(folder: &Path, found: &str) -> Error {
    Error::NotOurs { folder: folder.display().to_string(), found: found.to_owned() }
}

#[cfg(target_os = "linux")]
fn suitable(folder: &Path) -> Result<(), Error> {
    let found = rustix::fs::statfs(folder).map_err(|error| translate(folder, &error.into()))?;
    // The magic numbers are 32 bits wide, their field is wider on some machines.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let magic = found.f_type as u32;
    match unsuitable(magic) {
        Some(kind) => Err(Error::Unsuitable { folder: folder.display().to_string(), kind: kind.to_owned() }),
        None => Ok(()),
    }
}

#[cfg(not(target_os = "linux"))]
fn suitable(_folder: &Path) -> Result<(), Error> {
    Ok(())
}

/// File systems on which a sync promises too little, by `statfs(2)`.
///
/// Network ones may answer before the server has written, FUSE does what its
/// program likes, and btrfs copies on write, which sled's log was not made for.
#[cfg(target_os = "linux")]
fn unsuitable(magic: u32) -> Option<&'static str> {
    Some(match magic {
        0x6969 => "network (NFS)",
        0x517b | 0xff53_4d42 | 0xfe53_4d42 => "network (SMB)",
        0x0102_1997 => "network (9p)",
        0x00c3_6400 => "network (Ceph)",
        0x5346_414f | 0x6b41_4653 => "network (AFS)",
        0x7375_7245 => "network (Coda)",
        0x564c => "network (NCP)",
        0x0bd0_0bd0 => "network (Lustre)",
        0x0116_1970 => "network (GFS2)",
        0x7461_636f => "network (OCFS2)",
        0x6573_5546 => "FUSE",
        0x9123_683e => "btrfs",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(target_os = "linux")]
    #[test]
    fn file_systems_that_do_not_keep_a_sync_are_refused_and_local_disks_are_not() {
        for (magic, kind) in [(0x6969, "NFS"), (0x6573_5546, "FUSE"), (0x9123_683e, "btrfs")] {
            assert!(unsuitable(magic).is_some_and(|found| found.contains(kind)));
        }
        for ext4_xfs_zfs in [0xef53, 0x5846_5342, 0x2fc1_2fc1] {
            assert_eq!(unsuitable(ext4_xfs_zfs), None);
        }
    }

    #[test]
    fn a_refused_permission_names_the_folder_and_what_to_do() {
        let refused = io::Error::from(io::ErrorKind::PermissionDenied);
        let told = translate(Path::new("data"), &refused).to_string();
        assert!(told.contains("data folder data may not"), "{told}");
        assert!(told.contains("change its owner"), "{told}");
    }
}
