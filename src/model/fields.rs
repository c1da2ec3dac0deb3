//! The one table of fields: what every record may say, in what form, and who may be told.
//!
//! Loading, digests, `diff`, exports and the tests of schemas go by it. Fields are in order of name, which is their
//! order in a digest.

use std::sync::LazyLock;

use super::{
    Claim, Confidential, Corpus, Date, Document, Evidence, Located, Record, Reference, Review, SnapshotPath, Source,
    Url,
};
use crate::text::Text;

/// A field of a kind of record.
#[derive(Debug)]
pub struct Field<R> {
    /// Its name, in claim files and in everything that is made of them.
    pub name: &'static str,
    /// What it holds.
    pub holds: Holds,
    /// Who may see it in a confidential record.
    pub secrecy: Secrecy,
    /// Whether it says on whom a claim rests.
    pub is_sourcing: bool,
    /// Whether it enters the digest of the record.
    pub is_digested: bool,
    /// Whether it is text that people write freely, in which a comment may be a part of what they wrote.
    pub is_prose: bool,
    /// Its name in the exports for graphs, if it is in them.
    pub exported: Option<&'static str>,
    get: for<'r> fn(&'r R) -> Option<FieldValue<'r>>,
}

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Holds {
    /// A text, which may be empty.
    Text,
    /// A text that says something.
    Words,
    /// The id of a record.
    Id,
    /// A date.
    Date,
    /// A web address.
    Url,
    /// A language tag.
    Language,
    /// The path of a copy.
    Path,
    /// 64 hexadecimal digits.
    Sha256,
    /// The same after `sha256:`.
    Digest,
    /// Whether readers may know who a source is.
    Identity,
    /// What a source is.
    SourceKind,
    /// On what terms a source spoke.
    Terms,
    /// Ids of records.
    Ids,
    /// Texts.
    Texts,
    /// Yes or no.
    Truth,
    /// Places in documents.
    Evidence,
}

/// Who may see a field of a confidential record: that of a source that is not named, or of a document that is marked
/// so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Secrecy {
    /// Readers.
    Public,
    /// The desk: the record may have it, and no output shows it.
    Desk,
    /// The desk, but that it is given counts for readers: nothing else of it is ever given back.
    Presence,
    /// Nobody: it would reveal who the source is.
    Revealing,
}

