//! Ids that people type, looked up.

use std::error::Error;
use std::fmt;

use super::Suggestions;
use crate::model::{Corpus, Record};

/// Why an id was not found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotFound<'c> {
    /// No record has it. Perhaps another one was meant.
    Unknown(Option<&'c str>),
    /// It is that of another kind of record.
    Other(Record),
    /// Several ids begin so: the first of them, and how many there are.
    Several(Vec<&'c str>, usize),
}

impl fmt::Display for NotFound<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(None) => f.write_str("no record with this id"),
            Self::Unknown(Some(meant)) => write!(f, "no record with this id; did you mean `{meant}`?"),
            Self::Other(record) => write!(f, "this is the id of a {}", record.kind()),
            Self::Several(_, count) => write!(f, "{count} ids begin so"),
        }
    }
}

impl Error for NotFound<'_> {}

/// How many of the ids that begin alike are listed.
const LISTED: usize = 10;

/// Finds the record with an id, if it is one of those that are `wanted`, as what `wanted` makes of it. An id may be
/// shortened as long as it is the only one of these that begins so.
///
/// # Errors
/// When no such record has the id; the search for the id that was meant looks at some thousands.
pub(crate) fn find<'c, T>(
    corpus: &'c Corpus,
    id: &str,
    wanted: impl Fn(Record) -> Option<T>,
) -> Result<T, NotFound<'c>> {
    let Some(record) = corpus.find(id) else { return find_short(corpus, id, wanted) };
    wanted(record).ok_or(NotFound::Other(record))
}

/// Finds the only wanted record whose id begins with some letters.
fn find_short<'c, T>(corpus: &'c Corpus, start: &str, wanted: impl Fn(Record) -> Option<T>) -> Result<T, NotFound<'c>> {
    let mut first = None;
    let mut listed = Vec::new();
    let mut count = 0;
    for record in corpus.beginning_with(start) {
        let Some(found) = wanted(record) else { continue };
        count += 1;
        if listed.len() < LISTED {
            listed.push(corpus.id(record));
        }
        first.get_or_insert(found);
    }
    match (first, count) {
        (Some(found), 1) => Ok(found),
        (Some(_), _) => Err(NotFound::Several(listed, count)),
        (None, _) => Err(NotFound::Unknown(Suggestions::new(corpus).nearest(start, |record| wanted(record).is_some()))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::Workspace;

    #[test]
    fn an_id_may_be_shortened_while_it_is_the_only_one() {
        let text = "sources:\n  us-official: {identity: unspecified, description: x}\nclaims:\n  us: {statement: x}\n  \
                    us-one: {statement: x}\n  us-ones: {statement: x}\n  z-only: {statement: x}\n";
        let snapshot = Workspace::of_texts([("c.yaml", text)]).snapshot();
        let corpus = snapshot.corpus();
        let any = |id: &str| find(corpus, id, Some).map(|record| corpus.id(record).to_owned());
        let claim = |id: &str| find(corpus, id, |record| record.claim().map(|_| corpus.id(record).to_owned()));
        assert_eq!(any("z").as_deref(), Ok("z-only"));
        assert_eq!(any("us").as_deref(), Ok("us"), "an id that there is, is that one");
        assert_eq!(any("us-"), Err(NotFound::Several(vec!["us-official", "us-one", "us-ones"], 3)));
        assert_eq!(any("us-of").as_deref(), Ok("us-official"));
        assert_eq!(claim("us-o"), Err(NotFound::Several(vec!["us-one", "us-ones"], 2)), "of those that are wanted");
        assert_eq!(claim("us-one").as_deref(), Ok("us-one"));
        assert_eq!(claim("us-offic"), Err(NotFound::Unknown(None)));
        assert_eq!(any(""), Err(NotFound::Unknown(None)), "nothing is no beginning");
        assert_eq!(any("US"), Err(NotFound::Unknown(Some("us"))));
    }

    #[test]
    fn ten_are_listed() {
        for (count, listed) in [(10, 10), (11, 10)] {
            let claims = (0..count).map(|at| format!("  c-{at:02}: {{statement: x}}\n")).collect::<Vec<_>>().concat();
            let snapshot = Workspace::of_texts([("c.yaml", format!("claims:\n{claims}"))]).snapshot();
            let Err(NotFound::Several(ids, all)) = find(snapshot.corpus(), "c", Some) else { panic!("{count}") };
            assert_eq!((ids.len(), all, ids[9]), (listed, count, "c-09"));
        }
    }
}
