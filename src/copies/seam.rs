//! What is left where marks of a syntax were taken out of a text, and where parts of a page meet.

/// Where marks of a syntax were taken out of a text: it takes no room, and shows that the text was set differently.
pub(crate) const SEAM: char = '\u{2063}';

/// Where a heading, a list item, a table cell or a caption begins or ends: it takes no room, too. What runs across is
/// not one sentence of the page.
pub(crate) const BORDER: char = '\u{2064}';
