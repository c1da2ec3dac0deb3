//! Findings of one file, no more than are in proportion to it.

use std::collections::HashMap;
use std::sync::Arc;

use super::faults::LIMIT;
use super::{Diagnostic, Message};
use crate::text::{FileId, FileOrder, Span};

/// How many findings the shortest file may have: as many as are printed.
const LEAST: usize = 1000;
/// A file may have one more for each of so many bytes: one takes several hundred bytes of memory, and two bytes of a
/// file are enough for one to be found.
const BYTES_EACH: usize = 64;
/// So many that are not worded yet are kept before any is left out.
const FEW: usize = 4096;

/// How many findings a file may have up to a place in it.
fn room(reach: usize) -> usize {
    LEAST + reach / BYTES_EACH
}

/// Findings of one file that are found one after the other. Past a number that grows with the place they are at, they
/// are only counted.
#[derive(Debug, Default)]
pub(crate) struct Bounded {
    kept: Vec<Arc<Diagnostic>>,
    /// How far into the file anything was found.
    reach: usize,
    /// How many are only counted.
    left: usize,
    /// Which file it is.
    file: Option<FileId>,
}

impl Bounded {
    /// Adds a finding.
    pub(crate) fn push(&mut self, found: Diagnostic) {
        self.add(found.place.span(), || found);
    }

    /// Adds a finding at a place. It is worded if it is kept: to look for what is meant takes longer than to count.
    pub(crate) fn add(&mut self, place: Option<Span>, found: impl FnOnce() -> Diagnostic) {
        if let Some(place) = place {
            self.file = Some(place.file);
            self.reach = self.reach.max(place.start as usize);
        }
        if self.kept.len() < room(self.reach) {
            self.kept.push(Arc::new(found()));
        } else {
            self.left += 1;
        }
    }

    /// How many there are, with those that are only counted.
    pub(crate) fn count(&self) -> usize {
        self.kept.len() + self.left
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// Those that were kept. One more, at the start of the file, says how many were not.
    pub(crate) fn into_list(mut self) -> Vec<Arc<Diagnostic>> {
        let file = self.file.filter(|_| self.left > 0);
        self.kept.extend(file.map(|file| Arc::new(too_many(file, self.left))));
        self.kept
    }
}

impl From<Diagnostic> for Bounded {
    fn from(found: Diagnostic) -> Self {
        let mut all = Self::default();
        all.push(found);
        all
    }
}

impl Extend<Diagnostic> for Bounded {
    fn extend<T: IntoIterator<Item = Diagnostic>>(&mut self, found: T) {
        found.into_iter().for_each(|found| self.push(found));
    }
}

/// What findings in several files are about, as it is found and in any order. Of each file, those are kept that
/// [`Bounded`] would keep if they came in order of place.
///
/// One that is past the bound is past it whatever else is found, so it is left out early: two bytes of a file are
/// enough for a reference that leads nowhere.
#[derive(Debug)]
pub(crate) struct Unworded<T> {
    kept: Vec<T>,
    /// At this length, those that are past the bound are left out.
    full: usize,
    /// How many of each file are only counted.
    left: HashMap<FileId, usize>,
}

/// What is at a place in a file.
pub(crate) trait Placed {
    fn place(&self) -> Span;
}

impl<T> Default for Unworded<T> {
    fn default() -> Self {
        Self { kept: Vec::new(), full: FEW, left: HashMap::new() }
    }
}

impl<T: Placed> Unworded<T> {
    pub(crate) fn push(&mut self, item: T) {
        self.kept.push(item);
        if self.kept.len() >= self.full {
            self.leave_out();
        }
    }

    pub(crate) fn append(&mut self, other: Self) {
        for (file, count) in other.left {
            *self.left.entry(file).or_default() += count;
        }
        other.kept.into_iter().for_each(|item| self.push(item));
    }

    fn leave_out(&mut self) {
        self.kept.sort_by_key(|item| (item.place().file.0, item.place().start, item.place().end));
        let (mut file, mut count) = (None, 0);
        self.kept.retain(|item| {
            let place = item.place();
            if file.replace(place.file) != Some(place.file) {
                count = 0;
            }
            let is_kept = count < room(place.start as usize);
            if is_kept {
                count += 1;
            } else {
                *self.left.entry(place.file).or_default() += 1;
            }
            is_kept
        });
        self.full = FEW.max(2 * self.kept.len());
    }

