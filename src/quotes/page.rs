//! A text that quotes are looked for in.

use std::ops::Range;

use super::index::Index;
use super::token::slice;
use crate::copies::{BORDER, LED_IN, SEAMS};
use crate::text::Text;

/// The text of an archived copy, ready to be searched.
pub struct Page {
    text: Text,
    pub(super) index: Index,
}

/// Whether a text has a word that negates.
pub(crate) fn negates(text: &Text) -> bool {
    let index = Index::new(text.untrusted());
    index.negates(&(0..index.tokens.all.len()))
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

    /// In which of its lines that have something a byte is, counted from 1, and how many there are.
    pub(crate) fn line(&self, at: usize) -> (usize, usize) {
        let count = |text: &str| text.lines().filter(|line| !line.trim().is_empty()).count();
        let text = self.text.untrusted();
        let end = text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |end| at + end);
        (count(text.get(..end).unwrap_or(text)), count(text))
    }

    /// The text of a run of tokens.
    pub(super) fn slice(&self, range: Range<usize>) -> &str {
        slice(self.text.untrusted(), &self.index.tokens.all[range])
    }

    /// The same, to be shown.
    pub(super) fn part(&self, range: Range<usize>) -> Text {
        let words = self.slice(range);
        if words.contains(SEAMS) { Text::new(words.replace(SEAMS, "")) } else { self.text.part(words) }
    }

    /// Whether a run of tokens goes on across the edge of a heading, a list item, a table cell or a caption.
    pub(super) fn is_joined(&self, range: Range<usize>) -> bool {
        self.slice(range).contains([BORDER, LED_IN])
    }
}
