//! The contents of all files to one corpus, in an order that does not depend on the files.

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::faults::DUPLICATE_ID;
use crate::diagnostic::{Diagnostic, Message};
use crate::index::number;
use crate::model::{Claim, Corpus, Document, FileRecords, Id, Ids, InFile, Record, Review, Slot, Sorted, Source};
use crate::text::{FileOrder, Span};

/// Puts the records of files, which are in order of path, in order of id, and finds the ids that several have.
pub(super) fn merge(
    files: Arc<[Arc<FileRecords>]>,
    order: &FileOrder,
    diagnostics: &mut Vec<Arc<Diagnostic>>,
) -> Corpus {
    let sorted = sort(&files, |_| true);
    let (corpus, doubles) = Corpus::new(Arc::clone(&files), sorted, order.clone());
    if doubles.is_empty() {
        return corpus;
    }
    for &(first, second) in &doubles {
        diagnostics.push(Arc::new(double(&corpus, first, second)));
    }
    let left_out = left_out(&corpus, doubles);
    let sorted = sort(&files, |place| !left_out.contains(&place));
    Corpus::new(files, sorted, order.clone()).0
}

/// The places of the records that are left out, so that each id has one. Of a source or a document that is recorded as
/// confidential, too, what would tell more is left out, whichever file comes first.
fn left_out(corpus: &Corpus, doubles: Vec<(Record, Record)>) -> HashSet<Span> {
    let is_confidential = |record| match record {
        Record::Source(at) => corpus.sources[at].is_confidential(),
        Record::Document(at) => corpus.documents[at].is_confidential,
        Record::Claim(_) | Record::Review(_) => false,
    };
    let mut kept = HashMap::new();
    let mut left_out = HashSet::new();
    for (first, second) in doubles {
        let keeps = kept.entry(first).or_insert(first);
        let goes =
            if is_confidential(second) && !is_confidential(*keeps) { std::mem::replace(keeps, second) } else { second };
        left_out.insert(corpus.place(goes));
    }
    left_out
}

/// The records whose places are wanted, of each kind in order of id, then of place.
fn sort(files: &[Arc<FileRecords>], is_wanted: impl Fn(Span) -> bool + Sync) -> [Sorted; 4] {
    let ((sources, documents), (claims, reviews)) = rayon::join(
        || (by_id::<Source>(files, &is_wanted), by_id::<Document>(files, &is_wanted)),
        || (by_id::<Claim>(files, &is_wanted), by_id::<Review>(files, &is_wanted)),
    );
    [sources, documents, claims, reviews]
}

/// Records are large and their ids far apart, so none is moved: what is sorted are the first 16 bytes of the ids, which
/// settle most comparisons, and the ids are in one text.
fn by_id<T: InFile>(files: &[Arc<FileRecords>], is_wanted: impl Fn(Span) -> bool + Sync) -> Sorted {
    let length = files.len().div_ceil(rayon::current_num_threads()).max(1);
    let pieces = files.par_chunks(length).enumerate();
    let pieces = pieces.map(|(nth, files)| Piece::new::<T>(nth * length, files, &is_wanted)).collect();
    let Piece { ids: unsorted, order } = Piece::joined(pieces);
    let slots = order.iter().map(|entry| entry.slot).collect();
    let mut ids = Ids::with_capacity(order.len(), unsorted.len());
    for entry in order {
        ids.push(entry.id(&unsorted));
    }
    Sorted { slots, ids }
}

/// A record's place in its file, and its id.
struct Entry {
    beginning: u128,
    slot: Slot,
    range: (u32, u32),
}

impl Entry {
    fn id<'i>(&self, ids: &'i str) -> &'i str {
        &ids[self.range.0 as usize..self.range.1 as usize]
    }

    /// In order of id, then of place.
    fn compare(&self, other: &Self, ids: &str) -> Ordering {
        let rest = |entry: &Self| (entry.id(ids), entry.slot.file, entry.slot.at);
        self.beginning.cmp(&other.beginning).then_with(|| rest(self).cmp(&rest(other)))
    }
}

/// The records of one kind of some files, in order.
#[derive(Default)]
struct Piece {
    order: Vec<Entry>,
    /// Their ids, one after the other.
    ids: String,
}

impl Piece {
    /// Those of files that follow each other, from one with a number.
    fn new<T: InFile>(first: usize, files: &[Arc<FileRecords>], is_wanted: impl Fn(Span) -> bool) -> Self {
        let count = files.iter().map(|file| T::list(file).len()).sum();
        let (mut order, mut ids) = (Vec::with_capacity(count), String::new());
        for (file, records) in (number(first)..).zip(files) {
            for (at, record) in (0..).zip(T::list(records)).filter(|(_, record)| is_wanted(record.place())) {
                let start = number(ids.len());
                ids.push_str(record.id().as_str());
                let range = (start, number(ids.len()));
                order.push(Entry { beginning: beginning(record.id()), slot: Slot { file, at }, range });
            }
        }
        order.sort_unstable_by(|a, b| a.compare(b, &ids));
        Self { order, ids }
    }

    fn joined(pieces: Vec<Self>) -> Self {
        let mut pieces = pieces.into_iter();
        let Self { mut order, mut ids } = pieces.next().unwrap_or_default();
        for piece in pieces {
            let shift = number(ids.len());
            ids.push_str(&piece.ids);
            let shifted = |entry: Entry| Entry { range: (entry.range.0 + shift, entry.range.1 + shift), ..entry };
            order.extend(piece.order.into_iter().map(shifted));
        }
        // What is in order piece by piece, a stable sort only merges.
        order.sort_by(|a, b| a.compare(b, &ids));
        Self { order, ids }
    }
}

/// The first 16 bytes of an id, as a number that is in the same order.
fn beginning(id: &Id) -> u128 {
    let mut bytes = [0; 16];
    let length = id.as_str().len().min(16);
    bytes[..length].copy_from_slice(&id.as_str().as_bytes()[..length]);
    u128::from_be_bytes(bytes)
}

/// The error is at the later of the two places.
fn double(corpus: &Corpus, first: Record, second: Record) -> Diagnostic {
    let mut places = [corpus.place(first), corpus.place(second)];
    places.sort_by_key(|&place| corpus.files().key(place));
    let [earlier, later] = places;
    let message = Message::new("the id ").value(corpus.id(second)).words(" is taken");
    let kind = if first.kind() == second.kind() { "first used here" } else { "used here for a record of another kind" };
    Diagnostic::new(&DUPLICATE_ID, later, message)
        .related(earlier, kind)
        .help("change one of the two ids; until then, one of the records is ignored")
}
