//! `onrecord draft --accept`: what is complete in a draft becomes a claim file.

use std::io;
use std::path::{Path, PathBuf};

use onrecord::Workspace;
use onrecord::draft::{self, Accepted};
use onrecord::workspace::Snapshot;

use super::EXTENSION;
use crate::args::{self, Color};
use crate::atomic_write::{LockedFile, StagedFile, Transaction};
use crate::error::{CommandError, refused, shown};
use crate::exit::Exit;
use crate::folder::Place;
use crate::output::write_stdout;
use crate::{corpus_errors, loading, starter_files};

/// So many claim files can come of one draft.
const MAX_FILES: u32 = 10_000;

/// Moves complete records into a new claim file, and leaves the others in the draft: both, or neither.
pub(super) fn run(args: &args::Draft, color: Color) -> Result<Exit, CommandError> {
    let path = &args.subject;
    if !path.extension().is_some_and(|extension| extension == EXTENSION) {
        return Err(CommandError::Input(path.clone(), "the name of a draft ends in .draft".to_owned()));
    }
    let unwritten = |error: io::Error| CommandError::unwritten(path, &error);
    let place = Place::of(path).map_err(unwritten)?;
    if place.look().is_err() {
        return Err(CommandError::Input(path.clone(), "does not exist".to_owned()));
    }
    let mut locked = LockedFile::lock(place).map_err(unwritten)?;
    let text = locked.read().map_err(unwritten)?;
    // The claim files are those of the folder that the draft is in.
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = folder.to_owned();
    let mut workspace = Workspace::open_with(&loading::inputs(std::slice::from_ref(&folder), None), &|_| {});
    let corpus = workspace.snapshot();
    if !corpus.is_understood() {
        // A record that could not be read may be one of the draft, accepted before.
        return Ok(corpus_errors::show(&corpus, color));
    }
    workspace.set(path, text.clone());
    let accepted = draft::accept(&corpus, &workspace.snapshot(), path, &args.ids());
    let accepted = accepted.map_err(|why| CommandError::Input(path.clone(), why.to_string()))?;
    let target = write(args, &folder, &corpus, &accepted, locked, &text)?;
    say(&accepted, target.as_deref(), path)?;
    Ok(if accepted.waiting > 0 { Exit::Found } else { Exit::Clean })
}

/// Writes what there is to be written, and returns the path of the new claim file.
fn write(
    args: &args::Draft,
    folder: &Path,
    corpus: &Snapshot,
    accepted: &Accepted,
    locked: LockedFile,
    text: &str,
) -> Result<Option<PathBuf>, CommandError> {
    let unwritten = |error: io::Error| CommandError::unwritten(&args.subject, &error);
    let mut transaction = Transaction::default();
    let mut target = None;
    if accepted.moved > 0 {
        let (path, staged) = stage(args, folder, corpus, accepted)?;
        transaction.create_file(staged).map_err(|error| CommandError::unwritten(&path, &error))?;
        target = Some(path);
    }
    if accepted.draft != *text {
        let staged = locked.stage(|out| out.write_all(accepted.draft.as_bytes()));
        staged.and_then(|staged| transaction.commit_with(staged)).map_err(unwritten)?;
    }
    Ok(target)
}

/// The new claim file beside its place: the one that was passed, or the first that is free of those named after the
/// draft.
fn stage(
    args: &args::Draft,
    folder: &Path,
    corpus: &Snapshot,
    accepted: &Accepted,
) -> Result<(PathBuf, StagedFile), CommandError> {
    let content = starter_files::modeline_at_top(folder) + &accepted.file;
    let stage = |path: &Path| {
        let place = Place::of(path)?;
        if place.look().is_ok() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        StagedFile::new(place, |out| out.write_all(content.as_bytes()))
    };
    if let Some(path) = &args.output {
        let is_claim_file = path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml");
        let is_there = is_claim_file && path.symlink_metadata().is_ok();
        let why = match (is_claim_file, is_there) {
            (false, _) => Some("the name of a claim file ends in .yaml or .yml"),
            (_, true) => Some("it exists; records are never added to a file that is there"),
            _ => None,
        };
        let staged = why.map_or_else(|| stage(path), |why| Err(refused(why)));
        return Ok((path.clone(), staged.map_err(|error| CommandError::unwritten(path, &error))?));
    }
    let stem = args.subject.file_stem().unwrap_or_default().to_string_lossy();
    for number in 1..MAX_FILES {
        let name = if number == 1 { format!("{stem}.yaml") } else { format!("{stem}-{number}.yaml") };
        let path = folder.join(name);
        if corpus.files().iter().any(|file| file.path().given() == path) {
            continue;
        }
        match stage(&path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(CommandError::unwritten(&path, &error)),
            Ok(staged) => return Ok((path, staged)),
        }
    }
    Err(CommandError::Usage("no free name for a claim file; pass --output"))
}

fn say(accepted: &Accepted, target: Option<&Path>, draft: &Path) -> Result<(), CommandError> {
    let records = |count: usize| if count == 1 { "1 record".to_owned() } else { format!("{count} records") };
    write_stdout(|out| {
        if let Some(target) = target {
            writeln!(out, "wrote     {}: {}", shown(target), records(accepted.moved))?;
        }
        if accepted.known > 0 {
            let words = if accepted.known == 1 { "is" } else { "are" };
            writeln!(
                out,
                "removed   {} from {}, which {words} in the claim files",
                records(accepted.known),
                shown(draft)
            )?;
        }
        if accepted.moved == 0 && accepted.known == 0 {
            writeln!(out, "nothing to accept in {}", shown(draft))?;
        }
        if accepted.waiting > 0 {
            writeln!(out, "left      {} in {}", records(accepted.waiting), shown(draft))?;
        }
        if !accepted.words.is_empty() {
            write!(out, "\n{}", accepted.words)?;
        }
        Ok(())
    })
}
