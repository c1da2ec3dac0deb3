//! Records made outside of claim files: what a record needs, and nothing else. The other fields are set afterwards.

use super::{
    Claim, ConfidentialUrls, Date, Document, Evidence, Id, Identity, Links, Located, Reference, Review, Source,
};
use crate::text::{FileId, Span, Text};

/// What is not from a file is nowhere.
const NOWHERE: Span = Span { file: FileId(0), start: 0, end: 0 };

impl From<&Id> for Reference {
    fn from(id: &Id) -> Self {
        Self { to: id.text().clone(), span: NOWHERE }
    }
}

impl Source {
    /// A source with the name of a named one, or the description of any other.
    ///
    /// ```
    /// use onrecord::model::{Identity, Source};
    ///
    /// let official = Source::new("us-official".parse()?, Identity::Anonymous, "a US official".into());
    /// assert!(official.is_confidential());
    /// # Ok::<(), onrecord::model::InvalidId>(())
    /// ```
    pub fn new(id: Id, identity: Identity, label: Text) -> Self {
        Self {
            id,
            identity,
            kind: None,
            label,
            description: None,
            role: None,
            terms: None,
            reason: None,
            known_to: None,
            url: None,
            note: None,
            is_withheld: false,
            place: NOWHERE,
        }
    }
}

impl Document {
    /// A document with a title.
    pub fn new(id: Id, title: Text) -> Self {
        Self {
            id,
            title,
            publisher: None,
            url: None,
            published: None,
            author: Box::default(),
            language: None,
            accessed: None,
            archived_url: None,
            archived: None,
            is_confidential: false,
            confidential_urls: ConfidentialUrls::default(),
            is_withheld: false,
            has_telling_id: false,
            title_mark: None,
            note: None,
            place: NOWHERE,
        }
    }
}

impl Evidence {
    /// Evidence in a document.
    pub fn new(document: &Id) -> Self {
        Self { document: document.into(), quote: None, translation: None, locator: None }
    }
}

impl Claim {
    /// A claim with what it asserts.
    ///
    /// ```
    /// use onrecord::model::Claim;
    ///
    /// let claim = Claim::new("agreement".parse()?, "There is an agreement.".into());
    /// assert!(claim.attributed_to().is_empty());
    /// # Ok::<(), onrecord::model::InvalidId>(())
    /// ```
    pub fn new(id: Id, statement: Text) -> Self {
        Self {
            id,
            statement,
            links: Links::default(),
            date: None,
            has_unread_links: false,
            has_unread_evidence: false,
            evidence: Box::default(),
            details: None,
            place: NOWHERE,
        }
    }
}

impl Review {
    /// A review with what was decided, by whom and when.
    pub fn new(id: Id, claim: &Id, verdict: Text, reviewer: Text, date: Date) -> Self {
        Self {
            id,
            claim: claim.into(),
            verdict: Located { value: verdict, place: NOWHERE },
            reviewer,
            date: Some(date),
            expires: None,
            rationale: None,
            url: None,
            digest: None,
            grounds: Box::default(),
            note: None,
            place: NOWHERE,
        }
    }
}
