//! The network simplex method, as Gansner and others (1993, section 2.3) use it: places on a line for things that are to keep a distance
//! and to be close to each other.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::rows::Rows;

/// `head` stands at least `length` behind `tail`, and every step more costs `weight`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tie {
    pub(super) tail: usize,
    pub(super) head: usize,
    pub(super) length: i32,
    pub(super) weight: i32,
}

/// Two ties that make it cost `weight` a step if `left + left_offset` and `right + right_offset` are apart. `between` is a thing that is nothing
/// but the lesser of the two.
pub(super) fn attract(between: usize, ends: [(usize, i32); 2], weight: i32) -> [Tie; 2] {
    ends.map(|(head, offset)| Tie { tail: between, head, length: -offset, weight })
}

/// Places that cost least, from places that keep all distances. All things must hang together by ties. It ends after `rounds` at the
/// latest; then the places keep all distances, but may cost more than need be.
pub(super) fn solve(ties: &[Tie], places: Vec<i32>, rounds: usize) -> Vec<i32> {
    if places.len() < 2 {
        return places;
    }
    let mut tree = Tree::new(ties, places);
    let mut from = 0;
    for _ in 0..rounds {
        let Some(leaving) = tree.leaving(&mut from) else { break };
        let Some((entering, slack)) = tree.entering(leaving) else { break };
        tree.exchange(leaving, entering, slack);
    }
    tree.places
}

/// The least places that keep all distances, by the longest chains of ties. Ties must form no loop.
pub(super) fn least(count: usize, ties: &[Tie]) -> Vec<i32> {
    let after = Rows::new(count, ties.iter().enumerate().map(|(number, tie)| (tie.tail, number)));
    let mut waits_for = vec![0_usize; count];
    for tie in ties {
        waits_for[tie.head] += 1;
    }
    let mut places = vec![0; count];
    let mut ready: Vec<_> = (0..count).filter(|&thing| waits_for[thing] == 0).collect();
    while let Some(thing) = ready.pop() {
        for tie in after.of(thing).iter().map(|&number| ties[number]) {
            places[tie.head] = places[tie.head].max(places[thing] + tie.length);
            waits_for[tie.head] -= 1;
            if waits_for[tie.head] == 0 {
                ready.push(tie.head);
            }
        }
    }
    places
}

/// How many ties with something to gain are looked at before the best of them leaves the tree.
const LOOKED_AT: usize = 30;
const NO_TIE: usize = usize::MAX;

/// A spanning tree of ties without slack.
struct Tree<'t> {
    ties: &'t [Tie],
    places: Vec<i32>,
    /// All ties of each thing.
    ties_of: Rows,
    /// Those in the tree.
    branches: Vec<Vec<usize>>,
    /// The tie that leads from each thing towards the root.
    up: Vec<usize>,
    /// What it would save if all things that hang on a thing, and the thing, were one step further on.
    gain: Vec<i64>,
    /// The things in postorder: what hangs on a thing stands just before it.
    order: Vec<usize>,
    /// Where in the order each thing stands, and the first that hangs on it.
    last: Vec<usize>,
    first: Vec<usize>,
}

impl<'t> Tree<'t> {
    fn new(ties: &'t [Tie], places: Vec<i32>) -> Self {
        let count = places.len();
        let ends = |(number, tie): (usize, &Tie)| [(tie.tail, number), (tie.head, number)];
        let ties_of = Rows::new(count, ties.iter().enumerate().flat_map(ends));
        let mut gain = vec![0; count];
        for tie in ties {
            gain[tie.tail] += i64::from(tie.weight);
            gain[tie.head] -= i64::from(tie.weight);
        }
        let mut tree = Self {
            ties,
            places,
            ties_of,
            branches: vec![Vec::new(); count],
            up: vec![NO_TIE; count],
            gain,
            order: vec![0; count],
            last: vec![0; count],
            first: vec![0; count],
        };
        tree.grow();
        tree.number(0, 0);
        for nth in 0..count {
            let thing = tree.order[nth];
            if tree.up[thing] != NO_TIE {
                let above = tree.other_end(tree.up[thing], thing);
                tree.gain[above] += tree.gain[thing];
            }
        }
        tree
    }

    fn other_end(&self, tie: usize, thing: usize) -> usize {
        let Tie { tail, head, .. } = self.ties[tie];
        if tail == thing { head } else { tail }
    }

    /// Makes the tree, thing by thing from the first. The tree moves towards the thing that has least slack to it.
    fn grow(&mut self) {
        let mut is_in = vec![false; self.places.len()];
        // Places of things in the tree are kept without the way that it has moved, so that slacks in the heaps stay comparable.
        let mut moved = 0;
        let mut behind = BinaryHeap::new();
        let mut before = BinaryHeap::new();
        let mut joining = Some((0, NO_TIE));
        while let Some((thing, number)) = joining {
            is_in[thing] = true;
            self.places[thing] -= moved;
            if number != NO_TIE {
                let above = self.other_end(number, thing);
                self.branches[thing].push(number);
                self.branches[above].push(number);
            }
            for &number in self.ties_of.of(thing) {
                let Tie { tail, head, length, .. } = self.ties[number];
                let slack = self.places[head] - self.places[tail] - length;
                match (is_in[tail], is_in[head]) {
                    (true, false) => behind.push(Reverse((slack, number, head))),
                    (false, true) => before.push(Reverse((slack, number, tail))),
                    _ => {}
                }
            }
            for heap in [&mut behind, &mut before] {
                while heap.peek().is_some_and(|&Reverse((_, _, thing))| is_in[thing]) {
                    heap.pop();
                }
            }
            let next_behind = behind.peek().map(|&Reverse((slack, number, thing))| (slack - moved, number, thing));
            let next_before = before.peek().map(|&Reverse((slack, number, thing))| (slack + moved, number, thing));
            joining = match (next_behind, next_before) {
                (Some(next), other) if other.is_none_or(|other| next <= other) => {
                    moved += next.0;
                    Some((next.2, next.1))
                }
                (_, Some(next)) => {
                    moved -= next.0;
                    Some((next.2, next.1))
                }
                (_, None) => None,
            };
        }
        self.places.iter_mut().for_each(|place| *place += moved);
    }

