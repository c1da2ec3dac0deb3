//! A file that the user has named: it may be a link, and must be a regular file.

use std::fs::{File, OpenOptions};
use std::io::{self, Read};
use std::path::Path;

use crate::error::refused;

/// An open file.
pub(crate) struct NamedFile(pub(crate) File);

impl NamedFile {
    /// Opens a file, without waiting for the other end of a pipe.
    pub(crate) fn open(path: &Path) -> io::Result<Self> {
        let mut options = OpenOptions::new();
        options.read(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt;
            options.custom_flags(rustix::fs::OFlags::NONBLOCK.bits().cast_signed());
        }
        let file = options.open(path)?;
        if file.metadata()?.is_file() { Ok(Self(file)) } else { Err(refused("not a regular file")) }
    }

    /// What is in it, up to so many bytes.
    pub(crate) fn read(&mut self, most: usize) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        (&mut self.0).take(most as u64).read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}
