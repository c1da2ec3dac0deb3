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
    /// A line that stands too far left or right.
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
            Self::Anchor => {
                ("anchors and aliases are not used in claim files", "write the value out where it is needed")
            }
            Self::Tag => ("tags are not used in claim files", "leave out the word that starts with `!`, or quote it"),
            Self::Directive => ("directives are not used in claim files", "leave out the line that starts with `%`"),
            Self::SecondPart => {
                ("a claim file holds one YAML document, and a second one starts here", "move it to a file of its own")
            }
            Self::TooDeep => {
                ("lists and mappings are nested deeper than 32 levels (limit nesting)", "claim files need 6 levels")
            }
            Self::Tab => ("a tab stands where only spaces may be", "indent with spaces"),
            Self::Bracket => (
                "a bracket is not closed, or what it holds is not indented",
                "check `[ ]` and `{ }`, and indent all up to the closing one deeper than the key",
            ),
            Self::Quote => {
                ("a quoted text does not end where it should", "check the quotation marks; double `'` inside `'…'`")
            }
            Self::Escape => {
                ("a backslash in a double-quoted text starts no known escape", "write `\\\\` for a backslash")
            }
            Self::Indentation => (
                "this line is not indented like its neighbours",
                "put it in line with the keys or list items beside it",
            ),
            Self::Colon => ("a colon and a space stand where no key can be", "put the text in quotes"),
            Self::NoColon => (
                "a key without a colon",
                "write `key: value`; a text that goes on over lines is indented deeper than its key",
            ),
            Self::Hyphen => {
                ("a hyphen starts a list where none can be", "put the list on a line of its own, or the text in quotes")
            }
            Self::Character => ("a text cannot start with this character", "put the text in quotes"),
            Self::Other => ("this cannot be read as YAML", "compare it with the examples in docs/claim-files.md"),
        }
    }
}
