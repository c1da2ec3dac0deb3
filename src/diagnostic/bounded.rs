//! Findings of one file, no more than are in proportion to it.

use std::collections::HashMap;

use super::faults::LIMIT;
use super::{Diagnostic, Message};
use crate::text::{FileId, Span};

/// How many findings the shortest file may have: as many as are printed.
const LEAST: usize = 1000;
/// A file may have one more for each of so many bytes: one takes several hundred bytes of memory, and two bytes of a
/// file are enough for one to be found.
const BYTES_EACH: usize = 64;

/// Findings of one file that are found one after the other. Past a number that grows with the place they are at, they
/// are only counted.
#[derive(Debug, Default)]
pub(crate) struct Bounded {
    kept: Vec<Diagnostic>,
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
        if self.kept.len() < LEAST + self.reach / BYTES_EACH {
            self.kept.push(found());
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
    pub(crate) fn into_list(mut self) -> Vec<Diagnostic> {
        let file = self.file.filter(|_| self.left > 0);
        self.kept.extend(file.map(|file| too_many(file, self.left)));
        self.kept
    }

    /// Of findings at some places, which may be in several files, those that are kept.
    pub(crate) fn of_files<T>(
        items: impl IntoIterator<Item = T>,
        place: impl Fn(&T) -> Span,
        mut found: impl FnMut(T) -> Diagnostic,
    ) -> Vec<Diagnostic> {
        let mut files: HashMap<FileId, Self> = HashMap::new();
        for item in items {
            let place = place(&item);
            files.entry(place.file).or_default().add(Some(place), || found(item));
        }
        files.into_values().flat_map(Self::into_list).collect()
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
    fn left(list: &[Diagnostic]) -> Option<String> {
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

    #[test]
    fn each_file_has_its_own() {
        let at = |file, start| Span { file: FileId(file), start, end: start };
        let places = (0..1500).map(|_| at(0, 0)).chain((0..1000).map(|start| at(1, start)));
        let found = Bounded::of_files(places, |&place| place, |place| Diagnostic::new(&SYNTAX, place, "wrong"));
        let of =
            |file| found.iter().filter(move |found| found.place.span().is_some_and(|span| span.file == FileId(file)));
        assert_eq!((of(0).count(), of(1).count()), (1001, 1000));
    }
}
