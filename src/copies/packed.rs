//! Copies that are packed, unpacked within limits: gzip, and zip entry by entry. Nothing is written, and no name of an
//! entry is ever a path.

use std::borrow::Cow;
use std::io::{self, Cursor, Read};

use flate2::read::MultiGzDecoder;
use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use super::cannot_read::CannotRead;
use super::copy::MAX_BYTES;
use crate::digest::{Digest, Hashed};

/// How many times its packed size a part may have, once it has more than [`ANY_RATIO`] bytes. Text packs to a tenth,
/// and a table of equal rows to a hundredth.
const MAX_RATIO: usize = 200;
/// So much may be unpacked of anything.
const ANY_RATIO: usize = 1 << 20;
/// So much may be unpacked of a web archive, piece by piece.
const MAX_ARCHIVE: usize = 1 << 30;
/// How many entries an archive may have.
const MAX_ENTRIES: usize = 10_000;

/// How a gzip stream begins.
const GZIP: &[u8] = b"\x1F\x8B";
/// How a zip archive begins, with entries and without.
const ZIP: [&[u8]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];
/// What every entry of a zip archive has in its list.
const LISTED: &[u8] = b"PK\x01\x02";

/// Whether bytes are one stream of gzip, or several in a row.
pub(super) fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(GZIP)
}

/// Whether bytes are a zip archive.
pub(super) fn is_zip(bytes: &[u8]) -> bool {
    ZIP.iter().any(|start| bytes.starts_with(start))
}

/// The bytes of a copy without the gzip around them, if there is one. What is packed twice is refused.
///
/// # Errors
/// If what is unpacked is too much, or not all that was packed.
pub(super) fn unwrapped(bytes: &[u8]) -> Result<Cow<'_, [u8]>, CannotRead> {
    if !is_gzip(bytes) {
        return Ok(Cow::Borrowed(bytes));
    }
    let unpacked = Allowance::default().gunzip(bytes)?;
    if is_gzip(&unpacked) { Err(CannotRead::PackedTwice) } else { Ok(Cow::Owned(unpacked)) }
}

/// What is inside all the gzip around bytes, if there is any and it is not too much.
pub(super) fn inside(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut allowance = Allowance::default();
    let mut inside: Option<Vec<u8>> = None;
    while is_gzip(inside.as_deref().unwrap_or(bytes)) {
        inside = Some(allowance.gunzip(inside.as_deref().unwrap_or(bytes)).ok()?);
    }
    inside
}

/// The first bytes of what a gzip stream holds, as far as they can be unpacked.
pub(super) fn beginning(bytes: &[u8], length: usize) -> Vec<u8> {
    let mut start = Vec::new();
    // What goes wrong here goes wrong again where all of it is read.
    let _ = MultiGzDecoder::new(bytes).take(length as u64).read_to_end(&mut start);
    start
}

/// How much may still be unpacked for one copy.
#[derive(Debug)]
pub(super) struct Allowance {
    left: usize,
    /// What is wrong with more.
    over: CannotRead,
}

impl Default for Allowance {
    fn default() -> Self {
        Self { left: MAX_BYTES, over: CannotRead::TooLargeUnpacked }
    }
}

impl Allowance {
    /// How much may be unpacked of a web archive, of which only pieces are kept.
    pub(super) fn of_archive() -> Self {
        Self { left: MAX_ARCHIVE, over: CannotRead::ArchiveTooLarge }
    }

    /// A reader that fails once it has unpacked too much: for all of the copy, or for a number of bytes.
    pub(super) fn limited<R>(&mut self, reader: R, packed: usize) -> Limited<'_, R> {
        Limited { reader, left: most(packed), allowance: self }
    }

    /// What all members of a gzip stream hold together, each with its length and its checksum as written.
    ///
    /// # Errors
    /// If it is too much, cut short, or followed by something else.
    pub(super) fn gunzip(&mut self, bytes: &[u8]) -> Result<Vec<u8>, CannotRead> {
        self.unpack(MultiGzDecoder::new(bytes), bytes.len())
    }

    /// All that a reader unpacks of a number of bytes.
    ///
    /// # Errors
    /// If it is too much, for all of the copy or for what it is made of, or if the reader fails.
    pub(super) fn unpack(&mut self, reader: impl Read, packed: usize) -> Result<Vec<u8>, CannotRead> {
        let mut unpacked = Vec::new();
        let limit = most(packed).min(self.left);
        reader.take(limit as u64 + 1).read_to_end(&mut unpacked).map_err(|_| CannotRead::Damaged)?;
        if unpacked.len() > limit {
            return Err(if limit < self.left { CannotRead::Bomb } else { self.over });
        }
        self.left -= unpacked.len();
        Ok(unpacked)
    }
}

