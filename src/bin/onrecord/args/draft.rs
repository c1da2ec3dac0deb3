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

    /// The claim files in which the document is
    #[arg(value_name = "PATH", default_value = CLAIMS)]
    pub(crate) path: PathBuf,

    /// The output format
    #[arg(long, value_name = "FORMAT", default_value = "json", value_parser = format::<onrecord::draft::Draft>())]
    pub(crate) format: Format,
}
