//! What can be folded: sections and records that take more than one line.

use super::symbols::outline;
use crate::text::{FileId, Span};
use crate::workspace::Snapshot;

/// The sections and records of a claim file that take more than one line, in order of place.
pub fn folds(snapshot: &Snapshot, file: FileId) -> Vec<Span> {
    let sections = outline(snapshot, file).into_iter();
    let all = sections.flat_map(|section| {
        std::iter::once(section.whole).chain(section.records.into_iter().map(|record| record.whole))
    });
    all.filter(|&span| snapshot.files().start(span).line < snapshot.files().end(span).line).collect()
}
