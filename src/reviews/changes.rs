//! What has changed beneath a review.

use hashbrown::HashMap;

use crate::digest::{Fields, beneath, changed};
use crate::graph::Graph;
use crate::index::ClaimIndex;
use crate::model::{Corpus, Review};
use crate::text::Text;

/// How many records a review lists at most.
const LISTED: usize = 1000;
/// How many records are looked at to find out what has become of those that are listed.
const LOOKED_AT: usize = 2 * LISTED;

/// What is known of the changes since a review.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Changes {
    /// The review does not list what it was of.
    NotListed,
    /// What it lists is not in the form in which `onrecord review` writes it.
    NotReadable,
    /// All of the records that it lists, this many, are what they were: whatever changed is not among them.
    Elsewhere(usize),
    /// These, the nearest first.
    Found(Vec<Change>),
}

/// What has become of one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The id of the record. There need not be such a record any more.
    pub id: Text,
    /// What has changed.
    pub what: Changed,
    /// How many links the record is away from the claim now: 0 for the claim itself, `None` if the claim does not lead
    /// to it any more.
    pub links: Option<u32>,
}

/// How a record differs from what a review was of.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Changed {
    /// These of its fields were added, taken out or changed, in order of name.
    Fields(Vec<&'static str>),
    /// The claim did not rest on it then.
    New,
    /// The claim no longer rests on it, or it is not there any more.
    Gone,
}

/// The records that a claim rests on, as a review lists them: the nearest thousand, each with its id and short digests
/// of its fields.
///
/// # Panics
/// If a number is not one of this corpus.
pub fn grounds(corpus: &Corpus, graph: &Graph, claim: ClaimIndex) -> Vec<String> {
    let records = beneath(graph, claim, LISTED).into_iter();
    records.map(|(record, _)| Fields::of(corpus, record).line(corpus.id(record))).collect()
}

/// Compares what a review lists with what its claim rests on now. What it costs grows with the list.
///
/// A full list leaves out what was further down. So of a record that is not on it, it is only said that it is new if it
/// is nearer than one that is; and of a record that is, that it is gone, if the claim does not lead to thousands now.
///
/// # Panics
/// If a number is not one of this corpus.
pub fn changes(corpus: &Corpus, graph: &Graph, review: &Review, claim: ClaimIndex) -> Changes {
    if review.grounds.is_empty() {
        return Changes::NotListed;
    }
    let Some(listed) = Listed::parse(&review.grounds) else { return Changes::NotReadable };
    let now = beneath(graph, claim, LOOKED_AT);
    let mut found = Vec::new();
    let mut unlisted = Vec::new();
    let mut is_there = vec![false; listed.records.len()];
    let mut farthest = 0;
    for &(record, links) in &now {
        let id = corpus.id(record);
        let Some(at) = listed.find(id) else {
            unlisted.push((record, links));
            continue;
        };
        is_there[at] = true;
        farthest = links;
        let fields = changed(&listed.records[at].1, &Fields::of(corpus, record));
        if !fields.is_empty() {
            found.push(Change { id: Text::new(id), what: Changed::Fields(fields), links: Some(links) });
        }
    }
    let is_whole = listed.records.len() < LISTED;
    let new = unlisted.into_iter().filter(|&(_, links)| is_whole || links < farthest);
    found.extend(new.map(|(record, links)| Change {
        id: Text::new(corpus.id(record)),
        what: Changed::New,
        links: Some(links),
    }));
    found.sort_by_key(|change| change.links);
    if now.len() < LOOKED_AT {
        let gone = listed.records.iter().zip(is_there).filter(|(_, is_there)| !is_there);
        found.extend(gone.map(|((id, _), _)| Change { id: id.clone(), what: Changed::Gone, links: None }));
    }
    if found.is_empty() { Changes::Elsewhere(listed.records.len()) } else { Changes::Found(found) }
}

/// What a review lists.
struct Listed<'c> {
    records: Vec<(Text, Fields)>,
    /// Where the record with an id is among them.
    index: HashMap<&'c str, usize>,
}

impl<'c> Listed<'c> {
    /// `None` if a line is not in the form, or a record is listed twice.
    fn parse(lines: &'c [Text]) -> Option<Self> {
        let mut listed = Self { records: Vec::with_capacity(lines.len()), index: HashMap::default() };
        for line in lines {
            let (id, fields) = Fields::parse(line.untrusted())?;
            if listed.index.insert(id, listed.records.len()).is_some() {
                return None;
            }
            listed.records.push((line.part(id), fields));
        }
        Some(listed)
    }

    fn find(&self, id: &str) -> Option<usize> {
        self.index.get(id).copied()
    }
}