    /// The findings, worded in order of place. One more of each file, at its start, says how many were left out.
    pub(crate) fn into_list(mut self, files: &FileOrder, word: impl FnMut(&T) -> Diagnostic) -> Vec<Diagnostic> {
        self.leave_out();
        self.kept.sort_by_key(|item| files.key(item.place()));
        let left = self.left.into_iter().map(|(file, left)| too_many(file, left));
        let mut found: Vec<_> = self.kept.iter().map(word).chain(left).collect();
        found.sort_by(|a, b| a.order(b, files));
        found
    }
}

fn too_many(file: FileId, left: usize) -> Diagnostic {
    let message = Message::new("too many findings in one file: ").number(left);
    Diagnostic::new(&LIMIT, Span { file, start: 0, end: 0 }, message.words(" more are not listed (limit findings)"))
        .help("correct those that are listed, and run again")
}

#[cfg(test)]
mod tests {
    use super::super::faults::SYNTAX;
    use super::*;
    use crate::index::number;

    fn found(start: usize) -> Diagnostic {
        let start = number(start);
        Diagnostic::new(&SYNTAX, Span { file: FileId(0), start, end: start }, "wrong")
    }

    /// How many are not listed, if the list says so.
    fn left(list: &[Arc<Diagnostic>]) -> Option<String> {
        let limit = list.iter().find(|found| found.rule.name == "limit")?;
        assert_eq!(limit.place.span(), Some(Span { file: FileId(0), start: 0, end: 0 }));
        Some(format!("{:?}", limit.message))
    }

    #[test]
    fn as_many_are_kept_as_the_length_allows() {
        for (length, most) in [(63, LEAST), (64, LEAST + 1), (6400, LEAST + 100)] {
            let list = |count: usize| {
                let mut all = Bounded::default();
                all.extend((0..count).map(|_| found(length)));
                assert_eq!(all.count(), count);
                all.into_list()
            };
            assert_eq!((list(most).len(), left(&list(most))), (most, None), "{length}");
            assert_eq!(list(most + 1).len(), most + 1, "{length}");
            assert!(left(&list(most + 1)).is_some_and(|left| left.contains("Number(1)")), "{length}");
            assert_eq!(list(2 * most).len(), most + 1, "{length}");
            assert!(left(&list(2 * most)).is_some_and(|left| left.contains(&format!("Number({most})"))), "{length}");
        }
    }

    impl Placed for Span {
        fn place(&self) -> Span {
            *self
        }
    }

    fn at(file: u32, start: usize) -> Span {
        let start = number(start);
        Span { file: FileId(file), start, end: start }
    }

    /// The same as one after the other in order of place.
    #[test]
    fn each_file_has_its_own_in_whatever_order_they_come() {
        let mut places: Vec<_> = (0..9000).map(|n| at(0, n * n % 70_001)).chain((0..5000).map(|n| at(1, n))).collect();
        places.extend((0..900).map(|_| at(2, 3)));
        let files: FileOrder = [2, 1, 0].map(FileId).into_iter().collect();
        let (mut all, mut rest) = (Unworded::default(), Unworded::default());
        places[..7000].iter().for_each(|&place| all.push(place));
        places[7000..].iter().for_each(|&place| rest.push(place));
        all.append(rest);
        let found = all.into_list(&files, |&place| Diagnostic::new(&SYNTAX, place, "wrong"));
        places.sort_by_key(|&place| files.key(place));
        let mut expected = Vec::new();
        for file in [2, 1, 0] {
            let mut bounded = Bounded::default();
            let of_file = places.iter().filter(|place| place.file == FileId(file));
            bounded.extend(of_file.map(|&place| Diagnostic::new(&SYNTAX, place, "wrong")));
            expected.extend(bounded.into_list());
        }
        expected.sort_by(|a, b| a.order(b, &files));
        let is_same =
            found.iter().map(|found| format!("{found:?}")).eq(expected.iter().map(|found| format!("{found:?}")));
        assert!(is_same, "{} findings, not {}", found.len(), expected.len());
    }

    #[test]
    fn those_past_the_bound_take_no_memory() {
        let mut all = Unworded::default();
        (0..100_000).for_each(|n| all.push(at(0, n)));
        assert!(all.kept.capacity() <= 2 * FEW.max(room(100_000)), "{}", all.kept.capacity());
    }
}
