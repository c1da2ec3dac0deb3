//! The tree of a page, in a flat list.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

use html5ever::interface::{Attribute, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{QualName, local_name, ns};

/// A node's place in the list; the document is the first.
pub(super) type NodeId = u32;

/// The document itself.
pub(super) const DOCUMENT: NodeId = 0;

/// No node.
const NONE: NodeId = NodeId::MAX;

/// What a node is.
pub(super) enum Content {
    Element(Element),
    Text(StrTendril),
    /// The document, a comment, or what a template holds.
    Other,
}

/// An element and its attributes.
pub(super) struct Element {
    pub(super) name: QualName,
    pub(super) attributes: Vec<Attribute>,
    /// Of a template, the node that has what it holds.
    contents: NodeId,
}

impl Element {
    /// The name of an element of HTML or of its content.
    pub(super) fn local(&self) -> &str {
        &self.name.local
    }

    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|attribute| *attribute.name.local == *name).map(|attribute| &*attribute.value)
    }
}

struct Node {
    content: Content,
    parent: NodeId,
    first: NodeId,
    last: NodeId,
    previous: NodeId,
    next: NodeId,
    depth: u32,
}

/// The nodes of a page. Dropping them drops a list.
pub(super) struct Nodes(Vec<Node>);

impl Nodes {
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn content(&self, node: NodeId) -> &Content {
        &self.0[node as usize].content
    }

    pub(super) fn element(&self, node: NodeId) -> Option<&Element> {
        match self.content(node) {
            Content::Element(element) => Some(element),
            _ => None,
        }
    }

    /// The node that has what a template holds.
    pub(super) fn contents(&self, template: NodeId) -> Option<NodeId> {
        self.element(template).and_then(|element| some(element.contents))
    }

    pub(super) fn first_child(&self, node: NodeId) -> Option<NodeId> {
        some(self.0[node as usize].first)
    }

    pub(super) fn next_sibling(&self, node: NodeId) -> Option<NodeId> {
        some(self.0[node as usize].next)
    }

    pub(super) fn parent(&self, node: NodeId) -> Option<NodeId> {
        some(self.0[node as usize].parent)
    }

    fn add(&mut self, content: Content) -> NodeId {
        let id = NodeId::try_from(self.0.len()).unwrap_or(NONE);
        self.0.push(Node { content, parent: NONE, first: NONE, last: NONE, previous: NONE, next: NONE, depth: 0 });
        id
    }

    /// Takes a node out of where it is.
    fn detach(&mut self, node: NodeId) {
        let Node { parent, previous, next, .. } = self.0[node as usize];
        match some(previous) {
            Some(previous) => self.0[previous as usize].next = next,
            None if parent != NONE => self.0[parent as usize].first = next,
            None => {}
        }
        match some(next) {
            Some(next) => self.0[next as usize].previous = previous,
            None if parent != NONE => self.0[parent as usize].last = previous,
            None => {}
        }
        let node = &mut self.0[node as usize];
        (node.parent, node.previous, node.next) = (NONE, NONE, NONE);
    }

    /// Puts a node under a parent, before one of its children or last.
    fn insert(&mut self, parent: NodeId, before: NodeId, node: NodeId) {
        self.detach(node);
        let previous = match some(before) {
            Some(before) => std::mem::replace(&mut self.0[before as usize].previous, node),
            None => std::mem::replace(&mut self.0[parent as usize].last, node),
        };
        match some(previous) {
            Some(previous) => self.0[previous as usize].next = node,
            None => self.0[parent as usize].first = node,
        }
        let depth = self.0[parent as usize].depth + 1;
        let node = &mut self.0[node as usize];
        (node.parent, node.previous, node.next, node.depth) = (parent, previous, before, depth);
    }
}

fn some(node: NodeId) -> Option<NodeId> {
    (node != NONE).then_some(node)
}

/// What the parser builds the tree with. It counts what the parser does, since on hostile pages that is far more than
/// they have bytes.
pub(super) struct Tree {
    nodes: RefCell<Nodes>,
    /// How many nodes of the tree the parser looked at, and how many it made.
    work: Cell<u64>,
    /// How deep it last put something.
    depth: Cell<u32>,
    /// The name of what has none.
    nameless: RefCell<QualName>,
}

