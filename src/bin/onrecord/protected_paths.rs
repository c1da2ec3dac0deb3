//! What no output may be written over: the files that were read, the archived copies, and the manifests of runs.

use std::collections::BTreeSet;
use std::io;
use std::path::{Component, Path, PathBuf};

use onrecord::text::show;
use onrecord::workspace::Snapshot;

use crate::error::{CommandError, refused};
use crate::folder::Place;
use crate::folder::file_stamp::FileStamp;
use crate::manifest_file;

/// Refuses a place for an output before anything is written.
///
/// Copies may also be read in a folder that was given on the command line.
pub(crate) fn refuse(path: &Path, snapshot: &Snapshot, copies: Option<&Path>) -> Result<(), CommandError> {
    let refuse = || {
        refuse_kind(path)?;
        refuse_draft(path)?;
        refuse_read(path, snapshot)?;
        refuse_claim_file(path, snapshot)?;
        refuse_archived(path, snapshot, copies)
    };
    refuse().map_err(|error: io::Error| CommandError::unwritten(path, &error))
}

/// The same, for what is no manifest itself: nobody could make the one of a past run again.
pub(crate) fn refuse_answer(path: &Path, snapshot: &Snapshot, copies: Option<&Path>) -> Result<(), CommandError> {
    refuse(path, snapshot, copies)?;
    if manifest_file::is_there(path) {
        return Err(CommandError::unwritten(path, &refused("it is the manifest of a run; delete it first")));
    }
    Ok(())
}

/// Files that were read, by their names in a folder.
#[cfg(feature = "parquet")]
pub(crate) fn refuse_files(path: &Path, folder: &Path, names: &[&str]) -> Result<(), CommandError> {
    let Some(target) = real(path) else { return Ok(()) };
    if names.iter().any(|name| real(&folder.join(name)).as_ref() == Some(&target)) {
        return Err(CommandError::unwritten(path, &refused("this command reads from it")));
    }
    Ok(())
}

/// A link, and all that is not a regular file.
fn refuse_kind(path: &Path) -> io::Result<()> {
    match Place::of(path) {
        // The folder is made before the file is.
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        place => FileStamp::take(&place?).map(drop),
    }
}

/// A draft, which may have a person's work in it.
fn refuse_draft(path: &Path) -> io::Result<()> {
    let is_draft = path.extension().is_some_and(|extension| extension == "draft") && path.symlink_metadata().is_ok();
    if is_draft { Err(refused("it is a draft; finish it, or move it away")) } else { Ok(()) }
}

/// The claim files and the configuration.
fn refuse_read(path: &Path, snapshot: &Snapshot) -> io::Result<()> {
    let Ok(target) = path.canonicalize() else { return Ok(()) };
    let is_read = |input: &Path| input.canonicalize().is_ok_and(|input| input == target);
    if snapshot.files().iter().any(|file| is_read(file.path().given())) {
        return Err(refused("this command reads from it"));
    }
    Ok(())
}

/// What would be read as a claim file or a configuration the next time.
fn refuse_claim_file(path: &Path, snapshot: &Snapshot) -> io::Result<()> {
    let is_yaml = |extension: &std::ffi::OsStr| ["yaml", "yml"].iter().any(|yaml| extension.eq_ignore_ascii_case(yaml));
    if !path.extension().is_some_and(is_yaml) {
        return Ok(());
    }
    let Some(target) = real(path) else { return Ok(()) };
    let is_in = |folder: &PathBuf| real(folder).is_some_and(|folder| target.starts_with(folder));
    match snapshot.folders().iter().find(|folder| is_in(folder)) {
        Some(folder) => Err(refused(format!("it would be read as a claim file of `{}`", show(folder)))),
        None => Ok(()),
    }
}

/// The archived copies, be they there or not, and all that is in their folders.
fn refuse_archived(path: &Path, snapshot: &Snapshot, copies: Option<&Path>) -> io::Result<()> {
    let Some(target) = real(path) else { return Ok(()) };
    let within = |kept: &Path| real(kept).is_some_and(|kept| target.starts_with(kept));
    match archived(snapshot, copies).iter().find(|kept| within(kept)) {
        Some(kept) => Err(refused(format!("`{}` is for archived copies", show(kept)))),
        None => Ok(()),
    }
}

/// The archived copies beside their claim file; for the others, their first folders, each once. In the folder that was
/// passed, a copy is looked for by its path and by its name alone.
fn archived(snapshot: &Snapshot, copies: Option<&Path>) -> BTreeSet<PathBuf> {
    let of = |document: &onrecord::model::Document| {
        let file = snapshot.files().get(document.place.file).path().given();
        let copy = &document.copy().path.as_ref()?.value;
        let (first, name) = (copy.parts().next()?, copy.path().file_name()?);
        let given = copies.into_iter().flat_map(|copies| [copies.join(first), copies.join(name)]);
        Some(given.chain([file.parent()?.join(first)]).collect::<Vec<_>>())
    };
    snapshot.corpus().documents.iter().filter_map(of).flatten().collect()
}

/// A path without links. What is not there yet would be made as it is called.
fn real(path: &Path) -> Option<PathBuf> {
    let path = std::path::absolute(path).ok()?;
    let there = path.ancestors().find_map(|above| Some((above, above.canonicalize().ok()?)));
    let (above, mut real) = there?;
    for part in path.strip_prefix(above).ok()?.components() {
        if part == Component::ParentDir {
            real.pop();
        } else {
            real.push(part);
        }
    }
    Some(real)
}
