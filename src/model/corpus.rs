//! All records of all files, in one order, and how to find them.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use super::ids::{Ids, Index};
use super::table::{FileRecords, Slot, Table};
use super::{Claim, Document, Id, RecordKind, Reference, Review, Source};
use crate::index::{ClaimIndex, DocumentIndex, Idx, ReviewIndex, SourceIndex};
use crate::text::{FileOrder, NormalName, Span, Text};

/// All records, each kind in order of id, so that nothing depends on the order of files.
///
/// # Panics
/// What takes a number panics if it is not one of this corpus.
#[derive(Debug, Clone, Default)]
pub struct Corpus {
    /// The sources.
    pub sources: Table<SourceIndex, Source>,
    /// The documents.
    pub documents: Table<DocumentIndex, Document>,
    /// The claims.
    pub claims: Table<ClaimIndex, Claim>,
    /// The reviews.
    pub reviews: Table<ReviewIndex, Review>,
    /// What is there and could not be read.
    pub(crate) broken: Broken,
    index: Arc<Index>,
    files: FileOrder,
}

/// The ids of records that could not be read as a whole. What is missing of them is no fault of the records that refer
/// to them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Broken {
    /// Those of which nothing could be read, and which are not among the records.
    unread: HashSet<Box<str>>,
    /// Those of which a part could not be read.
    damaged: HashSet<Box<str>>,
}

impl Broken {
    fn of(files: &[Arc<FileRecords>]) -> Self {
        let all = |ids: fn(&FileRecords) -> &Vec<Id>| {
            files.iter().flat_map(|file| ids(file)).map(|id| id.as_str().into()).collect()
        };
        Self { unread: all(|file| &file.unread), damaged: all(|file| &file.damaged) }
    }

    /// Whether a reference leads to a record that could not be read.
    pub(crate) fn has_unread(&self, id: &str) -> bool {
        !self.unread.is_empty() && self.unread.contains(id)
    }

    /// Whether there is any such record.
    pub(crate) fn has_any(&self) -> bool {
        !self.unread.is_empty() || !self.damaged.is_empty()
    }

    /// Whether a record could not be read as a whole, or not at all.
    pub(crate) fn has(&self, id: &str) -> bool {
        self.has_unread(id) || self.has_damaged(id)
    }

    /// Whether a record could not be read as a whole.
    pub(crate) fn has_damaged(&self, id: &str) -> bool {
        self.damaged.contains(id)
    }
}

/// A record of some kind, by its number among its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Record {
    /// A source.
    Source(SourceIndex),
    /// A document.
    Document(DocumentIndex),
    /// A claim.
    Claim(ClaimIndex),
    /// A review.
    Review(ReviewIndex),
}

impl Record {
    /// Its kind.
    pub const fn kind(self) -> RecordKind {
        match self {
            Self::Source(_) => RecordKind::Source,
            Self::Document(_) => RecordKind::Document,
            Self::Claim(_) => RecordKind::Claim,
            Self::Review(_) => RecordKind::Review,
        }
    }

    /// The claim that it is, if it is one.
    pub const fn claim(self) -> Option<ClaimIndex> {
        match self {
            Self::Claim(claim) => Some(claim),
            _ => None,
        }
    }
}

impl From<SourceIndex> for Record {
    fn from(source: SourceIndex) -> Self {
        Self::Source(source)
    }
}

impl From<DocumentIndex> for Record {
    fn from(document: DocumentIndex) -> Self {
        Self::Document(document)
    }
}

impl From<ClaimIndex> for Record {
    fn from(claim: ClaimIndex) -> Self {
        Self::Claim(claim)
    }
}

impl From<ReviewIndex> for Record {
    fn from(review: ReviewIndex) -> Self {
        Self::Review(review)
    }
}

/// The numbers of records that are in some files.
#[derive(Debug)]
pub(crate) struct FileNumbers {
    pub(crate) sources: Vec<SourceIndex>,
    pub(crate) documents: Vec<DocumentIndex>,
    pub(crate) claims: Vec<ClaimIndex>,
    pub(crate) reviews: Vec<ReviewIndex>,
}

/// Records of one kind in order of id: where they are, and their ids.
#[derive(Debug)]
pub(crate) struct Sorted {
    pub(crate) slots: Vec<Slot>,
    pub(crate) ids: Ids,
}

