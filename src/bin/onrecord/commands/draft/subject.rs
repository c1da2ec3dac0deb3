//! What is drafted: a file that the user has named, or the copy of a document.

use std::path::{Path, PathBuf};

use onrecord::copies::{bytes_to_read, extension};
use onrecord::digest::Digest;
use onrecord::draft::{self, Draft, NotRead};
use onrecord::graph::NotFound;
use onrecord::index::DocumentIndex;
use onrecord::model::{Capture, Record};
use onrecord::text::Text;
use onrecord::workspace::Snapshot;

use crate::args;
use crate::commands::archive::has_record;
use crate::error::CommandError;
use crate::folder::chosen_page::chosen;
use crate::folder::confidential::expect_open;
use crate::folder::named_file::NamedFile;

/// What is not there and cannot be an id is a file that is missing, whatever else is.
pub(super) fn expect_it(subject: &Path) -> Result<(), CommandError> {
    let is_of_id = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    let is_id = subject.to_string_lossy().chars().all(is_of_id);
    if is_id || chosen(subject)?.0.exists() {
        return Ok(());
    }
    Err(CommandError::Input(subject.to_owned(), "does not exist".to_owned()))
}

/// Reads a file, or the copy of a document, with the title that was passed.
pub(super) fn read(args: &args::Draft, corpus: Option<&Snapshot>) -> Result<Draft, CommandError> {
    let draft = found(&args.subject, corpus)?;
    let Some(title) = args.title.as_ref().map(|title| Text::new(&**title)) else { return Ok(draft) };
    let Some(id) = draft.document() else { return Ok(draft.called(title.clone(), Some(title))) };
    let recorded = corpus.and_then(|snapshot| match snapshot.corpus().find(id.as_str())? {
        Record::Document(at) => Some((snapshot, &snapshot.corpus().documents[at])),
        _ => None,
    });
    match recorded.filter(|(_, document)| document.title != title) {
        Some((snapshot, document)) => {
            Err(has_record(&args.subject, snapshot, document, "change its title there, and leave out --title"))
        }
        None => Ok(draft),
    }
}

/// A file that is a copy of the corpus is that of its document.
fn found(subject: &Path, corpus: Option<&Snapshot>) -> Result<Draft, CommandError> {
    let not_read = |why: NotRead| CommandError::Input(subject.to_owned(), why.to_string());
    let (file, capture) = chosen(subject)?;
    if file.is_file() {
        let bytes = bytes(&file)?;
        let capture = capture.as_ref();
        expect_open(&file, &bytes, capture, corpus, NotRead::Confidential)?;
        return match corpus.and_then(|snapshot| Some((snapshot, document_with(snapshot, &bytes, capture)?))) {
            Some((snapshot, document)) => draft::of_bytes(snapshot, document, &bytes).map_err(not_read),
            None => draft::of_copy(&bytes, extension(&file), capture, &stem(&file), corpus).map_err(not_read),
        };
    }
    let Some(snapshot) = corpus else {
        return Err(CommandError::Usage("no folder of claim files"));
    };
    let id = subject.to_string_lossy();
    let document = |record| match record {
        Record::Document(document) => Some(document),
        _ => None,
    };
    let found = snapshot.find(&id, document).map_err(|why| match why {
        NotFound::Unknown(None) => {
            CommandError::Input(subject.to_owned(), "no such file, and no document has this id".to_owned())
        }
        why => CommandError::not_found(&id, why, "a document"),
    })?;
    draft::of_document(snapshot, found).map_err(not_read)
}

/// Whether it is a file that is no copy of the corpus.
pub(super) fn is_to_be_archived(args: &args::Draft, snapshot: &Snapshot) -> Result<bool, CommandError> {
    let (file, capture) = chosen(&args.subject)?;
    Ok(file.is_file() && document_with(snapshot, &bytes(&file)?, capture.as_ref()).is_none())
}

/// What `archive` is to do first.
pub(super) fn archive(args: &args::Draft, path: PathBuf) -> args::Archive {
    args::Archive {
        files: vec![args.subject.clone()],
        path: Some(path),
        document: None,
        title: args.title.clone(),
        publisher: None,
        url: None,
        published: None,
        text_by: None,
        stamp: Vec::new(),
        note: None,
    }
}

/// The document whose copy has these bytes, or is this page of them.
fn document_with(snapshot: &Snapshot, bytes: &[u8], capture: Option<&Capture>) -> Option<DocumentIndex> {
    let digest = Digest::of(bytes);
    let documents = &snapshot.corpus().documents;
    let of_copy = documents.indices().filter(|&at| {
        let own = documents[at].copy().path.as_ref().and_then(|path| path.value.capture());
        let is_page = capture.is_none_or(|capture| own.is_some_and(|own| own.is_within(capture)));
        documents[at].copy().sha256.as_ref() == Some(digest.bytes()) && is_page
    });
    // Of several with one copy, a confidential one has the last word.
    of_copy.min_by_key(|&at| !documents[at].is_confidential)
}

fn bytes(path: &Path) -> Result<Vec<u8>, CommandError> {
    let bytes = NamedFile::open(path).and_then(|file| bytes_to_read(file.0));
    bytes.map_err(|error| CommandError::unread(path, &error))
}

/// The name of a file without its extension.
fn stem(path: &Path) -> Text {
    Text::new(path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default())
}