/// How much a number of bytes may unpack to.
fn most(packed: usize) -> usize {
    packed.saturating_mul(MAX_RATIO).max(ANY_RATIO)
}

/// A reader of something packed, within an [`Allowance`].
#[derive(Debug)]
pub(super) struct Limited<'a, R> {
    reader: R,
    left: usize,
    allowance: &'a mut Allowance,
}

impl<R: Read> Read for Limited<'_, R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let length = self.reader.read(out)?;
        self.left = self.left.checked_sub(length).ok_or_else(|| io::Error::other(CannotRead::Bomb))?;
        let left = self.allowance.left.checked_sub(length);
        self.allowance.left = left.ok_or_else(|| io::Error::other(self.allowance.over))?;
        Ok(length)
    }
}

/// Why a reader of something packed failed.
pub(super) fn why(error: &io::Error) -> CannotRead {
    let known = error.get_ref().and_then(|inner| inner.downcast_ref());
    known.copied().unwrap_or(CannotRead::Damaged)
}

/// A zip archive, of which entries are unpacked by name, all within one [`Allowance`].
#[derive(Debug)]
pub(super) struct Zip<'b> {
    archive: Archive<'b>,
    allowance: Allowance,
}

impl<'b> Zip<'b> {
    /// Reads the list of entries.
    ///
    /// # Errors
    /// If it cannot be read, has too many entries, or two with one name: readers differ in which of them counts.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, CannotRead> {
        if memchr::memmem::find_iter(bytes, LISTED).nth(MAX_ENTRIES).is_some() {
            return Err(CannotRead::Bomb);
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| CannotRead::Damaged)?;
        if archive.has_duplicate_names() {
            return Err(CannotRead::Damaged);
        }
        Ok(Self { archive, allowance: Allowance::default() })
    }

    /// Whether there is an entry with this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// The names of all entries, in order, without those that are no text.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.archive.file_names_raw().filter_map(|name| std::str::from_utf8(name).ok())
    }

    /// What the entry with a name holds, if there is one.
    ///
    /// # Errors
    /// If it is too much, damaged, or locked.
    pub(super) fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>, CannotRead> {
        let Some(entry) = entry(&mut self.archive, name)? else { return Ok(None) };
        let packed = size(entry.compressed_size());
        self.allowance.unpack(entry, packed).map(Some)
    }

    /// A reader of the entry with a name, if there is one, and how many bytes it says that it has.
    ///
    /// # Errors
    /// If it is damaged or locked.
    pub(super) fn entry<'z>(
        &'z mut self,
        name: &str,
        allowance: &'z mut Allowance,
    ) -> Result<Option<(impl Read + 'z, usize)>, CannotRead> {
        let Some(entry) = entry(&mut self.archive, name)? else { return Ok(None) };
        let (packed, unpacked) = (size(entry.compressed_size()), size(entry.size()));
        Ok(Some((allowance.limited(entry, packed), unpacked)))
    }

    /// The digest of what the entry with a name holds, if there is one. Nothing of it is kept.
    ///
    /// # Errors
    /// If it is too much, damaged, or locked.
    pub(super) fn digest(&mut self, name: &str, allowance: &mut Allowance) -> Result<Option<Digest>, CannotRead> {
        let Some((mut entry, _)) = self.entry(name, allowance)? else { return Ok(None) };
        let mut nowhere = io::sink();
        let mut hashed = Hashed::new(&mut nowhere);
        io::copy(&mut entry, &mut hashed).map_err(|error| why(&error))?;
        Ok(Some(hashed.finish()))
    }
}

