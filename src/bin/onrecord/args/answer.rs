//! The options that every answer has: what it is written as, and where.

use std::marker::PhantomData;
use std::path::PathBuf;

use onrecord::format::{Format, Written};

use super::values::format;

/// What an answer `T` is written as, and where.
#[derive(Debug, clap::Args)]
pub(crate) struct Answer<T: Written + 'static> {
    /// The output format [default: that of the extension of --output, or text]
    #[arg(long, value_name = "FORMAT", value_parser = format::<T>())]
    format: Option<Format>,

    /// Write to this file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    #[arg(skip)]
    of: PhantomData<fn() -> T>,
}

impl<T: Written> Answer<T> {
    /// The format that was passed, or that of the file to write; text, if no format of the answer fits.
    pub(crate) fn format(&self) -> Format {
        self.format.unwrap_or_else(|| {
            let extension = self.output.as_ref().and_then(|output| output.extension()?.to_str());
            let fits =
                |format: &Format| extension.is_some_and(|extension| extension.eq_ignore_ascii_case(format.extension()));
            T::formats().into_iter().find(fits).unwrap_or(Format::Text)
        })
    }
}
