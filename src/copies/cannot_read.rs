//! Why a copy cannot be read, in words. Nothing else here is worded.

use std::error::Error;
use std::fmt;

/// Why an archived copy cannot be searched. It says nothing about its quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum CannotRead {
    /// It is in a format that is not read.
    Format(Format),
    /// It has no bytes, or none when it is unpacked: there is nothing to archive.
    Empty,
    /// It has more than [`MAX_BYTES`](super::MAX_BYTES) or, as a web archive,
    /// [`MAX_ARCHIVE_BYTES`](super::MAX_ARCHIVE_BYTES).
    TooLarge,
    /// It has more than [`MAX_BYTES`](super::MAX_BYTES) when it is unpacked.
    TooLargeUnpacked,
    /// It is a web archive that has more than 1 GiB when it is unpacked.
    ArchiveTooLarge,
    /// The chosen page has more than [`MAX_BYTES`](super::MAX_BYTES).
    PageTooLarge,
    /// It unpacks to so many times its size, or has so many parts, that it was made to waste memory.
    Bomb,
    /// It is packed, and what was packed has been packed before.
    PackedTwice,
    /// It is packed, or made of parts, and not all of it is there as it was written.
    Damaged,
    /// It is protected with a password.
    Locked,
    /// It has elements in elements, or attributes, in numbers that no honest page has.
    Tangled,
    /// Nothing says in which encoding it is.
    Encoding,
    /// It is in an encoding that browsers refuse to show.
    RefusedEncoding,
    /// It is a message in an encoding for its way that is not read.
    TransferEncoding,
    /// It holds no web page.
    NoPage,
    /// It holds several messages.
    SeveralMessages,
    /// It holds several web pages, and none was chosen.
    SeveralPages,
    /// It holds several versions of the chosen page.
    SeveralCaptures,
    /// It does not hold the chosen page.
    NoCapture,
    /// It holds only that a server did not send the chosen page.
    NotAnswered,
    /// It holds only that the chosen page was as it had been before.
    ElsewhereCaptured,
    /// A page in it was chosen, and it is no web archive.
    NoArchive,
    /// The page is in an encoding for its way that is not read.
    ContentEncoding,
    /// It holds a file that is damaged or not what its list of digests says, or that is not in it, or lacks one.
    DigestDiffers,
    /// Its list of digests has one that is not read.
    NoDigest,
    /// It is in a format that needs a parser, and the feature `evidence` is off.
    NotBuilt,
}

impl CannotRead {
    /// The reason in words, to follow `cannot check:`.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Format(format) => format.words(),
            Self::Empty => "the file is empty",
            Self::TooLarge => "the file is larger than 16 MiB (256 MiB for a web archive)",
            Self::TooLargeUnpacked => "the file is larger than 16 MiB when it is unpacked",
            Self::ArchiveTooLarge => "the archive is larger than 1 GiB when it is unpacked",
            Self::PageTooLarge => "the page is larger than 16 MiB",
            Self::Bomb => "the file unpacks to far more than its size, or has too many parts",
            Self::PackedTwice => "the file is compressed twice",
            Self::Damaged => "the file is damaged or cut short",
            Self::Locked => "the file is protected with a password",
            Self::Tangled => "the file is malformed beyond what programs write",
            Self::Encoding => "the file is not UTF-8 and does not declare its encoding",
            Self::RefusedEncoding => "the file declares an encoding that browsers refuse",
            Self::TransferEncoding => "a part of the message is in an encoding that onrecord does not read",
            Self::NoPage => "the file holds no web page",
            Self::SeveralMessages => "the file holds several messages; save each in a file of its own",
            Self::SeveralPages => "the file holds several pages; add `#`, the address of one and, after `@`, its time",
            Self::SeveralCaptures => "the file holds several versions of this page; add more of the time after `@`",
            Self::NoCapture => "the file does not hold this page, or not from this time",
            Self::NotAnswered => "the file holds no page from this address, only a redirect or an error",
            Self::ElsewhereCaptured => "the file says that the page is in another file, which it was the same as",
            Self::NoArchive => "the path names a page of a web archive, and the file is not one",
            Self::ContentEncoding => "the page is compressed in a way that onrecord does not read",
            Self::DigestDiffers => "the archive is damaged or differs from its own list of digests",
            Self::NoDigest => "the archive's own list of digests has one that is not SHA-256",
            Self::NotBuilt => "onrecord was built without the feature `evidence`",
        }
    }
}

impl fmt::Display for CannotRead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words())
    }
}

impl Error for CannotRead {}

/// A format that is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// PDF.
    Pdf,
    /// One compressed stream: gzip, bzip2, xz, zstd.
    Compressed,
    /// ZIP, RAR, 7z, tar.
    Archive,
    /// XLSX, PPTX, ODS, EPUB and the like, and the Word files before them.
    Office,
    /// Rich text.
    RichText,
    /// A picture.
    Picture,
    /// Sound or film.
    Recording,
    /// RSS or Atom.
    Feed,
    /// XML of another kind.
    Xml,
    /// A web archive of Safari.
    WebArchive,
    /// Bytes that are no text.
    Binary,
}

impl Format {
    /// What it is and why it is not read, in words, to follow `cannot check this quote:`.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Pdf => "onrecord does not read PDF files",
            Self::Compressed => "the file is compressed",
            Self::Archive => "the file is an archive of several files",
            Self::Office => "onrecord does not read spreadsheets, slides, e-books or old office files",
            Self::RichText => "onrecord does not read rich text (RTF)",
            Self::Picture => "onrecord does not read text in pictures",
            Self::Recording => "onrecord does not read audio or video",
            Self::Feed => "onrecord does not read RSS or Atom feeds",
            Self::Xml => "onrecord does not read XML",
            Self::WebArchive => "onrecord does not read web archives of Safari",
            Self::Binary => "the file is not text; it may be compressed",
        }
    }
}
