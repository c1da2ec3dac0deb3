//! What falls, and what is weakened, when a source or a claim is struck.

use super::lines::{LineKind, Lines, Struck};
use super::support::Supports;
use super::{Analysis, Support};
use crate::graph::Graph;
use crate::index::{ClaimIndex, DocumentIndex, IndexVec, Node, SourceIndex};
use crate::model::Record;

/// What can be struck.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// A claim no longer counts.
    Claim(ClaimIndex),
    /// A source says nothing any more: no chain ends in it, and a claim whose voices are only that source can neither
    /// relay nor be an origin, but is still supported by what corroborates it.
    Source(SourceIndex),
    /// A document takes with it every claim whose evidence is all in it.
    Document(DocumentIndex),
}

impl Target {
    /// A record, if it can be struck.
    pub fn of(record: Record) -> Option<Self> {
        match record {
            Record::Claim(claim) => Some(Self::Claim(claim)),
            Record::Source(source) => Some(Self::Source(source)),
            Record::Document(document) => Some(Self::Document(document)),
            Record::Review(_) => None,
        }
    }
}

impl From<Target> for Record {
    fn from(target: Target) -> Self {
        match target {
            Target::Claim(claim) => Self::Claim(claim),
            Target::Source(source) => Self::Source(source),
            Target::Document(document) => Self::Document(document),
        }
    }
}

/// What striking a source, a claim or a document does.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Impact {
    /// The claims that had a live support chain and have none left, in order. A claim that is struck itself is among
    /// them.
    pub falls: Vec<Fallen>,
    /// The claims that could reach something struck and still have a chain, in order.
    pub weakened: Vec<Weakened>,
}

/// A claim that falls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fallen {
    /// The claim.
    pub claim: ClaimIndex,
    /// How it is bound to what was struck.
    pub tie: Tie,
}

/// How a claim that falls is bound to what was struck, the closest way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tie {
    /// It was struck itself, or its only voice, or the only document it is in.
    Struck,
    /// It cites a claim that was struck.
    Cites,
    /// A claim that was struck corroborates it.
    Corroborated,
    /// It rests on claims that fall.
    FurtherUp,
}

impl Tie {
    /// All of them, the closest first.
    pub const ALL: [Self; 4] = [Self::Struck, Self::Cites, Self::Corroborated, Self::FurtherUp];
}

/// A claim that is still supported, on less or on the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Weakened {
    /// The claim.
    pub claim: ClaimIndex,
    /// What it had before.
    pub before: Support,
    /// What it has left.
    pub after: Support,
}

/// Strikes a source, a claim or a document.
/// Linear in claims and links, except for the counts of what is left, which take as long as in [`super::analyse`].
///
/// # Panics
/// If a number is not one of this corpus.
pub fn strike(graph: &Graph, analysis: &Analysis, target: Target) -> Impact {
    let struck = Struck::new(graph, target);
    let (left, reaches) = rayon::join(|| Supports::new(graph, Some(&struck)), || reaches(graph, &struck));
    let mut impact = Impact { falls: Vec::new(), weakened: Vec::new() };
    for claim in graph.claims() {
        let (before, after) = (analysis.support(claim), left.of(claim));
        if before.any > 0 && after.any == 0 {
            impact.falls.push(Fallen { claim, tie: tie(graph, &struck, claim) });
        } else if after.any > 0 && reaches[claim.into()] {
            impact.weakened.push(Weakened { claim, before, after });
        }
    }
    impact
}

impl Struck {
    fn new(graph: &Graph, target: Target) -> Self {
        let mut struck = Self {
            gone: IndexVec::filled(false, graph.node_count()),
            silent: IndexVec::filled(false, graph.claim_count()),
        };
        match target {
            Target::Claim(claim) => struck.gone[claim.into()] = true,
            Target::Source(source) => {
                struck.gone[graph.source_node(source)] = true;
                for &claim in graph.speaks_in(source) {
                    struck.silent[claim] = graph.voices(claim) == [source];
                }
            }
            Target::Document(document) => {
                let stands_in_it = |&claim: &ClaimIndex| {
                    let evidence = graph.evidence(claim);
                    !evidence.is_empty() && evidence.iter().all(|&other| other == Some(document))
                };
                for claim in graph.claims().filter(stands_in_it) {
                    struck.gone[claim.into()] = true;
                }
            }
        }
        struck
    }

    /// Whether a claim is not there, or has no voice any more.
    fn has(&self, claim: ClaimIndex) -> bool {
        self.gone[claim.into()] || self.silent[claim]
    }
}

/// What could reach something struck along live support links.
fn reaches(graph: &Graph, struck: &Struck) -> IndexVec<Node, bool> {
    let lines = Lines::new(graph, LineKind::Any);
    let mut reaches = struck.gone.clone();
    for claim in graph.claims().filter(|&claim| struck.silent[claim]) {
        reaches[claim.into()] = true;
    }
    let mut open: Vec<Node> = reaches.indices().filter(|&node| reaches[node]).collect();
    while let Some(node) = open.pop() {
        for &claim in lines.up(node) {
            if !std::mem::replace(&mut reaches[claim], true) {
                open.push(claim);
            }
        }
    }
    reaches
}

fn tie(graph: &Graph, struck: &Struck, claim: ClaimIndex) -> Tie {
    let is_struck = |&other: &ClaimIndex| struck.has(other) && !graph.is_retracted(other);
    if struck.has(claim) {
        Tie::Struck
    } else if graph.cites(claim).iter().any(is_struck) {
        Tie::Cites
    } else if graph.corroborated_by(claim).iter().any(is_struck) {
        Tie::Corroborated
    } else {
        Tie::FurtherUp
    }
}
