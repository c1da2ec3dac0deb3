//! Ids, and the numbers of the records that have them.

use std::hash::BuildHasher;

use hashbrown::hash_table::Entry;
use hashbrown::{DefaultHashBuilder, HashTable};
use rayon::prelude::*;

use crate::index::number;

/// So many ids are looked up at once.
const TOGETHER: usize = 16_384;

/// Ids in the order of their records, one after the other in one text: to compare them touches neither records nor
/// files.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    bytes: String,
    /// Where in `bytes` each ends.
    ends: Vec<u32>,
}

impl Ids {
    /// Room for so many ids that have so many bytes.
    pub(crate) fn with_capacity(count: usize, bytes: usize) -> Self {
        Self { bytes: String::with_capacity(bytes), ends: Vec::with_capacity(count) }
    }

    pub(crate) fn push(&mut self, id: &str) {
        self.bytes.push_str(id);
        self.ends.push(number(self.bytes.len()));
    }

    /// Those of several lists in one.
    pub(super) fn joined(lists: [&Self; 4]) -> Self {
        let length = |of: fn(&Self) -> usize| lists.iter().copied().map(of).sum();
        let mut joined = Self::with_capacity(length(|ids| ids.ends.len()), length(|ids| ids.bytes.len()));
        for ids in lists {
            let shift = number(joined.bytes.len());
            joined.bytes.push_str(&ids.bytes);
            joined.ends.extend(ids.ends.iter().map(|end| end + shift));
        }
        joined
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    #[inline]
    pub(super) fn get(&self, at: usize) -> &str {
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.bytes[start as usize..self.ends[at] as usize]
    }
}

/// Ids to records.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// Numbers of records: sources first, then documents, claims and reviews.
    table: HashTable<u32>,
    hasher: DefaultHashBuilder,
    pub(super) ids: Ids,
}

impl Index {
    pub(super) fn find(&self, id: &str) -> Option<u32> {
        self.find_hashed(id, self.hasher.hash_one(id))
    }

    /// The same for many ids, in order. Each look-up waits for memory several times, one after the other; a step of
    /// some thousand of them at once waits for many places together.
    pub(super) fn find_all<'i>(&self, ids: impl Iterator<Item = &'i str>) -> impl Iterator<Item = Option<u32>> {
        let mut ids = ids.fuse();
        let mut some = Vec::new().into_iter();
        std::iter::from_fn(move || {
            if some.len() == 0 {
                some = self.find_some(ids.by_ref().take(TOGETHER)).into_iter();
            }
            some.next()
        })
    }

    fn find_some<'i>(&self, ids: impl Iterator<Item = &'i str>) -> Vec<Option<u32>> {
        let hashed: Vec<_> = ids.map(|id| (id, self.hasher.hash_one(id))).collect();
        let first: Vec<_> = hashed.iter().map(|&(_, hash)| self.table.iter_hash(hash).next().copied()).collect();
        let theirs: Vec<_> = first.iter().map(|first| first.map(|number| self.ids.get(number as usize))).collect();
        // Nearly always the first with such a hash is the one.
        let found = hashed.into_iter().zip(first.into_iter().zip(theirs)).map(|((id, hash), (first, theirs))| {
            if theirs.is_none_or(|theirs| theirs == id) { first } else { self.find_hashed(id, hash) }
        });
        found.collect()
    }

    fn find_hashed(&self, id: &str, hash: u64) -> Option<u32> {
        self.table.find(hash, |&number| self.ids.get(number as usize) == id).copied()
    }

    /// Enters all ids; those that are taken come back with the number that has them.
    pub(super) fn new(ids: Ids) -> (Self, Vec<(u32, u32)>) {
        let hasher = DefaultHashBuilder::default();
        let of_ids: Vec<u64> = (0..ids.len()).into_par_iter().map(|at| hasher.hash_one(ids.get(at))).collect();
        let mut table = HashTable::with_capacity(ids.len());
        let mut doubles = Vec::new();
        for (number, &hash) in (0..number(ids.len())).zip(&of_ids) {
            let is_it = |&other: &u32| ids.get(other as usize) == ids.get(number as usize);
            match table.entry(hash, is_it, |&other| of_ids[other as usize]) {
                Entry::Occupied(first) => doubles.push((*first.get(), number)),
                Entry::Vacant(room) => {
                    room.insert(number);
                }
            }
        }
        (Self { table, hasher, ids }, doubles)
    }
}
