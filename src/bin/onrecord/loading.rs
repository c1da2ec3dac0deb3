//! Loading for every command, with progress on a terminal.

use std::io::{IsTerminal, Write};
use std::path::{Component, Path, PathBuf};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use onrecord::Workspace;
use onrecord::diagnostic::Level;
use onrecord::model::CONFIGURATION;
use onrecord::report::Selection;
use onrecord::workspace::{Inputs, Snapshot};

use crate::args::Color;
use crate::corpus_errors;
use crate::error::{CommandError, shown, without_corpus};

/// Progress is shown once loading has taken this long.
const PATIENCE: Duration = Duration::from_millis(700);

/// Loads the corpus, with the configuration at its top or the one given.
pub(crate) fn load(paths: &[PathBuf], configuration: Option<&Path>) -> Result<Snapshot, CommandError> {
    open(paths, configuration).map(|(_, snapshot)| snapshot)
}

/// The same, with the workspace that follows what changes.
pub(crate) fn open(paths: &[PathBuf], configuration: Option<&Path>) -> Result<(Workspace, Snapshot), CommandError> {
    if let Some(path) = configuration.filter(|path| !path.exists()) {
        return Err(CommandError::NoConfiguration(path.to_owned()));
    }
    let mut workspace = read(&inputs(paths, configuration));
    let snapshot = expect_something(workspace.snapshot(), paths)?;
    Ok((workspace, snapshot))
}

/// Loads the corpus that records are to be added to. It begins as a folder without claim files.
pub(crate) fn load_to_add(path: &Path) -> Result<Snapshot, CommandError> {
    if path.is_dir() {
        return Ok(read(&inputs(&[path.to_owned()], None)).snapshot());
    }
    if path.symlink_metadata().is_err() {
        let why = format!("does not exist; {}", without_corpus(path));
        return Err(CommandError::Input(path.to_owned(), why));
    }
    load(&[path.to_owned()], None)
}

/// Reads what there is, with progress.
fn read(inputs: &Inputs<'_>) -> Workspace {
    let bar = bar();
    let started = std::time::Instant::now();
    let workspace = Workspace::open_with(inputs, &|progress| {
        if started.elapsed() > PATIENCE {
            bar.set_length(progress.total);
            bar.set_position(progress.done);
        }
    });
    bar.finish_and_clear();
    workspace
}

/// The folder of claim files in a repository, as `init` makes it.
const CONFIGURATION_OF_CLAIMS: &str = "claims/onrecord.yaml";

/// What is read. In the current folder, where there is no configuration at the top, it is that of its `claims`.
pub(crate) fn inputs<'a>(paths: &'a [PathBuf], configuration: Option<&'a Path>) -> Inputs<'a> {
    let is_here = paths.len() == 1 && paths[0].components().all(|part| part == Component::CurDir);
    let below = Path::new(CONFIGURATION_OF_CLAIMS);
    let is_meant = is_here && Path::new(CONFIGURATION).symlink_metadata().is_err() && below.is_file();
    Inputs { paths, configuration: configuration.or(is_meant.then_some(below)) }
}

/// More threads than this help nobody, and a system may refuse to start them.
const MAX_THREADS: usize = 256;

/// Keeps `RAYON_NUM_THREADS` to what a system can start.
pub(crate) fn limit_threads() {
    #[expect(clippy::disallowed_methods, reason = "the environment is the binary's")]
    let asked = std::env::var("RAYON_NUM_THREADS").ok().and_then(|number| number.parse::<usize>().ok());
    if asked.is_some_and(|asked| asked > MAX_THREADS) {
        // It fails only if there are threads already, and there are none.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(MAX_THREADS).build_global();
    }
}

/// A folder of archived copies that is not there would look like copies that are missing.
pub(crate) fn expect_folder(snapshots: Option<&Path>) -> Result<(), CommandError> {
    match snapshots.filter(|path| !path.is_dir()) {
        Some(path) => Err(CommandError::Input(path.to_owned(), "no such folder".to_owned())),
        None => Ok(()),
    }
}

/// A tag that no claim has selects nothing, which must not look like a result.
pub(crate) fn expect_tags(snapshot: &Snapshot, selection: &Selection, color: Color) -> Result<(), CommandError> {
    let Some(tag) = selection.unknown_tag(snapshot) else { return Ok(()) };
    // The claim that has it may be missing because its file could not be read.
    corpus_errors::show(snapshot, color);
    Err(CommandError::UnknownTag(tag.to_owned()))
}

/// The same without progress, for loading two at once.
pub(crate) fn load_quietly(paths: &[PathBuf]) -> Result<Snapshot, CommandError> {
    expect_something(Workspace::open_with(&inputs(paths, None), &|_| {}).snapshot(), paths)
}

/// An empty check must not look like a pass, nor a mistyped path like a corpus with errors. A claim file that is there
/// and cannot be read is another matter.
fn expect_something(snapshot: Snapshot, paths: &[PathBuf]) -> Result<Snapshot, CommandError> {
    let diagnostics = snapshot.load_faults();
    let errors = diagnostics.filter(|diagnostic| diagnostic.level() == Level::Error).count();
    let missing = paths.iter().filter(|path| !path.exists()).count();
    let is_nothing = snapshot.claim_files() == 0 && errors <= missing;
    if is_nothing {
        return Err(CommandError::NothingToRead(paths.to_vec()));
    }
    say_empty(&snapshot, paths);
    Ok(snapshot)
}

/// Says which folders have no claim file, where others have some.
fn say_empty(snapshot: &Snapshot, paths: &[PathBuf]) {
    for folder in paths.iter().filter(|path| path.is_dir() && !has_file(snapshot, path)) {
        let _ = writeln!(std::io::stderr(), "onrecord: `{}` has no claim file (*.yaml, *.yml) in it", shown(folder));
    }
}

/// Whether a claim file of a folder was read, on whichever way to it.
fn has_file(snapshot: &Snapshot, folder: &Path) -> bool {
    let mut given = snapshot.files().iter().map(|file| file.path().given());
    if given.any(|path| path.starts_with(folder)) {
        return true;
    }
    let Ok(folder) = folder.canonicalize() else { return false };
    let mut given = snapshot.files().iter().map(|file| file.path().given());
    given.any(|path| path.canonicalize().is_ok_and(|path| path.starts_with(&folder)))
}

/// A bar on standard error; nothing in a pipe.
fn bar() -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("reading {wide_bar} {bytes}/{total_bytes}");
    ProgressBar::new(0).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