    /// Puts in order what hangs on a thing, from a place in the order on.
    fn number(&mut self, root: usize, from: usize) {
        let mut next = from;
        self.first[root] = next;
        let mut way = vec![(root, 0)];
        while let Some((thing, branch)) = way.last_mut() {
            let thing = *thing;
            if let Some(&tie) = self.branches[thing].get(*branch) {
                *branch += 1;
                if tie != self.up[thing] {
                    let below = self.other_end(tie, thing);
                    self.up[below] = tie;
                    self.first[below] = next;
                    way.push((below, 0));
                }
            } else {
                self.order[next] = thing;
                self.last[thing] = next;
                next += 1;
                way.pop();
            }
        }
    }

    /// Whether a thing hangs on another one, or is it.
    fn hangs_on(&self, thing: usize, above: usize) -> bool {
        (self.first[above]..=self.last[above]).contains(&self.last[thing])
    }

    /// The thing whose tie towards the root is to leave the tree: what hangs on it is better elsewhere.
    fn leaving(&self, from: &mut usize) -> Option<usize> {
        let count = self.places.len();
        let mut best = None;
        let mut seen = 0;
        for step in 0..count {
            let thing = (*from + step) % count;
            let tie = self.up[thing];
            if tie == NO_TIE {
                continue;
            }
            let worth = if self.ties[tie].tail == thing { self.gain[thing] } else { -self.gain[thing] };
            if worth < 0 {
                if best.is_none_or(|(least, _)| worth < least) {
                    best = Some((worth, thing));
                }
                seen += 1;
                if seen == LOOKED_AT {
                    *from = (thing + 1) % count;
                    break;
                }
            }
        }
        best.map(|(_, thing)| thing)
    }

    /// The tie that is to enter the tree, and its slack: the first that stops what hangs on `leaving` on its way.
    fn entering(&self, leaving: usize) -> Option<(usize, i32)> {
        let goes_back = self.ties[self.up[leaving]].tail == leaving;
        let (first, last) = (self.first[leaving], self.last[leaving]);
        let inside = &self.order[first..=last];
        let is_small = inside.len() * 2 <= self.order.len();
        let (near, far): (&[usize], &[usize]) =
            if is_small { (inside, &[]) } else { (&self.order[..first], &self.order[last + 1..]) };
        let mut best: Option<(i32, usize)> = None;
        for &thing in near.iter().chain(far) {
            for &number in self.ties_of.of(thing) {
                let tie = self.ties[number];
                let (stays_in, comes_in) = if goes_back { (tie.head, tie.tail) } else { (tie.tail, tie.head) };
                if self.hangs_on(stays_in, leaving) && !self.hangs_on(comes_in, leaving) {
                    let slack = self.places[tie.head] - self.places[tie.tail] - tie.length;
                    if best.is_none_or(|best| (slack, number) < best) {
                        best = Some((slack, number));
                    }
                }
            }
        }
        best.map(|(slack, number)| (number, slack))
    }

    fn exchange(&mut self, leaving: usize, entering: usize, slack: i32) {
        let old = self.up[leaving];
        let Tie { tail, head, .. } = self.ties[entering];
        let (inner, outer) = if self.hangs_on(tail, leaving) { (tail, head) } else { (head, tail) };
        let step = if inner == head { -slack } else { slack };
        for nth in self.first[leaving]..=self.last[leaving] {
            self.places[self.order[nth]] += step;
        }
        let common = self.carry_gain(leaving, inner, outer);
        for (tie, is_new) in [(old, false), (entering, true)] {
            for thing in [self.ties[tie].tail, self.ties[tie].head] {
                if is_new {
                    self.branches[thing].push(tie);
                } else {
                    self.branches[thing].retain(|&other| other != tie);
                }
            }
        }
        let from = self.first[common];
        self.number(common, from);
    }

    /// Moves the gain of what hangs on `leaving` from the way up to the old root to the way up to the new one. Returns where both ways meet.
    fn carry_gain(&mut self, leaving: usize, inner: usize, outer: usize) -> usize {
        let whole = self.gain[leaving];
        let mut common = outer;
        while !self.hangs_on(leaving, common) {
            self.gain[common] += whole;
            common = self.other_end(self.up[common], common);
        }
        let mut thing = self.other_end(self.up[leaving], leaving);
        while thing != common {
            self.gain[thing] -= whole;
            thing = self.other_end(self.up[thing], thing);
        }
        // Inside, the way from `inner` up to `leaving` now leads down.
        let mut below = 0;
        let mut thing = inner;
        loop {
            let own = self.gain[thing];
            self.gain[thing] = whole - below;
            below = own;
            if thing == leaving {
                break;
            }
            thing = self.other_end(self.up[thing], thing);
        }
        common
    }
}
