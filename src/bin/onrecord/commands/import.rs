//! `onrecord import`: what a desk already has as one new claim file, and an account of what is not in it.

use std::io;
use std::path::{Path, PathBuf};

use onrecord::Workspace;
use onrecord::format::{Options, Written};
use onrecord::import::{self, Input, MAX_BYTES, NotImported, Outcome};
use onrecord::text::Text;
use onrecord::workspace::Snapshot;

use crate::args::{CLAIMS, Color, Import};
use crate::atomic_write::{StagedFile, Transaction};
use crate::error::{CommandError, refused, shown};
use crate::exit::Exit;
use crate::folder::confidential::expect_open;
use crate::folder::named_file::NamedFile;
use crate::folder::{Place, of_corpus, of_file};
use crate::output::{Output, write_stdout};
use crate::{corpus_errors, loading, starter_files};

const CONFIDENTIAL: &str = "it has what a confidential document has, and records would be open: nothing is imported \
    from it; write by hand what may be shown";
/// So many claim files can be named after one file.
const MAX_FILES: u32 = 10_000;

/// Writes what is new into one new claim file, or only shows what that would be.
pub(crate) fn run(args: &Import, color: Color) -> Result<Exit, CommandError> {
    let (files, folder) = args.split();
    let folder = &*folder;
    if let Some(path) = &args.output {
        expect_new_claim_file(path)?;
    }
    let inputs: Vec<Input> = files.iter().map(|path| input(path)).collect::<Result<_, _>>()?;
    let map = args.map.as_deref().map(map).transpose()?;
    let loaded = loading::load_to_add(folder);
    // Without claim files there is still a map or an account to be shown.
    let corpus = loaded.as_ref().map_or_else(|_| Workspace::default().snapshot(), Snapshot::clone);
    if !corpus.is_understood() {
        // A record that could not be read may be one of the input, imported before.
        return Ok(corpus_errors::refuse(&corpus, color));
    }
    for (path, input) in files.iter().zip(&inputs) {
        expect_open(path, &input.bytes, None, Some(&corpus), CONFIDENTIAL)?;
    }
    let outcome = import::import(args.of, &inputs, map.as_deref(), corpus.corpus());
    let import = match outcome.map_err(|why| not_imported(args, files, &why))? {
        Outcome::Import(import) => import,
        Outcome::Map(map) => return propose(&map),
    };
    let mut words = if args.dry_run { String::new() } else { put(args, files, folder, &loaded?, &import)? };
    if let Some(output) = &args.output {
        words = compared(folder, output) + &words;
    }
    let options = Output::Stdout.options(color);
    account(args, &import, &words, &options)?;
    let is_understood = import.account().not_understood().is_empty() && !import.is_nothing();
    Ok(if is_understood { Exit::Clean } else { Exit::Found })
}

/// Shows what was written, and the account. As JSON it is the account alone, and the rest goes to standard error.
fn account(args: &Import, import: &import::Import, words: &str, options: &Options) -> Result<(), CommandError> {
    let is_text = args.format == onrecord::format::Format::Text;
    if !is_text {
        // Standard error may be closed.
        let _ = io::Write::write_all(&mut io::stderr(), words.as_bytes());
    }
    write_stdout(|out| {
        if is_text && !words.is_empty() {
            writeln!(out, "{words}")?;
        }
        import.write(args.format, options, out)
    })
}

/// Prints a map for a person to check. Nothing was imported, so that must not look like success.
fn propose(map: &str) -> Result<Exit, CommandError> {
    write_stdout(|out| out.write_all(map.as_bytes()))?;
    Err(CommandError::Usage("nothing was imported: save this map in a file, check it, and pass it with --map"))
}

fn input(path: &Path) -> Result<Input, CommandError> {
    let mut file = NamedFile::open(path).map_err(|error| CommandError::unread(path, &error))?;
    let bytes = file.read(MAX_BYTES + 1).map_err(|error| CommandError::unread(path, &error))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    Ok(Input { name: Text::new(&*name), bytes, folder: Some(of_file(path).to_owned()) })
}

