//! A file's bytes to its text.

use std::fs::{File, OpenOptions};
use std::io::{self, Read};
use std::path::Path;

use super::stamp::Stamp;
use super::walk::{Found, io_words, unreadable};
use crate::diagnostic::faults::{LIMIT, SYNTAX};
use crate::diagnostic::{Diagnostic, Message};
use crate::text::{FileId, Span};

/// The largest claim file, in bytes.
pub(super) const MAX_FILE: u64 = 256 << 20;

/// A file that has no text for us.
pub(super) struct Refused {
    pub(super) diagnostic: Box<Diagnostic>,
    /// What could be read of it, so that the diagnostic has a line and a column.
    pub(super) before: String,
}

impl From<Diagnostic> for Refused {
    fn from(diagnostic: Diagnostic) -> Self {
        Self { diagnostic: Box::new(diagnostic), before: String::new() }
    }
}

/// The text of a file, without a byte order mark at its start, and its stamp.
pub(super) fn read(found: &Found, file: FileId) -> Result<(String, Stamp), Refused> {
    if found.size > MAX_FILE {
        return Err(too_large(found).into());
    }
    match read_bytes(found) {
        Ok(Some((bytes, stamp))) => Ok((decode(bytes, file)?, stamp)),
        Ok(None) => Err(too_large(found).into()),
        Err(Failure::Io(error)) => Err(unreadable(&found.path, io_words(&error)).into()),
        Err(Failure::Words(why)) => Err(unreadable(&found.path, why).into()),
    }
}

enum Failure {
    Io(io::Error),
    Words(&'static str),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Reads from one descriptor, looks at it before and after, and never past the limit. `None` if there is more.
fn read_bytes(found: &Found) -> Result<Option<(Vec<u8>, Stamp)>, Failure> {
    let mut file = open(&found.path, found.may_be_link)?;
    let before = file.metadata()?;
    if !before.is_file() {
        return Err(Failure::Words("not a regular file"));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(before.len().min(MAX_FILE)).unwrap_or(0));
    (&mut file).take(MAX_FILE + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_FILE {
        return Ok(None);
    }
    let after = file.metadata()?;
    let stamp = Stamp::new(&before);
    if bytes.len() as u64 != after.len() || stamp != Stamp::new(&after) {
        return Err(Failure::Words("the file changed while it was read; run again"));
    }
    Ok(Some((bytes, stamp)))
}

/// Opens without waiting for the other end of a pipe and, unless the path was given by hand, without following a link.
#[cfg(unix)]
fn open(path: &Path, may_be_link: bool) -> io::Result<File> {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt;
    let mut flags = OFlags::NONBLOCK;
    if !may_be_link {
        flags |= OFlags::NOFOLLOW;
    }
    OpenOptions::new().read(true).custom_flags(flags.bits().cast_signed()).open(path)
}

#[cfg(not(unix))]
fn open(path: &Path, _: bool) -> io::Result<File> {
    OpenOptions::new().read(true).open(path)
}

fn too_large(found: &Found) -> Diagnostic {
    let message = "the file is larger than 256 MiB (limit file-size)";
    Diagnostic::of_path(&LIMIT, &*found.path, message).help("split it into several files")
}

fn decode(bytes: Vec<u8>, file: FileId) -> Result<String, Refused> {
    if let Some(encoding) = other_encoding(&bytes) {
        let message = Message::new("the file is ").words(encoding).words(", not UTF-8");
        return Err(Diagnostic::new(&SYNTAX, Span { file, start: 0, end: 0 }, message)
            .help(if encoding.starts_with("UTF-32") {
                "save the file as UTF-8, or convert it with `iconv -f UTF-32 -t UTF-8`"
            } else {
                "save the file as UTF-8, or convert it with `iconv -f UTF-16 -t UTF-8`"
            })
            .into());
    }
    match String::from_utf8(bytes) {
        Ok(mut text) => {
            if text.starts_with('\u{FEFF}') {
                text.drain(..'\u{FEFF}'.len_utf8());
            }
            Ok(text)
        }
        Err(error) => Err(not_utf8(error.utf8_error().valid_up_to(), error.into_bytes(), file)),
    }
}

/// UTF-16 and UTF-32, by their byte order marks or by the zero bytes that ASCII has in them.
fn other_encoding(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xFF, 0xFE, 0, 0, ..] | [_, 0, 0, 0, ..] => Some("UTF-32, little-endian"),
        [0, 0, 0xFE, 0xFF, ..] | [0, 0, 0, _, ..] => Some("UTF-32, big-endian"),
        [0xFF, 0xFE, ..] | [1..=0x7F, 0, 1..=0x7F, 0, ..] => Some("UTF-16, little-endian"),
        [0xFE, 0xFF, ..] | [0, 1..=0x7F, 0, 1..=0x7F, ..] => Some("UTF-16, big-endian"),
        _ => None,
    }
}

fn not_utf8(at: usize, mut bytes: Vec<u8>, file: FileId) -> Refused {
    let byte = format!("0x{:02X}", bytes.get(at).copied().unwrap_or_default());
    bytes.truncate(at);
    let mut before = String::from_utf8(bytes).unwrap_or_default();
    if before.starts_with('\u{FEFF}') {
        before.remove(0);
    }
    let start = u32::try_from(before.len()).unwrap_or(u32::MAX);
    let message = Message::new("the file is not UTF-8: byte ").value(&byte).words(" at offset ").number(at);
    Refused {
        diagnostic: Box::new(
            Diagnostic::new(&SYNTAX, Span { file, start, end: start }, message).help("save the file as UTF-8"),
        ),
        before,
    }
}
