//! Which open documents have the copy of a confidential one.

use std::collections::{BTreeSet, HashSet};

use crate::index::DocumentIndex;
use crate::model::Corpus;

/// The documents that are not confidential and have the copy of one that is, by the digests of the copies that were
/// read. Anybody who writes a record may give a copy to a document of their own.
pub(super) fn documents(corpus: &Corpus, digests: &[(DocumentIndex, [u8; 32])]) -> BTreeSet<DocumentIndex> {
    let is_confidential = |document: DocumentIndex| corpus.documents[document].is_confidential;
    let recorded = corpus.documents.iter().filter(|document| document.is_confidential);
    let recorded = recorded.flat_map(|document| [document.sha256, document.text_sha256]).flatten();
    let read = digests.iter().filter(|(document, _)| is_confidential(*document)).map(|&(_, sha256)| sha256);
    let confidential: HashSet<_> = recorded.chain(read).collect();
    let is_shared = |(document, sha256): &&_| !is_confidential(*document) && confidential.contains(sha256);
    digests.iter().filter(is_shared).map(|&(document, _)| document).collect()
}
