//! Records as claim files have them, before anything is checked but their shape.
//!
//! The comments on records and fields are shown by editors, through the JSON Schema that is made from here: `with`
//! names what the text of a field must be, and a field that is not optional there is required.

use schemars::JsonSchema;
use serde::Deserialize;

use super::shape::{Digest, Sha256, Truth, Words};
use crate::model::{Date, Id, Identity, Language, SnapshotPath, SourceKind, Terms, Url};
use crate::tree::{List, Placed};

type Field<'t> = Option<Placed<'t>>;

/// Someone who asserts something: a person, an organization, an outlet, a paper.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(title = "source", deny_unknown_fields)]
pub(crate) struct RawSource<'t> {
    /// Whether readers may know who it is. Required. A source that is not named is confidential: its record may contain
    /// only what readers may know.
    #[schemars(with = "Identity")]
    pub(crate) identity: Option<Identity>,
    /// What it is.
    pub(crate) kind: Option<SourceKind>,
    /// The name that readers see. Required for a named source, and not allowed for any other.
    #[serde(borrow)]
    #[schemars(with = "Option<Words>")]
    pub(crate) name: Field<'t>,
    /// Who it is in general terms, such as "a US official". Required unless the source is named. Readers see this.
    pub(crate) description: Field<'t>,
    /// A named source's office or function, such as "Foreign Minister of Türkiye".
    pub(crate) role: Field<'t>,
    /// The terms on which it spoke.
    pub(crate) terms: Option<Terms>,
    /// Why it is not named.
    pub(crate) reason: Field<'t>,
    /// Who on the desk knows who it is: a function, such as "foreign editor", never a name.
    pub(crate) known_to: Field<'t>,
    /// A named source's URL.
    #[schemars(with = "Option<Url>")]
    pub(crate) url: Field<'t>,
    /// A note for colleagues. For a source that is not named, no output shows it.
    pub(crate) note: Field<'t>,
}

/// Where something was published.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(title = "document", deny_unknown_fields)]
pub(crate) struct RawDocument<'t> {
    /// Its title. Required.
    #[serde(borrow)]
    #[schemars(with = "Words")]
    pub(crate) title: Field<'t>,
    /// The id of the source that published it.
    #[schemars(with = "Option<Id>")]
    pub(crate) publisher: Field<'t>,
    /// Its URL.
    #[schemars(with = "Option<Url>")]
    pub(crate) url: Field<'t>,
    /// When it was published: `2023`, `2023-10`, `2023-10-21` or a moment with its offset.
    #[schemars(with = "Option<Date>")]
    pub(crate) published: Field<'t>,
    /// Who wrote it, as printed. These are names, not ids of sources.
    #[serde(default)]
    pub(crate) author: List<Placed<'t>>,
    /// Its language, as a BCP 47 tag: `en`, `tr`, `pt-BR`.
    #[schemars(with = "Option<Language>")]
    pub(crate) language: Field<'t>,
    /// When someone looked at it: `2023`, `2023-10`, `2023-10-21` or a moment with its offset.
    #[schemars(with = "Option<Date>")]
    pub(crate) accessed: Field<'t>,
    /// Where a public archive has a copy of it.
    #[schemars(with = "Option<Url>")]
    pub(crate) archived_url: Field<'t>,
    /// An archived copy: a path relative to this file, inside the corpus folder.
    #[schemars(with = "Option<SnapshotPath>")]
    pub(crate) snapshot: Field<'t>,
    /// The SHA-256 of the archived copy's bytes.
    #[schemars(with = "Option<Sha256>")]
    pub(crate) sha256: Field<'t>,
    /// The text of the copy, where the copy itself cannot be read: a path relative to this file, inside the corpus
    /// folder.
    #[schemars(with = "Option<SnapshotPath>")]
    pub(crate) text: Field<'t>,
    /// The SHA-256 of the bytes of that text.
    #[schemars(with = "Option<Sha256>")]
    pub(crate) text_sha256: Field<'t>,
    /// The program that made the text, such as "pdftotext 24.02".
    pub(crate) text_by: Field<'t>,
    /// Whether it could identify a source. Outputs show only the publisher, date and language of a confidential
    /// document.
    #[schemars(with = "Option<Truth>")]
    #[expect(dead_code, reason = "`secrecy.rs` decides, before the record is read")]
    confidential: Option<Truth>,
    /// A note.
    pub(crate) note: Field<'t>,
}

