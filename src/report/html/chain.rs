//! The tree of a claim as lists in lists.
//!
//! What stands beneath a node is a list in its item. The first steps of a straight chain are indented. Further down,
//! where there is no room left, it stays in its column, and an arrow leads down as in `trace`: only what branches off
//! is indented there.

use std::cell::Cell;

use crate::analysis::{Branch, End, Shown};
use crate::graph::Graph;
use crate::index;
use crate::report::details::Node;
use crate::report::{Report, Row};

/// So many lines of a tree are shown, which is also how deep lists are nested at most.
const MAX_LINES: usize = 80;
/// So many of every tree, however much the page holds already.
const FEW_LINES: usize = 4;
/// So many lines of chains are on a page, apart from those few.
const MAX_ON_PAGE: usize = 4_000;
/// So many steps of a straight chain are indented.
const MAX_INDENT: usize = 6;

/// How many lines of chains a page still has room for: many claims with long chains would fill a thousand sheets.
#[derive(Debug)]
pub(super) struct Room(Cell<usize>);

impl Room {
    pub(super) const fn new() -> Self {
        Self(Cell::new(MAX_ON_PAGE))
    }

    /// How many of at most so many lines are shown, of how many there are. A few always are.
    pub(super) fn take(&self, most: usize, all: usize) -> usize {
        let lines = most.min(all).min(self.0.get().max(FEW_LINES));
        self.0.set(self.0.get().saturating_sub(lines));
        lines
    }
}

/// What the template writes, in order.
#[derive(Debug)]
pub(super) enum Step<'a> {
    /// A list begins. It is flat if it stands in the column of the item that it is in.
    Open { is_flat: bool },
    /// An item begins.
    Item(Line<'a>),
    /// An item ends.
    End,
    /// A list ends.
    Close,
}

/// One way on from a node.
#[derive(Debug)]
pub(super) struct Line<'a> {
    pub(super) link: &'static str,
    pub(super) node: Node<'a>,
    /// Why it does not go on here, or what an editor must not overlook.
    pub(super) note: Option<&'static str>,
    /// The voices of a claim that only relays.
    pub(super) voices: Vec<Node<'a>>,
    /// Whether what is beneath it stands in its column.
    pub(super) leads_down: bool,
}

/// The tree of a claim, without the claim itself.
#[derive(Debug, Default)]
pub(super) struct Chain<'a> {
    pub(super) steps: Vec<Step<'a>>,
    /// How many nodes of the tree are left out.
    pub(super) more: usize,
    level: Option<usize>,
    lines: usize,
    /// Whether what is beneath the last line stands in its column.
    leads_down: bool,
}

/// A node some of whose branches are still to be written.
struct Open<'t> {
    shown: &'t Shown,
    next: usize,
    level: usize,
    /// How often it is indented, which is less than its level where a chain stays in its column.
    indent: usize,
}

/// The tree of a claim.
pub(super) fn chain<'a>(row: &Row<'a>, room: &Room) -> Chain<'a> {
    let (report, tree) = (row.report(), row.tree());
    let most = room.take(MAX_LINES, tree.shown.iter().map(|shown| shown.branches.len()).sum());
    let mut chain = Chain::default();
    let mut open: Vec<_> =
        tree.shown.first().map(|shown| Open { shown, next: 0, level: 0, indent: 0 }).into_iter().collect();
    let mut written = 1;
    while let Some(last) = open.last_mut() {
        let Some(&branch) = last.shown.branches.get(last.next) else {
            open.pop();
            continue;
        };
        if chain.lines == most {
            break;
        }
        last.next += 1;
        let (parent, level, indent) = (last.shown, last.level, last.indent);
        let is_last = last.next == parent.branches.len();
        let shown = tree.shown.get(written).filter(|_| branch.end.is_none());
        let goes_on = |shown| is_last && indent >= MAX_INDENT && goes_on(report.graph(), parent, shown);
        let leads_down = shown.is_some_and(goes_on);
        chain.line(Line { leads_down, ..line(report, branch, shown) }, level);
        if let Some(shown) = shown {
            open.push(Open { shown, next: 0, level: level + 1, indent: indent + usize::from(!leads_down) });
            written += 1;
        }
    }
    chain.more = tree.shown.len() - written.min(tree.shown.len());
    chain.close();
    chain
}

impl<'a> Chain<'a> {
    fn line(&mut self, line: Line<'a>, level: usize) {
        while self.level.is_some_and(|open| open > level) {
            self.steps.extend([Step::End, Step::Close]);
            self.level = self.level.and_then(|open| open.checked_sub(1));
        }
        let is_beside = self.level == Some(level);
        self.steps.push(if is_beside { Step::End } else { Step::Open { is_flat: self.leads_down } });
        self.leads_down = line.leads_down;
        self.steps.push(Step::Item(line));
        self.level = Some(level);
        self.lines += 1;
    }

    fn close(&mut self) {
        for _ in 0..self.level.map_or(0, |level| level + 1) {
            self.steps.extend([Step::End, Step::Close]);
        }
    }
}

/// Whether what is beneath a node, the last of its parent's, stays in the column of the node where there is no room
/// left.
fn goes_on(graph: &Graph, parent: &Shown, shown: &Shown) -> bool {
    let is_claim = |node: index::Node| graph.source_index(node).is_none();
    let leads_to_claims = shown.branches.iter().any(|branch| is_claim(branch.to));
    is_claim(shown.node) && !shown.branches.is_empty() && (parent.branches.len() == 1 || leads_to_claims)
}

fn line<'a>(report: &'a Report<'a>, branch: Branch, shown: Option<&Shown>) -> Line<'a> {
    let graph = report.graph();
    let relay = graph.claim_index(branch.to).filter(|&claim| shown.is_some() && !graph.cites(claim).is_empty());
    let voices = relay.map_or(&[][..], |claim| graph.voices(claim));
    Line {
        link: branch.link.name(),
        node: report.node(branch.to),
        note: note(graph, branch, shown),
        voices: voices.iter().map(|&voice| report.source(voice)).collect(),
        leads_down: false,
    }
}

fn note(graph: &Graph, branch: Branch, shown: Option<&Shown>) -> Option<&'static str> {
    let is_source = graph.source_index(branch.to).is_some();
    match (branch.end, shown) {
        (Some(End::Circular), _) => Some("circular: it leads back"),
        (Some(_), _) if graph.is_retracted(branch.to) => Some("retracted; shown elsewhere"),
        (Some(_), _) if is_source => None,
        (Some(_), _) if branch.place == 0 => Some("the claim itself"),
        (Some(_), _) => Some("shown elsewhere in this tree"),
        (None, Some(shown)) if shown.end == Some(End::Retracted) => Some("retracted: no live chain passes it"),
        (None, Some(shown)) if shown.branches.is_empty() && !is_source => Some("no source"),
        (None, _) => None,
    }
}