/// What a field of one record holds.
#[derive(Debug, Clone, Copy)]
pub enum FieldValue<'r> {
    /// Text from a claim file.
    Text(&'r Text),
    /// A word of ours, an id or a date, which have been checked.
    Word(&'r str),
    /// The SHA-256 of a file.
    Sha256([u8; 32]),
    /// A digest of ours.
    Digest([u8; 32]),
    /// References to records.
    References(&'r [Reference]),
    /// Several texts.
    Texts(&'r [Text]),
    /// Places in documents.
    Evidence(&'r [Evidence]),
}

impl<R> Field<R> {
    const fn new(name: &'static str, holds: Holds, get: for<'r> fn(&'r R) -> Option<FieldValue<'r>>) -> Self {
        let secrecy = Secrecy::Public;
        Self { name, holds, secrecy, is_sourcing: false, is_digested: true, is_prose: false, exported: None, get }
    }

    const fn for_the_desk(self) -> Self {
        Self { secrecy: Secrecy::Desk, ..self }
    }

    const fn present(self) -> Self {
        Self { secrecy: Secrecy::Presence, ..self }
    }

    const fn revealing(self) -> Self {
        Self { secrecy: Secrecy::Revealing, ..self }
    }

    const fn sourcing(self) -> Self {
        Self { is_sourcing: true, ..self }
    }

    const fn not_digested(self) -> Self {
        Self { is_digested: false, ..self }
    }

    const fn prose(self) -> Self {
        Self { is_prose: true, ..self }
    }

    const fn exported_as(self, name: &'static str) -> Self {
        Self { exported: Some(name), ..self }
    }

    /// What the field holds in a record; nothing if it is not given, or an empty list.
    pub fn get<'r>(&self, record: &'r R) -> Option<FieldValue<'r>> {
        (self.get)(record)
    }
}

impl Source {
    /// Its fields. Of `known_to` only whether it makes a source one that can be told from others is given back.
    pub const FIELDS: &'static [Field<Self>] = &[
        Field::<Self>::new("description", Holds::Text, |source| text(source.description.as_ref())).prose(),
        Field::<Self>::new("identity", Holds::Identity, |source| Some(FieldValue::Word(source.identity.name())))
            .sourcing()
            .exported_as("identity"),
        Field::<Self>::new("kind", Holds::SourceKind, |source| source.kind.map(|kind| FieldValue::Word(kind.name())))
            .sourcing()
            .exported_as("source_kind"),
        Field::<Self>::new("known_to", Holds::Text, |source| {
            let is_known = source.known_to.as_ref().is_some_and(Confidential::is_given);
            (is_known && source.is_confidential()).then_some(FieldValue::Word("given"))
        })
        .prose()
        .present()
        .sourcing(),
        Field::<Self>::new("name", Holds::Words, |source| required(&source.label)).prose().revealing(),
        Field::<Self>::new("note", Holds::Text, |source| text(source.note.as_ref())).prose().for_the_desk(),
        Field::<Self>::new("reason", Holds::Text, |source| text(source.reason.as_ref())).prose(),
        Field::<Self>::new("role", Holds::Text, |source| text(source.role.as_ref()))
            .prose()
            .revealing()
            .exported_as("role"),
        Field::<Self>::new("terms", Holds::Terms, |source| source.terms.map(|terms| FieldValue::Word(terms.name()))),
        Field::<Self>::new("url", Holds::Url, |source| url(source.url.as_ref())).revealing().exported_as("url"),
    ];
}

impl Document {
    /// Its fields.
    pub const FIELDS: &'static [Field<Self>] = &[
        Field::<Self>::new("accessed", Holds::Date, |document| date(document.accessed.as_ref())).for_the_desk(),
        Field::<Self>::new("archived_url", Holds::Url, |document| url(document.archived_url.as_ref())).for_the_desk(),
        Field::<Self>::new("author", Holds::Texts, |document| texts(&document.author)).prose().for_the_desk(),
        Field::<Self>::new("confidential", Holds::Truth, |document| {
            document.is_confidential.then_some(FieldValue::Word("true"))
        }),
        Field::<Self>::new("language", Holds::Language, |document| {
            document.language.as_ref().map(|language| FieldValue::Word(language.as_str()))
        }),
        Field::<Self>::new("note", Holds::Text, |document| text(document.note.as_ref())).prose().for_the_desk(),
        Field::<Self>::new("published", Holds::Date, |document| date(document.published.as_ref())).exported_as("date"),
        Field::<Self>::new("publisher", Holds::Id, |document| {
            document.publisher.as_ref().map(|publisher| FieldValue::Text(&publisher.to))
        }),
        Field::<Self>::new("sha256", Holds::Sha256, |document| document.copy().sha256.map(FieldValue::Sha256))
            .for_the_desk(),
        Field::<Self>::new("snapshot", Holds::Path, |document| path(document.copy().path.as_ref())).for_the_desk(),
        Field::<Self>::new("text", Holds::Path, |document| path(document.text().path.as_ref())).for_the_desk(),
        Field::<Self>::new("text_by", Holds::Text, |document| text(document.text_by())).for_the_desk(),
        Field::<Self>::new("text_sha256", Holds::Sha256, |document| document.text().sha256.map(FieldValue::Sha256))
            .for_the_desk(),
        Field::<Self>::new("title", Holds::Words, |document| required(&document.title)).prose().for_the_desk(),
        Field::<Self>::new("url", Holds::Url, |document| url(document.url.as_ref())).for_the_desk().exported_as("url"),
    ];
}

impl Claim {
    /// Its fields.
    pub const FIELDS: &'static [Field<Self>] = &[
        Field::<Self>::new("attributed_to", Holds::Ids, |claim| references(claim.attributed_to())).sourcing(),
        Field::<Self>::new("cites", Holds::Ids, |claim| references(claim.cites())).sourcing(),
        Field::<Self>::new("corroborates", Holds::Ids, |claim| references(claim.corroborates())).sourcing(),
        Field::<Self>::new("date", Holds::Date, |claim| date(claim.date.as_ref())).exported_as("date"),
        Field::<Self>::new("disputes", Holds::Ids, |claim| references(claim.disputes())).sourcing(),
        Field::<Self>::new("evidence", Holds::Evidence, |claim| {
            (!claim.evidence.is_empty()).then_some(FieldValue::Evidence(&claim.evidence))
        }),
        Field::<Self>::new("note", Holds::Text, |claim| text(claim.note())).prose().for_the_desk(),
        // A retraction whose date cannot be read is a retraction all the same.
        Field::<Self>::new("retracted", Holds::Date, |claim| {
            let retraction = claim.retracted()?;
            Some(FieldValue::Word(retraction.date.as_ref().map_or("", Date::as_str)))
        })
        .sourcing()
        .exported_as("retracted_on"),
        Field::<Self>::new("statement", Holds::Words, |claim| required(&claim.statement)).prose(),
        Field::<Self>::new("tags", Holds::Texts, |claim| texts(claim.tags())),
        Field::<Self>::new("url", Holds::Url, |claim| url(claim.url())).exported_as("url"),
    ];
}

