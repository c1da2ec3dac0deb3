//! The tree of a claim as lines, which the page writes as lists in lists, and the script draws in the same way.
//!
//! What is beneath a node is a list in its item. The first steps of a straight chain are indented. Further down, where
//! there is no room left, it stays in its column, and an arrow leads down as in `trace`: only what branches off is
//! indented there.

use std::cell::Cell;

use serde::Serialize;

use crate::analysis::{Branch, End, Limits, Shown, Tree};
use crate::graph::Graph;
use crate::index::Node;

/// So many links below a claim are looked at. `trace` looks at all.
pub(super) const MAX_LINKS: usize = 1_000;
/// How large a tree is grown of a claim with more links below it: no more than [`MAX_LINES`] lines are shown.
pub(super) const PART: Limits = Limits { branches: 4 * MAX_LINES, ..Limits::NONE };
/// So many lines of a tree are shown, which is also how deep lists are nested at most.
const MAX_LINES: usize = 80;
/// So many of every tree, however much the page holds already.
const FEW_LINES: usize = 4;
/// So many steps of a straight chain are indented.
const MAX_INDENT: usize = 6;

/// How many lines of chains a page still has room for: many claims with long chains would fill a thousand sheets.
#[derive(Debug)]
pub(super) struct Room(Cell<usize>);

impl Room {
    pub(super) const fn new(lines: usize) -> Self {
        Self(Cell::new(lines))
    }

    /// How many of at most so many lines are shown, of how many there are. A few always are.
    pub(super) fn take(&self, most: usize, all: usize) -> usize {
        let lines = most.min(all).min(self.0.get().max(FEW_LINES));
        self.0.set(self.0.get().saturating_sub(lines));
        lines
    }
}

/// One way on from a node.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    /// Where it leads.
    pub(super) node: Node,
    /// How.
    pub(super) step: ChainStep,
}

/// All of a line but where it leads: few lines of a page differ in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(super) struct ChainStep {
    /// In how many lists it is.
    pub(super) level: usize,
    pub(super) link: &'static str,
    /// Why it does not go on here, or what an editor must not overlook.
    pub(super) note: Option<&'static str>,
    /// Whether it leads to a claim whose voices only relay.
    pub(super) is_relayed: bool,
    /// Whether what is beneath it is in its column.
    pub(super) leads_down: bool,
}

/// The tree of a claim, without the claim itself.
#[derive(Debug, Default)]
pub(super) struct Chain {
    pub(super) lines: Vec<Line>,
    /// How many nodes of the tree are left out, in words.
    pub(super) more: Option<String>,
}

/// What the template writes, in order.
#[derive(Debug)]
pub(super) enum Tag<'c> {
    /// A list begins. It is flat if it is in the column of the item that it belongs to.
    Open { is_flat: bool },
    /// An item begins.
    Item(&'c Line),
    /// An item ends.
    End,
    /// A list ends.
    Close,
}

/// A node some of whose branches are still to be written.
struct Open<'t> {
    shown: &'t Shown,
    next: usize,
    level: usize,
    /// How often it is indented, which is less than its level where a chain stays in its column.
    indent: usize,
}

impl Chain {
    /// As much of a tree as there is room for.
    pub(super) fn new(graph: &Graph, tree: &Tree, room: &Room) -> Self {
        let most = room.take(MAX_LINES, tree.shown.iter().map(|shown| shown.branches.len()).sum());
        let mut lines = Vec::with_capacity(most);
        let top = tree.shown.first().map(|shown| Open { shown, next: 0, level: 0, indent: 0 });
        let mut open: Vec<_> = top.into_iter().collect();
        let mut written = 1;
        while let Some(last) = open.last_mut() {
            let Some(&branch) = last.shown.branches.get(last.next) else {
                open.pop();
                continue;
            };
            if lines.len() == most {
                break;
            }
            last.next += 1;
            let (parent, level, indent) = (last.shown, last.level, last.indent);
            let is_last = last.next == parent.branches.len();
            let shown = tree.shown.get(written).filter(|_| branch.end.is_none());
            let goes_on = |shown| is_last && indent >= MAX_INDENT && goes_on(graph, parent, shown);
            let leads_down = shown.is_some_and(goes_on);
            lines.push(line(graph, branch, shown, level, leads_down));
            if let Some(shown) = shown {
                open.push(Open { shown, next: 0, level: level + 1, indent: indent + usize::from(!leads_down) });
                written += 1;
            }
        }
        Self { lines, more: more(tree, written) }
    }

    /// The lines as lists in lists.
    pub(super) fn tags(&self) -> Vec<Tag<'_>> {
        let mut tags = Vec::with_capacity(self.lines.len() * 3);
        let (mut open, mut leads_down) = (0, false);
        for line in &self.lines {
            let ChainStep { level, .. } = line.step;
            if open > level {
                (level + 1..open).for_each(|_| tags.extend([Tag::End, Tag::Close]));
                tags.push(Tag::End);
            } else {
                tags.push(Tag::Open { is_flat: leads_down });
            }
            tags.push(Tag::Item(line));
            (open, leads_down) = (level + 1, line.step.leads_down);
        }
        (0..open).for_each(|_| tags.extend([Tag::End, Tag::Close]));
        tags
    }
}

/// How many nodes of a tree are left out, in words.
fn more(tree: &Tree, written: usize) -> Option<String> {
    match (tree.shown.len().saturating_sub(written), tree.is_cut()) {
        (0, false) => None,
        (0, true) => Some("More".to_owned()),
        (more, false) => Some(format!("{more} more")),
        (more, true) => Some(format!("More than {more} more")),
    }
}

/// Whether what is beneath a node, the last of its parent's, stays in the column of the node where there is no room
/// left.
fn goes_on(graph: &Graph, parent: &Shown, shown: &Shown) -> bool {
    let is_claim = |node: Node| graph.source_index(node).is_none();
    let leads_to_claims = shown.branches.iter().any(|branch| is_claim(branch.to));
    is_claim(shown.node) && !shown.branches.is_empty() && (parent.branches.len() == 1 || leads_to_claims)
}

fn line(graph: &Graph, branch: Branch, shown: Option<&Shown>, level: usize, leads_down: bool) -> Line {
    let relay = graph.claim_index(branch.to).filter(|&claim| !graph.cites(claim).is_empty());
    let is_relayed = shown.is_some() && relay.is_some();
    let note = note(graph, branch, shown);
    Line { node: branch.to, step: ChainStep { level, link: branch.link.name(), note, is_relayed, leads_down } }
}

fn note(graph: &Graph, branch: Branch, shown: Option<&Shown>) -> Option<&'static str> {
    let is_source = graph.source_index(branch.to).is_some();
    match (branch.end, shown) {
        (Some(End::Circular), _) => Some("circular: it leads back"),
        (Some(_), _) if graph.is_retracted(branch.to) => Some("withdrawn; shown elsewhere"),
        (Some(_), _) if is_source => None,
        (Some(_), _) if branch.place == 0 => Some("the claim itself"),
        (Some(_), _) => Some("shown elsewhere in this tree"),
        (None, Some(shown)) if shown.end == Some(End::Retracted) => Some("withdrawn: it supports nothing"),
        (None, Some(shown)) if shown.end == Some(End::Size) => Some("and so on"),
        (None, Some(shown)) if shown.branches.is_empty() && !is_source => Some("no source"),
        (None, _) => None,
    }
}
