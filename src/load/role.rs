//! What a file that is read is for.

use std::path::Path;

use crate::model::Configuration;
use crate::text::FilePath;

/// What a file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// It has records.
    Claims,
    /// It says what the newsroom asks of them. `true` if it is in one of the folders of the corpus.
    Configuration(bool),
}

impl Role {
    /// A configuration that asks for nothing yet.
    pub(super) fn configuration(self, path: &Path) -> Configuration {
        Configuration {
            is_inside: self == Self::Configuration(true),
            path: FilePath::new(path),
            ..Configuration::default()
        }
    }
}