impl Evidence {
    /// Its fields.
    pub const FIELDS: &'static [Field<Self>] = &[
        Field::<Self>::new("document", Holds::Id, |evidence| Some(FieldValue::Text(&evidence.document.to))),
        Field::<Self>::new("locator", Holds::Text, |evidence| text(evidence.locator.as_ref()))
            .prose()
            .exported_as("locator"),
        Field::<Self>::new("quote", Holds::Text, |evidence| text(evidence.words())).prose().exported_as("quote"),
        Field::<Self>::new("translation", Holds::Text, |evidence| text(evidence.translation.as_ref())).prose(),
    ];
}

impl Review {
    /// Its fields. `grounds` only explains `digest`.
    pub const FIELDS: &'static [Field<Self>] = &[
        Field::<Self>::new("claim", Holds::Id, |review| Some(FieldValue::Text(&review.claim.to))),
        Field::<Self>::new("date", Holds::Date, |review| date(review.date.as_ref())),
        Field::<Self>::new("digest", Holds::Digest, |review| review.digest.map(FieldValue::Digest)),
        Field::<Self>::new("expires", Holds::Date, |review| date(review.expires.as_ref())),
        Field::<Self>::new("grounds", Holds::Texts, |review| texts(&review.grounds)).not_digested(),
        Field::<Self>::new("note", Holds::Text, |review| text(review.note.as_ref())).prose(),
        Field::<Self>::new("rationale", Holds::Text, |review| text(review.rationale.as_ref())).prose(),
        Field::<Self>::new("reviewer", Holds::Words, |review| required(&review.reviewer)),
        Field::<Self>::new("url", Holds::Url, |review| url(review.url.as_ref())),
        Field::<Self>::new("verdict", Holds::Words, |review| required(&review.verdict.value)),
    ];
}

/// The names of all fields of records that enter digests, in order, each once.
pub(crate) fn digested() -> Vec<&'static str> {
    let mut names: Vec<_> = of_records().filter(|field| field.is_digested).map(|field| field.name).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// Whether fields with this name say on whom a claim rests.
pub(crate) fn is_sourcing(name: &str) -> bool {
    of_records().any(|field| field.is_sourcing && field.name == name)
}

