//! How the process ends: one number for each kind of trouble, after `sysexits.h`.

use afterword_engine::{NotTaken, StartError, UpkeepError};
use afterword_store::{Error as StoreError, backup::BackupError, seal::SealError};
use std::{error::Error, fmt, io, process::ExitCode};

/// What the process tells whoever started it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Code {
    /// All went well.
    Fine = 0,
    /// Something nobody foresaw.
    Unexpected = 1,
    /// The command line asks for what cannot be (clap's own code).
    Usage = 2,
    /// A data folder, a journal or a backup is not ours, damaged, or does not open with the keys there are.
    BadData = 65,
    /// The folder, the file or the person asked for is not there.
    NotThere = 66,
    /// A folder or a file cannot be made, or a person because there is one already.
    CannotCreate = 73,
    /// Reading or writing failed.
    Io = 74,
    /// Somebody else has the data folder open, or the port; later it may work.
    InUse = 75,
    /// This account may not read or write what it has to.
    NoPermission = 77,
    /// The configuration is wrong.
    Config = 78,
}

/// The table of exit codes, for `--help`.
pub(crate) const HELP: &str = "\
Exit codes:
   0  all went well
   1  something nobody foresaw
   2  the command line was not understood
  65  a data folder, a journal or a backup is not Afterword's, is damaged, or its key is missing
  66  the folder, the file or the person asked for is not there
  73  a folder or a file cannot be made, or the person is there already
  74  reading or writing failed
  75  another Afterword is using the data folder, or something else the port
  77  this account may not read or write a folder or a file
  78  the configuration is wrong";

impl Code {
    /// All of them.
    const ALL: [Self; 10] = [
        Self::Fine,
        Self::Unexpected,
        Self::Usage,
        Self::BadData,
        Self::NotThere,
        Self::CannotCreate,
        Self::Io,
        Self::InUse,
        Self::NoPermission,
        Self::Config,
    ];

    /// The trouble with this number, as another process tells it.
    pub(crate) fn numbered(number: u8) -> Self {
        let known = Self::ALL.into_iter().find(|code| *code != Self::Fine && *code as u8 == number);
        known.unwrap_or(Self::Unexpected)
    }
}

impl From<Code> for ExitCode {
    fn from(code: Code) -> Self {
        Self::from(code as u8)
    }
}

/// Trouble with a name: what was found, what was expected, what to do.
#[derive(Debug)]
pub(crate) struct Trouble {
    /// How the process ends.
    pub(crate) code: Code,
    /// What to print, lines included.
    pub(crate) message: String,
}

