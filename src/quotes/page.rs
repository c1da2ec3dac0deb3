//! A text that quotes are looked for in.

use std::ops::Range;

use super::index::Index;
use super::token::slice;
use crate::copies::SEAM;
use crate::text::Text;

/// The text of an archived copy, ready to be searched.
pub struct Page {
    text: Text,
    pub(super) index: Index,
}

impl Page {
    /// Reads a text. Linear in its length; takes up to some twenty times its bytes of memory.
    pub fn new(text: Text) -> Self {
        Self { index: Index::new(text.untrusted()), text }
    }

    /// All the text, lines apart.
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// The text of a run of tokens.
    pub(super) fn slice(&self, range: Range<usize>) -> &str {
        slice(self.text.untrusted(), &self.index.tokens.all[range])
    }

    /// The same, to be shown.
    pub(super) fn part(&self, range: Range<usize>) -> Text {
        let words = self.slice(range);
        if words.contains(SEAM) { Text::new(words.replace(SEAM, "")) } else { self.text.part(words) }
    }
}
