//! Which record a place of a file is in, and how far a record reaches.

use crate::model::{Record, RecordKind, Role, Use};
use crate::text::{File, FileId, Span, Text};
use crate::workspace::Snapshot;

/// How many bytes of a line are looked through for its end.
const MAX_LINE: usize = 4096;

/// The record that has an id.
pub(super) fn record_of(snapshot: &Snapshot, id: &Text) -> Option<Record> {
    snapshot.corpus().find(id.untrusted())
}

/// The id at a place, and the record that has it.
pub(super) fn named(snapshot: &Snapshot, file: FileId, offset: u32) -> Option<(Use, Record)> {
    let of = snapshot.use_at(file, offset)?;
    let record = record_of(snapshot, &of.id)?;
    Some((of, record))
}

/// The record that a place is in, its key included.
pub(super) fn around(snapshot: &Snapshot, file: FileId, offset: u32) -> Option<Record> {
    let mut uses = snapshot.uses_in_file(file)?.up_to(offset).rev();
    let key = uses.find(|of| of.role == Role::Record)?;
    let is_inside = lines_of(snapshot.files().get(file), key.place).is_none_or(|whole| offset <= whole.end);
    let record = record_of(snapshot, &key.id)?;
    (is_inside && snapshot.corpus().place(record) == key.place).then_some(record)
}

/// The whole record with a key at a place: down to its last line that has something. Of one that shares a line with
/// others only the key.
pub(super) fn extent(file: &File, key: Span) -> Span {
    lines_of(file, key).unwrap_or(key)
}

/// The same of a record that shares no line.
fn lines_of(file: &File, key: Span) -> Option<Span> {
    let text = file.text().untrusted();
    let start = key.start as usize;
    // Not to the beginning of the line: it may have every record of a large file.
    let before = text[..start].trim_end_matches(' ');
    if !before.is_empty() && !before.ends_with('\n') {
        return None;
    }
    let indent = start - before.len();
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
    Some(Span { end: crate::index::number(end), ..key })
}

/// Where the line of a place ends, without the white space there. Of a long line the place itself.
pub(super) fn line_end(file: &File, offset: u32) -> u32 {
    let after = file.text().untrusted().as_bytes().get(offset as usize..).unwrap_or_default();
    let rest = memchr::memchr(b'\n', &after[..after.len().min(MAX_LINE)]);
    let rest = rest.or((after.len() < MAX_LINE).then_some(after.len())).unwrap_or(0);
    offset + crate::index::number(after[..rest].trim_ascii_end().len())
}

/// The sections of a claim file, by where their keys are: lines that begin with a name and a colon.
pub(super) fn sections(file: &File) -> impl Iterator<Item = (&'static str, u32)> {
    let mut at = 0;
    file.text().untrusted().split_inclusive('\n').filter_map(move |line| {
        let start = at;
        at += line.len();
        let name = RecordKind::SECTIONS
            .into_iter()
            .find(|name| line.strip_prefix(name).is_some_and(|rest| rest.starts_with(':')))?;
        Some((name, crate::index::number(start)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::Workspace;

    #[test]
    fn a_record_reaches_to_its_last_line_that_has_something() {
        let text = "claims:\n  a: {statement: x} # why\n  b:\n    statement: >\n      one\n\n      two\n    # of b\n\n\
                    # of nobody\n  c:\n    statement: y\n\
                    sources: {s: {identity: named, name: S}, t: {identity: named, name: T}}\n";
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
        assert_eq!(at("name: S").as_deref(), Some("s"));
        assert_eq!(at("name: T").as_deref(), Some("t"));
    }
}
