//! What is nearest to every claim: short lists, of which there are as many as claims.

use super::MAX_ORIGINS;
use crate::index::{ClaimIndex, IndexVec, number};

/// A list of at most [`MAX_ORIGINS`] things for every claim. Most have one or two, so `FEW` are kept in place, and only
/// longer lists take room of their own.
#[derive(Debug)]
pub(super) struct Nearest<T, const FEW: usize> {
    lists: IndexVec<ClaimIndex, List<T, FEW>>,
    long: Vec<[T; MAX_ORIGINS]>,
}

#[derive(Debug, Clone, Copy)]
struct List<T, const FEW: usize> {
    length: u8,
    /// Which of the long lists it is, once it is longer than `FEW`.
    long: u32,
    few: [T; FEW],
}

impl<T: Copy, const FEW: usize> Nearest<T, FEW> {
    /// An empty list for every claim; `blank` stands where nothing is yet.
    pub(super) fn new(claims: usize, blank: T) -> Self {
        let list = List { length: 0, long: 0, few: [blank; FEW] };
        Self { lists: IndexVec::filled(list, claims), long: Vec::new() }
    }

    /// The list of a claim.
    pub(super) fn of(&self, claim: ClaimIndex) -> &[T] {
        let list = &self.lists[claim];
        let length = usize::from(list.length);
        if length <= FEW { &list.few[..length] } else { &self.long[list.long as usize][..length] }
    }

    /// Whether the list of a claim takes no more.
    pub(super) fn is_full(&self, claim: ClaimIndex) -> bool {
        usize::from(self.lists[claim].length) == MAX_ORIGINS
    }

    /// Adds to a list, unless it is full.
    pub(super) fn push(&mut self, claim: ClaimIndex, item: T) -> bool {
        let list = &mut self.lists[claim];
        let length = usize::from(list.length);
        if length == MAX_ORIGINS {
            return false;
        }
        if let Some(room) = list.few.get_mut(length) {
            *room = item;
        } else {
            if length == FEW {
                let mut long = [item; MAX_ORIGINS];
                long[..FEW].copy_from_slice(&list.few);
                list.long = number(self.long.len());
                self.long.push(long);
            }
            self.long[list.long as usize][length] = item;
        }
        list.length += 1;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_every_length_keep_their_order() {
        let mut lists = Nearest::<_, 3>::new(2 * MAX_ORIGINS, 0);
        for (claim, length) in (0..).zip([0, 1, 2, 3, 4, 9, 10]) {
            let claim = ClaimIndex(claim);
            assert!((1..=length).all(|item| lists.push(claim, item)));
            assert_eq!(lists.of(claim), (1..=length).collect::<Vec<_>>());
        }
        assert!(!lists.push(ClaimIndex(6), 11), "no list is longer");
        assert_eq!(lists.of(ClaimIndex(6)), (1..=10).collect::<Vec<_>>());
        assert!(lists.of(ClaimIndex(7)).is_empty());
    }
}
