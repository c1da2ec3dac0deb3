//! Where in a file something is that may have to be hidden, with the record that it is of: who is behind that may be
//! in another file.

use std::collections::HashSet;

use super::secrecy::{has_mark, within};
use crate::index::number;
use crate::model::{Claim, Document, Evidence, FileRecords, Id, Reference, Review, fields};
use crate::text::{FileId, Span, Text, nearest};
use crate::tree::{NodeId, NodeKind, Tree};

/// The first and last byte.
pub(super) type Range = (u32, u32);

/// The fields of an item of evidence with what a document says.
const QUOTED: [&str; 3] = ["quote", "translation", "locator"];

/// Where in a file something is that may have to be hidden.
#[derive(Debug, Default)]
pub(super) struct Ranges {
    /// The whole records of its sources.
    pub(super) sources: Vec<Range>,
    /// The whole records of its documents.
    pub(super) documents: Vec<Range>,
    /// Ids in fields that no document has, which may be those of publishers, with the place of each document in its
    /// list.
    pub(super) publishers: Vec<(usize, Reference)>,
    /// The ids of documents behind claims that say that they are confidential, or of which an item of evidence does:
    /// what is meant are the documents.
    pub(super) marked: Vec<Id>,
    /// What is the desk's in its claims, with the place of each claim in its list. Nothing says whose it is where the
    /// voices of the claim could not be read, or a quote is from no document that can be told.
    pub(super) notes: Vec<(Option<usize>, Range)>,
    /// The same of its reviews, with the place of each in its list.
    pub(super) reviews: Vec<(usize, Range)>,
    /// What its claims quote, with the place of each item among all the evidence of the file.
    pub(super) quotes: Vec<(u32, Range)>,
    /// How many items of evidence there are.
    evidence: u32,
}

/// Records that are left out, and where they are. What is confidential stays so.
#[derive(Debug, Default)]
pub(super) struct LeftOut {
    pub(super) records: FileRecords,
    pub(super) ranges: Ranges,
}

impl LeftOut {
    pub(super) fn is_empty(&self) -> bool {
        self.records.len() == 0
    }
}

/// Where a record is, and whether anything is wrong with it.
#[derive(Clone, Copy)]
pub(super) struct Place<'a, 't> {
    pub(super) tree: &'a Tree<'t>,
    pub(super) record: NodeId,
    pub(super) is_faulty: bool,
}

impl Ranges {
    /// Adds the document that is the last one of its list.
    pub(super) fn add_document(&mut self, place: Place<'_, '_>, whole: &Text, file: FileId) {
        let Place { tree, record, is_faulty } = place;
        let at = self.documents.len();
        self.documents.push(tree.range(record));
        let is_stray = |&(key, _): &(NodeId, NodeId)| {
            is_faulty && !Document::FIELDS.iter().any(|field| tree.scalar(key) == Some(field.name))
        };
        for value in tree.entries(record).filter(is_stray).map(|(_, value)| value) {
            for node in std::iter::once(value).chain(tree.children(value)) {
                let id = tree.scalar(node).and_then(|text| Id::parse(&whole.part(text)).ok());
                let (start, end) = tree.range(node);
                let reference = id.map(|id| Reference { to: id.text().clone(), span: Span { file, start, end } });
                self.publishers.extend(reference.map(|reference| (at, reference)));
            }
        }
    }

    /// Adds a claim, given by its place in its list. What it quotes is dropped where nobody can tell which of two
    /// documents it is from.
    pub(super) fn add_claim(&mut self, place: Place<'_, '_>, text: &Text, claim: &mut Claim, at: usize) {
        let Place { tree, record, is_faulty } = place;
        if is_faulty {
            self.add_marked(tree, record, text);
        }
        let whose = Some(at).filter(|_| !is_faulty || has_read_voices(tree, record));
        let end = self.evidence + number(claim.evidence.len());
        for (key, value) in tree.entries(record) {
            match tree.scalar(key) {
                Some("note") => self.notes.push((whose, tree.range(value))),
                Some("evidence") if !tree.is_flawed(value) => self.add_evidence(place, value, claim, whose),
                _ if is_faulty && is_note(tree, key) => self.notes.push((whose, entry(tree, key, value))),
                _ => {}
            }
        }
        self.evidence = end;
    }

    fn add_marked(&mut self, tree: &Tree<'_>, record: NodeId, text: &Text) {
        let has_document = |node: NodeId| tree.value(node, "document").is_some();
        let marked: Vec<_> = within(tree, record).filter(|&node| has_mark(tree, node)).collect();
        let is_clear = marked.iter().all(|&node| has_document(node));
        let documents = within(tree, record).filter(|node| !marked.is_empty() && (!is_clear || marked.contains(node)));
        let ids = documents.filter_map(|node| tree.scalar(tree.value(node, "document")?));
        self.marked.extend(ids.filter_map(|id| Id::parse(&text.part(id)).ok()));
        if marked.contains(&record) {
            self.notes.push((None, tree.range(record)));
        }
    }

    /// Adds a review, given by its place in its list.
    pub(super) fn add_review(&mut self, place: Place<'_, '_>, at: usize) {
        let Place { tree, record, is_faulty } = place;
        if is_faulty && has_mark(tree, record) {
            self.notes.push((None, tree.range(record)));
        }
        let all = || Review::FIELDS.iter().map(|field| field.name);
        let is_note = |key| match tree.scalar(key) {
            Some(name) if all().any(|field| field == name) => name == "note",
            Some(name) => is_faulty && matches!(nearest(name, all()), None | Some("note")),
            None => true,
        };
        let notes = tree.entries(record).filter(|&(key, _)| is_note(key));
        self.reviews.extend(notes.map(|(key, value)| (at, entry(tree, key, value))));
    }

