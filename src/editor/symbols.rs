//! The outline of a file, and records by words, wherever they are.

use super::Line;
use super::place::{extent, record_of, sections};
use crate::list;
use crate::model::{FileUses, Record, Role};
use crate::report::Origin;
use crate::text::{FileId, Span, Text};
use crate::workspace::Snapshot;

/// A record, as lists of an editor show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symbol {
    /// The record.
    pub record: Record,
    /// Its id.
    pub id: Text,
    /// What it is, in one line: what readers may see.
    pub detail: Line,
    /// Its key.
    pub key: Span,
    /// All of it; of one that shares a line with others only the key.
    pub whole: Span,
    /// Whether it is a claim that was withdrawn.
    pub is_retracted: bool,
}

/// A section of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its name, such as `claims`.
    pub name: &'static str,
    /// Its key.
    pub key: Span,
    /// All of it.
    pub whole: Span,
    /// Its records, in order of place.
    pub records: Vec<Symbol>,
}

/// The sections of a claim file with their records, in order of place. Linear in the file.
pub fn outline(snapshot: &Snapshot, file: FileId) -> Vec<Section> {
    let text = snapshot.files().get(file);
    let mut sections: Vec<_> = sections(text)
        .map(|(name, start)| {
            let end = start + crate::index::number(name.len());
            let key = Span { file, start, end };
            Section { name, key, whole: extent(text, key), records: Vec::new() }
        })
        .collect();
    for of in snapshot.uses_in_file(file).into_iter().flat_map(FileUses::in_order) {
        let record = record_of(snapshot, &of.id).filter(|_| of.role == Role::Record);
        let Some(record) = record.filter(|&record| snapshot.corpus().place(record) == of.place) else { continue };
        let section = sections.iter_mut().rfind(|section| section.key.start <= of.place.start);
        if let Some(section) = section {
            section.records.push(Symbol::new(snapshot, record));
        }
    }
    sections
}

/// Records in whose id, label or tags each of some words is, at most so many: those whose id begins with what is
/// searched for come first. Linear in what is searched.
pub fn symbols(snapshot: &Snapshot, words: &str, most: usize) -> Vec<Symbol> {
    let corpus = snapshot.corpus();
    let split: Vec<_> = words.split_whitespace().map(str::to_lowercase).collect();
    let start = words.trim().to_lowercase();
    let begin = corpus.beginning_with(&start);
    let rest = corpus.records().filter(|&record| {
        let is_listed = !start.is_empty() && corpus.id(record).starts_with(&*start);
        !is_listed && list::has_all(corpus, record, &split)
    });
    begin.chain(rest).take(most).map(|record| Symbol::new(snapshot, record)).collect()
}

impl Symbol {
    pub(super) fn new(snapshot: &Snapshot, record: Record) -> Self {
        let corpus = snapshot.corpus();
        let key = corpus.place(record);
        let whole = extent(snapshot.files().get(key.file), key);
        let line = Line::default().text(corpus.label(record));
        let is_retracted = record.claim().is_some_and(|claim| snapshot.graph().is_retracted(claim));
        let detail = match record {
            Record::Source(source) => line.words(format!(" ({})", Origin::new(corpus, source).word())),
            Record::Claim(claim) => line.words(format!(" ({})", snapshot.analysis().basis(claim).name())),
            Record::Document(_) | Record::Review(_) => line,
        };
        Self { record, id: corpus.text_of_id(record).clone(), detail, key, whole, is_retracted }
    }
}
