//! The contents of all files to one corpus, in an order that does not depend on the files.

use rayon::slice::ParallelSliceMut;

use super::sections::Contents;
use crate::diagnostic::rule::DUPLICATE_ID;
use crate::diagnostic::{Diagnostic, Message};
use crate::model::{Corpus, Id, Record};
use crate::text::Span;

/// Puts the records in order of id and finds the ids that several have.
pub(super) fn merge(files: Vec<Contents>, diagnostics: &mut Vec<Diagnostic>) -> Corpus {
    let (mut sources, mut documents, mut claims, mut reviews) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for mut file in files {
        sources.push(file.sources);
        documents.push(file.documents);
        claims.push(file.claims);
        reviews.push(file.reviews);
        diagnostics.append(&mut file.diagnostics);
    }
    let ((sources, documents), (claims, reviews)) = rayon::join(
        || {
            let sources = by_id(sources, |record| (&record.id, record.place));
            (sources, by_id(documents, |record| (&record.id, record.place)))
        },
        || {
            let claims = by_id(claims, |record| (&record.id, record.place));
            (claims, by_id(reviews, |record| (&record.id, record.place)))
        },
    );
    let (corpus, doubles) = Corpus::new(sources, documents, claims, reviews);
    for &(first, second) in &doubles {
        diagnostics.push(double(&corpus, first, second));
    }
    without(corpus, doubles.into_iter().map(|(_, second)| second))
}

/// Puts the records of all files in order of id, then of place. Records are large, so each is moved once: what is sorted are the
/// first 16 bytes of the ids, which settle most comparisons.
fn by_id<T: Sync>(files: Vec<Vec<T>>, key: impl Fn(&T) -> (&Id, Span) + Sync) -> Vec<T> {
    let mut order = Vec::with_capacity(files.iter().map(Vec::len).sum());
    for (file, records) in files.iter().enumerate() {
        order.extend(records.iter().enumerate().map(|(at, record)| (beginning(key(record).0), file, at)));
    }
    order.par_sort_unstable_by(|a, b| {
        a.0.cmp(&b.0).then_with(|| key(&files[a.1][a.2]).cmp(&key(&files[b.1][b.2])))
    });
    let mut files: Vec<Vec<Option<T>>> =
        files.into_iter().map(|records| records.into_iter().map(Some).collect()).collect();
    let mut records = Vec::with_capacity(order.len());
    records.extend(order.into_iter().filter_map(|(_, file, at)| files[file][at].take()));
    records
}

/// The first 16 bytes of an id, as a number that is in the same order.
fn beginning(id: &Id) -> u128 {
    let mut bytes = [0; 16];
    let length = id.as_str().len().min(16);
    bytes[..length].copy_from_slice(&id.as_str().as_bytes()[..length]);
    u128::from_be_bytes(bytes)
}

/// The error stands at the later of the two places.
fn double(corpus: &Corpus, first: Record, second: Record) -> Diagnostic {
    let (earlier, later) = (place(corpus, first).min(place(corpus, second)), place(corpus, first).max(place(corpus, second)));
    let message = Message::new("the id ").value(corpus.id(second)).words(" is taken");
    let kind = if first.kind() == second.kind() { "first used here" } else { "used here for a record of another kind" };
    Diagnostic::new(&DUPLICATE_ID, later, message)
        .related(earlier, kind)
        .help("give one of the two another id; until then one of them is left out")
}

fn place(corpus: &Corpus, record: Record) -> Span {
    match record {
        Record::Source(at) => corpus.sources[at as usize].place,
        Record::Document(at) => corpus.documents[at as usize].place,
        Record::Claim(at) => corpus.claims[at as usize].place,
        Record::Review(at) => corpus.reviews[at as usize].place,
    }
}

/// The corpus without some records.
fn without(corpus: Corpus, left_out: impl Iterator<Item = Record>) -> Corpus {
    let left_out: std::collections::HashSet<_> = left_out.collect();
    if left_out.is_empty() {
        return corpus;
    }
    let Corpus { sources, documents, claims, reviews, .. } = corpus;
    Corpus::new(
        keep(sources, |at| !left_out.contains(&Record::Source(at))),
        keep(documents, |at| !left_out.contains(&Record::Document(at))),
        keep(claims, |at| !left_out.contains(&Record::Claim(at))),
        keep(reviews, |at| !left_out.contains(&Record::Review(at))),
    )
    .0
}

fn keep<T>(records: Vec<T>, stays: impl Fn(u32) -> bool) -> Vec<T> {
    (0..).zip(records).filter(|&(at, _)| stays(at)).map(|(_, record)| record).collect()
}
