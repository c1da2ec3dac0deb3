//! The stamp of a file: identity, size, time and digest, to tell whether another program changed it since.

use std::fs::Permissions;
use std::io::{self, ErrorKind, Read};
use std::time::SystemTime;

use onrecord::digest::Digest;

use crate::error::refused;
use crate::folder::{FileKind, For, Identity, Place, Seen};

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

impl FileStamp {
    /// Looks without reading. A link is refused, and so is all that is not a regular file.
    pub(crate) fn take(place: &Place) -> io::Result<Self> {
        match place.look() {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Self(None)),
            Err(error) => Err(error),
            Ok(seen) => Ok(Self(Some(Stamp::new(seen, None)?))),
        }
    }

    /// Reads what is there.
    pub(crate) fn read(place: &Place) -> io::Result<(Vec<u8>, Self)> {
        Stamp::new(place.look()?, None)?;
        let mut file = place.open(For::Reading, None)?;
        let before = Seen::of(&file)?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        let after = Seen::of(&file)?;
        if before.identity != after.identity || after.identity.2 != bytes.len() as u64 {
            return Err(changed());
        }
        let digest = Digest::of(&bytes);
        Ok((bytes, Self(Some(Stamp::new(after, Some(digest))?))))
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
    pub(crate) fn verify_unchanged(&self, place: &Place) -> io::Result<()> {
        let Self(now) = Self::take(place)?;
        let is_same = match (&self.0, &now) {
            (None, None) => true,
            (Some(found), Some(now)) if found.identity == now.identity => match found.digest {
                Some(digest) => Self::read(place)?.1.digest() == Some(digest),
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
    fn new(seen: Seen, digest: Option<Digest>) -> io::Result<Self> {
        let Seen { kind, identity, permissions, modified } = seen;
        match kind {
            FileKind::File => Ok(Self { identity, permissions, digest, modified }),
            FileKind::Link => Err(refused("is a link")),
            FileKind::Folder | FileKind::Other => Err(refused("not a regular file")),
        }
    }
}

fn changed() -> io::Error {
    refused("another program changed it in the meantime; check it and run again")
}
