//! From an id to its record, and to every place that names it.

use super::place::{extent, named};
use crate::model::{Record, Use};
use crate::text::{FileId, Span};
use crate::workspace::Snapshot;

/// Where the record is whose id is at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// The id at the place, quotation marks included.
    pub from: Span,
    /// The record.
    pub record: Record,
    /// The key of the record.
    pub key: Span,
    /// The whole record; of one that shares a line with others only the key.
    pub whole: Span,
}

/// Where the record is whose id is at a byte of a file.
///
/// ```
/// use onrecord::Workspace;
/// use onrecord::editor::definition;
///
/// let text = "sources:\n  fidan: {identity: named, name: Fidan}\n\
///     claims:\n  a: {statement: x, attributed_to: [fidan]}\n";
/// let snapshot = Workspace::of_texts([("claims.yaml", text)]).snapshot();
/// let file = snapshot.files().id("claims.yaml").ok_or("no such file")?;
/// let found = definition(&snapshot, file, text.rfind("dan]").unwrap_or(0) as u32).ok_or("no id")?;
/// assert_eq!(snapshot.files().start(found.key).line, 2);
/// # Ok::<(), &str>(())
/// ```
pub fn definition(snapshot: &Snapshot, file: FileId, offset: u32) -> Option<Definition> {
    let (of, record) = named(snapshot, file, offset)?;
    let key = snapshot.corpus().place(record);
    let whole = extent(snapshot.files().get(key.file), key);
    Some(Definition { from: of.place, record, key, whole })
}

/// Every place that names the id at a byte of a file, whether a record has it or not, in order of place. Its own key is
/// among them, with [`Role::Record`](crate::model::Role::Record).
pub fn references(snapshot: &Snapshot, file: FileId, offset: u32) -> Vec<Use> {
    snapshot.use_at(file, offset).map_or_else(Vec::new, |of| snapshot.uses(&of.id))
}

/// Those of these places that are in the same file.
pub fn highlights(snapshot: &Snapshot, file: FileId, offset: u32) -> Vec<Use> {
    let mut uses = references(snapshot, file, offset);
    uses.retain(|of| of.place.file == file);
    uses
}
