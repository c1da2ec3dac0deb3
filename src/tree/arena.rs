//! The tree: nodes in one array, each with its place in the text, and what is wrong with single ones.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::HashSet;

use super::MAX_SCALAR;
use crate::index::number;

/// A node of a [`Tree`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct NodeId(pub(crate) u32);

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NodeKind {
    /// Text that is in the file unchanged.
    Plain,
    /// Text between one-character quotes, without escapes in it.
    Quoted,
    /// Text that differs from what the file has: escapes, folded lines. The number of the text.
    Made(u32),
    /// A list.
    List,
    /// A mapping: its children are keys and values in turn.
    Map,
}

/// 20 bytes a node: a tree stays smaller than its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Node {
    kind: NodeKind,
    start: u32,
    end: u32,
    /// The node after this one and all that is in it.
    next: u32,
}

/// What one text holds. Nodes are in the order of the text, each before what is in it, so nothing here is nested
/// and dropping it takes no recursion.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Tree<'t> {
    text: &'t str,
    nodes: Vec<Node>,
    made: Vec<Box<str>>,
    /// Where the last node that was pushed or closed ends.
    end: u32,
    flaws: Vec<Flaw>,
    /// The nodes that have a flaw.
    flawed: HashSet<NodeId>,
}

/// Something wrong with one node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Flaw {
    /// The value that cannot be used.
    pub(crate) node: NodeId,
    /// Where to point.
    pub(crate) at: NodeId,
    /// What is wrong.
    pub(crate) kind: FlawKind,
}

/// What is wrong with a node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum FlawKind {
    /// The mapping has this key already, there.
    DuplicateKey(NodeId),
    /// A key is not text.
    KeyNotText,
    /// A text is longer than the limit.
    TooLong,
    /// An escape is a control character.
    Control(char),
    /// `<<`.
    MergeKey,
}

/// The nodes of a tree that is no longer needed are room for those of the next: files are read one after the other,
/// and what stays of each would lie between the trees of all. More than this is not kept.
const MAX_SPARE: usize = 1 << 16;

thread_local! {
    static SPARE: Cell<Vec<Node>> = const { Cell::new(Vec::new()) };
}

impl Drop for Tree<'_> {
    fn drop(&mut self) {
        let nodes = std::mem::take(&mut self.nodes);
        if nodes.capacity() <= MAX_SPARE {
            let _kept = SPARE.try_with(|spare| spare.set(nodes));
        }
    }
}

