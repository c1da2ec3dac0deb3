//! The bytes of an archived copy: their digest and, if they are to be searched, the bytes themselves.

use std::fs::File;
use std::io::{self, ErrorKind, Read};

use crate::digest::Hasher;
use crate::load::io_words;

/// How large an archived copy may be to be read. Digests are taken of copies of any size.
pub const MAX_BYTES: usize = 16 << 20;
/// How large it may be if it is a web archive, of which a page may have [`MAX_BYTES`].
pub const MAX_ARCHIVE_BYTES: usize = 256 << 20;

/// Why a file that was written to meanwhile is not taken.
pub(crate) const CHANGED: &str = "the file changed while it was read; run again";

/// How a Git LFS pointer begins.
const POINTER: &[u8] = b"version https://git-lfs.github.com/spec/";
/// How many bytes such a pointer has at most.
const MAX_POINTER: u64 = 1024;

/// How files begin that may be web archives: WARC files, gzip, zip archives.
const ARCHIVES: [&[u8]; 3] = [b"WARC/", b"\x1F\x8B", b"PK"];

/// How much is read at once.
const PIECE: usize = 1 << 16;

/// What is known of a copy once it was read.
#[derive(Debug)]
pub(crate) struct Copy {
    /// The SHA-256 of its bytes.
    pub(crate) sha256: [u8; 32],
    /// It is a Git LFS pointer, which is in the place of the copy until somebody fetches that.
    pub(crate) is_pointer: bool,
    /// The bytes, if requested and not too many.
    pub(crate) bytes: Option<Vec<u8>>,
}

/// How large a file may be to be read, by how it begins.
fn most(start: &[u8]) -> usize {
    if ARCHIVES.iter().any(|magic| start.starts_with(magic)) { MAX_ARCHIVE_BYTES } else { MAX_BYTES }
}

/// As much of a file as is read of one: one byte more shows that it has too many.
///
/// # Errors
/// If it cannot be read.
pub fn bytes_to_read(mut file: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    (&mut file).take(PIECE as u64).read_to_end(&mut bytes)?;
    let rest = (most(&bytes) + 1).saturating_sub(bytes.len());
    file.take(rest as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Reads a file once, from one descriptor. Takes memory for at most [`MAX_BYTES`] or, if it may be a web archive,
/// [`MAX_ARCHIVE_BYTES`], however large the file is.
///
/// # Errors
/// Our words for why it cannot be read, one of which is that it was written to meanwhile.
pub(crate) fn read(file: &mut File, keep: bool) -> Result<Copy, &'static str> {
    let words = |error: io::Error| io_words(&error);
    let before = file.metadata().map_err(words)?;
    let (mut hash, mut read) = (Hasher::new(), 0_u64);
    let mut bytes = keep.then(Vec::new);
    let mut piece = vec![0; PIECE];
    let mut is_pointer = false;
    // A file that grows while it is read is not followed.
    while read <= before.len() {
        let length = match file.read(&mut piece) {
            Ok(0) => break,
            Ok(length) => length,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(words(error)),
        };
        is_pointer |= read == 0 && before.len() < MAX_POINTER && piece[..length].starts_with(POINTER);
        if read == 0 && before.len() > most(&piece[..length]) as u64 {
            bytes = None;
        }
        read += length as u64;
        hash.update(&piece[..length]);
        if let Some(bytes) = &mut bytes {
            bytes.extend_from_slice(&piece[..length]);
        }
    }
    let after = file.metadata().map_err(words)?;
    let is_same =
        read == before.len() && before.len() == after.len() && before.modified().ok() == after.modified().ok();
    if is_same { Ok(Copy { sha256: *hash.finish().bytes(), is_pointer, bytes }) } else { Err(CHANGED) }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn hex(bytes: [u8; 32]) -> String {
        crate::digest::Digest::from(bytes).hex()
    }

    /// A file of our own, opened to be read.
    fn file(write: impl FnOnce(&mut File)) -> (tempfile::NamedTempFile, File) {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        write(file.as_file_mut());
        let reading = file.reopen().unwrap();
        (file, reading)
    }

    #[test]
    fn the_digest_is_that_of_the_exact_bytes() {
        // From the examples of FIPS 180-2, and of nothing.
        for (text, expected) in [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        ] {
            let (_kept, mut file) = file(|file| file.write_all(text.as_bytes()).unwrap());
            let copy = read(&mut file, true).unwrap();
            assert_eq!((hex(copy.sha256).as_str(), copy.bytes.as_deref()), (expected, Some(text.as_bytes())));
        }
    }

    #[test]
    fn line_ends_are_not_mended() {
        let of = |text: &str| read(&mut file(|file| file.write_all(text.as_bytes()).unwrap()).1, false).unwrap().sha256;
        assert_ne!(of("a\n"), of("a\r\n"));
    }

    #[test]
    fn bytes_are_kept_up_to_the_limit() {
        for (start, length, keep, is_kept) in [
            ("", MAX_BYTES, true, true),
            ("", MAX_BYTES + 1, true, false),
            ("", MAX_BYTES, false, false),
            ("WARC/1.0", MAX_ARCHIVE_BYTES, true, true),
            ("WARC/1.0", MAX_ARCHIVE_BYTES + 1, true, false),
        ] {
            // Sparse: it takes no room.
            let (_kept, mut file) = file(|file| {
                file.write_all(start.as_bytes()).unwrap();
                file.set_len(length as u64).unwrap();
            });
            let reopened = file.try_clone().unwrap();
            let copy = read(&mut file, keep).unwrap();
            assert_eq!(copy.bytes.map(|bytes| bytes.len()), is_kept.then_some(length));
            if keep {
                io::Seek::rewind(&mut &reopened).unwrap();
                assert_eq!(bytes_to_read(reopened).unwrap().len(), length, "one more than the limit at most");
            }
        }
    }

    #[test]
    fn what_is_written_to_meanwhile_is_not_taken() {
        let (kept, mut reading) = file(|file| file.write_all(b"abc").unwrap());
        // The first piece was read when it grows: what was read before is not all of it.
        reading.read_exact(&mut [0]).unwrap();
        assert_eq!(read(&mut reading, false).unwrap_err(), "the file changed while it was read; run again");
        drop(kept);
    }
}