fn map(path: &Path) -> Result<String, CommandError> {
    let unread = |error: io::Error| CommandError::unread(path, &error);
    let bytes = NamedFile::open(path).and_then(|mut file| file.read(MAX_BYTES)).map_err(unread)?;
    String::from_utf8(bytes).map_err(|_| CommandError::Input(path.to_owned(), "is not UTF-8".to_owned()))
}

fn not_imported(args: &Import, files: &[PathBuf], why: &NotImported) -> CommandError {
    let words = why.to_string();
    let file = match (why, &args.map) {
        (NotImported::Map(_), Some(map)) => map,
        (NotImported::Input(nth, _), _) => files.get(*nth).unwrap_or(&files[0]),
        _ => &files[0],
    };
    CommandError::Input(file.clone(), words)
}

/// Writes the new claim file, and says so.
fn put(
    args: &Import,
    files: &[PathBuf],
    folder: &Path,
    corpus: &Snapshot,
    import: &import::Import,
) -> Result<String, CommandError> {
    let Some(file) = import.file() else {
        let why = if import.is_nothing() { "nothing in the input makes a record" } else { "no record is new" };
        return Ok(format!("nothing to write: {why}\n"));
    };
    let (path, staged) = match &args.output {
        Some(path) => (path.clone(), stage_at(path, &(starter_files::modeline_of(folder, path) + file))?),
        None => stage(&files[0], folder, corpus, &(starter_files::modeline_below(folder, 0) + file))?,
    };
    let mut transaction = Transaction::default();
    transaction.create_file(staged).map_err(|error| CommandError::unwritten(&path, &error))?;
    transaction.commit();
    Ok(format!("wrote     {}: {}\n", shown(&path), import.written()))
}

/// Which claim files the input was compared with, where that is not plain from the command.
fn compared(folder: &Path, output: &Path) -> String {
    let is_below = of_corpus::depth(folder, output).is_some();
    if is_below && folder == Path::new(CLAIMS) {
        return String::new();
    }
    let outside = if is_below { "" } else { ", where `check` will not find the new one" };
    format!("compared  with the claim files in {}{outside}\n", shown(folder))
}

/// A path that was passed must be one of a claim file that is not there yet.
fn expect_new_claim_file(path: &Path) -> Result<(), CommandError> {
    let refuse = |why: &str| Err(CommandError::unwritten(path, &refused(why)));
    if !path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml") {
        return refuse("the name of a claim file ends in .yaml or .yml");
    }
    if path.symlink_metadata().is_ok() {
        return refuse("it exists; records are never added to a file that is there");
    }
    Ok(())
}

/// The new claim file beside its place.
fn stage_at(path: &Path, content: &str) -> Result<StagedFile, CommandError> {
    let staged = Place::of(path).and_then(|place| StagedFile::new(place, |out| out.write_all(content.as_bytes())));
    staged.map_err(|error| CommandError::unwritten(path, &error))
}

/// The new claim file beside the first free place of those named after the input.
fn stage(input: &Path, folder: &Path, corpus: &Snapshot, content: &str) -> Result<(PathBuf, StagedFile), CommandError> {
    let stem = stem(input);
    for number in 1..MAX_FILES {
        let name = if number == 1 { format!("{stem}.yaml") } else { format!("{stem}-{number}.yaml") };
        let path = folder.join(name);
        if corpus.files().iter().any(|file| file.path().given() == path) || path.symlink_metadata().is_ok() {
            continue;
        }
        return stage_at(&path, content).map(|staged| (path, staged));
    }
    Err(CommandError::Usage("no free name for a claim file; pass --output"))
}

/// The words of the name of a file, without its extension.
fn stem(input: &Path) -> String {
    let stem = input.file_stem().unwrap_or_default().to_string_lossy().to_lowercase();
    let words = stem.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let stem = words.collect::<Vec<_>>().join("-");
    // A claim file must not be hidden, nor take the place of a configuration.
    if stem.is_empty() || stem == "onrecord" { "import".to_owned() } else { stem }
}
