//! The stamp of a file: identity, size, time and digest, to tell whether another program changed it since.

use std::fs::{File, Metadata, OpenOptions, Permissions};
use std::io::{self, ErrorKind, Read};
use std::path::Path;
use std::time::SystemTime;

use onrecord::digest::Digest;

use crate::error::refused;

/// What was found in the place of a file: nothing, or a file of its own.
pub(crate) struct FileStamp(Option<Stamp>);

struct Stamp {
    identity: Identity,
    permissions: Permissions,
    /// If its content was read.
    digest: Option<Digest>,
    /// If it was not: then this has to do.
    modified: Option<SystemTime>,
}

/// The device and the number of the file, where there are such, and its size.
type Identity = (u64, u64, u64);

impl FileStamp {
    /// Looks without reading. A link is refused, and so is all that is not a regular file.
    pub(crate) fn take(path: &Path) -> io::Result<Self> {
        match path.symlink_metadata() {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Self(None)),
            Err(error) => Err(error),
            Ok(data) => Ok(Self(Some(Stamp::new(&data, None)?))),
        }
    }

    /// Reads what is there.
    pub(crate) fn read(path: &Path) -> io::Result<(Vec<u8>, Self)> {
        Stamp::new(&path.symlink_metadata()?, None)?;
        let mut file = open(path)?;
        let before = file.metadata()?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        let after = file.metadata()?;
        if identity(&before) != identity(&after) || after.len() != bytes.len() as u64 {
            return Err(changed());
        }
        let digest = Digest::of(&bytes);
        Ok((bytes, Self(Some(Stamp::new(&after, Some(digest))?))))
    }

    /// Whether there was nothing.
    pub(crate) fn is_absent(&self) -> bool {
        self.0.is_none()
    }

    /// Those of the file that was there.
    pub(crate) fn permissions(&self) -> Option<&Permissions> {
        self.0.as_ref().map(|found| &found.permissions)
    }

    /// Refuses to go on if something else is there by now.
    pub(crate) fn verify_unchanged(&self, path: &Path) -> io::Result<()> {
        let Self(now) = Self::take(path)?;
        let is_same = match (&self.0, &now) {
            (None, None) => true,
            (Some(found), Some(now)) if found.identity == now.identity => match found.digest {
                Some(digest) => Self::read(path)?.1.digest() == Some(digest),
                None => found.modified == now.modified,
            },
            _ => false,
        };
        if is_same { Ok(()) } else { Err(changed()) }
    }

    fn digest(&self) -> Option<Digest> {
        self.0.as_ref().and_then(|found| found.digest)
    }
}

impl Stamp {
    fn new(data: &Metadata, digest: Option<Digest>) -> io::Result<Self> {
        if data.is_symlink() {
            return Err(refused("it is a link"));
        }
        if !data.is_file() {
            return Err(refused("it is not a regular file"));
        }
        let modified = data.modified().ok();
        Ok(Self { identity: identity(data), permissions: data.permissions(), digest, modified })
    }
}

fn changed() -> io::Error {
    refused("somebody else has changed it meanwhile; look at it and run again")
}

/// Opens no link, and does not wait for the other end of a pipe.
fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;
        options.custom_flags((OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed());
    }
    options.open(path)
}

#[cfg(unix)]
fn identity(data: &Metadata) -> Identity {
    use std::os::unix::fs::MetadataExt;
    (data.dev(), data.ino(), data.len())
}

#[cfg(not(unix))]
fn identity(data: &Metadata) -> Identity {
    (0, 0, data.len())
}
