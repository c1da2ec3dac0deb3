//! A file's bytes to its text.

use std::fs::{File, OpenOptions};
use std::io::{self, Read};
use std::path::Path;

use rayon::prelude::*;

use super::role::Role;
use super::stamp::Stamp;
use super::walk::{Found, io_words, unreadable};
use crate::diagnostic::faults::{LIMIT, SYNTAX};
use crate::diagnostic::{Diagnostic, Message};
use crate::text::{Block, FileId, LARGE_PAGE, Span, Text};

/// The largest claim file, in bytes.
pub(super) const MAX_FILE: u64 = 256 << 20;

/// How much is read into one block, in bytes, unless one file is larger. A block stays as long as any text in it, also
/// when the other files have changed since.
const BLOCK: u64 = 8 << 20;

/// A byte order mark.
const MARK: &[u8] = "\u{FEFF}".as_bytes();

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

/// A file that was found, with its number and what it is for.
pub(super) type Listed = (Found, FileId, Role);

/// Files in groups that are read together.
pub(super) fn together(files: Vec<Listed>) -> Vec<Vec<Listed>> {
    let mut groups: Vec<Vec<Listed>> = Vec::new();
    let mut size = 0;
    for file in files {
        size += file.0.size;
        if let Some(group) = groups.last_mut().filter(|_| size <= BLOCK) {
            group.push(file);
        } else {
            size = file.0.size;
            groups.push(vec![file]);
        }
    }
    groups
}

/// The text of each file, without a byte order mark at its start, and its stamp.
pub(super) fn texts(files: &[Listed]) -> Vec<Result<(Text, Stamp), Refused>> {
    let mut in_block = read_into_block(files).unwrap_or_default();
    in_block.resize_with(files.len(), || None);
    let or_alone = |(read, (found, id, _)): (Option<_>, &Listed)| read.map_or_else(|| read_alone(found, *id), Ok);
    in_block.into_par_iter().zip(files).map(or_alone).collect()
}

/// The texts of files of usual form that were not touched since they were found, in one block. Nothing if all of them
/// do not fill a page of it.
fn read_into_block(files: &[Listed]) -> Option<Vec<Option<(Text, Stamp)>>> {
    let length = |(found, ..): &Listed| usize::try_from(found.size).ok().filter(|_| found.size <= MAX_FILE);
    let lengths: Vec<_> = files.iter().map(|file| length(file).unwrap_or(0)).collect();
    if lengths.iter().sum::<usize>() < LARGE_PAGE {
        return None;
    }
    let mut block = Block::new(lengths)?;
    let fill = |((found, ..), part): (&Listed, &mut [u8])| fill(found, part).ok().flatten();
    let stamps: Vec<_> = files.par_iter().zip(block.parts()).map(fill).collect();
    Some(block.texts().into_iter().zip(stamps).map(|(text, stamp)| text.zip(stamp)).collect())
}

/// Reads a file of just this length from one descriptor. Nothing if anything about it is unusual.
fn fill(found: &Found, part: &mut [u8]) -> Result<Option<Stamp>, io::Error> {
    let mut file = open(&found.path, found.may_be_link)?;
    let before = file.metadata()?;
    // Some systems say of a file with text that it has none.
    if !before.is_file() || before.len() != part.len() as u64 || part.is_empty() {
        return Ok(None);
    }
    file.read_exact(part)?;
    let stamp = Stamp::new(&before);
    let is_usual = stamp == Stamp::new(&file.metadata()?) && other_encoding(part).is_none() && !part.starts_with(MARK);
    Ok(is_usual.then_some(stamp))
}

