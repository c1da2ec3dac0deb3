//! Manifests that are given on the command line.

use std::fs::{File, OpenOptions};
use std::io::{self, Read};
use std::path::Path;

use onrecord::runs::Manifest;
use onrecord::text::Text;

use crate::error::{CommandError, refused};

/// The largest manifest, in bytes: a million claims take 700 MB.
const MAX_FILE: u64 = 2 << 30;

/// Whether a path is meant for a manifest, and not for claim files: by its name.
pub(crate) fn is_one(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"))
}

/// Whether a file begins as a manifest does. Of what cannot be read nothing is known.
pub(crate) fn is_there(path: &Path) -> bool {
    let mut start = Vec::new();
    let read = |file: File| file.take(Manifest::START.len() as u64).read_to_end(&mut start);
    open(path).and_then(read).is_ok() && start == Manifest::START
}

/// Its text.
pub(crate) fn read(path: &Path) -> Result<Text, CommandError> {
    read_text(path, MAX_FILE).map_err(|error| CommandError::unread(path, &error))
}

fn read_text(path: &Path, most: u64) -> io::Result<Text> {
    let file = open(path)?;
    let data = file.metadata()?;
    if !data.is_file() {
        return Err(refused("not a regular file"));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(data.len().min(most)).unwrap_or(0));
    file.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        return Err(refused("larger than 2 GiB (limit manifest-size)"));
    }
    String::from_utf8(bytes).map(Text::new).map_err(|_| refused("not UTF-8"))
}

/// Without waiting for the other end of a pipe.
#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt;
    OpenOptions::new().read(true).custom_flags(OFlags::NONBLOCK.bits().cast_signed()).open(path)
}

#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<File> {
    File::open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_is_a_limit() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("m.json");
        std::fs::write(&path, "12345").unwrap();
        assert_eq!(read_text(&path, 5).unwrap(), Text::new("12345"));
        assert!(read_text(&path, 4).unwrap_err().to_string().contains("limit manifest-size"));
        std::fs::write(&path, b"\xFF").unwrap();
        assert!(read_text(&path, 5).unwrap_err().to_string().contains("UTF-8"));
    }
}
