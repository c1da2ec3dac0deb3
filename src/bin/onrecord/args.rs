//! The command line.

mod answer;
mod archive;
mod check;
mod draft;
#[cfg(feature = "import")]
mod import;
mod list;
mod rename;
mod report;
mod runs;
mod values;

use std::ffi::OsString;
use std::panic::resume_unwind;
use std::path::PathBuf;
use std::thread;

pub(crate) use answer::Answer;
pub(crate) use archive::Archive;
pub(crate) use check::Check;
use clap::{Parser, Subcommand, ValueEnum};
pub(crate) use draft::Draft;
#[cfg(feature = "import")]
pub(crate) use import::Import;
pub(crate) use list::List;
use onrecord::analysis::Basis;
use onrecord::diagnostic::Level;
use onrecord::export::Base;
use onrecord::format::Format;
use onrecord::model::Date;
pub(crate) use rename::Rename;
pub(crate) use report::Report;
pub(crate) use runs::{Diff, FailOn, Run, Todo};

use crate::starter_files::Ci;
use values::{base, date, day, export_format, format, named};

/// The default path of a corpus.
pub(crate) const CLAIMS: &str = "claims";

/// Shows which claims rest on named sources and which rest on anonymous ones, and proves it.
#[derive(Debug, Parser)]
#[command(
    version,
    propagate_version = true,
    after_help = "Exit status: 0 everything was read and no error was found; 1 the corpus has errors, or `check` \
                  found something at or above --deny; 2 wrong usage, nothing to read, or output could not be written; \
                  130 after Ctrl-C."
)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,

    /// When to use colours; `auto` means on a terminal unless `NO_COLOR` is set
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: Color,
}

