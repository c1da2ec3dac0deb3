//! The options of `report`.

use std::path::PathBuf;

use onrecord::analysis::Basis;
use onrecord::format::Format;
use onrecord::model::Date;

use super::Paths;
use super::values::{day, format, format_of, named};

#[derive(Debug, clap::Args)]
pub(crate) struct Report {
    #[command(flatten)]
    pub(crate) paths: Paths,

    /// Report on the tables in this folder that `export --format parquet` wrote, instead of claim files
    #[arg(
        long,
        value_name = "DIR",
        conflicts_with_all = ["paths", "tag", "snapshots", "today", "title", "revision", "csv_raw"]
    )]
    pub(crate) graph: Option<PathBuf>,

    /// The output format [default: that of the extension of --output, or text]
    #[arg(long, value_name = "FORMAT", value_parser = format::<onrecord::report::Report<'_>>())]
    format: Option<Format>,

    /// Only claims with one of these bases
    #[arg(long, value_name = "BASIS", value_delimiter = ',', value_parser = named::<Basis>())]
    pub(crate) basis: Vec<Basis>,

    /// Only claims with one of these tags
    #[arg(long, value_name = "TAG", value_delimiter = ',')]
    pub(crate) tag: Vec<String>,

    /// With --format html: also look for archived copies in this folder
    #[arg(long, value_name = "DIR")]
    pub(crate) snapshots: Option<PathBuf>,

    /// With --format html: check reviews as of this day, such as 2026-12-31 [default: today, in UTC]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) today: Option<Date>,

    /// With --format html: the title of the report
    #[arg(long, value_name = "TEXT")]
    pub(crate) title: Option<String>,

    /// With --format html: the revision of the claim files to show, such as a git commit
    #[arg(long, value_name = "REVISION")]
    pub(crate) revision: Option<String>,

    /// With --format csv: do not escape cells that a spreadsheet could take for formulas
    #[arg(long)]
    pub(crate) csv_raw: bool,

    /// Write to this file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

impl Report {
    /// The format that was passed, or that of the file to write.
    pub(crate) fn format(&self) -> Format {
        self.format.unwrap_or_else(|| format_of::<onrecord::report::Report<'_>>(self.output.as_deref()))
    }
}
