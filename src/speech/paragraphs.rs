//! The paragraphs of a text: blocks between blank lines, and lines where a block is not a wrapped one.

use super::reading::Extent;

/// How many characters the lines of a wrapped paragraph have, all but the last.
const WRAPPED: std::ops::RangeInclusive<usize> = 45..=110;

/// The paragraphs of a text, without the blanks around them. Linear.
pub(super) fn paragraphs(text: &str) -> Vec<Extent> {
    let mut paragraphs = Vec::new();
    let mut block: Vec<&str> = Vec::new();
    for line in text.split('\n') {
        if line.trim().is_empty() {
            close(text, &mut block, &mut paragraphs);
        } else {
            block.push(line);
        }
    }
    close(text, &mut block, &mut paragraphs);
    paragraphs
}

/// A block as one paragraph if it is wrapped, and as one a line if not.
fn close(text: &str, block: &mut Vec<&str>, into: &mut Vec<Extent>) {
    if is_wrapped(block) {
        into.extend(block.first().zip(block.last()).and_then(|(first, last)| extent(text, first, last)));
    } else {
        into.extend(block.iter().filter_map(|line| extent(text, line, line)));
    }
    block.clear();
}

/// Whether lines were cut by a program: all but the last are about as long, and sentences go on from one to the next.
fn is_wrapped(lines: &[&str]) -> bool {
    let Some((_, full)) = lines.split_last() else { return false };
    let goes_on = |line: &&&str| !line.trim_end().ends_with(['.', '!', '?', '"', '”', ':', '’', '\'']);
    !full.is_empty()
        && full.iter().all(|line| WRAPPED.contains(&line.trim().chars().count()))
        && full.iter().filter(goes_on).count() * 2 > full.len()
}

/// From the first letter of a line to the last letter of another.
fn extent(text: &str, first: &str, last: &str) -> Option<Extent> {
    let at = |part: &str| (part.as_ptr() as usize).checked_sub(text.as_ptr() as usize);
    let start = at(first)? + first.len() - first.trim_start().len();
    let end = at(last)? + last.trim_end().len();
    Some(Extent { start: u32::try_from(start).ok()?, end: u32::try_from(end).ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;
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
}
