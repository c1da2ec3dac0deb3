//! Exit statuses, usage errors and panics: how the program ends.

pub(crate) mod panics;

use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

use clap::Parser;
use onrecord::text::terminal;

use crate::args::Args;
use crate::error::CommandError;

/// The exit status. There is no other number, except for that after Ctrl-C.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Everything was read and no error found.
    Clean,
    /// The corpus has errors, or something reached `--deny`.
    Found,
    /// Usage, nothing to read, output could not be written, or an internal error.
    Failed,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Clean => 0,
            Exit::Found => 1,
            Exit::Failed => 2,
        })
    }
}

/// Writes the error to standard error.
pub(crate) fn explain(error: &CommandError) -> Exit {
    // Nothing is left to be done if standard error is gone too.
    let _ = writeln!(io::stderr(), "onrecord: {error}");
    Exit::Failed
}

/// Prints a usage error, or the help. An argument may be a file name, and so a stranger's: the error
/// is made once more from arguments that are escaped.
pub(crate) fn usage(error: &clap::Error) -> Exit {
    if !error.use_stderr() {
        return match error.print() {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => Exit::Failed,
            _ => Exit::Clean,
        };
    }
    let escaped = std::env::args_os().map(|argument| terminal::escape(&argument.to_string_lossy()).into_owned());
    match Args::try_parse_from(escaped) {
        Err(error) => drop(error.print()),
        // Escaped, it is fine: what was wrong is that it was no text.
        Ok(_) => drop(writeln!(io::stderr(), "onrecord: an argument is not UTF-8")),
    }
    Exit::Failed
}
