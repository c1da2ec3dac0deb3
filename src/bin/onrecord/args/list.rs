//! What can be said of a list of records.

use std::path::PathBuf;

use onrecord::analysis::Basis;
use onrecord::format::Format;
use onrecord::list::{ListKind, Request};
use onrecord::report::Selection;

use super::CLAIMS;
use super::values::{basis, format};
use crate::error::CommandError;

#[derive(Debug, clap::Args)]
pub(crate) struct List {
    /// What is listed: sources, documents, claims, reviews, or several of them, and then words that must be in the id,
    /// name, description, title, statement or tags
    #[arg(value_name = "KIND|WORD")]
    words: Vec<String>,

    /// Claim files, and folders of them; may be given several times
    #[arg(long = "path", value_name = "PATH", default_value = CLAIMS)]
    pub(crate) paths: Vec<PathBuf>,

    /// The output format
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = format::<onrecord::list::List<'_>>())]
    pub(crate) format: Format,

    /// Only claims with one of these bases: circular, unsourced, retracted, anonymous, outlet, mixed, named
    #[arg(long, value_name = "BASIS", value_delimiter = ',', value_parser = basis)]
    basis: Vec<Basis>,

    /// Only claims with one of these tags
    #[arg(long, value_name = "TAG", value_delimiter = ',')]
    tag: Vec<String>,

    /// Write to this file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

impl List {
    /// Which records are listed. The first words may be kinds of them.
    pub(crate) fn request(&self) -> Result<Request, CommandError> {
        let kinds: Vec<_> = self.words.iter().map_while(|word| kind(word)).collect();
        let words = self.words[kinds.len()..].to_vec();
        let claims = Selection { bases: self.basis.clone(), tags: self.tag.clone() };
        if !claims.is_everything() && kinds.iter().any(|&kind| kind != ListKind::Claims) {
            return Err(CommandError::Usage("only claims have a basis and tags"));
        }
        Ok(Request { kinds, words, claims })
    }
}

/// The kind that a word means, whether it is one record or several.
fn kind(word: &str) -> Option<ListKind> {
    ListKind::ALL.into_iter().find(|kind| word == kind.name() || Some(word) == kind.name().strip_suffix('s'))
}
