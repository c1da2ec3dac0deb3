//! What of a draft the corpus has already: named sources, claims with the same quotes from the same document, and who
//! says those without a name.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::words;
use crate::model::{self, Claim, Id, Record, Url};
use crate::quotes::{NormalQuote, Outcome, Page, find_all};
use crate::speech::{Identity, PersonName, Reading, Source, SourceKind};
use crate::text::{NormalName, Text};
use crate::workspace::Snapshot;

/// The records of a corpus that a draft could make a second time.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// The named sources, by their names.
    sources: HashMap<NormalName, Vec<(Id, Option<SourceKind>)>>,
    /// The sources without a name that say something in the document, by their descriptions.
    unnamed: HashMap<NormalName, Vec<Unnamed>>,
    /// The claims, by the quotes that they have from the document.
    claims: HashMap<NormalQuote, Vec<Id>>,
    /// Whose those claims are.
    voices: HashMap<Id, Vec<Voice>>,
    /// The quotes of claims that were not withdrawn.
    quotes: Vec<Quoted>,
}

/// A source without a name, and its claims from the document.
#[derive(Debug)]
struct Unnamed {
    id: Id,
    claims: BTreeSet<Id>,
}

/// What a source of the corpus is called, if it is named.
#[derive(Debug)]
struct Voice {
    is_named: bool,
    label: Text,
}

/// A quote of a claim from the document, or from another copy of its page.
#[derive(Debug)]
struct Quoted {
    document: Id,
    claim: Id,
    quote: Text,
}

/// Claims with quotes that a copy does not have, by the documents that they have these from.
pub(super) type Lacking = BTreeMap<Id, BTreeSet<Id>>;

impl Known {
    /// Those of a corpus. The document is the one with this id, or any with this address.
    pub(super) fn of(snapshot: &Snapshot, document: Option<&Id>, url: Option<&Url>) -> Self {
        let corpus = snapshot.corpus();
        let mut known = Self::default();
        let named = corpus.sources.iter().filter(|source| source.identity == model::Identity::Named);
        for source in named.filter(|source| !source.is_confidential()) {
            known.sources.entry(NormalName::of(&source.label)).or_default().push((source.id.clone(), source.kind));
        }
        let own = document.and_then(|id| corpus.documents.iter().find(|document| document.id == *id));
        let url = url.or_else(|| own?.url.as_ref());
        let is_it = |found: &model::Document| is_page(found, document, url);
        let mut unnamed = BTreeMap::<_, BTreeSet<_>>::new();
        for (at, claim) in corpus.claims.entries() {
            for evidence in &claim.evidence {
                let Some(Record::Document(document)) = corpus.referred(&evidence.document) else { continue };
                if let Some(quote) = evidence.words().filter(|_| is_it(&corpus.documents[document])) {
                    known.add(claim, &corpus.documents[document].id, quote);
                    let voices = snapshot.graph().voices(at);
                    for &voice in voices {
                        unnamed.entry(voice).or_default().insert(claim.id.clone());
                    }
                    let voices = voices.iter().map(|&voice| &corpus.sources[voice]).map(|source| Voice {
                        is_named: source.identity == model::Identity::Named,
                        label: source.label.clone(),
                    });
                    known.voices.insert(claim.id.clone(), voices.collect());
                }
            }
        }
        let unnamed = unnamed.into_iter().map(|(at, claims)| (&corpus.sources[at], claims));
        let unnamed = unnamed.filter(|(source, _)| source.identity != model::Identity::Named && !source.is_withheld);
        for (source, claims) in unnamed {
            let alike = known.unnamed.entry(NormalName::of(&source.label)).or_default();
            alike.push(Unnamed { id: source.id.clone(), claims });
        }
        known
    }

    fn add(&mut self, claim: &Claim, document: &Id, quote: &Text) {
        let claims = self.claims.entry(NormalQuote::of(quote)).or_default();
        claims.extend((claims.last() != Some(&claim.id)).then(|| claim.id.clone()));
        if claim.retracted().is_none() {
            self.quotes.push(Quoted { document: document.clone(), claim: claim.id.clone(), quote: quote.clone() });
        }
    }

    /// The one source that has the name of one in the text. An outlet is no person.
    pub(super) fn source(&self, source: &Source) -> Option<&Id> {
        let mut called =
            self.called(source).filter(|(_, kind)| kind.is_none() || source.kind.is_none() || *kind == source.kind);
        called.next().filter(|_| called.next().is_none()).map(|(id, _)| id)
    }

    /// The sources that are called what one in the text is called, and may be somebody else.
    pub(super) fn namesakes(&self, source: &Source) -> impl Iterator<Item = &Id> {
        self.called(source).map(|(id, _)| id).chain(self.described(source).map(|one| &one.id))
    }

