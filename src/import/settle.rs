//! Which records are new, which the corpus has already, and the ids of all of them.

use std::collections::{BTreeSet, HashMap};

use super::view::{DocumentKey, NewClaim, NewDocument, NewSource, View};
use crate::model::{Claim, Corpus, Document, Id, Identity, Record, Source};
use crate::records::{Ids, Shape};
use crate::text::{NormalName, NormalWords, Text};

/// What becomes of a record.
#[derive(Debug, Clone)]
pub(super) enum Slot {
    /// It is written, under this id.
    New(Id),
    /// The corpus has it, under this id.
    Known(Id),
    /// It is not written: only records that the corpus has refer to it.
    Unneeded,
}

impl Slot {
    pub(super) fn id(&self) -> Option<&Id> {
        match self {
            Self::New(id) | Self::Known(id) => Some(id),
            Self::Unneeded => None,
        }
    }
}

/// What becomes of the records of a view, in its order.
#[derive(Debug)]
pub(super) struct Settled {
    pub(super) sources: Vec<Slot>,
    pub(super) documents: Vec<Slot>,
    pub(super) claims: Vec<Slot>,
    /// How many records have another id than the input gives them.
    pub(super) renamed: usize,
}

/// Looks for each record in the corpus, and gives ids to those that it has not.
pub(super) fn settle(view: &View, corpus: &Corpus) -> Settled {
    let known = Known::of(corpus);
    let documents: Vec<_> = view.documents.iter().map(|document| known.document(document)).collect();
    let claims: Vec<_> = view.claims.iter().map(|claim| known.claim(claim, view)).collect();
    let mut is_needed = vec![false; view.sources.len()];
    for (claim, _) in view.claims.iter().zip(&claims).filter(|(_, known)| known.is_none()) {
        claim.attributed_to.iter().for_each(|&at| is_needed[at] = true);
    }
    for (document, _) in view.documents.iter().zip(&documents).filter(|(_, known)| known.is_none()) {
        document.publisher.iter().for_each(|&at| is_needed[at] = true);
    }
    let sources: Vec<_> =
        view.sources.iter().zip(is_needed).map(|(source, is_needed)| known.source(source, is_needed)).collect();
    let mut naming = Naming { ids: Ids::of(corpus), renamed: 0 };
    // Ids that the input gives come first, so that no other record takes one.
    let wanted = |ids: &mut Naming, new: bool, id: Option<&Id>| if new { ids.reserve(id) } else { None };
    let is_new = |found: &Found| matches!(found, Found::New);
    let pick = |found: &Option<Id>| found.is_none();
    let source_ids: Vec<_> = view
        .sources
        .iter()
        .zip(&sources)
        .map(|(one, found)| wanted(&mut naming, is_new(found), one.id.as_ref()))
        .collect();
    let document_ids: Vec<_> = view
        .documents
        .iter()
        .zip(&documents)
        .map(|(one, found)| wanted(&mut naming, pick(found), one.id.as_ref()))
        .collect();
    let claim_ids: Vec<_> =
        view.claims.iter().zip(&claims).map(|(one, found)| wanted(&mut naming, pick(found), one.id.as_ref())).collect();
    let sources = sources.into_iter().zip(source_ids).zip(&view.sources).map(|((found, id), source)| match found {
        Found::New => naming.slot(id, &source.label, Shape::SOURCE),
        Found::Known(id) => Slot::Known(id),
        Found::Unneeded => Slot::Unneeded,
    });
    let sources = sources.collect();
    let documents = documents.into_iter().zip(document_ids).zip(&view.documents);
    let documents = documents
        .map(|((found, id), document)| match found {
            Some(known) => Slot::Known(known),
            None => naming.slot(id, document.called.as_ref().unwrap_or(&document.title), Shape::DOCUMENT),
        })
        .collect();
    let claims = claims.into_iter().zip(claim_ids).zip(&view.claims);
    let claims = claims
        .map(|((found, id), claim)| match found {
            Some(known) => Slot::Known(known),
            None => naming.slot(id, &claim.statement, Shape::CLAIM),
        })
        .collect();
    Settled { sources, documents, claims, renamed: naming.renamed }
}

/// Ids on their way to records.
struct Naming {
    ids: Ids,
    renamed: usize,
}

impl Naming {
    /// The id that the input gives a record, if it is free.
    fn reserve(&mut self, wanted: Option<&Id>) -> Option<Id> {
        let id = wanted?;
        if self.ids.reserve(id) {
            return Some(id.clone());
        }
        self.renamed += 1;
        None
    }

    /// That id, or a new one from the words of the record.
    fn slot(&mut self, wanted: Option<Id>, words: &Text, shape: Shape) -> Slot {
        wanted.or_else(|| self.ids.take(words, shape)).map_or(Slot::Unneeded, Slot::New)
    }
}

/// What is known of a source.
enum Found {
    New,
    Known(Id),
    Unneeded,
}

