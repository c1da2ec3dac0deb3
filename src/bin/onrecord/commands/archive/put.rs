//! The copies themselves, in the folder for them, each under its digest.

use std::io::{self, Write};
use std::path::PathBuf;

use super::SOMETHING_ELSE;
use super::archived_file::{self, Original};
use crate::atomic_write::{LockedFile, Transaction};
use crate::error::CommandError;
use crate::folder::{FileKind, Folder, Place};

/// A file that is where it belongs, and whether it was written just now.
pub(super) struct Put {
    pub(super) path: PathBuf,
    pub(super) is_new: bool,
}

/// Copies the file and the text that was made of it, unless they are there.
pub(super) fn put(
    original: &mut Original,
    folder: &Folder,
    transaction: &mut Transaction,
) -> Result<Vec<Put>, CommandError> {
    let mut copies = vec![put_copy(original, original.name(), folder, transaction)?];
    copies.extend(put_beside(original, &original.name(), folder, transaction)?);
    Ok(copies)
}

/// Copies the file itself under a name, unless it is there.
pub(super) fn put_copy(
    original: &mut Original,
    name: String,
    folder: &Folder,
    transaction: &mut Transaction,
) -> Result<Put, CommandError> {
    let sha256 = original.sha256.clone();
    put_as(&folder.place(name), &sha256, transaction, |out| original.copy(out))
}

/// Keeps what belongs to a copy that has a name: the text that was made of it, and its timestamps.
pub(super) fn put_beside(
    original: &Original,
    name: &str,
    folder: &Folder,
    transaction: &mut Transaction,
) -> Result<Vec<Put>, CommandError> {
    let mut put =
        |name, sha256: &str, bytes: &[u8]| put_as(&folder.place(name), sha256, transaction, |out| out.write_all(bytes));
    let text = original.text().map(|text| put(text.name(), &text.sha256, text.bytes()));
    let mut copies = text.transpose()?.into_iter().collect::<Vec<_>>();
    for stamp in original.stamps() {
        copies.push(put(stamp.name(name), &stamp.sha256, &stamp.bytes)?);
    }
    Ok(copies)
}

fn put_as(
    place: &Place,
    sha256: &str,
    transaction: &mut Transaction,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<Put, CommandError> {
    let path = place.path();
    let copied = copy(place, sha256, transaction, write).map_err(|error| CommandError::unwritten(&path, &error))?;
    match copied {
        Some(is_new) => Ok(Put { path, is_new }),
        None => Err(CommandError::Output(path, SOMETHING_ELSE.to_owned())),
    }
}

/// Whether the copy is new in its place; nothing if something else is there. The place is locked first: another process
/// that made a copy there may still remove it.
fn copy(
    place: &Place,
    sha256: &str,
    transaction: &mut Transaction,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<Option<bool>> {
    if place.look().is_ok_and(|seen| seen.kind != FileKind::File) {
        return Ok(None);
    }
    let locked = LockedFile::lock(place.clone())?;
    let is_new = locked.is_absent();
    if is_new {
        let staged = locked.stage(write)?;
        transaction.create_file(staged)?;
    } else {
        transaction.keep(locked);
    }
    Ok(archived_file::has_digest(place, sha256)?.then_some(is_new))
}
