//! Sentences on lines of some width. Values from outside stay whole, so that none of them can start a line.

use textwrap::{Options, WordSeparator, WordSplitter};

/// A placeholder for a space inside a value. No escaped text has it.
pub(super) const BLANK: &str = "\u{FDD2}";

/// Fewer columns than this beside a label are not worth keeping to.
const MIN_ROOM: usize = 30;

/// Lines, with something before the first and before the others.
pub(super) fn lines(text: &str, width: usize, first: &str, others: &str) -> String {
    let options = Options::new(width).initial_indent(first).subsequent_indent(others);
    let options = options.break_words(false).word_separator(WordSeparator::AsciiSpace);
    textwrap::wrap(text, options.word_splitter(WordSplitter::NoHyphenation)).join("\n")
}

/// Lines that are shown to the right of a label.
pub(super) fn beside(text: &str, width: usize, label: usize) -> String {
    lines(text, width.saturating_sub(label).max(MIN_ROOM), "", "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_stays_whole() {
        let text = format!("one two `a{BLANK}::error::{BLANK}b` three-four");
        assert_eq!(
            lines(&text, 12, "  ", "    "),
            format!("  one two\n    `a{BLANK}::error::{BLANK}b`\n    three-four")
        );
    }

    #[test]
    fn a_label_leaves_some_room() {
        let text = "twelve words that would be one below the other if there were no room";
        assert_eq!(beside(text, 40, 35), beside(text, 30, 0));
        assert_eq!(beside(text, 80, 0), text);
    }
}
