//! A corpus as it was analysed at one moment: what requests are answered from.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gen_lsp_types::{Location, Position, Range, Uri};
use onrecord::text::{File, FileId, Span, Unit};
use onrecord::workspace::Snapshot;

use super::buffer::position;
use super::findings::{ByFile, Found};
use super::roots::RootId;
use super::uri;

/// A corpus at one moment.
pub(super) struct View {
    pub(super) root: RootId,
    pub(super) revision: u64,
    pub(super) snapshot: Snapshot,
    pub(super) unit: Unit,
    /// The texts of this corpus that the editor has open.
    pub(super) open: Arc<HashMap<PathBuf, Open>>,
    /// What was found in texts that are open, and in all other files, each in order of place.
    pub(super) in_open: Arc<ByFile>,
    pub(super) in_others: Arc<ByFile>,
}

/// A text that the editor has open.
#[derive(Debug, Clone)]
pub(super) struct Open {
    pub(super) uri: Uri,
    pub(super) version: i32,
    pub(super) text: Arc<str>,
}

impl View {
    /// What the editor calls a file.
    pub(super) fn uri(&self, path: &Path) -> Uri {
        self.open.get(path).map_or_else(|| uri::of(path), |open| open.uri.clone())
    }

    /// What was found in each file that has something, in order of place.
    pub(super) fn found(&self) -> impl Iterator<Item = (&PathBuf, &Vec<Found>)> {
        self.in_open.iter().chain(&*self.in_others)
    }

    pub(super) fn found_in(&self, path: &Path) -> &[Found] {
        self.in_open.get(path).or_else(|| self.in_others.get(path)).map_or(&[], |found| found)
    }

    /// The version of a text that is open.
    pub(super) fn version(&self, path: &Path) -> Option<i32> {
        self.open.get(path).map(|open| open.version)
    }

    pub(super) fn path(&self, file: FileId) -> &Path {
        self.file(file).path().given()
    }

    pub(super) fn file(&self, file: FileId) -> &File {
        self.snapshot.files().get(file)
    }

    pub(super) fn range(&self, span: Span) -> Range {
        range(self.file(span.file), span, self.unit)
    }

    pub(super) fn location(&self, span: Span) -> Location {
        Location { uri: self.uri(self.path(span.file)), range: self.range(span) }
    }

    /// The byte at a place of a file.
    pub(super) fn offset(&self, file: FileId, place: Position) -> u32 {
        let of = |number: u32| number as usize + 1;
        let place = onrecord::text::Position { line: of(place.line), column: of(place.character) };
        self.file(file).offset(place, self.unit)
    }
}

/// A place as the protocol names it.
pub(super) fn range(file: &File, span: Span, unit: Unit) -> Range {
    let at = |offset| position(file.position(offset, unit));
    Range { start: at(span.start), end: at(span.end) }
}
