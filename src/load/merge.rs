//! The contents of all files to one corpus, in an order that does not depend on the files.

use rayon::slice::ParallelSliceMut;

use super::sections::Contents;
use crate::diagnostic::faults::DUPLICATE_ID;
use crate::diagnostic::{Diagnostic, Message};
use crate::index::{Idx, IndexVec, number};
use crate::model::{Corpus, Id, Ids, Record, Sorted};
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

/// Puts the records of all files in order of id, then of place. Records are large and their ids far apart, so each is moved once,
/// and what is sorted are the first 16 bytes of the ids, which settle most comparisons.
fn by_id<T: Sync>(files: Vec<Vec<T>>, key: impl Fn(&T) -> (&Id, Span) + Sync) -> Sorted<T> {
    let mut ids = String::new();
    let mut order = Vec::with_capacity(files.iter().map(Vec::len).sum());
    for (file, records) in (0..).zip(&files) {
        for (at, record) in (0..).zip(records) {
            let id = key(record).0;
            let start = number(ids.len());
            ids.push_str(id.as_str());
            order.push(Entry { beginning: beginning(id), file, at, range: (start, number(ids.len())) });
        }
    }
    let record = |entry: &Entry| key(&files[entry.file as usize][entry.at as usize]);
    order.par_sort_unstable_by(|a, b| a.beginning.cmp(&b.beginning).then_with(|| record(a).cmp(&record(b))));
    let mut files: Vec<Vec<Option<T>>> =
        files.into_iter().map(|records| records.into_iter().map(Some).collect()).collect();
    let mut records = Vec::with_capacity(order.len());
    records.extend(order.iter().filter_map(|entry| files[entry.file as usize][entry.at as usize].take()));
    Sorted { records, ids: Ids::new(ids, order.into_iter().map(|entry| entry.range).collect()) }
}

/// A record's place in its file, and its id.
struct Entry {
    beginning: u128,
    file: u32,
    at: u32,
    range: (u32, u32),
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
    let (earlier, later) =
        (corpus.place(first).min(corpus.place(second)), corpus.place(first).max(corpus.place(second)));
    let message = Message::new("the id ").value(corpus.id(second)).words(" is taken");
    let kind = if first.kind() == second.kind() { "first used here" } else { "used here for a record of another kind" };
    Diagnostic::new(&DUPLICATE_ID, later, message)
        .related(earlier, kind)
        .help("give one of the two another id; until then one of them is left out")
}

/// The corpus without some records.
fn without(corpus: Corpus, left_out: impl Iterator<Item = Record>) -> Corpus {
    let left_out: std::collections::HashSet<_> = left_out.collect();
    if left_out.is_empty() {
        return corpus;
    }
    let Corpus { sources, documents, claims, reviews, .. } = corpus;
    Corpus::new(
        Sorted::new(keep(sources, |at| !left_out.contains(&at.into())), |record| &record.id),
        Sorted::new(keep(documents, |at| !left_out.contains(&at.into())), |record| &record.id),
        Sorted::new(keep(claims, |at| !left_out.contains(&at.into())), |record| &record.id),
        Sorted::new(keep(reviews, |at| !left_out.contains(&at.into())), |record| &record.id),
    )
    .0
}

fn keep<I: Idx, T>(records: IndexVec<I, T>, stays: impl Fn(I) -> bool) -> Vec<T> {
    records.indices().zip(records).filter(|&(at, _)| stays(at)).map(|(_, record)| record).collect()
}
