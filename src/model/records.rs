//! Sources, documents, claims and reviews.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Archived, Confidential, ConfidentialUrls, Date, Id, Language, Links, Url};
use crate::format::named;
use crate::text::{Span, Text};

/// Whether readers may know who a source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Identity {
    /// Readers may know who it is.
    Named,
    /// The reporter knows who it is; readers do not.
    Anonymous,
    /// Nobody in particular: "US media", "reports say", "sources".
    Unspecified,
}

impl Identity {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Named, Self::Anonymous, Self::Unspecified];

    /// The word for it in claim files and outputs.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Named => "named",
            Self::Anonymous => "anonymous",
            Self::Unspecified => "unspecified",
        }
    }
}

/// What a source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum SourceKind {
    /// A human being.
    Person,
    /// A ministry, a company, a group.
    Organization,
    /// Somebody who publishes.
    Outlet,
    /// A paper that speaks for itself.
    Document,
}

impl SourceKind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Person, Self::Organization, Self::Outlet, Self::Document];

    /// The word for it in claim files and outputs.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organization => "organization",
            Self::Outlet => "outlet",
            Self::Document => "document",
        }
    }
}

/// On what terms a source spoke.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Terms {
    /// Everything may be used, with the name.
    OnRecord,
    /// What was said may be used, with a description instead of the name.
    Background,
    /// What was said may be used, without any attribution.
    DeepBackground,
    /// Nothing may be used.
    OffRecord,
}

impl Terms {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::OnRecord, Self::Background, Self::DeepBackground, Self::OffRecord];

    /// The word for them in claim files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::OnRecord => "on_record",
            Self::Background => "background",
            Self::DeepBackground => "deep_background",
            Self::OffRecord => "off_record",
        }
    }
}

named!(Identity, SourceKind, Terms);

/// A reference to another record, which may not exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// What it says, whether it is an id or not.
    pub to: Text,
    /// Where it is.
    pub span: Span,
}

/// What a record says, and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located<T> {
    /// What it says.
    pub value: T,
    /// Where it is.
    pub place: Span,
}

/// What a source is called while its record cannot be read.
const WITHHELD: &str = "a source whose record is broken";

/// Somebody who asserts something.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Source {
    /// Its id.
    pub id: Id,
    /// Whether readers may know who it is.
    pub identity: Identity,
    /// What it is.
    pub kind: Option<SourceKind>,
    /// The name of a named source, the description of any other: what readers may see.
    pub label: Text,
    /// What a named source is called beside its name.
    pub description: Option<Text>,
    /// A named source's office or function.
    pub role: Option<Text>,
    /// The terms on which it spoke.
    pub terms: Option<Terms>,
    /// Why it is not named.
    pub reason: Option<Text>,
    /// Who on the desk knows it, as a function.
    pub known_to: Option<Confidential>,
    /// A named source's address.
    pub url: Option<Url>,
    /// A named source's note; that of any other is not even kept.
    pub note: Option<Text>,
    /// Whether its record could not be read as a whole, so that nobody knows what it asks to keep back.
    pub is_withheld: bool,
    /// Where its id is.
    pub place: Span,
}

/// What the end of a chain is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SourceClass {
    /// Readers may know who it is, and it answers for what it says.
    Named,
    /// A named outlet: it answers for what it says, but its own source is not recorded.
    Outlet,
    /// Readers are not told who it is.
    Unnamed,
}

impl Source {
    /// What it is worth as the end of a chain.
    pub fn class(&self) -> SourceClass {
        match (self.identity, self.kind) {
            (Identity::Named, Some(SourceKind::Outlet)) => SourceClass::Outlet,
            (Identity::Named, _) => SourceClass::Named,
            (Identity::Anonymous | Identity::Unspecified, _) => SourceClass::Unnamed,
        }
    }

    /// Whether somebody can tell it from other sources: its name says who it is, or somebody at the desk knows.
    ///
    /// An outlet may be repeating another source, and one whom nobody knows may be another source.
    pub fn is_distinct(&self) -> bool {
        let is_known = self.known_to.as_ref().is_some_and(Confidential::is_given);
        self.class() == SourceClass::Named || self.identity == Identity::Anonymous && is_known
    }

    /// Its terms, if readers may know its name and the terms do not allow it.
    pub(crate) fn broken_terms(&self) -> Option<Terms> {
        self.terms.filter(|&terms| terms != Terms::OnRecord && !self.is_confidential())
    }

    /// Only a source whose record says that it is named is not.
    pub fn is_confidential(&self) -> bool {
        self.identity != Identity::Named || self.is_withheld
    }

    /// The source without what could tell who it is. Whether it is named still counts for the claims that rest on it.
    pub(crate) fn withheld(self) -> Self {
        let label = if self.identity == Identity::Named { Text::new(WITHHELD) } else { self.label };
        let description = self.description.filter(|_| self.identity != Identity::Named);
        Self { label, description, role: None, url: None, note: None, is_withheld: true, ..self }
    }
}

