//! The kinds of records: one word for a record, and one for the section of a claim file that has such records.

use crate::format::named;

/// A kind of records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RecordKind {
    /// Who asserts something.
    Source,
    /// Where something was published.
    Document,
    /// What is asserted.
    Claim,
    /// What was found when a claim was checked.
    Review,
}

impl RecordKind {
    /// All of them, in the order of [`Record`](crate::model::Record).
    pub const ALL: [Self; 4] = [Self::Source, Self::Document, Self::Claim, Self::Review];

    pub(crate) const SECTIONS: [&str; 4] = ["sources", "documents", "claims", "reviews"];

    /// What such a record is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Document => "document",
            Self::Claim => "claim",
            Self::Review => "review",
        }
    }

    /// The section of a claim file that has such records.
    pub const fn section(self) -> &'static str {
        Self::SECTIONS[self as usize]
    }

    /// The kind whose records are in a section.
    pub fn of_section(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.section() == name)
    }
}

named!(RecordKind);
