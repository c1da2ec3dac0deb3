//! Ids that people type, looked up.

use std::error::Error;
use std::fmt;

use super::Suggestions;
use crate::model::{Corpus, Record};

/// Why an id stands for nothing that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotFound<'c> {
    /// No record has it. Perhaps another one was meant.
    Unknown(Option<&'c str>),
    /// It is that of another kind of record.
    Other(Record),
}

impl fmt::Display for NotFound<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(None) => f.write_str("no record has this id"),
            Self::Unknown(Some(meant)) => write!(f, "no record has this id; did you mean `{meant}`?"),
            Self::Other(record) => write!(f, "this is the id of a {}", record.kind()),
        }
    }
}

impl Error for NotFound<'_> {}

/// Finds the record with an id, if it is one of those that are `wanted`, as what `wanted` makes of it.
///
/// # Errors
/// When no such record has the id; the search for the id that was meant looks at some thousands.
pub(crate) fn find<'c, T>(
    corpus: &'c Corpus,
    id: &str,
    wanted: impl Fn(Record) -> Option<T>,
) -> Result<T, NotFound<'c>> {
    let nearest = || NotFound::Unknown(Suggestions::new(corpus).nearest(id, |record| wanted(record).is_some()));
    let record = corpus.find(id).ok_or_else(nearest)?;
    wanted(record).ok_or(NotFound::Other(record))
}
