//! What stays with the desk because of who is behind it: the source that published a document or made a claim may be in
//! another file, so this is known only when all files are read.
//!
//! A document is as if it were marked `confidential: true` if any of its records is, or names a publisher who is no
//! source with a name. Records count that the corpus leaves out because another one has their id. The note of a claim
//! or of a review is the desk's, too; where a voice of the claim has no name, no message shows it. What is quoted from
//! a document that there is not may be from a confidential one.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use rayon::prelude::*;

use super::ranges::{Range, Ranges};
use super::secrecy::is_slip_of_deciding;
use super::{Numbered, Parsed, is_whole};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::faults::CUT_TEXT;
use crate::model::{
    Claim, ConfidentialUrls, Corpus, Details, Document, FileRecords, Id, Record, Review, Source, fields,
};
use crate::text::{Files, NormalWords, Span, Text};

/// What a confidential document is called.
pub(crate) const CONFIDENTIAL_DOCUMENT: &str = "confidential document";

/// What is in the place of a text that is kept back.
const KEPT_BACK: &str = "…";

/// An id of fewer words has them in common with a title by chance.
const MIN_TELLING: usize = 3;

/// The ids of the documents that are confidential by any of their records.
pub(super) type Confidential = HashSet<Id>;

/// Of a document that is confidential, only what is said of every such document is kept, and its addresses to be
/// compared with others.
pub(super) fn withheld(document: Document) -> Document {
    let title = if document.title.is_empty() { Text::default() } else { Text::new(CONFIDENTIAL_DOCUMENT) };
    let id = document.id.text();
    let has_telling_id = id.words().nth(MIN_TELLING - 1).is_some() && document.title.begins_with_letters_of(id);
    // An address tells it from others by itself.
    let title_mark = document.url.is_none().then(|| title_mark(&document.title));
    let confidential_urls = ConfidentialUrls::new(document.url.into_iter().chain(document.archived_url));
    Document {
        title,
        url: None,
        author: Box::default(),
        archived_url: None,
        is_confidential: true,
        confidential_urls,
        has_telling_id,
        title_mark,
        note: None,
        ..document
    }
}

/// Of a claim that says that it is confidential, only what it refers to is kept. It is as one without a statement.
pub(super) fn marked_claim(claim: Claim) -> Claim {
    let retracted = claim.details.and_then(|details| details.retracted);
    Claim { statement: Text::default(), details: Details { retracted, ..Details::default() }.boxed(), ..claim }
}

/// The same of a review.
pub(super) fn marked_review(review: Review) -> Review {
    Review { reviewer: Text::default(), rationale: None, url: None, note: None, ..review }
}

/// One number for the words of a title. It is the same wherever the program runs.
pub(crate) fn title_mark(title: &Text) -> u64 {
    let mut hasher = DefaultHasher::new();
    NormalWords::of(title).hash(&mut hasher);
    hasher.finish()
}

/// Finds the documents that are confidential.
fn confidential(parsed: &[Numbered], corpus: &Corpus) -> Confidential {
    let by_file = parsed.par_iter().flat_map_iter(|(_, parsed)| {
        parts(parsed).flat_map(|(records, ranges)| {
            let marked = records.documents.iter().filter(|document| document.is_confidential);
            let published = published_without_name(corpus, &records.documents);
            let is_unnamed =
                |record| matches!(record, Some(Record::Source(at)) if corpus.sources[at].is_confidential());
            let meant = ranges.publishers.iter().filter(move |(_, publisher)| is_unnamed(corpus.referred(publisher)));
            let all = marked.chain(published).chain(meant.map(|&(at, _)| &records.documents[at]));
            all.map(|document| document.id.clone()).chain(ranges.marked.iter().cloned())
        })
    });
    by_file.collect()
}

/// Withholds the documents that are confidential, and returns them. The addresses of all records of one are its own.
pub(super) fn documents(parsed: &[Numbered], corpus: &mut Corpus) -> Confidential {
    let confidential = confidential(parsed, corpus);
    let mut doubles: HashMap<&str, Vec<&Document>> = HashMap::new();
    if has_left_out(parsed, corpus) {
        let records = parsed.iter().flat_map(|(_, parsed)| parts(parsed)).flat_map(|(records, _)| &records.documents);
        for document in records.filter(|document| confidential.contains(&document.id)) {
            doubles.entry(document.id.as_str()).or_default().push(document);
        }
    }
    // What is marked was withheld when it was read.
    let alone = |document: &Document| {
        let document = document.clone();
        if document.is_confidential { document } else { withheld(document) }
    };
    let with_doubles = |document: &Document| {
        let is_unnamed = document.publisher.as_ref().is_some_and(|publisher| !corpus.is_named(publisher));
        let is_withheld = is_unnamed && !document.is_confidential;
        let all = doubles.get(document.id.as_str()).into_iter().flatten();
        let urls = all.map(|double| alone(double).confidential_urls);
        let document = alone(document);
        let confidential_urls = ConfidentialUrls::joined(urls.chain([document.confidential_urls]));
        Document { confidential_urls, is_withheld, ..document }
    };
    let is_as_marked = |document: &Document| document.is_confidential && doubles.is_empty();
    let meant = |document: &Document| confidential.contains(&document.id) && !is_as_marked(document);
    let others: Vec<_> = corpus.documents.iter().enumerate().filter(|(_, document)| meant(document)).collect();
    let withheld = others.into_par_iter().map(|(at, document)| (at, with_doubles(document))).collect();
    corpus.replace_documents(withheld);
    confidential
}

