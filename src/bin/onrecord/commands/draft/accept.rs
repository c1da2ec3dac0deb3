//! `onrecord draft --accept`: what is complete in a draft becomes a claim file.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use onrecord::Workspace;
use onrecord::draft::{self, Accepted, NotAccepted};
use onrecord::text::Text;
use onrecord::workspace::Snapshot;

use super::open::EXTENSION;
use crate::args::{self, CLAIMS, Color};
use crate::atomic_write::{LockedFile, StagedFile, Transaction};
use crate::error::{CommandError, refused, shown};
use crate::exit::Exit;
use crate::folder::{Place, of_corpus, of_file};
use crate::output::write_stdout;
use crate::{corpus_errors, loading, starter_files};

/// Moves complete records into a new claim file, and leaves the others in the draft: both, or neither.
pub(super) fn run(args: &args::Draft, color: Color) -> Result<Exit, CommandError> {
    let path = &path(args)?;
    let unwritten = |error: io::Error| CommandError::unwritten(path, &error);
    let place = Place::of(path).and_then(|place| place.look().map(|_| place));
    let place = place.map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => CommandError::Input(path.clone(), missing(path)),
        _ => unwritten(error),
    })?;
    let mut locked = LockedFile::lock(place).map_err(unwritten)?;
    let text = Text::new(locked.read().map_err(unwritten)?);
    let folder = of_corpus::above(path).unwrap_or_else(|| of_file(path).to_owned());
    let mut workspace = Workspace::open_with(&loading::inputs(std::slice::from_ref(&folder), None), &|_| {});
    let corpus = workspace.snapshot();
    if !corpus.is_understood() {
        // A record that could not be read may be one of the draft, accepted before.
        return Ok(corpus_errors::show(&corpus, color));
    }
    let accepted = draft::accept(&mut workspace, (path, &text), &args.ids());
    let accepted = accepted.map_err(|why| not_accepted(path, &why))?;
    let target = write((path, args.output.as_deref()), &folder, &corpus, (&accepted, &text), locked)?;
    say(&accepted, target.as_deref(), path)?;
    // Without ids, what is incomplete is not meant yet.
    let is_asked = !args.ids().is_empty() || accepted.moved.is_none();
    Ok(if accepted.waiting > 0 && is_asked { Exit::Found } else { Exit::Clean })
}

/// The draft: a file, or that of a document of the claims.
fn path(args: &args::Draft) -> Result<PathBuf, CommandError> {
    let given = &args.subject;
    if given.extension().is_some_and(|extension| extension == EXTENSION) {
        return Ok(given.clone());
    }
    let of_document = Path::new(CLAIMS).join(given).with_extension(EXTENSION);
    if of_document.is_file() {
        return Ok(of_document);
    }
    Err(CommandError::Input(
        given.clone(),
        "no draft; pass a file that ends in .draft, or the id of its document".to_owned(),
    ))
}

/// What is said of a draft that is not there. It may be in the folder of the claims.
fn missing(path: &Path) -> String {
    let beneath = Path::new(CLAIMS).join(path);
    if beneath.is_file() { format!("does not exist; pass `{}`", shown(&beneath)) } else { "does not exist".to_owned() }
}

/// Says line by line why a draft cannot be read.
fn not_accepted(path: &Path, why: &NotAccepted) -> CommandError {
    if let NotAccepted::NotRead(lines) = why {
        for line in lines {
            let _ = writeln!(io::stderr(), "{line}");
        }
    }
    CommandError::Input(path.to_owned(), why.to_string())
}

/// Writes what there is to be written, and returns the path of the new claim file.
fn write(
    (draft, output): (&Path, Option<&Path>),
    folder: &Path,
    corpus: &Snapshot,
    (accepted, text): (&Accepted, &Text),
    locked: LockedFile,
) -> Result<Option<PathBuf>, CommandError> {
    let unwritten = |error: io::Error| CommandError::unwritten(draft, &error);
    let mut transaction = Transaction::default();
    let mut target = None;
    if !accepted.moved.is_none() {
        let (path, staged) = stage((draft, output), folder, corpus, accepted)?;
        transaction.create_file(staged).map_err(|error| CommandError::unwritten(&path, &error))?;
        target = Some(path);
    }
    if accepted.is_empty {
        transaction.commit_without(&locked).map_err(unwritten)?;
    } else if *text != Text::new(&*accepted.draft) {
        let staged = locked.stage(|out| out.write_all(accepted.draft.as_bytes()));
        staged.and_then(|staged| transaction.commit_with(staged)).map_err(unwritten)?;
    }
    Ok(target)
}

/// The new claim file beside its place: the one that was passed, or the first that is free of those named after the
/// draft.
fn stage(
    (path, output): (&Path, Option<&Path>),
    folder: &Path,
    corpus: &Snapshot,
    accepted: &Accepted,
) -> Result<(PathBuf, StagedFile), CommandError> {
    let stage = |path: &Path| {
        let content = starter_files::modeline_of(folder, path) + &accepted.file;
        let place = Place::of(path)?;
        if place.look().is_ok() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        StagedFile::new(place, |out| out.write_all(content.as_bytes()))
    };
    if let Some(path) = output {
        let staged = refusal(path, folder).map_or_else(|| stage(path), |why| Err(refused(why)));
        return Ok((path.to_owned(), staged.map_err(|error| CommandError::unwritten(path, &error))?));
    }
    for path in draft::claim_files(path, of_file(path), corpus) {
        match stage(&path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(CommandError::unwritten(&path, &error)),
            Ok(staged) => return Ok((path, staged)),
        }
    }
    Err(CommandError::Usage("no free name for a claim file; pass --output"))
}

/// Why a path that was passed is no place for a claim file.
fn refusal(path: &Path, folder: &Path) -> Option<&'static str> {
    if !path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml") {
        Some("the name of a claim file ends in .yaml or .yml")
    } else if path.symlink_metadata().is_ok() {
        Some("it exists; records are never added to a file that is there")
    } else if of_corpus::depth(folder, path).is_none() {
        Some("it is not in the folder of the claim files that the draft belongs to")
    } else {
        None
    }
}

fn say(accepted: &Accepted, target: Option<&Path>, draft: &Path) -> Result<(), CommandError> {
    let draft = shown(draft);
    write_stdout(|out| {
        if let Some(target) = target {
            writeln!(out, "wrote     {}: {}", shown(target), accepted.moved)?;
        }
        if !accepted.known.is_none() {
            writeln!(out, "removed   {} from {draft}: already in the claim files", accepted.known)?;
        }
        if accepted.is_empty {
            writeln!(out, "deleted   {draft}: nothing is left in it")?;
        } else if accepted.moved.is_none() && accepted.known.is_none() {
            writeln!(out, "nothing to accept in {draft}")?;
        }
        if !accepted.left.is_none() {
            writeln!(out, "left      {draft}: {}, which no other command reads", accepted.left)?;
        }
        if !accepted.words.is_empty() {
            write!(out, "\n{}", accepted.words)?;
        }
        match accepted.left.claims {
            0 => Ok(()),
            1 => writeln!(out, "\n1 claim is still in {draft}."),
            claims => writeln!(out, "\n{claims} claims are still in {draft}."),
        }
    })
}
