//! Cases for patterns: texts in which what should be found is marked.

use super::read;
use super::reading::{Attribution, Reading};
use crate::text::Text;

/// Checks one attribution of a text: `[` and `]` are around its source, `{` and `}` around its cue, and `<` and
/// `>` around
/// each part of its content. Others may be there too.
#[track_caller]
pub(super) fn check(pattern: &str, marked: &str) {
    let text: String = marked.chars().filter(|character| !"[]{}<>".contains(*character)).collect();
    let reading = read(&Text::new(text));
    let found: Vec<_> = reading.attributions.iter().map(|one| (one.pattern, shown(&reading, one))).collect();
    assert!(
        found.iter().any(|(name, shown)| *name == pattern && shown == marked),
        "{pattern}: {marked}\nfound {found:#?}"
    );
}

/// Checks that a pattern finds nothing in a text.
#[track_caller]
pub(super) fn check_none(pattern: &str, text: &str) {
    let reading = read(&Text::new(text));
    let found: Vec<_> = reading.attributions.iter().map(|one| (one.pattern, shown(&reading, one))).collect();
    assert!(found.iter().all(|(name, _)| *name != pattern), "{text}\nfound {found:#?}");
}

/// The text of a reading with the marks of one attribution.
fn shown(reading: &Reading, attribution: &Attribution) -> String {
    let mut marks = Vec::new();
    let source = attribution.source.iter().map(|&extent| (extent, '[', ']'));
    let cue = attribution.cue.iter().map(|&extent| (extent, '{', '}'));
    let content = attribution.content.iter().map(|&extent| (extent, '<', '>'));
    for (extent, open, close) in source.chain(cue).chain(content) {
        marks.push((extent.start, 1, open));
        marks.push((extent.end, 0, close));
    }
    marks.sort_unstable();
    let text = reading.text.untrusted();
    let (mut shown, mut at) = (String::new(), 0);
    for (place, _, mark) in marks {
        shown.push_str(&text[at..place as usize]);
        shown.push(mark);
        at = place as usize;
    }
    shown + &text[at..]
}
