//! What is left where marks of a syntax were taken out of a text.

/// Where marks of a syntax were taken out of a text: it takes no room, and shows that the text was set differently.
pub(crate) const SEAM: char = '\u{2063}';
