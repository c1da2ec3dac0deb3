//! Raw records to the model: dates, URLs, paths and digests are read here, and required fields are checked.

use std::collections::HashSet;

use serde::Deserialize;

use super::faults;
use super::record::{RawClaim, RawDocument, RawEvidence, RawReview, RawSource};
use super::secrecy::{has_mark, means_confidential};
use super::withhold::{marked_claim, marked_review, withheld};
use crate::diagnostic::faults::{INVALID_DATE, INVALID_URL, MISSING_FIELD, REVEALED_SOURCE, SNAPSHOT_PATH, WRONG_TYPE};
use crate::diagnostic::{Bounded, Diagnostic, Message, RuleMeta};
use crate::model::fields::Secrecy;
use crate::model::{
    Archived, ArchivedFile, Claim, Confidential, ConfidentialUrls, Date, Details, Document, Evidence, Id, Identity,
    Language, Links, Located, RecordKind, Reference, Retraction, Review, SnapshotPath, Source, Url,
};
use crate::text::{FileId, Span, Text, hex, nearest};
use crate::tree::{self, Fault, List, NodeId, Placed, Tree};

/// What is said of a source that is marked, as only a document can be.
const MARKED_SOURCE: &str = "a source cannot be marked as confidential";
const UNNAMED_SOURCE: &str = "remove the field. If readers may not know who it is, write `identity: anonymous`, which \
    makes it confidential, and remove its name; git keeps what was committed";

/// The fields of a claim with what it rests on.
const LINKS: [&str; 3] = ["attributed_to", "cites", "corroborates"];

/// Turns the record at `node` into its model, with all that is wrong with it.
pub(super) struct Converter<'a, 't> {
    pub(super) tree: &'a Tree<'t>,
    /// The text of the file: what the record says is a part of it.
    pub(super) whole: &'a Text,
    pub(super) file: FileId,
    pub(super) diagnostics: &'a mut Bounded,
    /// The key of the record, and its value.
    pub(super) key: NodeId,
    pub(super) node: NodeId,
    /// The id of the record, if it has one.
    pub(super) id: Option<Text>,
    /// The record may belong to a confidential source: nothing of it is repeated.
    pub(super) secret: bool,
}

/// A record of some kind.
pub(super) enum Kept {
    Source(Source),
    Document(Document),
    Claim(Claim),
    Review(Review),
}

