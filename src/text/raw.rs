use std::fmt;

/// Text that came from outside: a claim file, a file name, a command line argument.
///
/// It has no `Display` and no `Serialize`, so it cannot be printed by accident. Each output format has one escaper in
/// [`crate::text::escape`], and that is the way out.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(Box<str>);

impl Text {
    /// Takes text in.
    pub fn new(text: impl Into<Box<str>>) -> Self {
        Self(text.into())
    }

    /// The text as it stands, for comparing and measuring. Printing it is the escapers' work.
    pub fn untrusted(&self) -> &str {
        &self.0
    }

    /// True when there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Shows only the length: a debug print must not leak what a source said.
impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Text({} bytes)", self.0.len())
    }
}