impl Tree {
    pub(super) fn new() -> Self {
        let mut nodes = Nodes(Vec::new());
        nodes.add(Content::Other);
        Self {
            nodes: RefCell::new(nodes),
            work: Cell::new(0),
            depth: Cell::new(0),
            nameless: RefCell::new(QualName::new(None, ns!(), local_name!(""))),
        }
    }

    pub(super) fn work(&self) -> u64 {
        self.work.get()
    }

    pub(super) fn made(&self) -> usize {
        self.nodes.borrow().0.len()
    }

    pub(super) fn depth(&self) -> u32 {
        self.depth.get()
    }

    fn add(&self, content: Content) -> NodeId {
        self.nodes.borrow_mut().add(content)
    }

    fn place(&self, parent: NodeId, before: NodeId, what: NodeOrText<NodeId>) {
        let node = match what {
            NodeOrText::AppendNode(node) => node,
            NodeOrText::AppendText(text) => self.add(Content::Text(text)),
        };
        let mut nodes = self.nodes.borrow_mut();
        nodes.insert(parent, before, node);
        self.depth.set(nodes.0[node as usize].depth);
    }
}

impl TreeSink for Tree {
    type Handle = NodeId;
    type Output = Nodes;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Nodes {
        self.nodes.into_inner()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        DOCUMENT
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Ref<'a, QualName> {
        self.work.set(self.work.get() + 1);
        Ref::filter_map(self.nodes.borrow(), |nodes| nodes.element(*target).map(|element| &element.name))
            .unwrap_or_else(|_| self.nameless.borrow())
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> NodeId {
        self.add(Content::Element(Element { name, attributes, contents: NONE }))
    }

    fn create_comment(&self, _: StrTendril) -> NodeId {
        self.add(Content::Other)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> NodeId {
        self.add(Content::Other)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        self.place(*parent, NONE, child);
    }

    fn append_based_on_parent_node(&self, element: &NodeId, previous: &NodeId, child: NodeOrText<NodeId>) {
        let parent = self.nodes.borrow().parent(*element);
        match parent {
            Some(parent) => self.place(parent, *element, child),
            None => self.place(*previous, NONE, child),
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn pop(&self, node: &NodeId) {
        self.depth.set(self.nodes.borrow().0[*node as usize].depth.saturating_sub(1));
    }

    /// What a template holds hangs in the air: most of it is shown by nobody.
    fn get_template_contents(&self, template: &NodeId) -> NodeId {
        let mut nodes = self.nodes.borrow_mut();
        let depth = nodes.0[*template as usize].depth;
        if let Some(contents) = nodes.contents(*template) {
            return contents;
        }
        let contents = nodes.add(Content::Other);
        nodes.0[contents as usize].depth = depth;
        if let Content::Element(element) = &mut nodes.0[*template as usize].content {
            element.contents = contents;
        }
        contents
    }

    /// Shadow roots stay templates, which the walk over the tree knows.
    fn allow_declarative_shadow_roots(&self, _: &NodeId) -> bool {
        false
    }

    fn same_node(&self, one: &NodeId, other: &NodeId) -> bool {
        self.work.set(self.work.get() + 1);
        one == other
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &NodeId, new: NodeOrText<NodeId>) {
        let parent = self.nodes.borrow().parent(*sibling);
        if let Some(parent) = parent {
            self.place(parent, *sibling, new);
        }
    }

    fn add_attrs_if_missing(&self, target: &NodeId, more: Vec<Attribute>) {
        let mut nodes = self.nodes.borrow_mut();
        if let Content::Element(Element { attributes, .. }) = &mut nodes.0[*target as usize].content {
            for attribute in more {
                self.work.set(self.work.get() + attributes.len() as u64);
                if attributes.iter().all(|other| other.name != attribute.name) {
                    attributes.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.nodes.borrow_mut().detach(*target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        let mut nodes = self.nodes.borrow_mut();
        while let Some(child) = nodes.first_child(*node) {
            self.work.set(self.work.get() + 1);
            nodes.insert(*new_parent, NONE, child);
        }
    }
}
