//! What can be said of a draft.

use std::ffi::OsString;
use std::path::PathBuf;

use onrecord::format::Format;

use super::CLAIMS;
use super::values::format;
use crate::error::CommandError;

#[derive(Debug, clap::Args)]
pub(crate) struct Draft {
    /// A saved article, or the id of a document that has a copy; with --accept, a draft
    #[arg(value_name = "FILE|DOCUMENT")]
    pub(crate) subject: PathBuf,

    /// The claim files in which the document is, or will be [default: claims]; with --accept, the ids of the records to
    /// accept [default: all claims that are complete]
    #[arg(value_name = "PATH|ID")]
    others: Vec<OsString>,

    /// Move what is complete in a draft into a claim file beside it, with the sources it needs, and leave the rest
    #[arg(long, conflicts_with_all = ["format", "sure", "title"])]
    pub(crate) accept: bool,

    /// Only show what is found, in this format, and write no draft
    #[arg(long, value_name = "FORMAT", value_parser = format::<onrecord::draft::Draft>())]
    pub(crate) format: Option<Format>,

    /// Only attributions whose pattern was right nine times in ten when it was measured
    #[arg(long)]
    pub(crate) sure: bool,

    /// The title of a file that has no record yet [default: the title of the page]
    #[arg(long, value_name = "TEXT")]
    pub(crate) title: Option<String>,

    /// Also take what this command points at in the text, each string of which must be in the text word for word
    #[arg(long, value_name = "COMMAND", conflicts_with_all = ["sure", "accept"])]
    pub(crate) with: Option<String>,

    /// With --with: stop the command after this many seconds
    #[arg(long, value_name = "SECONDS", default_value = "300", requires = "with",
        value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub(crate) timeout: u64,

    /// Write to this file instead of DOCUMENT.draft in the folder of the claim files; with --format, instead of
    /// standard output; with --accept, the new claim file instead of one with the name of the draft
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

impl Draft {
    /// Where the claim files are, and whether that was passed.
    pub(crate) fn path(&self) -> Result<(PathBuf, bool), CommandError> {
        match &self.others[..] {
            [] => Ok((CLAIMS.into(), false)),
            [path] => Ok((path.into(), true)),
            _ => Err(CommandError::Usage("expected one PATH")),
        }
    }

    /// The records that are to be accepted.
    pub(crate) fn ids(&self) -> Vec<String> {
        self.others.iter().map(|id| id.to_string_lossy().into_owned()).collect()
    }
}
