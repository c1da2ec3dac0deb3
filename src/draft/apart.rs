//! Records that a draft and the claim files have under one id, and that are two: claims of different pages, and
//! sources without a name in them.

use std::collections::BTreeMap;

use super::blocks::{Block, Blocks};
use super::known::is_page;
use crate::model::{Document, Id, Record};
use crate::records::{Ids, Shape};
use crate::text::Text;
use crate::workspace::Snapshot;

/// A draft in which no claim and no source without a name has the id of another record.
#[derive(Debug)]
pub(super) struct Apart {
    pub(super) draft: Text,
    /// The ids that are others now.
    pub(super) renamed: BTreeMap<Text, Id>,
}

/// Gives other ids to such records, also where they are named. A draft that is not understood stays as it is. `None`
/// if anything else would change.
pub(super) fn apart(corpus: &Snapshot, draft: &Text) -> Option<Apart> {
    let whole = || Apart { draft: draft.clone(), renamed: BTreeMap::new() };
    let Ok(blocks) = Blocks::new(draft) else { return Some(whole()) };
    let others: Vec<_> = blocks.all.iter().filter(|block| is_another(corpus, &blocks, block)).collect();
    if others.is_empty() {
        return Some(whole());
    }
    let mut free = FreeIds::new(corpus, &blocks);
    let renamed: BTreeMap<_, _> =
        others.into_iter().filter_map(|block| Some((block.id.clone(), free.take(&blocks, block)?))).collect();
    let draft = Text::new(blocks.renamed(&renamed));
    let again = Blocks::new(&draft).ok()?;
    let meant = ids_of(&blocks).into_iter().map(|id| renamed.get(id).map_or(id, Id::text));
    meant.eq(ids_of(&again)).then_some(Apart { draft, renamed })
}

/// Ids that neither the claim files nor a draft has.
pub(super) struct FreeIds(Ids);

impl FreeIds {
    pub(super) fn new(corpus: &Snapshot, draft: &Blocks) -> Self {
        let mut ids = Ids::of(corpus.corpus());
        for id in draft.all.iter().filter_map(|block| Id::parse(&block.id).ok()) {
            ids.reserve(&id);
        }
        Self(ids)
    }

    /// Another id for a record of the draft.
    pub(super) fn take(&mut self, draft: &Blocks, block: &Block) -> Option<Id> {
        let shape = match draft.section(block) {
            "sources" => Shape::SOURCE,
            "documents" => Shape::DOCUMENT,
            _ => Shape::CLAIM,
        };
        self.0.take_after(&block.id, shape)
    }
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

/// Whether a record is a claim or a source without a name, and its id is that of another record of the corpus. Of one
/// page, an id is one claim, and a description is one source.
fn is_another(corpus: &Snapshot, blocks: &Blocks, block: &Block) -> bool {
    let Some(record) = corpus.corpus().find(block.id.untrusted()) else { return false };
    // Of a claim without a document nobody can tell.
    let has_documents = |at| !corpus.graph().documents(at).is_empty() && pages(corpus, [block]).next().is_some();
    match (blocks.section(block), record) {
        ("sources", _) if block.name.is_some() => false,
        ("claims", Record::Claim(at)) if !has_documents(at) => false,
        ("sources", Record::Source(_)) | ("claims", Record::Claim(_)) => !is_of_one_page(corpus, blocks, block),
        ("sources" | "claims", _) => true,
        _ => false,
    }
}

/// Whether a claim or source of a draft is of a page that the one with its id in the corpus is of.
pub(super) fn is_of_one_page(corpus: &Snapshot, blocks: &Blocks, block: &Block) -> bool {
    let (graph, records) = (corpus.graph(), corpus.corpus());
    let names = |claim: &&Block| claim.references.iter().any(|reference| reference.id == block.id);
    let (known, claims): (&[_], Vec<_>) = match records.find(block.id.untrusted()) {
        Some(Record::Source(at)) => (graph.speaks_in(at), blocks.all.iter().filter(names).collect()),
        Some(Record::Claim(at)) => (&[at], vec![block]),
        _ => return false,
    };
    let drafted: Vec<_> = pages(corpus, claims.iter().copied()).collect();
    let address = |drafted: &Document| drafted.url.clone().filter(|_| !drafted.is_confidential);
    let is_drafted =
        |known: &Document| drafted.iter().any(|drafted| is_page(known, Some(&drafted.id), address(drafted).as_ref()));
    let is_of_one_page = |known| {
        let id = records.claims[known].id.text();
        graph.documents(known).iter().any(|&document| is_drafted(&records.documents[document]))
            || claims.iter().any(|claim| claim.id == *id && is_there(corpus, blocks, claim))
    };
    known.iter().any(|&known| is_of_one_page(known))
}

/// The documents of the corpus that claims of a draft name.
fn pages<'c>(corpus: &'c Snapshot, claims: impl IntoIterator<Item = &'c Block>) -> impl Iterator<Item = &'c Document> {
    let named = claims.into_iter().flat_map(|claim| &claim.references);
    named.filter_map(|named| match corpus.corpus().find(named.id.untrusted())? {
        Record::Document(at) => Some(&corpus.corpus().documents[at]),
        _ => None,
    })
}

/// Whether the corpus has a record as it is in a draft, line for line.
pub(super) fn is_there(corpus: &Snapshot, draft: &Blocks, block: &Block) -> bool {
    let Some(record) = corpus.corpus().find(block.id.untrusted()) else { return false };
    let file = corpus.files().get(corpus.corpus().place(record).file);
    let Ok(there) = Blocks::new(file.text()) else { return false };
    there.find(&block.id).is_some_and(|known| there.lines(known) == draft.lines(block))
}
