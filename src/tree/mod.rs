//! A tree of values in which every key and value has its place in a text, what is wrong with single values, and typed
//! records out of that tree. It knows no format: `yaml/` is its first reader, and other formats fill the same tree.

mod arena;
mod de;
mod flaws;
mod placed;

pub(crate) use arena::{FlawKind, NodeId, NodeKind, Tree};
pub(crate) use de::{Fault, FaultKind, read};
pub(crate) use flaws::finish;
pub(crate) use placed::{List, Placed};

/// How deep lists and mappings may be nested. The format needs 6.
pub(crate) const MAX_DEPTH: usize = 32;
/// The longest text value, in bytes.
pub(crate) const MAX_SCALAR: usize = 1 << 20;

#[cfg(test)]
mod tests;
#[cfg(test)]
pub(crate) use tests::{node_at, slice};