    fn called(&self, source: &Source) -> impl Iterator<Item = &(Id, Option<SourceKind>)> {
        let called = self.sources.get(&label(source));
        called.into_iter().flatten().filter(|_| source.identity == Identity::Named)
    }

    /// The sources of the corpus that the sources without a name in a text are: those with the same description that
    /// the same claims have, and then the only one with that description, if the text has no other.
    pub(super) fn without_a_name(&self, reading: &Reading) -> Vec<Option<Id>> {
        let mut found = vec![None; reading.sources.len()];
        if self.unnamed.is_empty() {
            return found;
        }
        let mut said = vec![BTreeSet::new(); found.len()];
        for attribution in &reading.attributions {
            let claims = self.claims(&words::evidence(reading, attribution));
            if let Some(said) = attribution.voice.and_then(|voice| said.get_mut(voice)) {
                said.extend(claims.into_iter().flatten());
            }
        }
        let mut alike = HashMap::<_, usize>::new();
        for ((found, source), said) in found.iter_mut().zip(&reading.sources).zip(&said) {
            *found = only(self.described(source).filter(|one| !one.claims.is_disjoint(said)));
            *alike.entry(label(source)).or_default() += 1;
        }
        let taken: BTreeSet<Id> = found.iter().flatten().cloned().collect();
        for (found, source) in found.iter_mut().zip(&reading.sources).filter(|(found, _)| found.is_none()) {
            let is_certain = matches!(source.identity, Identity::Anonymous | Identity::Unspecified);
            if is_certain && alike.get(&label(source)) == Some(&1) {
                *found = only(self.described(source).filter(|one| !taken.contains(&one.id)));
            }
        }
        found
    }

    /// The sources of the corpus with the description of one without a name in the text.
    fn described(&self, source: &Source) -> impl Iterator<Item = &Unnamed> {
        let described = self.unnamed.get(&label(source)).filter(|_| source.identity != Identity::Named);
        described.into_iter().flatten()
    }

    /// The claims that have all of some quotes from the document, or each a part of them.
    pub(super) fn claims(&self, quotes: &[Text]) -> Option<Vec<Id>> {
        let mut ids = Vec::new();
        for quote in quotes {
            ids.extend(self.claims.get(&NormalQuote::of(quote))?.iter().cloned());
        }
        ids.sort();
        ids.dedup();
        (!ids.is_empty()).then_some(ids)
    }

    /// Whether a claim may be of a source in the text. Where the text does not say who speaks, a person has found it
    /// out; and the desk may keep a name that the text has.
    pub(super) fn is_of(&self, claim: &Id, source: Option<&Source>) -> bool {
        let Some(source) = source.filter(|source| source.identity != Identity::Unresolved) else { return true };
        let name = words::whole(&source.label);
        let is_person = |one: &PersonName, other: &PersonName| {
            one.may_be(other) || one.is_surname_of(other) || other.is_surname_of(one)
        };
        let is_called = |voice: &Voice| {
            NormalName::of(&voice.label) == NormalName::of(&name)
                || is_person(&PersonName::of(&voice.label), &PersonName::of(&name))
        };
        let is_it = |voice: &Voice| !voice.is_named || source.identity == Identity::Named && is_called(voice);
        self.voices.get(claim).is_some_and(|voices| voices.iter().any(is_it))
    }

    /// The claims with a quote that `check` would not find in a text.
    pub(super) fn lacking(&self, text: &Text) -> Lacking {
        let mut lacking = Lacking::new();
        if self.quotes.is_empty() {
            return lacking;
        }
        let quotes: Vec<_> = self.quotes.iter().map(|quoted| &quoted.quote).collect();
        let found = find_all(&Page::new(text.clone()), &quotes);
        for (Quoted { document, claim, .. }, found) in self.quotes.iter().zip(found) {
            if matches!(found, Ok(Outcome::Altered(_) | Outcome::Absent)) {
                lacking.entry(document.clone()).or_default().insert(claim.clone());
            }
        }
        lacking
    }
}

/// Whether a document is the one with an id, or of the page at an address. Nobody learns that a confidential one is.
pub(super) fn is_page(document: &model::Document, id: Option<&Id>, url: Option<&Url>) -> bool {
    let is_at = |known: &Url| url.is_some_and(|url| known.is_same_page(url));
    id == Some(&document.id) || !document.is_confidential && document.url.as_ref().is_some_and(is_at)
}

/// What a source in the text is called, to be compared.
fn label(source: &Source) -> NormalName {
    NormalName::of(&words::whole(&source.label))
}

/// The id of the one source among some, if it is one.
fn only<'k>(mut sources: impl Iterator<Item = &'k Unnamed>) -> Option<Id> {
    sources.next().filter(|_| sources.next().is_none()).map(|one| one.id.clone())
}
