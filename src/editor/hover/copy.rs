//! What came of opening an archived copy.

use super::{Asked, Hover, Line};
use crate::evidence::Snapshot;
use crate::index::DocumentIndex;
use crate::model::{Located, SnapshotPath};
use crate::text::Span;

impl Asked<'_> {
    /// The path of the copy of a document, if it is at the place.
    pub(super) fn copy(self, document: DocumentIndex, is_here: impl Fn(&Span) -> bool) -> Option<Hover> {
        let record = &self.snapshot.corpus().documents[document];
        let evidence = self.snapshot.evidence(self.request.snapshots.as_deref());
        let hover = |place, title, state| {
            let title = Line::new(title).id(record.id.text());
            Hover { place, title, lines: vec![Line::new(words(state))] }
        };
        let named = |path: &Option<Located<SnapshotPath>>| path.as_ref().map(|path| path.place).filter(&is_here);
        match (named(&record.copy().path), named(&record.text().path)) {
            (Some(place), _) => Some(hover(place, "archived copy of ", evidence.snapshots[document])),
            (None, Some(place)) => Some(hover(place, "text of the archived copy of ", evidence.texts[document])),
            (None, None) => None,
        }
    }
}

/// In words.
pub(super) fn words(copy: Snapshot) -> &'static str {
    match copy {
        Snapshot::NotGiven => "it has no archived copy",
        Snapshot::NotLookedFor => "its archived copy was not looked for",
        Snapshot::Proposed => "its archived copy was not opened: the record is only proposed",
        Snapshot::Missing => "its archived copy is missing",
        Snapshot::Pointer => "its archived copy is a Git LFS pointer",
        Snapshot::Refused => "the path of its archived copy is refused",
        Snapshot::Unreadable(_) => "its archived copy could not be read",
        Snapshot::Unpinned => "its archived copy is there; no digest is recorded",
        Snapshot::Unheld => "its archived copy is there; the recorded digest is invalid",
        Snapshot::Verified => "its archived copy matches the recorded digest",
        Snapshot::Differs => "its archived copy does not match the recorded digest",
        Snapshot::Contradictory => "its archived copy is damaged or does not match its own list of digests",
    }
}
