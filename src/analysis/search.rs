//! Up to three lines that share nothing, or the nodes that prevent more: a flow as Ford and Fulkerson describe it, each
//! node taken once.

use super::dominators::NONE;
use super::lines::MANY;

/// Where lines are laid.
pub(super) trait Network {
    /// Whether a line may end at a node.
    fn is_end(&self, node: u32) -> bool;

    /// Sets `leads` to what a node leads to, each once.
    fn leads(&self, node: u32, leads: &mut Vec<u32>);
}

/// A node has two sides, so that a line can take it whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Enter,
    Leave,
}

/// A side that a search has reached, and the step it came from.
#[derive(Debug, Clone, Copy)]
struct Step {
    node: u32,
    side: Side,
    from: usize,
}

/// What is known of one node. Rounds and turns are counted, so that nothing has to be cleared between them.
#[derive(Debug, Clone, Copy)]
struct Mark {
    /// The node before it on the line laid through it, or [`NONE`], and in which turn that holds.
    before: u32,
    turn: u32,
    /// The last rounds in which its sides were reached.
    entered: u32,
    left: u32,
}

/// Room for searches, made once and used for every claim.
#[derive(Debug)]
pub(super) struct Search {
    nodes: usize,
    marks: Vec<Mark>,
    steps: Vec<Step>,
    leads: Vec<u32>,
    /// Where the lines laid for the claim end.
    ends: Vec<u32>,
    claim: u32,
    /// How many claims were searched from, one of them perhaps more than once.
    turn: u32,
    round: u32,
}

impl Search {
    /// Room for a network of so many nodes, taken when it is first needed: most networks never do.
    pub(super) fn new(nodes: usize) -> Self {
        Self {
            nodes,
            marks: Vec::new(),
            steps: Vec::new(),
            leads: Vec::new(),
            ends: Vec::new(),
            claim: NONE,
            turn: 0,
            round: 0,
        }
    }

    /// Lays three lines from a claim, which has at least two, or finds the two nodes that cut it off from the ends.
    pub(super) fn cut(&mut self, network: &impl Network, claim: u32) -> Option<[u32; 2]> {
        (self.lay_lines(network, claim) < usize::from(MANY)).then(|| self.blocked())
    }

    /// The lines of a claim that share nothing, as many as there are, up to three: each from the claim to its end.
    pub(super) fn lines(&mut self, network: &impl Network, claim: u32) -> Vec<Vec<u32>> {
        self.lay_lines(network, claim);
        let line = |&end: &u32| {
            let mut line: Vec<u32> = std::iter::successors(Some(end), |&node| self.before(node)).collect();
            line.reverse();
            line
        };
        self.ends.iter().map(line).collect()
    }

    fn lay_lines(&mut self, network: &impl Network, claim: u32) -> usize {
        self.claim = claim;
        self.turn += 1;
        self.ends.clear();
        self.marks.resize(self.nodes, Mark { before: NONE, turn: 0, entered: 0, left: 0 });
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
        while let Some(&Step { node, side, .. }) = self.steps.get(at) {
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

    fn go_on(&mut self, network: &impl Network, node: u32, at: usize) {
        let mut leads = std::mem::take(&mut self.leads);
        network.leads(node, &mut leads);
        for &lead in &leads {
            if lead != self.claim {
                self.reach(lead, Side::Enter, at);
            }
        }
        self.leads = leads;
    }

    fn reach(&mut self, node: u32, side: Side, from: usize) {
        let mark = &mut self.marks[node as usize];
        let reached = match side {
            Side::Enter => &mut mark.entered,
            Side::Leave => &mut mark.left,
        };
        if std::mem::replace(reached, self.round) != self.round {
            self.steps.push(Step { node, side, from });
        }
    }

    /// The node before another one on the line laid through it.
    fn before(&self, node: u32) -> Option<u32> {
        let mark = self.marks[node as usize];
        (mark.turn == self.turn && mark.before != NONE).then_some(mark.before)
    }

    /// Lays the line that ends at the last step: first takes back the links it goes against, then adds its own.
    fn lay(&mut self) {
        let mut added = Vec::new();
        let mut at = self.steps.len() - 1;
        self.ends.push(self.steps[at].node);
        while at != 0 {
            let Step { node, side, from } = self.steps[at];
            let step = self.steps[from];
            match side {
                Side::Enter if step.node != node => added.push((step.node, node)),
                Side::Leave if step.node != node => self.marks[step.node as usize].before = NONE,
                _ => {}
            }
            at = from;
        }
        for (before, node) in added {
            let mark = &mut self.marks[node as usize];
            mark.before = before;
            mark.turn = self.turn;
        }
    }

    /// After a search that failed: every node on the claim's side of the cut, the claim among them.
    pub(super) fn cut_off(&self) -> impl Iterator<Item = u32> {
        self.steps.iter().filter(|step| step.side == Side::Leave).map(|step| step.node)
    }

    /// The nodes that were entered and could not be left.
    fn blocked(&self) -> [u32; 2] {
        let is_blocked = |node: u32| self.marks[node as usize].left != self.round;
        let entered = self.steps.iter().filter(|step| step.side == Side::Enter);
        let mut nodes = entered.map(|step| step.node).filter(|&node| is_blocked(node));
        [nodes.next().unwrap_or(NONE), nodes.next().unwrap_or(NONE)]
    }
}
