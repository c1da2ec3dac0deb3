use super::{Graph, Suggestions};
use crate::model::{Corpus, Record};

/// Why an id stands for nothing that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotFound<'c> {
    /// No record has it. Perhaps another one was meant.
    Unknown(Option<&'c str>),
    /// It is that of another kind of record.
    Other(Record),
}

/// Finds the claim or the source with an id, among the records that are `wanted`.
///
/// # Errors
/// When no such record has the id; the search for the id that was meant looks at some thousands.
pub(crate) fn find<'c>(
    corpus: &'c Corpus,
    graph: &Graph,
    id: &str,
    wanted: impl Fn(Record) -> bool,
) -> Result<u32, NotFound<'c>> {
    let nearest = || NotFound::Unknown(Suggestions::new(corpus).nearest(id, &wanted));
    let record = corpus.find(id).ok_or_else(nearest)?;
    graph.node(record).filter(|_| wanted(record)).ok_or(NotFound::Other(record))
}
