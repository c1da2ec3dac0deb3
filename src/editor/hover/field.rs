//! What a field, a section or a rule means.

use super::Hover;
use crate::text::FileId;
use crate::workspace::Snapshot;

pub(super) fn hover(_snapshot: &Snapshot, _file: FileId, _offset: u32) -> Option<Hover> {
    None
}
