//! What is known of a document: as much of it as readers may see, and its archived copy.

use super::{Asked, Line, copy};
use crate::index::DocumentIndex;
use crate::report::Origin;
use crate::text::counted;

impl Asked<'_> {
    pub(super) fn document(self, document: DocumentIndex) -> (Line, Vec<Line>) {
        let (snapshot, corpus) = (self.snapshot, self.snapshot.corpus());
        let record = &corpus.documents[document];
        let title = Line::default().text(&record.title);
        let mut lines = Vec::new();
        if let Some(publisher) = snapshot.graph().publisher(document).map(|source| Origin::new(corpus, source)) {
            lines.push(Line::new("published by ").text(publisher.label).words(format!(" ({})", publisher.word())));
        }
        lines.extend(record.published.as_ref().map(|day| Line::new("published ").words(day.as_str().to_owned())));
        lines.extend(
            record.is_confidential.then(|| Line::new("confidential: what it says and where it is stay hidden")),
        );
        let evidence = snapshot.evidence(self.request.snapshots.as_deref());
        lines.push(Line::new(copy::words(evidence.snapshots[document])));
        let claims = snapshot.documented(document).len();
        lines.push(Line::new("evidence for ").words(counted(claims, "claim")));
        (title, lines)
    }
}
