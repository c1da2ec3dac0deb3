//! What is left where marks of a syntax were taken out of a text, and where parts of a copy meet.

/// Where marks of a syntax were taken out of a text: it takes no room, and shows that the text was set differently.
pub(crate) const SEAM: char = '\u{2063}';

/// Where a heading, a list item, a table cell or a caption begins or ends: it takes no room, too. What runs across is
/// not one sentence of the page.
pub(crate) const BORDER: char = '\u{2064}';

/// Where a text ends and another begins that may be somebody else's, such as the next post in JSON. It takes no room,
/// and nothing goes on across.
pub(crate) const APART: char = '\u{2061}';

/// Where a text within another one begins that ends in a colon: what leads it in may be quoted with it.
pub(crate) const LED_IN: char = '\u{206A}';

/// Where the text goes on that was before the last [`APART`] or [`LED_IN`]: nothing goes on across, but what leaves out
/// all that is between them is of one text.
pub(crate) const BACK: char = '\u{2062}';

/// Those where a line is no part of what is before it.
pub(crate) const EDGES: [char; 4] = [BORDER, APART, LED_IN, BACK];

/// All of them: nothing that people see.
pub(crate) const SEAMS: [char; 5] = [SEAM, BORDER, APART, LED_IN, BACK];
