//! How the program ends.

use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use onrecord::diagnostic::RuleMeta;
use onrecord::graph::NotFound;
use onrecord::text::escape::terminal;
use onrecord::text::{Text, show};

use crate::args::Args;
use crate::refused::Refused;

/// The exit status. There is no other number, but for that after Ctrl-C.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Everything was read and no error found.
    Clean,
    /// The corpus has errors, or something reached `--deny`.
    Found,
    /// Usage, nothing to read, output could not be written, or a fault of ours.
    Trouble,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Clean => 0,
            Exit::Found => 1,
            Exit::Trouble => 2,
        })
    }
}

/// Why a command could not do its work.
#[derive(Debug)]
pub(crate) enum Trouble {
    /// The configuration that was asked for cannot be had.
    NoConfiguration(PathBuf),
    /// None of the paths has a claim file.
    NothingToRead(Vec<PathBuf>),
    /// There is no such rule, but perhaps one with a name like it.
    UnknownRule(String, Option<&'static RuleMeta>),
    /// No record has this id, but perhaps one with an id like it.
    UnknownId(String, Option<String>),
    /// This id is that of a record of the first kind; what was asked for takes the second.
    OtherKind(String, &'static str, &'static str),
    /// A review may not reach this verdict; what was meant or which ones it may reach.
    UnknownVerdict(Text, String),
    /// A claim file may not hold what an option says.
    Unfit(&'static str, &'static str),
    /// A file cannot be read, or is not what it is taken for.
    Input(PathBuf, String),
    /// A file cannot be written.
    Output(PathBuf, String),
    /// A file is written, but its system does not promise to keep it.
    MayNotLast(PathBuf, String),
    /// Standard output cannot be written.
    Stdout(String),
    /// What was asked for cannot be.
    Usage(&'static str),
}

impl Trouble {
    /// A file that cannot be written, and why, in words that name no file of ours beside it.
    pub(crate) fn unwritten(path: &Path, why: &io::Error) -> Self {
        let path = path.to_owned();
        match why.get_ref().and_then(|why| why.downcast_ref()) {
            Some(Refused::Why(why)) => Self::Output(path, why.clone()),
            Some(Refused::MayNotLast(why)) => Self::MayNotLast(path, system_words(why)),
            None => Self::Output(path, system_words(why)),
        }
    }

    /// A file that was given and cannot be read, and why.
    pub(crate) fn unread(path: &Path, why: &io::Error) -> Self {
        let words = match (why.kind(), why.get_ref().and_then(|why| why.downcast_ref())) {
            (_, Some(Refused::Why(why))) => why.clone(),
            (ErrorKind::NotFound, _) => "it does not exist".to_owned(),
            _ => system_words(why),
        };
        Self::Input(path.to_owned(), words)
    }

    /// Why an id from the command line, which has to be `wanted`, did not do.
    pub(crate) fn not_found(id: &str, why: NotFound<'_>, wanted: &'static str) -> Self {
        match why {
            NotFound::Unknown(meant) => Self::UnknownId(id.to_owned(), meant.map(str::to_owned)),
            NotFound::Other(record) => Self::OtherKind(id.to_owned(), record.kind(), wanted),
        }
    }
}

/// The system's words for an error; some of its kinds have no words of their own.
fn system_words(error: &io::Error) -> String {
    match (error.kind(), error.raw_os_error()) {
        (ErrorKind::NotFound, _) => "there is no such folder".to_owned(),
        (ErrorKind::AlreadyExists, _) => "somebody else has made it meanwhile; look at it and run again".to_owned(),
        (_, Some(code)) => io::Error::from_raw_os_error(code).to_string(),
        (kind, None) => io::Error::from(kind).to_string(),
    }
}

/// A path as people are shown it.
pub(crate) fn shown(path: &Path) -> String {
    terminal::line(&Text::new(show(path))).into_owned()
}

/// Says what the trouble is.
pub(crate) fn explain(trouble: &Trouble) -> Exit {
    let words = match trouble {
        Trouble::NothingToRead(paths) => {
            let why = |path: &PathBuf| {
                let why = match path.metadata() {
                    Err(_) => "does not exist",
                    // Every other file would have been read.
                    Ok(data) if data.is_file() => "is a configuration, not a claim file",
                    Ok(_) => "has no claim file (*.yaml, *.yml) in it",
                };
                format!("`{}` {why}", shown(path))
            };
            format!("nothing to read: {}", paths.iter().map(why).collect::<Vec<_>>().join(", "))
        }
        Trouble::UnknownRule(name, nearest) => {
            let nearest = nearest.map_or_else(
                || "`onrecord explain` lists all rules".to_owned(),
                |rule| format!("did you mean `{}`?", rule.name),
            );
            format!("no rule is called `{}`; {nearest}", terminal::escape(name))
        }
        Trouble::UnknownVerdict(verdict, help) => {
            format!("no review can reach the verdict `{}`; {help}", terminal::line(verdict))
        }
        Trouble::Unfit(option, why) => format!("{option} {why}"),
        Trouble::UnknownId(id, meant) => {
            let meant = meant.as_ref().map(|meant| format!("; did you mean `{}`?", terminal::escape(meant)));
            format!("no record has the id `{}`{}", terminal::escape(id), meant.unwrap_or_default())
        }
        Trouble::OtherKind(id, kind, wanted) => {
            let help = if *kind == "source" && *wanted != "a document" {
                "; `trace --reverse` shows what rests on it"
            } else {
                ""
            };
            format!("`{}` is a {kind}, and this takes {wanted}{help}", terminal::escape(id))
        }
        Trouble::NoConfiguration(path) => format!("there is no configuration `{}`", shown(path)),
        Trouble::Input(path, why) => format!("`{}`: {}", shown(path), terminal::escape(why)),
        Trouble::Output(path, why) => format!("`{}` was not written: {}", shown(path), terminal::escape(why)),
        Trouble::MayNotLast(path, why) => {
            format!("`{}` was written, but may be lost in a power cut: {}", shown(path), terminal::escape(why))
        }
        Trouble::Usage(why) => (*why).to_owned(),
        Trouble::Stdout(why) => format!("standard output: {}", terminal::escape(why)),
    };
    // Nothing is left to be done if standard error is gone too.
    let _ = writeln!(io::stderr(), "onrecord: {words}");
    Exit::Trouble
}

/// Prints a usage error, or the help that was asked for. An argument may be a file name, and so a stranger's: the error is made
/// once more from arguments that are escaped.
pub(crate) fn usage(error: &clap::Error) -> Exit {
    if !error.use_stderr() {
        return match error.print() {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => Exit::Trouble,
            _ => Exit::Clean,
        };
    }
    let escaped = std::env::args_os().map(|argument| terminal::escape(&argument.to_string_lossy()).into_owned());
    match Args::try_parse_from(escaped) {
        Err(error) => drop(error.print()),
        // Escaped, it is fine: what was wrong is that it was no text.
        Ok(_) => drop(writeln!(io::stderr(), "onrecord: an argument is not UTF-8")),
    }
    Exit::Trouble
}

/// A panic says where and in which version, never what was being read, and ends with 2.
pub(crate) fn on_panic() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(|place| format!("{}:{}", place.file(), place.line())).unwrap_or_default();
        let version = env!("CARGO_PKG_VERSION");
        let _ = writeln!(io::stderr(), "onrecord {version}: a fault of ours at {place}; please report it");
        // Release builds do not unwind, and an abort would end with a signal.
        #[expect(clippy::disallowed_methods, reason = "there is no way back to main")]
        std::process::exit(2);
    }));
}
