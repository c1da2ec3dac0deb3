//! Chains, a link at a time: what a claim rests on, and what rests on a claim or a source.

use std::collections::BTreeMap;

use super::place::named;
use super::symbols::Symbol;
use crate::index::{ClaimIndex, SourceIndex};
use crate::model::{Claim, Record, Reference, Role};
use crate::text::{FileId, Span, Text};
use crate::workspace::Snapshot;

/// A record that is linked with another one, and by what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// The record at the other end.
    pub record: Symbol,
    /// The links: what the field is that says so, and where. Of corroboration, that is in the claim that corroborates,
    /// although what is corroborated rests on it.
    pub links: Vec<(Role, Span)>,
}

/// The claim or source whose id is at a byte of a file: where chains can be followed from.
pub fn call_root(snapshot: &Snapshot, file: FileId, offset: u32) -> Option<Symbol> {
    let (_, record) = named(snapshot, file, offset)?;
    matches!(record, Record::Claim(_) | Record::Source(_)).then(|| Symbol::new(snapshot, record))
}

/// What a claim rests on: its voices, the claims that it cites, and those that corroborate it. A source rests on
/// nothing.
pub fn rests_on(snapshot: &Snapshot, record: Record) -> Vec<Call> {
    let Record::Claim(claim) = record else { return Vec::new() };
    let (graph, mut calls) = (snapshot.graph(), Calls::default());
    for &voice in graph.voices(claim) {
        calls.add_voice(snapshot, claim, voice, Record::Source(voice));
    }
    for &cited in graph.cites(claim) {
        calls.add(snapshot, claim, Role::Cites, cited, Record::Claim(cited));
    }
    for &other in graph.corroborated_by(claim) {
        calls.add(snapshot, other, Role::Corroborates, claim, Record::Claim(other));
    }
    calls.in_order(snapshot)
}

/// What rests on a claim or a source: the claims in its voice, those that cite it, and those that it corroborates.
pub fn carries(snapshot: &Snapshot, record: Record) -> Vec<Call> {
    let (graph, mut calls) = (snapshot.graph(), Calls::default());
    match record {
        Record::Source(source) => {
            for &claim in graph.speaks_in(source) {
                calls.add_voice(snapshot, claim, source, Record::Claim(claim));
            }
        }
        Record::Claim(claim) => {
            for &other in graph.cited_by(claim) {
                calls.add(snapshot, other, Role::Cites, claim, Record::Claim(other));
            }
            for &other in graph.corroborates(claim) {
                calls.add(snapshot, claim, Role::Corroborates, other, Record::Claim(other));
            }
        }
        Record::Document(_) | Record::Review(_) => {}
    }
    calls.in_order(snapshot)
}

/// Links by the record at their other end.
#[derive(Default)]
struct Calls(BTreeMap<Record, Vec<(Role, Span)>>);

impl Calls {
    /// The link from a claim to one of its voices; `end` is the one of the two that is not asked about.
    fn add_voice(&mut self, snapshot: &Snapshot, claim: ClaimIndex, voice: SourceIndex, end: Record) {
        let corpus = snapshot.corpus();
        let id = corpus.sources[voice].id.text();
        self.add_links(&corpus.claims[claim], Role::AttributedTo, id, end);
    }

    /// The link from a claim to another one.
    fn add(&mut self, snapshot: &Snapshot, from: ClaimIndex, role: Role, to: ClaimIndex, end: Record) {
        let corpus = snapshot.corpus();
        self.add_links(&corpus.claims[from], role, corpus.claims[to].id.text(), end);
    }

    fn add_links(&mut self, from: &Claim, role: Role, to: &Text, end: Record) {
        let references: &[Reference] = match role {
            Role::AttributedTo => &from.attributed_to,
            Role::Cites => &from.cites,
            _ => &from.corroborates,
        };
        let places = references.iter().filter(|reference| reference.to == *to).map(|reference| (role, reference.span));
        self.0.entry(end).or_default().extend(places);
    }

    fn in_order(self, snapshot: &Snapshot) -> Vec<Call> {
        let call = |(record, links)| Call { record: Symbol::new(snapshot, record), links };
        self.0.into_iter().map(call).collect()
    }
}
