//! What came of opening an archived copy.

use super::{Asked, Hover, Line};
use crate::evidence::Snapshot;
use crate::index::DocumentIndex;
use crate::text::Span;

impl Asked<'_> {
    /// The path of the copy of a document, if it is at the place.
    pub(super) fn copy(self, document: DocumentIndex, is_here: impl Fn(&Span) -> bool) -> Option<Hover> {
        let record = &self.snapshot.corpus().documents[document];
        let place = record.snapshot.as_ref().map(|snapshot| snapshot.place).filter(is_here)?;
        let evidence = self.snapshot.evidence(self.request.snapshots.as_deref());
        let title = Line::new("archived copy of ").id(record.id.text());
        Some(Hover { place, title, lines: vec![Line::new(words(evidence.snapshots[document]))] })
    }
}

/// In words.
pub(super) fn words(copy: Snapshot) -> &'static str {
    match copy {
        Snapshot::NotGiven => "it has no archived copy",
        Snapshot::NotLookedFor => "its archived copy was not looked for",
        Snapshot::Missing => "its archived copy is missing",
        Snapshot::Pointer => "its archived copy is a Git LFS pointer",
        Snapshot::Refused => "the path of its archived copy is refused",
        Snapshot::Unreadable(_) => "its archived copy could not be read",
        Snapshot::Unpinned => "its archived copy is there; no digest is recorded",
        Snapshot::Unheld => "its archived copy is there; the recorded digest is invalid",
        Snapshot::Verified => "its archived copy matches the recorded digest",
        Snapshot::Differs(_) => "its archived copy does not match the recorded digest",
    }
}
