//! What is known of a source: as much of it as readers may see, and what hangs on it.

use super::{Asked, Line, counted};
use crate::index::SourceIndex;

impl Asked<'_> {
    pub(super) fn source(self, source: SourceIndex) -> (Line, Vec<Line>) {
        let (snapshot, record) = (self.snapshot, &self.snapshot.corpus().sources[source]);
        let kind = record.kind.map(|kind| format!(" {}", kind.name())).unwrap_or_default();
        let title = Line::default().text(&record.label).words(format!(" ({}{kind})", record.identity.name()));
        let mut lines = Vec::new();
        if !record.is_confidential() {
            lines.extend(record.role.as_ref().map(|role| Line::default().text(role)));
            lines.extend(record.description.as_ref().map(|description| Line::default().text(description)));
        }
        let voices = snapshot.graph().speaks_in(source).len();
        lines.push(Line::new("speaks in ").words(counted(voices, "claim", "claims")));
        let origin_of = snapshot.origin_of()[source] as usize;
        lines.push(Line::new("origin of ").words(counted(origin_of, "claim", "claims")));
        let falls = snapshot.falls()[source] as usize;
        lines.push(Line::new(counted(falls, "claim falls", "claims fall")).words(" if it is struck"));
        (title, lines)
    }
}
