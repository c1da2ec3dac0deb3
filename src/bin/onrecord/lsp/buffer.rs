//! The texts that an editor has open, followed edit by edit.

use std::path::PathBuf;

use gen_lsp_types::{Position, TextDocumentContentChangeEvent, Uri};
use onrecord::text::{LineIndex, Unit};

use super::roots::RootId;
use super::view::Open;

/// A text that an editor has open.
pub(super) struct Buffer {
    /// As the editor names it.
    pub(super) uri: Uri,
    pub(super) path: PathBuf,
    /// The corpus that it belongs to, if it belongs to one.
    pub(super) root: Option<RootId>,
    pub(super) version: i32,
    pub(super) text: String,
}

impl Buffer {
    /// The text as others see it.
    pub(super) fn open(&self) -> Open {
        Open { uri: self.uri.clone(), version: self.version, text: self.text.as_str().into() }
    }

    /// Applies edits, one after the other; returns the line in which the last one ends.
    pub(super) fn edit(&mut self, changes: Vec<TextDocumentContentChangeEvent>, unit: Unit) -> u32 {
        let mut last = 0;
        // An index is right for all lines before the first that was edited since: editors send many edits from the
        // last to the first.
        let mut known: Option<(LineIndex, u32)> = None;
        for change in changes {
            match change {
                TextDocumentContentChangeEvent::TextDocumentContentChangePartial(part) => {
                    let kept = known.take().filter(|(_, until)| part.range.end.line < *until);
                    let index = kept.map_or_else(|| LineIndex::new(&self.text), |(index, _)| index);
                    let start = offset(&index, &self.text, part.range.start, unit);
                    let end = offset(&index, &self.text, part.range.end, unit).max(start);
                    let line = position(index.position(&self.text, start, unit)).line;
                    self.text.replace_range(start..end, &part.text);
                    let added = part.text.bytes().filter(|&byte| byte == b'\n').count();
                    last = line.saturating_add(u32::try_from(added).unwrap_or(u32::MAX));
                    known = Some((index, line));
                }
                TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(whole) => {
                    (self.text, known, last) = (whole.text, None, u32::MAX);
                }
            }
        }
        last
    }
}

/// The byte of a place in a text.
pub(super) fn offset(index: &LineIndex, text: &str, position: Position, unit: Unit) -> usize {
    let of = |number: u32| number as usize + 1;
    index.offset(text, onrecord::text::Position { line: of(position.line), column: of(position.character) }, unit)
}

/// The place of a byte of a text, in the protocol's way of counting.
pub(super) fn position(position: onrecord::text::Position) -> Position {
    let of = |number: usize| u32::try_from(number.saturating_sub(1)).unwrap_or(u32::MAX);
    Position { line: of(position.line), character: of(position.column) }
}

#[cfg(test)]
mod tests {
    use gen_lsp_types::{Range, TextDocumentContentChangePartial, TextDocumentContentChangeWholeDocument};
    use proptest::prelude::*;

    use super::*;

    fn buffer(text: &str) -> Buffer {
        Buffer { uri: Uri(String::new()), path: PathBuf::new(), root: None, version: 0, text: text.to_owned() }
    }

    fn change(start: (u32, u32), end: (u32, u32), text: &str) -> TextDocumentContentChangeEvent {
        let at = |(line, character)| Position { line, character };
        let range = Range { start: at(start), end: at(end) };
        TextDocumentContentChangePartial { range, text: text.to_owned(), ..Default::default() }.into()
    }

    #[test]
    fn edits_are_applied_in_the_units_agreed_on() {
        for (unit, column) in [(Unit::Utf8, 6), (Unit::Utf16, 3), (Unit::Characters, 2)] {
            let mut buffer = buffer("é😀x\r\nzwei\n");
            buffer.edit(vec![change((0, column), (0, column + 1), "y")], unit);
            assert_eq!(buffer.text, "é😀y\r\nzwei\n");
            // Past the end of a line is its end, and past the last line the end of the text.
            assert_eq!(buffer.edit(vec![change((0, 99), (1, 0), " "), change((9, 9), (9, 9), "!\n")], unit), 2);
            assert_eq!(buffer.text, "é😀y zwei\n!\n");
        }
        let mut buffer = buffer("one");
        let whole = TextDocumentContentChangeWholeDocument { text: "a\nb".to_owned() };
        buffer.edit(vec![change((0, 3), (0, 0), "x"), whole.into(), change((1, 1), (1, 1), "c")], Unit::Utf16);
        assert_eq!(buffer.text, "a\nbc");
    }

    proptest! {
        /// Many edits at once come to the same as one at a time.
        #[test]
        fn an_index_is_kept_only_as_long_as_it_is_right(
            text in "([a-c]|é|😀|\n){0,40}",
            edits in prop::collection::vec(((0u32..6, 0u32..6), (0u32..3, 0u32..6), "([x-z]|ö|\n){0,4}"), 1..8),
        ) {
            let changes: Vec<_> = edits
                .iter()
                .map(|(start, (lines, column), new)| {
                    let end = if *lines == 0 { (start.0, start.1 + column) } else { (start.0 + lines, *column) };
                    change(*start, end, new)
                })
                .collect();
            let (mut one, mut all) = (buffer(&text), buffer(&text));
            for change in &changes {
                one.edit(vec![change.clone()], Unit::Utf16);
            }
            all.edit(changes, Unit::Utf16);
            prop_assert_eq!(one.text, all.text);
        }
    }
}
