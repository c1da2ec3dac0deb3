//! Timestamps beside archived copies, compared with what they are beside.

use std::io::Read;
use std::path::Path;

use crate::copies::{Archive, MAX_STAMP, NotAStamp, NotOpened, Stamp, StampForm, stamp};
use crate::model::SnapshotPath;

/// A timestamp that is kept beside a copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptStamp {
    /// What it states, or why it cannot be read.
    pub stamp: Result<Stamp, NotAStamp>,
    /// Whether it is for the bytes of the copy.
    pub is_of_copy: bool,
}

/// The timestamps beside a copy, which has a digest.
pub(super) fn beside(archive: &Archive, claim_file: &Path, copy: &SnapshotPath, sha256: [u8; 32]) -> Vec<KeptStamp> {
    let of = |form: StampForm| {
        let stamp = match archive.open(claim_file, &copy.with_extension(form.extension())) {
            Err(NotOpened::Missing) => return None,
            Ok(opened) if opened.is_elsewhere => return None,
            Err(_) => Err(NotAStamp::Unreadable),
            Ok(opened) => {
                let mut bytes = Vec::new();
                let read = opened.file.take(MAX_STAMP as u64 + 1).read_to_end(&mut bytes);
                read.map_err(|_| NotAStamp::Unreadable).and_then(|_| stamp(&bytes))
            }
        };
        let is_of_copy = stamp.as_ref().is_ok_and(|stamp| stamp.imprint == sha256);
        Some(KeptStamp { stamp, is_of_copy })
    };
    [StampForm::Response, StampForm::OpenTimestamps].into_iter().filter_map(of).collect()
}
