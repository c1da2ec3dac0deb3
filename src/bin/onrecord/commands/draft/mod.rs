//! `onrecord draft`: who says what in a saved article, as records for a person to finish.

mod accept;
pub(super) mod open;
mod subject;
mod with;

use std::io;
use std::path::{Path, PathBuf};

use onrecord::draft::{Draft, Nothing};
use onrecord::format::{Format, Options, Written};
use onrecord::workspace::Snapshot;

use open::EXTENSION;

use crate::args::{self, Color};
use crate::atomic_write::{StagedFile, Transaction};
use crate::error::{CommandError, refused, shown};
use crate::exit::Exit;
use crate::folder::{Folder, Place};
use crate::output::{Output, write_stdout};
use crate::{corpus_errors, loading, protected_paths};

/// Shows what is found, or writes the draft of it.
pub(crate) fn run(args: &args::Draft, color: Color) -> Result<Exit, CommandError> {
    if !args.accept {
        subject::expect_it(&args.subject)?;
    }
    match args.format {
        _ if args.accept => accept::run(args, color),
        Some(format) => show(args, format, color),
        None => write(args, color),
    }
}

/// Only shows: nothing is archived, and a file needs no corpus.
fn show(args: &args::Draft, format: Format, color: Color) -> Result<Exit, CommandError> {
    expect_another_file(args)?;
    let corpus = corpus(args)?;
    let draft = with::point(args, narrowed(args, subject::read(args, corpus.as_ref())?))?;
    let output = Output::new(args.output.as_ref(), format);
    let options = output.options(color);
    let snapshot = corpus.unwrap_or_else(|| onrecord::Workspace::default().snapshot());
    output.write(&snapshot, |out| draft.write(format, &options, out))?;
    Ok(corpus_errors::show(&snapshot, color))
}

/// The output is not the article.
fn expect_another_file(args: &args::Draft) -> Result<(), CommandError> {
    let real = |path: &Path| path.canonicalize().ok();
    let is_subject = |output: &&PathBuf| real(output).is_some_and(|output| real(&args.subject) == Some(output));
    match args.output.as_ref().filter(is_subject) {
        Some(output) => Err(CommandError::unwritten(output, &refused("this command reads from it"))),
        None => Ok(()),
    }
}

/// The corpus, from which ids have to differ. Of a file one may be drafted without.
fn corpus(args: &args::Draft) -> Result<Option<Snapshot>, CommandError> {
    let (path, is_passed) = args.path()?;
    if args.subject.is_file() && !is_passed && !path.exists() {
        return Ok(None);
    }
    loading::load_to_add(&path).map(Some)
}

/// Writes the draft beside the claim files, and shows what is in it. A file that is not archived yet is archived first.
fn write(args: &args::Draft, color: Color) -> Result<Exit, CommandError> {
    let (path, _) = args.path()?;
    expect_draft_name(args.output.as_deref())?;
    let mut snapshot = loading::load_to_add(&path).map_err(|why| or_only_look(&args.subject, why))?;
    if !snapshot.is_understood() {
        // A record that could not be read may have an id that the draft would take.
        return Ok(corpus_errors::show(&snapshot, color));
    }
    // What cannot be read is not archived, and neither is another copy in which nothing is new.
    let mut draft = subject::read(args, Some(&snapshot))?;
    if subject::is_to_be_archived(args, &snapshot)? && (args.with.is_some() || draft.nothing() != Some(Nothing::Known))
    {
        let exit = super::archive::run(&subject::archive(args, path.clone()), color)?;
        if exit != Exit::Clean {
            return Ok(exit);
        }
        snapshot = loading::load_to_add(&path)?;
        draft = subject::read(args, Some(&snapshot))?;
    }
    let draft = with::point(args, narrowed(args, draft))?;
    let words = if let Some(why) = draft.nothing() {
        format!("nothing to draft: {why}")
    } else {
        let (place, target) = place(args, &draft, &snapshot)?;
        put(&draft, place, &target)?
    };
    let options = Output::Stdout.options(color);
    write_stdout(|out| {
        writeln!(out, "{words}\n")?;
        draft.write(Format::Text, &options, out)
    })?;
    Ok(corpus_errors::show(&snapshot, color))
}

/// A file needs no corpus to be looked at.
fn or_only_look(file: &Path, why: CommandError) -> CommandError {
    match why {
        CommandError::Input(path, why) if file.is_file() => {
            CommandError::Input(path, format!("{why}, or `onrecord draft {} --format text` only to look", shown(file)))
        }
        why => why,
    }
}

/// Only what is sure, if that is asked.
fn narrowed(args: &args::Draft, draft: Draft) -> Draft {
    if args.sure { draft.sure() } else { draft }
}

/// A name that is refused is refused before anything is archived.
fn expect_draft_name(output: Option<&Path>) -> Result<(), CommandError> {
    let is_other = |path: &&Path| path.extension().is_none_or(|extension| extension != EXTENSION);
    match output.filter(is_other) {
        Some(_) => Err(CommandError::BadOption("--output", "must end in .draft; pass --format yaml for another name")),
        None => Ok(()),
    }
}

/// Where the draft goes: to the file that was passed, or beside the claim files.
fn place(args: &args::Draft, draft: &Draft, snapshot: &Snapshot) -> Result<(Place, PathBuf), CommandError> {
    if let Some(path) = &args.output {
        if path.symlink_metadata().is_err() {
            protected_paths::refuse(path, snapshot, None)?;
        }
        let place = Place::of(path).map_err(|error| CommandError::unwritten(path, &error))?;
        return Ok((place, path.clone()));
    }
    let (Some(folder), Some(document)) = (snapshot.folders().first(), draft.document()) else {
        return Err(CommandError::Usage("no folder of claim files"));
    };
    let name = format!("{document}.{EXTENSION}");
    let path = folder.join(&name);
    let folder = Folder::open(folder).map_err(|error| CommandError::unwritten(&path, &error))?;
    Ok((folder.place(name), path))
}

/// Writes a draft where there is none. One that is there may have a person's work in it.
fn put(draft: &Draft, place: Place, path: &Path) -> Result<String, CommandError> {
    let unwritten = |error: io::Error| CommandError::unwritten(path, &error);
    let mut text = Vec::new();
    draft.write(Format::Yaml, &Options::default(), &mut text).map_err(unwritten)?;
    if place.look().is_ok() {
        let is_same = std::fs::read(path).is_ok_and(|there| there == text);
        let why = "there is a draft already; finish it, move it away, or pass --output";
        return if is_same {
            Ok(format!("unchanged {}", shown(path)))
        } else {
            Err(CommandError::Output(path.to_owned(), why.to_owned()))
        };
    }
    let mut transaction = Transaction::default();
    let staged = StagedFile::new(place, |out| out.write_all(&text));
    staged.and_then(|staged| transaction.create_file(staged)).map_err(unwritten)?;
    transaction.commit();
    Ok(format!("wrote     {}", shown(path)))
}
