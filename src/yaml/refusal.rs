//! Why a text cannot be understood: where, and in what words.

/// Why a text cannot be understood, and from where on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    /// What was found.
    pub(crate) kind: RefusalKind,
    /// The first byte of it.
    pub(crate) start: u32,
    /// One past the last byte.
    pub(crate) end: u32,
}

/// What makes a text no claim file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RefusalKind {
    /// `&` or `*`.
    Anchor,
    /// `!`.
    Tag,
    /// `%`.
    Directive,
    /// A second `---`.
    SecondPart,
    /// Lists and mappings deeper than [`crate::tree::MAX_DEPTH`].
    TooDeep,
    /// A tab where only spaces may be.
    Tab,
    /// A bracket that is not closed, or closed by the wrong one.
    Bracket,
    /// A quotation mark that is not closed, or something after the closing one.
    Quote,
    /// A backslash escape that YAML does not have.
    Escape,
    /// A line that is too far left or right.
    Indentation,
    /// A colon where no key can be.
    Colon,
    /// A key without its colon.
    NoColon,
    /// A hyphen where no list can be.
    Hyphen,
    /// A character that cannot start a text.
    Character,
    /// Anything else.
    Other,
}

impl RefusalKind {
    /// What is wrong, and what to do about it.
    pub(crate) fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Anchor => (
                "anchors and aliases are not allowed in claim \
                  files",
                "put the text in quotes, or repeat the value instead of an alias",
            ),
            Self::Tag => (
                "tags are not allowed in claim \
                           files",
                "put the text in quotes, or remove the word that starts with `!`",
            ),
            Self::Directive => (
                "directives are not allowed in claim \
                                 files",
                "put the text in quotes, or remove the line that starts with `%`",
            ),
            Self::SecondPart => (
                "a second YAML document starts here; a claim file has only \
                  one",
                "remove the `---`, or move this part to a separate file",
            ),
            Self::TooDeep => (
                "lists and mappings are nested deeper than 32 levels (limit \
                  nesting)",
                "claim files need only 6 levels; check the indentation and the brackets",
            ),
            Self::Tab => ("a tab instead of spaces", "indent with spaces, not tabs"),
            Self::Bracket => (
                "a bracket is not closed, or its content is not indented",
                "close every `[` with `]` and every `{` with `}`; if the text itself starts with a bracket, put it in \
                 quotes",
            ),
            Self::Quote => (
                "a quoted text has no closing quote, or text after it",
                "put quotes around the whole text; inside single quotes, write `''` for an apostrophe, and inside \
                 double quotes, `\\\"` for a quotation mark",
            ),
            Self::Escape => {
                ("an unknown escape in a double-quoted text", "write `\\\\` for a backslash, or use single quotes")
            }
            Self::Indentation => (
                "this line is not indented like the lines around it",
                "indent it like the keys or list items next to it",
            ),
            Self::Colon => ("a colon and a space inside a text without quotes", "put the text in quotes"),
            Self::NoColon => (
                "a line that is neither a key nor part of a text",
                "write `key: value`, or indent the line deeper than its key if it continues a text",
            ),
            Self::Hyphen => ("a list cannot start here", "put the text in quotes, or start the list on a new line"),
            Self::Character => ("a text cannot start with this character", "put the text in quotes"),
            Self::Other => ("this cannot be read as YAML", "compare it with the examples in docs/claim-files.md"),
        }
    }
}
