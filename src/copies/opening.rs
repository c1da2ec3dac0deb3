//! Opens a file below a folder, and nothing else: no link is followed, nobody is waited for, and a name must be spelt
//! as it is stored.
//! The author of the claim file chose the path. A refused path is refused before anything is read, and the refusal does
//! not show what it leads to, or whether anything is there.

use std::collections::{HashMap, HashSet};
use std::ffi::OsString;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::load::io_words;

/// Why a file is not opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NotOpened {
    /// There is none.
    Missing,
    /// A link leads there, it is not a regular file, or it is a claim file.
    Refused,
    /// The system says no, in our words.
    Unreadable(&'static str),
}

/// Which file of the system a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Identity {
    /// The device that it is on, and its number there.
    Of(u64, u64),
    /// The system does not say.
    Unknown,
}

/// Which file of the system an opened file is: two names may lead to one.
pub(super) fn identity(file: &File) -> Identity {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        file.metadata().map_or(Identity::Unknown, |data| Identity::Of(data.dev(), data.ino()))
    }
    #[cfg(not(unix))]
    {
        let _ = file;
        Identity::Unknown
    }
}

/// The names in the folders that were looked into, so that each folder is listed once.
///
/// Some file systems find a file whatever the capitals in its name. A claim file that was checked there must not fail
/// elsewhere.
#[derive(Debug, Default)]
pub(super) struct Names(Mutex<HashMap<PathBuf, Arc<HashSet<OsString>>>>);

impl Names {
    /// Opens the file at a path below a folder. The path has plain parts only.
    pub(super) fn open(&self, folder: &Path, path: &Path) -> Result<File, NotOpened> {
        let file = system::open(folder, path)?;
        let data = file.metadata().map_err(|error| unreadable(&error))?;
        if !data.is_file() {
            return Err(NotOpened::Refused);
        }
        if self.is_stored(folder, path).map_err(|error| unreadable(&error))? {
            Ok(file)
        } else {
            Err(NotOpened::Missing)
        }
    }

    /// Whether every part of a path is spelt as it is stored.
    fn is_stored(&self, folder: &Path, path: &Path) -> io::Result<bool> {
        let mut folder = folder.to_owned();
        for part in path {
            if !self.of(&folder)?.contains(part) {
                return Ok(false);
            }
            folder.push(part);
        }
        Ok(true)
    }

    fn of(&self, folder: &Path) -> io::Result<Arc<HashSet<OsString>>> {
        let mut listed = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(names) = listed.get(folder) {
            return Ok(Arc::clone(names));
        }
        let names: io::Result<HashSet<_>> = folder.read_dir()?.map(|entry| Ok(entry?.file_name())).collect();
        let names = Arc::new(names?);
        listed.insert(folder.to_owned(), Arc::clone(&names));
        Ok(names)
    }
}

fn unreadable(error: &io::Error) -> NotOpened {
    NotOpened::Unreadable(io_words(error))
}

#[cfg(unix)]
mod system {
    use std::fs::File;
    use std::os::fd::OwnedFd;
    use std::path::Path;

    use rustix::fs::{AtFlags, FileType, Mode, OFlags};
    use rustix::io::{Errno, Result};

    use super::{NotOpened, unreadable};

    /// Without waiting for the other end of a pipe.
    const FLAGS: OFlags = OFlags::RDONLY.union(OFlags::NONBLOCK).union(OFlags::NOCTTY).union(OFlags::CLOEXEC);

    pub(super) fn open(folder: &Path, path: &Path) -> std::result::Result<File, NotOpened> {
        // The user of the check passed the folder: a link there is intended.
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let opened = rustix::fs::open(folder, FLAGS | OFlags::DIRECTORY, Mode::empty());
        opened.and_then(|folder| beneath(&folder, path)).map(File::from).map_err(why)
    }

    /// The kernel does it in one step where it can.
    #[cfg(target_os = "linux")]
    fn beneath(folder: &OwnedFd, path: &Path) -> Result<OwnedFd> {
        use rustix::fs::ResolveFlags;
        let rules = ResolveFlags::BENEATH | ResolveFlags::NO_SYMLINKS | ResolveFlags::NO_MAGICLINKS;
        match rustix::fs::openat2(folder, path, FLAGS, Mode::empty(), rules) {
            // Old kernels do not know it, and some sandboxes forbid what they do not know.
            Err(Errno::NOSYS | Errno::PERM) => part_by_part(folder, path),
            opened => opened,
        }
    }

    #[cfg(not(target_os = "linux"))]
    fn beneath(folder: &OwnedFd, path: &Path) -> Result<OwnedFd> {
        part_by_part(folder, path)
    }

    /// Each part from the folder before it, so that nobody can put a link in between.
    pub(super) fn part_by_part(folder: &OwnedFd, path: &Path) -> Result<OwnedFd> {
        let mut opened: Option<OwnedFd> = None;
        let mut parts = path.iter().peekable();
        while let Some(part) = parts.next() {
            let here = opened.as_ref().unwrap_or(folder);
            // Checked first, because a link is not a folder either, and the error would be the same.
            let data = rustix::fs::statat(here, part, AtFlags::SYMLINK_NOFOLLOW)?;
            if FileType::from_raw_mode(data.st_mode) == FileType::Symlink {
                return Err(Errno::LOOP);
            }
            let is_folder = if parts.peek().is_some() { OFlags::DIRECTORY } else { OFlags::empty() };
            opened = Some(rustix::fs::openat(here, part, FLAGS | OFlags::NOFOLLOW | is_folder, Mode::empty())?);
        }
        opened.ok_or(Errno::NOENT)
    }

