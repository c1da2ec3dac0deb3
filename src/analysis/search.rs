//! Up to three lines that share nothing, or the nodes that prevent more: a flow as Ford and Fulkerson describe it, each
//! node taken once.

use super::dominators::NONE;
use super::lines::MANY;
use crate::index::{IndexVec, Node};

/// Where lines are laid.
pub(super) trait Network {
    /// Whether a line may end at a node.
    fn is_end(&self, node: Node) -> bool;

    /// Sets `leads` to what a node leads to, each once.
    fn leads(&self, node: Node, leads: &mut Vec<Node>);
}

/// A node has two sides, so that a line can take it whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Enter,
    Leave,
}

/// A side that a search has reached, and the step it came from.
#[derive(Debug, Clone, Copy)]
struct Reached {
    node: Node,
    side: Side,
    from: usize,
}

/// What is known of one node. Rounds and turns are counted, so that nothing has to be cleared between them.
#[derive(Debug, Clone, Copy)]
struct Mark {
    /// The node before it on the line laid through it, or [`NONE`], and in which turn that holds.
    before: Node,
    turn: u32,
    /// The last rounds in which its sides were reached.
    entered: u32,
    left: u32,
}

/// Room for searches, made once and used for every claim.
#[derive(Debug)]
pub(super) struct Search {
    nodes: usize,
    marks: IndexVec<Node, Mark>,
    steps: Vec<Reached>,
    leads: Vec<Node>,
    /// Where the lines laid for the claim end.
    ends: Vec<Node>,
    claim: Node,
    /// How many claims were searched from, one of them perhaps more than once.
    turn: u32,
    round: u32,
}

impl Search {
    /// Room for a network of so many nodes, taken when it is first needed: most networks never do.
    pub(super) fn new(nodes: usize) -> Self {
        let (marks, steps, leads, ends) = Default::default();
        Self { nodes, marks, steps, leads, ends, claim: NONE, turn: 0, round: 0 }
    }

    /// Lays three lines from a claim, which has at least two, or finds the two nodes that cut it off from the ends.
    pub(super) fn cut(&mut self, network: &impl Network, claim: Node) -> Option<[Node; 2]> {
        (self.lay_lines(network, claim) < usize::from(MANY)).then(|| self.blocked())
    }

    /// The lines of a claim that share nothing, as many as there are, up to three: each from the claim to its end.
    pub(super) fn lines(&mut self, network: &impl Network, claim: Node) -> Vec<Vec<Node>> {
        self.lay_lines(network, claim);
        let line = |&end: &Node| {
            let mut line: Vec<Node> = std::iter::successors(Some(end), |&node| self.before(node)).collect();
            line.reverse();
            line
        };
        self.ends.iter().map(line).collect()
    }

    fn lay_lines(&mut self, network: &impl Network, claim: Node) -> usize {
        self.claim = claim;
        self.turn += 1;
        self.ends.clear();
        if self.marks.is_empty() {
            self.marks = IndexVec::filled(Mark { before: NONE, turn: 0, entered: 0, left: 0 }, self.nodes);
        }
        while self.ends.len() < usize::from(MANY) && self.reach_end(network) {
            self.lay();
        }
        self.ends.len()
    }

    /// Looks for an end that one more line can reach, pushing laid lines aside where that helps; nearest first.
    /// The last step is there.
    fn reach_end(&mut self, network: &impl Network) -> bool {
        self.round += 1;
        self.steps.clear();
        self.reach(self.claim, Side::Leave, 0);
        let mut at = 0;
        while let Some(&Reached { node, side, .. }) = self.steps.get(at) {
            match (side, self.before(node)) {
                (Side::Enter, Some(before)) if before == self.claim => {}
                (Side::Enter, Some(before)) => self.reach(before, Side::Leave, at),
                (Side::Enter, None) if network.is_end(node) => {
                    self.steps.truncate(at + 1);
                    return true;
                }
                (Side::Enter, None) => self.reach(node, Side::Leave, at),
                (Side::Leave, before) => {
                    self.go_on(network, node, at);
                    if before.is_some() {
                        self.reach(node, Side::Enter, at);
                    }
                }
            }
            at += 1;
        }
        false
    }

    fn go_on(&mut self, network: &impl Network, node: Node, at: usize) {
        let mut leads = std::mem::take(&mut self.leads);
        network.leads(node, &mut leads);
        for &lead in &leads {
            if lead != self.claim {
                self.reach(lead, Side::Enter, at);
            }
        }
        self.leads = leads;
    }

    fn reach(&mut self, node: Node, side: Side, from: usize) {
        let mark = &mut self.marks[node];
        let reached = match side {
            Side::Enter => &mut mark.entered,
            Side::Leave => &mut mark.left,
        };
        if std::mem::replace(reached, self.round) != self.round {
            self.steps.push(Reached { node, side, from });
        }
    }

    /// The node before another one on the line laid through it.
    fn before(&self, node: Node) -> Option<Node> {
        let mark = self.marks[node];
        (mark.turn == self.turn && mark.before != NONE).then_some(mark.before)
    }

    /// Lays the line that ends at the last step: first takes back the links it goes against, then adds its own.
    fn lay(&mut self) {
        let mut added = Vec::new();
        let mut at = self.steps.len() - 1;
        self.ends.push(self.steps[at].node);
        while at != 0 {
            let Reached { node, side, from } = self.steps[at];
            let step = self.steps[from];
            match side {
                Side::Enter if step.node != node => added.push((step.node, node)),
                Side::Leave if step.node != node => self.marks[step.node].before = NONE,
                _ => {}
            }
            at = from;
        }
        for (before, node) in added {
            let mark = &mut self.marks[node];
            mark.before = before;
            mark.turn = self.turn;
        }
    }

    /// After a search that failed: every node on the claim's side of the cut, the claim among them.
    pub(super) fn cut_off(&self) -> impl Iterator<Item = Node> {
        self.steps.iter().filter(|step| step.side == Side::Leave).map(|step| step.node)
    }

    /// The nodes that were entered and could not be left.
    fn blocked(&self) -> [Node; 2] {
        let is_blocked = |node: Node| self.marks[node].left != self.round;
        let entered = self.steps.iter().filter(|step| step.side == Side::Enter);
        let mut nodes = entered.map(|step| step.node).filter(|&node| is_blocked(node));
        match [nodes.next(), nodes.next()] {
            [Some(first), Some(second)] => [first, second],
            _ => unreachable!("a claim with two lines and no third is cut off by two nodes"),
        }
    }
}
