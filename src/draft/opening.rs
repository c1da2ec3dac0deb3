//! Where the text of a draft comes from: the copy that a document names, or the bytes of a file that was given.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;

use super::Draft;
use crate::copies::{self, About, CannotRead, Kind, NotOpened, Shown};
use crate::index::DocumentIndex;
use crate::model::{Capture, Document, Identity, SnapshotPath};
use crate::speech::{self, Publication};
use crate::text::Text;
use crate::workspace::Snapshot;

/// Why a copy cannot be drafted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum NotRead {
    /// The document is confidential, or its publisher is.
    Confidential,
    /// The record names no copy.
    NoCopy,
    /// The copy is not there.
    Missing,
    /// A link leads to it, it is not a regular file, or it is a claim file.
    Refused,
    /// It is not the copy that the record has the digest of.
    Differs,
    /// The system does not let it be read.
    Unreadable(&'static str),
    /// Its text cannot be known.
    NoText(CannotRead),
}

impl fmt::Display for NotRead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Confidential => {
                "the document is confidential, or its publisher has no name: nothing of it is drafted"
            }
            Self::NoCopy => "the document has no copy; archive one with `onrecord archive`",
            Self::Missing => "the copy does not exist",
            Self::Refused => "the copy is a link, a claim file, or not a regular file",
            Self::Differs => "the copy differs from the digest in the record",
            Self::Unreadable(why) => why,
            Self::NoText(why) => why.words(),
        })
    }
}

impl Error for NotRead {}

/// Reads the bytes of a saved article that has no record. The extension of its name helps to know what it is. Its id
/// is made of its title, or else of `name`, and all ids will differ from those of the corpus, if there is one.
/// `wanted` is a page of a web archive.
///
/// # Errors
/// If its text cannot be known.
pub fn of_copy(
    bytes: &[u8],
    extension: Option<&str>,
    wanted: Option<&Capture>,
    name: &Text,
    corpus: Option<&Snapshot>,
) -> Result<Draft, NotRead> {
    let kind = Kind::of(bytes, extension);
    let about = copies::about_page(bytes, kind, wanted);
    let called = about.title.clone().unwrap_or_else(|| name.clone());
    let publication = Publication { publishers: about.publisher.into_iter().collect(), language: about.language };
    let shown = copies::shown_page(bytes, kind, wanted).map_err(NotRead::NoText)?;
    let reading = speech::read_as(&shown.text, &publication);
    let draft = Draft::of_page(reading, None, about.url.as_ref(), corpus).called(called, about.title);
    Ok(without_guesses(draft, &shown))
}

/// Of a text in an encoding that is a guess, nobody can say what it does not have.
fn without_guesses(mut draft: Draft, shown: &Shown) -> Draft {
    if shown.is_guess {
        draft.lacking.clear();
    }
    draft
}

/// Reads the bytes of a document's copy, wherever they are from.
///
/// # Errors
/// If the text cannot be known.
///
/// # Panics
/// If the document is not one of this corpus.
pub fn of_bytes(snapshot: &Snapshot, document: DocumentIndex, bytes: &[u8]) -> Result<Draft, NotRead> {
    let (at, document) = (document, &snapshot.corpus().documents[document]);
    if document.is_confidential {
        return Err(NotRead::Confidential);
    }
    if document.text().path.is_some() {
        return of_document(snapshot, at);
    }
    let path = document.copy().path.as_ref().map(|path| &path.value);
    of_copied(snapshot, at, &Copied { bytes: bytes.into(), path })
}

/// Reads the copy of a document, which must be the one that its record has the digest of.
///
/// # Errors
/// If there is none that can be read.
///
/// # Panics
/// If the document is not one of this corpus.
pub fn of_document(snapshot: &Snapshot, document: DocumentIndex) -> Result<Draft, NotRead> {
    let (at, document) = (document, &snapshot.corpus().documents[document]);
    if document.is_confidential {
        return Err(NotRead::Confidential);
    }
    let copied = copy(snapshot, document)?;
    if let Some(path) = copied.path {
        let file = snapshot.files().get(document.place.file).path().given().with_file_name(path.path());
        if snapshot.confidential_copies().have(&file, &copied.bytes, path.capture()) {
            return Err(NotRead::Confidential);
        }
    }
    of_copied(snapshot, at, &copied)
}

/// The text of the copy of a document, if it is there and is the one that the record has the digest of.
pub(crate) fn text_of_copy(snapshot: &Snapshot, document: &Document) -> Option<Text> {
    Some(copy(snapshot, document).ok()?.shown().ok()?.text)
}

/// The bytes of a copy, and the path that leads to it.
struct Copied<'a> {
    bytes: Cow<'a, [u8]>,
    path: Option<&'a SnapshotPath>,
}

impl Copied<'_> {
    fn kind(&self) -> Kind {
        Kind::of(&self.bytes, self.path.and_then(|path| copies::extension(path.path())))
    }

    fn about(&self) -> About {
        copies::about_page(&self.bytes, self.kind(), self.path.and_then(SnapshotPath::capture))
    }

    fn shown(&self) -> Result<Shown, NotRead> {
        let wanted = self.path.and_then(SnapshotPath::capture);
        copies::shown_page(&self.bytes, self.kind(), wanted).map_err(NotRead::NoText)
    }
}

fn of_copied(snapshot: &Snapshot, at: DocumentIndex, copied: &Copied<'_>) -> Result<Draft, NotRead> {
    let document = &snapshot.corpus().documents[at];
    let about = copied.about();
    let publisher = snapshot.graph().publisher(at).map(|source| &snapshot.corpus().sources[source]);
    let named = publisher.filter(|source| source.identity == Identity::Named && !source.is_confidential());
    let publishers = named.map(|source| source.label.clone()).into_iter().chain(about.publisher).collect();
    let publication = Publication { publishers, language: document.language.clone().or(about.language) };
    let shown = copied.shown()?;
    let draft = Draft::new(&shown.text, &publication, Some(document.id.clone()), Some(snapshot));
    Ok(without_guesses(draft, &shown))
}

fn copy<'d>(snapshot: &Snapshot, document: &'d Document) -> Result<Copied<'d>, NotRead> {
    // Where somebody had a text made of a copy, that is what quotes are looked for in.
    let (path, sha256) = match &document.text().path {
        Some(text) => (text, document.text().sha256),
        None => (document.copy().path.as_ref().ok_or(NotRead::NoCopy)?, document.copy().sha256),
    };
    let claim_file = snapshot.files().get(document.place.file).path().given();
    let mut opened = snapshot.archive(None).open(claim_file, &path.value).map_err(|why| match why {
        NotOpened::Missing => NotRead::Missing,
        NotOpened::Refused => NotRead::Refused,
        NotOpened::Unreadable(why) => NotRead::Unreadable(why),
    })?;
    let read = copies::read(&mut opened.file, true).map_err(NotRead::Unreadable)?;
    if read.is_pointer || sha256.is_some_and(|sha256| sha256 != read.sha256) {
        return Err(NotRead::Differs);
    }
    Ok(Copied { bytes: read.bytes.ok_or(NotRead::NoText(CannotRead::TooLarge))?.into(), path: Some(&path.value) })
}
