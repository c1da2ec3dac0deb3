//! The tree of a claim as lists in lists.
//!
//! It is indented as `trace` indents it: a straight chain goes down one list, and only what branches off starts a list of its own, so lists
//! are nested no deeper than the logarithm of the tree.

use crate::analysis::{Branch, End, Link, Shown, Tree};
use crate::graph::Graph;
use crate::report::details::Node;
use crate::report::{Report, Row};

/// So many lines of a tree are shown.
const MAX_LINES: usize = 80;

/// What the template writes, in order.
#[derive(Debug)]
pub(super) enum Step<'a> {
    /// A list begins.
    Open,
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
}

/// The tree of a claim, without the claim itself.
#[derive(Debug, Default)]
pub(super) struct Chain<'a> {
    pub(super) steps: Vec<Step<'a>>,
    /// How many nodes of the tree are left out.
    pub(super) more: usize,
    level: Option<usize>,
    lines: usize,
}

/// A node some of whose branches are still to be written.
struct Open<'t> {
    shown: &'t Shown,
    next: usize,
    level: usize,
}

/// The tree of a claim.
pub(super) fn chain<'a>(row: &Row<'a>) -> Chain<'a> {
    let (report, tree) = (row.report(), row.tree());
    let mut chain = Chain::default();
    let mut open: Vec<_> = tree.shown.first().map(|shown| Open { shown, next: 0, level: 0 }).into_iter().collect();
    let mut written = 1;
    while let Some(last) = open.last_mut() {
        let Some(&branch) = last.shown.branches.get(last.next) else {
            open.pop();
            continue;
        };
        if chain.lines == MAX_LINES {
            break;
        }
        last.next += 1;
        let (parent, level, is_last) = (last.shown, last.level, last.next == last.shown.branches.len());
        let shown = tree.shown.get(written).filter(|_| branch.end.is_none());
        chain.line(line(report, &tree, branch, shown), level);
        if let Some(shown) = shown {
            let goes_on = is_last && goes_on(report.graph(), parent, shown);
            open.push(Open { shown, next: 0, level: if goes_on { level } else { level + 1 } });
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
        self.steps.push(if is_beside { Step::End } else { Step::Open });
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

/// Whether what is beneath a node, the last of its parent's, stays in the list of the node.
fn goes_on(graph: &Graph, parent: &Shown, shown: &Shown) -> bool {
    let is_claim = |node: u32| graph.source_index(node).is_none();
    let leads_to_claims = shown.branches.iter().any(|branch| is_claim(branch.to));
    is_claim(shown.node) && (parent.branches.len() == 1 || leads_to_claims)
}

fn line<'a>(report: &'a Report<'a>, tree: &Tree, branch: Branch, shown: Option<&Shown>) -> Line<'a> {
    let graph = report.graph();
    let is_relay = shown.is_some() && graph.source_index(branch.to).is_none() && !graph.cites(branch.to).is_empty();
    let voices = if is_relay { graph.voices(branch.to) } else { &[] };
    Line {
        link: word(branch.link),
        node: report.node(branch.to),
        note: note(graph, tree, branch, shown),
        voices: voices.iter().map(|&voice| report.node(voice)).collect(),
    }
}

fn note(graph: &Graph, tree: &Tree, branch: Branch, shown: Option<&Shown>) -> Option<&'static str> {
    let is_source = graph.source_index(branch.to).is_some();
    match (branch.end, shown) {
        (Some(End::Circular), _) => Some("circular: it leads back"),
        (Some(_), _) if graph.is_retracted(branch.to) => Some("retracted; shown elsewhere"),
        (Some(_), _) if is_source => None,
        (Some(_), _) if tree.place(branch.to) == Some(0) => Some("the claim itself"),
        (Some(_), _) => Some("shown elsewhere in this tree"),
        (None, Some(shown)) if shown.end == Some(End::Retracted) => Some("retracted: no live chain passes it"),
        (None, Some(shown)) if shown.branches.is_empty() && !is_source => Some("no source"),
        (None, _) => None,
    }
}

pub(super) const fn word(link: Link) -> &'static str {
    match link {
        Link::Cites => "cites",
        Link::SaidBy => "said by",
        Link::CorroboratedBy => "corroborated by",
        Link::CitedBy => "cited by",
        Link::Says => "says",
        Link::Corroborates => "corroborates",
    }
}