/// Where something was published.
#[derive(Debug, Clone)]
#[non_exhaustive]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Document {
    /// Its id.
    pub id: Id,
    /// Its title.
    pub title: Text,
    /// The source that published it.
    pub publisher: Option<Reference>,
    /// Its URL.
    pub url: Option<Url>,
    /// When it was published.
    pub published: Option<Date>,
    /// Who wrote it, as it is printed.
    pub author: Box<[Text]>,
    /// The language that it is written in.
    pub language: Option<Language>,
    /// When somebody looked at it.
    pub accessed: Option<Date>,
    /// Where a public archive has a copy.
    pub archived_url: Option<Url>,
    /// What the desk has archived of it, if anything.
    pub archived: Option<Box<Archived>>,
    /// Whether it could tell who a source is. Of such a document the title, the authors and the note are not even kept,
    /// and the addresses only to be compared.
    pub is_confidential: bool,
    /// The addresses of a confidential document.
    pub confidential_urls: ConfidentialUrls,
    /// Whether it is confidential only because its publisher is not known to be a source with a name.
    pub is_withheld: bool,
    /// Of a confidential document, whether its id spells out the title that no output may show.
    pub has_telling_id: bool,
    /// Of a confidential document without an address, the words of its title as one number, to be compared with others.
    pub title_mark: Option<u64>,
    /// A note.
    pub note: Option<Text>,
    /// Where its id is.
    pub place: Span,
}

/// One sentence that someone asserts.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Claim {
    /// Its id.
    pub id: Id,
    /// What is asserted.
    pub statement: Text,
    /// The sources and claims that it refers to.
    pub links: Links,
    /// When it was asserted.
    pub date: Option<Date>,
    /// Whether its voices, or what it cites or corroborates, could not be read whole.
    pub has_unread_links: bool,
    /// Whether its evidence could not be read whole.
    pub has_unread_evidence: bool,
    /// What it is documented by.
    pub evidence: Box<[Evidence]>,
    /// What else is said of it, if anything is.
    pub details: Option<Box<Details>>,
    /// Where its id is.
    pub place: Span,
}

/// What is said of few claims. Apart from them, since a corpus may have a million.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Details {
    /// Whether and when its source withdrew the claim.
    pub retracted: Option<Retraction>,
    /// Tags, for selecting claims.
    pub tags: Box<[Text]>,
    /// The claim's URL.
    pub url: Option<Url>,
    /// A note.
    pub note: Option<Text>,
}

impl Details {
    /// For a claim: nothing if they say nothing.
    pub fn boxed(self) -> Option<Box<Self>> {
        (self != Self::default()).then(|| Box::new(self))
    }
}

impl Claim {
    /// The sources whose voice asserts it.
    pub fn attributed_to(&self) -> &[Reference] {
        self.links.lists()[0]
    }

    /// The claims that it relays or is derived from.
    pub fn cites(&self) -> &[Reference] {
        self.links.lists()[1]
    }

    /// The claims that it supports from its own grounds.
    pub fn corroborates(&self) -> &[Reference] {
        self.links.lists()[2]
    }

    /// The claims that it disputes.
    pub fn disputes(&self) -> &[Reference] {
        self.links.lists()[3]
    }

    /// Whether and when its source withdrew it.
    pub fn retracted(&self) -> Option<&Retraction> {
        self.details.as_ref()?.retracted.as_ref()
    }

    /// Its tags, for selecting claims.
    pub fn tags(&self) -> &[Text] {
        self.details.as_ref().map_or(&[], |details| &details.tags)
    }

    /// Its URL.
    pub fn url(&self) -> Option<&Url> {
        self.details.as_ref()?.url.as_ref()
    }

    /// A note.
    pub fn note(&self) -> Option<&Text> {
        self.details.as_ref()?.note.as_ref()
    }
}

/// That a claim was withdrawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retraction {
    /// When; `None` if the date cannot be read. A retraction with a bad date is still a retraction.
    pub date: Option<Date>,
}

/// A place in a document that a claim is documented by.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Evidence {
    /// The document.
    pub document: Reference,
    /// The exact words.
    pub quote: Option<Located<Text>>,
    /// The quote in another language.
    pub translation: Option<Text>,
    /// Where in the document.
    pub locator: Option<Text>,
}

impl Evidence {
    /// The words of its quote.
    pub fn words(&self) -> Option<&Text> {
        self.quote.as_ref().map(|quote| &quote.value)
    }
}

/// What a fact-checking run decided.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Review {
    /// Its id.
    pub id: Id,
    /// The claim that was reviewed.
    pub claim: Reference,
    /// What was decided.
    pub verdict: Located<Text>,
    /// By whom.
    pub reviewer: Text,
    /// When.
    pub date: Option<Date>,
    /// Until when it holds.
    pub expires: Option<Date>,
    /// Why.
    pub rationale: Option<Text>,
    /// Its URL.
    pub url: Option<Url>,
    /// The claim's grounds digest at the time.
    pub digest: Option<[u8; 32]>,
    /// The records that the claim rested on at the time, with short digests of their fields: by them it can be told
    /// what has changed.
    pub grounds: Box<[Text]>,
    /// A note.
    pub note: Option<Text>,
    /// Where its id is.
    pub place: Span,
}
