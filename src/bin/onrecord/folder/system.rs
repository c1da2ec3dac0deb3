//! What a system can do from an opened folder: the names of files, and never their paths.

use std::ffi::OsStr;
use std::fs::{File, Permissions};
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::{Duration, SystemTime};

use rustix::fs::{AtFlags, FileType, Mode, OFlags};
use rustix::io::Errno;

use super::{FileKind, For, Seen};

const FOLDER: OFlags = OFlags::RDONLY.union(OFlags::DIRECTORY).union(OFlags::CLOEXEC);
const FILE: OFlags = OFlags::NOFOLLOW.union(OFlags::NONBLOCK).union(OFlags::NOCTTY).union(OFlags::CLOEXEC);

/// What a path is called and where it is: only the name counts here.
type Names<'a> = (&'a Path, &'a OsStr);

pub(super) struct Opened(OwnedFd);

impl Opened {
    pub(super) fn named(path: &Path) -> io::Result<Self> {
        let opened = match rustix::fs::open(path, FOLDER, Mode::empty()) {
            Err(Errno::ACCESS) => rustix::fs::open(path, unread(), Mode::empty()),
            opened => opened,
        };
        Ok(Self(opened?))
    }

    pub(super) fn below(&self, _: &Path, name: &OsStr) -> io::Result<Self> {
        let opened = match rustix::fs::openat(&self.0, name, FOLDER | OFlags::NOFOLLOW, Mode::empty()) {
            Err(Errno::ACCESS) => rustix::fs::openat(&self.0, name, unread() | OFlags::NOFOLLOW, Mode::empty()),
            opened => opened,
        };
        Ok(Self(opened?))
    }

    pub(super) fn look(&self, _: &Path, name: &OsStr) -> io::Result<Seen> {
        let data = rustix::fs::statat(&self.0, name, AtFlags::SYMLINK_NOFOLLOW)?;
        let kind = match FileType::from_raw_mode(data.st_mode) {
            FileType::RegularFile => FileKind::File,
            FileType::Directory => FileKind::Folder,
            FileType::Symlink => FileKind::Link,
            _ => FileKind::Other,
        };
        // These numbers have other widths on other systems.
        #[allow(
            clippy::cast_sign_loss,
            clippy::cast_possible_truncation,
            clippy::cast_lossless,
            clippy::unnecessary_cast
        )]
        let (identity, mode, seconds, nanoseconds) = (
            (data.st_dev as u64, data.st_ino as u64, data.st_size as u64),
            data.st_mode as u32,
            data.st_mtime as u64,
            data.st_mtime_nsec as u32,
        );
        let modified = SystemTime::UNIX_EPOCH.checked_add(Duration::new(seconds, nanoseconds));
        Ok(Seen { kind, identity, permissions: Permissions::from_mode(mode), modified })
    }

    pub(super) fn open(
        &self,
        _: &Path,
        name: &OsStr,
        what: For,
        permissions: Option<&Permissions>,
    ) -> io::Result<File> {
        let flags = match what {
            For::Reading => OFlags::RDONLY,
            For::Changing => OFlags::RDWR,
            For::Creating => OFlags::RDWR | OFlags::CREATE | OFlags::EXCL,
        };
        let mode = permissions.map_or(0o666, |permissions| permissions.mode() & 0o777);
        Ok(rustix::fs::openat(&self.0, name, FILE | flags, Mode::from_raw_mode(mode as _))?.into())
    }

    pub(super) fn make_folder(&self, _: &Path, name: &OsStr) -> io::Result<()> {
        Ok(rustix::fs::mkdirat(&self.0, name, Mode::from_raw_mode(0o777))?)
    }

    pub(super) fn move_over(&self, (_, from): Names<'_>, (_, to): Names<'_>) -> io::Result<()> {
        Ok(rustix::fs::renameat(&self.0, from, &self.0, to)?)
    }

    pub(super) fn move_to_new(&self, (_, from): Names<'_>, (_, to): Names<'_>) -> io::Result<()> {
        #[cfg(target_os = "linux")]
        match rustix::fs::renameat_with(&self.0, from, &self.0, to, rustix::fs::RenameFlags::NOREPLACE) {
            // Old kernels do not know it, and some file systems cannot do it.
            Err(Errno::NOSYS | Errno::INVAL | Errno::NOTSUP) => {}
            moved => return Ok(moved?),
        }
        rustix::fs::linkat(&self.0, from, &self.0, to, AtFlags::empty())?;
        Ok(rustix::fs::unlinkat(&self.0, from, AtFlags::empty())?)
    }

    pub(super) fn remove_file(&self, _: &Path, name: &OsStr) -> io::Result<()> {
        Ok(rustix::fs::unlinkat(&self.0, name, AtFlags::empty())?)
    }

    pub(super) fn remove_folder(&self, _: &Path, name: &OsStr) -> io::Result<()> {
        Ok(rustix::fs::unlinkat(&self.0, name, AtFlags::REMOVEDIR)?)
    }

    pub(super) fn sync(&self) -> io::Result<()> {
        match rustix::fs::fsync(&self.0) {
            // One may write into a folder and not read it; then this cannot be done.
            Err(Errno::BADF) => Ok(()),
            done => Ok(done?),
        }
    }
}

/// A folder that one may write into and not read.
fn unread() -> OFlags {
    #[cfg(target_os = "linux")]
    return FOLDER | OFlags::PATH;
    #[cfg(not(target_os = "linux"))]
    return FOLDER;
}
