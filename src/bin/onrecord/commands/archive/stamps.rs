//! Timestamps that are kept beside a copy: each is compared with the file first.

use std::fmt::Write;
use std::io::Read;
use std::path::{Path, PathBuf};

use onrecord::copies::{MAX_STAMP, Stamp, StampForm, stamp};
use onrecord::digest::Digest;
use onrecord::text::terminal;

use crate::error::{CommandError, shown};
use crate::folder::named_file::NamedFile;

/// A timestamp of the file that is archived.
pub(super) struct KeptStamp {
    stamp: Stamp,
    pub(super) bytes: Vec<u8>,
    /// The digest of the timestamp itself.
    pub(super) sha256: String,
}

impl KeptStamp {
    /// Reads a timestamp, which must be that of a file with a digest.
    pub(super) fn read(path: &Path, sha256: &str) -> Result<Self, CommandError> {
        let wrong = |why: &str| CommandError::Input(path.to_owned(), why.to_owned());
        let file = NamedFile::open(path).map_err(|error| CommandError::unread(path, &error))?.0;
        let mut bytes = Vec::new();
        let read = file.take(MAX_STAMP as u64 + 1).read_to_end(&mut bytes);
        read.map_err(|error| CommandError::unread(path, &error))?;
        let stamp = stamp(&bytes).map_err(|why| wrong(why.words()))?;
        if Digest::from(stamp.imprint).hex() != sha256 {
            return Err(wrong("is the timestamp of another file"));
        }
        Ok(Self { stamp, sha256: Digest::of(&bytes).hex(), bytes })
    }

    /// What it is called beside a copy.
    pub(super) fn name(&self, copy: &str) -> String {
        format!("{copy}.{}", self.stamp.form.extension())
    }

    /// What it states, and the command that verifies that.
    pub(super) fn words(&self, copy: &Path) -> String {
        let mut words = "stamped  ".to_owned();
        if let Some(time) = &self.stamp.time {
            let _ = write!(words, " {}", time.as_str());
        }
        if let Some(authority) = &self.stamp.authority {
            let _ = write!(words, " by {}", terminal::line(authority));
        }
        words += ", as the stamp states: it is for these bytes, whatever a page said\n";
        let beside = PathBuf::from(format!("{}.{}", copy.display(), self.stamp.form.extension()));
        let (copy, beside) = (shown(copy), shown(&beside));
        let _ = match self.stamp.form {
            StampForm::OpenTimestamps => writeln!(words, "verify    ots verify {beside}"),
            StampForm::Token => {
                writeln!(words, "verify    openssl ts -verify -CAfile CA.pem -data {copy} -token_in -in {beside}")
            }
            _ => writeln!(words, "verify    openssl ts -verify -CAfile CA.pem -data {copy} -in {beside}"),
        };
        words
    }
}
