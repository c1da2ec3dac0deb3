//! Which record a place of a file is in, and how far a record reaches.

use crate::model::{Record, Role, Use};
use crate::text::{File, FileId, Span};
use crate::workspace::Snapshot;

/// The id at a place, and the record that has it.
pub(super) fn named(snapshot: &Snapshot, file: FileId, offset: u32) -> Option<(Use, Record)> {
    let of = snapshot.use_at(file, offset)?;
    let record = snapshot.corpus().find(of.id.untrusted())?;
    Some((of, record))
}

/// The record that a place is in, its key included.
pub(super) fn around(snapshot: &Snapshot, file: FileId, offset: u32) -> Option<Record> {
    let mut uses = snapshot.uses_in_file(file)?.up_to(offset).rev();
    let key = uses.find(|of| of.role == Role::Record)?;
    let whole = extent(snapshot.files().get(file), key.place);
    let record = snapshot.corpus().find(key.id.untrusted())?;
    (offset <= whole.end && snapshot.corpus().place(record) == key.place).then_some(record)
}

/// The whole record with a key at a place: down to its last line that has something. Of one that shares a line with
/// others only the key.
pub(super) fn extent(file: &File, key: Span) -> Span {
    let text = file.text().untrusted();
    let start = key.start as usize;
    let line = text[..start].rfind('\n').map_or(0, |end| end + 1);
    if text[line..start].trim_matches(' ') != "" {
        return key;
    }
    let indent = start - line;
    let first = text[start..].find('\n').map_or(text.len(), |end| start + end);
    let (mut end, mut at) = (first, first + 1);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let length = rest.find('\n').unwrap_or(rest.len());
        let content = rest[..length].trim_start_matches(' ');
        let is_something = !content.trim_end().is_empty();
        if is_something && length - content.len() <= indent && !content.starts_with('#') {
            break;
        }
        if is_something && length - content.len() > indent {
            end = at + length;
        }
        at += length + 1;
    }
    let end = text[..end].trim_end().len().max(key.end as usize);
    Span { end: crate::index::number(end), ..key }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::Workspace;

    #[test]
    fn a_record_reaches_to_its_last_line_that_has_something() {
        let text = "claims:\n  a: {statement: x} # why\n  b:\n    statement: >\n      one\n\n      two\n    # of b\n\n# of nobody\n  c:\n    statement: y\nsources: {s: {identity: named, name: S}, t: {identity: named, name: T}}\n";
        let snapshot = Workspace::of_texts([("c.yaml", text)]).snapshot();
        let corpus = snapshot.corpus();
        let whole = |id: &str| {
            let place = corpus.place(corpus.find(id).unwrap());
            let whole = extent(snapshot.files().get(place.file), place);
            &text[whole.start as usize..whole.end as usize]
        };
        assert_eq!(whole("a"), "a: {statement: x} # why");
        assert_eq!(whole("b"), "b:\n    statement: >\n      one\n\n      two\n    # of b");
        assert_eq!(whole("c"), "c:\n    statement: y");
        assert_eq!([whole("s"), whole("t")], ["s", "t"]);
        let at = |needle: &str| {
            let file = corpus.place(corpus.find("a").unwrap()).file;
            let record = around(&snapshot, file, u32::try_from(text.find(needle).unwrap()).unwrap());
            record.map(|record| corpus.id(record).to_owned())
        };
        assert_eq!(at("claims"), None);
        assert_eq!(at("x} #").as_deref(), Some("a"));
        assert_eq!(at("two").as_deref(), Some("b"));
        assert_eq!(at("nobody"), None);
        assert_eq!(at("sources"), None);
    }
}
