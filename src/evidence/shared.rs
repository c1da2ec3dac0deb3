//! Which open documents have the copy of a confidential one.

use std::collections::{BTreeSet, HashSet};

use super::confidential::ConfidentialCopies;
use super::facts::Quote;
use crate::copies::{self, Archive};
use crate::index::DocumentIndex;
use crate::model::{Corpus, Document};
use crate::quotes::Outcome;
use crate::text::Files;

/// The documents that are not confidential and have the copy of one that is, by the digests of the copies that were
/// read. Anybody who writes a record may give a copy to a document of their own.
pub(super) fn documents(corpus: &Corpus, digests: &[(DocumentIndex, [u8; 32])]) -> BTreeSet<DocumentIndex> {
    let is_confidential = |document: DocumentIndex| corpus.documents[document].is_confidential;
    let recorded = corpus.documents.iter().filter(|document| document.is_confidential);
    let recorded = recorded.flat_map(|document| [document.copy(), document.text()]).filter_map(|file| file.sha256);
    let read = digests.iter().filter(|(document, _)| is_confidential(*document)).map(|&(_, sha256)| sha256);
    let confidential: HashSet<_> = recorded.chain(read).collect();
    let is_shared = |(document, sha256): &&_| !is_confidential(*document) && confidential.contains(sha256);
    digests.iter().filter(is_shared).map(|&(document, _)| document).collect()
}

/// Of the documents of which words would be shown with some quotes, those that are not confidential and have what one
/// has that is. Only these few are read again for that.
pub(super) fn shown<'q>(
    corpus: &Corpus,
    files: &Files,
    archive: &Archive,
    quotes: impl Iterator<Item = &'q Quote>,
) -> Vec<DocumentIndex> {
    let is_open = |document: &DocumentIndex| !corpus.documents[*document].is_confidential;
    let shown = quotes.filter(|quote| matches!(quote.result, Ok(Outcome::Altered(_)))).map(|quote| quote.document);
    let shown: BTreeSet<_> = shown.filter(is_open).collect();
    if shown.is_empty() || corpus.documents.iter().all(|document| !document.is_confidential) {
        return Vec::new();
    }
    let confidential = ConfidentialCopies::read(corpus, files, archive);
    let has_copy = |document: &Document| {
        let path = &document.text().path.as_ref().or(document.copy().path.as_ref())?.value;
        let claim_file = files.get(document.place.file).path().given();
        let bytes = copies::read(&mut archive.open(claim_file, path).ok()?.file, true).ok()?.bytes?;
        Some(confidential.have(&claim_file.with_file_name(path.path()), &bytes, path.capture()))
    };
    let has_address = |document: &Document| {
        let own = document.url.iter().chain(&document.archived_url);
        own.into_iter().any(|url| confidential.have_address(url))
    };
    let is_alike = |at: &DocumentIndex| {
        let document = &corpus.documents[*at];
        has_address(document) || has_copy(document).unwrap_or_default()
    };
    shown.into_iter().filter(is_alike).collect()
}
