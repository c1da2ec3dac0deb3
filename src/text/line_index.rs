use super::Position;

/// Characters are counted ahead once for every block of this many bytes, so that a look-up in a very long line stays cheap.
const BLOCK: usize = 4096;

/// Turns byte offsets of one text into lines and columns, a bounded number of bytes per look-up.
#[derive(Debug)]
pub(crate) struct LineIndex {
    /// Where each line starts.
    starts: Vec<usize>,
    /// How many characters start before each block.
    characters: Vec<usize>,
}

impl LineIndex {
    pub(crate) fn new(text: &str) -> Self {
        let starts = std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1));
        let mut characters = vec![0];
        let mut total = 0;
        for block in text.as_bytes().chunks(BLOCK) {
            total += count_characters(block);
            characters.push(total);
        }
        Self { starts: starts.collect(), characters }
    }

    /// The place of a byte offset; offsets past the end are read as the end.
    pub(crate) fn position(&self, text: &str, offset: usize) -> Position {
        let offset = offset.min(text.len());
        let line = self.starts.partition_point(|&start| start <= offset) - 1;
        let column = self.characters_before(text, offset) - self.characters_before(text, self.starts[line]);
        Position { line: line + 1, column: column + 1 }
    }

    /// The bytes of a line, without its line end.
    pub(crate) fn line<'t>(&self, text: &'t str, line: usize) -> &'t str {
        let end = self.starts.get(line).copied().unwrap_or(text.len());
        text[self.starts[line - 1]..end].trim_end_matches(['\n', '\r'])
    }

    /// Where a line starts.
    pub(crate) fn start(&self, line: usize) -> usize {
        self.starts[line - 1]
    }

    fn characters_before(&self, text: &str, offset: usize) -> usize {
        let block = offset / BLOCK;
        self.characters[block] + count_characters(&text.as_bytes()[block * BLOCK..offset])
    }
}

/// Characters are counted by their first bytes.
fn count_characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_count_line_feeds() {
        let text = "a: é😀x\r\n  ключ: 1\n";
        let index = LineIndex::new(text);
        let at = |needle: &str| {
            let place = index.position(text, text.find(needle).unwrap());
            (place.line, place.column)
        };
        assert_eq!(at("a"), (1, 1));
        assert_eq!(at("x"), (1, 6));
        assert_eq!(at("ключ"), (2, 3));
        assert_eq!(at("1"), (2, 9));
        assert_eq!(index.position(text, 999), Position { line: 3, column: 1 });
        assert_eq!(index.line(text, 1), "a: é😀x");
    }

    #[test]
    fn columns_agree_with_counting_from_the_start_of_a_long_line() {
        let text = "é".repeat(3 * BLOCK);
        let index = LineIndex::new(&text);
        for (nth, (offset, _)) in text.char_indices().enumerate().step_by(997) {
            assert_eq!(index.position(&text, offset).column, nth + 1);
        }
    }
}
