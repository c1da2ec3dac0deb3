//! The paragraphs of a text: blocks between blank lines, and in them lines, unless a program cut one into several.

use std::ops::RangeInclusive;

use super::reading::Extent;
use crate::copies::{EDGES, SEAMS};

/// How many characters the longest line of a wrapped paragraph has.
const WRAPPED: RangeInclusive<usize> = 45..=120;

/// The paragraphs of a text, without the blanks around them. Linear.
pub(super) fn paragraphs(text: &str) -> Vec<Extent> {
    let mut paragraphs = Vec::new();
    let mut block: Vec<Line<'_>> = Vec::new();
    for line in text.split('\n').map(Line::new) {
        if line.is_apart || line.shown.is_empty() {
            close(text, &mut block, &mut paragraphs);
        }
        if !line.shown.is_empty() {
            block.push(line);
        }
    }
    close(text, &mut block, &mut paragraphs);
    paragraphs
}

/// A line of a text.
#[derive(Clone, Copy)]
struct Line<'t> {
    /// Without the blanks around it.
    shown: &'t str,
    length: usize,
    /// Whether a heading, a list item or the like begins or ends before it.
    is_apart: bool,
}

impl<'t> Line<'t> {
    fn new(line: &'t str) -> Self {
        let is_unseen = |letter: char| letter.is_whitespace() || SEAMS.contains(&letter);
        let start = line.trim_start_matches(is_unseen);
        let shown = start.trim_end_matches(is_unseen);
        let is_apart = line[..line.len() - start.len()].contains(EDGES);
        Self { shown, length: shown.chars().count(), is_apart }
    }

    /// Whether a sentence, or what leads up to one, may end with it.
    fn ends(&self) -> bool {
        let words = self.shown.trim_end_matches(['"', '”', '’', '\'', '»', '“', ')', ']']);
        words.ends_with(['.', '!', '?', ':']) && !words.ends_with("..")
    }

    /// Whether no sentence or item of a list begins with it.
    fn goes_on(&self) -> bool {
        let words = self.shown.trim_start_matches(['"', '“', '„', '«', '‘', '(', '–', '—', ' ']);
        !self.is_item() && words.starts_with(char::is_lowercase)
    }

    /// Whether it begins as an item of a list does: `- one`, `2. two`.
    fn is_item(&self) -> bool {
        let (first, rest) = self.shown.split_once(' ').unwrap_or((self.shown, ""));
        let number = first.trim_end_matches(['.', ')']);
        let is_number = number.len() < first.len() && number.chars().all(|letter| letter.is_ascii_digit());
        !rest.is_empty() && (["-", "*", "+", "•", "·", "‣"].contains(&first) || is_number)
    }

    /// Whether the first word of the next one had no room in it.
    fn is_full(&self, next: &Self, width: usize) -> bool {
        let word = next.shown.split_whitespace().next().unwrap_or_default();
        WRAPPED.contains(&width) && self.length + 1 + word.chars().count() > width
    }
}

/// The paragraphs of a block: lines that go on in the next one are put together.
fn close(text: &str, block: &mut Vec<Line<'_>>, into: &mut Vec<Extent>) {
    let width = width(block);
    let mut first = 0;
    for at in 0..block.len() {
        let goes_on = block.get(at + 1).is_some_and(|next| {
            let is_cut = !block[at].ends() && next.goes_on();
            is_cut || !next.is_item() && width.is_some_and(|width| block[at].is_full(next, width))
        });
        if !goes_on {
            into.extend(extent(text, block[first].shown, block[at].shown));
            first = at + 1;
        }
    }
    block.clear();
}

/// How long the lines of a block may be, if a program cut it: then most lines within sentences are full, and the last
/// sentence has an end.
fn width(block: &[Line<'_>]) -> Option<usize> {
    let width = block.iter().map(|line| line.length).max()?;
    let inner = || block.windows(2).filter(|pair| !pair[0].ends());
    let is_full = |pair: &&[Line<'_>]| pair[0].is_full(&pair[1], width);
    let full = inner().filter(is_full).count();
    let is_ended = block.last().is_some_and(Line::ends);
    // The longest line always looks full: it takes another one to show a width.
    let is_wrapped = block.windows(2).filter(is_full).count() > 1;
    (is_ended && is_wrapped && full * 3 >= inner().count() * 2).then_some(width)
}

/// From the first letter of a line to the last letter of another.
fn extent(text: &str, first: &str, last: &str) -> Option<Extent> {
    let at = |part: &str| (part.as_ptr() as usize).checked_sub(text.as_ptr() as usize);
    let (start, end) = (at(first)?, at(last)? + last.len());
    Some(Extent { start: u32::try_from(start).ok()?, end: u32::try_from(end).ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::copies::{BORDER, SEAMS};
    use crate::text::Text;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let whole = Text::new(text);
        let found: Vec<_> = paragraphs(text).into_iter().map(|found| found.of(&whole).untrusted().to_owned()).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn blank_lines_and_lines_part_paragraphs() {
        check("One.\n\nTwo.\n \t\n\n  Three. \n", &["One.", "Two.", "Three."]);
        check("A headline\nThe first sentence.\nThe second.", &["A headline", "The first sentence.", "The second."]);
        check("\n \n", &[]);
        check("", &[]);
        check("One.\r\n\r\nTwo.\r\n", &["One.", "Two."]);
    }

    #[test]
    fn wrapped_lines_are_one_paragraph() {
        let wrapped = "The harbour will be closed to all ships from Monday on, and\nnobody on the island expects that it will be opened again\nbefore May.";
        check(&format!("{wrapped}\n\nNext."), &[wrapped, "Next."]);
    }

    #[test]
    fn a_sentence_goes_on_in_the_next_line() {
        for (text, count) in [
            ("Ada Byron, the mayor, said the bridge is safe\nonly for pedestrians, and not for cars.", 1),
            ("Ada Byron said that the tolls\nwould not rise, and that the work on it\nwas not finished.", 1),
            (
                "He told us the engineers of the bridge had warned\nLondon in May. Nobody on the board of the port in\nElm was told.",
                1,
            ),
            (
                "The bridge of the city is closed. Ada Byron said it\nis old. It will be closed until next year or so.\nNobody knows why it was built in the harbour.",
                1,
            ),
            ("She called it “a\n“safe” bridge” and left.", 1),
            ("It is closed\n— for now, at least.", 1),
        ] {
            assert_eq!(paragraphs(text).len(), count, "{text}");
        }
    }

    #[test]
    fn what_begins_anew_is_a_paragraph() {
        for (text, count) in [
            ("Dear Ada,\nThe bridge is closed.\n\nBest wishes,\nBo Other\nHarbour office", 5),
            ("What we know\n- the bridge is closed\n- it is old", 3),
            ("Next steps\n1. close the bridge\n2. build a new one", 3),
            ("Bridge closed until May, officials say\nMayor defends the plan\nHarbour empty for a year", 3),
            (&format!("Bridge closed\n{BORDER}only for cars\n{BORDER}and trams"), 3),
            (&format!("One.\n{0}\n{0}two.", SEAMS[0]), 2),
            ("Ada Byron, the mayor, said the bridge is closed\nBo Other said it is open.", 2),
        ] {
            assert_eq!(paragraphs(text).len(), count, "{text}");
        }
    }
}
