//! Folders on systems where files are opened by their path: a link is looked for, and nothing keeps one from coming.

use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions, Permissions};
use std::io;
use std::path::Path;

use super::{For, Seen};

/// What a path is called and where it is: only where it is counts here.
type Names<'a> = (&'a Path, &'a OsStr);

pub(super) struct Opened;

#[expect(clippy::unused_self, reason = "as elsewhere")]
impl Opened {
    pub(super) fn named(path: &Path) -> io::Result<Self> {
        fs::metadata(path)
            .and_then(|data| if data.is_dir() { Ok(Self) } else { Err(io::ErrorKind::NotADirectory.into()) })
    }

    pub(super) fn below(&self, path: &Path, _: &OsStr) -> io::Result<Self> {
        Self::named(path)
    }

    pub(super) fn look(&self, path: &Path, _: &OsStr) -> io::Result<Seen> {
        Ok(Seen::new(&path.symlink_metadata()?))
    }

    pub(super) fn open(&self, path: &Path, _: &OsStr, what: For, _: Option<&Permissions>) -> io::Result<File> {
        let mut options = OpenOptions::new();
        options.read(true).write(what != For::Reading).create_new(what == For::Creating).open(path)
    }

    pub(super) fn make_folder(&self, path: &Path, _: &OsStr) -> io::Result<()> {
        fs::create_dir(path)
    }

    pub(super) fn move_over(&self, (from, _): Names<'_>, (to, _): Names<'_>) -> io::Result<()> {
        fs::rename(from, to)
    }

    pub(super) fn move_to_new(&self, (from, _): Names<'_>, (to, _): Names<'_>) -> io::Result<()> {
        fs::hard_link(from, to)?;
        fs::remove_file(from)
    }

    pub(super) fn remove_file(&self, path: &Path, _: &OsStr) -> io::Result<()> {
        fs::remove_file(path)
    }

    pub(super) fn remove_folder(&self, path: &Path, _: &OsStr) -> io::Result<()> {
        fs::remove_dir(path)
    }

    /// Here a folder cannot be opened, and need not be.
    pub(super) fn sync(&self) -> io::Result<()> {
        Ok(())
    }
}
