//! Which records are new, which the corpus has already, and the ids of all of them.

use std::collections::{BTreeSet, HashMap};

use super::view::{DocumentKey, NewClaim, NewDocument, NewEvidence, NewSource, View};
use crate::load::title_mark;
use crate::model::{Claim, Corpus, Document, Id, Identity, Record, Source, Url};
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
    let claims: Vec<_> = view.claims.iter().map(|claim| known.claim(claim, view, &documents)).collect();
    let documents: Vec<_> = documents.into_iter().map(|found| found.map(|document| document.id.clone())).collect();
    // A source that no record refers to is an item of the input by itself.
    let (mut is_needed, mut is_used) = (vec![false; view.sources.len()], vec![false; view.sources.len()]);
    let of_claims = view.claims.iter().zip(&claims).map(|(claim, known)| (&claim.attributed_to[..], known.is_none()));
    let of_documents =
        view.documents.iter().zip(&documents).map(|(document, known)| (document.publisher.as_slice(), known.is_none()));
    for (sources, is_new) in of_claims.chain(of_documents) {
        for &at in sources {
            (is_used[at], is_needed[at]) = (true, is_needed[at] || is_new);
        }
    }
    let needs = is_needed.into_iter().zip(is_used).map(|(is_needed, is_used)| is_needed || !is_used);
    let sources: Vec<_> =
        view.sources.iter().zip(needs).map(|(source, is_needed)| known.source(source, is_needed)).collect();
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
    /// Those that are confidential, by the numbers of their pages and of the words of their titles.
    confidential: HashMap<u64, Vec<&'c Document>>,
    claims: HashMap<ClaimKey, Vec<&'c Claim>>,
}

/// What tells a claim from others: what it says, who says it and when, and what documents it.
#[derive(PartialEq, Eq, Hash)]
struct ClaimKey {
    statement: NormalWords,
    /// What they are called, whoever they are: the desk may have found out since.
    voices: BTreeSet<NormalName>,
    date: Option<Text>,
    /// Documents by the first id that each has in the corpus.
    evidence: BTreeSet<(Id, NormalWords)>,
}

impl<'c> Known<'c> {
    fn of(corpus: &'c Corpus) -> Self {
        let (sources, documents) = (HashMap::new(), HashMap::new());
        let mut known = Self { corpus, sources, documents, confidential: HashMap::new(), claims: HashMap::new() };
        for source in corpus.sources.iter().filter(|source| !source.is_withheld) {
            known.sources.entry((source.identity, NormalName::of(&source.label))).or_default().push(source);
        }
        for document in &corpus.documents {
            for number in numbers(document) {
                known.confidential.entry(number).or_default().push(document);
            }
            if !document.is_confidential {
                known.documents.entry(key(document)).or_default().push(document);
            }
        }
        for claim in &corpus.claims {
            let key = known.key(claim, true);
            known.claims.entry(key).or_default().push(claim);
            // What is quoted from a confidential document is in no export, so the claim is known without it, too.
            if !known.confidential.is_empty() {
                let key = known.key(claim, false);
                known.claims.entry(key).or_default().push(claim);
            }
        }
        known
    }

    /// What tells a claim of the corpus from others, with all that it quotes or without what is confidential.
    fn key(&self, claim: &Claim, has_all: bool) -> ClaimKey {
        let voice = |reference| match self.corpus.referred(reference)? {
            Record::Source(at) => Some(NormalName::of(&self.corpus.sources[at].label)),
            _ => None,
        };
        let evidence = claim.evidence.iter().filter_map(|evidence| match self.corpus.referred(&evidence.document)? {
            Record::Document(at) => {
                let document = &self.corpus.documents[at];
                let quote = evidence.words().filter(|_| has_all || !document.is_confidential);
                Some((self.first(document).clone(), words(quote)))
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

    /// The record of a claim, if the corpus has one; that with the id of the input, if there are several. The corpus
    /// has none that is documented by what it has not.
    fn claim(&self, new: &NewClaim, view: &View, documents: &[Option<&'c Document>]) -> Option<Id> {
        let evidence = |evidence: &NewEvidence| {
            Some((self.first(documents[evidence.document]?).clone(), words(evidence.quote.as_ref())))
        };
        let voice = |&at: &usize| NormalName::of(&view.sources[at].label);
        let key = ClaimKey {
            statement: NormalWords::of(&new.statement),
            voices: new.attributed_to.iter().map(voice).collect(),
            date: new.date.as_ref().map(|date| Text::new(date.as_str())),
            evidence: new.evidence.iter().map(evidence).collect::<Option<_>>()?,
        };
        let found = self.claims.get(&key)?;
        let same = found.iter().find(|claim| Some(&claim.id) == new.id.as_ref());
        same.or_else(|| found.first()).map(|claim| claim.id.clone())
    }

    /// The id of the first document of the corpus that is this one.
    fn first(&self, document: &'c Document) -> &'c Id {
        let same = match numbers(document).next() {
            Some(number) => self.confidential.get(&number),
            None => self.documents.get(&key(document)),
        };
        same.and_then(|same| same.first()).map_or(&document.id, |first| &first.id)
    }

    fn document(&self, new: &NewDocument) -> Option<&'c Document> {
        if new.is_confidential {
            // An export has nothing that tells it from others but its id.
            let found = self.corpus.find(new.id.as_ref()?.as_str());
            let Some(Record::Document(at)) = found else { return None };
            return Some(&self.corpus.documents[at]).filter(|document| document.is_confidential);
        }
        let address = new.url.as_ref().or(new.archived_url.as_ref());
        let number = address.map_or_else(|| title_mark(&new.title), Url::page_number);
        let found = self.documents.get(&new.key()).or_else(|| self.confidential.get(&number))?;
        let same = found.iter().find(|document| Some(&document.id) == new.id.as_ref());
        same.or_else(|| found.first()).copied()
    }

    /// The one named source that is called so, also if the input leaves it open whether it is named. Others are not put
    /// together with what the corpus has: what is called "an official" may be somebody else each time.
    fn source(&self, new: &NewSource, is_needed: bool) -> Found {
        let name = NormalName::of(&new.label);
        let of = |identity| self.sources.get(&(identity, name.clone())).into_iter().flatten();
        if let Some(same) = of(new.identity).find(|source| Some(&source.id) == new.id.as_ref()) {
            return Found::Known(same.id.clone());
        }
        let fits = |source: &&&Source| source.kind.is_none() || new.kind.is_none() || source.kind == new.kind;
        let mut named = of(Identity::Named).filter(fits);
        match (named.next(), named.next()) {
            (Some(known), None) if new.identity == Identity::Named || new.is_unclear => Found::Known(known.id.clone()),
            _ if is_needed => Found::New,
            _ => Found::Unneeded,
        }
    }
}

/// The numbers that tell a confidential document from others.
fn numbers(document: &Document) -> impl Iterator<Item = u64> {
    document.confidential_urls.page_numbers().chain(document.title_mark)
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
