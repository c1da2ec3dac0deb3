//! What can be said of a draft.

use std::path::PathBuf;

use onrecord::format::Format;

use super::CLAIMS;
use super::values::format;

#[derive(Debug, clap::Args)]
pub(crate) struct Draft {
    /// A saved article, or the id of a document that has a copy
    #[arg(value_name = "FILE|DOCUMENT")]
    pub(crate) subject: PathBuf,

    /// The claim files in which the document is, or will be [default: claims]
    #[arg(value_name = "PATH")]
    pub(crate) path: Option<PathBuf>,

    /// Only show what is found, in this format, and write no draft
    #[arg(long, value_name = "FORMAT", value_parser = format::<onrecord::draft::Draft>())]
    pub(crate) format: Option<Format>,

    /// Only attributions whose pattern was right nine times in ten when it was measured
    #[arg(long)]
    pub(crate) sure: bool,

    /// The title of a file that is archived first [default: the title of the page]
    #[arg(long, value_name = "TEXT")]
    pub(crate) title: Option<String>,

    /// Write to this file instead of DOCUMENT.draft in the folder of the claim files; with --format, instead of
    /// standard output
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

impl Draft {
    /// Where the claim files are.
    pub(crate) fn path(&self) -> PathBuf {
        self.path.clone().unwrap_or_else(|| CLAIMS.into())
    }
}
