//! A graph from rows of numbers: no records, no references to resolve.

use super::{Adjacency, Graph, Loose, Relation, Standing};
use crate::index::{ClaimIndex, Idx, IndexVec, SourceIndex};
use crate::model::SourceClass;

/// Claims, sources and links by number, in any order and perhaps more than once.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    /// Whether each claim was withdrawn.
    pub(crate) retracted: IndexVec<ClaimIndex, bool>,
    /// What each source is worth as the end of a chain, and whether readers know its name.
    pub(crate) sources: IndexVec<SourceIndex, (SourceClass, bool)>,
    /// Who asserts what.
    pub(crate) voices: Vec<(ClaimIndex, SourceIndex)>,
    /// Who relays what. No claim relays itself.
    pub(crate) cites: Vec<(ClaimIndex, ClaimIndex)>,
    /// Who corroborates what. No claim corroborates itself, or disputes what it corroborates.
    pub(crate) corroborates: Vec<(ClaimIndex, ClaimIndex)>,
}

impl Graph {
    /// The graph of some rows. It knows no disputes, documents and reviews. Which unnamed sources can be told from
    /// others it does not know either: it takes them for one, as it must where nobody knows.
    ///
    /// # Panics
    /// If a link leads to something that is not there.
    pub(crate) fn from_rows(rows: Rows) -> Self {
        let Rows { retracted, sources, mut voices, mut cites, mut corroborates } = rows;
        let claims = retracted.len();
        let standing = |&(class, has_name): &(SourceClass, bool)| {
            let is_distinct = class == SourceClass::Named;
            Standing { has_name, class, is_distinct }
        };
        in_order(&mut voices);
        in_order(&mut cites);
        in_order(&mut corroborates);
        Self {
            voices: Relation::new(claims, &voices, sources.len()),
            cites: Relation::new(claims, &cites, claims),
            corroborates: Relation::new(claims, &corroborates, claims),
            disputes: Relation::new(claims, &[], claims),
            contradicts: Adjacency::new(claims, &[]),
            documents: Adjacency::new(claims, &[]),
            evidence: Adjacency::from_lists(claims, |_, _| {}),
            publishers: IndexVec::default(),
            reviewed: IndexVec::default(),
            reviews: Adjacency::new(claims, &[]),
            loose: IndexVec::filled(Loose::default(), claims),
            sources: sources.iter().map(standing).collect(),
            retracted,
        }
    }
}

/// Puts links in order, each once. Those of an export are.
fn in_order<T: Idx>(links: &mut Vec<(ClaimIndex, T)>) {
    if !links.is_sorted_by(|a, b| a < b) {
        links.sort_unstable();
        links.dedup();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_may_come_in_any_order_and_twice() {
        let claims = |numbers: &[(u32, u32)]| -> Vec<_> {
            numbers.iter().map(|&(from, to)| (ClaimIndex(from), ClaimIndex(to))).collect()
        };
        let graph = Graph::from_rows(Rows {
            retracted: vec![false, true, false].into(),
            sources: vec![(SourceClass::Outlet, true), (SourceClass::Unnamed, false)].into(),
            voices: vec![(ClaimIndex(2), SourceIndex(1)), (ClaimIndex(0), SourceIndex(0))],
            cites: claims(&[(2, 1), (0, 2), (2, 0), (0, 2)]),
            corroborates: claims(&[(1, 2)]),
        });
        assert_eq!(graph.cites(ClaimIndex(0)), [ClaimIndex(2)]);
        assert_eq!(graph.cites(ClaimIndex(2)), [ClaimIndex(0), ClaimIndex(1)]);
        assert_eq!(graph.cited_by(ClaimIndex(2)), [ClaimIndex(0)]);
        assert_eq!(graph.corroborated_by(ClaimIndex(2)), [ClaimIndex(1)]);
        assert_eq!(graph.voices(ClaimIndex(2)), [SourceIndex(1)]);
        assert!(graph.is_retracted(ClaimIndex(1)) && !graph.is_retracted(ClaimIndex(0)));
        assert!(graph.is_named(SourceIndex(0)) && !graph.is_named(SourceIndex(1)));
        assert_eq!(graph.class(SourceIndex(0)), SourceClass::Outlet);
    }
}
