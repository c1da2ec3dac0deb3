//! What this module promises, checked on trees that the reader of YAML makes.

mod faults;
mod flaws;

use super::{NodeId, Tree};

/// The node at the end of a path of keys and, in lists, positions: `parts.1.note`. The whole document for an empty
/// path.
pub(crate) fn node_at(tree: &Tree<'_>, path: &str) -> NodeId {
    let root = tree.root().expect("the text holds something");
    path.split('.').filter(|step| !step.is_empty()).fold(root, |node, step| {
        let by_place = || tree.children(node).nth(step.parse().ok()?);
        tree.value(node, step).or_else(by_place).unwrap_or_else(|| panic!("no `{step}` of `{path}`"))
    })
}

/// What the file has for a node.
pub(crate) fn slice<'t>(text: &'t str, tree: &Tree<'_>, node: NodeId) -> &'t str {
    let (start, end) = tree.range(node);
    &text[start as usize..end as usize]
}
