//! What reviews still tell of records that have become confidential.

use std::collections::HashSet;

use crate::digest::beneath;
use crate::graph::Graph;
use crate::index::ClaimIndex;
use crate::model::{Corpus, Record, Review, fields};

/// How many records beneath a claim are looked at for a source that has come.
const LOOKED_AT: usize = 1000;

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

/// Whether a review lists a digest of the name of a source that is gone, while its claim rests on one without a name
/// that is not in the list: it may be the same, with another id. One pass over the list, and one over what the claim
/// rests on if a name is found.
pub fn lists_gone_name(corpus: &Corpus, graph: &Graph, review: &Review, claim: ClaimIndex) -> bool {
    let lines = || review.grounds.iter().filter_map(|line| line.untrusted().split_once(' '));
    let has =
        |listed: &str, name: &str| listed.split(' ').any(|word| word.split_once('=').is_some_and(|(of, _)| of == name));
    // Of all records, only sources have an identity.
    let is_gone =
        |(id, listed): (&str, &str)| has(listed, "name") && has(listed, "identity") && corpus.find(id).is_none();
    if !lines().any(is_gone) {
        return false;
    }
    let known: HashSet<&str> = lines().map(|(id, _)| id).collect();
    beneath(graph, claim, LOOKED_AT).into_iter().any(|(record, _)| {
        let is_unnamed = matches!(record, Record::Source(at) if corpus.sources[at].is_confidential());
        is_unnamed && !known.contains(corpus.id(record))
    })
}
