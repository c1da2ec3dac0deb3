//! The folder of the corpus: what is written into it is written below the folder that was opened, through no link.

use std::io;
use std::path::{Path, PathBuf};

use onrecord::model::CONFIGURATION;
use onrecord::workspace::Snapshot;

use crate::args::CLAIMS;
use crate::folder::{Folder, Place, of_file};

/// The folder of the corpus in which a file is: the innermost, if one is in another.
pub(crate) fn of<'a>(snapshot: &'a Snapshot, file: &Path) -> Option<&'a PathBuf> {
    let folders = snapshot.folders().iter().filter(|folder| file.starts_with(folder));
    folders.max_by_key(|folder| folder.components().count())
}

/// The corpus that `check` takes in a folder.
pub(crate) fn in_folder(folder: &Path) -> PathBuf {
    let claims = folder.join(CLAIMS);
    if claims.is_dir() { claims } else { folder.to_owned() }
}

/// The corpus that a claim file will belong to: one above it or, without one, that of its own folder.
pub(crate) fn around(file: &Path) -> PathBuf {
    above(file).unwrap_or_else(|| plain(&in_folder(of_file(file))))
}

/// The nearest folder above a file that is called as a corpus or has a configuration, as far up as its path leads.
pub(crate) fn above(file: &Path) -> Option<PathBuf> {
    let folder = of_file(file);
    let is_called = |folder: &Path| match folder.file_name() {
        Some(name) => name == CLAIMS,
        None => folder.canonicalize().is_ok_and(|real| real.ends_with(CLAIMS)),
    };
    let is_corpus = |folder: &&Path| is_called(folder) || folder.join(CONFIGURATION).is_file();
    folder.ancestors().filter(|above| !above.as_os_str().is_empty()).find(is_corpus).map(plain)
}

/// A path without the current folder before it, unless it is that.
fn plain(path: &Path) -> PathBuf {
    let below = path.strip_prefix("./").ok().filter(|below| !below.as_os_str().is_empty());
    below.unwrap_or(path).to_owned()
}

/// How many folders below that of a corpus a file is, or will be; nothing if it is not in there.
pub(crate) fn depth(corpus: &Path, file: &Path) -> Option<usize> {
    let (folder, corpus) = (of_file(file).canonicalize().ok()?, corpus.canonicalize().ok()?);
    Some(folder.strip_prefix(corpus).ok()?.components().count())
}

/// The place of a file that was read.
pub(crate) fn place(snapshot: &Snapshot, file: &Path) -> io::Result<Place> {
    match of(snapshot, file).and_then(|folder| Some((folder, file.strip_prefix(folder).ok()?))) {
        Some((folder, below)) => Folder::open(folder)?.place_below(below),
        None => Place::of(file),
    }
}