/// A field of a record by its name, as the table has it, if no output shows it because the record is confidential now.
pub(crate) fn withheld(corpus: &Corpus, record: Record, name: &str) -> Option<&'static str> {
    fn kept<R>(fields: &'static [Field<R>], name: &str) -> Option<&'static str> {
        let is_kept = |field: &&Field<R>| matches!(field.secrecy, Secrecy::Desk | Secrecy::Revealing);
        fields.iter().filter(is_kept).map(|field| field.name).find(|kept| *kept == name)
    }
    match record {
        Record::Source(at) if corpus.sources[at].is_confidential() => kept(Source::FIELDS, name),
        Record::Document(at) if corpus.documents[at].is_confidential => kept(Document::FIELDS, name),
        _ => None,
    }
}

/// The names of all fields, those of places in documents too.
pub(crate) fn names() -> &'static [&'static str] {
    static NAMES: LazyLock<Vec<&'static str>> = LazyLock::new(|| all().map(|field| field.name).collect());
    &NAMES
}

/// The name of a field of free text, as the table has it.
pub(crate) fn prose(name: &str) -> Option<&'static str> {
    all().find(|field| field.is_prose && field.name == name).map(|field| field.name)
}

/// The properties of a field, for any kind of record.
struct Traits {
    name: &'static str,
    is_digested: bool,
    is_sourcing: bool,
    is_prose: bool,
}

fn traits<R>(fields: &'static [Field<R>]) -> impl Iterator<Item = Traits> {
    fields.iter().map(|&Field { name, is_digested, is_sourcing, is_prose, .. }| Traits {
        name,
        is_digested,
        is_sourcing,
        is_prose,
    })
}

fn of_records() -> impl Iterator<Item = Traits> {
    traits(Source::FIELDS).chain(traits(Document::FIELDS)).chain(traits(Claim::FIELDS)).chain(traits(Review::FIELDS))
}

fn all() -> impl Iterator<Item = Traits> {
    of_records().chain(traits(Evidence::FIELDS))
}

fn text(text: Option<&Text>) -> Option<FieldValue<'_>> {
    text.map(FieldValue::Text)
}

/// A text that every such record has; it is empty only where that was found to be an error.
fn required(text: &Text) -> Option<FieldValue<'_>> {
    (!text.is_empty()).then_some(FieldValue::Text(text))
}

fn date(date: Option<&Date>) -> Option<FieldValue<'_>> {
    date.map(|date| FieldValue::Word(date.as_str()))
}

fn url(url: Option<&Url>) -> Option<FieldValue<'_>> {
    text(url.map(Url::text))
}

fn path(path: Option<&Located<SnapshotPath>>) -> Option<FieldValue<'_>> {
    text(path.map(|path| path.value.text()))
}

fn references(list: &[Reference]) -> Option<FieldValue<'_>> {
    (!list.is_empty()).then_some(FieldValue::References(list))
}

fn texts(list: &[Text]) -> Option<FieldValue<'_>> {
    (!list.is_empty()).then_some(FieldValue::Texts(list))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_in_order_of_name() {
        fn are_sorted<R>(fields: &[Field<R>]) -> bool {
            fields.is_sorted_by(|a, b| a.name < b.name)
        }
        assert!(are_sorted(Source::FIELDS) && are_sorted(Document::FIELDS) && are_sorted(Claim::FIELDS));
        assert!(are_sorted(Evidence::FIELDS) && are_sorted(Review::FIELDS));
    }

    #[test]
    fn claims_and_reviews_keep_no_secrets() {
        fn are_public<R>(fields: &[Field<R>]) -> bool {
            fields.iter().all(|field| field.secrecy == Secrecy::Public)
        }
        assert!(are_public(Evidence::FIELDS) && are_public(Review::FIELDS));
        let public = |field: &&Field<Document>| field.secrecy == Secrecy::Public;
        let names: Vec<_> = Document::FIELDS.iter().filter(public).map(|field| field.name).collect();
        assert_eq!(names, ["confidential", "language", "published", "publisher"]);
    }
}
