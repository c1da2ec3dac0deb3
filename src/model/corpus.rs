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

#[derive(Debug, Default)]
struct Index {
    table: HashTable<Record>,
    hasher: RandomState,
}

impl Corpus {
    /// Indexes records that are in order of id. Where several have one id, the first keeps it; the others come back.
    pub(crate) fn new(
        sources: Vec<Source>,
        documents: Vec<Document>,
        claims: Vec<Claim>,
        reviews: Vec<Review>,
    ) -> (Self, Vec<(Record, Record)>) {
        let total = sources.len() + documents.len() + claims.len() + reviews.len();
        let index = Index { table: HashTable::with_capacity(total), hasher: RandomState::default() };
        let mut corpus = Self { sources, documents, claims, reviews, index };
        let mut table = std::mem::take(&mut corpus.index.table);
        let mut doubles = Vec::new();
        for record in corpus.records() {
            let id = corpus.id(record);
            let hash = corpus.index.hasher.hash_one(id);
            match table.find(hash, |&other| corpus.id(other) == id) {
                Some(&first) => doubles.push((first, record)),
                None => {
                    table.insert_unique(hash, record, |&other| corpus.index.hasher.hash_one(corpus.id(other)));
                }
            }
        }
        corpus.index.table = table;
        (corpus, doubles)
    }

    /// The record that has this id.
    pub fn find(&self, id: &str) -> Option<Record> {
        let hash = self.index.hasher.hash_one(id);
        self.index.table.find(hash, |&record| self.id(record) == id).copied()
    }

    /// The id of a record of this corpus.
    pub fn id(&self, record: Record) -> &str {
        match record {
            Record::Source(at) => self.sources[at as usize].id.as_str(),
            Record::Document(at) => self.documents[at as usize].id.as_str(),
            Record::Claim(at) => self.claims[at as usize].id.as_str(),
            Record::Review(at) => self.reviews[at as usize].id.as_str(),
        }
    }

    /// Every record: sources, documents, claims, reviews, each in order of id.
    pub fn records(&self) -> impl Iterator<Item = Record> + use<> {
        let number = |length: usize| 0..u32::try_from(length).unwrap_or(u32::MAX);
        number(self.sources.len())
            .map(Record::Source)
            .chain(number(self.documents.len()).map(Record::Document))
            .chain(number(self.claims.len()).map(Record::Claim))
            .chain(number(self.reviews.len()).map(Record::Review))
    }
}
