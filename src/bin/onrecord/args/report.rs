//! The options of `report`.

use std::path::PathBuf;

use onrecord::analysis::Basis;
use onrecord::model::Date;

use super::values::{day, named};
use super::{Answer, Paths};

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

    #[command(flatten)]
    pub(crate) answer: Answer<onrecord::report::Report<'static>>,

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
}
