//! What stays with the desk because of who is behind it: the source that published a document or made a claim may be in
//! another file, so this is known only when all files are read.
//!
//! A document that names a publisher is open if that is a source with a name, and otherwise as if it were marked
//! `confidential: true`. The note of a claim is the desk's, too; where one of its voices has no name, no excerpt shows
//! it.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use rayon::prelude::*;

use super::{Parsed, is_whole};
use crate::index::{DocumentIndex, IndexVec};
use crate::model::{ConfidentialUrls, Corpus, Document, Record, Source};
use crate::text::{File, FileId, Files, NormalWords, Text};

/// What a confidential document is called.
pub(crate) const CONFIDENTIAL_DOCUMENT: &str = "confidential document";

/// Where in a file something is that may have to be hidden.
#[derive(Debug, Default)]
pub(super) struct Ranges {
    /// The whole records of its sources.
    pub(super) sources: Vec<(u32, u32)>,
    /// The whole records of its documents.
    pub(super) documents: Vec<(u32, u32)>,
    /// The notes of its claims, with the place of each claim in its list.
    pub(super) notes: Vec<(usize, (u32, u32))>,
}

/// Of a document that is confidential, only what is said of every such document is kept, and its addresses to be
/// compared with others.
pub(super) fn withheld(document: Document) -> Document {
    let title = if document.title.is_empty() { Text::default() } else { Text::new(CONFIDENTIAL_DOCUMENT) };
    // An address tells it from others by itself.
    let title_mark = document.url.is_none().then(|| title_mark(&document.title));
    let confidential_urls = ConfidentialUrls::new(document.url.into_iter().chain(document.archived_url));
    let (url, author, archived_url, is_confidential, note) = (None, Box::default(), None, true, None);
    Document { title, url, author, archived_url, is_confidential, confidential_urls, title_mark, note, ..document }
}

/// One number for the words of a title. It is the same wherever the program runs.
pub(crate) fn title_mark(title: &Text) -> u64 {
    let mut hasher = DefaultHasher::new();
    NormalWords::of(title).hash(&mut hasher);
    hasher.finish()
}

/// Withholds the documents that a source without a name has published.
pub(super) fn documents(corpus: &mut Corpus) {
    let meant =
        published_without_name(corpus, corpus.documents.iter()).filter(|(_, document)| !document.is_confidential);
    let withheld = |document: &Document| Document { is_withheld: true, ..withheld(document.clone()) };
    let others = meant.map(|(at, document)| (at, withheld(document))).collect();
    corpus.replace_documents(others);
}

/// The files, with everything hidden from excerpts that turned out to be the desk's.
pub(super) fn files(parsed: &[(FileId, Arc<Parsed>)], corpus: &Corpus) -> Files {
    let confidential: IndexVec<_, _> = corpus.documents.iter().map(|document| document.is_confidential).collect();
    let has_confidential = confidential.contains(&true);
    // Only then may a source be recorded twice.
    let is_left_out = !is_whole(parsed, corpus);
    let file = |(id, parsed): &(FileId, Arc<Parsed>)| {
        let mut hidden = hidden(parsed, corpus, is_left_out);
        if has_confidential {
            hidden.extend(quotes(parsed, corpus, &confidential));
        }
        let file = &parsed.file;
        (*id, if hidden.is_empty() { Arc::clone(file) } else { Arc::new(File::hiding(file, &hidden)) })
    };
    let files: Vec<_> = parsed.par_iter().map(file).collect();
    files.into_iter().collect()
}

fn hidden(parsed: &Parsed, corpus: &Corpus, is_left_out: bool) -> Vec<(u32, u32)> {
    let (records, ranges) = (&parsed.records, &parsed.ranges);
    let documents = published_without_name(corpus, records.documents.iter()).map(|(at, _)| ranges.documents[at]);
    let is_open = |at: usize| {
        records.claims.get(at).is_some_and(|claim| claim.attributed_to().iter().all(|voice| corpus.is_named(voice)))
    };
    let notes = ranges.notes.iter().filter(|(at, _)| !is_open(*at)).map(|&(_, range)| range);
    // One that names a source which another file keeps confidential.
    let is_elsewhere = |source: &Source| {
        let is_kept_named = match corpus.find(source.id.as_str()) {
            Some(Record::Source(at)) => !corpus.sources[at].is_confidential(),
            _ => false,
        };
        !source.is_confidential() && !is_kept_named
    };
    let sources = records.sources.iter().zip(&ranges.sources);
    let sources = sources.filter(|(source, _)| is_left_out && is_elsewhere(source));
    documents.chain(notes).chain(sources.map(|(_, &range)| range)).collect()
}

/// What claims quote from confidential documents, with the references to them: the words would lead there.
fn quotes<'p>(
    parsed: &'p Parsed,
    corpus: &'p Corpus,
    confidential: &'p IndexVec<DocumentIndex, bool>,
) -> impl Iterator<Item = (u32, u32)> + 'p {
    let evidence = parsed.records.claims.iter().flat_map(|claim| &claim.evidence);
    let documents = corpus.all_referred(evidence.clone().map(|item| &item.document));
    let is_confidential = |document: Option<Record>| matches!(document, Some(Record::Document(at)) if confidential[at]);
    let evidence = evidence.zip(documents).filter(move |&(_, document)| is_confidential(document));
    evidence.flat_map(|(item, _)| {
        let spans = [Some(item.document.span), item.quote.as_ref().map(|quote| quote.place)];
        spans.into_iter().flatten().map(|span| (span.start, span.end))
    })
}

/// Of some documents those that name a publisher who is no source with a name, and the place of each.
fn published_without_name<'d>(
    corpus: &Corpus,
    documents: impl Iterator<Item = &'d Document> + Clone,
) -> impl Iterator<Item = (usize, &'d Document)> {
    let mut are_named =
        corpus.are_named(documents.clone().filter_map(|document| document.publisher.as_ref())).into_iter();
    let mut is_meant = move |document: &Document| document.publisher.is_some() && are_named.next() == Some(false);
    documents.enumerate().filter(move |(_, document)| is_meant(document))
}
