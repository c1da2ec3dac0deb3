//! Byte offsets to lines and columns, and back.

use std::sync::OnceLock;

use super::{Position, Unit};
use crate::index::number;

/// In a line longer than this many bytes, counting starts at the nearest multiple of it, so that a look-up stays cheap.
const BLOCK: usize = 4096;

/// Lines are counted up to every so many bytes: a place is at most so far from the nearest count. A corpus of a million
/// claims has ten million lines, so their starts are not kept.
const STEP: usize = 512;

/// Turns byte offsets of one text into lines and columns and back, a bounded number of bytes per look-up.
#[derive(Debug)]
pub struct LineIndex {
    /// How many line feeds come before each step, and in all. Of a text, no more than 4 GiB are read.
    feeds: Vec<u32>,
    /// What comes before each block; counted when a place in a long line is first looked up.
    before: OnceLock<Vec<Counts>>,
    /// Whether every character is a byte, so that a look-up need not read the text.
    is_ascii: bool,
}

/// How long a piece of text is.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    characters: usize,
    /// The characters that take two units of UTF-16.
    wide: usize,
}

impl LineIndex {
    /// Finds the lines of a text. All that is asked later is asked about this text.
    pub fn new(text: &str) -> Self {
        let mut feeds = Vec::with_capacity(text.len().div_ceil(STEP) + 1);
        feeds.push(0);
        for step in text.as_bytes().chunks(STEP) {
            feeds.push(feeds[feeds.len() - 1] + number(count_feeds(step)));
        }
        Self { feeds, before: OnceLock::new(), is_ascii: text.is_ascii() }
    }

    /// The place of a byte offset. An offset past the end is read as the end, and one inside a character as its start.
    pub fn position(&self, text: &str, offset: usize, unit: Unit) -> Position {
        let offset = self.floor(text, offset);
        let step = offset / STEP;
        let before = &text.as_bytes()[step * STEP..offset];
        let line = self.feeds[step] as usize + count_feeds(before) + 1;
        let start = match memchr::memrchr(b'\n', before) {
            Some(feed) => step * STEP + feed + 1,
            None => self.start(text, line),
        };
        Position { line, column: self.length(text, start, offset, unit) + 1 }
    }

    /// The places of two byte offsets, the second not before the first. Most ranges are in one line, which is then
    /// looked for once.
    pub fn range(&self, text: &str, start: usize, end: usize, unit: Unit) -> [Position; 2] {
        let first = self.position(text, start, unit);
        let end = self.floor(text, end);
        let start = self.floor(text, start);
        if end - start > STEP || memchr::memchr(b'\n', &text.as_bytes()[start..end]).is_some() {
            return [first, self.position(text, end, unit)];
        }
        [first, Position { column: first.column + self.length(text, start, end, unit), ..first }]
    }

    /// The byte offset of a place. A column past the end of its line is read as that end, a line past the last as the
    /// end of the text, and a place inside a character as its start.
    pub fn offset(&self, text: &str, position: Position, unit: Unit) -> usize {
        let line = position.line.max(1);
        if line > self.line_count() {
            return text.len();
        }
        let (start, length) = (self.start(text, line), self.line(text, line).len());
        let wanted = position.column.max(1) - 1;
        if unit == Unit::Utf8 {
            return text.floor_char_boundary(start + wanted.min(length));
        }
        let end = start + length;
        let skipped = self.block_before(text, start, end, wanted, unit);
        let mut left = wanted - self.length(text, start, skipped, unit);
        for (at, character) in text[skipped..end].char_indices() {
            let width = if unit == Unit::Utf16 { character.len_utf16() } else { 1 };
            match left.checked_sub(width) {
                Some(rest) => left = rest,
                None => return skipped + at,
            }
        }
        end
    }

