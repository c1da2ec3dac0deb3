//! What is known of a source: as much of it as readers may see, and what hangs on it.

use super::{Asked, Line};
use crate::index::SourceIndex;
use crate::model::SourceKind;
use crate::report::Origin;
use crate::text::{counted, counted_as};

impl Asked<'_> {
    pub(super) fn source(self, source: SourceIndex) -> (Line, Vec<Line>) {
        let (snapshot, record) = (self.snapshot, &self.snapshot.corpus().sources[source]);
        // That it is an outlet is said in place of that it is named.
        let word = Origin::new(snapshot.corpus(), source).word();
        let kind = record.kind.map(SourceKind::name).filter(|&kind| kind != word);
        let kind = kind.map(|kind| format!(" {kind}")).unwrap_or_default();
        let title = Line::default().text(&record.label).words(format!(" ({word}{kind})"));
        let mut lines = Vec::new();
        if !record.is_confidential() {
            lines.extend(record.role.as_ref().map(|role| Line::default().text(role)));
            lines.extend(record.description.as_ref().map(|description| Line::default().text(description)));
        }
        let voices = snapshot.graph().speaks_in(source).len();
        lines.push(Line::new("speaks in ").words(counted(voices, "claim")));
        let origin_of = snapshot.origin_of()[source] as usize;
        lines.push(Line::new("origin of ").words(counted(origin_of, "claim")));
        let falls = snapshot.falls()[source] as usize;
        lines.push(Line::new(counted_as(falls, "claim falls", "claims fall")).words(" if it is struck"));
        (title, lines)
    }
}