impl Corpus {
    /// Indexes the records of some files, of each kind in order of id: sources, documents, claims, reviews. Where
    /// several have one id, the first keeps it; the others come back.
    pub(crate) fn new(
        records: Arc<[Arc<FileRecords>]>,
        sorted: [Sorted; 4],
        files: FileOrder,
    ) -> (Self, Vec<(Record, Record)>) {
        let ids = Ids::joined(sorted.each_ref().map(|sorted| &sorted.ids));
        let [sources, documents, claims, reviews] = sorted.map(|sorted| sorted.slots);
        let (index, doubles) = Index::new(ids);
        let broken = Broken::of(&records);
        let corpus = Self {
            sources: Table::new(Arc::clone(&records), sources),
            documents: Table::new(Arc::clone(&records), documents),
            claims: Table::new(Arc::clone(&records), claims),
            reviews: Table::new(records, reviews),
            broken,
            index: Arc::new(index),
            files,
        };
        let doubles = doubles
            .into_iter()
            .map(|(first, second)| (corpus.record(first as usize), corpus.record(second as usize)))
            .collect();
        (corpus, doubles)
    }

    /// The record that a reference leads to, whatever its kind.
    pub(crate) fn referred(&self, reference: &Reference) -> Option<Record> {
        self.find(reference.to.untrusted())
    }

