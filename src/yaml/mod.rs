//! YAML text to a tree in which every key and value has its place, and typed records out of that tree.
//!
//! [`parse`] reads with two readers that give the same tree: [`everyday`], which takes only the plain style that most claim
//! files keep to and gives up at anything else, and [`events`], which reads all of YAML through the parser crate and words
//! every refusal. A property test holds them to each other.

mod de;
mod events;
mod everyday;
mod flaws;
mod placed;
mod refusal;
mod tree;

pub(crate) use de::{Fault, FaultKind, read};
pub(crate) use placed::{List, Placed};
pub(crate) use refusal::{Refusal, RefusalKind};
pub(crate) use tree::{FlawKind, Kind, NodeId, Tree};

/// How deep lists and mappings may stand in each other. The format needs 6.
pub(crate) const MAX_DEPTH: usize = 32;
/// The longest text value, in bytes.
pub(crate) const MAX_SCALAR: usize = 1 << 20;

/// Reads one document.
///
/// # Errors
/// The first thing after which the text cannot be understood.
pub(crate) fn parse(text: &str) -> Result<Tree<'_>, Refusal> {
    let mut tree = match everyday::parse(text) {
        Some(tree) => tree,
        None => events::parse(text)?,
    };
    flaws::find(&mut tree);
    Ok(tree)
}

#[cfg(test)]
mod tests;
