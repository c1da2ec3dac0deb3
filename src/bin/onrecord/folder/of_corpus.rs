//! The folder of the corpus: what is written into it is written below the folder that was opened, through no link.

use std::io;
use std::path::{Path, PathBuf};

use onrecord::workspace::Snapshot;

use crate::folder::{Folder, Place};

/// The folder of the corpus in which a file is: the innermost, if one is in another.
pub(crate) fn of<'a>(snapshot: &'a Snapshot, file: &Path) -> Option<&'a PathBuf> {
    let folders = snapshot.folders().iter().filter(|folder| file.starts_with(folder));
    folders.max_by_key(|folder| folder.components().count())
}

/// The place of a file that was read.
pub(crate) fn place(snapshot: &Snapshot, file: &Path) -> io::Result<Place> {
    match of(snapshot, file).and_then(|folder| Some((folder, file.strip_prefix(folder).ok()?))) {
        Some((folder, below)) => Folder::open(folder)?.place_below(below),
        None => Place::of(file),
    }
}