type Archive<'b> = ZipArchive<Cursor<&'b [u8]>>;

fn entry<'z, 'b>(
    archive: &'z mut Archive<'b>,
    name: &str,
) -> Result<Option<ZipFile<'z, Cursor<&'b [u8]>>>, CannotRead> {
    let Some(at) = archive.index_for_name(name) else { return Ok(None) };
    archive.by_index(at).map(Some).map_err(|error| match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => CannotRead::Locked,
        _ => CannotRead::Damaged,
    })
}

fn size(bytes: u64) -> usize {
    usize::try_from(bytes).unwrap_or(usize::MAX)
}

/// All entries of a zip archive with their names, unpacked within limits.
///
/// # Errors
/// If they are too much, damaged, or locked.
#[cfg(feature = "import")]
pub(crate) fn parts_of_zip(bytes: &[u8]) -> Result<Vec<(String, Vec<u8>)>, CannotRead> {
    let mut zip = Zip::open(bytes)?;
    let names: Vec<_> = zip.names().map(str::to_owned).collect();
    let mut part = |name: String| Ok(zip.read(&name)?.map(|part| (name, part)));
    names.into_iter().filter_map(|name| part(name).transpose()).collect()
}

#[cfg(test)]
pub(super) mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;
    use proptest::prelude::*;
    use zip::write::SimpleFileOptions;
    use zip::{CompressionMethod, ZipWriter};

    use super::*;

    pub(in crate::copies) fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    /// A zip archive of entries, each with its name.
    pub(in crate::copies) fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in entries {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    /// Zeros in gzip that are not packed, so that only their number counts.
    fn stored(length: usize) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::none());
        encoder.write_all(&vec![0; length]).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn members_in_a_row_are_one_text() {
        let both = [gzip(b"one "), gzip(b""), gzip(b"two")].concat();
        assert_eq!(unwrapped(&both).unwrap(), &b"one two"[..]);
        assert_eq!(unwrapped(b"plain").unwrap(), &b"plain"[..]);
        assert_eq!(beginning(&both, 5), b"one t");
    }

    #[test]
    fn what_is_cut_short_or_changed_is_an_error_at_every_byte() {
        let whole = [gzip(b"The bridge closes in May."), gzip(b"It opens in June.")].concat();
        let first = gzip(b"The bridge closes in May.").len();
        for length in (2..whole.len()).filter(|&length| length != first) {
            assert_eq!(unwrapped(&whole[..length]), Err(CannotRead::Damaged), "{length}");
        }
        let is_header = |at: usize| [at, at.wrapping_sub(first)].iter().any(|&at| (3..10).contains(&at));
        for at in (2..whole.len()).filter(|&at| !is_header(at)) {
            let mut changed = whole.clone();
            changed[at] ^= 0x10;
            // Some bits after the end of the text mean nothing.
            let is_same = unwrapped(&changed).is_ok_and(|text| text == unwrapped(&whole).unwrap());
            assert!(unwrapped(&changed).is_err() || is_same, "{at}");
        }
        assert_eq!(unwrapped(&[&whole[..], b"more"].concat()), Err(CannotRead::Damaged));
    }

    #[test]
    fn limits_hold_at_n_and_not_at_n_and_one() {
        let length = |bytes: &[u8]| unwrapped(bytes).map(|unpacked| unpacked.len());
        assert_eq!(length(&stored(MAX_BYTES)), Ok(MAX_BYTES));
        assert_eq!(length(&stored(MAX_BYTES + 1)), Err(CannotRead::TooLargeUnpacked));
        assert_eq!(length(&gzip(&vec![0; ANY_RATIO])), Ok(ANY_RATIO));
        assert_eq!(length(&gzip(&vec![0; ANY_RATIO + 1])), Err(CannotRead::Bomb));
        let mut allowance = Allowance::default();
        let packed = ANY_RATIO / MAX_RATIO + 1;
        assert!(allowance.unpack(&vec![0; packed * MAX_RATIO][..], packed).is_ok());
        assert_eq!(allowance.unpack(&vec![0; packed * MAX_RATIO + 1][..], packed), Err(CannotRead::Bomb));
    }

    #[test]
    fn gzip_in_gzip_is_refused() {
        assert_eq!(unwrapped(&gzip(&gzip(b"text"))), Err(CannotRead::PackedTwice));
    }

    #[test]
    fn entries_are_found_by_name() {
        let bytes = zip(&[("../a", b"one"), ("b/c", b"two")]);
        let mut zip = Zip::open(&bytes).unwrap();
        assert_eq!(zip.names().collect::<Vec<_>>(), ["../a", "b/c"]);
        assert!(zip.has("../a") && !zip.has("a"));
        assert_eq!(zip.read("../a").unwrap().as_deref(), Some(&b"one"[..]));
        assert_eq!(zip.read("b/c").unwrap().as_deref(), Some(&b"two"[..]));
        assert_eq!(zip.read("c").unwrap(), None);
    }

    #[test]
    fn entries_share_what_may_be_unpacked() {
        let half = vec![0; MAX_BYTES / 2];
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in [("a", &half[..]), ("b", &half), ("c", b"x")] {
            let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
            writer.start_file(name, stored).unwrap();
            writer.write_all(bytes).unwrap();
        }
        let bytes = writer.finish().unwrap().into_inner();
        let mut zip = Zip::open(&bytes).unwrap();
        assert!(zip.read("a").unwrap().unwrap() == half && zip.read("b").unwrap().unwrap() == half);
        assert_eq!(zip.read("c"), Err(CannotRead::TooLargeUnpacked));
    }

    #[test]
    fn damaged_archives_are_errors() {
        let whole = zip(&[("a", b"The bridge closes in May.")]);
        for length in 0..whole.len() {
            assert_eq!(Zip::open(&whole[..length]).err(), Some(CannotRead::Damaged), "{length}");
        }
        // The digest of the content, in both places where it is.
        let mut changed = whole.clone();
        for start in [14, memchr::memmem::find(&whole, LISTED).unwrap() + 16] {
            changed[start] ^= 1;
        }
        assert_eq!(Zip::open(&changed).unwrap().read("a"), Err(CannotRead::Damaged));
        let twice = String::from_utf8_lossy(&zip(&[("a", b"1"), ("b", b"2")])).into_owned().into_bytes();
        assert!(Zip::open(&twice).is_err(), "what is no text any more");
        let mut twice = zip(&[("a1", b"1"), ("b1", b"2")]);
        for at in memchr::memmem::find_iter(&twice.clone(), b"b1") {
            twice[at] = b'a';
        }
        assert_eq!(Zip::open(&twice).err(), Some(CannotRead::Damaged), "two entries of one name");
    }

    #[test]
    fn entries_are_counted_before_they_are_read() {
        let many = |count: usize| {
            let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
            for at in 0..count {
                writer.start_file(at.to_string(), SimpleFileOptions::default()).unwrap();
            }
            writer.finish().unwrap().into_inner()
        };
        assert!(Zip::open(&many(MAX_ENTRIES)).is_ok());
        assert_eq!(Zip::open(&many(MAX_ENTRIES + 1)).err(), Some(CannotRead::Bomb));
    }

    #[test]
    fn an_entry_with_a_password_is_locked() {
        let mut bytes = zip(&[("a", b"text")]);
        let listed = memchr::memmem::find(&bytes, LISTED).unwrap();
        bytes[6] |= 1;
        bytes[listed + 8] |= 1;
        assert_eq!(Zip::open(&bytes).unwrap().read("a"), Err(CannotRead::Locked));
    }

    proptest! {
        #[test]
        fn nothing_that_is_changed_panics(
            changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
            is_zip in any::<bool>(),
        ) {
            let mut bytes = if is_zip { zip(&[("a", b"one"), ("b", &[0; 300])]) } else { gzip(b"one two three") };
            for (at, byte) in changes {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            let _ = unwrapped(&bytes);
            if let Ok(mut zip) = Zip::open(&bytes) {
                let names: Vec<_> = zip.names().map(str::to_owned).collect();
                for name in names {
                    let _ = zip.read(&name);
                }
            }
        }
    }
}
