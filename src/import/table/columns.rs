//! What a column can be.

use crate::format::named;

/// What is in a column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    Statement,
    Date,
    Tags,
    Source,
    SourceIdentity,
    SourceAnonymous,
    SourceNamed,
    SourceKind,
    SourceRole,
    SourceReason,
    SourceKnownTo,
    Title,
    Url,
    ArchivedUrl,
    Publisher,
    Published,
    Author,
    Language,
    Accessed,
    Quote,
    Translation,
    Locator,
    Checked,
    Verdict,
    Reviewer,
    Reviewed,
    Note,
    Ignore,
}

impl Column {
    /// Whether a cell of it may say that the source of the row is not to be named. A book may be by `Anonymous`.
    pub(super) fn may_say_identity(self) -> bool {
        matches!(
            self,
            Self::Ignore
                | Self::Checked
                | Self::Verdict
                | Self::Note
                | Self::Tags
                | Self::SourceKind
                | Self::SourceRole
                | Self::SourceReason
        )
    }

    /// All of them.
    pub(super) const ALL: [Self; 28] = [
        Self::Statement,
        Self::Date,
        Self::Tags,
        Self::Source,
        Self::SourceIdentity,
        Self::SourceAnonymous,
        Self::SourceNamed,
        Self::SourceKind,
        Self::SourceRole,
        Self::SourceReason,
        Self::SourceKnownTo,
        Self::Title,
        Self::Url,
        Self::ArchivedUrl,
        Self::Publisher,
        Self::Published,
        Self::Author,
        Self::Language,
        Self::Accessed,
        Self::Quote,
        Self::Translation,
        Self::Locator,
        Self::Checked,
        Self::Verdict,
        Self::Reviewer,
        Self::Reviewed,
        Self::Note,
        Self::Ignore,
    ];

    /// The word for it in a map.
    pub(super) const fn name(self) -> &'static str {
        self.row().0
    }

    /// What it is, for people who edit a map.
    pub(super) const fn words(self) -> &'static str {
        self.row().1
    }

    const fn row(self) -> (&'static str, &'static str) {
        match self {
            Self::Statement => ("statement", "what is asserted, in a sentence"),
            Self::Date => ("date", "when it was asserted"),
            Self::Tags => ("tags", "tags of the claim"),
            Self::Source => ("source", "who asserts it"),
            Self::SourceIdentity => ("source_identity", "named, anonymous or unspecified"),
            Self::SourceAnonymous => ("source_anonymous", "yes or no: whether the source is anonymous"),
            Self::SourceNamed => ("source_named", "yes or no: whether the source is named"),
            Self::SourceKind => ("source_kind", "person, organization, outlet or document"),
            Self::SourceRole => ("source_role", "office or function of the source"),
            Self::SourceReason => ("source_reason", "why the source is not named: readers see it"),
            Self::SourceKnownTo => ("source_known_to", "who at the desk knows who it is: a role, never a name"),
            Self::Title => ("title", "title of the document"),
            Self::Url => ("url", "address of the document"),
            Self::ArchivedUrl => ("archived_url", "address of a public archive's copy"),
            Self::Publisher => ("publisher", "outlet that published the document"),
            Self::Published => ("published", "when the document was published"),
            Self::Author => ("author", "who wrote the document"),
            Self::Language => ("language", "language of the document"),
            Self::Accessed => ("accessed", "when somebody looked at the document"),
            Self::Quote => ("quote", "exact words in the document"),
            Self::Translation => ("translation", "the quote in another language"),
            Self::Locator => ("locator", "where in the document"),
            Self::Checked => ("checked", "whether somebody has checked it: becomes a note"),
            Self::Verdict => ("verdict", "what somebody decided: becomes a note"),
            Self::Reviewer => ("reviewer", "who decided it: becomes a note"),
            Self::Reviewed => ("reviewed", "when it was decided: becomes a note"),
            Self::Note => ("note", "a note of the desk"),
            Self::Ignore => ("ignore", "leave it out"),
        }
    }

    /// Whether a table may have several of them.
    pub(super) const fn may_repeat(self) -> bool {
        matches!(self, Self::Tags | Self::Source | Self::Author | Self::Note | Self::Ignore)
    }
}

named!(Column);
