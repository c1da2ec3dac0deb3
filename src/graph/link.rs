//! References resolved: the corpus to its graph.

use std::collections::HashSet;

use rayon::prelude::*;

use super::suggest::Suggestions;
use super::{Adjacency, Graph, Loose, Relation, Standing};
use crate::diagnostic::faults::{DANGLING_REFERENCE, OFF_THE_RECORD, SELF_REFERENCE, WRONG_KIND_REFERENCE};
use crate::diagnostic::{Diagnostic, Fix, Message, Placed, Unworded};
use crate::index::{ClaimIndex, DocumentIndex, Idx, IndexVec, ReviewIndex, SourceIndex, number};
use crate::model::{Claim, Corpus, Id, Record, RecordKind, Reference, Terms};
use crate::text::{Span, is_same_word};

/// Claims per piece of parallel work.
const CHUNK: usize = 4096;

/// A corpus with its references resolved.
#[derive(Debug)]
pub(crate) struct Linked {
    /// The graph of all links that hold.
    pub(crate) graph: Graph,
    /// The links that do not, in order of place.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// Resolves every reference of a corpus. Linear in records and references.
pub(crate) fn link(corpus: &Corpus) -> Linked {
    // Asked of every voice: the records of a million sources are too far apart for that.
    let off_record = corpus.sources.entries().filter(|(_, source)| source.terms == Some(Terms::OffRecord));
    let off_record: HashSet<_> = off_record.map(|(at, _)| at).collect();
    let chunks: Vec<Links> = corpus
        .claims
        .slots()
        .par_chunks(CHUNK)
        .enumerate()
        .map(|(nth, slots)| {
            let claims = (nth * CHUNK..).take(slots.len()).map(ClaimIndex::new);
            let references = claims.clone().flat_map(|claim| references(&corpus.claims[claim]));
            let mut referred = corpus.all_referred(references);
            let mut links = Links::default();
            for claim in claims {
                links.claim(corpus, &off_record, claim, &mut referred);
            }
            links.leave_out_contradictions();
            links
        })
        .collect();
    let mut links = Links::joined(chunks);
    links.others(corpus, &off_record);
    let diagnostics = links.report(corpus);
    Linked { graph: links.graph(corpus), diagnostics }
}

/// What a claim refers to, in the order in which it is resolved.
fn references(claim: &Claim) -> impl Iterator<Item = &Reference> {
    let documents = claim.evidence.iter().map(|item| &item.document);
    let claims = [claim.cites(), claim.corroborates(), claim.disputes()];
    claim.attributed_to().iter().chain(documents).chain(claims.into_iter().flatten())
}

/// Links that hold, by kind and in ascending order, and those that do not.
#[derive(Default)]
struct Links<'c> {
    voices: Vec<(ClaimIndex, SourceIndex)>,
    cites: Vec<(ClaimIndex, ClaimIndex)>,
    corroborates: Vec<(ClaimIndex, ClaimIndex)>,
    disputes: Vec<(ClaimIndex, ClaimIndex)>,
    contradicts: Vec<(ClaimIndex, ClaimIndex)>,
    documents: Vec<(ClaimIndex, DocumentIndex)>,
    evidence: Vec<Option<DocumentIndex>>,
    publishers: IndexVec<DocumentIndex, Option<SourceIndex>>,
    reviewed: IndexVec<ReviewIndex, Option<ClaimIndex>>,
    loose: Vec<Loose>,
    retracted: Vec<bool>,
    /// How many items of evidence each claim has.
    items: Vec<u32>,
    broken: Unworded<Broken<'c>>,
}

/// One list of all pieces, in room that is just enough. What a piece had is free at once.
fn join<P, T>(pieces: &mut [P], list: impl Fn(&mut P) -> &mut Vec<T>) -> Vec<T> {
    let mut joined = Vec::with_capacity(pieces.iter_mut().map(|piece| list(piece).len()).sum());
    for piece in pieces {
        joined.extend(std::mem::take(list(piece)));
    }
    joined
}

/// A reference that does not hold.
struct Broken<'c> {
    /// The record that refers.
    from: &'c Id,
    reference: &'c Reference,
    wanted: RecordKind,
    why: Why,
}

