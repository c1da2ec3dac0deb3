//! The network simplex method, as Gansner and others (1993, section 2.3) use it: places on a line for things that are
//! to keep a distance and to be close to each other.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::rows::Rows;

/// `head` is at least `length` behind `tail`, and every further step costs `weight`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tie {
    pub(super) tail: usize,
    pub(super) head: usize,
    pub(super) length: i32,
    pub(super) weight: i32,
}

/// Two ties that make it cost `weight` a step if `left + left_offset` and `right + right_offset` are apart. `between`
/// is a thing that is nothing but the lesser of the two.
pub(super) fn attract(between: usize, ends: [(usize, i32); 2], weight: i32) -> [Tie; 2] {
    ends.map(|(head, offset)| Tie { tail: between, head, length: -offset, weight })
}

/// Places that cost least, from places that keep all distances. All things must hang together by ties. It ends after
/// `rounds` at the latest; then the places keep all distances, but may cost more than need be.
pub(super) fn solve(ties: &[Tie], places: Vec<i32>, rounds: usize) -> Vec<i32> {
    if places.len() < 2 {
        return places;
    }
    let mut tree = Tree::new(ties, places);
    let mut from = 0;
    for _ in 0..rounds {
        let Some(leaving) = tree.leaving(&mut from) else { break };
        let side = tree.side(leaving);
        let Some((entering, slack)) = tree.entering(leaving, &side) else { break };
        tree.exchange(leaving, entering, slack, &side);
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
    /// What it would save if a thing and all that hangs on it were one step further on. This is the cut value of its
    /// tie to the root.
    gain: Vec<i64>,
    /// The last round in which each thing was on the smaller side of the tree.
    marks: Vec<usize>,
    round: usize,
}

/// The smaller part of the tree without one tie.
struct Side {
    things: Vec<usize>,
    /// Whether it hangs on that tie; the root is in the other part.
    hangs: bool,
}

impl<'t> Tree<'t> {
    fn new(ties: &'t [Tie], places: Vec<i32>) -> Self {
        let count = places.len();
        let ends = |(number, tie): (usize, &Tie)| [(tie.tail, number), (tie.head, number)];
        let mut tree = Self {
            ties,
            places,
            ties_of: Rows::new(count, ties.iter().enumerate().flat_map(ends)),
            branches: vec![Vec::new(); count],
            up: vec![NO_TIE; count],
            gain: vec![0; count],
            marks: vec![0; count],
            round: 0,
        };
        for tie in ties {
            tree.gain[tie.tail] += i64::from(tie.weight);
            tree.gain[tie.head] -= i64::from(tie.weight);
        }
        for thing in tree.grow().into_iter().skip(1).rev() {
            let above = tree.above(thing);
            tree.gain[above] += tree.gain[thing];
        }
        tree
    }

    fn other_end(&self, tie: usize, thing: usize) -> usize {
        let Tie { tail, head, .. } = self.ties[tie];
        if tail == thing { head } else { tail }
    }

    /// The next thing on the way to the root.
    fn above(&self, thing: usize) -> usize {
        self.other_end(self.up[thing], thing)
    }

    fn slack(&self, tie: usize) -> i32 {
        let Tie { tail, head, length, .. } = self.ties[tie];
        self.places[head] - self.places[tail] - length
    }

    /// Makes the tree, thing by thing from the first. The tree moves towards the thing that has least slack to it.
    /// Returns the things in the order in which they joined.
    fn grow(&mut self) -> Vec<usize> {
        let mut joined = Vec::with_capacity(self.places.len());
        let mut is_in = vec![false; self.places.len()];
        // Places of things in the tree are kept without the way that it has moved, so that slacks in the heaps stay
        // comparable.
        let mut moved = 0;
        let mut heaps = [BinaryHeap::new(), BinaryHeap::new()];
        let mut joining = Some((0, NO_TIE));
        while let Some((thing, number)) = joining {
            joined.push(thing);
            is_in[thing] = true;
            self.places[thing] -= moved;
            self.up[thing] = number;
            if number != NO_TIE {
                let above = self.above(thing);
                self.branches[thing].push(number);
                self.branches[above].push(number);
            }
            for &number in self.ties_of.of(thing) {
                let Tie { tail, head, .. } = self.ties[number];
                match (is_in[tail], is_in[head]) {
                    (true, false) => heaps[0].push(Reverse((self.slack(number), number, head))),
                    (false, true) => heaps[1].push(Reverse((self.slack(number), number, tail))),
                    _ => {}
                }
            }
            joining = None;
            let mut least = i32::MAX;
            let mut step = 0;
            for (heap, direction) in heaps.iter_mut().zip([1, -1]) {
                while heap.peek().is_some_and(|&Reverse((_, _, thing))| is_in[thing]) {
                    heap.pop();
                }
                let Some(&Reverse((slack, number, thing))) = heap.peek() else { continue };
                let slack = slack - direction * moved;
                if slack < least {
                    (least, step, joining) = (slack, direction * slack, Some((thing, number)));
                }
            }
            moved += step;
        }
        self.places.iter_mut().for_each(|place| *place += moved);
        joined
    }

    /// The thing whose tie towards the root is to leave the tree: what hangs on it is better elsewhere.
    fn leaving(&self, from: &mut usize) -> Option<usize> {
        let count = self.places.len();
        let mut best = None;
        let mut seen = 0;
        for thing in (*from..count).chain(0..*from).filter(|&thing| self.up[thing] != NO_TIE) {
            let worth = if self.ties[self.up[thing]].tail == thing { self.gain[thing] } else { -self.gain[thing] };
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

    /// What is on the smaller side of a thing's tie towards the root. It is walked through from both ends at once, so
    /// this takes as long as the smaller side is large.
    fn side(&mut self, leaving: usize) -> Side {
        let mut sides = [vec![(leaving, self.up[leaving])], vec![(self.above(leaving), self.up[leaving])]];
        let mut next = 0;
        let smaller = loop {
            let done = sides.iter_mut().position(|side| {
                let Some(&(thing, from)) = side.get(next) else { return true };
                let onward = self.branches[thing].iter().filter(|&&tie| tie != from);
                side.extend(onward.map(|&tie| (self.other_end(tie, thing), tie)));
                false
            });
            if let Some(done) = done {
                break done;
            }
            next += 1;
        };
        self.round += 1;
        let things: Vec<_> = sides[smaller].iter().map(|&(thing, _)| thing).collect();
        for &thing in &things {
            self.marks[thing] = self.round;
        }
        Side { things, hangs: smaller == 0 }
    }

    /// Whether a thing hangs on the tie that leaves.
    fn hangs(&self, thing: usize, side: &Side) -> bool {
        (self.marks[thing] == self.round) == side.hangs
    }

    /// The tie that is to enter the tree, and its slack: the first that stops what hangs on `leaving` on its way.
    fn entering(&self, leaving: usize, side: &Side) -> Option<(usize, i32)> {
        let goes_back = self.ties[self.up[leaving]].tail == leaving;
        let stops = |&&number: &&usize| {
            let Tie { tail, head, .. } = self.ties[number];
            let (inner, outer) = if goes_back { (head, tail) } else { (tail, head) };
            self.hangs(inner, side) && !self.hangs(outer, side)
        };
        let ties = side.things.iter().flat_map(|&thing| self.ties_of.of(thing)).filter(stops);
        ties.map(|&number| (self.slack(number), number)).min().map(|(slack, number)| (number, slack))
    }

    fn exchange(&mut self, leaving: usize, entering: usize, slack: i32, side: &Side) {
        let old = self.up[leaving];
        let Tie { tail, head, .. } = self.ties[entering];
        let (inner, outer) = if self.hangs(tail, side) { (tail, head) } else { (head, tail) };
        let step = if (inner == tail) == side.hangs { slack } else { -slack };
        side.things.iter().for_each(|&thing| self.places[thing] += step);
        self.carry_gain(leaving, outer);
        self.turn(leaving, inner, entering);
        for thing in [self.ties[old].tail, self.ties[old].head] {
            self.branches[thing].retain(|&tie| tie != old);
        }
        self.branches[inner].push(entering);
        self.branches[outer].push(entering);
    }

    /// What hangs on `leaving` no longer counts for what is above it, except for `outer` and what is above that.
    fn carry_gain(&mut self, leaving: usize, outer: usize) {
        let moved = self.gain[leaving];
        for (from, moved) in [(self.above(leaving), -moved), (outer, moved)] {
            let mut thing = from;
            self.gain[thing] += moved;
            while self.up[thing] != NO_TIE {
                thing = self.above(thing);
                self.gain[thing] += moved;
            }
        }
    }

    /// Turns the way from `inner` up to `leaving`: it now leads down from `inner`, which hangs on the tie that enters.
    fn turn(&mut self, leaving: usize, inner: usize, entering: usize) {
        let whole = self.gain[leaving];
        let (mut thing, mut up, mut below) = (inner, entering, 0);
        loop {
            let own = std::mem::replace(&mut self.gain[thing], whole - below);
            let next = std::mem::replace(&mut self.up[thing], up);
            below = own;
            if thing == leaving {
                break;
            }
            (thing, up) = (self.other_end(next, thing), next);
        }
    }
}
