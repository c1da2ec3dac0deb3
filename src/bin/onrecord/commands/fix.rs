//! Safe fixes, written: `check --fix`.

use std::io::{self, Write};

use onrecord::check::check;
use onrecord::diagnostic::Level;
use onrecord::editor::{Fixed, fixed};
use onrecord::policy::Request;
use onrecord::text::{FileId, terminal};
use onrecord::workspace::Snapshot;

use crate::atomic_write::{LockedFile, StagedFile};
use crate::error::{CommandError, refused};
use crate::folder::of_corpus;

/// A byte order mark is no part of a text, and stays where it is.
const MARK: &str = "\u{FEFF}";

/// Writes every file to which a safe fix applies, and says on standard error what was changed. Whether there was any.
pub(crate) fn apply(snapshot: &Snapshot, request: &Request) -> Result<bool, CommandError> {
    let checked = check(snapshot, request);
    let fixed = fixed(&checked.findings(Level::Error));
    for file in &fixed {
        let path = snapshot.files().get(file.file).path();
        write(snapshot, file).map_err(|error| CommandError::unwritten(path.given(), &error))?;
        tell(snapshot, file);
    }
    Ok(!fixed.is_empty())
}

fn write(snapshot: &Snapshot, fixed: &Fixed) -> io::Result<()> {
    stage(snapshot, fixed.file, |text| fixed.is_of(text), |out| fixed.write(out))?.replace()
}

/// Stages the new text of a file, unless the file is a link or is no longer what was read.
pub(crate) fn stage(
    snapshot: &Snapshot,
    file: FileId,
    is_of: impl FnOnce(&str) -> bool,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<StagedFile> {
    let file = snapshot.files().get(file);
    let mut place = LockedFile::lock(of_corpus::place(snapshot, file.path().given())?)?;
    let now = place.read()?;
    let (mark, text) = now.strip_prefix(MARK).map_or(("", &now[..]), |text| (MARK, text));
    if !is_of(text) {
        return Err(refused("another program changed it in the meantime; check it and run again"));
    }
    place.stage(|out| out.write_all(mark.as_bytes()).and_then(|()| write(out)))
}

fn tell(snapshot: &Snapshot, fixed: &Fixed) {
    for change in &fixed.changes {
        let place = snapshot.files().start(change.place);
        let path = terminal::line(snapshot.files().get(fixed.file).path().shown());
        let title = change.title(terminal::line);
        // The file is written; that nobody can be told changes nothing.
        let _ = writeln!(io::stderr(), "fixed {path}:{}:{}: {}: {title}", place.line, place.column, change.rule.name);
    }
}
