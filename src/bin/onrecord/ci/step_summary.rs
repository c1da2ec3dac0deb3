//! The summary of a step in a GitHub job: a file that every command of the step adds to.

use std::fs::OpenOptions;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::error::CommandError;

/// Where the runner wants the summary to be.
const VARIABLE: &str = "GITHUB_STEP_SUMMARY";

/// Adds to the summary, if there is one to add to.
pub(crate) fn append(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), CommandError> {
    #[expect(clippy::disallowed_methods, reason = "the binary may read the environment")]
    let file = std::env::var_os(VARIABLE).filter(|file| !file.is_empty());
    let Some(file) = file.map(PathBuf::from) else { return Ok(()) };
    append_to(&file, write).map_err(|error| CommandError::unwritten(&file, &error))
}

/// What others have written there stays.
fn append_to(file: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let file = OpenOptions::new().append(true).create(true).open(file)?;
    let mut out = BufWriter::new(file);
    write(&mut out)?;
    out.flush()
}
