//! The file that is archived: its digest, name, title and bytes.

use std::fs::File;
use std::io::{self, BufReader, Seek, Write};
use std::path::{Path, PathBuf};

use super::stamps::KeptStamp;

use onrecord::copies::{self, About, Kind, about_page, bytes_to_read, pages};
use onrecord::digest::{Digest, Hashed};
use onrecord::model::{Capture, is_of_desk};
use onrecord::records::{ArchivedCopy, CopiedText};
use onrecord::text::Text;

use crate::error::{CommandError, refused};
use crate::folder::named_file::NamedFile;
use crate::folder::{self, For, Place};
use crate::text_program::{self, MadeText};

/// The longest extension that a copy gets.
const MAX_EXTENSION: usize = 16;

/// The file that is to be archived.
pub(super) struct Original {
    file: File,
    /// The SHA-256 of its bytes, in hexadecimal digits.
    pub(super) sha256: String,
    extension: Option<String>,
    /// Which page of a web archive is meant.
    capture: Option<Capture>,
    /// The text that was made of it.
    text: Option<KeptText>,
    /// Its timestamps.
    stamps: Vec<KeptStamp>,
}

/// A text that was made of a file, and its digest.
pub(super) struct KeptText {
    made: MadeText,
    pub(super) sha256: String,
}

impl KeptText {
    /// What it is called.
    pub(super) fn name(&self) -> String {
        format!("{}.txt", self.sha256)
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.made.bytes
    }
}

impl Original {
    /// Opens a file and reads it for its digest. The user has named it, so it may be a link.
    pub(super) fn open(path: &Path, capture: Option<Capture>) -> io::Result<Self> {
        let mut file = NamedFile::open(path)?.0;
        let sha256 = digest(&mut file, &mut io::sink())?;
        Ok(Self { file, sha256, extension: extension(path), capture, text: None, stamps: Vec::new() })
    }

    /// Has a program make text of it, which is kept beside the copy.
    pub(super) fn make_text(&mut self, program: &str) -> Result<(), CommandError> {
        let made = text_program::text_of(&self.file, program)?;
        let sha256 = Digest::of(&made.bytes).hex();
        self.text = Some(KeptText { made, sha256 });
        Ok(())
    }

    /// Takes timestamps of it, which are kept beside the copy.
    pub(super) fn take_stamps(&mut self, paths: &[PathBuf]) -> Result<(), CommandError> {
        self.stamps = paths.iter().map(|path| KeptStamp::read(path, &self.sha256)).collect::<Result<_, _>>()?;
        Ok(())
    }

    /// Whether there is anything to keep beside its copy.
    pub(super) fn has_more(&self) -> bool {
        self.text.is_some() || !self.stamps.is_empty()
    }

    pub(super) fn stamps(&self) -> &[KeptStamp] {
        &self.stamps
    }

    /// The text that was made of it.
    pub(super) fn text(&self) -> Option<&KeptText> {
        self.text.as_ref()
    }

    /// What a record says of its copy, which is in a folder below the record, or beside it.
    pub(super) fn archived(&self, folder: &Path) -> ArchivedCopy {
        let folder: String = folder.iter().flat_map(|part| [part.to_string_lossy(), "/".into()]).collect();
        let text = self.text.as_ref().map(|text| CopiedText {
            path: Text::new(format!("{folder}{}", text.name())),
            sha256: Text::new(text.sha256.as_str()),
            by: Text::new(text.made.by.as_str()),
        });
        let path = format!("{folder}{}", self.name());
        let path = self.capture.as_ref().map_or_else(|| Text::new(&*path), |capture| capture.behind(&path));
        ArchivedCopy { path, sha256: Text::new(self.sha256.as_str()), text }
    }

    /// Which page of a web archive is meant.
    pub(super) fn capture(&self) -> Option<&Capture> {
        self.capture.as_ref()
    }

    /// What its copy is called.
    pub(super) fn name(&self) -> String {
        match &self.extension {
            Some(extension) => format!("{}.{extension}", self.sha256),
            None => self.sha256.clone(),
        }
    }

    /// Writes its bytes, which must still be those of its digest.
    pub(super) fn copy(&mut self, out: &mut dyn Write) -> io::Result<()> {
        self.file.rewind()?;
        let is_same = digest(&mut self.file, out)? == self.sha256;
        if is_same { Ok(()) } else { Err(refused("the file changed while it was copied; run again")) }
    }

    /// What it says of itself. A page that was chosen by the beginning of its time is now known by all of it.
    pub(super) fn about(&mut self) -> io::Result<About> {
        let (bytes, kind) = self.bytes()?;
        let about = about_page(&bytes, kind, self.capture.as_ref());
        self.capture = self.capture.take().map(|capture| about.capture.clone().unwrap_or(capture));
        Ok(about)
    }

    /// The pages to choose from, if it is a web archive.
    pub(super) fn pages(&mut self) -> io::Result<Vec<Capture>> {
        self.bytes().map(|(bytes, kind)| pages(&bytes, kind))
    }

    /// As much of it as is ever read of a copy.
    pub(super) fn read(&mut self) -> io::Result<Vec<u8>> {
        self.file.rewind()?;
        bytes_to_read(&mut self.file)
    }

    fn bytes(&mut self) -> io::Result<(Vec<u8>, Kind)> {
        let bytes = self.read()?;
        let kind = Kind::of(&bytes, self.extension.as_deref());
        Ok((bytes, kind))
    }
}

/// Whether a file has this digest. It is opened as it is: a link is none.
pub(super) fn has_digest(place: &Place, sha256: &str) -> io::Result<bool> {
    if place.look()?.kind != folder::FileKind::File {
        return Ok(false);
    }
    Ok(digest(&mut place.open(For::Reading, None)?, &mut io::sink())? == sha256)
}

/// The digest of what is left of a file, which is passed on.
fn digest(file: &mut File, out: &mut dyn Write) -> io::Result<String> {
    let mut hashed = Hashed::new(out);
    io::copy(&mut BufReader::with_capacity(1 << 16, file), &mut hashed)?;
    Ok(hashed.finish().hex())
}

/// The extension of a file, in small letters, if it is a plain one, with the one before `gz`. A copy must not be taken
/// for a claim file.
fn extension(path: &Path) -> Option<String> {
    let extension = copies::extension(path)?.to_ascii_lowercase();
    let is_plain =
        |part: &str| (1..=MAX_EXTENSION).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    match &*extension {
        _ if is_of_desk(&format!(".{extension}")) => Some("txt".to_owned()),
        _ if extension.split('.').all(is_plain) => Some(extension),
        _ => extension.strip_suffix(".gz").map(|_| "gz".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extensions_are_plain() {
        let of = |name: &str| extension(Path::new(name));
        assert_eq!(of("a.HTML").as_deref(), Some("html"));
        assert_eq!(of("a.tar.GZ").as_deref(), Some("tar.gz"));
        assert_eq!(of("a.é.gz").as_deref(), Some("gz"));
        for desk in ["a.YAML", "a.yml", "a.yaml.gz", "a.draft"] {
            assert_eq!(of(desk).as_deref(), Some("txt"), "{desk}");
        }
        for none in ["a", "a.h ml", "a.é", "a.", ".html", "a.abcdefghijklmnopq"] {
            assert_eq!(of(none), None, "{none}");
        }
    }
}
