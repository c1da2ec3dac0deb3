//! Sources without a name that a draft and the claim files have under one id: two, unless they are of one document.

use std::collections::BTreeMap;

use super::blocks::{Block, Blocks};
use crate::model::{Id, Record};
use crate::records::{Ids, Shape};
use crate::text::Text;
use crate::workspace::Snapshot;

/// A draft in which no source without a name has the id of somebody else.
#[derive(Debug)]
pub(super) struct Apart {
    pub(super) draft: Text,
    /// The ids that are others now.
    pub(super) renamed: BTreeMap<Text, Id>,
}

/// Gives other ids to such sources, also where they are named. A draft that is not understood stays as it is. `None`
/// if anything else would change.
pub(super) fn apart(corpus: &Snapshot, draft: &Text) -> Option<Apart> {
    let whole = || Apart { draft: draft.clone(), renamed: BTreeMap::new() };
    let Ok(blocks) = Blocks::new(draft) else { return Some(whole()) };
    let mut ids = Ids::of(corpus.corpus());
    for id in blocks.all.iter().filter_map(|block| Id::parse(&block.id).ok()) {
        ids.reserve(&id);
    }
    let others = blocks.all.iter().filter(|block| is_somebody_else(corpus, &blocks, block));
    let renamed: BTreeMap<_, _> =
        others.filter_map(|block| Some((block.id.clone(), ids.take(&block.id, Shape::SOURCE)?))).collect();
    if renamed.is_empty() {
        return Some(whole());
    }
    let draft = Text::new(blocks.renamed(&renamed));
    let again = Blocks::new(&draft).ok()?;
    let meant = ids_of(&blocks).into_iter().map(|id| renamed.get(id).map_or(id, Id::text));
    meant.eq(ids_of(&again)).then_some(Apart { draft, renamed })
}

/// Every id of a file, in its order.
fn ids_of(blocks: &Blocks) -> Vec<&Text> {
    let mut ids = Vec::new();
    for block in &blocks.all {
        ids.push(&block.id);
        ids.extend(block.references.iter().map(|reference| &reference.id));
    }
    ids
}

/// Whether a record is a source without a name, and its id is that of another record of the corpus. Of one document,
/// a description is one source.
fn is_somebody_else(corpus: &Snapshot, blocks: &Blocks, block: &Block) -> bool {
    let Some(record) = corpus.corpus().find(block.id.untrusted()) else { return false };
    if blocks.section(block) != "sources" || block.name.is_some() {
        return false;
    }
    let Record::Source(source) = record else { return true };
    let names = |claim: &&Block, id: &Text| claim.references.iter().any(|reference| reference.id == *id);
    let claims: Vec<_> = blocks.all.iter().filter(|claim| names(claim, &block.id)).collect();
    let (graph, records) = (corpus.graph(), corpus.corpus());
    let is_of_one_article = |known| {
        let mut documents = graph.documents(known).iter().map(|&document| records.documents[document].id.text());
        let id = records.claims[known].id.text();
        documents.any(|document| claims.iter().any(|claim| names(claim, document)))
            || claims.iter().any(|claim| claim.id == *id && is_there(corpus, blocks, claim))
    };
    !graph.speaks_in(source).iter().any(|&known| is_of_one_article(known))
}

/// Whether the corpus has a record as it is in a draft, line for line.
pub(super) fn is_there(corpus: &Snapshot, draft: &Blocks, block: &Block) -> bool {
    let Some(record) = corpus.corpus().find(block.id.untrusted()) else { return false };
    let file = corpus.files().get(corpus.corpus().place(record).file);
    let Ok(there) = Blocks::new(file.text()) else { return false };
    there.find(&block.id).is_some_and(|known| there.lines(known) == draft.lines(block))
}
