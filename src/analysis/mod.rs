//! Facts about the graph: no words, no levels, and nothing that enumerates chains, of which there can be 2^60.
//!
//! The definitions of the terms are those of "What the words mean" in `docs/claim-files.md`.

mod circles;
mod corroborations;
mod dependents;
mod derivation;
mod dominators;
mod ends;
mod failure;
mod grounds;
mod independence;
mod lines;
mod masks;
mod nearest;
mod provenance;
mod ranking;
mod reach;
mod retractions;
mod returns;
mod search;
mod sides;
#[cfg(feature = "parquet")]
mod sourcing;
mod strike;
mod support;
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
pub use dependents::dependents;
pub(crate) use derivation::{Citations, Doubt};
pub(crate) use ends::{Along, Ends};
pub(crate) use grounds::grounds;
use provenance::{Provenance, provenance};
pub(crate) use retractions::{Retractions, retractions};
pub(crate) use returns::{Speaking, returns};
use support::Supports;
pub(crate) use together::count_together;

pub use ranking::falls_by_source;
#[cfg(feature = "parquet")]
pub use sourcing::{Sourcing, sourcing};
pub use strike::{Fallen, Impact, Target, Tie, Weakened, strike};
pub use support::Support;
#[cfg(feature = "html")]
pub(crate) use tree::Trees;
pub use tree::{Branch, Direction, End, Limits, Link, Shown, Tree, tree};
pub(crate) use unsettled::unsettled;
#[cfg(feature = "html")]
pub(crate) use witness::Witnesses;
pub use witness::{Witness, witness};

/// How many origins of a claim are listed.
pub const MAX_ORIGINS: usize = 10;

/// What kind of sources a claim rests on, worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// It has no chain to a source, and its citations meet a loop.
    Circular,
    /// It has no chain to a source, for any other reason.
    Unsourced,
    /// It has chains, but each passes a retracted claim, or it was retracted itself.
    Retracted,
    /// It has origins, and all of them are unnamed.
    Anonymous,
    /// It has origins, none of them is named, and at least one is an outlet.
    Outlet,
    /// An origin is named, and another is unnamed.
    Mixed,
    /// An origin is named, and none is unnamed.
    Named,
}

impl Basis {
    /// All of them, worst first.
    pub const ALL: [Self; 7] =
        [Self::Circular, Self::Unsourced, Self::Retracted, Self::Anonymous, Self::Outlet, Self::Mixed, Self::Named];

    /// The word for it in every output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Circular => "circular",
            Self::Unsourced => "unsourced",
            Self::Retracted => "retracted",
            Self::Anonymous => "anonymous",
            Self::Outlet => "outlet",
            Self::Mixed => "mixed",
            Self::Named => "named",
        }
    }

    /// Whether an origin is named and no outlet.
    pub const fn has_named_origin(self) -> bool {
        matches!(self, Self::Mixed | Self::Named)
    }
}

named!(Basis);

/// Which classes of source are among the origins of a claim.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Classes {
    /// A named source that is no outlet.
    pub named: bool,
    /// A named outlet.
    pub outlet: bool,
    /// A source that is not named.
    pub unnamed: bool,
}

/// What is known of every claim, by its number in the graph.
///
/// # Panics
/// What takes a number panics if it is not one of this corpus.
#[derive(Debug)]
pub struct Analysis {
    provenance: Provenance,
    supports: Supports,
}

/// Works everything out. Linear in claims and links, except for counts of two lines and more, which may take longer on
/// networks with many loops. Uses the threads of the current rayon pool.
pub fn analyse(graph: &Graph) -> Analysis {
    let (supports, provenance) = rayon::join(|| Supports::new(graph, None), || provenance(graph));
    Analysis { provenance, supports }
}

impl Analysis {
    /// What kind of sources a claim rests on.
    pub fn basis(&self, claim: ClaimIndex) -> Basis {
        self.provenance.bases[claim]
    }

    /// The sources at the ends of its live chains: the nearest [`MAX_ORIGINS`], by fewest links and then by id.
    pub fn origins(&self, claim: ClaimIndex) -> &[SourceIndex] {
        self.provenance.origins.of(claim)
    }

    /// Whether it has more origins than are listed.
    pub fn origins_truncated(&self, claim: ClaimIndex) -> bool {
        self.provenance.truncated[claim]
    }

    /// The classes of all its origins, listed or not.
    pub fn origin_classes(&self, claim: ClaimIndex) -> Classes {
        self.provenance.classes[claim]
    }

    /// Whether it is on a citation loop.
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

    /// How many live support chains it has that share no claim and no source and end in sources that can be told from
    /// each other; 3 means three or more. If there is none of these, 1 for whatever support it has.
    pub fn independent_sources(&self, claim: ClaimIndex) -> u8 {
        self.support(claim).any
    }

    /// How many live support chains share nothing on which every voice is named, the source at the end being no outlet.
    pub fn independent_named_sources(&self, claim: ClaimIndex) -> u8 {
        self.support(claim).named
    }

    /// Both counts.
    pub fn support(&self, claim: ClaimIndex) -> Support {
        self.supports.of(claim)
    }

    /// Whether it has support, and none of it ends in a source that can be told from others: it may all be from one.
    pub fn is_indistinct(&self, claim: ClaimIndex) -> bool {
        self.supports.is_supported(claim) && self.supports.distinct(claim) == 0
    }

    /// Whether it is on the record: still supported without unnamed voices and without outlets as sources.
    pub fn on_the_record(&self, claim: ClaimIndex) -> bool {
        self.independent_named_sources(claim) > 0
    }

    /// Of a claim with one independent source, the claim or source that every live support chain passes through, to any
    /// end: the one nearest the sources, if any.
    pub fn rests_solely_on(&self, claim: ClaimIndex) -> Option<Node> {
        self.supports.bottleneck(claim).filter(|_| self.independent_sources(claim) == 1)
    }
}
