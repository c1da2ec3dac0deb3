//! `onrecord rename`: another id for a record, everywhere the id is.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use onrecord::Workspace;
use onrecord::draft;
use onrecord::editor::{NotRenamed, Renamed, RenamedIn, rename};
use onrecord::text::{Text, counted, counted_as, terminal};
use onrecord::workspace::Snapshot;

use super::draft::open;
use super::fix;
use crate::args::{Color, Rename};
use crate::atomic_write::StagedFile;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::output::write_stdout;
use crate::{corpus_errors, interrupt, loading};

/// So many bytes of a draft are looked at.
const MAX_DRAFT: u64 = 64 << 20;
/// How many reviews are named.
const LISTED: usize = 10;

/// Writes all files in which the id is, or none.
pub(crate) fn run(args: &Rename, color: Color) -> Result<Exit, CommandError> {
    let snapshot = loading::load(&args.paths.paths, None)?;
    if !snapshot.is_understood() {
        // The id may be in what is missing.
        return Ok(corpus_errors::refuse(&snapshot, color));
    }
    let record = snapshot.find(&args.old, Some).map_err(|why| CommandError::not_found(&args.old, why, "a record"))?;
    let old = snapshot.corpus().text_of_id(record).clone();
    let mut workspace = Workspace::open_with(&loading::inputs(&args.paths.paths, None), &|_| {});
    let renamed = rename(&mut workspace, &old, &args.new).map_err(|why| match why {
        NotRenamed::Taken => CommandError::TakenId(args.new.to_string()),
        _ => CommandError::Usage("the files would not be read afterwards as they are now: nothing was changed"),
    })?;
    if !args.dry_run {
        if !renamed.stale.is_empty() && !args.yes {
            return Err(CommandError::StaleReviews(stale_words(&renamed)));
        }
        write(&snapshot, &renamed)?;
    }
    write_stdout(|out| out.write_all(words(args, &old, &snapshot, &renamed).as_bytes()))?;
    let mut drafts = open::beneath(&args.paths.paths);
    drafts.retain(|path| names(path, &old));
    open::say(&drafts, "draft still names the old id", "drafts still name the old id");
    Ok(corpus_errors::show(&snapshot, color))
}

/// All of it is on the disk before the first file is replaced.
fn write(snapshot: &Snapshot, renamed: &Renamed) -> Result<(), CommandError> {
    let path = |file: &RenamedIn| snapshot.files().get(file.file).path().given();
    let stage = |file: &RenamedIn| -> Result<StagedFile, CommandError> {
        let staged = fix::stage(snapshot, file.file, |text| file.is_of(text), |out| file.write(out));
        staged.map_err(|error| CommandError::unwritten(path(file), &error))
    };
    let staged = renamed.files.iter().map(stage).collect::<Result<Vec<_>, _>>()?;
    let _deferred = interrupt::defer();
    for (file, staged) in renamed.files.iter().zip(staged) {
        staged.replace().map_err(|error: io::Error| CommandError::unwritten(path(file), &error))?;
    }
    Ok(())
}

/// Whether a draft names an id. One that cannot be read, or is too large to be one, does not.
fn names(path: &Path, id: &Text) -> bool {
    let mut text = String::new();
    let read = File::open(path).and_then(|file| file.take(MAX_DRAFT).read_to_string(&mut text));
    read.is_ok() && draft::names(&Text::new(text), id)
}

fn words(args: &Rename, old: &Text, snapshot: &Snapshot, renamed: &Renamed) -> String {
    let mut words = String::new();
    let done = if args.dry_run { "would change" } else { "changed" };
    for file in &renamed.files {
        let path = terminal::line(snapshot.files().get(file.file).path().shown());
        let _ = writeln!(words, "{done} {path}: {}", counted(file.places, "place"));
    }
    let places: usize = renamed.files.iter().map(|file| file.places).sum();
    let (old, new) = (terminal::line(old), &args.new);
    let verb = if args.dry_run { "would be" } else { "is now" };
    let _ = writeln!(
        words,
        "`{old}` {verb} `{new}`: {} in {}",
        counted(places, "place"),
        counted(renamed.files.len(), "file")
    );
    if !renamed.stale.is_empty() {
        let _ = writeln!(words, "{}", stale_words(renamed));
    }
    words
}

/// Which reviews go stale.
fn stale_words(renamed: &Renamed) -> String {
    let listed: Vec<_> =
        renamed.stale.iter().take(LISTED).map(|review| format!("`{}`", terminal::line(review))).collect();
    let more = renamed.stale.len() - listed.len();
    let more = if more == 0 { String::new() } else { format!(", and {more} more") };
    let reviews = counted_as(renamed.stale.len(), "review goes stale", "reviews go stale");
    format!("{reviews}: {}{more}", listed.join(", "))
}
