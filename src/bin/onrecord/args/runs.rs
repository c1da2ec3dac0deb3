//! The options of fact-checking runs.

use std::path::PathBuf;

use clap::ValueEnum;
use onrecord::format::Format;
use onrecord::model::Date;
use onrecord::runs;

use super::{Answer, Paths, day, format};

#[derive(Debug, clap::Args)]
pub(crate) struct Todo {
    #[command(flatten)]
    pub(crate) paths: Paths,

    #[command(flatten)]
    pub(crate) answer: Answer<runs::Todo<'static>>,

    /// Show at most this many claims [default: 20; with --format json, all]
    #[arg(long, value_name = "CLAIMS")]
    pub(crate) limit: Option<usize>,

    /// Check reviews as of this day, such as 2026-12-31 [default: today, in UTC]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) today: Option<Date>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Run {
    #[command(flatten)]
    pub(crate) paths: Paths,

    /// The day of the run, such as 2026-12-31 [default: that of `SOURCE_DATE_EPOCH`, or today, in UTC]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) date: Option<Date>,

    /// Overwrite a different manifest of the same day
    #[arg(long)]
    pub(crate) replace: bool,

    /// Write to this file instead of runs/DATE.json in the folder of the corpus
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Diff {
    /// The old side: a manifest (*.json), claim files, or a git revision of them (HEAD, HEAD:claims)
    #[arg(value_name = "OLD")]
    pub(crate) old: PathBuf,

    /// The new side: a manifest (*.json), claim files, or a git revision of them (HEAD, HEAD:claims)
    /// [default: claims]
    #[arg(value_name = "NEW")]
    pub(crate) new: Option<PathBuf>,

    /// The output format
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = format::<runs::Diff<'_>>())]
    pub(crate) format: Format,

    /// Exit with 1 if a claim has weaker sourcing, was removed, re-attributed or reworded; separate several with commas
    #[arg(long, value_name = "WHAT", value_delimiter = ',')]
    pub(crate) fail_on: Vec<FailOn>,

    /// Check the reviews of claim files as of this day, such as 2026-12-31 [default: today, in UTC]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) today: Option<Date>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    /// A worse basis, fewer independent sources or fewer named ones, or no longer on the record
    Weaker,
    /// A claim that is gone, or that somebody else says now
    Removed,
    /// A claim that other sources say now
    Reattributed,
    /// A claim with another statement
    Reworded,
}