    /// The bytes of a line, without its line end.
    pub(crate) fn line<'t>(&self, text: &'t str, line: usize) -> &'t str {
        let end = if line < self.line_count() { self.start(text, line + 1) } else { text.len() };
        text[self.start(text, line)..end].trim_end_matches(['\n', '\r'])
    }

    /// Where a line starts: after the line feed before it.
    pub(crate) fn start(&self, text: &str, line: usize) -> usize {
        let Some(nth) = line.checked_sub(2) else { return 0 };
        let step = self.feeds.partition_point(|&feeds| feeds as usize <= nth) - 1;
        let (start, nth) = (step * STEP, nth - self.feeds[step] as usize);
        let feed = memchr::memchr_iter(b'\n', &text.as_bytes()[start..]).nth(nth);
        feed.map_or(text.len(), |feed| start + feed + 1)
    }

    /// How many lines there are. After the last line feed there is one more, which may be empty.
    fn line_count(&self) -> usize {
        self.feeds.last().map_or(0, |&feeds| feeds as usize) + 1
    }

    /// The start of the character that an offset is in.
    fn floor(&self, text: &str, offset: usize) -> usize {
        if self.is_ascii { offset.min(text.len()) } else { text.floor_char_boundary(offset) }
    }

    /// How long a piece of one line is.
    fn length(&self, text: &str, start: usize, end: usize, unit: Unit) -> usize {
        match unit {
            _ if self.is_ascii => end - start,
            Unit::Utf8 => end - start,
            _ if end - start <= BLOCK => Counts::of(&text.as_bytes()[start..end]).length(unit),
            _ => self.before(text, end).length(unit) - self.before(text, start).length(unit),
        }
    }

    /// The last start of a block in a line from where at least `wanted` is not yet reached; the start of the line if
    /// there is none.
    fn block_before(&self, text: &str, start: usize, end: usize, wanted: usize, unit: Unit) -> usize {
        if end - start <= BLOCK {
            return start;
        }
        let (mut low, mut high) = (start / BLOCK + 1, end / BLOCK + 1);
        let boundary = |block: usize| text.floor_char_boundary(block * BLOCK);
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.length(text, start, boundary(middle), unit) <= wanted { low = middle + 1 } else { high = middle }
        }
        boundary(low - 1).max(start)
    }

    fn before(&self, text: &str, offset: usize) -> Counts {
        let before = self.before.get_or_init(|| counted(text));
        let block = offset / BLOCK;
        before[block].plus(Counts::of(&text.as_bytes()[block * BLOCK..offset]))
    }
}

fn count_feeds(bytes: &[u8]) -> usize {
    memchr::memchr_iter(b'\n', bytes).count()
}

/// What comes before each block.
fn counted(text: &str) -> Vec<Counts> {
    let mut before = vec![Counts::default()];
    let mut total = Counts::default();
    for block in text.as_bytes().chunks(BLOCK) {
        total = total.plus(Counts::of(block));
        before.push(total);
    }
    before
}

impl Counts {
    /// Characters are counted by their first bytes, which also say whether they are wide.
    fn of(bytes: &[u8]) -> Self {
        Self {
            characters: bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count(),
            wide: bytes.iter().filter(|&&byte| byte >= 0xF0).count(),
        }
    }

    fn plus(self, other: Self) -> Self {
        Self { characters: self.characters + other.characters, wide: self.wide + other.wide }
    }

