//! Files that have what a confidential document has, in the corpus that was passed or in the one that a file is in:
//! nothing open is made of them.

use std::fmt::Display;
use std::path::{Path, PathBuf};

use onrecord::Workspace;
use onrecord::model::{Capture, SnapshotPath};
use onrecord::text::Text;
use onrecord::workspace::Snapshot;

use crate::error::CommandError;
use crate::folder::of_corpus;

/// Refuses a file that has what a confidential document has, for a reason. What could not be read of a corpus in which
/// the file is may be such a document.
pub(crate) fn expect_open(
    file: &Path,
    bytes: &[u8],
    capture: Option<&Capture>,
    corpus: Option<&Snapshot>,
    why: impl Display,
) -> Result<(), CommandError> {
    let around = around(file, corpus);
    for snapshot in corpus.into_iter().chain(&around) {
        let is_inside = snapshot.folders().iter().any(|folder| may_be_copy(folder, file));
        if snapshot.confidential_copies().have(file, bytes, capture) {
            return Err(CommandError::Input(file.to_owned(), why.to_string()));
        }
        if is_inside && !snapshot.is_understood() {
            let why = "a claim file has errors, and what could not be read may be confidential; run `onrecord check`";
            return Err(CommandError::Input(file.to_owned(), why.to_owned()));
        }
    }
    Ok(())
}

/// Refuses a web archive with a page of a confidential document, whichever page is wanted, for a reason.
pub(crate) fn expect_open_pages(
    file: &Path,
    bytes: &[u8],
    corpus: &Snapshot,
    why: impl Display,
) -> Result<(), CommandError> {
    let around = around(file, Some(corpus));
    let mut snapshots = std::iter::once(corpus).chain(&around);
    match snapshots.find(|snapshot| snapshot.confidential_copies().have_page_of(file, bytes)) {
        Some(_) => Err(CommandError::Input(file.to_owned(), why.to_string())),
        None => Ok(()),
    }
}

/// The corpus that a file is in, unless it is the one that was passed.
fn around(file: &Path, corpus: Option<&Snapshot>) -> Option<Snapshot> {
    let around = file.canonicalize().ok().and_then(|file| of_corpus::above(&file));
    let is_known = |folder: &PathBuf| {
        let folders = corpus.into_iter().flat_map(Snapshot::folders);
        folders.filter_map(|known| known.canonicalize().ok()).any(|known| folder.starts_with(known))
    };
    around.filter(|folder| !is_known(folder)).map(|folder| Workspace::open(&[folder]).snapshot())
}

/// Whether a claim file in a folder may name a file as a copy.
fn may_be_copy(folder: &Path, file: &Path) -> bool {
    let (Ok(folder), Ok(file)) = (folder.canonicalize(), file.canonicalize()) else { return false };
    let Ok(below) = file.strip_prefix(folder) else { return false };
    let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
    SnapshotPath::parse(&Text::new(parts.join("/"))).is_ok()
}
