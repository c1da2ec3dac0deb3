//! Chains, a link at a time: what a claim rests on, and what rests on a claim or a source.

use std::collections::BTreeMap;

use super::place::{named, record_of};
use super::symbols::Symbol;
use crate::index::ClaimIndex;
use crate::model::{Record, Role};
use crate::text::{FileId, Span};
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
    let (graph, mut calls) = (snapshot.graph(), Calls::new(snapshot));
    for (role, to, place) in calls.links(claim) {
        if role != Role::Corroborates {
            calls.add(to, role, place);
        }
    }
    for &other in graph.corroborated_by(claim) {
        calls.add_those_to(other, Record::Claim(claim), Role::Corroborates);
    }
    calls.in_order()
}

/// What rests on a claim or a source: the claims in its voice, those that cite it, and those that it corroborates.
pub fn carries(snapshot: &Snapshot, record: Record) -> Vec<Call> {
    let (graph, mut calls) = (snapshot.graph(), Calls::new(snapshot));
    match record {
        Record::Source(source) => {
            for &claim in graph.speaks_in(source) {
                calls.add_those_to(claim, record, Role::AttributedTo);
            }
        }
        Record::Claim(claim) => {
            for &other in graph.cited_by(claim) {
                calls.add_those_to(other, record, Role::Cites);
            }
            for (role, to, place) in calls.links(claim) {
                if role == Role::Corroborates {
                    calls.add(to, role, place);
                }
            }
        }
        Record::Document(_) | Record::Review(_) => {}
    }
    calls.in_order()
}

/// Links by the record at their other end.
struct Calls<'s> {
    snapshot: &'s Snapshot,
    by_record: BTreeMap<Record, Vec<(Role, Span)>>,
}

impl<'s> Calls<'s> {
    fn new(snapshot: &'s Snapshot) -> Self {
        Self { snapshot, by_record: BTreeMap::new() }
    }

    fn add(&mut self, record: Record, role: Role, place: Span) {
        self.by_record.entry(record).or_default().push((role, place));
    }

    /// Adds the links of a claim to a certain record.
    fn add_those_to(&mut self, from: ClaimIndex, to: Record, wanted: Role) {
        for (role, _, place) in self.links(from).into_iter().filter(|&(role, other, _)| other == to && role == wanted) {
            self.add(Record::Claim(from), role, place);
        }
    }

    /// The links of a claim that hold, in the order of its fields.
    fn links(&self, claim: ClaimIndex) -> Vec<(Role, Record, Span)> {
        let (graph, record) = (self.snapshot.graph(), &self.snapshot.corpus().claims[claim]);
        let all = [
            (Role::AttributedTo, record.attributed_to()),
            (Role::Cites, record.cites()),
            (Role::Corroborates, record.corroborates()),
        ];
        let links = all.into_iter().flat_map(|(role, list)| list.iter().map(move |to| (role, to)));
        let found = links.filter_map(|(role, to)| Some((role, record_of(self.snapshot, &to.to)?, to.span)));
        // Links are in ascending order.
        let holds = |&(role, to, _): &(Role, Record, Span)| match (role, to) {
            (Role::AttributedTo, Record::Source(to)) => graph.voices(claim).binary_search(&to).is_ok(),
            (Role::Cites, Record::Claim(to)) => graph.cites(claim).binary_search(&to).is_ok(),
            (Role::Corroborates, Record::Claim(to)) => graph.corroborates(claim).binary_search(&to).is_ok(),
            _ => false,
        };
        found.filter(holds).collect()
    }

    fn in_order(self) -> Vec<Call> {
        let call = |(record, links)| Call { record: Symbol::new(self.snapshot, record), links };
        self.by_record.into_iter().map(call).collect()
    }
}
