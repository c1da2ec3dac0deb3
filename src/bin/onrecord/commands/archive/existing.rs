//! The copy of a document that has a record already.

use std::fmt::Write as _;
use std::path::Path;

use onrecord::digest::Digest;
use onrecord::model::{Document, Id};
use onrecord::records::{ArchivedCopy, CopyNotAdded};
use onrecord::text::Text;
use onrecord::workspace::Snapshot;

use super::archived_file::{KeptText, Original};
use super::put::{Put, put, put_beside, put_copy};
use super::{EVIDENCE, is_copy, say, stamped, wrote};
use crate::atomic_write::{LockedFile, Transaction};
use crate::error::{CommandError, shown};
use crate::exit::Exit;
use crate::folder::of_corpus;

/// Adds the copy to a record that there is, and changes nothing else in its file.
pub(super) fn add_copy(
    snapshot: &Snapshot,
    document: &Document,
    original: &mut Original,
) -> Result<Exit, CommandError> {
    let path = snapshot.files().get(document.place.file).path().given();
    // A text and timestamps are added to a copy that is there already, and beside it.
    let kept = document.copy().path.as_ref().filter(|_| original.has_more() && is_copy(document, original));
    let kept = kept.map(|kept| &kept.value);
    let below = kept.and_then(|kept| kept.path().parent()).unwrap_or(Path::new(EVIDENCE));
    let mut archived = original.archived(below);
    archived.path = kept.map_or(archived.path, |kept| kept.text().clone());
    let place = of_corpus::place(snapshot, path).map_err(|error| CommandError::unwritten(path, &error))?;
    let folder = place.folder().clone();
    let mut place = LockedFile::lock(place).map_err(|error| CommandError::unwritten(path, &error))?;
    let text = place.read().map_err(|error| CommandError::unwritten(path, &error))?;
    // A mark at the start of a file is no part of its text.
    let (mark, text) = text.strip_prefix('\u{FEFF}').map_or(("", &*text), |text| ("\u{FEFF}", text));
    let copy = path.with_file_name(kept.map_or_else(|| below.join(original.name()), |kept| kept.path().to_owned()));
    let has_text = |text: &KeptText| document.text().sha256.is_some_and(|own| Digest::from(own).hex() == text.sha256);
    let is_beside = kept.is_some() && original.text().is_none_or(has_text);
    let changed = match archived.added_to(&Text::new(text), &document.id) {
        // Timestamps stand in no record, and the text that was made before is in it.
        _ if is_beside => None,
        Err(CopyNotAdded::Closed) => None,
        added => Some(added.map_err(|why| refusal(path, why))?),
    };
    let mut transaction = Transaction::default();
    let unplaced = |error| CommandError::unwritten(&path.with_file_name(below).join(original.name()), &error);
    let folder = below.iter().try_fold(folder, |folder, part| transaction.folder_below(&folder, part));
    let folder = folder.map_err(unplaced)?;
    let copies = match kept {
        Some(kept) => {
            let name = kept.path().file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            put_beside(original, &name, &folder, &mut transaction)?
        }
        None => put(original, &folder, &mut transaction)?,
    };
    let Some(changed) = changed else {
        transaction.commit();
        if is_beside {
            say(&format!("{}{}", wrote(&copies), stamped(original, &copy)))?;
            return Ok(Exit::Clean);
        }
        say(&by_hand(snapshot, document, &archived, &copies))?;
        return Ok(Exit::Failed);
    };
    let staged = place.stage(|out| out.write_all(mark.as_bytes()).and_then(|()| out.write_all(changed.as_bytes())));
    staged.and_then(|staged| transaction.commit_with(staged)).map_err(|error| CommandError::unwritten(path, &error))?;
    let stamped = stamped(original, &copy);
    say(&format!("{}added to  {}\n{stamped}", wrote(&copies), shown(path)))?;
    Ok(Exit::Clean)
}

/// Makes sure that the copy of a document is where its record says.
pub(super) fn keep(snapshot: &Snapshot, document: &Document, original: &mut Original) -> Result<Exit, CommandError> {
    let Some(copy) = &document.copy().path else { return has_it(&document.id) };
    let path = snapshot.files().get(document.place.file).path().given();
    let (below, name) = (copy.value.path().parent(), copy.value.path().file_name());
    let Some((below, name)) = below.zip(name) else { return has_it(&document.id) };
    let unplaced = |error| CommandError::unwritten(&path.with_file_name(copy.value.path()), &error);
    let place = of_corpus::place(snapshot, path).map_err(unplaced)?;
    let mut transaction = Transaction::default();
    let folder = place.folder().clone();
    let folder = below.iter().try_fold(folder, |folder, part| transaction.folder_below(&folder, part));
    let name = name.to_string_lossy().into_owned();
    let copy = put_copy(original, name, &folder.map_err(unplaced)?, &mut transaction)?;
    transaction.commit();
    if !copy.is_new {
        return has_it(&document.id);
    }
    say(&format!("restored  {}: the copy of the document `{}` was missing\n", shown(&copy.path), document.id))?;
    Ok(Exit::Clean)
}

pub(super) fn has_it(id: &Id) -> Result<Exit, CommandError> {
    say(&format!("kept      the document `{id}` has this copy already; nothing changed\n"))?;
    Ok(Exit::Clean)
}

fn refusal(path: &Path, why: CopyNotAdded) -> CommandError {
    let why = match why {
        CopyNotAdded::HasSnapshot => "the record already has a copy",
        CopyNotAdded::HasText => "the record already has a text",
        CopyNotAdded::HasDigest => "the record has the digest of a different file",
        _ => "the file no longer has this record",
    };
    CommandError::Output(path.to_owned(), why.to_owned())
}

/// What to add by hand to a record in braces.
fn by_hand(snapshot: &Snapshot, document: &Document, archived: &ArchivedCopy, copies: &[Put]) -> String {
    let mut words = wrote(copies);
    let place = place_of(snapshot, document);
    let _ = write!(
        words,
        "\nThe record was not changed. Add these lines to it, at {place}:\n{}",
        archived.lines("  ", "\n", document.copy().sha256.is_none())
    );
    words
}

/// Why nothing is said of a document that has a record, and where that is.
pub(in crate::commands) fn has_record(
    file: &Path,
    snapshot: &Snapshot,
    document: &Document,
    instead: &str,
) -> CommandError {
    let place = place_of(snapshot, document);
    let why = format!("the document `{}` already has a record, at {place}; {instead}", document.id);
    CommandError::Input(file.to_owned(), why)
}

/// Where the record of a document is, as people write places.
fn place_of(snapshot: &Snapshot, document: &Document) -> String {
    let start = snapshot.files().start(document.place);
    let path = shown(snapshot.files().get(document.place.file).path().given());
    format!("{path}:{}:{}", start.line, start.column)
}
