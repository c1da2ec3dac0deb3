//! Loading for every command, with progress on a terminal.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use onrecord::Workspace;
use onrecord::diagnostic::Level;
use onrecord::workspace::{Inputs, Snapshot};

use crate::error::CommandError;

/// Progress is shown once loading has taken this long.
const PATIENCE: Duration = Duration::from_millis(700);

/// Loads the corpus, with the configuration at its top or the one given.
pub(crate) fn load(paths: &[PathBuf], configuration: Option<&Path>) -> Result<Snapshot, CommandError> {
    if let Some(path) = configuration.filter(|path| !path.exists()) {
        return Err(CommandError::NoConfiguration(path.to_owned()));
    }
    let bar = bar();
    let started = std::time::Instant::now();
    let mut workspace = Workspace::open_with(&Inputs { paths, configuration }, &|progress| {
        if started.elapsed() > PATIENCE {
            bar.set_length(progress.total);
            bar.set_position(progress.done);
        }
    });
    bar.finish_and_clear();
    expect_something(workspace.snapshot(), paths)
}

/// A folder of archived copies that is not there would look like copies that are missing.
pub(crate) fn expect_folder(snapshots: Option<&Path>) -> Result<(), CommandError> {
    match snapshots.filter(|path| !path.is_dir()) {
        Some(path) => Err(CommandError::Input(path.to_owned(), "there is no such folder".to_owned())),
        None => Ok(()),
    }
}

/// The same without progress, for whoever loads two at once.
pub(crate) fn load_quietly(paths: &[PathBuf]) -> Result<Snapshot, CommandError> {
    expect_something(Workspace::open(paths).snapshot(), paths)
}

/// An empty check must not look like a pass, nor a mistyped path like a corpus with errors. A claim file that is there and cannot be
/// read is another matter.
fn expect_something(snapshot: Snapshot, paths: &[PathBuf]) -> Result<Snapshot, CommandError> {
    let diagnostics = snapshot.load_diagnostics().iter();
    let errors = diagnostics.filter(|diagnostic| diagnostic.rule.level == Level::Error).count();
    let missing = paths.iter().filter(|path| !path.exists()).count();
    let is_nothing = snapshot.claim_files() == 0 && errors <= missing;
    if is_nothing { Err(CommandError::NothingToRead(paths.to_vec())) } else { Ok(snapshot) }
}

/// A bar on standard error; nothing in a pipe.
fn bar() -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("reading {wide_bar} {bytes}/{total_bytes}");
    ProgressBar::new(0).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
