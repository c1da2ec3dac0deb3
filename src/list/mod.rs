//! Which records there are: found by kind, words, tag and basis.

pub(crate) mod json;
mod text;

use crate::analysis::Analysis;
use crate::format::{Format, Writer, Written};
use crate::index::ClaimIndex;
use crate::model::{Corpus, Record, RecordKind};
use crate::report::Selection;
use crate::text::{Text, nearest};
use crate::workspace::Snapshot;

/// Which records are listed.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// Only those of these kinds; of all of them, if there is none.
    pub kinds: Vec<RecordKind>,
    /// Only those in whose id, label or tags each of these words is, in capitals or not.
    pub words: Vec<String>,
    /// Only these claims, and no other records, unless it selects everything.
    pub claims: Selection,
}

/// A list of records, as a view of the corpus.
#[derive(Debug)]
pub struct List<'a> {
    corpus: &'a Corpus,
    analysis: &'a Analysis,
    /// In order of kind, then of id.
    records: Vec<Record>,
    /// The kind that was meant, if there is no record and the first word is nearly one.
    meant: Option<RecordKind>,
}

/// Lists records. Linear in the texts that are searched.
pub fn list<'a>(snapshot: &'a Snapshot, request: &Request) -> List<'a> {
    let (corpus, analysis) = (snapshot.corpus(), snapshot.analysis());
    let words: Vec<_> = request.words.iter().map(|word| word.to_lowercase()).collect();
    let is_wanted = |record: &Record| {
        (request.kinds.is_empty() || request.kinds.contains(&record.kind())) && has_all(corpus, *record, &words)
    };
    let records: Vec<_> = if request.claims.is_everything() {
        corpus.records().filter(is_wanted).collect()
    } else {
        let claims = request.claims.claims(corpus, snapshot.graph(), analysis);
        claims.into_iter().map(Record::Claim).filter(is_wanted).collect()
    };
    let meant = if records.is_empty() { meant(request) } else { None };
    List { corpus, analysis, records, meant }
}

/// The kind that is most like the first word, where there is none.
fn meant(request: &Request) -> Option<RecordKind> {
    let first = request.words.first().filter(|_| request.kinds.is_empty())?;
    RecordKind::of_section(nearest(first, RecordKind::SECTIONS)?)
}

/// Whether each word is somewhere in what readers see of a record.
pub(crate) fn has_all(corpus: &Corpus, record: Record, words: &[String]) -> bool {
    if words.is_empty() {
        return true;
    }
    let tags = record.claim().map_or(&[][..], |claim| corpus.claims[claim].tags());
    let texts = [corpus.text_of_id(record), corpus.label(record)].into_iter().chain(tags);
    let texts: Vec<_> = texts.map(|text: &Text| text.untrusted().to_lowercase()).collect();
    words.iter().all(|word| texts.iter().any(|text| text.contains(word)))
}

impl<'a> List<'a> {
    /// The records, by kind and then in order of id.
    pub fn records(&self) -> &[Record] {
        &self.records
    }

    fn of_kind(&self, kind: RecordKind) -> impl Iterator<Item = Record> + Clone {
        self.records.iter().copied().filter(move |record| record.kind() == kind)
    }

    /// What a source is to readers, or a claim rests on.
    fn state(&self, record: Record) -> Option<&'static str> {
        match record {
            Record::Source(at) => Some(self.corpus.sources[at].identity.name()),
            Record::Claim(at) => Some(self.basis(at)),
            Record::Document(_) | Record::Review(_) => None,
        }
    }

    fn basis(&self, claim: ClaimIndex) -> &'static str {
        self.analysis.basis(claim).name()
    }

    fn id(&self, record: Record) -> &'a str {
        self.corpus.id(record)
    }
}

impl Written for List<'_> {
    fn writers() -> impl IntoIterator<Item = Writer<Self>> {
        [Writer::new(Format::Text, text::write), Writer::new(Format::Json, json::write)]
    }
}
