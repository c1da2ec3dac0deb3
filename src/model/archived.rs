//! What the desk has archived of a document.

use super::{Document, Located, SnapshotPath};
use crate::text::Text;

/// What the desk has archived of a document. Apart from it, since a corpus may have many documents without.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Archived {
    /// The archived copy.
    pub copy: ArchivedFile,
    /// The text of the copy, where the copy itself cannot be read.
    pub text: ArchivedFile,
    /// What made the text.
    pub text_by: Option<Text>,
}

impl Archived {
    /// For a document: nothing if it says nothing.
    pub fn boxed(self) -> Option<Box<Self>> {
        (self != NOT_ARCHIVED).then(|| Box::new(self))
    }
}

/// A file that a record leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArchivedFile {
    /// Where it is.
    pub path: Option<Located<SnapshotPath>>,
    /// The SHA-256 of its bytes. It may be known of a file that somebody keeps to themselves.
    pub sha256: Option<[u8; 32]>,
    /// Whether the record gives a digest that cannot be read, so that no file can be held to it.
    pub has_unreadable_digest: bool,
}

impl ArchivedFile {
    /// That of a record which says nothing of one.
    pub const NONE: Self = Self { path: None, sha256: None, has_unreadable_digest: false };
}

static NOT_ARCHIVED: Archived = Archived { copy: ArchivedFile::NONE, text: ArchivedFile::NONE, text_by: None };

impl Document {
    /// The archived copy.
    pub fn copy(&self) -> &ArchivedFile {
        &self.archived().copy
    }

    /// The text of the copy, where the copy itself cannot be read.
    pub fn text(&self) -> &ArchivedFile {
        &self.archived().text
    }

    /// What made the text.
    pub fn text_by(&self) -> Option<&Text> {
        self.archived().text_by.as_ref()
    }

    fn archived(&self) -> &Archived {
        self.archived.as_deref().unwrap_or(&NOT_ARCHIVED)
    }
}
