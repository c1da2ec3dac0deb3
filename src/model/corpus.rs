use foldhash::fast::RandomState;
use hashbrown::HashTable;
use std::hash::BuildHasher;

use super::{Claim, Document, Id, Review, Source};
use crate::text::Text;

/// All records, each kind in order of id, so that nothing depends on the order of files.
#[derive(Debug, Default)]
pub struct Corpus {
    /// The sources.
    pub sources: Vec<Source>,
    /// The documents.
    pub documents: Vec<Document>,
    /// The claims.
    pub claims: Vec<Claim>,
    /// The reviews.
    pub reviews: Vec<Review>,
    index: Index,
}

/// A record of some kind, by its number among its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Record {
    /// A source.
    Source(u32),
    /// A document.
    Document(u32),
    /// A claim.
    Claim(u32),
    /// A review.
    Review(u32),
}

impl Record {
    /// What such a record is called.
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Source(_) => "source",
            Self::Document(_) => "document",
            Self::Claim(_) => "claim",
            Self::Review(_) => "review",
        }
    }
}

/// Ids, one after the other in one text: to compare them touches neither records nor files.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    bytes: String,
    /// Where the id of each record stands in `bytes`; the order of records need not be that of the bytes.
    ranges: Vec<(u32, u32)>,
}

impl Ids {
    /// The bytes of some ids, and where in them the id of each record stands.
    pub(crate) fn new(bytes: String, ranges: Vec<(u32, u32)>) -> Self {
        Self { bytes, ranges }
    }

    fn of<'a>(ids: impl Iterator<Item = &'a Id>) -> Self {
        let mut all = Self::default();
        for id in ids {
            let start = count(all.bytes.len());
            all.bytes.push_str(id.as_str());
            all.ranges.push((start, count(all.bytes.len())));
        }
        all
    }

    fn append(&mut self, other: &Self) {
        let shift = count(self.bytes.len());
        self.bytes.push_str(&other.bytes);
        self.ranges.extend(other.ranges.iter().map(|&(start, end)| (start + shift, end + shift)));
    }

    fn get(&self, number: u32) -> &str {
        let (start, end) = self.ranges[number as usize];
        &self.bytes[start as usize..end as usize]
    }
}

/// Ids to records.
#[derive(Debug, Default)]
struct Index {
    /// Numbers of records: sources first, then documents, claims and reviews.
    table: HashTable<u32>,
    hasher: RandomState,
    ids: Ids,
}

impl Index {
    fn find(&self, id: &str) -> Option<u32> {
        self.table.find(self.hasher.hash_one(id), |&number| self.ids.get(number) == id).copied()
    }

    /// Enters all ids; those that are taken come back with the number that has them.
    fn fill(&mut self) -> Vec<(u32, u32)> {
        let mut table = HashTable::with_capacity(self.ids.ranges.len());
        let mut doubles = Vec::new();
        for number in 0..count(self.ids.ranges.len()) {
            let id = self.ids.get(number);
            let hash = self.hasher.hash_one(id);
            match table.find(hash, |&other| self.ids.get(other) == id) {
                Some(&first) => doubles.push((first, number)),
                None => {
                    table.insert_unique(hash, number, |&other| self.hasher.hash_one(self.ids.get(other)));
                }
            }
        }
        self.table = table;
        doubles
    }
}

/// Records of one kind in order of id, and their ids.
#[derive(Debug)]
pub(crate) struct Sorted<T> {
    pub(crate) records: Vec<T>,
    pub(crate) ids: Ids,
}

impl<T> Sorted<T> {
    /// From records that are in order already.
    pub(crate) fn new(records: Vec<T>, id: impl Fn(&T) -> &Id) -> Self {
        let ids = Ids::of(records.iter().map(id));
        Self { records, ids }
    }
}

impl Corpus {
    /// Indexes records. Where several have one id, the first keeps it; the others come back.
    pub(crate) fn new(
        sources: Sorted<Source>,
        documents: Sorted<Document>,
        claims: Sorted<Claim>,
        reviews: Sorted<Review>,
    ) -> (Self, Vec<(Record, Record)>) {
        let mut index = Index { ids: sources.ids, ..Index::default() };
        index.ids.append(&documents.ids);
        index.ids.append(&claims.ids);
        index.ids.append(&reviews.ids);
        let doubles = index.fill();
        let corpus = Self {
            sources: sources.records,
            documents: documents.records,
            claims: claims.records,
            reviews: reviews.records,
            index,
        };
        let doubles =
            doubles.into_iter().map(|(first, second)| (corpus.record(first), corpus.record(second))).collect();
        (corpus, doubles)
    }

    /// The record that has this id.
    pub fn find(&self, id: &str) -> Option<Record> {
        self.index.find(id).map(|number| self.record(number))
    }

    /// The id of a record of this corpus.
    pub fn id(&self, record: Record) -> &str {
        let (sources, documents, claims) = (self.sources.len(), self.documents.len(), self.claims.len());
        self.index.ids.get(match record {
            Record::Source(at) => at,
            Record::Document(at) => count(sources) + at,
            Record::Claim(at) => count(sources + documents) + at,
            Record::Review(at) => count(sources + documents + claims) + at,
        })
    }

    /// What to call a record: a source's name or description, a document's title, a claim's statement, a review's verdict.
    pub fn label(&self, record: Record) -> &Text {
        match record {
            Record::Source(at) => &self.sources[at as usize].label,
            Record::Document(at) => &self.documents[at as usize].title,
            Record::Claim(at) => &self.claims[at as usize].statement,
            Record::Review(at) => &self.reviews[at as usize].verdict.value,
        }
    }

    /// Every record: sources, documents, claims, reviews, each in order of id.
    pub fn records(&self) -> impl ExactSizeIterator<Item = Record> {
        (0..count(self.index.ids.ranges.len())).map(|number| self.record(number))
    }

    fn record(&self, number: u32) -> Record {
        let mut at = number;
        for (length, kind) in [
            (self.sources.len(), Record::Source as fn(u32) -> Record),
            (self.documents.len(), Record::Document),
            (self.claims.len(), Record::Claim),
        ] {
            match at.checked_sub(count(length)) {
                Some(rest) => at = rest,
                None => return kind(at),
            }
        }
        Record::Review(at)
    }
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