enum Why {
    Dangling,
    WrongKind(Record),
    Itself,
    /// What uses it all the same.
    OffTheRecord(&'static str),
}

impl<'c> Links<'c> {
    /// Resolves the [`references`] of a claim, given what has their ids.
    fn claim(
        &mut self,
        corpus: &'c Corpus,
        off_record: &HashSet<SourceIndex>,
        from: ClaimIndex,
        referred: &mut impl Iterator<Item = Option<Record>>,
    ) {
        let claim = &corpus.claims[from];
        let mut resolve = |links: &mut Self, reference, wanted| {
            links.resolve(corpus, &claim.id, reference, referred.next().flatten(), wanted)
        };
        let mut loose = Loose { unread: claim.has_unread_links, ..Loose::default() };
        self.retracted.push(claim.retracted().is_some());
        self.items.push(number(claim.evidence.len()));
        for reference in claim.attributed_to() {
            let Some(Record::Source(at)) = resolve(self, reference, RecordKind::Source) else {
                loose.voices = true;
                continue;
            };
            self.voices.push((from, at));
            if off_record.contains(&at) {
                self.broken(&claim.id, reference, RecordKind::Source, Why::OffTheRecord("a claim is attributed to it"));
            }
        }
        for item in &claim.evidence {
            let document = match resolve(self, &item.document, RecordKind::Document) {
                Some(Record::Document(at)) => Some(at),
                _ => None,
            };
            self.documents.extend(document.map(|at| (from, at)));
            self.evidence.push(document);
        }
        in_order(&mut self.documents, from);
        in_order(&mut self.voices, from);
        let mut claims = |references: &'c [Reference], links: fn(&mut Self) -> &mut Vec<(ClaimIndex, ClaimIndex)>| {
            let mut is_loose = false;
            for reference in references {
                match resolve(self, reference, RecordKind::Claim) {
                    Some(Record::Claim(to)) if to == from => {
                        self.broken(&claim.id, reference, RecordKind::Claim, Why::Itself);
                        is_loose = true;
                    }
                    Some(Record::Claim(to)) => links(self).push((from, to)),
                    _ => is_loose = true,
                }
            }
            in_order(links(self), from);
            is_loose
        };
        loose.cites = claims(claim.cites(), |links| &mut links.cites);
        claims(claim.corroborates(), |links| &mut links.corroborates);
        claims(claim.disputes(), |links| &mut links.disputes);
        self.loose.push(loose);
    }

    /// A claim that both corroborates and disputes another one does neither.
    fn leave_out_contradictions(&mut self) {
        let is_both = |link: &&(ClaimIndex, ClaimIndex)| self.corroborates.binary_search(link).is_ok();
        let both: Vec<_> = self.disputes.iter().filter(is_both).copied().collect();
        if !both.is_empty() {
            self.disputes.retain(|link| both.binary_search(link).is_err());
            self.corroborates.retain(|link| both.binary_search(link).is_err());
        }
        self.contradicts = both;
    }

    /// The references of records that are not nodes.
    fn others(&mut self, corpus: &'c Corpus, off_record: &HashSet<SourceIndex>) {
        for document in &corpus.documents {
            let publisher = document.publisher.as_ref();
            let publisher = publisher.and_then(|publisher| {
                self.resolve(corpus, &document.id, publisher, corpus.referred(publisher), RecordKind::Source)
            });
            let publisher = match publisher {
                Some(Record::Source(at)) => Some(at),
                _ => None,
            };
            self.publishers.push(publisher);
            if let (Some(reference), Some(_)) = (&document.publisher, publisher.filter(|at| off_record.contains(at))) {
                let why = Why::OffTheRecord("a document is published by it");
                self.broken(&document.id, reference, RecordKind::Source, why);
            }
        }
        for review in &corpus.reviews {
            let referred = corpus.referred(&review.claim);
            let claim = self.resolve(corpus, &review.id, &review.claim, referred, RecordKind::Claim);
            self.reviewed.push(match claim {
                Some(Record::Claim(at)) => Some(at),
                _ => None,
            });
        }
    }

    /// What a reference leads to, given the record that has the id.
    fn resolve(
        &mut self,
        corpus: &Corpus,
        from: &'c Id,
        reference: &'c Reference,
        referred: Option<Record>,
        wanted: RecordKind,
    ) -> Option<Record> {
        match referred {
            Some(record) if record.kind() == wanted => Some(record),
            Some(record) => {
                self.broken(from, reference, wanted, Why::WrongKind(record));
                None
            }
            None if corpus.broken.has_unread(reference.to.untrusted()) => None,
            None => {
                self.broken(from, reference, wanted, Why::Dangling);
                None
            }
        }
    }

    fn broken(&mut self, from: &'c Id, reference: &'c Reference, wanted: RecordKind, why: Why) {
        self.broken.push(Broken { from, reference, wanted, why });
    }

    fn joined(mut pieces: Vec<Self>) -> Self {
        let pieces = &mut pieces;
        let mut joined = Self {
            voices: join(pieces, |piece| &mut piece.voices),
            cites: join(pieces, |piece| &mut piece.cites),
            corroborates: join(pieces, |piece| &mut piece.corroborates),
            disputes: join(pieces, |piece| &mut piece.disputes),
            contradicts: join(pieces, |piece| &mut piece.contradicts),
            documents: join(pieces, |piece| &mut piece.documents),
            evidence: join(pieces, |piece| &mut piece.evidence),
            loose: join(pieces, |piece| &mut piece.loose),
            retracted: join(pieces, |piece| &mut piece.retracted),
            items: join(pieces, |piece| &mut piece.items),
            ..Self::default()
        };
        for piece in pieces {
            joined.broken.append(std::mem::take(&mut piece.broken));
        }
        joined
    }

    fn report(&mut self, corpus: &'c Corpus) -> Vec<Diagnostic> {
        let mut suggestions = Suggestions::new(corpus);
        let word = |broken: &Broken<'_>| broken.diagnostic(corpus, &mut suggestions).about(broken.from.text().clone());
        std::mem::take(&mut self.broken).into_list(corpus.files(), word)
    }