impl Trouble {
    /// Trouble of this kind, in these words.
    pub(crate) fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Error for Trouble {}

/// How the process ends after this error, whatever wraps it.
pub(crate) fn code_of(error: &anyhow::Error) -> Code {
    error.chain().find_map(of_one).unwrap_or(Code::Unexpected)
}

/// The code of one error of a chain. Transparent ones hide what they wrap, so they are opened here.
fn of_one(error: &(dyn Error + 'static)) -> Option<Code> {
    if let Some(trouble) = error.downcast_ref::<Trouble>() {
        return Some(trouble.code);
    }
    if let Some(error) = error.downcast_ref::<StoreError>() {
        return Some(of_store(error));
    }
    if let Some(error) = error.downcast_ref::<SealError>() {
        return Some(of_seal(error));
    }
    if let Some(error) = error.downcast_ref::<BackupError>() {
        return Some(of_backup(error));
    }
    if let Some(error) = error.downcast_ref::<UpkeepError>() {
        return Some(of_upkeep(error));
    }
    if let Some(error) = error.downcast_ref::<StartError>() {
        return Some(match error {
            StartError::Store(error) => of_store(error),
            StartError::ClockAhead { .. } => Code::Config,
            _ => Code::BadData,
        });
    }
    if let Some(error) = error.downcast_ref::<NotTaken>() {
        return Some(of_not_taken(error));
    }
    match error.downcast_ref::<afterword_console::Error>()? {
        afterword_console::Error::Input(_) | afterword_console::Error::Stopped(_) => Some(Code::Io),
        afterword_console::Error::NotTaken(error) => Some(of_not_taken(error)),
    }
}

fn of_upkeep(error: &UpkeepError) -> Code {
    match error {
        UpkeepError::Backup(error) => of_backup(error),
        UpkeepError::RotatedWithoutBackup { why, .. } => of_upkeep(why),
        UpkeepError::Keys(error) => of_seal(error),
        UpkeepError::Clock(_) => Code::Config,
        UpkeepError::NotTaken(error) => of_not_taken(error),
        UpkeepError::Stopped(_) => Code::Io,
    }
}

fn of_store(error: &StoreError) -> Code {
    match error {
        StoreError::Locked { .. } => Code::InUse,
        StoreError::Forbidden { .. } => Code::NoPermission,
        StoreError::NotOurs { .. } | StoreError::Version { .. } | StoreError::Corrupt { .. } => Code::BadData,
        StoreError::Unsuitable { .. } => Code::CannotCreate,
        StoreError::DoesNotOpen { .. } | StoreError::DamagedPage { .. } => Code::BadData,
        StoreError::Io(_) | StoreError::NoRoom { .. } => Code::Io,
        StoreError::Layout(_) => Code::Unexpected,
    }
}

fn of_seal(error: &SealError) -> Code {
    match error {
        SealError::Store(error) => of_store(error),
        SealError::TooOpen { .. } => Code::NoPermission,
        SealError::NoMaster { .. } | SealError::NoNewMaster { .. } => Code::NotThere,
        SealError::Io { error, .. } => of_io(error),
        _ => Code::BadData,
    }
}

/// How the process ends after a backup that was not made, or is of no use.
pub(crate) fn of_backup(error: &BackupError) -> Code {
    match error {
        BackupError::NotEmpty { .. } | BackupError::StoreNotEmpty | BackupError::Exists { .. } => Code::CannotCreate,
        BackupError::UnderWay { .. } => Code::InUse,
        BackupError::File { error, .. } | BackupError::Io(error) => of_io(error),
        BackupError::Seal(error) => of_seal(error),
        BackupError::Store(error) => of_store(error),
        _ => Code::BadData,
    }
}

fn of_io(error: &io::Error) -> Code {
    match error.kind() {
        io::ErrorKind::NotFound => Code::NotThere,
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Code::NoPermission,
        _ => Code::Io,
    }
}

fn of_not_taken(error: &NotTaken) -> Code {
    match error {
        NotTaken::Busy | NotTaken::Refused { .. } => Code::InUse,
        NotTaken::Stopped(_) | NotTaken::NoRoom => Code::Io,
        NotTaken::SetAside(_) => Code::BadData,
        NotTaken::Defect => Code::Unexpected,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_help_names_every_code() {
        for code in Code::ALL {
            assert!(HELP.contains(&format!("\n{:>4}  ", code as u8)), "{code:?}");
        }
    }

    #[test]
    fn a_number_from_elsewhere_is_never_a_success() {
        for code in Code::ALL.into_iter().filter(|code| *code != Code::Fine) {
            assert_eq!(Code::numbered(code as u8), code);
        }
        for number in [0, 3, 255] {
            assert_eq!(Code::numbered(number), Code::Unexpected);
        }
    }

    #[test]
    fn a_wrapped_store_error_keeps_its_code() {
        let locked = StoreError::Locked { folder: "x".into() };
        assert_eq!(code_of(&anyhow::Error::new(locked).context("opening")), Code::InUse);
        let wrapped = StartError::Store(StoreError::Locked { folder: "x".into() });
        assert_eq!(code_of(&anyhow::Error::new(wrapped)), Code::InUse);
        assert_eq!(code_of(&anyhow::anyhow!("surprise")), Code::Unexpected);
    }
}
