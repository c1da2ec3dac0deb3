//! Shadow roots, as pages are saved with them: what a template of an element holds is shown in place of what the
//! element holds, and its slots show that.

use hashbrown::HashSet;

use super::tree::{Content, NodeId, Nodes};

/// How many nodes are looked at for what fills slots, for each node of the page.
const MAX_LOOKS: usize = 16;

/// What a template is marked with that is a shadow root: today, in older browsers, and in MHTML of Chromium.
const ROOTS: [&str; 3] = ["shadowrootmode", "shadowroot", "shadowmode"];

/// The shadow roots of a page, and which slots were filled: each shows what is meant for it once.
pub(super) struct Shadows<'n> {
    nodes: &'n Nodes,
    filled: HashSet<(NodeId, &'n str)>,
    looks: usize,
}

impl<'n> Shadows<'n> {
    pub(super) fn new(nodes: &'n Nodes) -> Self {
        Self { nodes, filled: HashSet::new(), looks: MAX_LOOKS * nodes.len() }
    }

    /// The first node of the shadow root of an element. It comes first in the element.
    pub(super) fn root(&self, node: NodeId) -> Option<NodeId> {
        let is_blank =
            |&child: &NodeId| matches!(self.nodes.content(child), Content::Text(text) if text.trim().is_empty());
        let children = std::iter::successors(self.nodes.first_child(node), |&child| self.nodes.next_sibling(child));
        let template = children.skip_while(is_blank).take(1).find(|&child| self.is_root(child))?;
        self.nodes.contents(template).and_then(|contents| self.nodes.first_child(contents))
    }

    fn is_root(&self, node: NodeId) -> bool {
        let mode = |name: &str| self.nodes.element(node).and_then(|element| element.attribute(name));
        let is_template = self.nodes.element(node).is_some_and(|element| element.local() == "template");
        is_template && ROOTS.iter().any(|name| mode(name).is_some())
    }

    /// The first child of an element with a shadow root that fills a slot of it, unless another one shows that already.
    pub(super) fn fill(&mut self, host: NodeId, slot: NodeId) -> Option<NodeId> {
        let mut next = self.nodes.first_child(host);
        while let Some(child) = next {
            self.looks = self.looks.checked_sub(1)?;
            if self.is_for(child, slot) {
                return self.filled.insert((host, self.name(slot, "name"))).then_some(child);
            }
            next = self.nodes.next_sibling(child);
        }
        None
    }

    /// Whether a child of the element is meant for a slot.
    pub(super) fn is_for(&self, child: NodeId, slot: NodeId) -> bool {
        let is_something = match self.nodes.content(child) {
            Content::Text(text) => !text.trim().is_empty(),
            Content::Element(element) => element.local() != "template",
            Content::Other => false,
        };
        is_something && self.name(child, "slot") == self.name(slot, "name")
    }

    fn name(&self, node: NodeId, attribute: &str) -> &'n str {
        self.nodes.element(node).and_then(|element| element.attribute(attribute)).unwrap_or_default()
    }
}
