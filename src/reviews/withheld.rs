//! What reviews still tell of records that have become confidential.

use crate::model::{Corpus, Record, Review, fields};

/// A record that is confidential now, and of which a review lists digests of what no output shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Withheld {
    /// The record.
    pub record: Record,
    /// One of the fields, the first in order of name.
    pub field: &'static str,
}

/// The records of which a review lists digests of what is kept from readers now, in the order of the list. Anyone can
/// test a guess against such a digest. One pass over the list, whatever else is wrong with it.
pub fn withheld<'c>(corpus: &'c Corpus, review: &'c Review) -> impl Iterator<Item = Withheld> + 'c {
    review.grounds.iter().filter_map(|line| {
        let (id, listed) = line.untrusted().split_once(' ')?;
        let record = corpus.find(id)?;
        let mut names = listed.split(' ').filter_map(|word| Some(word.split_once('=')?.0));
        let field = names.find_map(|name| fields::withheld(corpus, record, name))?;
        Some(Withheld { record, field })
    })
}