impl<'t> Converter<'_, 't> {
    pub(super) fn record(&mut self, kind: RecordKind, id: Id) -> Option<Kept> {
        match kind {
            RecordKind::Source => self.source(id).map(Kept::Source),
            RecordKind::Document => self.document(id).map(Kept::Document),
            RecordKind::Claim => self.claim(id).map(Kept::Claim),
            RecordKind::Review => self.review(id).map(Kept::Review),
        }
    }

    fn source(&mut self, id: Id) -> Option<Source> {
        // Until it is corrected, nothing of the record is repeated, and what else seems wrong may only follow from it.
        let means_named = self.secret && (self.means_named() || has_mark(self.tree, self.node));
        let forbidden = if self.secret { self.forbidden_fields(!means_named) } else { HashSet::new() };
        let (raw, _) = self.read::<RawSource<'t>>(forbidden)?;
        if raw.identity.is_none() && !self.has("identity") {
            self.missing("identity", "add `identity: named`, `anonymous` or `unspecified`");
        }
        let label = if means_named {
            self.text(raw.description.clone()).unwrap_or_default()
        } else if self.secret {
            let help = "describe the source in general terms; readers see this";
            self.required(raw.description.clone(), "description", help)
        } else {
            self.required(raw.name, "name", "add `name: …`, or write `identity: anonymous`")
        };
        // A named source without a name names nobody.
        let identity = if !self.secret && !label.is_blank() {
            Identity::Named
        } else {
            raw.identity.filter(|&identity| identity != Identity::Named).unwrap_or(Identity::Unspecified)
        };
        let note = self.text(raw.note).filter(|_| !self.secret);
        Some(Source {
            id,
            identity,
            kind: raw.kind,
            label,
            description: self.text(raw.description),
            role: self.text(raw.role),
            terms: raw.terms,
            reason: self.text(raw.reason),
            known_to: self.text(raw.known_to).map(Confidential::new),
            url: self.url(raw.url),
            note,
            is_withheld: false,
            place: self.place(),
        })
    }

    fn document(&mut self, id: Id) -> Option<Document> {
        let (raw, _) = self.read::<RawDocument<'t>>(HashSet::new())?;
        let copy = self.archived(raw.snapshot, raw.sha256, "sha256");
        let text = self.archived(raw.text, raw.text_sha256, "text_sha256");
        let title = self.required(raw.title, "title", "add `title: …`");
        let document = Document {
            id,
            title,
            publisher: raw.publisher.map(|publisher| self.reference(&publisher)),
            url: self.url(raw.url),
            published: self.date(raw.published),
            author: self.texts(raw.author),
            language: self.language(raw.language),
            accessed: self.date(raw.accessed),
            archived_url: self.url(raw.archived_url),
            archived: Archived { copy, text, text_by: self.text(raw.text_by) }.boxed(),
            is_confidential: self.secret,
            confidential_urls: ConfidentialUrls::default(),
            is_withheld: false,
            has_telling_id: false,
            title_mark: None,
            note: self.text(raw.note),
            place: self.place(),
        };
        Some(if self.secret { withheld(document) } else { document })
    }

    /// An archived file, with its digest in `field`.
    fn archived(&mut self, path: Option<Placed<'_>>, digest: Option<Placed<'_>>, field: &str) -> ArchivedFile {
        let sha256 = self.digest(digest, "");
        let has_unreadable_digest = sha256.is_none() && self.has(field);
        ArchivedFile { path: self.snapshot(path), sha256, has_unreadable_digest }
    }

    fn claim(&mut self, id: Id) -> Option<Claim> {
        let (raw, faults) = self.read::<RawClaim<'t>>(HashSet::new())?;
        let retracted =
            raw.retracted.is_some() || (!faults.is_empty() || !self.tree.flaws().is_empty()) && self.has("retracted");
        let links = [raw.attributed_to, raw.cites, raw.corroborates, raw.disputes].map(|list| list.0);
        let is_marked = !faults.is_empty() && has_mark(self.tree, self.node);
        let claim = Claim {
            id,
            statement: self.required(
                raw.statement,
                "statement",
                "add `statement: …`, one sentence saying what is asserted",
            ),
            links: Links::new(links, |to| self.reference(&to)),
            date: self.date(raw.date),
            has_unread_links: self.has_unread(&faults, &LINKS),
            has_unread_evidence: self.has_unread(&faults, &["evidence"]),
            evidence: self.all_evidence(raw.evidence.0),
            details: Details {
                retracted: retracted.then(|| Retraction { date: self.date(raw.retracted) }),
                tags: self.texts(raw.tags),
                // It may be that of a document or a source, whose record this is.
                url: self.url(raw.url).filter(|_| !self.secret),
                note: self.text(raw.note),
            }
            .boxed(),
            place: self.place(),
        };
        Some(if is_marked { marked_claim(claim) } else { claim })
    }

    fn review(&mut self, id: Id) -> Option<Review> {
        let (raw, faults) = self.read::<RawReview<'t>>(HashSet::new())?;
        let claim = raw.claim.map(|claim| self.reference(&claim));
        if claim.is_none() && !self.has("claim") {
            self.missing("claim", "add `claim: …` with the id of the reviewed claim");
        }
        let verdict = self.verdict(raw.verdict);
        let reviewer = self.required(raw.reviewer, "reviewer", "add `reviewer: …`");
        if raw.date.is_none() && !self.has("date") {
            self.missing("date", "add the day of the review, such as `date: 2024-11-03`");
        }
        let is_marked = !faults.is_empty() && has_mark(self.tree, self.node);
        let review = Review {
            id,
            claim: claim?,
            verdict,
            reviewer,
            date: self.date(raw.date),
            expires: self.date(raw.expires),
            rationale: self.text(raw.rationale),
            url: self.url(raw.url),
            digest: self.digest(raw.digest, "sha256:"),
            grounds: self.texts(raw.grounds),
            note: self.text(raw.note),
            place: self.place(),
        };
        Some(if is_marked { marked_review(review) } else { review })
    }

    /// In room of its own: what a shorter list leaves of the room of another one is too small for anything.
    fn all_evidence(&mut self, raw: Vec<RawEvidence<'t>>) -> Box<[Evidence]> {
        let mut all = Vec::with_capacity(raw.len());
        all.extend(raw.into_iter().map(|item| self.evidence(item)));
        all.into()
    }

    fn evidence(&mut self, raw: RawEvidence<'t>) -> Evidence {
        Evidence {
            document: self.reference(&raw.document),
            quote: raw.quote.map(|quote| self.located(&quote)),
            translation: self.text(raw.translation),
            locator: self.text(raw.locator),
        }
    }

    /// Whether something in one of some fields may have been written, but could not be read.
    fn has_unread(&self, faults: &[Fault], fields: &[&str]) -> bool {
        let is_one = |name: &str| fields.contains(&name);
        let is_flawed =
            |(key, value): (NodeId, NodeId)| self.tree.scalar(key).is_some_and(is_one) && self.tree.is_flawed(value);
        // A field that the record does not have may be one of them, misspelt.
        faults.iter().any(|fault| fault.field.is_none_or(is_one))
            || !self.tree.flaws().is_empty() && self.tree.entries(self.node).any(is_flawed)
    }

    /// Reads the record's fields, and says what is wrong with their shapes.
    pub(super) fn read<T: Deserialize<'t>>(&mut self, skip: HashSet<NodeId>) -> Option<(T, Vec<Fault>)> {
        let (record, faults) = tree::read::<T>(self.tree, self.node, skip);
        for fault in &faults {
            let (span, id) = (self.span(fault.at), self.id.clone());
            let diagnostic = || faults::diagnostic(self.tree, fault, span, self.secret);
            self.diagnostics.add(Some(span), || id.into_iter().fold(diagnostic(), Diagnostic::about));
        }
        record.map(|record| (record, faults))
    }

    /// Whether a source says `named` in a word that is not quite that.
    fn means_named(&self) -> bool {
        let identity = self.tree.value(self.node, "identity").and_then(|value| self.tree.scalar(value));
        let words = Identity::ALL.map(Identity::name);
        let meant = |said: &str| nearest(&said.trim().to_lowercase(), words);
        identity.is_some_and(|said| !words.contains(&said) && meant(said) == Some(Identity::Named.name()))
    }

    /// The values of the fields that a confidential source may not have, to be left out; reports them, if requested.
    fn forbidden_fields(&mut self, is_reported: bool) -> HashSet<NodeId> {
        let mut forbidden = HashSet::new();
        for (key, value) in self.tree.entries(self.node) {
            let name = self.tree.scalar(key).unwrap_or_default();
            let message = match Source::FIELDS.iter().find(|field| field.name == name) {
                None if means_confidential(name) => {
                    forbidden.insert(value);
                    self.report(Diagnostic::new(&REVEALED_SOURCE, self.span(key), MARKED_SOURCE).help(UNNAMED_SOURCE));
                    continue;
                }
                Some(field) if field.secrecy != Secrecy::Revealing => continue,
                Some(field) => Message::new("a source that is not named may not have ").value(field.name),
                // Other keys are not even repeated.
                None => Message::new("a field that is not allowed here"),
            };
            if is_reported {
                self.report(Diagnostic::new(&REVEALED_SOURCE, self.span(key), message).help(
                    "remove it, or write `identity: named` if readers may know who it is; git keeps what was committed",
                ));
            }
            forbidden.insert(value);
        }
        forbidden
    }

    fn required(&mut self, field: Option<Placed<'_>>, name: &'static str, help: &'static str) -> Text {
        self.asked(field, name, help).map_or_else(Text::default, |field| self.part(&field))
    }

    /// A field that a record needs, if there is anything to be seen in it.
    pub(super) fn asked<'f>(
        &mut self,
        field: Option<Placed<'f>>,
        name: &'static str,
        help: &'static str,
    ) -> Option<Placed<'f>> {
        let is_given = field.as_ref().is_some_and(|field| !field.text.trim().is_empty());
        if !is_given && (field.is_some() || !self.has(name)) {
            self.missing(name, help);
        }
        field.filter(|_| is_given)
    }

    fn missing(&mut self, name: &'static str, help: &'static str) {
        // What is no id may be a name.
        let message = match &self.id {
            Some(id) => Message::of(id).words(" needs ").value(name),
            None => Message::new("required field missing: ").value(name),
        };
        self.report(Diagnostic::new(&MISSING_FIELD, self.place(), message).help(help));
    }

    fn has(&self, name: &str) -> bool {
        self.tree.value(self.node, name).is_some()
    }

    pub(super) fn part(&self, field: &Placed<'_>) -> Text {
        self.whole.part(&field.text)
    }

    fn text(&self, field: Option<Placed<'_>>) -> Option<Text> {
        field.map(|field| self.part(&field))
    }

    /// Takes the memory of the list over: a list can be as long as a file.
    fn texts(&self, list: List<Placed<'_>>) -> Box<[Text]> {
        list.0.into_iter().map(|item| self.part(&item)).collect()
    }

    pub(super) fn reference(&self, field: &Placed<'_>) -> Reference {
        Reference { span: self.span(field.node), to: self.part(field) }
    }

    pub(super) fn date(&mut self, field: Option<Placed<'_>>) -> Option<Date> {
        let field = field?;
        let date = Date::parse(&self.part(&field));
        if date.is_none() {
            self.refuse(
                &INVALID_DATE,
                &field,
                " is not a date",
                "write `2023`, `2023-10`, `2023-10-21` or `2023-10-21T20:45+03:00`",
            );
        }
        date
    }

    fn url(&mut self, field: Option<Placed<'_>>) -> Option<Url> {
        let field = field?;
        let url = Url::parse(&self.part(&field));
        if url.is_none() {
            self.refuse(
                &INVALID_URL,
                &field,
                " is not a web address",
                "write `https://host/path`: http or https, a host, no user name, no spaces",
            );
        }
        url
    }

    fn language(&mut self, field: Option<Placed<'_>>) -> Option<Language> {
        let field = field?;
        let language = Language::parse(&self.part(&field));
        if language.is_none() {
            self.refuse(
                &WRONG_TYPE,
                &field,
                " is not a language tag",
                "write a BCP 47 tag, such as `en`, `tr` or `pt-BR`",
            );
        }
        language
    }

    fn verdict(&mut self, field: Option<Placed<'_>>) -> Located<Text> {
        let field = self.asked(field, "verdict", "add `verdict: …`");
        let missing = || Located { value: Text::default(), place: self.place() };
        field.map_or_else(missing, |field| self.located(&field))
    }

    fn located(&self, field: &Placed<'_>) -> Located<Text> {
        Located { value: self.part(field), place: self.span(field.node) }
    }

    fn snapshot(&mut self, field: Option<Placed<'_>>) -> Option<Located<SnapshotPath>> {
        let field = field?;
        SnapshotPath::parse(&self.part(&field))
            .map(|value| Located { value, place: self.span(field.node) })
            .map_err(|why| {
                self.report(Diagnostic::new(&SNAPSHOT_PATH, self.span(field.node), why).help(
                    "write a path relative to this file and inside the corpus folder, such as `evidence/page.html`",
                ));
            })
            .ok()
    }

    fn digest(&mut self, field: Option<Placed<'_>>, prefix: &'static str) -> Option<[u8; 32]> {
        let field = field?;
        let digest = field.text.strip_prefix(prefix).and_then(hex::decode);
        if digest.is_none() {
            let help = if prefix.is_empty() {
                "write 64 hexadecimal digits"
            } else {
                "write `sha256:` and 64 hexadecimal digits"
            };
            self.refuse(&WRONG_TYPE, &field, " is not a SHA-256", help);
        }
        digest
    }

    fn refuse(&mut self, rule: &'static RuleMeta, field: &Placed<'_>, words: &'static str, help: &'static str) {
        let message = if self.secret { Message::new("the value") } else { Message::new("").value(&field.text) };
        self.report(Diagnostic::new(rule, self.span(field.node), message.words(words)).help(help));
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        let id = self.id.clone();
        self.diagnostics.push(id.into_iter().fold(diagnostic, Diagnostic::about));
    }

    pub(super) fn place(&self) -> Span {
        self.span(self.key)
    }

    fn span(&self, node: NodeId) -> Span {
        let (start, end) = self.tree.range(node);
        Span { file: self.file, start, end }
    }
}
