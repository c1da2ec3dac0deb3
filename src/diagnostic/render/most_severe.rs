//! Findings for outputs that cannot hold a million of them: the most severe, in order of place.

use std::io::{self, Write};

use super::{Findings, LeveledFinding, counted};
use crate::diagnostic::{Diagnostic, Level};

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
        let mut left = most;
        let mut room = Level::ALL.map(|level| {
            let room = self.shown(level).min(left);
            left -= room;
            (level, room)
        });
        self.list.iter().filter(move |finding| {
            let room = room.iter_mut().find(|(level, room)| *level == finding.level && *room > 0);
            room.map(|(_, room)| *room -= 1).is_some()
        })
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
            let of_level = kept.iter().filter(|finding| finding.level == level).map(|finding| shown(finding));
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