/// The records of a corpus by what tells them from others.
struct Known<'c> {
    corpus: &'c Corpus,
    sources: HashMap<(Identity, NormalName), Vec<&'c Source>>,
    documents: HashMap<DocumentKey, Vec<&'c Document>>,
    claims: HashMap<ClaimKey, Vec<&'c Claim>>,
}

/// What tells a claim from others: what it says, who says it and when, and what documents it.
#[derive(PartialEq, Eq, Hash)]
struct ClaimKey {
    statement: NormalWords,
    voices: BTreeSet<(Identity, NormalName)>,
    date: Option<Text>,
    evidence: BTreeSet<(DocumentKey, NormalWords)>,
}

impl<'c> Known<'c> {
    fn of(corpus: &'c Corpus) -> Self {
        let mut known = Self { corpus, sources: HashMap::new(), documents: HashMap::new(), claims: HashMap::new() };
        for source in corpus.sources.iter().filter(|source| !source.is_withheld) {
            known.sources.entry((source.identity, NormalName::of(&source.label))).or_default().push(source);
        }
        for document in corpus.documents.iter().filter(|document| !document.is_confidential) {
            known.documents.entry(key(document)).or_default().push(document);
        }
        for claim in &corpus.claims {
            let key = known.key(claim);
            known.claims.entry(key).or_default().push(claim);
        }
        known
    }

    /// What tells a claim of the corpus from others.
    fn key(&self, claim: &Claim) -> ClaimKey {
        let voice = |reference| match self.corpus.referred(reference)? {
            Record::Source(at) => {
                let source = &self.corpus.sources[at];
                Some((source.identity, NormalName::of(&source.label)))
            }
            _ => None,
        };
        let evidence = claim.evidence.iter().filter_map(|evidence| match self.corpus.referred(&evidence.document)? {
            Record::Document(at) => {
                let document = &self.corpus.documents[at];
                // What is quoted from a confidential document is in no export.
                let quote = evidence.words().filter(|_| !document.is_confidential);
                Some((key(document), words(quote)))
            }
            _ => None,
        });
        ClaimKey {
            statement: NormalWords::of(&claim.statement),
            voices: claim.attributed_to().iter().filter_map(voice).collect(),
            date: claim.date.as_ref().map(|date| Text::new(date.as_str())),
            evidence: evidence.collect(),
        }
    }

    /// The record of a claim, if the corpus has one; that with the id of the input, if there are several.
    fn claim(&self, new: &NewClaim, view: &View) -> Option<Id> {
        let evidence = |evidence: &super::view::NewEvidence| {
            (view.documents[evidence.document].key(), words(evidence.quote.as_ref()))
        };
        let voice = |&at: &usize| (view.sources[at].identity, NormalName::of(&view.sources[at].label));
        let key = ClaimKey {
            statement: NormalWords::of(&new.statement),
            voices: new.attributed_to.iter().map(voice).collect(),
            date: new.date.as_ref().map(|date| Text::new(date.as_str())),
            evidence: new.evidence.iter().map(evidence).collect(),
        };
        let found = self.claims.get(&key)?;
        let same = found.iter().find(|claim| Some(&claim.id) == new.id.as_ref());
        same.or_else(|| found.first()).map(|claim| claim.id.clone())
    }

    fn document(&self, new: &NewDocument) -> Option<Id> {
        if new.is_confidential {
            // It has nothing that tells it from others but its id.
            let is_it = |record| matches!(record, Record::Document(at) if self.corpus.documents[at].is_confidential);
            return new.id.clone().filter(|id| self.corpus.find(id.as_str()).is_some_and(is_it));
        }
        let found = self.documents.get(&new.key())?;
        let same = found.iter().find(|document| Some(&document.id) == new.id.as_ref());
        same.or_else(|| found.first()).map(|document| document.id.clone())
    }

    /// The one named source that is called so. Others are not put together with what the corpus has: what is called "an
    /// official" may be somebody else each time.
    fn source(&self, new: &NewSource, is_needed: bool) -> Found {
        let found = self.sources.get(&(new.identity, NormalName::of(&new.label)));
        let fits = |source: &&&Source| source.kind.is_none() || new.kind.is_none() || source.kind == new.kind;
        let same = found.into_iter().flatten().find(|source| Some(&source.id) == new.id.as_ref());
        if let Some(same) = same {
            return Found::Known(same.id.clone());
        }
        let mut found = found.into_iter().flatten().filter(fits);
        let (first, other) = (found.next(), found.next());
        match (new.identity, first, other) {
            (Identity::Named, Some(known), None) => Found::Known(known.id.clone()),
            (Identity::Named, ..) => Found::New,
            (_, Some(_), _) if !is_needed => Found::Unneeded,
            _ => Found::New,
        }
    }
}

/// What tells a document of the corpus from others.
fn key(document: &Document) -> DocumentKey {
    match &document.url {
        Some(url) => DocumentKey::Url(url.text().clone()),
        None => DocumentKey::Title(NormalWords::of(&document.title)),
    }
}

fn words(quote: Option<&Text>) -> NormalWords {
    quote.map(NormalWords::of).unwrap_or_default()
}
