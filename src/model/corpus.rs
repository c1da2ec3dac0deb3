use foldhash::fast::RandomState;
use hashbrown::HashTable;
use std::hash::BuildHasher;

use super::{Claim, Document, Review, Source};

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

/// Ids to records. It has its own copy of all ids, one after the other: looking one up touches no record.
#[derive(Debug, Default)]
struct Index {
    /// Numbers of records: sources first, then documents, claims and reviews.
    table: HashTable<u32>,
    hasher: RandomState,
    ids: String,
    /// Where each record's id ends in `ids`.
    ends: Vec<usize>,
}

impl Index {
    fn id(&self, number: u32) -> &str {
        let number = number as usize;
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.ids[start..self.ends[number]]
    }

    fn push(&mut self, id: &str) {
        self.ids.push_str(id);
        self.ends.push(self.ids.len());
    }

    fn find(&self, id: &str) -> Option<u32> {
        self.table.find(self.hasher.hash_one(id), |&number| self.id(number) == id).copied()
    }

    /// Enters all ids that were pushed; those that are taken come back with the number that has them.
    fn fill(&mut self) -> Vec<(u32, u32)> {
        let mut table = HashTable::with_capacity(self.ends.len());
        let mut doubles = Vec::new();
        for number in 0..count(self.ends.len()) {
            let id = self.id(number);
            let hash = self.hasher.hash_one(id);
            match table.find(hash, |&other| self.id(other) == id) {
                Some(&first) => doubles.push((first, number)),
                None => {
                    table.insert_unique(hash, number, |&other| self.hasher.hash_one(self.id(other)));
                }
            }
        }
        self.table = table;
        doubles
    }
}

impl Corpus {
    /// Indexes records that are in order of id. Where several have one id, the first keeps it; the others come back.
    pub(crate) fn new(
        sources: Vec<Source>,
        documents: Vec<Document>,
        claims: Vec<Claim>,
        reviews: Vec<Review>,
    ) -> (Self, Vec<(Record, Record)>) {
        let mut index = Index::default();
        sources.iter().for_each(|record| index.push(record.id.as_str()));
        documents.iter().for_each(|record| index.push(record.id.as_str()));
        claims.iter().for_each(|record| index.push(record.id.as_str()));
        reviews.iter().for_each(|record| index.push(record.id.as_str()));
        let doubles = index.fill();
        let corpus = Self { sources, documents, claims, reviews, index };
        let doubles = doubles.into_iter().map(|(first, second)| (corpus.record(first), corpus.record(second))).collect();
        (corpus, doubles)
    }

    /// The record that has this id.
    pub fn find(&self, id: &str) -> Option<Record> {
        self.index.find(id).map(|number| self.record(number))
    }

    /// The id of a record of this corpus.
    pub fn id(&self, record: Record) -> &str {
        let (sources, documents, claims) = (self.sources.len(), self.documents.len(), self.claims.len());
        self.index.id(match record {
            Record::Source(at) => at,
            Record::Document(at) => count(sources) + at,
            Record::Claim(at) => count(sources + documents) + at,
            Record::Review(at) => count(sources + documents + claims) + at,
        })
    }

    /// Every record: sources, documents, claims, reviews, each in order of id.
    pub fn records(&self) -> impl ExactSizeIterator<Item = Record> {
        (0..count(self.index.ends.len())).map(|number| self.record(number))
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
