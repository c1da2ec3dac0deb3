//! A saved article as a draft: who says what in it, as records for a person to finish.

mod accept;
mod account;
mod answer;
mod apart;
mod blocks;
#[cfg(test)]
mod example;
#[cfg(feature = "html")]
mod html;
pub(crate) mod json;
mod known;
mod opening;
mod plan;
mod pointed;
mod request;
mod sure;
mod text;
mod words;
mod yaml;

use std::collections::BTreeSet;
use std::fmt;

pub use accept::{Accepted, Count, NotAccepted, accept, claim_files};
pub use blocks::names;
pub(crate) use opening::text_of_copy;
pub use opening::{NotRead, of_bytes, of_copy, of_document};
pub use pointed::{Dropped, Pointed};

use crate::format::{Format, Writer, Written};
use crate::model::{Id, Url};
use crate::records::{Ids, Shape};
use crate::speech::{self, Attribution, Publication, Reading, Source};
use crate::text::Text;
use crate::workspace::Snapshot;
use known::{Known, Lacking};
use plan::Plan;

/// What a document is called of which nothing is known.
const ARTICLE: &str = "article";

/// What was found in a text, as it is drafted.
#[derive(Debug)]
pub struct Draft {
    /// The document whose copy it is.
    document: Option<Id>,
    /// What its id is made of if it has no record yet.
    called: Text,
    /// Its title, if it has no record yet and says what it is called.
    title: Option<Text>,
    reading: Reading,
    /// The ids of the sources of the reading, in its order.
    ids: Vec<Id>,
    /// Those of them that sources of the corpus have.
    reused: BTreeSet<Id>,
    /// Every id that a record has, in the corpus or here.
    taken: Ids,
    /// What of it the corpus has already.
    known: Known,
    /// What the corpus has from this page and the text has not.
    lacking: Lacking,
    is_sure_only: bool,
    /// What came of the answer of another program.
    pointed: Option<Pointed>,
}

/// Why there is nothing to draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Nothing {
    /// The corpus has it already.
    Known,
    /// Nobody is found to say anything.
    NotFound,
    /// There are no rules for the language, or nobody knows which it is.
    NotRead,
}

impl fmt::Display for Nothing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Known => "all that was found is in the claim files already",
            Self::NotFound => "no attribution was found",
            Self::NotRead => "the text is in a language without rules, or in an unknown one",
        })
    }
}

impl Draft {
    /// Reads a text, which may be that of a document's copy. New records get ids that the corpus has not, if there is
    /// one.
    pub fn new(text: &Text, publication: &Publication, document: Option<Id>, corpus: Option<&Snapshot>) -> Self {
        Self::of(speech::read_as(text, publication), document, corpus)
    }

    /// Drafts what was found in a text.
    pub fn of(reading: Reading, document: Option<Id>, corpus: Option<&Snapshot>) -> Self {
        Self::of_page(reading, document, None, corpus)
    }

    /// Drafts what was found in the text of a page, whose address may be that of documents in the corpus.
    fn of_page(reading: Reading, document: Option<Id>, url: Option<&Url>, corpus: Option<&Snapshot>) -> Self {
        let mut taken = corpus.map(|snapshot| Ids::of(snapshot.corpus())).unwrap_or_default();
        let known = corpus.map(|snapshot| Known::of(snapshot, document.as_ref(), url)).unwrap_or_default();
        let mut ids: Vec<Id> = Vec::with_capacity(reading.sources.len());
        let mut reused = BTreeSet::new();
        for (source, unnamed) in reading.sources.iter().zip(known.without_a_name(&reading)) {
            let known = known.source(source).cloned().or(unnamed).filter(|known| reused.insert(known.clone()));
            ids.extend(known.or_else(|| taken.take(&source.label, Shape::SOURCE)));
        }
        let (called, lacking) = (Text::new(ARTICLE), known.lacking(&reading.text));
        let (title, pointed) = (None, None);
        Self { document, called, title, reading, ids, reused, taken, known, lacking, is_sure_only: false, pointed }
    }

    /// With what the document is called, for a file that has no record yet.
    #[must_use]
    pub fn called(self, name: Text, title: Option<Text>) -> Self {
        Self { called: name, title, ..self }
    }

    /// Only with attributions that are sure.
    #[must_use]
    pub fn sure(mut self) -> Self {
        sure::keep(&mut self.reading, &mut self.ids);
        self.is_sure_only = true;
        self
    }

    /// The document whose copy it is.
    pub fn document(&self) -> Option<&Id> {
        self.document.as_ref()
    }

    /// Who says what.
    pub fn reading(&self) -> &Reading {
        &self.reading
    }

    /// The ids of the sources of the reading, in its order.
    pub fn ids(&self) -> &[Id] {
        &self.ids
    }

    /// Why there is no claim to be written, if there is none.
    pub fn nothing(&self) -> Option<Nothing> {
        let plan = Plan::new(self, &mut self.taken());
        plan.claims.is_empty().then_some(match (plan.known.is_empty(), self.reading.account.is_read) {
            (false, _) => Nothing::Known,
            (true, true) => Nothing::NotFound,
            (true, false) => Nothing::NotRead,
        })
    }

    /// What came of the answer of another program, if one was asked.
    pub fn pointed(&self) -> Option<&Pointed> {
        self.pointed.as_ref()
    }

    /// Ids for more records, none of which is taken.
    fn taken(&self) -> Ids {
        self.taken.clone()
    }

    /// Whose words an attribution has.
    fn voice(&self, attribution: &Attribution) -> Option<&Source> {
        self.reading.sources.get(attribution.voice?)
    }

    /// The claims of the corpus that have the quotes of an attribution, and whether one of them may be of its source.
    fn said_before(&self, attribution: &Attribution, quotes: &[Text]) -> Option<(Vec<Id>, bool)> {
        let (claims, source) = (self.known.claims(quotes)?, self.voice(attribution));
        let is_of_source = claims.iter().any(|claim| self.known.is_of(claim, source));
        Some((claims, is_of_source))
    }

    /// The source of the corpus that one in the text is.
    fn known(&self, at: usize) -> Option<&Id> {
        self.ids.get(at).filter(|id| self.reused.contains(id))
    }

    /// The sources of the corpus that are called what one in the text is called: the one that it is, or all that it may
    /// be.
    fn of_this_name(&self, at: usize) -> Vec<&Id> {
        let namesakes = || self.reading.sources.get(at).into_iter().flat_map(|source| self.known.namesakes(source));
        self.known(at).map_or_else(|| namesakes().collect(), |known| vec![known])
    }
}

impl Written for Draft {
    fn writers() -> impl IntoIterator<Item = Writer<Self>> {
        [
            Writer::new(Format::Text, text::write),
            Writer::new(Format::Json, json::write),
            Writer::new(Format::Yaml, yaml::write),
            #[cfg(feature = "html")]
            Writer::new(Format::Html, html::write),
        ]
    }
}