    /// The records that many references lead to, in order: faster than one by one.
    pub(crate) fn all_referred<'r>(
        &self,
        references: impl Iterator<Item = &'r Reference>,
    ) -> impl Iterator<Item = Option<Record>> {
        let found = self.index.find_all(references.map(|reference| reference.to.untrusted()));
        found.map(|number| number.map(|number| self.record(number as usize)))
    }

    /// Whether a reference leads to a source with a name. What does not certainly may lead to one without.
    pub(crate) fn is_named(&self, reference: &Reference) -> bool {
        self.is_source_with_name(self.referred(reference))
    }

    /// The same of many references, in order.
    pub(crate) fn are_named<'r>(&self, references: impl Iterator<Item = &'r Reference>) -> Vec<bool> {
        self.all_referred(references).map(|record| self.is_source_with_name(record)).collect()
    }

    fn is_source_with_name(&self, record: Option<Record>) -> bool {
        matches!(record, Some(Record::Source(source)) if !self.sources[source].is_confidential())
    }

    /// Puts other records of documents in the place of some, given by number. They have the same ids.
    pub(crate) fn replace_documents(&mut self, others: Vec<(usize, Document)>) {
        if !others.is_empty() {
            self.documents =
                self.documents.replaced(others, |documents| FileRecords { documents, ..FileRecords::default() });
        }
    }

    /// The same records in the same order, after edits that left their ids as they were.
    pub(crate) fn edited(&self, records: &Arc<[Arc<FileRecords>]>) -> Self {
        Self {
            sources: self.sources.edited(records),
            documents: self.documents.edited(records),
            claims: self.claims.edited(records),
            reviews: self.reviews.edited(records),
            broken: Broken::of(records),
            index: Arc::clone(&self.index),
            files: self.files.clone(),
        }
    }

    /// The numbers of the records of some files, of each kind: sources, documents, claims, reviews.
    pub(crate) fn in_files(&self, is_wanted: impl Fn(u32) -> bool) -> FileNumbers {
        FileNumbers {
            sources: self.sources.in_files(&is_wanted),
            documents: self.documents.in_files(&is_wanted),
            claims: self.claims.in_files(&is_wanted),
            reviews: self.reviews.in_files(&is_wanted),
        }
    }

    /// The order of the places of records.
    pub fn files(&self) -> &FileOrder {
        &self.files
    }

    /// Whether there is a record that a reference names.
    pub(crate) fn has(&self, reference: &Reference) -> bool {
        self.find(reference.to.untrusted()).is_some()
    }

    /// The record that has this id.
    pub fn find(&self, id: &str) -> Option<Record> {
        self.index.find(id).map(|number| self.record(number as usize))
    }

    /// The named sources with this name, whatever its capitals, its white space and an article before it.
    pub fn sources_called(&self, name: &Text) -> impl Iterator<Item = &Source> {
        let name = NormalName::of(name);
        let named = self.sources.iter().filter(|source| !source.is_confidential());
        named.filter(move |source| NormalName::of(&source.label) == name)
    }

    /// The id of a record of this corpus.
    pub fn id(&self, record: Record) -> &str {
        let (sources, documents, claims) = (self.sources.len(), self.documents.len(), self.claims.len());
        self.index.ids.get(match record {
            Record::Source(at) => at.at(),
            Record::Document(at) => sources + at.at(),
            Record::Claim(at) => sources + documents + at.at(),
            Record::Review(at) => sources + documents + claims + at.at(),
        })
    }

    /// The id of a record as it is in its file.
    pub fn text_of_id(&self, record: Record) -> &Text {
        match record {
            Record::Source(at) => self.sources[at].id.text(),
            Record::Document(at) => self.documents[at].id.text(),
            Record::Claim(at) => self.claims[at].id.text(),
            Record::Review(at) => self.reviews[at].id.text(),
        }
    }

    /// What to call a record: a source's name or description, a document's title, a claim's statement, a review's
    /// verdict.
    pub fn label(&self, record: Record) -> &Text {
        match record {
            Record::Source(at) => &self.sources[at].label,
            Record::Document(at) => &self.documents[at].title,
            Record::Claim(at) => &self.claims[at].statement,
            Record::Review(at) => &self.reviews[at].verdict.value,
        }
    }

    /// Where the id of a record is.
    pub fn place(&self, record: Record) -> Span {
        match record {
            Record::Source(at) => self.sources[at].place,
            Record::Document(at) => self.documents[at].place,
            Record::Claim(at) => self.claims[at].place,
            Record::Review(at) => self.reviews[at].place,
        }
    }

    /// Every record: sources, documents, claims, reviews, each in order of id.
    pub fn records(&self) -> impl ExactSizeIterator<Item = Record> {
        (0..self.index.ids.len()).map(|at| self.record(at))
    }

    /// The records whose ids begin with some letters, of which there must be one.
    pub(crate) fn beginning_with<'c>(&'c self, start: &'c str) -> impl Iterator<Item = Record> + use<'c> {
        let first = move |kind: Range<usize>| {
            let (mut low, mut high) = (kind.start, kind.end);
            while low < high {
                let middle = usize::midpoint(low, high);
                if self.id(self.record(middle)) < start { low = middle + 1 } else { high = middle }
            }
            low..kind.end
        };
        let kinds = self.kinds().into_iter().filter(move |_| !start.is_empty());
        let begins = move |record: &Record| self.id(*record).starts_with(start);
        kinds.flat_map(move |kind| first(kind).map(|at| self.record(at)).take_while(begins))
    }

    /// The place among all files of the one that a record is in. Looks at no record: of a million, each is elsewhere in
    /// memory.
    pub(crate) fn file_rank(&self, record: Record) -> u32 {
        match record {
            Record::Source(at) => self.sources.slots()[at.at()].file,
            Record::Document(at) => self.documents.slots()[at.at()].file,
            Record::Claim(at) => self.claims.slots()[at.at()].file,
            Record::Review(at) => self.reviews.slots()[at.at()].file,
        }
    }

    /// The records of a kind, in order of id.
    pub(crate) fn of_kind(&self, kind: RecordKind) -> impl Iterator<Item = Record> {
        self.kinds()[kind as usize].clone().map(|at| self.record(at))
    }

    /// Where the records of each kind stand among all of them.
    pub(crate) fn kinds(&self) -> [Range<usize>; 4] {
        let documents = self.sources.len();
        let claims = documents + self.documents.len();
        let reviews = claims + self.claims.len();
        [0..documents, documents..claims, claims..reviews, reviews..self.index.ids.len()]
    }

    /// The record at a place among all of them.
    pub(crate) fn record(&self, mut at: usize) -> Record {
        for (length, kind) in [
            (self.sources.len(), (|at| Record::Source(Idx::new(at))) as fn(usize) -> Record),
            (self.documents.len(), |at| Record::Document(Idx::new(at))),
            (self.claims.len(), |at| Record::Claim(Idx::new(at))),
        ] {
            match at.checked_sub(length) {
                Some(rest) => at = rest,
                None => return kind(at),
            }
        }
        Record::Review(Idx::new(at))
    }
}