/// For each file, in order, what turned out to be the desk's. Ranges may overlap.
pub(super) fn desk(parsed: &[Numbered], corpus: &Corpus, confidential: &Confidential) -> Vec<Vec<Range>> {
    // Only then may a source be recorded twice.
    let is_left_out = has_left_out(parsed, corpus);
    let of_file = |(_, parsed): &Numbered| {
        let mut hidden = Vec::new();
        for (records, ranges) in parts(parsed) {
            hidden.extend(of_records(records, ranges, corpus, confidential, is_left_out));
            hidden.extend(quotes(records, ranges, corpus));
        }
        hidden
    };
    parsed.par_iter().map(of_file).collect()
}

/// A finding in a file, without the texts that it repeats if they are the desk's. A comment may belong to a text that
/// is.
pub(super) fn finding(found: &Arc<Diagnostic>, files: &Files) -> Arc<Diagnostic> {
    let is_hidden = |span: Span| files.is_desks(span) || found.rule == &CUT_TEXT && files.is_hidden_near(span);
    if !found.place.span().is_some_and(is_hidden) {
        return Arc::clone(found);
    }
    let mut found: Diagnostic = *Diagnostic::to_owned(found);
    let is_code_point =
        |text: &str| text.strip_prefix("U+").is_some_and(|code| code.chars().all(|c| c.is_ascii_hexdigit()));
    let is_ours = |text: &str| fields::names().contains(&text) || is_slip_of_deciding(text) || is_code_point(text);
    found.message = found.message.keeping(is_ours, KEPT_BACK);
    found.help = found.help.map(|help| help.keeping(is_ours, KEPT_BACK));
    if found.rule == &CUT_TEXT {
        // A comment stays one.
        found.fixes.clear();
    }
    Arc::new(found)
}

/// Whether there are records that are not in the corpus.
fn has_left_out(parsed: &[Numbered], corpus: &Corpus) -> bool {
    !is_whole(parsed, corpus) || parsed.iter().any(|(_, parsed)| !parsed.left_out.is_empty())
}

/// The records of a file that are in the corpus, and those that are not.
fn parts(parsed: &Parsed) -> impl Iterator<Item = (&FileRecords, &Ranges)> {
    [(&*parsed.records, &parsed.ranges), (&parsed.left_out.records, &parsed.left_out.ranges)].into_iter()
}

fn of_records(
    records: &FileRecords,
    ranges: &Ranges,
    corpus: &Corpus,
    confidential: &Confidential,
    is_left_out: bool,
) -> Vec<Range> {
    let is_confidential = |document: &Document| confidential.contains(&document.id);
    let documents = records.documents.iter().zip(&ranges.documents);
    let documents = documents.filter(|(document, _)| is_confidential(document)).map(|(_, range)| range);
    let is_open = |claim: &Claim| claim.attributed_to().iter().all(|voice| corpus.is_named(voice));
    let is_of_open = |at: &Option<usize>| at.is_some_and(|at| is_open(&records.claims[at]));
    let notes = ranges.notes.iter().filter(|(at, _)| !is_of_open(at)).map(|(_, range)| range);
    let is_of_open = |at: usize| match corpus.referred(&records.reviews[at].claim) {
        Some(Record::Claim(claim)) => is_open(&corpus.claims[claim]),
        _ => false,
    };
    let reviews = ranges.reviews.iter().filter(|&&(at, _)| !is_of_open(at)).map(|(_, range)| range);
    // One that names a source which another record keeps confidential.
    let is_elsewhere = |source: &Source| {
        let is_kept_named = match corpus.find(source.id.as_str()) {
            Some(Record::Source(at)) => !corpus.sources[at].is_confidential(),
            _ => false,
        };
        !source.is_confidential() && !is_kept_named
    };
    let sources = records.sources.iter().zip(&ranges.sources);
    let sources = sources.filter(|(source, _)| is_left_out && is_elsewhere(source)).map(|(_, range)| range);
    documents.chain(notes).chain(reviews).chain(sources).copied().collect()
}

/// What claims quote from documents that are confidential or may be, as one that there is not. The references to
/// confidential ones are hidden, too: beside the claim, they would lead there.
fn quotes(records: &FileRecords, ranges: &Ranges, corpus: &Corpus) -> Vec<Range> {
    if ranges.quotes.is_empty() {
        return Vec::new();
    }
    let evidence: Vec<_> = records.claims.iter().flat_map(|claim| &claim.evidence).collect();
    let documents: Vec<_> = corpus.all_referred(evidence.iter().map(|item| &item.document)).collect();
    let is_open = |at: usize| match documents[at] {
        Some(Record::Document(at)) => !corpus.documents[at].is_confidential,
        _ => false,
    };
    let quotes = ranges.quotes.iter().filter(|&&(item, _)| !is_open(item as usize));
    let is_confidential = |at: usize| matches!(documents[at], Some(Record::Document(_))) && !is_open(at);
    let references = evidence.iter().enumerate().filter(|&(at, _)| is_confidential(at));
    let references = references.map(|(_, item)| (item.document.span.start, item.document.span.end));
    quotes.map(|&(_, range)| range).chain(references).collect()
}

/// Of some documents those that name a publisher who is no source with a name.
fn published_without_name<'d>(corpus: &Corpus, documents: &'d [Document]) -> impl Iterator<Item = &'d Document> {
    let published = || documents.iter().filter(|document| document.publisher.is_some());
    let are_named = corpus.are_named(published().filter_map(|document| document.publisher.as_ref()));
    published().zip(are_named).filter(|(_, is_named)| !is_named).map(|(document, _)| document)
}
