//! Which files are archived, as which documents.

use std::path::{Path, PathBuf};

use onrecord::model::{Date, Id, Url};

use super::CLAIMS;
use super::values::{date, id, url};
use crate::error::CommandError;

#[derive(Debug, clap::Args)]
#[command(override_usage = "onrecord archive [OPTIONS] <FILE>... [PATH]")]
pub(crate) struct Archive {
    /// The files to archive, or `FILE#ADDRESS@TIME` for one page of a web archive; behind them may be the folder of
    /// the claim files, or a claim file in it [default: claims]
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,

    /// The folder of the claim files, or a claim file in it, if it is not one of `files`.
    #[arg(skip)]
    pub(crate) path: Option<PathBuf>,

    /// The id of the document, existing or new [default: the document with the URL of the page or, if there is none, a
    /// new id from the title]
    #[arg(long, value_name = "ID", value_parser = id)]
    pub(crate) document: Option<Id>,

    /// The title of a new record [default: the title of the page]
    #[arg(long)]
    pub(crate) title: Option<String>,

    /// The id of the source that published it
    #[arg(long, value_name = "ID", value_parser = id)]
    pub(crate) publisher: Option<Id>,

    /// The URL of the document
    #[arg(long, value_parser = url)]
    pub(crate) url: Option<Url>,

    /// When it was published, such as 2024, 2024-10 or 2024-10-21
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) published: Option<Date>,

    /// Run this program on the file once, and keep the text that it prints beside the copy: for PDF, which onrecord
    /// does not read. `pdftotext` gets the arguments that it needs; of another program pass the whole command. It gets
    /// the file as its standard input, and limits on time and memory. `check` runs nothing
    #[arg(long, value_name = "COMMAND")]
    pub(crate) text_by: Option<String>,

    /// A timestamp of the file, of RFC 3161 (`.tsr`) or OpenTimestamps (`.ots`), to keep beside the copy; may be passed
    /// more than once. It must be for exactly this file. What it states is not verified
    #[arg(long, value_name = "STAMP")]
    pub(crate) stamp: Vec<PathBuf>,

    /// A note
    #[arg(long)]
    pub(crate) note: Option<String>,
}

impl Archive {
    /// The files, and the folder of the claim files or one of these. A folder cannot be archived, and hardly anybody
    /// archives a YAML file, so the last word is the latter if it is one of them.
    pub(crate) fn split(&self) -> Result<(&[PathBuf], &Path), CommandError> {
        let is_corpus = |path: &Path| path.is_dir() || path.extension().is_some_and(|it| it == "yaml" || it == "yml");
        let (files, path) = match (&self.files[..], &self.path) {
            (files, Some(path)) => (files, &**path),
            ([files @ .., path], None) if !files.is_empty() && is_corpus(path) => (files, &**path),
            (files, None) => (files, Path::new(CLAIMS)),
        };
        let is_for_one = self.document.is_some() || self.title.is_some() || self.url.is_some();
        if files.len() > 1 && (is_for_one || !self.stamp.is_empty()) {
            return Err(CommandError::Usage("--document, --title, --url and --stamp are for one file"));
        }
        Ok((files, path))
    }
}
