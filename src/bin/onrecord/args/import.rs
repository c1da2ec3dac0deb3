//! What is imported, and where to.

use std::ffi::OsStr;
use std::path::PathBuf;

use clap::builder::{PossibleValue, TypedValueParser};
use clap::error::{ContextKind, ContextValue};
use clap::{Arg, Command};

use onrecord::format::Format;
use onrecord::import;

use super::CLAIMS;
use super::values::{format, named};
use crate::folder::of_corpus;

#[derive(Debug, clap::Args)]
#[command(override_usage = "onrecord import [OPTIONS] <FORMAT> <FILE>... [PATH]")]
pub(crate) struct Import {
    /// What the files are
    #[arg(value_name = "FORMAT", value_parser = ImportFormat)]
    pub(crate) of: import::Format,

    /// The files to import; behind them may be the folder of the claim files [default: claims]
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,

    /// With `table`: the file that says which column is what. Without it, a proposal for one is printed
    #[arg(long, value_name = "FILE")]
    pub(crate) map: Option<PathBuf>,

    /// Only show the account of what would be imported, and write nothing
    #[arg(long)]
    pub(crate) dry_run: bool,

    /// The format of the account
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = format::<import::Import>())]
    pub(crate) format: Format,

    /// Write to this new claim file instead of one with the name of the first file, in the folder of the claim files.
    /// Without PATH, these are the ones that it will belong to: those of the nearest folder above it that is called
    /// `claims` or has an `onrecord.yaml` or, without one, of its own folder
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

/// The formats. For a word that is none, but says what one of them reads, that is the tip.
#[derive(Debug, Clone, Copy)]
struct ImportFormat;

impl TypedValueParser for ImportFormat {
    type Value = import::Format;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<Self::Value, clap::Error> {
        named::<import::Format>().parse_ref(command, arg, value).map_err(|mut error| {
            if let Some(tip) = tip(&value.to_string_lossy().to_lowercase()) {
                error.remove(ContextKind::SuggestedValue);
                error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip.into()]));
            }
            error
        })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(import::Format::ALL.iter().map(|format| PossibleValue::new(format.name()))))
    }
}

/// What is read as a word says.
fn tip(word: &str) -> Option<String> {
    let formats = import::Format::ALL.iter().filter(|format| format.reads().contains(&word));
    let formats: Vec<_> = formats.map(|format| format!("'{}'", format.name())).collect();
    let (last, others) = formats.split_last()?;
    let all =
        if others.is_empty() { last.clone() } else { format!("{} or {last}, by what is in it", others.join(", ")) };
    Some(format!("'{word}' is read as {all}"))
}

impl Import {
    /// The files, and the folder of the claim files. A folder cannot be imported, so the last word is the latter if it
    /// is one. Otherwise it is that which the output belongs to.
    pub(crate) fn split(&self) -> (&[PathBuf], PathBuf) {
        match &self.files[..] {
            [files @ .., path] if !files.is_empty() && path.is_dir() => (files, path.clone()),
            files => (files, self.output.as_deref().map_or(CLAIMS.into(), of_corpus::around)),
        }
    }
}