/// One sentence that someone asserts.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(title = "claim", deny_unknown_fields)]
pub(crate) struct RawClaim<'t> {
    /// One sentence saying what is asserted. Required.
    #[serde(borrow)]
    #[schemars(with = "Words")]
    pub(crate) statement: Field<'t>,
    /// The ids of the sources that assert it.
    #[serde(default)]
    #[schemars(with = "List<Id>")]
    pub(crate) attributed_to: List<Placed<'t>>,
    /// When it was asserted: `2023`, `2023-10`, `2023-10-21` or a moment with its offset.
    #[schemars(with = "Option<Date>")]
    pub(crate) date: Field<'t>,
    /// The ids of the claims that this one relays or is derived from.
    #[serde(default)]
    #[schemars(with = "List<Id>")]
    pub(crate) cites: List<Placed<'t>>,
    /// The ids of the claims that this one supports on independent grounds.
    #[serde(default)]
    #[schemars(with = "List<Id>")]
    pub(crate) corroborates: List<Placed<'t>>,
    /// The ids of the claims that this one disputes.
    #[serde(default)]
    #[schemars(with = "List<Id>")]
    pub(crate) disputes: List<Placed<'t>>,
    /// When its source withdrew it. A claim that rests only on retracted claims has no support.
    #[schemars(with = "Option<Date>")]
    pub(crate) retracted: Field<'t>,
    /// The places in documents that support it.
    #[serde(default)]
    pub(crate) evidence: List<RawEvidence<'t>>,
    /// Tags, for selecting claims.
    #[serde(default)]
    pub(crate) tags: List<Placed<'t>>,
    /// Its URL.
    #[schemars(with = "Option<Url>")]
    pub(crate) url: Field<'t>,
    /// A note.
    pub(crate) note: Field<'t>,
}

/// A place in a document.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(title = "evidence", deny_unknown_fields)]
pub(crate) struct RawEvidence<'t> {
    /// The id of the document. Required.
    #[serde(borrow)]
    #[schemars(with = "Id")]
    pub(crate) document: Placed<'t>,
    /// The exact words.
    pub(crate) quote: Field<'t>,
    /// A translation of the quote. It is never looked for in the document.
    pub(crate) translation: Field<'t>,
    /// Where in the document, such as "paragraph 3".
    pub(crate) locator: Field<'t>,
}

/// What a fact-checking run decided about a claim.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(title = "review", deny_unknown_fields)]
pub(crate) struct RawReview<'t> {
    /// The id of the claim that was reviewed. Required.
    #[serde(borrow)]
    #[schemars(with = "Id")]
    pub(crate) claim: Field<'t>,
    /// The verdict: one of those that onrecord.yaml lists, such as "unproven". Required.
    #[schemars(with = "Words")]
    pub(crate) verdict: Field<'t>,
    /// Who reviewed it, a person or a desk. Required.
    #[schemars(with = "Words")]
    pub(crate) reviewer: Field<'t>,
    /// The day of the review. Required.
    #[schemars(with = "Date")]
    pub(crate) date: Field<'t>,
    /// The last day on which the review is valid.
    #[schemars(with = "Option<Date>")]
    pub(crate) expires: Field<'t>,
    /// The reason for the verdict.
    pub(crate) rationale: Field<'t>,
    /// The URL of the review.
    #[schemars(with = "Option<Url>")]
    pub(crate) url: Field<'t>,
    /// The claim's grounds digest at the time: `sha256:` and 64 hexadecimal digits. It shows whether anything below the
    /// claim has changed since.
    #[schemars(with = "Option<Digest>")]
    pub(crate) digest: Field<'t>,
    /// What the claim rested on at the time, nearest first, as `onrecord review` writes it: a line for each record,
    /// with its id and short digests of its fields. It shows what has changed since.
    #[serde(default)]
    pub(crate) grounds: List<Placed<'t>>,
    /// A note.
    pub(crate) note: Field<'t>,
}
