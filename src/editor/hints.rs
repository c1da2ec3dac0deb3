//! What a claim rests on, in a word or two, to be shown in its first line.

use super::Line;
use super::place::{line_end, record_of};
use crate::model::{FileUses, Record, Role, Use};
use crate::text::{FileId, Span};
use crate::workspace::Snapshot;

/// Something to be shown in a line of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// Where: the end of the line. Empty.
    pub place: Span,
    /// What.
    pub line: Line,
}

/// The basis of each claim in a range of a file, and its independent sources, in order of place.
pub fn hints(snapshot: &Snapshot, file: FileId, (start, end): (u32, u32)) -> Vec<Hint> {
    let uses = snapshot.uses_in_file(file).into_iter().flat_map(FileUses::in_order);
    let keys = uses.filter(|of| of.role == Role::Record && of.place.end >= start && of.place.start <= end);
    let hint = |key: &Use| {
        let claim = record_of(snapshot, &key.id).and_then(Record::claim)?;
        let (basis, count) = (snapshot.analysis().basis(claim), snapshot.analysis().independent_sources(claim));
        let more = if count == 3 { " or more" } else { "" };
        let at = line_end(snapshot.files().get(file), key.place.end);
        let line = Line::new(basis.name()).words(format!(", {count}{more}"));
        Some(Hint { place: Span { file, start: at, end: at }, line })
    };
    keys.filter_map(hint).collect()
}