    fn length(self, unit: Unit) -> usize {
        if unit == Unit::Utf16 { self.characters + self.wide } else { self.characters }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const UNITS: [Unit; 3] = [Unit::Utf8, Unit::Utf16, Unit::Characters];

    #[test]
    fn columns_count_what_is_asked_for_and_lines_count_line_feeds() {
        let text = "a: é😀x\r\n  ключ: 1\n";
        let index = LineIndex::new(text);
        let at = |needle: &str| {
            let offset = text.find(needle).unwrap();
            UNITS.map(|unit| {
                let place = index.position(text, offset, unit);
                assert_eq!(index.offset(text, place, unit), offset);
                (place.line, place.column)
            })
        };
        assert_eq!(at("a"), [(1, 1), (1, 1), (1, 1)]);
        assert_eq!(at("x"), [(1, 10), (1, 7), (1, 6)]);
        assert_eq!(at("ключ"), [(2, 3), (2, 3), (2, 3)]);
        assert_eq!(at("1"), [(2, 13), (2, 9), (2, 9)]);
        assert_eq!(index.position(text, 999, Unit::Characters), Position { line: 3, column: 1 });
        assert_eq!(index.line(text, 1), "a: é😀x");
    }

    #[test]
    fn a_place_that_is_none_is_read_as_the_nearest_before() {
        let text = "é😀\r\nx";
        let index = LineIndex::new(text);
        let offset = |line, column, unit| index.offset(text, Position { line, column }, unit);
        // Inside the letter, inside the emoji, past the end of the line, past the text, and before all of it.
        assert_eq!([offset(1, 2, Unit::Utf8), offset(1, 5, Unit::Utf8), offset(1, 3, Unit::Utf16)], [0, 2, 2]);
        assert_eq!(UNITS.map(|unit| offset(1, 99, unit)), [6; 3]);
        assert_eq!(UNITS.map(|unit| offset(9, 1, unit)), [9; 3]);
        assert_eq!(UNITS.map(|unit| offset(0, 0, unit)), [0; 3]);
        assert_eq!(index.position(text, 3, Unit::Utf16), Position { line: 1, column: 2 });
    }

    /// Counts from the start of the text.
    fn naive(text: &str, offset: usize, unit: Unit) -> Position {
        let line = text[..offset].rfind('\n').map_or(0, |at| at + 1);
        let before = &text[line..offset];
        let column = match unit {
            Unit::Utf8 => before.len(),
            Unit::Utf16 => before.encode_utf16().count(),
            Unit::Characters => before.chars().count(),
        };
        Position { line: text[..line].matches('\n').count() + 1, column: column + 1 }
    }

    /// Every place of a text, or one in so many, there and back.
    fn check(text: &str, step: usize) {
        let index = LineIndex::new(text);
        let ends_line = |offset: usize| text[offset..].starts_with(['\r', '\n']);
        for (offset, _) in text.char_indices().chain([(text.len(), ' ')]).step_by(step) {
            for unit in UNITS {
                let place = index.position(text, offset, unit);
                assert_eq!(place, naive(text, offset, unit), "{offset} {unit:?}");
                if !ends_line(offset) {
                    assert_eq!(index.offset(text, place, unit), offset, "{place:?} {unit:?}");
                }
                for end in [offset, offset + 1, offset + 7, offset + BLOCK, text.len()] {
                    let end = text.floor_char_boundary(end).max(offset);
                    let expected = [place, naive(text, end, unit)];
                    assert_eq!(index.range(text, offset, end, unit), expected, "{offset} {end} {unit:?}");
                }
            }
        }
    }

    #[test]
    fn a_line_at_the_length_from_which_blocks_are_used_and_one_longer() {
        for length in [BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK, 3 * BLOCK + 1] {
            for text in ["é", "😀x", "🍋", "ab"].map(|piece| piece.repeat(length)) {
                check(&text, 997);
                check(&format!("first line\n{text}\nlast line"), 997);
            }
        }
    }

    #[test]
    fn a_line_feed_at_the_end_of_a_step_and_beside_it() {
        for length in [STEP - 2, STEP - 1, STEP, STEP + 1, 2 * STEP - 1, 2 * STEP] {
            let line = "x".repeat(length);
            for text in [line.clone(), format!("{line}\n"), format!("{line}\n{line}\ny"), format!("\n\n{line}")] {
                check(&text, 1);
            }
        }
        check(&"\n".repeat(2 * STEP), 1);
    }

    proptest! {
        #[test]
        fn places_go_both_ways(text in "([a-z:\\- ]|é|🍋|e\u{301}|שלום|سلام|👩‍🔬|\\r\\n|\\n){0,60}") {
            check(&text, 1);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn places_in_long_lines_go_both_ways(pieces in prop::collection::vec(("(x|é|🍋|e\u{301}|ש|\\n)", 1..3000_usize), 1..12)) {
            let text: String = pieces.into_iter().map(|(piece, count)| if piece == "\n" { piece } else { piece.repeat(count) }).collect();
            check(&text, 1999);
        }
    }
}
