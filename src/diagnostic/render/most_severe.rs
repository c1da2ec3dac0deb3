//! Findings for outputs that cannot hold a million of them: the most severe, in order of place.

use std::collections::HashMap;
use std::io::{self, Write};

use super::{Findings, LeveledFinding};
use crate::diagnostic::{Diagnostic, Finding, Level};
use crate::text::{FileId, counted};

/// How much is written.
pub(super) struct Limit {
    pub(super) findings: usize,
    pub(super) bytes: usize,
}

/// What is printed on a terminal or into a log: a mebibyte, with room for the lines below the findings.
pub(super) const PRINTED: Limit = Limit { findings: 1000, bytes: (1 << 20) - 4096 };

/// How many of the places that belong to a finding are printed with it.
pub(super) const MAX_RELATED: usize = 20;

/// What replaces the findings that are left out.
pub(super) fn more_related(diagnostic: &Diagnostic) -> Option<String> {
    let more = diagnostic.related.len().saturating_sub(MAX_RELATED);
    (more > 0).then(|| format!("and {}", counted(more, "more place")))
}

impl<'a> Findings<'a> {
    /// The most severe findings: errors first to be kept, then warnings. Of the same level the first; all in order of
    /// place.
    pub(super) fn most_severe(&self, most: usize) -> impl Iterator<Item = &'a LeveledFinding<'a>> {
        self.most_severe_of(most, |_| true)
    }

    /// The same of those that are `wanted`.
    fn most_severe_of(
        &self,
        most: usize,
        wanted: impl Fn(&LeveledFinding<'_>) -> bool,
    ) -> impl Iterator<Item = &'a LeveledFinding<'a>> {
        let mut left = most;
        let mut room = Level::ALL.map(|level| {
            let count =
                self.list.iter().filter(|finding| finding.level() == level && wanted(finding)).take(left).count();
            left -= count;
            (level, count)
        });
        self.list.iter().filter(move |finding| {
            let room = room.iter_mut().find(|(level, room)| *level == finding.level() && *room > 0);
            room.is_some_and(|(_, room)| {
                let is_wanted = wanted(finding);
                *room -= usize::from(is_wanted);
                is_wanted
            })
        })
    }

    /// The most severe findings in some files, in words and in order of place; `wanted` is asked about no file where
    /// something could not be read. For editors, which ask again after every edit: the others are not worded.
    pub fn most_severe_in(
        &self,
        most: usize,
        wanted: impl Fn(Option<FileId>) -> bool,
    ) -> impl Iterator<Item = Finding<'_>> {
        let of_file = move |finding: &LeveledFinding<'_>| wanted(finding.finding().span().map(|span| span.file));
        self.most_severe_of(most, of_file).map(|finding| self.in_words(finding))
    }

    /// How many findings there are in each file that has some.
    pub fn count_in_files(&self) -> HashMap<FileId, usize> {
        let file = |finding: &LeveledFinding<'_>| finding.finding().span().map(|span| span.file);
        let mut counts = HashMap::new();
        // In order of place, those of a file are together.
        for of_file in self.list.chunk_by(|one, other| file(one) == file(other)) {
            if let Some(file) = of_file.first().and_then(file) {
                *counts.entry(file).or_default() += of_file.len();
            }
        }
        counts
    }

    /// As many of the most severe findings as a limit allows, each as `shown` makes it: those of a level together, the
    /// most severe level first. And how many are left.
    pub(super) fn some(
        &self,
        limit: &Limit,
        mut shown: impl FnMut(&LeveledFinding<'_>) -> String,
    ) -> ([Vec<String>; 3], usize) {
        let kept: Vec<_> = self.most_severe(limit.findings).collect();
        let mut bytes = 0;
        let mut left = self.list.len();
        let levels = Level::ALL.map(|level| {
            let of_level = kept.iter().filter(|finding| finding.level() == level).map(|finding| shown(finding));
            let fits = of_level.take_while(|shown| {
                bytes += shown.len();
                bytes <= limit.bytes
            });
            let fits: Vec<_> = fits.collect();
            left -= fits.len();
            fits
        });
        (levels, left)
    }

    /// Writes as many of the most severe findings as a limit allows, the most severe first. How many are left.
    pub(super) fn write_some(
        &self,
        limit: &Limit,
        out: &mut dyn Write,
        shown: impl FnMut(&LeveledFinding<'_>) -> String,
    ) -> io::Result<usize> {
        let (levels, left) = self.some(limit, shown);
        levels.iter().flatten().try_for_each(|shown| out.write_all(shown.as_bytes()))?;
        Ok(left)
    }
}