fn read_alone(found: &Found, file: FileId) -> Result<(Text, Stamp), Refused> {
    if found.size > MAX_FILE {
        return Err(too_large(found).into());
    }
    match read_bytes(found) {
        Ok(Some((bytes, stamp))) => Ok((decode(bytes, file)?.into(), stamp)),
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
    if let Some((encoding, help)) = other_encoding(&bytes) {
        let message = Message::new("the file is ").words(encoding).words(", not UTF-8");
        return Err(Diagnostic::new(&SYNTAX, Span { file, start: 0, end: 0 }, message).help(help).into());
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

/// UTF-16 and UTF-32, by their byte order marks or by the zero bytes that ASCII has in them, and what to do. Without a
/// mark, `iconv` takes the order of its own machine, so the order is in its option.
fn other_encoding(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    Some(match bytes {
        [0xFF, 0xFE, 0, 0, ..] | [_, 0, 0, 0, ..] => {
            ("UTF-32, little-endian", "save the file as UTF-8, or convert it with `iconv -f UTF-32LE -t UTF-8`")
        }
        [0, 0, 0xFE, 0xFF, ..] | [0, 0, 0, _, ..] => {
            ("UTF-32, big-endian", "save the file as UTF-8, or convert it with `iconv -f UTF-32BE -t UTF-8`")
        }
        [0xFF, 0xFE, ..] | [1..=0x7F, 0, 1..=0x7F, 0, ..] => {
            ("UTF-16, little-endian", "save the file as UTF-8, or convert it with `iconv -f UTF-16LE -t UTF-8`")
        }
        [0xFE, 0xFF, ..] | [0, 1..=0x7F, 0, 1..=0x7F, ..] => {
            ("UTF-16, big-endian", "save the file as UTF-8, or convert it with `iconv -f UTF-16BE -t UTF-8`")
        }
        _ => return None,
    })
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

#[cfg(test)]
mod tests {
    use super::*;

    fn found(folder: &Path, name: &str, text: &[u8]) -> Listed {
        let path = folder.join(name);
        std::fs::write(&path, text).unwrap();
        let data = path.metadata().unwrap();
        let stamp = Stamp::new(&data);
        let found = Found { shown: name.into(), may_be_link: false, size: data.len(), stamp, path };
        (found, FileId(0), Role::Claims)
    }

    /// What can be told of a reading.
    fn outcome(read: &Result<(Text, Stamp), Refused>) -> Result<(&str, Stamp), (String, &str)> {
        match read {
            Ok((text, stamp)) => Ok((text.untrusted(), *stamp)),
            Err(refused) => Err((format!("{:?}", refused.diagnostic), &refused.before)),
        }
    }

    #[test]
    fn a_block_gives_what_each_file_gives_alone() {
        let folder = tempfile::tempdir().unwrap();
        let long = "claims: # ä\n".repeat(LARGE_PAGE / 13);
        let mut files = vec![
            found(folder.path(), "long.yaml", long.as_bytes()),
            found(folder.path(), "empty.yaml", b""),
            found(folder.path(), "marked.yaml", "\u{FEFF}claims: []\n".as_bytes()),
            found(folder.path(), "broken.yaml", b"claims: \xFF\n"),
            found(folder.path(), "wide.yaml", b"\xFF\xFEc\0l\0"),
            found(folder.path(), "half.yaml", &"é".as_bytes()[..1]),
            found(folder.path(), "plain.yaml", b"claims: []\n"),
            found(folder.path(), "grown.yaml", b"claims:\n"),
            found(folder.path(), "shrunk.yaml", b"claims: []\n"),
            found(folder.path(), "gone.yaml", b"claims: []\n"),
            found(folder.path(), "huge.yaml", b""),
        ];
        std::fs::write(&files[7].0.path, "claims: []\nsources: []\n").unwrap();
        std::fs::write(&files[8].0.path, "claims").unwrap();
        std::fs::remove_file(&files[9].0.path).unwrap();
        File::options().write(true).open(&files[10].0.path).unwrap().set_len(MAX_FILE + 1).unwrap();
        files[10].0.size = MAX_FILE + 1;
        let in_block = read_into_block(&files).unwrap();
        let names = files.iter().zip(&in_block).filter(|(_, read)| read.is_some()).map(|(file, _)| &*file.0.shown);
        assert_eq!(names.collect::<Vec<_>>(), ["long.yaml", "plain.yaml"]);
        for (file, read) in files.iter().zip(texts(&files)) {
            assert_eq!(outcome(&read), outcome(&read_alone(&file.0, file.1)), "{}", file.0.shown);
        }
    }

    #[test]
    fn little_is_read_file_by_file() {
        let folder = tempfile::tempdir().unwrap();
        let files =
            |length| [found(folder.path(), "a.yaml", &vec![b'#'; length]), found(folder.path(), "b.yaml", b"#")];
        assert!(read_into_block(&files(LARGE_PAGE - 2)).is_none());
        assert!(read_into_block(&files(LARGE_PAGE - 1)).is_some());
    }

    #[test]
    fn a_group_ends_where_the_next_file_would_be_too_much() {
        let folder = tempfile::tempdir().unwrap();
        let listed = |size| {
            let mut file = found(folder.path(), "a.yaml", b"");
            file.0.size = size;
            file
        };
        let sizes = [BLOCK - 1, 1, 1, BLOCK + 1, 0, BLOCK, 0].map(listed);
        let groups: Vec<_> = together(sizes.into()).iter().map(Vec::len).collect();
        assert_eq!(groups, [2, 1, 1, 3]);
    }
}
