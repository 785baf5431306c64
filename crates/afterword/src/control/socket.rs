//! Where the socket is, who may make it, and who may use it.

use std::{
    fs::{self, File, Permissions},
    io,
    os::{
        fd::AsRawFd as _,
        unix::fs::{FileTypeExt as _, MetadataExt as _, PermissionsExt as _},
    },
    path::{Path, PathBuf},
};
use tokio::net::{UnixListener, UnixSocket, UnixStream};

/// Its name in the data folder.
pub(super) const NAME: &str = "control.sock";
/// How long its path may be: `sun_path` holds 108 bytes with the zero, on some systems 104.
const LONGEST_PATH: usize = 100;
/// How many may wait to be let in.
const BACKLOG: u32 = 16;

/// A way to the socket that is short enough, while this lives.
pub(super) struct Place {
    path: PathBuf,
    /// Keeps the short way open.
    _folder: Option<File>,
}

impl Place {
    /// The way to the socket in this folder.
    ///
    /// # Errors
    /// Where the folder cannot be opened, or there is no short way to it.
    pub(super) fn of(folder: &Path) -> io::Result<Self> {
        let path = folder.join(NAME);
        if path.as_os_str().len() <= LONGEST_PATH {
            return Ok(Self { path, _folder: None });
        }
        if !cfg!(target_os = "linux") {
            let message = format!("its path is longer than {LONGEST_PATH} bytes; choose a folder with a shorter one");
            return Err(io::Error::new(io::ErrorKind::InvalidFilename, message));
        }
        let folder = File::open(folder)?;
        let path = PathBuf::from(format!("/proc/self/fd/{}", folder.as_raw_fd())).join(NAME);
        Ok(Self { path, _folder: Some(folder) })
    }

    /// Makes the socket. Only the holder of the store's lock may call this:
    /// what a killed owner left behind is replaced.
    ///
    /// # Errors
    /// What the file system says; `AlreadyExists` where something else has its name.
    pub(super) fn listen(&self) -> io::Result<UnixListener> {
        match fs::symlink_metadata(&self.path) {
            Ok(found) if found.file_type().is_socket() => fs::remove_file(&self.path)?,
            Ok(_) => {
                return Err(io::Error::new(io::ErrorKind::AlreadyExists, format!("{NAME} there is not a socket")));
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
        let socket = UnixSocket::new_stream()?;
        socket.bind(&self.path)?;
        // Nobody can connect before `listen`, so nobody comes before this.
        fs::set_permissions(&self.path, Permissions::from_mode(0o600))?;
        socket.listen(BACKLOG)
    }

    /// Connects to whoever listens; `None` where nobody does.
    ///
    /// # Errors
    /// What the system says otherwise; `PermissionDenied` also where the
    /// listener is not the owner of the folder.
    pub(super) async fn connect(&self, folder: &Path) -> io::Result<Option<UnixStream>> {
        let stream = match UnixStream::connect(&self.path).await {
            Ok(stream) => stream,
            Err(error) if is_nobody(&error) => return Ok(None),
            Err(error) => return Err(error),
        };
        // What is imported is private too: it goes to the folder's owner or nowhere.
        if stream.peer_cred()?.uid() == fs::metadata(folder)?.uid() {
            Ok(Some(stream))
        } else {
            Err(io::Error::new(io::ErrorKind::PermissionDenied, "somebody else than the owner of the folder listens"))
        }
    }

    /// Takes the name away at the end, while the store's lock is still held.
    pub(super) fn remove(&self) {
        if let Err(error) = fs::remove_file(&self.path) {
            tracing::warn!(%error, "the control socket was not removed");
        }
    }
}

/// Whether whoever has connected may ask for anything: this account, or root,
/// who can read the folder anyway.
pub(super) fn admits(stream: &UnixStream) -> bool {
    stream.peer_cred().is_ok_and(|peer| is_trusted(peer.uid(), rustix::process::geteuid().as_raw()))
}

fn is_trusted(peer: u32, ours: u32) -> bool {
    peer == ours || peer == 0
}

fn is_nobody(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::ConnectionRefused)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_account_and_root_are_let_in() {
        assert!(is_trusted(1000, 1000) && is_trusted(0, 1000));
        assert!(!is_trusted(1001, 1000) && !is_trusted(1000, 0));
    }

    #[tokio::test]
    async fn it_is_for_its_owner_only_and_replaces_nothing_but_a_socket() {
        let folder = tempfile::tempdir().unwrap();
        let place = Place::of(folder.path()).unwrap();
        assert!(place.connect(folder.path()).await.unwrap().is_none());
        let listener = place.listen().unwrap();
        let mode = fs::metadata(folder.path().join(NAME)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert!(place.connect(folder.path()).await.unwrap().is_some_and(|stream| admits(&stream)));
        drop(listener);
        assert!(place.connect(folder.path()).await.unwrap().is_none(), "nobody listens any more");
        drop(place.listen().unwrap());
        place.remove();
        fs::write(folder.path().join(NAME), "mine").unwrap();
        assert_eq!(place.listen().unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(folder.path().join(NAME)).unwrap(), b"mine");
    }
}
