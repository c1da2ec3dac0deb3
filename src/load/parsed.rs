//! One file, read and understood by itself: what it holds depends on no other.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use super::ranges::{LeftOut, Ranges};
use super::read::Refused;
use super::role::Role;
use super::sections::{self, Contents};
use super::stamp::Stamp;
use super::walk::Found;
use super::{characters, configuration, lookalikes};
use crate::diagnostic::{Bounded, Diagnostic};
use crate::model::{Configuration, FileRecords, FileUses};
use crate::text::{File, FileId, Text};

/// What one file holds.
#[derive(Debug)]
pub(crate) struct Parsed {
    pub(crate) file: Arc<File>,
    pub(crate) records: Arc<FileRecords>,
    /// What it asks, if that is what it is for.
    pub(crate) configuration: Option<Configuration>,
    /// What no excerpt may show if it turns out to be the desk's.
    pub(super) ranges: Ranges,
    /// The records that are no part of the corpus.
    pub(super) left_out: LeftOut,
    /// In order of place.
    pub(crate) diagnostics: Vec<Arc<Diagnostic>>,
    /// Where its records name ids, found on first use.
    uses: OnceLock<FileUses>,
}

impl Parsed {
    /// Understands a file that was found and read, and says by what it can be told whether it has changed.
    pub(super) fn open(
        found: Found,
        id: FileId,
        role: Role,
        read: Result<(Text, Stamp), Refused>,
    ) -> (Self, Option<Stamp>) {
        match read {
            Ok((text, stamp)) => (Self::new(found.path, text, id, role), Some(stamp)),
            // It keeps its number, so that its diagnostics have a path.
            Err(refused) => {
                let contents = Contents { diagnostics: Bounded::from(*refused.diagnostic), ..Contents::default() };
                let configuration = (role != Role::Claims).then(|| role.configuration(&found.path));
                let file = File::new(found.path, Text::new(refused.before));
                (Self::of(file, contents, configuration), None)
            }
        }
    }

    /// Understands a text.
    pub(crate) fn new(path: PathBuf, text: impl Into<Text>, id: FileId, role: Role) -> Self {
        let text = text.into();
        let mut configuration = (role != Role::Claims).then(|| role.configuration(&path));
        let hidden_characters = characters::find(text.untrusted(), id);
        let is_called_configuration = path.file_name().is_some_and(lookalikes::is_called_configuration);
        let mut contents = match &mut configuration {
            // What a reviewer cannot see must not count as read.
            _ if !hidden_characters.is_empty() => Contents { diagnostics: hidden_characters, ..Contents::default() },
            Some(configuration) => configuration::read(&text, id, configuration),
            None if is_called_configuration => sections::read_unless_configuration(&text, id),
            None => sections::read(&text, id),
        };
        let mut file = File::new(path, text);
        if let Some(hidden) = contents.hidden.take() {
            file.hide_only(hidden);
        }
        Self::of(file, contents, configuration)
    }

    fn of(file: File, contents: Contents, configuration: Option<Configuration>) -> Self {
        let Contents { records, diagnostics, hidden: _, ranges, left_out } = contents;
        Self {
            file: Arc::new(file),
            records: Arc::new(records),
            configuration,
            ranges,
            left_out,
            diagnostics: diagnostics.into_list(),
            uses: OnceLock::new(),
        }
    }

    /// Whether more than its records decides what is confidential.
    pub(super) fn has_more(&self) -> bool {
        !self.left_out.is_empty() || !self.ranges.publishers.is_empty() || !self.ranges.marked.is_empty()
    }

    /// Where its records name ids.
    pub(crate) fn uses(&self) -> &FileUses {
        self.uses.get_or_init(|| FileUses::new(&self.records))
    }
}