    fn graph(self, corpus: &Corpus) -> Graph {
        let (claims, sources) = (corpus.claims.len(), corpus.sources.len());
        let relation = |links: &[_]| Relation::new(claims, links, claims);
        let (voices, (cites, (corroborates, disputes))) = rayon::join(
            || Relation::new(claims, &self.voices, sources),
            || rayon::join(|| relation(&self.cites), || (relation(&self.corroborates), relation(&self.disputes))),
        );
        Graph {
            retracted: self.retracted.into(),
            sources: corpus.sources.iter().map(Standing::of).collect(),
            voices,
            cites,
            corroborates,
            disputes,
            contradicts: Adjacency::new(claims, &self.contradicts),
            documents: Adjacency::new(claims, &self.documents),
            evidence: Adjacency::from_counts(&self.items, self.evidence),
            publishers: self.publishers,
            reviews: reviews(claims, &self.reviewed),
            reviewed: self.reviewed,
            loose: self.loose.into(),
        }
    }
}

/// The reviews of all claims.
fn reviews(claims: usize, reviewed: &IndexVec<ReviewIndex, Option<ClaimIndex>>) -> Adjacency<ClaimIndex, ReviewIndex> {
    let mut links: Vec<_> = reviewed.entries().filter_map(|(review, claim)| Some(((*claim)?, review))).collect();
    links.sort_unstable();
    Adjacency::new(claims, &links)
}

/// Puts the links that start at `from`, the last ones, in order, each once.
fn in_order<T: Idx>(links: &mut Vec<(ClaimIndex, T)>, from: ClaimIndex) {
    let start = links.iter().rposition(|link| link.0 != from).map_or(0, |last| last + 1);
    links[start..].sort_unstable();
    // In place: one claim can have as many as a file has room for.
    let mut end = start;
    for at in start..links.len() {
        if end == start || links[end - 1] != links[at] {
            links[end] = links[at];
            end += 1;
        }
    }
    links.truncate(end);
}

impl Placed for Broken<'_> {
    fn place(&self) -> Span {
        self.reference.span
    }
}

impl Broken<'_> {
    /// Whether it could tell who published a confidential document: what is in the place of a publisher may be the name
    /// of somebody. Only an id is shown, and not that of a document that is marked as confidential.
    fn is_kept_back(&self, corpus: &Corpus) -> bool {
        let Some(Record::Document(at)) = corpus.find(self.from.as_str()) else { return false };
        let is_open = !corpus.documents[at].is_confidential || corpus.documents[at].is_withheld;
        !is_open || Id::check(self.reference.to.untrusted()).is_err()
    }

    fn diagnostic(&self, corpus: &Corpus, suggestions: &mut Suggestions<'_>) -> Diagnostic {
        let (span, id) = (self.reference.span, self.reference.to.untrusted());
        match self.why {
            Why::Dangling if self.is_kept_back(corpus) => {
                let message =
                    Message::new("the publisher of ").id(self.from.text()).words(" is no source in these files");
                Diagnostic::new(&DANGLING_REFERENCE, span, message)
                    .help("write the id of a source; until then the reference is ignored")
            }
            Why::Dangling => self.dangling(suggestions),
            Why::WrongKind(record) => {
                let message = Message::new("").value(id).words(" is a ").words(record.kind().name());
                let message = message.words("; expected a ").words(self.wanted.name());
                Diagnostic::new(&WRONG_KIND_REFERENCE, span, message)
                    .help("name another record; until then the reference is ignored")
            }
            Why::Itself => {
                Diagnostic::new(&SELF_REFERENCE, span, Message::new("").value(id).words(" refers to itself"))
                    .help("remove it; it is ignored")
            }
            Why::OffTheRecord(used) => {
                let message = Message::new("").value(id).words(" spoke off the record, but ").words(used);
                Diagnostic::new(&OFF_THE_RECORD, span, message).help("find another source, or ask for other terms")
            }
        }
    }

    fn dangling(&self, suggestions: &mut Suggestions<'_>) -> Diagnostic {
        let (span, id) = (self.reference.span, self.reference.to.untrusted());
        let meant = suggestions.nearest(id, |record| record.kind() == self.wanted);
        let mut message = Message::new("no ").words(self.wanted.name()).words(" with the id ").value(id);
        if let Some(stranger) = id.chars().find(|character| !character.is_ascii()) {
            message = message.words(", which contains ").character(stranger);
        }
        let diagnostic = Diagnostic::new(&DANGLING_REFERENCE, span, message)
            .missing(self.wanted.section(), self.reference.to.clone());
        match meant {
            // Another id is another voice, so nothing but the way of writing it may be changed unseen.
            Some(meant) => diagnostic.help(Message::new("did you mean ").value(meant).words("?")).fix(Fix::replace(
                span,
                meant,
                is_same_word(id, meant),
            )),
            None => diagnostic.help("add the record, or correct the reference; until then it is ignored"),
        }
    }
}
