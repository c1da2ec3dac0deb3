//! Records that are likely meant by references that lead nowhere: that is one mistake, and it is reported there.

use std::collections::HashSet;

use super::Facts;
use crate::graph::Suggestions;
use crate::index::{ClaimIndex, DocumentIndex, SourceIndex};
use crate::model::{Record, Reference};

/// The sources that are meant by voices and publishers.
pub(super) fn sources<'a>(facts: &'a Facts<'_>) -> impl Iterator<Item = SourceIndex> + 'a {
    let loose = facts.graph.claims().filter(|&claim| facts.graph.loose(claim).voices);
    let voices = loose.flat_map(|claim| facts.claim(claim).attributed_to());
    let publishers = facts.corpus.documents.iter().filter_map(|document| document.publisher.as_ref());
    meant(facts, voices.chain(publishers), |record| match record {
        Record::Source(source) => Some(source),
        _ => None,
    })
}

/// The documents that are meant by evidence.
pub(super) fn documents<'a>(facts: &'a Facts<'_>) -> impl Iterator<Item = DocumentIndex> + 'a {
    let loose = facts.graph.claims().filter(|&claim| facts.graph.evidence(claim).contains(&None));
    let documents = loose.flat_map(|claim| &facts.claim(claim).evidence).map(|item| &item.document);
    meant(facts, documents, |record| match record {
        Record::Document(document) => Some(document),
        _ => None,
    })
}

/// The claims that are meant by reviews.
pub(super) fn reviewed(facts: &Facts<'_>) -> HashSet<ClaimIndex> {
    let loose = facts.corpus.reviews.indices().filter(|&review| facts.graph.reviewed(review).is_none());
    let claims = loose.map(|review| &facts.review(review).claim);
    let meant = meant(facts, claims, |record| match record {
        Record::Claim(claim) => Some(claim),
        _ => None,
    });
    meant.collect()
}

fn meant<'a, T>(
    facts: &'a Facts<'_>,
    references: impl Iterator<Item = &'a Reference> + 'a,
    wanted: impl Fn(Record) -> Option<T> + Copy + 'a,
) -> impl Iterator<Item = T> + 'a {
    let mut suggestions = Suggestions::new(facts.corpus);
    references.filter(|reference| !facts.corpus.has(reference)).filter_map(move |reference| {
        let meant = suggestions.nearest(reference.to.untrusted(), |record| wanted(record).is_some())?;
        facts.corpus.find(meant).and_then(wanted)
    })
}