    fn add_evidence(&mut self, place: Place<'_, '_>, list: NodeId, claim: &mut Claim, whose: Option<usize>) {
        let Place { tree, is_faulty, .. } = place;
        let mut read = claim.evidence.iter_mut().peekable();
        for item in tree.children(list).filter(|_| tree.kind(list) == NodeKind::List) {
            let document = tree.value(item, "document").map(|document| tree.range(document));
            let is_it = |read: &&mut Evidence| document == Some((read.document.span.start, read.document.span.end));
            let Some(read) = read.next_if(is_it) else { continue };
            let is_sure = !is_faulty || is_one_quote(tree, item);
            if !is_sure {
                (read.quote, read.translation, read.locator) = (None, None, None);
            }
            // Fields that follow each other are one range: a corpus may have some million of them.
            let mut run = None;
            for (key, value) in tree.entries(item) {
                let range = entry(tree, key, value);
                if tree.scalar(key) == Some("document") {
                    self.quotes.extend(run.take().map(|run| (self.evidence, run)));
                    continue;
                }
                if is_sure {
                    run = Some((run.map_or(range.0, |(start, _)| start), range.1));
                }
                if is_faulty && is_note(tree, key) {
                    self.notes.push((whose, range));
                }
            }
            self.quotes.extend(run.map(|run| (self.evidence, run)));
            self.evidence += 1;
        }
    }

    /// Adds what looks like a quote and is in no evidence that was read: nobody can tell which document it is from.
    /// `read` is where the quotes are that were read, in order.
    pub(super) fn add_stray_quotes(&mut self, tree: &Tree<'_>, read: &[Range]) {
        let Some(root) = tree.root() else { return };
        // There, the keys are ids.
        let sections: HashSet<_> = tree.entries(root).map(|(_, section)| section).chain([root]).collect();
        let is_map = |node: NodeId| tree.kind(node) == NodeKind::Map;
        for map in tree.nodes().filter(|&node| is_map(node) && !sections.contains(&node)) {
            for (key, value) in tree.entries(map) {
                match meant(tree, key) {
                    Some(field) if QUOTED.contains(&field) && !is_map(value) => {
                        self.add_stray(entry(tree, key, value), read);
                    }
                    Some("evidence") => self.add_stray_evidence(tree, value, read),
                    _ => {}
                }
            }
        }
    }

    fn add_stray_evidence(&mut self, tree: &Tree<'_>, value: NodeId, read: &[Range]) {
        let is_list = tree.kind(value) == NodeKind::List;
        let items = tree.children(value).filter(|_| is_list);
        for item in items.chain((!is_list).then_some(value)) {
            let fields = tree.entries(item).filter(|&(key, _)| meant(tree, key) != Some("document"));
            fields.for_each(|(key, value)| self.add_stray(entry(tree, key, value), read));
            self.notes.extend((tree.kind(item) != NodeKind::Map).then(|| (None, tree.range(item))));
        }
    }

    fn add_stray(&mut self, range: Range, read: &[Range]) {
        let first = read.partition_point(|&(_, end)| end <= range.0);
        let is_read = read.get(first).is_some_and(|&(start, _)| start <= range.0);
        self.notes.extend((!is_read).then_some((None, range)));
    }
}

/// All that a key and its value take.
fn entry(tree: &Tree<'_>, key: NodeId, value: NodeId) -> Range {
    (tree.range(key).0, tree.range(value).1)
}

/// Whether it is known whose voices a claim has. Without a list of them, a key that is no field may be in its place.
fn has_read_voices(tree: &Tree<'_>, claim: NodeId) -> bool {
    let is_voices = |&(key, _): &(NodeId, NodeId)| meant(tree, key) == Some("attributed_to");
    let is_read = |(key, list): (NodeId, NodeId)| {
        let is_id = |item| tree.scalar(item).is_some() && !tree.is_flawed(item) && !tree.is_null(item);
        tree.scalar(key) == Some("attributed_to")
            && tree.kind(list) == NodeKind::List
            && !tree.is_flawed(list)
            && tree.children(list).all(is_id)
    };
    let mut voices = tree.entries(claim).filter(is_voices).peekable();
    let has_stray = || tree.entries(claim).any(|(key, _)| meant(tree, key).is_none());
    if voices.peek().is_none() { !has_stray() } else { voices.all(is_read) }
}

/// Whether an item of evidence names one document and has no field twice: what is there twice may be of the next item,
/// of which the line with the document is lost.
fn is_one_quote(tree: &Tree<'_>, item: NodeId) -> bool {
    let count = |field| tree.entries(item).filter(|&(key, _)| meant(tree, key) == Some(field)).count();
    count("document") == 1 && QUOTED.iter().all(|field| count(field) <= 1)
}

/// Whether a key is no field of a claim or its evidence, nor like one: then it is likely to be a line of a note.
fn is_note(tree: &Tree<'_>, key: NodeId) -> bool {
    matches!(meant(tree, key), None | Some("note"))
}

/// The field of claims or of their evidence that a key is, or that is meant by it.
fn meant(tree: &Tree<'_>, key: NodeId) -> Option<&'static str> {
    let name = tree.scalar(key)?;
    let own = || Claim::FIELDS.iter().map(|field| field.name).chain(Evidence::FIELDS.iter().map(|field| field.name));
    let is_known = fields::names().contains(&name);
    if is_known { own().find(|field| *field == name) } else { nearest(name, own()) }
}
