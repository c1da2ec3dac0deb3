//! Sets of some hundred things, for asking as many questions in one pass through the graph.

use std::ops::{BitAnd, BitOr, BitOrAssign, Not};

/// How many things fit.
pub(super) const LANES: usize = 256;

const WORD: u32 = u64::BITS;
const WORDS: usize = LANES / WORD as usize;

/// A set of numbers below [`LANES`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Mask([u64; WORDS]);

impl Mask {
    pub(super) fn set(&mut self, lane: u32) {
        self.0[(lane / WORD) as usize] |= 1 << (lane % WORD);
    }

    pub(super) fn unset(&mut self, lane: u32) {
        self.0[(lane / WORD) as usize] &= !(1 << (lane % WORD));
    }

    pub(super) fn has(self, lane: u32) -> bool {
        self.0[(lane / WORD) as usize] & 1 << (lane % WORD) != 0
    }

    pub(super) fn is_empty(self) -> bool {
        self == Self::default()
    }

    fn zipped(self, other: Self, joined: impl Fn(u64, u64) -> u64) -> Self {
        Self(std::array::from_fn(|word| joined(self.0[word], other.0[word])))
    }
}

impl BitOr for Mask {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        self.zipped(other, |a, b| a | b)
    }
}

impl BitOrAssign for Mask {
    fn bitor_assign(&mut self, other: Self) {
        *self = *self | other;
    }
}

impl BitAnd for Mask {
    type Output = Self;

    fn bitand(self, other: Self) -> Self {
        self.zipped(other, |a, b| a & b)
    }
}

impl Not for Mask {
    type Output = Self;

    fn not(self) -> Self {
        Self(self.0.map(|word| !word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_lane_is_its_own() {
        let one = |lane: u32| {
            let mut mask = Mask::default();
            mask.set(lane);
            mask
        };
        let lanes = [0, 1, 63, 64, 127, 128, 255];
        for lane in lanes {
            assert!(lanes.iter().all(|&other| one(lane).has(other) == (lane == other)));
            let mut others = !one(lane);
            assert!(!others.has(lane) && (others & one(lane)).is_empty());
            others |= one(lane);
            assert_eq!(others, !Mask::default());
        }
        assert_eq!(one(3) | one(200), one(200) | one(3));
        let mut both = one(3) | one(200);
        both.unset(200);
        assert_eq!(both, one(3));
    }
}
