//! Walks along links, nearest first, one after the other in the same room.

use crate::index::{Idx, IndexVec, number};

/// A walk through states: claims, or claims with something that is known of the way to them.
#[derive(Debug)]
pub(super) struct Walk<S> {
    /// The last round in which each state was reached. Rounds are counted, so that nothing has to be cleared between
    /// them.
    reached: IndexVec<S, u32>,
    round: u32,
    steps: Vec<WalkStep<S>>,
    taken: usize,
}

#[derive(Debug, Clone, Copy)]
struct WalkStep<S> {
    state: S,
    from: u32,
    links: u32,
}

impl<S: Idx> Walk<S> {
    /// Room for walks through so many states.
    pub(super) fn new(states: usize) -> Self {
        Self { reached: IndexVec::filled(0, states), round: 0, steps: Vec::new(), taken: 0 }
    }

    /// Starts a new walk; the one before is forgotten.
    pub(super) fn start(&mut self, state: S) {
        self.round += 1;
        self.taken = 0;
        self.steps.clear();
        self.reached[state] = self.round;
        self.steps.push(WalkStep { state, from: 0, links: 0 });
    }

    /// The nearest state that was reached and not yet taken.
    pub(super) fn take(&mut self) -> Option<S> {
        let step = self.steps.get(self.taken)?;
        self.taken += 1;
        Some(step.state)
    }

    /// Goes on from the state taken last. False if the walk has been there.
    pub(super) fn reach(&mut self, state: S) -> bool {
        let is_new = std::mem::replace(&mut self.reached[state], self.round) != self.round;
        if is_new {
            let from = self.last();
            self.steps.push(WalkStep { state, from, links: self.links() + 1 });
        }
        is_new
    }

    /// Whether the walk has been at a state.
    pub(super) fn has_reached(&self, state: S) -> bool {
        self.reached[state] == self.round
    }

    /// How many links the state taken last is away from the start.
    pub(super) fn links(&self) -> u32 {
        self.steps[self.last() as usize].links
    }

    /// The states from the start to the one taken last.
    pub(super) fn path(&self) -> Vec<S> {
        let mut path = Vec::new();
        let mut at = self.last();
        loop {
            let step = self.steps[at as usize];
            path.push(step.state);
            if step.links == 0 {
                break;
            }
            at = step.from;
        }
        path.reverse();
        path
    }

    /// How many walks there were.
    #[cfg(test)]
    pub(super) fn rounds(&self) -> u32 {
        self.round
    }

    fn last(&self) -> u32 {
        number(self.taken.saturating_sub(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::ClaimIndex;

    #[test]
    fn the_nearest_comes_first_and_knows_its_way() {
        let mut walk = Walk::new(6);
        let links = [&[1, 2][..], &[3], &[3, 4], &[5], &[0], &[]];
        for start in [0, 4, 0] {
            walk.start(ClaimIndex(start));
            let mut met = Vec::new();
            while let Some(state) = walk.take() {
                met.push((walk.links(), walk.path().into_iter().map(|state| state.0).collect::<Vec<_>>()));
                for &to in links[state.at()] {
                    walk.reach(ClaimIndex(to));
                }
            }
            let expected: &[(u32, &[u32])] = match start {
                0 => &[(0, &[0]), (1, &[0, 1]), (1, &[0, 2]), (2, &[0, 1, 3]), (2, &[0, 2, 4]), (3, &[0, 1, 3, 5])],
                _ => &[
                    (0, &[4]),
                    (1, &[4, 0]),
                    (2, &[4, 0, 1]),
                    (2, &[4, 0, 2]),
                    (3, &[4, 0, 1, 3]),
                    (4, &[4, 0, 1, 3, 5]),
                ],
            };
            assert!(met.iter().map(|(links, path)| (*links, &path[..])).eq(expected.iter().copied()), "{met:?}");
        }
    }
}
