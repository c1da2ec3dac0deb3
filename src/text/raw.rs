//! Text from outside, which cannot be printed by accident.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, LazyLock};

use bytestring::ByteString;

/// Text that came from outside: a claim file, a file name, a command line argument.
///
/// It has no `Display` and no `Serialize`, so it cannot be printed by accident. Each output format has one escaper in
/// [`crate::text::escape`], and that is the way out.
///
/// ```compile_fail
/// println!("{}", onrecord::text::Text::new("from a claim file"));
/// ```
/// ```compile_fail
/// serde_json::to_string(&onrecord::text::Text::new("from a claim file"));
/// ```
///
/// A part of a text shares its bytes: a corpus has millions of parts, and each file's text in memory once. 16 bytes.
#[derive(Clone)]
pub struct Text {
    whole: Arc<ByteString>,
    start: u32,
    length: u32,
}

impl Text {
    /// Takes text in. Of more than 4 GiB only what fits is kept; the limits on inputs are far below.
    pub fn new(text: impl Into<Box<str>>) -> Self {
        Self::whole(ByteString::from(text.into()))
    }

    /// All of a text.
    pub(crate) fn whole(whole: ByteString) -> Self {
        let length = u32::try_from(whole.len()).unwrap_or(u32::MAX);
        Self { whole: Arc::new(whole), start: 0, length }
    }

    /// A part of this text, given as a slice of it. Any other text is copied.
    pub(crate) fn part(&self, part: &str) -> Self {
        let at = (part.as_ptr() as usize).checked_sub(self.whole.as_ptr() as usize);
        // One allocation: what lies between its ends is its own.
        let is_inside = |at: &usize| self.whole.get(*at..*at + part.len()).is_some();
        match at.filter(is_inside).map(u32::try_from) {
            Some(Ok(start)) => {
                Self { whole: Arc::clone(&self.whole), start, length: u32::try_from(part.len()).unwrap_or(u32::MAX) }
            }
            _ => Self::new(part),
        }
    }

    /// The text as it is, for comparing and measuring. Printing it is the escapers' work.
    pub fn untrusted(&self) -> &str {
        let start = self.start as usize;
        &self.whole[start..start + self.length as usize]
    }

    /// True when there is nothing to be seen.
    pub fn is_blank(&self) -> bool {
        self.untrusted().trim().is_empty()
    }

    /// True when there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

impl Default for Text {
    fn default() -> Self {
        // One for all: a million records may lack a text.
        static EMPTY: LazyLock<Text> = LazyLock::new(|| Text::new(""));
        EMPTY.clone()
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.untrusted() == other.untrusted()
    }
}

impl Eq for Text {}

impl PartialOrd for Text {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Text {
    fn cmp(&self, other: &Self) -> Ordering {
        self.untrusted().cmp(other.untrusted())
    }
}

impl Hash for Text {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.untrusted().hash(state);
    }
}

/// Shows only the length: a debug print must not leak what a source said.
impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Text({} bytes)", self.length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_shares_and_a_stranger_is_copied() {
        let whole = Text::new("statement: Troops leave.");
        let part = whole.part(&whole.untrusted()[11..]);
        assert_eq!(part.untrusted(), "Troops leave.");
        assert!(Arc::ptr_eq(&whole.whole, &part.whole));
        let stranger = whole.part("Troops leave.");
        assert_eq!(stranger, part);
        assert!(!Arc::ptr_eq(&whole.whole, &stranger.whole));
        assert_eq!(part.part(&part.untrusted()[..6]).untrusted(), "Troops");
    }

    #[test]
    fn debug_shows_no_text() {
        assert_eq!(format!("{:?}", Text::new("secret")), "Text(6 bytes)");
    }
}
