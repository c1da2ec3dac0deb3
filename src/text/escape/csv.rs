//! Text for CSV cells.

use std::borrow::Cow;

use crate::text::Text;

/// A cell that no spreadsheet takes for a formula: one that starts like one gets a leading `'`. Quoting is the writer's work.
pub(crate) fn cell(text: &Text) -> Cow<'_, str> {
    let text = text.untrusted();
    match text.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠') => {
            Cow::Owned(format!("'{text}"))
        }
        _ => Cow::Borrowed(text),
    }
}

/// A cell as it stands, for readers that are programs.
pub(crate) fn raw(text: &Text) -> &str {
    text.untrusted()
}
