//! Errors: why a command failed, and why a file was not read or written.

use std::error::Error;
use std::fmt::{self, Display, Formatter};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use onrecord::diagnostic::RuleMeta;
use onrecord::graph::NotFound;
use onrecord::text::terminal;
use onrecord::text::{Text, show};

use crate::args::CLAIMS;

/// How the lines begin that only claim files have.
const SECTIONS: [&str; 4] = ["sources:", "documents:", "claims:", "reviews:"];

/// Why a command could not do its work.
#[derive(Debug)]
pub(crate) enum CommandError {
    /// The configuration from the command line does not exist.
    NoConfiguration(PathBuf),
    /// None of the paths has a claim file.
    NothingToRead(Vec<PathBuf>),
    /// There is no such rule, but perhaps one with a name like it.
    UnknownRule(String, Option<&'static RuleMeta>),
    /// A rule that is to be shown is not looked for.
    RuleOff(&'static RuleMeta),
    /// No record has this id, but perhaps one with an id like it.
    UnknownId(String, Option<String>),
    /// Several ids begin so: some of them, and how many there are.
    SeveralIds(String, Vec<String>, usize),
    /// A record has the new id.
    TakenId(String),
    /// Which reviews a new id makes stale.
    StaleReviews(String),
    /// This id is that of a record of the first kind; the command expects the second.
    OtherKind(String, &'static str, &'static str),
    /// No claim has this tag.
    UnknownTag(String),
    /// A review may not reach this verdict; what was meant or which ones it may reach.
    UnknownVerdict(Text, String),
    /// A claim file may not hold what an option says.
    BadOption(&'static str, &'static str),
    /// A file cannot be read, or is not what it is taken for.
    Input(PathBuf, String),
    /// A file cannot be written.
    Output(PathBuf, String),
    /// A file is written, but its system does not promise to keep it.
    NotDurable(PathBuf, String),
    /// Standard input cannot be read.
    #[cfg(feature = "mcp")]
    Stdin(String),
    /// Standard output cannot be written.
    Stdout(String),
    /// The report cannot be served to browsers.
    #[cfg(feature = "serve")]
    Unserved(String),
    /// A program that was to be run did not do its work.
    Program(&'static str, String),
    /// The arguments contradict each other.
    Usage(&'static str),
}

impl CommandError {
    /// For who asks for tables in Parquet.
    pub(crate) const WITHOUT_PARQUET: Self = Self::Usage(
        "this program was built without Parquet; `cargo install onrecord --features parquet` builds one with it",
    );

    /// A file that cannot be written, and why, in words that name no file of ours beside it.
    pub(crate) fn unwritten(path: &Path, why: &io::Error) -> Self {
        let path = path.to_owned();
        match why.get_ref().and_then(|why| why.downcast_ref()) {
            Some(FileError::Refused(why)) => Self::Output(path, why.clone()),
            Some(FileError::NotDurable(why)) => Self::NotDurable(path, system_words(why)),
            None => Self::Output(path, system_words(why)),
        }
    }

    /// A report that cannot be served, and why.
    #[cfg(feature = "serve")]
    pub(crate) fn unserved(why: &io::Error) -> Self {
        Self::Unserved(match why.kind() {
            ErrorKind::AddrInUse => "another program listens on this port; pass `--serve` without one".to_owned(),
            ErrorKind::PermissionDenied => "the system allows no port below 1024; pass another one".to_owned(),
            _ => system_words(why),
        })
    }

    /// A file that was given and cannot be read, and why.
    pub(crate) fn unread(path: &Path, why: &io::Error) -> Self {
        let words = match (why.kind(), why.get_ref().and_then(|why| why.downcast_ref())) {
            (_, Some(FileError::Refused(why))) => why.clone(),
            (ErrorKind::NotFound, _) => "does not exist".to_owned(),
            _ => system_words(why),
        };
        Self::Input(path.to_owned(), words)
    }

    /// Why an id from the command line, which has to be `wanted`, did not do.
    pub(crate) fn not_found(id: &str, why: NotFound<'_>, wanted: &'static str) -> Self {
        match why {
            NotFound::Unknown(meant) => Self::UnknownId(id.to_owned(), meant.map(str::to_owned)),
            NotFound::Several(ids, count) => {
                Self::SeveralIds(id.to_owned(), ids.into_iter().map(str::to_owned).collect(), count)
            }
            NotFound::Other(record) => Self::OtherKind(id.to_owned(), record.kind().name(), wanted),
        }
    }
}

impl Display for CommandError {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        let words = match self {
            Self::NothingToRead(paths) => nothing_to_read(paths),
            Self::UnknownRule(name, nearest) => {
                let nearest = nearest.map_or_else(
                    || "run `onrecord explain` for a list of rules".to_owned(),
                    |rule| format!("did you mean `{}`?", rule.name),
                );
                format!("unknown rule `{}`; {nearest}", terminal::escape(name))
            }
            Self::RuleOff(rule) => {
                let (name, level) = (rule.name, rule.level.name());
                format!("the rule `{name}` is switched off; pass `--rule {name}={level}` to look for it")
            }
            Self::UnknownVerdict(verdict, help) => {
                format!("unknown verdict `{}`; {help}", terminal::line(verdict))
            }
            #[cfg(feature = "mcp")]
            Self::Stdin(why) => format!("cannot read standard input: {}", terminal::escape(why)),
            #[cfg(feature = "serve")]
            Self::Unserved(why) => format!("cannot serve the report: {why}"),
            Self::UnknownTag(tag) => format!("no claim has the tag `{}`", terminal::escape(tag)),
            Self::BadOption(option, why) => format!("{option} {why}"),
            Self::UnknownId(id, meant) => {
                let meant = meant.as_ref().map(|meant| format!("; did you mean `{}`?", terminal::escape(meant)));
                format!("no record with the id `{}`{}", terminal::escape(id), meant.unwrap_or_default())
            }
            Self::SeveralIds(id, ids, count) => {
                let listed: Vec<_> = ids.iter().map(|id| format!("`{}`", terminal::escape(id))).collect();
                let more = if *count > ids.len() { format!(", and {} more", count - ids.len()) } else { String::new() };
                format!("{count} ids begin with `{}`: {}{more}", terminal::escape(id), listed.join(", "))
            }
            Self::TakenId(id) => format!("the id `{id}` is taken"),
            Self::StaleReviews(which) => format!("{which}; pass `--yes` to rename all the same"),
            Self::OtherKind(id, kind, wanted) => {
                let help = if *kind == "source" && *wanted != "a document" {
                    "; `trace --reverse` shows what rests on it"
                } else {
                    ""
                };
                format!("`{}` is a {kind}; expected {wanted}{help}", terminal::escape(id))
            }
            Self::NoConfiguration(path) => format!("no configuration `{}`", shown(path)),
            Self::Input(path, why) => format!("`{}`: {}", shown(path), terminal::escape(why)),
            Self::Output(path, why) => format!("`{}` was not written: {}", shown(path), terminal::escape(why)),
            Self::NotDurable(path, why) => {
                format!("`{}` was written, but a power cut may lose it: {}", shown(path), terminal::escape(why))
            }
            Self::Program(option, why) => format!("the command of {option} {why}"),
            Self::Usage(why) => (*why).to_owned(),
            Self::Stdout(why) => format!("standard output: {}", terminal::escape(why)),
        };
        out.write_str(&words)
    }
}

impl Error for CommandError {}

/// Why each of some paths has nothing to read and, of one, how to begin.
fn nothing_to_read(paths: &[PathBuf]) -> String {
    let why = |path: &PathBuf| {
        let why = match path.metadata() {
            Err(_) => "does not exist",
            // Every other file would have been read.
            Ok(data) if data.is_file() => "is a configuration, not a claim file",
            Ok(_) => "has no claim file (*.yaml, *.yml) in it",
        };
        format!("`{}` {why}", shown(path))
    };
    let help = match paths {
        [path] if is_inside(path) => "; this folder has claim files: pass `.`".to_owned(),
        [path] if !path.is_file() => format!("; `{}` writes a first one", init(path)),
        _ => String::new(),
    };
    format!("nothing to read: {}{help}", paths.iter().map(why).collect::<Vec<_>>().join(", "))
}

/// The system's words for an error; some of its kinds have no words of their own.
fn system_words(error: &io::Error) -> String {
    match (error.kind(), error.raw_os_error()) {
        (ErrorKind::NotFound, _) => "no such folder".to_owned(),
        (ErrorKind::AlreadyExists, _) => "another program created it in the meantime; check it and run \
            again"
            .to_owned(),
        (_, Some(code)) => io::Error::from_raw_os_error(code).to_string(),
        (kind, None) => io::Error::from(kind).to_string(),
    }
}

/// A path as people are shown it.
pub(crate) fn shown(path: &Path) -> String {
    terminal::line(&Text::new(show(path))).into_owned()
}

/// What to do where claim files are expected in a folder that is not there, to follow `does not exist`.
pub(crate) fn without_corpus(path: &Path) -> String {
    if is_inside(path) {
        return "this folder has claim files: pass `.`".to_owned();
    }
    format!("run `{}` first", init(path))
}

/// Whether the usual folder of claim files is not there, but the current folder is one.
fn is_inside(path: &Path) -> bool {
    let is_claim_file = |path: &Path| path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml");
    let has_section = |text: &str| text.lines().any(|line| SECTIONS.iter().any(|section| line.starts_with(section)));
    path == Path::new(CLAIMS)
        && path.symlink_metadata().is_err()
        && std::fs::read_dir(".").into_iter().flatten().flatten().any(|entry| {
            let path = entry.path();
            is_claim_file(&path) && path.is_file() && std::fs::read_to_string(path).is_ok_and(|text| has_section(&text))
        })
}

/// The command that makes a folder of claim files.
fn init(path: &Path) -> String {
    format!("onrecord init {}", shown(path))
}

/// Travels inside an [`io::Error`], so that one kind of error will do for all that goes wrong with a file.
#[derive(Debug)]
pub(crate) enum FileError {
    /// It must not be written, or cannot be now.
    Refused(String),
    /// The new content is in its place, but the system does not promise to keep it.
    NotDurable(io::Error),
}

impl Display for FileError {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(why) => out.write_str(why),
            Self::NotDurable(error) => error.fmt(out),
        }
    }
}

impl Error for FileError {}

/// A refusal in our own words.
pub(crate) fn refused(why: impl Into<String>) -> io::Error {
    io::Error::other(FileError::Refused(why.into()))
}
