//! Exit statuses, usage errors and panics: how the program ends.

pub(crate) mod panics;

use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

use clap::Parser;
use clap::error::{ContextKind, ContextValue, ErrorKind as Wrong};
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

/// Words of other programs, and what they are here. By its letters alone each is nearer to something else.
const MEANT: [(&str, &str); 6] = [
    ("accept", "draft --accept"),
    ("graphviz", "dot"),
    ("lint", "check"),
    ("unnamed", "anonymous"),
    ("validate", "check"),
    ("verify", "check"),
];

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
        Err(error) => drop(with_meant(error).print()),
        // Escaped, it is fine: what was wrong is that it was no text.
        Ok(_) => drop(writeln!(io::stderr(), "onrecord: an argument is not UTF-8")),
    }
    Exit::Failed
}

/// The error with a tip that tells what was meant, where that is known.
fn with_meant(mut error: clap::Error) -> clap::Error {
    let (wrong, suggested) = match error.kind() {
        Wrong::InvalidSubcommand => (ContextKind::InvalidSubcommand, ContextKind::SuggestedSubcommand),
        Wrong::InvalidValue => (ContextKind::InvalidValue, ContextKind::SuggestedValue),
        _ => return error,
    };
    let Some(ContextValue::String(wrong)) = error.get(wrong) else { return error };
    let Some((_, meant)) = MEANT.iter().find(|(word, _)| wrong == word) else { return error };
    let is_possible = match error.get(ContextKind::ValidValue) {
        Some(ContextValue::Strings(possible)) => possible.iter().any(|possible| possible == meant),
        _ => error.kind() == Wrong::InvalidSubcommand,
    };
    if is_possible {
        error.remove(suggested);
        let tip = format!("use '{meant}'").into();
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip]));
    }
    error
}
