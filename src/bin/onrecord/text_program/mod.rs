//! A program of the user's choice that makes text of a file that onrecord does not read. It runs when a file is
//! archived, and at no other time: in a process of its own, with no environment, no open files but its input and its
//! output, and limits on memory, time and output.

#[cfg(unix)]
mod limits;
#[cfg(unix)]
mod running;

use std::fs::File;

use onrecord::copies::{self, Kind};

use crate::error::CommandError;

#[cfg(unix)]
pub(crate) use limits::become_program;

/// The option that names the program.
const OPTION: &str = "--text-by";

/// A text that a program has made.
pub(crate) struct MadeText {
    pub(crate) bytes: Vec<u8>,
    /// The name of the program and, where it is known how to ask, its version.
    pub(crate) by: String,
}

/// Runs the program on a file, which is its standard input.
pub(crate) fn text_of(file: &File, program: &str) -> Result<MadeText, CommandError> {
    let made = made(file, program).map_err(|why| CommandError::Program(OPTION, why))?;
    let kind = Kind::of(&made.bytes, Some("txt"));
    match copies::shown(&made.bytes, kind) {
        Ok(shown) if shown.text.is_empty() => Err("found no text: the pages may be pictures".to_owned()),
        Ok(shown) if kind == Kind::Text && !shown.is_guess => Ok(made),
        _ => Err("did not print plain text in UTF-8".to_owned()),
    }
    .map_err(|why| CommandError::Program(OPTION, why))
}

#[cfg(unix)]
fn made(file: &File, program: &str) -> Result<MadeText, String> {
    running::made(file, program)
}

/// No process is started to become a program.
#[cfg(not(unix))]
pub(crate) fn become_program() -> Option<std::process::ExitCode> {
    None
}

/// Without the limits of Unix nothing is run.
#[cfg(not(unix))]
fn made(_: &File, _: &str) -> Result<MadeText, String> {
    Err("cannot be limited on this system, so it is not run; make the text yourself, and add `text`, `text_sha256` and \
         `text_by` to the record"
        .to_owned())
}
