//! The contents of all files to one corpus, in an order that does not depend on the files.

use rayon::slice::ParallelSliceMut;

use super::sections::Contents;
use crate::diagnostic::rule::DUPLICATE_ID;
use crate::diagnostic::{Diagnostic, Message};
use crate::model::{Corpus, Id, Record};
use crate::text::Span;

/// Puts the records in order of id and finds the ids that several have.
pub(super) fn merge(files: Vec<Contents>, diagnostics: &mut Vec<Diagnostic>) -> Corpus {
    let mut all = Contents::default();
    all.claims.reserve(files.iter().map(|file| file.claims.len()).sum());
    for mut file in files {
        all.sources.append(&mut file.sources);
        all.documents.append(&mut file.documents);
        all.claims.append(&mut file.claims);
        all.reviews.append(&mut file.reviews);
        diagnostics.append(&mut file.diagnostics);
    }
    let ((sources, documents), (claims, reviews)) = rayon::join(
        || (by_id(all.sources, |record| (&record.id, record.place)), by_id(all.documents, |record| (&record.id, record.place))),
        || (by_id(all.claims, |record| (&record.id, record.place)), by_id(all.reviews, |record| (&record.id, record.place))),
    );
    let (corpus, doubles) = Corpus::new(sources, documents, claims, reviews);
    for &(first, second) in &doubles {
        diagnostics.push(double(&corpus, first, second));
    }
    without(corpus, doubles.into_iter().map(|(_, second)| second))
}

/// Sorts by id, then by place. Records are large, so only keys are moved about: the first 16 bytes of an id settle most comparisons.
fn by_id<T>(records: Vec<T>, key: impl Fn(&T) -> (&Id, Span) + Sync) -> Vec<T>
where
    T: Sync,
{
    let start = |id: &Id| {
        let mut bytes = [0; 16];
        let length = id.as_str().len().min(16);
        bytes[..length].copy_from_slice(&id.as_str().as_bytes()[..length]);
        u128::from_be_bytes(bytes)
    };
    let mut order: Vec<_> = records.iter().enumerate().map(|(at, record)| (start(key(record).0), at)).collect();
    if !order.is_sorted_by(|a, b| a.0 < b.0) {
        order.par_sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| key(&records[a.1]).cmp(&key(&records[b.1]))));
        let mut records: Vec<_> = records.into_iter().map(Some).collect();
        return order.into_iter().filter_map(|(_, at)| records[at].take()).collect();
    }
    records
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