    fn why(error: Errno) -> NotOpened {
        match error {
            // A link; a way out of the folder; a socket, or a device that is not there.
            Errno::LOOP | Errno::MLINK | Errno::XDEV | Errno::NXIO | Errno::NODEV | Errno::OPNOTSUPP => {
                NotOpened::Refused
            }
            // No file of this system has such a name, or a part of it is a file.
            Errno::NOENT | Errno::NOTDIR | Errno::NAMETOOLONG => NotOpened::Missing,
            _ => unreadable(&error.into()),
        }
    }
}

#[cfg(not(unix))]
mod system {
    use std::fs::File;
    use std::io::ErrorKind;
    use std::path::Path;

    use super::{NotOpened, unreadable};

    pub(super) fn open(folder: &Path, path: &Path) -> Result<File, NotOpened> {
        let why = |error: std::io::Error| match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::InvalidFilename => NotOpened::Missing,
            _ => unreadable(&error),
        };
        let mut whole = folder.to_owned();
        for part in path {
            whole.push(part);
            if whole.symlink_metadata().map_err(why)?.is_symlink() {
                return Err(NotOpened::Refused);
            }
        }
        if whole.is_file() { File::open(&whole).map_err(why) } else { Err(NotOpened::Refused) }
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;

    use rustix::fs::{FileType, Mode, OFlags};

    use super::*;

    /// A folder with everything that a path can lead to.
    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir_all(at("evidence/deep")).unwrap();
        fs::write(at("evidence/page.html"), "page").unwrap();
        fs::write(at("evidence/deep/page.html"), "deep").unwrap();
        symlink("evidence", at("linked")).unwrap();
        symlink("page.html", at("evidence/link")).unwrap();
        symlink("nowhere", at("evidence/dangling")).unwrap();
        symlink("/proc/self/environ", at("evidence/environ")).unwrap();
        symlink("/proc/self", at("evidence/process")).unwrap();
        symlink("/dev/zero", at("evidence/zero")).unwrap();
        rustix::fs::mknodat(rustix::fs::CWD, at("evidence/pipe"), FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
        drop(UnixListener::bind(at("evidence/socket")).unwrap());
        folder
    }

    /// A path and what comes of opening it: its length, or why not.
    const CASES: [(&str, Result<u64, NotOpened>); 16] = [
        ("evidence/page.html", Ok(4)),
        ("evidence/deep/page.html", Ok(4)),
        ("evidence/nothing", Err(NotOpened::Missing)),
        ("nothing/page.html", Err(NotOpened::Missing)),
        ("evidence/page.html/more", Err(NotOpened::Missing)),
        ("evidence/Page.html", Err(NotOpened::Missing)),
        ("Evidence/page.html", Err(NotOpened::Missing)),
        ("evidence", Err(NotOpened::Refused)),
        ("evidence/link", Err(NotOpened::Refused)),
        ("evidence/dangling", Err(NotOpened::Refused)),
        ("linked/page.html", Err(NotOpened::Refused)),
        ("linked/nothing", Err(NotOpened::Refused)),
        ("evidence/environ", Err(NotOpened::Refused)),
        ("evidence/process/environ", Err(NotOpened::Refused)),
        ("evidence/pipe", Err(NotOpened::Refused)),
        ("evidence/socket", Err(NotOpened::Refused)),
    ];

    #[test]
    fn regular_files_are_opened_and_all_else_is_refused() {
        let folder = folder();
        for (path, expected) in CASES {
            let opened = Names::default().open(folder.path(), Path::new(path));
            assert_eq!(opened.map(|file| file.metadata().unwrap().len()), expected, "{path}");
        }
    }

    #[test]
    fn an_old_kernel_gives_the_same_answers() {
        let folder = folder();
        let root = rustix::fs::open(folder.path(), OFlags::RDONLY, Mode::empty()).unwrap();
        for (path, expected) in CASES {
            let opened = system::part_by_part(&root, Path::new(path)).map(File::from);
            match expected {
                Ok(length) => assert_eq!(opened.unwrap().metadata().unwrap().len(), length, "{path}"),
                // The caller refuses what is not a regular file.
                Err(_) => assert!(opened.is_err() || !opened.unwrap().metadata().unwrap().is_file(), "{path}"),
            }
        }
    }

    #[test]
    fn a_name_is_spelt_as_it_is_stored() {
        let folder = folder();
        let names = Names::default();
        for (path, expected) in
            [("evidence/page.html", true), ("evidence/PAGE.html", false), ("EVIDENCE/page.html", false)]
        {
            assert_eq!(
                names.is_stored(folder.path(), Path::new(path)).is_ok_and(|is_stored| is_stored),
                expected,
                "{path}"
            );
        }
    }

    #[test]
    fn what_may_not_be_read_is_said_to_be_so() {
        use std::os::unix::fs::PermissionsExt;
        let folder = folder();
        let page = folder.path().join("evidence/page.html");
        fs::set_permissions(&page, fs::Permissions::from_mode(0o000)).unwrap();
        let opened = Names::default().open(folder.path(), Path::new("evidence/page.html"));
        // A superuser can read this too.
        if File::open(&page).is_err() {
            assert_eq!(opened.unwrap_err(), NotOpened::Unreadable("permission denied"));
        }
    }
}
