//! Numbers of records and nodes, one type for each kind, and lists indexed by them.

use std::marker::PhantomData;
use std::ops::{Deref, DerefMut, Index, IndexMut};

/// The number of a thing among those of its kind.
pub trait Idx: Copy + Ord {
    /// The thing at a place.
    ///
    /// # Panics
    /// If the place is past [`u32::MAX`].
    fn new(at: usize) -> Self;

    /// Its place.
    fn at(self) -> usize;
}

/// Makes types of numbers.
macro_rules! indices {
    ($($(#[$doc:meta])+ $visible:vis $name:ident;)+) => {$(
        $(#[$doc])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $visible struct $name(pub(crate) u32);

        impl $crate::index::Idx for $name {
            fn new(at: usize) -> Self {
                Self($crate::index::number(at))
            }

            fn at(self) -> usize {
                self.0 as usize
            }
        }
    )+};
}
pub(crate) use indices;

indices! {
    /// A source, by its place among the sources of a corpus.
    pub SourceIndex;
    /// A document, by its place among the documents of a corpus.
    pub DocumentIndex;
    /// A claim, by its place among the claims of a corpus.
    pub ClaimIndex;
    /// A review, by its place among the reviews of a corpus.
    pub ReviewIndex;
    /// A claim or a source, by its place in the graph of a corpus: claims come first, so a claim has the same number in
    /// both.
    pub Node;
}

impl From<ClaimIndex> for Node {
    fn from(claim: ClaimIndex) -> Self {
        Self(claim.0)
    }
}

/// A count, a length or an offset as a small number: the one place where this is converted.
///
/// # Panics
/// If it does not fit. Records and links of one corpus are counted in 32 bits; that many need more memory than machines
/// have.
pub(crate) fn number(count: usize) -> u32 {
    match u32::try_from(count) {
        Ok(number) => number,
        Err(_) => unreachable!("a corpus or a text has more parts than 32 bits can count: {count}"),
    }
}

/// The first `count` things of a kind.
pub(crate) fn first<I: Idx>(count: usize) -> impl ExactSizeIterator<Item = I> + DoubleEndedIterator + Clone {
    (0..count).map(I::new)
}

/// A list that has one value for every thing of a kind, and takes no other kind's numbers.
#[derive(Clone, PartialEq, Eq)]
pub struct IndexVec<I, T> {
    list: Vec<T>,
    kind: PhantomData<fn(I)>,
}

impl<I: Idx, T> IndexVec<I, T> {
    /// The same value for so many things.
    pub fn filled(value: T, count: usize) -> Self
    where
        T: Clone,
    {
        vec![value; count].into()
    }

    /// None yet, with room for so many things.
    pub(crate) fn with_capacity(count: usize) -> Self {
        Vec::with_capacity(count).into()
    }

    /// Adds a value for the next thing, whose number it gives.
    pub fn push(&mut self, value: T) -> I {
        let index = I::new(self.list.len());
        self.list.push(value);
        index
    }

    /// The things that have a value.
    pub fn indices(&self) -> impl ExactSizeIterator<Item = I> + DoubleEndedIterator + Clone + use<I, T> {
        first(self.list.len())
    }

    /// The things and their values.
    pub fn entries(&self) -> impl ExactSizeIterator<Item = (I, &T)> + DoubleEndedIterator {
        self.indices().zip(&self.list)
    }

    /// The values, in order.
    pub fn values(&self) -> &[T] {
        &self.list
    }

    /// The value of a thing, if there is such a thing.
    pub fn of(&self, index: I) -> Option<&T> {
        self.list.get(index.at())
    }
}

impl<I, T> Default for IndexVec<I, T> {
    fn default() -> Self {
        Vec::new().into()
    }
}

impl<I, T> From<Vec<T>> for IndexVec<I, T> {
    fn from(list: Vec<T>) -> Self {
        Self { list, kind: PhantomData }
    }
}

impl<I, T> FromIterator<T> for IndexVec<I, T> {
    fn from_iter<V: IntoIterator<Item = T>>(values: V) -> Self {
        values.into_iter().collect::<Vec<T>>().into()
    }
}

impl<I: Idx, T> Index<I> for IndexVec<I, T> {
    type Output = T;

    #[inline]
    fn index(&self, index: I) -> &T {
        &self.list[index.at()]
    }
}

impl<I: Idx, T> IndexMut<I> for IndexVec<I, T> {
    #[inline]
    fn index_mut(&mut self, index: I) -> &mut T {
        &mut self.list[index.at()]
    }
}

/// All that a slice can do but index by a bare number.
impl<I, T> Deref for IndexVec<I, T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.list
    }
}

impl<I, T> DerefMut for IndexVec<I, T> {
    fn deref_mut(&mut self) -> &mut [T] {
        &mut self.list
    }
}

impl<'a, I, T> IntoIterator for &'a IndexVec<I, T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.iter()
    }
}

impl<I, T> IntoIterator for IndexVec<I, T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

impl<I, T: std::fmt::Debug> std::fmt::Debug for IndexVec<I, T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.list.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_goes_by_its_own_numbers() {
        let mut list: IndexVec<ClaimIndex, char> = IndexVec::default();
        assert_eq!(['a', 'b'].map(|value| list.push(value)), [ClaimIndex(0), ClaimIndex(1)]);
        list[ClaimIndex(0)] = 'c';
        assert_eq!((list[ClaimIndex(0)], list.of(ClaimIndex(1)), list.of(ClaimIndex(2))), ('c', Some(&'b'), None));
        assert_eq!(list.entries().collect::<Vec<_>>(), [(ClaimIndex(0), &'c'), (ClaimIndex(1), &'b')]);
    }

    #[test]
    fn the_largest_number_is_a_number() {
        assert_eq!(number(u32::MAX as usize), u32::MAX);
    }

    #[test]
    #[should_panic(expected = "more parts than 32 bits can count: 4294967296")]
    #[cfg(target_pointer_width = "64")]
    fn past_it_all_stops() {
        number(u32::MAX as usize + 1);
    }
}
