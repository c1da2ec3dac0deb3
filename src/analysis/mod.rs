//! Facts about the graph: no words, no levels, and nothing that enumerates chains, of which there can be 2^60.
//!
//! The definitions of the terms are those of the format's description in the README's "What the words mean".

mod circles;
mod corroborations;
mod derivation;
mod dominators;
mod ends;
mod grounds;
mod independence;
mod lines;
mod masks;
mod provenance;
mod ranking;
mod reach;
mod resting;
mod retractions;
mod returns;
mod search;
mod sides;
mod strike;
#[cfg(test)]
mod tests;
mod together;
mod tree;
mod unsettled;
mod walk;
mod witness;

use crate::format::named;
use crate::graph::{Components, Graph};
use crate::index::{ClaimIndex, Node, SourceIndex};
pub(crate) use circles::circles;
pub(crate) use corroborations::{Shared, false_corroborations};
pub use derivation::{Citations, Doubt};
pub use ends::{Along, Ends, Way};
pub(crate) use grounds::grounds;
use independence::{Independence, independence};
use lines::{Lines, Voices};
use provenance::{Provenance, provenance};
pub(crate) use resting::resting;
pub(crate) use retractions::retractions;
pub(crate) use returns::{Speaking, returns};
pub(crate) use together::count_together;

pub use ranking::falls_by_source;
pub use strike::{Fallen, Impact, Tie, Weakened, strike};
pub use tree::{Branch, Direction, End, Limits, Link, Shown, Tree, Trees, tree};
pub(crate) use unsettled::unsettled;
pub use witness::{Witness, Witnesses, witness};

/// How many origins of a claim are listed.
pub const MAX_ORIGINS: usize = 10;

/// What kind of sources a claim rests on, worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// It has no chain to a source, and its citations meet a loop.
    Circular,
    /// It has no chain to a source, for any other reason.
    Unsourced,
    /// It has chains, but each passes a retracted claim.
    Retracted,
    /// It has origins, and none of them is named.
    Anonymous,
    /// It has origins, some named and some not.
    Mixed,
    /// It has origins, all of them named.
    Named,
}

impl Basis {
    /// All of them, worst first.
    pub const ALL: [Self; 6] =
        [Self::Circular, Self::Unsourced, Self::Retracted, Self::Anonymous, Self::Mixed, Self::Named];

    /// The word for it in every output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Circular => "circular",
            Self::Unsourced => "unsourced",
            Self::Retracted => "retracted",
            Self::Anonymous => "anonymous",
            Self::Mixed => "mixed",
            Self::Named => "named",
        }
    }
}

named!(Basis);

/// How many independent sources a claim has; 3 means three or more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Support {
    /// All.
    pub any: u8,
    /// Those on whose chains every voice is named.
    pub named: u8,
}

/// What is known of every claim, by its number in the graph.
#[derive(Debug)]
pub struct Analysis {
    provenance: Provenance,
    any: Independence,
    named: Independence,
}

/// Works everything out. Linear in claims and links, but for counts of two lines and more, which may take longer on networks with
/// many loops. Uses the threads of the current rayon pool.
pub(crate) fn analyse(graph: &Graph) -> Analysis {
    let count = |voices| independence(graph, &Lines::new(graph, voices));
    let (any, (named, provenance)) =
        rayon::join(|| count(Voices::Any), || rayon::join(|| count(Voices::Named), || provenance(graph)));
    Analysis { provenance, any, named }
}

impl Analysis {
    /// What kind of sources a claim rests on.
    pub fn basis(&self, claim: ClaimIndex) -> Basis {
        self.provenance.bases[claim]
    }

    /// The sources at the ends of its live chains: the nearest [`MAX_ORIGINS`], by fewest links and then by id.
    pub fn origins(&self, claim: ClaimIndex) -> &[SourceIndex] {
        self.provenance.origins[claim].sources()
    }

    /// Whether it has more origins than are listed.
    pub fn origins_truncated(&self, claim: ClaimIndex) -> bool {
        self.provenance.origins[claim].truncated
    }

    /// Whether it stands on a citation loop.
    pub fn in_cycle(&self, claim: ClaimIndex) -> bool {
        self.provenance.components.is_on_loop(claim)
    }

    /// The claims of the citation loop that it is on, with itself, in order of id; none if it is on none.
    pub fn on_loop_with(&self, claim: ClaimIndex) -> &[ClaimIndex] {
        let components = self.components();
        if components.is_on_loop(claim) { components.members(components.of(claim)) } else { &[] }
    }

    /// The claims by their citation loops.
    fn components(&self) -> &Components {
        &self.provenance.components
    }

    /// How many live support chains it has that share no claim and no source; 3 means three or more.
    pub fn independent_sources(&self, claim: ClaimIndex) -> u8 {
        self.any.counts[claim]
    }

    /// The same over chains on which every voice is named.
    pub fn independent_named_sources(&self, claim: ClaimIndex) -> u8 {
        self.named.counts[claim]
    }

    /// Both counts.
    pub fn support(&self, claim: ClaimIndex) -> Support {
        strike::support(&self.any, &self.named, claim)
    }

    /// Whether it stands without any voice that is not named.
    pub fn on_the_record(&self, claim: ClaimIndex) -> bool {
        self.independent_named_sources(claim) > 0
    }

    /// Of a claim with one independent source, the claim or source that every live support chain passes through, the one nearest
    /// the sources.
    pub fn rests_solely_on(&self, claim: ClaimIndex) -> Option<Node> {
        (self.independent_sources(claim) == 1).then(|| self.any.bottlenecks[Node::from(claim)])
    }
}
