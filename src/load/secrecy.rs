//! Whether a record is confidential, or may be that of a confidential source. It is decided here alone, before anything
//! of the record is read.

use crate::model::Identity;
use crate::tree::{NodeId, Tree};

/// Fields that no other record has.
const ONLY_SOURCES_HAVE: [&str; 3] = ["known_to", "terms", "reason"];

/// Whether a record under `sources` is confidential: it is unless it says `identity: named`, once.
pub(super) fn is_confidential(tree: &Tree<'_>, source: NodeId) -> bool {
    let mut identities = tree.entries(source).filter(|&(key, _)| tree.scalar(key) == Some("identity"));
    let named = identities.next().is_some_and(|(_, value)| tree.scalar(value) == Some(Identity::Named.name()));
    !named || identities.next().is_some()
}

/// Whether a document is marked as confidential. What is not clearly a `false` is a mark.
pub(super) fn is_marked(tree: &Tree<'_>, document: NodeId) -> bool {
    let mut marks = tree.entries(document).filter(|&(key, _)| tree.scalar(key) == Some("confidential"));
    marks.any(|(_, value)| tree.scalar(value) != Some("false"))
}

/// Whether a mapping anywhere else may be the record of a confidential source, in the wrong place.
pub(super) fn may_be_confidential(tree: &Tree<'_>, mapping: NodeId) -> bool {
    let is_of_source = |key: &str| key == "identity" || ONLY_SOURCES_HAVE.contains(&key);
    tree.entries(mapping).any(|(key, _)| tree.scalar(key).is_some_and(is_of_source)) && is_confidential(tree, mapping)
}