impl Args {
    /// The command line, read on a stack of its own: the parser takes more the more options there are, and what is left
    /// must be enough on systems that give little.
    pub(crate) fn read() -> Result<Self, clap::Error> {
        let read = thread::scope(|scope| scope.spawn(Self::try_parse).join());
        read.unwrap_or_else(|panic| resume_unwind(panic))
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Show which claims rest on named and which on anonymous sources, the worst basis first
    Report(Report),
    /// Check claim files and their sourcing
    Check(Check),
    /// Show why: what a claim leads to down to the sources, or with --reverse what rests on a claim or source
    Trace(Trace),
    /// Show what falls and what is weakened if a source, a document or a claim is struck; with --rank, with which
    /// sources most claims fall
    Impact(Impact),
    /// List records: all of them, those of a kind, or those with some words, tags or bases
    List(List),
    /// Give a record another id, everywhere the id is
    Rename(Rename),
    /// Write the graph for other tools: pictures, graph programs, linked data
    Export(Export),
    /// Archive a page, a paper or a post beside the claim files, and write or complete its record
    Archive(Archive),
    /// Write a draft of who says what in a saved article, for a person to finish; with --accept, move what is finished
    /// into a claim file
    Draft(Draft),
    /// Import what a desk already has, such as a table, as one new claim file, with an account of what is not in it
    #[cfg(feature = "import")]
    Import(Import),
    /// Record a verdict on a claim, as one new file with the digest of all that the claim rests on
    Review(Review),
    /// List what a fact-checking run should look at first, and why
    Todo(Todo),
    /// Record the state of every claim: the manifest of a run
    Run(Run),
    /// Show what changed between two manifests or corpora: whose sourcing changed and why, and which reviews went stale
    Diff(Diff),
    /// Show what a rule finds, why it matters and how to fix it; without a name, list all rules
    Explain(Explain),
    /// Write starter files: a first claim file, a configuration, schemas for editors, files for CI
    Init(Init),
    /// Serve an editor by the Language Server Protocol, over standard input and output
    #[cfg(feature = "lsp")]
    Lsp(Lsp),
    /// Serve read-only tools to an assistant, over standard input and output (Model Context Protocol)
    #[cfg(feature = "mcp")]
    Mcp(Mcp),
    /// Check again whenever a file changes, and show what that did to the sourcing
    #[cfg(feature = "watch")]
    Watch(Watch),
    /// Print the JSON Schema of claim files, of the configuration, or of the JSON that a command writes
    Schema(Schema),
    /// Print shell completions
    Completions(Completions),
    /// Print what the last word can become, for the scripts that `completions` prints
    #[command(hide = true)]
    Complete(Complete),
    /// Print the manual page
    Man,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Trace {
    /// The id of a claim; with --reverse, of a claim or a source
    #[arg(value_name = "CLAIM")]
    pub(crate) id: String,

    #[command(flatten)]
    pub(crate) paths: Paths,

    #[command(flatten)]
    pub(crate) answer: Answer<onrecord::trace::Trace<'static>>,

    /// Show only claims at most this many links away
    #[arg(long, value_name = "LINKS")]
    pub(crate) depth: Option<u32>,

    /// Show what rests on this claim or source instead
    #[arg(long)]
    pub(crate) reverse: bool,

    /// Draw with ASCII characters only; this is the default on a terminal whose locale is not UTF-8
    #[arg(long)]
    pub(crate) ascii: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Impact {
    /// The id of a source, a document or a claim; not with --rank
    #[arg(value_name = "ID", required_unless_present = "rank")]
    id: Option<OsString>,

    /// Claim files, and folders of them [default: claims]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) answer: Answer<onrecord::impact::Impact<'static>>,

    /// List the sources by how many claims fall with them
    #[arg(long)]
    rank: bool,

    /// With --rank: list at most this many sources
    #[arg(long, value_name = "SOURCES", requires = "rank")]
    pub(crate) limit: Option<usize>,
}

impl Impact {
    /// What is struck, unless --rank is passed, and where the corpus is.
    pub(crate) fn subject(&self) -> (Option<String>, Vec<PathBuf>) {
        let (id, first) = match &self.id {
            Some(id) if !self.rank => (Some(id.to_string_lossy().into_owned()), None),
            path => (None, path.as_ref().map(PathBuf::from)),
        };
        let mut paths: Vec<PathBuf> = first.into_iter().chain(self.paths.iter().cloned()).collect();
        if paths.is_empty() {
            paths.push(PathBuf::from(CLAIMS));
        }
        (id, paths)
    }
}

#[derive(Debug, clap::Args)]
pub(crate) struct Export {
    #[command(flatten)]
    pub(crate) paths: Paths,

    /// The output format
    #[arg(long, value_name = "FORMAT", value_parser = export_format())]
    pub(crate) format: Format,

    /// Only this claim and what it rests on
    #[arg(long, value_name = "ID")]
    pub(crate) claim: Option<String>,

    /// Only claims with one of these bases
    #[arg(long, value_name = "BASIS", value_delimiter = ',', value_parser = named::<Basis>())]
    pub(crate) basis: Vec<Basis>,

    /// Only claims with one of these tags
    #[arg(long, value_name = "TAG", value_delimiter = ',')]
    pub(crate) tag: Vec<String>,

    /// The start of record names in linked data: an http(s) URL ending in / or #, or a URN ending in :
    #[arg(long, value_name = "IRI", default_value = "urn:onrecord:", value_parser = base)]
    pub(crate) base: Base,

    /// With --format claimreview: check reviews as of this day, such as 2026-12-31 [default: today, in UTC]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) today: Option<Date>,

    /// With --format csv: do not escape cells that a spreadsheet could take for formulas
    #[arg(long)]
    pub(crate) csv_raw: bool,

    /// Write to this file instead of standard output; with --format csv or parquet, to two files in this folder,
    /// nodes and edges
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Review {
    /// The id of the reviewed claim
    #[arg(value_name = "CLAIM")]
    pub(crate) claim: String,

    #[command(flatten)]
    pub(crate) paths: Paths,

    /// One of the verdicts of the configuration, or supported, mostly-supported, mixed, mostly-refuted, refuted,
    /// unproven
    #[arg(long, value_name = "VERDICT")]
    pub(crate) verdict: String,

    /// The reviewer, a person or a desk
    #[arg(long, value_name = "WHO")]
    pub(crate) reviewer: String,

    /// The date of the review, such as 2026-12-31 [default: today, in UTC]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) date: Option<Date>,

    /// Why
    #[arg(long, value_name = "TEXT")]
    pub(crate) rationale: Option<String>,

    /// The last day on which the review is valid
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) expires: Option<Date>,

    /// The URL of the review
    #[arg(long, value_name = "URL")]
    pub(crate) url: Option<String>,

    /// A note for the desk
    #[arg(long, value_name = "TEXT")]
    pub(crate) note: Option<String>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Explain {
    /// The name of a rule
    #[arg(value_name = "RULE")]
    pub(crate) rule: Option<String>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Init {
    /// The folder of the claim files
    #[arg(value_name = "PATH", default_value = "claims")]
    pub(crate) path: PathBuf,

    /// Write files for these CI systems into the current folder [default: those that it uses, by .github,
    /// .gitlab-ci.yml and .pre-commit-config.yaml]
    #[arg(long, value_name = "SYSTEM", value_delimiter = ',')]
    pub(crate) ci: Vec<Ci>,

    /// Also waive current findings until a day, so that checks pass from now on and the rest can be counted
    #[arg(long)]
    pub(crate) baseline: bool,

    /// With --baseline: waive findings of this level and more severe ones
    #[arg(long, value_name = "LEVEL", default_value = "warning", requires = "baseline")]
    #[arg(value_parser = named::<Level>())]
    pub(crate) deny: Level,

    /// With --baseline: the last day of the waivers, such as 2026-12-31 [default: 90 days after today]
    #[arg(long, value_name = "DATE", value_parser = day, requires = "baseline")]
    pub(crate) until: Option<Date>,

    /// With --baseline: the day of the baseline, such as 2026-10-02 [default: today, in UTC]
    #[arg(long, value_name = "DATE", value_parser = day, requires = "baseline")]
    pub(crate) today: Option<Date>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Schema {
    /// A claim file (claims), an onrecord.yaml (config), or the JSON that a command writes
    #[arg(value_name = "OF", default_value = "claims", value_parser = named::<onrecord::schema::Schema>())]
    pub(crate) of: onrecord::schema::Schema,
}

/// Editors say over what they speak, and there is only one way.
#[cfg(feature = "lsp")]
#[derive(Debug, clap::Args)]
pub(crate) struct Lsp {
    #[arg(long, hide = true)]
    stdio: bool,

    #[arg(long, hide = true, value_name = "ID")]
    client_process_id: Option<u32>,
}

#[cfg(feature = "mcp")]
#[derive(Debug, clap::Args)]
pub(crate) struct Mcp {
    #[command(flatten)]
    pub(crate) paths: Paths,

    /// Serve a corpus with confidential sources or documents, too; what the assistant learns of them is what the other
    /// outputs say
    #[arg(long)]
    pub(crate) with_confidential: bool,

    /// Compare the corpus with this run; the default is the corpus as it is at the start
    #[arg(long, value_name = "RUN.json")]
    pub(crate) run: Option<PathBuf>,

    /// Add a line for each call to this file
    #[arg(long, value_name = "FILE")]
    pub(crate) log: Option<PathBuf>,
}

#[cfg(feature = "watch")]
#[derive(Debug, clap::Args)]
pub(crate) struct Watch {
    #[command(flatten)]
    pub(crate) paths: Paths,

    /// Keep the report in this file up to date, as a page for browsers
    #[cfg(feature = "html")]
    #[arg(long, value_name = "FILE")]
    pub(crate) html: Option<PathBuf>,

    /// Serve the report to the browsers of this computer, and load it again there whenever it changes; on a free port,
    /// or on this one
    #[cfg(feature = "serve")]
    #[arg(long, value_name = "PORT", num_args = 0..=1, require_equals = true, default_missing_value = "0")]
    pub(crate) serve: Option<u16>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub(crate) shell: clap_complete::Shell,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Complete {
    /// The words of a command line, up to the one that is to be completed
    #[arg(value_name = "WORD", trailing_var_arg = true, allow_hyphen_values = true)]
    pub(crate) words: Vec<OsString>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Paths {
    /// Claim files, and folders of them
    #[arg(value_name = "PATH", default_value = CLAIMS)]
    pub(crate) paths: Vec<PathBuf>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}