impl<'t> Tree<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        let mut nodes = SPARE.take();
        nodes.clear();
        // Claim files have a node for every fifteen bytes or so.
        nodes.reserve(text.len() / 14);
        Self { text, nodes, made: Vec::new(), end: 0, flaws: Vec::new(), flawed: HashSet::new() }
    }

    pub(crate) fn root(&self) -> Option<NodeId> {
        (!self.nodes.is_empty()).then_some(NodeId(0))
    }

    pub(crate) fn kind(&self, node: NodeId) -> NodeKind {
        self.node(node).kind
    }

    /// The bytes the node takes, quotes and brackets included.
    pub(crate) fn range(&self, node: NodeId) -> (u32, u32) {
        (self.node(node).start, self.node(node).end)
    }

    /// The text of a scalar; nothing for lists and mappings.
    pub(crate) fn scalar(&self, node: NodeId) -> Option<&str> {
        let Node { kind, start, end, .. } = *self.node(node);
        match kind {
            NodeKind::Plain => Some(&self.text[start as usize..end as usize]),
            NodeKind::Quoted => Some(&self.text[start as usize + 1..end as usize - 1]),
            NodeKind::Made(nth) => Some(&self.made[nth as usize]),
            NodeKind::List | NodeKind::Map => None,
        }
    }

    /// The same, borrowed from the text of the file where it can be.
    pub(crate) fn scalar_cow(&self, node: NodeId) -> Option<Cow<'t, str>> {
        let Node { kind, start, end, .. } = *self.node(node);
        match kind {
            NodeKind::Plain => Some(Cow::Borrowed(&self.text[start as usize..end as usize])),
            NodeKind::Quoted => Some(Cow::Borrowed(&self.text[start as usize + 1..end as usize - 1])),
            NodeKind::Made(nth) => Some(Cow::Owned(self.made[nth as usize].clone().into())),
            NodeKind::List | NodeKind::Map => None,
        }
    }

    /// The bytes of a scalar: to compare a text with, that is enough, and takes less.
    pub(crate) fn bytes(&self, node: NodeId) -> Option<&[u8]> {
        let Node { kind, start, end, .. } = *self.node(node);
        match kind {
            NodeKind::Plain => Some(&self.text.as_bytes()[start as usize..end as usize]),
            NodeKind::Quoted => Some(&self.text.as_bytes()[start as usize + 1..end as usize - 1]),
            NodeKind::Made(nth) => Some(self.made[nth as usize].as_bytes()),
            NodeKind::List | NodeKind::Map => None,
        }
    }

    /// True for a value that was left out, and for the words that mean nothing in YAML.
    pub(crate) fn is_null(&self, node: NodeId) -> bool {
        self.kind(node) == NodeKind::Plain && matches!(self.bytes(node), Some(b"" | b"~" | b"null" | b"Null" | b"NULL"))
    }

    /// Every node, in the order of the text.
    pub(crate) fn nodes(&self) -> impl Iterator<Item = NodeId> + use<> {
        (0..number(self.nodes.len())).map(NodeId)
    }

    /// What is directly in a list; of a mapping, keys and values in turn.
    pub(crate) fn children(&self, node: NodeId) -> Children<'_, 't> {
        Children { tree: self, at: node.0 + 1, end: self.node(node).next }
    }

    /// The entries of a mapping; nothing for other nodes.
    pub(crate) fn entries(&self, node: NodeId) -> impl Iterator<Item = (NodeId, NodeId)> {
        let mut children = self.children(node);
        let is_map = self.kind(node) == NodeKind::Map;
        std::iter::from_fn(move || is_map.then(|| Some((children.next()?, children.next()?)))?)
    }

    /// The value of a mapping's key.
    pub(crate) fn value(&self, map: NodeId, key: &str) -> Option<NodeId> {
        self.entries(map).find(|&(name, _)| self.bytes(name) == Some(key.as_bytes())).map(|(_, value)| value)
    }

    /// Whether a scalar can be over the limit, or have a character in it that only an escape can write. In most files
    /// none can.
    pub(super) fn may_have_flawed_scalars(&self) -> bool {
        !self.made.is_empty() || self.text.len() > MAX_SCALAR
    }

    /// What is wrong with single nodes; the rest of the tree is good.
    pub(crate) fn flaws(&self) -> &[Flaw] {
        &self.flaws
    }

    /// Whether a node cannot be used.
    pub(crate) fn is_flawed(&self, node: NodeId) -> bool {
        !self.flawed.is_empty() && self.flawed.contains(&node)
    }

    fn node(&self, node: NodeId) -> &Node {
        &self.nodes[node.0 as usize]
    }

    // What readers build a tree with.

    pub(crate) fn push(&mut self, kind: NodeKind, start: u32, end: u32) -> NodeId {
        let id = number(self.nodes.len());
        self.nodes.push(Node { kind, start, end, next: id + 1 });
        self.end = self.end.max(end);
        NodeId(id)
    }

    pub(crate) fn push_made(&mut self, text: &str, start: u32, end: u32) -> NodeId {
        let nth = number(self.made.len());
        self.made.push(text.into());
        self.push(NodeKind::Made(nth), start, end)
    }

    /// Adds an unreadable value at a place. Only the reader reports it.
    pub(crate) fn push_unread(&mut self, at: u32) -> NodeId {
        let node = self.push(NodeKind::Plain, at, at);
        self.flawed.insert(node);
        node
    }

    /// Adds what is in the list or mapping of another tree, whose text is the part of this one's that starts at a
    /// place.
    pub(crate) fn graft(&mut self, part: &Tree<'_>, at: u32) {
        let shift = number(self.nodes.len()) - 1;
        let made = number(self.made.len());
        self.made.extend(part.made.iter().cloned());
        self.nodes.extend(part.nodes.iter().skip(1).map(|node| Node {
            kind: if let NodeKind::Made(nth) = node.kind { NodeKind::Made(nth + made) } else { node.kind },
            start: node.start + at,
            end: node.end + at,
            next: node.next + shift,
        }));
        self.end = self.end.max(part.end + at);
    }

    /// Ends a list or a mapping: where its bracket is or, without one, where what is in it ends.
    pub(crate) fn close(&mut self, node: NodeId, bracket: Option<u32>) {
        let next = number(self.nodes.len());
        self.end = self.end.max(bracket.unwrap_or(0));
        let node = &mut self.nodes[node.0 as usize];
        node.next = next;
        node.end = self.end;
    }

    pub(super) fn set_flaws(&mut self, flaws: Vec<Flaw>) {
        self.flawed.extend(flaws.iter().map(|flaw| flaw.node));
        self.flaws = flaws;
    }
}

/// Steps over the direct children of a node.
#[derive(Debug, Clone)]
pub(crate) struct Children<'a, 't> {
    tree: &'a Tree<'t>,
    at: u32,
    end: u32,
}

impl Iterator for Children<'_, '_> {
    type Item = NodeId;

    fn next(&mut self) -> Option<NodeId> {
        if self.at >= self.end {
            return None;
        }
        let node = NodeId(self.at);
        self.at = self.tree.node(node).next;
        Some(node)
    }
}
